// Areas too small for a shape: from the cells of the coverage.
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "gis_core/snapshot/cell_areas.h"
#include "gis_core/snapshot/coverage.h"
#include "gis_core/snapshot/level_format.h"
#include "gis_core/style/classification.h"
#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"
#include "ui/map/vectors.h"

namespace gis::ui {

using snapshot::Index;
using style::FillPattern;

void LayerPainter::paintCoverage() {
  const int level = m_layer.data->base().levelFor(m_frame.units);
  if (m_layer.coverage == nullptr || level < 0) return;
  const double r = m_layer.data->base().levels()[std::size_t(level)].resolution;
  const double side = r / m_frame.units;
  std::vector<Ink> outlines(m_shown.size());
  std::vector<float> widths(m_shown.size(), 0);
  for (std::size_t k = 0; k < m_shown.size(); ++k) {
    const style::Stroke& s = symbol(k).outline;
    if (m_shown[k] && isDrawn(s, m_frame)) {
      widths[k] = float(strokeWidth(s, m_frame.pxPerMm, m_frame.pxPerMetre()));
      outlines[k] = Ink::of(s.colour);
    }
  }
  if (m_layer.data->isFiltered()) {
    addShown(level, side, widths, outlines);
    return;
  }
  addAll(level, side, widths, outlines);
  subtractHidden(level, side, widths, outlines);
}

/// The cells of the whole layer, each once: the fills and outlines of its classes are put together first.
void LayerPainter::addAll(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines) {
  // what the full area of a class adds to a pixel, and what 1/256 of a side of its outline does
  std::vector<Ink> fills(m_shown.size()), lines(m_shown.size());
  const auto times = [](const Ink& ink, double f) {
    Ink scaledInk;
    scaledInk.set(ink.vector() * all4(float(f)));
    return scaledInk;
  };
  for (std::size_t k = 0; k < m_shown.size(); ++k) {
    if (!m_shown[k]) continue;
    if (symbol(k).pattern != FillPattern::none) fills[k] = times(m_inks[k], side * side / 65535);
    lines[k] = times(outlines[k], widths[k] * side / 256);
  }
  AreaBuffer& buffer = areas();
  std::array<CellPlace, snapshot::Coverage::kBlockCells> xs, ys;
  m_layer.coverage->forEachBlock(level, m_frame.wantedBox(), [&](const snapshot::CoverageBlock& block) {
    for (std::size_t k = 0; k < xs.size(); ++k) {
      xs[k] = CellPlace::of(double(block.column + std::int64_t(k)) * side - double(m_frame.left), side);
      ys[k] = CellPlace::of(-double(block.row + std::int64_t(k) + 1) * side - double(m_frame.top), side);
    }
    const snapshot::CoverageEntry* entry = block.entries.data();
    const snapshot::CoverageEntry* const stop = entry + block.entries.size();
    for (const snapshot::CoverageCell& cell : block.cells) {
      if (cell.entries > stop - entry) break;  // a damaged file
      Float4 fill = all4(0), line = all4(0);
      for (const auto* end = entry + cell.entries; entry != end; ++entry) {
        if (entry->classId >= fills.size()) continue;
        fill += fills[entry->classId].vector() * all4(float(entry->area));
        line += lines[entry->classId].vector() * all4(float(entry->border));
      }
      buffer.addCell(xs[cell.place & 63], ys[cell.place >> 6], fill, line);
    }
    return !m_token.cancelled();
  });
}

/// The cells of one small area, added or (sign −1) taken away.
void LayerPainter::addCells(Index i, int level, double side, double sign, const std::vector<float>& widths,
                            const std::vector<Ink>& outlines) {
  const snapshot::Snapshot& base = m_layer.data->base();
  const double r = base.levels()[std::size_t(level)].resolution;
  const geom::Envelope box = base.boxOf(i);
  const std::uint16_t k = m_layer.classes->ofBase()[i];
  if (box.isEmpty() || !box.intersects(m_frame.box()) || !snapshot::isCoverageOnly(box, r) || k >= m_shown.size() ||
      !m_shown[k])
    return;
  const double column = std::floor(box.minX / r), row = std::floor(box.minY / r);
  snapshot::readShape(base.wkbOf(i), {column * r, row * r}, m_cellShape);
  if (m_cellShape.dimension != 2) return;
  snapshot::forEachCellOf(m_cellShape, r, [&](int dx, int dy, double area, double border) {
    const double x = (column + dx) * side - double(m_frame.left);
    const double y = -(row + dy + 1) * side - double(m_frame.top);
    if (symbol(k).pattern != FillPattern::none)
      areas().addCell(x, y, x + side, y + side, float(sign * area / (r * r)), m_inks[k]);
    if (widths[k] > 0)
      areas().addBorder(x, y, x + side, y + side, float(sign * border / m_frame.units), widths[k], outlines[k]);
  });
}

/// The cells hold every row of the snapshot: for a layer with a filter they are made of the rows that it lets through.
void LayerPainter::addShown(int level, double side, const std::vector<float>& widths,
                            const std::vector<Ink>& outlines) {
  int count = 0;
  m_layer.data->base().forEachIn(m_frame.box(), [&](Index i) {
    if (!m_layer.data->isHidden(i)) addCells(i, level, side, 1, widths, outlines);
    return (++count & 255) != 0 || !m_token.cancelled();
  });
}

/// Takes what was changed or removed since the snapshot out of its cells.
void LayerPainter::subtractHidden(int level, double side, const std::vector<float>& widths,
                                  const std::vector<Ink>& outlines) {
  for (const std::int64_t fid : m_layer.data->hiddenFids()) {
    if (const auto i = m_layer.data->base().indexOfFid(fid)) addCells(*i, level, side, -1, widths, outlines);
  }
}

}  // namespace gis::ui
