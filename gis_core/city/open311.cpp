#include "gis_core/city/open311.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <span>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_rows.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

using nlohmann::json;

constexpr std::string_view kCurrentPrefix = "GBT47678.5", kLegacyPrefix = "CJT214";
/// Nine decimals of a degree are a tenth of a millimetre.
constexpr double kDegreeSteps = 1e9;

/// The kind that a code of the system means when nothing else is said.
std::string_view usualKind(std::string_view system) {
  return system == kCurrentCaseSystem ? "matter" : "event";
}

std::string_view prefixOf(std::string_view system) {
  if (system == kCurrentCaseSystem) return kCurrentPrefix;
  return system == kLegacyCaseSystem ? kLegacyPrefix : system;
}

/// "GBT47678.5/component:01003" taken apart into the record; a bare code stays one.
void putServiceCode(const std::string& text, CaseRecord& record) {
  const std::size_t colon = text.rfind(':');
  record[CaseField::category] = colon == std::string::npos ? text : text.substr(colon + 1);
  if (colon == std::string::npos) return;
  std::string system = text.substr(0, colon);
  std::string kind;
  if (const std::size_t slash = system.rfind('/'); slash != std::string::npos) {
    kind = system.substr(slash + 1);
    system.resize(slash);
  }
  if (system == kCurrentPrefix) system = kCurrentCaseSystem;
  if (system == kLegacyPrefix) system = kLegacyCaseSystem;
  record[CaseField::system] = system;
  record[CaseField::kind] = kind.empty() ? std::string(usualKind(system)) : kind;
}

/// A member as text: strings, numbers (systems write codes without quotes), nothing for null and others.
std::string textMember(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  if (found->is_string()) return std::string(text::trim(found->get<std::string>()));
  if (found->is_number_integer()) return std::to_string(found->get<std::int64_t>());
  if (found->is_number()) return store::textOf(found->get<double>());
  return {};
}

CaseRecord recordOf(const json& request, std::size_t row) {
  CaseRecord record;
  record.row = row;
  record[CaseField::number] = textMember(request, "service_request_id");
  putServiceCode(textMember(request, "service_code"), record);
  record[CaseField::categoryName] = textMember(request, "service_name");
  record[CaseField::description] = textMember(request, "description");
  record[CaseField::department] = textMember(request, "agency_responsible");
  record[CaseField::reportedAt] = textMember(request, "requested_datetime");
  record[CaseField::deadline] = textMember(request, "expected_datetime");
  record[CaseField::address] = textMember(request, "address");
  record[CaseField::state] = textMember(request, "status");
  if (text::fold(record[CaseField::state]) == "closed")
    record[CaseField::handledAt] = textMember(request, "updated_datetime");
  record[CaseField::x] = textMember(request, "long");
  record[CaseField::y] = textMember(request, "lat");
  const auto more = request.find("extended_attributes");
  if (more != request.end() && more->is_object()) {
    record[CaseField::component] = textMember(*more, "component_id");
    record[CaseField::condition] = textMember(*more, "filing_condition");
  }
  return record;
}

json timeOf(const std::string& isoUtc) {
  if (isoUtc.empty()) return nullptr;
  return toIsoWithOffset(parseIso(isoUtc, 0), kCityOffsetMinutes);
}

json orNull(const std::string& text) {
  if (text.empty()) return nullptr;
  return text::repairUtf8(text);
}

/// Open311 takes 4,000 characters; bytes are never fewer.
std::string cutDescription(const std::string& text) {
  constexpr std::size_t kMostBytes = 4000;
  return std::string(text::cutUtf8(text::repairUtf8(text), kMostBytes));
}

json requestOf(const Incident& one, const crs::Transformer& toDegrees) {
  const CaseState* state = CaseRules::shipped().state(one.state);
  json request{{"service_request_id", one.caseNo.empty() ? one.reportNo : one.caseNo},
               {"status", state != nullptr && state->terminal ? "closed" : "open"},
               {"status_notes", state != nullptr ? state->zh : one.state},
               {"service_name", orNull(one.categoryName)},
               {"service_code", serviceCode(one.codeSystem, one.kind, one.category)},
               {"description", cutDescription(one.description)},
               {"agency_responsible", orNull(one.department)},
               {"requested_datetime", timeOf(one.reportedAt)},
               {"updated_datetime", timeOf(one.updatedAt)},
               {"expected_datetime", timeOf(one.deadline)},
               {"address", orNull(one.address)},
               {"lat", nullptr},
               {"long", nullptr}};
  if (one.at) {
    const geom::MapPoint degrees = toDegrees.apply(*one.at);
    request["lat"] = std::round(degrees.y * kDegreeSteps) / kDegreeSteps;
    request["long"] = std::round(degrees.x * kDegreeSteps) / kDegreeSteps;
  }
  json more = json::object();
  if (!one.grid.empty()) more["unit_grid"] = one.grid;
  if (!one.component.empty()) more["component_id"] = one.component;
  if (!one.condition.empty()) more["filing_condition"] = text::repairUtf8(one.condition);
  if (one.reworkCount > 0) more["rework_count"] = one.reworkCount;
  if (!more.empty()) request["extended_attributes"] = std::move(more);
  return request;
}

[[noreturn]] void throwDamaged(const Message& why) {
  throw Error(ErrorCode::damaged, GIS_TR("cannot read the service requests"), why,
              GIS_TR("the file must be a JSON array of Open311 GeoReport v2 requests"));
}

}  // namespace

std::string serviceCode(std::string_view system, std::string_view kind, std::string_view code) {
  std::string text(prefixOf(system));
  if (!kind.empty() && kind != usualKind(system)) text += "/" + std::string(kind);
  if (!text.empty()) text += ':';
  return text + std::string(code);
}

std::vector<CaseRecord> readOpen311(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  json document;
  try {
    document = json::parse(text);
  } catch (const json::parse_error& error) {
    throwDamaged({GIS_TR("at byte {0} it is no JSON"), {std::to_string(error.byte)}});
  } catch (const json::out_of_range&) {
    throwDamaged(GIS_TR("it holds a number that is too large"));
  }
  if (document.is_object() && document.contains("requests")) document = json(document["requests"]);
  if (!document.is_array()) throwDamaged(GIS_TR("there is no array of requests in it"));
  std::vector<CaseRecord> records;
  for (const json& request : document) {
    if (!request.is_object()) throwDamaged({GIS_TR("request {0} is no object"), {std::to_string(records.size() + 1)}});
    records.push_back(recordOf(request, records.size() + 1));
  }
  return records;
}

CaseExportReport exportOpen311(const store::CityDatabase& city, const std::filesystem::path& file,
                               const CaseExportOptions& options, Progress& progress) {
  io::refuseTarget(city, file, options.overwrite);
  const crs::Transformer toDegrees(city.crs(), crs::Crs::fromEpsg(4326));
  CaseExportReport report;
  std::string text = "[";
  forEachCase(city, options, progress, [&](const Incident& one) {
    text += report.written == 0 ? "\n" : ",\n";
    text += requestOf(one, toDegrees).dump(-1, ' ', false, json::error_handler_t::replace);
    ++report.written;
    report.withoutPlace += one.at ? 0 : 1;
  });
  text += "\n]\n";
  io::writeAnswer(city, file, std::as_bytes(std::span(text.data(), text.size())), options.overwrite);
  return report;
}

}  // namespace gis::city
