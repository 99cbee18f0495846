#include "ui/models/category_model.h"

#include "gis_core/base/clock.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

/// New cases of the current system are matters; the old one tells components and events apart.
std::optional<city::CategoryKind> kindOf(const city::CodeTables& tables) {
  if (tables.caseSystem() == city::kLegacyCaseSystem) return std::nullopt;
  return city::CategoryKind::matter;
}

}  // namespace

CategoryModel::CategoryModel(QObject* parent) : QAbstractListModel(parent) {}

void warmUpCategories() {
  (void)city::CodeTables::current().searchCategories("lj", 1);
}

void CategoryModel::setAllSystems(bool all) {
  m_all = all;
}

void CategoryModel::search(const QString& text) {
  beginResetModel();
  const city::CodeTables& tables = city::CodeTables::current();
  const std::size_t most = text.trimmed().isEmpty() ? 1000 : 30;  // without a word, all are looked through
  m_found = m_all ? tables.searchCategories(toUtf8(text), most)
                  : tables.searchCategories(toUtf8(text), most, tables.caseSystem(), kindOf(tables));
  // what is not in use today cannot be filed today
  const std::string today = toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10);
  std::erase_if(m_found, [&today](const city::Category* one) { return !one->isValidOn(today); });
  endResetModel();
}

const city::Category* CategoryModel::category(int row) const {
  return row >= 0 && row < int(m_found.size()) ? m_found[std::size_t(row)] : nullptr;
}

QString CategoryModel::label(const city::Category& category) {
  const QString code = fromUtf8(category.code) + QLatin1Char(' '), zh = fromUtf8(category.zh);
  return isChinese() ? code + zh : code + fromUtf8(category.en) + QStringLiteral(" · ") + zh;
}

int CategoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_found.size());
}

QVariant CategoryModel::data(const QModelIndex& index, int role) const {
  const city::Category* found = category(index.row());
  if (found == nullptr) return {};
  if (role == Qt::DisplayRole || role == Qt::EditRole) return label(*found);
  if (role == codeRole) return fromUtf8(found->code);
  if (role == Qt::ToolTipRole) {
    return fromUtf8(isChinese() ? found->majorZh : found->majorEn) + QStringLiteral(" · ") + fromUtf8(found->system);
  }
  return {};
}

}  // namespace gis::ui
