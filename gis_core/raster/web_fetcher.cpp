#include "gis_core/raster/web_fetcher.h"

#include <cpl_http.h>
#include <cpl_string.h>

#include <algorithm>

#include "gis_core/raster/pixels.h"

namespace gis::raster {

namespace {

constexpr unsigned kThreads = 4;  // what browsers allow themselves of one server
constexpr std::size_t kMostWishes = 400;
constexpr int kMostBytes = 8 << 20;

int CPL_STDCALL goOn(double, const char*, void* data) {
  return static_cast<const std::stop_token*>(data)->stop_requested() ? FALSE : TRUE;
}

struct HttpCloser {
  void operator()(CPLHTTPResult* r) const { CPLHTTPDestroyResult(r); }
};

/// A server of the list may send one on to another host: what comes from there is not used.
bool wasSentElsewhere(const CPLHTTPResult& result, const WebClient& client) {
  const char* target = CSLFetchNameValue(result.papszHeaders, "Location");
  return target != nullptr && !hostOf(target).empty() && !client.mayAsk(target);
}

/// True when the server itself said that there is no such tile. GDAL keeps the status in the complaint alone,
/// where a port may hold the same digits ("Failed to connect to 127.0.0.1 port 40437").
bool saysThereIsNone(const std::string& complaint) {
  return complaint == "HTTP error code : 404" || complaint == "HTTP error code : 410";
}

WebAnswer fetch(const WebClient& client, const std::string& url, const std::stop_token& stop) {
  WebAnswer answer;
  if (!client.mayAsk(url)) {
    answer.why = "the host is not allowed";
    return answer;
  }
  CPLStringList options;
  options.SetNameValue("CONNECTTIMEOUT", "5");
  options.SetNameValue("TIMEOUT", "20");
  options.SetNameValue("MAX_RETRY", "0");
  options.SetNameValue("USERAGENT", "CityDesk");
  options.SetNameValue("MAX_FILE_SIZE", std::to_string(kMostBytes).c_str());
  const QuietGdal quiet;
  const std::unique_ptr<CPLHTTPResult, HttpCloser> result(
      CPLHTTPFetchEx(url.c_str(), options.List(), goOn, const_cast<std::stop_token*>(&stop), nullptr, nullptr));
  if (result == nullptr) {
    answer.why = "no answer";
    return answer;
  }
  const std::string complaint = result->pszErrBuf != nullptr ? result->pszErrBuf : "";
  const bool fine = complaint.empty() && result->nStatus == 0;
  if (wasSentElsewhere(*result, client)) {
    answer.why = "the server points to a host that is not allowed";
  } else if (saysThereIsNone(complaint) || (fine && result->nDataLen <= 0)) {
    answer.kind = WebAnswer::Kind::none;  // 404, or 204 without data
  } else if (!fine) {
    answer.why = complaint.empty() ? "no answer" : complaint;
  } else {
    answer.kind = WebAnswer::Kind::bytes;
    answer.bytes.assign(reinterpret_cast<const char*>(result->pabyData), std::size_t(result->nDataLen));
  }
  return answer;
}

}  // namespace

WebFetcher& WebFetcher::shared() {
  static WebFetcher fetcher;
  return fetcher;
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
    const WebAnswer answer = fetch(*client, client->address(wish.key), stop);
    if (stop.stop_requested()) return;
    client->came(wish.key, answer);
  }
}

}  // namespace gis::raster
