// Names of columns in a .dbf: at most ten bytes, whole characters, none twice, whatever the layer calls its fields.
#include <set>

#include "gis_core/base/text.h"
#include "gis_core/io/dbf_plan.h"
#include "gis_core/io/short_names.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gis;
  std::vector<store::Field> fields;
  std::vector<std::string> names;
  std::string_view rest = fuzz::textOf(data, size);
  while (!rest.empty() && fields.size() < 64) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    names.push_back(text::repairUtf8(rest.substr(0, end)));
    fields.push_back({names.back()});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  for (const char* encoding : {"UTF-8", "GBK"}) {
    io::TextEncoder encoder(encoding);
    const std::vector<std::string> made = io::dbfNames(fields, encoder);
    fuzz::require(made.size() == fields.size());
    std::set<std::string> seen;
    for (const std::string& name : made) {
      fuzz::require(!name.empty() && name.size() <= 10);
      fuzz::require(seen.insert(text::fold(io::TextDecoder(encoding).decode(name))).second);
    }
  }
  for (const std::string& name : io::pinyinNames(names)) fuzz::require(!name.empty() && name.size() <= 10);
  return 0;
}
