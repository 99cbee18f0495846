#include "ui/models/layer_tree_model.h"

#include <QFont>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>
#include <QPixmap>
#include <algorithm>

#include "ui/jobs/language.h"
#include "ui/map/legend.h"
#include "ui/models/commands.h"

namespace gis::ui {

namespace {
const char* const kMime = "application/x-citydesk-layers";
constexpr QSize kSwatch(18, 14);
}  // namespace

struct LayerTreeModel::Node {
  Kind kind = Kind::root;
  QString name;   ///< table name, or the group's title
  QString label;  ///< shown
  QIcon icon;
  int classIndex = 0;
  Node* parent = nullptr;
  std::vector<std::unique_ptr<Node>> children;

  Node* add(Kind childKind, const QString& childName, const QString& childLabel) {
    auto child = std::make_unique<Node>();
    child->kind = childKind;
    child->name = childName;
    child->label = childLabel;
    child->parent = this;
    children.push_back(std::move(child));
    return children.back().get();
  }
  [[nodiscard]] int row() const {
    if (parent == nullptr) return 0;
    const auto it = std::find_if(parent->children.begin(), parent->children.end(),
                                 [this](const auto& child) { return child.get() == this; });
    return static_cast<int>(it - parent->children.begin());
  }
};

LayerTreeModel::LayerTreeModel(CitySession& session, MapDocument& document, QObject* parent)
    : QAbstractItemModel(parent), m_session(session), m_document(document), m_root(std::make_unique<Node>()) {
  connect(&session, &CitySession::layersChanged, this, &LayerTreeModel::rebuild);
  connect(&document, &MapDocument::sceneChanged, this, &LayerTreeModel::refreshLegends);
  connect(&document, &MapDocument::visibilityChanged, this, [this] { checksChanged(*m_root); });
  rebuild();
}

LayerTreeModel::~LayerTreeModel() = default;

void LayerTreeModel::rebuild() {
  beginResetModel();
  m_root = std::make_unique<Node>();
  const auto layers = m_session.layers();
  for (auto it = layers->rbegin(); it != layers->rend(); ++it) {  // top of the map first
    Node* place = m_root.get();
    if (!it->group.empty()) {
      const QString group = fromUtf8(it->group);
      const auto found = std::find_if(m_root->children.begin(), m_root->children.end(), [&](const auto& child) {
        return child->kind == Kind::group && child->name == group;
      });
      place = found != m_root->children.end() ? found->get() : m_root->add(Kind::group, group, group);
    }
    fillLegend(*place->add(Kind::layer, fromUtf8(it->name), CitySession::layerTitle(*it)));
  }
  endResetModel();
}

void LayerTreeModel::fillLegend(Node& layer) const {
  const auto& scene = m_document.scene();
  const SceneLayer* drawn = scene ? scene->layer(toUtf8(layer.name)) : nullptr;
  if (drawn == nullptr || !drawn->style) {
    const store::LayerInfo* info = m_session.layer(layer.name);
    if (info != nullptr && !info->geometryType) layer.icon = commandIcon("table");
    return;
  }
  const double dpr = qGuiApp ? qGuiApp->devicePixelRatio() : 1.0;
  const store::LayerInfo* drawnInfo = m_session.layer(layer.name);
  const int dimension = drawnInfo != nullptr && drawnInfo->geometryType ? drawnInfo->geometryType->dimension() : -1;
  const auto swatch = [&](int index) {
    QImage image = legendSwatch(*drawn->style, index, kSwatch, dpr, 96, dimension);
    image.setDevicePixelRatio(dpr);
    return QIcon(QPixmap::fromImage(image));
  };
  const std::vector<LegendEntry> entries = legendOf(*drawn, isChinese());
  if (entries.size() == 1) {
    layer.icon = swatch(entries.front().classIndex);
    return;
  }
  for (const LegendEntry& entry : entries) {
    Node* row = layer.add(Kind::legend, layer.name, entry.label);
    row->classIndex = entry.classIndex;
    row->icon = swatch(entry.classIndex);
  }
}

void LayerTreeModel::refreshLegends() {
  const std::function<void(Node&)> visit = [&](Node& node) {
    if (node.kind != Kind::layer) {
      for (const auto& child : node.children) visit(*child);
      return;
    }
    Node fresh;
    fresh.kind = Kind::layer;
    fresh.name = node.name;
    fillLegend(fresh);
    const auto same = [](const auto& a, const auto& b) { return a->label == b->label; };
    const bool sameRows =
        std::equal(node.children.begin(), node.children.end(), fresh.children.begin(), fresh.children.end(), same);
    const QModelIndex at = indexOf(&node);
    node.icon = fresh.icon;
    Q_EMIT dataChanged(at, at, {Qt::DecorationRole});
    if (sameRows) {
      for (std::size_t i = 0; i < node.children.size(); ++i) node.children[i]->icon = fresh.children[i]->icon;
      if (!node.children.empty())
        Q_EMIT dataChanged(index(0, 0, at), index(rowCount(at) - 1, 0, at), {Qt::DecorationRole});
      return;
    }
    if (!node.children.empty()) {
      beginRemoveRows(at, 0, rowCount(at) - 1);
      node.children.clear();
      endRemoveRows();
    }
    if (!fresh.children.empty()) {
      beginInsertRows(at, 0, static_cast<int>(fresh.children.size()) - 1);
      for (auto& child : fresh.children) child->parent = &node;
      node.children = std::move(fresh.children);
      endInsertRows();
    }
  };
  visit(*m_root);
}

void LayerTreeModel::checksChanged(Node& node) {
  if (node.children.empty()) return;
  const QModelIndex at = indexOf(&node);
  Q_EMIT dataChanged(index(0, 0, at), index(rowCount(at) - 1, 0, at), {Qt::CheckStateRole});
  for (const auto& child : node.children)
    if (child->kind == Kind::group) checksChanged(*child);
}

LayerTreeModel::Node* LayerTreeModel::nodeOf(const QModelIndex& index) const {
  return index.isValid() ? static_cast<Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex LayerTreeModel::indexOf(const Node* node) const {
  if (node == nullptr || node == m_root.get()) return {};
  return createIndex(node->row(), 0, const_cast<Node*>(node));
}

LayerTreeModel::Kind LayerTreeModel::kindOf(const QModelIndex& index) const {
  return nodeOf(index)->kind;
}
QString LayerTreeModel::nameOf(const QModelIndex& index) const {
  return nodeOf(index)->name;
}

QModelIndex LayerTreeModel::indexOfLayer(const QString& name) const {
  for (const auto& child : m_root->children) {
    if (child->kind == Kind::layer && child->name == name) return indexOf(child.get());
    if (child->kind != Kind::group) continue;
    for (const auto& layer : child->children)
      if (layer->name == name) return indexOf(layer.get());
  }
  return {};
}

QStringList LayerTreeModel::layersAt(const QModelIndex& index) const {
  const Node* node = nodeOf(index);
  if (node->kind == Kind::layer || node->kind == Kind::legend) return {node->name};
  QStringList names;
  if (node->kind == Kind::group)
    for (const auto& child : node->children) names << child->name;
  return names;
}

QStringList LayerTreeModel::groupNames() const {
  QStringList names;
  for (const auto& child : m_root->children)
    if (child->kind == Kind::group) names << child->name;
  return names;
}

void LayerTreeModel::setGroup(const QStringList& layers, const QString& group) {
  m_session.write(
      tr("Group layers"),
      [layers, group](const store::CityDatabase& city, Progress&) {
        store::Transaction all(city.connection());
        for (const QString& layer : layers) store::setLayerGroup(city.connection(), toUtf8(layer), toUtf8(group));
        all.commit();
      },
      this, [] {});
}

QModelIndex LayerTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex LayerTreeModel::parent(const QModelIndex& child) const {
  return child.isValid() ? indexOf(nodeOf(child)->parent) : QModelIndex();
}

int LayerTreeModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int LayerTreeModel::columnCount(const QModelIndex&) const {
  return 1;
}

Qt::CheckState LayerTreeModel::checkOf(const Node& node) const {
  if (node.kind == Kind::layer) return m_document.isVisible(node.name) ? Qt::Checked : Qt::Unchecked;
  const auto shown = std::count_if(node.children.begin(), node.children.end(),
                                   [this](const auto& child) { return m_document.isVisible(child->name); });
  if (shown == 0) return Qt::Unchecked;
  return static_cast<std::size_t>(shown) == node.children.size() ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant LayerTreeModel::layerData(const Node& node, int role) const {
  const store::LayerInfo* info = m_session.layer(node.name);
  if (info == nullptr) return {};
  if (role == countRole) return static_cast<qlonglong>(info->count);
  if (role == Qt::ToolTipRole) {
    QString crs = info->crs.isKnown() ? fromUtf8(info->crs.identifier()) : tr("unknown coordinate system");
    if (crs.size() > 40) crs = tr("custom coordinate system");  // a whole WKT
    QString text = tr("%1 – %Ln feature(s) – %2", nullptr, static_cast<int>(info->count)).arg(node.name, crs);
    if (!info->filter.empty()) text += QLatin1Char('\n') + tr("Filter: %1").arg(fromUtf8(info->filter));
    if (!info->provenance.bureau.empty()) text += QLatin1Char('\n') + fromUtf8(info->provenance.bureau);
    return text;
  }
  if (role == Qt::FontRole && !info->filter.empty()) {
    QFont font;
    font.setItalic(true);
    return font;
  }
  return {};
}

QVariant LayerTreeModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Node& node = *nodeOf(index);
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return node.label;
    case Qt::DecorationRole: return node.kind == Kind::group ? QVariant(commandIcon("group")) : QVariant(node.icon);
    case Qt::CheckStateRole:
      if (node.kind == Kind::group) return checkOf(node);
      if (node.kind == Kind::layer) {
        const store::LayerInfo* info = m_session.layer(node.name);
        if (info != nullptr && info->geometryType) return checkOf(node);
      }
      return {};
    case kindRole: return static_cast<int>(node.kind);
    case nameRole: return node.name;
    case Qt::ToolTipRole:
      if (node.kind == Kind::legend) return node.label;  // whole, however narrow the panel is
      [[fallthrough]];
    default: return node.kind == Kind::layer ? layerData(node, role) : QVariant();
  }
}

bool LayerTreeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid()) return false;
  const Node& node = *nodeOf(index);
  if (role == Qt::CheckStateRole && (node.kind == Kind::layer || node.kind == Kind::group)) {
    m_document.setVisible(layersAt(index), value.toInt() != Qt::Unchecked);
    return true;
  }
  const QString text = value.toString().trimmed();
  if (role != Qt::EditRole || text.isEmpty() || text == node.label) return false;
  if (node.kind == Kind::layer) {
    Q_EMIT titleEdited(node.name, text);
    return true;
  }
  if (node.kind == Kind::group) {
    setGroup(layersAt(index), text);
    return true;
  }
  return false;
}

