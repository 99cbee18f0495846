#include "gis_core/city/codes.h"

#include <gtest/gtest.h>

#include <functional>

#include "gis_core/base/error.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/field_titles.h"
#include "gis_core/city/speller.h"

namespace gis::city {
namespace {

ErrorCode codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::internal;
}

TEST(CsvTable, readsQuotesAndKeepsZeros) {
  const CsvTable table = CsvTable::parse(
      "\xEF\xBB\xBF"
      "code,name\r\n01,\"a, \"\"b\"\"\"\n02,\n",
      "x");
  ASSERT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.cell(0, table.column("code")), "01");
  EXPECT_EQ(table.cell(0, table.column("name")), "a, \"b\"");
  EXPECT_EQ(table.cell(1, 1), "");
  EXPECT_EQ(codeOf([] { (void)CsvTable::parse("a,b\n1\n", "x"); }), ErrorCode::damaged);
}

TEST(Codes, tablesAreWhole) {
  const CodeTables& tables = CodeTables::shipped();
  EXPECT_EQ(tables.categories().size(), 250u + 153u + 35u + 85u);
  EXPECT_EQ(tables.landUses().size(), 85u);
  EXPECT_EQ(tables.division("321002")->zh, "广陵区");
  EXPECT_EQ(tables.landUse(kLandUse2017, "0701")->zh, "城镇住宅用地");
  EXPECT_EQ(tables.landUse("another system", "0701"), nullptr);
  EXPECT_FALSE(tables.knowsLandUseSystem("another system"));
}

TEST(Codes, fiveDigitsMeanAMatter) {
  const CodeTables& tables = CodeTables::shipped();
  EXPECT_EQ(tables.resolveCategory("01003").zh, "雨水井盖异常");
  EXPECT_EQ(tables.resolveCategory(" ０６０１０ ").zh, "暴露垃圾");
  EXPECT_EQ(tables.resolveCategory("01003", CategoryKind::component).zh, "雨水井盖");
  EXPECT_EQ(tables.resolveCategory("32100206010").code, "06010");
}

TEST(Codes, aLegacyCodeThatFitsTwoKindsIsAUsageErrorNamingBoth) {
  const CodeTables& tables = CodeTables::shipped();
  try {
    (void)tables.resolveCategory("0102");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::usage);
    EXPECT_NE(error.sentence().find("暴露垃圾"), std::string::npos) << error.sentence();
    EXPECT_NE(error.sentence().find("污水井盖"), std::string::npos) << error.sentence();
  }
  EXPECT_EQ(tables.resolveCategory("0102", CategoryKind::event).zh, "暴露垃圾");
  EXPECT_EQ(tables.resolveCategory("0102", CategoryKind::component).currentCode, "01002");
  EXPECT_EQ(codeOf([&] { (void)tables.resolveCategory("99999"); }), ErrorCode::invalidValue);
  EXPECT_EQ(codeOf([&] { (void)tables.resolveCategory("06010", CategoryKind::component); }), ErrorCode::invalidValue);
  EXPECT_EQ(codeOf([] { (void)categoryKindFromName("thing"); }), ErrorCode::usage);
}

TEST(Codes, searchByEveryName) {
  const CodeTables& tables = CodeTables::shipped();
  const auto first = [&](std::string_view text) {
    const auto found = tables.searchCategories(text, 5, kCurrentCaseSystem);
    return found.empty() ? std::string("(nothing)") : found.front()->code + found.front()->zh;
  };
  EXPECT_EQ(first("06010"), "06010暴露垃圾");
  EXPECT_EQ(first("暴露垃圾"), "06010暴露垃圾");
  EXPECT_EQ(first("bllj"), "06010暴露垃圾");
  EXPECT_EQ(first("BLLJ"), "06010暴露垃圾");
  EXPECT_EQ(first("baolulaji"), "06010暴露垃圾");
  EXPECT_EQ(first("bao lu"), "06010暴露垃圾");
  EXPECT_EQ(first("exposed ref"), "06010暴露垃圾");
  EXPECT_EQ(first("没有这个"), "(nothing)");
  EXPECT_EQ(tables.searchCategories("", 3).size(), 3u);
  for (const Category* c : tables.searchCategories("井盖", 50, kCurrentCaseSystem, CategoryKind::component)) {
    EXPECT_NE(c->zh.find("井盖"), std::string::npos);
  }
}

