// Colours that can be told apart by everybody.
#include "gis_core/style/colour_ramps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "gis_core/base/error.h"

namespace gis::style {
namespace {

using Rgb = std::array<double, 3>;
using Matrix = std::array<Rgb, 3>;

// Full dichromacy in linear light: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), table 1, severity 1.0.
constexpr Matrix kNormal{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix kProtanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix kDeuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix kTritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

double linear(std::uint8_t v) {
  const double c = v / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// CIE L*a*b* (D65) of a colour as an eye sees it.
Rgb lab(const Colour& c, const Matrix& eye) {
  const Rgb in{linear(c.r), linear(c.g), linear(c.b)};
  Rgb seen{};
  for (int k = 0; k < 3; ++k) {
    for (int j = 0; j < 3; ++j) seen[std::size_t(k)] += eye[std::size_t(k)][std::size_t(j)] * in[std::size_t(j)];
    seen[std::size_t(k)] = std::clamp(seen[std::size_t(k)], 0.0, 1.0);
  }
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  const double y = f(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  const double z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Rgb& a, const Rgb& b) {
  return std::sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
}

/// The nearest that two of five classes come to each other for an eye.
double nearest(const std::vector<Colour>& colours, const Matrix& eye) {
  double least = 1000;
  for (std::size_t i = 0; i < colours.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) least = std::min(least, distance(lab(colours[i], eye), lab(colours[j], eye)));
  }
  return least;
}

TEST(ColourRamps, FiveClassesAreApartForEveryEye) {
  for (const std::string& name : rampNames()) {
    const auto colours = ramp(name, 5);
    EXPECT_GT(nearest(colours, kNormal), 10) << name;
    EXPECT_GT(nearest(colours, kProtanopia), 10) << name;
    EXPECT_GT(nearest(colours, kDeuteranopia), 10) << name;
    EXPECT_GT(nearest(colours, kTritanopia), 7) << name;
  }
  // the measure can fail: the traffic light that is no ramp of ours
  const std::vector<Colour> traffic{Colour::parse("#b8860b"), Colour::parse("#7a9a01")};
  EXPECT_LT(nearest(traffic, kProtanopia), 20);
  EXPECT_GT(nearest(traffic, kNormal), 20);
}

TEST(ColourRamps, SequentialOnesGoOneWayInLightness) {
  for (const std::string& name : rampNames()) {
    if (rampKind(name) != RampKind::sequential) continue;
    const auto colours = ramp(name, 9);
    const bool darker = lab(colours.back(), kNormal)[0] < lab(colours.front(), kNormal)[0];
    for (std::size_t k = 1; k < colours.size(); ++k) {
      const double step = lab(colours[k], kNormal)[0] - lab(colours[k - 1], kNormal)[0];
      EXPECT_GT(darker ? -step : step, 0.5) << name << " " << k;
    }
  }
}

TEST(ColourRamps, RunTheOtherWayAndRefuseUnknownNames) {
  auto back = ramp("-viridis", 6);
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(back, ramp("viridis", 6));
  EXPECT_EQ(ramp("blues", 1).size(), 1U);
  try {
    (void)ramp("rainbow", 3);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalidValue);
    EXPECT_NE(error.sentence().find("viridis"), std::string::npos);
  }
}

}  // namespace
}  // namespace gis::style
