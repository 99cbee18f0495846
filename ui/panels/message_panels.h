// Bottom panels: messages, and running work.
#pragma once

#include <QWidget>

class QPushButton;
class QTreeView;

namespace gis::ui {

class JobModel;
class MessageLog;

/// What the program said, to be read again and copied.
class MessagesPanel : public QWidget {
  Q_OBJECT
 public:
  explicit MessagesPanel(MessageLog& log, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  MessageLog& m_log;
  QTreeView* m_list;
  QPushButton *m_copy, *m_clear;
};

/// Running and finished jobs with progress and cancel.
class JobsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit JobsPanel(JobModel& jobs, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  JobModel& m_jobs;
  QTreeView* m_list;
  QPushButton *m_cancel, *m_clear;
};

}  // namespace gis::ui
