#include "gis_core/snapshot/snapshot.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/first_touch.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/level_format.h"
#include "gis_core/snapshot/packed_tree.h"
#include "gis_core/snapshot/snapshot_format.h"

namespace gis::snapshot {

using store::FieldType;

struct Snapshot::State {
  struct Column {
    enum class Encoding { i64, f64, text, dict, none };
    FieldType type = FieldType::text;
    Encoding encoding = Encoding::none;
    bool hasNulls = false;
    Section nulls, data, ends;
    /// Read when the first one asks: most of those who open a snapshot need few of its columns.
    struct Dictionary {
      Section texts, ends;
      std::atomic<bool> isRead{false};
      std::vector<std::string_view> words;
    };
    std::unique_ptr<Dictionary> dictionary;
  };

  struct Level {
    LevelFrame frame;
    std::uint64_t shapes = 0;
    bool everyFeature = false;  ///< ids are 0 … shapes − 1
    Section ids, ends, data, tree;
  };

  [[nodiscard]] static Column::Encoding encodingOf(const std::string& name) {
    if (name == "i64") return Column::Encoding::i64;
    if (name == "f64") return Column::Encoding::f64;
    if (name == "text") return Column::Encoding::text;
    return name == "dict" ? Column::Encoding::dict : Column::Encoding::none;
  }
  /// Of a text column that holds something there.
  [[nodiscard]] std::string_view textAt(const Column& c, Index i) const;
  [[nodiscard]] const std::vector<std::string_view>& wordsOf(const Column& c) const;

  explicit State(const std::filesystem::path& path) : name(path), file(path, kSnapshotKind) {}
  std::filesystem::path name;
  BlockFile file;
  SnapshotInfo info;
  Section fids, fidOrder, tree, geometryEnds, geometry;
  std::vector<Column> columns;
  std::vector<Level> levels;
  std::vector<LevelInfo> levelInfos;

  mutable std::mutex reading;  ///< of dictionaries
  mutable std::mutex ranking;
  mutable std::shared_ptr<const AllFeatures> all;  ///< null until somebody asks

  void readColumns();
  void readLevels();
  [[nodiscard]] std::span<const geom::Envelope> boxes() const { return file.all<geom::Envelope>(tree); }
};

void Snapshot::State::readColumns() {
  const std::uint64_t n = info.count;
  int k = 0;
  for (const auto& entry : file.meta().at("columns")) {
    Column c;
    c.type = static_cast<FieldType>(entry.at("type").get<int>());
    c.encoding = encodingOf(entry.at("encoding").get<std::string>());
    const std::string prefix = "column" + std::to_string(k++);
    c.hasNulls = file.has(prefix + ".nulls");
    if (c.hasNulls) c.nulls = file.section(prefix + ".nulls", 1, (n + 7) / 8);
    using Encoding = Column::Encoding;
    if (c.encoding == Encoding::i64 || c.encoding == Encoding::f64) c.data = file.section(prefix, 8, n);
    if (c.encoding == Encoding::text) {
      c.ends = file.section(prefix + ".ends", 8, n);
      c.data = file.section(prefix);
    }
    if (c.encoding == Encoding::dict) {
      c.data = file.section(prefix, 2, n);
      c.dictionary = std::make_unique<Column::Dictionary>();
      c.dictionary->texts = file.section(prefix + ".texts");
      c.dictionary->ends = file.section(prefix + ".texts.ends");
    }
    info.fields.push_back({entry.at("name").get<std::string>(), c.type, entry.value("width", 0), 0});
    columns.push_back(std::move(c));
  }
}

const std::vector<std::string_view>& Snapshot::State::wordsOf(const Column& c) const {
  static const std::vector<std::string_view> none;
  if (c.dictionary == nullptr) return none;
  Column::Dictionary& dictionary = *c.dictionary;
  if (dictionary.isRead.load(std::memory_order_acquire)) return dictionary.words;
  const std::lock_guard lock(reading);
  if (dictionary.isRead.load(std::memory_order_relaxed)) return dictionary.words;
  const char* bytes = file.items<char>(dictionary.texts, 0, dictionary.texts.size);
  std::vector<std::string_view> words;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : file.all<std::uint32_t>(dictionary.ends)) {
    if (end < begin || end > dictionary.texts.size) file.damaged("a text lies outside");
    words.emplace_back(bytes + begin, end - begin);
    begin = end;
  }
  dictionary.words = std::move(words);
  dictionary.isRead.store(true, std::memory_order_release);
  return dictionary.words;
}

