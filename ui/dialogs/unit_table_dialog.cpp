#include "ui/dialogs/unit_table_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <set>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/io/table_file.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {

constexpr std::array<const char*, 5> kUnitStates{"for_sale", "sold", "mortgaged", "sealed", "notice"};

QString areaOfUnit(const city::BuildingUnit& unit) {
  const std::optional<double> area = unit.measuredArea ? unit.measuredArea : unit.plannedArea;
  return area ? QLocale().toString(*area, 'f', 2) + QStringLiteral(" m²") : QString();
}

QString tipOf(const city::BuildingUnit& unit) {
  QStringList lines{fromUtf8(unit.code), unitStateLook(unit.state).title};
  const auto add = [&](const QString& title, const std::optional<double>& area) {
    if (area) lines << UnitTableDialog::tr("%1: %2 m²").arg(title, QLocale().toString(*area, 'f', 2));
  };
  if (!unit.location.empty()) lines << fromUtf8(unit.location);
  if (!unit.use.empty()) lines << fromUtf8(unit.use);
  add(UnitTableDialog::tr("Planned area"), unit.plannedArea);
  add(UnitTableDialog::tr("Measured area"), unit.measuredArea);
  add(UnitTableDialog::tr("Inner area"), unit.innerArea);
  add(UnitTableDialog::tr("Shared area"), unit.sharedArea);
  lines.removeAll(QString());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

UnitStateLook unitStateLook(const std::string& state) {
  if (state == "for_sale") return {UnitTableDialog::tr("For sale"), QColor(0xbf, 0xe3, 0xb4)};
  if (state == "sold") return {UnitTableDialog::tr("Sold"), QColor(0xf4, 0xb6, 0xae)};
  if (state == "mortgaged") return {UnitTableDialog::tr("Mortgaged"), QColor(0xf9, 0xdf, 0x9a)};
  if (state == "sealed") return {UnitTableDialog::tr("Sealed"), QColor(0xc9, 0xb6, 0xe4)};
  if (state == "notice") return {UnitTableDialog::tr("Pre-notice"), QColor(0xb3, 0xd4, 0xf2)};
  return {state.empty() ? UnitTableDialog::tr("State not told") : fromUtf8(state), QColor(0xe4, 0xe4, 0xe4)};
}

UnitTableDialog::UnitTableDialog(CitySession& session, std::int64_t fid, QWidget* parent)
    : QDialog(parent), m_session(session), m_fid(fid) {
  setObjectName(QStringLiteral("unitTableDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Buildings and units"));
  m_building = named(new QComboBox(this), "unitBuildingBox", tr("Building"));
  m_facts = named(new QLabel(this), "unitFacts", tr("Units of the building"));
  m_facts->setWordWrap(true);
  m_table = named(new QTableWidget(this), "unitTable", tr("Floors and units"));
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->horizontalHeader()->setVisible(false);
  m_table->horizontalHeader()->setDefaultSectionSize(108);
  m_table->verticalHeader()->setDefaultSectionSize(44);
  m_legend = named(new QLabel(this), "unitLegend", tr("Colours"));
  m_legend->setTextFormat(Qt::RichText);
  m_legend->setWordWrap(true);
  m_faults = named(new QListWidget(this), "unitFaults", tr("What does not fit together"));
  m_faults->setMaximumHeight(110);
  m_faults->setWordWrap(true);
  m_taken = named(new QLabel(this), "unitTaken", tr("What was imported"));
  m_taken->setWordWrap(true);
  m_taken->hide();
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  m_import = buttons->addButton(tr("Import units…"), QDialogButtonBox::ActionRole);
  nameField(m_import, "unitImportButton", tr("Import units from a spreadsheet"));
  m_import->setAutoDefault(false);
  m_import->setEnabled(!m_session.isReadOnly());
  auto* form = new QFormLayout;
  form->addRow(tr("Building"), m_building);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_facts);
  all->addWidget(m_table, 1);
  all->addWidget(m_legend);
  all->addWidget(m_faults);
  all->addWidget(m_taken);
  all->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_import, &QPushButton::clicked, this, &UnitTableDialog::chooseFile);
  connect(m_building, &QComboBox::currentIndexChanged, this, &UnitTableDialog::fillTable);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
  connect(&m_session, &CitySession::editApplied, this, [this] { read(); });
  resize(760, 560);
  read();
}

