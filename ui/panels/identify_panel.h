// What lies under a click: every layer's features, stacked.
#pragma once

#include <QWidget>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/features.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace gis::ui {

/// Right panel with the attributes of the features under the last identify click. GUI thread.
class IdentifyPanel : public QWidget {
  Q_OBJECT
 public:
  explicit IdentifyPanel(CitySession& session, QWidget* parent = nullptr);
  void identify(geom::MapPoint at, const std::vector<std::pair<QString, std::int64_t>>& features);
  void clear();

 Q_SIGNALS:
  /// The feature of the chosen row shall be shown on the map.
  void featureWanted(const QString& layer, std::int64_t fid, bool zoom);
  /// The feature of the chosen row shall become the selection.
  void selectWanted(const QString& layer, std::int64_t fid);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Found {
    QString layer, title, name;
    std::int64_t fid = 0;
    std::vector<std::pair<QString, QString>> rows;
    double length = 0, area = 0;
    int dimension = -1;
  };
  void retranslate();
  void show(const std::vector<Found>& found);
  [[nodiscard]] QTreeWidgetItem* currentFeature() const;
  void copyCurrent() const;

  CitySession& m_session;
  QTreeWidget* m_tree;
  QLabel* m_empty;
  QPushButton *m_zoom, *m_select, *m_copy;
  quint64 m_number = 0;
};

}  // namespace gis::ui
