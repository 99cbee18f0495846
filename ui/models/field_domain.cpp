#include "ui/models/field_domain.h"

#include <nlohmann/json.hpp>

#include "gis_core/city/check_words.h"
#include "gis_core/city/code_domain.h"
#include "gis_core/city/field_titles.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

QString fieldTitle(const QString& name) {
  const city::FieldTitle* title = city::FieldTitles::shipped().find(toUtf8(name));
  return title == nullptr ? name : fromUtf8(isChinese() ? city::inCheckWords(title->zh) : title->en);
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
    std::vector<CodedName> codes;
    for (const store::DomainCode& one : city::domainOfSystem(system.get<std::string>())) {
      codes.push_back({fromUtf8(one.code), fromUtf8(one.zh), fromUtf8(one.en)});
    }
    if (!codes.empty()) out.emplace(QString::fromStdString(field), std::move(codes));
  }
  return out;
}

std::map<QString, std::vector<CodedName>> fieldDomains(const store::LayerInfo& layer, const store::FieldRules& rules) {
  auto domains = fieldDomains(layer);
  for (const auto& [field, rule] : rules) {
    if (rule.values.empty()) continue;
    std::vector<CodedName> codes;
    for (const store::DomainCode& one : rule.values)
      codes.push_back({fromUtf8(one.code), fromUtf8(one.zh), fromUtf8(one.en)});
    domains[fromUtf8(field)] = std::move(codes);
  }
  return domains;
}

}  // namespace gis::ui
