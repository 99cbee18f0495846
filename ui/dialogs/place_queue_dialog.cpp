#include "ui/dialogs/place_queue_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/city/kept_desk.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/case_text.h"

namespace gis::ui {

namespace {

constexpr std::int64_t kMostQueued = 2000;  // more than a person places; the rest follows when these are placed
constexpr std::size_t kCandidatesShown = 8;
constexpr int kTypingPause = 250;

/// What is looked up first: the address, else the road, else the first words of the description.
QString addressOf(const city::Incident& one) {
  for (const std::string* text : {&one.address, &one.road, &one.description}) {
    QString line = fromUtf8(*text).simplified();
    if (!line.isEmpty()) return line;
  }
  return {};
}

}  // namespace

PlaceQueueDialog::PlaceQueueDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_count(named(new QLabel, "placeQueueCount", tr("How many cases have no position"))),
      m_note(named(new QLabel, "placeQueueNote", tr("What became of the case"))),
      m_list(named(new QTreeWidget, "placeQueueCases", tr("Cases without a position"))),
      m_search(named(new QLineEdit, "placeQueueSearch", tr("Address or place to look for"))),
      m_places(named(new QListWidget, "placeQueuePlaces", tr("Places that the address may mean"))),
      m_take(named(new QPushButton(tr("Place it there")), "placeQueueTake", tr("Place it there"))),
      m_click(named(new QPushButton(tr("Click the map…")), "placeQueueClick", tr("Click the place on the map"))),
      m_open(named(new QPushButton(tr("Open the case")), "placeQueueOpen", tr("Open the case"))) {
  setObjectName(QStringLiteral("placeQueueDialog"));
  setWindowTitle(tr("Cases to place"));
  build();
  m_again.setSingleShot(true);
  m_again.setInterval(kTypingPause);
  m_typing.setSingleShot(true);
  m_typing.setInterval(kTypingPause);
  connect(&m_again, &QTimer::timeout, this, &PlaceQueueDialog::readCases);
  connect(&m_typing, &QTimer::timeout, this, &PlaceQueueDialog::look);
  connect(&m_session, &CitySession::dataChanged, this, [this](const QString& layer) {
    if (layer == QLatin1String("city_incident")) m_again.start();
  });
  connect(&m_session, &CitySession::closed, this, &QDialog::close);
  readCases();
  readIndex();
}

PlaceQueueDialog::~PlaceQueueDialog() {
  for (const JobHandle* job : {&m_readJob, &m_indexJob, &m_lookJob}) job->cancel();
}

void PlaceQueueDialog::build() {
  m_list->setRootIsDecorated(false);
  m_list->setUniformRowHeights(true);
  m_list->setAlternatingRowColors(true);
  m_list->setHeaderLabels({tr("Number"), tr("Category"), tr("Address"), tr("Reported")});
  m_list->header()->setStretchLastSection(false);
  m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_list->header()->setSectionResizeMode(2, QHeaderView::Stretch);
  m_note->setWordWrap(true);
  m_search->setClearButtonEnabled(true);
  for (QPushButton* button : {m_take, m_click, m_open}) button->setAutoDefault(false);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  auto* row = new QHBoxLayout;
  row->addWidget(m_take);
  row->addWidget(m_click);
  row->addWidget(m_open);
  row->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->addWidget(m_count);
  all->addWidget(m_list, 3);
  all->addWidget(m_search);
  all->addWidget(m_places, 2);
  all->addLayout(row);
  all->addWidget(m_note);
  all->addWidget(buttons);
  resize(620, 560);
  connect(m_list, &QTreeWidget::currentItemChanged, this, &PlaceQueueDialog::caseChosen);
  connect(m_search, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
  connect(m_places, &QListWidget::currentRowChanged, this, [this] {
    setAvailable();
    if (const city::FindResult* one = candidate(); one != nullptr) Q_EMIT showWanted(*one->at);
  });
  connect(m_places, &QListWidget::itemActivated, this, [this] {
    if (m_take->isEnabled()) place(*candidate()->at);
  });
  connect(m_take, &QPushButton::clicked, this, [this] {
    if (const city::FindResult* one = candidate(); one != nullptr) place(*one->at);
  });
  connect(m_click, &QPushButton::clicked, this, &PlaceQueueDialog::mapWanted);
  connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(currentCase()); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  setAvailable();
}

void PlaceQueueDialog::readCases() {
  if (!m_session.isOpen()) return;
  m_readJob.cancel();
  m_readJob = m_session.read(
      tr("Cases to place"),
      [](const store::CityDatabase& city, Progress& progress) {
        return city::casesToPlace(city, kMostQueued, progress.token());
      },
      this, [this](std::vector<city::Incident> cases) { showCases(std::move(cases)); });
}

void PlaceQueueDialog::showCases(std::vector<city::Incident> cases) {
  const QString was = currentCase();
  const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
  m_cases = std::move(cases);
  int chosen = -1;
  {
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    QList<QTreeWidgetItem*> items;
    for (const city::Incident& one : m_cases) {
      if (fromUtf8(one.uid) == was) chosen = int(items.size());
      items << new QTreeWidgetItem({fromUtf8(one.caseNo.empty() ? one.reportNo : one.caseNo),
                                    categoryText(one.codeSystem, one.kind, one.category, one.categoryName, isChinese()),
                                    addressOf(one), cityTimeText(one.reportedAt)});
    }
    m_list->addTopLevelItems(items);
    const bool same = chosen >= 0;
    // what was placed is gone: the next one moves up
    if (!same) chosen = std::min(std::max(0, row), int(m_cases.size()) - 1);
    if (chosen >= 0) m_list->setCurrentItem(m_list->topLevelItem(chosen));
    if (same) {
      setAvailable();
      chosen = -1;
    }
  }
  m_count->setText(m_cases.size() < std::size_t(kMostQueued)
                       ? tr("%Ln case(s) without a position", nullptr, int(m_cases.size()))
                       : tr("More than %1 cases without a position; the newest come first")
                             .arg(QLocale().toString(qlonglong(kMostQueued))));
  if (chosen >= 0 || m_cases.empty()) caseChosen();
}

void PlaceQueueDialog::readIndex() {
  m_note->setText(tr("Places are being read …"));
  m_indexJob = m_session.readLong(
      tr("Cases to place"),
      [](const store::CityDatabase& city, Progress& progress) {
        return std::make_shared<city::FindIndex>(city::FindIndex::build(city, progress));
      },
      this,
      [this](std::shared_ptr<city::FindIndex> index) {
        m_index = std::move(index);
        m_note->clear();
        look();
      });
}

const city::Incident* PlaceQueueDialog::current() const {
  const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
  return row >= 0 && row < int(m_cases.size()) ? &m_cases[std::size_t(row)] : nullptr;
}

QString PlaceQueueDialog::currentCase() const {
  const city::Incident* one = current();
  return one == nullptr ? QString() : fromUtf8(one->uid);
}

const city::FindResult* PlaceQueueDialog::candidate() const {
  const int row = m_places->currentRow();
  return row >= 0 && row < int(m_found.size()) ? &m_found[std::size_t(row)] : nullptr;
}

void PlaceQueueDialog::caseChosen() {
  const city::Incident* one = current();
  m_search->setText(one == nullptr ? QString() : addressOf(*one));
  m_list->setToolTip(one == nullptr ? QString() : fromUtf8(one->description));
  look();
}

void PlaceQueueDialog::look() {
  m_lookJob.cancel();
  const quint64 number = ++m_lookNumber;
  if (!m_index || m_search->text().trimmed().isEmpty()) {
    showPlaces({});
    return;
  }
  m_lookJob = m_session.read(
      tr("Cases to place"),
      [index = m_index, text = toUtf8(m_search->text())](const store::CityDatabase& city, Progress&) {
        auto places = city::placesForAddress(*index, text, kCandidatesShown);
        city::placeExactly(city, places);
        return places;
      },
      this,
      [this, number](std::vector<city::FindResult> places) {
        if (number == m_lookNumber) showPlaces(std::move(places));
      });
}

void PlaceQueueDialog::showPlaces(std::vector<city::FindResult> places) {
  m_found = std::move(places);
  const QSignalBlocker quiet(m_places);
  m_places->clear();
  for (const city::FindResult& one : m_found) m_places->addItem(fromUtf8(one.label));
  if (m_found.empty() && m_index && current() != nullptr) {
    auto* none = new QListWidgetItem(tr("Nothing of that name is known: try fewer words, or click the map."));
    none->setFlags(Qt::NoItemFlags);
    m_places->addItem(none);
  } else if (!m_found.empty()) {
    m_places->setCurrentRow(0);
  }
  setAvailable();
}

void PlaceQueueDialog::setAvailable() {
  const bool may = current() != nullptr && !m_placing && m_session.isOpen() && !m_session.isReadOnly();
  m_take->setEnabled(may && candidate() != nullptr);
  m_click->setEnabled(may);
  m_open->setEnabled(current() != nullptr);
}

void PlaceQueueDialog::placeAt(geom::MapPoint at) {
  place(at);
}

void PlaceQueueDialog::place(geom::MapPoint at) {
  const city::Incident* one = current();
  if (one == nullptr || m_placing || m_session.isReadOnly()) return;
  m_placing = true;
  setAvailable();
  const QString number = fromUtf8(one->caseNo.empty() ? one->reportNo : one->caseNo);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_placing = false;
    m_note->setText(QStringLiteral("⚠ ") + sentence);
    setAvailable();
  };
  m_session.write(
      tr("Place a case"),
      [uid = one->uid, at, actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        return city::keptDesk(city).move(uid, at, actor);
      },
      this,
      [this, number](const city::Incident& placed) {
        m_placing = false;
        const QString where = fromUtf8(placed.communityName.empty() ? placed.grid : placed.communityName);
        m_note->setText(where.isEmpty() ? tr("%1 is placed; Ctrl+Z takes it back.").arg(number)
                                        : tr("%1 is placed in %2; Ctrl+Z takes it back.").arg(number, where));
        setAvailable();
      },
      options);
}

}  // namespace gis::ui
