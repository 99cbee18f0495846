// The heap in large pages of memory.
#pragma once

namespace gis::platform {

/// Asks that malloc and new of the first thread get their memory in large pages: the system then hands over and clears
/// 2 MiB at once instead of 4 KiB after 4 KiB, which on a virtual machine is a fifth of the time of a join or an
/// import. What is freed is kept for the next one. Call it once, first of all in main(). Where the system has no large
/// pages, or another allocator is at work, nothing changes.
void growHeapInLargePages() noexcept;

}  // namespace gis::platform
