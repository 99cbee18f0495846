#include "ui/dialogs/case_list_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/field_titles.h"
#include "gis_core/city/open311.h"
#include "gis_core/io/table_file.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

enum ListColumn { listHeading, listField, listExample, listColumns };
enum ChangeColumn { changeNumber, changeWhat, changeColumns };
constexpr std::size_t kMostChanges = 1000;  // lines of the table; what is counted is counted of all

QString caseFieldTitle(const city::CaseColumn& column) {
  return fromUtf8(isChinese() ? column.zh : column.en);
}

bool isRequestFile(const QString& file) {
  return file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

/// "State: reported → closed"
QString changeText(const city::CaseDifference& change) {
  QString title = fromUtf8(change.column);
  if (change.column == "geometry") {
    title = QCoreApplication::translate("gis::ui::CaseListDialog", "Position");
  } else if (const city::FieldTitle* known = city::FieldTitles::shipped().find(change.column)) {
    title = fromUtf8(isChinese() ? known->zh : known->en);
  }
  const auto shown = [](const std::string& value) { return value.empty() ? QStringLiteral("–") : fromUtf8(value); };
  return QStringLiteral("%1: %2 → %3").arg(title, shown(change.before), shown(change.after));
}

}  // namespace

/// A file as read.
struct CaseListDialog::List {
  store::KeyTable table;                   ///< of a spreadsheet or CSV
  std::vector<city::CaseRecord> requests;  ///< of an Open311 file
  bool isRequests = false;
  city::HeadingWords words;
  io::WebOffset offset = io::WebOffset::none;  ///< of the city's lists
};

CaseListDialog::CaseListDialog(CitySession& session, QStringList chosen, QString folder, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_chosen(std::move(chosen)),
      m_folder(std::move(folder)),
      m_tabs(named(new QTabWidget, "caseListTabs", tr("Take in or hand out"))),
      m_file(named(new QLineEdit, "caseListFile", tr("File"))),
      m_outFile(named(new QLineEdit, "caseListOutFile", tr("File"))),
      m_browse(named(new QPushButton(tr("Browse…")), "caseListBrowse", tr("Choose a list"))),
      m_outBrowse(named(new QPushButton(tr("Browse…")), "caseListOutBrowse", tr("Choose the file"))),
      m_plan(named(new QPushButton(tr("Look what changes")), "caseListPlan", tr("Look what changes"))),
      m_take(named(new QPushButton(tr("Take in")), "caseListTake", tr("Take the list in"))),
      m_queue(named(new QPushButton(tr("Cases to place…")), "caseListQueue", tr("Cases to place…"))),
      m_out(named(new QPushButton(tr("Hand out")), "caseListOut", tr("Write the file"))),
      m_positions(named(new QComboBox, "caseListPositions", tr("Longitudes and latitudes"))),
      m_headings(named(new QComboBox, "caseListHeadings", tr("Headings"))),
      m_onlyChosen(named(new QCheckBox, "caseListOnlyChosen", tr("Only the chosen cases"))),
      m_overwrite(named(new QCheckBox(tr("Replace the file if it is there")), "caseListOverwrite",
                        tr("Replace the file if it is there"))),
      m_columns(named(new QTableWidget(0, listColumns), "caseListColumns", tr("Columns and what they mean"))),
      m_changes(named(new QTableWidget(0, changeColumns), "caseListChanges", tr("What changes"))),
      m_note(named(new QLabel, "caseListNote", tr("Note"))),
      m_outNote(named(new QLabel, "caseListOutNote", tr("Note"))) {
  setObjectName(QStringLiteral("caseListDialog"));
  setWindowTitle(tr("Lists of cases"));
  build();
  updateState();
}

CaseListDialog::~CaseListDialog() {
  m_job.cancel();
}

void CaseListDialog::build() {
  m_tabs->addTab(buildIn(), tr("Take in"));
  m_tabs->addTab(buildOut(), tr("Hand out"));
  for (QPushButton* button : {m_browse, m_outBrowse, m_plan, m_take, m_queue, m_out}) button->setAutoDefault(false);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
  auto* all = new QVBoxLayout(this);
  all->addWidget(m_tabs, 1);
  all->addWidget(buttons);
  resize(820, 600);
  connect(m_browse, &QPushButton::clicked, this, &CaseListDialog::askFile);
  connect(m_file, &QLineEdit::returnPressed, this,
          [this] { readFile(QDir::fromNativeSeparators(m_file->text().trimmed())); });
  connect(m_plan, &QPushButton::clicked, this, [this] { run(true); });
  connect(m_take, &QPushButton::clicked, this, [this] { run(false); });
  connect(m_queue, &QPushButton::clicked, this, &CaseListDialog::placesWanted);
  connect(m_positions, &QComboBox::currentIndexChanged, this, [this] { m_changes->setRowCount(0); });
  connect(m_outBrowse, &QPushButton::clicked, this, [this] {
    askTarget(m_outFile, "caseListOutFileDialog", tr("Lists of cases"),
              tr("Lists") + QStringLiteral(" (*.xlsx *.csv);;Open311 (*.json)"));
  });
  connect(m_outFile, &QLineEdit::textChanged, this, &CaseListDialog::updateState);
  connect(m_out, &QPushButton::clicked, this, &CaseListDialog::handOut);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QWidget* CaseListDialog::buildIn() {
  m_positions->addItem(tr("WGS 84 or CGCS2000, or the city's coordinates"), int(io::WebOffset::none));
  m_positions->addItem(tr("GCJ-02 (as web maps of China move them)"), int(io::WebOffset::gcj02));
  m_positions->addItem(tr("BD-09 (as Baidu moves them)"), int(io::WebOffset::bd09));
  m_columns->setHorizontalHeaderLabels({tr("Column of the list"), tr("Means"), tr("First value")});
  m_changes->setHorizontalHeaderLabels({tr("Number"), tr("What changes")});
  for (QTableWidget* table : {m_columns, m_changes}) {
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
  }
  m_note->setWordWrap(true);
  m_note->setText(
      tr("A spreadsheet, CSV or Open311 file of another platform. A number that is known is an update, never a second "
         "case; what you choose for a column is remembered."));
  auto* file = new QHBoxLayout;
  file->addWidget(m_file, 1);
  file->addWidget(m_browse);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), file);
  form->addRow(tr("Longitudes and latitudes"), m_positions);
  auto* tables = new QSplitter(Qt::Vertical);
  tables->addWidget(m_columns);
  tables->addWidget(m_changes);
  auto* steps = new QHBoxLayout;
  steps->addStretch(1);
  for (QPushButton* button : {m_queue, m_plan, m_take}) steps->addWidget(button);
  auto* page = new QWidget;
  auto* all = new QVBoxLayout(page);
  all->addLayout(form);
  all->addWidget(tables, 1);
  all->addWidget(m_note);
  all->addLayout(steps);
  return page;
}

