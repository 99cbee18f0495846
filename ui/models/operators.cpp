#include "ui/models/operators.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace gis::ui {

namespace {

const QString kList = QStringLiteral("operators/list");
const QString kCurrent = QStringLiteral("operators/current");

}  // namespace

std::vector<std::string> departmentsOf(const std::vector<DeskOperator>& people, const QString& name) {
  std::vector<std::string> departments;
  for (const DeskOperator& one : people) {
    if (one.name == name.trimmed() && !one.department.isEmpty()) departments.push_back(one.department.toStdString());
  }
  return departments;
}

Operators::Operators(UserSettings& settings, QObject* parent) : QObject(parent), m_settings(settings) {
  const auto kept = QJsonDocument::fromJson(settings.value(kList).toString().toUtf8()).array();
  for (const auto& value : kept) {
    const QJsonObject one = value.toObject();
    m_all.push_back({one[QStringLiteral("name")].toString(), one[QStringLiteral("role")].toString(),
                     one[QStringLiteral("department")].toString()});
  }
  choose(settings.value(kCurrent).toString());
}

void Operators::setAll(std::vector<DeskOperator> all) {
  std::erase_if(all, [](const DeskOperator& one) { return one.name.trimmed().isEmpty(); });
  m_all = std::move(all);
  QJsonArray kept;
  for (const DeskOperator& one : m_all) {
    kept.append(QJsonObject{{QStringLiteral("name"), one.name},
                            {QStringLiteral("role"), one.role},
                            {QStringLiteral("department"), one.department}});
  }
  m_settings.setValue(kList, QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
  choose(m_current.name);
}

void Operators::choose(const QString& name) {
  const auto found =
      std::find_if(m_all.begin(), m_all.end(), [&](const DeskOperator& one) { return one.name == name; });
  m_current = found == m_all.end() ? DeskOperator{} : *found;
  m_settings.setValue(kCurrent, m_current.name);
  Q_EMIT changed();
}

}  // namespace gis::ui
