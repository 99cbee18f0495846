// Everything in one quarter: small streets, unit grids, parcels, buildings, door plates, components, places.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sample_data/plan.h"

namespace gis::sample {

/// A run of points in QuarterCity::points.
struct Shape {
  std::uint32_t first = 0, count = 0;
};

/// A road as the quarter sees it: its four main roads first, then its own streets.
struct QuarterRoad {
  std::string name;
  RoadClass cls = RoadClass::none;
  double width = 0;
  Point from, to;       ///< in the direction of the house numbers
  double chainage = 0;  ///< at `from`
  Shape line;           ///< own streets only
};

struct UnitGrid {
  Shape ring;
  int sequence = 0;  ///< within the community
  double area = 0;
};

struct Parcel {
  Shape ring;
  int sequence = 0;            ///< within the community
  const char* letters = "GB";  ///< 宗地特征码
  const char* landUse = "";    ///< GB/T 21010-2017, a literal
  int grid = 0;                ///< index into QuarterCity::grids
  int road = -1;               ///< it fronts on, index into QuarterCity::roads
  int houseNumber = 0;         ///< 0 = none
  double area = 0;             ///< of the ring, m²
  double registered = 0;       ///< in the deed, m²
  Point front;                 ///< the middle of its front, or a point inside
  std::string name;            ///< of a compound, school …; often empty
};

struct Building {
  Shape ring;
  int parcel = 0;
  int number = 1;  ///< within the parcel
  int storeys = 1;
  int year = 2000;
  const char* structure = "";
  const char* use = "";
  double area = 0;
};

struct DoorPlate {
  Point at;
  int parcel = 0;
  int road = 0;
  int number = 0;
};

struct Component {
  Point at;
  const char* type = "";  ///< GB/T 47678.5-2026
  int grid = 0;
  int road = 0;
};

struct Place {
  Point at;
  std::string name;
  const char* kind = "";
  int parcel = 0;
};

/// What is made of one quarter. Indices are into its own lists.
struct QuarterCity {
  int quarter = 0;
  std::vector<Point> points;
  std::vector<QuarterRoad> roads;
  std::vector<UnitGrid> grids;
  std::vector<Parcel> parcels;
  std::vector<Building> buildings;
  std::vector<DoorPlate> plates;
  std::vector<Component> components;
  std::vector<Place> places;

  [[nodiscard]] std::span<const Point> pointsOf(Shape s) const {
    return std::span<const Point>(points).subspan(s.first, s.count);
  }
  Shape keep(std::span<const Point> run) {
    const Shape s{static_cast<std::uint32_t>(points.size()), static_cast<std::uint32_t>(run.size())};
    points.insert(points.end(), run.begin(), run.end());
    return s;
  }
};

/// Makes quarter number `quarter` of the plan: exactly as many parcels as it was given. Thread rule: any thread, the
/// plan is only read.
[[nodiscard]] QuarterCity makeQuarter(const CityPlan& plan, int quarter);

}  // namespace gis::sample