QWidget* CaseListDialog::buildOut() {
  m_headings->addItem(tr("Chinese (任务号, 上报时间 …)"), false);
  m_headings->addItem(tr("Names (task_num, create_time …)"), true);
  m_onlyChosen->setText(tr("Only the chosen cases (%1)").arg(m_chosen.size()));
  m_onlyChosen->setEnabled(!m_chosen.isEmpty());
  m_outFile->setText(QDir::toNativeSeparators(
      QDir(m_folder).filePath(isChinese() ? QStringLiteral("案卷清单.xlsx") : QStringLiteral("cases.xlsx"))));
  m_outNote->setWordWrap(true);
  m_outNote->setText(
      tr("As .xlsx or .csv in the common platform's columns, as .json for Open311. Who reported a case is "
         "never written."));
  auto* file = new QHBoxLayout;
  file->addWidget(m_outFile, 1);
  file->addWidget(m_outBrowse);
  auto* form = new QFormLayout;
  form->addRow(tr("File"), file);
  form->addRow(tr("Headings"), m_headings);
  form->addRow(m_onlyChosen);
  form->addRow(m_overwrite);
  auto* page = new QWidget;
  auto* all = new QVBoxLayout(page);
  all->addLayout(form);
  all->addWidget(m_outNote);
  all->addStretch(1);
  all->addWidget(m_out, 0, Qt::AlignRight);
  return page;
}

JobOptions CaseListDialog::job() {
  m_working = true;
  updateState();
  return dialogJob([this](const QString& text, bool trouble) {
    m_working = false;
    tell(text, trouble);
    updateState();
  });
}

