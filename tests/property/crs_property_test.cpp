// Laws of the crs room.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/crs/coordinate_text.h"
#include "gis_core/crs/crs.h"
#include "gis_core/crs/measure.h"
#include "gis_core/crs/web_offset.h"

namespace gis::crs {
namespace {

using geom::MapPoint;

MapPoint nearYangzhou() {
  return {118.5 + 3.0 * *rc::gen::inRange(0, 1000000) / 1e6, 31.0 + 3.0 * *rc::gen::inRange(0, 1000000) / 1e6};
}

RC_GTEST_PROP(TransformerLaws, thereAndBackWithinAMillimetre, ()) {
  const MapPoint place = nearYangzhou();
  const int code = *rc::gen::element(4549, 4528, 4548, 4509, 4498);
  const MapPoint plane = Transformer(Crs::fromEpsg(4490), Crs::fromEpsg(code)).apply(place);
  const MapPoint back = Transformer(Crs::fromEpsg(code), Crs::fromEpsg(4490)).apply(plane);
  RC_ASSERT(std::abs(back.x - place.x) < 1e-8);  // about a millimetre
  RC_ASSERT(std::abs(back.y - place.y) < 1e-8);
}

RC_GTEST_PROP(TransformerLaws, boxHoldsItsPoints, ()) {
  const MapPoint a = nearYangzhou();
  const MapPoint b = nearYangzhou();
  geom::Envelope box;
  box.include(a.x, a.y);
  box.include(b.x, b.y);
  const Transformer transformer(Crs::fromEpsg(4490), Crs::fromEpsg(4549));
  const geom::Envelope plane = transformer.apply(box);
  const double t = *rc::gen::inRange(0, 1001) / 1000.0;
  const double u = *rc::gen::inRange(0, 1001) / 1000.0;
  RC_ASSERT(
      plane.grown(1e-6).contains(transformer.apply(MapPoint{box.minX + t * box.width(), box.minY + u * box.height()})));
}

RC_GTEST_PROP(CoordinateLaws, whatIsWrittenIsRead, ()) {
  const Crs city = Crs::fromEpsg(4549);
  const MapPoint place = nearYangzhou();
  const MapPoint plane = Transformer(Crs::fromEpsg(4490), city).apply(place);
  const auto fromPlane = parseCoordinate(formatMap(plane, 3), city);
  RC_ASSERT(fromPlane.has_value());
  RC_ASSERT(std::hypot(fromPlane->x - plane.x, fromPlane->y - plane.y) < 0.001);
  const auto fromDegrees = parseCoordinate(formatDegrees({place.x, place.y}, 9), city);
  RC_ASSERT(fromDegrees.has_value());
  RC_ASSERT(std::hypot(fromDegrees->x - plane.x, fromDegrees->y - plane.y) < 0.001);
}

RC_GTEST_PROP(CoordinateLaws, anyTextIsReadOrRefused, (const std::string& text)) {
  (void)parseCoordinate(text, Crs::fromEpsg(4549));
  try {
    (void)Crs::parse(text);
    (void)Crs::identify(text);
  } catch (const Error& error) {
    RC_ASSERT(error.code() == ErrorCode::unknownCrs);
  }
}

RC_GTEST_PROP(WebOffsetLaws, inverseWithinAMillimetre, ()) {
  const geom::GeoPoint p{73.0 + 62.0 * *rc::gen::inRange(0, 1000000) / 1e6,
                         4.0 + 49.0 * *rc::gen::inRange(0, 1000000) / 1e6};
  const geom::GeoPoint back = wgs84FromGcj02(gcj02FromWgs84(p));
  RC_ASSERT(std::abs(back.lon - p.lon) < 1e-8);
  RC_ASSERT(std::abs(back.lat - p.lat) < 1e-8);
}

RC_GTEST_PROP(MeasureLaws, planeAndEllipsoidAgree, ()) {
  const Crs city = Crs::fromEpsg(4549);
  const double x = 460000.0 + *rc::gen::inRange(0, 80000);
  const double y = 3550000.0 + *rc::gen::inRange(0, 90000);
  const MapPoint line[] = {{x, y}, {x + 1000, y + 500}};
  // within 40 km of the meridian the scale of the projection is off by less than 0.00002
  RC_ASSERT(std::abs(geodesicLength(line, city) / planarLength(line, city) - 1) < 2.5e-5);
}

}  // namespace
}  // namespace gis::crs