void Snapshot::State::readLevels() {
  int k = 0;
  for (const auto& entry : file.meta().at("levels")) {
    Level level;
    level.frame.resolution = entry.at("resolution").get<double>();
    level.frame.origin = {entry.at("x").get<double>(), entry.at("y").get<double>()};
    level.shapes = entry.at("shapes").get<std::uint64_t>();
    level.everyFeature = entry.at("every").get<bool>();
    const std::string prefix = "level" + std::to_string(k++);
    if (!level.everyFeature) level.ids = file.section(prefix + ".ids", 4, level.shapes);
    level.ends = file.section(prefix + ".ends", 8, level.shapes);
    level.data = file.section(prefix);
    const std::uint64_t groups = (level.shapes + PackedTree::kNodeSize - 1) / PackedTree::kNodeSize;
    level.tree = file.section(prefix + ".tree", sizeof(geom::Envelope), PackedTree::nodeCount(groups));
    if (!(level.frame.resolution > 0)) file.damaged("a level has no resolution");
    levelInfos.push_back({level.frame.resolution, level.shapes});
    levels.push_back(level);
  }
}

Snapshot::Snapshot(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Snapshot::~Snapshot() = default;

std::shared_ptr<const Snapshot> Snapshot::open(const std::filesystem::path& path) {
  auto state = std::make_unique<State>(path);
  const auto& meta = state->file.meta();
  SnapshotInfo& info = state->info;
  try {
    info.cityUid = meta.at("city").get<std::string>();
    info.layerUid = meta.at("layer").get<std::string>();
    info.layerName = meta.at("name").get<std::string>();
    info.revision = meta.at("revision").get<std::string>();
    info.seq = meta.at("seq").get<std::int64_t>();
    info.count = meta.at("count").get<std::uint64_t>();
    info.dimension = meta.at("dimension").get<int>();
    if (const auto& box = meta.at("extent"); box.size() == 4) info.extent = {box[0], box[1], box[2], box[3]};
    if (info.count >= std::numeric_limits<Index>::max()) state->file.damaged("too many features");
    state->fids = state->file.section("fids", 8, info.count);
    state->fidOrder = state->file.section("fidOrder", 4, info.count);
    state->tree = state->file.section("tree", sizeof(geom::Envelope), PackedTree::nodeCount(info.count));
    state->geometryEnds = state->file.section("geometry.ends", 8, info.count);
    state->geometry = state->file.section("geometry");
    state->readColumns();
    state->readLevels();
  } catch (const nlohmann::json::exception&) {
    state->file.damaged("the directory lacks an entry");
  }
  return std::shared_ptr<const Snapshot>(new Snapshot(std::move(state)));
}

const SnapshotInfo& Snapshot::info() const {
  return m_state->info;
}
const std::filesystem::path& Snapshot::file() const {
  return m_state->name;
}

bool Snapshot::isDamaged() const {
  return m_state->file.isDamaged();
}

std::int64_t Snapshot::fidOf(Index i) const {
  return *m_state->file.items<std::int64_t>(m_state->fids, i, 1);
}

std::optional<Index> Snapshot::indexOfFid(std::int64_t fid) const {
  const auto order = m_state->file.all<Index>(m_state->fidOrder);
  const auto found = std::lower_bound(order.begin(), order.end(), fid,
                                      [&](Index i, std::int64_t wanted) { return fidOf(i) < wanted; });
  if (found == order.end() || fidOf(*found) != fid) return std::nullopt;
  return *found;
}

std::span<const Index> Snapshot::fidOrder() const {
  return m_state->file.all<Index>(m_state->fidOrder);
}

std::shared_ptr<const AllFeatures> Snapshot::allFeatures(const CancelToken& token) const {
  constexpr std::size_t kAtOnce = 16384;
  const std::lock_guard lock(m_state->ranking);
  if (m_state->all != nullptr) return m_state->all;
  const std::span<const Index> order = fidOrder();
  const std::span<const geom::Envelope> boxes = boxTree().first(order.size());
  auto all = std::make_shared<AllFeatures>();
  resizeOnAllCores(all->ranks, order.size(), token);
  std::atomic<std::uint64_t> withoutBox = 0;
  parallelFor((order.size() + kAtOnce - 1) / kAtOnce, token, [&](std::size_t block, unsigned) {
    std::uint64_t without = 0;
    const std::size_t last = std::min(order.size(), (block + 1) * kAtOnce);
    for (std::size_t k = block * kAtOnce; k < last; ++k) {
      if (order[k] >= order.size()) m_state->file.damaged("an order names what is not there");
      all->ranks[order[k]] = static_cast<std::uint32_t>(k);
      without += boxes[k].isEmpty() ? 1 : 0;
    }
    withoutBox += without;
  });
  all->withoutBox = withoutBox;
  m_state->all = std::move(all);
  return m_state->all;
}

geom::Envelope Snapshot::boxOf(Index i) const {
  return *m_state->file.items<geom::Envelope>(m_state->tree, i, 1);
}

geom::BytesView Snapshot::wkbOf(Index i) const {
  const std::uint64_t begin = i == 0 ? 0 : *m_state->file.items<std::uint64_t>(m_state->geometryEnds, i - 1, 1);
  const std::uint64_t end = *m_state->file.items<std::uint64_t>(m_state->geometryEnds, i, 1);
  if (end < begin) m_state->file.damaged("a geometry ends before it begins");
  return {m_state->file.items<std::uint8_t>(m_state->geometry, begin, end - begin), end - begin};
}

std::span<const geom::Envelope> Snapshot::boxTree() const {
  return m_state->boxes();
}

std::span<const std::int64_t> Snapshot::fids() const {
  return m_state->file.all<std::int64_t>(m_state->fids);
}

std::uint64_t Snapshot::shapeBytes() const {
  return m_state->geometry.size;
}

void Snapshot::checkShapes(const CancelToken& token) const {
  for (const Section* s : {&m_state->fids, &m_state->tree, &m_state->geometryEnds, &m_state->geometry})
    m_state->file.checkAll(*s, token);
}

void Snapshot::checkColumn(int column, const CancelToken& token) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  for (const Section* s : {&c.data, &c.ends, &c.nulls}) m_state->file.checkAll(*s, token);
}

