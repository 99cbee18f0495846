#include "ui/map/label_solver.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <unordered_map>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"

namespace gis::ui {

namespace {

constexpr double kCell = 64;              ///< of the index of candidates, pixels
constexpr std::size_t kMostBlocks = 600;  ///< kept; a view of 4K needs some hundred

std::int64_t cellKey(std::int64_t x, std::int64_t y) {
  return y << 32 | (x & 0xffffffff);
}

template <typename F>
void forCells(const QRectF& box, double side, F&& f) {
  const auto x1 = std::int64_t(std::floor(box.right() / side)), y1 = std::int64_t(std::floor(box.bottom() / side));
  for (auto y = std::int64_t(std::floor(box.top() / side)); y <= y1; ++y) {
    for (auto x = std::int64_t(std::floor(box.left() / side)); x <= x1; ++x) f(x, y);
  }
}

bool meets(const LabelPlace& a, const LabelPlace& b) {
  return std::any_of(a.boxes.begin(), a.boxes.end(), [&](const QRectF& box) {
    // a little room around every label
    const QRectF wide = box.adjusted(-2, -1, 2, 1);
    return std::any_of(b.boxes.begin(), b.boxes.end(), [&](const QRectF& other) { return wide.intersects(other); });
  });
}

}  // namespace

struct LabelSolver::State {
  struct Entry {
    LabelCandidate candidate;
    enum class Known { no, working, yes } known = Known::no;
    int chosen = -1;
    std::uint64_t seen = 0;  ///< number of the search that found it last
    std::unique_ptr<LabelPicture> picture;
    int pictured = -1;  ///< the place that it shows
  };

  struct Block {
    std::deque<Entry> entries;  ///< they stay where they are
    std::vector<int> stale;     ///< looks whose candidates are to be collected (again)
    std::deque<Entry> past;     ///< what they were before: most come again, and keep their picture

    void takePicture(Entry& entry);
  };

  MapScene scene;  ///< keeps the layers
  PixelFrame frame;
  std::vector<LabelLook> looks;
  double side = kLabelBlockDip;
  std::unordered_map<std::int64_t, Block> blocks;
  std::unordered_map<std::int64_t, std::vector<Entry*>> cells;
  std::uint64_t search = 0;

