// citydesk-cli sql: one read-only statement.
#include <CLI/CLI.hpp>
#include <chrono>

#include "app/cli/command.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/city.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {
namespace {

store::FieldType typeOf(const store::Value& value) {
  if (std::holds_alternative<std::int64_t>(value)) return store::FieldType::integer;
  if (std::holds_alternative<double>(value)) return store::FieldType::real;
  if (std::holds_alternative<geom::Bytes>(value)) return store::FieldType::blob;
  return store::FieldType::text;
}

class SqlCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "sql"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("One read-only SQL statement"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("STATEMENT", m_statement, GIS_TR("SELECT with SpatiaLite's functions"))->required();
    app.add_option("--timeout", m_seconds, GIS_TR("Seconds until it is stopped (default: 30)"))->type_name("S");
  }

  [[nodiscard]] bool runsTypedSql() const override { return true; }

  int run(Context& context) override {
    if (!(m_seconds > 0 && m_seconds < 1e6)) {
      throw Error(ErrorCode::usage, GIS_TR("cannot read --timeout"), GIS_TR("it is a number of seconds above 0"));
    }
    const auto file = platform::pathFromUtf8(m_city);
    (void)store::CityDatabase::open(file, store::OpenMode::readOnly);  // is it a city, of this version?
    const std::chrono::milliseconds limit(static_cast<std::int64_t>(m_seconds * 1000));
    if (context.json) {
      writeJson(context, file, limit);
    } else {
      writeText(context, file, limit);
    }
    return kDone;
  }

 private:
  void writeJson(const Context& context, const std::filesystem::path& file, std::chrono::milliseconds limit) const {
    JsonWriter json;
    store::runReadOnly(
        file, m_statement, limit, context.progress.token(),
        [&](const std::vector<std::string>& names) {
          json.beginObject().key("columns").beginArray();
          for (const std::string& name : names) json.value(name);
          json.endArray().key("rows").beginArray();
        },
        [&](const std::vector<store::Value>& row) {
          json.beginArray();
          for (const store::Value& cell : row) writeCell(json, cell, typeOf(cell));
          json.endArray();
          return true;
        });
    json.endArray().endObject().finish();
  }
  void writeText(const Context& context, const std::filesystem::path& file, std::chrono::milliseconds limit) const {
    store::runReadOnly(
        file, m_statement, limit, context.progress.token(),
        [](const std::vector<std::string>& names) {
          std::string line;
          for (const std::string& name : names) line += (line.empty() ? "" : "\t") + name;
          print(line + "\n");
        },
        [](const std::vector<store::Value>& row) {
          std::string line;
          for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : "\t") + cellText(row[i], typeOf(row[i]));
          print(line + "\n");
          return true;
        });
  }

  std::string m_city;
  std::string m_statement;
  double m_seconds = 30;
};

}  // namespace

std::unique_ptr<Command> makeSqlCommand() {
  return std::make_unique<SqlCommand>();
}

}  // namespace gis::cli
