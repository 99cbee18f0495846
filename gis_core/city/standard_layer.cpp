#include "gis_core/city/standard_layer.h"

#include <algorithm>
#include <array>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/field_titles.h"

namespace gis::city {
namespace {

using store::FieldType;

constexpr const char* kAttributes = "codes/component_attributes.csv";
constexpr const char* kRegister = "codes/parcel_building_fields.csv";
constexpr const char* kSynonyms = "codes/standard_synonyms.csv";

FieldType typeOfLetter(const std::string& letter) {
  if (letter == "N") return FieldType::real;
  if (letter == "I") return FieldType::integer;
  return letter == "D" ? FieldType::date : FieldType::text;
}

StandardField* fieldOf(std::vector<StandardField>& fields, const std::string& name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const StandardField& one) { return one.field == name; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<StandardField> componentAttributes() {
  const CsvTable table = CsvTable::shipped(kAttributes);
  const std::size_t system = table.column("code_system"), of = table.column("table"), field = table.column("field"),
                    zh = table.column("name_zh"), en = table.column("name_en"), type = table.column("type"),
                    length = table.column("length"), duty = table.column("obligation"), note = table.column("note");
  std::vector<StandardField> all;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, of) != "component") continue;
    if (table.cell(row, system) == kCurrentCaseSystem) {
      StandardField one{table.cell(row, field), table.cell(row, zh), table.cell(row, en), {}, {}, 0, false};
      one.type = typeOfLetter(table.cell(row, type));
      if (one.type == FieldType::text && !table.cell(row, length).empty())
        one.length = std::stoul(table.cell(row, length));
      one.mandatory = table.cell(row, duty) == "M";
      all.push_back(std::move(one));
      continue;
    }
    // the old standard's name of a field: "same as GLBJBSM"
    for (StandardField& one : all) {
      if (table.cell(row, note) == "same as " + one.field) one.synonyms.push_back(table.cell(row, field));
    }
  }
  all.push_back({"BJLXDM",
                 "部件类型代码",
                 "Type",
                 {"部件类型", "类型代码", "小类代码", "小类名称", "小类", "部件代码", "type", "type_code"},
                 FieldType::text,
                 0,
                 false});
  return all;
}

/// `name`: "parcel", as the table's first column begins.
std::vector<StandardField> registerFields(const std::string& name) {
  const CsvTable table = CsvTable::shipped(kRegister);
  const std::size_t layer = table.column("layer"), field = table.column("field"), zh = table.column("name_zh"),
                    en = table.column("name_en"), type = table.column("type");
  std::vector<StandardField> all;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.cell(row, layer).starts_with(name + " ") || table.cell(row, type) == "B") continue;
    const TitleAndLength title = splitTitle(table.cell(row, en));
    all.push_back({table.cell(row, field),
                   table.cell(row, zh),
                   title.title,
                   {},
                   typeOfLetter(table.cell(row, type)),
                   title.length,
                   false});
  }
  return all;
}

void addSynonyms(std::vector<StandardLayer>& layers) {
  const CsvTable table = CsvTable::shipped(kSynonyms);
  const std::size_t of = table.column("table"), field = table.column("field"), type = table.column("type"),
                    words = table.column("synonyms");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    for (StandardLayer& layer : layers) {
      if (layer.word != table.cell(row, of)) continue;
      StandardField* one = fieldOf(layer.fields, table.cell(row, field));
      if (one == nullptr)
        throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {kSynonyms}},
                    {GIS_TR("there is no field \"{0}\""), {table.cell(row, field)}});
      for (std::string& word : partsOf(table.cell(row, words), ';')) one->synonyms.push_back(std::move(word));
      if (!table.cell(row, type).empty()) one->type = typeOfLetter(table.cell(row, type));
    }
  }
}

/// What a heading is compared with, folded once.
struct FoldedField {
  std::array<std::string, 3> names;
  std::vector<std::string> synonyms;
  std::string title;
};

