// What other rooms keep beside an open city.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <typeindex>

namespace gis::store {

/// One thing of each type, made when it is asked for first. A connection has one (Connection::kept()): the things end
/// just before it is closed, and none of them may hold a statement. Thread rule: that of the connection.
class KeptThings {
 public:
  template <typename Thing>
  [[nodiscard]] Thing& of(const std::function<std::shared_ptr<Thing>()>& make) {
    std::shared_ptr<void>& kept = m_things[typeid(Thing)];
    if (!kept) kept = make();
    return *static_cast<Thing*>(kept.get());
  }
  void clear() { m_things.clear(); }

 private:
  std::map<std::type_index, std::shared_ptr<void>> m_things;
};

}  // namespace gis::store
