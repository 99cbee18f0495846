#include "ui/dialogs/dictionary_model.h"

#include <QCoreApplication>
#include <QFont>
#include <algorithm>

#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

/// Words that a table knows as codes: shown in words, and typed either way.
const std::map<std::string, const char*>& wordsOf(const std::string& column) {
  static const std::map<std::string, const char*> none;
  static const std::map<std::string, std::map<std::string, const char*>> kWords = {
      {"limit_unit",
       {{"urgent_hour", QT_TRANSLATE_NOOP("Dictionary", "urgent hours")},
        {"work_hour", QT_TRANSLATE_NOOP("Dictionary", "work hours")},
        {"work_day", QT_TRANSLATE_NOOP("Dictionary", "work days")},
        {"natural_day", QT_TRANSLATE_NOOP("Dictionary", "natural days")}}},
      {"kind",
       {{"matter", QT_TRANSLATE_NOOP("Dictionary", "matter")},
        {"component", QT_TRANSLATE_NOOP("Dictionary", "component")},
        {"event", QT_TRANSLATE_NOOP("Dictionary", "event")}}},
      {"geometry",
       {{"point", QT_TRANSLATE_NOOP("Dictionary", "point")},
        {"line", QT_TRANSLATE_NOOP("Dictionary", "line")},
        {"polygon", QT_TRANSLATE_NOOP("Dictionary", "polygon")}}},
      {"rule",
       {{"owner_first", QT_TRANSLATE_NOOP("Dictionary", "owner first")},
        {"territory_first", QT_TRANSLATE_NOOP("Dictionary", "territory first")}}},
      {"map_quality",
       {{"exact", QT_TRANSLATE_NOOP("Dictionary", "exact")},
        {"renamed", QT_TRANSLATE_NOOP("Dictionary", "renamed")},
        {"moved_class", QT_TRANSLATE_NOOP("Dictionary", "in another class")},
        {"split", QT_TRANSLATE_NOOP("Dictionary", "split")},
        {"approximate", QT_TRANSLATE_NOOP("Dictionary", "approximate")},
        {"none", QT_TRANSLATE_NOOP("Dictionary", "none")}}},
  };
  const auto found = kWords.find(column == "responsibility_rule" ? "rule" : column);
  return found == kWords.end() ? none : found->second;
}

QString dictionaryWord(const std::string& column, const std::string& code) {
  const auto& words = wordsOf(column);
  const auto found = words.find(code);
  return found == words.end() ? fromUtf8(code) : QCoreApplication::translate("Dictionary", found->second);
}

std::string dictionaryCode(const std::string& column, const QString& typed) {
  for (const auto& [code, word] : wordsOf(column)) {
    if (typed.compare(QCoreApplication::translate("Dictionary", word), Qt::CaseInsensitive) == 0) return code;
  }
  return toUtf8(typed);
}

}  // namespace

DictionaryModel::DictionaryModel(QObject* parent) : QAbstractTableModel(parent) {}

