// Taking day packages over.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/day_package.h"
#include "gis_core/city/day_rows.h"
#include "gis_core/city/incident_rows.h"
#include "gis_core/city/media.h"
#include "gis_core/io/zip_file.h"
#include "gis_core/store/case_edit.h"

namespace gis::city {
namespace {

using nlohmann::json;

/// Stands for the whole row in a conflict: taken away there, changed here.
constexpr const char* kRemovedField = "removed";
constexpr std::size_t kMostDayBytes = std::size_t{1} << 30;

[[noreturn]] void noDayPackage(const std::filesystem::path& file, ErrorCode code, const char* why, const char* remedy) {
  throw Error(code, {GIS_TR("cannot take {0} over"), {platform::pathToUtf8(file.filename())}}, why, remedy);
}

std::optional<std::size_t> entryNamed(const io::ZipReader& zip, const std::string& name) {
  for (std::size_t i = 0; i < zip.entries().size(); ++i) {
    if (zip.entries()[i].name == name) return i;
  }
  return std::nullopt;
}

/// The package, whole and of this city.
json packageOf(const store::CityDatabase& city, const io::ZipReader& zip, const std::filesystem::path& file) {
  const char* again = GIS_TR("ask the other desk to write it again");
  const auto day = entryNamed(zip, kDayFile), sum = entryNamed(zip, "day.sha256");
  if (!day || !sum) noDayPackage(file, ErrorCode::damaged, GIS_TR("it is no day package"), again);
  const std::string text = zip.text(*day, kMostDayBytes);
  if (zip.text(*sum) != sha256(std::as_bytes(std::span(text))))
    noDayPackage(file, ErrorCode::damaged, GIS_TR("it was changed on its way"), again);
  json package = json::parse(text, nullptr, false);
  if (!package.is_object() || package.value("format", "") != kDayFormat)
    noDayPackage(file, ErrorCode::damaged, GIS_TR("it is no day package"), again);
  if (package.value("version", 0) > kDayVersion)
    noDayPackage(file, ErrorCode::newerVersion, GIS_TR("a newer CityDesk wrote it"), GIS_TR("use that one"));
  if (package.value("city", "") != city.uid())
    noDayPackage(file, ErrorCode::unsupported, GIS_TR("it is of another city"),
                 GIS_TR("both desks work on copies of one city: give the other one a copy (Save a copy, backup)"));
  if (package.value("station", std::int64_t{0}) == city.station())
    noDayPackage(file, ErrorCode::unsupported, GIS_TR("this desk wrote it itself"),
                 GIS_TR("take it over at the other desk"));
  for (const char* list : {"steps", "cases", "photos"}) {
    if (!package.contains(list) || !package[list].is_array())
      noDayPackage(file, ErrorCode::damaged, GIS_TR("it is no day package"), again);
  }
  return package;
}

bool knowsStep(const store::CityDatabase& city, const std::string& tx) {
  store::Statement known(city.connection(), "SELECT 1 FROM city_history WHERE tx = ?1 LIMIT 1");
  return known.bind(1, tx).step();
}

class DayReader {
 public:
  DayReader(const store::CityDatabase& city, const json& package, const DayImport& options)
      : m_city(city), m_package(package), m_options(options) {
    m_told.desk = package.value("desk", "");
    m_told.madeAt = package.value("made_at", "");
  }

  DayImported run(const io::ZipReader& zip, const std::string& actor, Progress& progress) {
    for (const json& step : m_package["steps"]) {
      if (knowsStep(m_city, step.at("tx").get<std::string>())) {
        ++m_told.known;
      } else {
        m_steps.push_back(&step);
      }
    }
    collect();
    findConflicts();
    holdBack();
    if (m_options.plan) {
      m_told.steps = m_steps.size() - m_told.waiting;
      countCases();
      return std::move(m_told);
    }
    takeUnknownCases(actor);
    for (const json* step : m_steps) {
      progress.check();
      takeStep(*step);
    }
    countCases();
    numberAnew(actor);
    takePhotos(zip, actor, progress);
    return std::move(m_told);
  }

