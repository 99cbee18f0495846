// Bookmarks (a person's views of a city) and named maps (kept in the city, for everybody).
#include "ui/panels/bookmarks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>
#include <optional>

#include "gis_core/city/place.h"
#include "ui/panels/main_window.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr const char* kNamedMaps = "named_maps";  // city setting: JSON array

geom::Envelope boxOf(const QVariantList& v) {
  if (v.size() != 4) return {};
  return {v[0].toDouble(), v[1].toDouble(), v[2].toDouble(), v[3].toDouble()};
}

/// The setting may have been written by hand: what is of another type is not there.
std::string nameOf(const nlohmann::json& map) {
  const auto name = map.is_object() ? map.find("name") : map.end();
  return name != map.end() && name->is_string() ? name->get<std::string>() : std::string();
}

geom::Envelope extentOf(const nlohmann::json& map) {
  const auto box = map.find("extent");
  if (box == map.end() || !box->is_array() || box->size() != 4) return {};
  for (const nlohmann::json& side : *box) {
    if (!side.is_number()) return {};
  }
  return {(*box)[0], (*box)[1], (*box)[2], (*box)[3]};
}

void markName(const QInputDialog* dialog) {
  if (auto* field = dialog->findChild<QLineEdit*>()) field->selectAll();
}

/// `suggested` is marked, so that typing replaces it.
QInputDialog* askName(QWidget* parent, const char* objectName, const QString& title, const QString& label,
                      const QString& suggested, std::function<void(const QString&)> done) {
  auto* dialog = new QInputDialog(parent);
  dialog->setObjectName(QLatin1String(objectName));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  dialog->setLabelText(label);
  QObject::connect(dialog, &QInputDialog::textValueSelected, parent, [done = std::move(done)](const QString& text) {
    if (!text.trimmed().isEmpty()) done(text.trimmed());
  });
  dialog->setTextValue(suggested);
  dialog->open();
  markName(dialog);
  return dialog;
}

/// What people call the area around the place that a map of this scale shows.
QString areaName(const city::Place& place, double scaleDenominator) {
  constexpr double kCommunity = 20'000, kSubdistrict = 100'000;  // the smallest scales at which one fills a window
  const std::optional<city::PlaceHit> areas[] = {place.community, place.subdistrict, place.district};
  for (int i = scaleDenominator > kSubdistrict ? 2 : scaleDenominator > kCommunity ? 1 : 0; i < 3; ++i)
    if (areas[i] && !areas[i]->name.empty()) return fromUtf8(areas[i]->name);
  return fromUtf8(place.roadName());
}

}  // namespace

ViewsPanel::ViewsPanel(MainWindow& window, QWidget* parent)
    : QWidget(parent),
      m_window(window),
      m_bookmarks(named(new QListWidget, "bookmarkList")),
      m_maps(named(new QListWidget, "namedMapList")),
      m_addBookmark(named(new QPushButton, "bookmarkAdd")),
      m_removeBookmark(named(new QPushButton, "bookmarkRemove")),
      m_addMap(named(new QPushButton, "namedMapAdd")),
      m_removeMap(named(new QPushButton, "namedMapRemove")),
      m_bookmarkTitle(new QLabel),
      m_mapTitle(new QLabel) {
  setObjectName(QStringLiteral("viewsPanel"));
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  const auto block = [all](QLabel* title, QListWidget* list, QPushButton* add, QPushButton* remove) {
    auto* row = new QHBoxLayout;
    row->addWidget(add);
    row->addWidget(remove);
    row->addStretch(1);
    all->addWidget(title);
    all->addWidget(list, 1);
    all->addLayout(row);
  };
  block(m_bookmarkTitle, m_bookmarks, m_addBookmark, m_removeBookmark);
  block(m_mapTitle, m_maps, m_addMap, m_removeMap);
  connect(m_addBookmark, &QPushButton::clicked, this, &ViewsPanel::newBookmark);
  connect(m_removeBookmark, &QPushButton::clicked, this, &ViewsPanel::removeBookmark);
  connect(m_addMap, &QPushButton::clicked, this, &ViewsPanel::newMap);
  connect(m_removeMap, &QPushButton::clicked, this, &ViewsPanel::removeMap);
  connect(m_bookmarks, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    m_window.canvas().restoreExtent(boxOf(item->data(Qt::UserRole).toList()));
  });
  connect(m_maps, &QListWidget::itemActivated, this, &ViewsPanel::showMap);
  connect(&window.session(), &CitySession::opened, this, &ViewsPanel::refresh);
  connect(&window.session(), &CitySession::closed, this, &ViewsPanel::refresh);
  connect(&window.session(), &CitySession::layersChanged, this, &ViewsPanel::refreshMaps);
  retranslate();
}