QString DictionaryModel::columnTitle(const std::string& column) {
  static const std::map<std::string, const char*> kTitles = {
      {"code_system", QT_TRANSLATE_NOOP("Dictionary", "Code system")},
      {"kind", QT_TRANSLATE_NOOP("Dictionary", "Kind")},
      {"class_code", QT_TRANSLATE_NOOP("Dictionary", "Class code")},
      {"class_zh", QT_TRANSLATE_NOOP("Dictionary", "Class (Chinese)")},
      {"class_en", QT_TRANSLATE_NOOP("Dictionary", "Class (English)")},
      {"subclass_code", QT_TRANSLATE_NOOP("Dictionary", "Subclass code")},
      {"type_code", QT_TRANSLATE_NOOP("Dictionary", "Code")},
      {"name_zh", QT_TRANSLATE_NOOP("Dictionary", "Name (Chinese)")},
      {"name_en", QT_TRANSLATE_NOOP("Dictionary", "Name (English)")},
      {"geometry", QT_TRANSLATE_NOOP("Dictionary", "Geometry")},
      {"accuracy_class", QT_TRANSLATE_NOOP("Dictionary", "Accuracy class")},
      {"related_component_type", QT_TRANSLATE_NOOP("Dictionary", "Component")},
      {"responsibility_rule", QT_TRANSLATE_NOOP("Dictionary", "Rule of responsibility")},
      {"dept_category", QT_TRANSLATE_NOOP("Dictionary", "Trade")},
      {"dept_category_zh", QT_TRANSLATE_NOOP("Dictionary", "Trade (Chinese)")},
      {"maps_to_GBT47678_5", QT_TRANSLATE_NOOP("Dictionary", "Mapped to")},
      {"map_quality", QT_TRANSLATE_NOOP("Dictionary", "Quality of the mapping")},
      {"valid_from", QT_TRANSLATE_NOOP("Dictionary", "Valid from")},
      {"valid_to", QT_TRANSLATE_NOOP("Dictionary", "Valid to")},
      {"code", QT_TRANSLATE_NOOP("Dictionary", "Code")},
      {"level", QT_TRANSLATE_NOOP("Dictionary", "Level")},
      {"type", QT_TRANSLATE_NOOP("Dictionary", "Type")},
      {"parent_code", QT_TRANSLATE_NOOP("Dictionary", "Code above")},
      {"parent_zh", QT_TRANSLATE_NOOP("Dictionary", "Above (Chinese)")},
      {"note", QT_TRANSLATE_NOOP("Dictionary", "Note")},
      {"matter_zh", QT_TRANSLATE_NOOP("Dictionary", "Category (Chinese)")},
      {"matter_code_GBT47678_5", QT_TRANSLATE_NOOP("Dictionary", "Category")},
      {"condition_zh", QT_TRANSLATE_NOOP("Dictionary", "Filing condition")},
      {"limit_value", QT_TRANSLATE_NOOP("Dictionary", "Limit")},
      {"limit_unit", QT_TRANSLATE_NOOP("Dictionary", "Unit of the limit")},
      {"city_or_source", QT_TRANSLATE_NOOP("Dictionary", "Source")},
      {"area_class", QT_TRANSLATE_NOOP("Dictionary", "Class of the area")},
      {"detail_code", QT_TRANSLATE_NOOP("Dictionary", "Code of the condition")},
      {"environment", QT_TRANSLATE_NOOP("Dictionary", "Environment")},
      {"closing_zh", QT_TRANSLATE_NOOP("Dictionary", "Closing condition")},
      {"category", QT_TRANSLATE_NOOP("Dictionary", "Category")},
      {"area", QT_TRANSLATE_NOOP("Dictionary", "Area (code)")},
      {"rule", QT_TRANSLATE_NOOP("Dictionary", "Rule of responsibility")},
      {"unit", QT_TRANSLATE_NOOP("Dictionary", "Responsible unit")},
      {"indicator_id", QT_TRANSLATE_NOOP("Dictionary", "Indicator")},
      {"scope", QT_TRANSLATE_NOOP("Dictionary", "Scope")},
      {"formula_zh", QT_TRANSLATE_NOOP("Dictionary", "Formula (Chinese)")},
      {"numerator", QT_TRANSLATE_NOOP("Dictionary", "Numerator")},
      {"denominator", QT_TRANSLATE_NOOP("Dictionary", "Denominator")},
      {"better", QT_TRANSLATE_NOOP("Dictionary", "Better when")},
      {"source", QT_TRANSLATE_NOOP("Dictionary", "Source")},
      {"confidence", QT_TRANSLATE_NOOP("Dictionary", "Confidence")},
      {"code_confidence", QT_TRANSLATE_NOOP("Dictionary", "Confidence of the code")},
      {"geometry_confidence", QT_TRANSLATE_NOOP("Dictionary", "Confidence of the geometry")},
      {"dept_confidence", QT_TRANSLATE_NOOP("Dictionary", "Confidence of the trade")},
      {"alliance", QT_TRANSLATE_NOOP("Dictionary", "Alliance")},
      {"in_national_division_standard", QT_TRANSLATE_NOOP("Dictionary", "In the national standard")},
  };
  const auto found = kTitles.find(column);
  return found == kTitles.end() ? fromUtf8(column) : QCoreApplication::translate("Dictionary", found->second);
}

void DictionaryModel::setDictionary(city::Dictionary dictionary, bool writable) {
  beginResetModel();
  m_dictionary = std::move(dictionary);
  m_writable = writable;
  m_edited.clear();
  m_added = 0;
  filter();
  endResetModel();
  Q_EMIT edited();
}

