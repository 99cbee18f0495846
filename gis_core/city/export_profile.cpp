#include "gis_core/city/export_profile.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/crs/crs.h"
#include "gis_core/io/export_set.h"
#include "gis_core/io/export_zones.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/store/kept_settings.h"

namespace gis::city {
namespace {

using nlohmann::json;
using TableGeometry = io::ExportRequest::TableGeometry;

constexpr std::string_view kProfileKey = "export_profile:";
constexpr std::array<const char*, 4> kForms{"", "xy", "wkt", "none"};

struct TextMember {
  const char* key;
  std::string ExportProfile::*member;
};
constexpr std::array<TextMember, 8> kTexts{{{"format", &ExportProfile::format},
                                            {"encoding", &ExportProfile::encoding},
                                            {"crs", &ExportProfile::crs},
                                            {"dxf_layer", &ExportProfile::dxfLayerField},
                                            {"giver", &ExportProfile::giver},
                                            {"receiver", &ExportProfile::receiver},
                                            {"purpose", &ExportProfile::purpose},
                                            {"security", &ExportProfile::security}}};

bool hasField(const store::LayerInfo& layer, const std::string& name) {
  return std::any_of(layer.fields.begin(), layer.fields.end(),
                     [&](const store::Field& field) { return field.name == name; });
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

[[noreturn]] void refuseProfile(Message why) {
  throw Error(ErrorCode::invalidValue, GIS_TR("the export profile is not taken"), std::move(why));
}

std::string profileName(const std::string& typed) {
  return store::keptName(typed, GIS_TR("an export profile cannot be called \"{0}\""));
}

std::string stringOf(const std::string& key, const json& value) {
  if (value.is_null()) return {};
  if (!value.is_string()) refuseProfile({GIS_TR("{0} is no text"), {key}});
  return value.get<std::string>();
}

std::vector<std::string> stringsOf(const std::string& key, const json& value) {
  if (!value.is_array()) refuseProfile({GIS_TR("{0} is no list of texts"), {key}});
  std::vector<std::string> all;
  for (const json& one : value) all.push_back(stringOf(key, one));
  return all;
}

void readMember(ExportProfile& profile, const std::string& key, const json& value) {
  for (const TextMember& text : kTexts) {
    if (key != text.key) continue;
    profile.*text.member = stringOf(key, value);
    return;
  }
  if (key == "names") {
    const std::string word = stringOf(key, value);
    if (!word.empty() && word != "cut" && word != "pinyin")
      refuseProfile({GIS_TR("{0} cannot be \"{1}\": it is one of {2}"), {key, word, "cut, pinyin"}});
    profile.pinyinNames = word == "pinyin";
  } else if (key == "division_codes") {
    if (!value.is_boolean()) refuseProfile({GIS_TR("{0} is neither true nor false"), {key}});
    profile.divisionCodes = value.get<bool>();
  } else if (key == "geometry") {
    profile.tableGeometry = tableGeometryOf(stringOf(key, value));
  } else if (key == "layers") {
    profile.layers = stringsOf(key, value);
  } else if (key == "without") {
    profile.leftOut = stringsOf(key, value);
  } else if (key == "renames") {
    if (!value.is_object()) refuseProfile({GIS_TR("{0} is no JSON object"), {key}});
    for (const auto& [from, to] : value.items()) profile.renames.emplace_back(from, stringOf(key, to));
  } else {
    refuseProfile({GIS_TR("there is no \"{0}\" in it"), {key}});
  }
}

/// What could not be used later is refused when it is saved.
void check(const ExportProfile& profile) {
  if (!profile.format.empty()) {
    io::ExportRequest asked;
    asked.format = profile.format;
    (void)io::formatOf(asked);
  }
  if (!profile.encoding.empty()) (void)io::TextEncoder(profile.encoding);
  if (!profile.crs.empty() && profile.crs != "city" && profile.crs != "source" && profile.crs != io::kZones)
    (void)crs::Crs::parse(profile.crs);
  for (const auto& [from, to] : profile.renames) {
    if (from.empty() || to.empty()) refuseProfile(GIS_TR("a name of a field is empty"));
    if (contains(profile.leftOut, from)) refuseProfile({GIS_TR("the field \"{0}\" is renamed and left out"), {from}});
  }
}

ExportProfile readProfile(const std::string& name, const std::string& text) {
  const json kept = json::parse(text, nullptr, false);
  if (!kept.is_object() || !kept.contains("profile"))
    throw Error(ErrorCode::damaged, {GIS_TR("the export profile \"{0}\" cannot be read"), {name}},
                GIS_TR("what the city keeps under this name is no profile"));
  ExportProfile profile = profileFromJson(kept["profile"]);
  profile.name = name;
  profile.at = stringOf("at", kept.value("at", json(nullptr)));
  profile.actor = stringOf("actor", kept.value("actor", json(nullptr)));
  return profile;
}

ExportProfile regionalProfile() {
  ExportProfile profile;
  profile.name = kRegionalProfile;
  profile.format = "gpkg";
  profile.crs = io::kZones;
  profile.divisionCodes = true;
  profile.shipped = true;
  return profile;
}

}  // namespace

const char* tableGeometryWord(TableGeometry form) {
  return kForms[std::size_t(form)];
}

TableGeometry tableGeometryOf(const std::string& word) {
  const auto found = std::find(kForms.begin(), kForms.end(), word);
  if (found == kForms.end())
    refuseProfile({GIS_TR("{0} cannot be \"{1}\": it is one of {2}"), {"geometry", word, "xy, wkt, none"}});
  return TableGeometry(found - kForms.begin());
}

json toJson(const ExportProfile& profile) {
  json out = json::object();
  for (const TextMember& text : kTexts) {
    const std::string& value = profile.*text.member;
    out[text.key] = value.empty() ? json(nullptr) : json(value);
  }
  out["names"] = profile.pinyinNames ? "pinyin" : "cut";
  const std::string form = tableGeometryWord(profile.tableGeometry);
  out["geometry"] = form.empty() ? json(nullptr) : json(form);
  out["division_codes"] = profile.divisionCodes;
  out["layers"] = profile.layers;
  out["without"] = profile.leftOut;
  json renames = json::object();
  for (const auto& [from, to] : profile.renames) renames[from] = to;
  out["renames"] = renames;
  return out;
}

ExportProfile profileFromJson(const json& tree) {
  if (!tree.is_object()) refuseProfile(GIS_TR("it is no JSON object"));
  ExportProfile profile;
  for (const auto& [key, value] : tree.items()) readMember(profile, key, value);
  return profile;
}

std::vector<ExportProfile> exportProfiles(const store::CityDatabase& city) {
  std::vector<ExportProfile> all;
  for (const auto& [name, text] : store::settingsUnder(city, kProfileKey)) {
    try {
      all.push_back(readProfile(name, text));
    } catch (const Error&) {
      continue;  // no note of ours
    }
  }
  const bool own =
      std::any_of(all.begin(), all.end(), [](const ExportProfile& one) { return one.name == kRegionalProfile; });
  if (!own) all.push_back(regionalProfile());
  return all;
}

ExportProfile exportProfile(const store::CityDatabase& city, const std::string& name) {
  const std::string wanted = profileName(name);
  const std::string kept = city.setting(std::string(kProfileKey) + wanted);
  if (!kept.empty()) return readProfile(wanted, kept);
  if (wanted == kRegionalProfile) return regionalProfile();
  std::string names;
  for (const ExportProfile& one : exportProfiles(city)) names += (names.empty() ? "" : ", ") + one.name;
  throw Error(ErrorCode::notFound, {GIS_TR("there is no export profile named \"{0}\""), {wanted}},
              names.empty() ? Message(GIS_TR("the city keeps none")) : Message(GIS_TR("the city keeps {0}"), {names}));
}

void saveExportProfile(const store::CityDatabase& city, ExportProfile profile, const std::string& actor, bool replace) {
  profile.name = profileName(profile.name);
  check(profile);
  const std::string key = std::string(kProfileKey) + profile.name;
  if (!replace && !city.setting(key).empty())
    throw Error(ErrorCode::exists, {GIS_TR("the export profile cannot be saved as \"{0}\""), {profile.name}},
                GIS_TR("there is already one of this name"), GIS_TR("choose another name, or replace it (--replace)"));
  const json kept{{"profile", toJson(profile)}, {"at", toIsoUtc(utcNow())}, {"actor", actor}};
  city.setSetting(key, kept.dump(-1, ' ', false, json::error_handler_t::replace));
}

void removeExportProfile(const store::CityDatabase& city, const std::string& name) {
  const std::string key = std::string(kProfileKey) + profileName(name);
  if (city.setting(key).empty() && exportProfile(city, name).shipped)  // else it says what there is
    throw Error(ErrorCode::unsupported, {GIS_TR("the export profile \"{0}\" cannot be taken away"), {kRegionalProfile}},
                GIS_TR("it comes with the program"));
  store::removeSetting(city, key);
}

void applyProfile(const ExportProfile& profile, const store::LayerInfo& layer, io::ExportRequest& request) {
  if (request.format.empty() && request.file.extension().empty()) request.format = profile.format;
  if (request.encoding.empty()) request.encoding = profile.encoding;
  if (request.crs.empty() && layer.geometryType) request.crs = profile.crs;
  request.divisionCodes = request.divisionCodes || profile.divisionCodes;
  if (request.tableGeometry == TableGeometry::byKind) request.tableGeometry = profile.tableGeometry;
  if (request.dxfLayerField.empty() && hasField(layer, profile.dxfLayerField))
    request.dxfLayerField = profile.dxfLayerField;
  if (profile.pinyinNames && io::formatOf(request) == io::ExportFormat::shapefile) request.pinyinNames = true;
  const auto writes = [&](const std::string& field) {
    return hasField(layer, field) && !contains(request.without, field) &&
           (request.fields.empty() || contains(request.fields, field));
  };
  if (request.fields.empty()) {
    for (const std::string& field : profile.leftOut) {
      if (writes(field)) request.without.push_back(field);
    }
  }
  for (const auto& [from, to] : profile.renames) {
    const bool said = std::any_of(request.renames.begin(), request.renames.end(),
                                  [&name = from](const auto& one) { return one.first == name; });
    if (writes(from) && !said) request.renames.emplace_back(from, to);
  }
}

std::vector<io::ExportRequest> requestsFor(const store::CityDatabase& city, const std::vector<std::string>& layers,
                                           const io::ExportRequest& base, const ExportProfile& profile,
                                           const std::filesystem::path& folder) {
  std::vector<io::ExportRequest> all;
  const bool oneFile = io::isOneFile(folder, base.format);
  for (const std::string& name : layers) {
    const store::LayerInfo layer = store::layerByName(city.connection(), name);
    io::ExportRequest request = base;
    if (oneFile) request.format = "gpkg";
    request.layer = layer.name;
    request.file.clear();
    if (request.format.empty()) request.format = profile.format.empty() ? "shp" : profile.format;
    const auto lacks = [&](const std::string& field) { return !hasField(layer, field); };
    std::erase_if(request.fields, lacks);
    std::erase_if(request.without, lacks);
    std::erase_if(request.renames, [&](const auto& one) { return lacks(one.first); });
    if (lacks(request.dxfLayerField)) request.dxfLayerField.clear();
    if (!layer.geometryType) request.crs.clear();
    applyProfile(profile, layer, request);
    request.file = oneFile ? folder : io::fileOfLayer(folder, layer.name, io::suffixOf(io::formatOf(request)));
    all.push_back(std::move(request));
  }
  return all;
}

void applyProfile(const ExportProfile& profile, io::ReceiptWords& words) {
  const auto fill = [](std::string& word, const std::string& kept) {
    if (word.empty()) word = kept;
  };
  fill(words.giver, profile.giver);
  fill(words.receiver, profile.receiver);
  fill(words.purpose, profile.purpose);
  fill(words.security, profile.security);
}

}  // namespace gis::city
