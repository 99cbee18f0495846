// A transformation that is given for one import: used in memory, never stored, logged or exported.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/given_transform.h"
#include "gis_core/io/import_findings.h"

namespace gis::io {

/// How it was come by and how well it fits: all that a report keeps.
struct TransformQuality {
  Message method;                                         ///< "four parameters from 5 control points"
  std::vector<std::pair<std::string, double>> residuals;  ///< name of the point, metres
  double rms = 0, worst = 0;                              ///< metres; 0 when there are no points
};

struct JobTransform {
  crs::GivenTransform transform;
  TransformQuality quality;
};

/// From parameters as text, or from a file: a table of control points (name, x and y in the file's system, x and y in
/// the city's; several headings are known, north first is told by the numbers). Errors: usage, invalidValue, notFound,
/// unsupported, damaged, cancelled; none of them repeats a number.
[[nodiscard]] JobTransform jobTransform(const std::string& fileOrParameters, const CancelToken& token = {});

/// Lines for the report that is kept with the layer: how it was come by, and the residual of each point under its
/// number. Names and places of the points are left out: with them the parameters could be told.
[[nodiscard]] std::vector<Finding> fitFindings(const TransformQuality& quality);

}  // namespace gis::io
