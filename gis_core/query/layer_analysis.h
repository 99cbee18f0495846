// Private to this room: what analyses that write a layer with further columns have in common.
#pragma once

#include "gis_core/query/new_layer.h"
#include "gis_core/query/set_aside.h"

namespace gis::query {

/// One analysis: the state of the city it reads, what is set aside, and how it ends. `Result` has rows, into, seconds,
/// setAside and setAsideTable.
template <class Query, class Result>
class LayerAnalysis {
 public:
  LayerAnalysis(const store::CityDatabase& city, const Query& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_reader(m_work.reader()), m_query(query), m_progress(progress) {}

 protected:
  /// Everything is appended: shows the layer and lists what was set aside.
  void finish(store::BulkLoad& load, const crs::Crs& crs) {
    m_result.setAside = m_setAside.count();
    m_work.finish(load, m_progress, m_result);
    m_result.setAsideTable = m_setAside.write(m_city, m_result.into, crs, m_progress);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader;
  const Query& m_query;
  Progress& m_progress;
  SetAsideList m_setAside;
  Result m_result;
};

}  // namespace gis::query
