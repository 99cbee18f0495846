// Cases change by the steps of their life cycle: which columns belong to the steps, and edits that pass them by.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"

namespace gis::store {

inline constexpr std::string_view kCaseTable = "city_incident";

/// Whether everybody may write the column of a case: what was told of it, and columns that a city added. The others
/// belong to the steps of the life cycle, to corrections or to the move of a case.
[[nodiscard]] bool isFreeCaseColumn(std::string_view column);

/// The refusal of an edit that is no step and changes `column` of a case: forbiddenStep, naming the step to take.
[[nodiscard]] Error caseColumnRefusal(std::string_view column);
/// The refusals of cases that are put in or taken away past the desk.
[[nodiscard]] Error caseInsertRefusal();
[[nodiscard]] Error caseRemoveRefusal();
/// Their common reason, as a sentence of its own.
[[nodiscard]] Message caseKeepingReason();

/// The rule that every edit which is no step of the desk keeps: throws these refusals for an edit of `kind` that gives
/// `changed` columns of a row of `table` other values. Rows of other tables pass.
void refuseCaseEdit(std::string_view table, RowEdit::Kind kind, std::span<const std::string> changed);
/// The same for all rows of a command, by the values that it gives and those that are kept: before anything is written,
/// for an edit that is only looked at. Errors: those of apply() for the values.
void refuseCaseEdits(const Connection& c, const EditCommand& command);

}  // namespace gis::store
