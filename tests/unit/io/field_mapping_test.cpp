#include "gis_core/io/field_mapping.h"

#include <gtest/gtest.h>

#include "gis_core/base/error.h"

namespace gis::io {
namespace {

using store::FeatureBatch;
using store::Field;
using store::FieldType;
using store::Value;

const std::vector<Field> kColumns{{"宗地编号", FieldType::text},
                                  {"面积", FieldType::text},
                                  {"日期", FieldType::text},
                                  {"层数", FieldType::real},
                                  {"备用", FieldType::integer}};

FieldMapping mapping() {
  return {"parcel",
          {{"宗地编号", "ZDDM", FieldType::text, 4, true, false},
           {"面积", "ZDMJ", FieldType::real, 0, false, false},
           {"日期", "JGRQ", FieldType::date, 0, false, false},
           {"层数", "ZCS", FieldType::integer, 0, false, false}},
          false,
          {}};
}

TEST(FieldMapping, ValuesGoOverInTheTypeOfTheFieldAndWhatDoesNotIsTold) {
  const FieldMapper mapper(kColumns, mapping());
  FeatureBatch batch = FeatureBatch::withFields(kColumns);
  batch.addRow(
      7,
      std::vector<Value>{std::string("0012"), std::string("１２.5"), std::string("2024年5月1日"), 6.0, std::int64_t(1)},
      {});
  batch.addRow(
      8,
      std::vector<Value>{std::string("东关街道"), std::string("约12亩"), std::string("2024/5/1 12:30"), 6.5, Value()},
      {});
  batch.addRow(9, std::vector<Value>{Value(), Value(), std::string("昨天"), Value(), Value()}, {});
  batch.addRow(10, std::vector<Value>{std::string("一二三四五"), std::string(""), Value(), 3.0, Value()}, {});
  std::vector<FieldFit> fits = mapper.fits();
  std::vector<Misfit> misfits;
  const FeatureBatch out = mapper.apply(std::move(batch), fits, misfits);
  ASSERT_EQ(out.fields.size(), 5U);
  EXPECT_EQ(out.fields[0].name, "ZDDM");
  EXPECT_EQ(out.fields[4].name, "备用") << "a column that nobody named stays";
  EXPECT_EQ(out.valueOf(0, 0), Value(std::string("0012"))) << "a code keeps its zeros";
  EXPECT_EQ(out.valueOf(1, 0), Value(12.5)) << "digits of full width are digits";
  EXPECT_EQ(out.valueOf(2, 0), Value(std::string("2024-05-01")));
  EXPECT_EQ(out.valueOf(3, 0), Value(std::int64_t(6)));
  EXPECT_EQ(out.valueOf(4, 0), Value(std::int64_t(1)));
  EXPECT_EQ(out.valueOf(1, 1), Value());
  EXPECT_EQ(out.valueOf(2, 1), Value(std::string("2024-05-01")));
  EXPECT_EQ(out.valueOf(3, 1), Value()) << "six and a half storeys";
  EXPECT_EQ(out.valueOf(2, 2), Value());
  EXPECT_EQ(out.valueOf(1, 3), Value()) << "an empty text is no number, and no loss";
  EXPECT_EQ(out.fids, (std::vector<std::int64_t>{7, 8, 9, 10}));
  EXPECT_EQ(fits[0].tooLong, 1) << "characters count, not bytes";
  EXPECT_EQ(fits[0].missing, 1);
  EXPECT_EQ(fits[1].emptied, 1);
  EXPECT_EQ(fits[2].emptied, 1);
  EXPECT_EQ(fits[2].changed, 1);
  EXPECT_EQ(fits[3].emptied, 1);
  ASSERT_EQ(misfits.size(), 4U);
  EXPECT_EQ(misfits[0].row, 1U);
  EXPECT_EQ(misfits[0].told, "约12亩");
  EXPECT_EQ(misfits[3].told, "昨天");
  EXPECT_EQ(fitTexts(mapper.mapping(), fits).size(), 6U);
}

TEST(FieldMapping, ColumnsThatAreNotThereAndFieldsOfTwoColumnsAreRefused) {
  FieldMapping lacks = mapping();
  lacks.places[0].from = "无";
  EXPECT_THROW(FieldMapper(kColumns, lacks), Error);
  FieldMapping twice = mapping();
  twice.places[1].to = "zddm";
  EXPECT_THROW(FieldMapper(kColumns, twice), Error);
  FieldMapping out = mapping();
  out.places[0].to.clear();
  const FieldMapper mapper(kColumns, out);
  EXPECT_EQ(mapper.fields().size(), 4U) << "a column that is left out";
  EXPECT_EQ(mapper.fields()[0].name, "ZDMJ");
}

}  // namespace
}  // namespace gis::io
