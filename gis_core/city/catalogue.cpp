#include "gis_core/city/catalogue.h"

#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/city/field_titles.h"
#include "gis_core/city/speller.h"

namespace gis::city {
namespace {

std::vector<std::string> factsOf(const CatalogueEntry& entry, Speller& speller) {
  std::vector<std::string> facts;
  const auto add = [&](const std::string& fact) {
    if (fact.empty()) return;
    facts.push_back(text::fold(fact));
    if (Speller::hasHan(fact)) facts.push_back(speller.initials(fact));
  };
  const Metadata& m = entry.metadata;
  for (const std::string& one :
       {entry.layer.name, entry.layer.titleZh, entry.layer.titleEn, entry.layer.group, m.title, m.titleEn, m.abstract,
        m.keywords, m.provider, m.providerCode, m.catalogueClass, m.catalogueCode, entry.layer.provenance.source})
    add(one);
  for (const store::Field& field : entry.layer.fields) {
    add(field.name);
    if (const FieldTitle* title = FieldTitles::shipped().find(field.name)) {
      add(title->zh);
      add(title->en);
    }
  }
  return facts;
}

}  // namespace

std::vector<CatalogueEntry> catalogue(const store::CityDatabase& city, std::string_view today) {
  const auto usages = layerUsages(city);
  std::map<std::string, std::int64_t> given;
  for (const Handover& one : handovers(city)) {
    for (const Handover::Part& part : one.parts) ++given[part.layer];
  }
  Speller speller;
  std::vector<CatalogueEntry> all;
  for (store::LayerInfo& layer : store::listLayers(city.connection())) {
    if (layer.name == "city_incident") continue;
    CatalogueEntry entry;
    entry.metadata = metadataOf(city, layer);
    entry.fresh = freshnessOf(entry.metadata, layer, today);
    if (const auto used = usages.find(layer.uid); used != usages.end()) entry.usage = used->second;
    if (const auto times = given.find(layer.name); times != given.end()) entry.handovers = times->second;
    entry.layer = std::move(layer);
    entry.facts = factsOf(entry, speller);
    all.push_back(std::move(entry));
  }
  return all;
}

bool isFoundBy(const CatalogueEntry& entry, std::string_view text) {
  std::string wanted = text::fold(text);
  std::size_t from = 0;
  while (from < wanted.size()) {
    const std::size_t end = std::min(wanted.find(' ', from), wanted.size());
    const std::string_view word = std::string_view(wanted).substr(from, end - from);
    from = end + 1;
    if (word.empty()) continue;
    const bool found = std::any_of(entry.facts.begin(), entry.facts.end(),
                                   [&](const std::string& fact) { return fact.find(word) != std::string::npos; });
    if (!found) return false;
  }
  return true;
}

}  // namespace gis::city
