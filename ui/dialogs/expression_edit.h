// A field for an SQL expression that completes column and function names.
#pragma once

#include <QPlainTextEdit>
#include <QStringList>

#include "gis_core/store/layer.h"

class QCompleter;

namespace gis::ui {

/// The list opens after two characters of a name, or with Ctrl+Space; Return or Tab takes what is chosen. Tab leaves
/// the field otherwise. GUI thread.
class ExpressionEdit : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit ExpressionEdit(QWidget* parent = nullptr);
  void setLayer(const store::LayerInfo& layer);
  /// Columns as SQL writes them, then functions.
  [[nodiscard]] static QStringList namesFor(const store::LayerInfo& layer);
  [[nodiscard]] QCompleter* completer() const { return m_completer; }

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  [[nodiscard]] QString wordBefore() const;
  void insert(const QString& name);
  void closeList();

  QCompleter* m_completer;
};

}  // namespace gis::ui
