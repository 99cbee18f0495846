// Laws of the lettering: nothing overlaps, what stands stays, nobody has to turn the head.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "gis_core/style/default_styles.h"
#include "tests/support/map_fixture.h"
#include "ui/map/label_candidates.h"
#include "ui/map/label_layer.h"
#include "ui/map/render_map.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

class LabelTest : public ::testing::Test {
 protected:
  SceneLayer layerOf(const std::string& name, geom::GeometryKind kind, const std::vector<store::Field>& fields,
                     const std::vector<test::WktRow>& rows, const style::LabelSpec& labels) {
    style::LayerStyle style = style::singleStyle({});
    style.labels = labels;
    auto view = std::make_shared<snapshot::LayerView>(test::snapshotOf(m_folder.path(), name, fields, rows));
    (void)kind;
    return makeSceneLayer(name, name, {}, view, std::make_shared<style::LayerStyle>(style));
  }
  static style::LabelSpec spec(const char* text, double sizeMm, double priority) {
    style::LabelSpec l;
    l.on = true;
    l.text = text;
    l.sizeMm = sizeMm;
    l.priority = priority;
    return l;
  }
  /// Streets with names, parcels with codes in two lines, places with names of every length, all in each other's way.
  std::shared_ptr<const MapScene> crowdedScene() {
    using Kind = geom::GeometryKind;
    MapScene scene;
    scene.crs = crs::Crs::fromEpsg(4549);
    const std::vector<store::Field> name{{"name", store::FieldType::text}};
    style::LabelSpec codes = spec("{zddm|parcel}", 1.9, 2);
    codes.mustFit = true;
    scene.layers.push_back(
        layerOf("parcels", Kind::multiPolygon, test::parcelFields(), test::parcelRows(30, 24, 40), codes));
    std::mt19937 random(4);
    const auto number = [&](double low, double high) {
      return std::uniform_real_distribution<double>(low, high)(random);
    };
    std::vector<test::WktRow> roads, places;
    const char* const words[] = {"文昌中路", "汶河南路", "Long Embankment Road", "问井巷", "江阳快速路"};
    for (int k = 0; k < 40; ++k) {
      double x = number(-700, 700), y = number(-500, 500), direction = number(0, 6.28);
      std::string wkt = "LINESTRING (";
      for (int p = 0; p < 12; ++p) {
        wkt += (p > 0 ? ", " : "") + std::to_string(x) + " " + std::to_string(y);
        direction += number(-0.3, 0.3);
        x += 45 * std::cos(direction);
        y += 45 * std::sin(direction);
      }
      roads.push_back({wkt + ")", {std::string(words[k % 5])}});
    }
    for (int k = 0; k < 3000; ++k) {
      places.push_back({"POINT (" + std::to_string(number(-700, 700)) + " " + std::to_string(number(-500, 500)) + ")",
                        {std::string(words[k % 5]) + (k % 3 == 0 ? "老街茶社" : "")}});
    }
    style::LabelSpec streets = spec("{name}", 2.3, 6);
    streets.repeatMm = 60;
    scene.layers.push_back(layerOf("roads", Kind::lineString, name, roads, streets));
    scene.layers.push_back(layerOf("places", Kind::point, name, places, spec("{name}", 2.2, 4)));
    return finishScene(std::move(scene));
  }
  static MapView viewOf(double x, double y, double dpr = 1) {
    MapView view;
    view.centre = {x, y};
    view.unitsPerPixel = 0.5;
    view.size = {600, 440};
    view.dpr = dpr;
    return view;
  }
  test::ScratchFolder m_folder;
};

/// Text and first box, rounded: what is written where in the world.
std::set<std::tuple<QString, int, int>> wholeIn(const std::vector<StandingLabel>& labels, const QRectF& box) {
  std::set<std::tuple<QString, int, int>> out;
  for (const StandingLabel& label : labels) {
    bool inside = true;
    for (const QRectF& b : label.boxes) inside = inside && box.contains(b);
    if (inside)
      out.insert({label.text, int(std::floor(label.boxes[0].x() * 8)), int(std::floor(label.boxes[0].y() * 8))});
  }
  return out;
}

