// The customary colours of Chinese land-use maps.
#pragma once

#include <string>
#include <vector>

#include "gis_core/style/layer_style.h"

namespace gis::style {

/// The code systems whose numbers look alike and mean different things.
enum class LandUseSystem { gbt21010, surveyPlanSea };
/// From a text such as "GB/T 21010-2017" or "国土空间调查、规划、用途管制用地用海分类"; GB/T 21010 when it says
/// nothing.
[[nodiscard]] LandUseSystem landUseSystemOf(const std::string& codeSystem);

/// One class per first-level code (and for second-level codes with a colour of their own), matched by prefix;
/// "others" last. Yellow for homes, red for shops, brown for works, pink for the public, green for gardens,
/// blue for water, as GB/T 21010's survey maps and the land-use plans of TD/T 1056 and GB/T 50137 have it, in tones
/// that leave room for lettering.
[[nodiscard]] std::vector<StyleClass> landUseClasses(LandUseSystem system);

}  // namespace gis::style
