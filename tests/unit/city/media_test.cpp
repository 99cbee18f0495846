#include "gis_core/city/media.h"
#include "gis_core/city/photo_check.h"

#include <gdal.h>
#include <gtest/gtest.h>

#include <array>
#include <exiv2/exiv2.hpp>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/raster/photo.h"

namespace gis::city {
namespace {

class Media : public ::testing::Test {
 protected:
  void SetUp() override { m_folder = platform::makeScratchFolder("media-test"); }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  /// 640 × 320, left half red, right half blue.
  std::filesystem::path makePhoto(const char* name, int orientation = 1) const {
    GDALAllRegister();
    GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", 640, 320, 3, GDT_Byte, nullptr);
    std::vector<std::uint8_t> red(640 * 320), green(640 * 320), blue(640 * 320);
    for (std::size_t i = 0; i < red.size(); ++i) (i % 640 < 320 ? red : blue)[i] = 250;
    int band = 0;
    for (auto* plane : {&red, &green, &blue}) {
      EXPECT_EQ(GDALRasterIO(GDALGetRasterBand(memory, ++band), GF_Write, 0, 0, 640, 320, plane->data(), 640, 320,
                             GDT_Byte, 0, 0),
                CE_None);
    }
    const auto file = m_folder / name;
    GDALClose(GDALCreateCopy(GDALGetDriverByName(file.extension() == ".png" ? "PNG" : "JPEG"), file.c_str(), memory, 0,
                             nullptr, nullptr, nullptr));
    GDALClose(memory);
    if (orientation != 1) {
      const auto image = Exiv2::ImageFactory::open(file.string());
      Exiv2::ExifData exif;
      exif["Exif.Image.Orientation"] = std::uint16_t(orientation);
      exif["Exif.Photo.DateTimeOriginal"] = "2026:11:23 09:30:00";
      exif["Exif.GPSInfo.GPSLatitude"] = "32/1 23/1 3588/100";
      exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
      exif["Exif.GPSInfo.GPSLongitude"] = "119/1 24/1 4608/100";
      exif["Exif.GPSInfo.GPSLongitudeRef"] = "E";
      image->setExifData(exif);
      image->writeMetadata();
    }
    return file;
  }

  /// Size and the colour at a relative place of a JPEG in memory.
  struct Look {
    int width = 0, height = 0;
    std::array<std::uint8_t, 3> top{}, bottom{};
  };
  Look look(const std::vector<std::uint8_t>& jpeg) const {
    const auto file = m_folder / "look.jpg";
    std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(jpeg.data()), long(jpeg.size()));
    GDALDatasetH d = GDALOpen(file.c_str(), GA_ReadOnly);
    EXPECT_NE(d, nullptr);
    Look seen;
    seen.width = GDALGetRasterXSize(d);
    seen.height = GDALGetRasterYSize(d);
    for (int b = 0; b < 3; ++b) {
      EXPECT_EQ(GDALRasterIO(GDALGetRasterBand(d, b + 1), GF_Read, seen.width / 2, 5, 1, 1, &seen.top[std::size_t(b)],
                             1, 1, GDT_Byte, 0, 0),
                CE_None);
      EXPECT_EQ(GDALRasterIO(GDALGetRasterBand(d, b + 1), GF_Read, seen.width / 2, seen.height - 5, 1, 1,
                             &seen.bottom[std::size_t(b)], 1, 1, GDT_Byte, 0, 0),
                CE_None);
    }
    GDALClose(d);
    return seen;
  }

