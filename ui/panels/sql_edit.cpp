#include "ui/panels/sql_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringListModel>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <algorithm>

#include "ui/panels/sql_tables.h"

namespace gis::ui {

namespace {

constexpr int kOfferFrom = 2;  // letters

const QStringList& keywords() {
  static const QStringList words =
      QStringLiteral(
          "SELECT FROM WHERE AND OR NOT NULL IS IN LIKE GLOB BETWEEN EXISTS CASE WHEN THEN ELSE END AS "
          "DISTINCT GROUP BY ORDER HAVING LIMIT OFFSET JOIN LEFT INNER CROSS ON USING UNION ALL EXCEPT "
          "INTERSECT WITH RECURSIVE VALUES ASC DESC CAST COLLATE OVER PARTITION FILTER")
          .split(QLatin1Char(' '));
  return words;
}

/// Keywords, texts, numbers and comments in colours that are told apart on light and dark ground.
class SqlColours : public QSyntaxHighlighter {
 public:
  explicit SqlColours(QTextDocument* document) : QSyntaxHighlighter(document) {
    m_rules = {
        {QRegularExpression(QStringLiteral("\\b(%1)\\b").arg(keywords().join(QLatin1Char('|'))),
                            QRegularExpression::CaseInsensitiveOption),
         format(QColor(0x1f, 0x5f, 0xbf), true)},
        {QRegularExpression(QStringLiteral("\\b[A-Za-z_]+(?=\\s*\\()")), format(QColor(0x7a, 0x3e, 0x9d), false)},
        {QRegularExpression(QStringLiteral("\\b[0-9]+(\\.[0-9]+)?\\b")), format(QColor(0xb0, 0x5a, 0x00), false)},
        {QRegularExpression(QStringLiteral("'([^']|'')*'?")), format(QColor(0x2e, 0x7d, 0x32), false)},
        {QRegularExpression(QStringLiteral("--[^\\n]*")), format(QColor(0x80, 0x80, 0x80), false)}};
  }

 protected:
  void highlightBlock(const QString& text) override {
    for (const auto& [pattern, look] : m_rules) {
      auto match = pattern.globalMatch(text);
      while (match.hasNext()) {
        const auto one = match.next();
        setFormat(int(one.capturedStart()), int(one.capturedLength()), look);
      }
    }
  }

