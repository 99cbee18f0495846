// A map of bent parcels, for the tests of tiles and pictures.
#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/layer.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/layer_style.h"
#include "tests/support/map_fixture.h"
#include "ui/map/map_scene.h"

namespace gis::ui {

[[nodiscard]] inline std::shared_ptr<const style::LayerStyle> parcelStyle() {
  store::LayerInfo layer;
  layer.name = "parcels";
  layer.role = "parcel";
  layer.geometryType = geom::GeometryType{geom::GeometryKind::multiPolygon};
  layer.fields = test::parcelFields();
  return std::make_shared<style::LayerStyle>(style::defaultStyle(layer));
}

class MapTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::shared_ptr<const MapScene> scene(int columns, int rows, double side) {
    MapScene s;
    s.crs = crs::Crs::fromEpsg(4549);
    const auto base =
        test::snapshotOf(m_folder.path(), "parcels", test::parcelFields(), test::parcelRows(columns, rows, side));
    s.layers.push_back(makeSceneLayer("u", "parcels", QStringLiteral("宗地"),
                                      std::make_shared<snapshot::LayerView>(base), parcelStyle()));
    return finishScene(std::move(s));
  }
  test::ScratchFolder m_folder;
  Progress m_progress;
};

}  // namespace gis::ui