FoldedField foldedField(const StandardField& field) {
  FoldedField folded{{foldedHeading(field.field), foldedHeading(field.zh), foldedHeading(field.en)}, {}, {}};
  folded.title = folded.names[1];
  for (const std::string& word : field.synonyms) folded.synonyms.push_back(foldedHeading(word));
  return folded;
}

/// Pass 0 names and titles, 1 synonyms, 2 a title that a table's narrow heading cut off.
bool fits(const FoldedField& field, const std::string& heading, int pass) {
  constexpr std::size_t kShortestCut = 9;  // bytes: three characters
  if (heading.empty()) return false;
  if (pass == 0) return std::find(field.names.begin(), field.names.end(), heading) != field.names.end();
  if (pass == 1) return std::find(field.synonyms.begin(), field.synonyms.end(), heading) != field.synonyms.end();
  return heading.size() >= kShortestCut && field.title.starts_with(heading);
}

/// Marks the columns of which something was told.
void takeTold(const std::vector<StandardField>& fields, const std::vector<std::string>& headings,
              const HeadingWords& told, const char* refused, bool mayKeep, HeadingMatch& match,
              std::vector<bool>& used) {
  for (const auto& [heading, word] : told) {
    const bool known = word == kLeaveOut || (mayKeep && word == kKeepColumn) ||
                       std::any_of(fields.begin(), fields.end(),
                                   [&word = word](const StandardField& one) { return one.field == word; });
    if (!known) throw Error(ErrorCode::usage, {refused, {word}});
    for (std::size_t at = 0; at < headings.size(); ++at) {
      if (used[at] || foldedHeading(headings[at]) != foldedHeading(heading)) continue;
      used[at] = true;
      if (word == kLeaveOut) match.leftOut.push_back(headings[at]);
      if (word != kLeaveOut && word != kKeepColumn) match.columns.emplace(word, int(at));
    }
  }
}

}  // namespace

const std::vector<StandardLayer>& standardLayers() {
  static const std::vector<StandardLayer> layers = [] {
    std::vector<StandardLayer> all{
        {"component", "管理部件", "Components", componentAttributes(), {"GLBJBSM", "GLBJMC", "BJLXDM"}},
        {"parcel", "宗地", "Parcels", registerFields("parcel"), {"ZDDM", "BDCDYH"}},
        {"building", "自然幢", "Buildings", registerFields("building"), {"ZRZH", "JZWMC"}},
        {"unit", "户", "Real-estate units", registerFields("unit"), {"FWBM", "SHBW", "HH"}}};
    addSynonyms(all);
    return all;
  }();
  return layers;
}

const StandardLayer& standardLayer(std::string_view word) {
  std::string known;
  for (const StandardLayer& layer : standardLayers()) {
    if (layer.word == word) return layer;
    known += " " + layer.word;
  }
  throw Error(ErrorCode::usage, {GIS_TR("there is no standard layer \"{0}\""), {std::string(word)}}, {},
              {GIS_TR("the standard layers are:{0}"), {known}});
}

HeadingMatch matchHeadings(const std::vector<StandardField>& fields, const std::vector<std::string>& headings,
                           const HeadingWords& told, const char* refused, bool mayKeep) {
  constexpr int kPasses = 3;
  HeadingMatch match;
  std::vector<bool> used(headings.size(), false);
  takeTold(fields, headings, told, refused, mayKeep, match, used);
  std::vector<std::string> folded;
  for (const std::string& heading : headings) folded.push_back(foldedHeading(heading));
  std::vector<FoldedField> words;
  for (const StandardField& field : fields) words.push_back(foldedField(field));
  for (int pass = 0; pass < kPasses; ++pass) {
    for (std::size_t f = 0; f < fields.size(); ++f) {
      for (std::size_t at = 0; at < folded.size() && !match.columns.contains(fields[f].field); ++at) {
        if (used[at] || !fits(words[f], folded[at], pass)) continue;
        used[at] = true;
        match.columns.emplace(fields[f].field, int(at));
      }
    }
  }
  for (std::size_t at = 0; at < headings.size(); ++at) {
    if (!used[at]) match.unmapped.push_back(headings[at]);
  }
  return match;
}

}  // namespace gis::city
