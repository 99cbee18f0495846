#include "gis_core/query/extended_layer.h"

#include <cmath>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/store/features.h"

namespace gis::query {

ExtendedLayer::ExtendedLayer(const store::LayerInfo& layer, const std::vector<store::Field>& columns,
                             const std::string& prefix)
    : m_layer(layer), m_fields(layer.fields) {
  for (store::Field column : columns) {
    column.name = freeFieldName(m_fields, prefix, column.name);
    m_fields.push_back(std::move(column));
  }
}

store::LayerDraft ExtendedLayer::draft(const std::string& into, const std::string& driver,
                                       const std::string& sourceLayer) const {
  store::LayerDraft draft;
  draft.name = into;
  draft.fields = m_fields;
  draft.crs = m_layer.crs;
  draft.type = m_layer.geometryType;
  draft.provenance = m_layer.provenance;
  draft.provenance.sourceLayer = sourceLayer;
  draft.provenance.driver = driver;
  draft.provenance.reportTable.clear();
  return draft;
}

std::int64_t ExtendedLayer::write(const store::Connection& c, const std::string& where, store::BulkLoad& load,
                                  Progress& progress,
                                  const std::function<std::vector<store::Value>(std::size_t row)>& cells) const {
  RowWriter out(load, m_fields, progress.token());
  store::FeatureRequest request;
  request.where = where;
  std::size_t done = 0;
  std::vector<store::Value> row;
  store::readBatches(
      c, m_layer, request, kRowsAtOnce,
      [&](store::FeatureBatch& batch) {
        for (std::size_t i = 0; i < batch.rows(); ++i) {
          row.clear();
          for (std::size_t k = 0; k < batch.fields.size(); ++k) row.push_back(batch.valueOf(k, i));
          for (store::Value& cell : cells(done + i)) row.push_back(std::move(cell));
          out.add(batch.fids[i], row, batch.geometryOf(i));
        }
        done += batch.rows();
        progress.report(done, std::uint64_t(std::max<std::int64_t>(m_layer.count, std::int64_t(done))));
        return true;
      },
      progress.token());
  out.flush();
  return out.rows();
}

store::Value cellOf(double number) {
  return std::isnan(number) ? store::Value() : store::Value(number);
}

double numberOf(const store::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return double(*integer);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::numeric_limits<double>::quiet_NaN();
}

store::Field numberField(const store::LayerInfo& layer, const std::string& name) {
  store::Field field = chosenFields(layer, std::vector<std::string>{name}).front();
  if (field.type == store::FieldType::integer || field.type == store::FieldType::real ||
      field.type == store::FieldType::boolean) {
    return field;
  }
  throw Error(ErrorCode::invalidValue,
              {GIS_TR("the field \"{0}\" of layer \"{1}\" cannot be added up"), {field.name, layer.name}},
              GIS_TR("it does not hold numbers"));
}

std::vector<double> numbersOf(const store::Connection& c, const store::LayerInfo& layer, const store::Field& field,
                              const std::string& where, const CancelToken& token) {
  std::vector<double> numbers;
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  request.fields = {field.name};
  request.where = where;
  store::readBatches(
      c, layer, request, kRowsAtOnce,
      [&](store::FeatureBatch& batch) {
        for (std::size_t row = 0; row < batch.rows(); ++row) numbers.push_back(numberOf(batch.valueOf(0, row)));
        return true;
      },
      token);
  return numbers;
}

}  // namespace gis::query
