#include "gis_core/crs/proj_context.h"

namespace gis::crs::detail {

namespace {

constexpr std::size_t kMaxCached = 256;  // a city uses a dozen; a folder of odd .prj files must not fill the memory

}  // namespace

ProjContext::ProjContext() : m_context(proj_context_create()) {
  proj_context_set_enable_network(m_context, 0);
  proj_log_level(m_context, PJ_LOG_ERROR);
  proj_log_func(m_context, this,
                [](void* self, int, const char* text) { static_cast<ProjContext*>(self)->m_message = text; });
}

ProjContext::~ProjContext() {
  operations.clear();  // the objects go before their context
  m_crs.clear();
  proj_context_destroy(m_context);
}

const std::shared_ptr<ProjContext>& ProjContext::ofThisThread() {
  thread_local const std::shared_ptr<ProjContext> context = std::make_shared<ProjContext>();
  return context;
}

std::string ProjContext::takeMessage() {
  std::string text = std::move(m_message);
  m_message.clear();
  return text;
}

PJ* ProjContext::crsOf(const std::string& wkt) {
  const auto found = m_crs.find(wkt);
  if (found != m_crs.end()) return found->second.get();
  if (m_crs.size() >= kMaxCached) m_crs.clear();
  PjPtr pj(proj_create(m_context, wkt.c_str()));
  return m_crs.emplace(wkt, std::move(pj)).first->second.get();
}

std::string wktOf(PJ_CONTEXT* context, const PJ* crs) {
  static const char* const kOptions[] = {"MULTILINE=NO", nullptr};
  const char* text = proj_as_wkt(context, crs, PJ_WKT2_2019, kOptions);
  return text != nullptr ? text : "";
}

PjPtr geodeticOf(PJ_CONTEXT* context, const PJ* crs) {
  return PjPtr(proj_crs_get_geodetic_crs(context, crs));
}

}  // namespace gis::crs::detail
