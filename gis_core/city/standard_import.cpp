#include "gis_core/city/standard_import.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/kept_settings.h"

namespace gis::city {
namespace {

using nlohmann::json;

constexpr std::string_view kMappingKey = "import_mapping:";
constexpr const char* kNoSuchField = GIS_TR("the standard layer has no field \"{0}\"");

std::set<std::string> foldedOf(const std::vector<std::string>& headings) {
  std::set<std::string> all;
  for (const std::string& heading : headings) all.insert(foldedHeading(heading));
  return all;
}

std::set<std::string> foldedOf(const HeadingWords& words) {
  std::set<std::string> all;
  for (const auto& [heading, word] : words) all.insert(foldedHeading(heading));
  return all;
}

/// "宗地2026_03" and "宗地2026_04" are one source.
std::string withoutDigits(const std::string& name) {
  std::string letters = text::fold(name);
  std::erase_if(letters, [](char c) { return (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == ' '; });
  return letters;
}

/// The kept mapping that is nearest to the file's columns; null: none is of this source.
const KeptMapping* sameSource(const std::vector<KeptMapping>& kept, const StandardWish& wish,
                              const std::string& sourceLayer, const std::vector<std::string>& headings) {
  constexpr double kSameColumns = 0.8, kManyColumns = 0.5;
  const std::set<std::string> mine = foldedOf(headings);
  const KeptMapping* best = nullptr;
  double bestShare = 0;
  for (const KeptMapping& one : kept) {
    if (wish.standard != "auto" && one.standard != wish.standard) continue;
    const std::set<std::string> theirs = foldedOf(one.words);
    const auto both =
        std::count_if(mine.begin(), mine.end(), [&](const std::string& heading) { return theirs.contains(heading); });
    const double share =
        static_cast<double>(both) / static_cast<double>(std::max<std::size_t>({mine.size(), theirs.size(), 1}));
    const bool known =
        (!wish.bureau.empty() && wish.bureau == one.bureau) ||
        (!withoutDigits(sourceLayer).empty() && withoutDigits(sourceLayer) == withoutDigits(one.sourceLayer));
    if (share < (known ? kManyColumns : kSameColumns)) continue;
    if (share > bestShare || (share == bestShare && best != nullptr && one.at > best->at)) {
      best = &one;
      bestShare = share;
    }
  }
  return best;
}

/// What the columns look like: most fields found, one of the keys among them.
const StandardLayer* likelyStandard(const std::vector<std::string>& headings) {
  constexpr std::size_t kFewestFields = 3;
  const StandardLayer* best = nullptr;
  std::size_t most = kFewestFields - 1;
  for (const StandardLayer& layer : standardLayers()) {
    const HeadingMatch match = matchHeadings(layer.fields, headings, {}, kNoSuchField, true);
    const bool key = std::any_of(layer.keys.begin(), layer.keys.end(),
                                 [&](const std::string& field) { return match.columns.contains(field); });
    if (!key || match.columns.size() <= most) continue;
    best = &layer;
    most = match.columns.size();
  }
  return best;
}

io::FieldMapping mappingOf(const StandardLayer& layer, const HeadingMatch& match,
                           const std::vector<store::Field>& columns) {
  io::FieldMapping mapping;
  mapping.standard = layer.word;
  for (const StandardField& field : layer.fields) {
    const auto found = match.columns.find(field.field);
    if (found != match.columns.end())
      mapping.places.push_back({columns[static_cast<std::size_t>(found->second)].name, field.field, field.type,
                                field.length, field.mandatory, false});
    else if (field.mandatory)
      mapping.lacking.push_back(field.field);
  }
  for (const store::Field& column : columns) {
    const bool placed = std::any_of(mapping.places.begin(), mapping.places.end(),
                                    [&](const io::FieldPlace& place) { return place.from == column.name; });
    if (placed) continue;
    const bool out = std::find(match.leftOut.begin(), match.leftOut.end(), column.name) != match.leftOut.end();
    mapping.places.push_back({column.name, out ? std::string() : column.name, column.type, 0, false, !out});
  }
  return mapping;
}

/// Two columns that were told to be the same field; columns that are not there.
void checkTold(const StandardWish& wish, const std::vector<std::string>& headings) {
  std::set<std::string> fields;
  for (const auto& [heading, word] : wish.told) {
    const bool here = std::any_of(headings.begin(), headings.end(), [&heading = heading](const std::string& one) {
      return foldedHeading(one) == foldedHeading(heading);
    });
    if (!here && wish.strict)
      throw Error(ErrorCode::noSuchField, {GIS_TR("the file has no column \"{0}\""), {heading}}, {},
                  {GIS_TR("its columns are: {0}"), {fmt::format("{}", fmt::join(headings, ", "))}});
    if (word == kLeaveOut || word == kKeepColumn) continue;
    if (here && !fields.insert(word).second)
      throw Error(ErrorCode::usage, {GIS_TR("two columns cannot be the field \"{0}\""), {word}}, {},
                  GIS_TR("leave one of them out, or keep it under its own name"));
  }
}

void remember(const store::CityDatabase& city, const io::ImportReport& report, const StandardWish& wish) {
  for (const io::ImportedLayer& layer : report.layers) {
    if (!layer.mapping) continue;
    json words = json::object();
    for (const io::FieldPlace& place : layer.mapping->places) {
      words[text::repairUtf8(place.from)] = place.kept ? kKeepColumn : place.to.empty() ? kLeaveOut : place.to;
    }
    const json kept{{"standard", layer.mapping->standard},
                    {"bureau", text::repairUtf8(wish.bureau)},
                    {"source_layer", text::repairUtf8(layer.sourceLayer)},
                    {"at", toIsoUtc(utcNow())},
                    {"words", words}};
    std::string sorted;  // the same columns in another order are the same source
    for (const std::string& heading : foldedOf(words.get<HeadingWords>())) sorted += heading + '\n';
    sorted += wish.bureau;
    city.setSetting(std::string(kMappingKey) + fmt::format("{:016x}", XXH3_64bits(sorted.data(), sorted.size())),
                    kept.dump());
  }
}

}  // namespace

std::vector<KeptMapping> keptMappings(const store::CityDatabase& city) {
  std::vector<KeptMapping> all;
  for (const auto& [key, value] : store::settingsUnder(city, kMappingKey)) {
    const json kept = json::parse(value, nullptr, false);
    try {
      KeptMapping one{kept.at("standard").get<std::string>(), kept.at("bureau").get<std::string>(),
                      kept.at("source_layer").get<std::string>(), kept.at("words").get<HeadingWords>(),
                      kept.at("at").get<std::string>()};
      (void)standardLayer(one.standard);
      all.push_back(std::move(one));
    } catch (const json::exception&) {
      continue;  // no note of ours
    } catch (const Error&) {
      continue;  // of a standard layer that this program does not know
    }
  }
  return all;
}

std::optional<io::FieldMapping> planStandard(const std::vector<KeptMapping>& kept, const StandardWish& wish,
                                             const std::string& sourceLayer, const std::vector<store::Field>& columns) {
  if (wish.standard.empty()) return std::nullopt;
  std::vector<std::string> headings;
  for (const store::Field& column : columns) headings.push_back(column.name);
  const KeptMapping* before = sameSource(kept, wish, sourceLayer, headings);
  const StandardLayer* layer = before != nullptr         ? &standardLayer(before->standard)
                               : wish.standard != "auto" ? &standardLayer(wish.standard)
                                                         : likelyStandard(headings);
  if (layer == nullptr) return std::nullopt;
  checkTold(wish, headings);
  HeadingWords words = wish.told;
  if (before != nullptr) {
    // what is told now goes before what was told then: for its column, and for its field
    for (const auto& [heading, word] : before->words) {
      const bool told =
          std::any_of(wish.told.begin(), wish.told.end(), [&, &heading = heading, &word = word](const auto& now) {
            return foldedHeading(now.first) == foldedHeading(heading) ||
                   (now.second == word && word != kLeaveOut && word != kKeepColumn);
          });
      const bool known = word == kLeaveOut || word == kKeepColumn ||
                         std::any_of(layer->fields.begin(), layer->fields.end(),
                                     [&word = word](const StandardField& field) { return field.field == word; });
      if (!told && known) words.emplace(heading, word);
    }
  }
  io::FieldMapping mapping =
      mappingOf(*layer, matchHeadings(layer->fields, headings, words, kNoSuchField, true), columns);
  mapping.remembered = before != nullptr;
  return mapping;
}

io::FieldChoice fieldChoice(const store::CityDatabase& city, StandardWish wish) {
  if (wish.standard.empty() && wish.byLayer.empty()) return {};
  if (!wish.standard.empty() && wish.standard != "auto") (void)standardLayer(wish.standard);
  return [kept = keptMappings(city), wish = std::move(wish)](const std::string& sourceLayer,
                                                             const std::vector<store::Field>& columns) {
    const auto own = wish.byLayer.find(sourceLayer);
    if (own == wish.byLayer.end()) return planStandard(kept, wish, sourceLayer, columns);
    return planStandard(kept, {own->second.standard, own->second.told, wish.bureau, false, {}}, sourceLayer, columns);
  };
}

io::ImportReport importToStandard(const store::CityDatabase& city, io::ImportRequest request, const StandardWish& wish,
                                  Progress& progress) {
  request.fieldChoice = fieldChoice(city, wish);
  io::ImportReport report = io::importLayers(city, request, progress);
  remember(city, report, wish);
  return report;
}

}  // namespace gis::city