Qt::ItemFlags LayerTreeModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags writable = m_session.isReadOnly() ? Qt::NoItemFlags : Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
  if (!index.isValid()) return m_session.isReadOnly() ? Qt::NoItemFlags : Qt::ItemIsDropEnabled;
  switch (kindOf(index)) {
    case Kind::group:
      return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsDropEnabled | writable;
    case Kind::layer: return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | writable;
    default: return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
  }
}

QStringList LayerTreeModel::mimeTypes() const {
  return {QLatin1String(kMime)};
}

QMimeData* LayerTreeModel::mimeData(const QModelIndexList& indexes) const {
  QStringList names;
  for (const QModelIndex& index : indexes)
    for (const QString& name : layersAt(index))
      if (!names.contains(name)) names << name;
  if (names.isEmpty()) return nullptr;
  auto* data = new QMimeData;
  data->setData(QLatin1String(kMime), names.join(QLatin1Char('\n')).toUtf8());
  return data;
}

bool LayerTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int, int,
                                     const QModelIndex& parent) const {
  const Kind kind = kindOf(parent);
  return action == Qt::MoveAction && data->hasFormat(QLatin1String(kMime)) &&
         (kind == Kind::root || kind == Kind::group);
}

bool LayerTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                  const QModelIndex& parent) {
  if (!canDropMimeData(data, action, row, column, parent)) return false;
  const QStringList moved =
      QString::fromUtf8(data->data(QLatin1String(kMime))).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
  const Node& target = *nodeOf(parent);
  const QString group = target.kind == Kind::group ? target.name : QString();

  // The new order from top to bottom: all layers as they stand, the moved ones put before the drop place.
  QStringList order;
  const auto take = [&](const QString& name) {
    if (!moved.contains(name)) order << name;
  };
  const auto drop = [&] { order << moved; };
  const auto place = row < 0 ? (target.kind == Kind::root ? target.children.size() : 0) : static_cast<std::size_t>(row);
  if (target.kind == Kind::root && place == target.children.size() && target.children.empty()) drop();
  for (std::size_t i = 0; i < m_root->children.size(); ++i) {
    const Node& child = *m_root->children[i];
    if (target.kind == Kind::root && place == i) drop();
    if (child.kind == Kind::layer) take(child.name);
    if (child.kind == Kind::group) {
      for (std::size_t j = 0; j < child.children.size(); ++j) {
        if (&child == &target && place == j) drop();
        take(child.children[j]->name);
      }
      if (&child == &target && place >= child.children.size()) drop();
    }
  }
  if (target.kind == Kind::root && place >= m_root->children.size()) drop();
  order.removeDuplicates();
  std::reverse(order.begin(), order.end());
  m_document.setOrder(order);

  QStringList regrouped;
  for (const QString& name : moved) {
    const store::LayerInfo* info = m_session.layer(name);
    if (info != nullptr && fromUtf8(info->group) != group) regrouped << name;
  }
  if (!regrouped.isEmpty()) setGroup(regrouped, group);
  return false;  // the rows move when the city says so: the view must not remove them itself
}

}  // namespace gis::ui
