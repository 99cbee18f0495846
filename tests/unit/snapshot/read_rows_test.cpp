#include "gis_core/snapshot/read_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "gis_core/snapshot/cache.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "tests/support/map_fixture.h"

namespace gis::snapshot {
namespace {

using store::FieldType;
using store::Value;

/// A layer with a field of every type, NULLs, odd numbers, and fids in no order.
class MixedLayer : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("XDG_CACHE_HOME", (m_folder.path() / "cache").c_str(), 1);
    m_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(m_folder.path() / "a.citydb", crs::Crs::fromEpsg(4549)));
    make("mixed", false);
    make("with bytes", true);
  }
  void make(const std::string& name, bool withBytes) {
    store::LayerDraft draft;
    draft.name = name;
    draft.fields = {{"whole", FieldType::integer}, {"real", FieldType::real},   {"text", FieldType::text},
                    {"day", FieldType::date},      {"yes", FieldType::boolean}, {"free text", FieldType::text}};
    if (withBytes) draft.fields.push_back({"bytes", FieldType::blob});
    draft.crs = m_city->crs();
    store::BulkLoad load(*m_city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    for (std::int64_t i = 0; i < 500; ++i) {
      std::vector<Value> cells{i * 1000003 % 71 - 35,
                               i % 9 == 4 ? Value(std::nan("")) : Value(double(i) / 3),
                               std::string(i % 2 == 0 ? "井盖" : "路灯"),
                               std::string("2026-02-0") + std::to_string(i % 9 + 1),
                               std::int64_t{i % 2},
                               std::string("𠅤 ") + std::to_string(i)};
      if (withBytes) cells.push_back(geom::Bytes{1, 0, std::uint8_t(i)});
      if (i % 7 == 3) cells[std::size_t(i) % cells.size()] = Value();
      const geom::Bytes wkb =
          i % 31 == 5 ? geom::Bytes() : geom::pointWkb(440000 + double(i * 37 % 100), 3580000 + double(i * 53 % 100));
      batch.addRow((i * 263) % 1009 + 1, cells, wkb);
    }
    load.append(store::encode(std::move(batch), load.srid()));
    (void)load.finish(m_progress);
  }
  [[nodiscard]] store::LayerInfo layer(const char* name) const {
    return store::layerByName(m_city->connection(), name);
  }
  /// All cells as texts, with fids and geometry.
  template <class Read>
  [[nodiscard]] std::vector<std::string> rows(const Read& read, const char* name,
                                              const store::FeatureRequest& request) const {
    std::vector<std::string> out;
    read(m_city->connection(), layer(name), request, 64,
         [&](store::FeatureBatch& batch) {
           for (std::size_t row = 0; row < batch.rows(); ++row) {
             std::string text = std::to_string(batch.fids[row]);
             for (std::size_t k = 0; k < batch.fields.size(); ++k) {
               const Value value = batch.valueOf(k, row);
               text += "|" + batch.fields[k].name + std::to_string(value.index());
               if (const auto* i = std::get_if<std::int64_t>(&value)) text += std::to_string(*i);
               if (const auto* d = std::get_if<double>(&value)) text += std::to_string(*d);
               if (const auto* s = std::get_if<std::string>(&value)) text += *s;
               if (const auto* b = std::get_if<geom::Bytes>(&value)) text += std::string(b->begin(), b->end());
             }
             const geom::BytesView wkb = batch.geometryOf(row);
             out.push_back(text + "|" + std::string(wkb.begin(), wkb.end()));
           }
           return true;
         },
         {});
    return out;
  }
  /// Each field at least once, with and without geometry.
  static std::vector<store::FeatureRequest> narrowRequests() {
    const std::vector<std::vector<std::string>> sets{{"free text", "whole", "real", "yes"}, {"day", "text"}, {}};
    std::vector<store::FeatureRequest> requests;
    for (const auto& fields : sets) {
      store::FeatureRequest request;
      request.allFields = false;
      request.fields = fields;
      request.geometry = fields.size() < 3;
      requests.push_back(request);
    }
    return requests;
  }
  void expectSameRows(const char* name, const store::FeatureRequest& request) const {
    const auto expected = rows(&store::readBatches, name, request);
    EXPECT_FALSE(expected.empty());
    EXPECT_EQ(rows(&readBatches, name, request), expected);
  }

  test::ScratchFolder m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
  Progress m_progress;
};

TEST_F(MixedLayer, RowsOfASnapshotAreThoseOfTheTable) {
  for (const store::FeatureRequest& some : narrowRequests()) {
    EXPECT_EQ(viewFor(m_city->connection(), layer("mixed"), some), nullptr);
    expectSameRows("mixed", some);
  }
  (void)openOrBuild(*m_city, layer("mixed"), m_progress);
  for (const store::FeatureRequest& some : narrowRequests()) {
    ASSERT_NE(viewFor(m_city->connection(), layer("mixed"), some), nullptr);
    expectSameRows("mixed", some);
  }
  // much of each row is quicker to be had from the table
  EXPECT_EQ(viewFor(m_city->connection(), layer("mixed"), {}), nullptr);
  expectSameRows("mixed", {});
}

TEST_F(MixedLayer, WithWhatWasEditedSince) {
  const auto before = openOrBuild(*m_city, layer("mixed"), m_progress);
  store::EditCommand command;
  command.rows = {{store::RowEdit::Kind::update, "mixed", 264, "", {{"real", Value()}, {"text", std::string("改")}}},
                  {store::RowEdit::Kind::remove, "mixed", 1, "", {}},
                  {store::RowEdit::Kind::insert, "mixed", 0, "", {{"whole", std::int64_t{5}}}},
                  {store::RowEdit::Kind::update, "mixed", 527, "", {{"geometry", geom::pointWkb(1, 2)}}}};
  (void)store::apply(*m_city, command);
  for (const store::FeatureRequest& some : narrowRequests()) {
    const auto view = viewFor(m_city->connection(), layer("mixed"), some);
    ASSERT_NE(view, nullptr);
    EXPECT_EQ(view->base().file(), before->base().file());
    EXPECT_EQ(view->added().size(), 3U);
    expectSameRows("mixed", some);
  }
}

TEST_F(MixedLayer, WhatASnapshotDoesNotKeepComesFromTheTable) {
  (void)openOrBuild(*m_city, layer("with bytes"), m_progress);
  EXPECT_EQ(viewFor(m_city->connection(), layer("with bytes"), {}), nullptr);
  expectSameRows("with bytes", {});
  store::FeatureRequest some;
  some.where = "whole > 3";
  EXPECT_EQ(viewFor(m_city->connection(), layer("with bytes"), some), nullptr);
  expectSameRows("with bytes", some);
  some = {};
  some.allFields = false;
  some.fields = {"fid", "whole"};
  expectSameRows("with bytes", some);
}

}  // namespace
}  // namespace gis::snapshot
