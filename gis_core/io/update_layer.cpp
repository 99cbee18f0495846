#include "gis_core/io/update_layer.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <system_error>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/dbf_plan.h"
#include "gis_core/io/import.h"
#include "gis_core/io/row_sameness.h"
#include "gis_core/io/short_names.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/io/three_way.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

namespace fs = std::filesystem;
using store::Feature;
using store::Field;
using store::FieldType;
using store::LayerInfo;
using store::Value;

constexpr double kMetreStep = 1e-3, kDegreeStep = 1e-8;
constexpr std::size_t kNamedKeys = 5;

/// A city of its own for the file's rows; goes with the object, its snapshots too.
class ScratchCity {
 public:
  explicit ScratchCity(const crs::Crs& crs)
      : m_folder(platform::makeScratchFolder("citydesk-update")),
        m_city(store::CityDatabase::create(m_folder / "incoming.citydb", crs)) {}
  ScratchCity(const ScratchCity&) = delete;
  ScratchCity& operator=(const ScratchCity&) = delete;
  ~ScratchCity() {
    std::error_code ignored;
    const fs::path snapshots = snapshot::cacheFolder(m_city->uid());
    m_city.reset();
    fs::remove_all(snapshots, ignored);
    fs::remove_all(m_folder, ignored);
  }
  [[nodiscard]] const store::CityDatabase& city() const { return *m_city; }

 private:
  fs::path m_folder;
  std::optional<store::CityDatabase> m_city;
};

/// A value of the file as the layer's column wants it; what does not fit stays and is refused when it is written.
Value fitted(const Value& value, const Field& field) {
  if (isNothing(value)) return {};
  if (field.type == FieldType::text) {
    return std::holds_alternative<std::string>(value) ? value : Value(store::textOf(value));
  }
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (field.type == FieldType::blob) return value;
    try {
      return store::parseValue(*text, field);
    } catch (const Error&) {
      return value;
    }
  }
  if (const auto* real = std::get_if<double>(&value);
      real != nullptr && field.type == FieldType::integer && std::floor(*real) == *real && std::fabs(*real) < 9e15)
    return static_cast<std::int64_t>(*real);
  return value;
}

/// Within which two places are the same, in units of the layer.
double stepOf(const LayerInfo& layer) {
  return layer.crs.isKnown() && layer.crs.isGeographic() ? kDegreeStep : kMetreStep;
}

/// One column on both sides.
struct Pair {
  Field field;           ///< of the layer
  std::string incoming;  ///< its name among the file's rows
};

class Comparison {
 public:
  Comparison(const store::CityDatabase& city, const UpdateRequest& request, Progress& progress)
      : m_city(city),
        m_request(request),
        m_progress(progress),
        m_layer(store::layerByName(city.connection(), request.layer)),
        m_key(store::requireField(m_layer, request.key)),
        m_scratch(city.crs()),
        m_step(stepOf(m_layer)) {
    m_plan.revision = m_layer.revision;
    if (m_layer.name == store::kCaseTable) {
      throw Error(ErrorCode::unsupported,
                  {GIS_TR("the layer \"{0}\" is not brought up to date from a file"), {m_layer.name}},
                  store::caseKeepingReason(), GIS_TR("take in a list of cases: citydesk-cli exchange cases import"));
    }
  }

  UpdatePlan run() {
    bringIn();
    matchFields();
    indexIncoming();
    compareLayer();
    takeAdded();
    std::sort(m_plan.changes.begin(), m_plan.changes.end(),
              [](const UpdateChange& a, const UpdateChange& b) { return a.key < b.key; });
    return std::move(m_plan);
  }

 private:
  void bringIn() {
    ImportRequest in;
    in.sources = {m_request.file};
    if (!m_request.sourceLayer.empty()) in.sourceLayers = {m_request.sourceLayer};
    in.as = "incoming";
    in.encoding = m_request.encoding;
    in.sourceCrs = m_request.sourceCrs;
    in.acceptBallpark = m_request.acceptBallpark;
    in.tables = !m_layer.geometryType;
    if (m_layer.geometryType && m_layer.crs.isKnown()) {
      in.target = ImportRequest::Target::given;
      in.targetCrs = m_layer.crs.epsg() ? "EPSG:" + std::to_string(*m_layer.crs.epsg()) : m_layer.crs.wkt();
    } else {
      in.target = ImportRequest::Target::source;
    }
    const ImportReport report = importLayers(m_scratch.city(), in, m_progress);
    m_plan.warnings = report.warnings;
    for (const ImportedLayer& layer : report.layers) {
      m_plan.warnings.insert(m_plan.warnings.end(), layer.warnings.begin(), layer.warnings.end());
      if (layer.rejected > 0)
        m_plan.warnings.push_back(
            {GIS_TR("{0} features of the file cannot be read and take no part"), {std::to_string(layer.rejected)}});
    }
    m_incoming = store::layerByName(m_scratch.city().connection(), "incoming");
  }