void Snapshot::forEachIn(const geom::Envelope& box, const std::function<bool(Index)>& visit) const {
  const PackedTree tree(m_state->boxes(), m_state->info.count);
  tree.search(box, [&](std::size_t item) { return visit(static_cast<Index>(item)); });
  m_state->file.checkWhole();
}

int Snapshot::columnOf(std::string_view field) const {
  const auto& fields = m_state->info.fields;
  for (std::size_t k = 0; k < fields.size(); ++k) {
    if (fields[k].name == field) return static_cast<int>(k);
  }
  return -1;
}

bool Snapshot::isNull(int column, Index i) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (c.encoding == State::Column::Encoding::none) return true;
  return c.hasNulls && ((*m_state->file.items<std::uint8_t>(c.nulls, i / 8, 1) >> (i % 8)) & 1) != 0;
}

std::uint16_t Snapshot::dictionaryId(int column, Index i) const {
  return *m_state->file.items<std::uint16_t>(m_state->columns[std::size_t(column)].data, i, 1);
}

const std::vector<std::string_view>& Snapshot::dictionaryOf(int column) const {
  return m_state->wordsOf(m_state->columns[std::size_t(column)]);
}

std::span<const std::uint16_t> Snapshot::dictionaryIds(int column, Index first, std::size_t count,
                                                       ColumnWindows& windows) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (c.encoding != State::Column::Encoding::dict) return {};
  return m_state->file.run<std::uint16_t>(c.data, first, count, windows.data);
}

