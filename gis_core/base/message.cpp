#include "gis_core/base/message.h"

#include <cctype>

namespace gis {

std::string fillPlaces(const std::string& text, const std::vector<std::string>& args) {
  std::string out;
  out.reserve(text.size() + 32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      std::size_t end = i + 1;
      std::size_t index = 0;
      while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0 && end - i <= 3) {
        index = index * 10 + static_cast<std::size_t>(text[end] - '0');
        ++end;
      }
      if (end > i + 1 && end < text.size() && text[end] == '}' && index < args.size()) {
        out += args[index];
        i = end;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

std::string Message::str() const {
  return fillPlaces(text, args);
}

}  // namespace gis
