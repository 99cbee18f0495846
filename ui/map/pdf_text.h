// Chinese text in a PDF that can be found again.
#pragma once

#include <QByteArray>

namespace gis::ui {

/// Qt tells a PDF reader the first character that a glyph of the font stands for, which for Noto Sans CJK is the
/// radical sign where one shares the glyph: 水 would be found only as ⽔ (U+2F54). This puts the characters
/// of daily use into the ToUnicode maps of a PDF that QPdfWriter wrote. (Qt writes those maps
/// unpacked, and the codes have one length: nothing else in the file moves.) Source: ISO 32000-1 §7.5 (file structure),
/// §9.10.3; Unicode's EquivalentUnifiedIdeograph.txt.
[[nodiscard]] QByteArray withPlainIdeographs(const QByteArray& pdf);

}  // namespace gis::ui
