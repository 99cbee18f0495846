#include "ui/dialogs/day_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/field_titles.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"
#include "ui/map/case_text.h"

namespace gis::ui {

namespace {

enum ConflictColumn {
  caseColumn,
  fieldColumn,
  baseColumn,
  mineColumn,
  theirsColumn,
  whoColumn,
  takeColumn,
  columnsOfTable
};

QString valueText(const std::string& field, const std::string& value) {
  if (value.empty()) return QStringLiteral("–");
  if (field == "state") return caseStateText(value, isChinese());
  if (field.ends_with("_at") || field == "deadline") return cityTimeText(value);
  return fromUtf8(value);
}

}  // namespace

DayDialog::DayDialog(CitySession& session, const QString& peer, const QString& folder, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_folder(folder),
      m_peer(named(new QLineEdit(peer), "dayPeer", tr("Name of the other desk"))),
      m_photos(named(new QCheckBox(tr("With the photos of these cases")), "dayPhotos",
                     tr("With the photos of these cases"))),
      m_write(named(new QPushButton(tr("Write a package…")), "dayWrite", tr("Write a package…"))),
      m_read(named(new QPushButton(tr("Read a package…")), "dayRead", tr("Read a package…"))),
      m_take(named(new QPushButton(tr("Take it over")), "dayTake", tr("Take it over"))),
      m_allMine(named(new QPushButton(tr("All: here")), "dayAllMine", tr("Everywhere the value of here"))),
      m_allTheirs(named(new QPushButton(tr("All: there")), "dayAllTheirs", tr("Everywhere the value of there"))),
      m_table(named(new QTableWidget(0, columnsOfTable), "dayConflicts", tr("Fields that both desks changed"))),
      m_note(named(new QLabel, "dayNote", tr("Note"))),
      m_buttons(dialogButtons(QDialogButtonBox::Close)) {
  setObjectName(QStringLiteral("dayDialog"));
  setWindowTitle(tr("Day packages"));
  build();
  connect(m_write, &QPushButton::clicked, this, [this] { askFile(true); });
  connect(m_read, &QPushButton::clicked, this, [this] { askFile(false); });
  connect(m_take, &QPushButton::clicked, this, &DayDialog::takeOver);
  const auto chooseAll = [this](int index) {
    for (int row = 0; row < m_table->rowCount(); ++row) {
      if (auto* box = qobject_cast<QComboBox*>(m_table->cellWidget(row, takeColumn))) box->setCurrentIndex(index);
    }
  };
  connect(m_allMine, &QPushButton::clicked, this, [chooseAll] { chooseAll(1); });
  connect(m_allTheirs, &QPushButton::clicked, this, [chooseAll] { chooseAll(2); });
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  updateState();
}

void DayDialog::build() {
  auto* out = new QGroupBox(tr("To the other desk"));
  auto* outRow = new QHBoxLayout(out);
  outRow->addWidget(new QLabel(tr("Name")));
  outRow->addWidget(m_peer, 1);
  outRow->addWidget(m_photos);
  outRow->addWidget(m_write);
  m_photos->setToolTip(tr("Place, time and camera are taken out of the copies, marked faces and plates are black"));
  auto* in = new QGroupBox(tr("From the other desk"));
  auto* inColumn = new QVBoxLayout(in);
  auto* inRow = new QHBoxLayout;
  inRow->addWidget(m_read);
  inRow->addStretch(1);
  inRow->addWidget(m_allMine);
  inRow->addWidget(m_allTheirs);
  inRow->addWidget(m_take);
  inColumn->addLayout(inRow);
  inColumn->addWidget(m_table, 1);
  m_table->setHorizontalHeaderLabels(
      {tr("Case"), tr("Field"), tr("Before"), tr("Here"), tr("There"), tr("Changed there by"), tr("Take")});
  // long values share what is left, so that the choice stays in sight; they go on below
  for (int column = 0; column < columnsOfTable; ++column) {
    const bool value = column >= 2 && column <= 4;
    m_table->horizontalHeader()->setSectionResizeMode(column,
                                                      value ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
  }
  m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_note->setWordWrap(true);
  m_note->setText(
      tr("A second desk works on a copy of the city (Save a copy). What was done to cases goes out and back "
         "in packages; read the other desk's package at the end of the day."));
  for (QPushButton* button : {m_write, m_read, m_take, m_allMine, m_allTheirs}) button->setAutoDefault(false);
  auto* all = new QVBoxLayout(this);
  all->addWidget(out);
  all->addWidget(in, 1);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(860, 480);
}

QString DayDialog::peer() const {
  return m_peer->text().trimmed();
}

void DayDialog::say(const QString& text, bool trouble) {
  m_note->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

JobOptions DayDialog::job() {
  m_busy = true;
  updateState();
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) {
    m_busy = false;
    say(sentence, true);
    updateState();
  };
  options.onCancelled = [this] {
    m_busy = false;
    say(tr("Stopped; nothing was changed."), false);
    updateState();
  };
  return options;
}

void DayDialog::updateState() {
  const bool writable = m_session.isOpen() && !m_session.isReadOnly() && !m_busy;
  m_write->setEnabled(writable);
  m_read->setEnabled(writable);
  m_take->setEnabled(writable && !m_package.isEmpty());
  m_allMine->setEnabled(!m_conflicts.empty());
  m_allTheirs->setEnabled(!m_conflicts.empty());
}

void DayDialog::askFile(bool writes) {
  auto* dialog = new QFileDialog(this, writes ? tr("Write a package") : tr("Read a package"), m_folder,
                                 tr("Day packages") + QStringLiteral(" (*.zip)"));
  dialog->setObjectName(QStringLiteral("dayFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(writes ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
  if (writes) {
    dialog->setDefaultSuffix(QStringLiteral("zip"));
    dialog->selectFile(QStringLiteral("%1-%2.zip")
                           .arg(m_session.city().name, QDate::currentDate().toString(QStringLiteral("yyyyMMdd"))));
  }
  connect(dialog, &QFileDialog::fileSelected, this, writes ? &DayDialog::writePackage : &DayDialog::readPackage);
  dialog->open();
}

void DayDialog::writePackage(const QString& file) {
  m_folder = QFileInfo(file).absolutePath();
  city::DayExport options;
  options.peer = toUtf8(peer());
  options.desk = toUtf8(m_session.actor());
  options.photos = m_photos->isChecked();
  m_session.write(
      tr("Write a package"),
      [path = toUtf8(file), options](const store::CityDatabase& city, Progress& progress) {
        return city::writeDayPackage(city, platform::pathFromUtf8(path), options, progress);
      },
      this,
      [this, file](const city::DayExported& told) {
        m_busy = false;
        QString text =
            tr("Written: %1 (%2, %3, %4).")
                .arg(QDir::toNativeSeparators(file), tr("%Ln step(s)", nullptr, int(told.steps)),
                     tr("%Ln case(s)", nullptr, int(told.cases)), tr("%Ln photo(s)", nullptr, int(told.photos)));
        if (told.withoutPhotos > 0)
          text += QLatin1Char('\n') +
                  tr("%Ln photo(s) stay here: they leave only when ticked.", nullptr, int(told.withoutPhotos));
        say(text, false);
        updateState();
      },
      job());
}

city::DayImport DayDialog::decided(bool plan) const {
  city::DayImport options;
  options.plan = plan;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const auto* box = qobject_cast<QComboBox*>(m_table->cellWidget(row, takeColumn));
    if (box == nullptr || box->currentIndex() == 0) continue;
    options.decisions[m_conflicts[std::size_t(row)].key()] =
        box->currentIndex() == 1 ? city::DaySide::mine : city::DaySide::theirs;
  }
  return options;
}

void DayDialog::readPackage(const QString& file) {
  m_folder = QFileInfo(file).absolutePath();
  m_package.clear();
  showConflicts({});
  struct Looked {
    city::DayImported told;
    std::map<QString, QString> titles;
  };
  m_session.readLong(
      tr("Read a package"),
      [path = toUtf8(file)](const store::CityDatabase& city, Progress& progress) {
        Looked looked;
        city::DayImport options;
        options.plan = true;
        looked.told = city::readDayPackage(city, platform::pathFromUtf8(path), options, progress);
        for (const city::DayConflict& one : looked.told.conflicts) {
          const city::FieldTitle* title = city::FieldTitles::shipped().find(one.field);
          if (title != nullptr) looked.titles[fromUtf8(one.field)] = fromUtf8(isChinese() ? title->zh : title->en);
        }
        return looked;
      },
      this,
      [this, file](const Looked& looked) {
        m_busy = false;
        m_package = file;
        m_titles = looked.titles;
        showPackage(looked.told);
        updateState();
      },
      job());
}

void DayDialog::showPackage(const city::DayImported& told) {
  QString text = tr("Package of %1, %2: %3 new steps, %4 known; %5 new cases, %6 changed.")
                     .arg(fromUtf8(told.desk), cityTimeText(told.madeAt))
                     .arg(told.steps + told.waiting)
                     .arg(told.known)
                     .arg(told.newCases)
                     .arg(told.changedCases);
  if (!told.conflicts.empty())
    text += QLatin1Char('\n') +
            tr("%Ln field(s) were changed at both desks: say which value holds. Cases that are not decided wait.",
               nullptr, int(told.conflicts.size()));
  say(text, false);
  showConflicts(told.conflicts);
}

void DayDialog::showConflicts(const std::vector<city::DayConflict>& conflicts) {
  m_conflicts = conflicts;
  m_table->setRowCount(int(conflicts.size()));
  for (int row = 0; row < int(conflicts.size()); ++row) {
    const city::DayConflict& one = conflicts[std::size_t(row)];
    const auto title = m_titles.find(fromUtf8(one.field));
    const QString field = one.field == "geometry"   ? tr("Place")
                          : one.field == "removed"  ? tr("The whole case")
                          : title != m_titles.end() ? title->second
                                                    : fromUtf8(one.field);
    const bool whole = one.field == "removed";
    const QString cells[] = {fromUtf8(one.number),
                             field,
                             valueText(one.field, one.base),
                             whole ? tr("changed") : valueText(one.field, one.mine),
                             whole ? tr("taken away") : valueText(one.field, one.theirs),
                             tr("%1, %2").arg(fromUtf8(one.theirActor), cityTimeText(one.theirAt))};
    for (int column = 0; column < takeColumn; ++column) {
      auto* item = new QTableWidgetItem(cells[column]);
      item->setToolTip(cells[column]);
      m_table->setItem(row, column, item);
    }
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("dayTake_%1").arg(row));
    box->setAccessibleName(tr("Take"));
    box->addItems({tr("not decided"), tr("here"), tr("there")});
    m_table->setCellWidget(row, takeColumn, box);
  }
  updateState();
}

void DayDialog::takeOver() {
  if (m_package.isEmpty()) return;
  m_session.write(
      tr("Take a package over"),
      [path = toUtf8(m_package), options = decided(false)](const store::CityDatabase& city, Progress& progress) {
        return city::readDayPackage(city, platform::pathFromUtf8(path), options, progress);
      },
      this,
      [this](const city::DayImported& told) {
        m_busy = false;
        QString text =
            tr("Taken over: %1; %2, %3 changed, %4.")
                .arg(tr("%Ln step(s)", nullptr, int(told.steps)), tr("%Ln new case(s)", nullptr, int(told.newCases)))
                .arg(told.changedCases)
                .arg(tr("%Ln photo(s)", nullptr, int(told.photos)));
        if (told.waiting > 0)
          text += QLatin1Char('\n') + tr("%Ln step(s) wait for a decision.", nullptr, int(told.waiting));
        for (const auto& [before, after] : told.renumbered)
          text += QLatin1Char('\n') +
                  tr("Both desks had given the number %1: the case is %2 now.").arg(fromUtf8(before), fromUtf8(after));
        say(text, told.waiting > 0);
        if (told.waiting == 0) {
          m_package.clear();
          showConflicts({});
        }
        m_session.lookNow();
        updateState();
      },
      job());
}

}  // namespace gis::ui
