#include "ui/panels/incident_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

#include "gis_core/city/case_flow.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

IncidentList::IncidentList(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(new IncidentModel(session, this)),
      m_view(named(new QTreeView, "incidentView")),
      m_state(named(new QComboBox, "incidentStateFilter")),
      m_text(named(new QLineEdit, "incidentTextFilter")),
      m_inWindow(named(new QCheckBox, "incidentInWindow")),
      m_overdue(named(new QCheckBox, "incidentOverdue")),
      m_count(named(new QLabel, "incidentCount")),
      m_open(named(new QPushButton, "incidentOpen")),
      m_zoom(named(new QPushButton, "incidentZoom")),
      m_print(named(new QPushButton, "incidentPrint")) {
  setObjectName(QStringLiteral("incidentList"));
  m_view->setModel(m_model);
  m_view->setRootIsDecorated(false);
  m_view->setUniformRowHeights(true);
  m_view->setAlternatingRowColors(true);
  m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  const int widths[] = {150, 110, 180, 130, 130, 200};
  for (int i = 0; i < 6; ++i) m_view->header()->resizeSection(i, widths[i]);
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

  auto* filters = new QHBoxLayout;
  filters->addWidget(m_state);
  filters->addWidget(m_text, 1);
  filters->addWidget(m_inWindow);
  filters->addWidget(m_overdue);
  filters->addWidget(m_open);
  filters->addWidget(m_zoom);
  filters->addWidget(m_print);
  filters->addWidget(m_count);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(2, 2, 2, 2);
  all->addLayout(filters);
  all->addWidget(m_view, 1);

  connect(&m_typing, &QTimer::timeout, this, &IncidentList::applyFilter);
  connect(m_text, &QLineEdit::textChanged, &m_typing, QOverload<>::of(&QTimer::start));
  connect(m_state, &QComboBox::currentIndexChanged, this, &IncidentList::applyFilter);
  connect(m_inWindow, &QCheckBox::toggled, this, &IncidentList::applyFilter);
  connect(m_overdue, &QCheckBox::toggled, this, &IncidentList::applyFilter);
  const auto openCurrent = [this] {
    if (const city::Incident* one = m_model->incident(m_view->currentIndex().row()))
      Q_EMIT openWanted(fromUtf8(one->uid));
  };
  connect(m_view, &QTreeView::activated, this, openCurrent);
  connect(m_open, &QPushButton::clicked, this, openCurrent);
  connect(m_zoom, &QPushButton::clicked, this, [this] {
    if (const city::Incident* one = m_model->incident(m_view->currentIndex().row())) Q_EMIT showWanted(one->fid, true);
  });
  connect(m_print, &QPushButton::clicked, this, [this] { Q_EMIT printWanted(chosen()); });
  connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (const city::Incident* one = m_model->incident(now.row())) {
      m_wanted.clear();  // who has gone to another row is not taken away from it
      Q_EMIT showWanted(one->fid, false);
    }
  });
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &IncidentList::chosenChanged);
  connect(m_model, &IncidentModel::loaded, this, &IncidentList::sayCount);
  const auto readAhead = [this] {
    const QScrollBar* bar = m_view->verticalScrollBar();
    if (bar->maximum() - bar->value() <= 2 * bar->pageStep()) m_model->readMore();
  };
  connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, readAhead);
  connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, readAhead);
  retranslate();
}

void IncidentList::setVisibleExtent(const geom::Envelope& box) {
  m_extent = box;
  if (m_inWindow->isChecked()) m_typing.start();
}

void IncidentList::applyFilter() {
  IncidentListFilter filter;
  filter.state = m_state->currentData().toString();
  filter.text = m_text->text().trimmed();
  filter.overdueOnly = m_overdue->isChecked();
  if (m_inWindow->isChecked() && !m_extent.isEmpty()) filter.box = m_extent;
  m_model->setFilter(filter);
}

void IncidentList::choose(const QString& id) {
  m_wanted = id;
  for (int row = 0; row < m_model->rowCount(); ++row) {
    if (m_model->index(row, 0).data(IncidentModel::uidRole).toString() != id) continue;
    m_wanted.clear();
    const QModelIndex index = m_model->index(row, 0);
    // A choice of several cases that holds this one stays.
    if (m_view->selectionModel()->isRowSelected(row)) {
      m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    } else {
      m_view->setCurrentIndex(index);
    }
    m_view->scrollTo(index);
    return;
  }
  m_model->readTo(id);
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

void IncidentList::focusFilter() {
  m_text->setFocus();
}

void IncidentList::sayCount() {
  m_count->setText(tr("%Ln case(s)", nullptr, int(m_model->total())));
  if (!m_wanted.isEmpty()) choose(m_wanted);
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
  m_open->setText(tr("Open"));
  m_zoom->setText(tr("Zoom to"));
  m_print->setText(tr("Case sheet…"));
  for (QPushButton* button : {m_open, m_zoom, m_print}) button->setAccessibleName(button->text());
  m_view->setAccessibleName(tr("List of incidents"));
  m_model->headerDataChanged(Qt::Horizontal, 0, m_model->columnCount() - 1);
  if (m_session.isOpen()) m_model->reload();
}

void IncidentList::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