 private:
  /// What the steps together did to a row.
  struct Net {
    std::string table;
    bool inserted = false, removed = false;
    std::map<std::string, json> base, theirs;  // by column
    std::string actor, at;
    json last;  // the row as it was there when it was removed
    std::optional<DayRow> here;
  };

  void collect() {
    for (const json* step : m_steps) {
      for (const json& row : step->at("rows")) {
        const std::string uid = row.at("uid").get<std::string>();
        const auto [found, isNew] = m_net.try_emplace(uid);
        Net& net = found->second;
        if (isNew) {
          net.table = row.at("table").get<std::string>();
          if (net.table != "city_incident" && net.table != "city_request")
            throw Error(ErrorCode::damaged, GIS_TR("the day package cannot be taken over"),
                        {GIS_TR("it changes the table {0}"), {net.table}}, GIS_TR("ask where it is from"));
          net.here = dayRow(m_city, net.table, uid);
        }
        net.actor = step->at("actor").get<std::string>();
        net.at = step->at("at").get<std::string>();
        const std::string op = row.at("op").get<std::string>();
        net.removed = op == "remove";
        net.inserted = net.inserted || (isNew && op == "insert");
        if (op == "remove") net.last = row.at("before");
        if (op != "update") continue;
        for (const auto& [column, cell] : row.at("after").items()) {
          if (!net.base.contains(column)) net.base[column] = row.at("before").value(column, json());
          net.theirs[column] = cell;
        }
      }
    }
  }

  void findConflicts() {
    for (const auto& [uid, change] : m_net) {
      const auto& net = change;  // a name that a lambda may take along
      if (net.inserted || !net.here) continue;
      if (net.removed) {
        const bool same =
            std::all_of(net.here->image.items().begin(), net.here->image.items().end(), [&](const auto& one) {
              return one.key() == "updated_at" ||
                     sameCell(one.value(), net.last.value(one.key(), json()), one.key() == "geometry");
            });
        if (same) continue;
        DayConflict conflict{net.table, uid, numberOf(net), kRemovedField, {}, "kept", "removed", net.actor, net.at};
        decide(conflict);
        m_told.conflicts.push_back(std::move(conflict));
        continue;
      }
      for (const auto& [column, theirs] : net.theirs) {
        if (column == "updated_at") continue;
        const bool place = column == "geometry";
        const json mine = net.here->image.value(column, json());
        const json& base = net.base.at(column);
        if (sameCell(mine, base, place) || sameCell(mine, theirs, place)) continue;
        DayConflict conflict{net.table,       uid,       numberOf(net), column, dayText(base), dayText(mine),
                             dayText(theirs), net.actor, net.at};
        decide(conflict);
        m_told.conflicts.push_back(std::move(conflict));
      }
    }
  }

  [[nodiscard]] std::string numberOf(const Net& net) const {
    json image = net.here->image;
    if (net.table == "city_request") {
      const auto incident = dayRow(m_city, "city_incident", image.value("incident", ""));
      if (!incident) return {};
      image = incident->image;
    }
    const std::string number = dayText(image.value("case_no", json()));
    return number.empty() ? dayText(image.value("report_no", json())) : number;
  }

  void decide(const DayConflict& conflict) {
    const auto found = m_options.decisions.find(conflict.key());
    const std::optional<DaySide> side =
        found != m_options.decisions.end() ? std::optional(found->second) : m_options.others;
    if (!side) {
      m_held.insert(conflict.uid);
    } else if (*side == DaySide::mine) {
      m_mine.insert(conflict.key());
    }
  }

  /// A step is taken whole or not at all: what it shares with a case that waits, waits with it.
  void holdBack() {
    for (bool grew = true; grew;) {
      grew = false;
      for (const json* step : m_steps) {
        if (!isHeld(*step)) continue;
        for (const json& row : step->at("rows")) grew = m_held.insert(row.at("uid").get<std::string>()).second || grew;
      }
    }
    m_told.waiting =
        std::size_t(std::count_if(m_steps.begin(), m_steps.end(), [this](const json* step) { return isHeld(*step); }));
  }
  [[nodiscard]] bool isHeld(const json& step) const {
    return std::any_of(step.at("rows").begin(), step.at("rows").end(),
                       [this](const json& row) { return m_held.contains(row.at("uid").get<std::string>()); });
  }

