// A city in a folder of its own that goes away with the test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/features.h"

namespace gis::store {

class ScratchFolder {
 public:
  ScratchFolder() : m_path(platform::makeScratchFolder("citydesk-store-test")) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

/// A new city in EPSG:4549 for each test.
class ScratchCity : public testing::Test {
 public:
  [[nodiscard]] static geom::Envelope square(int i) {
    const double x = 445000 + (i % 100) * 20;
    const double y = 3585000 + (i / 100) * 20;
    return {x, y, x + 10, y + 10};
  }

 protected:
  ScratchFolder m_folder;
  std::filesystem::path m_file = m_folder.path() / "扬州.citydb";
  CityDatabase m_city = CityDatabase::create(m_file, crs::Crs::fromEpsg(4549));

  [[nodiscard]] const Connection& c() const { return m_city.connection(); }

  /// `count` squares of 10 m in rows of 100, 20 m apart, east 445000, north 3585000; fields code, area, name.
  LayerInfo loadSquares(const std::string& name, int count,
                        LayerDraft::IfTaken ifTaken = LayerDraft::IfTaken::refuse) const {
    LayerDraft draft;
    draft.name = name;
    draft.fields = {{"code", FieldType::text}, {"area", FieldType::real}, {"名称", FieldType::text}};
    draft.crs = m_city.crs();
    draft.ifTaken = ifTaken;
    BulkLoad load(m_city, draft);
    FeatureBatch batch = FeatureBatch::withFields(draft.fields);
    for (int i = 0; i < count; ++i) {
      const geom::Envelope box = square(i);
      const Value cells[] = {"0" + std::to_string(100000 + i), 100.0 + i, "地块" + std::to_string(i)};
      batch.addRow(i, cells, geom::boxWkb(box));
    }
    load.append(encode(std::move(batch), load.srid()));
    Progress progress;
    return load.finish(progress).layer;
  }
  [[nodiscard]] std::string one(const std::string& sql) const { return c().textValue(sql); }
};

}  // namespace gis::store
