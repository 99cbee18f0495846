#include "gis_core/raster/photo.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <exiv2/exiv2.hpp>
#include <fstream>
#include <limits>
#include <memory>
#include <span>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/gdal_part.h"
#include "gis_core/raster/pixels.h"

namespace gis::raster {

namespace {

bool startsWith(std::string_view bytes, std::string_view magic) {
  return bytes.substr(0, magic.size()) == magic;
}

std::optional<PhotoInfo> sniff(std::string_view head) {
  using namespace std::string_view_literals;
  const auto made = [](const char* mime) {
    PhotoInfo info;
    info.mime = mime;
    return info;
  };
  if (startsWith(head, "\xFF\xD8\xFF"sv)) return made("image/jpeg");
  if (startsWith(head, "\x89PNG\r\n\x1A\n"sv)) return made("image/png");
  if (startsWith(head, "RIFF"sv) && head.size() >= 12 && head.substr(8, 4) == "WEBP"sv) {
    return made("image/webp");
  }
  if (startsWith(head, "GIF8"sv)) return made("image/gif");
  if (startsWith(head, "BM"sv)) return made("image/bmp");
  if (startsWith(head, "II*\0"sv) || startsWith(head, "MM\0*"sv)) return made("image/tiff");
  if (head.size() >= 12 && head.substr(4, 4) == "ftyp"sv) {
    const std::string_view brand = head.substr(8, 4);
    for (const std::string_view known : {"heic"sv, "heix"sv, "mif1"sv, "heif"sv}) {
      if (brand == known) return made("image/heic");
    }
  }
  return std::nullopt;
}

std::optional<double> degreesOf(const Exiv2::ExifData& exif, const char* key, const char* refKey, char negative) {
  const auto value = exif.findKey(Exiv2::ExifKey(key));
  const auto ref = exif.findKey(Exiv2::ExifKey(refKey));
  if (value == exif.end() || value->count() < 3) return std::nullopt;
  double degrees = 0, unit = 1;
  for (int i = 0; i < 3; ++i, unit *= 60) {
    const Exiv2::Rational part = value->toRational(i);
    if (part.second == 0) return std::nullopt;
    degrees += double(part.first) / part.second / unit;
  }
  if (ref != exif.end() && ref->toString().find(negative) != std::string::npos) degrees = -degrees;
  return degrees;
}

/// "2026:11:23 09:30:00" → "2026-11-23T09:30:00"; empty for anything else.
std::string isoOfExifTime(std::string text) {
  if (text.size() < 19 || text[4] != ':' || text[7] != ':' || text[10] != ' ') return {};
  text.resize(19);
  text[4] = text[7] = '-';
  text[10] = 'T';
  return text;
}

void readExif(const std::filesystem::path& file, PhotoInfo& info) {
  try {
    const auto image = Exiv2::ImageFactory::open(file.string());
    image->readMetadata();
    const Exiv2::ExifData& exif = image->exifData();
    const auto turn = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
    if (turn != exif.end() && turn->count() > 0) info.orientation = int(turn->toLong());
    if (info.orientation < 1 || info.orientation > 8) info.orientation = 1;
    const auto time = exif.findKey(Exiv2::ExifKey("Exif.Photo.DateTimeOriginal"));
    if (time != exif.end()) info.takenAt = isoOfExifTime(time->toString());
    const auto lat = degreesOf(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
    const auto lon = degreesOf(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
    if (lat && lon && std::abs(*lat) <= 90 && std::abs(*lon) <= 180) info.position = geom::GeoPoint{*lon, *lat};
  } catch (const Exiv2::Error&) {
    // A photo without readable EXIF is still a photo: upright, time and place unknown.
  }
}

/// Pixels as red, green, blue planes one after the other.
struct Pixels {
  int width = 0, height = 0;
  std::vector<std::uint8_t> planes;
  [[nodiscard]] std::size_t size() const { return std::size_t(width) * std::size_t(height); }
};

/// Expands a palette (PNG, GIF) from its index plane.
void expandPalette(GDALColorTableH table, Pixels& pixels) {
  const std::size_t n = pixels.size();
  for (std::size_t i = 0; i < n; ++i) {
    const GDALColorEntry* entry = GDALGetColorEntry(table, pixels.planes[i]);
    const GDALColorEntry none{0, 0, 0, 0};
    const GDALColorEntry& c = entry ? *entry : none;
    pixels.planes[i] = std::uint8_t(c.c1);
    pixels.planes[n + i] = std::uint8_t(c.c2);
    pixels.planes[2 * n + i] = std::uint8_t(c.c3);
  }
}

Pixels readSmall(GDALDatasetH dataset, int maxSide) {
  const int width = GDALGetRasterXSize(dataset), height = GDALGetRasterYSize(dataset);
  const int bands = GDALGetRasterCount(dataset);
  if (bands < 1 || width < 1 || height < 1) return {};
  const double scale = std::min(1.0, double(maxSide) / std::max(width, height));
  Pixels pixels;
  pixels.width = std::max(1, int(std::lround(width * scale)));
  pixels.height = std::max(1, int(std::lround(height * scale)));
  pixels.planes.resize(3 * pixels.size());
  GDALColorTableH palette = GDALGetRasterColorTable(GDALGetRasterBand(dataset, 1));
  GDALRasterIOExtraArg extra;
  INIT_RASTERIO_EXTRA_ARG(extra);
  // Palette numbers must not be averaged.
  extra.eResampleAlg = palette ? GRIORA_NearestNeighbour : GRIORA_Average;
  for (int plane = 0; plane < 3; ++plane) {
    const int band = bands >= 3 ? plane + 1 : 1;
    if (GDALRasterIOEx(GDALGetRasterBand(dataset, band), GF_Read, 0, 0, width, height,
                       pixels.planes.data() + std::size_t(plane) * pixels.size(), pixels.width, pixels.height, GDT_Byte,
                       0, 0, &extra) != CE_None) {
      return {};
    }
  }
  if (palette) expandPalette(palette, pixels);
  return pixels;
}

/// Makes black what is closer than `radius` pixels to the line from a to b.
void blackenStroke(Pixels& pixels, geom::MapPoint a, geom::MapPoint b, double radius) {
  const int top = std::max(0, int(std::floor(std::min(a.y, b.y) - radius)));
  const int bottom = std::min(pixels.height - 1, int(std::ceil(std::max(a.y, b.y) + radius)));
  const int left = std::max(0, int(std::floor(std::min(a.x, b.x) - radius)));
  const int right = std::min(pixels.width - 1, int(std::ceil(std::max(a.x, b.x) + radius)));
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  for (int y = top; y <= bottom; ++y) {
    for (int x = left; x <= right; ++x) {
      const double px = x + 0.5 - a.x, py = y + 0.5 - a.y;
      const double along = length > 0 ? std::clamp((px * dx + py * dy) / length, 0.0, 1.0) : 0.0;
      const double offX = px - along * dx, offY = py - along * dy;
      if (offX * offX + offY * offY > radius * radius) continue;
      const std::size_t at = std::size_t(y) * std::size_t(pixels.width) + std::size_t(x);
      for (std::size_t plane = 0; plane < 3; ++plane) pixels.planes[plane * pixels.size() + at] = 0;
    }
  }
}

void blacken(Pixels& pixels, const BlackMark& mark) {
  const auto pixelOf = [&pixels](geom::MapPoint p) { return geom::MapPoint{p.x * pixels.width, p.y * pixels.height}; };
  if (mark.points.empty()) return;
  if (mark.radius <= 0) {
    const geom::MapPoint a = pixelOf(mark.points.front()), b = pixelOf(mark.points.back());
    const int left = std::clamp(int(std::floor(std::min(a.x, b.x))), 0, pixels.width);
    const int right = std::clamp(int(std::ceil(std::max(a.x, b.x))), 0, pixels.width);
    const int top = std::clamp(int(std::floor(std::min(a.y, b.y))), 0, pixels.height);
    const int bottom = std::clamp(int(std::ceil(std::max(a.y, b.y))), 0, pixels.height);
    for (std::size_t plane = 0; plane < 3; ++plane) {
      for (int y = top; y < bottom; ++y) {
        const auto row =
            pixels.planes.begin() + std::ptrdiff_t(plane * pixels.size() + std::size_t(y) * std::size_t(pixels.width));
        std::fill(row + left, row + right, std::uint8_t(0));
      }
    }
    return;
  }
  const double radius = mark.radius * std::max(pixels.width, pixels.height);
  for (std::size_t i = 0; i < mark.points.size(); ++i)
    blackenStroke(pixels, pixelOf(mark.points[i > 0 ? i - 1 : 0]), pixelOf(mark.points[i]), radius);
}

/// Source: EXIF 2.32, table of the orientation tag.
Pixels upright(const Pixels& in, int orientation) {
  if (orientation <= 1 || orientation > 8) return in;
  const bool lying = orientation >= 5;
  Pixels out;
  out.width = lying ? in.height : in.width;
  out.height = lying ? in.width : in.height;
  out.planes.resize(in.planes.size());
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x) {
      int sx = lying ? y : x, sy = lying ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) sx = in.width - 1 - sx;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) sy = in.height - 1 - sy;
      const std::size_t from = std::size_t(sy) * std::size_t(in.width) + std::size_t(sx);
      const std::size_t to = std::size_t(y) * std::size_t(out.width) + std::size_t(x);
      for (std::size_t plane = 0; plane < 3; ++plane) {
        out.planes[plane * out.size() + to] = in.planes[plane * in.size() + from];
      }
    }
  }
  return out;
}

