// Bottom panels: messages, and running work.
#include "ui/panels/message_panels.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/panels/main_window.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

/// Draws the progress column as a bar while a job runs.
class ProgressDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const int percent = index.data(Qt::UserRole).toInt();
    if (percent >= 0 && percent < 100) {
      QRect bar = option.rect.adjusted(2, 3, -2, -3);
      painter->fillRect(bar, option.palette.color(QPalette::AlternateBase));
      bar.setWidth(bar.width() * percent / 100);
      QColor colour = option.palette.color(QPalette::Highlight);
      colour.setAlpha(110);
      painter->fillRect(bar, colour);
    }
    QStyledItemDelegate::paint(painter, option, index);
  }
};

QTreeView* listView(const char* name) {
  auto* view = named(new QTreeView, name);
  view->setRootIsDecorated(false);
  view->setAlternatingRowColors(true);
  view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  view->setWordWrap(false);
  return view;
}

}  // namespace

MessagesPanel::MessagesPanel(MessageLog& log, QWidget* parent)
    : QWidget(parent),
      m_log(log),
      m_list(listView("messageList")),
      m_copy(named(new QPushButton, "messagesCopy")),
      m_clear(named(new QPushButton, "messagesClear")) {
  setObjectName(QStringLiteral("messagesPanel"));
  m_list->setModel(&log);
  m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  auto* buttons = new QVBoxLayout;
  buttons->addWidget(m_copy);
  buttons->addWidget(m_clear);
  buttons->addStretch(1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->addWidget(m_list, 1);
  row->addLayout(buttons);
  connect(&log, &QAbstractItemModel::rowsInserted, m_list, &QTreeView::scrollToBottom, Qt::QueuedConnection);
  connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_log.asText()); });
  connect(m_clear, &QPushButton::clicked, this, [this] { m_log.clear(); });
  retranslate();
}

void MessagesPanel::retranslate() {
  m_list->setAccessibleName(tr("Messages"));
  m_copy->setText(tr("Copy all"));
  m_copy->setAccessibleName(tr("Copy all messages"));
  m_clear->setText(tr("Clear"));
  m_clear->setAccessibleName(tr("Clear the messages"));
}

void MessagesPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

JobsPanel::JobsPanel(JobModel& jobs, QWidget* parent)
    : QWidget(parent),
      m_jobs(jobs),
      m_list(listView("jobList")),
      m_cancel(named(new QPushButton, "jobsCancel")),
      m_clear(named(new QPushButton, "jobsClear")) {
  setObjectName(QStringLiteral("jobsPanel"));
  m_list->setModel(&jobs);
  m_list->setItemDelegateForColumn(JobModel::progressColumn, new ProgressDelegate(m_list));
  m_list->header()->resizeSection(JobModel::titleColumn, 320);
  m_list->header()->resizeSection(JobModel::progressColumn, 140);
  auto* buttons = new QVBoxLayout;
  buttons->addWidget(m_cancel);
  buttons->addWidget(m_clear);
  buttons->addStretch(1);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(2, 2, 2, 2);
  row->addWidget(m_list, 1);
  row->addLayout(buttons);
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    const QModelIndexList chosen = m_list->selectionModel()->selectedRows();
    if (chosen.isEmpty())
      for (int i = 0; i < m_jobs.rowCount(); ++i) m_jobs.cancel(i);
    for (const QModelIndex& index : chosen) m_jobs.cancel(index.row());
  });
  connect(m_clear, &QPushButton::clicked, this, [this] { m_jobs.clearFinished(); });
  const auto enable = [this] { m_cancel->setEnabled(m_jobs.runningCount() > 0); };
  connect(&jobs, &JobModel::activityChanged, this, enable);
  enable();
  retranslate();
}

void JobsPanel::retranslate() {
  m_list->setAccessibleName(tr("Running work"));
  m_cancel->setText(tr("Cancel"));
  m_cancel->setAccessibleName(tr("Cancel the chosen work, or all of it"));
  m_clear->setText(tr("Clear finished"));
  m_clear->setAccessibleName(tr("Take finished work off the list"));
}

void JobsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void addMessagePanels(MainWindow& window) {
  window.addPanel({"dockMessages", QT_TRANSLATE_NOOP("Panels", "Messages"), Side::bottom},
                  new MessagesPanel(window.session().messages()));
  window.addPanel({"dockJobs", QT_TRANSLATE_NOOP("Panels", "Running work"), Side::bottom},
                  new JobsPanel(window.session().jobs()));
}

}  // namespace gis::ui
