// Laws of the levels of detail: what is drawn from them is what the full geometry draws.
#include <gtest/gtest.h>

#include <QImage>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "gis_core/base/platform/thread_time.h"
#include "gis_core/style/default_styles.h"
#include "tests/support/map_fixture.h"
#include "ui/map/pick.h"
#include "ui/map/render_map.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

constexpr int kColumns = 150, kRows = 110;
constexpr double kSide = 38;

/// A style without outlines that draws only one use: its blackness is its area.
std::shared_ptr<style::LayerStyle> onlyUse(const std::string& use) {
  auto style = std::make_shared<style::LayerStyle>();
  style->kind = style::StyleKind::categorised;
  style->field = "dlbm";
  style::StyleClass shown, others;
  shown.values = {use};
  shown.symbol.fill = {0, 0, 0, 255};
  others.visible = false;
  style->classes = {shown, others};
  return style;
}

/// The same rows: as a snapshot with its levels, and all of them as changes over it, which are drawn exactly.
class DetailTest : public ::testing::Test {
 protected:
  void SetUp() override {
    m_rows = test::parcelRows(kColumns, kRows, kSide);
    const auto base = test::snapshotOf(m_folder.path(), "parcels", test::parcelFields(), m_rows);
    ASSERT_FALSE(base->levels().empty());
    m_levels = std::make_shared<snapshot::LayerView>(base);
    std::vector<std::int64_t> all;
    std::vector<snapshot::DeltaFeature> exact;
    for (snapshot::Index i = 0; i < base->info().count; ++i) {
      snapshot::DeltaFeature f;
      f.feature.fid = base->fidOf(i);
      for (int c = 0; c < int(base->info().fields.size()); ++c) f.feature.values.push_back(base->valueOf(c, i));
      const geom::BytesView wkb = base->wkbOf(i);
      f.feature.wkb.assign(wkb.begin(), wkb.end());
      f.box = base->boxOf(i);
      all.push_back(f.feature.fid);
      exact.push_back(std::move(f));
    }
    std::sort(exact.begin(), exact.end(), [](const auto& a, const auto& b) { return a.feature.fid < b.feature.fid; });
    m_exact = std::make_shared<snapshot::LayerView>(base, all, std::move(exact), 1, "exact");
  }
  [[nodiscard]] std::shared_ptr<const MapScene> scene(std::shared_ptr<const snapshot::LayerView> data,
                                                      const std::shared_ptr<style::LayerStyle>& style) const {
    MapScene s;
    s.background = Qt::white;
    s.labels = false;
    s.layers.push_back(makeSceneLayer("u", "parcels", {}, std::move(data), style));
    return finishScene(std::move(s));
  }
  [[nodiscard]] QImage drawn(const std::shared_ptr<const snapshot::LayerView>& data, const std::string& use,
                             const MapView& view) {
    return renderMap(*scene(data, onlyUse(use)), view, m_progress).image;
  }
  [[nodiscard]] MapView viewOf(double unitsPerPixel) const {
    MapView view;
    view.size = {360, 260};
    view.unitsPerPixel = unitsPerPixel;
    return view;
  }

  test::ScratchFolder m_folder;
  std::vector<test::WktRow> m_rows;
  std::shared_ptr<const snapshot::LayerView> m_levels, m_exact;
  Progress m_progress;
};

double blackness(const QImage& image) {
  double sum = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) sum += 255 - qGreen(image.pixel(x, y));
  }
  return sum;
}

TEST_F(DetailTest, EachUseKeepsItsArea) {
  for (const double units : {4.0, 11.0, 19.0, 30.0, 61.0}) {
    for (const char* use : {"01", "05", "11"}) {
      const double level = blackness(drawn(m_levels, use, viewOf(units)));
      const double exact = blackness(drawn(m_exact, use, viewOf(units)));
      ASSERT_GT(exact, 0);
      EXPECT_NEAR(level / exact, 1, 0.01) << use << " at " << units;
    }
  }
}

TEST_F(DetailTest, NoBorderMovesByAPixel) {
  // a pixel is as some neighbour of it in the other picture, but for the rounding of shares
  constexpr int kTolerance = 40;
  for (const double units : {4.0, 7.9, 11.0, 15.9}) {
    const QImage level = drawn(m_levels, "05", viewOf(units)), exact = drawn(m_exact, "05", viewOf(units));
    int strays = 0;
    for (int y = 1; y + 1 < level.height(); ++y) {
      for (int x = 1; x + 1 < level.width(); ++x) {
        int low = 255, high = 0;
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) {
            const int v = qGreen(exact.pixel(x + dx, y + dy));
            low = std::min(low, v);
            high = std::max(high, v);
          }
        }
        const int v = qGreen(level.pixel(x, y));
        strays += v < low - kTolerance || v > high + kTolerance ? 1 : 0;
      }
    }
    EXPECT_EQ(strays, 0) << "at " << units;
  }
}

TEST_F(DetailTest, WhatIsAPixelLargeIsPicked) {
  store::LayerInfo layer;
  layer.name = "parcels";
  layer.role = "parcel";
  layer.geometryType = geom::GeometryType{geom::GeometryKind::multiPolygon};
  layer.fields = test::parcelFields();
  const auto all = scene(m_levels, std::make_shared<style::LayerStyle>(style::defaultStyle(layer)));
  const MapView view = viewOf(kSide);  // each parcel is about a pixel
  int looked = 0;
  for (snapshot::Index i = 0; i < m_levels->base().info().count; i += 37) {
    const geom::Envelope box = m_levels->boxOf(i);
    const QPointF at = view.toView(box.centre());
    if (!QRectF(QPointF(), QSizeF(view.size)).contains(at)) continue;
    ++looked;
    const auto found = pick(*all, view, at, 1.0);
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&](const Picked& p) { return p.fid == m_levels->fidOf(i); }))
        << "fid " << m_levels->fidOf(i);
  }
  EXPECT_GT(looked, 100);
}

TEST_F(DetailTest, StaleWorkEndsAtOnce) {
  const auto exact = scene(m_exact, onlyUse("05"));  // the dearest way to draw it
  PixelFrame frame = tileFrame(*exact, 30, 1, -1, -1);
  const CancelToken token;
  ASSERT_FALSE(paintFrame(*exact, frame, token).image.isNull());
  token.cancel();
  const auto start = platform::threadCpuTime();
  const Painted painted = paintFrame(*exact, frame, token);
  EXPECT_LT(platform::threadCpuTime() - start, std::chrono::milliseconds(5));
  EXPECT_TRUE(painted.image.isNull());
}

}  // namespace
}  // namespace gis::ui
