#include "ui/dialogs/field_titles_of.h"

#include <QComboBox>
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

void showFieldTitles(CitySession& session, QComboBox* box, const QString& layer) {
  readFieldTitles(session, box, [box, layer](const FieldTitlesOf& titles) {
    for (int i = 0; i < box->count(); ++i) {
      const QString name = box->itemData(i).toString(), title = titles.title(layer, name);
      if (title != name) box->setItemText(i, QStringLiteral("%1 (%2)").arg(title, name));
    }
  });
}

}  // namespace gis::ui
