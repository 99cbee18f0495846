#include "gis_core/city/kept_desk.h"

#include <optional>

#include "gis_core/city/codes.h"
#include "gis_core/store/kept_things.h"

namespace gis::city {

namespace {

struct KeptDesk {
  const store::CityDatabase* city = nullptr;  ///< that the desk refers to: it may have been moved meanwhile
  std::string roles;
  std::optional<IncidentDesk> desk;
};

/// All that a desk remembers of the city's layers: another text, another desk.
std::string rolesNow(const store::CityDatabase& city) {
  return city.connection().textValue(
             "SELECT group_concat(r.role || char(9) || l.uid || char(9) || l.name || char(9) || l.srid || char(9)"
             " || r.code_field || char(9) || r.name_field, char(10))"
             " FROM city_role r JOIN city_layer l ON l.uid = r.layer_uid") +
         "\n" + city.connection().textValue("PRAGMA schema_version");
}

}  // namespace

IncidentDesk& keptDesk(const store::CityDatabase& city) {
  KeptDesk& kept = city.connection().kept().of<KeptDesk>([] { return std::make_shared<KeptDesk>(); });
  std::string roles = rolesNow(city);
  if (!kept.desk || kept.city != &city || kept.roles != roles) {
    kept.desk.emplace(city);
    kept.city = &city;
    kept.roles = std::move(roles);
  } else {
    (void)CodeTables::of(city);  // the dictionary may have been changed meanwhile
  }
  return *kept.desk;
}

}  // namespace gis::city
