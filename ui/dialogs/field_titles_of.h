// What the columns of the city's layers are called in words, for dialogs that offer columns.
#pragma once

#include <QString>
#include <functional>
#include <map>

#include "ui/jobs/city_session.h"

class QComboBox;

namespace gis::ui {

/// Titles by layer and column; a column that is not there is called by its own name.
class FieldTitlesOf {
 public:
  FieldTitlesOf() = default;
  explicit FieldTitlesOf(std::map<QString, std::map<QString, QString>> titles) : m_titles(std::move(titles)) {}
  [[nodiscard]] QString title(const QString& layer, const QString& field) const;

 private:
  std::map<QString, std::map<QString, QString>> m_titles;
};

/// Reads the titles of every layer in a worker thread, since the first time opens files; `done` runs in the GUI thread,
/// and not at all when `context` is gone. Thread rule: GUI thread.
void readFieldTitles(CitySession& session, QObject* context, std::function<void(FieldTitlesOf)> done);

/// Lets a box whose items have the names of columns as their data show the titles before them, as soon as they are
/// read. Thread rule: GUI thread.
void showFieldTitles(CitySession& session, QComboBox* box, const QString& layer);

}  // namespace gis::ui
