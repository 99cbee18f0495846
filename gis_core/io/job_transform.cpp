#include "gis_core/io/job_transform.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/gauss_kruger.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/io/table_file.h"

namespace gis::io {
namespace {

using crs::ControlPoint;

constexpr std::array<std::string_view, 5> kNames{"name", "id", "点号", "点名", "名称"};
constexpr std::array<std::string_view, 5> kFromX{"from_x", "x1", "source_x", "原x", "源x"};
constexpr std::array<std::string_view, 5> kFromY{"from_y", "y1", "source_y", "原y", "源y"};
constexpr std::array<std::string_view, 5> kToX{"to_x", "x2", "target_x", "新x", "目标x"};
constexpr std::array<std::string_view, 5> kToY{"to_y", "y2", "target_y", "新y", "目标y"};

[[noreturn]] void refuseFile(const std::string& file, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("the control points in {0} cannot be read"), {file}}, std::move(why),
              GIS_TR("the table needs the columns name, from_x, from_y, to_x, to_y"));
}

template <std::size_t N>
std::optional<std::size_t> columnOf(const store::KeyTable& table, const std::array<std::string_view, N>& names) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (text::fold(text::trim(table.columns[c].name)) == name) return c;
  }
  return std::nullopt;
}

/// Chinese surveyors write the north first: only when all numbers say so beyond doubt.
bool isNorthFirst(const std::vector<ControlPoint>& points, geom::MapPoint ControlPoint::*side) {
  return std::all_of(points.begin(), points.end(), [&](const ControlPoint& p) {
    const double first = (p.*side).x, second = (p.*side).y;
    const bool east = (second >= 5e4 && second <= 9.5e5) || crs::zonePrefix(second) > 0;
    return first >= 1.8e6 && first <= 6.1e6 && east;
  });
}

std::vector<ControlPoint> readControlPoints(const std::string& path, const CancelToken& token) {
  const std::filesystem::path file = platform::pathFromUtf8(path);
  const std::string shown = platform::pathToUtf8(file.filename());
  const store::KeyTable table = tableFromFile(file, {}, token);
  const auto name = columnOf(table, kNames);
  const std::array columns{columnOf(table, kFromX), columnOf(table, kFromY), columnOf(table, kToX),
                           columnOf(table, kToY)};
  if (std::any_of(columns.begin(), columns.end(), [](const auto& one) { return !one; }))
    refuseFile(shown, GIS_TR("a column of coordinates is missing"));
  std::vector<ControlPoint> points;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::array<double, 4> numbers{};
    bool empty = true, whole = true;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string& cell = table.columns[*columns[i]].cells[row];
      empty = empty && cell.empty();
      const auto value = numberOf(text::trim(text::fold(cell)));
      whole = whole && value.has_value();
      numbers[i] = value.value_or(0);
    }
    if (empty) continue;
    if (!whole) refuseFile(shown, {GIS_TR("row {0} does not hold four numbers"), {std::to_string(row + 1)}});
    points.push_back({name ? table.columns[*name].cells[row] : std::to_string(row + 1),
                      {numbers[0], numbers[1]},
                      {numbers[2], numbers[3]}});
  }
  for (geom::MapPoint ControlPoint::*side : {&ControlPoint::from, &ControlPoint::to}) {
    if (points.empty() || !isNorthFirst(points, side)) continue;
    for (ControlPoint& p : points) std::swap((p.*side).x, (p.*side).y);
  }
  return points;
}

}  // namespace

JobTransform jobTransform(const std::string& fileOrParameters, const CancelToken& token) {
  if (crs::looksLikeParameters(fileOrParameters)) {
    JobTransform job{crs::parseGivenTransform(fileOrParameters), {}};
    job.quality.method = std::holds_alternative<crs::PlaneTransform>(job.transform)
                             ? GIS_TR("four parameters, as given")
                             : GIS_TR("seven parameters, as given");
    return job;
  }
  const std::vector<ControlPoint> points = readControlPoints(fileOrParameters, token);
  const crs::PlaneFit fit = crs::fitPlane(points);
  JobTransform job{fit.transform, {}};
  job.quality.method = {GIS_TR("four parameters from {0} control points"), {std::to_string(points.size())}};
  job.quality.rms = fit.rms;
  for (std::size_t i = 0; i < points.size(); ++i) {
    job.quality.residuals.emplace_back(points[i].name, fit.residuals[i]);
    job.quality.worst = std::max(job.quality.worst, fit.residuals[i]);
  }
  return job;
}

std::vector<Finding> fitFindings(const TransformQuality& quality) {
  const auto line = [](std::string reason) {
    Finding one;
    one.word = "transformed";
    one.reason = std::move(reason);
    one.place.x = one.place.y = one.areaBefore = one.areaAfter = std::numeric_limits<double>::quiet_NaN();
    return one;
  };
  std::vector<Finding> lines;
  lines.push_back(line(quality.method.str()));
  if (quality.residuals.empty()) return lines;
  lines.front().reason += fmt::format(": root mean square {:.4f} m, worst {:.4f} m", quality.rms, quality.worst);
  for (std::size_t i = 0; i < quality.residuals.size(); ++i)
    lines.push_back(line(fmt::format("control point {}: {:.4f} m off", i + 1, quality.residuals[i].second)));
  return lines;
}

}  // namespace gis::io
