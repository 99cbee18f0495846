#include "gis_core/city/code_check.h"

#include <algorithm>
#include <array>

#include "gis_core/base/text.h"

namespace gis::city {

namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}
bool isUpper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), isDigit);
}
bool oneOf(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

/// Codes are ASCII: anything else in one is a fault of its own, told before the length (which would count bytes).
std::optional<Message> notAscii(std::string_view code) {
  if (code.empty()) return Message(GIS_TR("the code is empty"));
  if (std::any_of(code.begin(), code.end(), [](char c) { return !isDigit(c) && !isUpper(c); })) {
    return Message(GIS_TR("the code has a character that is neither a digit nor a letter"));
  }
  return std::nullopt;
}

Message wrongLength(const char* what, std::string_view code) {
  return {what, {std::to_string(code.size())}};
}

std::optional<Message> parcelPartFault(std::string_view code) {
  if (!digits(code.substr(0, 12))) {
    return Message(
        GIS_TR("the first 12 characters of a parcel code are digits: county, cadastral district, "
               "sub-district"));
  }
  if (!oneOf(code[12], "GJZ")) {
    return Message(GIS_TR("the 13th character of a parcel code is G (state), J (collective) or Z (not determined), "
                          "not {0}"),
                   {std::string(1, code[12])});
  }
  if (!oneOf(code[13], "ABCDEFGHSXWY")) {
    return Message(GIS_TR("the 14th character of a parcel code is one of A B C D E F G H S X W Y, not {0}"),
                   {std::string(1, code[13])});
  }
  if (!digits(code.substr(14, 5))) return Message(GIS_TR("a parcel code ends with five digits"));
  return std::nullopt;
}

}  // namespace

std::optional<Message> parcelCodeFault(std::string_view typed) {
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (code.size() != 19) return wrongLength(GIS_TR("a parcel code has 19 characters, this one has {0}"), code);
  return parcelPartFault(code);
}

std::optional<Message> realEstateUnitFault(std::string_view typed) {
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (code.size() != 28) {
    return wrongLength(GIS_TR("a real-estate unit code has 28 characters, this one has {0}"), code);
  }
  if (auto fault = parcelPartFault(code)) return fault;
  if (!oneOf(code[19], "FLQW")) {
    return Message(GIS_TR("the 20th character of a unit code is F (building), L (forest), Q (other) or W (none), "
                          "not {0}"),
                   {std::string(1, code[19])});
  }
  if (!digits(std::string_view(code).substr(20))) return Message(GIS_TR("a unit code ends with eight digits"));
  if (code[19] == 'W' && code.substr(20) != "00000000") {
    return Message(GIS_TR("a unit code without a fixture (W) ends with eight zeros"));
  }
  return std::nullopt;
}

std::optional<Message> unitGridFault(std::string_view typed) {
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (code.size() != 15) return wrongLength(GIS_TR("a unit grid code has 15 characters, this one has {0}"), code);
  if (!digits(std::string_view(code).substr(0, 6))) {
    return Message(GIS_TR("a unit grid code begins with the county's six digits"));
  }
  return std::nullopt;
}

std::optional<Message> componentIdFault(std::string_view typed) {
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (!digits(code)) return Message(GIS_TR("a component ID has only digits"));
  if (code.size() != 17 && code.size() != 16) {
    return wrongLength(GIS_TR("a component ID has 17 digits (16 in the older standard), this one has {0}"), code);
  }
  return std::nullopt;
}

std::optional<Message> creditCodeFault(std::string_view typed) {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static constexpr std::array<int, 17> kWeights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (code.size() != 18) {
    return wrongLength(GIS_TR("a unified social credit code has 18 characters, this one has {0}"), code);
  }
  int sum = 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::size_t value = kAlphabet.find(code[i]);
    if (value == std::string_view::npos) {
      return Message(GIS_TR("a unified social credit code never has the letter {0}"), {std::string(1, code[i])});
    }
    if (i < kWeights.size()) sum += int(value) * kWeights[i];
  }
  const char expected = kAlphabet[std::size_t((31 - sum % 31) % 31)];
  if (code[17] != expected) {
    return Message(GIS_TR("the check character of the unified social credit code is {0}, it should be {1}"),
                   {std::string(1, code[17]), std::string(1, expected)});
  }
  return std::nullopt;
}

std::optional<Message> residentIdFault(std::string_view typed) {
  static constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  static constexpr std::string_view kCheck = "10X98765432";
  const std::string code = text::normaliseCode(typed);
  if (auto fault = notAscii(code)) return fault;
  if (code.size() != 18) return wrongLength(GIS_TR("an identity number has 18 characters, this one has {0}"), code);
  if (!digits(std::string_view(code).substr(0, 17))) {
    return Message(GIS_TR("the first 17 characters of an identity number are digits"));
  }
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (code[i] - '0') * kWeights[i];
  const char expected = kCheck[std::size_t(sum % 11)];
  if (code[17] != expected) return Message(GIS_TR("the identity number's check character is wrong"));
  return std::nullopt;
}

std::string groupedParcelCode(std::string_view typed) {
  const std::string code = text::normaliseCode(typed);
  if (code.size() != 19 && code.size() != 28) return std::string(typed);
  std::string grouped = code.substr(0, 6) + ' ' + code.substr(6, 6) + ' ' + code.substr(12, 7);
  if (code.size() == 28) grouped += ' ' + code.substr(19);
  return grouped;
}

}  // namespace gis::city
