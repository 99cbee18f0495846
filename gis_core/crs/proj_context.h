// Private to this room: PROJ's per-thread context and owners for its objects.
#pragma once

#include <proj.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "gis_core/crs/crs.h"

namespace gis::crs::detail {

struct PjDeleter {
  void operator()(PJ* pj) const { proj_destroy(pj); }
};
using PjPtr = std::unique_ptr<PJ, PjDeleter>;

/// One chosen operation; lives with the thread's context.
struct Operation {
  PjPtr pj;  // null: identity
  std::string description;
};

/// One PROJ context a thread: network off, silent, with everything that is costly to make kept by text.
class ProjContext {
 public:
  ProjContext();
  ~ProjContext();
  ProjContext(const ProjContext&) = delete;
  ProjContext& operator=(const ProjContext&) = delete;

  /// Shared, so that what still needs the context when a thread ends keeps it.
  [[nodiscard]] static const std::shared_ptr<ProjContext>& ofThisThread();

  [[nodiscard]] PJ_CONTEXT* get() const { return m_context; }
  /// The CRS of a WKT, from the cache; null when PROJ does not take it.
  [[nodiscard]] PJ* crsOf(const std::string& wkt);
  [[nodiscard]] std::string takeMessage();

  std::unordered_map<std::string, Crs> parsed;                             // by the text that was parsed
  std::unordered_map<std::string, std::shared_ptr<Operation>> operations;  // by "from\nto\nflag"

 private:
  PJ_CONTEXT* m_context;
  std::unordered_map<std::string, PjPtr> m_crs;
  std::string m_message;
};

/// PROJ's own words about a CRS → a value. Null and bound CRSs are handled.
[[nodiscard]] std::string wktOf(PJ_CONTEXT* context, const PJ* crs);
/// The geodetic CRS below a projected, compound or bound one.
[[nodiscard]] PjPtr geodeticOf(PJ_CONTEXT* context, const PJ* crs);

}  // namespace gis::crs::detail
