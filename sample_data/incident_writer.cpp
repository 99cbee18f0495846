#include "sample_data/incident_writer.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/layer.h"
#include "sample_data/purpose.h"

namespace gis::sample {

namespace {

using nlohmann::json;

/// UUID version 7 of a moment, with chance that is the same in every run.
std::string uuidAt(UtcMillis at, Random& random) {
  const auto time = static_cast<std::uint64_t>(at);
  const std::uint64_t a = random.next(), b = random.next();
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", (time >> 16U) & 0xFFFFFFFFU, time & 0xFFFFU, a & 0xFFFU,
                     0x8000U | ((a >> 16U) & 0x3FFFU), b & 0xFFFFFFFFFFFFU);
}

std::string hexOf(const geom::Bytes& bytes) {
  std::string out;
  for (const std::uint8_t byte : bytes) out += fmt::format("{:02X}", byte);
  return out;
}

json valueOf(const CaseChange& change) {
  if (const auto* number = std::get_if<std::int64_t>(&change.second)) return *number;
  const auto& text = std::get<std::string>(change.second);
  return text.empty() ? json(nullptr) : json(text);
}

const std::vector<std::string>& columns() {
  static const std::vector<std::string> kColumns{"report_no",
                                                 "case_no",
                                                 "kind",
                                                 "code_system",
                                                 "category",
                                                 "category_name",
                                                 "mapped_category",
                                                 "state",
                                                 "urgency",
                                                 "description",
                                                 "source",
                                                 "reporter",
                                                 "reported_at",
                                                 "deadline",
                                                 "filed_at",
                                                 "dispatched_at",
                                                 "handled_at",
                                                 "checked_at",
                                                 "closed_at",
                                                 "resume_at",
                                                 "grid",
                                                 "grid_name",
                                                 "community",
                                                 "community_name",
                                                 "subdistrict",
                                                 "subdistrict_name",
                                                 "district",
                                                 "district_name",
                                                 "road",
                                                 "parcel",
                                                 "component",
                                                 "address",
                                                 "department",
                                                 "handler",
                                                 "desk",
                                                 "came_from",
                                                 "dispatch_count",
                                                 "rework_count",
                                                 "updated_at"};
  return kColumns;
}

class IncidentWriter {
 public:
  IncidentWriter(const store::CityDatabase& city, const CityPlan& plan)
      : m_city(city),
        m_plan(plan),
        m_layer(store::layerByName(city.connection(), "city_incident").uid),
        m_row(city.connection(), rowSql()),
        m_entry(
            city.connection(),
            "INSERT INTO city_history(tx, part, at, actor, station, reason, kind, layer, table_name, feature, fid, op,"
            " before, after) VALUES (?1, 0, ?2, ?3, ?4, ?5, 'load', ?6, 'city_incident', ?7, ?8, ?9, ?10, ?11)"),
        m_nextFid((city.station() << 32) + 1) {
    const std::int64_t largest = city.connection().intValue("SELECT coalesce(max(fid), 0) FROM city_incident");
    m_nextFid = std::max(m_nextFid, largest + 1);
  }

  void write(const IncidentSite& site, std::vector<CaseEntry> entries) {
    addPlace(site, entries.front());
    Random random = m_plan.random(Purpose::uuids, static_cast<std::uint64_t>(m_nextFid));
    const std::string uid = uuidAt(site.reportedAt, random);
    const std::int64_t fid = m_nextFid++;
    const geom::Bytes wkb = geom::pointWkb(site.at.x, site.at.y);

    json now = json::object();
    for (const CaseEntry& entry : entries) {
      json before = json::object(), after = json::object();
      for (const CaseChange& change : entry.changes) {
        const json value = valueOf(change);
        const json was = now.contains(change.first) ? now[change.first] : json(nullptr);
        if (was == value) continue;
        before[change.first] = was;
        after[change.first] = value;
        now[change.first] = value;
      }
      const bool first = &entry == &entries.front();
      if (first) {
        after["uid"] = uid;
        after["geometry"] = hexOf(wkb);
        for (const char* counter : {"dispatch_count", "rework_count", "extension_count"}) {
          now[counter] = 0;
          after[counter] = 0;
        }
      }
      m_entry.bindAll(uuidAt(entry.at, random), toIsoUtc(entry.at), entry.actor, m_city.station(), entry.reason,
                      m_layer, uid, fid, first ? "insert" : "update");
      if (first) {
        m_entry.bindNull(10);
      } else {
        m_entry.bind(10, before.dump());
      }
      m_entry.bind(11, after.dump());
      m_entry.run();
    }
    writeRow(fid, uid, now, wkb);
  }

 private:
  static std::string rowSql() {
    std::string names = "fid, uid, geometry", places = "?1, ?2, ?3";
    for (std::size_t k = 0; k < columns().size(); ++k) {
      names += ", " + store::quoted(columns()[k]);
      places += fmt::format(", ?{}", k + 4);
    }
    return fmt::format("INSERT INTO city_incident({}) VALUES ({})", names, places);
  }

  void addPlace(const IncidentSite& site, CaseEntry& report) const {
    const Quarter& quarter = m_plan.quarters[static_cast<std::size_t>(site.quarter)];
    const Community& community = m_plan.communities[static_cast<std::size_t>(quarter.community)];
    const Subdistrict& subdistrict = m_plan.subdistricts[static_cast<std::size_t>(community.subdistrict)];
    const District& district = m_plan.districts[static_cast<std::size_t>(subdistrict.district)];
    const std::vector<CaseChange> place{{"grid_name", community.name + "第" + site.grid.substr(12) + "网格"},
                                        {"community", community.code},
                                        {"community_name", community.name},
                                        {"subdistrict", subdistrict.code},
                                        {"subdistrict_name", subdistrict.name},
                                        {"district", district.code},
                                        {"district_name", district.name}};
    report.changes.insert(report.changes.end(), place.begin(), place.end());
  }

  void writeRow(std::int64_t fid, const std::string& uid, const json& now, const geom::Bytes& wkb) {
    m_row.bind(1, fid).bind(2, uid);
    const geom::Bytes blob = geom::toSpatialite(wkb, m_city.srid());
    m_row.bind(3, geom::BytesView(blob));
    for (std::size_t k = 0; k < columns().size(); ++k) {
      const int index = static_cast<int>(k) + 4;
      const auto value = now.find(columns()[k]);
      if (value == now.end() || value->is_null()) {
        m_row.bindNull(index);
      } else if (value->is_number_integer()) {
        m_row.bind(index, value->get<std::int64_t>());
      } else {
        m_row.bind(index, value->get_ref<const std::string&>());
      }
    }
    m_row.run();
  }

  const store::CityDatabase& m_city;
  const CityPlan& m_plan;
  std::string m_layer;
  store::Statement m_row, m_entry;
  std::int64_t m_nextFid;
};

}  // namespace

void writeIncidents(const store::CityDatabase& city, const CityPlan& plan, const CodeTables& tables,
                    std::vector<IncidentSite> sites, Progress& progress) {
  CasePlayer player(plan.options.seed, tables);
  player.spreadOverTime(sites);
  store::Transaction transaction(city.connection());
  {
    IncidentWriter writer(city, plan);
    for (std::size_t k = 0; k < sites.size(); ++k) {
      writer.write(sites[k], player.play(sites[k]));
      if (k % 256 == 0) progress.check();
    }
  }
  transaction.commit();
}

}  // namespace gis::sample
