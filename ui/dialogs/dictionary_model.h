// Rows of a code table for the dictionary editor.
#pragma once

#include <QAbstractTableModel>
#include <map>
#include <vector>

#include "gis_core/city/dictionary.h"

namespace gis::ui {

/// The table as it will be: rows that were changed here and are not kept yet stand in bold, those of the city in
/// italics. GUI thread.
class DictionaryModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit DictionaryModel(QObject* parent = nullptr);

  void setDictionary(city::Dictionary dictionary, bool writable);
  [[nodiscard]] const city::Dictionary& dictionary() const { return m_dictionary; }
  /// Only rows that hold this text, or only those of the city.
  void setFilter(const QString& text, bool ownOnly);
  /// A row to fill in, at the top.
  void addRow();
  [[nodiscard]] bool isOwn(int row) const;
  /// Column and text of the key of a row, as it is kept.
  [[nodiscard]] city::DictionaryEdit keyOf(int row) const;
  /// What was changed, a row each.
  [[nodiscard]] std::vector<city::DictionaryEdit> edits() const;
  [[nodiscard]] bool hasEdits() const { return !m_edited.empty(); }
  /// A column in words.
  [[nodiscard]] static QString columnTitle(const std::string& column);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 Q_SIGNALS:
  void edited();

 private:
  void filter();
  [[nodiscard]] std::size_t rowAt(int row) const { return m_shown[std::size_t(row)]; }

  city::Dictionary m_dictionary;
  std::vector<std::size_t> m_shown;             ///< rows of the dictionary
  std::map<std::size_t, std::size_t> m_edited;  ///< row, and the count of its changes
  std::size_t m_added = 0;                      ///< rows at the top that are new
  QString m_text;
  bool m_ownOnly = false, m_writable = false;
};

}  // namespace gis::ui
