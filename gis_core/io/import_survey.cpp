#include "gis_core/io/import_survey.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/companion_files.h"
#include "gis_core/io/import_encoder.h"
#include "gis_core/io/import_plan.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostFindings = 10;
constexpr std::size_t kMostSurveyExamples = 3;
constexpr std::size_t kSurveyBytes = 80;
/// The shortest that letters may stand in: 320302015175GB00625 is one.
constexpr std::size_t kShortestCode = 6;
/// Farther from the city than this, a file's own word for its coordinates is doubted.
constexpr double kDoubtfulKilometres = 200;

/// 20261123, 2026-11-23, 2026/1/3, 2026.1.3, 2026年11月23日.
bool isDateLike(const std::string& text) {
  std::vector<int> parts;
  std::string digits;
  std::string folded = text;
  for (const std::string_view mark : {"年", "月", "日", "/", ".", "-"}) {
    for (std::size_t at = folded.find(mark); at != std::string::npos; at = folded.find(mark, at + 1))
      folded.replace(at, mark.size(), " ");
  }
  if (folded.size() == 8 && allDigits(folded))
    folded = folded.substr(0, 4) + " " + folded.substr(4, 2) + " " + folded.substr(6);
  for (const char c : folded + " ") {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0 && digits.size() < 4) {
      digits += c;
    } else if (c == ' ') {
      if (!digits.empty()) parts.push_back(std::stoi(digits));
      digits.clear();
    } else {
      return false;
    }
  }
  return parts.size() == 3 && parts[0] >= 1800 && parts[0] <= 2200 && isDay(parts[0], parts[1], parts[2]);
}

