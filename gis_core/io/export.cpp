#include "gis_core/io/export.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <system_error>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/continuous_cover.h"
#include "gis_core/io/export_losses.h"
#include "gis_core/io/export_place.h"
#include "gis_core/io/export_rows.h"
#include "gis_core/io/export_set.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/read_back.h"
#include "gis_core/io/row_thread.h"

namespace gis::io {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The programs of the land bureaus read GBK only; everywhere else UTF-8 bears every character.
ExportRequest withEncoding(ExportRequest request) {
  if (request.encoding.empty()) request.encoding = formatOf(request) == ExportFormat::boundaryText ? "GBK" : "UTF-8";
  return request;
}

std::unique_ptr<ExportWriter> writerFor(const WriterSetup& setup) {
  switch (setup.format) {
    case ExportFormat::shapefile: return makeShapefileWriter(setup);
    case ExportFormat::csv: return makeCsvWriter(setup);
    case ExportFormat::geoJson: return makeGeoJsonWriter(setup);
    case ExportFormat::dxf: return makeDxfWriter(setup);
    case ExportFormat::xlsx: return makeXlsxWriter(setup);
    case ExportFormat::boundaryText: return makeBoundaryWriter(setup);
    default: return makeGdalWriter(setup);
  }
}

const ExportFormatName& nameOf(ExportFormat format) {
  const auto& all = exportFormats();
  return *std::find_if(all.begin(), all.end(), [&](const ExportFormatName& one) { return one.format == format; });
}

void renameLoss(ExportLoss& loss, const std::string& column) {
  loss.column = column;
  if (!loss.what.args.empty()) loss.what.args[0] = column;
}

/// Reading pass that both preview and export begin with.
class Export {
 public:
  Export(const store::CityDatabase& city, const ExportRequest& request, Progress& progress)
      : m_city(city),
        m_request(withEncoding(request)),
        m_progress(progress),
        m_format(formatOf(request)),
        m_rows(city, m_request, m_format),
        m_losses(m_request, m_rows, m_format),
        m_cover(m_rows.crs()),
        m_target(request.file) {
    if (m_format == ExportFormat::shapefile) m_target.replace_extension("shp");
    if (!m_request.joint) refuse(m_target);
    if (!m_request.sheet.empty()) refuseTarget(m_city, sheetOf(m_target), false, m_request.overwrite);
    m_rows.hideSmallCounts(m_request.leastCount, m_progress.token());
    m_report.warnings = m_rows.warnings();
    sayOddSuffix();
  }

  /// `looks`: at every row beforehand, though the writer may do without.
  void prepare(const fs::path& file, bool looks) {
    m_writer = writerFor({file, m_format, m_request, &m_rows});
    m_looked = looks || m_writer->needsSight();
    if (m_looked) lookAtRows();
    m_writer->settle(m_report);
    nameByLayer();
    for (const ExportWriter::Expectation& one : m_writer->expectations()) refuse(targetOf(one.file));
    if (m_format == ExportFormat::shapefile) sayWhatStays();
  }

  ExportReport preview() {
    prepare(m_target, true);
    finishReport();
    for (const ExportWriter::Expectation& one : m_writer->expectations()) m_report.files.push_back(targetOf(one.file));
    if (!m_request.sheet.empty()) m_report.files.push_back(sheetOf(m_target));
    return std::move(m_report);
  }

  ExportReport run() {
    const ScratchBeside beside(m_target);
    // named by its format while it is read back
    m_made = beside.folder() / m_target.filename();
    if (!keepsSuffix()) m_made.replace_extension(nameOf(m_format).suffix);
    if (m_request.joint && fs::exists(m_target)) fs::rename(m_target, m_made);  // the layers that are in it already
    prepare(m_made, false);
    const std::int64_t promised = m_report.written;
    m_report.written = 0;
    writeRows();
    if (m_looked && m_report.written != promised) {
      throw Error(ErrorCode::locked, {GIS_TR("cannot export the layer \"{0}\""), {m_request.layer}},
                  GIS_TR("it was changed meanwhile"), GIS_TR("try again"));
    }
    finishReport();
    for (const ExportWriter::Expectation& expected : m_writer->expectations())
      readBack(expected, m_format, m_progress.token(), m_report);
    m_progress.check();
    if (!m_request.sheet.empty()) {
      const fs::path sheet = sheetOf(beside.folder() / m_target.filename());
      platform::writeFileAtomically(sheet, std::as_bytes(std::span(m_request.sheet)));
    }
    place(beside);
    return std::move(m_report);
  }

 private:
  /// "parcels.shp.xml": where other programs look for it; of a layer among others "city.gpkg.parcels.xml".
  [[nodiscard]] fs::path sheetOf(fs::path file) const {
    if (m_request.joint) file += platform::pathFromUtf8("." + fileNameOf(m_rows.layer().name));
    return file += ".xml";
  }

