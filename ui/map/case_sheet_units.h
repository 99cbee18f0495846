// The inner resolution of a case sheet.
#pragma once

namespace gis::ui {

/// Units a millimetre in which text is measured and drawn, whatever the device: so that a preview breaks the same
/// lines as the PDF. (600 dpi.)
inline constexpr double kCaseSheetUnits = 600 / 25.4;

}  // namespace gis::ui
