// Styles as JSON and as SLD: what is read once is written and read again as the same.
#include <nlohmann/json.hpp>

#include "gis_core/style/layer_style.h"
#include "gis_core/style/sld.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gis;
  const std::string_view text = fuzz::textOf(data, size);
  fuzz::orError([&] {
    const style::LayerStyle style = style::styleFromText(text);
    const std::string written = style::toJsonText(style);
    fuzz::require(style::toJsonText(style::styleFromText(written)) == written);
    (void)style::toSld(style, "layer", 2, style::SldVersion::se11);
  });
  fuzz::orError([&] {
    if (style::looksLikeXml(text)) (void)style::fromSld(text, 2);
  });
  return 0;
}
