// What the window shows while no city is open.
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace gis::ui {

class UserSettings;

/// Recent cities, and new, open, sample. GUI thread.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(UserSettings& settings, QWidget* parent = nullptr);
  /// Reads the list of recent cities anew.
  void refresh();
  /// Says that a city is being opened (empty: no longer).
  void setBusy(const QString& text);

 Q_SIGNALS:
  void newWanted();
  void openWanted();
  void sampleWanted();
  void cityWanted(const QString& file);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();

  UserSettings& m_settings;
  QLabel *m_title, *m_subtitle, *m_recentTitle, *m_none, *m_busy;
  QListWidget* m_recent;
  QPushButton *m_new, *m_open, *m_sample;
};

}  // namespace gis::ui