  std::filesystem::path m_folder;
};

TEST_F(Media, aPhotoIsComparedWithPlaceAndTimeOfTheReport) {
  // 32°23′35.88″ N 119°24′46.08″ E are 444751.37, 3585617.25 in EPSG:4549
  const std::vector<std::filesystem::path> photos = {makePhoto("gps.jpg", 3), makePhoto("plain.jpg")};
  const auto fits =
      photosFit(crs::Crs::fromEpsg(4549), photos, {445051.37, 3585617.25}, parseIso("2026-11-23T10:00:00+08:00", 0));
  ASSERT_EQ(fits.size(), 2U);
  ASSERT_TRUE(fits[0].metres && fits[0].ageMillis);
  EXPECT_NEAR(*fits[0].metres, 300, 0.1);
  EXPECT_TRUE(fits[0].isFar());
  EXPECT_EQ(*fits[0].ageMillis, 30 * 60'000);
  EXPECT_FALSE(fits[0].isOld());
  EXPECT_FALSE(fits[1].metres || fits[1].ageMillis) << "it says nothing";
  EXPECT_FALSE(fits[1].isFar() || fits[1].isOld());
}

TEST_F(Media, whatIsHandedOutSaysNothingButThePicture) {
  const auto photo = makePhoto("IMG_20261123.jpg", 6), copy = m_folder / "copy.jpg";
  raster::copyWithoutNotes(photo, copy);
  const auto info = raster::photoInfo(copy);
  ASSERT_TRUE(info);
  EXPECT_FALSE(info->position);
  EXPECT_EQ(info->takenAt, "");
  EXPECT_EQ(info->orientation, 6) << "it is still shown upright";
  const std::string bytes = platform::readFile(copy);
  EXPECT_EQ(bytes.find("2026:11:23"), std::string::npos);
  EXPECT_GT(bytes.size(), 1000U);
  EXPECT_FALSE(raster::photoThumbnail(copy, 6).empty()) << "the picture is whole";
  EXPECT_THROW(raster::copyWithoutNotes(photo, copy), Error) << "nothing is replaced";
  std::ofstream(m_folder / "no.jpg") << "no picture";
  EXPECT_THROW(raster::copyWithoutNotes(m_folder / "no.jpg", m_folder / "x.jpg"), Error);
  EXPECT_FALSE(std::filesystem::exists(m_folder / "x.jpg"));
  raster::copyWithoutNotes(makePhoto("plain.png"), m_folder / "copy.png");
  EXPECT_FALSE(raster::photoThumbnail(m_folder / "copy.png", 1).empty());
}

TEST_F(Media, whatIsMarkedIsBlackInTheCopyAndTheRestIsNot) {
  // upright after a turn by 90 degrees: 320 wide, 640 high, red above, blue below
  const auto photo = makePhoto("IMG_20261123.jpg", 6), copy = m_folder / "black.jpg";
  const std::string before = platform::readFile(photo);
  raster::copyBlackened(photo, copy, {{{{0.4, 0.0}, {0.6, 0.05}}, 0}});
  const auto info = raster::photoInfo(copy);
  ASSERT_TRUE(info);
  EXPECT_FALSE(info->position);
  EXPECT_EQ(info->takenAt, "");
  EXPECT_EQ(info->orientation, 1);
  const std::string bytes = platform::readFile(copy);
  EXPECT_EQ(bytes.find("2026:11:23"), std::string::npos);
  const Look boxed = look({bytes.begin(), bytes.end()});
  EXPECT_EQ(boxed.width, 320);
  EXPECT_EQ(boxed.height, 640);
  EXPECT_LT(boxed.top[0], 30) << "black, where it was red";
  EXPECT_GT(boxed.bottom[2], 200) << "blue as before";
  // a stroke of the brush over the lower edge
  raster::copyBlackened(photo, m_folder / "stroke.jpg", {{{{0.1, 0.99}, {0.9, 0.99}}, 0.03}});
  const std::string stroked = platform::readFile(m_folder / "stroke.jpg");
  const Look brushed = look({stroked.begin(), stroked.end()});
  EXPECT_GT(brushed.top[0], 200);
  EXPECT_LT(brushed.bottom[2], 30);
  EXPECT_EQ(platform::readFile(photo), before) << "the original stays as it is";
  EXPECT_THROW(raster::copyBlackened(photo, copy, {}), Error) << "nothing is replaced";
}

TEST_F(Media, anOriginalIsKeptUnderItsContent) {
  const auto photo = makePhoto("井盖.jpg");
  const auto media = m_folder / "city.media";
  const StoredPhoto stored = storePhoto(media, photo);
  EXPECT_EQ(stored.sha256, sha256OfFile(photo));
  EXPECT_EQ(stored.path, stored.sha256.substr(0, 2) + "/" + stored.sha256.substr(2, 2) + "/" + stored.sha256.substr(4));
  EXPECT_EQ(platform::readFile(media / stored.path), platform::readFile(photo));
  EXPECT_EQ(stored.name, "井盖.jpg");
  EXPECT_EQ(stored.mime, "image/jpeg");
  EXPECT_FALSE(stored.thumbnail.empty());
  EXPECT_LE(stored.thumbnail.size(), 20'000u);
  EXPECT_EQ(storePhoto(media, photo).path, stored.path) << "the same photo twice is one file";
}

TEST_F(Media, aCutOriginalIsWrittenAgain) {
  const auto photo = makePhoto("a.png");
  const auto media = m_folder / "city.media";
  const StoredPhoto stored = storePhoto(media, photo);
  std::filesystem::resize_file(media / stored.path, 10);
  (void)storePhoto(media, photo);
  EXPECT_EQ(sha256OfFile(media / stored.path), stored.sha256);
}

TEST_F(Media, theThumbnailStandsUpright) {
  const auto photo = makePhoto("turned.jpg", 6);
  const auto info = raster::photoInfo(photo);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->orientation, 6);
  EXPECT_EQ(info->takenAt, "2026-11-23T09:30:00");
  ASSERT_TRUE(info->position);
  EXPECT_NEAR(info->position->lon, 119.4128, 1e-6);
  EXPECT_NEAR(info->position->lat, 32.3933, 1e-6);
  // Orientation 6: the stored picture is turned right; its left (red) side comes to the top.
  const Look seen = look(raster::photoThumbnail(photo, 6));
  EXPECT_EQ(seen.width, 160);
  EXPECT_EQ(seen.height, 320);
  EXPECT_GT(seen.top[0], 200);
  EXPECT_LT(seen.top[2], 60);
  EXPECT_GT(seen.bottom[2], 200);
  EXPECT_GT(look(raster::photoThumbnail(photo, 8)).top[2], 200) << "8 turns the other way";
}

TEST_F(Media, whatIsNoPhotoIsRefused) {
  const auto text = m_folder / "note.jpg";
  std::ofstream(text) << "not a photo at all";
  try {
    (void)storePhoto(m_folder / "city.media", text);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
  }
  EXPECT_FALSE(std::filesystem::exists(m_folder / "city.media"));
  EXPECT_THROW((void)storePhoto(m_folder / "city.media", m_folder / "missing.jpg"), Error);
}

TEST_F(Media, aDamagedPhotoIsKeptWithoutAThumbnail) {
  const auto photo = makePhoto("cut.jpg");
  std::filesystem::resize_file(photo, 40);
  const StoredPhoto stored = storePhoto(m_folder / "city.media", photo);
  EXPECT_TRUE(stored.thumbnail.empty());
  EXPECT_TRUE(std::filesystem::exists(m_folder / "city.media" / stored.path));
}

}  // namespace
}  // namespace gis::city
