// One layer through reader, encoders and writer, each in threads of their own.
#pragma once

#include <functional>

#include "gis_core/base/progress.h"
#include "gis_core/io/import_encoder.h"
#include "gis_core/io/source_reader.h"

namespace gis::io {

/// Reads `layer`, encodes batches on all cores and calls `write` in this thread with the pieces in the
/// source's order. At most a few batches are in memory. The first failure of any stage ends all of them
/// and is thrown here.
ReadEnd runPipeline(SourceReader& reader, std::size_t layer, const EncodePlan& plan, const CancelToken& token,
                    const std::function<void(EncodedPiece&&)>& write);

}  // namespace gis::io
