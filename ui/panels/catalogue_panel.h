// The catalogue of layers: search, pictures, freshness, use, and who got what.
#pragma once

#include <QHash>
#include <QPixmap>
#include <QWidget>
#include <vector>

#include "gis_core/city/catalogue.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

class MainWindow;

/// GUI thread. Read again when it comes into sight and when layers change meanwhile.
class CataloguePanel : public QWidget {
  Q_OBJECT
 public:
  explicit CataloguePanel(CitySession& session, QWidget* parent = nullptr);

  void read();
  void focusSearch();

 Q_SIGNALS:
  void layerWanted(const QString& layer);
  void sheetWanted(const QString& layer);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Content {
    std::vector<city::CatalogueEntry> entries;
    std::vector<city::Handover> handovers;
    std::string today;
  };
  void retranslate();
  void fill();
  void fillHandovers();
  void drawNext();
  void changed();
  [[nodiscard]] QString titleOf(const std::string& layer) const;
  [[nodiscard]] QString chosen() const;

  CitySession& m_session;
  Content m_content;
  bool m_stale = true;
  QLineEdit* m_search;
  QCheckBox* m_past;
  QPushButton *m_sheet, *m_show;
  QTabWidget* m_tabs;
  QTreeWidget *m_layers, *m_handovers;
  QLabel* m_status;
  QHash<QString, QPixmap> m_pictures;  ///< by uid and revision
  bool m_drawing = false;
};

void addCatalogue(MainWindow& window);

}  // namespace gis::ui
