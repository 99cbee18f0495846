// The metadata sheet of a layer, to fill in.
#pragma once

#include <QDialog>
#include <vector>

#include "gis_core/city/metadata.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QPushButton;

namespace gis::ui {

/// One form for the government catalogue and ISO 19115, with files in and out: a Chinese spreadsheet, JSON, ISO 19139.
/// A wrong word or check digit is told before it is kept. GUI thread.
class MetadataDialog : public QDialog {
  Q_OBJECT
 public:
  MetadataDialog(CitySession& session, const QString& layer, QWidget* parent = nullptr);

 Q_SIGNALS:
  /// The sheet was kept.
  void kept();

 private:
  void build();
  void show(const city::Metadata& metadata);
  [[nodiscard]] city::Metadata typed() const;
  void changed();
  void say(const QString& text, bool trouble = false);
  void askSource();
  void readFile(const QString& file);
  void askFile(bool xml);
  void writeFile(const QString& file, bool xml);
  void keep();

  CitySession& m_session;
  const QString m_layer;
  city::Metadata m_before;         ///< as it is in the city; what the form does not show stays
  std::vector<QWidget*> m_fields;  ///< in the order of city::metadataFields()
  QLabel* m_status;
  QPushButton* m_ok = nullptr;
  bool m_ready = false;
};

}  // namespace gis::ui
