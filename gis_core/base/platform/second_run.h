// The program run once more, as a child that may crash.
#pragma once

#include "gis_core/base/platform/process.h"
#include "gis_core/base/progress.h"

namespace gis::platform {

/// Runs this program again with the same arguments and the same standard streams and waits for its end. A cancelled
/// `token` asks the child to stop, and ends it when it does not within a second: then the end is by SIGKILL.
/// Throws Error(internal).
[[nodiscard]] ExitState runAgain(char* const* arguments, const CancelToken& token);

/// Is this process the child of a runAgain()? Its own children are not. Such a child dies with its parent. Called
/// once, before there are threads.
[[nodiscard]] bool isSecondRun();

}  // namespace gis::platform
