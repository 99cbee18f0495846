#include "gis_core/io/export.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/uuid.h"
#include "gis_core/io/export_rows.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/source_reader.h"

namespace gis::io {
namespace fs = std::filesystem;
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

ExportFormat formatOf(const ExportRequest& request) {
  std::string wanted = lower(request.format);
  if (wanted.empty()) {
    wanted = lower(platform::pathToUtf8(request.file.extension()));
    if (!wanted.empty()) wanted.erase(0, 1);
  }
  if (wanted == "json" || wanted == "rfc7946") return ExportFormat::geoJson;
  if (wanted == "shapefile" || wanted == "dbf") return ExportFormat::shapefile;
  if (wanted == "geopackage") return ExportFormat::geoPackage;
  for (const ExportFormatName& entry : exportFormats()) {
    if (wanted == lower(entry.name) || wanted == entry.suffix) return entry.format;
  }
  std::string known;
  for (const ExportFormatName& entry : exportFormats())
    known += (known.empty() ? "" : ", ") + std::string(entry.suffix);
  throw Error(ErrorCode::usage, {GIS_TR("the format \"{0}\" is not known"), {wanted}}, {},
              {GIS_TR("use one of {0}"), {known}});
}

std::unique_ptr<ExportWriter> writerFor(const WriterSetup& setup) {
  switch (setup.format) {
    case ExportFormat::shapefile: return makeShapefileWriter(setup);
    case ExportFormat::csv: return makeCsvWriter(setup);
    case ExportFormat::geoJson: return makeGeoJsonWriter(setup);
    case ExportFormat::xlsx: return makeXlsxWriter(setup);
    default: return makeGdalWriter(setup);
  }
}

/// A scratch folder beside the target, so that the last rename stays on one disk. Goes with the object.
class Beside {
 public:
  explicit Beside(const fs::path& target) {
    const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(parent)) {
      throw Error(ErrorCode::notFound, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}},
                  GIS_TR("the folder does not exist"));
    }
    m_folder = parent / (".citydesk-export-" + newRevision().substr(0, 12));
    std::error_code fault;
    if (!fs::create_directory(m_folder, fault)) {
      throw Error(fault == std::errc::no_space_on_device ? ErrorCode::diskFull : ErrorCode::readOnly,
                  {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}}, {"{0}", {fault.message()}},
                  GIS_TR("choose a folder that you may write to"));
    }
  }
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  ~Beside() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
  }
  [[nodiscard]] const fs::path& folder() const { return m_folder; }
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(m_folder)) all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  fs::path m_folder;
};

/// The names that an export may take: for a shapefile its whole set, split or not.
bool belongsTo(const fs::path& candidate, const fs::path& target, ExportFormat format) {
  if (candidate.filename() == target.filename()) return true;
  if (format != ExportFormat::shapefile) return false;
  static const std::set<std::string> kSet{".shp", ".shx", ".dbf", ".prj", ".cpg",
                                          ".qix", ".sbn", ".sbx", ".fix", ".qpj"};
  if (kSet.count(lower(candidate.extension().string())) == 0) return false;
  const std::string stem = target.stem().string();
  const std::string name = candidate.stem().string();
  return name == stem || name == stem + "_point" || name == stem + "_line" || name == stem + "_polygon";
}

std::vector<fs::path> filesInTheWay(const fs::path& target, ExportFormat format) {
  std::vector<fs::path> found;
  std::error_code ignored;
  const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    if (belongsTo(entry.path(), target, format)) found.push_back(entry.path());
  }
  return found;
}

void refuseTaken(const ExportRequest& request, ExportFormat format) {
  if (request.overwrite) return;
  for (const fs::path& file : filesInTheWay(request.file, format)) {
    const std::string suffix = lower(file.extension().string());
    if (file.filename() == request.file.filename() || suffix == ".shp" || suffix == ".dbf") {
      throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file)}},
                  GIS_TR("the file exists"),
                  GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
    }
  }
}

