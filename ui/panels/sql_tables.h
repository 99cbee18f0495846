// The tables that a statement reads.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace gis::ui {

struct SqlTable {
  QString name;
  QString shortName;  ///< that the statement gives it; often empty
  int depth = 0;      ///< of brackets around it
};

/// What stands after FROM and JOIN, in the order of the statement. Half a statement is read as far as it goes; what
/// stands in texts and comments is none of it. Thread rule: free of state.
[[nodiscard]] std::vector<SqlTable> tablesOf(const QString& statement);
/// Every plain or quoted word of a statement but its texts and comments.
[[nodiscard]] QStringList namesIn(const QString& statement);

}  // namespace gis::ui
