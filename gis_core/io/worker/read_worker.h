// The child's main: opens one source, hands over its layers, ends.
#pragma once

namespace gis::io {

/// What `citydesk-cli read-worker` does: serves the parent over the descriptors that it passed until the
/// parent hangs up. Returns the exit status; 2 when it was not started by a parent.
int runReadWorker();

}  // namespace gis::io
