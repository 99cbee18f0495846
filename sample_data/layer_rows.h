// Rows of the sample's layers as feature batches. Private to sample_data.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/bulk_load.h"
#include "sample_data/plane.h"

namespace gis::sample {

enum class Layer { parcels, buildings, roads, districts, subdistricts, communities, grid, addresses, components, poi };
inline constexpr std::size_t kLayerCount = 10;

/// What a layer is in the registry.
struct LayerSpec {
  Layer layer;
  const char* name;
  const char* titleZh;
  const char* titleEn;
  const char* bureau;
  geom::GeometryKind kind;
  std::vector<store::Field> fields;
  const char* role;  ///< or ""
  const char* codeField;
  const char* nameField;
  std::vector<std::string> searchFields;
  std::vector<std::pair<const char*, const char*>> codeSystems;  ///< field, code system
  bool visible;
};
/// All layers, from the bottom of the map to its top.
[[nodiscard]] const std::vector<LayerSpec>& layerSpecs();
[[nodiscard]] const LayerSpec& specOf(Layer layer);

/// Collects the rows of one layer: cells in the order of the fields, then the geometry, which ends the row.
class LayerRows {
 public:
  explicit LayerRows(Layer layer);
  [[nodiscard]] Layer layer() const { return m_layer; }
  [[nodiscard]] std::size_t rows() const { return m_batch.rows(); }

  LayerRows& text(std::string_view value);  ///< empty = NULL
  LayerRows& integer(std::int64_t value);
  LayerRows& real(double value);
  void point(Point at);
  void line(std::span<const Point> points);
  /// A multipolygon of one polygon without holes.
  void polygon(std::span<const Point> ring);
  /// A multipolygon: each polygon its shell, then its holes.
  void polygons(const std::vector<std::vector<Ring>>& polygons);

  /// The rows so far, and an empty batch again.
  [[nodiscard]] store::FeatureBatch take();

 private:
  void endRow();
  template <typename T>
  void put(T value);
  void putRing(std::span<const Point> ring);
  store::FeatureBatch::Column& next();

  Layer m_layer;
  store::FeatureBatch m_batch;
  std::size_t m_column = 0;
};

}  // namespace gis::sample
