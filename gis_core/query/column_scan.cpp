#include "gis_core/query/column_scan.h"

#include <algorithm>

#include "gis_core/base/text_scan.h"

namespace gis::query {

void markTextsWith(const snapshot::Snapshot::TextRun& run, std::string_view needle, std::span<std::uint8_t> marks) {
  std::fill(marks.begin(), marks.end(), std::uint8_t{0});
  std::size_t row = 0;
  for (std::size_t from = 0;;) {
    const std::size_t at = text::scanFor(run.bytes, needle, from);
    if (at == std::string_view::npos) return;
    while (run.ends[row] - run.begin <= at) ++row;
    const std::size_t end = run.ends[row] - run.begin;
    if (at + needle.size() <= end) {
      marks[row] = 1;
      from = end;
    } else {
      from = at + 1;  // half of it stands in the next text
    }
  }
}

}  // namespace gis::query
