// Arithmetic of premultiplied ARGB32 pixels.
#pragma once

#include <QImage>
#include <cstdint>
#include <cstring>

#include "ui/map/vectors.h"

namespace gis::ui {

[[nodiscard]] inline quint32* pixelsOf(QImage& image, int row) {
  return static_cast<quint32*>(static_cast<void*>(image.scanLine(row)));
}
[[nodiscard]] inline const quint32* pixelsOf(const QImage& image, int row) {
  return static_cast<const quint32*>(static_cast<const void*>(image.constScanLine(row)));
}

/// pixel · share / 255, rounded, two channels at a time.
[[nodiscard]] inline quint32 scaled(quint32 pixel, quint32 share) {
  quint32 t = (pixel & 0xff00ff) * share;
  t = ((t + ((t >> 8) & 0xff00ff) + 0x800080) >> 8) & 0xff00ff;
  quint32 u = ((pixel >> 8) & 0xff00ff) * share;
  u = (u + ((u >> 8) & 0xff00ff) + 0x800080) & 0xff00ff00;
  return t | u;
}

/// `above` over `below`.
[[nodiscard]] inline quint32 over(quint32 above, quint32 below) {
  const quint32 a = above >> 24;
  return a == 255 ? above : above + scaled(below, 255 - a);
}

/// Two pixels at once, the first one lower: in eight 16-bit parts each.
[[nodiscard]] inline std::uint64_t loadTwo(const quint32* from) {
  std::uint64_t two = 0;
  std::memcpy(&two, from, sizeof two);
  return two;
}
inline void storeTwo(quint32* to, std::uint64_t two) {
  std::memcpy(to, &two, sizeof two);
}
/// As scaled(): every part · its share / 255, rounded.
[[nodiscard]] inline UShort8 scaledTwo(UShort8 pixels, UShort8 shares) {
  const UShort8 t = pixels * shares;
  return (t + (t >> 8) + allU8(0x80)) >> 8;
}
/// As over(), twice.
[[nodiscard]] inline UShort8 overTwo(UShort8 above, UShort8 below) {
  return above + scaledTwo(below, allU8(255) - lastsFourTimes(above));
}

}  // namespace gis::ui
