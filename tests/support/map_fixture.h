// A layer out of WKT, without a city: what the tests of the map draw.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/value.h"

namespace gis::test {

/// A private folder that goes with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

struct WktRow {
  std::string wkt;  ///< empty: no geometry
  std::vector<store::Value> cells;
};

/// Rows with fids 1, 2 … as a snapshot in `folder`.
[[nodiscard]] std::shared_ptr<const snapshot::Snapshot> snapshotOf(const std::filesystem::path& folder,
                                                                   const std::string& name,
                                                                   const std::vector<store::Field>& fields,
                                                                   const std::vector<WktRow>& rows);

/// Parcels in rows and columns of side `side` around (0, 0), borders bent and shared, use codes "01" … "12" in the
/// field "dlbm", and a 19-character code.
[[nodiscard]] std::vector<WktRow> parcelRows(int columns, int rows, double side);
/// Ponds of the same fields beside `parcels`, every one another size: other than parcels of four corners, they lose
/// vertices from level to level, and become too small one after the other.
[[nodiscard]] std::vector<WktRow> withPonds(std::vector<WktRow> parcels, int count);
[[nodiscard]] std::vector<store::Field> parcelFields();

}  // namespace gis::test
