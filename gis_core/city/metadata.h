// The metadata sheet of a layer: one form for the government catalogue of information resources (2017 guide) and for
// ISO 19115 / GB/T 19710. Kept in the city beside the layer; what the layer itself tells is never typed.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// What people fill in. Empty: not told.
struct Metadata {
  std::string title, titleEn, abstract, keywords;
  std::string catalogueClass, catalogueCode, related;  ///< 信息资源分类, 代码, 关联资源代码
  std::string provider, providerCode;                  ///< bureau and its unified social credit code (GB 32100)
  std::string contact;
  std::string sharing;  ///< "unconditional" | "conditional" | "none"
  std::string sharingCondition, sharingMethod;
  std::string openness;            ///< "open" | "conditional" | "none", to society
  std::string updateCycle;         ///< one of updateCycles()
  std::string published, updated;  ///< days, ISO 8601
  std::string scale;               ///< denominator, digits
  std::string heightDatum;         ///< what heights are measured from
  std::string lineage, quality;
  std::string security;  ///< "public" | "internal" | "confidential" | "secret" | "top_secret"
  friend bool operator==(const Metadata&, const Metadata&) = default;
};

/// One line of the form.
struct MetadataField {
  const char* key;  ///< in JSON
  const char* zh;   ///< in the Chinese sheet
  const char* en;
  std::string Metadata::*member;
  /// What may stand there: word, Chinese, English; empty: any text.
  struct Word {
    const char* key;
    const char* zh;
    const char* en;
  };
  std::vector<Word> words;
};
/// The form, in its order. Thread rule: immutable.
[[nodiscard]] const std::vector<MetadataField>& metadataFields();
/// The word of a field in Chinese or English; an unknown one stays as it is.
[[nodiscard]] std::string wordText(const MetadataField& field, const std::string& key, bool chinese);

/// What was filled in for a layer, with the title and the bureau of the import where nobody said otherwise.
[[nodiscard]] Metadata metadataOf(const store::CityDatabase& city, const store::LayerInfo& layer);
/// Checks and keeps it. Errors: invalidValue (metadataFault), readOnly, locked.
void setMetadata(const store::CityDatabase& city, const store::LayerInfo& layer, const Metadata& metadata);
/// What is wrong: a credit code with a wrong check digit, an unknown word, no day, a condition that is missing.
[[nodiscard]] std::optional<Message> metadataFault(const Metadata& metadata);

/// The strictest security mark of these layers, in words (内部 / internal); empty when none is told.
[[nodiscard]] std::string securityOf(const store::CityDatabase& city, const std::vector<std::string>& layers,
                                     bool chinese);

[[nodiscard]] nlohmann::json toJson(const Metadata& metadata);
/// Takes the keys that are there (null empties one) over into `base`. Errors: invalidValue for keys that are not known
/// and values that are no texts.
[[nodiscard]] Metadata merged(Metadata base, const nlohmann::json& json);

/// The word of a security mark; another wording, and none, stay as they are.
[[nodiscard]] std::string securityWord(const std::string& security, bool chinese);

/// Is a layer as new as its cycle promises?
struct Freshness {
  std::string since;  ///< day of the last data: updated, else published, else imported; empty: not known
  std::string due;    ///< day by which new data was promised; empty: no cycle
  bool past = false;
  int daysOver = 0;
};
[[nodiscard]] Freshness freshnessOf(const Metadata& metadata, const store::LayerInfo& layer, std::string_view today);
/// Today in the city's zone, "2026-11-26".
[[nodiscard]] std::string cityToday();

/// ISO 19139 (gmd:MD_Metadata) as XML text.
[[nodiscard]] std::string metadataXml(const store::CityDatabase& city, const store::LayerInfo& layer,
                                      const Metadata& metadata);

/// The Chinese form as a spreadsheet: 项目, 内容, 说明; what the layer tells stands below, for reading.
void writeMetadataSheet(const store::CityDatabase& city, const store::LayerInfo& layer, const Metadata& metadata,
                        const std::filesystem::path& file);
/// Reads such a sheet (XLSX, CSV) into `base`: rows are known by their first column. Errors: notFound, damaged,
/// invalidValue when no row of the form is in it.
[[nodiscard]] Metadata readMetadataSheet(const std::filesystem::path& file, Metadata base,
                                         const CancelToken& token = {});

}  // namespace gis::city