/// Reads a written file in a child and compares it with what was meant.
void compare(const ExportWriter::Expectation& expected, ExportFormat format, const CancelToken& token) {
  const bool table = format == ExportFormat::csv || format == ExportFormat::xlsx;
  const std::string shown = platform::pathToUtf8(expected.file.filename());
  const auto differ = [&](Message why) {
    throw Error(ErrorCode::damaged, {GIS_TR("{0} was not written: reading it back gave something else"), {shown}},
                std::move(why), GIS_TR("please report this"));
  };
  SourceReader reader({expected.file, "auto", table}, token);
  ExportDigest found;
  found.columns.resize(expected.columnNames.size());
  for (std::size_t l = 0; l < reader.description().layers.size(); ++l) {
    const SourceLayer& layer = reader.description().layers[l];
    std::map<std::string, std::size_t> columnOf;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) columnOf.emplace(layer.fields[i].name, i);
    std::vector<std::ptrdiff_t> source;
    for (std::size_t i = 0; i < expected.columnNames.size(); ++i) {
      const auto at = columnOf.find(expected.columnNames[i]);
      if (at == columnOf.end() && expected.compared[i] && expected.digest.columns[i] != 0)
        differ({GIS_TR("column {0} is missing"), {expected.columnNames[i]}});
      source.push_back(at == columnOf.end() ? -1 : static_cast<std::ptrdiff_t>(at->second));
    }
    (void)reader.read(l, [&](store::FeatureBatch&& batch) {
      for (std::size_t row = 0; row < batch.rows(); ++row) {
        ++found.rows;
        if (expected.geometryCompared) found.addGeometry(batch.geometryOf(row));
        for (std::size_t i = 0; i < source.size(); ++i) {
          if (source[i] < 0 || !expected.compared[i]) continue;
          const store::Value value = batch.valueOf(static_cast<std::size_t>(source[i]), row);
          if (const auto* text = std::get_if<std::string>(&value)) found.addText(i, *text);
          if (const auto* integer = std::get_if<std::int64_t>(&value))
            found.addNumber(i, static_cast<double>(*integer));
          if (const auto* real = std::get_if<double>(&value)) found.addNumber(i, *real);
        }
      }
      return true;
    });
  }
  if (found.rows != expected.digest.rows)
    differ({GIS_TR("{0} rows instead of {1}"), {std::to_string(found.rows), std::to_string(expected.digest.rows)}});
  if (expected.geometryCompared &&
      (found.withGeometry != expected.digest.withGeometry || found.vertices != expected.digest.vertices))
    differ(GIS_TR("the geometry differs"));
  for (std::size_t i = 0; i < found.columns.size(); ++i) {
    if (expected.compared[i] && found.columns[i] != expected.digest.columns[i])
      differ({GIS_TR("column {0} differs"), {expected.columnNames[i]}});
  }
}

/// Reading pass that both preview and export begin with.
class Export {
 public:
  Export(const store::CityDatabase& city, const ExportRequest& request, Progress& progress)
      : m_request(request), m_progress(progress), m_format(formatOf(request)), m_rows(city, request, m_format) {
    refuseTaken(request, m_format);
    m_report.warnings = m_rows.warnings();
  }

  void prepare(const fs::path& file) {
    m_writer = writerFor({file, m_format, m_request, &m_rows});
    m_rows.each(m_progress, [&](store::Feature& feature) {
      ++m_report.written;
      m_writer->see(feature);
    });
    m_writer->settle(m_report);
  }

  ExportReport preview() {
    prepare(m_request.file);
    finishReport();
    for (const ExportWriter::Expectation& one : m_writer->expectations()) m_report.files.push_back(one.file);
    return std::move(m_report);
  }

  ExportReport run() {
    const Beside beside(m_request.file);
    fs::path file = beside.folder() / m_request.file.filename();
    if (m_format == ExportFormat::shapefile) file.replace_extension("shp");
    prepare(file);
    const std::int64_t promised = m_report.written;
    m_report.written = 0;
    m_rows.each(m_progress, [&](store::Feature& feature) {
      ++m_report.written;
      m_writer->write(feature);
    });
    m_writer->finish();
    if (m_report.written != promised) {
      throw Error(ErrorCode::locked, {GIS_TR("cannot export the layer \"{0}\""), {m_request.layer}},
                  GIS_TR("it was changed meanwhile"), GIS_TR("try again"));
    }
    finishReport();
    for (const ExportWriter::Expectation& expected : m_writer->expectations())
      compare(expected, m_format, m_progress.token());
    m_progress.check();
    putInPlace(beside);
    return std::move(m_report);
  }

 private:
  void finishReport() {
    m_writer->losses(m_report);
    if (!m_report.missingCharacters.empty()) {
      std::string list;
      for (std::size_t i = 0; i < m_report.missingCharacters.size() && i < 50; ++i)
        list += m_report.missingCharacters[i];
      m_report.warnings.push_back({GIS_TR("{0} different characters are not in {1} and became \"?\": {2}"),
                                   {std::to_string(m_report.missingCharacters.size()), m_request.encoding, list}});
    }
  }

  void putInPlace(const Beside& beside) {
    const fs::path parent = m_request.file.has_parent_path() ? m_request.file.parent_path() : fs::path(".");
    const std::vector<fs::path> made = beside.files();
    for (const fs::path& file : made) platform::syncFile(file);
    if (m_request.overwrite) {
      for (const fs::path& old : filesInTheWay(m_request.file, m_format)) {
        const bool replaced = std::any_of(made.begin(), made.end(),
                                          [&](const fs::path& file) { return file.filename() == old.filename(); });
        std::error_code ignored;
        if (!replaced) fs::remove(old, ignored);
      }
    }
    for (const fs::path& file : made) {
      std::error_code fault;
      fs::rename(file, parent / file.filename(), fault);
      if (fault) {
        throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(parent / file.filename())}},
                    {"{0}", {fault.message()}});
      }
      m_report.files.push_back(parent / file.filename());
    }
    platform::syncFolder(parent);
  }

  const ExportRequest& m_request;
  Progress& m_progress;
  const ExportFormat m_format;
  const ExportRows m_rows;
  std::unique_ptr<ExportWriter> m_writer;
  ExportReport m_report;
};

}  // namespace

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
                                                     {ExportFormat::dxf, "DXF", "dxf"}};
  return formats;
}

ExportReport previewExport(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  return Export(city, request, progress).preview();
}

ExportReport exportLayer(const store::CityDatabase& city, const ExportRequest& request, Progress& progress) {
  return Export(city, request, progress).run();
}

}  // namespace gis::io
