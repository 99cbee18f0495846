// The city database: one SpatiaLite file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "gis_core/base/message.h"
#include "gis_core/crs/crs.h"
#include "gis_core/store/connection.h"

namespace gis::store {

class StageSweeper;

/// "City" in ASCII, PRAGMA application_id.
inline constexpr int kApplicationId = 0x43697479;
/// PRAGMA user_version; one migration per number.
inline constexpr int kSchemaVersion = 2;

/// An open city. Move-only; belongs to one thread (it owns one connection). Opening: checks
/// application_id (Error(damaged): not a CityDesk city), refuses newer versions (Error(newerVersion)),
/// migrates older ones in one transaction after a backup NAME.citydb.before-vN, drops stages of dead imports.
class CityDatabase {
 public:
  /// A new file with schema, WAL, SpatiaLite metadata. Error(exists) when the file is there.
  [[nodiscard]] static CityDatabase create(const std::filesystem::path& file, const crs::Crs& crs);
  [[nodiscard]] static CityDatabase open(const std::filesystem::path& file, OpenMode mode = OpenMode::readWrite);

  [[nodiscard]] const Connection& connection() const { return m_connection; }
  [[nodiscard]] const std::filesystem::path& file() const { return m_connection.file(); }
  [[nodiscard]] const std::string& uid() const { return m_uid; }
  [[nodiscard]] const crs::Crs& crs() const { return m_crs; }
  [[nodiscard]] int srid() const { return m_srid; }
  /// Number of this working place in ids (21 bits), made at creation, changed by copies.
  [[nodiscard]] std::int64_t station() const { return m_station; }
  /// NAME.media beside the city itself, also when it was opened through a link.
  [[nodiscard]] std::filesystem::path mediaFolder() const;
  /// Where the original with this SHA-256 (64 hexadecimal digits) lies: mediaFolder()/ab/cd/ef….
  [[nodiscard]] std::filesystem::path mediaFile(std::string_view sha256) const;
  /// Said when the city could not be opened as asked (read-only place, network share); empty otherwise.
  [[nodiscard]] std::string openingNote() const { return m_note.str(); }
  /// The same, to be translated.
  [[nodiscard]] const Message& openingMessage() const { return m_note; }

  /// A load that is cancelled from now on returns at once and leaves its rows to `sweeper`; without one it drops them
  /// before it returns.
  void leaveTidyingTo(std::shared_ptr<StageSweeper> sweeper) { m_sweeper = std::move(sweeper); }
  [[nodiscard]] const std::shared_ptr<StageSweeper>& sweeper() const { return m_sweeper; }

  /// Settings kept in the city (table city_setting).
  [[nodiscard]] std::string setting(std::string_view key, std::string_view fallback = {}) const;
  void setSetting(std::string_view key, std::string_view value) const;

 private:
  explicit CityDatabase(Connection connection);
  Connection m_connection;
  std::string m_uid;
  crs::Crs m_crs;
  int m_srid = -1;
  std::int64_t m_station = 0;
  Message m_note;
  std::shared_ptr<StageSweeper> m_sweeper;
};

/// The srid for a CRS in this city's spatial_ref_sys: the EPSG code, a custom one ≥ 1000000 (added when
/// new), or −1 when unknown.
[[nodiscard]] int sridOf(const Connection& c, const crs::Crs& crs);
[[nodiscard]] crs::Crs crsOfSrid(const Connection& c, int srid);

}  // namespace gis::store
