#include "sample_data/sample_city.h"

#include <array>
#include <exception>
#include <memory>
#include <optional>
#include <thread>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/base/error.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/layer.h"
#include "sample_data/incident_writer.h"
#include "sample_data/layer_rows.h"
#include "sample_data/row_maker.h"

namespace gis::sample {

namespace {

constexpr std::size_t kBatchRows = 8192;
constexpr std::size_t kQueuedBatches = 6;  // some 10 MB in flight
constexpr int kEpsg = 4549;

struct Load {
  Layer layer = Layer::parcels;
  store::EncodedBatch batch;
};

/// Makes the rows in a thread of its own and hands them over encoded, in an order that does not depend on the threads.
class RowThread {
 public:
  RowThread(const CityPlan& plan, const CodeTables& tables, int srid, const CancelToken& token)
      : m_plan(plan), m_maker(plan, tables), m_srid(srid), m_token(token), m_queue(kQueuedBatches), m_thread([this] {
          run();
        }) {}
  RowThread(const RowThread&) = delete;
  RowThread& operator=(const RowThread&) = delete;
  /// Ends the work and waits for it.
  ~RowThread() {
    m_queue.close();
    m_thread.join();
  }

  /// The next batch; nothing at the end. Throws what the thread threw.
  std::optional<Load> next() {
    auto load = m_queue.pop();
    if (!load && m_error) std::rethrow_exception(m_error);
    return load;
  }
  [[nodiscard]] std::vector<IncidentSite> takeSites() { return std::move(m_maker.sites()); }

 private:
  void run() {
    try {
      m_maker.addPlan();
      for (int q = 0; q < static_cast<int>(m_plan.quarters.size()); ++q) {
        m_token.check();
        m_maker.addQuarter(makeQuarter(m_plan, q));
        if (!handOver(kBatchRows)) return;
      }
      handOver(1);
    } catch (...) {
      m_error = std::current_exception();
    }
    m_queue.close();
  }

  /// False when nobody wants more.
  bool handOver(std::size_t least) {
    for (const LayerSpec& spec : layerSpecs()) {
      LayerRows& rows = m_maker.rows(spec.layer);
      if (rows.rows() < least) continue;
      if (!m_queue.push({spec.layer, store::encode(rows.take(), m_srid)})) return false;
    }
    return true;
  }

  const CityPlan& m_plan;
  RowMaker m_maker;
  int m_srid;
  CancelToken m_token;
  BoundedQueue<Load> m_queue;
  std::exception_ptr m_error;
  std::thread m_thread;
};

store::LayerDraft draftOf(const LayerSpec& spec, const crs::Crs& crs) {
  store::LayerDraft draft;
  draft.name = spec.name;
  draft.titleZh = spec.titleZh;
  draft.titleEn = spec.titleEn;
  draft.fields = spec.fields;
  draft.crs = crs;
  draft.type = geom::GeometryType{spec.kind, false, false};
  draft.provenance.source = "citydesk-sample";
  draft.provenance.bureau = spec.bureau;
  return draft;
}

void registerLayer(const store::Connection& c, const LayerSpec& spec) {
  if (spec.role[0] != '\0') store::bindRole(c, spec.role, spec.name, spec.codeField, spec.nameField);
  if (!spec.searchFields.empty()) store::setLayerSearchFields(c, spec.name, spec.searchFields);
  for (const auto& [field, system] : spec.codeSystems) store::setLayerCodeSystem(c, spec.name, field, system);
  if (!spec.visible) store::setLayerVisible(c, spec.name, false);
}

}  // namespace

void writeSampleCity(const store::CityDatabase& city, const SampleOptions& options, Progress& progress) {
  if (city.crs().epsg() != kEpsg) {
    throw Error(ErrorCode::invalidValue, GIS_TR("cannot make the sample city"),
                {GIS_TR("the city's coordinate system is {0}, not EPSG:4549"), {city.crs().identifier()}},
                GIS_TR("create the city in EPSG:4549 (--crs EPSG:4549)"));
  }
  for (const LayerSpec& spec : layerSpecs()) {
    if (!store::layerExists(city.connection(), spec.name)) continue;
    throw Error(ErrorCode::exists, GIS_TR("cannot make the sample city"),
                {GIS_TR("there is already a layer \"{0}\""), {spec.name}}, GIS_TR("make it in a new city"));
  }
  const CodeTables tables = loadCodeTables();
  const CityPlan plan = makePlan({options.parcels, options.seed, options.incidents}, tables);

  std::array<std::unique_ptr<store::BulkLoad>, kLayerCount> loads;
  for (const LayerSpec& spec : layerSpecs()) {
    loads[static_cast<std::size_t>(spec.layer)] = std::make_unique<store::BulkLoad>(city, draftOf(spec, city.crs()));
  }
  std::vector<IncidentSite> sites;
  {
    RowThread rows(plan, tables, city.srid(), progress.token());
    std::uint64_t parcels = 0;
    while (auto load = rows.next()) {
      if (load->layer == Layer::parcels) parcels += load->batch.batch.rows();
      loads[static_cast<std::size_t>(load->layer)]->append(std::move(load->batch));
      progress.report(parcels, static_cast<std::uint64_t>(options.parcels));
    }
    sites = rows.takeSites();
  }
  for (const LayerSpec& spec : layerSpecs()) {
    auto& load = loads[static_cast<std::size_t>(spec.layer)];
    (void)load->finish(progress);
    load.reset();
    registerLayer(city.connection(), spec);
  }
  writeIncidents(city, plan, tables, std::move(sites), progress);
}

}  // namespace gis::sample
