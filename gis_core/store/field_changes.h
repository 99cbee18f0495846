// Changes of a layer's columns and of many cells at once. Each is one transaction with one journal entry and can be
// undone, with every value as it was. Errors everywhere: noSuchLayer, noSuchField, cancelled, and forbiddenStep for a
// table of the city itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_convert.h"

namespace gis::store {

/// What hangs on the column goes along: rule, code system, role, search, style, filter. Errors: exists, invalidValue.
void renameField(const CityDatabase& city, const std::string& layer, const std::string& field,
                 const std::string& newName, const std::string& actor, const CancelToken& token = {});

/// What a change of type, or dropping, would cost.
struct FieldLosses {
  std::int64_t values = 0;   ///< cells that are not NULL now
  std::int64_t changed = 0;  ///< would say less than now: 1.5 → 2, "007" → 7
  std::int64_t lost = 0;     ///< would be NULL
  struct Example {
    std::int64_t fid = 0;
    Value before, after;
  };
  std::vector<Example> examples;  ///< the first ten that are changed or lost
  [[nodiscard]] bool isWithoutLoss() const { return changed == 0 && lost == 0; }
};
[[nodiscard]] FieldLosses lossesOfRetype(const Connection& c, const LayerInfo& layer, const std::string& field,
                                         FieldType type, const CancelToken& token);
[[nodiscard]] FieldLosses lossesOfDrop(const Connection& c, const LayerInfo& layer, const std::string& field,
                                       const CancelToken& token);

/// The losses are counted first, in the same transaction; with any, Error(forbiddenStep) says them unless
/// `acceptLosses`. Errors: unsupported (from or to bytes).
FieldLosses retypeField(const CityDatabase& city, const std::string& layer, const std::string& field, FieldType type,
                        bool acceptLosses, const std::string& actor, Progress progress = {});
/// Refused, too, when a role or the layer's filter needs the column.
FieldLosses dropField(const CityDatabase& city, const std::string& layer, const std::string& field, bool acceptLosses,
                      const std::string& actor, Progress progress = {});

/// A field filled by an SQL expression over the layer's columns, in all rows or in those that meet a condition.
struct Calculation {
  std::string layer, field, expression;
  std::string where;
  std::vector<std::int64_t> fids;  ///< not empty: only these
};
struct CalculatedCell {
  std::int64_t fid = 0;
  Value before, after;
  std::optional<Error> fault;  ///< the value is none of the field's: applying would be refused with it
};
/// The first rows as they would be. Errors: sql.
[[nodiscard]] std::vector<CalculatedCell> previewCalculation(const Connection& c, const Calculation& calculation,
                                                             int limit, const CancelToken& token);
/// Reads and writes in one transaction: nobody changes a row in between, and every value is made from what the rows
/// were before. Rows whose value stays as it is are left out; without a row: no entry, no tx. Errors: sql, invalidValue
/// (which row), cancelled.
EditResult calculateField(const CityDatabase& city, const Calculation& calculation, const std::string& reason,
                          const std::string& actor, Progress progress = {});

}  // namespace gis::store
