#include "gis_core/io/short_names.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "gis_core/base/text.h"

namespace gis::io {
namespace {

bool isPlain(const std::string& name) {
  return !name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
         std::all_of(name.begin(), name.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x80 && (std::isalnum(byte) != 0 || c == '_');
         });
}

std::string capitals(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) continue;
    if (std::isalnum(byte) != 0)
      out += static_cast<char>(std::toupper(byte));
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  if (out.empty() || std::isdigit(static_cast<unsigned char>(out[0])) != 0) out.insert(0, "F");
  return out;
}

}  // namespace

std::vector<std::string> pinyinNames(const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::string> all;
  std::set<std::string> used;
  for (const std::string& name : names) {
    std::string whole = isPlain(name) ? name : capitals(text::pinyinInitials(name));
    std::string made = whole.substr(0, most);
    for (int n = 1; !used.insert(capitals(made)).second; ++n) {
      const std::string suffix = "_" + std::to_string(n);
      made = whole.substr(0, most - suffix.size()) + suffix;
    }
    all.push_back(std::move(made));
  }
  return all;
}

}  // namespace gis::io
