// Tiles of web maps: memory, then a cache on the disk, then the network, which nobody waits for.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <span>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/raster/base_map.h"
#include "gis_core/raster/picture_cache.h"
#include "gis_core/raster/tile_source.h"
#include "gis_core/raster/web_fetcher.h"

namespace gis::raster {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

namespace {

/// A tile older than this is shown and asked for again.
constexpr auto kFresh = std::chrono::hours(24 * 30);
constexpr std::uintmax_t kMostCacheBytes = std::uintmax_t(1) << 30;

class WebTiles : public TileSource, public WebClient, public std::enable_shared_from_this<WebTiles> {
 public:
  WebTiles(TileTemplate addresses, TileScheme scheme, WebAccess access, fs::path folder)
      : m_addresses(std::move(addresses)),
        m_scheme(std::move(scheme)),
        m_access(std::move(access)),
        m_folder(std::move(folder)) {}

  TileAnswer tile(const TileKey& key, const geom::Envelope& box) override;
  TileAnswer atHand(const TileKey& key) override;
  std::size_t pending() const override {
    const std::lock_guard lock(m_mutex);
    return m_asked.size();
  }
  void onArrival(std::function<void(const geom::Envelope&)> listener) override {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
  }
  std::string trouble() const override {
    const std::lock_guard lock(m_mutex);
    return m_trouble;
  }

  std::string address(const TileKey& key) const override { return m_addresses.fill(m_scheme, key, m_access.key); }
  bool mayAsk(const std::string& url) const override { return isListed(hostOf(url), m_access.hosts); }
  void came(const TileKey& key, const WebAnswer& answer) override;
  void dropped(const TileKey& key) override {
    const std::lock_guard lock(m_mutex);
    m_asked.erase(key);
  }

 private:
  [[nodiscard]] fs::path fileOf(const TileKey& key) const {
    return m_folder / std::to_string(key.level) / std::to_string(key.x) / std::to_string(key.y);
  }
  void ask(const TileKey& key, const geom::Envelope& box);
  void keep(const TileKey& key, const std::string& bytes) const;

