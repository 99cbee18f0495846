// Parcel > Parcel sheet: the sheet on paper or as PDF, its table of boundary points as XLSX, the points as boundary
// TXT.
#pragma once

#include <memory>

#include "ui/dialogs/paper_dialog.h"
#include "ui/map/parcel_sheet.h"

class QLineEdit;
class QPushButton;

namespace gis::ui {

/// Reads the parcel by a job. GUI thread.
class ParcelSheetDialog : public PaperDialog {
  Q_OBJECT
 public:
  /// `fid` in the layer of role parcel.
  ParcelSheetDialog(CitySession& session, std::int64_t fid, const QString& heading, QWidget* parent);
  [[nodiscard]] QString heading() const;

 protected:
  [[nodiscard]] std::shared_ptr<const PaperWork> work() const override;
  [[nodiscard]] QString fileName() const override;

 private:
  enum class Kind { xlsx, txt };
  QWidget* makeForm(const QString& heading);
  void read();
  void write(Kind kind);

  std::int64_t m_fid;
  std::shared_ptr<const city::ParcelSheetFacts> m_facts;
  QLineEdit *m_heading = nullptr, *m_xlsx = nullptr, *m_txt = nullptr;
  QPushButton *m_writeXlsx = nullptr, *m_writeTxt = nullptr;
  JobHandle m_reading, m_writing;
};

}  // namespace gis::ui
