#include "ui/report/count_classes.h"

#include <algorithm>
#include <array>

namespace gis::ui {
namespace {

constexpr std::array<QRgb, 5> kAreaColours{0xfffff7d6, 0xfffed98e, 0xfffe9929, 0xffd95f0e, 0xff993404};

}  // namespace

std::vector<std::int64_t> countClassEnds(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  std::vector<std::int64_t> ends;
  for (std::size_t k = 1; !values.empty() && k <= kAreaColours.size(); ++k) {
    const std::int64_t end =
        values[k * values.size() / kAreaColours.size() - (k * values.size() >= kAreaColours.size() ? 1 : 0)];
    if (ends.empty() || end > ends.back()) ends.push_back(end);
  }
  return ends;
}

QColor countColour(std::int64_t value, const std::vector<std::int64_t>& ends) {
  const auto at = static_cast<std::size_t>(std::lower_bound(ends.begin(), ends.end(), value) - ends.begin());
  const std::size_t last = kAreaColours.size() - 1;
  const std::size_t colour = ends.size() < 2 ? 1 : std::min(at, ends.size() - 1) * last / (ends.size() - 1);
  return QColor(kAreaColours[colour]);
}

}  // namespace gis::ui
