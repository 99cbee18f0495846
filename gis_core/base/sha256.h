// Content addresses.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

namespace gis {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
/// The same of a file's content, read in pieces. Throws Error(notFound).
[[nodiscard]] std::string sha256OfFile(const std::filesystem::path& file);

}  // namespace gis
