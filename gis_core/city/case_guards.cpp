#include "gis_core/city/case_guards.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/city/case_asking.h"
#include "gis_core/city/case_refusal.h"
#include "gis_core/city/desk_settings.h"

namespace gis::city {

namespace {

/// Ticks, reasons, photos, names: what the step must bring with it.
void checkBrought(const CaseStep& step, const CaseRule& rule, const Incident& incident) {
  if (rule.needsReason && text::trim(step.reason).empty()) {
    forbidStep(step, incident, GIS_TR("it needs a reason"), GIS_TR("say why (--reason)"));
  }
  if (rule.needsCondition && text::trim(step.condition).empty()) {
    forbidStep(step, incident, GIS_TR("its condition must be ticked"), GIS_TR("tick it (--condition)"));
  }
  if (rule.needsPhoto && step.photos.empty()) {
    forbidStep(step, incident, GIS_TR("it needs a photo"), GIS_TR("add one (--photo)"));
  }
  if (rule.needsDepartment && text::trim(step.to).empty()) {
    forbidStep(step, incident, GIS_TR("no department is chosen"), GIS_TR("name it (--to)"));
  }
}

/// A picture from before and one from after: always for what was handled on the spot, and for closing as the city's
/// setting "close_photos" says: inspector (default: cases that an inspector reported with a photo), always, never.
void checkPhotoPair(const store::CityDatabase& city, const CaseStep& step, const Incident& incident) {
  const bool onTheSpot = step.action == "self_handle_close";
  if (!onTheSpot && step.action != "close") return;
  const std::string setting = city.setting("close_photos", "inspector");
  int before = 0, after = 0;
  for (const Attachment& photo : attachmentsOf(city, incident.uid)) {
    const bool isAfter = photo.stage == "handle" || photo.stage == "check";
    ++(isAfter ? after : before);
  }
  // those that come with the step show what is now; on the spot two of them are the pair
  int brought = int(step.photos.size());
  if (onTheSpot && before == 0 && brought > 1) ++before, --brought;
  after += brought;
  if (!onTheSpot && setting == "never") return;
  if (!onTheSpot && setting != "always" && (incident.source != "inspector" || before == 0)) return;
  if (before == 0) {
    forbidStep(step, incident, GIS_TR("it has no photo from before"), GIS_TR("add the photo of the report"));
  }
  if (after == 0) {
    forbidStep(step, incident, GIS_TR("it has no photo from after"), GIS_TR("add one that shows what was done"));
  }
}

/// The task ends with a photo of the check. The city's setting "check_tasks": "free" (default: whoever closes or sends
/// back ends it, too) or "first" (it must be done before).
void checkOpenTask(const store::CityDatabase& city, const CaseStep& step, const Incident& incident) {
  if (step.action != "close" || !hasOpenCheck(incident) || !step.photos.empty()) return;
  if (city.setting("check_tasks") != "first") return;
  forbidStep(step, incident, GIS_TR("an inspector was sent to check and showed nothing yet"),
             GIS_TR("add a photo of the check"));
}

/// "type allows on-the-spot handling": which types do is the city's setting "on_the_spot".
void checkOnTheSpot(const store::CityDatabase& city, const CaseStep& step, const Incident& incident) {
  const std::vector<std::string> codes = settingCodes(deskSetting(city, kOnTheSpotSetting));
  if (allowsCode(codes, incident.category)) return;
  const Message why =
      codes == std::vector<std::string>{std::string(kNoCodes)}
          ? Message(GIS_TR("nothing is handled on the spot in this city"))
          : Message(GIS_TR("{0} {1} is not handled on the spot in this city, only: {2}"),
                    {incident.category, incident.categoryName, fmt::format("{}", fmt::join(codes, ", "))});
  forbidStep(step, incident, why, GIS_TR("file the case and dispatch it"));
}

/// "handler belongs to department": refused only when the desk knows the handler as somebody of other departments.
void checkHandler(const CaseStep& step, const Incident& incident) {
  const std::string_view department = text::trim(incident.department);
  if (department.empty() || step.handlerUnits.empty()) return;
  const auto same = [&](const std::string& unit) { return text::trim(unit) == department; };
  if (std::any_of(step.handlerUnits.begin(), step.handlerUnits.end(), same)) return;
  forbidStep(step, incident,
             {GIS_TR("{0} belongs to {1}, and the case is {2}'s"),
              {step.to, fmt::format("{}", fmt::join(step.handlerUnits, ", ")), incident.department}},
             GIS_TR("name a handler of that department (--to)"));
}

/// "source is public, or information incomplete": what an inspector saw and showed needs no second look.
void checkWorthVerifying(const store::CityDatabase& city, const CaseStep& step, const Incident& incident) {
  if (incident.source != "inspector") return;
  if (text::trim(incident.description).empty() || !incident.at || attachmentsOf(city, incident.uid).empty()) return;
  forbidStep(step, incident, GIS_TR("an inspector reported it, with description, place and photo"),
             GIS_TR("file it, or refuse it with a reason"));
}

}  // namespace

void checkGuards(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule,
                 const Incident& incident) {
  checkBrought(step, rule, incident);
  if (rule.onTheSpotOnly) checkOnTheSpot(city, step, incident);
  if (rule.handlerOfDepartment) checkHandler(step, incident);
  if (rule.publicOrIncomplete) checkWorthVerifying(city, step, incident);
  checkPhotoPair(city, step, incident);
  checkOpenTask(city, step, incident);
}

}  // namespace gis::city
