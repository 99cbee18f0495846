// The same features under other numbers and in another order of rows give the same answers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <utility>

#include "gis_core/geometry/operations.h"
#include "gis_core/query/aggregate.h"
#include "gis_core/query/join.h"
#include "gis_core/query/overlay.h"
#include "gis_core/query/select.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;
/// What a feature is known by in every order: its field "no".
using Number = std::int64_t;
/// Area of what two features share, by their numbers; -1 stands for no partner.
using Areas = std::map<std::pair<Number, Number>, double>;

constexpr Number kNone = -1;

Number numberOf(const store::Value& value) {
  const auto* number = std::get_if<Number>(&value);
  return number != nullptr ? *number : kNone;
}

std::vector<Row> shuffled(std::vector<Row> rows, std::mt19937& random) {
  std::vector<std::int64_t> fids;
  for (std::size_t i = 0; i < rows.size(); ++i) fids.push_back(std::int64_t(i) * 7 + 2);
  std::shuffle(fids.begin(), fids.end(), random);
  std::shuffle(rows.begin(), rows.end(), random);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].fid = fids[i];
  return rows;
}

/// Squares whose sides lie on round coordinates, so that they touch each other; some without geometry.
std::vector<Row> squares(std::mt19937& random, int count) {
  std::uniform_int_distribution<int> place(0, 18), side(1, 5);
  std::vector<Row> rows;
  for (int i = 0; i < count; ++i) {
    const double x = place(random) * 5, y = place(random) * 5, w = side(random) * 5, h = side(random) * 5;
    const geom::MapPoint ring[] = {{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}, {x, y}};
    rows.push_back({i + 1, i % 17 == 3 ? "" : geom::toWkt(geom::polygonWkb(ring)), {Number{i}}});
  }
  return rows;
}

/// On round coordinates or, `apart`, where no border runs.
std::vector<Row> points(std::mt19937& random, int count, bool apart) {
  std::uniform_int_distribution<int> place(0, 20);
  std::uniform_real_distribution<double> anywhere(0, 100);
  const auto next = [&] { return std::to_string(apart ? anywhere(random) : place(random) * 5.0); };
  std::vector<Row> rows;
  for (int i = 0; i < count; ++i) {
    const std::string x = next();
    rows.push_back({i + 1, i % 13 == 5 ? "" : "POINT (" + x + " " + next() + ")", {Number{i}}});
  }
  return rows;
}

