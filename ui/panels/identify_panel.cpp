#include "ui/panels/identify_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/map/case_text.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/field_domain.h"
#include "ui/panels/main_window.h"
#include "ui/panels/widgets.h"
#include "ui/tools/measurement.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostFeatures = 100;
constexpr int kLayerRole = Qt::UserRole;
constexpr int kFidRole = Qt::UserRole + 1;
constexpr int kFieldRole = Qt::UserRole + 2;

/// As in the table, but an instant in the city's time.
QString valueText(const store::Value& value, store::FieldType type) {
  const auto* text = std::get_if<std::string>(&value);
  if (text != nullptr && type == store::FieldType::datetime && text->ends_with('Z')) return cityTimeText(*text);
  const QString shown = FeatureTableModel::display(value, type);
  return std::holds_alternative<std::monostate>(value) ? QStringLiteral("–") : shown;
}

/// The name people know a feature by: the first column that looks like a name or a code.
QString bestName(const std::vector<std::pair<QString, QString>>& rows) {
  for (const char* part : {"name", "title", "case_no", "report_no", "code"})
    for (const auto& [field, value] : rows)
      if (field.contains(QLatin1String(part), Qt::CaseInsensitive) && value.size() > 1) return value;
  for (const char* part : {"名称", "代码", "编号"})
    for (const auto& [field, value] : rows)
      if (field.contains(QString::fromUtf8(part)) && value.size() > 1) return value;
  return {};
}

}  // namespace

IdentifyPanel::IdentifyPanel(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_tree(named(new QTreeWidget, "identifyTree")),
      m_empty(named(new QLabel, "identifyEmpty")),
      m_zoom(named(new QPushButton, "identifyZoom")),
      m_select(named(new QPushButton, "identifySelect")),
      m_copy(named(new QPushButton, "identifyCopy")) {
  setObjectName(QStringLiteral("identifyPanel"));
  m_tree->setColumnCount(2);
  m_tree->setAlternatingRowColors(true);
  m_tree->setUniformRowHeights(true);
  m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
  m_tree->header()->resizeSection(0, 150);
  m_empty->setWordWrap(true);
  m_empty->setAlignment(Qt::AlignCenter);
  m_empty->setForegroundRole(QPalette::PlaceholderText);
  auto* buttons = new QHBoxLayout;
  for (QPushButton* button : {m_zoom, m_select, m_copy}) buttons->addWidget(button);
  buttons->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(m_empty, 1);
  all->addWidget(m_tree, 1);
  all->addLayout(buttons);
  connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
    if (const QTreeWidgetItem* item = currentFeature())
      Q_EMIT featureWanted(item->data(0, kLayerRole).toString(), item->data(0, kFidRole).toLongLong(), false);
  });
  connect(m_zoom, &QPushButton::clicked, this, [this] {
    if (const QTreeWidgetItem* item = currentFeature())
      Q_EMIT featureWanted(item->data(0, kLayerRole).toString(), item->data(0, kFidRole).toLongLong(), true);
  });
  connect(m_select, &QPushButton::clicked, this, [this] {
    if (const QTreeWidgetItem* item = currentFeature())
      Q_EMIT selectWanted(item->data(0, kLayerRole).toString(), item->data(0, kFidRole).toLongLong());
  });
  connect(m_copy, &QPushButton::clicked, this, &IdentifyPanel::copyCurrent);
  retranslate();
  clear();
}

void IdentifyPanel::clear() {
  ++m_number;
  m_tree->clear();
  m_tree->hide();
  m_empty->show();
  for (QPushButton* button : {m_zoom, m_select, m_copy}) button->setEnabled(false);
}

void IdentifyPanel::identify(geom::MapPoint, const std::vector<std::pair<QString, std::int64_t>>& features) {
  const quint64 number = ++m_number;
  std::vector<Found> wanted;
  for (const auto& [layer, fid] : features) {
    if (wanted.size() >= kMostFeatures) break;
    const store::LayerInfo* info = m_session.layer(layer);
    if (info == nullptr) continue;
    Found found;
    found.layer = layer;
    found.title = CitySession::layerTitle(*info);
    found.fid = fid;
    wanted.push_back(std::move(found));
  }
  m_session.read(
      tr("Identify"),
      [wanted](const store::CityDatabase& city, Progress& progress) {
        (void)fieldTitle({});  // the tables are read here, not when the window shows their words
        std::vector<Found> all;
        for (Found found : wanted) {
          progress.check();
          const store::LayerInfo info = store::layerByName(city.connection(), toUtf8(found.layer));
          const auto feature = store::featureByFid(city.connection(), info, found.fid);
          if (!feature) continue;
          for (std::size_t i = 0; i < info.fields.size() && i < feature->values.size(); ++i) {
            found.rows.emplace_back(fromUtf8(info.fields[i].name), valueText(feature->values[i], info.fields[i].type));
            const bool known = info.fields[i].name == info.roleNameField ||
                               (info.roleNameField.empty() && info.fields[i].name == info.roleCodeField);
            if (known && found.rows.back().second.size() > 1) found.name = found.rows.back().second;
          }
          if (!feature->wkb.empty() && info.srid == city.srid()) {
            found.dimension = geom::typeOf(feature->wkb).dimension();
            found.length = geom::length(feature->wkb);
            found.area = geom::area(feature->wkb);
          }
          all.push_back(std::move(found));
        }
        return all;
      },
      this,
      [this, number](const std::vector<Found>& found) {
        if (number == m_number) show(found);
      });
}

