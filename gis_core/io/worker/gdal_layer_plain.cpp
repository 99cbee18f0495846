// The rows of a shapefile that need no GDAL: see shapefile_rows.h.
#include <ogrsf_frmts.h>

#include <algorithm>

#include "gis_core/io/worker/gdal_layer.h"

namespace gis::io::worker {

void GdalLayer::openPlainRows() {
  if (m_setup.geometryField != 0 || m_swapAxes || !m_setup.leftOut.empty()) return;
  std::vector<ShapefileRows::Kind> kinds;
  for (const Converter& converter : m_converters) {
    switch (converter.cell) {
      case Cell::integer: kinds.push_back(ShapefileRows::Kind::integer); break;
      case Cell::real: kinds.push_back(ShapefileRows::Kind::real); break;
      case Cell::text: kinds.push_back(ShapefileRows::Kind::text); break;
      case Cell::date: kinds.push_back(ShapefileRows::Kind::date); break;
      default: return;
    }
  }
  m_plainRows = ShapefileRows::open(m_setup.shapefile, kinds, info.promised);
}

bool GdalLayer::nextPlain(store::FeatureBatch& batch) {
  while (m_nextRecord < std::min(info.promised, m_beforeRecord)) {
    const ShapefileRows::Row kind = m_plainRows->look(m_nextRecord);
    if (kind == ShapefileRows::Row::forGdal) break;
    const std::int64_t record = m_nextRecord++;
    if (kind == ShapefileRows::Row::deleted) continue;
    RowWriter row{batch};
    for (std::size_t i = 0; i < m_converters.size(); ++i) {
      const ShapefileRows::Cell& cell = m_plainRows->cell(i);
      if (cell.isNull) {
        row.null(i);
        continue;
      }
      switch (m_converters[i].cell) {
        case Cell::integer: row.integer(i, cell.integer); break;
        case Cell::real: row.real(i, cell.real); break;
        case Cell::date: {
          std::string& bytes = batch.columns[i].bytes;
          bytes.append(cell.text.substr(0, 4)).append(1, '-').append(cell.text.substr(4, 2)).append(1, '-');
          bytes.append(cell.text.substr(6));
          row.endText(i);
          break;
        }
        default: m_decoder.append(cell.text, batch.columns[i].bytes); row.endText(i);
      }
    }
    m_plainRows->appendGeometry(batch.geometry);
    row.end(record);
    return true;
  }
  m_setup.layer->SetNextByIndex(m_nextRecord);
  return false;
}

}  // namespace gis::io::worker