  /// The layer's fields beside those of the file, by any name that our exports give them.
  void matchFields() {
    std::vector<std::string> names;
    for (const Field& field : m_layer.fields) names.push_back(field.name);
    const std::vector<std::string> pinyin = pinyinNames(names);
    TextEncoder utf8("UTF-8"), gbk("GBK");
    TextDecoder fromGbk("GBK");
    const std::vector<std::string> cut = dbfNames(m_layer.fields, utf8);
    std::vector<std::string> cutGbk = dbfNames(m_layer.fields, gbk);
    for (std::string& name : cutGbk) name = fromGbk.decode(name);
    std::set<std::string> taken;
    const auto take = [&](std::size_t i, const std::string& wanted) {
      for (const Field& field : m_incoming.fields) {
        if (text::fold(field.name) != text::fold(wanted) || !taken.insert(field.name).second) continue;
        m_pairs[i] = {m_layer.fields[i], field.name};
        if (field.name != m_layer.fields[i].name) m_plan.matchedFields.emplace_back(field.name, m_layer.fields[i].name);
        return true;
      }
      return false;
    };
    m_pairs.assign(names.size(), {});
    const std::vector<const std::vector<std::string>*> spellings{&names, &pinyin, &cut, &cutGbk};
    for (const std::vector<std::string>* spelling : spellings) {
      for (std::size_t i = 0; i < names.size(); ++i)
        if (m_pairs[i].incoming.empty()) (void)take(i, (*spelling)[i]);
    }
    for (std::size_t i = 0; i < names.size(); ++i)
      if (m_pairs[i].incoming.empty()) m_plan.absentFields.push_back(names[i]);
    std::erase_if(m_pairs, [](const Pair& pair) { return pair.incoming.empty(); });
    for (const Field& field : m_incoming.fields)
      if (taken.count(field.name) == 0) m_plan.ignoredFields.push_back(field.name);
    const auto key =
        std::find_if(m_pairs.begin(), m_pairs.end(), [&](const Pair& pair) { return pair.field.name == m_key.name; });
    if (key == m_pairs.end()) {
      throw Error(ErrorCode::noSuchField, {GIS_TR("the file {0} has no field \"{1}\""),
                                           {platform::pathToUtf8(m_request.file.filename()), m_key.name}});
    }
    m_keyAt = static_cast<std::size_t>(key - m_pairs.begin());
  }

  [[nodiscard]] store::FeatureRequest rowsOf(bool incoming) const {
    store::FeatureRequest request;
    request.allFields = false;
    for (const Pair& pair : m_pairs) request.fields.push_back(incoming ? pair.incoming : pair.field.name);
    request.geometry = (incoming ? m_incoming : m_layer).geometryType.has_value();
    return request;
  }

  [[nodiscard]] std::string keyOf(const Feature& row) const {
    return std::string(text::trim(store::textOf(row.values[m_keyAt])));
  }

  [[noreturn]] void refuseKeys(Message why, const std::vector<std::string>& keys) const {
    std::string list;
    for (std::size_t i = 0; i < keys.size() && i < kNamedKeys; ++i) list += (list.empty() ? "" : ", ") + keys[i];
    if (keys.size() > kNamedKeys) list += " …";
    throw Error(ErrorCode::invalidValue, {GIS_TR("the field \"{0}\" is no key"), {m_key.name}},
                {why.text, {std::to_string(keys.size()), list}}, GIS_TR("mend them, or take another field (--key)"));
  }

  void indexIncoming() {
    std::vector<std::string> twice, empty;
    store::readFeatures(
        m_scratch.city().connection(), m_incoming, rowsOf(true),
        [&](Feature& row) {
          const std::string key = keyOf(row);
          if (key.empty())
            empty.push_back(std::to_string(row.fid));
          else if (!m_fids.emplace(key, row.fid).second)
            twice.push_back(key);
          return true;
        },
        m_progress.token());
    if (!empty.empty()) refuseKeys(GIS_TR("{0} features of the file have none (rows {1})"), empty);
    if (!twice.empty()) refuseKeys(GIS_TR("{0} of its values stand twice in the file ({1})"), twice);
  }

  /// A row of the file by its number among those of the chunk.
  using Chunk = std::unordered_map<std::int64_t, Feature>;

