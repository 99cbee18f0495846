// The answer to a statement as an item model.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <optional>
#include <vector>

namespace gis::ui {

/// Columns and rows as texts; numbers stay numbers for sorting. A plain copy of an answer. GUI thread.
struct SqlAnswer {
  QStringList columns;
  std::vector<std::vector<QVariant>> rows;  ///< invalid: NULL
};

/// Reads the command line's JSON ({"columns":[…],"rows":[[…]]}). Any thread. Throws Error(internal) for anything else.
[[nodiscard]] SqlAnswer sqlAnswerOf(const QByteArray& json);
/// CSV after RFC 4180 with a mark of UTF-8, as spreadsheets read it. Any thread.
[[nodiscard]] QByteArray csvOf(const SqlAnswer& answer);
/// The same into a file, written beside it and renamed. Any thread. Throws Error(readOnly).
void writeCsv(const SqlAnswer& answer, const QString& file);
/// Heading and rows (none named: all), cells parted by tabs, as spreadsheets paste them.
[[nodiscard]] QString tabbedTextOf(const SqlAnswer& answer, std::vector<int> rows);

class SqlResultModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit SqlResultModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
  void setAnswer(SqlAnswer answer);
  [[nodiscard]] const SqlAnswer& answer() const { return m_answer; }
  /// The column named "fid" (or "id"), or −1.
  [[nodiscard]] int fidColumn() const;
  [[nodiscard]] std::optional<qint64> fidAt(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  SqlAnswer m_answer;
};

}  // namespace gis::ui
