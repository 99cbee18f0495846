// Arithmetic of premultiplied ARGB32 pixels.
#pragma once

#include <QImage>

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

}  // namespace gis::ui
