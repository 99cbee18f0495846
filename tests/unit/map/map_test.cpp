#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <atomic>
#include <chrono>
#include <cmath>
#include <random>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/land_use_colours.h"
#include "tests/support/map_fixture.h"
#include "tests/unit/map/parcel_scene.h"
#include "ui/map/label_layer.h"
#include "ui/map/legend.h"
#include "ui/map/pdf_text.h"
#include "ui/map/pick.h"
#include "ui/map/render_map.h"
#include "ui/map/scene_source.h"
#include "ui/map/sheet.h"
#include "ui/map/tile_engine.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

int worstDifference(const QImage& a, const QImage& b) {
  int worst = a.size() == b.size() ? 0 : 256;
  for (int y = 0; worst < 256 && y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y), q = b.pixel(x, y);
      if (a.hasAlphaChannel()) worst = std::max(worst, std::abs(qAlpha(p) - qAlpha(q)));
      worst = std::max(
          {worst, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
    }
  }
  return worst;
}

TEST(MapView, GoesThereAndBack) {
  for (const double dpr : {1.0, 1.5, 2.0}) {
    MapView view;
    view.centre = {445123.4, 3584567.8};
    view.unitsPerPixel = 0.7;
    view.size = {801, 601};
    view.dpr = dpr;
    const geom::MapPoint p{445000, 3584500};
    const geom::MapPoint q = view.toMap(view.toView(p));
    EXPECT_NEAR(q.x, p.x, 1e-6);
    EXPECT_NEAR(q.y, p.y, 1e-6);
    const QPointF at(100, 200);
    const geom::MapPoint before = view.toMap(at), after = view.zoomedAt(at, 3).toMap(at);
    EXPECT_NEAR(before.x, after.x, view.unitsPerPixel);
    EXPECT_NEAR(before.y, after.y, view.unitsPerPixel);
    EXPECT_NEAR(view.withScaleDenominator(5000).scaleDenominator(), 5000, 1e-6);
  }
}

TEST_F(MapTest, TilesComposedAreOneBigPicture) {
  const auto s = scene(60, 50, 40);
  for (const double units : {0.6, 3.7, 21.0}) {
    for (const double dpr : {1.0, 2.0}) {
      MapView view;
      view.size = {500, 380};
      view.dpr = dpr;
      view.unitsPerPixel = units;
      MapScene plain = *s;
      plain.labels = false;
      const QImage tiles = renderMap(plain, view, m_progress).image;
      const QImage whole = paintFrame(plain, viewFrame(plain, view), CancelToken()).image;
      // thin lines step from where they enter the picture: single pixels differ by a shade, no seam shows
      EXPECT_LE(worstDifference(tiles, whole), 48) << units << " at " << dpr;
      int differing = 0;
      for (int y = 0; y < whole.height(); ++y) {
        for (int x = 0; x < whole.width(); ++x) {
          differing += std::abs(qGreen(tiles.pixel(x, y)) - qGreen(whole.pixel(x, y))) > 8 ? 1 : 0;
        }
      }
      EXPECT_LE(differing, whole.width() * whole.height() / 250) << units << " at " << dpr;
    }
  }
}

TEST_F(MapTest, ACompleteFrameIsWhatRenderDraws) {
  const auto s = scene(40, 40, 40);
  std::atomic<int> arrivals{0};
  TileEngine engine({2, 64 << 20}, [&] { ++arrivals; });
  engine.setScene(s);
  MapView view;
  view.size = {600, 400};
  view.unitsPerPixel = 0.4;
  ASSERT_TRUE(engine.waitComplete(view, 20000));
  EXPECT_GT(arrivals.load(), 0);
  EXPECT_GT(engine.takeFeaturesDrawn(), 0U);
  QImage canvas(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&canvas);
  const FrameState state = engine.draw(painter, view);
  painter.end();
  EXPECT_TRUE(state.complete);
  EXPECT_EQ(state.right, 1);
  EXPECT_EQ(worstDifference(canvas, renderMap(*s, view, m_progress).image), 0);
  // the neighbours stand in at once after a zoom
  QPainter again(&canvas);
  const FrameState zoomed = engine.draw(again, view.zoomedAt({300, 200}, 1.5));
  EXPECT_FALSE(zoomed.complete);
  EXPECT_GE(zoomed.right, 0.95);
}

