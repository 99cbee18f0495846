#include "gis_core/store/migration.h"

#include <fmt/format.h>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/schema.h"

namespace gis::store {
namespace fs = std::filesystem;

namespace {

bool keepsMappedCategory(const Connection& c) {
  return c.intValue("SELECT count(*) FROM pragma_table_info('city_incident') WHERE name = 'mapped_category'") > 0;
}

}  // namespace

void addCasesOfVersion2(const Connection& c) {
  c.exec(schemaVersion2Cases());
  // the code of the other generation, beside the one that a case was filed under
  if (!keepsMappedCategory(c)) c.exec("ALTER TABLE city_incident ADD COLUMN mapped_category TEXT");
}

std::span<const Migration> migrations() {
  // version 1 is the first; CityDatabase::create writes all of them
  static const Migration kSteps[] = {{2, [](const Connection& c) {
                                        c.exec(schemaVersion2());
                                        addCasesOfVersion2(c);
                                      }}};
  return kSteps;
}

void copyInto(const Connection& c, const fs::path& target) {
  Statement(c, "VACUUM INTO ?1").bind(1, platform::pathToUtf8(target)).run();
  platform::syncFile(target);
}

void migrate(const Connection& c, std::span<const Migration> steps) {
  const auto from = static_cast<int>(c.intValue("PRAGMA user_version"));
  if (from == 2 && (!keepsMappedCategory(c) ||
                    c.intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_history_edits'") == 0)) {
    // builds between two releases wrote version 2 without all of this
    Transaction transaction(c);
    addCasesOfVersion2(c);
    transaction.commit();
  }
  if (steps.empty() || steps.back().to <= from) return;
  fs::path backup = c.file();
  backup += fmt::format(".before-v{}", from);
  for (int copy = 2; fs::exists(backup); ++copy) {
    backup = c.file();
    backup += fmt::format(".before-v{}-{}", from, copy);
  }
  try {
    copyInto(c, backup);
    Transaction transaction(c);
    for (const Migration& step : steps) {
      if (step.to <= from) continue;
      step.run(c);
      c.exec(fmt::format("PRAGMA user_version={}", step.to));
    }
    transaction.commit();
  } catch (Error& error) {
    error.within({GIS_TR("bringing the city from version {0} to this one; a copy as it was is {1}"),
                  {std::to_string(from), platform::pathToUtf8(backup.filename())}});
    throw;
  }
}

}  // namespace gis::store