void CaseListDialog::tell(const QString& text, bool trouble) {
  (m_tabs->currentIndex() == 0 ? m_note : m_outNote)->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void CaseListDialog::askFile() {
  auto* dialog = new QFileDialog(this, tr("Lists of cases"), m_folder);
  dialog->setObjectName(QStringLiteral("caseListFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Lists") + QStringLiteral(" (*.xlsx *.xls *.ods *.csv *.txt *.tsv *.json)"));
  connect(dialog, &QFileDialog::fileSelected, this, &CaseListDialog::readFile);
  dialog->open();
}

void CaseListDialog::readFile(const QString& file) {
  m_file->setText(QDir::toNativeSeparators(file));
  m_folder = QFileInfo(file).absolutePath();
  m_list.reset();
  m_taken = false;
  m_columns->setRowCount(0);
  m_changes->setRowCount(0);
  m_job = m_session.readLong(
      tr("Read a list"),
      [path = toUtf8(file), isRequests = isRequestFile(file)](const store::CityDatabase& city, Progress& progress) {
        (void)city::caseColumns();  // read once, here and not in the window's thread
        (void)city::FieldTitles::shipped();
        auto list = std::make_shared<List>();
        list->isRequests = isRequests;
        list->offset = city::casePositions(city);
        if (isRequests) {
          list->requests = city::readOpen311(platform::readFile(platform::pathFromUtf8(path)));
        } else {
          list->table = io::tableFromFile(platform::pathFromUtf8(path), {}, progress.token());
          list->words = city::rememberedHeadings(city, {});
        }
        return std::shared_ptr<const List>(std::move(list));
      },
      this,
      [this](std::shared_ptr<const List> list) {
        m_working = false;
        m_list = std::move(list);
        m_positions->setCurrentIndex(std::max(0, m_positions->findData(int(m_list->offset))));
        showColumns();
      },
      job());
}

void CaseListDialog::showColumns() {
  std::vector<std::string> headings;
  for (const auto& column : m_list->table.columns) headings.push_back(column.name);
  const city::CaseMapping mapping = city::mapCaseColumns(headings, m_list->words);
  m_columns->setRowCount(int(headings.size()));
  for (int row = 0; row < int(headings.size()); ++row) {
    const auto& cells = m_list->table.columns[std::size_t(row)].cells;
    const auto first = std::find_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); });
    m_columns->setItem(row, listHeading, new QTableWidgetItem(fromUtf8(headings[std::size_t(row)])));
    m_columns->setItem(row, listExample, new QTableWidgetItem(first == cells.end() ? QString() : fromUtf8(*first)));
    auto* box = named(new QComboBox, "", tr("Means"));
    box->setObjectName(QStringLiteral("caseListField_%1").arg(row));
    box->addItem(tr("leave out"), QStringLiteral("-"));
    for (const city::CaseColumn& one : city::caseColumns()) box->addItem(caseFieldTitle(one), fromUtf8(one.field));
    const auto known = std::find(mapping.columns.begin(), mapping.columns.end(), row);
    if (known != mapping.columns.end()) box->setCurrentIndex(1 + int(known - mapping.columns.begin()));
    connect(box, &QComboBox::currentIndexChanged, this, [this] {
      m_changes->setRowCount(0);
      updateState();
    });
    m_columns->setCellWidget(row, listField, box);
  }
  m_columns->setVisible(!m_list->isRequests);
  tell(tr("%Ln row(s).", nullptr, int(m_list->isRequests ? m_list->requests.size() : m_list->table.rows())));
  updateState();
  if (m_plan->isEnabled()) run(true);
}

city::HeadingWords CaseListDialog::chosenWords() const {
  city::HeadingWords words = m_list->words;
  for (int row = 0; row < m_columns->rowCount(); ++row) {
    const auto* box = qobject_cast<QComboBox*>(m_columns->cellWidget(row, listField));
    if (box != nullptr) words[m_list->table.columns[std::size_t(row)].name] = toUtf8(box->currentData().toString());
  }
  return words;
}

void CaseListDialog::updateState() {
  bool number = m_list != nullptr && m_list->isRequests;
  for (int row = 0; row < m_columns->rowCount(); ++row) {
    const auto* box = qobject_cast<QComboBox*>(m_columns->cellWidget(row, listField));
    number = number || (box != nullptr && box->currentData().toString() == QLatin1String("number"));
  }
  const bool ready = m_list != nullptr && number && !m_working && m_session.isOpen();
  m_plan->setEnabled(ready && !m_taken);
  m_take->setEnabled(ready && !m_taken && !m_session.isReadOnly());
  m_take->setToolTip(m_session.isReadOnly() ? tr("The city is open read-only.") : QString());
  if (m_list != nullptr && !number && !m_working) tell(tr("Say which column holds the numbers of the cases."), true);
  m_queue->setVisible(m_taken);
  for (QWidget* one : std::initializer_list<QWidget*>{m_file, m_browse, m_columns, m_positions})
    one->setEnabled(!m_working);
  m_out->setEnabled(!m_working && !m_outFile->text().trimmed().isEmpty() && m_session.isOpen());
}

