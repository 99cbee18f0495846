// What an import would do, for programs and for people.
#pragma once

#include "gis_core/io/import_survey.h"

namespace gis::cli {

class JsonWriter;

/// The member "mapping": null, or columns and fields with what did not fit.
void writeMapping(JsonWriter& json, const std::optional<io::FieldMapping>& mapping,
                  const std::vector<io::FieldFit>& fits);
/// A line, or nothing without a mapping.
void printMapping(const std::optional<io::FieldMapping>& mapping);

/// One JSON document on standard output. `seconds`: how long the look took.
void writeSurvey(const io::ImportSurvey& survey, double seconds);
/// The same as short text.
void printSurvey(const io::ImportSurvey& survey);

}  // namespace gis::cli
