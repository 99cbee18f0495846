// Which coordinates a boundary text holds, and its points as shapes.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "gis_core/base/text.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/shapes_from_points.h"
#include "gis_core/io/boundary_text.h"

namespace gis::io {
namespace {

using crs::ChineseDatum;
using crs::GaussKruger;

/// In metres, over China (18° to 54° north, zones of at most 6 degrees).
bool mayBeNorth(double value) {
  return value >= 1.8e6 && value <= 6.1e6;
}
bool mayBeEast(double value) {
  return (value >= 5e4 && value <= 9.5e5) || crs::zonePrefix(value) > 0;
}
bool mayBeLatitude(double value) {
  return value >= 0 && value <= 60;
}
bool mayBeLongitude(double value) {
  return value >= 70 && value <= 140;
}

enum class Order { northFirst, eastFirst, unclear };

Order orderOf(const BoundaryPoint& point) {
  if (mayBeNorth(point.x) && mayBeEast(point.y)) return Order::northFirst;
  if (mayBeEast(point.x) && mayBeNorth(point.y)) return Order::eastFirst;
  if (mayBeLatitude(point.x) && mayBeLongitude(point.y)) return Order::northFirst;
  if (mayBeLongitude(point.x) && mayBeLatitude(point.y)) return Order::eastFirst;
  return Order::unclear;
}

bool isInDegrees(const BoundaryPoint& point) {
  return std::fabs(point.x) <= 180 && std::fabs(point.y) <= 180;
}

std::string valueOf(const BoundaryHeader& header, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    for (const auto& [name, value] : header) {
      if (name == key && !value.empty()) return value;
    }
  }
  return {};
}

/// The first whole number in a text: 3 of "3度带", 120 of "120°".
std::optional<int> wholeNumberIn(const std::string& value) {
  const std::string digits = text::fold(value);
  const std::size_t at = digits.find_first_of("0123456789");
  if (at == std::string::npos) {
    if (digits.find("三") != std::string::npos) return 3;
    if (digits.find("六") != std::string::npos) return 6;
    return std::nullopt;
  }
  int number = 0;
  const auto end = std::from_chars(digits.data() + at, digits.data() + digits.size(), number);
  return end.ec == std::errc() ? std::optional(number) : std::nullopt;
}

struct Datum {
  std::optional<ChineseDatum> chinese;
  bool wgs84 = false;
};

Datum datumIn(const std::string& value) {
  const std::string name = text::fold(value);
  const auto says = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  if (says("2000") || says("cgcs")) return {ChineseDatum::cgcs2000};
  if (says("新") && says("54")) return {ChineseDatum::newBeijing};
  if (says("54") || says("北京")) return {ChineseDatum::beijing1954};
  if (says("wgs")) return {std::nullopt, true};
  if (says("80") || says("西安")) return {ChineseDatum::xian1980};
  return {};
}

/// The number of the zone; a central meridian is taken for its zone.
std::optional<int> zoneIn(const BoundaryHeader& header, int width) {
  auto number = wholeNumberIn(valueOf(header, {"带号", "中央子午线", "中央经线"}));
  if (number && *number >= 70 && *number <= 140) {
    const int wide = width == 0 ? 3 : width;
    if (wide == 3 && *number % 3 == 0) return *number / 3;
    if (wide == 6 && (*number + 3) % 6 == 0) return (*number + 3) / 6;
  }
  return number;
}

/// The plane system, from the header and the zone before the eastings (0: none).
void choosePlane(BoundaryFrame& frame, const BoundaryHeader& header, const Datum& datum, int prefix) {
  const std::string widthText = valueOf(header, {"几度分带", "分带"});
  const int width = wholeNumberIn(widthText).value_or(0);
  std::optional<int> zone = zoneIn(header, width);
  if (prefix > 0 && zone && *zone != prefix)
    frame.notes.push_back({GIS_TR("the header names zone {0}, the eastings begin with {1}: read as zone {1}"),
                           {std::to_string(*zone), std::to_string(prefix)}});
  if (prefix > 0) zone = prefix;
  if (!zone) {
    frame.notes.emplace_back(GIS_TR("the header does not tell the coordinate system: the zone (带号) is missing"));
    return;
  }
  const int degrees = crs::widthOfZone(*zone);
  if (degrees == 0) {
    frame.notes.push_back(
        {GIS_TR("the header does not tell the coordinate system: {0} is no zone of China"), {std::to_string(*zone)}});
    return;
  }
  if (width != 0 && width != degrees)
    frame.notes.push_back({GIS_TR("the header says zones of {0} degrees, but zone {1} is one of {2} degrees"),
                           {std::to_string(width), std::to_string(*zone), std::to_string(degrees)}});
  if (!datum.chinese) {
    frame.notes.emplace_back(
        GIS_TR("the header does not tell the coordinate system: the datum (坐标系) is missing or not known"));
    return;
  }
  frame.system = GaussKruger{*datum.chinese, degrees, *zone, prefix > 0};
  if (const auto code = crs::epsgOf(*frame.system)) frame.crs = crs::Crs::fromEpsg(*code);
}

/// Rings by number, and by the return to their first point.
std::vector<BoundaryRing> ringsOf(const BoundaryPlot& plot, const std::vector<geom::MapPoint>& places, bool area) {
  std::vector<BoundaryRing> rings;
  bool open = false;
  int number = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const BoundaryPoint& point = plot.points[i];
    if (open && point.ring != number) open = false;
    // the closing point once more, or the only point behind it
    if (!open && area && !rings.empty() && point.ring == number && places[i] == rings.back().places.front()) continue;
    if (!open) rings.emplace_back();
    open = true;
    number = point.ring;
    BoundaryRing& ring = rings.back();
    const bool closes = area && ring.places.size() >= 3 && places[i] == ring.places.front();
    ring.places.push_back(places[i]);
    if (closes)
      open = false;
    else
      ring.names.push_back(point.name);
  }
  return rings;
}

