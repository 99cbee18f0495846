#include "gis_core/style/colour_ramps.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"

namespace gis::style {

namespace {

struct Ramp {
  const char* name;
  RampKind kind;
  std::vector<const char*> stops;
};

const std::vector<Ramp>& ramps() {
  static const std::vector<Ramp> all{
      {"blues", RampKind::sequential, {"#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"}},
      {"greens", RampKind::sequential, {"#edf8e9", "#bae4b3", "#74c476", "#31a354", "#006d2c"}},
      {"oranges", RampKind::sequential, {"#feedde", "#fdbe85", "#fd8d3c", "#e6550d", "#a63603"}},
      {"purples", RampKind::sequential, {"#f2f0f7", "#cbc9e2", "#9e9ac8", "#756bb1", "#54278f"}},
      {"greys", RampKind::sequential, {"#f7f7f7", "#cccccc", "#969696", "#636363", "#252525"}},
      {"yellow_blue", RampKind::sequential, {"#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"}},
      {"yellow_red", RampKind::sequential, {"#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026"}},
      {"viridis",
       RampKind::sequential,
       {"#440154", "#472d7b", "#3b528b", "#2c728e", "#21918c", "#28ae80", "#5ec962", "#addc30", "#fde725"}},
      {"cividis",
       RampKind::sequential,
       {"#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"}},
      {"magma",
       RampKind::sequential,
       {"#000004", "#180f3d", "#440f76", "#721f81", "#9e2f7f", "#cd4071", "#f1605d", "#fd9668", "#feca8d", "#fcfdbf"}},
      {"red_blue", RampKind::diverging, {"#ca0020", "#f4a582", "#f7f7f7", "#92c5de", "#0571b0"}},
      {"red_yellow_blue", RampKind::diverging, {"#d7191c", "#fdae61", "#ffffbf", "#abd9e9", "#2c7bb6"}},
      {"brown_teal", RampKind::diverging, {"#a6611a", "#dfc27d", "#f5f5f5", "#80cdc1", "#018571"}},
      {"orange_purple", RampKind::diverging, {"#e66101", "#fdb863", "#f7f7f7", "#b2abd2", "#5e3c99"}},
  };
  return all;
}

const Ramp& rampNamed(const std::string& name) {
  const auto found = std::find_if(ramps().begin(), ramps().end(), [&](const Ramp& r) { return r.name == name; });
  if (found != ramps().end()) return *found;
  std::string known;
  for (const Ramp& r : ramps()) known += (known.empty() ? "" : ", ") + std::string(r.name);
  throw Error(ErrorCode::invalidValue, {GIS_TR("there is no colour ramp named {0}"), {name}},
              {GIS_TR("known are {0}"), {known}});
}

std::string withoutSign(const std::string& name) {
  return name.starts_with('-') ? name.substr(1) : name;
}

}  // namespace

std::vector<std::string> rampNames() {
  std::vector<std::string> names;
  for (const Ramp& r : ramps()) names.emplace_back(r.name);
  return names;
}

RampKind rampKind(const std::string& name) {
  return rampNamed(withoutSign(name)).kind;
}

std::vector<Colour> ramp(const std::string& name, int colours) {
  const Ramp& found = rampNamed(withoutSign(name));
  std::vector<Colour> out;
  for (int k = 0; k < colours; ++k) {
    const double t = (colours > 1 ? double(k) / (colours - 1) : 0.5) * double(found.stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(t), found.stops.size() - 2);
    const Colour a = Colour::parse(found.stops[i]), b = Colour::parse(found.stops[i + 1]);
    const double f = t - double(i);
    const auto mix = [&](std::uint8_t x, std::uint8_t y) {
      return static_cast<std::uint8_t>(std::lround(x + f * (y - x)));
    };
    out.push_back({mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), 255});
  }
  if (name.starts_with('-')) std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace gis::style
