// What a case says of itself, in words: for lists, forms and paper.
#pragma once

#include <QString>
#include <string>

#include "gis_core/city/incident.h"

namespace gis::ui {

/// "Waiting for filing" (from the shipped table); an unknown state stays as it is.
[[nodiscard]] QString caseStateText(const std::string& state, bool chinese);
/// "06010 暴露垃圾": with the English name when not `chinese`.
[[nodiscard]] QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                                   const std::string& nameZh, bool chinese);
/// When a photo was taken in the course of a case: "reported", "handled" …
[[nodiscard]] QString photoStageText(const std::string& stage, bool chinese);
/// An instant kept in UTC as the city's local time, to the minute; empty stays empty.
[[nodiscard]] QString cityTimeText(const std::string& isoUtc);
/// "Printed: 2026-11-26 12:30  Wang": when, now, and by whom (empty: left out), for the foot of a page.
[[nodiscard]] QString printedNote(const QString& by, bool chinese);
/// Is the deadline over and the case still open?
[[nodiscard]] bool isOverdue(const city::Incident& incident);

}  // namespace gis::ui
