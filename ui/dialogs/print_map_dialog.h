// File > Print map: a page with title, legend and scale bar, seen before it is made.
#pragma once

#include <memory>

#include "ui/dialogs/paper_dialog.h"
#include "ui/map/map_scene.h"
#include "ui/map/map_view.h"
#include "ui/map/sheet.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace gis::ui {

/// Live preview; PDF, picture or printer. GUI thread.
class PrintMapDialog : public PaperDialog {
  Q_OBJECT
 public:
  PrintMapDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const MapView& view, QWidget* parent);
  [[nodiscard]] SheetSpec spec() const;

 protected:
  [[nodiscard]] std::shared_ptr<const PaperWork> work() const override;
  [[nodiscard]] QString fileName() const override;

 private:
  QWidget* makeForm();

  std::shared_ptr<const MapScene> m_scene;
  MapView m_view;
  QLineEdit *m_title = nullptr, *m_maker = nullptr, *m_date = nullptr, *m_review = nullptr;
  QComboBox *m_page = nullptr, *m_turn = nullptr, *m_scale = nullptr, *m_part = nullptr, *m_security = nullptr;
  QCheckBox *m_legend = nullptr, *m_bar = nullptr, *m_arrow = nullptr, *m_grid = nullptr;
};

}  // namespace gis::ui
