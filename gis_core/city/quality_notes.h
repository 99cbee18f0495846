// What people decided about findings: ignored with a reason, or sent to the bureau that owns the layer.
// Functions belong to the thread of their city.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/quality.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/table_book.h"

namespace gis::city {

struct IgnoredFinding {
  std::string id;  ///< of QualityFinding
  std::string layer, reason, by, at;
};
/// By id. Kept in the city.
[[nodiscard]] std::vector<IgnoredFinding> ignoredFindings(const store::CityDatabase& city);
[[nodiscard]] std::set<std::string> ignoredIds(const store::CityDatabase& city);
/// Ignores findings of a layer from now on; one that was ignored gets the new reason.
/// Errors: invalidValue (no reason), notFound (an id that `quality` does not hold).
void ignoreFindings(const store::CityDatabase& city, const LayerQuality& quality, const std::vector<std::string>& ids,
                    const std::string& reason, const std::string& actor);
/// Looks at them again. Error(notFound) when one is not ignored.
void heedFindings(const store::CityDatabase& city, const std::vector<std::string>& ids);

/// A correction note (校核纠错单) to the bureau that owns a layer.
struct CorrectionNote {
  std::string number;  ///< "JC20261126-001"
  std::string layer, bureau, madeAt, madeBy;
  std::string state;  ///< "sent", "answered", "closed"
  std::string answer, answeredAt, answeredBy;
  std::vector<std::string> findings;  ///< ids
};
/// Oldest first.
[[nodiscard]] std::vector<CorrectionNote> correctionNotes(const store::CityDatabase& city);
/// Makes a note of all findings of a check, with the next number of the day. Error(invalidValue): no findings, no
/// bureau.
CorrectionNote makeCorrectionNote(const store::CityDatabase& city, const LayerQuality& quality,
                                  const std::string& bureau, const std::string& actor);
/// Writes down what the bureau said; `close` ends it. Errors: notFound, forbiddenStep (it is closed), invalidValue.
CorrectionNote answerCorrectionNote(const store::CityDatabase& city, std::string_view number, const std::string& answer,
                                    bool close, const std::string& actor);
/// How many of its findings a new check still finds.
[[nodiscard]] std::int64_t stillFound(const CorrectionNote& note, const LayerQuality& quality);
/// The note as a sheet with lines for the answer and the seal.
[[nodiscard]] io::BookSheet correctionSheet(const CorrectionNote& note, const LayerQuality& quality,
                                            const io::Say& say);

}  // namespace gis::city
