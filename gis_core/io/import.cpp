#include "gis_core/io/import.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/speaker.h"
#include "gis_core/io/companion_files.h"
#include "gis_core/io/import_findings.h"
#include "gis_core/io/import_pipeline.h"
#include "gis_core/io/import_plan.h"
#include "gis_core/snapshot/load_snapshot.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/relaxed_writing.h"

namespace gis::io {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

constexpr std::array<const char*, 4> kPartNames{"_point", "_line", "_polygon", "_other"};

/// A layer on its way into the city: rows staged, not yet visible.
struct StagedLayer {
  ImportedLayer report;
  std::unique_ptr<store::BulkLoad> load;
  std::unique_ptr<snapshot::LoadSnapshot> snapshot;
  store::BulkLoad::Result result;
  std::unique_ptr<FindingLog> findings;
  bool generic = false;
  bool isNew = true;
  bool isVisible = false;
};

class Import {
 public:
  Import(const store::CityDatabase& city, const ImportRequest& request, Progress& progress)
      : m_city(city), m_request(request), m_progress(progress), m_plan(planImport(city, request, progress.token())) {
    for (const LayerTask& task : m_plan.tasks) m_promised += std::max<std::int64_t>(task.info.promised, 0);
  }

  ImportReport run() {
    for (const LayerTask& task : m_plan.tasks) {
      if (m_request.splitTypes && task.info.hasGeometry)
        stageParts(task);
      else
        stage(task);
      if (isLastOfSource(task)) m_plan.sources[task.source].reader.reset();
    }
    show();
    m_report.skipped.insert(m_report.skipped.begin(), m_plan.skipped.begin(), m_plan.skipped.end());
    m_report.warnings.insert(m_report.warnings.begin(), m_plan.warnings.begin(), m_plan.warnings.end());
    return std::move(m_report);
  }

 private:
  [[nodiscard]] bool isLastOfSource(const LayerTask& task) const {
    return &task == &m_plan.tasks.back() || (&task + 1)->source != task.source;
  }

  store::LayerDraft draftOf(const LayerTask& task) const {
    store::LayerDraft draft;
    draft.name = task.name;
    draft.fields = task.encode.mapper ? task.encode.mapper->fields() : task.info.fields;
    draft.hasGeometry = task.info.hasGeometry;
    draft.crs = task.layerCrs;
    draft.provenance.source = platform::pathToUtf8(m_request.sources[task.source].filename());
    draft.provenance.sourceLayer = task.info.sourceLayer;
    draft.provenance.driver = task.info.driver;
    draft.provenance.sourceCrs = task.info.crs.identifier();
    draft.provenance.encoding = task.info.encoding;
    draft.provenance.bureau = m_request.bureau;
    draft.provenance.importedAt = toIsoUtc(utcNow());
    using Draft = store::LayerDraft::IfTaken;
    switch (m_request.ifTaken) {
      case ImportRequest::IfTaken::refuse: draft.ifTaken = Draft::refuse; break;
      case ImportRequest::IfTaken::append: draft.ifTaken = Draft::append; break;
      case ImportRequest::IfTaken::replace: draft.ifTaken = Draft::replace; break;
    }
    return draft;
  }

  /// In the report and in the table that is kept with the layer.
  static void noteMapping(const FieldMapper& mapper, StagedLayer& staged) {
    constexpr double kNowhere = std::numeric_limits<double>::quiet_NaN();
    staged.report.mapping = mapper.mapping();
    staged.report.fits = mapper.fits();
    std::vector<Finding> lines;
    for (const FieldPlace& place : mapper.mapping().places) {
      if (place.kept) continue;
      Finding line{.place = {kNowhere, kNowhere}, .areaBefore = kNowhere, .areaAfter = kNowhere};
      line.word = place.to.empty() ? "left_out" : "mapped";
      line.reason = place.to.empty() ? said({GIS_TR("the column \"{0}\" was left out"), {place.from}})
                                     : said({GIS_TR("the column \"{0}\" is the field {1}"), {place.from, place.to}});
      lines.push_back(std::move(line));
    }
    staged.findings->add(std::move(lines));
  }

