// Colour ramps for numbers. Sources and licences: resources/docs/colour_ramps.md.
#pragma once

#include <string>
#include <vector>

#include "gis_core/style/layer_style.h"

namespace gis::style {

/// Sequential ramps say "more", diverging ones "below and above a middle".
enum class RampKind { sequential, diverging };

/// Names of the ramps, all safe for colour-blind readers: "blues", "viridis", "red_blue" …
[[nodiscard]] std::vector<std::string> rampNames();
[[nodiscard]] RampKind rampKind(const std::string& name);
/// `colours` colours from a ramp's begin to its end; a name with "-" before it runs the other way. Throws
/// Error(invalidValue) for an unknown name, with the known ones.
[[nodiscard]] std::vector<Colour> ramp(const std::string& name, int colours);

}  // namespace gis::style
