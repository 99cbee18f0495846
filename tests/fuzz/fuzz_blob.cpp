// SpatiaLite blobs and WKB: whatever bytes come, every reader of them ends with an answer or an Error.
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/spatialite_blob.h"
#include "gis_core/geometry/wkb.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace gis;

void look(geom::BytesView wkb) {
  (void)geom::typeOf(wkb);
  (void)geom::isEmpty(wkb);
  (void)geom::envelopeOf(wkb);
  (void)geom::hasFinitePlaces(wkb);
  (void)geom::certainlyValid(wkb);
  (void)geom::toWkt(wkb);
  geom::Bytes moved(wkb.begin(), wkb.end());
  geom::transformCoordinates(moved, [](double*, std::uint32_t, int) {});
  fuzz::require(std::equal(moved.begin(), moved.end(), wkb.begin(), wkb.end()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const geom::BytesView bytes(data, size);
  fuzz::orError([&] {
    if (!geom::structureFault(bytes).empty()) return;
    look(bytes);
  });
  fuzz::orError([&] {
    geom::Bytes wkb{1, 2, 3};  // what stands before stays
    geom::appendWkbOfSpatialite(wkb, bytes);
    fuzz::require(wkb.size() > 3 && wkb[0] == 1 && wkb[1] == 2 && wkb[2] == 3);
    wkb.erase(wkb.begin(), wkb.begin() + 3);
    look(wkb);
  });
  return 0;
}