  void stage(const LayerTask& task) {
    const Clock::time_point begin = Clock::now();
    StagedLayer staged;
    ImportedLayer& report = staged.report;
    report.name = task.name;
    report.source = platform::pathToUtf8(m_request.sources[task.source]);
    report.sourceLayer = task.info.sourceLayer;
    report.driver = task.info.driver;
    report.encoding = task.info.encoding;
    report.sourceCrs = task.info.crs;
    report.crs = task.layerCrs;
    if (m_request.transform && task.info.hasGeometry) report.transform = m_request.transform->quality;
    report.warnings = task.warnings;
    staged.generic = task.info.generic;
    staged.findings = std::make_unique<FindingLog>();
    staged.isNew = !store::layerExists(m_city.connection(), task.name);
    staged.load = std::make_unique<store::BulkLoad>(m_city, draftOf(task));
    staged.snapshot = std::make_unique<snapshot::LoadSnapshot>(m_city, *staged.load);
    report.renamedFields = staged.load->renamedFields();

    EncodePlan encode = task.encode;
    encode.srid = staged.load->srid();
    std::int64_t outside = 0, empty = 0;
    std::vector<PersonalCount> personal(task.info.fields.size());
    if (encode.mapper) noteMapping(*encode.mapper, staged);
    const ReadEnd end = runPipeline(
        m_plan.sources[task.source].ready(m_progress.token()), task.layer, encode, m_progress.token(),
        [&](EncodedPiece&& piece) {
          for (Finding& finding : piece.findings) {
            if (finding.row >= 0) finding.row += report.imported;
          }
          report.read += piece.read;
          report.rejected += piece.rejected;
          report.repaired += piece.repaired;
          report.imported += piece.read - piece.rejected;
          report.droppedParts += piece.droppedParts;
          if (task.info.hasGeometry) report.nullGeometries += piece.nullGeometries;
          outside += piece.outsideAreaOfUse;
          empty += piece.emptyGeometries;
          for (std::size_t c = 0; c < piece.personal.size(); ++c) {
            personal[c].identities += piece.personal[c].identities;
            personal[c].phones += piece.personal[c].phones;
          }
          for (std::size_t i = 0; i < piece.fits.size(); ++i) report.fits[i].add(piece.fits[i]);
          staged.findings->add(std::move(piece.findings));
          if (piece.rows.batch.rows() > 0) {
            const auto rows = std::make_shared<const store::EncodedBatch>(std::move(piece.rows));
            staged.snapshot->add(rows);
            staged.load->append(*rows, store::BulkLoad::Next::atOnce);
          }
          if (!piece.isNextReady) staged.load->pause();
          m_done += static_cast<std::uint64_t>(piece.read);
          m_progress.report(
              m_done, m_promised > 0 ? std::max<std::uint64_t>(m_done, static_cast<std::uint64_t>(m_promised)) : 0);
        });
    report.warnings.insert(report.warnings.end(), end.warnings.begin(), end.warnings.end());
    for (std::size_t c = 0; c < personal.size(); ++c) {
      if (personal[c].sum() > 0)
        report.warnings.push_back(personalText(task.info.fields[c].name, personal[c], m_request.personal));
    }
    if (report.mapping) {
      for (Message& text : fitTexts(*report.mapping, report.fits)) report.warnings.push_back(std::move(text));
    }
    if (empty > 0)
      report.warnings.push_back({GIS_TR("{0} empty geometries were stored as no geometry"), {std::to_string(empty)}});
    if (outside > 0)
      report.warnings.push_back({GIS_TR("{0} features lie outside the area that {1} is meant for"),
                                 {std::to_string(outside), task.layerCrs.name()}});
    if (task.info.promised > end.read && !task.encode.onlyDimension)
      report.warnings.push_back({GIS_TR("the source promised {0} features and delivered {1}"),
                                 {std::to_string(task.info.promised), std::to_string(end.read)}});
    report.seconds = secondsSince(begin);
    m_staged.push_back(std::move(staged));
  }

  /// Points, lines, areas and collections as layers of their own, in one pass for each kind that occurs.
  void stageParts(const LayerTask& task) {
    std::array<bool, 4> occurs{};
    SourceReader& reader = m_plan.sources[task.source].ready(m_progress.token());
    (void)reader.read(task.layer, [&](store::FeatureBatch&& batch) {
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        const geom::BytesView wkb = batch.geometryOf(row);
        if (!wkb.empty() && wkb[0] != kNotWhole && wkb[0] != kUnreadable)
          occurs[static_cast<std::size_t>(dimensionPart(wkb))] = true;
      }
      return !m_progress.cancelled();
    });
    m_progress.check();
    const auto kinds = std::count(occurs.begin(), occurs.end(), true);
    if (kinds <= 1) {
      stage(task);
      return;
    }
    bool first = true;
    for (std::size_t part = 0; part < occurs.size(); ++part) {
      if (!occurs[part]) continue;
      LayerTask one = task;
      one.name += kPartNames[part];
      one.encode.onlyDimension = static_cast<int>(part);
      one.encode.takesNulls = first;
      first = false;
      stage(one);
    }
  }

