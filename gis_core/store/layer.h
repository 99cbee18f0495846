// What the city knows about its layers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// Where a layer came from, kept as told at import.
struct Provenance {
  std::string source;  ///< file name (no folder of the machine)
  std::string sourceLayer;
  std::string driver;
  std::string sourceCrs;  ///< identifier or empty
  std::string encoding;
  std::string bureau;       ///< the providing department
  std::string importedAt;   ///< ISO UTC
  std::string reportTable;  ///< table of rejected/repaired features, or empty
};

struct LayerInfo {
  std::string uid;   ///< UUIDv7
  std::string name;  ///< table name
  std::string titleZh, titleEn;
  std::string group;                               ///< group in the layer tree, or empty
  std::optional<geom::GeometryType> geometryType;  ///< nothing: a table without geometry
  int srid = -1;
  crs::Crs crs;
  std::int64_t count = 0;
  geom::Envelope extent;      ///< exact (doubles); empty when there is none
  std::vector<Field> fields;  ///< without fid, uid and geometry
  bool hasUid = false;
  std::string role;  ///< district, parcel …, or empty
  std::string roleCodeField, roleNameField;
  Provenance provenance;
  int order = 0;  ///< 0 = bottom of the map
  bool visible = true;
  std::string styleJson;     ///< empty = default style
  std::string filter;        ///< SQL condition that limits what is shown, or empty
  std::string searchFields;  ///< ticked columns for Find, comma separated
  std::string codeSystems;   ///< JSON object: column → code system ("GB/T 21010-2017")
  std::string revision;      ///< random 128 bits, new with every writing transaction
};

/// Reads and changes the registry (table city_layer). Every change is one transaction unless one is open.
/// Errors: noSuchLayer, exists, invalidValue (a name that is refused).
[[nodiscard]] std::vector<LayerInfo> listLayers(
    const Connection& c);  ///< by order, city_incident included (title 案卷 / Incidents)
[[nodiscard]] LayerInfo layerByName(
    const Connection& c,
    std::string_view name);  ///< exact, then equal but for case; Error(noSuchLayer) names near ones
/// The field of that name, exact, then equal but for case; Error(noSuchField) names near ones.
[[nodiscard]] const Field& requireField(const LayerInfo& layer, std::string_view field);
[[nodiscard]] bool layerExists(const Connection& c, std::string_view name);
/// Refuses city_*, sqlite_*, idx_*, SpatiaLite's own names, empty ones, and control characters, with a sentence.
void checkLayerName(std::string_view name);
/// The first free name: NAME, NAME_2 …
[[nodiscard]] std::string freeLayerName(const Connection& c, std::string_view wanted);

/// Undoable; `actor` empty: the one of setDefaultActor().
void renameLayer(const Connection& c, std::string_view name, std::string_view newName, const std::string& actor = {});
void removeLayer(const Connection& c, std::string_view name, const std::string& actor = {});
void duplicateLayer(const Connection& c, std::string_view name, std::string_view newName);
void setLayerTitle(const Connection& c, std::string_view name, std::string_view zh, std::string_view en);
void setLayerOrder(const Connection& c, const std::vector<std::string>& bottomToTop);
void setLayerVisible(const Connection& c, std::string_view name, bool visible);
void setLayerGroup(const Connection& c, std::string_view name, std::string_view group);
void setLayerStyle(const Connection& c, std::string_view name, std::string_view styleJson);
void setLayerFilter(const Connection& c, std::string_view name, std::string_view condition);
void setLayerSearchFields(const Connection& c, std::string_view name, const std::vector<std::string>& fields);
void setLayerCodeSystem(const Connection& c, std::string_view name, std::string_view field,
                        std::string_view codeSystem);
void setLayerProvenance(const Connection& c, std::string_view name, const Provenance& provenance);

/// The roles of decisions.md §1.
[[nodiscard]] const std::vector<std::string>& roleNames();
[[nodiscard]] std::optional<LayerInfo> layerOfRole(const Connection& c, std::string_view role);
void bindRole(const Connection& c, std::string_view role, std::string_view layer, std::string_view codeField,
              std::string_view nameField);
void unbindRole(const Connection& c, std::string_view role);
/// What role a layer looks like, by field names and code pattern (6/9/12/15/19 characters), with its code and name
/// field.
struct RoleGuess {
  std::string role, codeField, nameField;
};
[[nodiscard]] std::optional<RoleGuess> guessRole(const Connection& c, const LayerInfo& layer);

}  // namespace gis::store
