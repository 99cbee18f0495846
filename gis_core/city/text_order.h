// Many rows put in order by their texts, quickly also where most texts begin alike or are the same.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"

namespace gis::city {

/// Sorts `rows` by `textOf(row)`, byte by byte; runs of the same text are handed to `equal`, which puts them in an
/// order of its own. A text is asked for once, and lives until the end of the call. Descending: the runs the other way
/// round, each as `equal` leaves it. Thread rule: free of state. Errors: cancelled.
void sortByText(std::vector<std::uint32_t>& rows, bool descending,
                const std::function<std::string_view(std::uint32_t)>& textOf,
                const std::function<void(std::span<std::uint32_t>)>& equal, const CancelToken& token = {});

}  // namespace gis::city
