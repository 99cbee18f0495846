#include "ui/dialogs/grid_dialog.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <map>

#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

/// Where a finding stands in the report.
constexpr int kFindingRole = Qt::UserRole;

QString gridRoleText(const std::string& role) {
  static const std::map<std::string, const char*> kTexts = {
      {"district", QT_TRANSLATE_NOOP("Grids", "Districts")},
      {"subdistrict", QT_TRANSLATE_NOOP("Grids", "Subdistricts")},
      {"community", QT_TRANSLATE_NOOP("Grids", "Communities")},
      {"unit_grid", QT_TRANSLATE_NOOP("Grids", "Unit grids")},
      {"duty_grid", QT_TRANSLATE_NOOP("Grids", "Duty grids")},
      {"component", QT_TRANSLATE_NOOP("Grids", "Components")},
  };
  const auto found = kTexts.find(role);
  return found == kTexts.end() ? fromUtf8(role) : QCoreApplication::translate("Grids", found->second);
}

QString gridCheckText(const std::string& check) {
  static const std::map<std::string, const char*> kTexts = {
      {"overlap", QT_TRANSLATE_NOOP("Grids", "Overlap")},
      {"gap", QT_TRANSLATE_NOOP("Grids", "Gap")},
      {"duplicate", QT_TRANSLATE_NOOP("Grids", "Same area twice")},
      {"t_junction", QT_TRANSLATE_NOOP("Grids", "Missing vertex")},
      {"two_communities", QT_TRANSLATE_NOOP("Grids", "In two communities")},
      {"no_community", QT_TRANSLATE_NOOP("Grids", "In no community")},
      {"uncovered", QT_TRANSLATE_NOOP("Grids", "Not covered by unit grids")},
      {"two_duty_grids", QT_TRANSLATE_NOOP("Grids", "In two duty grids")},
      {"no_duty_grid", QT_TRANSLATE_NOOP("Grids", "In no duty grid")},
      {"area_outlier", QT_TRANSLATE_NOOP("Grids", "Unusual size")},
      {"valid", QT_TRANSLATE_NOOP("Grids", "Broken geometry")},
      {"unique", QT_TRANSLATE_NOOP("Grids", "Code given twice")},
      {"required", QT_TRANSLATE_NOOP("Grids", "No code")},
      {"division", QT_TRANSLATE_NOOP("Grids", "No code of a division")},
      {"grid_code", QT_TRANSLATE_NOOP("Grids", "No code of a grid")},
      {"component_id", QT_TRANSLATE_NOOP("Grids", "No identifier of a component")},
      {"in_role", QT_TRANSLATE_NOOP("Grids", "Named area is unknown")},
      {"begins_with_role", QT_TRANSLATE_NOOP("Grids", "Code does not begin with that of the area around")},
      {"inside_role", QT_TRANSLATE_NOOP("Grids", "Lies outside the area that its code names")},
  };
  const auto found = kTexts.find(check);
  return found == kTexts.end() ? fromUtf8(check) : QCoreApplication::translate("Grids", found->second);
}

}  // namespace

GridDialog::GridDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layer(named(new QComboBox, "gridLayer", tr("Layer"))),
      m_list(named(new QTreeWidget, "gridFindings", tr("Findings"))),
      m_note(named(new QLabel, "gridNote", tr("Note"))),
      m_check(named(new QPushButton(tr("Check again")), "gridCheck", tr("Check again"))),
      m_stop(named(new QPushButton(tr("Stop")), "gridStop", tr("Stop"))),
      m_buttons(dialogButtons(QDialogButtonBox::Close)) {
  setObjectName(QStringLiteral("gridDialog"));
  setWindowTitle(tr("Check of divisions and grids"));
  m_note->setWordWrap(true);
  m_list->setColumnCount(3);
  m_list->setHeaderLabels({tr("Finding"), tr("Code"), tr("What")});
  m_list->header()->setStretchLastSection(true);
  m_list->setUniformRowHeights(true);
  for (QPushButton* button : {m_check, m_stop}) button->setAutoDefault(false);
  auto* top = new QHBoxLayout;
  top->addWidget(new QLabel(tr("Layer")));
  top->addWidget(m_layer, 1);
  top->addWidget(m_check);
  top->addWidget(m_stop);
  auto* all = new QVBoxLayout(this);
  all->addLayout(top);
  all->addWidget(m_list, 1);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(720, 480);
  connect(m_check, &QPushButton::clicked, this, &GridDialog::check);
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_layer, &QComboBox::currentIndexChanged, this, &GridDialog::fill);
  connect(m_list, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item == nullptr || !item->data(0, kFindingRole).isValid()) return;
    const city::GridFinding& one = m_report.findings[item->data(0, kFindingRole).toUInt()];
    if (one.box) Q_EMIT findingChosen(*one.box, fromUtf8(one.layer), one.fids);
  });
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  setRunning(false);
  check();
}

