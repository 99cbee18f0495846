#include "ui/map/case_sheet_source.h"

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/photo_marks.h"
#include "gis_core/crs/coordinate_text.h"
#include "gis_core/store/city.h"
#include "ui/map/case_text.h"
#include "ui/map/sheet_parts.h"

namespace gis::ui {

namespace {

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

/// "Name (code)", whichever of the two is known.
QString named(const std::string& name, const std::string& code, bool chinese) {
  if (name.empty()) return text(code);
  if (code.empty()) return text(name);
  return chinese ? QStringLiteral("%1（%2）").arg(text(name), text(code))
                 : QStringLiteral("%1 (%2)").arg(text(name), text(code));
}

QString sourceText(const std::string& source, bool chinese) {
  if (source == "inspector") return said(chinese, "监督员", "inspector");
  if (source == "hotline") return said(chinese, "热线", "hotline");
  if (source == "app") return said(chinese, "市民应用", "app of the citizens");
  if (source == "video") return said(chinese, "视频", "video");
  if (source == "leader") return said(chinese, "领导交办", "leader");
  if (source == "department") return said(chinese, "部门", "department");
  return text(source);
}

/// East and north in the city's system, and degrees where they can be had.
QString placeText(const store::CityDatabase& city, const geom::MapPoint& at) {
  QString words = text(crs::formatMap(at));
  if (!city.crs().isKnown()) return words;
  try {
    const geom::MapPoint degrees = crs::Transformer(city.crs(), crs::Crs::fromEpsg(4490)).apply(at);
    words += QStringLiteral("  /  %1").arg(text(crs::formatDegrees({degrees.x, degrees.y})));
  } catch (const Error&) {
    // a city on another datum: its own coordinates stand alone
  }
  return words;
}

QString deadlineText(const city::Incident& incident, bool chinese) {
  const QString time = cityTimeText(incident.deadline);
  return isOverdue(incident) ? time + said(chinese, "（已超时）", " (overdue)") : time;
}

/// A row of the table; what is not known is left out.
void add(CaseSheet& sheet, const char* zh, const char* en, const QString& value) {
  if (!value.trimmed().isEmpty()) sheet.rows.emplace_back(said(sheet.chinese, zh, en), value.trimmed());
}

void addRows(CaseSheet& sheet, const store::CityDatabase& city, const city::Incident& one) {
  const bool zh = sheet.chinese;
  add(sheet, "案卷号", "Case number", text(one.caseNo));
  add(sheet, "受理号", "Report number", text(one.reportNo));
  add(sheet, "类别", "Category", categoryText(one.codeSystem, one.kind, one.category, one.categoryName, zh));
  add(sheet, "分类体系", "Code system", text(one.codeSystem));
  add(sheet, "状态", "State", caseStateText(one.state, zh));
  add(sheet, "紧急程度", "Urgency", one.urgency == "urgent" ? said(zh, "紧急", "urgent") : said(zh, "一般", "normal"));
  add(sheet, "来源", "Source", sourceText(one.source, zh));
  add(sheet, "上报时间", "Reported", cityTimeText(one.reportedAt));
  add(sheet, "处置期限", "Deadline", deadlineText(one, zh));
  add(sheet, "责任部门", "Department", text(one.department));
  add(sheet, "处置人", "Handler", text(one.handler));
  add(sheet, "区县", "District", named(one.districtName, one.district, zh));
  add(sheet, "街道", "Subdistrict", named(one.subdistrictName, one.subdistrict, zh));
  add(sheet, "社区", "Community", named(one.communityName, one.community, zh));
  add(sheet, "单元网格", "Unit grid", named(one.gridName, one.grid, zh));
  add(sheet, "责任网格", "Duty grid", text(one.dutyGrid));
  add(sheet, "道路", "Road", text(one.road));
  add(sheet, "宗地", "Parcel", text(one.parcel));
  add(sheet, "部件", "Component", text(one.component));
  add(sheet, "地址", "Address", text(one.address));
  if (one.at) add(sheet, "坐标", "Coordinate", placeText(city, *one.at));
}

}  // namespace

CaseSheet caseSheetOf(const store::CityDatabase& city, const city::Incident& incident,
                      const CaseSheetOptions& options) {
  CaseSheet sheet;
  sheet.chinese = options.chinese;
  sheet.heading = options.heading;
  sheet.number = text(incident.caseNo.empty() ? incident.reportNo : incident.caseNo);
  sheet.description = text(incident.description);
  sheet.at = incident.at;
  sheet.scaleDenominator = options.scaleDenominator;
  sheet.signatures = options.signatures;
  sheet.printed = printedNote(options.printedBy, options.chinese);
  addRows(sheet, city, incident);
  if (!options.photos) return sheet;
  for (const city::Attachment& photo : city::attachmentsOf(city, incident.uid, true)) {
    SheetPhoto one;
    one.file = text(platform::pathToUtf8(city.mediaFile(photo.sha256)));
    one.thumbnail = QByteArray(reinterpret_cast<const char*>(photo.thumbnail.data()), int(photo.thumbnail.size()));
    // the camera's own time is local already
    QString taken = text(photo.takenAt).left(16).replace(QLatin1Char('T'), QLatin1Char(' '));
    if (taken.isEmpty()) taken = cityTimeText(photo.addedAt);
    one.marks = city::photoMarks(city, photo.uid);
    one.caption = photoStageText(photo.stage, options.chinese) + QStringLiteral("  ") + taken;
    sheet.photos.push_back(std::move(one));
  }
  return sheet;
}

std::vector<CaseSheetPages> caseSheetsOf(const store::CityDatabase& city, const std::vector<std::string>& ids,
                                         const CaseSheetOptions& options, Progress& progress) {
  std::vector<CaseSheetPages> sheets;
  sheets.reserve(ids.size());
  for (const std::string& id : ids) {
    progress.check();
    sheets.emplace_back(caseSheetOf(city, city::incidentById(city, id), options));
  }
  return sheets;
}

}  // namespace gis::ui
