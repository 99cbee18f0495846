#include "app/cli/incident_photos.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/photo_marks.h"

namespace gis::cli {
namespace {

[[noreturn]] void refusePhoto(const std::string& name) {
  throw Error(ErrorCode::notFound, {GIS_TR("the case has no photo \"{0}\""), {name}}, {},
              GIS_TR("see its photos with: incident show CITY ID --json"));
}

}  // namespace

int handOutPhotos(const Context& context, const store::CityDatabase& city, const std::string& id,
                  const std::string& folder, const PhotoChoice& choice) {
  const city::Incident incident = city::incidentById(city, id);
  const auto photos = city::attachmentsOf(city, incident.uid);
  for (const std::string& name : choice.only) {
    if (std::none_of(photos.begin(), photos.end(), [&](const auto& one) { return one.name == name; }))
      refusePhoto(name);
  }
  std::vector<std::string> chosen;
  for (const city::Attachment& photo : photos) {
    if (choice.all || std::find(choice.only.begin(), choice.only.end(), photo.name) != choice.only.end())
      chosen.push_back(photo.uid);
  }
  city::HandedOut out;
  if (!chosen.empty()) out = city::handOutPhotos(city, incident, chosen, platform::pathFromUtf8(folder));
  const std::size_t keptBack = photos.size() - chosen.size();
  if (chosen.empty() && keptBack > 0)
    note(context, {GIS_TR("{0} photos stay here: they leave only when chosen (--only NAME or --all)"),
                   {std::to_string(keptBack)}});
  if (!context.json) {
    for (const auto& file : out.files) print(platform::pathToUtf8(file) + "\n");
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("written", std::int64_t(out.files.size())).member("blackened", std::int64_t(out.blackened));
  json.member("kept_back", std::int64_t(keptBack)).key("files").beginArray();
  for (const auto& file : out.files) json.value(platform::pathToUtf8(file));
  json.endArray().endObject().finish();
  return kDone;
}

int blackOut(const Context& context, const store::CityDatabase& city, const std::string& id, const std::string& photo,
             const std::vector<std::string>& boxes) {
  const auto photos = city::attachmentsOf(city, city::incidentById(city, id).uid);
  const auto found = std::find_if(photos.begin(), photos.end(),
                                  [&](const auto& one) { return one.name == photo || one.uid == photo; });
  if (found == photos.end()) refusePhoto(photo);
  std::vector<raster::BlackMark> marks;
  for (const std::string& box : boxes) {
    const geom::Envelope part = parseBox(box, "--box");
    if (part.minX < 0 || part.minY < 0 || part.maxX > 1 || part.maxY > 1)
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--box", box}},
                  GIS_TR("its numbers are parts of width and height, from 0 to 1"));
    marks.push_back({{{part.minX, part.minY}, {part.maxX, part.maxY}}, 0});
  }
  city::keepPhotoMarks(city, found->uid, marks);
  if (!context.json) return kDone;
  JsonWriter json;
  json.beginObject().member("photo", found->uid).member("marks", std::int64_t(marks.size())).endObject().finish();
  return kDone;
}

}  // namespace gis::cli
