// Layers as files for others, with every loss shown before it is written.
#pragma once

#include <QDialog>
#include <QTimer>
#include <map>

#include "gis_core/city/export_profile.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "ui/dialogs/export_order.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace gis::ui {

class ExportColumns;
class ExportLossesView;
class ExportProfileBar;

/// What the window knows that an export may be limited to.
struct ExportScope {
  QString layer;                                              ///< the current one
  std::map<std::string, std::vector<std::int64_t>> selected;  ///< fids by layer
  geom::Envelope visible;                                     ///< of the map, in the city's CRS
};

/// Layers, profile, format, place, encoding, CRS, columns, all or the selection, area; counts the losses while one
/// chooses. exportAsked() carries the order; the dialog then closes. GUI thread.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  ExportDialog(CitySession& session, ExportScope scope, const QString& folder, QWidget* parent);

  /// The area that was drawn on the map (WKB in the city's CRS) limits the export.
  void takeDrawn(const geom::Bytes& area);

 Q_SIGNALS:
  void exportAsked(const gis::ui::ExportOrder& order);
  void drawWanted();

 private:
  // export_dialog_form.cpp: what is seen
  void build();
  [[nodiscard]] QFormLayout* buildForm();
  void buildChoices();
  void buildArea();
  void buildReceipt();
  void fillLayers();
  void offerSelections();
  void offerDivisions();
  // export_dialog.cpp: what it does
  void connectAll();
  void browse();
  void layersChanged();
  void fileChanged();
  void formatChanged();
  void formatFits();
  void useProfile(const city::ExportProfile& profile);
  [[nodiscard]] city::ExportProfile profileOfChoices() const;
  void takeRemedy(io::ExportRemedy remedy, const QString& column);
  [[nodiscard]] QStringList chosenLayers() const;
  [[nodiscard]] bool intoOneFile() const;
  [[nodiscard]] QString fileName() const;
  [[nodiscard]] QString fileTrouble() const;
  [[nodiscard]] QString receiptName() const;
  void planPreview();
  void preview();
  void showReports(const std::vector<io::ExportReport>& reports);
  void start();
  [[nodiscard]] ExportOrder order() const;

  CitySession& m_session;
  ExportScope m_scope;
  JobHandle m_job;
  QTimer m_pause;
  bool m_wasBoundary = false;  ///< boundary points were chosen: their encoding was proposed
  bool m_several = false;      ///< the place is a folder
  ExportProfileBar* m_profiles;
  QListWidget* m_layers;
  QComboBox *m_format, *m_encoding, *m_names, *m_crs, *m_rows, *m_clip, *m_place, *m_dxfLayer, *m_receipt;
  QLineEdit *m_file, *m_where, *m_giver, *m_receiver, *m_purpose, *m_security;
  QLabel* m_fileLabel;
  ExportColumns* m_columns;
  QCheckBox *m_cut, *m_overwrite, *m_smallCounts, *m_divisions, *m_oneFile;
  ExportLossesView* m_losses;
  QPushButton *m_start, *m_browse, *m_draw;
};

/// The value of a box's line, or what was typed.
[[nodiscard]] QString chosenIn(const QComboBox* box);

}  // namespace gis::ui
