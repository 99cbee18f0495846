#include "app/cli/incident_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/incident.h"
#include "ui/map/case_sheet_source.h"

namespace gis::cli {

namespace {

/// A PDF of more pages than this is of no use to a printer, and its photos fill the disk.
constexpr std::size_t kMostCases = 1000;

std::vector<std::string> idsOf(const store::CityDatabase& city, const SheetRequest& request, const CancelToken& token) {
  std::vector<std::string> ids = request.ids;
  if (!request.where.empty()) {
    city::IncidentFilter filter;
    filter.where = request.where;
    filter.limit = std::int64_t(kMostCases) + 1;
    for (const city::Incident& one : city::listIncidents(city, filter, token)) ids.push_back(one.uid);
    if (ids.empty()) throw Error(ErrorCode::notFound, {GIS_TR("no case meets \"{0}\""), {request.where}});
  }
  if (ids.empty()) {
    throw Error(ErrorCode::usage, GIS_TR("no case is named"), {}, GIS_TR("give the number of a case, or --where"));
  }
  if (ids.size() > kMostCases) {
    throw Error(ErrorCode::usage, {GIS_TR("{0} cases are too many for one file"), {std::to_string(ids.size())}}, {},
                {GIS_TR("choose at most {0}"), {std::to_string(kMostCases)}});
  }
  return ids;
}

void checkRequest(const SheetRequest& request, const std::string& suffix) {
  if (suffix != ".pdf" && suffix != ".png") {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot write {0}"), {request.out}},
                GIS_TR("case sheets of this kind cannot be written"), GIS_TR("use .pdf or .png"));
  }
  if (!(request.scale >= 50 && request.scale <= 1e7) || !(request.dpi >= 30 && request.dpi <= 600)) {
    throw Error(ErrorCode::usage, GIS_TR("--scale or --dpi is out of range"), {},
                GIS_TR("give --scale between 50 and 10000000 and --dpi between 30 and 600"));
  }
}

/// One file for the only page, else NAME-1.png, NAME-2.png …
std::vector<std::string> writePictures(const std::vector<ui::CaseSheetPages>& sheets, const ui::MapScene& scene,
                                       const SheetRequest& request, int pages, Progress& progress) {
  std::vector<std::string> files;
  const std::string stem = request.out.substr(0, request.out.size() - 4);
  for (const ui::CaseSheetPages& sheet : sheets) {
    for (int page = 0; page < sheet.count(); ++page) {
      files.push_back(pages == 1 ? request.out : fmt::format("{}-{}.png", stem, files.size() + 1));
      saveImage(ui::caseSheetImage(sheet, page, scene, request.dpi, progress), files.back());
    }
  }
  return files;
}

}  // namespace

int writeCaseSheets(Context& context, const std::string& cityFile, const SheetRequest& request) {
  const std::string suffix = platform::pathFromUtf8(request.out).extension().string();
  checkRequest(request, suffix);
  startOffscreenGui();
  const store::CityDatabase city = openForMap(cityFile);
  ui::CaseSheetOptions options;
  options.chinese = context.language != "en";
  options.heading = QString::fromStdString(request.heading);
  options.scaleDenominator = request.scale;
  options.photos = request.photos;
  options.printedBy = QString::fromStdString(context.operatorName);
  for (const std::string& name : request.signatures) options.signatures.push_back(QString::fromStdString(name));
  const auto sheets = ui::caseSheetsOf(city, idsOf(city, request, context.progress.token()), options, context.progress);
  MapOptions map;
  map.layers = request.layers;
  const auto scene = map.load(city, context);
  int pages = 0;
  for (const ui::CaseSheetPages& sheet : sheets) pages += sheet.count();
  std::vector<std::string> files{request.out};
  if (suffix == ".pdf") {
    const QByteArray bytes = ui::caseSheetsPdf(sheets, *scene, context.progress);
    platform::writeFileAtomically(platform::pathFromUtf8(request.out),
                                  std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
  } else {
    files = writePictures(sheets, *scene, request, pages, context.progress);
  }
  if (!context.json) {
    print(fmt::format("{} cases, {} pages\n", sheets.size(), pages));
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("written", sheets.size()).member("pages", pages).key("files").beginArray();
  for (const std::string& file : files) json.value(file);
  json.endArray().endObject().finish();
  return kDone;
}

}  // namespace gis::cli
