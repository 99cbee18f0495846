#include "ui/panels/case_board.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "ui/models/case_texts.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kClockMillis = 30'000;  // time alone makes cases overdue
constexpr int kSoFarMillis = 400;
constexpr int kMostRows = 500;
constexpr int kNumbersARow = 4;

}  // namespace

CaseBoardPanel::CaseBoardPanel(CitySession& session, CaseKeeper& keeper, Operators& operators, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_keeper(keeper),
      m_operators(operators),
      m_tabs(named(new QTabWidget, "boardTabs")),
      m_who(named(new QComboBox, "boardOperator")),
      m_edit(named(new QPushButton, "boardOperators")),
      m_note(named(new QLabel, "boardNote")),
      m_soFar(named(new QLabel, "boardSoFar")),
      m_alert(named(new QPushButton, "boardAlert")) {
  setObjectName(QStringLiteral("caseBoard"));
  auto* who = new QHBoxLayout;
  who->addWidget(m_who, 1);
  who->addWidget(m_edit);
  m_note->setWordWrap(true);
  m_soFar->setWordWrap(true);
  m_soFar->hide();
  static constexpr const char* kNames[numbers] = {"boardOpen",     "boardDueToday", "boardOverdue",   "boardWaiting",
                                                  "boardReported", "boardClosed",   "boardSuspended", "boardRequests"};
  auto* grid = new QGridLayout;
  grid->setSpacing(4);
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * 1.5);
  large.setBold(true);
  for (int i = 0; i < numbers; ++i) {
    m_numbers[std::size_t(i)] = named(new QPushButton, kNames[i]);
    m_titles[std::size_t(i)] = new QLabel;
    m_numbers[std::size_t(i)]->setFont(large);
    m_titles[std::size_t(i)]->setAlignment(Qt::AlignHCenter);
    const int row = i / kNumbersARow * 2, column = i % kNumbersARow;
    grid->addWidget(m_titles[std::size_t(i)], row, column);
    grid->addWidget(m_numbers[std::size_t(i)], row + 1, column);
    connect(m_numbers[std::size_t(i)], &QPushButton::clicked, this, [this, i] { wanted(Number(i)); });
  }
  static constexpr const char* kTables[groups] = {"boardDepartments", "boardGrids", "boardSubdistricts",
                                                  "boardDistricts"};
  for (int g = 0; g < groups; ++g) {
    QTreeWidget* table = m_groups[std::size_t(g)] = named(new QTreeWidget, kTables[g]);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAlternatingRowColors(true);
    table->setColumnCount(4);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int c = 1; c < 4; ++c) table->header()->setSectionResizeMode(c, QHeaderView::ResizeToContents);
    m_tabs->addTab(table, QString());
    connect(table, &QTreeWidget::itemActivated, this, [this, g, table](QTreeWidgetItem* item, int column) {
      wantedRow(Group(g), table->indexOfTopLevelItem(item), column);
    });
  }
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(6, 6, 6, 6);
  all->addLayout(who);
  all->addWidget(m_note);
  all->addWidget(m_soFar);
  all->addLayout(grid);
  m_alert->setFlat(true);
  m_alert->setStyleSheet(QStringLiteral("text-align:left;padding:2px"));
  m_alert->hide();
  connect(m_alert, &QPushButton::clicked, this, [this] {
    IncidentListFilter filter;
    filter.overdueOnly = m_overdue.news(m_board.all.overdue) > 0;
    filter.dueSoon = !filter.overdueOnly;
    m_overdue.lookedAt(m_board.all.overdue);
    showAlert();
    Q_EMIT filterWanted(filter);
  });
  all->addWidget(m_alert);
  all->addWidget(m_tabs, 1);
  connect(&m_keeper, &CaseKeeper::ready, this, &CaseBoardPanel::count);
  connect(&m_keeper, &CaseKeeper::updated, this, &CaseBoardPanel::count);
  m_soFarClock.setInterval(kSoFarMillis);
  connect(&m_soFarClock, &QTimer::timeout, this, &CaseBoardPanel::countSoFar);
  connect(&m_session, &CitySession::opened, &m_soFarClock, qOverload<>(&QTimer::start));
  connect(&m_session, &CitySession::closed, this, [this] {
    ++m_number;
    m_soFarClock.stop();
    m_soFar->hide();
    m_overdue.forget();
    show({});
  });
  connect(&m_operators, &Operators::changed, this, [this] {
    showOperators();
    count();
  });
  connect(m_who, &QComboBox::activated, this, [this] { m_operators.choose(m_who->currentData().toString()); });
  connect(m_edit, &QPushButton::clicked, this, &CaseBoardPanel::operatorsWanted);
  m_clock.setInterval(kClockMillis);
  connect(&m_clock, &QTimer::timeout, this, &CaseBoardPanel::count);
  m_clock.start();
  retranslate();
}

