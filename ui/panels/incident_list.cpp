#include "ui/panels/incident_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <initializer_list>

#include "gis_core/city/case_flow.h"
#include "ui/models/case_texts.h"
#include "ui/models/case_view_text.h"
#include "ui/panels/flow_layout.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

const QString kViewsKept = QStringLiteral("cases/views");
constexpr int kLeastTableHeight = 40;  // a low panel takes from the table, not from the last line of the bar
constexpr int kTextWidth = 180;
constexpr int kMostValues = 25;     // entries of a menu
constexpr int kMostChosen = 5'000;  // rows chosen from the map

QJsonObject keptViews(const UserSettings& settings) {
  return QJsonDocument::fromJson(settings.value(kViewsKept).toString().toUtf8()).object();
}

void keepViews(UserSettings& settings, const QJsonObject& views) {
  settings.setValue(kViewsKept, QString::fromUtf8(QJsonDocument(views).toJson(QJsonDocument::Compact)));
}

}  // namespace

IncidentList::IncidentList(CitySession& session, CaseKeeper& keeper, Operators& operators, UserSettings& settings,
                           QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_keeper(keeper),
      m_operators(operators),
      m_settings(settings),
      m_model(new IncidentModel(session, keeper, this)),
      m_view(named(new QTableView, "incidentView")),
      m_state(named(new QComboBox, "incidentStateFilter")),
      m_text(named(new QLineEdit, "incidentTextFilter")),
      m_inWindow(named(new QCheckBox, "incidentInWindow")),
      m_overdue(named(new QCheckBox, "incidentOverdue")),
      m_add(named(new QToolButton, "incidentAddFilter")),
      m_views(named(new QToolButton, "incidentViews")),
      m_addMenu(new QMenu(this)),
      m_viewMenu(new QMenu(this)),
      m_bar(named(new QWidget, "incidentBar")),
      m_count(named(new QLabel, "incidentCount")),
      m_open(named(new QPushButton, "incidentOpen")),
      m_zoom(named(new QPushButton, "incidentZoom")),
      m_step(named(new QPushButton, "incidentStepAll")),
      m_print(named(new QPushButton, "incidentPrint")) {
  setObjectName(QStringLiteral("incidentList"));
  build();
  connect(&m_typing, &QTimer::timeout, this, &IncidentList::applyFilter);
  connect(m_text, &QLineEdit::textChanged, &m_typing, QOverload<>::of(&QTimer::start));
  connect(m_state, &QComboBox::currentIndexChanged, this, &IncidentList::applyFilter);
  connect(m_inWindow, &QCheckBox::toggled, this, &IncidentList::applyFilter);
  connect(m_overdue, &QCheckBox::toggled, this, &IncidentList::applyFilter);
  connect(m_addMenu, &QMenu::aboutToShow, this, &IncidentList::fillFilterMenu);
  connect(m_viewMenu, &QMenu::aboutToShow, this, &IncidentList::fillViewMenu);
  const auto idAt = [this](const QModelIndex& index) {
    return index.isValid() ? index.data(IncidentModel::uidRole).toString() : QString();
  };
  const auto openCurrent = [this, idAt] {
    if (const QString id = idAt(m_view->currentIndex()); !id.isEmpty()) Q_EMIT openWanted(id);
  };
  connect(m_view, &QTableView::activated, this, openCurrent);
  connect(m_open, &QPushButton::clicked, this, openCurrent);
  connect(m_zoom, &QPushButton::clicked, this, [this] {
    if (const std::int64_t fid = m_model->fidOf(m_view->currentIndex().row()); fid != 0) Q_EMIT showWanted(fid, true);
  });
  connect(m_print, &QPushButton::clicked, this, [this] { Q_EMIT printWanted(chosen()); });
  connect(m_step, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(chosen()); });
  connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (m_quiet || !now.isValid()) return;
    m_wanted.clear();  // who has gone to another row is not taken away from it
    Q_EMIT showWanted(m_model->fidOf(now.row()), false);
  });
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    m_step->setEnabled(m_view->selectionModel()->hasSelection() && !m_session.isReadOnly());
    if (!m_quiet) Q_EMIT chosenChanged();
  });
  connect(m_model, &IncidentModel::loaded, this, &IncidentList::sayCount);
  connect(m_model, &IncidentModel::found, this, [this](const QString& id, int row) {
    if (id != m_wanted || row < 0) return;  // one that was just logged comes with the next order
    m_wanted.clear();
    goTo(row);
  });
  connect(&m_operators, &Operators::changed, this, &IncidentList::showChips);
  retranslate();
}

