// Import and export: File > Import, files dropped on the window, File > Export.
#include <QDir>
#include <QFileInfo>
#include <map>
#include <memory>
#include <optional>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/city/handover.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/io/receipt.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/jobs/language.h"
#include "ui/map/receipt_sheet.h"
#include "ui/panels/drawing_aside.h"
#include "ui/panels/main_window.h"
#include "ui/tools/select_tool.h"

namespace gis::ui {
namespace {

/// What the report of an import says, a line a layer.
void tell(MainWindow& window, const io::ImportReport& report) {
  QStringList lines;
  bool doubtful = report.rejected() > 0;
  for (const io::ImportedLayer& layer : report.layers) {
    QString line = MainWindow::tr("%1: %Ln feature(s) imported", nullptr, static_cast<int>(layer.imported))
                       .arg(fromUtf8(layer.name));
    if (layer.repaired > 0) line += MainWindow::tr(", %Ln repaired", nullptr, static_cast<int>(layer.repaired));
    if (layer.rejected > 0) line += MainWindow::tr(", %Ln rejected", nullptr, static_cast<int>(layer.rejected));
    if (!layer.report.empty()) line += MainWindow::tr(" (see the table %1)").arg(fromUtf8(layer.report));
    lines << line;
    for (const Message& warning : layer.warnings)
      lines << fromUtf8(layer.name) + QStringLiteral(": ") + translated(warning);
    doubtful = doubtful || !layer.warnings.empty();
  }
  for (const Message& warning : report.warnings) lines << translated(warning);
  window.say(doubtful ? MessageKind::warning : MessageKind::success, lines.join(QLatin1Char('\n')));
}

void runImport(MainWindow& window, const io::ImportRequest& request, const city::StandardWish& wish) {
  const bool wasEmpty = window.session().layers()->size() <= 1;  // the case layer alone
  JobOptions options;
  options.shown = true;
  window.session().task(
      MainWindow::tr("Import %1").arg(fromUtf8(request.sources.front().filename().string())),
      [request, wish, city = toUtf8(window.session().city().file),
       sweeper = window.session().sweeper()](Progress& progress) {
        store::CityDatabase own = store::CityDatabase::open(city);
        own.leaveTidyingTo(sweeper);
        own.connection().interruptOn(progress.token());
        return city::importToStandard(own, request, wish, progress);
      },
      &window,
      [&window, wasEmpty](const io::ImportReport& report) {
        window.session().lookNow();
        tell(window, report);
        if (report.layers.empty()) return;
        const QString first = fromUtf8(report.layers.front().name);
        // the layer list follows the city; then the first layer of an empty city is shown whole
        auto* once = new QObject(&window);
        QObject::connect(&window.session(), &CitySession::layersChanged, once, [&window, once, first, wasEmpty] {
          if (window.session().layer(first) == nullptr) return;
          once->deleteLater();
          window.setCurrentLayer(first);
          QAction* zoom = window.commands().action(QStringLiteral("actionZoomFull"));
          if (wasEmpty && zoom != nullptr) zoom->trigger();
        });
      },
      options);
}

void openImport(MainWindow& window, const QStringList& files) {
  auto* dialog = new ImportDialog(window.session(), files, &window);
  QObject::connect(dialog, &ImportDialog::importAsked, &window,
                   [&window](const io::ImportRequest& request, const city::StandardWish& wish) {
                     runImport(window, request, wish);
                   });
  dialog->open();
}

/// In the catalogue: what was used, and who got what.
void rememberExport(MainWindow& window, const std::vector<io::ExportReport>& reports,
                    const std::optional<city::Handover>& handover) {
  if (window.session().isReadOnly()) return;
  std::vector<std::string> layers;
  for (const io::ExportReport& report : reports) layers.push_back(report.layer);
  window.session().write(
      MainWindow::tr("Keep the receipt"),
      [layers, handover](const store::CityDatabase& city, Progress&) {
        std::map<std::string, std::map<city::LayerUse, std::int64_t>> uses;
        for (const std::string& layer : layers)
          ++uses[store::layerByName(city.connection(), layer).uid][city::LayerUse::exported];
        city::noteUses(city, uses, city::cityToday());
        if (handover) city::keepHandover(city, *handover);
      },
      &window, [] {});
}

/// What an export made.
struct Exported {
  std::vector<io::ExportReport> reports;
  std::optional<city::Handover> handover;
};

Exported exportAs(const store::CityDatabase& city, const ExportOrder& order, bool chinese, Progress& progress) {
  city::HandOut out = city::handOut(city, requestsOf(city, order), !order.layers.empty(), order.words,
                                    !order.receipt.isEmpty(), chinese, progress);
  Exported made{std::move(out.reports), {}};
  if (!out.receipt) return made;
  writeReceipt(*out.receipt, platform::pathFromUtf8(toUtf8(order.receipt)), chinese,
               [](const Message& message) { return toUtf8(translated(message)); });
  made.handover = city::handoverOf(*out.receipt);
  return made;
}

/// What people call a layer; one that is gone is called by its table.
QString exportedTitle(MainWindow& window, const std::string& layer) {
  const store::LayerInfo* info = window.session().layer(fromUtf8(layer));
  return info == nullptr ? fromUtf8(layer) : CitySession::layerTitle(*info);
}

void tellExport(MainWindow& window, const ExportOrder& order, const std::vector<io::ExportReport>& reports) {
  std::int64_t written = 0;
  QStringList warnings;
  for (const io::ExportReport& report : reports) {
    written += report.written;
    const QString before = reports.size() > 1 ? exportedTitle(window, report.layer) + QStringLiteral(": ") : QString();
    for (const Message& warning : report.warnings) warnings << before + translated(warning);
  }
  // one layer goes into a file of that name, several into a folder
  const std::filesystem::path place = order.layers.empty() ? order.base.file : order.folder;
  QString text = MainWindow::tr("%Ln feature(s) written to %1 and read back", nullptr, static_cast<int>(written))
                     .arg(QDir::toNativeSeparators(fromUtf8(platform::pathToUtf8(place))));
  if (!order.receipt.isEmpty())
    text += QLatin1Char('\n') + MainWindow::tr("The receipt is in %1").arg(QFileInfo(order.receipt).fileName());
  for (const QString& warning : warnings) text += QLatin1Char('\n') + warning;
  window.say(warnings.isEmpty() ? MessageKind::success : MessageKind::warning, text);
}

void runExport(MainWindow& window, const ExportOrder& order) {
  JobOptions options;
  options.shown = true;
  const store::LayerInfo* layer = window.session().layer(fromUtf8(order.base.layer));
  window.session().readLong(
      layer == nullptr ? MainWindow::tr("Export layers")
                       : MainWindow::tr("Export %1").arg(CitySession::layerTitle(*layer)),
      [order, chinese = isChinese()](const store::CityDatabase& city, Progress& progress) {
        return exportAs(city, order, chinese, progress);
      },
      &window,
      [&window, order](const Exported& made) {
        rememberExport(window, made.reports, made.handover);
        tellExport(window, order, made.reports);
      },
      options);
}

/// The area is drawn with a tool of its own.
void letDrawArea(MainWindow& window, ExportDialog* dialog) {
  auto* tool = new SelectTool(SelectTool::Shape::polygon, QStringLiteral("toolExportArea"), dialog);
  QObject::connect(dialog, &ExportDialog::drawWanted, &window, drawingAside(window, dialog, tool));
  QObject::connect(tool, &SelectTool::drawn, dialog, [&window, dialog](const SelectArea& area, SelectionMode) {
    dialog->takeDrawn(area.wkb);
    window.chooseTool({});
  });
}

void openExport(MainWindow& window) {
  const QString layer = window.currentLayer();
  if (layer.isEmpty()) return;
  if (auto* old = window.findChild<ExportDialog*>()) old->reject();
  const QString folder = QFileInfo(window.session().city().file).absolutePath();
  ExportScope scope{layer, {}, window.canvas().visibleExtent()};
  for (const QString& name : window.selection().layers()) scope.selected[toUtf8(name)] = *window.selection().fids(name);
  auto* dialog = new ExportDialog(window.session(), std::move(scope), folder, &window);
  QObject::connect(dialog, &ExportDialog::exportAsked, &window,
                   [&window](const ExportOrder& order) { runExport(window, order); });
  letDrawArea(window, dialog);
  dialog->show();
}

}  // namespace

void addDataCommands(MainWindow& window) {
  window.commands().handle(QStringLiteral("actionImport"), &window, [&window] { openImport(window, {}); });
  window.commands().handle(QStringLiteral("actionExport"), &window, [&window] { openExport(window); });
  QObject::connect(&window, &MainWindow::importWanted, &window,
                   [&window](const QStringList& files) { openImport(window, files); });
}

}  // namespace gis::ui
