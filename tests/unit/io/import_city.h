// A new city beside a folder of foreign files, for each test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "tests/unit/io/made_files.h"

namespace gis::io::tests {

/// In EPSG:4549.
class ImportCity : public testing::Test {
 protected:
  Folder folder;
  store::CityDatabase city = store::CityDatabase::create(folder / "a.citydb", crs::Crs::fromEpsg(4549));
  Progress progress;

  /// All rows of a layer, by fid.
  [[nodiscard]] std::vector<store::Feature> rows(const std::string& layer) const {
    std::vector<store::Feature> all;
    store::readFeatures(city.connection(), store::layerByName(city.connection(), layer), {}, [&](store::Feature& row) {
      all.push_back(row);
      return true;
    });
    return all;
  }
};

}  // namespace gis::io::tests