void IncidentList::build() {
  m_view->setModel(m_model);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_view->setAlternatingRowColors(true);
  m_view->setShowGrid(false);
  m_view->setMinimumHeight(kLeastTableHeight);
  m_view->installEventFilter(this);
  m_view->setWordWrap(false);
  m_view->setTabKeyNavigation(false);
  m_view->verticalHeader()->hide();
  m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->horizontalHeader()->setHighlightSections(false);
  m_view->horizontalHeader()->setSortIndicator(IncidentModel::reportedColumn, Qt::DescendingOrder);
  m_view->setSortingEnabled(true);
  const int widths[] = {150, 110, 180, 130, 130, 200};
  for (int i = 0; i < 6; ++i) m_view->horizontalHeader()->resizeSection(i, widths[i]);
  // the longest state must not push the other panels aside
  m_state->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_state->setMinimumContentsLength(9);
  m_text->setClearButtonEnabled(true);
  m_typing.setSingleShot(true);
  m_typing.setInterval(250);
  m_state->addItem(QString(), QString());
  for (const city::CaseState& state : city::CaseRules::shipped().states()) {
    m_state->addItem(QString(), fromUtf8(state.name));
  }
  for (const auto& [button, menu] : {std::pair(m_add, m_addMenu), {m_views, m_viewMenu}}) {
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
  }
  m_addMenu->setObjectName(QStringLiteral("incidentFilterMenu"));
  m_viewMenu->setObjectName(QStringLiteral("incidentViewMenu"));
  // in a small window they take two lines instead of pushing the window over the edge of the screen
  auto* filters = new FlowLayout(m_bar);
  m_text->setMinimumWidth(kTextWidth);
  for (QWidget* one : std::initializer_list<QWidget*>{m_views, m_state, m_text, m_inWindow, m_overdue, m_add, m_open,
                                                      m_zoom, m_step, m_print, m_count})
    filters->addWidget(one);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(2, 2, 2, 2);
  all->addWidget(m_bar);
  all->addWidget(m_view, 1);
}

