#include "ui/models/quality_model.h"

#include <QColor>
#include <algorithm>

#include "gis_core/city/quality_sheets.h"
#include "ui/jobs/city_session.h"
#include "ui/models/field_domain.h"

namespace gis::ui {

CheckedLayerPtr placedOnMap(city::LayerQuality quality, const store::LayerInfo& layer, const crs::Crs& map) {
  auto checked = std::make_shared<CheckedLayer>();
  std::optional<crs::Transformer> step;
  const bool known = layer.crs.isKnown() && map.isKnown();
  if (known && !layer.crs.equivalentTo(map)) step.emplace(layer.crs, map, true);
  for (const city::QualityFinding& one : quality.findings) {
    std::optional<geom::MapPoint> at;
    geom::Bytes shape;
    if (known && one.at) at = step ? step->apply(*one.at) : *one.at;
    if (known) shape = one.shape;
    if (step && !shape.empty()) {
      geom::transformCoordinates(shape,
                                 [&](double* xyzm, std::uint32_t n, int stride) { step->apply(xyzm, n, stride); });
    }
    checked->places.push_back(at);
    checked->shapes.push_back(std::move(shape));
  }
  checked->quality = std::move(quality);
  checked->title = CitySession::layerTitle(layer);
  return checked;
}

void QualityModel::show(std::vector<CheckedLayerPtr> all, const QString& layer,
                        const std::optional<city::QualityCheck>& check) {
  beginResetModel();
  m_rows.clear();
  for (const CheckedLayerPtr& one : all) {
    if (!layer.isEmpty() && fromUtf8(one->quality.layer) != layer) continue;
    for (std::size_t i = 0; i < one->quality.findings.size(); ++i) {
      const city::QualityFinding& finding = one->quality.findings[i];
      if (check && (finding.check != check->rule.check || finding.field != check->field ||
                    finding.argument != check->rule.argument))
        continue;
      m_rows.push_back({one, i});
    }
  }
  endResetModel();
}

int QualityModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_rows.size());
}

int QualityModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(columns);
}

QString QualityModel::text(const Place& place, int column) {
  const city::QualityFinding& one = place.what();
  switch (column) {
    case layerColumn: return place.layer->title;
    case featureColumn: return QString::number(one.fid);
    case checkColumn: return translated(city::qualityCheckText(one.check));
    case fieldColumn: return one.field == "geometry" ? tr("shape") : fieldTitle(fromUtf8(one.field));
    case valueColumn: return fromUtf8(one.value);
    default: return translated(one.what);
  }
}

QVariant QualityModel::data(const QModelIndex& index, int role) const {
  if (index.row() < 0 || index.row() >= rowCount()) return {};
  const Place& place = m_rows[std::size_t(index.row())];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text(place, index.column());
    case Qt::TextAlignmentRole:
      return int((index.column() == featureColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (index.column() != faultColumn || place.what().severity != city::Severity::error) return {};
      return QColor(0xB0, 0x1E, 0x1E);
    default: return {};
  }
}

QVariant QualityModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
    return QAbstractTableModel::headerData(section, orientation, role);
  }
  switch (section) {
    case layerColumn: return tr("Layer");
    case featureColumn: return tr("Feature");
    case checkColumn: return tr("Check");
    case fieldColumn: return tr("Column");
    case valueColumn: return tr("Value");
    default: return tr("Fault");
  }
}

void QualityModel::sort(int column, Qt::SortOrder order) {
  if (column < 0) return;
  beginResetModel();
  std::vector<std::pair<QString, std::size_t>> keys;
  keys.reserve(m_rows.size());
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    keys.emplace_back(column == featureColumn ? QString() : text(m_rows[i], column), i);
  }
  const auto before = [&](const auto& a, const auto& b) {
    if (column == featureColumn) return m_rows[a.second].what().fid < m_rows[b.second].what().fid;
    return a.first < b.first;
  };
  std::stable_sort(keys.begin(), keys.end(), [&](const auto& a, const auto& b) {
    return order == Qt::AscendingOrder ? before(a, b) : before(b, a);
  });
  std::vector<Place> rows;
  rows.reserve(keys.size());
  for (const auto& [key, i] : keys) rows.push_back(std::move(m_rows[i]));
  m_rows = std::move(rows);
  endResetModel();
}

}  // namespace gis::ui
