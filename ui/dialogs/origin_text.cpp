#include "ui/dialogs/origin_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "gis_core/city/question_sentence.h"
#include "gis_core/query/question_json.h"
#include "ui/jobs/city_session.h"
#include "ui/map/case_text.h"

namespace gis::ui {

namespace {

struct OriginWord {
  const char* key;
  const char* text;
};

constexpr OriginWord kMadeBy[] = {
    {"select", QT_TRANSLATE_NOOP("Origin", "Selection")},
    {"join", QT_TRANSLATE_NOOP("Origin", "Join")},
    {"nearest", QT_TRANSLATE_NOOP("Origin", "Nearest")},
    {"buffer", QT_TRANSLATE_NOOP("Origin", "Buffer")},
    {"dissolve", QT_TRANSLATE_NOOP("Origin", "Dissolve")},
    {"overlay", QT_TRANSLATE_NOOP("Origin", "Overlay")},
    {"aggregate", QT_TRANSLATE_NOOP("Origin", "Statistics by zone")},
    {"landcheck", QT_TRANSLATE_NOOP("Origin", "Land check")},
    {"analyze hotspots", QT_TRANSLATE_NOOP("Origin", "Hot spots")},
    {"analyze rates", QT_TRANSLATE_NOOP("Origin", "Rates")},
    {"analyze coverage", QT_TRANSLATE_NOOP("Origin", "Coverage")},
    {"analyze density", QT_TRANSLATE_NOOP("Origin", "Density")},
    {"topology", QT_TRANSLATE_NOOP("Origin", "Topology check")},
    {"set aside", QT_TRANSLATE_NOOP("Origin", "Set aside")},
    {"as of", QT_TRANSLATE_NOOP("Origin", "State of a day")},
};

/// The options of all works; one word means the same in each.
constexpr OriginWord kOptions[] = {
    {"where", QT_TRANSLATE_NOOP("Origin", "Condition")},
    {"other_where", QT_TRANSLATE_NOOP("Origin", "Condition on the other layer")},
    {"of_where", QT_TRANSLATE_NOOP("Origin", "Condition on the other layer")},
    {"zones", QT_TRANSLATE_NOOP("Origin", "Zones")},
    {"zones_where", QT_TRANSLATE_NOOP("Origin", "Condition on the zones")},
    {"by", QT_TRANSLATE_NOOP("Origin", "By")},
    {"distance", QT_TRANSLATE_NOOP("Origin", "Distance (m)")},
    {"dissolve", QT_TRANSLATE_NOOP("Origin", "Dissolved")},
    {"relation", QT_TRANSLATE_NOOP("Origin", "Relation")},
    {"within", QT_TRANSLATE_NOOP("Origin", "Within (m)")},
    {"nearest", QT_TRANSLATE_NOOP("Origin", "Number of nearest ones")},
    {"max_distance", QT_TRANSLATE_NOOP("Origin", "Not farther than (m)")},
    {"take", QT_TRANSLATE_NOOP("Origin", "Fields taken")},
    {"keep", QT_TRANSLATE_NOOP("Origin", "Features kept")},
    {"one", QT_TRANSLATE_NOOP("Origin", "Only one match each")},
    {"op", QT_TRANSLATE_NOOP("Origin", "Kind")},
    {"count", QT_TRANSLATE_NOOP("Origin", "Number")},
    {"sum", QT_TRANSLATE_NOOP("Origin", "Sum of")},
    {"mean", QT_TRANSLATE_NOOP("Origin", "Mean of")},
    {"area", QT_TRANSLATE_NOOP("Origin", "Area")},
    {"length", QT_TRANSLATE_NOOP("Origin", "Length")},
    {"of", QT_TRANSLATE_NOOP("Origin", "Other layer")},
    {"value", QT_TRANSLATE_NOOP("Origin", "Field of the values")},
    {"neighbours", QT_TRANSLATE_NOOP("Origin", "Number of neighbours")},
    {"per", QT_TRANSLATE_NOOP("Origin", "Per")},
    {"times", QT_TRANSLATE_NOOP("Origin", "Times")},
    {"network", QT_TRANSLATE_NOOP("Origin", "Road network")},
    {"weight", QT_TRANSLATE_NOOP("Origin", "Field of the weights")},
    {"radius", QT_TRANSLATE_NOOP("Origin", "Radius (m)")},
    {"cell", QT_TRANSLATE_NOOP("Origin", "Size of a cell (m)")},
    {"plot", QT_TRANSLATE_NOOP("Origin", "Numbers of the plots (fid)")},
    {"wkt", QT_TRANSLATE_NOOP("Origin", "Drawn or given shapes")},
    {"crs", QT_TRANSLATE_NOOP("Origin", "Coordinate system")},
    {"against", QT_TRANSLATE_NOOP("Origin", "Against")},
    {"on", QT_TRANSLATE_NOOP("Origin", "Columns that match")},
    {"normalize", QT_TRANSLATE_NOOP("Origin", "Spelling does not count")},
};

constexpr OriginWord kValues[] = {
    {"all", QT_TRANSLATE_NOOP("Origin", "all")},
    {"matched", QT_TRANSLATE_NOOP("Origin", "those with a match")},
    {"plane", QT_TRANSLATE_NOOP("Origin", "on the plane of the map")},
    {"ellipsoid", QT_TRANSLATE_NOOP("Origin", "on the ellipsoid")},
    {"intersection", QT_TRANSLATE_NOOP("Origin", "what both have")},
    {"union", QT_TRANSLATE_NOOP("Origin", "what either has")},
    {"difference", QT_TRANSLATE_NOOP("Origin", "what only the first has")},
    {"symmetric_difference", QT_TRANSLATE_NOOP("Origin", "what only one has")},
    {"identity", QT_TRANSLATE_NOOP("Origin", "the first, parted by the second")},
    {"intersects", QT_TRANSLATE_NOOP("Origin", "intersects")},
    {"contains", QT_TRANSLATE_NOOP("Origin", "contains")},
    {"within", QT_TRANSLATE_NOOP("Origin", "lies within")},
    {"covers", QT_TRANSLATE_NOOP("Origin", "covers")},
    {"covered_by", QT_TRANSLATE_NOOP("Origin", "is covered by")},
    {"touches", QT_TRANSLATE_NOOP("Origin", "touches")},
    {"crosses", QT_TRANSLATE_NOOP("Origin", "crosses")},
    {"overlaps", QT_TRANSLATE_NOOP("Origin", "overlaps")},
    {"equals", QT_TRANSLATE_NOOP("Origin", "equals")},
    {"disjoint", QT_TRANSLATE_NOOP("Origin", "is disjoint from")},
};

/// The word for a key; `other` without one.
template <std::size_t Count>
QString originWord(const OriginWord (&words)[Count], std::string_view key, const QString& other) {
  for (const OriginWord& word : words)
    if (key == word.key) return QCoreApplication::translate("Origin", word.text);
  return other;
}

bool isOneOf(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Parts between commas that stand outside of brackets, as a condition in them has commas of its own.
std::vector<std::string> partsOfList(const std::string& list) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (const char c : list) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ',' && depth == 0) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

/// Tells the options of one work; names are those of the city.
class OriginTeller {
 public:
  explicit OriginTeller(const city::SentenceNames& names) : m_names(names) {}

