// One question to a server of tiles.
#include <cpl_http.h>
#include <cpl_string.h>

#include <memory>

#include "gis_core/raster/gdal_part.h"
#include "gis_core/raster/pixels.h"

namespace gis::raster {

namespace {

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

}  // namespace

WebAnswer gdal::webAnswer(const WebClient& client, const std::string& url, const std::stop_token& stop) {
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

}  // namespace gis::raster
