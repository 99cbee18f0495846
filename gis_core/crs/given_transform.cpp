#include "gis_core/crs/given_transform.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/proj_context.h"

namespace gis::crs {
namespace {

constexpr double kSecondsToRadians = M_PI / 180 / 3600;

[[noreturn]] void refuse(Message why) {
  throw Error(ErrorCode::usage, GIS_TR("the transformation cannot be read"), std::move(why),
              GIS_TR("write east=…,north=…,rotation=…,scale=… or x=…,y=…,z=…,rx=…,ry=…,rz=…,ppm=…,convention=vector, "
                     "or name a file of control points"));
}

std::map<std::string, std::string> entriesOf(std::string_view text) {
  std::map<std::string, std::string> entries;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(",;\r\n"), text.size());
    const std::string_view entry = text::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (entry.empty()) continue;
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos) refuse(GIS_TR("a part of it is no NAME=VALUE"));
    const std::string name = text::fold(text::trim(entry.substr(0, equals)));
    if (!entries.emplace(name, text::trim(entry.substr(equals + 1))).second)
      refuse({GIS_TR("{0} is given twice"), {name}});
  }
  return entries;
}

class Numbers {
 public:
  explicit Numbers(std::map<std::string, std::string> entries) : m_entries(std::move(entries)) {}
  [[nodiscard]] bool has(const std::string& name) const { return m_entries.count(name) > 0; }
  std::string take(const std::string& name) {
    const auto found = m_entries.find(name);
    if (found == m_entries.end()) return {};
    std::string value = found->second;
    m_entries.erase(found);
    return value;
  }
  double number(const std::string& name) {
    if (!has(name)) refuse({GIS_TR("{0} is missing"), {name}});
    const std::string text = take(name);
    double value = 0;
    const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const auto [end, fault] = std::from_chars(begin, text.data() + text.size(), value);
    if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      refuse({GIS_TR("{0} is no number"), {name}});
    return value;
  }
  void refuseRest() const {
    if (!m_entries.empty()) refuse({GIS_TR("{0} is not known"), {m_entries.begin()->first}});
  }

 private:
  std::map<std::string, std::string> m_entries;
};

/// What of a PROJ string tells the ellipsoid.
std::string ellipsoidOf(const std::string& proj) {
  std::istringstream words(proj);
  std::string all;
  for (std::string word; words >> word;) {
    for (const char* name : {"+ellps=", "+datum=", "+a=", "+b=", "+rf=", "+R="})
      if (word.starts_with(name)) all += " " + word;
  }
  return all;
}

std::string projection(const Crs& crs) {
  if (crs.isGeographic()) return {};
  std::istringstream words(crs.projString());
  std::string all;
  for (std::string word; words >> word;)
    if (word != "+type=crs" && word != "+no_defs") all += " " + word;
  return all;
}

/// Numbers for PROJ, whatever the locale.
std::string plain(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

std::string pipelineOf(const SpaceTransform& t, const Crs& from, const Crs& to) {
  const std::string in = from.isGeographic() ? " +proj=unitconvert +xy_in=deg +xy_out=rad" : " +inv" + projection(from);
  const std::string out = to.isGeographic() ? " +proj=unitconvert +xy_in=rad +xy_out=deg" : projection(to);
  return "+proj=pipeline +step" + in + " +step +proj=cart" + ellipsoidOf(from.projString()) +
         " +step +proj=helmert +x=" + plain(t.x) + " +y=" + plain(t.y) + " +z=" + plain(t.z) + " +rx=" + plain(t.rx) +
         " +ry=" + plain(t.ry) + " +rz=" + plain(t.rz) + " +s=" + plain(t.ppm) +
         " +convention=" + (t.coordinateFrame ? "coordinate_frame" : "position_vector") + " +step +inv +proj=cart" +
         ellipsoidOf(to.projString()) + " +step" + out;
}

}  // namespace

bool looksLikeParameters(std::string_view text) {
  return text.find('=') != std::string_view::npos && text.find('/') == std::string_view::npos;
}

GivenTransform parseGivenTransform(std::string_view text) {
  Numbers numbers(entriesOf(text));
  if (numbers.has("east") || numbers.has("north")) {
    PlaneTransform plane;
    plane.east = numbers.number("east");
    plane.north = numbers.number("north");
    const double angle = numbers.number("rotation") * kSecondsToRadians;
    const double scale = numbers.has("ppm") ? 1 + numbers.number("ppm") * 1e-6 : numbers.number("scale");
    numbers.refuseRest();
    if (!(scale > 0.9 && scale < 1.1)) refuse(GIS_TR("the scale of a similarity is near 1"));
    plane.a = scale * std::cos(angle);
    plane.b = scale * std::sin(angle);
    return plane;
  }
  SpaceTransform space;
  space.x = numbers.number("x");
  space.y = numbers.number("y");
  space.z = numbers.number("z");
  space.rx = numbers.number("rx");
  space.ry = numbers.number("ry");
  space.rz = numbers.number("rz");
  space.ppm = numbers.number("ppm");
  const std::string convention = numbers.take("convention");
  numbers.refuseRest();
  if (convention != "vector" && convention != "frame")
    refuse(
        GIS_TR("the signs of the rotations need a convention: vector (position vector) or frame (coordinate frame)"));
  space.coordinateFrame = convention == "frame";
  return space;
}