void CaseListDialog::run(bool plan) {
  if (m_list == nullptr) return;
  m_changes->setRowCount(0);
  city::CaseImportOptions options;
  options.plan = plan;
  options.offset = io::WebOffset(m_positions->currentData().toInt());
  if (m_list->isRequests) options.states = city::StateRule::checked;
  const auto work = [list = m_list, words = chosenWords(), options, actor = toUtf8(m_session.actor())](
                        const store::CityDatabase& city, Progress& progress) mutable {
    std::vector<std::string> headings;
    for (const auto& column : list->table.columns) headings.push_back(column.name);
    if (list->isRequests) options.placeCrs = crs::Crs::fromEpsg(4326);
    const auto records =
        list->isRequests ? list->requests : city::caseRecords(list->table, city::mapCaseColumns(headings, words));
    city::CaseImportReport report = city::importCases(city, records, options, actor, progress);
    if (!options.plan && !list->isRequests) city::rememberHeadings(city, {}, words);
    return report;
  };
  const auto done = [this, plan](const city::CaseImportReport& report) { showReport(report, plan); };
  m_job = plan ? m_session.readLong(windowTitle(), work, this, done, job())
               : m_session.write(windowTitle(), work, this, done, job());
}

void CaseListDialog::showReport(const city::CaseImportReport& report, bool plan) {
  m_working = false;
  m_taken = !plan;
  std::vector<std::pair<QString, QString>> lines;
  for (const auto& refused : report.refused) {
    if (lines.size() == kMostChanges) break;
    lines.emplace_back(tr("Row %1").arg(refused.row), QStringLiteral("⚠ ") + translated(refused.why));
  }
  for (const city::CaseOutcome& one : report.outcomes) {
    if (lines.size() == kMostChanges) break;
    QStringList what;
    if (one.isNew) what << tr("new");
    if (one.toPlace) what << tr("has no position");
    for (const city::CaseDifference& change : one.differences) what << changeText(change);
    if (!what.isEmpty())
      lines.emplace_back(fromUtf8(one.number), what.join(isChinese() ? QStringLiteral("；") : QStringLiteral("; ")));
  }
  m_changes->setRowCount(int(lines.size()));
  for (int row = 0; row < m_changes->rowCount(); ++row) {
    m_changes->setItem(row, changeNumber, new QTableWidgetItem(lines[std::size_t(row)].first));
    m_changes->setItem(row, changeWhat, new QTableWidgetItem(lines[std::size_t(row)].second));
  }
  const auto number = [](std::size_t count) { return QLocale().toString(qulonglong(count)); };
  QString text = (plan ? tr("Would be: %1 new, %2 updated, %3 as they are, %4 not taken, %5 without a position.")
                       : tr("Taken in: %1 new, %2 updated, %3 as they are, %4 not taken, %5 without a position."))
                     .arg(number(report.added), number(report.updated), number(report.unchanged),
                          number(report.refused.size()), number(report.toPlace));
  if (report.offset != io::WebOffset::none)
    text += QLatin1Char(' ') +
            tr("Positions were moved back from %1.").arg(QLatin1String(io::webOffsetName(report.offset)));
  for (const Message& warning : report.warnings) text += QStringLiteral("\n⚠ ") + translated(warning);
  tell(text);
  updateState();
  m_queue->setVisible(m_taken && report.toPlace > 0);
  if (!plan) m_session.lookNow();
}

void CaseListDialog::handOut() {
  const QString file = QDir::fromNativeSeparators(m_outFile->text().trimmed());
  m_folder = QFileInfo(file).absolutePath();
  city::CaseExportOptions options;
  options.platformNames = m_headings->currentData().toBool();
  options.overwrite = m_overwrite->isChecked();
  if (m_onlyChosen->isChecked()) {
    for (const QString& id : m_chosen) options.ids.push_back(toUtf8(id));
  }
  tell(tr("Writing …"));
  m_job = m_session.readLong(
      windowTitle(),
      [path = toUtf8(file), options, isRequests = isRequestFile(file)](const store::CityDatabase& city,
                                                                       Progress& progress) {
        return isRequests ? city::exportOpen311(city, platform::pathFromUtf8(path), options, progress)
                          : city::exportCases(city, platform::pathFromUtf8(path), options, progress);
      },
      this,
      [this, file](const city::CaseExportReport& report) {
        m_working = false;
        tell(tr("%Ln case(s) written:", nullptr, int(report.written)) + QLatin1Char(' ') +
             QDir::toNativeSeparators(file));
        updateState();
      },
      job());
}

}  // namespace gis::ui
