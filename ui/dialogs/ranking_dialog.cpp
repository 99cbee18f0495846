#include "ui/dialogs/ranking_dialog.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gis_core/city/bulletin.h"
#include "gis_core/city/incident.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/period_choice.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/case_text.h"
#include "ui/models/incident_model.h"

namespace gis::ui {

namespace {

enum RankingColumn { rankAt, nameAt, gradeAt, firstFigure };
enum BehindColumn {
  behindNumber,
  behindCategory,
  behindState,
  behindReported,
  behindDeadline,
  behindWho,
  behindColumns
};
constexpr std::size_t kMostBehind = 500;

void setCell(QTableWidget* table, int row, int column, const QString& text, bool isNumber) {
  auto* item = new QTableWidgetItem(text);
  if (isNumber) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
  table->setItem(row, column, item);
}

}  // namespace

/// What was asked, and what came of it.
struct RankingDialog::Answer {
  city::FigureQuery query;
  city::CaseFigures figures;
  std::vector<std::string> names;  ///< of figureKinds()
  std::vector<city::BulletinDivision> divisions;
};

/// The cases behind a number, the first ones with what is told of them.
struct RankingDialog::Behind {
  std::vector<std::int64_t> fids;
  std::vector<city::Incident> cases;
};

RankingDialog::RankingDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_by(named(new QComboBox, "rankingBy", tr("What is ranked"))),
      m_period(named(new QComboBox, "rankingPeriod", tr("Period"))),
      m_division(named(new QComboBox, "rankingDivision", tr("Area"))),
      m_from(named(new QDateEdit, "rankingFrom", tr("First day"))),
      m_to(named(new QDateEdit, "rankingTo", tr("Last day"))),
      m_table(named(new QTableWidget, "rankingTable", tr("Figures"))),
      m_cases(named(new QTableWidget(0, behindColumns), "rankingCases", tr("Cases behind the number"))),
      m_note(named(new QLabel, "rankingNote", tr("Definitions"))),
      m_title(named(new QLabel, "rankingTitle", tr("Which cases are listed"))),
      m_map(named(new QPushButton(tr("Show on the map")), "rankingMap", tr("Select these cases on the map"))) {
  setObjectName(QStringLiteral("rankingDialog"));
  setWindowTitle(tr("Figures and ranking"));
  build();
  periodChosen();
}

RankingDialog::~RankingDialog() {
  m_job.cancel();
  m_behindJob.cancel();
}

void RankingDialog::build() {
  for (const std::string& by : city::figureGroupings())
    m_by->addItem(translated(city::bulletinHeading(by)), fromUtf8(by));
  m_by->setCurrentIndex(std::max(0, m_by->findData(QStringLiteral("department"))));
  m_period->addItems(periodNames());
  m_division->addItem(tr("The whole city"), QString());
  for (QDateEdit* day : {m_from, m_to}) {
    day->setCalendarPopup(true);
    day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    connect(day, &QDateEdit::dateChanged, this, [this] {
      const QSignalBlocker quiet(m_period);
      m_period->setCurrentIndex(ownPeriod);
      count();
    });
  }
  m_cases->setHorizontalHeaderLabels(
      {tr("Number"), tr("Category"), tr("State"), tr("Reported"), tr("Deadline"), tr("Department")});
  for (QTableWidget* table : {m_table, m_cases}) {
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setAlternatingRowColors(true);
    table->verticalHeader()->hide();
    table->setTabKeyNavigation(false);
  }
  m_cases->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_cases->horizontalHeader()->setStretchLastSection(true);
  m_note->setWordWrap(true);
  m_title->setWordWrap(true);
  auto* asked = new QHBoxLayout;
  for (QWidget* one : std::initializer_list<QWidget*>{m_by, m_period, m_from, m_to, m_division}) asked->addWidget(one);
  asked->addStretch(1);
  auto* behind = new QWidget;
  auto* titleRow = new QHBoxLayout;
  titleRow->addWidget(m_title, 1);
  titleRow->addWidget(m_map);
  auto* lower = new QVBoxLayout(behind);
  lower->setContentsMargins(0, 0, 0, 0);
  lower->addLayout(titleRow);
  lower->addWidget(m_cases, 1);
  auto* both = new QSplitter(Qt::Vertical);
  both->addWidget(m_table);
  both->addWidget(behind);
  both->setStretchFactor(0, 3);
  both->setStretchFactor(1, 2);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  m_map->setAutoDefault(false);
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
  auto* all = new QVBoxLayout(this);
  all->addLayout(asked);
  all->addWidget(both, 1);
  all->addWidget(m_note);
  all->addWidget(buttons);
  resize(900, 640);
  connect(m_period, &QComboBox::currentIndexChanged, this, &RankingDialog::periodChosen);
  for (QComboBox* box : {m_by, m_division}) connect(box, &QComboBox::currentIndexChanged, this, &RankingDialog::count);
  connect(m_table, &QTableWidget::cellActivated, this, &RankingDialog::cellChosen);
  connect(m_table, &QTableWidget::cellClicked, this, &RankingDialog::cellChosen);
  connect(m_cases, &QTableWidget::cellActivated, this,
          [this](int row) { Q_EMIT caseWanted(m_cases->item(row, behindNumber)->data(Qt::UserRole).toString()); });
  connect(m_map, &QPushButton::clicked, this, [this] { Q_EMIT casesWanted(m_fids); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

void RankingDialog::periodChosen() {
  if (m_period->currentIndex() != ownPeriod) {
    const auto [first, last] = daysOfPeriod(m_period->currentIndex(), cityToday());
    const QSignalBlocker quietFrom(m_from), quietTo(m_to);
    m_from->setDate(first);
    m_to->setDate(last);
  }
  count();
}

JobOptions RankingDialog::job() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  return options;
}

void RankingDialog::count() {
  m_job.cancel();
  m_behindJob.cancel();
  m_answer.reset();
  m_fids.clear();
  m_cases->setRowCount(0);
  m_map->setEnabled(false);
  m_title->clear();
  if (m_from->date() > m_to->date()) {
    m_table->setRowCount(0);
    m_note->setText(QStringLiteral("⚠ ") + tr("The last day lies before the first one."));
    return;
  }
  m_note->setText(tr("Counting …"));
  city::FigureQuery query;
  query.by = toUtf8(m_by->currentData().toString());
  query.from = startOfCityDay(m_from->date());
  query.to = startOfCityDay(m_to->date().addDays(1));
  query.asOf = utcNow();
  query.within = toUtf8(m_division->currentData().toString());
  const quint64 number = ++m_number;
  m_job = m_session.readLong(
      windowTitle(),
      [query, chinese = isChinese()](const store::CityDatabase& city, Progress& progress) {
        auto answer = std::make_shared<Answer>();
        answer->query = query;
        answer->query.rules = city::figureRules(city);
        answer->figures = city::caseFigures(city, answer->query, progress.token());
        for (const city::FigureKind& kind : city::figureKinds())
          answer->names.push_back(city::figureName(kind.id, chinese));
        answer->divisions = city::bulletinDivisions(city);
        return std::shared_ptr<const Answer>(std::move(answer));
      },
      this,
      [this, number](std::shared_ptr<const Answer> answer) {
        if (number == m_number) showAnswer(std::move(answer));
      },
      job());
}

void RankingDialog::showAnswer(std::shared_ptr<const Answer> answer) {
  m_answer = std::move(answer);
  if (m_division->count() == 1) {
    const QSignalBlocker quiet(m_division);
    for (const city::BulletinDivision& one : m_answer->divisions) {
      const QString indent = one.role == "district" ? QString() : QStringLiteral("    ");
      m_division->addItem(indent + fromUtf8(one.name), fromUtf8(one.code));
    }
  }
  const city::CaseFigures& figures = m_answer->figures;
  QStringList titles{tr("Rank"), translated(city::bulletinHeading(m_answer->query.by)), tr("Grade")};
  for (std::size_t i = 0; i < m_answer->names.size(); ++i)
    titles << fromUtf8(m_answer->names[i]) +
                  (city::figureKinds()[i].unit == city::FigureUnit::percent ? QStringLiteral(" %") : QString());
  m_table->clear();
  m_table->setColumnCount(int(titles.size()));
  m_table->setHorizontalHeaderLabels(titles);
  m_table->setRowCount(int(figures.groups.size()) + 1);
  for (std::size_t row = 0; row < figures.groups.size(); ++row) {
    const city::FigureGroup& group = figures.groups[row];
    const QString name = fromUtf8(group.name.empty() ? group.code : group.name);
    fillRow(int(row), group, name.isEmpty() ? tr("(none)") : name);
  }
  fillRow(int(figures.groups.size()), figures.total, tr("All"));
  m_table->resizeColumnsToContents();
  QStringList told;
  for (const Message& one : city::figureDefinitions(m_answer->query.rules)) told << translated(one);
  m_note->setText(told.join(QStringLiteral(" · ")));
  m_title->setText(tr("Click a number to see the cases behind it."));
}

void RankingDialog::fillRow(int row, const city::FigureGroup& group, const QString& name) {
  const QLocale locale;
  const auto& kinds = city::figureKinds();
  const auto score = group.figures[city::figurePlace(city::scoreOfGrouping(m_answer->query.by))];
  setCell(m_table, row, rankAt, group.rank > 0 ? locale.toString(group.rank) : QString(), true);
  setCell(m_table, row, nameAt, name, false);
  setCell(m_table, row, gradeAt, score ? QString::fromLatin1(city::gradeOf(*score)) : QString(), false);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto& value = group.figures[i];
    const int digits = kinds[i].unit == city::FigureUnit::count ? 0 : 2;
    setCell(m_table, row, firstFigure + int(i), value ? locale.toString(*value, 'f', digits) : QStringLiteral("–"),
            true);  // no value is no zero
    const city::CountMember whole = city::figureWhole(kinds[i], m_answer->query.rules);
    if (kinds[i].share != nullptr && whole != nullptr) {
      m_table->item(row, firstFigure + int(i))
          ->setToolTip(tr("%1 of %2")
                           .arg(locale.toString(qlonglong(group.counts.*kinds[i].share)),
                                locale.toString(qlonglong(group.counts.*whole))));
    }
  }
}

void RankingDialog::cellChosen(int row, int column) {
  if (m_answer == nullptr || column < firstFigure || row < 0) return;
  const auto kind = std::size_t(column - firstFigure);
  const city::CountMember share = city::figureKinds()[kind].share;
  const auto& groups = m_answer->figures.groups;
  m_behindJob.cancel();
  m_cases->setRowCount(0);
  m_fids.clear();
  m_map->setEnabled(false);
  const QString what = m_table->item(row, nameAt)->text() + QStringLiteral(" · ") + fromUtf8(m_answer->names[kind]);
  if (share == nullptr) {
    m_title->setText(what + QStringLiteral(": ") + tr("no cases stand behind this number, it is made of others"));
    return;
  }
  m_title->setText(what + QStringLiteral(": ") + tr("Counting …"));
  const std::optional<std::string> code =
      std::size_t(row) < groups.size() ? std::optional(groups[std::size_t(row)].code) : std::nullopt;
  m_behindJob = m_session.readLong(
      tr("Cases behind the number"),
      [answer = m_answer, code, share](const store::CityDatabase& city, Progress& progress) {
        Behind behind;
        behind.fids = city::casesBehind(city, answer->query, code, share, progress.token());
        for (std::size_t i = 0; i < std::min(kMostBehind, behind.fids.size()); ++i) {
          progress.check();
          behind.cases.push_back(city::incidentById(city, std::to_string(behind.fids[i])));
        }
        return behind;
      },
      this,
      [this, what](const Behind& behind) {
        QString title = what + QStringLiteral(": ") + tr("%Ln case(s)", nullptr, int(behind.fids.size()));
        if (behind.fids.size() > behind.cases.size())
          title += QStringLiteral(", ") + tr("the first %1 are listed").arg(behind.cases.size());
        m_title->setText(title);
        list(behind);
      },
      job());
}

void RankingDialog::list(const Behind& behind) {
  m_fids = behind.fids;
  m_map->setEnabled(!m_fids.empty());
  m_cases->setRowCount(int(behind.cases.size()));
  for (int row = 0; row < m_cases->rowCount(); ++row) {
    const city::Incident& one = behind.cases[std::size_t(row)];
    const QString cells[behindColumns] = {fromUtf8(one.caseNo.empty() ? one.reportNo : one.caseNo),
                                          categoryText(one.codeSystem, one.kind, one.category, one.categoryName),
                                          caseStateText(one.state),
                                          cityTimeText(one.reportedAt),
                                          cityTimeText(one.deadline),
                                          fromUtf8(one.department)};
    for (int column = 0; column < behindColumns; ++column) setCell(m_cases, row, column, cells[column], false);
    m_cases->item(row, behindNumber)->setData(Qt::UserRole, fromUtf8(one.uid));
  }
  m_cases->resizeColumnsToContents();
}

}  // namespace gis::ui
