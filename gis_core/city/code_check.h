// Is a code well formed? Plain sentences for people who typed one.
// Every function takes the code as typed: spaces, hyphens, full width and small letters are forgiven.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gis_core/base/message.h"

namespace gis::city {

/// What is wrong, or nothing. Lengths are a hint for flags on import, never a reason to drop a row.

/// 宗地代码: 6 county, 3 cadastral district, 3 sub-district, 2 feature letters, 5 sequence (19). GB/T 37346-2019.
[[nodiscard]] std::optional<Message> parcelCodeFault(std::string_view code);
/// 不动产单元代码: the parcel's 19, a fixture letter and 8 digits (28). GB/T 37346-2019.
[[nodiscard]] std::optional<Message> realEstateUnitFault(std::string_view code);
/// 单元网格: 6 county, 3 subdistrict, 3 community, 3 sequence (15); letters after the county are allowed.
[[nodiscard]] std::optional<Message> unitGridFault(std::string_view code);
/// Component ID: 17 digits (GB/T 47678.5-2026) or 16 (CJ/T 214).
[[nodiscard]] std::optional<Message> componentIdFault(std::string_view code);
/// Unified social credit code: 18 characters with check digit. GB 32100-2015.
[[nodiscard]] std::optional<Message> creditCodeFault(std::string_view code);
/// Resident identity number: 18 characters with check digit. GB 11643.
[[nodiscard]] std::optional<Message> residentIdFault(std::string_view code);

/// In the groups used on certificates, "320302 015175 GB00625" (6-6-7, a unit's 9 behind it); a text of
/// another length is given back as it is.
[[nodiscard]] std::string groupedParcelCode(std::string_view code);

}  // namespace gis::city
