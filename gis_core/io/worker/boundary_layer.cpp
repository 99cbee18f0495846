#include "gis_core/io/worker/boundary_layer.h"

#include <cpl_vsi.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/io/encoding_candidates.h"

namespace gis::io::worker {
namespace {

/// Plots that decide about the coordinates.
constexpr std::size_t kFirstPlots = 20;
/// Enough for a look; an import reads all.
constexpr std::int64_t kSurveyedPlots = 20'000;
constexpr std::size_t kBoundaryHead = std::size_t{1} << 18;

}  // namespace

struct BoundaryLayer::File {
  VSILFILE* handle = nullptr;
  explicit File(const std::string& path) : handle(VSIFOpenL(path.c_str(), "rb")) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (handle != nullptr) VSIFCloseL(handle);
  }
};

BoundaryLayer::BoundaryLayer(const Member& member, const SourceRequest& request)
    : m_file(std::make_unique<File>(member.path)), m_encoding(request.encoding) {
  if (m_file->handle == nullptr)
    throw Error(ErrorCode::notFound, {GIS_TR("cannot read {0}"), {member.stem}}, GIS_TR("it cannot be opened"));
  info.driver = "Boundary TXT";
  info.sourceLayer = info.name = member.stem;
  info.declaredType = {geom::GeometryKind::multiPolygon};
  describe(request.survey);
}

BoundaryLayer::~BoundaryLayer() = default;

void BoundaryLayer::rewind() {
  VSIFSeekL(m_file->handle, 0, SEEK_SET);
  m_reader = std::make_unique<BoundaryTextReader>(
      [this](char* buffer, std::size_t size) { return VSIFReadL(buffer, 1, size, m_file->handle); }, m_encoding);
  m_number = 0;
  m_miscounted = 0;
}

void BoundaryLayer::addField(std::string name, store::FieldType type) {
  const std::string wanted = name;
  const auto taken = [&] {
    return std::any_of(info.fields.begin(), info.fields.end(), [&](const auto& field) { return field.name == name; });
  };
  for (int n = 2; taken(); ++n) name = wanted + "_" + std::to_string(n);
  info.fields.push_back({std::move(name), type, 0, 0});
}

/// How the lines with most texts read in each encoding.
void BoundaryLayer::weighEncodings() {
  std::string head(kBoundaryHead, '\0');
  VSIFSeekL(m_file->handle, 0, SEEK_SET);
  head.resize(VSIFReadL(head.data(), 1, head.size(), m_file->handle));
  if (head.starts_with("\xEF\xBB\xBF")) return;
  RawTable table;
  table.names = {""};
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    if (end < head.size()) table.rows.push_back({head.substr(at, end - at)});
    at = end + 1;
  }
  info.encodings = encodingCandidates(table);
}

/// Two passes: the coordinates by the first plots, then fields and extent by all.
void BoundaryLayer::describe(bool survey) {
  rewind();
  std::vector<BoundaryPlot> first;
  BoundaryPlot plot;
  while (first.size() < kFirstPlots && m_reader->next(plot)) first.push_back(std::move(plot));
  m_frame = boundaryFrame(m_reader->header(), first);
  info.encoding = m_reader->encoding();
  info.crsFault = m_frame.crs.identifier();
  info.notes = m_frame.notes;
  bool areas = true;
  m_cells = kBoundaryColumns.size();
  info.promised = 0;
  rewind();
  bool whole = true;
  while (m_reader->next(plot)) {
    whole = !survey || info.promised < kSurveyedPlots;
    if (!whole) break;
    ++info.promised;
    m_frame.place(plot);
    m_cells = std::max(m_cells, plot.cells.size());
    m_named = m_named || !plot.unusualNames().empty();
    m_textCount = m_textCount || (!plot.cell(kPoints).empty() && !plot.promisedPoints());
    m_textArea = m_textArea || (!plot.cell(kArea).empty() && !plot.hectares());
    areas = areas && plot.kind() == BoundaryPlot::Kind::area;
    if (!plot.wkb.empty()) info.extent.include(geom::envelopeOf(plot.wkb));
  }
  if (!whole) info.promised = -1;
  if (survey && m_reader->encoding() != "UTF-16") weighEncodings();
  if (!areas) info.declaredType = {};
  for (std::size_t i = 0; i < m_cells; ++i) {
    const bool known = i < kBoundaryColumns.size();
    addField(known ? std::string(kBoundaryColumns[i]) : "其他" + std::to_string(i + 1 - kBoundaryColumns.size()),
             i == kPoints && !m_textCount ? store::FieldType::integer
             : i == kArea && !m_textArea  ? store::FieldType::real
                                          : store::FieldType::text);
  }
  if (m_named) addField(std::string(kBoundaryNamesField), store::FieldType::text);
  for (const auto& [name, value] : m_reader->header()) addField(name, store::FieldType::text);
}

bool BoundaryLayer::next(store::FeatureBatch& batch) {
  BoundaryPlot plot;
  if (!m_reader->next(plot)) return false;
  m_frame.place(plot);
  if (plot.fault.empty() && plot.isMiscounted() && m_miscounted++ == 0) m_firstMiscounted = plot.line;
  RowWriter row{batch};
  const auto text = [&](std::size_t column, const std::string& value) {
    if (value.empty())
      row.null(column);
    else
      row.text(column, value);
  };
  for (std::size_t i = 0; i < m_cells; ++i) {
    if (i == kPoints && !m_textCount) {
      const auto promised = plot.promisedPoints();
      if (promised)
        row.integer(i, *promised);
      else
        row.null(i);
    } else if (i == kArea && !m_textArea) {
      const auto hectares = plot.hectares();
      if (hectares)
        row.real(i, *hectares);
      else
        row.null(i);
    } else {
      text(i, plot.cell(i));
    }
  }
  std::size_t column = m_cells;
  if (m_named) text(column++, plot.unusualNames());
  for (const auto& [name, value] : m_reader->header()) text(column++, value);
  if (plot.fault.empty()) {
    batch.geometry.insert(batch.geometry.end(), plot.wkb.begin(), plot.wkb.end());
  } else {
    const std::string reason = plot.fault.str();
    batch.geometry.push_back(kUnreadable);
    batch.geometry.insert(batch.geometry.end(), reason.begin(), reason.end());
  }
  row.end(++m_number);
  return true;
}

void BoundaryLayer::collectWarnings(std::vector<Message>& warnings) const {
  for (Message& warning : m_reader->warnings()) warnings.push_back(std::move(warning));
  if (m_miscounted > 0)
    warnings.push_back({GIS_TR("{0} plots have another number of points than their line says (the first in line {1})"),
                        {std::to_string(m_miscounted), std::to_string(m_firstMiscounted)}});
}

}  // namespace gis::io::worker