  /// Everything is staged: make it visible. What was shown before a failure is taken away again.
  void show() {
    // nobody is told before the end: one wait for the disk instead of several for each layer
    const store::RelaxedWriting relaxed(m_city.connection());
    std::vector<std::string> shown;
    try {
      for (StagedLayer& staged : m_staged) {
        if (staged.generic && staged.report.read == 0) {
          m_report.skipped.push_back(platform::pathToUtf8(std::filesystem::path(staged.report.source).filename()) +
                                     ": " + staged.report.sourceLayer);
          staged.load.reset();
          continue;
        }
        showOne(staged, shown);
        m_report.layers.push_back(std::move(staged.report));
      }
      m_progress.check();
      relaxed.settle();
    } catch (...) {
      m_staged.clear();
      for (const std::string& name : shown) store::removeLayer(m_city.connection(), name);
      throw;
    }
    // nothing can be taken back any more: the snapshots get their names
    for (StagedLayer& staged : m_staged) {
      if (staged.isVisible) staged.snapshot->publish(staged.result);
    }
  }

  void showOne(StagedLayer& staged, std::vector<std::string>& shown) {
    const Clock::time_point begin = Clock::now();
    ImportedLayer& report = staged.report;
    staged.snapshot->startPreparing(*staged.load);
    const store::BulkLoad::Result result = staged.load->finish(m_progress);
    staged.load.reset();
    if (staged.isNew) shown.push_back(result.layer.name);
    staged.snapshot->wait(m_progress.token());
    staged.result = result;
    staged.isVisible = true;
    report.name = result.layer.name;
    report.geometryType = result.layer.geometryType;
    report.fidKept = result.fidKept;
    if (result.retiredParcels > 0) {
      report.warnings.push_back(
          {GIS_TR("{0} parcel codes were retired: no row has them any more; undo takes that back"),
           {std::to_string(result.retiredParcels)}});
    }
    if (result.layer.geometryType) report.crs = result.layer.crs;
    if (report.transform) staged.findings->add(fitFindings(*report.transform));
    if (!staged.findings->empty()) {
      report.report = store::freeLayerName(m_city.connection(), report.name + "_report");
      staged.findings->writeTable(m_city, report.report, report.name, result.fidKept, m_progress);
      shown.push_back(report.report);
      store::Provenance provenance = result.layer.provenance;
      provenance.reportTable = report.report;
      store::setLayerProvenance(m_city.connection(), report.name, provenance);
    }
    bindEmptyRole(report, result.layer);
    report.seconds += secondsSince(begin);
  }

  void bindEmptyRole(ImportedLayer& report, const store::LayerInfo& layer) {
    if (!layer.geometryType || !layer.role.empty()) return;
    const auto guess = store::guessRole(m_city.connection(), layer);
    if (!guess || store::layerOfRole(m_city.connection(), guess->role)) return;
    try {
      store::bindRole(m_city.connection(), guess->role, layer.name, guess->codeField, guess->nameField);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue) throw;
      report.warnings.push_back(error.whatFailed());  // codes that were retired: it is not the layer of the parcels
      return;
    }
    report.role = guess->role;
    report.roleCodeField = guess->codeField;
    report.roleNameField = guess->nameField;
  }

  const store::CityDatabase& m_city;
  const ImportRequest& m_request;
  Progress& m_progress;
  ImportPlan m_plan;
  ImportReport m_report;
  std::vector<StagedLayer> m_staged;
  std::int64_t m_promised = 0;
  std::uint64_t m_done = 0;
};

}  // namespace

std::int64_t ImportReport::rejected() const {
  std::int64_t sum = 0;
  for (const ImportedLayer& layer : layers) sum += layer.rejected;
  return sum;
}

ImportReport importLayers(const store::CityDatabase& city, const ImportRequest& request, Progress& progress) {
  ImportRequest wanted = request;
  wanted.sources = withoutCompanions(request.sources);
  Import import(city, wanted, progress);
  return import.run();
}

}  // namespace gis::io