std::span<const std::int64_t> Snapshot::integers(int column, Index first, std::size_t count,
                                                 ColumnWindows& windows) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (c.encoding != State::Column::Encoding::i64) return {};
  return m_state->file.run<std::int64_t>(c.data, first, count, windows.data);
}

std::span<const double> Snapshot::reals(int column, Index first, std::size_t count, ColumnWindows& windows) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (c.encoding != State::Column::Encoding::f64) return {};
  return m_state->file.run<double>(c.data, first, count, windows.data);
}

std::optional<Snapshot::TextRun> Snapshot::texts(int column, Index first, std::size_t count,
                                                 ColumnWindows& windows) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (c.encoding != State::Column::Encoding::text || count == 0) return std::nullopt;
  const BlockFile& file = m_state->file;
  // the end of the text before is the begin of the first one
  const std::size_t before = first == 0 ? 0 : 1;
  const auto ends = file.run<std::uint64_t>(c.ends, first - before, count + before, windows.ends);
  TextRun run;
  run.begin = before == 0 ? 0 : ends.front();
  run.ends = ends.subspan(before);
  if (!std::is_sorted(ends.begin(), ends.end())) file.damaged("a text ends before it begins");
  const auto bytes = file.run<char>(c.data, run.begin, run.ends.back() - run.begin, windows.data);
  run.bytes = {bytes.data(), bytes.size()};
  return run;
}

std::span<const std::uint8_t> Snapshot::nullBits(int column, Index first, std::size_t count,
                                                 ColumnWindows& windows) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (!c.hasNulls) return {};
  return m_state->file.run<std::uint8_t>(c.nulls, first / 8, (count + 7) / 8, windows.nulls);
}

store::Value Snapshot::valueOf(int column, Index i) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (isNull(column, i)) return {};
  if (c.encoding == State::Column::Encoding::i64) return *m_state->file.items<std::int64_t>(c.data, i, 1);
  if (c.encoding == State::Column::Encoding::f64) return *m_state->file.items<double>(c.data, i, 1);
  return std::string(m_state->textAt(c, i));
}

void Snapshot::appendCell(int column, Index i, store::FeatureBatch::Column& to) const {
  using Encoding = State::Column::Encoding;
  const State::Column& c = m_state->columns[std::size_t(column)];
  bool null = c.hasNulls || c.encoding == Encoding::none ? isNull(column, i) : false;
  switch (c.encoding) {
    case Encoding::i64: to.integers.push_back(null ? 0 : *m_state->file.items<std::int64_t>(c.data, i, 1)); break;
    case Encoding::f64:
      to.reals.push_back(null ? 0 : *m_state->file.items<double>(c.data, i, 1));
      null = null || std::isnan(to.reals.back());  // what the city's table made of it
      break;
    default:
      if (!null) to.bytes.append(m_state->textAt(c, i));
      to.textEnds.push_back(static_cast<std::uint32_t>(to.bytes.size()));
  }
  to.isNull.push_back(null ? 1 : 0);
}

std::string_view Snapshot::State::textAt(const Column& c, Index i) const {
  if (c.encoding == Column::Encoding::dict) {
    const std::uint16_t id = *file.items<std::uint16_t>(c.data, i, 1);
    const auto& words = wordsOf(c);
    return id < words.size() ? words[id] : std::string_view();
  }
  const std::uint64_t* ends = file.items<std::uint64_t>(c.ends, i == 0 ? 0 : i - 1, i == 0 ? 1 : 2);
  const std::uint64_t begin = i == 0 ? 0 : ends[0];
  const std::uint64_t end = i == 0 ? ends[0] : ends[1];
  if (end < begin) file.damaged("a text ends before it begins");
  return {file.items<char>(c.data, begin, end - begin), end - begin};
}

