#include "ui/panels/catalogue_panel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/text.h"
#include "gis_core/style/scale_free.h"
#include "ui/jobs/language.h"
#include "ui/map/render_map.h"
#include "ui/map/scene_source.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr QSize kPicture{72, 48};
constexpr int kNameRole = Qt::UserRole, kPictureRole = Qt::UserRole + 1;

enum LayerColumn { titleColumn, countColumn, providerColumn, freshColumn, useColumn, givenColumn, securityColumn };

QTreeWidget* catalogueTree(const char* name) {
  auto* tree = named(new QTreeWidget, name);
  tree->setRootIsDecorated(false);
  tree->setAlternatingRowColors(true);
  tree->setUniformRowHeights(true);
  tree->setSortingEnabled(true);
  return tree;
}

/// Sorts by what stands in `kNameRole` of a column where there is a number, else by its text.
class CatalogueRow : public QTreeWidgetItem {
 public:
  using QTreeWidgetItem::QTreeWidgetItem;
  void setNumber(int column, qlonglong number) {
    setText(column, QLocale().toString(number));
    setData(column, kNameRole, number);
    setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  }
  bool operator<(const QTreeWidgetItem& other) const override {
    const int column = treeWidget() == nullptr ? 0 : treeWidget()->sortColumn();
    const QVariant a = data(column, kNameRole), b = other.data(column, kNameRole);
    if (column != 0 && a.isValid() && b.isValid()) return a.toLongLong() < b.toLongLong();
    return text(column).localeAwareCompare(other.text(column)) < 0;
  }
};

QString wordOf(const char* key, const std::string& value) {
  for (const city::MetadataField& field : city::metadataFields()) {
    if (std::string_view(field.key) == key) return fromUtf8(city::wordText(field, value, isChinese()));
  }
  return fromUtf8(value);
}

}  // namespace

CataloguePanel::CataloguePanel(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_search(named(new QLineEdit, "catalogueSearch")),
      m_past(named(new QCheckBox, "cataloguePast")),
      m_sheet(named(new QPushButton, "catalogueSheetButton")),
      m_show(named(new QPushButton, "catalogueShowButton")),
      m_tabs(named(new QTabWidget, "catalogueTabs")),
      m_layers(catalogueTree("catalogueLayers")),
      m_handovers(catalogueTree("catalogueHandovers")),
      m_status(named(new QLabel, "catalogueStatus")) {
  setObjectName(QStringLiteral("cataloguePanel"));
  m_search->setClearButtonEnabled(true);
  m_layers->setIconSize(kPicture);
  auto* top = new QHBoxLayout;
  top->addWidget(m_search, 1);
  for (QWidget* one : std::initializer_list<QWidget*>{m_past, m_sheet, m_show}) top->addWidget(one);
  m_tabs->addTab(m_layers, QString());
  m_tabs->addTab(m_handovers, QString());
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addLayout(top);
  all->addWidget(m_tabs, 1);
  all->addWidget(m_status);
  connect(m_search, &QLineEdit::textChanged, this, &CataloguePanel::fill);
  connect(m_past, &QCheckBox::toggled, this, &CataloguePanel::fill);
  connect(m_layers, &QTreeWidget::itemSelectionChanged, this, &CataloguePanel::changed);
  connect(m_layers, &QTreeWidget::itemActivated, this, [this] { Q_EMIT layerWanted(chosen()); });
  connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT layerWanted(chosen()); });
  connect(m_sheet, &QPushButton::clicked, this, [this] { Q_EMIT sheetWanted(chosen()); });
  connect(&session, &CitySession::layersChanged, this, [this] {
    m_stale = true;
    if (isVisible()) read();
  });
  connect(&session, &CitySession::closed, this, [this] {
    m_content = {};
    m_pictures.clear();
    m_drawing = false;
    m_stale = true;
    fill();
  });
  retranslate();
}

void CataloguePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void CataloguePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  read();  // what was used and handed over meanwhile
}

void CataloguePanel::focusSearch() {
  m_search->setFocus();
  m_search->selectAll();
}

