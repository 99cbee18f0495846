#include "gis_core/snapshot/read_rows.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/cache.h"

namespace gis::snapshot {

namespace {

/// A snapshot keeps column by column along the curve: in the order of the fids every cell is fetched from elsewhere.
constexpr std::size_t kFewColumns = 4;
constexpr std::size_t kColumnsOfGeometry = 2;

/// The columns of the snapshot behind the asked fields; empty when one is not kept there.
struct AskedColumns {
  std::vector<store::Field> fields;
  std::vector<int> places;
  bool areKept = true;
};

AskedColumns columnsFor(const store::LayerInfo& layer, const store::FeatureRequest& request) {
  AskedColumns asked;
  if (request.allFields && request.fields.empty()) asked.fields = layer.fields;
  for (const std::string& name : request.fields) {
    const auto field = std::find_if(layer.fields.begin(), layer.fields.end(),
                                    [&name](const store::Field& f) { return f.name == name; });
    if (field == layer.fields.end()) {
      asked.areKept = false;  // fid, uid, a name in another case, or none: the table knows
      return asked;
    }
    asked.fields.push_back(*field);
  }
  for (const store::Field& field : asked.fields) {
    asked.areKept = asked.areKept && field.type != store::FieldType::blob;
    const auto at = std::find_if(layer.fields.begin(), layer.fields.end(),
                                 [&field](const store::Field& f) { return f.name == field.name; });
    asked.places.push_back(static_cast<int>(at - layer.fields.begin()));
  }
  return asked;
}

}  // namespace

std::shared_ptr<const LayerView> viewFor(const store::Connection& c, const store::LayerInfo& layer,
                                         const store::FeatureRequest& request) {
  const bool namesRows = !request.where.empty() || request.box || !request.fids.empty() || !request.orderBy.empty() ||
                         request.descending || request.limit >= 0 || request.offset > 0;
  if (namesRows) return nullptr;
  const AskedColumns asked = columnsFor(layer, request);
  const bool geometry = request.geometry && layer.geometryType.has_value();
  const std::size_t fetched = asked.places.size() + (geometry ? kColumnsOfGeometry : 0);
  return asked.areKept && fetched <= kFewColumns ? existing(c, layer) : nullptr;
}

void readBatches(const store::Connection& c, const store::LayerInfo& layer, const store::FeatureRequest& request,
                 std::size_t batchRows, const std::function<bool(store::FeatureBatch&)>& batch,
                 const CancelToken& token) {
  const std::shared_ptr<const LayerView> view = viewFor(c, layer, request);
  if (view == nullptr) {
    store::readBatches(c, layer, request, batchRows, batch, token);
    return;
  }
  const AskedColumns asked = columnsFor(layer, request);
  const bool geometry = request.geometry && layer.geometryType.has_value();
  const std::vector<Index> order = view->inFidOrder();
  for (std::size_t from = 0; from < order.size(); from += batchRows) {
    token.check();
    const std::span<const Index> rows(order.data() + from, std::min(batchRows, order.size() - from));
    store::FeatureBatch made = store::FeatureBatch::withFields(asked.fields);
    for (std::size_t k = 0; k < asked.places.size(); ++k) {  // by column: one run of memory at a time
      for (const Index i : rows) view->appendCell(asked.places[k], i, made, k);
    }
    for (const Index i : rows) {
      const geom::BytesView wkb = geometry ? view->wkbOf(i) : geom::BytesView();
      made.geometry.insert(made.geometry.end(), wkb.begin(), wkb.end());
      made.geometryEnds.push_back(static_cast<std::uint32_t>(made.geometry.size()));
      made.fids.push_back(view->fidOf(i));
    }
    if (!batch(made)) return;
  }
}

}  // namespace gis::snapshot
