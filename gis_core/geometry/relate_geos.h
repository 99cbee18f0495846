// Private to this room: one relation between two GEOS geometries, with the ways round GEOS 3.11's faults.
#pragma once

#include "gis_core/geometry/geos_context.h"
#include "gis_core/geometry/operations.h"

namespace gis::geom::detail {

/// relation(a, b). Throws Error(invalidValue) when GEOS fails twice.
[[nodiscard]] bool relateGeos(const GEOSGeometry* a, const GEOSGeometry* b, const Relation& relation);
/// The same through a's prepared form.
[[nodiscard]] bool relatePrepared(const GEOSPreparedGeometry* prepared, const GEOSGeometry* a, const GEOSGeometry* b,
                                  const Relation& relation);
/// The relation that holds for (b, a) exactly when this one holds for (a, b).
[[nodiscard]] Relation inverse(const Relation& relation);
/// Does a computed DE-9IM matrix satisfy the relation? `dimA`, `dimB` 0…2 decide crosses, overlaps and touches.
[[nodiscard]] bool matrixSatisfies(const char* matrix, const Relation& relation, int dimA, int dimB);

}  // namespace gis::geom::detail
