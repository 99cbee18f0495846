// citydesk-cli catalogue: what layers there are, whose they are, how fresh and how much used; who got what.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/catalogue.h"

namespace gis::cli {
namespace {

nlohmann::json textOrNull(const std::string& text) {
  return text.empty() ? nlohmann::json(nullptr) : nlohmann::json(text);
}

class CatalogueCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "catalogue"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("The layers with provider, freshness and use, or what was handed to whom");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("--search", m_search, GIS_TR("Only layers in whose sheet and columns these words occur"))
        ->type_name("TEXT");
    app.add_flag("--past", m_past, GIS_TR("Only layers that are past their update cycle"));
    app.add_flag("--handovers", m_handovers, GIS_TR("The receipts of what was handed over, newest first"));
    app.add_option("--today", m_today, GIS_TR("The day to judge freshness by (default: today)"))->type_name("DAY");
  }

  int run(Context& context) override {
    if (m_today.empty()) m_today = city::cityToday();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    if (m_handovers) return listHandovers(city, context);
    nlohmann::json layers = nlohmann::json::array();
    for (const city::CatalogueEntry& entry : city::catalogue(city, m_today)) {
      if ((m_past && !entry.fresh.past) || !city::isFoundBy(entry, m_search)) continue;
      if (context.json) {
        layers.push_back(entryJson(entry));
      } else {
        print(fmt::format("{}\t{}\t{}\t{}\t{}\n", entry.layer.name, entry.metadata.provider,
                          entry.fresh.past ? fmt::format("+{} d", entry.fresh.daysOver) : entry.fresh.due,
                          entry.usage.recently(m_today), entry.handovers));
      }
    }
    if (context.json) {
      JsonWriter writer;
      writer.value(nlohmann::json{{"layers", layers}});
      writer.finish();
    }
    return kDone;
  }

 private:
  [[nodiscard]] nlohmann::json entryJson(const city::CatalogueEntry& entry) const {
    nlohmann::json uses = nlohmann::json::object();
    for (const auto& [month, kinds] : entry.usage.months) {
      for (const auto& [use, times] : kinds) uses[month][city::layerUseName(use)] = times;
    }
    return {{"layer", entry.layer.name},
            {"title", entry.layer.titleZh},
            {"count", entry.layer.count},
            {"provider", textOrNull(entry.metadata.provider)},
            {"sharing", textOrNull(entry.metadata.sharing)},
            {"security", textOrNull(entry.metadata.security)},
            {"source", textOrNull(entry.layer.provenance.source)},
            {"imported_at", textOrNull(entry.layer.provenance.importedAt)},
            {"freshness",
             {{"since", textOrNull(entry.fresh.since)},
              {"due", textOrNull(entry.fresh.due)},
              {"past_cycle", entry.fresh.past},
              {"days_over", entry.fresh.daysOver}}},
            {"uses", uses},
            {"used_recently", entry.usage.recently(m_today)},
            {"last_used", textOrNull(entry.usage.last)},
            {"handovers", entry.handovers}};
  }

  int listHandovers(const store::CityDatabase& city, const Context& context) const {
    nlohmann::json all = nlohmann::json::array();
    for (const city::Handover& one : city::handovers(city)) {
      nlohmann::json parts = nlohmann::json::array();
      std::string names;
      for (const city::Handover::Part& part : one.parts) {
        parts.push_back({{"layer", part.layer}, {"written", part.written}, {"format", part.format}});
        names += (names.empty() ? "" : ", ") + part.layer;
      }
      if (!context.json) {
        print(fmt::format("{}\t{}\t{} > {}\t{}\n", one.number, one.at, one.giver, one.receiver, names));
        continue;
      }
      nlohmann::json files = nlohmann::json::array();
      for (const auto& [name, sum] : one.files) files.push_back({{"name", name}, {"sha256", sum}});
      all.push_back({{"receipt", one.number},
                     {"at", one.at},
                     {"giver", textOrNull(one.giver)},
                     {"receiver", textOrNull(one.receiver)},
                     {"purpose", textOrNull(one.purpose)},
                     {"security", textOrNull(one.security)},
                     {"operator", textOrNull(one.actor)},
                     {"layers", parts},
                     {"files", files}});
    }
    if (!context.json) return kDone;
    JsonWriter writer;
    writer.value(nlohmann::json{{"handovers", all}});
    writer.finish();
    return kDone;
  }

  std::string m_city, m_search, m_today;
  bool m_past = false, m_handovers = false;
};

}  // namespace

std::unique_ptr<Command> makeCatalogueCommand() {
  return std::make_unique<CatalogueCommand>();
}

}  // namespace gis::cli
