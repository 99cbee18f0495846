#include "gis_core/io/worker/crs_beside.h"

#include <cpl_conv.h>

#include <algorithm>
#include <string_view>

#include "gis_core/base/text.h"

namespace gis::io::worker {
namespace {

constexpr std::size_t kLongestWkt = 65536;

bool beginsAsWkt(std::string_view text) {
  constexpr std::string_view kWords[] = {"PROJCS[",      "GEOGCS[",  "COMPD_CS[",     "LOCAL_CS[",
                                         "PROJCRS[",     "GEOGCRS[", "GEODCRS[",      "BOUNDCRS[",
                                         "COMPOUNDCRS[", "ENGCRS[",  "PROJECTEDCRS[", "BASEGEOGCRS["};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return text.starts_with(word); });
}

}  // namespace

void takeCrsBeside(const Member& member, SourceLayer& layer) {
  if (!layer.hasGeometry || !layer.crsFault.empty()) return;
  for (const char* suffix : {"prj", "qpj", "PRJ"}) {
    const std::string text(text::trim(readHead(CPLResetExtension(member.path.c_str(), suffix), kLongestWkt)));
    if (!beginsAsWkt(text)) continue;
    layer.crsFault = text;
    layer.notes.push_back({GIS_TR("its coordinate system stands in {0}"), {member.stem + "." + suffix}});
    return;
  }
}

}  // namespace gis::io::worker
