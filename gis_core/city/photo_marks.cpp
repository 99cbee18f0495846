#include "gis_core/city/photo_marks.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/setting_step.h"

namespace gis::city {
namespace {

std::string settingName(std::string_view attachment) {
  return "photo_marks." + std::string(attachment);
}

}  // namespace

std::vector<raster::BlackMark> photoMarks(const store::CityDatabase& city, std::string_view attachment) {
  std::vector<raster::BlackMark> marks;
  const std::string text = city.setting(settingName(attachment));
  if (text.empty()) return marks;
  try {
    for (const auto& one : nlohmann::json::parse(text)) {
      raster::BlackMark mark;
      mark.radius = one.at("radius").get<double>();
      for (const auto& point : one.at("points"))
        mark.points.push_back({point.at(0).get<double>(), point.at(1).get<double>()});
      marks.push_back(std::move(mark));
    }
  } catch (const nlohmann::json::exception&) {
    // what cannot be read must not leave unmarked
    throw Error(ErrorCode::damaged, GIS_TR("cannot hand out the photo"), GIS_TR("what is marked in it cannot be read"),
                GIS_TR("mark it again"));
  }
  return marks;
}

void keepPhotoMarks(const store::CityDatabase& city, std::string_view attachment,
                    const std::vector<raster::BlackMark>& marks) {
  nlohmann::json json = nlohmann::json::array();
  for (const raster::BlackMark& mark : marks) {
    nlohmann::json points = nlohmann::json::array();
    for (const geom::MapPoint& p : mark.points) points.push_back({p.x, p.y});
    json.push_back({{"radius", mark.radius}, {"points", std::move(points)}});
  }
  store::changeSettings(city, {{settingName(attachment), marks.empty() ? std::string() : json.dump()}},
                        GIS_TR("marks on a photo"), {});
}

HandedOut handOutPhotos(const store::CityDatabase& city, const Incident& incident,
                        const std::vector<std::string>& attachments, const std::filesystem::path& folder) {
  const std::vector<Attachment> all = attachmentsOf(city, incident.uid);
  for (const std::string& wanted : attachments) {
    if (std::none_of(all.begin(), all.end(), [&](const Attachment& one) { return one.uid == wanted; }))
      throw Error(ErrorCode::notFound, GIS_TR("cannot hand out the photo"), GIS_TR("the case has no such photo"));
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  HandedOut out;
  int number = 0;
  for (const Attachment& photo : all) {
    ++number;
    if (std::find(attachments.begin(), attachments.end(), photo.uid) == attachments.end()) continue;
    const auto marks = photoMarks(city, photo.uid);
    // named after the case: the camera's own name may say when and by whom
    const std::string& label = incident.caseNo.empty() ? incident.reportNo : incident.caseNo;
    const std::string suffix =
        marks.empty() ? platform::pathToUtf8(platform::pathFromUtf8(photo.name).extension()) : std::string(".jpg");
    const auto target = folder / platform::pathFromUtf8(fmt::format("{}-{}-{}{}", label, number, photo.stage, suffix));
    if (marks.empty()) {
      raster::copyWithoutNotes(city.mediaFile(photo.sha256), target);
    } else {
      raster::copyBlackened(city.mediaFile(photo.sha256), target, marks);
      ++out.blackened;
    }
    out.files.push_back(target);
  }
  return out;
}

}  // namespace gis::city
