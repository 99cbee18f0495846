#include "gis_core/store/case_keeping.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "gis_core/store/layer_names.h"

namespace gis::store {
namespace {

constexpr const char* kStep = GIS_TR("take the step: a button of the case card, or citydesk-cli incident advance");
constexpr const char* kDispatch = GIS_TR("dispatch the case: citydesk-cli incident advance (dispatch --to DEPARTMENT)");
constexpr const char* kAssign = GIS_TR("assign the case: citydesk-cli incident assign");
constexpr const char* kMerge = GIS_TR("merge the case: citydesk-cli incident advance (merge --to CASE)");
constexpr const char* kExtend =
    GIS_TR("ask for an extension or a suspension: a button of the case card, or citydesk-cli incident advance");
constexpr const char* kNumber = GIS_TR("numbers are given when a case is reported and when it is filed");
constexpr const char* kReported = GIS_TR("it is kept as the case was reported");
constexpr const char* kCorrect = GIS_TR("correct the case: its form, or citydesk-cli incident correct");
constexpr const char* kMove = GIS_TR("move its point: in the form of the case, or citydesk-cli incident move");

struct OwnedColumn {
  std::string_view name;
  const char* remedy;
};

/// Every column of a case that is not free, with what changes it.
constexpr std::array<OwnedColumn, 37> kOwned{{{"state", kStep},
                                              {"filed_at", kStep},
                                              {"dispatched_at", kStep},
                                              {"handled_at", kStep},
                                              {"checked_at", kStep},
                                              {"closed_at", kStep},
                                              {"desk", kStep},
                                              {"came_from", kStep},
                                              {"dispatch_count", kStep},
                                              {"rework_count", kStep},
                                              {"condition", kStep},
                                              {"updated_at", kStep},
                                              {"department", kDispatch},
                                              {"handler", kAssign},
                                              {"duplicate_of", kMerge},
                                              {"deadline", kExtend},
                                              {"extension_count", kExtend},
                                              {"resume_at", kExtend},
                                              {"report_no", kNumber},
                                              {"case_no", kNumber},
                                              {"reported_at", kReported},
                                              {"kind", kCorrect},
                                              {"code_system", kCorrect},
                                              {"category", kCorrect},
                                              {"category_name", kCorrect},
                                              {"mapped_category", kCorrect},
                                              {"urgency", kCorrect},
                                              {"grid", kMove},
                                              {"grid_name", kMove},
                                              {"duty_grid", kMove},
                                              {"community", kMove},
                                              {"community_name", kMove},
                                              {"subdistrict", kMove},
                                              {"subdistrict_name", kMove},
                                              {"district", kMove},
                                              {"district_name", kMove},
                                              {"road", kMove}}};
/// The point, and what else follows from it.
constexpr std::array<std::string_view, 2> kOwnedPlace{"geometry", "parcel"};

/// What changes the column; nullptr: it is free.
const char* remedyFor(std::string_view column) {
  const std::string low = lowerAscii(column);
  if (std::find(kOwnedPlace.begin(), kOwnedPlace.end(), low) != kOwnedPlace.end()) return kMove;
  const auto found =
      std::find_if(kOwned.begin(), kOwned.end(), [&low](const OwnedColumn& one) { return one.name == low; });
  return found == kOwned.end() ? nullptr : found->remedy;
}

}  // namespace

Message caseKeepingReason() {
  return GIS_TR("cases change by their steps, so that their log stays true");
}

bool isFreeCaseColumn(std::string_view column) {
  return remedyFor(column) == nullptr;
}

Error caseColumnRefusal(std::string_view column) {
  const char* remedy = remedyFor(column);
  return Error(ErrorCode::forbiddenStep, {GIS_TR("the field \"{0}\" of a case cannot be set"), {std::string(column)}},
               caseKeepingReason(), remedy == nullptr ? Message() : Message(remedy));
}

Error caseInsertRefusal() {
  return Error(ErrorCode::forbiddenStep, GIS_TR("cases cannot be added as rows"), caseKeepingReason(),
               GIS_TR("log an incident, or take in a list: citydesk-cli exchange cases import"));
}

Error caseRemoveRefusal() {
  return Error(ErrorCode::forbiddenStep, GIS_TR("cases cannot be deleted"), caseKeepingReason(),
               GIS_TR("cancel or reject the case, or undo its report"));
}

void refuseCaseEdit(std::string_view table, RowEdit::Kind kind, std::span<const std::string> changed) {
  if (table != kCaseTable) return;
  if (kind == RowEdit::Kind::insert) throw caseInsertRefusal();
  if (kind == RowEdit::Kind::remove) throw caseRemoveRefusal();
  for (const std::string& column : changed) {
    if (!isFreeCaseColumn(column)) throw caseColumnRefusal(column);
  }
}

}  // namespace gis::store
