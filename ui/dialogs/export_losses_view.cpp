#include "ui/dialogs/export_losses_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <set>

#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {
namespace {

constexpr int kRemedyRole = Qt::UserRole;
constexpr int kColumnRole = Qt::UserRole + 1;

QTreeWidgetItem* lossLine(QTreeWidgetItem* above, QTreeWidget* list, const QString& text, const QString& tip = {}) {
  auto* item = above != nullptr ? new QTreeWidgetItem(above) : new QTreeWidgetItem(list);
  item->setText(0, text);
  item->setToolTip(0, tip.isEmpty() ? text : tip);
  return item;
}

}  // namespace

ExportLossesView::ExportLossesView(QWidget* parent)
    : QWidget(parent),
      m_list(named(new QTreeWidget, "exportLosses", tr("What will be changed or lost"))),
      m_sum(named(new QLabel, "exportLossesSum", tr("What will be written"))),
      m_take(named(new QPushButton(tr("Take the remedy")), "exportRemedyButton", tr("Take the remedy"))),
      m_takeAll(named(new QPushButton(tr("Take all remedies")), "exportRemedyAllButton", tr("Take all remedies"))) {
  m_list->setHeaderLabels({tr("What will be changed or lost"), tr("Remedy")});
  m_list->setRootIsDecorated(true);
  m_list->setWordWrap(true);
  m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_list->header()->setSectionResizeMode(1, QHeaderView::Interactive);
  m_list->header()->resizeSection(1, 200);
  m_list->header()->setStretchLastSection(false);
  m_sum->setWordWrap(true);
  for (QPushButton* button : {m_take, m_takeAll}) {
    button->setAutoDefault(false);
    button->setEnabled(false);
  }
  m_take->setToolTip(tr("Change the choices above so that the chosen loss does not happen"));
  m_takeAll->setToolTip(tr("Change the choices above so that no loss happens that a choice can prevent"));
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(m_take);
  buttons->addWidget(m_takeAll);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_sum);
  column->addWidget(m_list, 1);
  column->addLayout(buttons);
  connect(m_list, &QTreeWidget::itemSelectionChanged, this, &ExportLossesView::choiceChanged);
  connect(m_take, &QPushButton::clicked, this, [this] {
    const QTreeWidgetItem* item = m_list->currentItem();
    if (item != nullptr)
      Q_EMIT remedyWanted(io::ExportRemedy(item->data(0, kRemedyRole).toInt()), item->data(0, kColumnRole).toString());
  });
  connect(m_takeAll, &QPushButton::clicked, this, &ExportLossesView::takeAll);
}

void ExportLossesView::say(const QString& text, bool trouble) {
  m_list->clear();
  m_takeAll->setEnabled(false);
  m_sum->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void ExportLossesView::show(const std::vector<io::ExportReport>& reports) {
  m_list->clear();
  std::int64_t written = 0;
  QStringList files;
  bool remedies = false;
  for (const io::ExportReport& report : reports) {
    written += report.written;
    for (const auto& file : report.files) files << fromUtf8(file.filename().string());
    addReport(report, reports.size() > 1);
    for (const io::ExportLoss& loss : report.losses) remedies = remedies || loss.way != io::ExportRemedy::none;
  }
  QString text = tr("%Ln feature(s) will be written.", nullptr, static_cast<int>(written));
  if (!files.isEmpty()) text += QLatin1Char(' ') + tr("Files: %1").arg(files.join(QStringLiteral(", ")));
  if (m_list->topLevelItemCount() == 0) text += QLatin1Char(' ') + tr("Nothing will be lost.");
  m_sum->setText(text);
  m_takeAll->setEnabled(remedies);
  choiceChanged();
}

void ExportLossesView::addReport(const io::ExportReport& report, bool several) {
  QTreeWidgetItem* above = nullptr;
  if (several && !(report.losses.empty() && report.warnings.empty())) {
    above = lossLine(nullptr, m_list, fromUtf8(report.title.empty() ? report.layer : report.title));
    above->setExpanded(true);
  }
  for (const io::ExportLoss& loss : report.losses) {
    QTreeWidgetItem* item = lossLine(above, m_list, translated(loss.what));
    item->setText(1, translated(loss.remedy));
    item->setToolTip(1, item->text(1));
    item->setData(0, kRemedyRole, int(loss.way));
    item->setData(0, kColumnRole, fromUtf8(loss.column));
    for (const io::ExportLoss::Example& one : loss.examples) {
      if (one.value.empty() && one.fid == 0) continue;
      lossLine(item, m_list,
               one.fid == 0 ? fromUtf8(one.value) : QStringLiteral("%1: %2").arg(one.fid).arg(fromUtf8(one.value)));
    }
  }
  for (const Message& warning : report.warnings) lossLine(above, m_list, QStringLiteral("⚠ ") + translated(warning));
}

void ExportLossesView::choiceChanged() {
  const QTreeWidgetItem* item = m_list->currentItem();
  m_take->setEnabled(item != nullptr && item->isSelected() && item->data(0, kRemedyRole).toInt() != 0);
}

void ExportLossesView::takeAll() {
  std::set<std::pair<int, QString>> wanted;
  for (QTreeWidgetItemIterator at(m_list); *at != nullptr; ++at) {
    const int way = (*at)->data(0, kRemedyRole).toInt();
    if (way != 0) wanted.insert({way, (*at)->data(0, kColumnRole).toString()});
  }
  for (const auto& [way, column] : wanted) Q_EMIT remedyWanted(io::ExportRemedy(way), column);
}

QString ExportLossesView::text() const {
  QStringList lines{m_sum->text()};
  for (QTreeWidgetItemIterator at(m_list); *at != nullptr; ++at) lines << (*at)->text(0) << (*at)->text(1);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace gis::ui