QRectF worldBox(const MapView& view) {
  return {double(view.deviceLeft()), double(view.deviceTop()), double(view.deviceSize().width()),
          double(view.deviceSize().height())};
}

TEST_F(LabelTest, WhatStandsStaysWhilePanning) {
  const auto scene = crowdedScene();
  std::mt19937 random(9);
  for (const double dpr : {1.0, 2.0}) {
    LabelMemory memory;
    std::size_t common = 0;
    MapView before = viewOf(0, 0, dpr);
    auto labels = standingLabels(*scene, before, CancelToken(), &memory);
    for (int step = 0; step < 12; ++step) {
      const auto shift = [&] { return std::uniform_real_distribution<double>(-140, 140)(random); };
      const MapView now = viewOf(before.centre.x + shift(), before.centre.y + shift(), dpr);
      const auto next = standingLabels(*scene, now, CancelToken(), &memory);
      const QRectF both = worldBox(before).intersected(worldBox(now));
      EXPECT_EQ(wholeIn(labels, both), wholeIn(next, both)) << step;
      common += wholeIn(next, both).size();
      // and a view that nobody looked at before says the same
      EXPECT_EQ(wholeIn(next, worldBox(now)), wholeIn(standingLabels(*scene, now, CancelToken()), worldBox(now)));
      before = now;
      labels = next;
    }
    EXPECT_GT(common, 200U);
  }
}

/// What is drawn differently in `layer` by a delta over its snapshot: moved, renamed and deleted features.
struct LabelEdits {
  std::map<std::int64_t, snapshot::DeltaFeature> added;
  std::set<std::int64_t> hidden;
  [[nodiscard]] std::shared_ptr<const snapshot::LayerView> over(const snapshot::LayerView& view, int step) const {
    std::vector<snapshot::DeltaFeature> features;
    for (const auto& [fid, feature] : added) features.push_back(feature);
    return std::make_shared<snapshot::LayerView>(view.baseShared(), std::vector(hidden.begin(), hidden.end()), features,
                                                 step, std::to_string(step));
  }
};

TEST_F(LabelTest, LabelsThatFollowAnEditAreThoseWorkedOutAnew) {
  auto scene = crowdedScene();
  std::mt19937 random(21);
  const auto number = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  std::map<std::size_t, LabelEdits> edits;
  LabelMemory memory;
  const auto listed = [](const std::vector<StandingLabel>& labels) {
    std::vector<std::tuple<QString, double, double>> all;
    for (const StandingLabel& l : labels) all.emplace_back(l.text, l.boxes[0].x(), l.boxes[0].y());
    return all;
  };
  std::size_t changed = 0;
  auto before = listed(standingLabels(*scene, viewOf(0, 0), CancelToken(), &memory));
  for (int step = 0; step < 60; ++step) {
    MapScene next = *scene;
    const std::size_t at = random() % next.layers.size();
    const SceneLayer old = next.layers[at];
    LabelEdits& edit = edits[at];
    const auto fid = std::int64_t(random() % old.data->base().info().count) + 1;
    const auto index = old.data->base().indexOfFid(fid);
    ASSERT_TRUE(index);
    next.changed = {old.data->base().boxOf(*index)};
    if (edit.added.contains(fid)) next.changed.push_back(edit.added.at(fid).box);
    edit.hidden.insert(fid);
    edit.added.erase(fid);
    if (step % 3 != 0) {
      const double x = number(-150, 150), y = number(-110, 110);
      const auto text = [](double v) { return std::to_string(v); };
      const std::string places[] = {
          "POLYGON ((" + text(x) + " " + text(y) + ", " + text(x + 90) + " " + text(y) + ", " + text(x + 90) + " " +
              text(y + 60) + ", " + text(x) + " " + text(y) + "))",
          "LINESTRING (" + text(x) + " " + text(y) + ", " + text(x + 220) + " " + text(y + 9) + ")",
          "POINT (" + text(x) + " " + text(y) + ")"};
      const geom::Bytes wkb = geom::fromWkt(places[at]);
      std::vector<store::Value> cells(old.data->base().info().fields.size(), std::string("新名字"));
      edit.added[fid] = {{fid, cells, wkb}, geom::envelopeOf(wkb)};
      next.changed.push_back(edit.added[fid].box);
    }
    next.layers[at] = makeSceneLayer(old.uid, old.name, {}, edit.over(*old.data, step), old.style, 1, &old);
    next.changedSince = scene->stamp;
    scene = finishScene(std::move(next));
    for (const MapView& view : {viewOf(0, 0), viewOf(number(-200, 200), number(-150, 150))}) {
      EXPECT_EQ(listed(standingLabels(*scene, view, CancelToken(), &memory)),
                listed(standingLabels(*scene, view, CancelToken())))
          << step;
    }
    auto now = listed(standingLabels(*scene, viewOf(0, 0), CancelToken(), &memory));
    changed += now != before ? 1 : 0;
    before = std::move(now);
  }
  EXPECT_GT(changed, 20U) << "the edits are seen";
}