TEST(CodeCheck, vectorsOfTheStandards) {
  EXPECT_FALSE(parcelCodeFault("320302015175GB00625"));
  EXPECT_FALSE(parcelCodeFault("320302 015175 gb00625"));
  EXPECT_TRUE(parcelCodeFault("320302015175GI00625"));
  EXPECT_TRUE(parcelCodeFault("320302015175GB0062"));
  EXPECT_TRUE(parcelCodeFault("32030201517AGB00625"));
  EXPECT_TRUE(parcelCodeFault("宗地"));
  EXPECT_TRUE(parcelCodeFault(""));
  EXPECT_FALSE(realEstateUnitFault("320302015175GB00625F00010243"));
  EXPECT_FALSE(realEstateUnitFault("320302015175GB00625W00000000"));
  EXPECT_TRUE(realEstateUnitFault("320302015175GB00625W00000001"));
  EXPECT_FALSE(unitGridFault("321002001001001"));
  EXPECT_FALSE(unitGridFault("32100200100A00B"));
  EXPECT_TRUE(unitGridFault("32100200100100"));
  EXPECT_FALSE(componentIdFault("3205080101000001"));
  EXPECT_FALSE(componentIdFault("32050801001000001"));
  EXPECT_TRUE(componentIdFault("320508010010000011"));
  EXPECT_FALSE(creditCodeFault("91350100M000100Y43"));
  EXPECT_TRUE(creditCodeFault("91350100M000100Y44"));
  EXPECT_TRUE(creditCodeFault("91350100I000100Y43"));
  EXPECT_FALSE(residentIdFault("11010519491231002x"));
  EXPECT_TRUE(residentIdFault("110105194912310021"));
}

TEST(CodeCheck, groupsOfACertificate) {
  EXPECT_EQ(groupedParcelCode("320302015175GB00625"), "320302 015175 GB00625");
  EXPECT_EQ(groupedParcelCode("320302015175gb00625F00010243"), "320302 015175 GB00625 F00010243");
  EXPECT_EQ(groupedParcelCode("old number 7"), "old number 7");
}

TEST(Speller, spellsNamesAndKeepsNumbers) {
  Speller speller;
  EXPECT_EQ(speller.pinyin("文昌中路128号"), "wenchangzhonglu128hao");
  EXPECT_EQ(speller.initials("文昌中路128号"), "wczl128h");
  EXPECT_EQ(speller.initials("KFC 餐厅"), "kfcct");
  EXPECT_EQ(speller.pinyin("\xE6\x96"), "") << "a cut character is no trap";
  EXPECT_TRUE(Speller::hasHan("A路"));
  EXPECT_FALSE(Speller::hasHan("Main Street，"));
}

TEST(FieldTitles, knowsTheStandardNamesWhateverTheirCase) {
  const FieldTitles& titles = FieldTitles::shipped();
  for (const char* name : {"zddm", "ZDDM"}) {
    const FieldTitle* title = titles.find(name);
    ASSERT_NE(title, nullptr) << name;
    EXPECT_EQ(title->zh, "宗地代码");
    EXPECT_EQ(title->en, "Parcel code") << "without the length of its value";
  }
  ASSERT_NE(titles.find("glbjbsm"), nullptr);
  EXPECT_EQ(titles.find("YDYHFL")->en, "Land and sea use class (new system)") << "no length";
  ASSERT_NE(titles.find("land_use"), nullptr);
  EXPECT_EQ(titles.find("zddm_2"), nullptr);
  EXPECT_EQ(titles.find(""), nullptr);
}

}  // namespace
}  // namespace gis::city