void DictionaryModel::setFilter(const QString& text, bool ownOnly) {
  beginResetModel();
  m_text = text.trimmed();
  m_ownOnly = ownOnly;
  filter();
  endResetModel();
}

void DictionaryModel::filter() {
  m_shown.clear();
  for (std::size_t i = 0; i < m_dictionary.rows.size(); ++i) {
    const city::DictionaryRow& row = m_dictionary.rows[i];
    const bool changed = m_edited.contains(i) || i < m_added;  // what is being written stays in sight
    if (!changed && m_ownOnly && !row.own) continue;
    bool fits = m_text.isEmpty();
    for (std::size_t c = 0; c < row.cells.size() && !fits; ++c)
      fits = fromUtf8(row.cells[c]).contains(m_text, Qt::CaseInsensitive) ||
             dictionaryWord(m_dictionary.columns[c], row.cells[c]).contains(m_text, Qt::CaseInsensitive);
    if (changed || fits) m_shown.push_back(i);
  }
}

void DictionaryModel::addRow() {
  beginResetModel();
  city::DictionaryRow row;
  row.cells.resize(m_dictionary.columns.size());
  row.own = true;
  m_dictionary.rows.insert(m_dictionary.rows.begin(), std::move(row));
  std::map<std::size_t, std::size_t> moved;
  for (const auto& [at, count] : m_edited) moved[at + 1] = count;
  m_edited = std::move(moved);
  ++m_added;
  filter();
  endResetModel();
}

bool DictionaryModel::isOwn(int row) const {
  return m_dictionary.rows[rowAt(row)].own && rowAt(row) >= m_added;
}

city::DictionaryEdit DictionaryModel::keyOf(int row) const {
  city::DictionaryEdit key;
  for (const std::size_t at : m_dictionary.key)
    key.emplace_back(m_dictionary.columns[at], m_dictionary.rows[rowAt(row)].cells[at]);
  return key;
}

std::vector<city::DictionaryEdit> DictionaryModel::edits() const {
  std::vector<city::DictionaryEdit> edits;
  for (const auto& [at, count] : m_edited) {
    city::DictionaryEdit edit;
    for (std::size_t i = 0; i < m_dictionary.columns.size(); ++i)
      edit.emplace_back(m_dictionary.columns[i], m_dictionary.rows[at].cells[i]);
    edits.push_back(std::move(edit));
  }
  return edits;
}

int DictionaryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_shown.size());
}

int DictionaryModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_dictionary.columns.size());
}

QVariant DictionaryModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const std::size_t at = rowAt(index.row());
  const city::DictionaryRow& row = m_dictionary.rows[at];
  const std::string& cell = row.cells[std::size_t(index.column())];
  if (role == Qt::DisplayRole || role == Qt::EditRole)
    return dictionaryWord(m_dictionary.columns[std::size_t(index.column())], cell);
  if (role == Qt::ToolTipRole) return fromUtf8(cell);
  if (role == Qt::FontRole) {
    QFont font;
    font.setBold(m_edited.contains(at));
    font.setItalic(row.own);
    return font;
  }
  return {};
}

QVariant DictionaryModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  const std::string& column = m_dictionary.columns[std::size_t(section)];
  if (role == Qt::DisplayRole) return columnTitle(column);
  return role == Qt::ToolTipRole ? QVariant(fromUtf8(column)) : QVariant();
}

Qt::ItemFlags DictionaryModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!m_writable || !index.isValid()) return flags;
  // the key of a row that is kept tells it apart: another key is another row
  const bool key = std::find(m_dictionary.key.begin(), m_dictionary.key.end(), std::size_t(index.column())) !=
                   m_dictionary.key.end();
  if (!key || rowAt(index.row()) < m_added) flags |= Qt::ItemIsEditable;
  return flags;
}

bool DictionaryModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !index.isValid()) return false;
  const std::size_t at = rowAt(index.row());
  std::string& cell = m_dictionary.rows[at].cells[std::size_t(index.column())];
  const std::string text =
      dictionaryCode(m_dictionary.columns[std::size_t(index.column())], value.toString().trimmed());
  if (cell == text) return false;
  cell = text;
  ++m_edited[at];
  Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), columnCount() - 1));
  Q_EMIT edited();
  return true;
}

}  // namespace gis::ui