std::vector<std::uint8_t> asJpeg(const Pixels& pixels, int quality) {
  GDALDriverH memory = GDALGetDriverByName("MEM"), jpeg = GDALGetDriverByName("JPEG");
  if (!memory || !jpeg) return {};
  const Dataset picture(
      GDALDataset::FromHandle(GDALCreate(memory, "", pixels.width, pixels.height, 3, GDT_Byte, nullptr)));
  if (!picture) return {};
  for (int plane = 0; plane < 3; ++plane) {
    std::vector<std::uint8_t> row(pixels.planes.begin() + std::ptrdiff_t(std::size_t(plane) * pixels.size()),
                                  pixels.planes.begin() + std::ptrdiff_t(std::size_t(plane + 1) * pixels.size()));
    if (GDALRasterIO(GDALGetRasterBand(picture.get(), plane + 1), GF_Write, 0, 0, pixels.width, pixels.height,
                     row.data(), pixels.width, pixels.height, GDT_Byte, 0, 0) != CE_None) {
      return {};
    }
  }
  // One name a thread: pictures are made by several workers at once.
  const std::string name = "/vsimem/citydesk-thumbnail-" + std::to_string(std::uintptr_t(&pixels)) + ".jpg";
  const std::string quality_ = "QUALITY=" + std::to_string(quality);
  std::string option = quality_;
  std::array<char*, 2> options = {option.data(), nullptr};
  GDALClose(GDALCreateCopy(jpeg, name.c_str(), picture.get(), FALSE, options.data(), nullptr, nullptr));
  vsi_l_offset size = 0;
  const std::unique_ptr<GByte, decltype(&CPLFree)> bytes(VSIGetMemFileBuffer(name.c_str(), &size, TRUE), &CPLFree);
  VSIUnlink((name + ".aux.xml").c_str());
  if (!bytes) return {};
  return {bytes.get(), bytes.get() + size};
}