TEST_F(LabelTest, NoLabelCoversAnother) {
  const auto scene = crowdedScene();
  for (const double dpr : {1.0, 2.0}) {
    const auto labels = standingLabels(*scene, viewOf(30, -20, dpr), CancelToken());
    EXPECT_GT(labels.size(), 40U);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        for (const QRectF& a : labels[i].boxes) {
          for (const QRectF& b : labels[j].boxes) {
            EXPECT_FALSE(a.intersects(b)) << labels[i].text.toStdString() << " / " << labels[j].text.toStdString();
          }
        }
      }
    }
  }
}

TEST_F(LabelTest, TheMoreImportantOneStands) {
  MapScene scene;
  const std::vector<store::Field> name{{"name", store::FieldType::text}};
  const std::vector<test::WktRow> here{{"POINT (0 0)", {std::string("重要")}}};
  const std::vector<test::WktRow> there{{"POINT (3 0)", {std::string("不重要的名称")}}};
  // the less important one would have to move to all its places: none is free of the other's crowd
  scene.layers.push_back(layerOf("a", geom::GeometryKind::point, name, here, spec("{name}", 4, 8)));
  scene.layers.push_back(layerOf("b", geom::GeometryKind::point, name, there, spec("{name}", 4, 1)));
  const auto made = finishScene(std::move(scene));
  const auto labels = standingLabels(*made, viewOf(0, 0), CancelToken());
  ASSERT_FALSE(labels.empty());
  EXPECT_EQ(labels.front().text, QStringLiteral("重要"));
}

TEST_F(LabelTest, AlongALineNoLetterStandsOnItsHead) {
  MapScene scene;
  const std::vector<store::Field> name{{"name", store::FieldType::text}};
  scene.layers.push_back(layerOf("r", geom::GeometryKind::lineString, name,
                                 {{"LINESTRING (0 0, 1 1)", {std::string("x")}}}, spec("{name}", 3, 5)));
  const LabelLook look(scene.layers[0], viewFrame(scene, viewOf(0, 0)));
  std::mt19937 random(2);
  int placed = 0, uprights = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<QPointF> path{{0, 0}};
    double direction = std::uniform_real_distribution<double>(0, 6.283)(random);
    for (int k = 0; k < 20; ++k) {
      direction += std::uniform_real_distribution<double>(-0.25, 0.25)(random);
      path.push_back(path.back() + 12 * QPointF(std::cos(direction), std::sin(direction)));
    }
    const QString text = round % 2 == 0 ? QStringLiteral("文昌中路") : QStringLiteral("Canal Road");
    const std::vector<double> along = lengthsAlong(path);
    double bend = 0;
    const LabelPlace place = lettersAlong(look, text, path, along, along.back() / 2, bend);
    if (place.runs.empty()) continue;
    ++placed;
    for (const LabelRun& run : place.runs) {
      EXPECT_GE(run.at.m11(), -1e-9);  // cosine of the turn
    }
    // the text reads on: every letter after the one before, to the right or (a column) downwards
    const QPointF whole = place.boxes.back().center() - place.boxes.front().center();
    const double steep = std::fabs(whole.y()) / std::max(1e-9, std::fabs(whole.x()));
    const bool han = round % 2 == 0;
    if (steep < 1 || (!han && steep < 10)) {
      EXPECT_GT(whole.x(), 0);
    } else if (han && steep > 1.5) {
      EXPECT_GT(whole.y(), 0);
      ++uprights;
      for (const LabelRun& run : place.runs) EXPECT_GE(run.at.m11(), 0.499);
    }
  }
  EXPECT_GT(placed, 1500);
  EXPECT_GT(uprights, 200);
}