bool IncidentList::eventFilter(QObject* watched, QEvent* event) {
  // all cases of the list, not all features of the layer that is chosen in the tree
  if (watched == m_view && event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::SelectAll)) {
    event->accept();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void IncidentList::setVisibleExtent(const geom::Envelope& box) {
  m_extent = box;
  if (m_inWindow->isChecked()) m_typing.start();
}

void IncidentList::applyFilter() {
  if (m_quiet) return;
  m_wanted.clear();
  IncidentListFilter filter = m_more;
  filter.state = m_state->currentData().toString();
  filter.text = m_text->text().trimmed();
  filter.overdueOnly = m_overdue->isChecked();
  if (m_inWindow->isChecked() && !m_extent.isEmpty()) filter.box = m_extent;
  m_model->setFilter(filter);
}

void IncidentList::showFilter(const IncidentListFilter& filter) {
  m_quiet = true;
  m_state->setCurrentIndex(std::max(0, m_state->findData(filter.state)));
  m_text->setText(filter.text);
  m_overdue->setChecked(filter.overdueOnly);
  m_inWindow->setChecked(false);
  m_quiet = false;
  m_typing.stop();
  m_more = filter;
  m_more.box.reset();
  showChips();
  applyFilter();
}

void IncidentList::showChips() {
  for (QToolButton* old : m_chips) {
    m_bar->layout()->removeWidget(old);
    old->hide();
    old->deleteLater();
  }
  m_chips.clear();
  const auto chip = [this](const char* name, const QString& text, auto clear) {
    auto* button = named(new QToolButton, name);
    button->setText(text + QStringLiteral("  ✕"));
    button->setAccessibleName(tr("Without: %1").arg(text));
    button->setToolTip(button->accessibleName());
    connect(button, &QToolButton::clicked, this, [this, clear] {
      clear(m_more);
      showChips();
      applyFilter();
    });
    m_bar->layout()->addWidget(button);
    button->show();  // or it has no place before the next turn
    m_chips << button;
  };
  const auto textChip = [&](const char* name, const QString& title, QString IncidentListFilter::*member,
                            const QString& shown) {
    if ((m_more.*member).isEmpty()) return;
    chip(name, title + QStringLiteral(": ") + shown, [member](IncidentListFilter& f) { (f.*member).clear(); });
  };
  if (m_more.dueToday) chip("chipDueToday", tr("Due today"), [](IncidentListFilter& f) { f.dueToday = false; });
  if (m_more.openOnly) chip("chipOpen", tr("Open cases"), [](IncidentListFilter& f) { f.openOnly = false; });
  if (m_more.dueSoon) chip("chipDueSoon", tr("Due within an hour"), [](IncidentListFilter& f) { f.dueSoon = false; });
  if (m_more.reportedToday)
    chip("chipReportedToday", tr("Reported today"), [](IncidentListFilter& f) { f.reportedToday = false; });
  if (m_more.closedToday)
    chip("chipClosedToday", tr("Closed today"), [](IncidentListFilter& f) { f.closedToday = false; });
  if (m_more.reportedFrom != 0) {
    const auto day = [](qint64 time) { return fromUtf8(toIsoWithOffset(time, kCityOffsetMinutes).substr(0, 10)); };
    chip("chipReported", tr("Reported %1 to %2").arg(day(m_more.reportedFrom), day(m_more.reportedTo - 1)),
         [](IncidentListFilter& f) { f.reportedFrom = f.reportedTo = 0; });
  }
  textChip("chipRole", tr("Waits for"), &IncidentListFilter::role, caseRoleText(toUtf8(m_more.role)));
  textChip("chipCategory", tr("Category"), &IncidentListFilter::category, m_more.category);
  textChip("chipUrgency", tr("Urgency"), &IncidentListFilter::urgency,
           m_more.urgency == QLatin1String("urgent") ? tr("Urgent") : tr("Normal"));
  textChip("chipDepartment", tr("Department"), &IncidentListFilter::department, m_more.department);
  textChip("chipHandler", tr("Handler"), &IncidentListFilter::handler, m_more.handler);
  textChip("chipDistrict", tr("District"), &IncidentListFilter::district, m_more.district);
  textChip("chipSubdistrict", tr("Subdistrict"), &IncidentListFilter::subdistrict, m_more.subdistrict);
  textChip("chipCommunity", tr("Community"), &IncidentListFilter::community, m_more.community);
  textChip("chipGrid", tr("Unit grid"), &IncidentListFilter::grid, m_more.grid);
}

void IncidentList::addValueMenu(const QString& title, const char* column, QString IncidentListFilter::*member) {
  QMenu* menu = m_addMenu->addMenu(title);
  const auto table = m_keeper.table();
  const auto values = table ? table->values(column) : std::vector<city::CaseValue>{};
  for (std::size_t i = 0; i < values.size() && i < std::size_t(kMostValues); ++i) {
    const QString code = fromUtf8(values[i].code), name = fromUtf8(values[i].name);
    QString text = name.isEmpty() ? code : name + QStringLiteral("  ") + code;
    text.replace(QLatin1Char('&'), QStringLiteral("&&"));
    connect(menu->addAction(text + QLatin1Char('\t') + QLocale().toString(qlonglong(values[i].count))),
            &QAction::triggered, this, [this, member, code] {
              m_more.*member = code;
              showChips();
              applyFilter();
            });
  }
  menu->setEnabled(!values.empty());
}

void IncidentList::fillFilterMenu() {
  m_addMenu->clear();
  const auto flag = [this](const QString& title, bool IncidentListFilter::*member) {
    connect(m_addMenu->addAction(title), &QAction::triggered, this, [this, member] {
      m_more.*member = true;
      showChips();
      applyFilter();
    });
  };
  flag(tr("Open cases"), &IncidentListFilter::openOnly);
  flag(tr("Due today"), &IncidentListFilter::dueToday);
  flag(tr("Due within an hour"), &IncidentListFilter::dueSoon);
  flag(tr("Reported today"), &IncidentListFilter::reportedToday);
  flag(tr("Closed today"), &IncidentListFilter::closedToday);
  QMenu* roles = m_addMenu->addMenu(tr("Waits for"));
  for (const std::string& role : city::CaseRules::shipped().roles()) {
    if (city::waitingFor(role).empty() && city::waitingRequests(role).empty()) continue;
    connect(roles->addAction(caseRoleText(role)), &QAction::triggered, this, [this, role] {
      m_more.role = fromUtf8(role);
      showChips();
      applyFilter();
    });
  }
  addValueMenu(tr("Category"), "category", &IncidentListFilter::category);
  addValueMenu(tr("Department"), "department", &IncidentListFilter::department);
  addValueMenu(tr("District"), "district", &IncidentListFilter::district);
  addValueMenu(tr("Subdistrict"), "subdistrict", &IncidentListFilter::subdistrict);
  addValueMenu(tr("Community"), "community", &IncidentListFilter::community);
  addValueMenu(tr("Unit grid"), "grid", &IncidentListFilter::grid);
}

void IncidentList::fillViewMenu() {
  m_viewMenu->clear();
  const DeskOperator me = m_operators.current();
  const auto view = [this](const QString& title, const IncidentListFilter& filter) {
    connect(m_viewMenu->addAction(title), &QAction::triggered, this, [this, filter] { showFilter(filter); });
  };
  IncidentListFilter filter;
  view(tr("All cases"), filter);
  filter.openOnly = true;
  view(tr("Open cases"), filter);
  filter = {};
  filter.overdueOnly = true;
  view(tr("Overdue"), filter);
  filter = {};
  filter.dueToday = true;
  view(tr("Due today"), filter);
  if (!me.role.isEmpty()) {
    filter = {};
    filter.role = me.role;
    filter.department = me.role == QLatin1String("department") ? me.department : QString();
    filter.handler = me.role == QLatin1String("handler") ? me.name : QString();
    view(tr("Mine: what waits for me"), filter);
    filter.dueToday = true;
    view(tr("Mine, due today"), filter);
  }
  const QJsonObject kept = keptViews(m_settings);
  if (!kept.isEmpty()) m_viewMenu->addSeparator();
  for (auto one = kept.begin(); one != kept.end(); ++one) view(one.key(), caseViewFromText(one.value().toString()));
  m_viewMenu->addSeparator();
  auto* save = m_viewMenu->addAction(tr("Keep this view…"));
  save->setObjectName(QStringLiteral("incidentKeepView"));
  connect(save, &QAction::triggered, this, &IncidentList::saveView);
  if (kept.isEmpty()) return;
  QMenu* forget = m_viewMenu->addMenu(tr("Forget a view"));
  for (auto one = kept.begin(); one != kept.end(); ++one) {
    connect(forget->addAction(one.key()), &QAction::triggered, this, [this, name = one.key()] {
      QJsonObject views = keptViews(m_settings);
      views.remove(name);
      keepViews(m_settings, views);
    });
  }
}

void IncidentList::saveView() {
  auto* dialog = new QInputDialog(this);
  dialog->setObjectName(QStringLiteral("incidentViewDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Keep this view"));
  dialog->setLabelText(tr("Name"));
  connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
    if (name.trimmed().isEmpty()) return;
    QJsonObject views = keptViews(m_settings);
    views[name.trimmed()] = caseViewText(m_model->filter());
    keepViews(m_settings, views);
  });
  dialog->open();
}