void ViewsPanel::refresh() {
  m_bookmarks->clear();
  const QVariantList kept =
      m_window.settings().cityValue(m_window.session().city().uid, QStringLiteral("bookmarks")).toList();
  for (const QVariant& one : kept) {
    const QVariantMap map = one.toMap();
    auto* item = new QListWidgetItem(map.value(QStringLiteral("name")).toString(), m_bookmarks);
    item->setData(Qt::UserRole, map.value(QStringLiteral("box")));
  }
  refreshMaps();
}

void ViewsPanel::keepBookmarks() {
  QVariantList all;
  for (int i = 0; i < m_bookmarks->count(); ++i) {
    const QListWidgetItem* item = m_bookmarks->item(i);
    all << QVariantMap{{QStringLiteral("name"), item->text()}, {QStringLiteral("box"), item->data(Qt::UserRole)}};
  }
  m_window.settings().setCityValue(m_window.session().city().uid, QStringLiteral("bookmarks"), all);
}

void ViewsPanel::newBookmark() {
  const geom::Envelope box = m_window.canvas().visibleExtent();
  const QString numbered = freeName(tr("Bookmark"), true);
  QInputDialog* dialog = askName(&m_window, "bookmarkDialog", tr("New bookmark"), tr("Name of this view"), numbered,
                                 [this, box](const QString& name) {
                                   auto* item = new QListWidgetItem(name, m_bookmarks);
                                   item->setData(Qt::UserRole, QVariantList{box.minX, box.minY, box.maxX, box.maxY});
                                   keepBookmarks();
                                   m_window.showPanel(QStringLiteral("dockViews"));
                                 });
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // the numbered name stays
  m_window.session().read(
      tr("What is at this place"),
      [at = box.centre()](const store::CityDatabase& city, Progress&) { return city::PlaceFinder(city).at(at); },
      dialog,
      [this, dialog, numbered, scale = m_window.canvas().scaleDenominator()](const city::Place& place) {
        const QString name = areaName(place, scale);
        if (name.isEmpty() || dialog->textValue() != numbered) return;  // who has begun to type knows better
        dialog->setTextValue(freeName(name, false));
        markName(dialog);
      },
      options);
}

QString ViewsPanel::freeName(const QString& name, bool alwaysNumbered) const {
  for (int number = 1;; ++number) {
    QString tried = number == 1 && !alwaysNumbered ? name : QStringLiteral("%1 %2").arg(name).arg(number);
    if (m_bookmarks->findItems(tried, Qt::MatchExactly).isEmpty()) return tried;
  }
}

void ViewsPanel::removeBookmark() {
  delete m_bookmarks->currentItem();
  keepBookmarks();
}

void ViewsPanel::refreshMaps() {
  if (!m_window.session().isOpen()) {
    m_maps->clear();
    m_mapsText.clear();
    return;
  }
  m_window.session().read(
      tr("Named maps"), [](const store::CityDatabase& city, Progress&) { return city.setting(kNamedMaps, "[]"); }, this,
      [this](const std::string& text) {
        if (text == m_mapsText) return;
        m_mapsText = text;
        m_maps->clear();
        const auto maps = nlohmann::json::parse(text, nullptr, false);
        if (!maps.is_array()) return;
        for (const auto& map : maps)
          if (const std::string name = nameOf(map); !name.empty()) m_maps->addItem(fromUtf8(name));
      });
}

void ViewsPanel::newMap() {
  askName(&m_window, "namedMapDialog", tr("New named map"), tr("Name of the map"), {}, [this](const QString& name) {
    nlohmann::json map;
    const geom::Envelope box = m_window.canvas().visibleExtent();
    map["name"] = toUtf8(name);
    map["extent"] = {box.minX, box.minY, box.maxX, box.maxY};
    map["layers"] = nlohmann::json::array();
    map["styles"] = nlohmann::json::object();
    for (const QString& layer : m_window.document().visibleLayers()) {
      map["layers"].push_back(toUtf8(layer));
      const store::LayerInfo* info = m_window.session().layer(layer);
      if (info != nullptr && !info->styleJson.empty()) map["styles"][toUtf8(layer)] = info->styleJson;
    }
    changeMaps([map](nlohmann::json& maps) {
      for (auto& old : maps)
        if (nameOf(old) == map["name"]) {
          old = map;
          return;
        }
      maps.push_back(map);
    });
  });
}