  [[nodiscard]] geom::Envelope reachOfBlock(std::int64_t x, std::int64_t y) const;
  void enter(Entry& entry);
  /// False when cancelled.
  bool load(std::int64_t x, std::int64_t y, const CancelToken& token);
  bool loadAround(const QRectF& box, const CancelToken& token);
  template <typename F>
  void forEachAt(const QRectF& box, F&& f);
  bool resolve(Entry& entry, const CancelToken& token);
};

LabelSolver::LabelSolver(const MapScene& scene, const PixelFrame& frame) : m_state(std::make_unique<State>()) {
  m_state->scene = scene;
  m_state->frame = frame;
  m_state->looks = labelLooks(m_state->scene, frame);
  const double dpr = frame.pxPerMm * 25.4 / scene.dpi;
  m_state->side = std::lround(kLabelBlockDip * dpr);
}

LabelSolver::~LabelSolver() = default;

bool LabelSolver::follow(const MapScene& scene, const PixelFrame& frame) {
  State& s = *m_state;
  if (s.frame.units != frame.units || s.frame.pxPerMm != frame.pxPerMm) return false;
  if (s.scene.stamp == scene.stamp) return true;
  if (scene.changedSince == 0 || scene.changedSince != s.scene.stamp) return false;
  std::vector<LabelLook> looks = labelLooks(scene, frame);
  const bool alike = std::equal(
      looks.begin(), looks.end(), s.looks.begin(), s.looks.end(),
      [](const auto& a, const auto& b) { return a.layer->uid == b.layer->uid && *a.layer->style == *b.layer->style; });
  if (!alike) return false;
  std::vector<int> changed;
  for (std::size_t k = 0; k < looks.size(); ++k) {
    if (looks[k].layer->stamp != s.looks[k].layer->stamp) changed.push_back(int(k));
  }
  s.scene = scene;
  s.looks = labelLooks(s.scene, frame);
  s.cells.clear();
  const auto isChanged = [&](int look) { return std::find(changed.begin(), changed.end(), look) != changed.end(); };
  for (auto& [key, block] : s.blocks) {
    const geom::Envelope reach = s.reachOfBlock(static_cast<std::int32_t>(key & 0xffffffff), key >> 32);
    const bool meets = std::any_of(scene.changed.begin(), scene.changed.end(),
                                   [&](const geom::Envelope& box) { return box.intersects(reach); });
    std::deque<State::Entry> kept;
    for (State::Entry& entry : block.entries) {
      const bool stays = !meets || !isChanged(entry.candidate.look);
      entry.known = State::Entry::Known::no;
      entry.chosen = -1;
      if (stays || entry.picture != nullptr) (stays ? kept : block.past).push_back(std::move(entry));
    }
    block.entries = std::move(kept);
    for (State::Entry& entry : block.entries) s.enter(entry);
    for (const int look : meets ? changed : std::vector<int>()) {
      if (std::find(block.stale.begin(), block.stale.end(), look) == block.stale.end()) block.stale.push_back(look);
    }
  }
  return true;
}

const std::vector<LabelLook>& LabelSolver::looks() const {
  return m_state->looks;
}

/// Where what is drawn may change the candidates of a block, map units.
geom::Envelope LabelSolver::State::reachOfBlock(std::int64_t x, std::int64_t y) const {
  const double size = side * frame.units;
  return geom::Envelope{double(x) * size, -double(y + 1) * size, double(x + 1) * size, -double(y) * size}.grown(
      size / 2 + 2 * frame.units);
}

void LabelSolver::State::Block::takePicture(Entry& entry) {
  const LabelCandidate& c = entry.candidate;
  for (Entry& old : past) {
    const auto shown = std::size_t(old.pictured);
    if (old.candidate.look != c.look || old.candidate.fid != c.fid || shown >= c.places.size()) continue;
    if (!(old.candidate.places[shown] == c.places[shown])) continue;
    entry.picture = std::move(old.picture);
    entry.pictured = old.pictured;
    return;
  }
}

void LabelSolver::State::enter(Entry& entry) {
  forCells(entry.candidate.reach, kCell, [&](auto x, auto y) { cells[cellKey(x, y)].push_back(&entry); });
}

bool LabelSolver::State::load(std::int64_t x, std::int64_t y, const CancelToken& token) {
  const auto known = blocks.find(cellKey(x, y));
  if (known != blocks.end() && known->second.stale.empty()) return true;
  PixelFrame place = frame;
  place.width = place.height = int(side);
  place.left = x * std::int64_t(side);
  place.top = y * std::int64_t(side);
  std::vector<int> wanted(looks.size());
  std::iota(wanted.begin(), wanted.end(), 0);
  if (known != blocks.end()) wanted = known->second.stale;
  std::vector<LabelCandidate> found = collectLabels(looks, wanted, place, token);
  if (token.cancelled()) return false;
  Block& block = blocks[cellKey(x, y)];
  block.stale.clear();
  for (LabelCandidate& c : found) {
    Entry& entry = block.entries.emplace_back();
    entry.candidate = std::move(c);
    block.takePicture(entry);
    enter(entry);
  }
  block.past.clear();
  return true;
}

/// Every block whose labels may reach into `box`: they reach half a block beyond their own.
bool LabelSolver::State::loadAround(const QRectF& box, const CancelToken& token) {
  bool whole = true;
  const double h = side / 2;
  forCells(box.adjusted(-h, -h, h, h), side, [&](auto x, auto y) { whole = whole && load(x, y, token); });
  return whole;
}

template <typename F>
void LabelSolver::State::forEachAt(const QRectF& box, F&& f) {
  const std::uint64_t now = ++search;
  forCells(box, kCell, [&](auto x, auto y) {
    const auto found = cells.find(cellKey(x, y));
    if (found == cells.end()) return;
    for (Entry* entry : found->second) {
      if (entry->seen == now) continue;
      entry->seen = now;
      f(*entry);
    }
  });
}

bool LabelSolver::State::resolve(Entry& entry, const CancelToken& token) {
  if (entry.known != Entry::Known::no) return true;
  entry.known = Entry::Known::working;
  const LabelCandidate& c = entry.candidate;
  QRectF around = c.reach.adjusted(-2, -1, 2, 1);
  if (c.apart > 0) around |= QRectF(c.anchor.x() - c.apart, c.anchor.y() - c.apart, 2 * c.apart, 2 * c.apart);
  const auto giveUp = [&] {
    entry.known = Entry::Known::no;
    return false;
  };
  if (!loadAround(around, token)) return giveUp();
  std::vector<Entry*> better;
  forEachAt(around, [&](Entry& other) {
    const LabelCandidate& o = other.candidate;
    if (!(o.rank < c.rank)) return;
    const QPointF off = o.anchor - c.anchor;
    const bool repeats = c.apart > 0 && o.name == c.name && std::hypot(off.x(), off.y()) < c.apart;
    if (repeats || o.reach.adjusted(-2, -1, 2, 1).intersects(c.reach)) better.push_back(&other);
  });
  for (Entry* other : better) {
    if (!resolve(*other, token)) return giveUp();
  }
  std::erase_if(better, [](const Entry* other) { return other->chosen < 0; });
  entry.known = Entry::Known::yes;
  for (const Entry* other : better) {
    const QPointF off = other->candidate.anchor - c.anchor;
    if (c.apart > 0 && other->candidate.name == c.name && std::hypot(off.x(), off.y()) < c.apart) return true;
  }
  for (std::size_t k = 0; k < c.places.size() && entry.chosen < 0; ++k) {
    const bool covered = std::any_of(better.begin(), better.end(), [&](const Entry* other) {
      return meets(c.places[k], other->candidate.places[std::size_t(other->chosen)]);
    });
    if (!covered) entry.chosen = int(k);
  }
  return true;
}

std::vector<PlacedLabel> LabelSolver::labelsIn(const PixelFrame& frame, const CancelToken& token) {
  State& s = *m_state;
  if (s.looks.empty()) return {};
  if (s.blocks.size() > kMostBlocks) {
    s.cells.clear();
    s.blocks.clear();
  }
  const QRectF view(double(frame.left), double(frame.top), frame.width, frame.height);
  if (!s.loadAround(view, token)) return {};
  std::vector<State::Entry*> inView;
  s.forEachAt(view, [&](State::Entry& entry) {
    if (entry.candidate.reach.intersects(view)) inView.push_back(&entry);
  });
  std::sort(inView.begin(), inView.end(),
            [](const State::Entry* a, const State::Entry* b) { return a->candidate.rank < b->candidate.rank; });
  std::vector<PlacedLabel> placed;
  for (State::Entry* entry : inView) {
    if (token.cancelled() || !s.resolve(*entry, token)) return {};
    if (entry->chosen < 0) continue;
    const LabelPlace& place = entry->candidate.places[std::size_t(entry->chosen)];
    const bool shows =
        std::any_of(place.boxes.begin(), place.boxes.end(), [&](const QRectF& box) { return box.intersects(view); });
    if (!shows) continue;
    if (entry->pictured != entry->chosen) entry->picture.reset();
    entry->pictured = entry->chosen;
    placed.push_back({&entry->candidate, &place, &entry->picture});
  }
  return placed;
}

}  // namespace gis::ui