[[noreturn]] void refuseToHandOut(const std::filesystem::path& photo, const char* why) {
  throw Error(ErrorCode::unsupported,
              {GIS_TR("cannot hand out the photo {0}"), {platform::pathToUtf8(photo.filename())}}, why,
              GIS_TR("hand out another one"));
}

/// What is known of the photo when a copy may be written to `target`.
PhotoInfo readyToHandOut(const std::filesystem::path& photo, const std::filesystem::path& target) {
  const auto info = photoInfo(photo);
  if (!info) refuseToHandOut(photo, GIS_TR("it is no picture in JPEG, PNG, WebP, GIF, BMP, TIFF or HEIC"));
  if (std::filesystem::exists(target)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target.filename())}},
                GIS_TR("the file exists"), GIS_TR("choose another folder"));
  }
  return *info;
}

/// Null when its pixels cannot be read. A picture that claims more than 400 million pixels is a trap, not a photo.
Dataset openPhoto(const std::filesystem::path& file) {
  static constexpr std::array<const char*, 7> kDrivers = {"JPEG", "PNG", "WEBP", "GIF", "BMP", "GTiff", nullptr};
  Dataset dataset(GDALDataset::Open(platform::pathToUtf8(file).c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY,
                                    kDrivers.data(), nullptr, nullptr));
  if (dataset && double(GDALGetRasterXSize(dataset.get())) * GDALGetRasterYSize(dataset.get()) > 4e8) dataset.reset();
  return dataset;
}

}  // namespace

