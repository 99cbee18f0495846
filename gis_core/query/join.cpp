#include "gis_core/query/join.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <limits>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/snapshot/read_rows.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"
#include "gis_core/store/read_ahead.h"

namespace gis::query {

namespace {

// Between two blocks others get a moment in which to write; that of a chunk within comes as often as it must.
constexpr std::size_t kRowsCopied = 32768;
constexpr std::size_t kFirstRowsCopied = 4096;  // the writing waits for them

/// How the rows get into the new layer.
enum class Writing {
  copied,   ///< from table to table, if nobody changes LEFT meanwhile
  carried,  ///< read in the state in which the partners were found
};

class Join {
 public:
  Join(const store::CityDatabase& city, const JoinQuery& query, Writing writing, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_writing(writing), m_progress(progress) {}

  /// Nothing when LEFT was changed while it was copied.
  std::optional<JoinResult> run() {
    prepare();
    store::BulkLoad load(m_city, draft());  // a taken name is refused before the work
    if (m_writing == Writing::copied) readAhead();
    findPairs();
    if (m_writing == Writing::carried || !isCopyable()) {
      carry(load);
    } else if (m_work.end(); !copy(load)) {
      return std::nullopt;
    }
    m_work.finish(load, m_progress, m_result);
    return m_result;
  }

 private:
  void prepare() {
    const int kinds =
        int(m_query.relation.has_value()) + int(m_query.withinMetres.has_value()) + int(m_query.nearest > 0);
    if (kinds != 1) {
      throw Error(ErrorCode::usage, GIS_TR("this is not one join"),
                  GIS_TR("exactly one of a relation, a distance and a number of nearest ones must be given"));
    }
    m_left = store::layerByName(m_reader, m_query.left);
    m_right = store::layerByName(m_reader, m_query.right);
    requireComparable(m_left, m_right);
    m_taken = chosenFields(m_right, m_query.take);
    if (!hasDistance()) return;
    m_reach = unitsOf(m_left, reachMetres());
    m_metresPerUnit = m_left.crs.metresPerUnit();
  }
  /// The rows of LEFT are asked for when the pairs are found.
  void readAhead() {
    store::ReadAheadLimits limits;
    limits.coldShare = 16;  // the disk has nothing else to do
    m_ahead.emplace(m_city.connection(), m_left.name, limits);
  }
  [[nodiscard]] bool hasDistance() const { return !m_query.relation; }
  [[nodiscard]] double reachMetres() const {
    if (m_query.withinMetres) return *m_query.withinMetres;
    return m_query.maxMetres.value_or(0);
  }
  /// The names of the new layer: LEFT's as they are, RIGHT's with its name in front where they clash.
  store::LayerDraft draft() {
    store::LayerDraft draft;
    draft.name = m_query.into;
    draft.fields = m_left.fields;
    draft.crs = m_left.crs;
    draft.type = m_left.geometryType;
    for (store::Field field : m_taken) {
      field.name = freeFieldName(draft.fields, m_right.name, field.name);
      draft.fields.push_back(std::move(field));
    }
    if (hasDistance()) {
      draft.fields.push_back({freeFieldName(draft.fields, m_right.name, "distance"), store::FieldType::real, 0, 0});
    }
    m_draftFields = draft.fields;
    draft.provenance = m_left.provenance;
    draft.provenance.sourceLayer = m_left.name + " + " + m_right.name;
    draft.provenance.driver = "join";
    draft.provenance.reportTable.clear();
    return draft;
  }
  void findPairs() {
    m_leftSet = loadGeometry(m_reader, m_left, {}, {}, {}, m_progress.token());
    const GeometrySet& left = m_leftSet;
    const GeometrySet right = loadGeometry(m_reader, m_right, {}, {}, m_left.crs, m_progress.token());
    m_result.withoutGeometry = left.withoutGeometry() + right.withoutGeometry();
    m_result.broken = left.broken() + right.broken();
    PairReport report;
    if (m_query.nearest > 0) {
      const double reach = m_query.maxMetres ? m_reach : std::numeric_limits<double>::infinity();
      m_pairs = nearestPairs(left, right, m_query.nearest, reach, m_progress, report);
    } else {
      PairTest test;
      if (m_query.relation) test.relation = *m_query.relation;
      if (m_query.withinMetres) test.distance = m_reach;
      m_pairs = allPairs(left, right, test, m_progress, report);
    }
    m_result.undecided = report.undecided;
    if (m_query.one) keepFirst();
    if (m_query.nearest > 0) {
      std::sort(m_pairs.begin(), m_pairs.end(),
                [](const Pair& a, const Pair& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
    }
    m_rightRows.emplace(m_reader, m_right, right, m_taken, m_progress.token());
    const auto sameLeft = [](const Pair& a, const Pair& b) { return a.left == b.left; };
    m_keepsFids = std::adjacent_find(m_pairs.begin(), m_pairs.end(), sameLeft) == m_pairs.end();
  }
  /// One partner a feature: the nearest where distances are asked, else the one with the lowest fid.
  void keepFirst() {
    std::stable_sort(m_pairs.begin(), m_pairs.end(), [](const Pair& a, const Pair& b) {
      return a.left != b.left ? a.left < b.left : a.distance < b.distance;
    });
    const auto last =
        std::unique(m_pairs.begin(), m_pairs.end(), [](const Pair& a, const Pair& b) { return a.left == b.left; });
    m_pairs.erase(last, m_pairs.end());
  }
  /// Calls row(pair) for each row that feature `left` makes: one a partner, or one with null.
  template <class Row>
  void eachRow(std::uint32_t left, std::size_t& at, const Row& row) {
    const std::size_t first = at;
    for (; at < m_pairs.size() && m_pairs[at].left == left; ++at) row(&m_pairs[at]);
    if (at > first) ++m_result.matched;
    if (at == first && m_query.keepAll) row(static_cast<const Pair*>(nullptr));
  }
  void carry(store::BulkLoad& load) {
    std::size_t at = 0;
    std::uint32_t left = 0;
    RowWriter out(load, m_draftFields, m_progress.token());
    snapshot::readBatches(
        m_reader, m_left, {}, kRowsAtOnce,
        [&](store::FeatureBatch& batch) {
          for (std::size_t i = 0; i < batch.rows(); ++i, ++left)
            eachRow(left, at, [&](const Pair* pair) { addRow(out, batch, i, pair); });
          m_progress.report(left, std::uint64_t(std::max<std::int64_t>(m_left.count, left)));
          return true;
        },
        m_progress.token());
    out.flush();
    m_result.rows = out.rows();
  }
  void addRow(RowWriter& out, const store::FeatureBatch& left, std::size_t i, const Pair* pair) {
    for (std::size_t k = 0; k < left.fields.size(); ++k) out.copyCell(left, k, i);
    for (std::size_t k = 0; k < m_taken.size(); ++k) {
      if (pair != nullptr) {
        out.copyCell(*m_rightRows, k, pair->right);
      } else {
        out.addCell({});  // NULL without a partner
      }
    }
    if (hasDistance()) out.addCell(distanceOf(pair));
    out.endRow(m_keepsFids ? left.fids[i] : -1, left.geometryOf(i));
  }
  [[nodiscard]] store::Value distanceOf(const Pair* pair) const {
    return pair != nullptr ? store::Value(pair->distance * m_metresPerUnit) : store::Value();
  }
  /// Its snapshot says that the rows are as the table has them, and no shape must be left out.
  [[nodiscard]] bool isCopyable() const { return m_leftSet.view() != nullptr && m_leftSet.broken() == 0; }
  /// The next block of rows is made ready while the last one is written.
  [[nodiscard]] bool copy(store::BulkLoad& load) {
    std::size_t at = 0;
    std::uint32_t left = 0;
    const auto further =
        std::vector<store::Field>(m_draftFields.begin() + std::ptrdiff_t(m_left.fields.size()), m_draftFields.end());
    store::CopiedRows blocks[2];  // filled in turn: memory touched for the first time is dear
    for (store::CopiedRows& rows : blocks) rows.further = store::FeatureBatch::withFields(further);
    announce(load);
    const auto makeBlock = [&](store::CopiedRows& rows) {
      empty(rows);
      const std::size_t wanted = left == 0 ? kFirstRowsCopied : kRowsCopied;
      for (; left < m_leftSet.size() && rows.from.size() < wanted; ++left)
        eachRow(left, at, [&](const Pair* pair) { addCopy(rows, left, pair); });
    };
    const auto policy = threadCount() > 1 ? std::launch::async : std::launch::deferred;
    std::future<void> next = std::async(policy, makeBlock, std::ref(blocks[0]));
    for (std::size_t i = 0;; ++i) {
      m_progress.check();
      if (next.wait_for(std::chrono::seconds(0)) != std::future_status::ready) load.pause();
      next.get();
      const store::CopiedRows& rows = blocks[i % 2];
      if (rows.from.empty()) break;
      m_progress.report(left, m_leftSet.size());
      next = std::async(policy, makeBlock, std::ref(blocks[(i + 1) % 2]));
      if (!load.appendCopies(m_left, rows, store::BulkLoad::Next::atOnce)) return false;
      m_result.rows += std::int64_t(rows.from.size());
    }
    load.pause();
    return true;
  }
  /// What copy() will write, so that its tree is put in order meanwhile.
  void announce(store::BulkLoad& load) const {
    constexpr std::int64_t kFidEnd = std::int64_t{1} << 53;
    const std::uint32_t size = std::uint32_t(m_leftSet.size());
    // ascending
    if (!m_keepsFids || threadCount() < 2 || size == 0 || m_leftSet.fid(0) < 1 || m_leftSet.fid(size - 1) >= kFidEnd)
      return;
    load.announceCopies(m_query.keepAll ? size : std::min<std::size_t>(size, m_pairs.size()),
                        [this, size](const auto& row) {
                          auto pair = m_pairs.begin();
                          for (std::uint32_t left = 0; left < size; ++left) {
                            const bool isMatched = pair != m_pairs.end() && pair->left == left;
                            if (isMatched) ++pair;
                            if (isMatched || m_query.keepAll) row(m_leftSet.fid(left), m_leftSet.box(left));
                          }
                        });
  }
  /// Its memory stays.
  static void empty(store::CopiedRows& rows) {
    rows.from.clear();
    rows.boxes.clear();
    rows.further.fids.clear();
    for (store::FeatureBatch::Column& column : rows.further.columns) {
      column.isNull.clear();
      column.integers.clear();
      column.reals.clear();
      column.textEnds.clear();
      column.bytes.clear();
    }
  }
  void addCopy(store::CopiedRows& rows, std::uint32_t left, const Pair* pair) const {
    rows.from.push_back(m_leftSet.fid(left));
    rows.boxes.push_back(m_leftSet.box(left));
    for (std::size_t k = 0; k < m_taken.size(); ++k) {
      if (pair != nullptr) {
        m_rightRows->appendCell(pair->right, k, rows.further, k);
      } else {
        rows.further.addCell(k, {});
      }
    }
    if (hasDistance()) rows.further.addCell(m_taken.size(), distanceOf(pair));
    rows.further.fids.push_back(m_keepsFids ? m_leftSet.fid(left) : -1);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const JoinQuery& m_query;
  Writing m_writing;
  Progress& m_progress;
  store::LayerInfo m_left;
  store::LayerInfo m_right;
  double m_reach = 0;  // in units of LEFT's CRS
  double m_metresPerUnit = 1;
  std::vector<store::Field> m_taken;  // of RIGHT
  std::vector<store::Field> m_draftFields;
  GeometrySet m_leftSet;
  std::vector<Pair> m_pairs;
  bool m_keepsFids = true;  // no feature of LEFT makes two rows
  std::optional<AttributeRows> m_rightRows;
  JoinResult m_result;
  std::optional<store::ReadAhead> m_ahead;
};

}  // namespace

JoinResult join(const store::CityDatabase& city, const JoinQuery& query, Progress& progress, OriginNote* origin) {
  if (auto copied = Join(city, query, Writing::copied, progress, origin).run()) return *copied;
  return *Join(city, query, Writing::carried, progress, origin).run();
}

}  // namespace gis::query