/// Learns what the values of a text column have in common.
class TextLook {
 public:
  void see(const std::string& value) {
    if (value.empty()) return;
    ++m_count;
    const std::string folded = text::fold(value);
    // letters fold to small ones: only what is of full width changes its bytes beyond that
    m_fullWidth = m_fullWidth || value.find("\xEF\xBC") != std::string::npos;
    m_digits = m_digits && allDigits(folded);
    const auto digits = std::count_if(folded.begin(), folded.end(),
                                      [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    m_mostlyDigits = m_mostlyDigits && folded.size() >= kShortestCode &&
                     2 * static_cast<std::size_t>(digits) > folded.size() && folded.find(' ') == std::string::npos &&
                     folded.find('.') == std::string::npos;
    m_zero = m_zero || folded.front() == '0';
    if (m_count == 1) m_length = folded.size();
    m_oneLength = m_oneLength && folded.size() == m_length;
    m_numbers = m_numbers && numberOf(text::trim(folded)).has_value();
    m_dates = m_dates && isDateLike(folded);
  }
  [[nodiscard]] std::string word() const {
    if (m_count == 0) return {};
    if (m_dates) return "date";
    if ((m_digits && (m_oneLength || m_zero)) || (m_mostlyDigits && m_oneLength && !m_numbers)) return "code";
    if (m_numbers) return "number";
    return m_fullWidth ? "full_width" : "";
  }

 private:
  std::int64_t m_count = 0;
  std::size_t m_length = 0;
  bool m_digits = true, m_mostlyDigits = true, m_zero = false, m_oneLength = true, m_numbers = true, m_dates = true,
       m_fullWidth = false;
};

/// Examines the features of one layer as an import would, until one of the limits is met.
class LayerLook {
 public:
  LayerLook(const LayerTask& task, SurveyedLayer& out, const SurveyLimits& limits)
      : m_encoder(task.encode), m_out(out), m_limits(limits), m_texts(task.info.fields.size()) {
    for (const store::Field& field : task.info.fields) m_out.fields.push_back({field, 0, {}, {}});
    m_out.firstRows = store::FeatureBatch::withFields(task.info.fields);
    if (!task.encode.mapper) return;
    m_out.mapping = task.encode.mapper->mapping();
    m_out.fits = task.encode.mapper->fits();
  }

  /// False: enough was seen.
  bool see(store::FeatureBatch&& batch, Clock::time_point end) {
    keepRows(batch);
    for (std::size_t c = 0; c < m_out.fields.size(); ++c) {
      for (std::size_t row = 0; row < batch.rows(); ++row) seeCell(c, batch.valueOf(c, row));
    }
    const EncodedPiece piece = m_encoder.encode(std::move(batch));
    m_out.looked += piece.read;
    for (std::size_t c = 0; c < piece.personal.size(); ++c) {
      m_out.fields[c].personal.identities += piece.personal[c].identities;
      m_out.fields[c].personal.phones += piece.personal[c].phones;
    }
    m_out.rejected += piece.rejected;
    m_out.repaired += piece.repaired;
    if (m_out.info.hasGeometry) m_out.nullGeometries += piece.nullGeometries;
    for (std::size_t i = 0; i < piece.fits.size(); ++i) m_out.fits[i].add(piece.fits[i]);
    for (const Finding& finding : piece.findings) {
      if (finding.word == nullptr && m_out.findings.size() < kMostFindings)
        m_out.findings.push_back({finding.sourceFid, finding.rejected, finding.reason, finding.place});
    }
    return m_out.looked < m_limits.features && Clock::now() < end;
  }

  void finish() {
    for (std::size_t c = 0; c < m_out.fields.size(); ++c) {
      if (m_out.fields[c].field.type == store::FieldType::text) m_out.fields[c].looksLike = m_texts[c].word();
    }
    if (m_out.mapping) {
      for (Message& text : fitTexts(*m_out.mapping, m_out.fits)) m_out.warnings.push_back(std::move(text));
    }
    for (const SurveyedField& field : m_out.fields) {
      if (field.personal.sum() > 0)
        m_out.warnings.push_back(personalText(field.field.name, field.personal, PersonalTreatment::keep));
    }
  }

 private:
  void keepRows(const store::FeatureBatch& batch) {
    std::vector<store::Value> cells(batch.columns.size());
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      if (m_out.firstRows.rows() >= static_cast<std::size_t>(m_limits.previewRows)) return;
      for (std::size_t c = 0; c < cells.size(); ++c) cells[c] = batch.valueOf(c, row);
      m_out.firstRows.addRow(batch.fids[row], cells, {});
    }
  }

  void seeCell(std::size_t column, const store::Value& value) {
    SurveyedField& field = m_out.fields[column];
    if (std::holds_alternative<std::monostate>(value)) {
      ++field.nulls;
      return;
    }
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && field.field.type == store::FieldType::text) m_texts[column].see(*text);
    if (field.examples.size() >= kMostSurveyExamples || std::holds_alternative<geom::Bytes>(value)) return;
    std::string shown = store::textOf(value);
    if (shown.empty()) return;
    if (shown.size() > kSurveyBytes) shown = std::string(text::cutUtf8(shown, kSurveyBytes)) + "…";
    if (std::find(field.examples.begin(), field.examples.end(), shown) == field.examples.end())
      field.examples.push_back(std::move(shown));
  }

  Encoder m_encoder;
  SurveyedLayer& m_out;
  const SurveyLimits& m_limits;
  std::vector<TextLook> m_texts;
};

class Survey {
 public:
  Survey(const store::CityDatabase& city, const ImportRequest& request, const CancelToken& token,
         const SurveyLimits& limits)
      : m_city(city), m_request(request), m_token(token), m_limits(limits), m_place(placeOfCity(city)) {}

  ImportSurvey run() {
    // what would end the import is told, not thrown
    ImportRequest lenient = m_request;
    lenient.tables = true;
    lenient.acceptBallpark = true;
    lenient.survey = true;
    if (lenient.ifTaken == ImportRequest::IfTaken::refuse) lenient.ifTaken = ImportRequest::IfTaken::replace;
    ImportPlan plan = planImport(m_city, lenient, m_token);
    ImportSurvey survey;
    survey.warnings = plan.warnings;
    const auto perLayer = m_limits.time / static_cast<int>(std::max<std::size_t>(plan.tasks.size(), 1));
    for (LayerTask& task : plan.tasks) {
      m_token.check();
      survey.layers.push_back(look(plan, task, perLayer));
      const bool last = &task == &plan.tasks.back() || (&task + 1)->source != task.source;
      if (last) plan.sources[task.source].reader.reset();
    }
    return survey;
  }