void IdentifyPanel::show(const std::vector<Found>& found) {
  const QSignalBlocker quiet(m_tree);
  m_tree->clear();
  m_tree->setVisible(!found.empty());
  m_empty->setVisible(found.empty());
  if (found.empty()) m_empty->setText(tr("Nothing here. Click a feature of a visible layer."));
  for (QPushButton* button : {m_zoom, m_select, m_copy}) button->setEnabled(!found.empty());
  for (const Found& one : found) {
    auto* item = new QTreeWidgetItem(m_tree);
    const QString name = one.name.isEmpty() ? bestName(one.rows) : one.name;
    item->setText(0, one.title);
    item->setText(1, name.isEmpty() ? QString::number(one.fid) : name);
    item->setData(0, kLayerRole, one.layer);
    item->setData(0, kFidRole, static_cast<qlonglong>(one.fid));
    QFont bold = font();
    bold.setBold(true);
    item->setFont(0, bold);
    item->setFont(1, bold);
    const auto add = [item](const QString& field, const QString& value) {
      auto* row = new QTreeWidgetItem(item, {field, value});
      row->setToolTip(1, value);
      return row;
    };
    for (const auto& [field, value] : one.rows) {
      QTreeWidgetItem* row = add(fieldTitle(field), value);
      row->setData(0, kFieldRole, field);
      row->setToolTip(0, field);  // conditions and exports know the column by this name
    }
    if (one.dimension == 2 && !m_session.city().geographic) add(tr("Area on the map"), areaText(one.area));
    if (one.dimension == 1 && !m_session.city().geographic) add(tr("Length on the map"), lengthText(one.length));
  }
  if (found.empty()) return;
  // Who clicks on a parcel does not mean the district above it: the smallest feature comes up, the others lie stacked.
  const auto size = [](const Found& one) { return std::pair(one.dimension < 0 ? 3 : one.dimension, one.area); };
  const auto meant =
      std::min_element(found.begin(), found.end(), [&](const Found& a, const Found& b) { return size(a) < size(b); });
  QTreeWidgetItem* item = m_tree->topLevelItem(static_cast<int>(meant - found.begin()));
  item->setExpanded(true);
  m_tree->setCurrentItem(item);
  Q_EMIT featureWanted(meant->layer, meant->fid, false);
}

QTreeWidgetItem* IdentifyPanel::currentFeature() const {
  QTreeWidgetItem* item = m_tree->currentItem();
  return item != nullptr && item->parent() != nullptr ? item->parent() : item;
}

void IdentifyPanel::copyCurrent() const {
  const QTreeWidgetItem* item = currentFeature();
  if (item == nullptr) return;
  QString text = item->text(0) + QLatin1Char('\t') + item->text(1) + QLatin1Char('\n');
  for (int i = 0; i < item->childCount(); ++i)
    text += item->child(i)->text(0) + QLatin1Char('\t') + item->child(i)->text(1) + QLatin1Char('\n');
  QApplication::clipboard()->setText(text);
}

void IdentifyPanel::retranslate() {
  m_tree->setHeaderLabels({tr("Field"), tr("Value")});
  m_tree->setAccessibleName(tr("Features under the click"));
  m_empty->setText(tr("Click the map with the identify tool to see what is there."));
  m_empty->setAccessibleName(m_empty->text());
  m_zoom->setText(tr("Zoom"));
  m_select->setText(tr("Select"));
  m_copy->setText(tr("Copy"));
  describe(m_zoom, tr("Zoom to the feature"));
  describe(m_select, tr("Select the feature"));
  describe(m_copy, tr("Copy the attributes"));
  for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
    for (int j = 0; j < m_tree->topLevelItem(i)->childCount(); ++j) {
      QTreeWidgetItem* row = m_tree->topLevelItem(i)->child(j);
      if (const QString field = row->data(0, kFieldRole).toString(); !field.isEmpty())
        row->setText(0, fieldTitle(field));
    }
  }
}

void IdentifyPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void addIdentifyPanel(MainWindow& window) {
  auto* panel = new IdentifyPanel(window.session());
  window.addPanel({"dockIdentify", QT_TRANSLATE_NOOP("Panels", "Identify"), Side::right}, panel);
  QObject::connect(&window, &MainWindow::identified, panel, [&window, panel](auto at, const auto& features) {
    window.showPanel(QStringLiteral("dockIdentify"));
    panel->identify(at, features);
  });
  QObject::connect(&window.session(), &CitySession::closed, panel, &IdentifyPanel::clear);
  QObject::connect(
      panel, &IdentifyPanel::featureWanted, &window,
      [&window](const QString& layer, std::int64_t fid, bool zoom) { window.showFeature(layer, fid, zoom); });
  QObject::connect(panel, &IdentifyPanel::selectWanted, &window,
                   [&window](const QString& layer, std::int64_t fid) { window.selection().select(layer, {fid}); });
}

}  // namespace gis::ui
