#include "ui/models/field_domain.h"

#include <nlohmann/json.hpp>

#include "gis_core/city/codes.h"
#include "gis_core/city/field_titles.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

QString fieldTitle(const QString& name) {
  const city::FieldTitle* title = city::FieldTitles::shipped().find(toUtf8(name));
  return title == nullptr ? name : fromUtf8(isChinese() ? title->zh : title->en);
}

std::map<QString, QString> fieldTitles(const store::LayerInfo& layer) {
  std::map<QString, int> times;
  for (const store::Field& field : layer.fields) ++times[fieldTitle(fromUtf8(field.name))];
  std::map<QString, QString> titles;
  for (const store::Field& field : layer.fields) {
    const QString name = fromUtf8(field.name), title = fieldTitle(name);
    titles.emplace(name, times[title] == 1 ? title : QStringLiteral("%1 (%2)").arg(title, name));
  }
  return titles;
}

std::map<QString, std::vector<CodedName>> fieldDomains(const store::LayerInfo& layer) {
  std::map<QString, std::vector<CodedName>> out;
  const auto systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
  if (!systems.is_object()) return out;
  for (const auto& [field, system] : systems.items()) {
    if (!system.is_string()) continue;
    const std::string wanted = system.get<std::string>();
    std::vector<CodedName> codes;
    for (const city::LandUse& use : city::CodeTables::shipped().landUses()) {
      if (use.system == wanted)
        codes.push_back(
            {QString::fromStdString(use.code), QString::fromStdString(use.zh), QString::fromStdString(use.en)});
    }
    for (const city::Category& category : city::CodeTables::shipped().categories()) {
      if (category.system == wanted) {
        codes.push_back({QString::fromStdString(category.code), QString::fromStdString(category.zh),
                         QString::fromStdString(category.en)});
      }
    }
    if (!codes.empty()) out.emplace(QString::fromStdString(field), std::move(codes));
  }
  return out;
}

}  // namespace gis::ui
