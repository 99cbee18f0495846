// Private to this room: a few threads that fetch tiles, the newest wish first.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "gis_core/raster/tile_scheme.h"

namespace gis::raster {

struct WebAnswer {
  enum class Kind { bytes, none, failed } kind = Kind::failed;  ///< none: the server has no such tile
  std::string bytes, why;
};

/// Who wants tiles. Thread rule: called from the fetcher's threads.
class WebClient {
 public:
  virtual ~WebClient() = default;
  [[nodiscard]] virtual std::string address(const TileKey& key) const = 0;
  [[nodiscard]] virtual bool mayAsk(const std::string& url) const = 0;
  virtual void came(const TileKey& key, const WebAnswer& answer) = 0;
  /// The wish was given up for newer ones; it may be made again.
  virtual void dropped(const TileKey& key) = 0;
};

/// One for the process; its threads start with the first wish, so a program that needs no network opens none.
class WebFetcher {
 public:
  static WebFetcher& shared();
  void ask(std::weak_ptr<WebClient> client, const TileKey& key);
  /// Gives up all wishes of a client whose server does not answer.
  void drop(const WebClient& client);

  WebFetcher(const WebFetcher&) = delete;
  WebFetcher& operator=(const WebFetcher&) = delete;

 private:
  struct Wish {
    std::weak_ptr<WebClient> client;
    TileKey key;
  };
  WebFetcher();
  ~WebFetcher();
  void work(const std::stop_token& stop);

  std::mutex m_mutex;
  std::condition_variable_any m_wake;
  std::deque<Wish> m_wishes;  ///< the last is the newest
  std::vector<std::jthread> m_threads;
};

}  // namespace gis::raster
