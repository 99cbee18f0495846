#include "gis_core/city/quality_notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::city {
namespace {

using nlohmann::json;

constexpr const char* kIgnoredSetting = "quality_ignored";
constexpr const char* kNotesSetting = "correction_notes";

json keptJson(const store::CityDatabase& city, const char* setting, const json& none) {
  json kept = json::parse(city.setting(setting), nullptr, false);
  return kept.type() == none.type() ? kept : none;
}
void keepJson(const store::CityDatabase& city, const char* setting, const json& kept) {
  city.setSetting(setting, kept.dump(-1, ' ', false, json::error_handler_t::replace));
}
std::string textIn(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

json jsonOf(const CorrectionNote& note) {
  return {{"number", note.number},          {"layer", note.layer},
          {"bureau", note.bureau},          {"made_at", note.madeAt},
          {"made_by", note.madeBy},         {"state", note.state},
          {"answer", note.answer},          {"answered_at", note.answeredAt},
          {"answered_by", note.answeredBy}, {"findings", note.findings}};
}
CorrectionNote noteOf(const json& object) {
  CorrectionNote note{textIn(object, "number"),      textIn(object, "layer"),
                      textIn(object, "bureau"),      textIn(object, "made_at"),
                      textIn(object, "made_by"),     textIn(object, "state"),
                      textIn(object, "answer"),      textIn(object, "answered_at"),
                      textIn(object, "answered_by"), {}};
  if (object.contains("findings") && object["findings"].is_array()) {
    for (const json& id : object["findings"]) {
      if (id.is_string()) note.findings.push_back(id.get<std::string>());
    }
  }
  return note;
}

std::string dayDigits() {
  std::string day = toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10);
  std::erase(day, '-');
  return day;
}

}  // namespace

std::vector<IgnoredFinding> ignoredFindings(const store::CityDatabase& city) {
  std::vector<IgnoredFinding> all;
  const json kept = keptJson(city, kIgnoredSetting, json::object());
  for (const auto& [id, one] : kept.items()) {
    if (one.is_object())
      all.push_back({id, textIn(one, "layer"), textIn(one, "reason"), textIn(one, "by"), textIn(one, "at")});
  }
  return all;
}

std::set<std::string> ignoredIds(const store::CityDatabase& city) {
  std::set<std::string> ids;
  for (const IgnoredFinding& one : ignoredFindings(city)) ids.insert(one.id);
  return ids;
}

void ignoreFindings(const store::CityDatabase& city, const LayerQuality& quality, const std::vector<std::string>& ids,
                    const std::string& reason, const std::string& actor) {
  if (text::trim(reason).empty())
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot ignore the findings"), GIS_TR("there is no reason"),
                GIS_TR("say why (--reason)"));
  store::Transaction transaction(city.connection());
  json kept = keptJson(city, kIgnoredSetting, json::object());
  std::set<std::string_view> found;
  for (const QualityFinding& one : quality.findings) found.insert(one.id);
  for (const std::string& id : ids) {
    if (found.count(id) == 0 && !kept.contains(id))
      throw Error(ErrorCode::notFound, {GIS_TR("there is no finding {0}"), {id}},
                  {GIS_TR("the check of \"{0}\" does not find it"), {quality.layer}});
    kept[id] = {{"layer", quality.layer}, {"reason", reason}, {"by", actor}, {"at", toIsoUtc(utcNow())}};
  }
  keepJson(city, kIgnoredSetting, kept);
  transaction.commit();
}

void heedFindings(const store::CityDatabase& city, const std::vector<std::string>& ids) {
  store::Transaction transaction(city.connection());
  json kept = keptJson(city, kIgnoredSetting, json::object());
  for (const std::string& id : ids) {
    if (kept.erase(id) == 0)
      throw Error(ErrorCode::notFound, {GIS_TR("there is no finding {0}"), {id}}, GIS_TR("it is not ignored"));
  }
  keepJson(city, kIgnoredSetting, kept);
  transaction.commit();
}

std::vector<CorrectionNote> correctionNotes(const store::CityDatabase& city) {
  std::vector<CorrectionNote> notes;
  for (const json& one : keptJson(city, kNotesSetting, json::array())) {
    if (one.is_object()) notes.push_back(noteOf(one));
  }
  return notes;
}

