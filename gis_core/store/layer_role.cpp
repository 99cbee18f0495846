// What part a layer plays for the look-ups of a place.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "gis_core/base/error.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/parcel_keeping.h"

namespace gis::store {
namespace {

void checkRole(std::string_view role) {
  const auto& names = roleNames();
  if (std::find(names.begin(), names.end(), role) != names.end()) return;
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  throw Error(ErrorCode::usage, {GIS_TR("there is no role \"{0}\""), {std::string(role)}}, {},
              {GIS_TR("use one of {0}"), {all}});
}

/// Field names that hint at a role's code and name; the first that the layer has is taken.
struct Hint {
  const char* role;
  int dimension;      ///< 0 points, 1 lines, 2 areas
  int codeLength;     ///< of digits and letters; 0 = any
  const char* table;  ///< part of the layer's own name
  const char* tableZh;
  std::array<const char*, 6> codeFields;
};

// lengths: GB/T 2260 (6), GB/T 10114 (9), community (12), GB/T 30428.1 unit grid (15), TD/T 1001 parcel (19)
constexpr std::array<Hint, 10> kHints{{
    {"district", 2, 6, "district", "区县", {"district_code", "district", "adcode", "xzqdm", "code", nullptr}},
    {"subdistrict", 2, 9, "subdistrict", "街道", {"subdistrict_code", "subdistrict", "jddm", "code", nullptr, nullptr}},
    {"community", 2, 12, "communit", "社区", {"community_code", "community", "sqdm", "code", nullptr, nullptr}},
    {"unit_grid", 2, 15, "grid", "单元网格", {"grid_code", "grid", "bgid", "wgdm", "code", nullptr}},
    {"duty_grid", 2, 0, "duty", "责任网格", {"duty_grid_code", "duty_code", "duty_grid", "code", nullptr, nullptr}},
    {"parcel", 2, 19, "parcel", "宗地", {"parcel_code", "parcel", "zddm", "code", nullptr, nullptr}},
    {"building", 2, 0, "building", "幢", {"building_code", "building", "zrzh", "code", "bdcdyh", nullptr}},
    {"road", 1, 0, "road", "道路", {"road_code", "code", "dlbm", "name", "road", nullptr}},
    {"address", 0, 0, "address", "地址", {"address_code", "address", "code", nullptr, nullptr, nullptr}},
    {"component", 0, 0, "component", "部件", {"component_code", "objcode", "code", "bm", nullptr, nullptr}},
}};

const Field* fieldNamed(const LayerInfo& layer, std::string_view name) {
  for (const Field& field : layer.fields) {
    if (lowerAscii(field.name) == name) return &field;
  }
  return nullptr;
}

/// Of up to 200 filled cells, do all have this many characters, and hardly two the same? What comes again and again is
/// the code of something larger that the features lie in.
bool areOwnCodes(const Connection& c, const LayerInfo& layer, const std::string& field, int length) {
  Statement statement(c, fmt::format("SELECT count(*), sum(length(trim(v)) = ?1), count(DISTINCT v) FROM"
                                     " (SELECT {0} AS v FROM {1} WHERE {0} IS NOT NULL AND {0} <> '' LIMIT 200)",
                                     quotedName(field), quotedName(layer.name)));
  statement.bind(1, length).step();
  const std::int64_t cells = statement.integer(0);
  return cells > 0 && cells == statement.integer(1) && statement.integer(2) * 10 >= cells * 9;
}

std::string nameFieldOf(const LayerInfo& layer) {
  for (const char* candidate : {"name", "name_zh", "mc", "xzqmc", "名称", "label", "title", "zl"}) {
    if (const Field* field = fieldNamed(layer, candidate)) return field->name;
  }
  return {};
}

}  // namespace

const std::vector<std::string>& roleNames() {
  static const std::vector<std::string> kNames{"district", "subdistrict", "community", "unit_grid", "duty_grid",
                                               "road",     "parcel",      "building",  "address",   "component"};
  return kNames;
}

const Field& requireField(const LayerInfo& layer, std::string_view field) {
  const std::string low = lowerAscii(field);
  for (const Field& candidate : layer.fields) {
    if (candidate.name == field) return candidate;
  }
  if (const Field* found = fieldNamed(layer, low)) return *found;
  std::vector<std::string> names;
  for (const Field& candidate : layer.fields) names.push_back(candidate.name);
  const std::string near = similarNames(field, names);
  throw Error(ErrorCode::noSuchField,
              {GIS_TR("the layer \"{0}\" has no field \"{1}\""), {layer.name, std::string(field)}}, {},
              near.empty() ? Message() : Message(GIS_TR("did you mean {0}?"), {near}));
}

std::optional<LayerInfo> layerOfRole(const Connection& c, std::string_view role) {
  checkRole(role);
  Statement statement(c, "SELECT l.name FROM city_role r JOIN city_layer l ON l.uid = r.layer_uid WHERE r.role = ?1");
  if (!statement.bind(1, role).step()) return std::nullopt;
  return layerByName(c, statement.text(0));
}

void bindRole(const Connection& c, std::string_view role, std::string_view layer, std::string_view codeField,
              std::string_view nameField) {
  checkRole(role);
  JoinedTransaction transaction(c);
  const LayerInfo info = layerByName(c, layer);
  const std::string code = codeField.empty() ? std::string() : requireField(info, codeField).name;
  const std::string name = nameField.empty() ? std::string() : requireField(info, nameField).name;
  if (role == "parcel") RetiredCodesOfTable(c, info.name, code, info.role == role ? info : LayerInfo()).refuse({});
  Statement(c, "DELETE FROM city_role WHERE role = ?1 OR layer_uid = ?2").bindAll(role, info.uid).run();
  Statement(c, "INSERT INTO city_role(role, layer_uid, code_field, name_field) VALUES (?1, ?2, ?3, ?4)")
      .bindAll(role, info.uid, code, name)
      .run();
  transaction.commit();
}

void unbindRole(const Connection& c, std::string_view role) {
  checkRole(role);
  JoinedTransaction transaction(c);
  Statement(c, "DELETE FROM city_role WHERE role = ?1").bind(1, role).run();
  transaction.commit();
}

std::optional<RoleGuess> guessRole(const Connection& c, const LayerInfo& layer) {
  if (!layer.geometryType) return std::nullopt;
  const int dimension = layer.geometryType->dimension();
  const std::string table = lowerAscii(layer.name);
  for (const Hint& hint : kHints) {
    if (hint.dimension != dimension) continue;
    // "subdistricts" holds "district": the longer word has to win
    const bool named = (table.find(hint.table) != std::string::npos &&
                        !(std::string_view(hint.role) == "district" && table.find("sub") != std::string::npos)) ||
                       table.find(hint.tableZh) != std::string::npos;
    for (const char* candidate : hint.codeFields) {
      if (candidate == nullptr) break;
      const Field* field = fieldNamed(layer, candidate);
      if (field == nullptr) continue;
      const bool generic = std::string_view(candidate) == "code" || std::string_view(candidate) == "name";
      if (hint.codeLength == 0 ? !named : !areOwnCodes(c, layer, field->name, hint.codeLength)) continue;
      if (generic && hint.codeLength == 0 && !named) continue;
      return RoleGuess{hint.role, field->name, nameFieldOf(layer)};
    }
  }
  return std::nullopt;
}

}  // namespace gis::store
