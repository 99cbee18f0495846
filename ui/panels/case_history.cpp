#include "ui/panels/case_history.h"

#include <QEvent>
#include <QHeaderView>
#include <nlohmann/json.hpp>

#include "gis_core/city/case_flow.h"
#include "ui/models/case_texts.h"
#include "ui/models/incident_model.h"

namespace gis::ui {

namespace {

enum Column { timeColumn, stepColumn, whoColumn, noteColumn, columns };

QString stateIn(const std::string& json) {
  const nlohmann::json values = nlohmann::json::parse(json, nullptr, false);
  if (!values.is_object() || !values.contains("state") || !values["state"].is_string()) return {};
  return caseStateText(values["state"].get<std::string>());
}

QTreeWidgetItem* rowOf(const store::HistoryEntry& entry) {
  const city::StepNote note = city::stepNoteOf(entry.reason);
  const bool step = !note.role.empty();
  QString what = journalReasonText(entry.reason);
  const QString state = stateIn(entry.afterJson);
  if (!state.isEmpty()) what += QStringLiteral(" → ") + state;
  QStringList who;
  if (!entry.actor.empty()) who << fromUtf8(entry.actor);
  if (step) who << caseRoleText(note.role);
  auto* row = new QTreeWidgetItem({cityTimeText(entry.at), what, who.join(QStringLiteral(" · ")), fromUtf8(note.text)});
  for (int column = 0; column < columns; ++column) row->setToolTip(column, row->text(column));
  return row;
}

}  // namespace

CaseHistory::CaseHistory(QWidget* parent) : QTreeWidget(parent) {
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setAlternatingRowColors(true);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setColumnCount(columns);
  header()->resizeSection(timeColumn, 120);
  header()->resizeSection(stepColumn, 130);
  setMinimumHeight(110);
  fill();
}

void CaseHistory::setEntries(std::vector<store::HistoryEntry> entries) {
  m_entries = std::move(entries);
  fill();
}

void CaseHistory::fill() {
  setHeaderLabels({tr("Time"), tr("What happened"), tr("Who"), tr("Remark")});
  clear();
  for (auto entry = m_entries.rbegin(); entry != m_entries.rend(); ++entry) addTopLevelItem(rowOf(*entry));
}

void CaseHistory::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) fill();
  QTreeWidget::changeEvent(event);
}

}  // namespace gis::ui
