// citydesk-cli sql: one read-only statement.
#include <CLI/CLI.hpp>
#include <chrono>
#include <optional>
#include <thread>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/io/list_writer.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"
#include "gis_core/store/sql_explain.h"

namespace gis::cli {
namespace {

store::FieldType typeOf(const store::Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return store::FieldType::integer;
  if (std::holds_alternative<double>(value)) return store::FieldType::real;
  if (std::holds_alternative<geom::Bytes>(value)) return store::FieldType::blob;
  return store::FieldType::text;
}

/// Numbers that a spreadsheet keeps as they are; longer ones are texts, as codes are.
io::ListCell listCellOf(const store::Value& value) {
  constexpr std::int64_t kMostExact = std::int64_t(1) << 53;
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* whole = std::get_if<std::int64_t>(&value);
      whole != nullptr && *whole <= kMostExact && *whole >= -kMostExact)
    return static_cast<double>(*whole);
  return cellText(value, typeOf(value));
}

constexpr int kStandardInput = 0;

class SqlCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "sql"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("One read-only SQL statement"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("STATEMENT", m_statement, GIS_TR("SELECT with SpatiaLite's functions"))->required();
    app.add_option("--timeout", m_seconds, GIS_TR("Seconds until it is stopped (default: 30)"))->type_name("S");
    app.add_option("--limit", m_limit, GIS_TR("At most so many rows"))->type_name("N");
    app.add_option("--out", m_out, GIS_TR("Write all rows into this file (.csv, .xlsx)"))->type_name("FILE");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace the file that is there"));
    app.add_flag("--explain", m_explain, GIS_TR("Only tell how it would be answered"));
    app.add_flag("--end-with-input", m_endsWithInput,
                 GIS_TR("Stop when the standard input closes: with the program that asks"));
  }

  [[nodiscard]] bool runsTypedSql() const override { return true; }

  int run(Context& context) override {
    if (!(m_seconds > 0 && m_seconds < 1e6)) {
      throw Error(ErrorCode::usage, GIS_TR("cannot read --timeout"), GIS_TR("it is a number of seconds above 0"));
    }
    if (m_limit && *m_limit < 0) {
      throw Error(ErrorCode::usage, GIS_TR("cannot read --limit"), GIS_TR("it must not be negative"));
    }
    if (m_explain && !m_out.empty()) {
      throw Error(ErrorCode::usage, GIS_TR("cannot read --out"), GIS_TR("--explain writes no rows"));
    }
    if (m_endsWithInput) endWithInput();
    const auto file = platform::pathFromUtf8(m_city);
    const auto city = store::CityDatabase::open(file, store::OpenMode::readOnly);  // is it one, of this version?
    const std::chrono::milliseconds limit(static_cast<std::int64_t>(m_seconds * 1000));
    if (m_explain) {
      explain(context, file, limit);
    } else if (!m_out.empty()) {
      writeFile(context, city, file, limit);
    } else if (context.json) {
      writeJson(context, file, limit);
    } else {
      writeText(context, file, limit);
    }
    return kDone;
  }

 private:
  /// Nothing is written here, and nobody is left to hear an answer: it need not end in order.
  static void endWithInput() {
    std::thread([] {
      platform::Channel(kStandardInput).waitUntilClosed();
      platform::endProcessAtOnce(kFailed);
    }).detach();
  }
  void explain(const Context& context, const std::filesystem::path& file, std::chrono::milliseconds limit) const {
    const store::SqlPlan plan = store::explainReadOnly(file, m_statement, limit, context.progress.token());
    const Message warning{plan.comparesPairs
                              ? GIS_TR("no spatial index is used: every pair of rows is compared, which may take long")
                              : GIS_TR("no spatial index is used: every row is looked at")};
    if (!context.json) {
      for (const auto& line : plan.lines) print(std::string(std::size_t(line.depth) * 2, ' ') + line.text + "\n");
      if (plan.missesSpatialIndex()) note(context, warning);
      return;
    }
    JsonWriter json;
    json.beginObject().key("plan").beginArray();
    for (const auto& line : plan.lines) {
      json.beginObject().member("depth", line.depth).member("text", line.text).endObject();
    }
    json.endArray().member("asks_places", plan.asksPlaces).member("uses_spatial_index", plan.usesSpatialIndex);
    json.memberOrNull("warning", plan.missesSpatialIndex() ? textIn(warning, context.language) : std::string());
    json.endObject().finish();
  }
  [[nodiscard]] bool wantsMore(std::int64_t& rows) const { return !m_limit || ++rows < *m_limit; }
  void writeJson(const Context& context, const std::filesystem::path& file, std::chrono::milliseconds limit) const {
    JsonWriter json;
    std::int64_t rows = 0;
    store::runReadOnly(
        file, m_statement, limit, context.progress.token(),
        [&](const std::vector<std::string>& names) {
          json.beginObject().key("columns").beginArray();
          for (const std::string& name : names) json.value(name);
          json.endArray().key("rows").beginArray();
        },
        [&](const std::vector<store::Value>& row) {
          if (m_limit && *m_limit == 0) return false;
          json.beginArray();
          for (const store::Value& cell : row) writeCell(json, cell, typeOf(cell));
          json.endArray();
          return wantsMore(rows);
        });
    json.endArray().endObject().finish();
  }
  void writeText(const Context& context, const std::filesystem::path& file, std::chrono::milliseconds limit) const {
    std::int64_t rows = 0;
    store::runReadOnly(
        file, m_statement, limit, context.progress.token(),
        [](const std::vector<std::string>& names) {
          std::string line;
          for (const std::string& name : names) line += (line.empty() ? "" : "\t") + name;
          print(line + "\n");
        },
        [&](const std::vector<store::Value>& row) {
          if (m_limit && *m_limit == 0) return false;
          std::string line;
          for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : "\t") + cellText(row[i], typeOf(row[i]));
          print(line + "\n");
          return wantsMore(rows);
        });
  }

  /// Row by row, in constant memory.
  void writeFile(const Context& context, const store::CityDatabase& city, const std::filesystem::path& file,
                 std::chrono::milliseconds limit) const {
    std::optional<io::ListWriter> list;
    std::int64_t rows = 0;
    store::runReadOnly(
        file, m_statement, limit, context.progress.token(),
        [&](const std::vector<std::string>& names) {
          list.emplace(city, platform::pathFromUtf8(m_out), m_overwrite, names);
        },
        [&](const std::vector<store::Value>& row) {
          if (m_limit && rows >= *m_limit) return false;
          std::vector<io::ListCell> cells;
          for (const store::Value& cell : row) cells.push_back(listCellOf(cell));
          list->add(cells);
          ++rows;
          return true;
        });
    list->finish();
    if (!context.json) {
      print(std::to_string(rows) + " rows written to " + m_out + "\n");
      return;
    }
    JsonWriter json;
    json.beginObject().member("file", m_out).member("rows", rows).endObject().finish();
  }

  std::string m_city;
  std::string m_statement, m_out;
  double m_seconds = 30;
  std::optional<std::int64_t> m_limit;
  bool m_explain = false, m_overwrite = false, m_endsWithInput = false;
};

}  // namespace

std::unique_ptr<Command> makeSqlCommand() {
  return std::make_unique<SqlCommand>();
}

}  // namespace gis::cli