  /// The kind, or one of the places that come first in a line.
  void takeKind(const std::string& kind) { m_kind = originWord(kMadeBy, kind, fromUtf8(kind)); }
  void takeOption(const std::string& key, const nlohmann::ordered_json& value) {
    if (isOneOf(key, {"into", "command", "kind", "citydesk_query"})) return;
    QStringList values;
    for (const auto& one : value.is_array() ? value : nlohmann::ordered_json::array({value})) {
      const QString said = valueText(key, one);
      if (!said.isEmpty()) values << said;
    }
    if (values.isEmpty()) return;
    if (isOneOf(key, {"layer", "left", "right", "a", "b", "plots"})) {
      if (m_layer.empty() && value.is_string()) m_layer = value.get<std::string>();
      m_places += values;
    } else {
      const QString called = originWord(kOptions, key, fromUtf8(key));
      m_options << QCoreApplication::translate("Origin", "%1: %2").arg(called, listText(values));
    }
  }
  [[nodiscard]] QString text() const {
    QString said =
        m_places.isEmpty() ? m_kind : QCoreApplication::translate("Origin", "%1: %2").arg(m_kind, listText(m_places));
    for (const QString& option : m_options) said += QStringLiteral("\n  ") + option;
    return said;
  }

 private:
  static QString listText(const QStringList& values) {
    return values.join(QCoreApplication::translate("Origin", ", ", "between the members of a list"));
  }
  [[nodiscard]] QString valueText(const std::string& key, const nlohmann::ordered_json& value) const {
    if (value.is_null()) return {};
    if (value.is_boolean()) return value.get<bool>() ? QCoreApplication::translate("Origin", "yes") : QString();
    if (value.is_number()) return QLocale().toString(value.get<double>(), 'g', 15);
    if (!value.is_string()) return fromUtf8(value.dump());
    const std::string text = value.get<std::string>();
    if (text.empty()) return {};
    if (isOneOf(key, {"layer", "left", "right", "a", "b", "plots", "zones", "of", "network"}))
      return fromUtf8(m_names.layer(text));
    if (isOneOf(key, {"by", "take", "sum", "mean", "value", "weight", "per"}))
      return fromUtf8(m_names.field(m_layer, text));
    if (isOneOf(key, {"keep", "op", "relation", "area"})) return originWord(kValues, text, fromUtf8(text));
    if (key == "normalize") return QCoreApplication::translate("Origin", "yes");
    if (key == "wkt") return QLocale().toString(1 + std::count(text.begin(), text.end(), ';'));
    if (key == "against") return againstText(text);
    return fromUtf8(text);
  }
  /// "layer:field (condition),…"
  [[nodiscard]] QString againstText(const std::string& list) const {
    QStringList themes;
    for (const std::string& part : partsOfList(list)) {
      const std::size_t bracket = std::min(part.find(" ("), part.size());
      const std::size_t colon = std::min(part.find(':'), bracket);
      const std::string layer = part.substr(0, colon);
      QString theme = fromUtf8(m_names.layer(layer));
      if (colon < bracket) {
        const std::string field = part.substr(colon + 1, bracket - colon - 1);
        theme += QStringLiteral(" – ") + fromUtf8(m_names.field(layer, field));
      }
      themes << theme + fromUtf8(part.substr(bracket));
    }
    return listText(themes);
  }

