// A layer as a file for others, with every loss shown before it is written.
#pragma once

#include <QDialog>
#include <QTimer>

#include "gis_core/geometry/envelope.h"
#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

/// What the window knows that an export may be limited to.
struct ExportScope {
  QString layer;
  std::vector<std::int64_t> selected;  ///< fids of that layer
  geom::Envelope visible;              ///< of the map, in the city's CRS
};

/// Format, place, encoding, CRS, columns, whole layer or selection, clip; counts the losses while one chooses.
/// exportAsked() carries the request; the dialog then closes. GUI thread.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  ExportDialog(CitySession& session, ExportScope scope, const QString& folder, QWidget* parent);

 Q_SIGNALS:
  /// `receipt` empty: none is wanted.
  void exportAsked(const gis::io::ExportRequest& request, const QString& receipt, const gis::io::ReceiptWords& words);

 private:
  void buildForm(QFormLayout* form);
  void buildReceipt(QFormLayout* form);
  void browse();
  void fileChanged();
  void formatChanged();
  void formatFits();
  void offerDivisions();
  [[nodiscard]] QString fileName() const;
  [[nodiscard]] QString fileTrouble() const;
  [[nodiscard]] QString receiptName() const;
  void planPreview();
  void preview();
  void showLosses(const io::ExportReport& report);
  void start();
  [[nodiscard]] io::ExportRequest request() const;

  CitySession& m_session;
  ExportScope m_scope;
  JobHandle m_job;
  QTimer m_pause;
  bool m_wasBoundary = false;  ///< boundary points were chosen: their encoding was proposed
  QComboBox *m_format, *m_encoding, *m_names, *m_crs, *m_rows, *m_clip, *m_place, *m_receipt;
  QLineEdit *m_file, *m_where, *m_giver, *m_receiver, *m_security;
  QListWidget* m_fields;
  QCheckBox *m_cut, *m_overwrite;
  QPlainTextEdit* m_losses;
  QPushButton* m_start;
};

}  // namespace gis::ui
