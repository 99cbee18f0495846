// Code tables as cities keep them in spreadsheets: categories, conditions, time limits and units on one sheet.
// Source: the sheet forms found in practice, after GB/T 30428.8: 大类代码, 大类名称, 小类代码, 小类名称, 环境属性,
// 立案明细编码, 立案条件, 处置时限 A / B / C (or one 处置时限), 结案条件, 处置单位, 主管部门, 备注; cells that were
// merged stand in their first row only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/city/codes.h"
#include "gis_core/city/deadline.h"
#include "gis_core/city/dictionary.h"
#include "gis_core/store/key_table.h"

namespace gis::city {

/// Rows of a sheet, ready for the tables that they belong to.
struct CodeSheet {
  std::size_t read = 0;                                                     ///< rows of the sheet with anything in them
  std::vector<std::pair<std::string, std::vector<DictionaryEdit>>> tables;  ///< name of the table, rows
  struct Refused {
    std::size_t row = 0;  ///< from 1, below the heading
    Message why;
  };
  std::vector<Refused> refused;
  std::vector<std::string> unknownHeadings;
};

/// Is it one of the forms: has it a column 小类代码?
[[nodiscard]] bool isCodeSheet(const store::KeyTable& table);
/// Reads it. `kind`: of its categories; without one five digits are matters, four digits components when the name of
/// the sheet says 部件, else events. A category that `tables` know under the same name is not among the rows again; one
/// that is new belongs to the city. Error(usage) when it is no such form.
[[nodiscard]] CodeSheet readCodeSheet(const store::KeyTable& table, const CodeTables& tables,
                                      std::optional<CategoryKind> kind = {});

/// "4工作时", "2个工作日", "紧急1小时", "3天", "即时" as a limit; a bare number is work hours. Nothing when it is none.
[[nodiscard]] std::optional<TimeLimit> limitFromText(std::string_view text);

}  // namespace gis::city
