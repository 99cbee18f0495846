#include "gis_core/store/feature_edits.h"

#include <gmock/gmock.h>

#include "gis_core/base/error.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class FeatureEditsTest : public ScratchCity {
 protected:
  void SetUp() override { loadSquares("plots", 10); }
  [[nodiscard]] LayerInfo layer() const { return layerByName(c(), "plots"); }
  [[nodiscard]] geom::Bytes shapeOf(std::int64_t fid) const { return featureByFid(c(), layer(), fid)->wkb; }
};

TEST_F(FeatureEditsTest, ChoosesByIdAndByCondition) {
  EXPECT_THAT(chosenFids(c(), layer(), {3, 1, 3}, "", {}), ElementsAre(1, 3));
  EXPECT_THAT(chosenFids(c(), layer(), {}, "area >= 108", {}), ElementsAre(9, 10));
  EXPECT_THAT(chosenFids(c(), layer(), {1, 9}, "area >= 108", {}), ElementsAre(9));
  try {
    (void)chosenFids(c(), layer(), {1, 99}, "", {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::notFound);
    EXPECT_THAT(error.sentence(), HasSubstr("99"));
  }
}

TEST_F(FeatureEditsTest, AMoveOfManyIsOneUndo) {
  const auto box = extentOf(c(), layer(), {1, 2}, {});
  EXPECT_EQ(box, (geom::Envelope{445000, 3585000, 445030, 3585010}));
  const EditCommand command = reshapeCommand(
      c(), layer(), {1, 2}, [](geom::EditableShape& s) { s.transform(geom::shift(5, 0)); }, InvalidShape::refuse, {});
  const geom::Bytes before = shapeOf(1);
  EXPECT_EQ(apply(m_city, command).fids.size(), 2U);
  EXPECT_EQ(geom::envelopeOf(shapeOf(2)), (geom::Envelope{445025, 3585000, 445035, 3585010}));
  (void)undo(m_city, "");
  EXPECT_EQ(shapeOf(1), before);
  EXPECT_EQ(extentOf(c(), layer(), {1, 2}, {}), box);
}

TEST_F(FeatureEditsTest, AShapeThatWouldBecomeInvalidIsRefused) {
  const auto twist = [](geom::EditableShape& s) { s.moveVertex({0, 0, 0}, {445100, 3585005}); };
  try {
    (void)reshapeCommand(c(), layer(), {4}, twist, InvalidShape::refuse, {});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalidValue);
    EXPECT_THAT(error.sentence(), HasSubstr("feature 4 of \"plots\""));
  }
  (void)apply(m_city, reshapeCommand(c(), layer(), {4}, twist, InvalidShape::keep, {}));
  // what is invalid already may be mended step by step
  const auto nudge = [](geom::EditableShape& s) { s.moveVertex({0, 0, 0}, {445101, 3585005}); };
  EXPECT_EQ(reshapeCommand(c(), layer(), {4}, nudge, InvalidShape::refuse, {}).rows.size(), 1U);
}

TEST_F(FeatureEditsTest, AShapeThatSomebodyElseChangedIsNotOverwritten) {
  const geom::Bytes seen = shapeOf(5);
  const auto moved = [&](double by) {
    geom::EditableShape shape(seen);
    shape.transform(geom::shift(by, 0));
    return shape.wkb();
  };
  // another window writes first
  const CityDatabase other = CityDatabase::open(m_file);
  (void)replaceShapes(other, "plots", {{5, seen, moved(1)}}, InvalidShape::refuse, "edit", "李");
  try {
    (void)replaceShapes(m_city, "plots", {{4, shapeOf(4), moved(9)}, {5, seen, moved(2)}}, InvalidShape::refuse, "edit",
                        "王");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::forbiddenStep);
  }
  EXPECT_EQ(shapeOf(5), moved(1));
  EXPECT_NE(shapeOf(4), moved(9)) << "all or nothing";
}

TEST_F(FeatureEditsTest, WhatDoesNotChangeIsLeftOut) {
  EXPECT_TRUE(reshapeCommand(c(), layer(), {1, 2}, [](geom::EditableShape&) {}, InvalidShape::refuse, {}).rows.empty());
  EXPECT_EQ(removeCommand(layer(), {1, 2}).rows.size(), 2U);
}

}  // namespace
}  // namespace gis::store