class ShuffledRows : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    std::mt19937 random(GetParam());
    const std::pair<const char*, std::vector<Row>> layers[] = {{"squares", squares(random, 70)},
                                                               {"blocks", squares(random, 40)},
                                                               {"cells", shakenCells(random, 6, 0)},
                                                               {"cases", points(random, 150, false)},
                                                               {"trees", points(random, 150, true)}};
    for (const auto& [name, rows] : layers) {
      m_city.addLayer(name, {{"no", FieldType::integer}}, rows);
      m_city.addLayer(name + std::string("_2"), {{"no", FieldType::integer}}, shuffled(rows, random));
    }
  }
  template <typename Row>
  void eachRow(const std::string& layer, const Row& row) {
    const store::Connection& c = m_city.connection();
    store::readFeatures(c, store::layerByName(c, layer), {}, [&](store::Feature& feature) {
      row(feature);
      return true;
    });
  }
  /// The numbers of both sides of each row of a join, in ascending order.
  std::vector<std::pair<Number, Number>> joined(JoinQuery query) {
    query.into = freshName();
    (void)join(m_city.city(), query, m_progress);
    std::vector<std::pair<Number, Number>> pairs;
    eachRow(query.into,
            [&](store::Feature& row) { pairs.emplace_back(numberOf(row.values[0]), numberOf(row.values[1])); });
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  }
  std::vector<Number> within(const std::string& layer, const std::string& other, double metres) {
    SelectQuery query;
    query.layer = layer;
    query.distances.push_back({metres, other, {}});
    const SelectResult result = select(m_city.connection(), query, m_progress);
    std::vector<Number> found;
    readSelected(m_city.connection(), result, std::nullopt, false, [&](store::Feature& feature) {
      found.push_back(numberOf(feature.values[0]));
      return true;
    });
    std::sort(found.begin(), found.end());
    return found;
  }
  Areas cut(const std::string& a, const std::string& b) {
    const std::string into = freshName();
    (void)overlay(m_city.city(), {a, b, OverlayKind::combined, into, {}, {}}, m_progress);
    Areas areas;
    eachRow(into, [&](store::Feature& row) {
      areas[{numberOf(row.values[0]), numberOf(row.values[1])}] += geom::area(row.wkb);
    });
    return areas;
  }
  /// Count or area of each zone by its number.
  std::map<Number, double> figures(const std::string& layer, const std::string& zones, bool area) {
    AggregateQuery query;
    query.layer = layer;
    query.zones = zones;
    query.count = !area;
    query.area = area;
    query.into = freshName();
    (void)aggregate(m_city.city(), query, m_progress);
    std::map<Number, double> figures;
    eachRow(query.into, [&](store::Feature& row) {
      const store::Value& figure = row.values.back();
      figures[numberOf(row.values[0])] = area ? std::get<double>(figure) : double(numberOf(figure));
    });
    return figures;
  }
  template <typename Figures>
  static void expectEqual(const Figures& one, const Figures& other) {
    ASSERT_EQ(one.size(), other.size());
    for (auto a = one.begin(), b = other.begin(); a != one.end(); ++a, ++b) {
      EXPECT_EQ(a->first, b->first);
      EXPECT_NEAR(a->second, b->second, 1e-6 * std::max(1.0, std::abs(a->second)));
    }
  }
  std::string freshName() { return "out" + std::to_string(++m_made); }

  SmallCity m_city;
  Progress m_progress;
  int m_made = 0;
};

TEST_P(ShuffledRows, AJoinFindsTheSamePairs) {
  for (const char* relation : {"intersects", "touches", "within"}) {
    JoinQuery query;
    query.relation = geom::Relation::parse(relation);
    query.left = "cases", query.right = "squares";
    const auto before = joined(query);
    EXPECT_GT(before.size(), 100U) << relation;
    query.left = "cases_2", query.right = "squares_2";
    EXPECT_EQ(joined(query), before) << relation;
  }
  JoinQuery near;
  near.nearest = 1, near.left = "trees", near.right = "cells";
  const auto before = joined(near);
  near.left = "trees_2", near.right = "cells_2";
  EXPECT_EQ(joined(near), before);
}

TEST_P(ShuffledRows, WithinADistanceLieTheSame) {
  for (const double metres : {0.0, 5.0, 12.5}) {
    const auto before = within("squares", "cases", metres);
    EXPECT_FALSE(before.empty());
    EXPECT_EQ(within("squares_2", "cases_2", metres), before) << metres;
  }
  const auto few = within("cases", "squares", 0);
  EXPECT_LT(few.size(), 138U) << "some lie in none";
  EXPECT_EQ(within("cases_2", "squares_2", 0), few);
}

TEST_P(ShuffledRows, AnOverlayGivesEachPairTheSameArea) {
  const Areas before = cut("squares", "blocks");
  EXPECT_GT(before.size(), 100U);
  expectEqual(cut("squares_2", "blocks_2"), before);
  expectEqual(cut("squares_2", "cells_2"), cut("squares", "cells"));
}

TEST_P(ShuffledRows, ZonesHaveTheSameFigures) {
  const auto counts = figures("trees", "cells", false);
  EXPECT_EQ(counts.size(), 36U);
  expectEqual(figures("trees_2", "cells_2", false), counts);
  expectEqual(figures("squares_2", "cells_2", true), figures("squares", "cells", true));
}

INSTANTIATE_TEST_SUITE_P(Orders, ShuffledRows, ::testing::Range(1U, 4U));

}  // namespace
}  // namespace gis::query
