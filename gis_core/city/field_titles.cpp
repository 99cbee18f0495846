#include "gis_core/city/field_titles.h"

#include "gis_core/base/text.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {

TitleAndLength splitTitle(const std::string& title) {
  const std::size_t open = title.rfind(" (");
  if (open == std::string::npos || title.back() != ')') return {title, 0};
  const std::string inside = title.substr(open + 2, title.size() - open - 3);
  constexpr std::size_t kMostDigits = 4;
  const bool number =
      !inside.empty() && inside.size() <= kMostDigits && inside.find_first_not_of("0123456789") == std::string::npos;
  if (!number) return {title, 0};
  return {title.substr(0, open), std::stoul(inside)};
}

FieldTitles::FieldTitles() {
  add("codes/field_titles.csv");  // the first that names a field is right
  add("codes/component_attributes.csv");
  add("codes/parcel_building_fields.csv");
}

void FieldTitles::add(std::string_view resource) {
  const CsvTable table = CsvTable::shipped(resource);
  const std::size_t field = table.column("field"), zh = table.column("name_zh"), en = table.column("name_en");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    FieldTitle title{splitTitle(table.cell(row, zh)).title, splitTitle(table.cell(row, en)).title};
    if (!title.zh.empty() && !title.en.empty()) m_titles.try_emplace(text::fold(table.cell(row, field)), title);
  }
}

const FieldTitles& FieldTitles::shipped() {
  static const FieldTitles titles;
  return titles;
}

const FieldTitle* FieldTitles::find(std::string_view field) const {
  const auto found = m_titles.find(text::fold(field));
  return found == m_titles.end() ? nullptr : &found->second;
}

}  // namespace gis::city