void UnitTableDialog::read() {
  JobOptions job;
  job.onError = [this](const QString& sentence, const Error&) { m_facts->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.read(
      tr("Buildings and units"),
      [fid = m_fid](const store::CityDatabase& city, Progress&) {
        Answer answer;
        answer.code = city::parcelByFid(city, fid).code;
        if (!answer.code.empty()) answer.buildings = city::unitTable(city, answer.code);
        answer.faults = city::buildingFaults(city, fid);
        return answer;
      },
      this,
      [this](Answer answer) {
        m_answer = std::move(answer);
        fill();
      },
      job);
}

void UnitTableDialog::fill() {
  setWindowTitle(tr("Buildings and units of parcel %1").arg(fromUtf8(m_answer.code)));
  const QString before = m_building->currentText();
  {
    const QSignalBlocker quiet(m_building);
    m_building->clear();
    for (const city::UnitBuilding& one : m_answer.buildings) m_building->addItem(fromUtf8(one.number));
    m_building->setCurrentIndex(std::max(0, m_building->findText(before)));
  }
  m_building->setEnabled(m_building->count() > 0);
  m_faults->clear();
  for (const city::BuildingFault& fault : m_answer.faults) {
    m_faults->addItem((fault.code.empty() ? QString() : fromUtf8(fault.code) + QStringLiteral(" – ")) +
                      translated(fault.text));
  }
  if (m_answer.faults.empty()) m_faults->addItem(tr("Everything fits together."));
  fillTable();
}

void UnitTableDialog::fillTable() {
  m_table->clear();
  m_table->setRowCount(0);
  m_table->setColumnCount(0);
  m_legend->clear();
  const int at = m_building->currentIndex();
  if (at < 0 || std::size_t(at) >= m_answer.buildings.size()) {
    m_facts->setText(tr(
        "No units are kept for this parcel. Import them from a spreadsheet with the unit codes (BDCDYH) and floors."));
    return;
  }
  const city::UnitBuilding& building = m_answer.buildings[std::size_t(at)];
  const QLocale locale;
  QStringList facts{
      tr("%1 units on %2 floors").arg(locale.toString(qulonglong(building.units))).arg(building.floors.size())};
  const auto addArea = [&](const QString& title, double area) {
    if (area > 0) facts << tr("%1: %2 m²").arg(title, locale.toString(area, 'f', 2));
  };
  addArea(tr("Planned area"), building.plannedArea);
  addArea(tr("Measured area"), building.measuredArea);
  m_facts->setText(facts.join(QStringLiteral(" · ")));
  fillFloors(building);
}

void UnitTableDialog::fillFloors(const city::UnitBuilding& building) {
  std::size_t widest = 0;
  for (const city::UnitFloor& floor : building.floors) widest = std::max(widest, floor.units.size());
  m_table->setRowCount(int(building.floors.size()));
  m_table->setColumnCount(int(widest));
  QStringList names;
  std::set<std::string> states;
  for (std::size_t row = 0; row < building.floors.size(); ++row) {
    const city::UnitFloor& floor = building.floors[row];
    names << (floor.floor ? tr("Floor %1").arg(*floor.floor) : tr("Floor not told"));
    for (std::size_t column = 0; column < floor.units.size(); ++column) {
      const city::BuildingUnit& unit = floor.units[column];
      const UnitStateLook look = unitStateLook(unit.state);
      const std::string& name = unit.room.empty() ? unit.number : unit.room;
      auto* item = new QTableWidgetItem(fromUtf8(name) + QLatin1Char('\n') + areaOfUnit(unit));
      item->setBackground(look.colour);
      item->setForeground(Qt::black);
      item->setTextAlignment(Qt::AlignCenter);
      item->setToolTip(tipOf(unit));
      // who cannot see the colour hears the state
      item->setData(Qt::AccessibleTextRole, fromUtf8(name) + QLatin1Char(' ') + look.title);
      m_table->setItem(int(row), int(column), item);
      states.insert(unit.state);
    }
  }
  m_table->setVerticalHeaderLabels(names);
  QStringList legend;
  const auto add = [&](const std::string& state) {
    const UnitStateLook look = unitStateLook(state);
    legend << QStringLiteral("<span style=\"background-color:%1; color:black\">&nbsp;&nbsp;&nbsp;&nbsp;</span> %2")
                  .arg(look.colour.name(), look.title.toHtmlEscaped());
  };
  for (const char* state : kUnitStates) {
    if (states.erase(state) > 0) add(state);
  }
  for (const std::string& state : states) add(state);
  m_legend->setText(legend.join(QStringLiteral(" &nbsp; ")));
}

void UnitTableDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Import units"), {}, tr("Spreadsheets (*.xlsx *.xls *.ods *.csv)"));
  dialog->setObjectName(QStringLiteral("unitImportFile"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &UnitTableDialog::takeFile);
  dialog->open();
}

void UnitTableDialog::setTaking(bool taking) {
  m_import->setEnabled(!taking && !m_session.isReadOnly());
  m_taken->setVisible(true);
  if (taking) m_taken->setText(tr("The units are being imported."));
}

void UnitTableDialog::takeFile(const QString& file) {
  setTaking(true);
  m_session.task(
      tr("Import units"),
      [file = toUtf8(file)](Progress& progress) {
        return io::tableFromFile(platform::pathFromUtf8(file), {}, progress.token());
      },
      this, [this](store::KeyTable table) { write(std::move(table)); }, endings());
}

JobOptions UnitTableDialog::endings() {
  return dialogJob([this](const QString& text, bool trouble) {
    setTaking(false);
    m_taken->setText(trouble ? QStringLiteral("⚠ ") + text : text);
  });
}

void UnitTableDialog::write(store::KeyTable table) {
  m_session.write(
      tr("Import units"),
      [table = std::move(table), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        return city::takeUnits(city, table, actor);
      },
      this,
      [this](const city::UnitImport& taken) {
        setTaking(false);
        tellTaken(taken);
        read();
      },
      endings());
}

void UnitTableDialog::tellTaken(const city::UnitImport& taken) {
  const QLocale locale;
  QStringList lines{tr("%1 units read: %2 added, %3 changed, %4 rejected.")
                        .arg(locale.toString(qlonglong(taken.read)), locale.toString(qlonglong(taken.added)),
                             locale.toString(qlonglong(taken.changed)), locale.toString(qlonglong(taken.rejected)))};
  constexpr std::size_t kTold = 3;
  for (std::size_t i = 0; i < std::min(kTold, taken.reasons.size()); ++i) {
    const city::UnitImport::Rejected& one = taken.reasons[i];
    lines << QStringLiteral("⚠ ") + tr("Row %1, %2: %3").arg(one.row).arg(fromUtf8(one.code), translated(one.why));
  }
  if (taken.reasons.size() > kTold) lines << tr("… and more");
  m_taken->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace gis::ui
