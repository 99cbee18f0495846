#include "ui/dialogs/field_titles_of.h"

#include <QCoreApplication>

#include "ui/jobs/translate.h"
#include "ui/models/field_domain.h"

namespace gis::ui {

QString FieldTitlesOf::title(const QString& layer, const QString& field) const {
  const auto fields = m_titles.find(layer);
  if (fields == m_titles.end()) return field;
  const auto found = fields->second.find(field);
  return found == fields->second.end() ? field : found->second;
}

void readFieldTitles(CitySession& session, QObject* context, std::function<void(FieldTitlesOf)> done) {
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // without the tables columns keep their own names
  session.read(
      QCoreApplication::translate("FieldTitlesOf", "Names of the columns"),
      [layers = session.layers()](const store::CityDatabase&, Progress& progress) {
        std::map<QString, std::map<QString, QString>> titles;
        for (const store::LayerInfo& layer : *layers) {
          progress.check();
          titles.emplace(fromUtf8(layer.name), fieldTitles(layer));
        }
        return FieldTitlesOf(std::move(titles));
      },
      context, [done = std::move(done)](FieldTitlesOf titles) { done(std::move(titles)); }, options);
}

}  // namespace gis::ui
