// The findings of quality checks on paper.
#pragma once

#include <vector>

#include "gis_core/city/quality.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/table_book.h"

namespace gis::city {

/// Two sheets: the scores with what each check examined, and the findings. Thread rule: free of state.
[[nodiscard]] std::vector<io::BookSheet> qualitySheets(const std::vector<LayerQuality>& all, const io::Say& say);

/// "valid" in words: "geometry is valid". An unknown one stays as it is.
[[nodiscard]] Message qualityCheckText(const std::string& check);
[[nodiscard]] Message severityText(Severity severity);

}  // namespace gis::city
