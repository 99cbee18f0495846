// Private to this room: how a question that ends in a new layer begins and ends.
#pragma once

#include <chrono>

#include "gis_core/base/progress.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"

namespace gis::query {

/// Everything is read in one state of the city, by a connection of its own, while the new layer is written beside it.
class NewLayerWork {
 public:
  /// `origin`: reads its inputs in that state, and is kept with the layer.
  explicit NewLayerWork(const store::CityDatabase& city, OriginNote* origin = nullptr)
      : m_city(city), m_origin(origin), m_reader(store::Connection::open(city.file(), store::OpenMode::readOnly)) {
    m_reader.exec("BEGIN");
    if (origin != nullptr) origin->read(m_reader);
  }
  [[nodiscard]] const store::Connection& reader() const { return m_reader; }
  /// Everything is read and appended: shows the layer, and tells its name and the time since the begin.
  template <class Result>
  void finish(store::BulkLoad& load, Progress& progress, Result& result) const {
    end();
    result.into = load.finish(progress, keeping(m_city, m_origin)).layer.name;
    result.seconds = seconds();
  }
  /// Everything is read: the log of the city can be merged again while the layer is written.
  void end() const {
    if (m_reader.inTransaction()) m_reader.exec("COMMIT");
  }
  [[nodiscard]] double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begun).count();
  }

 private:
  std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
  const store::CityDatabase& m_city;
  const OriginNote* m_origin;
  store::Connection m_reader;
};

}  // namespace gis::query
