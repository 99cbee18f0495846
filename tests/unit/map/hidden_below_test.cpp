// What symbols hide is left out: nobody sees that it is.
#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

#include "gis_core/style/default_styles.h"
#include "tests/unit/map/parcel_scene.h"
#include "ui/map/layer_painter.h"
#include "ui/map/point_buffer.h"
#include "ui/map/render_map.h"
#include "ui/map/symbols.h"
#include "ui/map/tile_engine.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

class HiddenBelowTest : public MapTest {
 protected:
  /// Parcels under a crowd of symbols that is dense in the middle.
  [[nodiscard]] std::shared_ptr<const MapScene> crowdedScene() {
    MapScene s = *scene(60, 50, 12);
    std::mt19937 random(4);
    std::normal_distribution<double> near(0, 120);
    std::vector<test::WktRow> rows;
    for (int k = 0; k < 30000; ++k) {
      const double x = near(random), y = near(random);
      rows.push_back({"POINT (" + std::to_string(x) + " " + std::to_string(y) + ")", {std::int64_t{1}}});
    }
    const auto base = test::snapshotOf(m_folder.path(), "crowd", {{"n", store::FieldType::integer}}, rows);
    style::Symbol symbol;
    symbol.sizeMm = 2;
    s.layers.push_back(makeSceneLayer("c", "crowd", QStringLiteral("c"), std::make_shared<snapshot::LayerView>(base),
                                      std::make_shared<style::LayerStyle>(style::singleStyle(symbol))));
    s.labels = false;
    return finishScene(std::move(s));
  }
  [[nodiscard]] static int worstDifference(const QImage& a, const QImage& b) {
    int worst = a.size() == b.size() ? 0 : 256;
    for (int y = 0; worst < 256 && y < a.height(); ++y) {
      for (int x = 0; x < a.width(); ++x) {
        const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
        worst = std::max(
            {worst, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
      }
    }
    return worst;
  }
};

TEST_F(HiddenBelowTest, TheLayersTogetherAreTheLayersOneByOne) {
  const auto s = crowdedScene();
  for (const double units : {0.5, 1.7, 3.0}) {
    for (const std::int64_t column : {-1, 0}) {
      PixelFrame frame = tileFrame(*s, units, 1, column, -1);
      for (const QRect part : {QRect(), QRect(40, 30, 100, 60)}) {
        frame.part = part;
        QImage together(kTilePixels, kTilePixels, QImage::Format_ARGB32_Premultiplied), single = together;
        together.fill(s->background);
        single.fill(s->background);
        const CancelToken token;
        const std::uint64_t drawn = paintLayers(together, s->layers, frame, token);
        std::uint64_t counted = 0;
        for (const SceneLayer& layer : s->layers) counted += paintLayer(single, layer, frame, token);
        EXPECT_EQ(drawn, counted);
        const QRect wanted = frame.wanted();
        EXPECT_LE(worstDifference(together.copy(wanted), single.copy(wanted)), 1) << units << " " << column;
      }
    }
  }
}

TEST_F(HiddenBelowTest, EveryFrameOfAJourneyIsWhatRenderDraws) {
  const auto s = crowdedScene();
  TileEngine engine({2, 16 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {437, 311};
  view.unitsPerPixel = 1.1;
  for (int step = 0; step < 12; ++step) {
    view = step % 3 == 2 ? view.zoomedAt({200, 150}, step % 2 == 0 ? 1.25 : 0.8) : view.panned({0, 0}, {70, -40});
    ASSERT_TRUE(engine.waitComplete(view, 20000));
    QImage canvas(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&canvas);
    ASSERT_TRUE(engine.draw(painter, view).complete);
    painter.end();
    ASSERT_EQ(worstDifference(canvas, renderMap(*s, view, m_progress).image), 0) << step;
  }
}

TEST(HiddenBelow, HidesWhereNothingShowsThrough) {
  constexpr int kPaperSide = 96;
  const Marker marker(markerImage(style::Symbol(), 7.5, 3.78));
  std::mt19937 random(9);
  std::normal_distribution<double> near(48, 14);
  PointSet places;
  for (std::uint32_t k = 0; k < 6000; ++k) places.add(int(near(random)), int(near(random)), k);
  PointBuffer buffer;
  buffer.reset(kPaperSide, kPaperSide);
  EXPECT_FALSE(buffer.hides({10, 10, 11, 11})) << "nothing is placed";
  buffer.place(marker, places);
  QImage onWhite(kPaperSide, kPaperSide, QImage::Format_ARGB32_Premultiplied), onBlack = onWhite;
  onWhite.fill(Qt::white);
  onBlack.fill(Qt::black);
  buffer.composeOver(onWhite, onWhite.rect());
  buffer.composeOver(onBlack, onBlack.rect());
  int hidden = 0;
  std::uniform_real_distribution<float> at(-12, kPaperSide + 12), side(0, 9);
  for (int round = 0; round < 20000; ++round) {
    const float left = at(random), top = at(random);
    const PixelBox box{left, top, left + side(random), top + side(random)};
    bool same = true;
    int pixels = 0;
    for (int y = 0; y < kPaperSide; ++y) {
      for (int x = 0; x < kPaperSide; ++x) {
        const bool touched =
            float(x) <= box.right && float(x + 1) > box.left && float(y) <= box.bottom && float(y + 1) > box.top;
        if (!touched) continue;
        ++pixels;
        same = same && onWhite.pixel(x, y) == onBlack.pixel(x, y);
      }
    }
    ASSERT_EQ(buffer.hides(box), same) << box.left << " " << box.top << " " << box.right << " " << box.bottom;
    hidden += same && pixels > 0 ? 1 : 0;
  }
  EXPECT_GT(hidden, 200);
  EXPECT_FALSE(buffer.hides({0, 40, kPaperSide, 41}));
}

}  // namespace
}  // namespace gis::ui