  /// Cases that this copy never had, and whose beginning is not among the steps.
  void takeUnknownCases(const std::string& actor) {
    for (const json& one : m_package["cases"]) {
      const std::string uid = one.at("uid").get<std::string>();
      const auto net = m_net.find(uid);
      if ((net != m_net.end() && net->second.inserted) || dayRow(m_city, "city_incident", uid)) continue;
      store::EditCommand command;
      command.actor = actor;
      command.reason = GIS_TR("day package");
      command.rows.push_back(insertOf("city_incident", uid, one.at("fid").get<std::int64_t>(), one.at("image")));
      store::applyCaseStep(m_city, command);
      m_whole.insert(uid);
      ++m_told.newCases;
    }
  }

  [[nodiscard]] store::RowEdit insertOf(const std::string& table, const std::string& uid, std::int64_t fid,
                                        const json& image) const {
    store::RowEdit edit;
    edit.kind = store::RowEdit::Kind::insert;
    edit.table = table;
    edit.uid = uid;
    edit.values = dayValues(image);
    store::Statement taken(m_city.connection(), "SELECT 1 FROM " + store::quoted(table) + " WHERE fid = ?1");
    edit.fid = taken.bind(1, fid).step() ? 0 : fid;
    return edit;
  }

  void takeStep(const json& step) {
    if (isHeld(step)) return;
    store::EditCommand command;
    command.tx = step.at("tx").get<std::string>();
    command.at = step.at("at").get<std::string>();
    command.actor = step.at("actor").get<std::string>();
    command.reason = step.at("reason").get<std::string>();
    if (const std::string undoes = step.at("undoes").get<std::string>(); !undoes.empty() && knowsStep(m_city, undoes))
      command.undoes = undoes;
    for (const json& row : step.at("rows")) addRow(command, row);
    if (command.rows.empty()) return;
    store::applyCaseStep(m_city, command);
    ++m_told.steps;
  }

  void addRow(store::EditCommand& command, const json& row) {
    const std::string uid = row.at("uid").get<std::string>(), op = row.at("op").get<std::string>();
    if (m_whole.contains(uid)) return;  // taken as it is now
    const Net& net = m_net.at(uid);
    const auto here = dayRow(m_city, net.table, uid);
    if (op == "insert" && !here) {
      command.rows.push_back(insertOf(net.table, uid, row.at("fid").get<std::int64_t>(), row.at("after")));
      if (net.table == "city_incident") m_numbered.insert(uid);
      return;
    }
    if (!here) return;
    store::RowEdit edit;
    edit.table = net.table;
    edit.fid = here->fid;
    if (op == "remove") {
      if (m_mine.contains(uid + "." + kRemovedField)) return;
      edit.kind = store::RowEdit::Kind::remove;
    } else {
      for (const auto& [column, cell] : row.at("after").items()) {
        if (column == "uid" || m_mine.contains(uid + "." + column)) continue;
        edit.values.emplace_back(column, dayValue(cell, column == "geometry"));
        if (column == "case_no" || column == "report_no") m_numbered.insert(uid);
      }
      if (edit.values.empty()) return;
    }
    command.rows.push_back(std::move(edit));
  }

  void countCases() {
    for (const auto& [uid, net] : m_net) {
      if (net.table != "city_incident" || m_held.contains(uid) || m_whole.contains(uid)) continue;
      ++(net.inserted && !net.here ? m_told.newCases : m_told.changedCases);
    }
  }

