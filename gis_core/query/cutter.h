// Private to this room: what the features of one layer leave of those of another.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/spatial_index.h"

namespace gis::query {

/// One that has something in common with the feature that is cut.
struct Partner {
  std::uint32_t other = 0;  ///< place in the cutting set
  double measure = 0;       ///< of the common part
  bool failed = false;      ///< GEOS could not find the common part
};

/// What became of one feature. Measures are in units of the coordinates.
struct Cut {
  std::vector<Partner> partners;    ///< ascending
  std::vector<geom::Bytes> common;  ///< for each partner; empty where it failed
  geom::Bytes rest;                 ///< what no partner covers; empty: nothing, or not asked for
  double measure = 0;               ///< of the feature, each place once
  double commonMeasure = 0;         ///< of all common parts together, each place once
  double restMeasure = 0;
  double setAside = 0;       ///< of what GEOS could not decide
  double gap = 0;            ///< measure − common − rest − set aside, when it is more than rounding
  std::int64_t dropped = 0;  ///< common parts of a lower dimension, or no wider than the coordinates' rounding
  std::optional<Message> fault;
};

/// Cuts the features of `from` by those of `by`; common parts have the dimension of `from`, which is not the higher
/// one. Both sets outlive it. Thread rule: any thread, with its own cache.
class Cutter {
 public:
  using Cache = PreparedCache<SoundSet>;

  Cutter(const SoundSet& from, const SoundSet& by);
  [[nodiscard]] const SoundSet& from() const { return m_from; }
  [[nodiscard]] Cache makeCache() const { return Cache(m_by); }
  /// Common parts and the balance; the rest is always found when `rest`, else only as far as the balance needs it.
  void cut(std::uint32_t i, bool rest, Cache& cache, Cut& out, const CancelToken& token) const;
  /// The rest and the balance for partners that are known.
  void restOf(std::uint32_t i, std::span<const Partner> partners, Cache& cache, Cut& out,
              const CancelToken& token) const;
  /// The measure of the part of feature `i` in feature `at` of the cutting set; small areas need no GEOS for it.
  /// Throws Error(invalidValue).
  [[nodiscard]] double commonMeasure(std::uint32_t i, std::optional<geom::Prepared>& one, std::uint32_t at,
                                     Cache& cache) const;
  /// That part itself; empty: nothing of the dimension. `dropped` counts what is lower or no wider than rounding.
  [[nodiscard]] geom::Bytes common(const geom::Prepared& one, std::uint32_t i, const geom::Prepared& other,
                                   std::uint32_t at, std::int64_t& dropped) const;
  /// How far rounding moves a coordinate, in units of the coordinates.
  [[nodiscard]] double grain() const { return m_grain; }
  /// Over the boxes of `by`.
  [[nodiscard]] const SpatialIndex& index() const { return m_index; }

 private:
  enum class Share { nothing, part, all, allOfOther };
  [[nodiscard]] Share share(const geom::Prepared& one, std::uint32_t i, const geom::Prepared& other,
                            std::uint32_t at) const;
  void findRest(const geom::Prepared& one, Cache& cache, Cut& out) const;
  void balance(std::uint32_t i, const geom::Prepared& one, bool restKnown, Cache& cache, Cut& out) const;
  [[nodiscard]] geom::Bytes wide(geom::BytesView result, std::int64_t& dropped) const;
  [[nodiscard]] double rounding(geom::BytesView wkb) const;
  [[nodiscard]] std::optional<double> areaInCommon(std::uint32_t i, std::uint32_t at) const;
  /// Those of `by` whose boxes meet that of feature i, ascending.
  void candidates(std::uint32_t i, std::vector<std::uint32_t>& found) const;

  const SoundSet& m_from;
  const SoundSet& m_by;
  SpatialIndex m_index;
  int m_dimension;
  double m_grain = 0;  // how far rounding moves a coordinate
};

}  // namespace gis::query
