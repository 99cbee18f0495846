#include "ui/models/sql_result_model.h"

#include <QColor>
#include <QSaveFile>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "gis_core/base/error.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

QVariant cellOfJson(const nlohmann::json& value) {
  if (value.is_number_integer()) return QVariant(qlonglong(value.get<std::int64_t>()));
  if (value.is_number()) return value.get<double>();
  if (value.is_boolean()) return value.get<bool>() ? 1 : 0;
  if (value.is_string()) return fromUtf8(value.get<std::string>());
  if (value.is_null()) return {};
  return fromUtf8(value.dump());  // bytes: {"base64": …}
}

bool isNumber(const QVariant& value) {
  return value.typeId() == QMetaType::LongLong || value.typeId() == QMetaType::Double ||
         value.typeId() == QMetaType::Int;
}

QString csvCell(const QVariant& value) {
  QString text = value.toString();
  if (text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) || text.contains(QLatin1Char('\n')) ||
      text.contains(QLatin1Char('\r'))) {
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    text = QLatin1Char('"') + text + QLatin1Char('"');
  }
  return text;
}

}  // namespace

SqlAnswer sqlAnswerOf(const QByteArray& json) {
  const auto tree = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!tree.is_object() || !tree.contains("columns") || !tree.contains("rows")) {
    throw Error(ErrorCode::internal, GIS_TR("the statement failed"), GIS_TR("its answer cannot be read"));
  }
  SqlAnswer answer;
  for (const auto& name : tree["columns"]) answer.columns << fromUtf8(name.get<std::string>());
  answer.rows.reserve(tree["rows"].size());
  for (const auto& row : tree["rows"]) {
    std::vector<QVariant>& cells = answer.rows.emplace_back();
    for (const auto& cell : row) cells.push_back(cellOfJson(cell));
  }
  return answer;
}

QByteArray csvOf(const SqlAnswer& answer) {
  QString text(QChar(0xfeff));
  QStringList line;
  for (const QString& name : answer.columns) line << csvCell(name);
  text += line.join(QLatin1Char(',')) + QLatin1String("\r\n");
  for (const auto& row : answer.rows) {
    line.clear();
    for (const QVariant& cell : row) line << csvCell(cell);
    text += line.join(QLatin1Char(',')) + QLatin1String("\r\n");
  }
  return text.toUtf8();
}

void writeCsv(const SqlAnswer& answer, const QString& file) {
  QSaveFile out(file);
  const QByteArray csv = csvOf(answer);
  if (!out.open(QIODevice::WriteOnly) || out.write(csv) != csv.size() || !out.commit()) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {toUtf8(file)}},
                {"{0}", {toUtf8(out.errorString())}});
  }
}

QString tabbedTextOf(const SqlAnswer& answer, std::vector<int> rows) {
  if (rows.empty()) {
    rows.resize(answer.rows.size());
    std::iota(rows.begin(), rows.end(), 0);
  }
  std::sort(rows.begin(), rows.end());
  QString text = answer.columns.join(QLatin1Char('\t')) + QLatin1Char('\n');
  for (const int row : rows) {
    QStringList cells;
    for (const QVariant& cell : answer.rows[std::size_t(row)])
      cells
          << cell.toString().replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
  }
  return text;
}

void SqlResultModel::setAnswer(SqlAnswer answer) {
  beginResetModel();
  m_answer = std::move(answer);
  endResetModel();
}

int SqlResultModel::fidColumn() const {
  for (const char* name : {"fid", "id", "rowid"}) {
    const auto at = m_answer.columns.indexOf(QLatin1String(name), 0);
    if (at >= 0) return int(at);
  }
  return -1;
}

std::optional<qint64> SqlResultModel::fidAt(int row) const {
  const int column = fidColumn();
  if (column < 0 || row < 0 || row >= rowCount()) return std::nullopt;
  bool whole = false;
  const qint64 fid = m_answer.rows[std::size_t(row)][std::size_t(column)].toLongLong(&whole);
  return whole ? std::optional(fid) : std::nullopt;
}

int SqlResultModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_answer.rows.size());
}

int SqlResultModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_answer.columns.size());
}

QVariant SqlResultModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const QVariant& value = m_answer.rows[std::size_t(index.row())][std::size_t(index.column())];
  if (role == Qt::DisplayRole) return value.isValid() ? value.toString().left(1000) : QStringLiteral("NULL");
  if (role == Qt::ForegroundRole && !value.isValid()) return QColor(Qt::gray);
  if (role == Qt::ToolTipRole) return value.toString().left(2000);
  if (role == Qt::TextAlignmentRole && isNumber(value)) return int(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

QVariant SqlResultModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return section + 1;
  return section < m_answer.columns.size() ? m_answer.columns[section] : QString();
}

void SqlResultModel::sort(int column, Qt::SortOrder order) {
  if (column < 0 || column >= columnCount()) return;
  Q_EMIT layoutAboutToBeChanged();
  const auto less = [column](const std::vector<QVariant>& a, const std::vector<QVariant>& b) {
    const QVariant &x = a[std::size_t(column)], &y = b[std::size_t(column)];
    if (x.isValid() != y.isValid()) return !x.isValid();  // NULL first, as SQLite has it
    if (isNumber(x) != isNumber(y)) return isNumber(x);
    return isNumber(x) ? x.toDouble() < y.toDouble() : x.toString() < y.toString();
  };
  std::stable_sort(m_answer.rows.begin(), m_answer.rows.end(),
                   [&](const auto& a, const auto& b) { return order == Qt::AscendingOrder ? less(a, b) : less(b, a); });
  Q_EMIT layoutChanged();
}

}  // namespace gis::ui