void GridDialog::setRunning(bool running) {
  m_check->setEnabled(!running);
  m_stop->setEnabled(running);
}

void GridDialog::check() {
  setRunning(true);
  m_note->setText(tr("Checking …"));
  m_job = m_session.readLong(
      windowTitle(),
      [](const store::CityDatabase& city, Progress& progress) { return city::checkGrids(city, {}, progress); }, this,
      [this](const city::GridReport& report) { showReport(report); },
      dialogJob([this](const QString& text, bool trouble) {
        setRunning(false);
        m_note->setText(trouble ? QStringLiteral("⚠ ") + text : text);
      }));
}

void GridDialog::showReport(const city::GridReport& report) {
  setRunning(false);
  m_report = report;
  const QSignalBlocker quiet(m_layer);
  const QString before = m_layer->currentData().toString();
  m_layer->clear();
  m_layer->addItem(tr("All layers"), QString());
  QStringList missing;
  std::int64_t errors = 0, warnings = 0;
  for (const auto& layer : report.layers) {
    if (layer.layer.empty()) {
      missing << gridRoleText(layer.role);
      continue;
    }
    errors += layer.errors;
    warnings += layer.warnings;
    m_layer->addItem(
        tr("%1: %2 errors, %3 warnings").arg(gridRoleText(layer.role)).arg(layer.errors).arg(layer.warnings),
        fromUtf8(layer.role));
  }
  m_layer->setCurrentIndex(std::max(0, m_layer->findData(before)));
  QString text = errors + warnings == 0
                     ? tr("Nothing was found.")
                     : tr("%1 errors, %2 warnings. A click shows one on the map.").arg(errors).arg(warnings);
  if (!missing.isEmpty())
    text += QLatin1Char('\n') + tr("No layer plays these roles (layer properties): %1").arg(missing.join(tr(", ")));
  m_note->setText(text);
  fill();
}

void GridDialog::fill() {
  const std::string role = toUtf8(m_layer->currentData().toString());
  const QSignalBlocker quiet(m_list);
  m_list->clear();
  std::map<std::string, QTreeWidgetItem*> groups;
  for (std::size_t i = 0; i < m_report.findings.size(); ++i) {
    const city::GridFinding& one = m_report.findings[i];
    if (!role.empty() && one.role != role) continue;
    QTreeWidgetItem*& group = groups[one.role + ' ' + one.check];
    if (group == nullptr) {
      group = new QTreeWidgetItem(m_list, {gridRoleText(one.role) + QStringLiteral(" · ") + gridCheckText(one.check)});
      group->setFirstColumnSpanned(true);
    }
    const QString code =
        one.code.empty() ? QStringLiteral("#%1").arg(one.fids.empty() ? 0 : one.fids.front()) : fromUtf8(one.code);
    auto* item = new QTreeWidgetItem(
        group, {one.severity == city::Severity::error ? tr("error") : tr("warning"), code, translated(one.what)});
    item->setData(0, kFindingRole, uint(i));
    item->setToolTip(2, translated(one.what));
  }
  for (const auto& [name, group] : groups)
    group->setText(0, group->text(0) + QStringLiteral(" (%1)").arg(group->childCount()));
  if (groups.size() == 1) m_list->expandAll();
  m_list->setColumnWidth(0, 220);
  m_list->setColumnWidth(1, 150);
}

}  // namespace gis::ui
