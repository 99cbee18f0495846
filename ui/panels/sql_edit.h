// An editor for statements: completion and colours, and any input method.
#pragma once

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
  /// Tables, columns …; functions and keywords are always there.
  void setWords(const QStringList& words);
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

  QCompleter* m_completer;
  QStringListModel* m_words;
};

}  // namespace gis::ui
