// The catalogue as a part of the window, and the counting of what is used.
#include <QTimer>
#include <map>

#include "ui/dialogs/metadata_dialog.h"
#include "ui/panels/catalogue_panel.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

const QString kCatalogueDock = QStringLiteral("dockCatalogue");

/// Counts what a person does with layers and writes it into the city now and then: a layer counts once for each use in
/// ten minutes.
class UseCounter : public QObject {
 public:
  explicit UseCounter(MainWindow& window) : QObject(&window), m_window(window) {
    m_flush.setSingleShot(true);
    m_flush.setInterval(kFlushMillis);
    connect(&m_flush, &QTimer::timeout, this, &UseCounter::flush);
    connect(&window, &MainWindow::identified, this, [this](geom::MapPoint, const auto& features) {
      for (const auto& [layer, fid] : features) count(layer, city::LayerUse::looked);
    });
    connect(&window.selection(), &Selection::changed, this, [this](const QString& layer) {
      if (!m_window.selection().fids(layer)->empty()) count(layer, city::LayerUse::asked);
    });
    connect(&window, &MainWindow::cityShown, this, &UseCounter::countShown);
    connect(&window.document(), &MapDocument::visibilityChanged, this, &UseCounter::countShown);
    connect(&window.session(), &CitySession::closed, this, [this] {
      m_waiting.clear();
      m_counted.clear();
      m_flush.stop();
    });
  }

 private:
  static constexpr int kFlushMillis = 20'000;
  static constexpr qint64 kAgainMillis = 600'000;

  void countShown() {
    for (const QString& layer : m_window.document().visibleLayers()) count(layer, city::LayerUse::shown);
  }
  void count(const QString& layer, city::LayerUse use) {
    const store::LayerInfo* info = m_window.session().layer(layer);
    if (info == nullptr || info->name == "city_incident" || m_window.session().isReadOnly()) return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    qint64& last = m_counted[{info->uid, use}];
    if (last != 0 && now - last < kAgainMillis) return;
    last = now;
    ++m_waiting[info->uid][use];
    if (!m_flush.isActive()) m_flush.start();
  }
  void flush() {
    if (m_waiting.empty() || !m_window.session().isOpen()) return;
    JobOptions options;
    options.onError = [](const QString&, const Error&) {};  // a figure that is missing hurts nobody
    m_window.session().write(
        MainWindow::tr("Count uses"),
        [uses = std::exchange(m_waiting, {})](const store::CityDatabase& city, Progress&) {
          city::noteUses(city, uses, city::cityToday());
        },
        this, [] {}, options);
  }

  MainWindow& m_window;
  QTimer m_flush;
  std::map<std::string, std::map<city::LayerUse, std::int64_t>> m_waiting;
  std::map<std::pair<std::string, city::LayerUse>, qint64> m_counted;
};

void openSheet(MainWindow& window, CataloguePanel* panel, const QString& layer) {
  if (layer.isEmpty() || window.session().layer(layer) == nullptr) return;
  auto* dialog = new MetadataDialog(window.session(), layer, &window);
  QObject::connect(dialog, &MetadataDialog::kept, panel, &CataloguePanel::read);
  dialog->open();
}

}  // namespace

void addCatalogue(MainWindow& window) {
  auto* panel = new CataloguePanel(window.session());
  window.addPanel({"dockCatalogue", QT_TRANSLATE_NOOP("Panels", "Catalogue"), Side::bottom, false}, panel);
  window.commands().handle(QStringLiteral("actionCatalogue"), panel, [&window, panel] {
    window.showPanel(kCatalogueDock);
    panel->focusSearch();
  });
  window.commands().handle(QStringLiteral("actionMetadata"), panel,
                           [&window, panel] { openSheet(window, panel, window.currentLayer()); });
  QObject::connect(panel, &CataloguePanel::sheetWanted, &window,
                   [&window, panel](const QString& layer) { openSheet(window, panel, layer); });
  QObject::connect(panel, &CataloguePanel::layerWanted, &window, [&window](const QString& layer) {
    window.document().setVisible({layer}, true);
    window.setCurrentLayer(layer);
    if (QAction* zoom = window.commands().action(QStringLiteral("actionZoomLayer"))) zoom->trigger();
  });
  new UseCounter(window);
}

}  // namespace gis::ui
