// Values for the parameters of a question.
#pragma once

#include <map>
#include <string>

#include "gis_core/query/question.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// What was given for the parameters, as typed, by their names.
using GivenValues = std::map<std::string, std::string>;

/// The question with every parameter replaced by its value (given, else its fallback); it has none left. In SQL texts
/// `:name` and `?name` stand for the parameter of that name, a bare `?` for the next one of the list, counted through
/// the whole question in the order in which it is written; what stands in quotes is left alone. Texts that look at no
/// parameter are as they were. Errors: usage (a value without a parameter, a parameter without a value, a `?` too
/// many), invalidValue (a value that does not fit the type), noSuchField is not looked at here.
[[nodiscard]] Question withValues(const Question& question, const GivenValues& given);

/// Makes a parameter of every place for a value that has none yet, with the type of the field that it is compared with,
/// one of `layers`, and no fallback: those that values and distances of the question name, and of its SQL texts `:name`
/// by its name, the n-th bare `?` as "n". Errors: usage when the type cannot be told.
void declareParameters(Question& question, const std::vector<store::LayerInfo>& layers);
/// Takes away those that nothing in the question looks at.
void dropUnusedParameters(Question& question);

/// SQL with its places for parameters filled: a literal for each name; `next` counts the bare `?`. Exposed for tests.
[[nodiscard]] std::string filledSql(const std::string& sql, const std::vector<Parameter>& parameters,
                                    const std::map<std::string, store::Value>& values, std::size_t& next);

}  // namespace gis::query
