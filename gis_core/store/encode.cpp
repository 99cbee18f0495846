// From WKB to the form of the table, in any thread.
#include <cstring>

#include "gis_core/store/bulk_load.h"

namespace gis::store {
namespace {

/// A polygon as the only member of a multi-polygon: layers of areas are always Multi, so that no row has to be
/// written again when the millionth one has two parts.
void wrapPolygon(geom::Bytes& out, geom::BytesView polygon, geom::GeometryType type) {
  type.kind = geom::GeometryKind::multiPolygon;
  const auto code = static_cast<std::uint32_t>(type.code());
  const std::uint32_t one = 1;
  out.resize(9 + polygon.size());
  out[0] = 1;
  std::memcpy(out.data() + 1, &code, 4);
  std::memcpy(out.data() + 5, &one, 4);
  std::memcpy(out.data() + 9, polygon.data(), polygon.size());
}

}  // namespace

EncodedBatch encode(FeatureBatch batch, int srid) {
  EncodedBatch encoded;
  const std::size_t rows = batch.rows();
  encoded.boxes.resize(rows);
  geom::Bytes blobs;
  blobs.reserve(batch.geometry.size() + rows * 48);
  std::vector<std::uint32_t> ends;
  ends.reserve(rows);
  geom::Bytes scratch;
  for (std::size_t row = 0; row < rows; ++row) {
    geom::BytesView wkb = row < batch.geometryEnds.size() ? batch.geometryOf(row) : geom::BytesView();
    if (wkb.empty()) {
      ++encoded.nullGeometries;
    } else {
      geom::GeometryType type = geom::typeOf(wkb);
      if (type.kind == geom::GeometryKind::polygon) {
        wrapPolygon(scratch, wkb, type);
        wkb = scratch;
        type.kind = geom::GeometryKind::multiPolygon;
      }
      const std::size_t begin = blobs.size();
      geom::appendSpatialite(blobs, wkb, srid);
      encoded.boxes[row] = geom::envelopeOfSpatialite(geom::BytesView(blobs).subspan(begin));
      if (encoded.boxes[row].isEmpty()) {
        // functions of SpatiaLite crash on an empty polygon, and its index check does not stand an empty point
        blobs.resize(begin);
        ends.push_back(static_cast<std::uint32_t>(begin));
        ++encoded.nullGeometries;
        continue;
      }
      encoded.kinds |= 1U << static_cast<unsigned>(type.kind);
      encoded.anyZ |= type.hasZ;
      encoded.anyM |= type.hasM;
      encoded.anyWithoutZ |= !type.hasZ;
      encoded.anyWithoutM |= !type.hasM;
    }
    ends.push_back(static_cast<std::uint32_t>(blobs.size()));
  }
  batch.geometry = std::move(blobs);
  batch.geometryEnds = std::move(ends);
  encoded.batch = std::move(batch);
  return encoded;
}

}  // namespace gis::store
