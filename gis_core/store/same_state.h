// Connections for threads that share out the reading of one state of a city.
#pragma once

#include <cstddef>
#include <vector>

#include "gis_core/store/connection.h"

namespace gis::store {

/// `count` further connections to the file of `c`, each in a read transaction of the same state, so that what their
/// threads read fits together. None when that cannot be had: `c` is in a transaction of which others see nothing, or
/// shows tables of its own (a city as of a date), the file was not opened as asked (each connection would be a copy of
/// it), or somebody writes without a pause. Then the work is one connection's. One thread at a time uses a connection.
/// Errors: those of opening.
[[nodiscard]] std::vector<Connection> readersOfOneState(const Connection& c, std::size_t count);

}  // namespace gis::store
