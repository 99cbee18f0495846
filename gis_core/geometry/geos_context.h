// Private to this room: owners for what GEOS hands out, and its per-thread context.
#pragma once

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <memory>
#include <string>

#include "gis_core/geometry/wkb.h"

namespace gis::geom::detail {

/// One GEOS context a thread, with reader, writer and the last message.
class GeosContext {
 public:
  GeosContext();
  ~GeosContext();
  GeosContext(const GeosContext&) = delete;
  GeosContext& operator=(const GeosContext&) = delete;

  [[nodiscard]] static GeosContext& ofThisThread();
  [[nodiscard]] GEOSContextHandle_t handle() const { return m_handle; }
  [[nodiscard]] GEOSWKBReader* reader() const { return m_reader; }
  [[nodiscard]] GEOSWKBWriter* writer() const { return m_writer; }
  /// GEOS's reason for the last failure; forgotten by asking.
  [[nodiscard]] std::string takeMessage();
  /// Throws Error(invalidValue): GEOS could not do `what`.
  [[noreturn]] void fail(const char* what);

 private:
  GEOSContextHandle_t m_handle;
  GEOSWKBReader* m_reader = nullptr;
  GEOSWKBWriter* m_writer = nullptr;
  std::string m_message;
};

struct GeomDeleter {
  void operator()(GEOSGeometry* g) const;
};
using GeomPtr = std::unique_ptr<GEOSGeometry, GeomDeleter>;

/// What must be known about a geometry before GEOS 3.11 may see it.
struct Screening {
  bool finite = true;  // x and y of every vertex (an empty point's NaN apart)
  bool hasEmptyPart = false;
  std::size_t vertices = 0;
};
[[nodiscard]] Screening screen(BytesView wkb);

/// WKB → GEOS. Empty members are left out (GEOS 3.11 crashes or errs on them); a collection whose members are
/// of one kind becomes the multi-geometry; coordinates that are not finite are Error(invalidValue).
[[nodiscard]] GeomPtr toGeos(BytesView wkb);
[[nodiscard]] Bytes fromGeos(const GEOSGeometry* geometry);

}  // namespace gis::geom::detail
