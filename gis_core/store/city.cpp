#include "gis_core/store/city.h"

#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/joined_transaction.h"

namespace gis::store {

std::filesystem::path CityDatabase::mediaFolder() const {
  // through a link the photos would go to another folder than under the city's own name
  std::error_code unreadable;
  std::filesystem::path folder = std::filesystem::weakly_canonical(file(), unreadable);
  if (unreadable) folder = file();
  folder.replace_extension(".media");
  return folder;
}

std::filesystem::path CityDatabase::mediaFile(std::string_view sha256) const {
  if (sha256.size() != 64 || sha256.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot find the attachment {0}"), {std::string(sha256)}},
                GIS_TR("it is no SHA-256 of 64 hexadecimal digits"), {});
  }
  return mediaFolder() / std::string(sha256.substr(0, 2)) / std::string(sha256.substr(2, 2)) /
         std::string(sha256.substr(4));
}

std::string CityDatabase::setting(std::string_view key, std::string_view fallback) const {
  Statement statement(m_connection, "SELECT value FROM city_setting WHERE key = ?1");
  return statement.bind(1, key).step() ? statement.text(0) : std::string(fallback);
}

void CityDatabase::setSetting(std::string_view key, std::string_view value) const {
  JoinedTransaction transaction(m_connection);
  Statement(
      m_connection,
      "INSERT INTO city_setting(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
      .bindAll(key, value)
      .run();
  transaction.commit();
}

CityDatabase::CityDatabase(Connection connection) : m_connection(std::move(connection)) {
  m_uid = setting("uid");
  m_srid = std::atoi(setting("srid", "-1").c_str());
  m_crs = crsOfSrid(m_connection, m_srid);
  m_station = std::atoll(setting("station", "0").c_str());
  m_note = m_connection.note();
}

}  // namespace gis::store