  void compareLayer() {
    constexpr std::size_t kChunk = 2000;
    std::vector<Feature> rows;
    std::set<std::string> seenTwice;
    std::unordered_map<std::string, char> seen;
    seen.reserve(m_fids.size());
    std::uint64_t done = 0;
    const auto flush = [&] {
      compareChunk(rows);
      done += rows.size();
      m_progress.report(done, static_cast<std::uint64_t>(std::max<std::int64_t>(m_layer.count, 1)));
      rows.clear();
    };
    store::readFeatures(
        m_city.connection(), m_layer, rowsOf(false),
        [&](Feature& row) {
          const std::string key = keyOf(row);
          if (key.empty()) {
            ++m_plan.withoutKey;
            return true;
          }
          if (!seen.emplace(key, 0).second) seenTwice.insert(key);
          rows.push_back(std::move(row));
          if (rows.size() == kChunk) flush();
          return true;
        },
        m_progress.token());
    flush();
    if (!seenTwice.empty())
      refuseKeys(GIS_TR("{0} of its values stand twice in the layer ({1})"), {seenTwice.begin(), seenTwice.end()});
    std::erase_if(m_fids, [&](const auto& one) { return seen.count(one.first) > 0; });
  }

  void compareChunk(std::vector<Feature>& rows) {
    store::FeatureRequest request = rowsOf(true);
    for (const Feature& row : rows)
      if (const auto at = m_fids.find(keyOf(row)); at != m_fids.end()) request.fids.push_back(at->second);
    Chunk incoming;
    if (!request.fids.empty()) {
      store::readFeatures(
          m_scratch.city().connection(), m_incoming, request,
          [&](Feature& row) {
            const std::int64_t fid = row.fid;
            incoming.emplace(fid, std::move(row));
            return true;
          },
          m_progress.token());
    }
    for (Feature& row : rows) {
      const std::string key = keyOf(row);
      const auto at = m_fids.find(key);
      if (at == m_fids.end())
        remove(row, key);
      else
        compare(row, incoming.at(at->second), key);
    }
  }

  void remove(Feature& row, const std::string& key) {
    ++m_plan.removed;
    UpdateChange& change = m_plan.changes.emplace_back();
    change.kind = UpdateChange::Kind::removed;
    change.key = key;
    change.fid = row.fid;
    change.geometry = !row.wkb.empty();
    change.before = std::move(row.wkb);
  }

  void compare(Feature& mine, Feature& theirs, const std::string& key) {
    UpdateChange change;
    for (std::size_t i = 0; i < m_pairs.size(); ++i) {
      if (i == m_keyAt || m_pairs[i].field.type == FieldType::blob) continue;
      Value after = fitted(theirs.values[i], m_pairs[i].field);
      if (!sameValue(mine.values[i], after))
        change.cells.push_back({m_pairs[i].field.name, mine.values[i], std::move(after)});
    }
    if (m_layer.geometryType && m_incoming.geometryType && !sameShape(mine.wkb, theirs.wkb, m_step)) {
      change.geometry = true;
      change.before = std::move(mine.wkb);
      change.after = std::move(theirs.wkb);
    }
    if (change.cells.empty() && !change.geometry) {
      ++m_plan.unchanged;
      return;
    }
    ++m_plan.changed;
    m_plan.changedCells += static_cast<std::int64_t>(change.cells.size());
    m_plan.changedGeometries += change.geometry ? 1 : 0;
    change.key = key;
    change.fid = mine.fid;
    m_plan.changes.push_back(std::move(change));
  }

  /// What is left of the file's keys after the layer's were taken out.
  void takeAdded() {
    if (m_fids.empty()) return;
    store::readFeatures(
        m_scratch.city().connection(), m_incoming, rowsOf(true),
        [&](Feature& row) {
          const std::string key = keyOf(row);
          if (m_fids.count(key) == 0) return true;
          ++m_plan.added;
          UpdateChange& change = m_plan.changes.emplace_back();
          change.kind = UpdateChange::Kind::added;
          change.key = key;
          for (std::size_t i = 0; i < m_pairs.size(); ++i)
            if (!isNothing(row.values[i]))
              change.cells.push_back({m_pairs[i].field.name, {}, fitted(row.values[i], m_pairs[i].field)});
          change.geometry = m_layer.geometryType.has_value() && !row.wkb.empty();
          if (change.geometry) change.after = std::move(row.wkb);
          return true;
        },
        m_progress.token());
  }

