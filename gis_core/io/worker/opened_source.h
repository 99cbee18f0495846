// A source opened in the reading child: all layers of all its data sets.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gis_core/io/worker/layer_source.h"

namespace gis::io::worker {

class GdalComplaints;

struct OpenedSource {
  std::vector<std::unique_ptr<LayerSource>> layers;
  std::vector<Message> warnings;
};

/// Throws Error(notFound | unsupported | damaged | usage).
[[nodiscard]] OpenedSource openSource(const SourceRequest& request, GdalComplaints& complaints);

}  // namespace gis::io::worker
