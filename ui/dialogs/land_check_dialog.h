// The land check: what lies on plots of land, as a table.
#pragma once

#include <QDialog>
#include <QStringList>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "gis_core/query/land_check.h"
#include "ui/dialogs/field_titles_of.h"
#include "ui/jobs/city_session.h"
#include "ui/map/land_sheet.h"
#include "ui/models/land_table_model.h"
#include "ui/models/selection.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

/// Plots from the selection, a layer, the map (drawn), typed corners or a file; layers and their classes to tick; the
/// answer as a table, a spreadsheet or a layer of the parts. Thread rule: GUI thread; the work runs in jobs that can be
/// stopped.
class LandCheckDialog : public QDialog {
  Q_OBJECT
 public:
  enum class Source { selection, layer, drawn, typed, file };

  LandCheckDialog(CitySession& session, Selection& selection, const QString& layer, QWidget* parent);

  /// What the map of the printed sheet shows; without it there is no sheet.
  void setScene(std::function<std::shared_ptr<const MapScene>()> scene);
  [[nodiscard]] Source source() const;
  /// A plot that was drawn on the map, in the map's CRS; it joins those that were drawn before.
  void takeDrawn(const geom::Bytes& wkb);
  [[nodiscard]] const std::vector<geom::Bytes>& drawn() const { return m_drawn; }

 Q_SIGNALS:
  /// The user wants to draw a plot on the map.
  void drawWanted();
  /// Other plots are drawn than before.
  void drawnChanged();
  void layerMade(const QString& layer);

 private:
  /// What the fields ask for. The file is read in the job.
  struct Asked {
    query::LandCheckQuery query;
    QString file;
  };
  /// A table, and what to say about it.
  struct Answer {
    std::shared_ptr<const city::LandTable> table;
    std::shared_ptr<const query::LandCheckResult> shapes;  ///< of the plots, for the sheet; null: too many
    QString into;
    std::int64_t rows = 0;
    std::int64_t leftOut = 0;  ///< shapes of the file that are no areas
    QStringList findings{};    ///< of the file, in the user's language
  };

  void build();
  QFormLayout* buildPlots();
  void buildThemes(QFormLayout* form);
  void buildAnswer();
  void connectAll();
  void fillLayers(const QString& layer);
  void guessSource(const QString& layer);
  void changed();
  void takeTheme();
  void setClass();
  void showClass(QTreeWidgetItem* item) const;
  void setRunning(bool running);
  void run(bool intoLayer);
  void take(const Answer& answer);
  void askFile(const char* name, const QString& title, const char* suffix, const QString& filter,
               void (LandCheckDialog::*save)(const QString& file));
  void saveTable(const QString& file);
  void savePdf(const QString& file);
  [[nodiscard]] JobOptions savingOptions();
  void say(const QString& text, bool trouble = false);
  void chooseFile();
  [[nodiscard]] Asked asked() const;
  [[nodiscard]] std::vector<query::LandTheme> themes() const;
  [[nodiscard]] const store::LayerInfo* plotLayer() const;
  [[nodiscard]] QString fileName() const;
  [[nodiscard]] QString plotsText() const;
  [[nodiscard]] QString hindrance() const;
  [[nodiscard]] QString commandLine() const;

  CitySession& m_session;
  Selection& m_selection;
  QComboBox *m_source, *m_layer, *m_area, *m_class;
  QLineEdit *m_corners, *m_file, *m_into, *m_command;
  QPushButton *m_browse, *m_draw, *m_forget, *m_check, *m_stop, *m_sheet, *m_pdf, *m_makeLayer;
  QLabel *m_plots, *m_status;
  QTreeWidget* m_themes;
  QTableView* m_table;
  LandTableModel* m_model;
  std::vector<geom::Bytes> m_drawn;
  FieldTitlesOf m_titles;
  std::map<QString, QString> m_classes;                    ///< field of each layer; empty: one class
  std::shared_ptr<const query::LandCheckResult> m_shapes;  ///< of the last answer
  QString m_asked, m_answered;                             ///< command lines: of the check that runs, of the table
  std::function<std::shared_ptr<const MapScene>()> m_scene;
  JobHandle m_job;
  bool m_running = false;
};

}  // namespace gis::ui
