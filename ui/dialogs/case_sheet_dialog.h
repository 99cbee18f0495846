// Incident > Print case sheet: one case or all that are selected, for the hand of the one who deals with them.
#pragma once

#include <QStringList>
#include <memory>
#include <vector>

#include "ui/dialogs/paper_dialog.h"
#include "ui/map/case_sheet_source.h"
#include "ui/map/map_scene.h"

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace gis::ui {

/// What a person chose last time, kept by the caller (but the photos).
struct CaseSheetChoice {
  QString heading;
  QString signatures;  ///< names divided by commas; empty: the usual three
  QString scale = QStringLiteral("2000");
  bool photos = false;  ///< ticked anew for each print
};

/// Reads the cases by a job, shows the pages, makes PDF, pictures or paper. GUI thread.
class CaseSheetDialog : public PaperDialog {
  Q_OBJECT
 public:
  /// `ids`: UUIDs or row ids, the first one is the current one.
  CaseSheetDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const QStringList& ids,
                  const CaseSheetChoice& choice, QWidget* parent);
  [[nodiscard]] CaseSheetChoice choice() const;

 protected:
  [[nodiscard]] std::shared_ptr<const PaperWork> work() const override;
  [[nodiscard]] QString fileName() const override;

 private:
  QWidget* makeForm(const CaseSheetChoice& choice);
  /// Reads the cases anew with what the form says now.
  void read();

  std::shared_ptr<const MapScene> m_scene;
  QStringList m_ids;
  std::shared_ptr<const std::vector<CaseSheetPages>> m_sheets;
  QComboBox *m_which = nullptr, *m_scale = nullptr;
  QLineEdit *m_heading = nullptr, *m_signatures = nullptr;
  QCheckBox* m_photos = nullptr;
  QTimer m_typing;
  JobHandle m_reading;
};

}  // namespace gis::ui
