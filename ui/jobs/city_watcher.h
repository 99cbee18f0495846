// Watches a city for changes, ours and other programs'.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::ui {

/// What changed since the last look.
struct CityChanges {
  std::map<std::string, std::vector<std::int64_t>> rows;  ///< layer → fids
  std::vector<std::string> reloaded;                      ///< layers that were loaded anew
  std::shared_ptr<const std::vector<store::LayerInfo>> layers;
  store::UndoState undo;
};

/// A thread with its own connection that polls PRAGMA data_version every 200 ms (decisions.md §4).
class CityWatcher {
 public:
  using Told = std::function<void(CityChanges)>;

  /// Changes after `seq` are told (a number of store::lastChange, so that nothing between two readers is
  /// missed). `told` is called in the watcher's thread, the first time soon after the start.
  CityWatcher(std::function<store::CityDatabase()> open, std::int64_t seq, Told told);
  CityWatcher(const CityWatcher&) = delete;
  CityWatcher& operator=(const CityWatcher&) = delete;
  ~CityWatcher();

  /// Look now: something was written here.
  void poke();

 private:
  void loop();

  std::function<store::CityDatabase()> m_open;
  std::int64_t m_seq;
  Told m_told;
  std::mutex m_mutex;
  std::condition_variable m_wake;
  bool m_stop = false;
  bool m_poked = false;
  std::thread m_thread;
};

}  // namespace gis::ui
