#include "ui/dialogs/expression_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStringListModel>
#include <QTextBlock>

#include "gis_core/store/connection.h"
#include "ui/jobs/translate.h"

namespace gis::ui {
namespace {

constexpr int kLettersBeforeList = 2;

bool isWordPart(QChar c) {
  return c.isLetterOrNumber() || c == QLatin1Char('_');
}

}  // namespace

ExpressionEdit::ExpressionEdit(QWidget* parent) : QPlainTextEdit(parent), m_completer(new QCompleter(this)) {
  m_completer->setWidget(this);
  m_completer->setModel(new QStringListModel(m_completer));
  m_completer->setCaseSensitivity(Qt::CaseInsensitive);
  m_completer->setFilterMode(Qt::MatchContains);
  m_completer->popup()->setObjectName(QStringLiteral("expressionNames"));
  m_completer->popup()->installEventFilter(this);
  setTabChangesFocus(true);
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &ExpressionEdit::insert);
}

QStringList ExpressionEdit::namesFor(const store::LayerInfo& layer) {
  QStringList names;
  for (const store::Field& field : layer.fields) {
    QString name = fromUtf8(field.name);
    bool plain = !name.isEmpty() && !name.front().isDigit();
    for (const QChar c : name) plain = plain && isWordPart(c);
    names << (plain ? name : fromUtf8(store::quoted(field.name)));
  }
  names << QStringLiteral("fid");
  if (layer.geometryType) {
    for (const char* function :
         {"ST_Area(geometry)", "ST_Length(geometry)", "ST_Perimeter(geometry)", "ST_X(ST_Centroid(geometry))",
          "ST_Y(ST_Centroid(geometry))", "ST_NumGeometries(geometry)", "ST_NPoints(geometry)"})
      names << QLatin1String(function);
  }
  for (const char* function :
       {"round( , 2)", "substr( , 1, 6)", "upper( )", "lower( )", "trim( )", "length( )", "replace( , '', '')",
        "coalesce( , '')", "abs( )", "CAST( AS INTEGER)", "CASE WHEN  THEN  ELSE  END", "date('now', 'localtime')"})
    names << QLatin1String(function);
  return names;
}

void ExpressionEdit::setLayer(const store::LayerInfo& layer) {
  static_cast<QStringListModel*>(m_completer->model())->setStringList(namesFor(layer));
}

void ExpressionEdit::closeList() {
  if (m_completer->popup()->isVisible()) m_completer->popup()->hide();
}

/// The list is a window of its own: not every platform gives the focus back when it goes, whoever closed it.
bool ExpressionEdit::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_completer->popup() && event->type() == QEvent::Hide) {
    QMetaObject::invokeMethod(
        this,
        [this] {
          if (window()->isVisible() && !m_completer->popup()->isVisible()) window()->activateWindow();
        },
        Qt::QueuedConnection);
  }
  return QPlainTextEdit::eventFilter(watched, event);
}

QString ExpressionEdit::wordBefore() const {
  const QTextCursor cursor = textCursor();
  const QString line = cursor.block().text().left(cursor.positionInBlock());
  int from = int(line.size());
  while (from > 0 && isWordPart(line.at(from - 1))) --from;
  return line.mid(from);
}

void ExpressionEdit::insert(const QString& name) {
  QTextCursor cursor = textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(wordBefore().size()));
  cursor.insertText(name);
  setTextCursor(cursor);
}

void ExpressionEdit::keyPressEvent(QKeyEvent* event) {
  QAbstractItemView* list = m_completer->popup();
  if (list->isVisible() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                            event->key() == Qt::Key_Tab || event->key() == Qt::Key_Escape)) {
    event->ignore();  // the list takes it
    return;
  }
  const bool asked = event->key() == Qt::Key_Space && (event->modifiers() & Qt::ControlModifier);
  if (!asked) QPlainTextEdit::keyPressEvent(event);
  const QString word = wordBefore();
  const bool typed = !event->text().isEmpty() && event->text().front().isPrint();
  if (!asked && (!typed || word.size() < kLettersBeforeList)) {
    closeList();
    return;
  }
  m_completer->setCompletionPrefix(word);
  if (m_completer->completionCount() == 0 || (!asked && m_completer->currentCompletion() == word)) {
    closeList();
    return;
  }
  list->setCurrentIndex(m_completer->completionModel()->index(0, 0));
  QRect place = cursorRect();
  place.setWidth(list->sizeHintForColumn(0) + list->verticalScrollBar()->sizeHint().width());
  m_completer->complete(place);
}

}  // namespace gis::ui