  TileTemplate m_addresses;
  TileScheme m_scheme;
  WebAccess m_access;
  fs::path m_folder;
  PictureCache m_cache;
  mutable std::mutex m_mutex;
  std::map<TileKey, std::vector<geom::Envelope>> m_asked;  ///< with the windows that wait for them
  std::set<TileKey> m_absent, m_renewed;
  std::function<void(const geom::Envelope&)> m_listener;
  std::string m_trouble;
  int m_failures = 0;
  SteadyClock::time_point m_retryAt;
};

TileAnswer WebTiles::atHand(const TileKey& key) {
  if (auto known = m_cache.find(key)) return {TileState::here, std::move(known)};
  {
    const std::lock_guard lock(m_mutex);
    if (m_absent.contains(key)) return {};
  }
  std::error_code failed;
  const fs::path file = fileOf(key);
  if (!fs::is_regular_file(file, failed)) return {TileState::awaited, nullptr};
  std::optional<Picture> picture;
  try {
    picture = decodePicture(platform::readFile(file));
  } catch (const Error&) {
    // gone between the two questions: as if it had never been there
  }
  if (!picture) {
    fs::remove(file, failed);
    return {TileState::awaited, nullptr};
  }
  auto shared = std::make_shared<const Picture>(std::move(*picture));
  m_cache.put(key, shared);
  return {TileState::here, std::move(shared)};
}

TileAnswer WebTiles::tile(const TileKey& key, const geom::Envelope& box) {
  const std::int64_t side = std::int64_t(1) << key.level;
  if (key.x < 0 || key.y < 0 || key.x >= side || key.y >= side) return {};
  const bool inMemory = m_cache.find(key) != nullptr;
  TileAnswer answer = atHand(key);
  if (answer.state == TileState::awaited) ask(key, box);
  if (answer.state == TileState::here && !inMemory) {
    std::error_code failed;
    const auto age = fs::file_time_type::clock::now() - fs::last_write_time(fileOf(key), failed);
    if (!failed && age > kFresh) {
      const std::lock_guard lock(m_mutex);
      if (!m_renewed.insert(key).second) return answer;
    }
    if (!failed && age > kFresh) ask(key, box);
  }
  return answer;
}

void WebTiles::ask(const TileKey& key, const geom::Envelope& box) {
  {
    const std::lock_guard lock(m_mutex);
    if (SteadyClock::now() < m_retryAt) return;
    const auto found = m_asked.find(key);
    if (found != m_asked.end()) {
      if (std::find(found->second.begin(), found->second.end(), box) == found->second.end())
        found->second.push_back(box);
      return;
    }
    m_asked[key].push_back(box);
  }
  WebFetcher::shared().ask(weak_from_this(), key);
}

void WebTiles::keep(const TileKey& key, const std::string& bytes) const {
  try {
    const fs::path file = fileOf(key);
    fs::create_directories(file.parent_path());
    platform::writeFileAtomically(file, std::as_bytes(std::span(bytes.data(), bytes.size())));
  } catch (const std::exception&) {
    // a full disk costs the cache, not the map
  }
}

void WebTiles::came(const TileKey& key, const WebAnswer& answer) {
  std::vector<geom::Envelope> waiting;
  std::function<void(const geom::Envelope&)> listener;
  std::shared_ptr<const Picture> picture;
  if (answer.kind == WebAnswer::Kind::bytes) {
    if (auto decoded = decodePicture(answer.bytes)) {
      picture = std::make_shared<const Picture>(std::move(*decoded));
      keep(key, answer.bytes);
      m_cache.put(key, picture);
    }
  }
  {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_asked.find(key); found != m_asked.end()) {
      waiting = std::move(found->second);
      m_asked.erase(found);
    }
    if (picture != nullptr) {
      m_failures = 0;
      m_trouble.clear();
      m_retryAt = {};
    } else if (answer.kind == WebAnswer::Kind::none) {
      m_absent.insert(key);
      m_failures = 0;
      m_trouble.clear();
    } else {
      // asked again later: 2, 4, 8 … 60 seconds
      m_trouble = answer.kind == WebAnswer::Kind::bytes ? "no picture came" : answer.why;
      m_retryAt = SteadyClock::now() + std::chrono::seconds(std::min(60, 2 << std::min(5, m_failures)));
      ++m_failures;
    }
    listener = m_listener;
  }
  if (picture == nullptr && answer.kind != WebAnswer::Kind::none) WebFetcher::shared().drop(*this);
  if (!listener) return;
  for (const geom::Envelope& box : waiting) listener(box);
}

/// The oldest tiles go when the cache has grown too large. Once a process.
void prune(const fs::path& cache) {
  std::error_code failed;
  std::vector<std::tuple<fs::file_time_type, std::uintmax_t, fs::path>> files;
  std::uintmax_t total = 0;
  for (fs::recursive_directory_iterator it(cache, failed), end; !failed && it != end; it.increment(failed)) {
    if (!it->is_regular_file(failed)) continue;
    files.emplace_back(it->last_write_time(failed), it->file_size(failed), it->path());
    total += std::get<1>(files.back());
  }
  if (total <= kMostCacheBytes) return;
  std::sort(files.begin(), files.end());
  for (const auto& [time, size, file] : files) {
    if (total <= kMostCacheBytes / 5 * 4) break;
    fs::remove(file, failed);
    total -= size;
  }
}

}  // namespace

std::shared_ptr<TileSource> openWebTiles(const TileTemplate& addresses, const TileScheme& scheme,
                                         const WebAccess& access) {
  const std::string first = addresses.fill(scheme, {scheme.minLevel, 0, 0}, "");
  const std::string host = hostOf(first);
  if (!access.allowed) {
    throw Error(ErrorCode::unsupported, {GIS_TR("the web map of {0} is not shown"), {host}},
                GIS_TR("the network is switched off"), access.remedies.network);
  }
  if (host.empty() || !isListed(host, access.hosts)) {
    throw Error(ErrorCode::unsupported, {GIS_TR("the web map of {0} is not shown"), {host}},
                GIS_TR("the host is not in the list of allowed ones"), access.remedies.host);
  }
  if (addresses.wantsKey() && access.key.empty()) {
    throw Error(ErrorCode::unsupported, {GIS_TR("the web map of {0} is not shown"), {host}}, GIS_TR("it wants a key"),
                access.remedies.key);
  }
  const fs::path cache = access.cache.empty() ? platform::userCacheFolder() / "basemaps" : access.cache;
  const fs::path tiles = cache / "web";
  static std::once_flag once;
  std::call_once(once, [&] { prune(tiles); });
  // the key is no part of the name: the tiles are the same under every key
  const std::string& name = addresses.text();
  const fs::path folder = tiles / sha256(std::as_bytes(std::span(name.data(), name.size()))).substr(0, 24);
  return std::make_shared<WebTiles>(addresses, scheme, access, folder);
}

}  // namespace gis::raster