void ViewsPanel::removeMap() {
  if (m_maps->currentItem() == nullptr) return;
  changeMaps([name = toUtf8(m_maps->currentItem()->text())](nlohmann::json& maps) {
    for (auto it = maps.begin(); it != maps.end(); ++it)
      if (nameOf(*it) == name) {
        maps.erase(it);
        return;
      }
  });
}

void ViewsPanel::changeMaps(std::function<void(nlohmann::json&)> change) {
  m_window.session().write(
      tr("Named maps"),
      [change = std::move(change)](const store::CityDatabase& city, Progress&) {
        store::Transaction all(city.connection());  // two people may add maps at the same time
        auto maps = nlohmann::json::parse(city.setting(kNamedMaps, "[]"), nullptr, false);
        if (!maps.is_array()) maps = nlohmann::json::array();
        change(maps);
        city.setSetting(kNamedMaps, maps.dump());
        all.commit();
      },
      this, [this] { refreshMaps(); });
}

void ViewsPanel::showMap(const QListWidgetItem* item) {
  const auto maps = nlohmann::json::parse(m_mapsText, nullptr, false);
  const std::string name = toUtf8(item->text());
  if (!maps.is_array()) return;
  for (const auto& map : maps) {
    if (nameOf(map) != name) continue;
    QStringList layers;
    for (const auto& layer : map.value("layers", nlohmann::json()))
      if (layer.is_string()) layers << fromUtf8(layer.get<std::string>());
    m_window.document().showOnly(layers);
    if (const geom::Envelope box = extentOf(map); !box.isEmpty()) m_window.canvas().restoreExtent(box);
    const auto styles = map.value("styles", nlohmann::json());
    if (styles.is_object() && !styles.empty() && !m_window.session().isReadOnly()) applyStyles(styles.dump());
    return;
  }
}

void ViewsPanel::applyStyles(const std::string& stylesText) {
  m_window.session().write(
      tr("Styles of the named map"),
      [stylesText](const store::CityDatabase& city, Progress&) {
        store::Transaction all(city.connection());
        const auto styles = nlohmann::json::parse(stylesText);
        for (const auto& [layer, style] : styles.items()) {
          if (!style.is_string() || !store::layerExists(city.connection(), layer)) continue;
          if (store::layerByName(city.connection(), layer).styleJson != style.get<std::string>())
            store::setLayerStyle(city.connection(), layer, style.get<std::string>());
        }
        all.commit();
      },
      this, [] {});
}

void ViewsPanel::retranslate() {
  m_bookmarkTitle->setText(tr("Bookmarks (yours)"));
  m_mapTitle->setText(tr("Named maps (in the city)"));
  m_bookmarks->setAccessibleName(m_bookmarkTitle->text());
  m_maps->setAccessibleName(m_mapTitle->text());
  m_addBookmark->setText(tr("New…"));
  m_addBookmark->setAccessibleName(tr("New bookmark"));
  m_removeBookmark->setText(tr("Remove"));
  m_removeBookmark->setAccessibleName(tr("Remove the bookmark"));
  m_addMap->setText(tr("New…"));
  m_addMap->setAccessibleName(tr("New named map"));
  m_removeMap->setText(tr("Remove"));
  m_removeMap->setAccessibleName(tr("Remove the named map"));
}

void ViewsPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void addBookmarks(MainWindow& window) {
  auto* panel = new ViewsPanel(window);
  window.addPanel({"dockViews", QT_TRANSLATE_NOOP("Panels", "Bookmarks and maps"), Side::left, false}, panel);
  window.commands().handle(QStringLiteral("actionBookmarkNew"), panel, [panel] { panel->newBookmark(); });
  const auto show = [&window] { window.showPanel(QStringLiteral("dockViews")); };
  window.commands().handle(QStringLiteral("actionBookmarks"), panel, show);
  window.commands().handle(QStringLiteral("actionNamedMaps"), panel, show);
}

}  // namespace gis::ui