PlaneFit fitPlane(std::span<const ControlPoint> points) {
  const auto fail = [](Message why) {
    throw Error(ErrorCode::invalidValue, GIS_TR("the control points do not give a transformation"), std::move(why),
                GIS_TR("give at least two that lie apart, three to see an error"));
  };
  if (points.size() < 2) fail(GIS_TR("there are fewer than two"));
  const auto n = static_cast<double>(points.size());
  geom::MapPoint from, to;
  for (const ControlPoint& p : points) {
    from = {from.x + p.from.x / n, from.y + p.from.y / n};
    to = {to.x + p.to.x / n, to.y + p.to.y / n};
  }
  // about the centres, so that large coordinates cost no digits
  double spread = 0, along = 0, across = 0;
  for (const ControlPoint& p : points) {
    const double x = p.from.x - from.x, y = p.from.y - from.y;
    const double u = p.to.x - to.x, v = p.to.y - to.y;
    spread += x * x + y * y;
    along += x * u + y * v;
    across += y * u - x * v;
  }
  if (!(spread > 1e-6)) fail(GIS_TR("all of them lie in one place"));
  PlaneFit fit;
  fit.transform.a = along / spread;
  fit.transform.b = across / spread;
  fit.transform.east = to.x - fit.transform.a * from.x - fit.transform.b * from.y;
  fit.transform.north = to.y + fit.transform.b * from.x - fit.transform.a * from.y;
  double squares = 0;
  for (const ControlPoint& p : points) {
    const double x = p.from.x - from.x, y = p.from.y - from.y;
    const double du = p.to.x - to.x - (fit.transform.a * x + fit.transform.b * y);
    const double dv = p.to.y - to.y - (fit.transform.a * y - fit.transform.b * x);
    fit.residuals.push_back(std::hypot(du, dv));
    squares += du * du + dv * dv;
  }
  fit.rms = std::sqrt(squares / n);
  return fit;
}

struct GivenTransformer::State {
  GivenTransform transform;
  std::shared_ptr<detail::ProjContext> context;
  detail::PjPtr pipeline;
};

GivenTransformer::GivenTransformer(const GivenTransform& transform, const Crs& from, const Crs& to)
    : m_state(std::make_unique<State>()) {
  m_state->transform = transform;
  const auto* space = std::get_if<SpaceTransform>(&transform);
  if (space == nullptr) return;
  if (!from.isKnown() || !to.isKnown())
    throw Error(ErrorCode::unknownCrs, GIS_TR("seven parameters lead from one datum to another"),
                GIS_TR("the coordinate system of the file is not known"), GIS_TR("name it (--source-crs)"));
  m_state->context = detail::ProjContext::ofThisThread();
  m_state->pipeline.reset(proj_create(m_state->context->get(), pipelineOf(*space, from, to).c_str()));
  if (!m_state->pipeline)  // PROJ's own message would repeat the parameters
    throw Error(ErrorCode::unsupported, GIS_TR("seven parameters cannot be used between these coordinate systems"));
}

GivenTransformer::GivenTransformer(GivenTransformer&&) noexcept = default;
GivenTransformer& GivenTransformer::operator=(GivenTransformer&&) noexcept = default;
GivenTransformer::~GivenTransformer() = default;

std::size_t GivenTransformer::apply(double* xyzm, std::size_t count, int stride) const {
  std::size_t failed = 0;
  const auto* plane = std::get_if<PlaneTransform>(&m_state->transform);
  for (std::size_t i = 0; i < count; ++i, xyzm += stride) {
    geom::MapPoint p{xyzm[0], xyzm[1]};
    if (plane != nullptr) {
      p = plane->apply(p);
    } else {
      const PJ_COORD moved = proj_trans(m_state->pipeline.get(), PJ_FWD, proj_coord(p.x, p.y, 0, 0));
      p = {moved.xy.x, moved.xy.y};
    }
    if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
      p.x = p.y = std::numeric_limits<double>::quiet_NaN();
      ++failed;
    }
    xyzm[0] = p.x;
    xyzm[1] = p.y;
  }
  return failed;
}

}  // namespace gis::crs
