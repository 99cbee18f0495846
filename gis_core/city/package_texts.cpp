#include "gis_core/city/package_texts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/city/field_titles.h"

namespace gis::city {
namespace {

constexpr const char* kMark = "\xEF\xBB\xBF";

std::string packageCell(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string shortNameOf(const io::ExportReport& shapefile, const std::string& field) {
  for (const auto& [from, to] : shapefile.renamedFields)
    if (from == field) return to;
  return field;
}

std::string titleOf(const std::string& field, bool chinese) {
  const FieldTitle* known = FieldTitles::shipped().find(field);
  if (known == nullptr) return {};
  return chinese ? known->zh : known->en;
}

std::string typeWord(store::FieldType type, bool chinese) {
  using store::FieldType;
  if (!chinese) return store::fieldTypeName(type);
  switch (type) {
    case FieldType::integer: return "整数";
    case FieldType::real: return "实数";
    case FieldType::text: return "文字";
    case FieldType::date: return "日期";
    case FieldType::datetime: return "时间";
    case FieldType::boolean: return "是否";
    case FieldType::blob: return "二进制";
  }
  return {};
}

}  // namespace

std::string packageFields(const store::LayerInfo& layer, const io::ExportReport& shapefile) {
  nlohmann::json systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
  if (!systems.is_object()) systems = nlohmann::json::object();
  std::string out = std::string(kMark) + "no,shapefile_name,field,title_zh,title_en,type,类型,width,code_system\r\n";
  int number = 0;
  for (const store::Field& field : layer.fields) {
    const auto system = systems.find(field.name);
    out += std::to_string(++number) + ',' + packageCell(shortNameOf(shapefile, field.name)) + ',' +
           packageCell(field.name) + ',' + packageCell(titleOf(field.name, true)) + ',' +
           packageCell(titleOf(field.name, false)) + ',' + typeWord(field.type, false) + ',' +
           typeWord(field.type, true) + ',' + (field.width > 0 ? std::to_string(field.width) : "") + ',' +
           packageCell(system != systems.end() && system->is_string() ? system->get<std::string>() : "") + "\r\n";
  }
  return out;
}

std::string packageReadme(const PackageReport& report, const PackageRequest& request, const std::string& cityName,
                          const std::string& madeAt, bool chinese, const io::Say& say) {
  std::string out;
  const auto line = [&](const std::string& text) { out += text + "\r\n"; };
  const auto both = [&](const char* zh, const char* en) { return std::string(chinese ? zh : en); };
  line(both("数据交换包", "Data exchange package"));
  line("");
  line(both("编号：", "Number: ") + report.number);
  line(both("制作时间：", "Made: ") + madeAt);
  line(both("数据来源库：", "City: ") + cityName);
  if (!request.words.giver.empty()) line(both("移交单位：", "From: ") + request.words.giver);
  if (!request.words.receiver.empty()) line(both("接收单位：", "To: ") + request.words.receiver);
  if (!request.words.purpose.empty()) line(both("用途：", "Purpose: ") + request.words.purpose);
  line(both("密级：", "Security: ") +
       (request.words.security.empty() ? both("未标注", "not marked") : request.words.security));
  line("");
  line(both("每个图层一个文件夹，内有：", "Each layer has a folder with:"));
  line(both("  .shp .shx .dbf .prj .cpg   Shapefile，字段名不超过 10 个字母，编码 ",
            "  .shp .shx .dbf .prj .cpg   shapefile, field names of at most 10 letters, encoding ") +
       request.encoding);
  line(both("  .gpkg                      GeoPackage，无损，建议优先使用",
            "  .gpkg                      GeoPackage, without losses: use it if you can"));
  line(both("  _fields.csv                字段字典（短名、全名、类型、代码体系）",
            "  _fields.csv                dictionary of fields (short name, full name, type, code system)"));
  line(both("  _metadata.xml              元数据（ISO 19139 / GB/T 19710）",
            "  _metadata.xml              metadata (ISO 19139 / GB/T 19710)"));
  line(
      both("  .sld                       图层样式（OGC SLD 1.1）", "  .sld                       style (OGC SLD 1.1)"));
  line("");
  for (const PackageLayer& layer : report.layers) {
    line(both("图层：", "Layer: ") + layer.name +
         (layer.title.empty() || layer.title == layer.name ? "" : "  " + layer.title));
    line(both("  记录数：", "  Features: ") + std::to_string(layer.count));
    const io::ExportReport& r = layer.geoPackage;
    line(both("  坐标系：", "  CRS: ") + (r.crs.empty() ? both("未知", "unknown") : r.crs + "  " + r.crsName));
    line(both("  无几何：", "  Without geometry: ") + std::to_string(layer.withoutGeometry) +
         both("；几何无效：", "; invalid geometry: ") + std::to_string(layer.invalid));
    line(both("  校验：已读回并逐行比对一致", "  Proof: read back and compared row by row, equal"));
    if (!layer.shapefile.losses.empty()) line(both("  Shapefile 的损失：", "  Losses of the shapefile:"));
    for (const io::ExportLoss& loss : layer.shapefile.losses) line("    " + say(loss.what));
    line("");
  }
  line(both("核对：citydesk-cli verify 本文件.zip，或在解压后的文件夹中运行 sha256sum -c SHA256SUMS。",
            "To verify: citydesk-cli verify THIS.zip, or sha256sum -c SHA256SUMS in the unpacked folder."));
  return kMark + out;
}

}  // namespace gis::city
