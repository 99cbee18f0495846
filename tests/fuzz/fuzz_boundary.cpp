// Boundary-point texts of the land bureaus, read in pieces of any size.
#include <algorithm>
#include <cstring>

#include "gis_core/io/boundary_text.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gis;
  if (size < 1) return 0;
  const std::size_t piece = 1 + data[0] % 64;  // how much the source gives at a time
  const std::string_view text = fuzz::textOf(data + 1, size - 1);
  std::size_t at = 0;
  fuzz::orError([&] {
    (void)io::looksLikeBoundaryText(text);
    io::BoundaryTextReader reader([&](char* buffer, std::size_t room) {
      const std::size_t given = std::min({room, piece, text.size() - at});
      std::memcpy(buffer, text.data() + at, given);
      at += given;
      return given;
    });
    io::BoundaryPlot plot;
    std::vector<io::BoundaryPlot> first;
    while (reader.next(plot)) {
      (void)plot.kind();
      (void)plot.promisedPoints();
      (void)plot.isMiscounted();
      (void)plot.hectares();
      (void)plot.unusualNames();
      if (first.size() < 4) first.push_back(plot);
    }
    (void)io::boundaryFrame(reader.header(), first);
    for (const Message& warning : reader.warnings()) (void)warning.str();
  });
  return 0;
}
