// Help > User guide: read beside the work, without a network.
#pragma once

#include <QDialog>

#include "ui/jobs/city_session.h"

class QLineEdit;
class QTextBrowser;
class QTreeWidget;

namespace gis::ui {

/// Contents at the left, the text at the right; names of commands in it start the command. Follows the language of
/// the program. GUI thread; the text is read by a job.
class GuideWindow : public QDialog {
  Q_OBJECT
 public:
  explicit GuideWindow(CitySession& session, QWidget* parent = nullptr);
  /// The shipped text of a language ("en", "zh_CN"), as a path inside the resources.
  [[nodiscard]] static QString resourceName(const QString& language);

 Q_SIGNALS:
  void commandWanted(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void read();
  void showText(const QString& html);
  void search(bool again);

  CitySession& m_session;
  QTreeWidget* m_contents;
  QTextBrowser* m_text;
  QLineEdit* m_search;
};

}  // namespace gis::ui
