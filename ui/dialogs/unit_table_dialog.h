// Parcel > Buildings and units: the floor × unit table (楼盘表) of a parcel's buildings, coloured by state, with
// checks.
#pragma once

#include <QColor>
#include <QDialog>
#include <vector>

#include "gis_core/city/building_units.h"
#include "gis_core/store/key_table.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace gis::ui {

/// What is told of a unit's state, in words and in colour.
struct UnitStateLook {
  QString title;
  QColor colour;
};
[[nodiscard]] UnitStateLook unitStateLook(const std::string& state);

/// Building → floor → unit. Names of right holders are not kept and not shown. GUI thread; reads by a job.
class UnitTableDialog : public QDialog {
  Q_OBJECT
 public:
  /// `fid` in the layer of role parcel.
  UnitTableDialog(CitySession& session, std::int64_t fid, QWidget* parent);
  [[nodiscard]] const std::vector<city::UnitBuilding>& buildings() const { return m_answer.buildings; }
  /// Takes the units of a spreadsheet: of this parcel and of all others that it tells of.
  void takeFile(const QString& file);

 private:
  struct Answer {
    std::string code;
    std::vector<city::UnitBuilding> buildings;
    std::vector<city::BuildingFault> faults;
  };
  void read();
  void fill();
  void fillTable();
  void fillFloors(const city::UnitBuilding& building);
  void chooseFile();
  [[nodiscard]] JobOptions endings();
  void write(store::KeyTable table);
  void tellTaken(const city::UnitImport& taken);
  void setTaking(bool taking);

  CitySession& m_session;
  std::int64_t m_fid;
  Answer m_answer;
  QComboBox* m_building = nullptr;
  QTableWidget* m_table = nullptr;
  QLabel *m_facts = nullptr, *m_legend = nullptr, *m_taken = nullptr;
  QListWidget* m_faults = nullptr;
  QPushButton* m_import = nullptr;
};

}  // namespace gis::ui
