// Identity numbers and mobile phone numbers in what comes in: told, masked or left out before they are stored.
// Sources: GB 11643 (check character, date of birth in the number), PIPL Art. 28.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/value.h"

namespace gis::io {

enum class PersonalTreatment { keep, mask, drop };

struct PersonalCount {
  std::int64_t identities = 0, phones = 0;
  [[nodiscard]] std::int64_t sum() const { return identities + phones; }
};

/// Counts the numbers in a text; with `mask` it writes stars over them, in place: an identity number keeps its first
/// six and last four characters, a phone number its first three and last four. Thread rule: free of state.
PersonalCount findPersonal(char* text, std::size_t size, bool mask);
[[nodiscard]] PersonalCount personalIn(std::string_view text);

/// By column. Masks in texts; `drop` makes such cells NULL. Numbers in columns of integers cannot be masked and become
/// NULL for both.
[[nodiscard]] std::vector<PersonalCount> treatPersonal(store::FeatureBatch& batch, PersonalTreatment treatment);

/// What was found in a column and what became of it; an empty message when nothing was.
[[nodiscard]] Message personalText(const std::string& column, const PersonalCount& count, PersonalTreatment treatment);

}  // namespace gis::io
