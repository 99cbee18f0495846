// Private to this room: a layer written anew with further columns.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/store/bulk_load.h"

namespace gis::query {

class ExtendedLayer {
 public:
  /// `columns` behind the layer's own; a name in use becomes `prefix`_NAME.
  ExtendedLayer(const store::LayerInfo& layer, const std::vector<store::Field>& columns, const std::string& prefix);
  [[nodiscard]] store::LayerDraft draft(const std::string& into, const std::string& driver,
                                        const std::string& sourceLayer) const;
  /// How the k-th new column is called.
  [[nodiscard]] const std::string& column(std::size_t k) const { return m_fields[m_layer.fields.size() + k].name; }
  /// Every row that meets `where`, with its fid, in the order of fids; `cells(row)` are those of the new columns.
  /// Returns the rows written.
  std::int64_t write(const store::Connection& c, const std::string& where, store::BulkLoad& load, Progress& progress,
                     const std::function<std::vector<store::Value>(std::size_t row)>& cells) const;

 private:
  store::LayerInfo m_layer;
  std::vector<store::Field> m_fields;
};

/// A number as a cell; NaN is NULL.
[[nodiscard]] store::Value cellOf(double number);
/// A cell as a number; what is none is NaN.
[[nodiscard]] double numberOf(const store::Value& value);
/// The field of that name. Throws Error(noSuchField), and Error(invalidValue) when it does not hold numbers.
[[nodiscard]] store::Field numberField(const store::LayerInfo& layer, const std::string& name);
/// The numbers of a field, in the order of fids.
[[nodiscard]] std::vector<double> numbersOf(const store::Connection& c, const store::LayerInfo& layer,
                                            const store::Field& field, const std::string& where,
                                            const CancelToken& token);

}  // namespace gis::query
