// Case sheets: nothing is cut, long texts flow on, photos are there.
#include "ui/map/case_sheet.h"

#include <gtest/gtest.h>

#include <QBuffer>
#include <QRegularExpression>

#include "tests/support/map_fixture.h"

namespace gis::ui {
namespace {

QString chineseText(int characters) {
  QString text;
  for (int k = 0; k < characters; ++k) text += QChar(0x4E00 + (k * 37) % 2000);
  return text;
}

/// Everything that the pages say, in order, without spaces.
QString wordsOf(const CaseSheetPages& sheet) {
  QString all;
  for (const auto& page : sheet.items()) {
    for (const auto& item : page) all += item.text;
  }
  return all.remove(QLatin1Char(' '));
}

int photosOf(const CaseSheetPages& sheet) {
  int count = 0;
  for (const auto& page : sheet.items()) {
    for (const auto& item : page) count += item.kind == CaseSheetPages::Kind::photo ? 1 : 0;
  }
  return count;
}

void expectInsidePage(const CaseSheetPages& sheet) {
  for (const auto& page : sheet.items()) {
    for (const auto& item : page) {
      EXPECT_GE(item.mm.left(), 10) << item.text.toStdString();
      EXPECT_LE(item.mm.right(), 200) << item.text.toStdString();
      EXPECT_LE(item.mm.bottom(), 290) << item.text.toStdString();
    }
  }
}

SheetPhoto photo(const QColor& colour) {
  QImage image(400, 300, QImage::Format_RGB32);
  image.fill(colour);
  SheetPhoto made;
  QBuffer buffer(&made.thumbnail);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "JPEG");
  made.caption = QStringLiteral("上报  2026-11-23 09:30");
  return made;
}

CaseSheet plainSheet() {
  CaseSheet sheet;
  sheet.number = QStringLiteral("321002202611250001");
  sheet.rows = {{QStringLiteral("类别"), QStringLiteral("01020 井盖破损")},
                {QStringLiteral("状态"), QStringLiteral("待立案")},
                {QStringLiteral("处置期限"), QStringLiteral("2026-11-26 17:30")}};
  sheet.description = QStringLiteral("井盖破损，影响通行。");
  sheet.at = geom::MapPoint{0, 0};
  return sheet;
}

MapScene emptyScene() {
  MapScene scene;
  scene.crs = crs::Crs::fromEpsg(4549);
  return scene;
}

TEST(CaseSheet, OfAShortCaseIsOnePage) {
  const CaseSheetPages sheet(plainSheet());
  EXPECT_EQ(sheet.count(), 1);
  expectInsidePage(sheet);
  const QString words = wordsOf(sheet);
  for (const char* word :
       {"城市管理案卷单", "井盖破损", "2026-11-2617:30", "受理员", "处置人", "核查员", "日期", "未附照片"})
    EXPECT_TRUE(words.contains(QString::fromUtf8(word))) << word;
  CaseSheet english = plainSheet();
  english.chinese = false;
  const QString other = wordsOf(CaseSheetPages(english));
  for (const char* word : {"Casesheet", "Acceptedby", "Page1of1"})
    EXPECT_TRUE(other.contains(QLatin1String(word))) << word;
}

TEST(CaseSheet, LosesNothingOfLongTexts) {
  CaseSheet long_ = plainSheet();
  const QString address = chineseText(700), description = chineseText(6000);
  long_.rows.emplace_back(QStringLiteral("地址"), address);
  long_.rows.emplace_back(QStringLiteral("部件"), QString(300, QLatin1Char('x')));  // no place to break
  long_.description = description;
  const CaseSheetPages sheet(long_);
  EXPECT_GT(sheet.count(), 2);
  expectInsidePage(sheet);
  QString words = wordsOf(sheet);
  // headers of new pages stand between the lines
  words.remove(QRegularExpression(QStringLiteral("编号：\\d+（续）|情况描述（续）|地址|第\\d页，共\\d页")));
  EXPECT_TRUE(words.contains(description)) << "the description is cut";
  EXPECT_EQ(words.count(QLatin1Char('x')), 300);
  EXPECT_TRUE(words.contains(address)) << "the address is cut";
}

TEST(CaseSheet, PrintsEveryPhoto) {
  CaseSheet many = plainSheet();
  for (int k = 0; k < 11; ++k) many.photos.push_back(photo(QColor(20 * k, 100, 100)));
  const CaseSheetPages sheet(many);
  EXPECT_EQ(photosOf(sheet), 11);
  EXPECT_EQ(sheet.count(), 3);  // 4 beside the map, 6 and 1 on pages of their own
  expectInsidePage(sheet);
  many.photos.resize(1);
  many.photos[0] = photo(QColor(250, 10, 10));
  Progress progress;
  const QImage page = caseSheetImage(CaseSheetPages(many), 0, emptyScene(), 60, progress);
  int red = 0;
  for (int y = 0; y < page.height(); ++y) {
    for (int x = 0; x < page.width(); ++x) red += qRed(page.pixel(x, y)) > 230 && qGreen(page.pixel(x, y)) < 40 ? 1 : 0;
  }
  EXPECT_GT(red, page.width() * page.height() / 20) << "the photo is not on the page";
}

TEST(CaseSheet, WorksWithoutPlacePhotosOrDescription) {
  CaseSheet bare;
  bare.number = QStringLiteral("1");
  const CaseSheetPages sheet(bare);
  EXPECT_EQ(sheet.count(), 1);
  EXPECT_TRUE(wordsOf(sheet).contains(QStringLiteral("未定位")));
  Progress progress;
  EXPECT_FALSE(caseSheetImage(sheet, 0, emptyScene(), 40, progress).isNull());
}

TEST(CaseSheet, MakesOnePdfOfManyCases) {
  std::vector<CaseSheetPages> sheets;
  for (int k = 0; k < 3; ++k) sheets.emplace_back(plainSheet());
  CaseSheet two = plainSheet();
  two.description = chineseText(3000);
  sheets.emplace_back(two);
  int pages = 0;
  for (const CaseSheetPages& sheet : sheets) pages += sheet.count();
  Progress progress;
  const QByteArray pdf = caseSheetsPdf(sheets, emptyScene(), progress);
  ASSERT_TRUE(pdf.startsWith("%PDF-"));
  EXPECT_TRUE(pdf.contains("/Count " + QByteArray::number(pages))) << pages;
  CancelToken stop;
  stop.cancel();
  Progress cancelled(stop);
  EXPECT_ANY_THROW((void)caseSheetsPdf(sheets, emptyScene(), cancelled));
}

TEST(CaseSheet, HasAsManySignatureLinesAsAskedFor) {
  CaseSheet sheet = plainSheet();
  sheet.signatures = {QStringLiteral("甲"), QStringLiteral("乙"), QStringLiteral("丙"), QStringLiteral("丁"),
                      QStringLiteral("戊")};
  const CaseSheetPages pages(sheet);
  expectInsidePage(pages);
  int lines = 0;
  for (const auto& item : pages.items().back()) lines += item.kind == CaseSheetPages::Kind::line ? 1 : 0;
  EXPECT_EQ(lines, 10);
}

}  // namespace
}  // namespace gis::ui
