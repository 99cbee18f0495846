// Files of other programs into the city: look first, then load.
#pragma once

#include <QDialog>
#include <QStringList>
#include <QTimer>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/city/standard_import.h"
#include "gis_core/io/import.h"
#include "gis_core/io/import_survey.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

class ImportSurveyView;

/// Shows layers, fields, encoding, CRS and the first rows of the chosen files as they would come in, with every option
/// of the import. importAsked() carries the request; the dialog then closes. GUI thread.
class ImportDialog : public QDialog {
  Q_OBJECT
 public:
  ImportDialog(CitySession& session, const QStringList& files, QWidget* parent);
  /// Hides it while it is whole: hiding takes the focus from its fields, and they call it.
  ~ImportDialog() override { hide(); }

 Q_SIGNALS:
  /// `wish`: which columns become which fields of a standard layer.
  void importAsked(const gis::io::ImportRequest& request, const gis::city::StandardWish& wish);

 private:
  void buildOptions(QFormLayout* form, QFormLayout* more);
  void browse();
  /// Reads the files again, with the encoding that is chosen.
  void look();
  /// A file as it was seen, or why it cannot be read.
  struct Seen {
    std::string file;
    io::ImportSurvey survey;
    std::optional<Error> trouble;
    std::map<std::string, city::StandardWish::OfLayer> wishes;  ///< by layer of the source
  };
  void showLook(const std::vector<Seen>& files);
  void showPreview();
  [[nodiscard]] const io::SurveyedLayer& layerOf(const QTreeWidgetItem* item) const;
  void chooseFields(const city::StandardWish::OfLayer& wish);
  void tryFields();
  void useEncoding(const QString& encoding);
  void useReading(const QString& system, bool northFirst);
  void start();
  void checkOptions();
  [[nodiscard]] QStringList files() const;
  [[nodiscard]] QString takenName() const;
  /// Asks PROJ, in a job, whether it knows the systems that were typed.
  void checkSystems();

  CitySession& m_session;
  QStringList m_lookedAt;
  std::vector<Seen> m_seen;
  JobHandle m_job, m_systemsJob, m_fieldsJob;
  QTimer m_typing;           ///< of a coordinate system
  QString m_systemsTrouble;  ///< the sentence about one that is not known
  QLineEdit *m_files, *m_name, *m_bureau;
  QPushButton* m_start;
  QTreeWidget* m_layers;
  ImportSurveyView* m_survey;
  QComboBox *m_encoding, *m_sourceCrs, *m_target, *m_invalid, *m_personal, *m_taken;
  QCheckBox *m_swap, *m_split, *m_tables, *m_ballpark;
  QLabel *m_note, *m_trouble;
};

}  // namespace gis::ui
