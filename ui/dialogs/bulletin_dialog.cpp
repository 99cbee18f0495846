#include "ui/dialogs/bulletin_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>
#include <span>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/table_book.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/period_choice.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/report/bulletin_pages.h"

namespace gis::ui {

namespace {

constexpr UtcMillis kDayOfBulletin = 24LL * 3'600'000;

}  // namespace

/// What was asked for when the button was pressed, and what has become of it.
struct BulletinDialog::Wanted {
  city::BulletinQuery query;
  QString file, heading, by;
  bool overwrite = false, pdf = true, chinese = true;
  io::Say say;
  std::shared_ptr<const city::Bulletin> bulletin;
  std::vector<ChartPicture> charts;
};

BulletinDialog::BulletinDialog(CitySession& session, const QString& folder, const QString& heading, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_period(named(new QComboBox, "bulletinPeriod", tr("Period"))),
      m_division(named(new QComboBox, "bulletinDivision", tr("Area"))),
      m_language(named(new QComboBox, "bulletinLanguage", tr("Language"))),
      m_kind(named(new QComboBox, "bulletinKind", tr("Kind of file"))),
      m_from(named(new QDateEdit, "bulletinFrom", tr("First day"))),
      m_to(named(new QDateEdit, "bulletinTo", tr("Last day"))),
      m_heading(named(new QLineEdit(heading), "bulletinHeading", tr("Heading"))),
      m_file(named(new QLineEdit, "bulletinFile", tr("File"))),
      m_command(named(new QLineEdit, "bulletinCommand", tr("The same on the command line"))),
      m_overwrite(named(new QCheckBox(tr("Replace the file if it is there")), "bulletinOverwrite",
                        tr("Replace the file if it is there"))),
      m_note(named(new QLabel, "bulletinNote", tr("What became of the bulletin"))),
      m_progress(named(new QProgressBar, "bulletinProgress", tr("Progress"))),
      m_browse(named(new QPushButton(tr("Browse…")), "bulletinBrowse", tr("Choose the file"))),
      m_make(named(new QPushButton(tr("Make")), "bulletinMake", tr("Make the bulletin"))),
      m_stop(named(new QPushButton(tr("Stop")), "bulletinStop", tr("Stop"))),
      m_openFile(named(new QPushButton(tr("Open the file")), "bulletinOpenFile", tr("Open the file"))),
      m_openFolder(named(new QPushButton(tr("Open the folder")), "bulletinOpenFolder", tr("Open the folder"))),
      m_folder(folder) {
  setObjectName(QStringLiteral("bulletinDialog"));
  setWindowTitle(tr("Bulletin"));
  build();
  periodChosen();
  setWorking(false);
  m_session.read(
      tr("Bulletin"), [](const store::CityDatabase& city, Progress&) { return city::bulletinDivisions(city); }, this,
      [this](const std::vector<city::BulletinDivision>& divisions) { fillDivisions(divisions); });
}

BulletinDialog::~BulletinDialog() {
  m_job.cancel();
}

void BulletinDialog::build() {
  m_period->addItems(periodNames());
  m_division->addItem(tr("The whole city"), QString());
  m_language->addItem(QStringLiteral("中文"), true);
  m_language->addItem(QStringLiteral("English"), false);
  m_language->setCurrentIndex(isChinese() ? 0 : 1);
  m_kind->addItem(tr("PDF, for reading and printing"), QStringLiteral("pdf"));
  m_kind->addItem(tr("Spreadsheet (XLSX), all figures"), QStringLiteral("xlsx"));
  for (QDateEdit* day : {m_from, m_to}) {
    day->setCalendarPopup(true);
    day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  }
  m_heading->setPlaceholderText(tr("Name of the office, or empty"));
  m_command->setReadOnly(true);
  m_note->setWordWrap(true);
  m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
  for (QPushButton* button : {m_browse, m_stop, m_openFile, m_openFolder}) button->setAutoDefault(false);
  m_make->setDefault(true);
  auto* days = new QHBoxLayout;
  days->addWidget(m_from);
  days->addWidget(new QLabel(tr("to")));
  days->addWidget(m_to);
  days->addStretch(1);
  auto* file = new QHBoxLayout;
  file->addWidget(m_file, 1);
  file->addWidget(m_browse);
  auto* form = new QFormLayout;
  form->addRow(tr("Period"), m_period);
  form->addRow(tr("Days"), days);
  form->addRow(tr("Area"), m_division);
  form->addRow(tr("Language"), m_language);
  form->addRow(tr("Kind of file"), m_kind);
  form->addRow(tr("Heading"), m_heading);
  form->addRow(tr("File"), file);
  form->addRow(m_overwrite);
  form->addRow(tr("Command line"), m_command);
  auto* row = new QHBoxLayout;
  row->addWidget(m_progress, 1);
  row->addWidget(m_stop);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  buttons->addButton(m_openFile, QDialogButtonBox::ActionRole);
  buttons->addButton(m_openFolder, QDialogButtonBox::ActionRole);
  buttons->addButton(m_make, QDialogButtonBox::ActionRole);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addLayout(row);
  all->addWidget(m_note);
  all->addStretch(1);
  all->addWidget(buttons);
  resize(620, 420);
  connect(m_period, &QComboBox::currentIndexChanged, this, &BulletinDialog::periodChosen);
  for (QComboBox* box : {m_division, m_language, m_kind})
    connect(box, &QComboBox::currentIndexChanged, this, &BulletinDialog::changed);
  for (QDateEdit* day : {m_from, m_to}) {
    connect(day, &QDateEdit::dateChanged, this, [this] {
      const QSignalBlocker quiet(m_period);
      if (daysOfPeriod(m_period->currentIndex(), cityToday()) != std::pair(m_from->date(), m_to->date()))
        m_period->setCurrentIndex(ownPeriod);
      changed();
    });
  }
  for (QLineEdit* line : {m_heading, m_file}) connect(line, &QLineEdit::textChanged, this, [this] { changed(); });
  connect(m_browse, &QPushButton::clicked, this, [this] {
    askTarget(m_file, "bulletinFileDialog", tr("Bulletin"), isPdf() ? tr("PDF (*.pdf)") : tr("Spreadsheets (*.xlsx)"));
  });
  connect(m_make, &QPushButton::clicked, this, &BulletinDialog::make);
  connect(m_stop, &QPushButton::clicked, this, [this] {
    m_stopped = true;
    m_job.cancel();
  });
  connect(m_openFile, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_made)); });
  connect(m_openFolder, &QPushButton::clicked, this,
          [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_made).absolutePath())); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void BulletinDialog::fillDivisions(const std::vector<city::BulletinDivision>& divisions) {
  for (const city::BulletinDivision& one : divisions) {
    const QString indent = one.role == "district" ? QString() : QStringLiteral("    ");
    m_division->addItem(indent + fromUtf8(one.name), fromUtf8(one.code));
  }
}

