// citydesk-cli pan: the frames of a journey over the map, through the pipeline of the canvas.
#include <CLI/CLI.hpp>
#include <QPainter>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <sstream>
#include <thread>
#include <vector>

#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "ui/map/tile_engine.h"

namespace gis::cli {

namespace {

/// So much of the canvas must be right for the eye to go on (decisions.md, map pipeline).
constexpr double kRightShare = 0.95;

/// A frame is seen with the next beat of the display; nobody goes on before.
constexpr double kBeatMs = 1000.0 / 60;

/// Nobody moves a map before the eye has seen its first picture: the simple reaction to a light takes a fifth of a
/// second (Woodworth & Schlosberg, Experimental Psychology, 1954, chapter 2).
constexpr std::chrono::milliseconds kReaction(200);

/// As the window has it unless a person says otherwise.
constexpr std::size_t kCacheBytes = std::size_t{192} << 20;

/// Waits for the next beat of a display that began to beat at `start`.
void waitForBeat(double start) {
  const double beats = std::floor((nowMs() - start) / kBeatMs) + 1;
  const std::chrono::duration<double, std::milli> rest(start + beats * kBeatMs - nowMs());
  std::this_thread::sleep_for(rest);
}

/// Wakes the journey when a tile has come.
struct Bell {
  std::mutex mutex;
  std::condition_variable rung;
  int count = 0;
  void ring() {
    const std::lock_guard lock(mutex);
    ++count;
    rung.notify_one();
  }
  void waitBeyond(int& seen) {
    std::unique_lock lock(mutex);
    rung.wait_for(lock, std::chrono::milliseconds(50), [&] { return count != seen; });
    seen = count;
  }
};

class PanCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "pan"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("The frames of a scripted journey over the map, in the beat of a 60 Hz display");
  }

  void setup(CLI::App& app) override {
    m_map.declare(app);
    app.add_option("--script", m_script, GIS_TR("File with one X1,Y1,X2,Y2 a line"))->required()->type_name("FILE");
    app.add_option("--dump", m_dump, GIS_TR("Folder for each first and complete frame"))->type_name("DIR");
  }

  int run(Context& context) override {
    const QSize size = m_map.pixels();
    const std::vector<geom::Envelope> boxes = readScript();
    startOffscreenGui();
    if (!m_dump.empty()) std::filesystem::create_directories(platform::pathFromUtf8(m_dump));
    const store::CityDatabase city = openForMap(m_map.city);
    const auto scene = m_map.load(city, context);
    Bell bell;
    ui::TileEngine engine({0, kCacheBytes}, [&] { bell.ring(); });
    engine.setScene(scene);
    const double start = nowMs();
    for (std::size_t k = 0; k < boxes.size(); ++k) {
      if (k == 1) std::this_thread::sleep_for(kReaction);
      if (k > 0) waitForBeat(start);
      context.progress.report(k, boxes.size());
      step(engine, bell, ui::MapView::fit(boxes[k], size, m_map.dpr), k, context);
    }
    tell(context);
    return kDone;
  }

 private:
  [[nodiscard]] std::vector<geom::Envelope> readScript() const {
    std::istringstream lines(platform::readFile(platform::pathFromUtf8(m_script)));
    std::vector<geom::Envelope> boxes;
    for (std::string line; std::getline(lines, line);) {
      const std::string_view text = text::trim(line);
      if (text.empty() || text.front() == '#') continue;
      boxes.push_back(parseBox(text, "--script"));
    }
    if (boxes.empty()) {
      throw Error(ErrorCode::usage, {GIS_TR("there is no step in {0}"), {m_script}}, {},
                  GIS_TR("write one x1,y1,x2,y2 a line"));
    }
    return boxes;
  }

  void dump(const QImage& image, std::size_t step, const char* which) const {
    char name[48];
    std::snprintf(name, sizeof name, "/%04zu_%s.png", step, which);
    saveImage(image, m_dump + name);
  }

  void step(ui::TileEngine& engine, Bell& bell, const ui::MapView& view, std::size_t number, Context& context) {
    if (m_canvas.size() != view.deviceSize()) m_canvas = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
    m_canvas.setDevicePixelRatio(view.dpr);
    const double start = nowMs();
    double first = -1, pause = 0;
    int seen = bell.count;
    while (true) {
      context.progress.check();
      ui::FrameState state;
      {
        QPainter painter(&m_canvas);
        state = engine.draw(painter, view);
      }
      const double now = nowMs() - start - pause;
      if (first < 0 && state.right >= kRightShare) {
        first = now;
        if (!m_dump.empty()) dump(m_canvas, number, "first");
        pause = nowMs() - start - now;  // writing pictures is not drawing
      }
      if (state.complete) {
        m_frames.push_back(first < 0 ? now : first);
        m_complete.push_back(now);
        if (!m_dump.empty()) dump(m_canvas, number, "complete");
        return;
      }
      bell.waitBeyond(seen);
    }
  }

  void tell(Context& context) const {
    if (!context.json) {
      for (std::size_t k = 0; k < m_frames.size(); ++k) {
        char line[80];
        std::snprintf(line, sizeof line, "%4zu  %8.1f ms  %8.1f ms\n", k, m_frames[k], m_complete[k]);
        print(line);
      }
      return;
    }
    JsonWriter json;
    json.beginObject().key("frames_ms").beginArray();
    for (const double ms : m_frames) json.value(ms);
    json.endArray().key("complete_ms").beginArray();
    for (const double ms : m_complete) json.value(ms);
    json.endArray().endObject();
    json.finish();
  }

  MapOptions m_map;
  std::string m_script, m_dump;
  QImage m_canvas;  ///< one for all steps, as a window has
  std::vector<double> m_frames, m_complete;
};

}  // namespace

std::unique_ptr<Command> makePanCommand() {
  return std::make_unique<PanCommand>();
}

}  // namespace gis::cli
