// Questions about what the window shows.
#pragma once

#include "gis_core/query/question.h"
#include "ui/jobs/city_session.h"

namespace gis::ui {

/// The same question among the rows that the layers' filters let through: a filtered layer looks the same everywhere
/// in the window.
[[nodiscard]] query::Ask amongShown(const query::Ask& ask, const CitySession& session);

/// A command line that asks the same; `name`: of the question in the city, when it is kept there as it is.
[[nodiscard]] QString questionCommandLine(const query::Question& question, const QString& name,
                                          const std::map<std::string, std::string>& values, const CitySession& session);

}  // namespace gis::ui