std::string Snapshot::textOf(int column, Index i) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (isNull(column, i)) return {};
  using Encoding = State::Column::Encoding;
  if (c.encoding == Encoding::dict || c.encoding == Encoding::text) return std::string(m_state->textAt(c, i));
  return textOfValue(valueOf(column, i));
}

std::string_view Snapshot::textViewOf(int column, Index i) const {
  return isNull(column, i) ? std::string_view() : m_state->textAt(m_state->columns[std::size_t(column)], i);
}

double Snapshot::numberOf(int column, Index i) const {
  const State::Column& c = m_state->columns[std::size_t(column)];
  if (isNull(column, i)) return std::numeric_limits<double>::quiet_NaN();
  if (c.encoding == State::Column::Encoding::i64) return double(*m_state->file.items<std::int64_t>(c.data, i, 1));
  if (c.encoding == State::Column::Encoding::f64) return *m_state->file.items<double>(c.data, i, 1);
  return numberOfText(textOf(column, i));
}

const std::vector<LevelInfo>& Snapshot::levels() const {
  return m_state->levelInfos;
}

int Snapshot::levelFor(double unitsPerPixel) const {
  // a little coarser than a pixel still puts every vertex within half a pixel of its place
  constexpr double kCoarsest = 1.5;
  int best = -1;
  for (std::size_t k = 0; k < m_state->levels.size(); ++k) {
    if (m_state->levels[k].frame.resolution <= unitsPerPixel * kCoarsest) best = static_cast<int>(k);
  }
  return best;
}

void Snapshot::forEachShape(int number, const geom::Envelope& box, geom::MapPoint origin,
                            const std::function<bool(Index, const Shape&)>& visit) const {
  const State::Level& level = m_state->levels.at(std::size_t(number));
  const BlockFile& file = m_state->file;
  const std::uint64_t groups = (level.shapes + PackedTree::kNodeSize - 1) / PackedTree::kNodeSize;
  const PackedTree tree(file.all<geom::Envelope>(level.tree), groups);
  Shape shape;
  tree.search(box, [&](std::size_t group) {
    const std::uint64_t first = group * PackedTree::kNodeSize;
    const std::uint64_t last = std::min<std::uint64_t>(first + PackedTree::kNodeSize, level.shapes);
    const auto* ends = file.items<std::uint64_t>(level.ends, first, last - first);
    std::uint64_t begin = first == 0 ? 0 : *file.items<std::uint64_t>(level.ends, first - 1, 1);
    const std::uint64_t end = ends[last - first - 1];
    if (end < begin) file.damaged("shapes end before they begin");
    const auto* bytes = file.items<std::uint8_t>(level.data, begin, end - begin);
    const std::uint8_t* const stop = bytes + (end - begin);
    const auto* ids = level.everyFeature ? nullptr : file.items<Index>(level.ids, first, last - first);
    if (!visit) return true;  // what it lies in has been touched
    for (std::uint64_t k = first; k < last; ++k) {
      bytes = unpackLevelShape(bytes, stop, level.frame, origin, shape);
      if (bytes == nullptr) file.damaged("a shape ends too early");
      if (!visit(ids != nullptr ? ids[k - first] : static_cast<Index>(k), shape)) return false;
    }
    return true;
  });
  file.checkWhole();
}

std::string textOfValue(const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  char buffer[40];
  std::to_chars_result end{buffer, {}};
  if (const auto* whole = std::get_if<std::int64_t>(&value)) end = std::to_chars(buffer, buffer + 40, *whole);
  if (const auto* real = std::get_if<double>(&value)) end = std::to_chars(buffer, buffer + 40, *real);
  return {buffer, end.ptr};
}

double numberOfText(std::string_view text) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size() ? number : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gis::snapshot
