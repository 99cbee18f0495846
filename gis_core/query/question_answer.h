// The answer to an Ask.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"

namespace gis::query {

/// The features that meet every condition, by the plan of planOf(): the same ones whatever the plan. As soon as a
/// condition looks at places, features of the layer without usable geometry take no part at all, whatever else they
/// meet, and are counted; those of other layers are counted (broken) where these are read whole. Layers in other CRSs
/// are re-projected. Errors: those of select() and planOf(); usage for a parameter without a value.
[[nodiscard]] SelectResult answer(const store::Connection& c, const Ask& ask, Progress& progress);

/// Only how many; quicker for conditions on fields alone. `told`: gets what took no part (its fids are no answer).
[[nodiscard]] std::int64_t countAnswer(const store::Connection& c, const Ask& ask, Progress& progress,
                                       SelectResult* told = nullptr);

}  // namespace gis::query
