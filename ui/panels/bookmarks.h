// Bookmarks (a person's views of a city) and named maps (kept in the city, for everybody).
#pragma once

#include <QWidget>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace gis::ui {

class MainWindow;

/// Left panel with both lists. GUI thread.
class ViewsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit ViewsPanel(MainWindow& window, QWidget* parent = nullptr);
  void newBookmark();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void refresh();
  void refreshMaps();
  void keepBookmarks();
  void removeBookmark();
  /// `name`, or the first of "name 2", "name 3" … that no bookmark has.
  [[nodiscard]] QString freeName(const QString& name, bool alwaysNumbered) const;
  void newMap();
  void removeMap();
  void changeMaps(std::function<void(nlohmann::json&)> change);
  void showMap(const QListWidgetItem* item);
  void applyStyles(const std::string& stylesText);

  MainWindow& m_window;
  QListWidget *m_bookmarks, *m_maps;
  QPushButton *m_addBookmark, *m_removeBookmark, *m_addMap, *m_removeMap;
  QLabel *m_bookmarkTitle, *m_mapTitle;
  std::string m_mapsText;
};

}  // namespace gis::ui
