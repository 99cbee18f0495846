#include "sample_data/tables.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"

namespace gis::sample {

namespace {

std::vector<std::vector<std::string>> parseCsv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string cell;
  bool quoted = false;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (quoted) {
      if (c == '"' && k + 1 < text.size() && text[k + 1] == '"') {
        cell += '"';
        ++k;
      } else if (c == '"') {
        quoted = false;
      } else {
        cell += c;
      }
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n') {
      row.push_back(std::move(cell));
      cell.clear();
      rows.push_back(std::move(row));
      row.clear();
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (!cell.empty() || !row.empty()) {
    row.push_back(std::move(cell));
    rows.push_back(std::move(row));
  }
  return rows;
}

CsvTable read(std::string_view relative) {
  return CsvTable(platform::readFile(platform::resourceFile(relative)));
}

/// 琼花观社区居委会 → 琼花观社区, 新民村委会 → 新民村: the place, not its committee.
std::string placeName(std::string name) {
  static const std::string kOffice = "居委会", kVillageOffice = "村委会", kResidents = "居民委员会";
  const auto endsWith = [&](const std::string& tail) { return name.ends_with(tail); };
  if (endsWith(kVillageOffice)) {
    name.resize(name.size() - kOffice.size());
    if (!name.ends_with("村")) name += "村";
  } else if (endsWith(kResidents)) {
    name.resize(name.size() - kResidents.size());
  } else if (endsWith(kOffice)) {
    name.resize(name.size() - kOffice.size());
  }
  if (!name.ends_with("村") && !name.ends_with("社区")) name += "社区";
  return name;
}

}  // namespace

CsvTable::CsvTable(const std::string& text) {
  auto rows = parseCsv(text);
  if (rows.empty()) throw Error(ErrorCode::damaged, GIS_TR("cannot read a code table"), GIS_TR("it is empty"));
  m_header = std::move(rows.front());
  m_rows.assign(std::make_move_iterator(rows.begin() + 1), std::make_move_iterator(rows.end()));
  for (std::size_t k = 0; k < m_rows.size(); ++k) {
    if (m_rows[k].size() != m_header.size()) {
      throw Error(ErrorCode::damaged, GIS_TR("cannot read a code table"),
                  {GIS_TR("row {0} has {1} cells instead of {2}"),
                   {std::to_string(k + 2), std::to_string(m_rows[k].size()), std::to_string(m_header.size())}});
    }
  }
}

const std::string& CsvTable::cell(std::size_t row, std::string_view column) const {
  const auto it = std::find(m_header.begin(), m_header.end(), column);
  if (it == m_header.end()) {
    throw Error(ErrorCode::noSuchField, GIS_TR("cannot read a code table"),
                {GIS_TR("there is no column {0}"), {std::string(column)}});
  }
  return m_rows.at(row)[static_cast<std::size_t>(it - m_header.begin())];
}

CodeTables loadCodeTables() {
  CodeTables tables;
  const CsvTable divisions = read("codes/divisions.csv");
  for (std::size_t k = 0; k < divisions.rows(); ++k) {
    const std::string& level = divisions.cell(k, "level");
    const std::string& parent = divisions.cell(k, "parent_code");
    Division d{divisions.cell(k, "code"), divisions.cell(k, "name_zh"), divisions.cell(k, "name_en")};
    if (level == "county" && parent == "3210")
      tables.districts.push_back(std::move(d));
    else if (level == "township")
      tables.subdistricts[parent].push_back(std::move(d));
  }
  const CsvTable places = read("boundaries/divisions_to_community.csv");
  for (std::size_t k = 0; k < places.rows(); ++k) {
    if (places.cell(k, "level") != "village") continue;
    tables.communities[places.cell(k, "parent")].push_back(
        {places.cell(k, "code"), placeName(places.cell(k, "name")), {}});
  }
  const CsvTable landUse = read("codes/landuse.csv");
  for (std::size_t k = 0; k < landUse.rows(); ++k) {
    tables.landUse.emplace(landUse.cell(k, "code"), landUse.cell(k, "name_zh"));
  }
  const CsvTable components = read("codes/components.csv");
  for (std::size_t k = 0; k < components.rows(); ++k) {
    tables.components.emplace(components.cell(k, "type_code"), components.cell(k, "name_zh"));
  }
  const CsvTable matters = read("codes/events.csv");
  for (std::size_t k = 0; k < matters.rows(); ++k) {
    MatterType m{matters.cell(k, "type_code"), matters.cell(k, "name_zh"), matters.cell(k, "related_component_type"),
                 matters.cell(k, "dept_category")};
    tables.matters.emplace(m.code, m);
  }
  return tables;
}

}  // namespace gis::sample
