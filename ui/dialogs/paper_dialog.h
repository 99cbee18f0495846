// A dialog that makes pages: a form at the left, the page as it will be at the right; PDF, picture or printer.
#pragma once

#include <QDialog>
#include <QImage>
#include <QPageLayout>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "ui/jobs/city_session.h"

class QDialogButtonBox;
class QLabel;
class QPagedPaintDevice;
class QPainter;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace gis::ui {

/// The pages as they are wanted now. The functions hold all they need and run in a worker thread.
struct PaperWork {
  int pages = 1;
  QSizeF millimetres;  ///< of a page
  QPageLayout layout;
  std::function<QByteArray(Progress&)> pdf;
  std::function<QImage(int page, double dpi, Progress&)> picture;
  /// Paints a page; units a millimetre; as shapes and text, not pixels.
  std::function<void(int page, QPainter&, double unitsPerMm, Progress&)> paint;
};

/// GUI thread; every page is drawn by a job.
class PaperDialog : public QDialog {
  Q_OBJECT
 public:
  /// `prefix` begins the names of the fields: "print" makes printPreview, printPdfButton …
  PaperDialog(CitySession& session, const char* prefix, QWidget* parent);
  ~PaperDialog() override;

 protected:
  /// Null as long as there is nothing to show.
  [[nodiscard]] virtual std::shared_ptr<const PaperWork> work() const = 0;
  /// Puts the form into its place. Once, by the constructor of the dialog.
  void setForm(QWidget* form);
  /// Something changed: the preview follows soon.
  void changed() { m_wait.start(); }
  void tell(const QString& text);
  [[nodiscard]] CitySession& session() const { return m_session; }
  /// What a file is called when the user does not say.
  [[nodiscard]] virtual QString fileName() const { return {}; }
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build(const QString& prefix);
  void preview();
  void askFile(bool pdf);
  void savePdf(const QString& file);
  void savePictures(const QString& file);
  void print();
  void run(const QString& title, std::function<QString(Progress&)> task);

  CitySession& m_session;
  QVBoxLayout* m_left = nullptr;
  QLabel *m_picture = nullptr, *m_note = nullptr, *m_pages = nullptr;
  QSpinBox* m_page = nullptr;
  std::vector<QPushButton*> m_buttons;
  QTimer m_wait;
  JobHandle m_job;
  bool m_working = false;
};

}  // namespace gis::ui
