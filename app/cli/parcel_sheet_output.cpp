#include "app/cli/parcel_sheet_output.h"

#include <fmt/format.h>

#include <span>

#include "app/cli/error_text.h"
#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/city/parcel_sheet.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/export.h"
#include "ui/map/case_text.h"
#include "ui/map/parcel_sheet.h"

namespace gis::cli {

int writeParcelSheet(Context& context, const store::CityDatabase& city, std::int64_t fid,
                     const ParcelSheetFiles& files) {
  if (files.pdf.empty() && files.xlsx.empty() && files.txt.empty()) {
    throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("name one of --pdf, --xlsx and --txt"), {});
  }
  for (const std::string& file : {files.pdf, files.xlsx, files.txt}) {  // said before the work
    if (!file.empty()) io::refuseTarget(city, platform::pathFromUtf8(file), files.overwrite);
  }
  const bool chinese = wantsChinese(context.language);
  const city::ParcelSheetFacts facts = city::parcelSheetFacts(city, fid);
  double scale = 0;
  int pages = 0;
  if (!files.pdf.empty()) {
    startOffscreenGui();
    ui::ParcelSheet sheet;
    sheet.heading = QString::fromStdString(files.heading);
    sheet.facts = facts;
    sheet.printed = ui::printedNote(QString::fromStdString(context.operatorName), chinese);
    sheet.chinese = chinese;
    const ui::ParcelSheetPages made(sheet);
    scale = made.scale();
    pages = made.count();
    const QByteArray bytes = made.pdf();
    io::writeAnswer(city, platform::pathFromUtf8(files.pdf),
                    std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))), files.overwrite);
  }
  if (!files.xlsx.empty()) {
    io::writeBook(city, platform::pathFromUtf8(files.xlsx), {city::boundaryPointBook(facts, chinese)}, files.overwrite);
  }
  if (!files.txt.empty()) {
    io::ExportRequest request;
    request.layer = city::requireParcelLayer(city).name;
    request.file = platform::pathFromUtf8(files.txt);
    request.format = "boundary";
    request.surveyOrder = true;  // J1 is J1 on the sheet and in the file
    request.fids = {fid};
    request.overwrite = files.overwrite;
    city::addSheet(city, request, {});
    (void)io::exportLayer(city, request, context.progress);
  }
  if (!context.json) {
    print(fmt::format("{} {} points, {:.2f} m², {:.2f} m\n", facts.groupedCode, facts.points.size(), facts.squareMetres,
                      facts.perimeter));
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("id", facts.fid).memberOrNull("code", facts.code).member("area", facts.squareMetres);
  json.member("perimeter", facts.perimeter).key("points").beginArray();
  for (const city::BoundaryPointRow& row : facts.points) {
    json.beginObject().member("name", row.name).member("ring", row.ring).member("x", row.east).member("y", row.north);
    json.member("side", row.metresToNext).member("to", row.next).memberOrNull("neighbour", row.neighbour).endObject();
  }
  json.endArray().key("neighbours").beginArray();
  for (const std::string& code : facts.neighbours) json.value(code);
  json.endArray().memberOrNull("pdf", files.pdf).memberOrNull("xlsx", files.xlsx).memberOrNull("txt", files.txt);
  json.key("scale");
  scale > 0 ? json.value(scale) : json.null();
  json.member("pages", pages).endObject().finish();
  return kDone;
}

}  // namespace gis::cli
