// From an older file to this version. Private to the room.
#pragma once

#include <filesystem>
#include <functional>
#include <span>

#include "gis_core/store/connection.h"

namespace gis::store {

/// The step that makes a file of version to−1 one of version `to`; runs inside the one transaction.
struct Migration {
  int to = 0;
  std::function<void(const Connection&)> run;
};

/// All steps there are, ascending.
[[nodiscard]] std::span<const Migration> migrations();

/// Tables, indexes and columns for cases of version 2, as far as the file lacks them; inside a transaction.
void addCasesOfVersion2(const Connection& c);

/// Copies the city to FILE.before-vN (N: the version it has), then runs the steps above N in one transaction.
void migrate(const Connection& c, std::span<const Migration> steps);

/// VACUUM INTO a new file: a consistent copy without free pages, journal_mode=DELETE.
void copyInto(const Connection& c, const std::filesystem::path& target);

}  // namespace gis::store
