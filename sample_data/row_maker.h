// From quarters to the rows of all layers. Private to sample_data.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sample_data/incidents.h"
#include "sample_data/layer_rows.h"
#include "sample_data/quarter.h"

namespace gis::sample {

/// Numbers what counts through the whole city, so quarters must come in their order.
class RowMaker {
 public:
  RowMaker(const CityPlan& plan, const CodeTables& tables);

  /// Districts, subdistricts, communities, main roads.
  void addPlan();
  void addQuarter(const QuarterCity& city);
  [[nodiscard]] LayerRows& rows(Layer layer) { return m_rows[static_cast<std::size_t>(layer)]; }
  /// Where incidents happen, with all that is known of the places; grows with each quarter.
  [[nodiscard]] std::vector<IncidentSite>& sites() { return m_sites; }

 private:
  struct Prefix {
    std::string community, subdistrict, district;  ///< codes
    std::string districtName, subdistrictName, communityName;
  };
  void addRoad(const std::string& name, RoadClass cls, double width, std::span<const Point> line);
  void addOutlines();
  void addGrids(const QuarterCity& city, const Prefix& prefix);
  void addParcels(const QuarterCity& city, const Prefix& prefix);
  void addBuildings(const QuarterCity& city);
  void addPlates(const QuarterCity& city, const Prefix& prefix);
  void addComponents(const QuarterCity& city, const Prefix& prefix);
  void addPlaces(const QuarterCity& city, const Prefix& prefix);
  void addSites(const QuarterCity& city);

  const CityPlan& m_plan;
  const CodeTables& m_tables;
  std::vector<LayerRows> m_rows;
  std::vector<IncidentSite> m_sites;
  std::map<std::pair<std::string, std::string>, int> m_componentNumbers;  ///< district, type → last
  std::int64_t m_roads = 0;
  // of the quarter at hand
  std::vector<std::string> m_parcelCodes, m_gridCodes, m_addresses, m_componentCodes;
};

}  // namespace gis::sample
