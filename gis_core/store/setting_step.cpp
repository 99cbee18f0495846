#include "gis_core/store/setting_step.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/row_image.h"

namespace gis::store {
namespace {

constexpr std::string_view kSettings = "city_setting";

std::string valueNow(const Connection& c, const std::string& name) {
  Statement statement(c, "SELECT value FROM city_setting WHERE key = ?1");
  return statement.bind(1, name).step() ? statement.text(0) : std::string();
}

void giveValue(const Connection& c, const std::string& name, const std::string& value) {
  Statement(c,
            "INSERT INTO city_setting(key, value) VALUES (?1, ?2) ON CONFLICT(key) DO UPDATE SET value ="
            " excluded.value")
      .bindAll(name, value)
      .run();
}

std::string settingImage(const std::string& value) {
  return dumped({{"value", value}});
}

std::string valueOfImage(const std::string& image) {
  return nlohmann::json::parse(image).at("value").get<std::string>();
}

}  // namespace

void changeSettings(const CityDatabase& city, const SettingValues& values, const std::string& reason,
                    const std::string& actor) {
  const Connection& c = city.connection();
  JoinedTransaction transaction(c);
  {
    Journal journal(c, newHead(c, reason, actor));
    for (const auto& [name, value] : values) {
      const std::string before = valueNow(c, name);
      if (before == value) continue;
      giveValue(c, name, value);
      journal.add(kSettings, kSettings, name, 0, kSettingStep, settingImage(before), settingImage(value));
    }
  }
  transaction.commit();
}

void takeBackSetting(const Connection& c, const std::string& name, const std::string& before,
                     const std::string& after) {
  if (valueNow(c, name) != valueOfImage(after)) {
    throw Error(ErrorCode::forbiddenStep, {GIS_TR("the change of the setting \"{0}\" cannot be taken back"), {name}},
                GIS_TR("it was changed again since"), {});
  }
  giveValue(c, name, valueOfImage(before));
}

}  // namespace gis::store
