// Import and export: File > Import, files dropped on the window, File > Export.
#include <QDir>
#include <QFileInfo>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/handover.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/io/receipt.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/jobs/language.h"
#include "ui/map/receipt_sheet.h"
#include "ui/panels/main_window.h"

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

void runImport(MainWindow& window, const io::ImportRequest& request) {
  const bool wasEmpty = window.session().layers()->size() <= 1;  // the case layer alone
  JobOptions options;
  options.shown = true;
  window.session().task(
      MainWindow::tr("Import %1").arg(fromUtf8(request.sources.front().filename().string())),
      [request, city = toUtf8(window.session().city().file), sweeper = window.session().sweeper()](Progress& progress) {
        store::CityDatabase own = store::CityDatabase::open(city);
        own.leaveTidyingTo(sweeper);
        own.connection().interruptOn(progress.token());
        return io::importLayers(own, request, progress);
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
                   [&window](const io::ImportRequest& request) { runImport(window, request); });
  dialog->open();
}

/// What an export that is asked for needs to know.
struct ExportOrder {
  io::ExportRequest request;
  QString receipt;  ///< empty: none
  io::ReceiptWords words;
};

/// In the catalogue: what was used, and who got what.
void rememberExport(MainWindow& window, const io::ExportReport& report, const std::optional<city::Handover>& handover) {
  if (window.session().isReadOnly()) return;
  window.session().write(
      MainWindow::tr("Keep the receipt"),
      [layer = report.layer, handover](const store::CityDatabase& city, Progress&) {
        city::noteUses(city, {{store::layerByName(city.connection(), layer).uid, {{city::LayerUse::exported, 1}}}},
                       city::cityToday());
        if (handover) city::keepHandover(city, *handover);
      },
      &window, [] {});
}

void runExport(MainWindow& window, const ExportOrder& order) {
  JobOptions options;
  options.shown = true;
  const bool chinese = isChinese();
  window.session().readLong(
      MainWindow::tr("Export %1").arg(fromUtf8(order.request.layer)),
      [order, chinese](const store::CityDatabase& city, Progress& progress) {
        std::pair<io::ExportReport, std::optional<city::Handover>> made;
        made.first = io::exportLayer(city, order.request, progress);
        if (!order.receipt.isEmpty()) {
          const io::Say say = [](const Message& message) { return toUtf8(translated(message)); };
          io::ReceiptWords words = order.words;
          if (words.security.empty()) words.security = city::securityOf(city, {order.request.layer}, chinese);
          const io::Receipt receipt = io::makeReceipt(city, order.request, made.first, words, progress.token());
          writeReceipt(receipt, platform::pathFromUtf8(toUtf8(order.receipt)), chinese, say);
          made.second = city::handoverOf(receipt);
        }
        return made;
      },
      &window,
      [&window, order](const std::pair<io::ExportReport, std::optional<city::Handover>>& made) {
        const io::ExportReport& report = made.first;
        rememberExport(window, report, made.second);
        const QString folder = QDir::toNativeSeparators(fromUtf8(order.request.file.parent_path().string()));
        QString text =
            MainWindow::tr("%Ln feature(s) written to %1 and read back", nullptr, static_cast<int>(report.written))
                .arg(folder);
        if (!order.receipt.isEmpty())
          text += QLatin1Char('\n') + MainWindow::tr("The receipt is in %1").arg(QFileInfo(order.receipt).fileName());
        for (const Message& warning : report.warnings) text += QLatin1Char('\n') + translated(warning);
        window.say(report.warnings.empty() ? MessageKind::success : MessageKind::warning, text);
      },
      options);
}

void openExport(MainWindow& window) {
  const QString layer = window.currentLayer();
  if (layer.isEmpty()) return;
  const QString folder = QFileInfo(window.session().city().file).absolutePath();
  auto* dialog = new ExportDialog(
      window.session(), {layer, *window.selection().fids(layer), window.canvas().visibleExtent()}, folder, &window);
  QObject::connect(dialog, &ExportDialog::exportAsked, &window,
                   [&window](const io::ExportRequest& request, const QString& receipt, const io::ReceiptWords& words) {
                     runExport(window, {request, receipt, words});
                   });
  dialog->open();
}

}  // namespace

void addDataCommands(MainWindow& window) {
  window.commands().handle(QStringLiteral("actionImport"), &window, [&window] { openImport(window, {}); });
  window.commands().handle(QStringLiteral("actionExport"), &window, [&window] { openExport(window); });
  QObject::connect(&window, &MainWindow::importWanted, &window,
                   [&window](const QStringList& files) { openImport(window, files); });
}

}  // namespace gis::ui
