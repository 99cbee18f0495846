// A written file is read again and compared with what was meant. Private to the room.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/io/export_writer.h"

namespace gis::io {

/// Reads a written file in a child, a large one in two that take half of it each, compares it with what was meant, and
/// notes in the report what was compared. Throws Error(damaged) where something differs.
void readBack(const ExportWriter::Expectation& expected, ExportFormat format, const CancelToken& token,
              ExportReport& report);

}  // namespace gis::io
