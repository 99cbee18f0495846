// Parts of a program that lie in files of their own and are loaded when they are first needed: what a library with many
// others behind it costs, at each start some 60 ms for GDAL, is paid only by who uses it.
#pragma once

#include <string>

namespace gis::platform {

/// The address of the C symbol `name` in the part `part`, a shared library beside the program or in the installation's
/// lib/citydesk. It is loaded at its first call and stays; what it needs of us it finds in the program. Errors:
/// notFound (with the system's words). Any thread.
[[nodiscard]] const void* entryOfPart(const std::string& part, const char* name);

}  // namespace gis::platform
