#include "gis_core/city/case_queue.h"

#include "gis_core/base/text.h"

namespace gis::city {
namespace {

constexpr std::string_view kHouseNumber = "号";
constexpr std::size_t kFewestCharacters = 3;

std::vector<FindResult> placedResults(const FindIndex& index, std::string_view text, std::size_t limit) {
  std::vector<FindResult> results = index.search(text, limit);
  std::erase_if(results, [](const FindResult& one) { return !one.at || one.kind == "case"; });
  return results;
}

std::size_t charactersOf(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace

std::vector<Incident> casesToPlace(const store::CityDatabase& city, std::int64_t limit, const CancelToken& token) {
  IncidentFilter filter;
  filter.where = "geometry IS NULL";
  filter.limit = limit;
  return listIncidents(city, filter, token);
}

std::vector<FindResult> placesForAddress(const FindIndex& index, std::string_view address, std::size_t limit) {
  const std::string whole = text::repairUtf8(text::trim(address));
  if (whole.empty()) return {};
  if (auto results = placedResults(index, whole, limit); !results.empty()) return results;
  if (const std::size_t number = whole.rfind(kHouseNumber); number != std::string::npos) {
    const std::string_view door = std::string_view(whole).substr(0, number + kHouseNumber.size());
    if (auto results = placedResults(index, door, limit); !results.empty()) return results;
  }
  std::string_view shorter = whole;
  while (charactersOf(shorter) > kFewestCharacters) {
    shorter = text::cutUtf8(shorter, shorter.size() - 1);
    if (auto results = placedResults(index, shorter, limit); !results.empty()) return results;
  }
  return {};
}

}  // namespace gis::city
