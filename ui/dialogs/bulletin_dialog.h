// Incident > Bulletin: the figures of a period on paper or as a spreadsheet.
#pragma once

#include <QDialog>
#include <memory>
#include <vector>

#include "gis_core/city/bulletin.h"
#include "ui/jobs/city_session.h"
#include "ui/report/charts.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace gis::ui {

/// Period, division, language and kind of file; the bulletin is counted and written by jobs that can be cancelled, then
/// the file or its folder can be opened. GUI thread; only the charts, which Qt makes there, are drawn in it, one a turn
/// of the event loop.
class BulletinDialog : public QDialog {
  Q_OBJECT
 public:
  /// `folder`: where the file is suggested; `heading`: the office, printed above.
  BulletinDialog(CitySession& session, const QString& folder, const QString& heading, QWidget* parent);
  ~BulletinDialog() override;

  [[nodiscard]] QString file() const;
  [[nodiscard]] QString heading() const;
  /// Something is being made.
  [[nodiscard]] bool isWorking() const { return m_working; }

 Q_SIGNALS:
  /// It ended: the file, or nothing when it failed or was cancelled.
  void finishedMaking(const QString& file);

 private:
  struct Wanted;
  void build();
  void fillDivisions(const std::vector<city::BulletinDivision>& divisions);
  void periodChosen();
  void changed();
  void suggestFile();
  void make();
  void drawCharts(std::shared_ptr<Wanted> wanted);
  void writePages(const std::shared_ptr<Wanted>& wanted);
  void setWorking(bool working);
  void made(const QString& file);
  void tell(const QString& text, bool trouble = false);
  [[nodiscard]] JobOptions jobOptions();
  [[nodiscard]] bool isPdf() const;
  [[nodiscard]] bool wantsChinese() const;
  [[nodiscard]] QString commandLine() const;

  CitySession& m_session;
  QComboBox *m_period, *m_division, *m_language, *m_kind;
  QDateEdit *m_from, *m_to;
  QLineEdit *m_heading, *m_file, *m_command;
  QCheckBox* m_overwrite;
  QLabel* m_note;
  QProgressBar* m_progress;
  QPushButton *m_browse, *m_make, *m_stop, *m_openFile, *m_openFolder;
  QString m_folder, m_suggested, m_made;
  JobHandle m_job;
  bool m_working = false, m_stopped = false;
};

}  // namespace gis::ui
