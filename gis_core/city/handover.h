// Who gave what to whom: the receipts of what went out, kept in the city, and how often each layer is used.
// Functions belong to the thread of their city.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/io/receipt.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// One handing over of data, short: the receipt itself is a file.
struct Handover {
  struct Part {
    std::string layer;  ///< name
    std::int64_t written = 0;
    std::string format;
  };
  std::string number, at;  ///< `at`: ISO 8601 with offset
  std::string giver, receiver, purpose, security, actor;
  std::vector<Part> parts;
  std::vector<std::pair<std::string, std::string>> files;  ///< name, SHA-256
};
[[nodiscard]] Handover handoverOf(const io::Receipt& receipt);
/// Keeps it; the same number again replaces the old one. Errors: readOnly, locked.
void keepHandover(const store::CityDatabase& city, const Handover& handover);
/// Newest first.
[[nodiscard]] std::vector<Handover> handovers(const store::CityDatabase& city);

/// What people do with a layer.
enum class LayerUse { shown, looked, listed, asked, exported };
/// "shown looked listed asked exported"
[[nodiscard]] const char* layerUseName(LayerUse use);

/// Times by month ("2026-11") and use.
struct LayerUsage {
  std::map<std::string, std::map<LayerUse, std::int64_t>> months;
  std::string last;  ///< day of the last one; empty: never
  [[nodiscard]] std::int64_t total() const;
  /// In the month of `today` and the two before.
  [[nodiscard]] std::int64_t recently(std::string_view today) const;
};
/// Uses of one or more layers, by uid: counted up in one transaction. Errors: readOnly, locked.
void noteUses(const store::CityDatabase& city, const std::map<std::string, std::map<LayerUse, std::int64_t>>& byUid,
              std::string_view today);
/// By uid of the layer; layers that nobody used are not in it.
[[nodiscard]] std::map<std::string, LayerUsage> layerUsages(const store::CityDatabase& city);

}  // namespace gis::city