void CaseBoardPanel::count() {
  const auto table = m_keeper.table();
  if (!table || !m_session.isOpen()) return;
  m_job.cancel();
  const quint64 number = ++m_number;
  m_job = m_session.read(
      tr("Board of the cases"),
      [table, role = toUtf8(m_operators.current().role)](const store::CityDatabase&, Progress&) {
        return table->board(utcNow(), role);
      },
      this,
      [this, number](const city::CaseBoard& board) {
        if (number != m_number) return;
        m_overdue.counted(board.all.overdue);
        m_soFar->hide();
        show(board);
      });
}

void CaseBoardPanel::countSoFar() {
  const auto table = m_keeper.tableInWork();
  if (table == nullptr || m_keeper.table() != nullptr) return m_soFarClock.stop();
  const std::int64_t rows = table->rowsRead();
  if (rows == 0) return;  // it comes as a whole
  m_job.cancel();
  const quint64 number = ++m_number;
  m_job = m_session.read(
      tr("Board of the cases"),
      [table, role = toUtf8(m_operators.current().role)](const store::CityDatabase&, Progress&) {
        return table->board(utcNow(), role);
      },
      this,
      [this, number, rows](const city::CaseBoard& board) {
        if (number != m_number) return;
        showSoFar(rows);
        show(board);
      });
}

void CaseBoardPanel::showSoFar(std::int64_t rows) {
  const store::LayerInfo* cases = m_session.layer(QStringLiteral("city_incident"));
  const std::int64_t all = std::max(rows, cases == nullptr ? 0 : cases->count);
  const QLocale locale;
  m_soFar->setText(tr("The cases are being read: %1 of %2 are counted so far.")
                       .arg(locale.toString(qlonglong(rows)), locale.toString(qlonglong(all))));
  m_soFar->show();
}

void CaseBoardPanel::addBelow(QWidget* widget) {
  static_cast<QVBoxLayout*>(layout())->addWidget(widget);
}

void CaseBoardPanel::showAlert() {
  const qlonglong late = m_overdue.news(m_board.all.overdue);
  QStringList parts;
  const QLocale locale;
  if (late > 0) parts << tr("%1 more became overdue").arg(locale.toString(late));
  if (m_board.dueSoon > 0) parts << tr("%1 due within an hour").arg(locale.toString(qlonglong(m_board.dueSoon)));
  m_alert->setText(QStringLiteral("⚠ ") + parts.join(QStringLiteral(" · ")));
  m_alert->setVisible(!parts.isEmpty());
  m_alert->setAccessibleName(tr("Alert: %1").arg(parts.join(QStringLiteral(", "))));
}

void CaseBoardPanel::show(const city::CaseBoard& board) {
  m_board = board;
  const QLocale locale;
  const std::int64_t values[numbers] = {board.all.open,      board.all.dueToday, board.all.overdue, board.all.waiting,
                                        board.reportedToday, board.closedToday,  board.suspended,   board.requests};
  for (int i = 0; i < numbers; ++i) m_numbers[std::size_t(i)]->setText(locale.toString(qlonglong(values[i])));
  m_numbers[overdueNumber]->setStyleSheet(board.all.overdue > 0 ? QStringLiteral("color:#c02020") : QString());
  m_numbers[waitingNumber]->setEnabled(!m_operators.current().role.isEmpty());
  showAlert();
  const std::vector<city::BoardCount>* lists[groups] = {&board.byDepartment, &board.byGrid, &board.bySubdistrict,
                                                        &board.byDistrict};
  for (int g = 0; g < groups; ++g) {
    QList<QTreeWidgetItem*> items;
    for (const city::BoardCount& one : *lists[g]) {
      if (items.size() == kMostRows) break;
      QString name = fromUtf8(one.name.empty() ? one.code : one.name);
      if (name.isEmpty()) name = tr("(none)");
      auto* item =
          new QTreeWidgetItem({name, locale.toString(qlonglong(one.open)), locale.toString(qlonglong(one.dueToday)),
                               locale.toString(qlonglong(one.overdue))});
      for (int c = 1; c < 4; ++c) item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
      if (one.overdue > 0) item->setForeground(3, QColor(0xC0, 0x20, 0x20));
      item->setToolTip(0, fromUtf8(one.code));
      items << item;
    }
    m_groups[std::size_t(g)]->clear();
    m_groups[std::size_t(g)]->addTopLevelItems(items);
  }
  Q_EMIT counted();
}

