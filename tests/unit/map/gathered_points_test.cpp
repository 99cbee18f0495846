// Heat maps and clusters: true to their numbers, without seams, the same from every view.
#include <gtest/gtest.h>

#include <QPainter>
#include <cmath>
#include <numeric>
#include <random>

#include "gis_core/style/default_styles.h"
#include "tests/support/map_fixture.h"
#include "ui/map/heat_map.h"
#include "ui/map/legend.h"
#include "ui/map/point_clusters.h"
#include "ui/map/render_map.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

class GatheredTest : public ::testing::Test {
 protected:
  static std::vector<test::WktRow> crowd(int count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> near(0, 400);
    std::vector<test::WktRow> rows;
    for (int k = 0; k < count; ++k) {
      const double x = near(random) + (k % 3) * 900, y = near(random) - (k % 2) * 700;
      rows.push_back({"POINT (" + std::to_string(x) + " " + std::to_string(y) + ")", {std::int64_t(k % 4)}});
    }
    return rows;
  }
  SceneLayer layer(const std::vector<test::WktRow>& rows, const style::LayerStyle& style, const char* name = "p") {
    auto view = std::make_shared<snapshot::LayerView>(
        test::snapshotOf(m_folder.path(), name, {{"n", store::FieldType::integer}}, rows));
    return makeSceneLayer(name, name, QStringLiteral("点"), view, std::make_shared<style::LayerStyle>(style));
  }
  static style::LayerStyle heatStyle(double radius) {
    style::LayerStyle style = style::singleStyle({});
    style.heat.emplace();
    style.heat->radiusMetres = radius;
    return style;
  }
  static MapView view(double units, double dpr = 1) {
    MapView v;
    v.centre = {700, -300};
    v.unitsPerPixel = units;
    v.size = {500, 400};
    v.dpr = dpr;
    return v;
  }
  test::ScratchFolder m_folder;
};

TEST_F(GatheredTest, TheSurfaceHoldsAsManyAsThereArePoints) {
  const SceneLayer p = layer(crowd(500, 1), heatStyle(150));
  for (const double units : {4.0, 11.0, 60.0}) {
    MapScene scene;
    PixelFrame frame = viewFrame(scene, view(units));
    frame.left = std::int64_t(-6000 / units);
    frame.top = std::int64_t(-6000 / units);
    frame.width = frame.height = int(12000 / units);
    const std::vector<float> densities = heatDensities(p, frame, CancelToken());
    ASSERT_EQ(densities.size(), std::size_t(frame.width) * std::size_t(frame.height));
    const double sum = std::accumulate(densities.begin(), densities.end(), 0.0);
    EXPECT_NEAR(sum * units * units / 1e6, 500, 2) << units;
  }
}

TEST_F(GatheredTest, OnePointIsTheKernel) {
  const SceneLayer p = layer({{"POINT (0 0)", {std::int64_t{1}}}}, heatStyle(200));
  MapScene scene;
  PixelFrame frame = viewFrame(scene, view(2));
  frame.left = frame.top = -150;
  frame.width = frame.height = 300;
  const std::vector<float> d = heatDensities(p, frame, CancelToken());
  for (int y = 0; y < 300; y += 7) {
    for (int x = 0; x < 300; x += 7) {
      const double r = std::hypot(x - 150 + 0.5, y - 150 + 0.5) * 2 / 200;
      const double exact = r < 1 ? 3 / (M_PI * 0.04) * (1 - r * r) * (1 - r * r) : 0;
      EXPECT_NEAR(d[std::size_t(y * 300 + x)], exact, 0.04 * 3 / (M_PI * 0.04)) << x << " " << y;
    }
  }
  // the legend's maximum is the peak of the whole layer, rounded up
  EXPECT_GE(p.heatMaximum, 3 / (M_PI * 0.04) * 0.7);
  EXPECT_LE(p.heatMaximum, 100);
}

