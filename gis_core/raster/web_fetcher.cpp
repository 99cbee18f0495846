#include "gis_core/raster/web_fetcher.h"

#include <algorithm>

#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

namespace {

constexpr unsigned kThreads = 4;  // what browsers allow themselves of one server
constexpr std::size_t kMostWishes = 400;

}  // namespace

WebFetcher& WebFetcher::shared() {
  static WebFetcher fetcher;
  return fetcher;
}

WebFetcher::WebFetcher() {
  (void)gdalPart();  // loaded before: at the program's end it goes after the threads that use it
}

WebFetcher::~WebFetcher() {
  for (std::jthread& thread : m_threads) thread.request_stop();
  m_wake.notify_all();
  m_threads.clear();
}

void WebFetcher::ask(std::weak_ptr<WebClient> client, const TileKey& key) {
  std::vector<Wish> given;
  {
    const std::lock_guard lock(m_mutex);
    m_wishes.push_back({std::move(client), key});
    while (m_wishes.size() > kMostWishes) {
      given.push_back(std::move(m_wishes.front()));
      m_wishes.pop_front();
    }
    if (m_threads.size() < kThreads) m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
  m_wake.notify_one();
  for (const Wish& wish : given) {
    if (const auto owner = wish.client.lock()) owner->dropped(wish.key);
  }
}

void WebFetcher::drop(const WebClient& client) {
  std::vector<std::pair<std::shared_ptr<WebClient>, TileKey>> given;
  {
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_wishes, [&](const Wish& wish) {
      const auto owner = wish.client.lock();
      if (owner == nullptr) return true;
      if (owner.get() != &client) return false;
      given.emplace_back(owner, wish.key);
      return true;
    });
  }
  for (const auto& [owner, key] : given) owner->dropped(key);
}

void WebFetcher::work(const std::stop_token& stop) {
  while (true) {
    Wish wish;
    {
      std::unique_lock lock(m_mutex);
      if (!m_wake.wait(lock, stop, [this] { return !m_wishes.empty(); })) return;
      wish = std::move(m_wishes.back());
      m_wishes.pop_back();
    }
    const auto client = wish.client.lock();
    if (client == nullptr) continue;
    const WebAnswer answer = gdalPart().webAnswer(*client, client->address(wish.key), stop);
    if (stop.stop_requested()) return;
    client->came(wish.key, answer);
  }
}

}  // namespace gis::raster
