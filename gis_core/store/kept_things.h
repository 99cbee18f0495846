// What other rooms keep beside an open city.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <typeindex>

#include "gis_core/store/connection.h"

namespace gis::store {

/// One thing of each type, made when it is asked for first. Thread rule: that of its connection.
class KeptThings {
 public:
  template <typename Thing>
  [[nodiscard]] Thing& of(const std::function<std::shared_ptr<Thing>()>& make) {
    std::shared_ptr<void>& kept = m_things[typeid(Thing)];
    if (!kept) kept = make();
    return *static_cast<Thing*>(kept.get());
  }

 private:
  std::map<std::type_index, std::shared_ptr<void>> m_things;
};

/// The things of this connection; they end when it is closed, just before. None of them may hold a statement.
[[nodiscard]] KeptThings& keptWith(const Connection& c);

}  // namespace gis::store
