// File > Print map: a page with title, legend and scale bar, seen before it is made.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>

#include "ui/jobs/city_session.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/map/sheet.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace gis::ui {

/// Live preview; PDF, picture or printer. Pages are drawn by jobs. GUI thread.
class PrintMapDialog : public QDialog {
  Q_OBJECT
 public:
  PrintMapDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const MapView& view, QWidget* parent);
  ~PrintMapDialog() override;
  [[nodiscard]] SheetSpec spec() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* makeForm();
  void preview();
  void savePdf(const QString& file);
  void savePicture(const QString& file);
  void print();
  void askFile(bool pdf);
  void tell(const QString& text);

  CitySession& m_session;
  std::shared_ptr<const MapScene> m_scene;
  MapView m_view;
  QLineEdit *m_title = nullptr, *m_maker = nullptr, *m_date = nullptr, *m_review = nullptr;
  QComboBox *m_page = nullptr, *m_turn = nullptr, *m_scale = nullptr, *m_part = nullptr, *m_security = nullptr;
  QCheckBox *m_legend = nullptr, *m_bar = nullptr, *m_arrow = nullptr, *m_grid = nullptr;
  QLabel *m_picture = nullptr, *m_note = nullptr;
  QTimer m_wait;
  JobHandle m_job;
};

}  // namespace gis::ui
