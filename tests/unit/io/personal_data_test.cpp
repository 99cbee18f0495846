#include "gis_core/io/personal_data.h"

#include <gtest/gtest.h>

namespace gis::io {
namespace {

std::string masked(std::string text) {
  (void)findPersonal(text.data(), text.size(), true);
  return text;
}

TEST(PersonalData, findsNumbersInTexts) {
  EXPECT_EQ(personalIn("11010519491231002X").identities, 1);
  EXPECT_EQ(personalIn("身份证11010519491231002x，电话13812345678。").identities, 1);
  EXPECT_EQ(personalIn("身份证11010519491231002x，电话13812345678。").phones, 1);
  EXPECT_EQ(personalIn("8613812345678 15912345678").phones, 2);
  for (const char* other : {"110105194912310021",  // a wrong check character
                            "110105194913310024",  // no month
                            "91350100M000100Y43", "12812345678", "138123456789", "321002001001001", ""}) {
    EXPECT_EQ(personalIn(other).sum(), 0) << other;
  }
}

TEST(PersonalData, masksInPlace) {
  EXPECT_EQ(masked("张三 11010519491231002X 13812345678"), "张三 110105********002X 138****5678");
  EXPECT_EQ(masked("+8613812345678"), "+86138****5678");
  EXPECT_EQ(masked("江都路 12 号"), "江都路 12 号");
}

TEST(PersonalData, treatsColumns) {
  const std::vector<store::Field> fields{{"who"}, {"phone", store::FieldType::integer}};
  for (const auto treatment : {PersonalTreatment::keep, PersonalTreatment::mask, PersonalTreatment::drop}) {
    auto batch = store::FeatureBatch::withFields(fields);
    const store::Value first[] = {std::string("11010519491231002X"), std::int64_t(13812345678)};
    const store::Value second[] = {std::string("灯"), std::int64_t(7)};
    batch.addRow(1, first, {});
    batch.addRow(2, second, {});
    const auto counts = treatPersonal(batch, treatment);
    EXPECT_EQ(counts[0].identities, 1);
    EXPECT_EQ(counts[1].phones, 1);
    const bool keep = treatment == PersonalTreatment::keep;
    EXPECT_EQ(batch.valueOf(1, 0), keep ? first[1] : store::Value());
    EXPECT_EQ(batch.valueOf(0, 0), keep                                   ? first[0]
                                   : treatment == PersonalTreatment::drop ? store::Value()
                                                                          : store::Value("110105********002X"));
    EXPECT_EQ(batch.valueOf(0, 1), second[0]);
    EXPECT_EQ(batch.valueOf(1, 1), second[1]);
  }
}

}  // namespace
}  // namespace gis::io