 private:
  static QTextCharFormat format(const QColor& colour, bool bold) {
    QTextCharFormat look;
    look.setForeground(colour);
    if (bold) look.setFontWeight(QFont::Bold);
    return look;
  }
  std::vector<std::pair<QRegularExpression, QTextCharFormat>> m_rules;
};

}  // namespace

const QStringList& SqlEdit::functions() {
  static const QStringList names =
      QStringLiteral(
          "ST_Area ST_Length ST_Perimeter ST_Distance ST_Intersects ST_Contains ST_Within ST_Covers ST_CoveredBy "
          "ST_Touches ST_Crosses ST_Overlaps ST_Equals ST_Disjoint ST_Relate ST_Intersection ST_Union ST_Difference "
          "ST_SymDifference ST_Buffer ST_Centroid ST_PointOnSurface ST_Envelope ST_ConvexHull ST_Simplify ST_Boundary "
          "ST_StartPoint ST_EndPoint ST_PointN ST_NumPoints ST_NumGeometries ST_GeometryN ST_ExteriorRing "
          "ST_InteriorRingN ST_X ST_Y ST_Z ST_M ST_MinX ST_MinY ST_MaxX ST_MaxY ST_Transform ST_SRID ST_IsValid "
          "ST_IsEmpty ST_IsSimple ST_IsClosed ST_GeometryType ST_Dimension ST_AsText ST_AsBinary ST_GeomFromText "
          "ST_PointFromText ST_MakeValid ST_Collect ST_LineMerge ST_Line_Interpolate_Point ST_Line_Locate_Point "
          "ST_Azimuth ST_ClosestPoint ST_ShortestLine ST_HausdorffDistance ST_SnapToGrid ST_Multi MakePoint BuildMbr "
          "MbrIntersects MbrContains MbrWithin PtDistWithin AsGeoJSON AsText GeomFromText IsValidReason "
          "SpatialIndex KNN count sum avg min max total group_concat round abs length lower upper substr instr replace "
          "trim coalesce ifnull nullif date time datetime julianday strftime typeof printf random row_number rank")
          .split(QLatin1Char(' '));
  return names;
}

SqlEdit::SqlEdit(QWidget* parent)
    : QPlainTextEdit(parent), m_completer(new QCompleter(this)), m_words(new QStringListModel(this)) {
  setObjectName(QStringLiteral("sqlEdit"));
  setLineWrapMode(QPlainTextEdit::WidgetWidth);
  setTabChangesFocus(false);
  QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  fixed.setPointSizeF(font().pointSizeF());
  setFont(fixed);
  new SqlColours(document());
  m_completer->setModel(m_words);
  m_completer->setWidget(this);
  m_completer->setCaseSensitivity(Qt::CaseInsensitive);
  m_completer->setCompletionMode(QCompleter::PopupCompletion);
  m_completer->setMaxVisibleItems(12);
  m_completer->popup()->setObjectName(QStringLiteral("sqlCompletions"));
  connect(m_completer, QOverload<const QString&>::of(&QCompleter::activated), this, &SqlEdit::take);
  offer({});
}

void SqlEdit::setTables(QMap<QString, QStringList> tables) {
  m_tables = std::move(tables);
  offer({});
}

void SqlEdit::offer(const QString& owner) {
  QStringList words = owner.isEmpty() ? m_tables.keys() + functions() + keywords() : columnsOf(owner);
  if (words.isEmpty() || owner.isEmpty()) {  // a name that no table has yet: it may follow
    for (const QStringList& columns : std::as_const(m_tables)) words += columns;
  }
  words.removeDuplicates();
  words.sort(Qt::CaseInsensitive);
  if (words != m_words->stringList()) m_words->setStringList(words);
}

QStringList SqlEdit::columnsOf(const QString& owner) const {
  const auto same = [](const QString& a, const QString& b) { return a.compare(b, Qt::CaseInsensitive) == 0; };
  const std::vector<SqlTable> read = tablesOf(toPlainText());
  QStringList columns;
  for (auto table = m_tables.begin(); table != m_tables.end(); ++table) {
    const bool called = std::any_of(read.begin(), read.end(), [&](const SqlTable& one) {
      return same(one.name, table.key()) && same(one.shortName, owner);
    });
    if (called || same(table.key(), owner)) columns += *table;
  }
  return columns;
}

QString SqlEdit::owner() const {
  const QString line = textCursor().block().text().left(textCursor().positionInBlock());
  static const QRegularExpression before(QStringLiteral("(?:\"([^\"]+)\"|([\\p{L}_]\\w*))\\.$"),
                                         QRegularExpression::UseUnicodePropertiesOption);
  const auto match = before.match(line.left(line.size() - begun().size()));
  return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

QString SqlEdit::begun() const {
  const QString line = textCursor().block().text().left(textCursor().positionInBlock());
  qsizetype begin = line.size();
  while (begin > 0 && (line[begin - 1].isLetterOrNumber() || line[begin - 1] == QLatin1Char('_'))) --begin;
  return line.mid(begin);
}

void SqlEdit::take(const QString& word) {
  QTextCursor cursor = textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(begun().size()));
  // a name that is no plain word is written in quotes
  static const QRegularExpression plain(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
  QString text = word;
  if (!plain.match(word).hasMatch()) {
    text.replace(QLatin1Char('"'), QLatin1String("\"\""));
    text = QLatin1Char('"') + text + QLatin1Char('"');
  }
  cursor.insertText(text);
  setTextCursor(cursor);
}

void SqlEdit::complete(bool always) {
  const QString word = begun();
  const QString table = owner();
  if (!always && word.size() < kOfferFrom && table.isEmpty()) {
    m_completer->popup()->hide();
    return;
  }
  offer(table);
  m_completer->setCompletionPrefix(word);
  const bool whole =
      m_completer->completionCount() == 1 && m_completer->currentCompletion().compare(word, Qt::CaseInsensitive) == 0;
  if (m_completer->completionCount() == 0 || whole) {
    m_completer->popup()->hide();
    return;
  }
  m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
  QRect place = cursorRect();
  place.setWidth(m_completer->popup()->sizeHintForColumn(0) +
                 m_completer->popup()->verticalScrollBar()->sizeHint().width());
  m_completer->complete(place);
}

void SqlEdit::keyPressEvent(QKeyEvent* event) {
  const bool control = event->modifiers().testFlag(Qt::ControlModifier);
  if (control && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
    m_completer->popup()->hide();
    Q_EMIT runWanted();
    return;
  }
  if (m_completer->popup()->isVisible()) {
    switch (event->key()) {  // these belong to the list
      case Qt::Key_Return:
      case Qt::Key_Enter:
      case Qt::Key_Tab:
      case Qt::Key_Escape:
      case Qt::Key_Backtab: event->ignore(); return;
      default: break;
    }
  }
  if (control && event->key() == Qt::Key_Space) {
    complete(true);
    return;
  }
  QPlainTextEdit::keyPressEvent(event);
  const QString typed = event->text();
  if (typed.isEmpty() || control) return;
  const QChar last = typed.back();
  if (last.isLetterOrNumber() || last == QLatin1Char('_') || last == QLatin1Char('.') ||
      event->key() == Qt::Key_Backspace) {
    complete(false);
  } else {
    m_completer->popup()->hide();
  }
}

}  // namespace gis::ui
