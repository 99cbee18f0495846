// Puts the map tools behind their commands, and the selection commands of the menu Edit.
#include <QApplication>
#include <QClipboard>
#include <memory>

#include "gis_core/crs/coordinate_text.h"
#include "gis_core/store/features.h"
#include "ui/map/pick.h"
#include "ui/panels/main_window.h"
#include "ui/panels/measure_box.h"
#include "ui/tools/basic_tools.h"
#include "ui/tools/measure_tool.h"
#include "ui/tools/select_tool.h"

namespace gis::ui {

namespace {

/// Layers that a drawn area selects from: the current one when it is shown, else all that are shown, top first.
QStringList selectable(MainWindow& window) {
  const QString current = window.currentLayer();
  const store::LayerInfo* info = current.isEmpty() ? nullptr : window.session().layer(current);
  if (info != nullptr && info->geometryType && window.document().isVisible(current)) return {current};
  QStringList names = window.document().visibleLayers();
  std::reverse(names.begin(), names.end());
  return names;
}

void selectUnder(MainWindow& window, const SelectArea& area, SelectionMode mode) {
  const QStringList layers = selectable(window);
  for (const auto& [layer, fid] : window.canvas().featuresAt(area.at)) {
    if (!layers.contains(layer)) continue;
    if (mode == SelectionMode::replace)
      for (const QString& other : window.selection().layers())
        if (other != layer) window.selection().clear(other);
    // Shift on what is selected already takes it off again, as in other programs.
    const bool off = mode == SelectionMode::add && window.selection().contains(layer, fid);
    window.selection().select(layer, {fid}, off ? SelectionMode::subtract : mode);
    return;
  }
  if (mode == SelectionMode::replace) window.selection().clearAll();
}

/// The selecting that runs: one that replaces the selection makes an earlier one that has not ended pointless.
using Selecting = std::shared_ptr<JobHandle>;

void selectIn(MainWindow& window, const SelectArea& area, SelectionMode mode, const Selecting& running) {
  if (mode == SelectionMode::replace) running->cancel();
  if (area.click) {
    selectUnder(window, area, mode);
    return;
  }
  const auto scene = window.document().scene();
  if (!scene) return;
  using Found = std::pair<QString, std::vector<std::int64_t>>;
  *running = window.session().readLong(
      MainWindow::tr("Select"),
      [scene, area, layers = selectable(window)](const store::CityDatabase&, Progress& progress) {
        // Without a current layer the topmost layer that has something in the area wins.
        for (const QString& layer : layers) {
          std::vector<std::int64_t> fids = fidsInArea(*scene, toUtf8(layer), area, progress.token());
          if (!fids.empty()) return Found{layer, std::move(fids)};
        }
        return Found{};
      },
      &window,
      [&window, mode](const Found& found) {
        if (mode == SelectionMode::replace)
          for (const QString& other : window.selection().layers())
            if (other != found.first) window.selection().clear(other);
        if (!found.first.isEmpty()) window.selection().select(found.first, found.second, mode);
      });
}

void addSelectTools(MainWindow& window, const Selecting& running) {
  const std::pair<const char*, SelectTool::Shape> tools[] = {
      {"actionSelectRectangle", SelectTool::Shape::rectangle},
      {"actionSelectPolygon", SelectTool::Shape::polygon},
      {"actionSelectRadius", SelectTool::Shape::radius},
  };
  for (const auto& [command, shape] : tools) {
    const QString id = QLatin1String(command);
    auto* tool = new SelectTool(shape, QStringLiteral("tool") + id.mid(6), &window);
    QObject::connect(tool, &SelectTool::drawn, &window, [&window, running](const SelectArea& area, SelectionMode mode) {
      selectIn(window, area, mode, running);
    });
    window.addTool(id, tool);
  }
  QObject::connect(&window.selection(), &Selection::changed, &window, [&window] {
    const std::size_t total = window.selection().total();
    window.canvas().showHint(total == 0 ? QString()
                                        : MainWindow::tr("%1 selected").arg(QLocale().toString(qulonglong(total))));
  });
}

void addMeasureTools(MainWindow& window) {
  auto* box = new MeasureBox(window.session(), &window.canvas());
  for (const bool area : {false, true}) {
    auto* tool =
        new MeasureTool(area, area ? QStringLiteral("toolMeasureArea") : QStringLiteral("toolMeasureLine"), &window);
    QObject::connect(tool, &MeasureTool::changed, box,
                     [&window, box, tool, area](const std::vector<geom::MapPoint>& points, bool) {
                       box->show(points, area, window.canvas().tool() == tool);
                     });
    window.addTool(area ? QStringLiteral("actionMeasureArea") : QStringLiteral("actionMeasureLine"), tool);
  }
  QObject::connect(&window.canvas(), &MapCanvas::toolChanged, box, [box](Tool* tool) {
    if (qobject_cast<MeasureTool*>(tool) == nullptr) box->hide();
  });
}

void addCopyCoordinate(MainWindow& window) {
  auto* tool = new PlaceTool(QStringLiteral("toolCopyCoordinate"), Qt::CrossCursor, &window);
  QObject::connect(tool, &PlaceTool::placed, &window, [&window](geom::MapPoint at) {
    const QString text = fromUtf8(crs::formatMap(at, window.session().city().geographic ? 6 : 2));
    QApplication::clipboard()->setText(text);
    window.canvas().showHint(MainWindow::tr("Copied: %1").arg(text));
  });
  QObject::connect(tool, &PlaceTool::givenUp, &window, [&window] { window.chooseTool({}); });
  window.addTool(QStringLiteral("actionCopyCoordinate"), tool);
}

/// Fids of the layer, all or those that are not selected.
void selectWhole(MainWindow& window, bool invert, const Selecting& running) {
  const QString layer = window.currentLayer();
  const FidList selected = window.selection().fids(layer);
  running->cancel();
  *running = window.session().readLong(
      MainWindow::tr("Select"),
      [name = toUtf8(layer), selected, invert](const store::CityDatabase& city, Progress& progress) {
        const store::LayerInfo info = store::layerByName(city.connection(), name);
        store::FeatureRequest request;
        request.allFields = false;
        request.geometry = false;
        request.where = info.filter;
        std::vector<std::int64_t> fids;
        store::readFeatures(
            city.connection(), info, request,
            [&](store::Feature& feature) {
              const bool had = invert && std::binary_search(selected->begin(), selected->end(), feature.fid);
              if (!had) fids.push_back(feature.fid);
              return true;
            },
            progress.token());
        return fids;
      },
      &window, [&window, layer](std::vector<std::int64_t> fids) { window.selection().select(layer, std::move(fids)); });
}

}  // namespace

void addMapTools(MainWindow& window) {
  window.addTool(QStringLiteral("actionPan"), new PanTool(&window));
  window.addTool(QStringLiteral("actionZoomTool"), new ZoomTool(&window));
  auto* identify = new IdentifyTool(&window);
  QObject::connect(identify, &IdentifyTool::identified, &window, &MainWindow::identified);
  window.addTool(QStringLiteral("actionIdentify"), identify);
  const auto running = std::make_shared<JobHandle>();
  addSelectTools(window, running);
  addMeasureTools(window);
  addCopyCoordinate(window);
  QObject::connect(&window.canvas(), &MapCanvas::toolChanged, &window, [&window](Tool* tool) {
    if (tool == nullptr || tool->objectName() == QLatin1String("toolPan")) window.canvas().showHint({});
  });
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionSelectNone"), &window, [&window] { window.selection().clearAll(); });
  commands.handle(QStringLiteral("actionSelectNoneLayer"), &window,
                  [&window] { window.selection().clear(window.currentLayer()); });
  commands.handle(QStringLiteral("actionSelectAll"), &window,
                  [&window, running] { selectWhole(window, false, running); });
  commands.handle(QStringLiteral("actionSelectInvert"), &window,
                  [&window, running] { selectWhole(window, true, running); });
}

}  // namespace gis::ui