bool BulletinDialog::isPdf() const {
  return m_kind->currentData().toString() == QLatin1String("pdf");
}

bool BulletinDialog::wantsChinese() const {
  return m_language->currentData().toBool();
}

QString BulletinDialog::file() const {
  return QDir::fromNativeSeparators(m_file->text().trimmed());
}

QString BulletinDialog::heading() const {
  return m_heading->text().trimmed();
}

void BulletinDialog::periodChosen() {
  if (m_period->currentIndex() != ownPeriod) {
    const auto [first, last] = daysOfPeriod(m_period->currentIndex(), cityToday());
    const QSignalBlocker quietFrom(m_from), quietTo(m_to);
    m_from->setDate(first);
    m_to->setDate(last);
  }
  changed();
}

/// As long as the person has not said another name, the name follows what is chosen.
void BulletinDialog::suggestFile() {
  if (m_file->text() != m_suggested) return;
  QString name = (wantsChinese() ? QStringLiteral("案件通报-") : QStringLiteral("bulletin-")) +
                 m_from->date().toString(QStringLiteral("yyyy-MM-dd"));
  if (m_division->currentIndex() > 0) name += QLatin1Char('-') + m_division->currentText().trimmed();
  m_suggested =
      QDir::toNativeSeparators(QDir(m_folder).filePath(name + QLatin1Char('.') + m_kind->currentData().toString()));
  m_file->setText(m_suggested);
}

void BulletinDialog::changed() {
  suggestFile();
  m_command->setText(commandLine());
  m_command->setCursorPosition(0);
  const bool rightEnd = QFileInfo(file()).suffix().compare(m_kind->currentData().toString(), Qt::CaseInsensitive) == 0;
  const bool days = m_from->date() <= m_to->date();
  if (!m_working) {
    if (!days) {
      tell(tr("The last day lies before the first one."), true);
    } else if (!rightEnd) {
      tell(tr("The file's name must end in .%1.").arg(m_kind->currentData().toString()), true);
    } else if (m_made.isEmpty() || m_made != file()) {
      tell({});
    }
  }
  m_make->setEnabled(!m_working && days && rightEnd);
}

QString BulletinDialog::commandLine() const {
  QString line = QStringLiteral("citydesk-cli report %1 --from %2 --to %3")
                     .arg(shellQuoted(m_session.city().file), m_from->date().toString(Qt::ISODate),
                          m_to->date().toString(Qt::ISODate));
  if (m_division->currentIndex() > 0) line += QStringLiteral(" --within ") + m_division->currentData().toString();
  if (!heading().isEmpty()) line += QStringLiteral(" --heading ") + shellQuoted(heading());
  line += QStringLiteral(" --bulletin ") + shellQuoted(file());
  return line + (wantsChinese() ? QStringLiteral(" --lang zh_CN") : QStringLiteral(" --lang en"));
}

void BulletinDialog::tell(const QString& text, bool trouble) {
  m_note->setText(trouble && !text.isEmpty() ? QStringLiteral("⚠ ") + text : text);
}

