#include "gis_core/query/layer_sample.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/column_filter.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/snapshot/opened.h"
#include "gis_core/snapshot/snapshot.h"
#include "gis_core/store/features.h"

namespace gis::query {

namespace {

constexpr std::size_t kBoxesOfASample = 256;
constexpr std::size_t kRowsOfASample = 1024;
constexpr std::chrono::microseconds kAlone{50};  // in which a core goes through blocks that are checked already
constexpr std::int64_t kMostCounted = 4096;
constexpr std::size_t kOwnSample = 64;       // boxes of a layer that are asked of another one's tree
constexpr std::size_t kEnoughMeetings = 8;   // with fewer the other layer's boxes are asked, too
constexpr double kMetresPerDegree = 111000;  // roughly, for guesses

double unitRatio(const crs::Crs& from, const crs::Crs& to) {
  const auto metres = [](const crs::Crs& one) {
    return one.metresPerUnit() > 0 ? one.metresPerUnit() : kMetresPerDegree;
  };
  return metres(from) / metres(to);
}

/// The snapshot of this very revision, if somebody made one.
std::shared_ptr<const snapshot::Snapshot> readySnapshot(const store::Connection& c, const store::LayerInfo& layer) {
  const std::string city = c.textValue("SELECT value FROM city_setting WHERE key = 'uid'");
  const auto file = snapshot::snapshotFile(city, layer.uid, layer.revision);
  std::error_code none;
  if (!std::filesystem::exists(file, none)) return nullptr;
  try {
    return snapshot::opened(file);
  } catch (const Error&) {
    return nullptr;  // whoever needs it makes it anew; estimates have the tree of the city
  }
}

}  // namespace

LayerSample::LayerSample(const store::Connection& c, store::LayerInfo layer, const CancelToken& token)
    : m_connection(&c), m_layer(std::move(layer)), m_token(token) {
  if (!m_layer.geometryType) return;
  m_snapshot = readySnapshot(c, m_layer);
  readBoxes(token);
}

LayerSample::LayerSample(LayerSample&&) noexcept = default;
LayerSample& LayerSample::operator=(LayerSample&&) noexcept = default;
LayerSample::~LayerSample() = default;

void LayerSample::readBoxes(const CancelToken& token) {
  double bytes = 0;
  const auto add = [&](const geom::Envelope& box, std::size_t size) {
    if (box.isEmpty()) return;
    m_boxes.push_back(box);
    bytes += double(size);
  };
  if (m_snapshot) {
    try {
      const std::uint64_t count = m_snapshot->info().count;
      const std::uint64_t step = std::max<std::uint64_t>(1, count / kBoxesOfASample);
      // the blocks they lie in are checked when they are touched first, which takes longer than the rest
      std::vector<std::pair<geom::Envelope, std::size_t>> seen((count + step - 1) / step);
      const auto see = [&](std::size_t k) {
        const auto at = snapshot::Index(k * step);
        seen[k] = {m_snapshot->boxOf(at), m_snapshot->wkbOf(at).size()};
      };
      const auto begun = std::chrono::steady_clock::now();
      std::size_t alone = 0;
      while (alone < seen.size() && std::chrono::steady_clock::now() - begun < kAlone) see(alone++);
      parallelFor(seen.size() - alone, token, [&](std::size_t k, unsigned) { see(alone + k); });
      for (const auto& [box, size] : seen) add(box, size);
    } catch (const Error&) {  // a damaged file: the city's own tree serves as well
      m_snapshot.reset();
      m_boxes.clear();
      bytes = 0;
    }
  }
  if (!m_snapshot) {
    store::FeatureRequest request;
    request.allFields = false;
    request.fids = store::spreadFids(*m_connection, m_layer, kBoxesOfASample);
    if (!request.fids.empty()) {
      store::readBatches(
          *m_connection, m_layer, request, kBoxesOfASample,
          [&](store::FeatureBatch& batch) {
            for (std::size_t row = 0; row < batch.rows(); ++row) {
              const geom::BytesView wkb = batch.geometryOf(row);
              try {
                if (!wkb.empty()) add(geom::envelopeOf(wkb), wkb.size());
              } catch (const Error&) {
                continue;  // not a geometry: takes no part anyway
              }
            }
            return true;
          },
          token);
    }
  }
  m_bytes = m_boxes.empty() ? 0 : bytes / double(m_boxes.size());
}

double LayerSample::countIn(const geom::Envelope& box) {
  if (!m_layer.geometryType) return 0;
  if (m_snapshot) {
    try {
      std::int64_t found = 0;
      m_snapshot->forEachIn(box, [&](snapshot::Index) { return ++found < kMostCounted; });
      return double(found);
    } catch (const Error&) {
      m_snapshot.reset();
    }
  }
  if (!m_tree) m_tree = std::make_unique<store::TreeLookup>(*m_connection, m_layer);
  return double(m_tree->countIn(box, kMostCounted));
}

const std::vector<std::int64_t>& LayerSample::fids() {
  if (m_fids.empty()) m_fids = store::spreadFids(*m_connection, m_layer, kRowsOfASample);
  return m_fids;
}

LayerSample::Met LayerSample::metInTable(const std::string& where) {
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  request.where = where;
  request.fids = fids();
  Met met{0, m_fids.size()};
  if (m_fids.empty()) return met;
  store::readBatches(
      *m_connection, m_layer, request, kRowsOfASample,
      [&](store::FeatureBatch& batch) {
        met.rows += batch.rows();
        return true;
      },
      m_token);
  return met;
}

std::optional<LayerSample::Met> LayerSample::metInSnapshot(const std::string& where) {
  const auto filter = m_snapshot ? ColumnFilter::parse(where, m_layer.fields) : std::nullopt;
  if (!filter) return std::nullopt;
  const std::uint64_t count = m_snapshot->info().count;
  const std::uint64_t step = std::max<std::uint64_t>(1, count / kRowsOfASample);
  std::vector<snapshot::Index> rows;
  for (std::uint64_t row = 0; row < count; row += step) rows.push_back(snapshot::Index(row));
  try {
    const auto met = filter->countAmong(*m_snapshot, rows);
    return met ? std::optional<Met>({*met, rows.size()}) : std::nullopt;
  } catch (const Error&) {
    m_snapshot.reset();  // a damaged file: the table serves as well
    return std::nullopt;
  }
}

double LayerSample::share(const std::string& where) {
  if (where.empty() || m_layer.count == 0) return 1;
  const auto known = m_shares.find(where);
  if (known != m_shares.end()) return known->second;
  const auto fromColumns = metInSnapshot(where);
  const Met met = fromColumns ? *fromColumns : metInTable(where);
  const bool whole = std::int64_t(met.of) >= m_layer.count;
  const double all = double(std::max<std::size_t>(1, met.of));
  // of a sample that missed, half a row may have been there
  const double share = whole ? double(met.rows) / all : std::max(double(met.rows), 0.5) / all;
  return m_shares[where] = share;
}

double LayerSample::groups(const std::string& where, const std::vector<std::string>& fields) {
  store::FeatureRequest request;
  request.allFields = false;
  request.fields = fields;
  request.geometry = false;
  request.where = where;
  request.fids = fids();
  if (m_fids.empty()) return 0;
  std::map<std::vector<store::Value>, std::size_t> rowsOf;
  std::size_t rows = 0;
  store::readBatches(
      *m_connection, m_layer, request, kRowsOfASample,
      [&](store::FeatureBatch& batch) {
        for (std::size_t row = 0; row < batch.rows(); ++row) {
          std::vector<store::Value> values;
          for (std::size_t k = 0; k < batch.fields.size(); ++k) values.push_back(batch.valueOf(k, row));
          ++rowsOf[std::move(values)];
        }
        rows += batch.rows();
        return true;
      },
      m_token);
  if (rows == 0) return 0;
  const auto once =
      double(std::count_if(rowsOf.begin(), rowsOf.end(), [](const auto& one) { return one.second == 1; }));
  // what came once in the sample stands for others that it missed
  const double all = std::max(double(rows), count() * share(where));
  return std::min(all, double(rowsOf.size()) - once + std::sqrt(all / double(rows)) * once);
}

LayerSample& LayerSamples::of(const store::LayerInfo& layer) {
  const auto known = m_samples.find(layer.name);
  if (known != m_samples.end()) return known->second;
  m_token.check();
  return m_samples.emplace(layer.name, LayerSample(m_connection, layer, m_token)).first->second;
}

bool LayerSamples::areFromSnapshots() const {
  return std::all_of(m_samples.begin(), m_samples.end(),
                     [](const auto& one) { return !one.second.layer().geometryType || one.second.isFromSnapshot(); });
}

geom::Envelope carriedBox(const geom::Envelope& box, const crs::Crs& from, const crs::Crs& to) {
  if (box.isEmpty() || !from.isKnown() || !to.isKnown() || from.equivalentTo(to)) return box;
  try {
    return crs::Transformer(from, to).apply(box);
  } catch (const Error&) {
    return {};  // outside what the system can carry: nothing is near
  }
}

Meetings meetings(LayerSample& own, LayerSample& other, double reach, double otherShare, const CancelToken& token) {
  const crs::Crs& mine = own.layer().crs;
  const crs::Crs& theirs = other.layer().crs;
  Meetings sum;
  std::size_t hits = 0;
  std::size_t asked = 0;
  const std::size_t step = std::max<std::size_t>(1, own.boxes().size() / kOwnSample);
  for (std::size_t i = 0; i < own.boxes().size(); i += step, ++asked) {
    token.check();
    const double found = other.countIn(carriedBox(own.boxes()[i].grown(reach), mine, theirs));
    if (found > 0) ++hits;
    sum.pairs += found * otherShare;
    sum.withOne += 1 - std::pow(1 - std::min(1.0, otherShare), found);
  }
  if (asked == 0) return {};
  sum.pairs /= double(asked);
  sum.withOne /= double(asked);
  if (hits >= kEnoughMeetings || other.boxes().empty() || own.count() == 0) return sum;
  // rare: what few of the others have near them tells more than that most of ours have nothing
  double near = 0;
  std::size_t told = 0;
  const double units = reach * unitRatio(mine, theirs);
  const std::size_t otherStep = std::max<std::size_t>(1, other.boxes().size() / kOwnSample);
  for (std::size_t i = 0; i < other.boxes().size(); i += otherStep, ++told) {
    token.check();
    near += own.countIn(carriedBox(other.boxes()[i].grown(units), theirs, mine));
  }
  const double perRow = near / double(told) * other.count() * otherShare / own.count();
  return {perRow, 1 - std::exp(-perRow)};
}

}  // namespace gis::query
