// Whether a question can be asked, before anybody does.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"
#include "gis_core/store/connection.h"

namespace gis::query {

/// Refuses with the same sentence as when the question is asked what can be told without going through the rows: layers
/// and fields that there are not, SQL, coordinate systems, distances. For a parameter without a fallback any value of
/// its type is taken. Errors: noSuchLayer, noSuchField, sql, usage, unsupported, unknownCrs, ballparkCrs, invalidValue,
/// cancelled.
void checkQuestion(const store::Connection& c, const Question& question, const CancelToken& token);

}  // namespace gis::query