void IncidentList::choose(const QString& id) {
  m_wanted = id;
  m_model->find(id);
}

void IncidentList::goTo(int row) {
  const QModelIndex index = m_model->index(row, 0);
  // A choice of several cases that holds this one stays.
  if (m_view->selectionModel()->isRowSelected(row)) {
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
  } else {
    m_view->setCurrentIndex(index);
    m_view->selectRow(row);
  }
  m_view->scrollTo(index);
}

void IncidentList::chooseFids(const std::vector<std::int64_t>& fids) {
  std::vector<std::int64_t> now = chosenFids();
  std::sort(now.begin(), now.end());
  if (fids == now) return;
  QItemSelection selection;
  int first = -1;
  for (std::size_t i = 0; i < fids.size() && i < std::size_t(kMostChosen); ++i) {
    const int row = m_model->rowOfFid(fids[i]);
    if (row < 0) continue;
    if (first < 0 || row < first) first = row;
    selection.select(m_model->index(row, 0), m_model->index(row, IncidentModel::columns - 1));
  }
  m_quiet = true;
  m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
  if (first >= 0) {
    m_view->selectionModel()->setCurrentIndex(m_model->index(first, 0), QItemSelectionModel::NoUpdate);
    m_view->scrollTo(m_model->index(first, 0));
  }
  m_quiet = false;
}

