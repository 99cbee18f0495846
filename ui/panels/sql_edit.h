// An editor for statements: completion and colours, and any input method.
#pragma once

#include <QMap>
#include <QPlainTextEdit>
#include <QStringList>

class QCompleter;
class QStringListModel;

namespace gis::ui {

/// Words are offered while one types (from two letters on, or by Ctrl+Space); what an input method composes is never
/// touched. Thread rule: GUI thread.
class SqlEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit SqlEdit(QWidget* parent = nullptr);
  /// The columns of each table; functions and keywords are always offered. After "parcels." or the short name that the
  /// statement gives a table, its columns alone are.
  void setTables(QMap<QString, QStringList> tables);
  [[nodiscard]] QCompleter* completer() const { return m_completer; }
  /// The functions of SpatiaLite and SQLite that are offered.
  [[nodiscard]] static const QStringList& functions();

 Q_SIGNALS:
  void runWanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void complete(bool always);
  void take(const QString& word);
  [[nodiscard]] QString begun() const;
  /// What stands before the dot before the word that is begun; empty without such.
  [[nodiscard]] QString owner() const;
  [[nodiscard]] QStringList columnsOf(const QString& owner) const;
  void offer(const QString& owner);

  QCompleter* m_completer;
  QStringListModel* m_words;
  QMap<QString, QStringList> m_tables;
};

}  // namespace gis::ui
