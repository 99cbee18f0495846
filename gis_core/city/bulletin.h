// The bulletin of a period: everything that a city tells of its cases each month, as data.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/city/case_figures.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/table_book.h"

namespace gis::city {

struct BulletinQuery {
  UtcMillis from = 0, to = 0;  ///< the period, its end not included
  UtcMillis asOf = 0;          ///< what happened later does not count
  FigureRules rules;
  std::string within{};  ///< as in FigureQuery
};

/// A period as the trend shows it.
struct BulletinPeriod {
  UtcMillis from = 0, to = 0;
  FigureGroup total;
};

/// An area of the map.
struct BulletinArea {
  std::string code, name;
  geom::Bytes wkb;            ///< in the city's CRS
  std::int64_t reported = 0;  ///< cases of the period
};

struct Bulletin {
  BulletinQuery query;
  std::vector<BulletinPeriod> periods;  ///< oldest first; the last one is the bulletin's own
  struct Table {
    std::string by;  ///< of figureGroupings()
    CaseFigures figures;
  };
  std::vector<Table> tables;  ///< those with groups, in the order in which they are printed
  std::vector<BulletinArea> areas;
  std::string within;    ///< the name of the division that it is about; empty: the whole city
  std::string areaRole;  ///< "subdistrict" or "district": what the areas are; empty: the city has neither
  bool areasAreGeographic = false;
  std::vector<NotComputed> notComputed;

  [[nodiscard]] const FigureGroup& total() const { return periods.back().total; }
  [[nodiscard]] const CaseFigures* table(std::string_view by) const;
};

/// The period before: the month before a month, else as many days.
[[nodiscard]] std::pair<UtcMillis, UtcMillis> periodBefore(UtcMillis from, UtcMillis to);

/// One pass over the cases and their log for all tables and six periods. Errors: as caseFigures().
[[nodiscard]] Bulletin makeBulletin(const store::CityDatabase& city, const BulletinQuery& query, Progress& progress);
/// The same, with the answer to one more question from the same pass.
[[nodiscard]] std::pair<Bulletin, CaseFigures> makeBulletin(const store::CityDatabase& city, const BulletinQuery& query,
                                                            const FigureQuery& beside, Progress& progress);

/// A division that a bulletin may be about.
struct BulletinDivision {
  std::string role;  ///< "district" or "subdistrict"
  std::string code, name;
};
/// Those of the city's layers, districts with their subdistricts below, as their codes tell.
[[nodiscard]] std::vector<BulletinDivision> bulletinDivisions(const store::CityDatabase& city);

/// Error(notFound) when neither a layer nor a case knows a division of this code.
void requireDivision(const store::CityDatabase& city, const std::string& code);

/// A column of a printed table: a figure by its id, or a count by its name.
struct BulletinColumn {
  std::string title;
  std::string id;
  double width = 1;  ///< share of the page beside others
};
/// Columns for the page, which is narrow: counts, rates, score. `say` translates.
[[nodiscard]] std::vector<BulletinColumn> bulletinColumns(std::string_view by, bool chinese, const io::Say& say);
/// A value as printed: whole numbers, two decimals, "-" for no value.
[[nodiscard]] std::string bulletinCell(const FigureGroup& group, const BulletinColumn& column);
/// "Departments", "Subdistricts" …
[[nodiscard]] Message bulletinHeading(std::string_view by);

/// The table of a grouping with every figure, for spreadsheets and consoles.
[[nodiscard]] io::BookSheet figureSheet(const CaseFigures& figures, const FigureQuery& query, bool chinese,
                                        const io::Say& say);
/// The whole bulletin as sheets of a book: overview with trend and definitions, then every table.
[[nodiscard]] std::vector<io::BookSheet> bulletinSheets(const Bulletin& bulletin, bool chinese, const io::Say& say);

}  // namespace gis::city