TEST_F(LabelTest, ATallAreaIsNamedInAColumn) {
  MapScene scene;
  const std::vector<store::Field> name{{"name", store::FieldType::text}};
  const auto box = [](double x, double y, double w, double h) {
    const auto p = [](double a, double b) { return std::to_string(a) + " " + std::to_string(b); };
    return "POLYGON ((" + p(x, y) + ", " + p(x + w, y) + ", " + p(x + w, y + h) + ", " + p(x, y + h) + ", " + p(x, y) +
           "))";
  };
  style::LabelSpec fit = spec("{name}", 3, 5);
  fit.mustFit = true;
  scene.layers.push_back(layerOf("a", geom::GeometryKind::multiPolygon, name,
                                 {{box(-100, -60, 12, 120), {std::string("京杭大运河")}},
                                  {box(20, -10, 90, 20), {std::string("瘦西湖公园")}},
                                  {box(-60, -60, 12, 120), {std::string("Canal Street")}}},
                                 fit));
  const auto made = finishScene(std::move(scene));
  std::map<QString, QRectF> found;
  for (const StandingLabel& label : standingLabels(*made, viewOf(0, 0), CancelToken()))
    found[label.text] = label.boxes[0];
  ASSERT_TRUE(found.contains(QStringLiteral("京杭大运河")));
  EXPECT_GT(found[QStringLiteral("京杭大运河")].height(), 3 * found[QStringLiteral("京杭大运河")].width());
  ASSERT_TRUE(found.contains(QStringLiteral("瘦西湖公园")));
  EXPECT_GT(found[QStringLiteral("瘦西湖公园")].width(), 2 * found[QStringLiteral("瘦西湖公园")].height());
  EXPECT_FALSE(found.contains(QStringLiteral("Canal Street")));  // Latin words are not set in columns
}

TEST_F(LabelTest, AParcelCodeStandsInTwoLines) {
  MapScene scene;
  style::LabelSpec codes = spec("{zddm|parcel}", 1.9, 2);
  codes.mustFit = true;
  scene.layers.push_back(
      layerOf("p", geom::GeometryKind::multiPolygon, test::parcelFields(), test::parcelRows(4, 3, 120), codes));
  const auto made = finishScene(std::move(scene));
  const auto labels = standingLabels(*made, viewOf(0, 0), CancelToken());
  ASSERT_FALSE(labels.empty());
  for (const StandingLabel& label : labels)
    EXPECT_EQ(label.text.count(QLatin1Char('\n')), 1) << label.text.toStdString();
}

TEST_F(LabelTest, ABlockCostsWhatCanBeReadNotWhatThereIs) {
  MapScene scene;
  std::vector<test::WktRow> rows;
  std::mt19937 random(1);
  for (int k = 0; k < 60000; ++k) {
    const auto at = [&] { return std::to_string(std::uniform_real_distribution<double>(0, 200)(random)); };
    rows.push_back({"POINT (" + at() + " " + at() + ")", {std::string("点") + std::to_string(k)}});
  }
  scene.layers.push_back(
      layerOf("p", geom::GeometryKind::point, {{"name", store::FieldType::text}}, rows, spec("{name}", 2.6, 2)));
  const auto made = finishScene(std::move(scene));
  MapView view = viewOf(100, 100);
  PixelFrame block = viewFrame(*made, view);
  block.left = 0;
  block.top = -512;
  block.width = block.height = 512;
  const auto looks = labelLooks(*made, block);
  const std::size_t count = collectLabels(looks, {0}, block, CancelToken()).size();
  EXPECT_GT(count, 500U);
  EXPECT_LT(count, 2U * (512 / 20 + 1) * (512 / 10 + 1));
}

}  // namespace
}  // namespace gis::ui
