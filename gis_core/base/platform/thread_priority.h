// Which threads go first when there are more of them than cores.
#pragma once

namespace gis::platform {

/// The calling thread, and those it starts from now on, let others go first; for good. For helpers that only prepare
/// what somebody else writes: whoever holds a lock must not wait for them.
void lowerThreadPriority() noexcept;
/// What the calling thread has: threads with the same number have the same.
[[nodiscard]] int threadPriority() noexcept;

}  // namespace gis::platform