  void lookAtRows() {
    RowThread looking(
        [this](const store::Feature& feature) {
          m_cover.add(feature.wkb);
          m_writer->see(feature);
          m_losses.see(feature);
        },
        {});
    m_rows.each(m_progress, [&](store::Feature& feature) {
      ++m_report.written;
      looking.give(feature);
    });
    looking.finish();
  }

  void writeRows() {
    if (!m_writer->bearsThread()) {
      m_rows.each(m_progress, [&](store::Feature& feature) {
        ++m_report.written;
        if (!m_looked) m_cover.add(feature.wkb);
        m_writer->write(feature);
      });
      m_writer->finish();
      return;
    }
    RowThread writing([this](const store::Feature& feature) { m_writer->write(feature); },
                      [this] { m_writer->finish(); });
    m_rows.each(m_progress, [&](store::Feature& feature) {
      ++m_report.written;
      if (!m_looked) m_cover.add(feature.wkb);
      writing.give(feature);
    });
    writing.finish();
  }

  /// The writer knows the names that were asked for; the report tells those of the layer.
  void nameByLayer() {
    const std::map<std::string, std::string> byWriter(m_report.renamedFields.begin(), m_report.renamedFields.end());
    m_report.renamedFields.clear();
    std::vector<std::pair<std::string, std::string>> unasked;
    for (ExportLoss& loss : m_report.losses) {
      for (std::size_t i = 0; i < m_rows.fields().size(); ++i)
        if (loss.column == m_rows.fields()[i].name) {
          renameLoss(loss, m_rows.sourceFields()[i].name);
          break;
        }
    }
    for (std::size_t i = 0; i < m_rows.fields().size(); ++i) {
      const std::string& asked = m_rows.fields()[i].name;
      const auto changed = byWriter.find(asked);
      const std::string& written = changed == byWriter.end() ? asked : changed->second;
      const std::string& own = m_rows.sourceFields()[i].name;
      if (written != own) m_report.renamedFields.emplace_back(own, written);
      if (written != asked) unasked.emplace_back(own, written);
    }
    m_report.names = m_losses.names(m_report.renamedFields);
    for (ExportLoss& loss : m_losses.found(unasked)) m_report.losses.push_back(std::move(loss));
  }

  void describe() {
    const store::LayerInfo& layer = m_rows.layer();
    m_report.layer = layer.name;
    m_report.title = layer.titleZh.empty() ? layer.titleEn : layer.titleZh;
    m_report.titleEn = layer.titleEn;
    m_report.geometryType = layer.geometryType ? layer.geometryType->name() : "";
    m_report.crs = layer.geometryType && m_rows.crs().isKnown() ? m_rows.crs().identifier() : "";
    m_report.crsName = layer.geometryType && m_rows.crs().isKnown() ? m_rows.crs().name() : "";
    m_report.format = nameOf(m_format).name;
    const bool encoded = m_format == ExportFormat::shapefile || m_format == ExportFormat::csv;
    m_report.encoding = encoded ? TextEncoder(m_request.encoding).encoding() : m_writer->encoding();
    m_report.columns = m_rows.fields().size();
    m_report.security = m_request.security;
  }

  void sayCover() {
    m_report.continuousKm2 = m_cover.squareKilometres();
    if (!m_request.largeScale || m_report.continuousKm2 <= ContinuousCover::kSecretSquareKilometres) return;
    m_report.warnings.push_back(
        {GIS_TR("about {0} km² are covered without a break: large-scale data of more than 25 km² may be secret, see to "
                "the approval and the security mark"),
         {std::to_string(std::llround(m_report.continuousKm2))}});
  }

  void finishReport() {
    describe();
    sayCover();
    m_writer->losses(m_report);
    if (m_rows.lostPlaces() > 0)
      m_report.warnings.push_back({GIS_TR("{0} features cannot be carried into {1} and went without geometry"),
                                   {std::to_string(m_rows.lostPlaces()), m_rows.crs().name()}});
    if (!m_report.missingCharacters.empty()) {
      std::string list;
      for (std::size_t i = 0; i < m_report.missingCharacters.size() && i < 50; ++i)
        list += m_report.missingCharacters[i];
      m_report.warnings.push_back({GIS_TR("{0} different characters are not in {1} and became \"?\": {2}"),
                                   {std::to_string(m_report.missingCharacters.size()), m_request.encoding, list}});
    }
  }

  /// Does the reader know the format by this suffix?
  [[nodiscard]] bool keepsSuffix() const {
    const std::string suffix = lower(platform::pathToUtf8(m_target.extension()));
    return suffix == std::string(".") + nameOf(m_format).suffix ||
           (m_format == ExportFormat::csv && (suffix == ".tsv" || suffix == ".txt"));
  }

  void sayOddSuffix() {
    if (keepsSuffix()) return;
    static const std::set<std::string> kPacked{".gz", ".zip", ".tar", ".kmz", ".json"};
    const std::string suffix = lower(platform::pathToUtf8(m_target.extension()));
    const auto& all = exportFormats();
    const bool misleads = std::any_of(all.begin(), all.end(), [&](const ExportFormatName& one) {
      // anything may be called .txt
      return one.format != ExportFormat::boundaryText && suffix == std::string(".") + one.suffix;
    });
    if (misleads || (kPacked.count(suffix) > 0 && (suffix != ".json" || m_format != ExportFormat::geoJson)))
      m_report.warnings.push_back({GIS_TR("{0} holds {1}, which its name does not say"),
                                   {platform::pathToUtf8(m_target.filename()), nameOf(m_format).name}});
  }

