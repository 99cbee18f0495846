// What an import would do, for programs and for people.
#pragma once

#include "gis_core/io/import_survey.h"

namespace gis::cli {

/// One JSON document on standard output. `seconds`: how long the look took.
void writeSurvey(const io::ImportSurvey& survey, double seconds);
/// The same as short text.
void printSurvey(const io::ImportSurvey& survey);

}  // namespace gis::cli