void CataloguePanel::retranslate() {
  describe(m_search, tr("Search in titles, providers, keywords and columns"));
  m_search->setPlaceholderText(tr("Search titles, providers, keywords, columns"));
  m_past->setText(tr("Past their cycle"));
  describe(m_past, tr("Only layers whose new data was due"));
  m_sheet->setText(tr("Metadata sheet…"));
  describe(m_sheet, tr("Metadata sheet…"));
  m_show->setText(tr("On the map"));
  describe(m_show, tr("Show the layer on the map"));
  describe(m_layers, tr("Layers of the city"));
  describe(m_handovers, tr("What was handed over"));
  m_tabs->setAccessibleName(tr("Layers of the city"));
  m_status->setAccessibleName(tr("Result"));
  m_layers->setHeaderLabels({tr("Layer"), tr("Features"), tr("Provider"), tr("Freshness"), tr("Used in 3 months"),
                             tr("Handed over"), tr("Security")});
  m_handovers->setHeaderLabels(
      {tr("Receipt"), tr("Date"), tr("Layers"), tr("From"), tr("To"), tr("Security"), tr("Purpose"), tr("Made by")});
  m_tabs->setTabText(0, tr("Layers"));
  fill();
}

void CataloguePanel::read() {
  if (!m_session.isOpen()) return;
  m_stale = false;
  m_session.read(
      tr("Catalogue"),
      [](const store::CityDatabase& city, Progress&) {
        Content content;
        content.today = city::cityToday();
        content.entries = city::catalogue(city, content.today);
        content.handovers = city::handovers(city);
        return content;
      },
      this,
      [this](Content content) {
        m_content = std::move(content);
        fill();
      });
}

QString CataloguePanel::titleOf(const std::string& layer) const {
  const store::LayerInfo* info = m_session.layer(fromUtf8(layer));
  return info == nullptr ? fromUtf8(layer) : CitySession::layerTitle(*info);
}

QString CataloguePanel::chosen() const {
  const QList<QTreeWidgetItem*> rows = m_layers->selectedItems();
  return rows.isEmpty() ? QString() : rows.front()->data(0, kNameRole).toString();
}

void CataloguePanel::changed() {
  const bool any = !chosen().isEmpty();
  m_sheet->setEnabled(any);
  m_show->setEnabled(any);
}

void CataloguePanel::fill() {
  const QString kept = chosen();
  m_layers->setSortingEnabled(false);
  m_layers->clear();
  const std::string wanted = toUtf8(m_search->text());
  int past = 0, unused = 0;
  for (const city::CatalogueEntry& entry : m_content.entries) {
    past += entry.fresh.past ? 1 : 0;
    unused += entry.usage.recently(m_content.today) == 0 ? 1 : 0;
    if ((m_past->isChecked() && !entry.fresh.past) || !city::isFoundBy(entry, wanted)) continue;
    auto* row = new CatalogueRow(m_layers, QStringList{titleOf(entry.layer.name)});
    const QString name = fromUtf8(entry.layer.name);
    row->setData(titleColumn, kNameRole, name);
    row->setToolTip(titleColumn,
                    fromUtf8(entry.metadata.abstract.empty() ? entry.layer.name : entry.metadata.abstract));
    row->setNumber(countColumn, qlonglong(entry.layer.count));
    const QString provider = fromUtf8(entry.metadata.provider);
    row->setText(providerColumn, provider.isEmpty() ? fromUtf8(entry.layer.provenance.source) : provider);
    row->setToolTip(providerColumn, fromUtf8(entry.layer.provenance.source));
    if (entry.fresh.past) {
      row->setText(freshColumn, tr("past its cycle by %Ln day(s)", nullptr, entry.fresh.daysOver));
      row->setForeground(freshColumn, QColor(0xB0, 0x1E, 0x1E));
    } else if (!entry.fresh.due.empty()) {
      row->setText(freshColumn, tr("good until %1").arg(fromUtf8(entry.fresh.due)));
    } else {
      row->setText(freshColumn,
                   entry.fresh.since.empty() ? QString() : tr("as of %1").arg(fromUtf8(entry.fresh.since)));
    }
    row->setNumber(useColumn, qlonglong(entry.usage.recently(m_content.today)));
    row->setToolTip(useColumn, entry.usage.last.empty()
                                   ? tr("never used")
                                   : tr("%Ln time(s) in all, the last on %1", nullptr, int(entry.usage.total()))
                                         .arg(fromUtf8(entry.usage.last)));
    row->setNumber(givenColumn, qlonglong(entry.handovers));
    row->setText(securityColumn, wordOf("security", entry.metadata.security));
    const QString key = fromUtf8(entry.layer.uid + entry.layer.revision + entry.layer.styleJson);
    if (entry.layer.geometryType) row->setData(titleColumn, kPictureRole, key);
    QPixmap picture = m_pictures.value(key);
    if (picture.isNull()) {
      picture = QPixmap(kPicture);
      picture.fill(Qt::transparent);
    }
    row->setIcon(titleColumn, QIcon(picture));
    if (name == kept) row->setSelected(true);
  }
  m_layers->setSortingEnabled(true);
  m_layers->header()->resizeSection(titleColumn, 240);
  m_layers->header()->resizeSection(freshColumn, 160);
  m_layers->header()->resizeSection(useColumn, 130);
  const bool open = m_session.isOpen() && !m_content.entries.empty();
  m_status->setText(open ? tr("%1 of %2 layers; %3 past their cycle, %4 not used in three months")
                               .arg(m_layers->topLevelItemCount())
                               .arg(m_content.entries.size())
                               .arg(past)
                               .arg(unused)
                         : QString());
  fillHandovers();
  changed();
  drawNext();
}

