// Web maps against a server of our own: nothing waits, nothing is fetched that is not allowed.
#include <gdal_priv.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/base_map.h"
#include "tests/support/http_server.h"

namespace gis::raster {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A tile of one colour as PNG.
std::string png(int red, int green, int blue) {
  GDALAllRegister();
  GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", 256, 256, 3, GDT_Byte, nullptr);
  for (int band = 1; band <= 3; ++band)
    GDALFillRaster(GDALGetRasterBand(memory, band), band == 1 ? red : band == 2 ? green : blue, 0);
  const char* name = "/vsimem/web_tiles_test.png";
  GDALClose(GDALCreateCopy(GDALGetDriverByName("PNG"), name, memory, 0, nullptr, nullptr, nullptr));
  GDALClose(memory);
  vsi_l_offset size = 0;
  const GByte* bytes = VSIGetMemFileBuffer(name, &size, FALSE);
  std::string text(reinterpret_cast<const char*>(bytes), std::size_t(size));
  VSIUnlink(name);
  return text;
}

class WebMaps : public ::testing::Test {
 protected:
  void SetUp() override { m_folder = platform::makeScratchFolder("web-test"); }
  void TearDown() override { fs::remove_all(m_folder); }
  [[nodiscard]] WebAccess access(const std::string& host) const {
    WebAccess access;
    access.allowed = true;
    access.hosts = {host};
    access.cache = m_folder;
    return access;
  }
  static Window read(BaseMap& map) {
    // four tiles of level 3 around Nanjing
    return map.read(crs::Crs::fromEpsg(3857), {10018754, 0, 20037508, 10018754}, 512, 512, CancelToken());
  }
  static bool wait(const BaseMap& map) {
    const auto end = Clock::now() + std::chrono::seconds(20);
    while (map.pending() > 0 && Clock::now() < end) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return map.pending() == 0;
  }
  fs::path m_folder;
};

TEST_F(WebMaps, ComeInTheBackgroundAndStayInTheCache) {
  const std::string tile = png(10, 200, 30);
  // the server answers when the first reading is over, however slow this machine is
  std::promise<void> readOnce;
  const std::shared_future<void> gate = readOnce.get_future().share();
  test::HttpServer server([&](const std::string&) {
    gate.wait();
    return test::HttpReply{200, tile, {}};
  });
  const std::string place = "http://" + server.host() + "/{z}/{x}/{y}.png#max=3";
  std::atomic<int> arrivals{0};
  {
    const auto map = openBaseMap(place, access(server.host())).front();
    map->onArrival([&](const geom::Envelope&) { ++arrivals; });
    const Window first = read(*map);
    const std::size_t pending = map->pending();
    readOnce.set_value();
    EXPECT_GT(pending, 0U);
    EXPECT_TRUE(first.rgba.empty() || first.rgba[3] == 0) << "nobody may wait for the network";
    ASSERT_TRUE(wait(*map));
    EXPECT_GE(arrivals, 4);
    const Window second = read(*map);
    ASSERT_FALSE(second.rgba.empty());
    EXPECT_EQ(second.rgba[(256 * 512 + 256) * 4 + 1], 200);
    EXPECT_EQ(map->trouble(), "");
  }
  const int asked = server.requests();
  const auto again = openBaseMap(place, access(server.host())).front();
  EXPECT_EQ(read(*again).rgba[(256 * 512 + 256) * 4 + 1], 200) << "the cache on the disk was not used";
  EXPECT_EQ(again->pending(), 0U);
  EXPECT_EQ(server.requests(), asked);
}

TEST_F(WebMaps, ShowTheCoarserTileUntilTheFinerOneComes) {
  const std::string coarse = png(90, 90, 90);
  test::HttpServer server([&](const std::string& path) {
    if (path.rfind("/2/", 0) == 0) return test::HttpReply{200, coarse, {}};
    return test::HttpReply{503, {}, {}};
  });
  const std::string host = server.host();
  const auto map = openBaseMap("http://" + host + "/{z}/{x}/{y}.png#max=3", access(host)).front();
  (void)map->read(crs::Crs::fromEpsg(3857), {-20037508, -20037508, 20037508, 20037508}, 1024, 1024, CancelToken());
  ASSERT_TRUE(wait(*map));
  const Window window = read(*map);
  ASSERT_FALSE(window.rgba.empty());
  EXPECT_EQ(window.rgba[(100 * 512 + 100) * 4], 90);
}

TEST_F(WebMaps, NeedAPermissionForNetworkHostAndKey) {
  const auto sentence = [&](const std::string& place, const WebAccess& access) -> std::string {
    try {
      (void)openBaseMap(place, access);
    } catch (const Error& error) {
      return error.sentence();
    }
    return {};
  };
  test::HttpServer server([](const std::string&) { return test::HttpReply{200, {}, {}}; });
  const std::string place = "http://" + server.host() + "/{z}/{x}/{y}.png";
  EXPECT_NE(sentence(place, {}).find("network is switched off"), std::string::npos);
  EXPECT_NE(sentence(place, access("other.example.org")).find("not in the list"), std::string::npos);
  EXPECT_NE(sentence("tianditu:vec", access("*.tianditu.gov.cn")).find("key"), std::string::npos);
  EXPECT_EQ(server.requests(), 0);
}

TEST_F(WebMaps, DoNotFollowToAHostThatIsNotAllowed) {
  const std::string tile = png(1, 2, 3);
  test::HttpServer elsewhere([&](const std::string&) { return test::HttpReply{200, tile, {}}; });
  const std::string target = "http://" + elsewhere.host() + "/t.png";
  test::HttpServer server([&](const std::string&) { return test::HttpReply{302, {}, target}; });
  const auto map = openBaseMap("http://" + server.host() + "/{z}/{x}/{y}.png#max=3", access(server.host())).front();
  (void)read(*map);
  ASSERT_TRUE(wait(*map));
  const Window window = read(*map);
  EXPECT_TRUE(window.rgba.empty() || window.rgba[(100 * 512 + 100) * 4 + 3] == 0);
  EXPECT_NE(map->trouble(), "");
}

TEST_F(WebMaps, NeverStallWhenTheServerIsGone) {
  std::string host;
  {
    test::HttpServer gone([](const std::string&) { return test::HttpReply{}; });
    host = gone.host();
  }
  const auto map = openBaseMap("http://" + host + "/{z}/{x}/{y}.png", access(host)).front();
  const auto start = Clock::now();
  (void)read(*map);
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(1));
  ASSERT_TRUE(wait(*map));
  EXPECT_NE(map->trouble(), "");
  (void)read(*map);
  EXPECT_EQ(map->pending(), 0U) << "a server that just failed is not asked again at once";
}

TEST_F(WebMaps, DoNotTakeThePortOfAServerThatIsGoneForItsAnswer) {
  const std::string host = "127.0.0.1:404";  // below 1024, where no test listens
  const auto map = openBaseMap("http://" + host + "/{z}/{x}/{y}.png", access(host)).front();
  (void)read(*map);
  ASSERT_TRUE(wait(*map));
  EXPECT_NE(map->trouble(), "");
}

TEST_F(WebMaps, TakeAMissingTileForNothingThere) {
  test::HttpServer server([](const std::string&) { return test::HttpReply{404, "no", {}}; });
  const auto map = openBaseMap("http://" + server.host() + "/{z}/{x}/{y}.png#max=3", access(server.host())).front();
  (void)read(*map);
  ASSERT_TRUE(wait(*map));
  EXPECT_EQ(map->trouble(), "");
  const int asked = server.requests();
  (void)read(*map);
  EXPECT_TRUE(wait(*map));
  EXPECT_EQ(server.requests(), asked);
}

}  // namespace
}  // namespace gis::raster
