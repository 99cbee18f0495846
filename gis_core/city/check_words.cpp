#include "gis_core/city/check_words.h"

#include <atomic>
#include <string_view>

namespace gis::city {

namespace {

std::atomic<bool> g_checkWordsSwapped{false};

}  // namespace

void takeCheckWords(const store::CityDatabase& city) {
  g_checkWordsSwapped = city.setting(kCheckWordsSetting) == "swapped";
}

bool swapsCheckWords() {
  return g_checkWordsSwapped;
}

std::string inCheckWords(std::string text) {
  constexpr std::string_view kVerify = "核实", kCheck = "核查";
  if (!swapsCheckWords()) return text;
  for (std::size_t at = 0; (at = text.find("核", at)) != std::string::npos;) {
    const std::string_view word = std::string_view(text).substr(at, kVerify.size());
    if (word == kVerify) {
      text.replace(at, kVerify.size(), kCheck);
    } else if (word == kCheck) {
      text.replace(at, kCheck.size(), kVerify);
    }
    at += std::string_view("核").size();
  }
  return text;
}

}  // namespace gis::city
