// Cases of geometry test files as JTS and GEOS keep them: <run> with <case>s of two geometries and <op>s with their
// answers (JTS, modules/tests; GEOS, tests/xmltester).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::testing {

struct GeometryOperation {
  std::string name;      ///< lower case: "relate", "intersects", "intersection" …
  bool swapped = false;  ///< the first argument is B
  bool self = false;     ///< both arguments are the same geometry
  std::string pattern;   ///< of relate
  std::string expected;  ///< as it stands: true, false, a geometry
};

struct GeometryCase {
  std::string file, description;
  int number = 0;  ///< in its file, from 1
  geom::Bytes a, b;
  bool floating = true;  ///< the precision model of its run
  std::vector<GeometryOperation> operations;
};

struct GeometryCases {
  std::vector<GeometryCase> cases;
  std::vector<std::string> unread;  ///< files and cases that are not of this form, with the reason
};

/// All *.xml files of a folder and the folders below, by name.
[[nodiscard]] GeometryCases readGeometryCases(const std::filesystem::path& folder);

}  // namespace gis::testing
