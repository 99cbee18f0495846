// Names and texts as CAD programs take them, in the code page of a drawing. Private to the room.
// Source: Autodesk's DXF reference (release 12).
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/io/text_encoding.h"

namespace gis::io {

/// The first comment of our drawings: their points are inserts of a block that is one point.
inline constexpr std::string_view kDxfMark = "CityDesk: points are inserts";

/// Release 12 takes names of 31 bytes.
inline constexpr std::size_t kDxfNameBytes = 31;

/// A name that CAD programs take, as bytes of the code page: at most `most` of them, none of the signs that they
/// refuse.
[[nodiscard]] std::string dxfName(std::string_view wanted, TextEncoder& encoder, std::size_t most = kDxfNameBytes);

/// Names of a block's attributes: without blanks, all different.
[[nodiscard]] std::vector<std::string> dxfTags(const std::vector<std::string>& columns, TextEncoder& encoder);

/// The text of an attribute: a line, at most 250 bytes of the code page; a character that it lacks as \U+4DAE, or "?"
/// beyond the first plane.
struct DxfText {
  std::string bytes;
  std::string readBack;  ///< as UTF-8, what a reader must find
  bool changed = false;  ///< not all of it is there
};
[[nodiscard]] DxfText dxfText(std::string_view utf8, TextEncoder& encoder, TextDecoder& decoder);

/// "\U+4DAE" as the character. Others stay as they are.
[[nodiscard]] std::string withoutDxfEscapes(std::string_view text);

}  // namespace gis::io
