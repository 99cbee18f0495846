// Exact questions and constructions on geometry: the door to GEOS.
// All geometry is ISO WKB in ONE planar CRS; the functions never look at a CRS.
// Thread rule: any thread; each thread owns its GEOS context. A Prepared object stays in its thread.
// Errors: Error(invalidValue) when GEOS refuses an input, with GEOS's own reason.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {

/// While it lives, GEOS's work in this thread ends with Error(cancelled) soon after the token is cancelled, also in the
/// middle of one long call: GEOS asks back every few thousand edges. The scopes of a thread lie within one another.
class Interruptible {
 public:
  explicit Interruptible(const CancelToken& token);
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible();

 private:
  const CancelToken* m_outer;
};

enum class Predicate { intersects, contains, within, covers, coveredBy, touches, crosses, overlaps, equals, disjoint };

/// What a relation asks: a named predicate, or a DE-9IM pattern such as "T*F**F***" (OGC 06-103r4 §6.1.15).
struct Relation {
  Predicate predicate = Predicate::intersects;
  std::string pattern;  ///< not empty: DE-9IM pattern, nine of 0 1 2 T F *
  /// "covered_by", "T*F**F***" … Throws Error(usage) naming the possible words.
  [[nodiscard]] static Relation parse(std::string_view text);
  /// True if a relation can only hold when the boxes meet (all but disjoint and patterns allowing FF*FF****).
  [[nodiscard]] bool needsMeetingBoxes() const;
};

/// Whether every x and y is a finite number; an empty point (NaN NaN), also as a member, has none. Throws
/// Error(damaged).
[[nodiscard]] bool hasFinitePlaces(BytesView wkb);

/// Why a geometry is invalid and where; nothing when it is valid (GEOS isValidDetail, ESRI ring flag off).
struct Invalidity {
  std::string reason;
  MapPoint place;
};
[[nodiscard]] std::optional<Invalidity> invalidity(BytesView wkb);
/// Cheap first answer for polygons of up to 64 vertices a ring: true = certainly simple and valid; false = ask
/// invalidity().
[[nodiscard]] bool certainlyValid(BytesView wkb);

/// GEOSMakeValidWithParams (structure, keepCollapsed 0), promoted to `type`'s dimension; empty result possible; valid
/// but for what GEOS cannot repair in four passes.
[[nodiscard]] Bytes makeValid(BytesView wkb, GeometryType type);

[[nodiscard]] bool relate(BytesView a, BytesView b, const Relation& relation);
[[nodiscard]] double distance(BytesView a, BytesView b);
[[nodiscard]] Bytes intersection(BytesView a, BytesView b);
[[nodiscard]] Bytes difference(BytesView a, BytesView b);
/// Ring lines of areas, end points of lines, nothing (empty) of points (OGC 06-103r4 §6.1.4).
[[nodiscard]] Bytes boundary(BytesView wkb);
[[nodiscard]] Bytes unionOf(std::span<const BytesView> all);
[[nodiscard]] Bytes buffer(BytesView wkb, double metres, int quadrantSegments = 16);
[[nodiscard]] MapPoint interiorPoint(BytesView wkb);
/// The members that have this dimension, at any depth; a single geometry: itself, or none. `others`: how many not empty
/// ones were left out.
[[nodiscard]] std::vector<Bytes> partsOfDimension(BytesView wkb, int dimension, std::size_t* others = nullptr);
/// The parts as one geometry: a single one as it is, several as a multi-geometry; none: nothing at all.
[[nodiscard]] Bytes assembled(std::span<const Bytes> parts);
[[nodiscard]] Bytes simplified(BytesView wkb, double tolerance);

/// One geometry made ready for many tests. Move-only; stays in the thread that made it.
class Prepared {
 public:
  explicit Prepared(BytesView wkb);
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();
  /// relation(this, other)
  [[nodiscard]] bool relate(BytesView other, const Relation& relation) const;
  /// relation(other, this), using the prepared inverse where there is one
  [[nodiscard]] bool relatedBy(BytesView other, const Relation& relation) const;
  /// relation(this, other), when both are ready
  [[nodiscard]] bool relate(const Prepared& other, const Relation& relation) const;
  /// What the two have in common, of whatever dimension
  [[nodiscard]] Bytes intersection(const Prepared& other) const;
  /// This without all of the others, which are merged in groups of at most 10,000 vertices first
  [[nodiscard]] Bytes without(std::span<const Prepared* const> others) const;
  [[nodiscard]] bool withinDistance(BytesView other, double metres) const;
  [[nodiscard]] double distanceTo(BytesView other) const;
  /// covers/contains a point (fast path, same answer as GEOS)
  [[nodiscard]] bool containsPoint(MapPoint p) const;
  [[nodiscard]] bool coversPoint(MapPoint p) const;
  [[nodiscard]] BytesView wkb() const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::geom