void CataloguePanel::fillHandovers() {
  m_handovers->setSortingEnabled(false);
  m_handovers->clear();
  const std::string wanted = text::fold(toUtf8(m_search->text()));
  for (const city::Handover& one : m_content.handovers) {
    QStringList layers, files;
    for (const city::Handover::Part& part : one.parts)
      layers << QStringLiteral("%1 (%2)").arg(titleOf(part.layer), QLocale().toString(qlonglong(part.written)));
    for (const auto& [name, sum] : one.files) files << fromUtf8(name) + QStringLiteral("  ") + fromUtf8(sum);
    const QStringList cells{fromUtf8(one.number),
                            fromUtf8(one.at).left(16).replace(QLatin1Char('T'), QLatin1Char(' ')),
                            layers.join(QStringLiteral(", ")),
                            fromUtf8(one.giver),
                            fromUtf8(one.receiver),
                            fromUtf8(one.security),
                            fromUtf8(one.purpose),
                            fromUtf8(one.actor)};
    if (text::fold(toUtf8(cells.join(QLatin1Char('\n')))).find(wanted) == std::string::npos) continue;
    auto* row = new QTreeWidgetItem(m_handovers, cells);
    row->setToolTip(2, cells[2]);
    row->setToolTip(0, files.join(QLatin1Char('\n')));
  }
  m_handovers->setSortingEnabled(true);
  m_handovers->sortItems(1, Qt::DescendingOrder);
  m_handovers->header()->resizeSection(0, 150);
  m_handovers->header()->resizeSection(1, 130);
  m_handovers->header()->resizeSection(2, 260);
  m_tabs->setTabText(1, m_content.handovers.empty()
                            ? tr("Handed over")
                            : tr("Handed over (%1)").arg(QLocale().toString(qlonglong(m_content.handovers.size()))));
}

/// One picture after the other, only while somebody looks.
void CataloguePanel::drawNext() {
  if (m_drawing || !isVisible() || !m_session.isOpen()) return;
  QString name, key;
  for (int i = 0; i < m_layers->topLevelItemCount() && key.isEmpty(); ++i) {
    const QTreeWidgetItem* row = m_layers->topLevelItem(i);
    const QString wanted = row->data(titleColumn, kPictureRole).toString();
    if (wanted.isEmpty() || m_pictures.contains(wanted)) continue;
    key = wanted;
    name = row->data(titleColumn, kNameRole).toString();
  }
  if (key.isEmpty()) return;
  m_drawing = true;
  const auto done = [this, key](const QImage& image) {
    m_drawing = false;
    QPixmap picture = QPixmap::fromImage(image);
    if (picture.isNull()) picture = QPixmap(1, 1);  // not tried again
    m_pictures.insert(key, picture);
    for (int i = 0; i < m_layers->topLevelItemCount(); ++i) {
      QTreeWidgetItem* row = m_layers->topLevelItem(i);
      if (row->data(titleColumn, kPictureRole).toString() == key) row->setIcon(titleColumn, QIcon(picture));
    }
    drawNext();
  };
  JobOptions options;
  options.onError = [done](const QString&, const Error&) { done({}); };
  m_session.readLong(
      tr("Picture of a layer"),
      [name = toUtf8(name), dpr = devicePixelRatioF()](const store::CityDatabase& city, Progress& progress) {
        SceneOptions wanted;
        wanted.layers = {name};
        wanted.labels = false;
        MapScene scene = *loadScene(city, wanted, progress);
        scene.background = Qt::white;
        for (SceneLayer& layer : scene.layers) {
          layer.visible = true;
          layer.style = std::make_shared<style::LayerStyle>(style::atEveryScale(*layer.style));
        }
        const auto frozen = finishScene(std::move(scene));
        if (frozen->extent().isEmpty()) return QImage();
        return renderMap(*frozen, MapView::fit(frozen->extent(), kPicture, dpr, 0.05), progress).image;
      },
      this, done, options);
}

}  // namespace gis::ui