  /// Both desks may have given the same number: the case that came with the package gets another one.
  void numberAnew(const std::string& actor) {
    for (const std::string& uid : m_numbered) {
      if (!dayRow(m_city, "city_incident", uid)) continue;
      const Incident incident = incidentById(m_city, uid);
      store::RowEdit edit;
      edit.table = "city_incident";
      edit.fid = incident.fid;
      const auto renew = [&](const char* column, const std::string& number, NumberKind kind) {
        if (number.empty()) return;
        store::Statement same(m_city.connection(),
                              std::string("SELECT count(*) FROM city_incident WHERE ") + column + " = ?1");
        if (!same.bind(1, number).step() || same.integer(0) < 2) return;
        const UtcMillis when = parseIso(kind == NumberKind::report ? incident.reportedAt : incident.filedAt, 0);
        const std::string other = nextNumber(m_city, kind, incident.category, incident.kind, when);
        edit.values.emplace_back(column, other);
        m_told.renumbered.emplace_back(number, other);
      };
      renew("report_no", incident.reportNo, NumberKind::report);
      if (!incident.filedAt.empty()) renew("case_no", incident.caseNo, NumberKind::filing);
      if (edit.values.empty()) continue;
      store::EditCommand command;
      command.actor = actor;
      command.reason = GIS_TR("number given anew: two desks had given the same");
      command.rows.push_back(std::move(edit));
      store::applyCaseStep(m_city, command);
    }
  }

  void takePhotos(const io::ZipReader& zip, const std::string& actor, Progress& progress) {
    store::EditCommand command;
    command.actor = actor;
    command.reason = GIS_TR("incident photo");
    for (const json& one : m_package["photos"]) {
      progress.check();
      const std::string uid = one.at("uid").get<std::string>(), incident = one.at("incident").get<std::string>();
      if (dayRow(m_city, "city_attachment", uid) || !dayRow(m_city, "city_incident", incident)) continue;
      store::RowEdit row = attachmentRow(storedPhoto(zip, one), incident, one.at("stage").get<std::string>(),
                                         one.at("added_at").get<std::string>());
      row.uid = uid;
      command.rows.push_back(std::move(row));
    }
    m_told.photos = command.rows.size();
    if (!command.rows.empty()) store::apply(m_city, command);
  }

  [[nodiscard]] StoredPhoto storedPhoto(const io::ZipReader& zip, const json& one) const {
    const auto entry = entryNamed(zip, one.at("file").get<std::string>());
    const std::string bytes = entry ? zip.text(*entry, kMostDayBytes) : std::string();
    if (bytes.empty() || sha256(std::as_bytes(std::span(bytes))) != one.at("sha256").get<std::string>())
      throw Error(ErrorCode::damaged, GIS_TR("the day package cannot be taken over"),
                  {GIS_TR("the photo {0} is missing or was changed"), {one.at("name").get<std::string>()}},
                  GIS_TR("ask the other desk to write it again"));
    const auto folder = platform::makeScratchFolder("citydesk-day");
    const auto file = folder / "photo";
    platform::writeFileAtomically(file, std::as_bytes(std::span(bytes)));
    StoredPhoto photo = storePhoto(m_city.mediaFolder(), file);
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    photo.name = one.at("name").get<std::string>();
    return photo;
  }

  const store::CityDatabase& m_city;
  const json& m_package;
  const DayImport& m_options;
  DayImported m_told;
  std::vector<const json*> m_steps;
  std::map<std::string, Net> m_net;  // by UUID
  std::set<std::string> m_held, m_mine, m_whole, m_numbered;
};

}  // namespace

DayImported readDayPackage(const store::CityDatabase& city, const std::filesystem::path& file, const DayImport& options,
                           Progress& progress) {
  const io::ZipReader zip(file);
  const json package = packageOf(city, zip, file);
  try {
    if (options.plan) return DayReader(city, package, options).run(zip, {}, progress);
    store::Transaction transaction(city.connection());
    DayImported told = DayReader(city, package, options).run(zip, package.value("desk", ""), progress);
    transaction.commit();
    return told;
  } catch (const json::exception&) {
    noDayPackage(file, ErrorCode::damaged, GIS_TR("it makes no sense"), GIS_TR("ask the other desk to write it again"));
  }
}

}  // namespace gis::city
