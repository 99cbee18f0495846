// What is selected exists: features that were deleted, here or by another program, leave the selection.
#include <algorithm>
#include <iterator>

#include "gis_core/store/table_rows.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

/// The selected features that are still in the layer; asked in a worker, because a million may be selected.
void keepExisting(MainWindow& window, const QString& layer) {
  const FidList selected = window.selection().fids(layer);
  JobOptions quietly;
  quietly.onError = [](const QString&, const Error&) {};  // a layer that is gone is said elsewhere
  window.session().readLong(
      MainWindow::tr("Selection"),
      [name = toUtf8(layer), selected](const store::CityDatabase& city, Progress& progress) {
        const store::LayerInfo info = store::layerByName(city.connection(), name);
        store::TableOrder order;
        if (selected->size() < 10000) order.onlyFids = *selected;
        std::vector<std::int64_t> there = store::orderedFids(city.connection(), info, order, -1, progress.token());
        std::sort(there.begin(), there.end());
        std::vector<std::int64_t> gone;
        std::set_difference(selected->begin(), selected->end(), there.begin(), there.end(), std::back_inserter(gone));
        return gone;
      },
      &window,
      [&window, layer](std::vector<std::int64_t> gone) {
        if (!gone.empty()) window.selection().select(layer, std::move(gone), SelectionMode::subtract);
      },
      quietly);
}

bool meets(const std::vector<std::int64_t>& selected, const std::vector<std::int64_t>& changed) {
  return changed.empty() || std::any_of(changed.begin(), changed.end(), [&](std::int64_t fid) {
           return std::binary_search(selected.begin(), selected.end(), fid);
         });
}

}  // namespace

void addSelectionKeeper(MainWindow& window) {
  QObject::connect(&window.session(), &CitySession::dataChanged, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                     const FidList selected = window.selection().fids(layer);
                     if (!selected->empty() && meets(*selected, fids)) keepExisting(window, layer);
                   });
  QObject::connect(&window.session(), &CitySession::layersChanged, &window, [&window] {
    for (const QString& layer : window.selection().layers())
      if (window.session().layer(layer) == nullptr) window.selection().clear(layer);
  });
}

}  // namespace gis::ui
