// Which files on the disk are a city, or belong to one.
#pragma once

#include <filesystem>

namespace gis::store {

/// Has the file our mark in its head? Without opening it as a database.
[[nodiscard]] bool isCityFile(const std::filesystem::path& file);

/// Is it a city, a city's log (-wal, -shm, -journal) or lock, or does it lie in a city's folder of photos? The file
/// need not exist; links are followed. Whoever writes a file of a user's choice asks first.
[[nodiscard]] bool belongsToCity(const std::filesystem::path& file);

}  // namespace gis::store
