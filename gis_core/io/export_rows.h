// The rows of an export: filtered, clipped, re-projected. Private to the room.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/crs/crs.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/export.h"
#include "gis_core/io/people_counts.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::io {

/// Of the middle of its box. `toDegrees`: from the geometry's system.
[[nodiscard]] double middleLongitude(geom::BytesView wkb, const crs::Transformer& toDegrees);

/// Every pass over the rows gives the same ones in the same order (a read transaction holds the state).
class ExportRows {
 public:
  ExportRows(const store::CityDatabase& city, const ExportRequest& request, ExportFormat format);

  [[nodiscard]] const store::LayerInfo& layer() const { return m_layer; }
  /// With the names that were asked for the file.
  [[nodiscard]] const std::vector<store::Field>& fields() const { return m_fields; }
  /// The same fields with the names that they have in the layer.
  [[nodiscard]] const std::vector<store::Field>& sourceFields() const { return m_sourceFields; }
  /// Of the coordinates that each() gives; unknown stays unknown.
  [[nodiscard]] const crs::Crs& crs() const { return m_crs; }
  [[nodiscard]] const std::vector<Message>& warnings() const { return m_warnings; }
  /// Calls `row` for each feature with values in the order of fields() and WKB in crs().
  void each(Progress& progress, const std::function<void(store::Feature&)>& row) const;
  /// Small figures about people, to be left empty; before the first each().
  void hideSmallCounts(std::int64_t least, const CancelToken& token);
  /// Nothing before hideSmallCounts().
  [[nodiscard]] const std::optional<PeopleCounts>& smallCounts() const { return m_smallCounts; }
  /// Features that the last each() gave without geometry, since it cannot be carried into crs().
  [[nodiscard]] std::int64_t lostPlaces() const { return m_lostPlaces; }

 private:
  void chooseFields(const ExportRequest& request);
  void nameFields(const ExportRequest& request);
  void chooseCrs(const ExportRequest& request, ExportFormat format);
  void readClip(const ExportRequest& request);
  [[nodiscard]] bool clipped(geom::Bytes& wkb) const;
  [[nodiscard]] bool inBand(geom::BytesView wkb) const;
  void roundDegrees(geom::Bytes& wkb) const;

  const store::CityDatabase& m_city;
  store::LayerInfo m_layer;
  std::vector<store::Field> m_fields, m_sourceFields;
  std::vector<store::Field> m_readFields;  ///< the source's without the added ones
  std::vector<std::function<store::Value(const store::Feature&)>> m_added;
  std::optional<LongitudeBand> m_band;
  std::optional<crs::Transformer> m_toDegrees;
  store::FeatureRequest m_request;
  crs::Crs m_crs;
  std::optional<crs::Transformer> m_transformer;
  geom::Bytes m_area;
  std::optional<geom::Prepared> m_prepared;
  std::optional<PeopleCounts> m_smallCounts;
  bool m_cut = false;
  bool m_rounded = false;
  mutable std::int64_t m_lostPlaces = 0;
  std::vector<Message> m_warnings;
};

}  // namespace gis::io
