#include "gis_core/crs/height_datum.h"

#include "gis_core/crs/proj_context.h"

namespace gis::crs {

std::string heightDatumOf(const Crs& crs) {
  if (!crs.isKnown()) return {};
  detail::ProjContext& context = *detail::ProjContext::ofThisThread();
  const PJ* whole = context.crsOf(crs.wkt());
  if (whole == nullptr || proj_get_type(whole) != PJ_TYPE_COMPOUND_CRS) return {};
  const detail::PjPtr vertical(proj_crs_get_sub_crs(context.get(), whole, 1));
  const char* name = vertical ? proj_get_name(vertical.get()) : nullptr;
  if (name == nullptr) return {};
  const char* authority = proj_get_id_auth_name(vertical.get(), 0);
  const char* code = proj_get_id_code(vertical.get(), 0);
  if (authority == nullptr || code == nullptr) return name;
  return std::string(name) + " (" + authority + ":" + code + ")";
}

}  // namespace gis::crs