 private:
  SurveyedLayer look(ImportPlan& plan, const LayerTask& task, std::chrono::milliseconds time) {
    SurveyedLayer out;
    out.name = task.name;
    out.source = platform::pathToUtf8(plan.sources[task.source].request.file);
    out.info = task.info;
    out.chosen = task.info.hasGeometry || m_request.tables || !m_request.sourceLayers.empty();
    out.targetCrs = task.layerCrs;
    out.warnings = task.warnings;
    findObstacles(task, out);
    rankReadings(task, out);
    LayerLook rows(task, out, m_limits);
    const Clock::time_point end = Clock::now() + time;
    bool ended = true;
    const ReadEnd read = plan.sources[task.source].ready(m_token).read(
        task.layer,
        [&](store::FeatureBatch&& batch) {
          m_token.check();
          ended = rows.see(std::move(batch), end);
          return ended;
        },
        m_limits.features);
    out.whole = ended && read.read < m_limits.features;
    if (out.whole) out.warnings.insert(out.warnings.end(), read.warnings.begin(), read.warnings.end());
    rows.finish();
    return out;
  }

  void findObstacles(const LayerTask& task, SurveyedLayer& out) const {
    if (m_request.ifTaken == ImportRequest::IfTaken::refuse && store::layerExists(m_city.connection(), task.name))
      out.obstacles.push_back({GIS_TR("the city has a layer \"{0}\" already: choose another name (--as), add to it "
                                      "(--append), or replace it (--replace)"),
                               {task.name}});
    if (task.info.hasGeometry && !m_request.acceptBallpark && !m_request.transform && task.info.crs.isKnown() &&
        task.layerCrs.isKnown() && crs::isForbiddenBallpark(task.info.crs, task.layerCrs))
      out.obstacles.push_back(
          {GIS_TR("no exact operation from {0} to {1} is known: keep the file's system (--crs "
                  "source), accept some 100 m (--accept-ballpark), or give control points (--transform)"),
           {task.info.crs.name(), task.layerCrs.name()}});
  }

  void rankReadings(const LayerTask& task, SurveyedLayer& out) const {
    if (!task.info.hasGeometry) return;
    if (task.info.crs.isKnown()) {
      out.crsFrom = m_request.sourceCrs.empty() ? "file" : "option";
      CrsCandidate told =
          placed(task.info.extent, {task.info.crs, task.encode.swappedAxes, task.encode.offset}, m_place);
      told.score = 1;
      told.reason = m_request.sourceCrs.empty() ? GIS_TR("the file says so") : GIS_TR("as asked for");
      out.readings.push_back(std::move(told));
    }
    for (CrsCandidate& one : rankCrs(task.info.extent, m_place)) {
      const bool same = !out.readings.empty() && one.reading.swappedAxes == out.readings[0].reading.swappedAxes &&
                        one.reading.offset == out.readings[0].reading.offset &&
                        one.reading.crs.epsg() == out.readings[0].reading.crs.epsg();
      if (!same) out.readings.push_back(std::move(one));
    }
    if (out.crsFrom.empty() || out.readings.size() < 2) return;
    const CrsCandidate& told = out.readings[0];
    const CrsCandidate& other = out.readings[1];
    if (told.kilometres > kDoubtfulKilometres && other.kilometres >= 0 && other.kilometres < told.kilometres / 10)
      out.warnings.push_back(
          {GIS_TR("read as {0}, the features lie {1} km from the city; read as {2}, {3} km: check the file's system"),
           {told.reading.crs.name(), std::to_string(static_cast<long>(told.kilometres)), other.reading.crs.name(),
            std::to_string(static_cast<long>(other.kilometres))}});
  }

  const store::CityDatabase& m_city;
  const ImportRequest& m_request;
  const CancelToken& m_token;
  const SurveyLimits& m_limits;
  const CityPlace m_place;
};

}  // namespace

ImportSurvey surveyImport(const store::CityDatabase& city, const ImportRequest& request, const CancelToken& token,
                          const SurveyLimits& limits) {
  ImportRequest wanted = request;
  wanted.sources = withoutCompanions(request.sources);
  ImportSurvey found = Survey(city, wanted, token, limits).run();
  found.cityOutline = outlineOfCity(city, token);
  return found;
}

}  // namespace gis::io