CorrectionNote makeCorrectionNote(const store::CityDatabase& city, const LayerQuality& quality,
                                  const std::string& bureau, const std::string& actor) {
  if (text::trim(bureau).empty() || quality.findings.empty()) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot make a correction note for \"{0}\""), {quality.layer}},
                quality.findings.empty() ? GIS_TR("nothing is wrong with it") : GIS_TR("no bureau is named"),
                quality.findings.empty() ? Message() : Message(GIS_TR("name it (--to)")));
  }
  store::Transaction transaction(city.connection());
  json kept = keptJson(city, kNotesSetting, json::array());
  CorrectionNote note;
  const std::string beginning = "JC" + dayDigits() + "-";
  int last = 0;
  for (const json& one : kept) {
    const std::string number = one.is_object() ? textIn(one, "number") : std::string();
    if (number.starts_with(beginning)) last = std::max(last, std::atoi(number.c_str() + beginning.size()));
  }
  note.number = fmt::format("{}{:03}", beginning, last + 1);
  note.layer = quality.layer;
  note.bureau = bureau;
  note.madeAt = toIsoUtc(utcNow());
  note.madeBy = actor;
  note.state = "sent";
  for (const QualityFinding& one : quality.findings) note.findings.push_back(one.id);
  kept.push_back(jsonOf(note));
  keepJson(city, kNotesSetting, kept);
  transaction.commit();
  return note;
}

CorrectionNote answerCorrectionNote(const store::CityDatabase& city, std::string_view number, const std::string& answer,
                                    bool close, const std::string& actor) {
  if (text::trim(answer).empty() && !close)
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot answer the correction note {0}"), {std::string(number)}},
                GIS_TR("there is no answer"), GIS_TR("write what the bureau said (--text)"));
  store::Transaction transaction(city.connection());
  json kept = keptJson(city, kNotesSetting, json::array());
  for (json& one : kept) {
    if (!one.is_object() || textIn(one, "number") != number) continue;
    CorrectionNote note = noteOf(one);
    if (note.state == "closed")
      throw Error(ErrorCode::forbiddenStep, {GIS_TR("cannot answer the correction note {0}"), {note.number}},
                  GIS_TR("it is closed"));
    if (!text::trim(answer).empty()) {
      note.answer = answer;
      note.answeredAt = toIsoUtc(utcNow());
      note.answeredBy = actor;
    }
    note.state = close ? "closed" : "answered";
    one = jsonOf(note);
    keepJson(city, kNotesSetting, kept);
    transaction.commit();
    return note;
  }
  throw Error(ErrorCode::notFound, {GIS_TR("there is no correction note {0}"), {std::string(number)}});
}

std::int64_t stillFound(const CorrectionNote& note, const LayerQuality& quality) {
  std::set<std::string> found;
  for (const QualityFinding& one : quality.findings) found.insert(one.id);
  return std::count_if(note.findings.begin(), note.findings.end(),
                       [&](const std::string& id) { return found.count(id) > 0; });
}

io::BookSheet correctionSheet(const CorrectionNote& note, const LayerQuality& quality, const io::Say& say) {
  io::BookSheet sheet;
  sheet.name = say(GIS_TR("Correction note"));
  sheet.lines = {say(GIS_TR("Correction note")), say({GIS_TR("No. {0}, to {1}"), {note.number, note.bureau}}),
                 say({GIS_TR("Layer {0}, {1} findings, {2}"),
                      {note.layer, std::to_string(note.findings.size()),
                       toIsoWithOffset(parseIso(note.madeAt, 0), kCityOffsetMinutes).substr(0, 10)}}),
                 say(GIS_TR("Please mend what stands below and send this sheet back with your answer.")),
                 say(GIS_TR("Answer: ______________________________   Signed and sealed: ____________________"))};
  sheet.columns = {say(GIS_TR("Number")),
                   say(GIS_TR("Feature")),
                   say(GIS_TR("Check")),
                   say(GIS_TR("Field")),
                   say(GIS_TR("Value")),
                   say(GIS_TR("Fault")),
                   "X",
                   "Y",
                   say(GIS_TR("Answer"))};
  sheet.widths = {14, 10, 16, 14, 22, 44, 14, 14, 24};
  for (const QualityFinding& one : quality.findings) {
    sheet.rows.push_back({{{one.id},
                           {one.fid},
                           {one.check},
                           {one.field},
                           {one.value},
                           {say(one.what)},
                           one.at ? io::BookCell{one.at->x, 3} : io::BookCell{},
                           one.at ? io::BookCell{one.at->y, 3} : io::BookCell{},
                           {}},
                          false});
  }
  return sheet;
}

}  // namespace gis::city
