#include "app/cli/incident_batch.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/error_text.h"
#include "app/cli/incident_output.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/incident.h"

namespace gis::cli {
namespace {

struct Refusal {
  std::int64_t line = 0;
  std::string code, message;
};

[[noreturn]] void refuse(Message why) {
  throw Error(ErrorCode::invalidValue, GIS_TR("cannot read the report"), std::move(why), GIS_TR("correct the line"));
}

std::string textMember(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  // A code without quotes has lost its leading zeros already; it is not guessed back.
  refuse({GIS_TR("{0} must be text in quotes"), {name}});
}

geom::MapPoint placeOf(const nlohmann::json& object) {
  const auto at = object.find("at");
  if (at != object.end() && at->is_array() && at->size() == 2 && (*at)[0].is_number() && (*at)[1].is_number()) {
    return {(*at)[0].get<double>(), (*at)[1].get<double>()};
  }
  if (at != object.end() && at->is_string()) return parsePoint(at->get<std::string>(), "at");
  const auto x = object.find("x"), y = object.find("y");
  if (x != object.end() && y != object.end() && x->is_number() && y->is_number()) {
    return {x->get<double>(), y->get<double>()};
  }
  refuse(GIS_TR("it has no place: \"at\": [x, y]"));
}

city::IncidentDraft draftOf(const std::string& line, const store::CityDatabase& city) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (!object.is_object()) refuse(GIS_TR("the line is no JSON object"));
  city::IncidentDraft draft;
  draft.category = textMember(object, "category");
  if (const std::string kind = textMember(object, "kind"); !kind.empty()) {
    draft.kind = city::categoryKindFromName(kind);
  }
  if (const std::string system = textMember(object, "system"); !system.empty()) draft.system = system;
  draft.description = textMember(object, "description");
  if (const std::string urgency = textMember(object, "urgency"); !urgency.empty()) draft.urgency = urgency;
  draft.reporter = textMember(object, "reporter");
  draft.source = textMember(object, "source");
  draft.component = textMember(object, "component");
  draft.address = textMember(object, "address");
  if (const std::string when = textMember(object, "reported_at"); !when.empty()) {
    draft.reportedAt = parseIso(when, kCityOffsetMinutes);
  }
  if (const auto photos = object.find("photos"); photos != object.end() && photos->is_array()) {
    for (const auto& photo : *photos) {
      if (!photo.is_string()) refuse(GIS_TR("photos must be file names"));
      draft.photos.push_back(platform::pathFromUtf8(photo.get<std::string>()));
    }
  }
  draft.at = placeOf(object);
  if (const std::string crsText = textMember(object, "at_crs"); !crsText.empty()) {
    draft.at = crs::Transformer(crs::Crs::parse(crsText), city.crs()).apply(*draft.at);
  }
  return draft;
}

class Batch {
 public:
  Batch(Context& context, const store::CityDatabase& city, std::size_t chunk)
      : m_context(context), m_city(city), m_desk(city), m_chunk(chunk) {}

  void add(std::int64_t number, const std::string& line) {
    try {
      city::IncidentDraft draft = draftOf(line, m_city);
      (void)m_desk.check(draft);
      m_drafts.push_back(std::move(draft));
      m_numbers.push_back(number);
    } catch (const Error& error) {
      note(number, error);
    }
    if (m_drafts.size() >= m_chunk) save();
  }

  void save() {
    if (m_drafts.empty()) return;
    try {
      keep(m_desk.report(m_drafts, m_context.operatorName));
    } catch (const Error& error) {
      if (m_drafts.size() == 1) {
        note(m_numbers.front(), error);
      } else {
        // One of them (a photo that is missing) stands in the way of all: each by itself, then.
        saveOneByOne();
      }
    }
    m_drafts.clear();
    m_numbers.clear();
  }

  int finish() {
    save();
    if (m_context.json) {
      writeJson();
    } else {
      print(fmt::format("{} reported, {} refused\n", m_saved, m_refusals.size()));
    }
    if (m_refusals.empty()) return kDone;
    return m_saved == 0 ? kFailed : kPartly;
  }

 private:
  void saveOneByOne() {
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
      try {
        keep({m_desk.report(m_drafts[i], m_context.operatorName)});
      } catch (const Error& error) {
        note(m_numbers[i], error);
      }
    }
  }

  void keep(std::vector<city::Incident> incidents) {
    m_saved += incidents.size();
    if (m_context.json) {
      m_reported.insert(m_reported.end(), std::make_move_iterator(incidents.begin()),
                        std::make_move_iterator(incidents.end()));
      return;
    }
    for (const city::Incident& incident : incidents) print(incidentLine(incident));
    std::fflush(stdout);  // who reads a line may rely on it
  }

  void note(std::int64_t number, const Error& error) {
    if (error.code() == ErrorCode::cancelled || error.code() == ErrorCode::diskFull ||
        error.code() == ErrorCode::readOnly || error.code() == ErrorCode::locked) {
      throw error;
    }
    const std::string sentence = sentenceIn(error, m_context.language);
    std::fprintf(stderr, "citydesk-cli: line %lld: %s\n", static_cast<long long>(number), sentence.c_str());
    m_refusals.push_back({number, std::string(errorCodeName(error.code())), sentence});
  }

  void writeJson() {
    JsonWriter json;
    json.beginObject().member("reported", m_saved).member("rejected", m_refusals.size());
    json.key("incidents").beginArray();
    for (const city::Incident& incident : m_reported) {
      json.beginObject();
      writeIncident(json, incident);
      json.endObject();
    }
    json.endArray().key("errors").beginArray();
    for (const Refusal& refusal : m_refusals) {
      json.beginObject().member("line", refusal.line).member("code", refusal.code);
      json.member("message", refusal.message).endObject();
    }
    json.endArray().endObject().finish();
  }

  Context& m_context;
  const store::CityDatabase& m_city;
  city::IncidentDesk m_desk;
  std::size_t m_chunk;
  std::vector<city::IncidentDraft> m_drafts;
  std::vector<std::int64_t> m_numbers;
  std::vector<city::Incident> m_reported;
  std::vector<Refusal> m_refusals;
  std::size_t m_saved = 0;
};

}  // namespace

int reportBatch(Context& context, const store::CityDatabase& city, const std::string& file, int chunk) {
  const bool standardInput = file == "-";
  std::ifstream fromFile;
  if (!standardInput) {
    fromFile.open(platform::pathFromUtf8(file));
    if (!fromFile) {
      throw Error(ErrorCode::notFound, {GIS_TR("cannot open {0}"), {file}}, GIS_TR("there is no such file"),
                  GIS_TR("check the name"));
    }
  }
  std::istream& in = standardInput ? std::cin : fromFile;
  Batch batch(context, city, chunk > 0 ? std::size_t(chunk) : (standardInput ? 1 : 100));
  std::string line;
  for (std::int64_t number = 1; std::getline(in, line); ++number) {
    context.progress.check();
    if (!text::trim(line).empty()) batch.add(number, line);
  }
  return batch.finish();
}

}  // namespace gis::cli