geom::Bytes pointsWkb(const std::vector<geom::MapPoint>& places) {
  std::vector<geom::Bytes> all;
  all.reserve(places.size());
  for (const geom::MapPoint& p : places) all.push_back(geom::pointWkb(p.x, p.y));
  return geom::assembled(all);
}

geom::Bytes linesWkb(const std::vector<BoundaryRing>& rings) {
  std::vector<geom::Bytes> all;
  all.reserve(rings.size());
  for (const BoundaryRing& ring : rings) all.push_back(geom::lineOf(ring.places));
  return geom::assembled(all);
}

}  // namespace

BoundaryFrame boundaryFrame(const BoundaryHeader& header, const std::vector<BoundaryPlot>& firstPlots) {
  BoundaryFrame frame;
  const BoundaryPoint* first = nullptr;
  for (const BoundaryPlot& plot : firstPlots) {
    if (!plot.points.empty() && first == nullptr) first = &plot.points.front();
  }
  const std::string system = valueOf(header, {"坐标系", "坐标系统"});
  const Datum datum = datumIn(system);
  frame.degrees = first != nullptr && isInDegrees(*first) && orderOf(*first) != Order::unclear;
  if (frame.degrees) {
    if (datum.chinese) frame.crs = crs::Crs::fromEpsg(crs::degreesEpsg(*datum.chinese));
    if (datum.wgs84) frame.crs = crs::Crs::fromEpsg(4326);
    if (!frame.crs.isKnown())
      frame.notes.emplace_back(
          GIS_TR("the header does not tell the coordinate system: the datum (坐标系) is missing or not known"));
    return frame;
  }
  const std::string unit = text::fold(valueOf(header, {"计量单位"}));
  if (!unit.empty() && unit != "米" && unit != "m" && unit.find("met") == std::string::npos &&
      unit.find("度") == std::string::npos) {
    frame.notes.push_back(
        {GIS_TR("the header does not tell the coordinate system: the unit {0} is not metres"), {unit}});
    return frame;
  }
  const std::string projection = valueOf(header, {"投影类型"});
  if (!projection.empty() && projection.find("高斯") == std::string::npos &&
      text::fold(projection).find("gau") == std::string::npos) {
    frame.notes.push_back(
        {GIS_TR("the header does not tell the coordinate system: the projection {0} is not known"), {projection}});
    return frame;
  }
  int prefix = 0;
  if (first != nullptr) {
    const Order order = orderOf(*first);
    prefix = crs::zonePrefix(order == Order::eastFirst ? first->x : first->y);
  }
  choosePlane(frame, header, datum, prefix);
  return frame;
}

void BoundaryFrame::place(BoundaryPlot& plot) const {
  if (!plot.fault.empty() || plot.points.empty()) {
    const auto promised = plot.promisedPoints();
    if (plot.fault.empty() && promised && *promised > 0)
      plot.fault = {GIS_TR("line {0} promises {1} points, and none follows"),
                    {std::to_string(plot.line), std::to_string(*promised)}};
    return;
  }
  // the first point that tells decides for the plot; another order further on is a slip in the file
  Order order = Order::unclear;
  for (const BoundaryPoint& point : plot.points) {
    const Order own = orderOf(point);
    if (own == Order::unclear) continue;
    if (order != Order::unclear && own != order) {
      plot.fault = {GIS_TR("line {0}: north and east are exchanged against the lines before"),
                    {std::to_string(point.line)}};
      return;
    }
    order = own;
  }
  std::vector<geom::MapPoint> places;
  for (const BoundaryPoint& point : plot.points) {
    geom::MapPoint p{point.y, point.x};
    if (order == Order::eastFirst) std::swap(p.x, p.y);
    const int prefix = degrees ? 0 : crs::zonePrefix(p.x);
    if (system && prefix > 0 && prefix != system->zone) {
      plot.fault = {GIS_TR("line {0}: the easting lies in zone {1}, those of the file in zone {2}"),
                    {std::to_string(point.line), std::to_string(prefix), std::to_string(system->zone)}};
      return;
    }
    if (system && system->prefixed && prefix == 0) p.x += system->zone * 1e6;
    if (system && !system->prefixed && prefix > 0) p.x -= system->zone * 1e6;
    places.push_back(p);
  }
  const BoundaryPlot::Kind kind = plot.kind();
  plot.rings = ringsOf(plot, places, kind == BoundaryPlot::Kind::area);
  const std::size_t fewest = kind == BoundaryPlot::Kind::area ? 3 : kind == BoundaryPlot::Kind::line ? 2 : 1;
  for (std::size_t i = 0; i < plot.rings.size(); ++i) {
    if (plot.rings[i].names.size() >= fewest) continue;
    plot.fault = {GIS_TR("the plot of line {0} has a ring (number {1} of it) of {2} points; an area needs 3, a line 2"),
                  {std::to_string(plot.line), std::to_string(i + 1), std::to_string(plot.rings[i].names.size())}};
    return;
  }
  if (kind == BoundaryPlot::Kind::point) {
    plot.wkb = pointsWkb(places);
  } else if (kind == BoundaryPlot::Kind::line) {
    plot.wkb = linesWkb(plot.rings);
  } else {
    std::vector<geom::Ring> rings;
    for (BoundaryRing& ring : plot.rings) {
      if (ring.places.back() != ring.places.front() || ring.places.size() < 4)
        ring.places.push_back(ring.places.front());
      rings.push_back(ring.places);
    }
    plot.wkb = geom::areasOf(rings);
  }
}

}  // namespace gis::io
