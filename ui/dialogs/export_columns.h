// The columns of an export: which are written, and what each is called in the file.
#pragma once

#include <QTreeWidget>
#include <string>
#include <utility>
#include <vector>

#include "ui/jobs/city_session.h"

namespace gis::ui {

/// A line for each column of the chosen layers; those of one name share a line. GUI thread. Object: exportFieldList.
class ExportColumns : public QTreeWidget {
  Q_OBJECT
 public:
  explicit ExportColumns(CitySession& session, QWidget* parent = nullptr);

  /// Shows the columns of these layers; what was said of a name before holds on.
  void showLayers(const QStringList& layers);
  void setRules(const std::vector<std::string>& leftOut,
                const std::vector<std::pair<std::string, std::string>>& renames);
  /// Of the columns that are shown.
  [[nodiscard]] std::vector<std::string> leftOut() const;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> renames() const;
  /// Unticks a column.
  void leaveOut(const QString& column);

 Q_SIGNALS:
  void changed();

 private:
  void nameInWords(const QStringList& layers);

  CitySession& m_session;
};

}  // namespace gis::ui
