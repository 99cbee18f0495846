// The findings of quality checks for a table view.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "gis_core/city/quality.h"
#include "gis_core/crs/crs.h"

namespace gis::ui {

/// One layer as it was checked, with the places of its findings on the map. Immutable once it is shown.
struct CheckedLayer {
  city::LayerQuality quality;
  QString title;
  std::vector<std::optional<geom::MapPoint>> places;  ///< of the findings, in the map's system
  std::vector<geom::Bytes> shapes;                    ///< of overlaps and gaps, in the map's system; else empty
};
using CheckedLayerPtr = std::shared_ptr<const CheckedLayer>;

/// Brings the places to the map's system. Any thread.
[[nodiscard]] CheckedLayerPtr placedOnMap(city::LayerQuality quality, const store::LayerInfo& layer,
                                          const crs::Crs& map);

/// All findings, or those of one layer or one of its checks, in an order of their own. GUI thread.
class QualityModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { layerColumn, featureColumn, checkColumn, fieldColumn, valueColumn, faultColumn, columns };
  struct Place {
    CheckedLayerPtr layer;
    std::size_t finding = 0;
    [[nodiscard]] const city::QualityFinding& what() const { return layer->quality.findings[finding]; }
  };

  using QAbstractTableModel::QAbstractTableModel;

  /// `layer`: only of this one; `check`: only of this one of its rules.
  void show(std::vector<CheckedLayerPtr> all, const QString& layer = {},
            const std::optional<city::QualityCheck>& check = {});
  [[nodiscard]] Place place(int row) const { return m_rows[std::size_t(row)]; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  [[nodiscard]] static QString text(const Place& place, int column);
  std::vector<Place> m_rows;
};

}  // namespace gis::ui