/// Tiles at the edge are drawn as far as they are seen, frames are put together bit by bit: none of it shows.
TEST_F(MapTest, EveryCompleteFrameOfAJourneyIsWhatRenderDraws) {
  const auto s = scene(60, 50, 40);
  TileEngine engine({2, 8 << 20});
  engine.setScene(s);
  std::mt19937 random(3);
  const auto pixels = [&](int most) { return int(random() % unsigned(2 * most + 1)) - most; };
  MapView view;
  view.size = {437, 311};
  view.unitsPerPixel = 1.5;
  for (int step = 0; step < 40; ++step) {
    if (random() % 4 == 0) {
      view = view.zoomedAt({double(random() % 437), double(random() % 311)}, random() % 2 == 0 ? 1.25 : 0.8);
    } else {
      view = view.panned({0, 0}, QPointF(pixels(160), pixels(120)));
    }
    QImage canvas(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
    if (random() % 3 == 0) {  // on the way, without waiting
      QPainter painter(&canvas);
      (void)engine.draw(painter, view);
      continue;
    }
    ASSERT_TRUE(engine.waitComplete(view, 20000));
    QPainter painter(&canvas);
    ASSERT_TRUE(engine.draw(painter, view).complete);
    painter.end();
    ASSERT_EQ(worstDifference(canvas, renderMap(*s, view, m_progress).image), 0) << step;
  }
  // far in, a city's coordinates are more pixels than an int counts
  for (const double units : {1e-2, 1e-4, 1e-6}) {
    view.centre = {445000.25, 3585000.75};
    view.unitsPerPixel = units;
    EXPECT_TRUE(engine.waitComplete(view, 20000)) << units;
  }
}

TEST_F(MapTest, AnEditRedrawsOnlyItsPlace) {
  const auto s = scene(40, 40, 40);
  TileEngine engine({2, 64 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {600, 400};
  view.unitsPerPixel = 1;
  ASSERT_TRUE(engine.waitComplete(view, 20000));
  MapScene edited = *s;
  edited.changedSince = s->stamp;
  edited.changed = {geom::Envelope{-5, -5, 5, 5}};
  engine.setScene(finishScene(std::move(edited)));
  QImage canvas(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&canvas);
  const FrameState state = engine.draw(painter, view);
  EXPECT_GE(state.tilesMissing, 1);
  EXPECT_LE(state.tilesMissing, 4);
}

TEST_F(MapTest, WhatIsRightIsAShareOfTheCanvas) {
  const auto s = scene(40, 40, 40);
  TileEngine engine({2, 64 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {kTilePixels + 2, 200};  // a tile, and a sliver of the next
  view.centre = {kTilePixels / 2.0 + 1, -100};
  ASSERT_EQ(view.deviceLeft(), 0);
  ASSERT_TRUE(engine.waitComplete(view, 20000));
  MapScene edited = *s;
  edited.changedSince = s->stamp;
  edited.changed = {geom::Envelope{400, -110, 410, -100}};
  engine.setScene(finishScene(std::move(edited)));
  QImage canvas(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&canvas);
  const FrameState state = engine.draw(painter, view);
  EXPECT_EQ(state.tilesMissing, 1);
  EXPECT_NEAR(state.right, double(kTilePixels) / (kTilePixels + 2), 1e-6);
}

TEST_F(MapTest, ADeltaDrawsWhatANewSnapshotDraws) {
  auto rows = test::parcelRows(120, 90, 30);
  const auto fields = test::parcelFields();
  const auto old = test::snapshotOf(m_folder.path(), "old", fields, rows);
  std::vector<snapshot::DeltaFeature> added;
  std::vector<std::int64_t> hidden;
  for (std::size_t k = 0; k < rows.size(); k += 7) {
    rows[k].cells[0] = std::string("11");
    hidden.push_back(std::int64_t(k) + 1);
    if (k % 2 == 0) {
      const geom::Bytes wkb = geom::fromWkt(rows[k].wkt);
      added.push_back({{std::int64_t(k) + 1, rows[k].cells, wkb}, geom::envelopeOf(wkb)});
    } else {
      rows[k].wkt.clear();
    }
  }
  const auto sceneOf = [](std::shared_ptr<const snapshot::LayerView> view) {
    MapScene s;
    s.labels = false;
    s.layers.push_back(makeSceneLayer("u", "parcels", {}, std::move(view), parcelStyle()));
    return finishScene(std::move(s));
  };
  const auto delta = sceneOf(std::make_shared<snapshot::LayerView>(old, hidden, added, 1, "2"));
  const auto fresh =
      sceneOf(std::make_shared<snapshot::LayerView>(test::snapshotOf(m_folder.path(), "new", fields, rows)));
  for (const double units : {1.0, 9.0, 30.0}) {
    MapView view;
    view.size = {160, 120};
    view.unitsPerPixel = units;
    const QImage a = renderMap(*delta, view, m_progress).image, b = renderMap(*fresh, view, m_progress).image;
    // edited areas have their exact shape, not that of the level: a shade along their borders
    EXPECT_LE(worstDifference(a, b), 60) << units;
    double sum = 0;
    for (int y = 0; y < a.height(); ++y) {
      for (int x = 0; x < a.width(); ++x) sum += std::abs(qRed(a.pixel(x, y)) - qRed(b.pixel(x, y)));
    }
    EXPECT_LE(sum / (a.width() * a.height()), 2.5) << units;
  }
}

/// A city with the parcels whose number (from 1) `keep` accepts.
store::CityDatabase cityOf(const std::filesystem::path& file, const std::vector<test::WktRow>& rows,
                           const std::function<bool(std::int64_t)>& keep) {
  auto city = store::CityDatabase::create(file, crs::Crs::fromEpsg(4549));
  store::LayerDraft draft;
  draft.name = "parcels";
  draft.fields = test::parcelFields();
  draft.crs = city.crs();
  store::BulkLoad load(city, draft);
  auto batch = store::FeatureBatch::withFields(draft.fields);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto fid = std::int64_t(k) + 1;
    if (keep(fid)) batch.addRow(fid, rows[k].cells, geom::fromWkt(rows[k].wkt));
  }
  load.append(store::encode(std::move(batch), load.srid()));
  Progress progress;
  (void)load.finish(progress);
  return city;
}

TEST_F(MapTest, AFilterThatNoLongerWorksHidesItsLayerOnly) {
  const auto city =
      cityOf(m_folder.path() / "all.citydb", test::parcelRows(20, 20, 30), [](std::int64_t) { return true; });
  store::duplicateLayer(city.connection(), "parcels", "others");
  SceneOptions options;
  const auto before = loadScene(city, options, m_progress);
  ASSERT_NE(before->layer("others"), nullptr);
  // as when its field was removed by another program
  city.connection().exec("UPDATE city_layer SET filter = 'gone = 1' WHERE name = 'others'");
  for (const auto& scene : {loadScene(city, options, m_progress), refreshScene(city, before, options, m_progress)}) {
    EXPECT_NE(scene->layer("parcels"), nullptr);
    EXPECT_EQ(scene->layer("others"), nullptr);
    ASSERT_EQ(scene->failures.size(), 1U);
    EXPECT_EQ(scene->failures[0].layer, "others");
    EXPECT_NE(scene->failures[0].error.sentence().find("gone"), std::string::npos);
    EXPECT_EQ(refreshScene(city, scene, options, m_progress), scene) << "the same failure is no change";
  }
  options.layers = {"others"};
  EXPECT_THROW((void)loadScene(city, options, m_progress), Error) << "a scene without any layer is a failure";
}

TEST_F(MapTest, WhatMustBeBuiltForLongComesAfterTheRest) {
  const auto city =
      cityOf(m_folder.path() / "all.citydb", test::parcelRows(20, 20, 30), [](std::int64_t) { return true; });
  store::duplicateLayer(city.connection(), "parcels", "others");
  SceneOptions options;
  options.quickUpTo = 400;
  EXPECT_FALSE(loadScene(city, options, m_progress)->isPart) << "there are no more";
  options.quickUpTo = 399;
  EXPECT_FALSE(loadScene(city, options, m_progress)->isPart) << "the snapshots are there";
  std::filesystem::remove_all(snapshot::cacheFolder(city.uid()));
  const auto part = loadScene(city, options, m_progress);
  EXPECT_TRUE(part->isPart);
  EXPECT_EQ(part->layer("parcels"), nullptr);
  EXPECT_EQ(part->layer("others"), nullptr);
  options.quickUpTo = -1;
  const auto whole = refreshScene(city, part, options, m_progress);
  EXPECT_FALSE(whole->isPart);
  EXPECT_NE(whole->layer("parcels"), nullptr);
  EXPECT_NE(whole->layer("others"), nullptr);
  EXPECT_EQ(refreshScene(city, whole, options, m_progress), whole);
  // the rest was hidden meanwhile: then the part is all
  MapScene kept = *whole;
  kept.layers.erase(kept.layers.begin(), kept.layers.end() - 1);
  kept.isPart = true;
  options.layers = {whole->layers.back().name};
  EXPECT_FALSE(refreshScene(city, finishScene(std::move(kept)), options, m_progress)->isPart);
}

TEST_F(MapTest, AFilteredLayerShowsOnlyWhatMeetsTheFilter) {
  const auto rows = test::parcelRows(60, 40, 30);
  const auto third = [](std::int64_t fid) { return fid % 3 == 0; };
  const auto city = cityOf(m_folder.path() / "all.citydb", rows, [](std::int64_t) { return true; });
  const auto few = cityOf(m_folder.path() / "few.citydb", rows, third);
  SceneOptions options;
  options.labels = false;
  options.layers = {"parcels"};
  store::setLayerFilter(city.connection(), "parcels", "fid % 3 = 0");
  const auto filtered = loadScene(city, options, m_progress), wanted = loadScene(few, options, m_progress);
  EXPECT_EQ(filtered->layers[0].data->count(), 800U);
  EXPECT_EQ(fidsInBox(*filtered, "parcels", filtered->extent()).size(), 800U);
  EXPECT_TRUE(geometryOf(*filtered, "parcels", 4).empty());
  const auto pictureOf = [&](const MapScene& scene, double units) {
    MapView view;
    view.size = {160, 120};
    view.unitsPerPixel = units;
    return renderMap(scene, view, m_progress).image;
  };
  for (const double units : {1.0, 9.0, 30.0}) {
    EXPECT_LE(worstDifference(pictureOf(*filtered, units), pictureOf(*wanted, units)), 4) << units;
  }
  EXPECT_EQ(refreshScene(city, filtered, options, m_progress), filtered);

  // an edit that makes a row meet the filter no longer, and one that adds a row that does
  store::setLayerFilter(city.connection(), "parcels", "dlbm = '01'");
  const auto byUse = refreshScene(city, filtered, options, m_progress);
  ASSERT_NE(byUse, filtered);
  const std::uint64_t before = byUse->layers[0].data->count();
  const std::int64_t fid = fidsInBox(*byUse, "parcels", byUse->extent())[0];
  store::EditCommand command;
  command.rows.push_back({store::RowEdit::Kind::update, "parcels", fid, {}, {{"dlbm", std::string("02")}}});
  command.actor = "tester";
  (void)store::apply(city, command);
  const auto edited = refreshScene(city, byUse, options, m_progress);
  EXPECT_EQ(edited->layers[0].data->count(), before - 1);
  EXPECT_FALSE(edited->layers[0].data->indexOfFid(fid));

  store::setLayerFilter(city.connection(), "parcels", "");
  const auto all = refreshScene(city, edited, options, m_progress);
  EXPECT_EQ(all->layers[0].data->count(), rows.size());
  EXPECT_TRUE(all->layers[0].data->indexOfFid(fid));
}

TEST_F(MapTest, TheCacheKeepsItsBudget) {
  const auto s = scene(40, 40, 40);
  TileEngine engine({2, 2 << 20});
  engine.setScene(s);
  MapView view;
  view.size = {300, 300};
  for (int k = 0; k < 12; ++k) {
    view.centre.x = -600 + 100 * k;
    ASSERT_TRUE(engine.waitComplete(view, 20000));
  }
  EXPECT_LE(engine.cachedBytes(), std::size_t(2 << 20) + 4 * 256 * 256 * 4);
}

TEST_F(MapTest, SomethingRightIsThereAtOnce) {
  const auto map = scene(120, 90, 38);
  MapView view;
  view.size = {1000, 800};
  view.unitsPerPixel = 3;
  TileEngine engine({2, std::size_t(64) << 20});
  engine.setScene(map);
  ASSERT_TRUE(engine.waitComplete(view, 60000));
  // more than the tiles of the exact scale: coarse ones had come before them
  const TileRange range = tilesOf(view);
  const auto tiles = std::size_t((range.lastColumn - range.firstColumn + 1) * (range.lastRow - range.firstRow + 1));
  EXPECT_GT(engine.cachedBytes(), tiles * kTilePixels * kTilePixels * 4);
  // a turn of the wheel and a short way aside: stand-ins of the scale before, none of the exact scale
  MapView next = view.zoomedAt({500, 400}, 1.25);
  next.centre.x += 60;
  QImage canvas(next.size, QImage::Format_ARGB32_Premultiplied);
  QPainter painter(&canvas);
  const FrameState state = engine.draw(painter, next);
  EXPECT_GE(state.right, 0.95);
  EXPECT_GT(state.tilesMissing, 0);
  EXPECT_FALSE(state.complete);
}

TEST_F(MapTest, PicksWhatIsSeen) {
  const auto s = scene(20, 20, 40);
  MapView view;
  view.size = {400, 400};
  view.unitsPerPixel = 0.5;
  const auto found = pick(*s, view, {200, 200}, 2);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].layer, "parcels");
  EXPECT_FALSE(geometryOf(*s, "parcels", found[0].fid).empty());
  EXPECT_TRUE(geometryOf(*s, "parcels", 99999).empty());
  EXPECT_EQ(fidsInBox(*s, "parcels", s->extent()).size(), 400U);
  EXPECT_LE(fidsInBox(*s, "parcels", {-10, -10, 10, 10}).size(), 9U);
}

TEST_F(MapTest, ASheetCanBeSearchedAndNamesWhatIsVisible) {
  const auto s = scene(20, 20, 40);
  SheetSpec spec;
  spec.title = QStringLiteral("水系与金融街宗地图");
  const SheetPdf pdf = sheetPdf(spec, *s, m_progress);
  EXPECT_TRUE(pdf.bytes.startsWith("%PDF-"));
  EXPECT_GT(pdf.features, 100U);
  EXPECT_EQ(withPlainIdeographs(pdf.bytes), pdf.bytes);  // nothing left to change
  EXPECT_EQ(withPlainIdeographs("begincmap <2F54> <2ED3> <4E2D> endcmap <2F54>"),
            QByteArray("begincmap <6c34> <957f> <4e2d> endcmap <2F54>").replace("<4e2d>", "<4E2D>"));
  EXPECT_EQ(withPlainIdeographs("begincmap <0001> <0009> [<0031> <0009> ] endcmap"),
            QByteArray("begincmap <0001> <0009> [<0031> <0020> ] endcmap"));
  EXPECT_EQ(withPlainIdeographs("no PDF"), QByteArray("no PDF"));
  const QImage page = sheetImage(spec, *s, 100, m_progress);
  EXPECT_EQ(page.size(), QSize(1169, 827));
  EXPECT_EQ(legendOf(s->layers[0], true).size(), style::landUseClasses(style::LandUseSystem::gbt21010).size());
  // a scale that can be said
  const double n = sheetView(spec, *s, 96).scaleDenominator();
  EXPECT_NEAR(n / 100, std::round(n / 100), 1e-6);
}

TEST_F(MapTest, LabelsDoNotCollideAndStopWhenCancelled) {
  const auto s = scene(20, 20, 40);
  MapView view;
  view.size = {500, 400};
  view.unitsPerPixel = 0.3;
  const QImage once = paintLabels(*s, view, CancelToken());
  ASSERT_FALSE(once.isNull());
  EXPECT_EQ(worstDifference(once, paintLabels(*s, view, CancelToken())), 0);
  const CancelToken token;
  token.cancel();
  EXPECT_TRUE(paintLabels(*s, view, token).isNull());
  EXPECT_THROW((void)renderMap(*s, view, *std::make_unique<Progress>(token)), Error);
}

}  // namespace
}  // namespace gis::ui