  /// The name that a file of the scratch folder will have.
  [[nodiscard]] fs::path targetOf(const fs::path& made) const {
    return made == m_made ? m_target : m_target.parent_path() / made.filename();
  }

  void refuse(const fs::path& target) const {
    refuseTarget(m_city, target, m_format == ExportFormat::shapefile, m_request.overwrite);
  }

  /// Shapefiles whose names this export might have taken, had the layer other kinds of geometry: they may be an older
  /// export of the layer, or something else altogether.
  void sayWhatStays() {
    std::set<fs::path> taken;
    for (const ExportWriter::Expectation& one : m_writer->expectations()) taken.insert(targetOf(one.file).stem());
    std::vector<fs::path> candidates{m_target};
    for (int d = 0; d < 3; ++d) {
      candidates.push_back(m_target);
      candidates.back().replace_filename(m_target.stem().string() + "_" + dimensionWord(d) + ".shp");
    }
    std::string names;
    for (const fs::path& file : candidates) {
      if (taken.count(file.stem()) > 0 || !fs::exists(file)) continue;
      names += (names.empty() ? "" : ", ") + platform::pathToUtf8(file.filename());
    }
    if (!names.empty()) m_report.warnings.push_back({GIS_TR("{0} stood there before and was not touched"), {names}});
  }

  void place(const ScratchBeside& beside) {
    std::vector<MadeFile> all;
    for (const fs::path& file : beside.files())
      all.push_back({file, targetOf(file), m_format == ExportFormat::shapefile && file.extension() != ".xml"});
    putInPlace(m_city, all, m_request.overwrite);
    for (const MadeFile& file : all) m_report.files.push_back(file.target);
  }

  const store::CityDatabase& m_city;
  const ExportRequest m_request;
  Progress& m_progress;
  const ExportFormat m_format;
  ExportRows m_rows;
  ExportLosses m_losses;
  ContinuousCover m_cover;  ///< of what is written, in its system
  bool m_looked = false;
  fs::path m_target;  ///< the file that was asked for; a shapefile's .shp
  fs::path m_made;    ///< the same in the scratch folder
  std::unique_ptr<ExportWriter> m_writer;
  ExportReport m_report;
};

}  // namespace

ExportFormat formatOf(const ExportRequest& request) {
  std::string wanted = lower(request.format);
  if (wanted.empty()) {
    wanted = lower(platform::pathToUtf8(request.file.extension()));
    if (!wanted.empty()) wanted.erase(0, 1);
  }
  if (wanted == "json" || wanted == "rfc7946") return ExportFormat::geoJson;
  if (wanted == "shapefile" || wanted == "dbf") return ExportFormat::shapefile;
  if (wanted == "geopackage") return ExportFormat::geoPackage;
  if (wanted == "boundary") return ExportFormat::boundaryText;
  for (const ExportFormatName& entry : exportFormats()) {
    if (wanted == lower(entry.name) || wanted == entry.suffix) return entry.format;
  }
  std::string known;
  for (const ExportFormatName& entry : exportFormats())
    known += (known.empty() ? "" : ", ") + std::string(entry.suffix);
  throw Error(ErrorCode::usage, {GIS_TR("the format \"{0}\" is not known"), {wanted}}, {},
              {GIS_TR("use one of {0}"), {known}});
}

const char* suffixOf(ExportFormat format) {
  return nameOf(format).suffix;
}

void closeOutput(std::ofstream& out, const std::filesystem::path& file) {
  out.close();
  if (out) return;
  throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}},
              GIS_TR("the disk does not take it"));
}

const char* dimensionWord(int dimension) {
  return dimension == 0 ? "point" : dimension == 1 ? "line" : "polygon";
}

const std::vector<ExportFormatName>& exportFormats() {
  static const std::vector<ExportFormatName> formats{{ExportFormat::shapefile, "ESRI Shapefile", "shp"},
                                                     {ExportFormat::geoPackage, "GPKG", "gpkg"},
                                                     {ExportFormat::geoJson, "GeoJSON", "geojson"},
                                                     {ExportFormat::csv, "CSV", "csv"},
                                                     {ExportFormat::xlsx, "XLSX", "xlsx"},
                                                     {ExportFormat::flatGeobuf, "FlatGeobuf", "fgb"},
                                                     {ExportFormat::kml, "KML", "kml"},
                                                     {ExportFormat::dxf, "DXF", "dxf"},
                                                     {ExportFormat::boundaryText, "Boundary TXT", "txt"}};
  return formats;
}

ExportReport previewExport(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  return Export(city, request, progress).preview();
}

ExportReport exportLayer(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  return Export(city, request, progress).run();
}

}  // namespace gis::io