  const store::CityDatabase& m_city;
  const UpdateRequest& m_request;
  Progress& m_progress;
  const LayerInfo m_layer;
  const Field m_key;
  const ScratchCity m_scratch;
  const double m_step;
  LayerInfo m_incoming;
  std::vector<Pair> m_pairs;
  std::size_t m_keyAt = 0;
  std::unordered_map<std::string, std::int64_t> m_fids;  ///< key → row of the file
  UpdatePlan m_plan;
};

/// What the request takes of the changes.
void accept(const UpdateRequest& request, UpdatePlan& plan) {
  std::set<std::string> wanted(request.keys.begin(), request.keys.end());
  for (UpdateChange& change : plan.changes) {
    const bool kind = change.kind == UpdateChange::Kind::added     ? request.added
                      : change.kind == UpdateChange::Kind::changed ? request.changed
                                                                   : request.removed;
    change.accepted = kind && (request.keys.empty() || wanted.erase(change.key) > 0);
  }
  std::string unknown;
  for (const std::string& key : wanted) {
    if (std::none_of(plan.changes.begin(), plan.changes.end(), [&](const auto& one) { return one.key == key; }))
      unknown += (unknown.empty() ? "" : ", ") + key;
  }
  if (!unknown.empty())
    throw Error(ErrorCode::notFound, {GIS_TR("nothing changes for {0}"), {unknown}}, {},
                GIS_TR("look at the changes first (--dry-run)"));
}

/// A conflict that nobody decided is never settled by chance.
void refuseUndecided(const UpdatePlan& plan, const std::vector<std::uint8_t>& accepted) {
  std::int64_t undecided = 0;
  for (std::size_t i = 0; i < plan.changes.size(); ++i) undecided += accepted[i] != 0 && plan.changes[i].isOpen();
  if (undecided == 0) return;
  throw Error(ErrorCode::usage, {GIS_TR("{0} conflicts are not decided"), {std::to_string(undecided)}},
              GIS_TR("both sides changed the same since the data was handed out"),
              GIS_TR("say which side holds (--conflicts mine, or theirs), or decide column by column in the window"));
}

}  // namespace

UpdatePlan planUpdate(const store::CityDatabase& city, const UpdateRequest& request, Progress& progress) {
  UpdatePlan plan = Comparison(city, request, progress).run();
  if (!request.base.empty()) {
    UpdateRequest handedOut = request;
    handedOut.file = request.base;
    plan = threeWay(std::move(plan), Comparison(city, handedOut, progress).run(),
                    stepOf(store::layerByName(city.connection(), request.layer)), request.conflicts);
  }
  accept(request, plan);
  return plan;
}

store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request, const UpdatePlan& plan,
                              const std::string& reason, const std::string& actor) {
  std::vector<std::uint8_t> accepted;
  accepted.reserve(plan.changes.size());
  for (const UpdateChange& change : plan.changes) accepted.push_back(change.accepted ? 1 : 0);
  return applyUpdate(city, request, plan, accepted, reason, actor);
}

store::EditResult applyUpdate(const store::CityDatabase& city, const UpdateRequest& request, const UpdatePlan& plan,
                              const std::vector<std::uint8_t>& accepted, const std::string& reason,
                              const std::string& actor) {
  using Kind = store::RowEdit::Kind;
  store::EditCommand command;
  command.reason = reason;
  command.actor = actor;
  refuseUndecided(plan, accepted);
  const LayerInfo layer = store::layerByName(city.connection(), request.layer);
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    const UpdateChange& change = plan.changes[i];
    if (accepted[i] == 0 || !change.takes()) continue;
    store::RowEdit& row = command.rows.emplace_back();
    row.table = layer.name;
    row.fid = change.fid;
    row.kind = change.kind == UpdateChange::Kind::added     ? Kind::insert
               : change.kind == UpdateChange::Kind::changed ? Kind::update
                                                            : Kind::remove;
    if (row.kind == Kind::remove) continue;
    for (const UpdateChange::Cell& cell : change.cells)
      if (cell.side == UpdateSide::theirs) row.values.emplace_back(cell.field, cell.after);
    if (change.geometry && change.shapeSide == UpdateSide::theirs)
      row.values.emplace_back("geometry", change.after.empty() ? Value() : Value(change.after));
  }
  if (command.rows.empty()) return {};
  store::Transaction transaction(city.connection());
  if (store::layerByName(city.connection(), request.layer).revision != plan.revision) {
    throw Error(ErrorCode::locked, {GIS_TR("cannot update the layer \"{0}\""), {layer.name}},
                GIS_TR("it was changed meanwhile"), GIS_TR("try again"));
  }
  store::EditResult result = store::applyWithin(city, command);
  transaction.commit();
  return result;
}

}  // namespace gis::io
