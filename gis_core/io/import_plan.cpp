#include "gis_core/io/import_plan.h"

#include <algorithm>
#include <set>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/layer.h"

namespace gis::io {
namespace {

/// Children kept open at once; with more sources than this they are opened again when their turn comes.
constexpr std::size_t kMostReaders = 6;

bool matches(const SourceLayer& layer, const std::string& wanted) {
  return layer.sourceLayer == wanted || layer.name == wanted;
}

std::string allNames(const ImportPlan& plan) {
  std::string names;
  for (const PlannedSource& source : plan.sources) {
    for (const SourceLayer& layer : source.reader->description().layers) {
      if (names.size() > 400) return names + " …";
      names += (names.empty() ? "" : ", ") + layer.sourceLayer;
    }
  }
  return names;
}

void checkWantedLayers(const ImportPlan& plan, const ImportRequest& request) {
  for (const std::string& wanted : request.sourceLayers) {
    const bool found = std::any_of(plan.sources.begin(), plan.sources.end(), [&](const PlannedSource& source) {
      const auto& layers = source.reader->description().layers;
      return std::any_of(layers.begin(), layers.end(),
                         [&](const SourceLayer& layer) { return matches(layer, wanted); });
    });
    if (!found) {
      throw Error(ErrorCode::noSuchLayer, {GIS_TR("the source has no layer \"{0}\""), {wanted}},
                  {GIS_TR("there are {0}"), {allNames(plan)}});
    }
  }
}

bool isChosen(const SourceLayer& layer, const ImportRequest& request) {
  if (!request.sourceLayers.empty()) {
    return std::any_of(request.sourceLayers.begin(), request.sourceLayers.end(),
                       [&](const std::string& wanted) { return matches(layer, wanted); });
  }
  return layer.hasGeometry || request.tables;
}

void chooseLayers(ImportPlan& plan, const ImportRequest& request) {
  for (std::size_t s = 0; s < plan.sources.size(); ++s) {
    const SourceDescription& description = plan.sources[s].reader->description();
    const std::string file = platform::pathToUtf8(plan.sources[s].request.file.filename());
    for (const Message& warning : description.warnings) plan.warnings.push_back(warning);
    std::size_t chosen = 0;
    for (std::size_t l = 0; l < description.layers.size(); ++l) {
      const SourceLayer& layer = description.layers[l];
      if (!isChosen(layer, request)) {
        if (request.sourceLayers.empty()) plan.skipped.push_back(file + ": " + layer.sourceLayer);
        continue;
      }
      ++chosen;
      plan.tasks.push_back({s, l, layer.name, layer, {}, {}, layer.notes});
    }
    if (chosen == 0 && request.sourceLayers.empty()) {
      throw Error(ErrorCode::unsupported, {GIS_TR("cannot import {0}"), {file}},
                  GIS_TR("it holds no layer with geometry"), GIS_TR("load its tables too (--tables)"));
    }
  }
  if (!request.as.empty() && plan.tasks.size() != 1) {
    throw Error(ErrorCode::usage, {GIS_TR("the name \"{0}\" can be given to one layer only"), {request.as}},
                {GIS_TR("there are {0} layers to import"), {std::to_string(plan.tasks.size())}},
                GIS_TR("choose one (--source-layer)"));
  }
}

/// At most so many bytes of a name, so that a prefix or a number still fits.
constexpr std::size_t kLongestName = 180;

/// A name that the city takes: reserved ones get a prefix, control characters go, quotation marks become
/// typographic ones (SpatiaLite bears no others), long ones are cut.
std::string acceptableName(LayerTask& task) {
  std::string name;
  for (const char c : text::repairUtf8(text::trim(task.name))) {
    if (c == '\'') name += "’";
    if (c == '"') name += "”";
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '\'' && c != '"') name += c;
  }
  name = text::trim(text::cutUtf8(name, kLongestName));
  if (name.empty()) name = "layer";
  try {
    store::checkLayerName(name);
  } catch (const Error&) {
    task.warnings.push_back(
        {GIS_TR("the name \"{0}\" is reserved; the layer is called \"{1}\""), {name, "layer_" + name}});
    name.insert(0, "layer_");
  }
  return name;
}

void chooseNames(const store::CityDatabase& city, const ImportRequest& request, ImportPlan& plan) {
  std::set<std::string> used;
  for (LayerTask& task : plan.tasks) {
    if (request.as.empty()) {
      task.name = acceptableName(task);
    } else {
      const bool addsRows = request.ifTaken != ImportRequest::IfTaken::refuse;
      if (addsRows && text::fold(request.as) == store::kCaseTable) throw store::caseInsertRefusal();
      store::checkLayerName(request.as);
      task.name = request.as;
    }
    const std::string wanted = task.name;
    if (request.ifTaken == ImportRequest::IfTaken::append) continue;
    for (int n = 2; !used.insert(text::fold(task.name)).second; ++n) task.name = wanted + "_" + std::to_string(n);
    if (task.name != wanted)
      task.warnings.push_back(
          {GIS_TR("another layer of this import is called \"{0}\"; this one became \"{1}\""), {wanted, task.name}});
    if (request.ifTaken == ImportRequest::IfTaken::refuse && store::layerExists(city.connection(), task.name)) {
      throw Error(ErrorCode::exists, {GIS_TR("cannot import the layer \"{0}\""), {task.name}},
                  GIS_TR("there is already one of this name"),
                  GIS_TR("choose another name (--as), add to it (--append), or replace it (--replace)"));
    }
  }
}

/// What unknown coordinates look like, as a hint for the user (domain: ranges of Chinese plane coordinates).
Message rangeHint(const geom::Envelope& e) {
  const auto within = [](double low, double high, double a, double b) { return low >= a && high <= b; };
  if (e.isEmpty()) return {};
  if (within(e.minX, e.maxX, -180, 180) && within(e.minY, e.maxY, -90, 90))
    return GIS_TR("its numbers look like degrees (EPSG:4490 or EPSG:4326)");
  if (within(e.minX, e.maxX, 39e6, 41e6))
    return GIS_TR("its numbers look like Gauss-Kruger with a zone number (EPSG:4527, EPSG:4528)");
  if (within(e.minX, e.maxX, 5e4, 9.5e5) && within(e.minY, e.maxY, 1.9e6, 6.1e6))
    return GIS_TR("its numbers look like Gauss-Kruger without zone number (EPSG:4549 in Yangzhou)");
  if (within(e.minX, e.maxX, 8e6, 1.6e7) && within(e.minY, e.maxY, 2e6, 7.2e6))
    return GIS_TR("its numbers look like Web Mercator (EPSG:3857)");
  if (within(e.minX, e.maxX, 1.9e6, 6.1e6) && within(e.minY, e.maxY, 5e4, 9.5e5))
    return GIS_TR("its numbers look like plane coordinates with north first");
  return {};
}

geom::Envelope areaOfUse(const crs::Crs& crs) {
  const geom::Envelope degrees = crs.areaOfUse();
  if (degrees.isEmpty()) return {};
  try {
    return crs::Transformer(crs::Crs::fromEpsg(4326), crs, true).apply(degrees);
  } catch (const Error&) {
    return {};  // a CRS whose area cannot be drawn in itself: then nothing is counted
  }
}

void chooseCrs(const store::CityDatabase& city, const ImportRequest& request, LayerTask& task) {
  task.encode.invalid = request.invalid;
  task.encode.acceptBallpark = request.acceptBallpark;
  if (!task.info.hasGeometry) return;
  task.encode.swappedAxes = request.swappedAxes;
  task.encode.personal = request.personal;
  task.encode.offset = webOffsetNamed(request.sourceCrs);
  crs::Crs source = request.sourceCrs.empty()               ? task.info.crs
                    : task.encode.offset != WebOffset::none ? crs::Crs::fromEpsg(4326)
                                                            : crs::Crs::parse(request.sourceCrs);
  if (!task.info.crsFault.empty() && request.sourceCrs.empty())
    task.warnings.push_back(
        {GIS_TR("the coordinate system of the source was not understood: {0}"), {task.info.crsFault}});
  if (!request.sourceCrs.empty()) {
    const Message guess = takenAsWgs84();
    task.warnings.erase(std::remove_if(task.warnings.begin(), task.warnings.end(),
                                       [&](const Message& warning) { return warning.text == guess.text; }),
                        task.warnings.end());
  }
  if (task.encode.offset != WebOffset::none)
    task.warnings.push_back(
        {GIS_TR("its degrees were taken for {0} and moved back to WGS 84"), {webOffsetName(task.encode.offset)}});
  task.info.crs = source;
  crs::Crs target = request.target == ImportRequest::Target::city    ? city.crs()
                    : request.target == ImportRequest::Target::given ? crs::Crs::parse(request.targetCrs)
                                                                     : source;
  const bool appends = request.ifTaken == ImportRequest::IfTaken::append;
  if (appends && store::layerExists(city.connection(), task.name))
    target = store::layerByName(city.connection(), task.name).crs;
  if (request.transform) {
    task.encode.given = request.transform;
    task.layerCrs = task.encode.targetCrs = target;
    task.encode.sourceCrs = source;
    if (target.isKnown()) task.encode.areaOfUse = areaOfUse(target);
    (void)crs::GivenTransformer(request.transform->transform, source, target);  // refuses now
    return;
  }
  if (!source.isKnown()) {
    task.layerCrs = {};
    const Message hint = rangeHint(task.info.extent);
    task.warnings.push_back({GIS_TR("its coordinate system is not known: it can be seen, but takes no part in "
                                    "questions with other layers; name it (--source-crs)"),
                             {}});
    if (!hint.empty()) task.warnings.push_back(hint);
    return;
  }
  task.layerCrs = target;
  if (!target.isKnown()) return;
  task.encode.sourceCrs = source;
  task.encode.targetCrs = target;
  task.encode.areaOfUse = areaOfUse(target);
  const crs::Transformer probe(source, target, request.acceptBallpark);  // refuses a ballpark now
  if (probe.description().starts_with("ballpark accepted")) task.warnings.push_back({"{0}", {probe.description()}});
}

void chooseFields(const ImportRequest& request, LayerTask& task) {
  if (!request.fieldChoice) return;
  if (auto mapping = request.fieldChoice(task.info.sourceLayer, task.info.fields))
    task.encode.mapper = std::make_shared<const FieldMapper>(task.info.fields, std::move(*mapping));
}

}  // namespace

SourceReader& PlannedSource::ready(const CancelToken& token) {
  if (!reader) reader = std::make_unique<SourceReader>(request, token);
  return *reader;
}

ImportPlan planImport(const store::CityDatabase& city, const ImportRequest& request, const CancelToken& token) {
  if (request.sources.empty()) throw Error(ErrorCode::usage, GIS_TR("there is nothing to import"));
  ImportPlan plan;
  for (const std::filesystem::path& file : request.sources) {
    PlannedSource source{{file, request.encoding, false, false, request.survey}, nullptr};
    (void)source.ready(token);
    plan.sources.push_back(std::move(source));
  }
  checkWantedLayers(plan, request);
  chooseLayers(plan, request);
  chooseNames(city, request, plan);
  for (LayerTask& task : plan.tasks) {
    chooseCrs(city, request, task);
    chooseFields(request, task);
  }
  for (std::size_t s = kMostReaders; s < plan.sources.size(); ++s) plan.sources[s].reader.reset();
  return plan;
}

}  // namespace gis::io