TEST_F(GatheredTest, TilesFitWithoutASeam) {
  style::LayerStyle clusters = style::singleStyle({});
  clusters.clusters.emplace();
  for (const style::LayerStyle& style : {heatStyle(60), heatStyle(700), clusters}) {
    for (const double dpr : {1.0, 2.0}) {
      MapScene scene;
      scene.layers.push_back(layer(crowd(800, 2), style));
      const MapView v = view(7.3, dpr);
      Progress progress;
      const QImage tiled = renderMap(*finishScene(scene), v, progress).image;
      const QImage whole = paintFrame(scene, viewFrame(scene, v), CancelToken()).image;
      int worst = 0;
      for (int y = 0; y < whole.height(); ++y) {
        for (int x = 0; x < whole.width(); ++x) {
          const QRgb a = tiled.pixel(x, y), b = whole.pixel(x, y);
          worst = std::max(
              {worst, std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
        }
      }
      EXPECT_LE(worst, style.heat ? 0 : 2);
    }
  }
}

TEST_F(GatheredTest, EveryLevelCountsEveryPointAndLevelsNest) {
  style::LayerStyle style = style::singleStyle({});
  style.clusters.emplace();
  const SceneLayer p = layer(crowd(3000, 3), style);
  ASSERT_NE(p.clusters, nullptr);
  const geom::Envelope all = p.data->extent().grown(10000);
  std::size_t before = 3001;
  for (int level = 0; level < p.clusters->levels(); ++level) {
    const auto clusters = p.clusters->in(level, all, *p.data);
    std::uint64_t points = 0;
    for (const Cluster& c : clusters) points += c.count;
    EXPECT_EQ(points, 3000U);
    EXPECT_LE(clusters.size(), before);
    before = clusters.size();
    // a box says what the whole says
    const geom::Envelope box{0, -700, 900, 100};
    std::size_t inside = 0;
    for (const Cluster& c : clusters) inside += box.contains(geom::MapPoint{c.x, c.y}) ? 1 : 0;
    EXPECT_EQ(p.clusters->in(level, box, *p.data).size(), inside);
  }
  EXPECT_EQ(before, 1U);
  EXPECT_EQ(p.clusters->levelFor(1000), -1);
  EXPECT_EQ(p.clusters->levelFor(2000), 0);
  EXPECT_EQ(p.clusters->levelFor(16000), 3);
  // the same data is not gathered twice
  EXPECT_EQ(PointClusters::of(*p.data, *style.clusters, 1), p.clusters);
}

TEST_F(GatheredTest, EditsJoinAndLeaveTheirCluster) {
  style::LayerStyle style = style::singleStyle({});
  style.clusters.emplace();
  const SceneLayer p = layer(
      {{"POINT (0 0)", {std::int64_t{1}}}, {"POINT (3 0)", {std::int64_t{1}}}, {"POINT (500 0)", {std::int64_t{1}}}},
      style);
  const auto at = [](std::int64_t fid, double x) {
    snapshot::DeltaFeature d;
    d.feature.fid = fid;
    d.box = {x, 0, x, 0};
    return d;
  };
  const geom::Envelope all{-1000, -1000, 2000, 1000};
  const auto counts = [&](const snapshot::LayerView& v) {
    std::vector<std::uint32_t> out;
    for (const Cluster& c : p.clusters->in(0, all, v)) out.push_back(c.count);
    std::sort(out.begin(), out.end());
    return out;
  };
  using Counts = std::vector<std::uint32_t>;
  EXPECT_EQ(counts(*p.data), (Counts{1, 2}));
  EXPECT_EQ(counts(snapshot::LayerView(p.data->baseShared(), {}, {at(9, 5), at(10, 1000)}, 1, "r")), (Counts{1, 1, 3}));
  EXPECT_EQ(counts(snapshot::LayerView(p.data->baseShared(), {2, 3}, {}, 1, "r")), (Counts{1}));
}

TEST_F(GatheredTest, TheLegendSaysHowMany) {
  style::LayerStyle style = heatStyle(200);
  style.heat->maximum = 50;
  const SceneLayer p = layer(crowd(10, 4), style, "city_incident");
  const auto entries = legendOf(p, false);
  ASSERT_EQ(entries.size(), std::size_t(kHeatSteps));
  EXPECT_EQ(entries[0].label, QStringLiteral("≤ 10 cases per km²"));
  EXPECT_EQ(entries[4].label, QStringLiteral("> 40 cases per km²"));
  EXPECT_EQ(legendOf(p, true)[0].label, QStringLiteral("≤ 10 件/平方千米"));
  const QImage low = legendSwatch(p, entries[0].classIndex, QSize(30, 14)),
               high = legendSwatch(p, entries[4].classIndex, QSize(30, 14));
  EXPECT_NE(low.pixel(15, 7), high.pixel(15, 7));
  EXPECT_EQ(clusterText(9999), QStringLiteral("9999"));
  EXPECT_EQ(clusterText(12345), QStringLiteral("12k"));
  EXPECT_EQ(clusterText(1234567), QStringLiteral("1.2M"));
}

}  // namespace
}  // namespace gis::ui
