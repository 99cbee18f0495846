#include "ui/panels/sql_tables.h"

#include <QSet>
#include <algorithm>
#include <string>

#include "gis_core/store/sql_text.h"

namespace gis::ui {

namespace {

/// A piece of a statement: a word, a quoted name, or one other character.
struct SqlPiece {
  enum class Kind { word, quoted, sign };
  Kind kind = Kind::sign;
  QString text;
  [[nodiscard]] bool isName() const { return kind != Kind::sign; }
  [[nodiscard]] bool isSign(char sign) const { return kind == Kind::sign && text == QLatin1Char(sign); }
};

std::vector<SqlPiece> piecesOf(const QString& statement) {
  const std::string sql = statement.toStdString();
  std::vector<SqlPiece> pieces;
  const auto add = [&](SqlPiece::Kind kind, const std::string& text) {
    pieces.push_back({kind, QString::fromStdString(text)});
  };
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t begin = at;
    if (store::beginsQuoted(sql, at)) {
      at = std::min(store::endOfQuoted(sql, at), sql.size());
      if (store::opensName(sql[begin])) add(SqlPiece::Kind::quoted, store::unquotedName(sql.substr(begin, at - begin)));
      if (sql[begin] == '\'') add(SqlPiece::Kind::sign, "'");
    } else if (store::isWordByte(sql[at])) {
      while (at < sql.size() && store::isWordByte(sql[at])) ++at;
      add(SqlPiece::Kind::word, sql.substr(begin, at - begin));
    } else {
      ++at;
      if (std::string_view(" \t\r\n\f").find(sql[begin]) == std::string_view::npos)
        add(SqlPiece::Kind::sign, sql.substr(begin, 1));
    }
  }
  return pieces;
}

/// Words that end the list of tables, and those that may follow a table but are no short name of it.
const QSet<QString>& wordsAfterTables() {
  static const QSet<QString> words{QStringLiteral("WHERE"),     QStringLiteral("GROUP"),  QStringLiteral("ORDER"),
                                   QStringLiteral("HAVING"),    QStringLiteral("LIMIT"),  QStringLiteral("WINDOW"),
                                   QStringLiteral("UNION"),     QStringLiteral("EXCEPT"), QStringLiteral("SELECT"),
                                   QStringLiteral("INTERSECT"), QStringLiteral("VALUES")};
  return words;
}
const QSet<QString>& wordsOfJoins() {
  static const QSet<QString> words{QStringLiteral("ON"),    QStringLiteral("USING"),  QStringLiteral("JOIN"),
                                   QStringLiteral("LEFT"),  QStringLiteral("RIGHT"),  QStringLiteral("FULL"),
                                   QStringLiteral("INNER"), QStringLiteral("OUTER"),  QStringLiteral("CROSS"),
                                   QStringLiteral("FROM"),  QStringLiteral("AS"),     QStringLiteral("NATURAL"),
                                   QStringLiteral("NOT"),   QStringLiteral("INDEXED")};
  return words;
}

/// Goes through the pieces; each bracket has a list of tables of its own, or none.
class TableReader {
 public:
  explicit TableReader(std::vector<SqlPiece> pieces) : m_pieces(std::move(pieces)) {}

  std::vector<SqlTable> read() {
    while (m_at < m_pieces.size()) {
      const SqlPiece& piece = m_pieces[m_at];
      if (piece.kind == SqlPiece::Kind::sign) {
        takeSign(piece);
        ++m_at;
      } else if (!takeWord(piece)) {
        takeTable();
      }
    }
    return std::move(m_tables);
  }

 private:
  struct Level {
    bool inTables = false;  ///< between FROM and what ends it
    bool expected = false;  ///< the next name is a table
  };

  void takeSign(const SqlPiece& piece) {
    Level& level = m_levels.back();
    if (piece.isSign('(')) {
      // FROM (a, b): the tables go on inside
      const Level inside = level.expected ? Level{true, true} : Level{};
      level.expected = false;
      m_levels.push_back(inside);
    } else if (piece.isSign(')')) {
      if (m_levels.size() > 1) m_levels.pop_back();
    } else {
      level.expected = piece.isSign(',') && level.inTables;
    }
  }
  /// False for the name of a table.
  bool takeWord(const SqlPiece& piece) {
    Level& level = m_levels.back();
    const QString word = piece.kind == SqlPiece::Kind::word ? piece.text.toUpper() : QString();
    const bool distinct = m_at > 0 && m_pieces[m_at - 1].kind == SqlPiece::Kind::word &&
                          m_pieces[m_at - 1].text.compare(QLatin1String("DISTINCT"), Qt::CaseInsensitive) == 0;
    if (word == QLatin1String("FROM") && !distinct) {  // IS DISTINCT FROM compares
      level = {true, true};
    } else if (word == QLatin1String("JOIN") && level.inTables) {
      level.expected = true;
    } else if (wordsAfterTables().contains(word)) {
      level = {};
    } else if (level.expected) {
      return false;
    }
    ++m_at;
    return true;
  }
  void takeTable() {
    SqlTable table{m_pieces[m_at++].text, {}, static_cast<int>(m_levels.size()) - 1};
    m_levels.back().expected = false;
    if (next(0, '.') && m_at + 1 < m_pieces.size() && m_pieces[m_at + 1].isName()) {  // main.parcels
      table.name = m_pieces[m_at + 1].text;
      m_at += 2;
    }
    if (m_at < m_pieces.size() && isWord(m_pieces[m_at], "AS")) ++m_at;
    if (m_at < m_pieces.size() && isShortName(m_pieces[m_at])) table.shortName = m_pieces[m_at++].text;
    m_tables.push_back(std::move(table));
  }
  [[nodiscard]] bool next(std::size_t ahead, char sign) const {
    return m_at + ahead < m_pieces.size() && m_pieces[m_at + ahead].isSign(sign);
  }
  static bool isWord(const SqlPiece& piece, const char* word) {
    return piece.kind == SqlPiece::Kind::word && piece.text.compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
  }
  static bool isShortName(const SqlPiece& piece) {
    if (piece.kind != SqlPiece::Kind::word) return piece.kind == SqlPiece::Kind::quoted;
    const QString word = piece.text.toUpper();
    return !wordsAfterTables().contains(word) && !wordsOfJoins().contains(word);
  }

  std::vector<SqlPiece> m_pieces;
  std::size_t m_at = 0;
  std::vector<Level> m_levels{Level{}};
  std::vector<SqlTable> m_tables;
};

}  // namespace

std::vector<SqlTable> tablesOf(const QString& statement) {
  return TableReader(piecesOf(statement)).read();
}

QStringList namesIn(const QString& statement) {
  QStringList names;
  for (const SqlPiece& piece : piecesOf(statement))
    if (piece.isName()) names << piece.text;
  return names;
}

}  // namespace gis::ui
