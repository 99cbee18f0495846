// The paper that goes with data from one bureau to another: what was handed over, how, and what it lost.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "gis_core/io/export.h"

namespace gis::io {

/// What people add to a receipt. Empty texts are left blank for a pen.
struct ReceiptWords {
  std::string number;  ///< empty: made from the day and chance
  std::string giver, receiver, purpose;
  std::string security;  ///< security mark (公开, 内部 …)
  std::string actor;     ///< who ran the export
};

struct ReceiptFile {
  std::string name;  ///< without its folder
  std::uint64_t bytes = 0;
  std::string sha256;
};

struct ReceiptLayer {
  ExportReport report;
  std::string where, clip;  ///< what limited it, or empty
};

struct Receipt {
  ReceiptWords words;
  std::string madeAt;  ///< ISO 8601 with the city's offset
  std::string city;    ///< file name of the city
  std::vector<ReceiptLayer> layers;
  std::vector<ReceiptFile> files;
};

/// "YJ20261126-3F9A0C": the day in the city's zone and six hexadecimal digits of chance.
[[nodiscard]] std::string newReceiptNumber();

/// After the export: hashes the files that lie there now. Errors: notFound, cancelled. Thread rule: free of state.
[[nodiscard]] Receipt makeReceipt(const store::CityDatabase& city, const ExportRequest& request,
                                  const ExportReport& report, ReceiptWords words, const CancelToken& token = {});
/// The same of several layers that were handed over at once.
[[nodiscard]] Receipt makeReceipt(const store::CityDatabase& city, std::vector<ReceiptLayer> layers, ReceiptWords words,
                                  const CancelToken& token = {});

/// Refuses before any work what could not be written after it: another suffix than .json and .pdf, a folder that is not
/// there, a file that is (unless `overwrite`). Errors: unsupported, notFound, exists.
void checkReceiptFile(const std::filesystem::path& file, bool overwrite);

/// How a message is said: by the language of whoever asks.
using Say = std::function<std::string(const Message&)>;
/// The losses of a report as a JSON array: kind, column, count, examples, text, remedy.
[[nodiscard]] nlohmann::json lossesJson(const ExportReport& report, const Say& say);
/// The receipt as one JSON document (format: the guide).
[[nodiscard]] nlohmann::json receiptJson(const Receipt& receipt, const Say& say);
/// Writes it, all or nothing.
void writeReceiptJson(const Receipt& receipt, const std::filesystem::path& file, const Say& say);

}  // namespace gis::io