  const city::SentenceNames& m_names;
  std::string m_layer;  ///< whose fields are named
  QString m_kind;
  QStringList m_places, m_options;
};

}  // namespace

QString madeByText(const std::string& driver) {
  const std::string overlay = "overlay ";
  if (driver.rfind(overlay, 0) == 0) {
    const std::string kind = driver.substr(overlay.size());
    return QCoreApplication::translate("Origin", "%1: %2")
        .arg(originWord(kMadeBy, "overlay", {}), originWord(kValues, kind, fromUtf8(kind)));
  }
  return originWord(kMadeBy, driver, fromUtf8(driver));
}

QString sourceText(const store::Provenance& made, const std::string& madeAt) {
  // what was made here of layers has no file
  QString origin = fromUtf8(made.source.empty() ? made.sourceLayer : made.source);
  if (!made.driver.empty())
    origin += QCoreApplication::translate("Origin", " (%1)", "after the name of a file").arg(madeByText(made.driver));
  if (!made.encoding.empty()) origin += QStringLiteral(", ") + fromUtf8(made.encoding);
  const std::string& at = madeAt.empty() ? made.importedAt : madeAt;
  if (!at.empty()) origin += QStringLiteral(", ") + (at.ends_with('Z') ? cityTimeText(at) : fromUtf8(at));
  return origin;
}

QString originText(const store::CityDatabase& city, const query::LayerOrigin& origin, bool chinese) {
  const city::SentenceNames names = city::sentenceNamesOf(city, chinese);
  OriginTeller teller(names);
  if (origin.work) {
    teller.takeKind(origin.work->command);
    for (const auto& [name, value] : origin.work->arguments) teller.takeOption(name, value);
    return teller.text();
  }
  const query::Question question = query::questionFromJson(origin.question);
  if (const auto* ask = std::get_if<query::Ask>(&question.what))
    return fromUtf8(city::sentenceOf(*ask, names, chinese));
  const auto asked = nlohmann::ordered_json::parse(origin.question, nullptr, false);
  if (!asked.is_object()) return fromUtf8(origin.question);
  const std::string kind = asked.value("kind", std::string());
  teller.takeKind(kind == "join" && asked.contains("nearest") ? "nearest" : kind);
  for (const auto& [key, value] : asked.items()) teller.takeOption(key, value);
  return teller.text();
}

QString inputText(const store::CityDatabase& city, const query::OriginInput& input) {
  QString title = fromUtf8(input.name);
  for (const store::LayerInfo& layer : store::listLayers(city.connection()))
    if (layer.uid == input.uid) title = CitySession::layerTitle(layer);
  return QCoreApplication::translate("Origin", "%1 (%2)", "a layer and the number of its features")
      .arg(title, QLocale().toString(static_cast<qlonglong>(input.count)));
}

}  // namespace gis::ui