std::optional<PhotoInfo> gdal::photoInfo(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot read the photo {0}"), {platform::pathToUtf8(file.filename())}},
                GIS_TR("there is no such file, or it may not be read"), GIS_TR("check the name"));
  }
  std::array<char, 32> head{};
  in.read(head.data(), head.size());
  auto info = sniff(std::string_view(head.data(), std::size_t(in.gcount())));
  in.close();
  if (info) readExif(file, *info);
  return info;
}

std::vector<std::uint8_t> gdal::photoThumbnail(const std::filesystem::path& file, int orientation, int maxSide,
                                               std::size_t maxBytes) {
  registerDrivers();
  const QuietGdal quiet;
  const Dataset dataset = openPhoto(file);
  if (!dataset) return {};
  for (int side = maxSide; side >= 40; side = side * 3 / 4) {
    const Pixels small = readSmall(dataset.get(), side);
    if (small.planes.empty()) return {};
    const Pixels turned = upright(small, orientation);
    for (const int quality : {82, 70, 55, 40}) {
      auto bytes = asJpeg(turned, quality);
      if (!bytes.empty() && bytes.size() <= maxBytes) return bytes;
    }
  }
  return {};
}

void gdal::copyBlackened(const std::filesystem::path& photo, const std::filesystem::path& target,
                         const std::vector<BlackMark>& marks) {
  const PhotoInfo info = readyToHandOut(photo, target);
  registerDrivers();
  const QuietGdal quiet;
  const Dataset dataset = openPhoto(photo);
  const Pixels whole = dataset ? readSmall(dataset.get(), std::numeric_limits<int>::max()) : Pixels{};
  if (whole.planes.empty()) refuseToHandOut(photo, GIS_TR("its pixels cannot be read"));
  Pixels turned = upright(whole, info.orientation);
  for (const BlackMark& mark : marks) blacken(turned, mark);
  constexpr int kQuality = 92;
  const auto bytes = asJpeg(turned, kQuality);
  if (bytes.empty()) refuseToHandOut(photo, GIS_TR("it cannot be written as a JPEG"));
  platform::writeFileAtomically(target, std::as_bytes(std::span(bytes)));
}

void gdal::copyWithoutNotes(const std::filesystem::path& photo, const std::filesystem::path& target) {
  const std::optional<PhotoInfo> info = readyToHandOut(photo, target);
  const auto refuse = [&photo](const char* why) { refuseToHandOut(photo, why); };
  std::string bytes = platform::readFile(photo);
  if (info->mime != "image/bmp") {
    try {
      auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                             static_cast<long>(bytes.size()));
      image->readMetadata();
      image->clearMetadata();
      image->clearIccProfile();
      if (info->orientation != 1) {
        Exiv2::ExifData turned;
        turned["Exif.Image.Orientation"] = std::uint16_t(info->orientation);
        image->setExifData(turned);
      }
      image->writeMetadata();
      Exiv2::BasicIo& io = image->io();
      io.open();
      bytes.resize(io.size());
      io.seek(0, Exiv2::BasicIo::beg);
      if (io.read(reinterpret_cast<Exiv2::byte*>(bytes.data()), static_cast<long>(bytes.size())) !=
          static_cast<long>(bytes.size()))
        refuse(GIS_TR("its notes cannot be taken out"));
    } catch (const Exiv2::AnyError&) {
      refuse(GIS_TR("its notes cannot be taken out"));
    }
  }
  platform::writeFileAtomically(target, std::as_bytes(std::span(bytes)));
}

}  // namespace gis::raster