void CaseBoardPanel::wanted(Number number) {
  IncidentListFilter filter;
  switch (number) {
    case openNumber: filter.openOnly = true; break;
    case dueNumber: filter.dueToday = true; break;
    case overdueNumber: filter.overdueOnly = true; break;
    case waitingNumber: filter.role = m_operators.current().role; break;
    case restNumber: filter.state = QStringLiteral("suspended"); break;
    case requestNumber: filter.role = QStringLiteral("shift_leader"); break;
    case reportedNumber: filter.reportedToday = true; break;
    case closedNumber: filter.closedToday = true; break;
    default: break;
  }
  Q_EMIT filterWanted(filter);
}

void CaseBoardPanel::wantedRow(Group group, int row, int column) {
  const std::vector<city::BoardCount>* lists[groups] = {&m_board.byDepartment, &m_board.byGrid, &m_board.bySubdistrict,
                                                        &m_board.byDistrict};
  if (row < 0 || std::size_t(row) >= lists[group]->size()) return;
  const QString code = fromUtf8((*lists[group])[std::size_t(row)].code);
  if (code.isEmpty()) return;  // a list cannot ask for what has none
  constexpr int kDueColumn = 2, kOverdueColumn = 3;
  IncidentListFilter filter;
  filter.dueToday = column == kDueColumn;
  filter.overdueOnly = column == kOverdueColumn;
  filter.openOnly = !filter.dueToday && !filter.overdueOnly;
  QString* members[groups] = {&filter.department, &filter.grid, &filter.subdistrict, &filter.district};
  *members[group] = code;
  Q_EMIT filterWanted(filter);
}

void CaseBoardPanel::showOperators() {
  const QSignalBlocker quiet(m_who);
  m_who->clear();
  m_who->addItem(tr("Nobody chosen"), QString());
  for (const DeskOperator& one : m_operators.all()) {
    m_who->addItem(one.name + QStringLiteral(" · ") + caseRoleText(toUtf8(one.role)) +
                       (one.department.isEmpty() ? QString() : QStringLiteral(" · ") + one.department),
                   one.name);
  }
  m_who->setCurrentIndex(std::max(0, m_who->findData(m_operators.current().name)));
}

void CaseBoardPanel::retranslate() {
  const QString titles[numbers] = {tr("Open"),           tr("Due today"),    tr("Overdue"),   tr("Waiting for me"),
                                   tr("Reported today"), tr("Closed today"), tr("Suspended"), tr("Requests")};
  for (int i = 0; i < numbers; ++i) {
    m_titles[std::size_t(i)]->setText(titles[i]);
    m_numbers[std::size_t(i)]->setAccessibleName(titles[i]);
    m_numbers[std::size_t(i)]->setToolTip(tr("Show these cases in the list"));
  }
  const QString names[groups] = {tr("By department"), tr("By grid"), tr("By subdistrict"), tr("By district")};
  const QString columns[groups] = {tr("Department"), tr("Unit grid"), tr("Subdistrict"), tr("District")};
  for (int g = 0; g < groups; ++g) {
    m_tabs->setTabText(g, columns[g]);  // the whole names are wider than a narrow dock
    m_tabs->setTabToolTip(g, names[g]);
    m_groups[std::size_t(g)]->setHeaderLabels({columns[g], tr("Open"), tr("Due today"), tr("Overdue")});
    m_groups[std::size_t(g)]->setAccessibleName(names[g]);
  }
  m_tabs->setAccessibleName(tr("Groups of cases"));
  m_who->setAccessibleName(tr("Who works here"));
  m_edit->setText(tr("Operators…"));
  m_edit->setAccessibleName(m_edit->text());
  m_note->setText(tr("Roles are labels kept on this computer; they protect nothing."));
  showOperators();
  show(m_board);
}

void CaseBoardPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
