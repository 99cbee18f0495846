// An edit that would tear a coverage: a picture of what is wrong with it, and the repair.
#pragma once

#include <QDialog>
#include <functional>
#include <optional>

#include "gis_core/store/coverage_guard.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QPushButton;

namespace gis::ui {

class ChangePicture;

/// What stands against an edit, and what would not.
struct CoverageRefusal {
  store::EditCommand command;
  std::vector<store::EditFault> faults;      ///< empty: it was refused for another reason
  std::optional<store::EditCommand> mended;  ///< nothing: it cannot be repaired by itself
};

class CoverageRefusalDialog : public QDialog {
  Q_OBJECT
 public:
  using Making = std::function<store::EditCommand(const store::CityDatabase&)>;
  /// Makes the edit anew in a worker and opens when a coverage stands against it; else calls `otherwise`. `done`: the
  /// repaired edit was applied.
  static void explain(CitySession& session, const QString& sentence, Making making, QWidget* parent,
                      std::function<void(const store::EditResult&)> done, std::function<void()> otherwise);

 private:
  CoverageRefusalDialog(CitySession& session, CoverageRefusal refusal, const QString& sentence,
                        std::function<void(const store::EditResult&)> done, QWidget* parent);
  void showPicture();
  void repair();

  CitySession& m_session;
  CoverageRefusal m_refusal;
  std::function<void(const store::EditResult&)> m_done;
  ChangePicture* m_picture;
  QLabel* m_status;
  QPushButton* m_repair;
};

}  // namespace gis::ui