QStringList IncidentList::chosen() const {
  QStringList ids;
  for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
    ids << index.data(IncidentModel::uidRole).toString();
  }
  const QString current = m_view->currentIndex().data(IncidentModel::uidRole).toString();
  if (const qsizetype at = ids.indexOf(current); at > 0) ids.move(at, 0);
  return ids;
}

std::vector<std::int64_t> IncidentList::chosenFids() const {
  std::vector<std::int64_t> fids;
  for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) fids.push_back(m_model->fidOf(index.row()));
  return fids;
}

void IncidentList::focusFilter() {
  m_text->setFocus();
}

void IncidentList::sayCount() {
  m_count->setText(tr("%Ln case(s)", nullptr, int(m_model->total())));
  if (!m_wanted.isEmpty()) m_model->find(m_wanted);
}

void IncidentList::retranslate() {
  m_state->setItemText(0, tr("All states"));
  for (int i = 1; i < m_state->count(); ++i) {
    m_state->setItemText(i, caseStateText(toUtf8(m_state->itemData(i).toString())));
  }
  m_state->setAccessibleName(tr("State"));
  m_text->setPlaceholderText(tr("Part of a number, place or description"));
  m_text->setAccessibleName(tr("Text filter"));
  m_inWindow->setText(tr("In the map window"));
  m_inWindow->setAccessibleName(m_inWindow->text());
  m_overdue->setText(tr("Overdue"));
  m_overdue->setAccessibleName(m_overdue->text());
  m_add->setText(tr("Filter"));
  m_add->setAccessibleName(tr("Add a filter"));
  m_views->setText(tr("Views"));
  m_views->setAccessibleName(tr("Views of the list"));
  m_open->setText(tr("Open"));
  m_zoom->setText(tr("Zoom to"));
  m_step->setText(tr("Step for all…"));
  m_print->setText(tr("Case sheet…"));
  for (QPushButton* button : {m_open, m_zoom, m_step, m_print}) button->setAccessibleName(button->text());
  m_view->setAccessibleName(tr("List of incidents"));
  m_model->headerDataChanged(Qt::Horizontal, 0, m_model->columnCount() - 1);
  showChips();
  if (m_session.isOpen()) m_model->reload();
}

void IncidentList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
