#include "gis_core/io/personal_data.h"

#include <algorithm>
#include <array>

namespace gis::io {
namespace {

constexpr std::size_t kIdentityDigits = 18, kPhoneDigits = 11;

bool isAsciiDigit(char c) {
  return c >= '0' && c <= '9';
}

int numberAt(std::string_view digits, std::size_t from, std::size_t count) {
  int value = 0;
  for (const char c : digits.substr(from, count)) value = value * 10 + (c - '0');
  return value;
}

bool isIdentity(std::string_view number) {
  static constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (number[0] == '0' || number[0] == '9') return false;  // no province
  const int year = numberAt(number, 6, 4), month = numberAt(number, 10, 2), day = numberAt(number, 12, 2);
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (number[i] - '0') * kWeights[i];
  const char check = "10X98765432"[sum % 11];
  return number[17] == check || (check == 'X' && number[17] == 'x');
}

bool isPhone(std::string_view number) {
  return number[0] == '1' && number[1] >= '3' && number[1] <= '9';
}

void cover(char* text, std::size_t first, std::size_t last, std::size_t size) {
  std::fill(text + first, text + size - last, '*');
}

/// 11 digits, or 86 and 11 digits, that are a mobile phone number.
bool isPhoneNumber(std::int64_t number) {
  return number >= 13'000'000'000 && number <= 19'999'999'999;
}

}  // namespace

PersonalCount findPersonal(char* text, std::size_t size, bool mask) {
  PersonalCount count;
  for (std::size_t i = 0; i + kPhoneDigits <= size;) {
    if (!isAsciiDigit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < size && isAsciiDigit(text[end])) ++end;
    std::size_t digits = end - i;
    if (digits == kIdentityDigits - 1 && end < size && (text[end] == 'X' || text[end] == 'x')) {
      ++end;
      ++digits;
    }
    const std::string_view number(text + i, digits);
    // a country code in front belongs to the phone number
    const std::size_t prefix = digits == kPhoneDigits + 2 && number.substr(0, 2) == "86" ? 2 : 0;
    if (digits == kIdentityDigits && isIdentity(number)) {
      ++count.identities;
      if (mask) cover(text + i, 6, 4, kIdentityDigits);
    } else if (digits == kPhoneDigits + prefix && isPhone(number.substr(prefix))) {
      ++count.phones;
      if (mask) cover(text + i + prefix, 3, 4, kPhoneDigits);
    }
    i = end;
  }
  return count;
}

PersonalCount personalIn(std::string_view text) {
  std::string copy(text);
  return findPersonal(copy.data(), copy.size(), false);
}

std::vector<PersonalCount> treatPersonal(store::FeatureBatch& batch, PersonalTreatment treatment) {
  std::vector<PersonalCount> counts(batch.columns.size());
  for (std::size_t c = 0; c < batch.columns.size(); ++c) {
    store::FeatureBatch::Column& column = batch.columns[c];
    PersonalCount& sum = counts[c];
    if (batch.fields[c].type == store::FieldType::integer) {
      for (std::size_t row = 0; row < column.integers.size(); ++row) {
        if (column.isNull[row] != 0 || !isPhoneNumber(column.integers[row])) continue;
        ++sum.phones;
        if (treatment != PersonalTreatment::keep) column.isNull[row] = 1;
      }
      continue;
    }
    if (batch.fields[c].type != store::FieldType::text) continue;
    std::uint32_t begin = 0;
    for (std::size_t row = 0; row < column.textEnds.size(); ++row) {
      const std::uint32_t end = column.textEnds[row];
      const PersonalCount found =
          findPersonal(column.bytes.data() + begin, end - begin, treatment == PersonalTreatment::mask);
      if (found.sum() > 0 && treatment == PersonalTreatment::drop) column.isNull[row] = 1;
      sum.identities += found.identities;
      sum.phones += found.phones;
      begin = end;
    }
  }
  return counts;
}

Message personalText(const std::string& column, const PersonalCount& count, PersonalTreatment treatment) {
  if (count.sum() == 0) return {};
  const std::vector<std::string> args{column, std::to_string(count.identities), std::to_string(count.phones)};
  switch (treatment) {
    case PersonalTreatment::mask:
      return {GIS_TR("personal data in {0} was masked: {1} identity numbers, {2} phone numbers"), args};
    case PersonalTreatment::drop:
      return {GIS_TR("personal data in {0} was left out: {1} identity numbers, {2} phone numbers"), args};
    case PersonalTreatment::keep: break;
  }
  return {GIS_TR("personal data in {0}: {1} identity numbers, {2} phone numbers; mask them or leave them out "
                 "(--personal mask|drop)"),
          args};
}

}  // namespace gis::io
