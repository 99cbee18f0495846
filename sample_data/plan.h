// The skeleton of the city: main roads, waters, quarters and how many parcels each shall have.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sample_data/plane.h"
#include "sample_data/purpose.h"
#include "sample_data/random.h"
#include "sample_data/tables.h"

namespace gis::sample {

struct PlanOptions {
  std::int64_t parcels = 20000;  ///< 2,000 to 10,000,000; made exactly
  std::uint64_t seed = 1;
  std::int64_t incidents = -1;  ///< −1: one for twenty parcels, at most 50,000
};

/// What a quarter is like; it decides streets, land use and buildings.
enum class Zone : std::uint8_t { oldTown, core, residential, industry, campus, park, town, rural, water };
inline constexpr int kZoneCount = 9;
[[nodiscard]] inline bool builtUp(Zone z) {
  return z != Zone::rural && z != Zone::water;
}

enum class RoadClass : std::uint8_t { none, expressway, arterial, secondary, local, lane, country, embankment };
/// 快速路, 主干路 …
[[nodiscard]] const char* roadClassName(RoadClass cls);
/// 1 (expressway) to 7.
[[nodiscard]] int roadGrade(RoadClass cls);

/// One side of a quarter: a stretch of main road or of river, from node to node. Points are in whole millimetres;
/// everything that ends at it ends at one of them, so that the quarters on both sides agree.
struct Side {
  RoadClass cls = RoadClass::none;
  double roadWidth = 0;  ///< between the red lines (红线), metres; 0 = no road
  double waterHalf = 0;  ///< half the width of the river in it; 0 = none
  double inset = 0;      ///< where land begins, from the centre line
  int road = -1;         ///< index into CityPlan::roads
  double chainage = 0;   ///< of the first point along that road
  std::vector<Point> points;
};

/// A named main road.
struct MainRoad {
  std::string name;
  RoadClass cls = RoadClass::none;
  double width = 0;
  std::vector<Point> line;  ///< all points of its sides, one after the other
};

/// A stretch of river as a water parcel.
struct WaterReach {
  Ring ring;
  std::string name;
  const char* landUse = "1101";
};

/// The land between four main roads (a mesh of the city's net), bounded by four sides.
struct Quarter {
  Zone zone = Zone::rural;
  int column = 0, row = 0;
  int community = 0;
  double area = 0;            ///< of the whole mesh, m²
  double centreDistance = 0;  ///< from the middle of the city, metres
  int parcels = 0;            ///< to be made, reaches of river included
  int grids = 0;              ///< unit grids to be made
  int firstParcel = 1;        ///< sequence of its first parcel in its community
  int firstGrid = 1;          ///< the same for unit grids
  std::vector<int> reaches;   ///< rivers that are told with it
  int incidents = 0;          ///< places of incidents to be chosen
  bool hotSpot = false;       ///< far more happens here than around
};

struct District {
  std::string code, name, nameEn;
};
struct Subdistrict {
  std::string code, name, nameEn;
  int district = 0;
};
struct Community {
  std::string code, name;
  int subdistrict = 0;
  int parcels = 0;
  bool rural = false;
};

struct CityPlan {
  PlanOptions options;
  int columns = 0, rows = 0;      ///< quarters across and up
  std::vector<Point> nodes;       ///< (columns+1) × (rows+1)
  std::vector<Side> eastward;     ///< columns × (rows+1): from node (i,j) to (i+1,j)
  std::vector<Side> northward;    ///< (columns+1) × rows: from node (i,j) to (i,j+1)
  std::vector<Quarter> quarters;  ///< columns × rows, row by row
  std::vector<MainRoad> roads;
  std::vector<MainRoad> embankments;  ///< roads along the rivers' banks
  std::vector<WaterReach> reaches;
  std::vector<District> districts;
  std::vector<Subdistrict> subdistricts;
  std::vector<Community> communities;
  Point centre;
  double halfWidth = 0;    ///< half the side of the mapped square, metres
  double urbanRadius = 0;  ///< where the built-up city ends, metres

  [[nodiscard]] std::size_t node(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(columns + 1) + static_cast<std::size_t>(i);
  }
  [[nodiscard]] std::size_t eastSide(int i, int j) const {
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(i);
  }
  [[nodiscard]] std::size_t northSide(int i, int j) const { return node(i, j); }
  [[nodiscard]] std::size_t quarter(int i, int j) const { return eastSide(i, j); }
  [[nodiscard]] Random random(Purpose purpose, std::uint64_t a = 0, std::uint64_t b = 0) const {
    return Random{options.seed, static_cast<std::uint64_t>(purpose), a, b};
  }
};

/// Plans a city of exactly `options.parcels` parcels. The tables must outlive nothing: names are copied.
/// Errors: invalidValue (number of parcels out of range).
[[nodiscard]] CityPlan makePlan(const PlanOptions& options, const CodeTables& tables);

/// The outline of a set of quarters: rings of polygons, shell first, then its holes; seams with neighbours are the
/// same points. `quarters` are indices into CityPlan::quarters.
[[nodiscard]] std::vector<std::vector<Ring>> outlineOf(const CityPlan& plan, const std::vector<int>& quarters);

}  // namespace gis::sample
