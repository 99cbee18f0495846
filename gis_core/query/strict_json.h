// Private to this room: JSON read so that nothing in it is passed over in silence.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"

namespace gis::query {

/// Text → tree. Throws Error(invalidValue): no JSON (with the place), a key twice in one object.
[[nodiscard]] nlohmann::json parseStrictly(std::string_view text);

/// Throws Error(invalidValue): "the question cannot be read: at PATH: why".
[[noreturn]] void refuseJson(const std::string& path, Message why);

/// One object whose keys are taken one by one; done() refuses what was not taken. `path` says where it stands
/// ("where[2].not"). All take functions throw Error(invalidValue) with the path for a value of another kind.
class StrictObject {
 public:
  StrictObject(const nlohmann::json& value, std::string path);

  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] std::string pathOf(const std::string& key) const;
  [[nodiscard]] bool has(const std::string& key) const { return m_value.contains(key); }
  /// The value itself; null when it is not there.
  const nlohmann::json* take(const std::string& key);
  [[nodiscard]] std::string text(const std::string& key);  ///< must be there
  [[nodiscard]] std::string textOr(const std::string& key, const std::string& fallback);
  [[nodiscard]] std::optional<double> number(const std::string& key);
  [[nodiscard]] std::optional<std::int64_t> whole(const std::string& key);
  [[nodiscard]] bool flag(const std::string& key, bool fallback);
  [[nodiscard]] std::optional<std::vector<std::string>> texts(const std::string& key);
  /// Every key was taken.
  void done() const;

 private:
  const nlohmann::json& m_value;
  std::string m_path;
  std::set<std::string> m_taken;
};

}  // namespace gis::query
