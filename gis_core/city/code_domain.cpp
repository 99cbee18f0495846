#include "gis_core/city/code_domain.h"

#include "gis_core/city/codes.h"

namespace gis::city {

std::vector<store::DomainCode> domainOfSystem(std::string_view system) {
  std::vector<store::DomainCode> codes;
  for (const LandUse& use : CodeTables::current().landUses()) {
    if (use.system == system) codes.push_back({use.code, use.zh, use.en});
  }
  for (const Category& category : CodeTables::current().categories()) {
    if (category.system == system) codes.push_back({category.code, category.zh, category.en});
  }
  return codes;
}

}  // namespace gis::city