void BulletinDialog::setWorking(bool working) {
  m_working = working;
  for (QWidget* field : std::initializer_list<QWidget*>{m_period, m_from, m_to, m_division, m_language, m_kind,
                                                        m_heading, m_file, m_browse, m_overwrite})
    field->setEnabled(!working);
  m_progress->setVisible(working);
  m_stop->setVisible(working);
  m_openFile->setEnabled(!working && !m_made.isEmpty());
  m_openFolder->setEnabled(!working && !m_made.isEmpty());
  changed();
}

JobOptions BulletinDialog::jobOptions() {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) {
    setWorking(false);
    tell(sentence, true);
    Q_EMIT finishedMaking({});
  };
  options.onCancelled = [this] {
    setWorking(false);
    tell(tr("Stopped; nothing was written."));
    Q_EMIT finishedMaking({});
  };
  return options;
}

void BulletinDialog::make() {
  auto wanted = std::make_shared<Wanted>();
  wanted->query.from = startOfCityDay(m_from->date());
  wanted->query.to = startOfCityDay(m_to->date()) + kDayOfBulletin;
  wanted->query.asOf = utcNow();
  wanted->query.within = toUtf8(m_division->currentData().toString());
  wanted->file = file();
  wanted->heading = heading();
  wanted->by = m_session.actor();
  wanted->overwrite = m_overwrite->isChecked();
  wanted->pdf = isPdf();
  wanted->chinese = wantsChinese();
  wanted->say = [chinese = wanted->chinese](const Message& message) { return toUtf8(translatedTo(message, chinese)); };
  (void)wanted->say(GIS_TR("Overview"));  // the other language is read once, here
  m_made.clear();
  m_stopped = false;
  setWorking(true);
  m_progress->setRange(0, 0);
  tell(tr("Counting the cases of the period …"));
  QPointer<BulletinDialog> me(this);
  const auto told = [me](const ProgressState& state) {
    QMetaObject::invokeMethod(
        me,
        [me, state] {
          if (!me || state.total == 0) return;
          me->m_progress->setRange(0, 1000);
          me->m_progress->setValue(int(state.done * 1000 / state.total));
        },
        Qt::QueuedConnection);
  };
  m_job = m_session.readLong(
      tr("Bulletin"),
      [wanted, told](const store::CityDatabase& city, Progress& progress) {
        io::refuseTarget(city, platform::pathFromUtf8(toUtf8(wanted->file)), wanted->overwrite);
        city::BulletinQuery query = wanted->query;
        query.rules = city::figureRules(city);
        Progress counting(progress.token(), told);
        auto bulletin = std::make_shared<city::Bulletin>(city::makeBulletin(city, query, counting));
        if (!wanted->pdf) {
          progress.check();
          io::writeBook(city, platform::pathFromUtf8(toUtf8(wanted->file)),
                        city::bulletinSheets(*bulletin, wanted->chinese, wanted->say), wanted->overwrite);
        }
        return std::shared_ptr<const city::Bulletin>(std::move(bulletin));
      },
      this,
      [this, wanted](std::shared_ptr<const city::Bulletin> bulletin) {
        wanted->bulletin = std::move(bulletin);
        if (!wanted->pdf) return made(wanted->file);
        m_progress->setRange(0, 0);
        tell(tr("The pages are being made …"));
        drawCharts(wanted);
      },
      jobOptions());
}

/// One chart a turn of the event loop: the window stays quick.
void BulletinDialog::drawCharts(std::shared_ptr<Wanted> wanted) {
  if (m_stopped) return jobOptions().onCancelled();
  if (wanted->charts.size() == bulletinChartCount(*wanted->bulletin)) return writePages(wanted);
  wanted->charts.push_back(bulletinChart(*wanted->bulletin, wanted->charts.size(), wanted->chinese));
  QTimer::singleShot(0, this, [this, wanted] { drawCharts(wanted); });
}

void BulletinDialog::writePages(const std::shared_ptr<Wanted>& wanted) {
  m_job = m_session.readLong(
      tr("Bulletin"),
      [wanted](const store::CityDatabase& city, Progress& progress) {
        BulletinPaper paper;
        paper.bulletin = wanted->bulletin;
        paper.heading = wanted->heading;
        paper.printed = fromUtf8(toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10)) +
                        (wanted->by.isEmpty() ? QString() : QStringLiteral(" · ") + wanted->by);
        paper.chinese = wanted->chinese;
        paper.say = wanted->say;
        paper.charts = wanted->charts;
        const QByteArray bytes = BulletinPages(std::move(paper)).pdf(progress);
        io::writeAnswer(city, platform::pathFromUtf8(toUtf8(wanted->file)),
                        std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))), wanted->overwrite);
      },
      this, [this, wanted] { made(wanted->file); }, jobOptions());
}

void BulletinDialog::made(const QString& file) {
  m_made = file;
  setWorking(false);
  tell(tr("Written: %1").arg(QDir::toNativeSeparators(file)));
  m_openFile->setDefault(true);
  m_openFile->setFocus();
  Q_EMIT finishedMaking(file);
}

}  // namespace gis::ui
