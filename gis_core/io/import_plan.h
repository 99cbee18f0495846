// Which layers of which sources become which layers of the city. Decided before anything is written.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/io/import.h"
#include "gis_core/io/import_encoder.h"
#include "gis_core/io/source_reader.h"

namespace gis::io {

/// One layer to load.
struct LayerTask {
  std::size_t source = 0;  ///< index into ImportPlan::sources
  std::size_t layer = 0;   ///< index into the source's layers
  std::string name;        ///< in the city
  SourceLayer info;
  EncodePlan encode;  ///< all but the srid, which the city gives
  crs::Crs layerCrs;  ///< of the new layer
  std::vector<Message> warnings;
};

/// An opened source; the child of a source that waits for its turn may be ended and started again.
struct PlannedSource {
  SourceRequest request;
  std::unique_ptr<SourceReader> reader;
  /// The reader, started again when it was let go.
  [[nodiscard]] SourceReader& ready(const CancelToken& token);
};

struct ImportPlan {
  std::vector<PlannedSource> sources;
  std::vector<LayerTask> tasks;
  std::vector<std::string> skipped;
  std::vector<Message> warnings;
};

/// Opens every source, chooses layers, names and coordinate systems. Throws what importLayers() throws
/// before it writes.
[[nodiscard]] ImportPlan planImport(const store::CityDatabase& city, const ImportRequest& request,
                                    const CancelToken& token);

}  // namespace gis::io
