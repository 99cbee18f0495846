#include "ui/panels/layer_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/models/commands.h"
#include "ui/models/layer_tree_model.h"
#include "ui/models/map_document.h"
#include "ui/panels/base_map_row.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
// A legend of more rows than this starts folded.
constexpr int kOpenLegendRows = 8;

QToolButton* rowButton(const char* name, const char* icon) {
  auto* button = named(new QToolButton, name);
  button->setAutoRaise(true);
  button->setIcon(commandIcon(icon));
  return button;
}
}  // namespace

LayerPanel::LayerPanel(LayerTreeModel& model, MapDocument& document, Commands& commands, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_document(document),
      m_commands(commands),
      m_tree(named(new QTreeView, "layerTree")),
      m_showAll(rowButton("layersShowAll", "eye")),
      m_hideAll(rowButton("layersHideAll", "eye-off")),
      m_expand(rowButton("layersExpand", "expand")),
      m_collapse(rowButton("layersCollapse", "collapse")) {
  setObjectName(QStringLiteral("layerPanel"));
  setMinimumWidth(160);  // a narrower tree shows no names
  m_tree->setModel(&model);
  m_tree->setMinimumWidth(190);  // names of layers stay readable beside wide panels
  m_tree->setHeaderHidden(true);
  m_tree->setDragDropMode(QAbstractItemView::InternalMove);
  m_tree->setDefaultDropAction(Qt::MoveAction);
  m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
  m_tree->setUniformRowHeights(true);
  m_tree->setTextElideMode(Qt::ElideRight);
  m_tree->setExpandsOnDoubleClick(false);
  auto* row = new QHBoxLayout;
  row->setSpacing(0);
  for (QToolButton* button : {m_showAll, m_hideAll, m_expand, m_collapse}) row->addWidget(button);
  row->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(2, 2, 2, 2);
  all->setSpacing(2);
  all->addLayout(row);
  all->addWidget(m_tree, 1);
  all->addWidget(new BaseMapRow(document, commands));

  connect(m_showAll, &QToolButton::clicked, this, [this] { m_commands.action("actionLayersShowAll")->trigger(); });
  connect(m_hideAll, &QToolButton::clicked, this, [this] { m_commands.action("actionLayersHideAll")->trigger(); });
  connect(m_expand, &QToolButton::clicked, m_tree, &QTreeView::expandAll);
  connect(m_collapse, &QToolButton::clicked, m_tree, &QTreeView::collapseAll);
  connect(m_tree, &QWidget::customContextMenuRequested, this, &LayerPanel::openMenu);
  connect(m_tree, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
    if (m_model.kindOf(index) == LayerTreeModel::Kind::layer) Q_EMIT layerActivated(m_model.nameOf(index));
  });
  connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    const auto kind = m_model.kindOf(index);
    const bool layer = kind == LayerTreeModel::Kind::layer || kind == LayerTreeModel::Kind::legend;
    const QString name = layer ? m_model.nameOf(index) : QString();
    if (name == m_current) return;
    m_current = name;
    Q_EMIT currentChanged(name);
  });
  connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &LayerPanel::keepState);
  connect(&model, &QAbstractItemModel::modelReset, this, &LayerPanel::restoreState);
  connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& at) {
    if (m_model.kindOf(at) == LayerTreeModel::Kind::layer && m_model.rowCount(at) <= kOpenLegendRows)
      m_tree->expand(at);
  });
  m_tree->installEventFilter(this);
  retranslate();
  restoreState();
}

QString LayerPanel::currentLayer() const {
  return m_current;
}

void LayerPanel::setCurrentLayer(const QString& name) {
  const QModelIndex index = m_model.indexOfLayer(name);
  if (index.isValid()) m_tree->setCurrentIndex(index);
}

void LayerPanel::keepState() {
  m_expanded.clear();
  m_collapsedGroups.clear();
  const std::function<void(const QModelIndex&)> visit = [&](const QModelIndex& parent) {
    for (int row = 0; row < m_model.rowCount(parent); ++row) {
      const QModelIndex index = m_model.index(row, 0, parent);
      const QString name = m_model.nameOf(index);
      if (m_model.kindOf(index) == LayerTreeModel::Kind::group) {
        if (!m_tree->isExpanded(index)) m_collapsedGroups << name;
        visit(index);
      } else if (m_tree->isExpanded(index)) {
        m_expanded << name;
      }
    }
  };
  visit({});
}

void LayerPanel::restoreState() {
  for (int row = 0; row < m_model.rowCount(); ++row) {
    const QModelIndex index = m_model.index(row, 0);
    if (m_model.kindOf(index) == LayerTreeModel::Kind::group && !m_collapsedGroups.contains(m_model.nameOf(index)))
      m_tree->expand(index);
  }
  for (const QString& name : std::as_const(m_expanded)) m_tree->expand(m_model.indexOfLayer(name));
  const QString wanted = m_current;
  const QModelIndex index = m_model.indexOfLayer(wanted);
  if (index.isValid()) {
    m_tree->setCurrentIndex(index);
  } else if (const QString first = firstLayer(); !first.isEmpty()) {
    // one layer is always current, so that the commands for a layer work from the first minute
    setCurrentLayer(first);
  } else if (!wanted.isEmpty()) {
    m_current.clear();
    Q_EMIT currentChanged({});
  }
}

QString LayerPanel::firstLayer() const {
  for (int row = 0; row < m_model.rowCount(); ++row) {
    const QStringList layers = m_model.layersAt(m_model.index(row, 0));
    if (!layers.isEmpty()) return layers.first();
  }
  return {};
}

void LayerPanel::openMenu(const QPoint& at) {
  const QModelIndex index = m_tree->indexAt(at);
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName(QStringLiteral("layerMenu"));
  if (index.isValid() && m_model.kindOf(index) != LayerTreeModel::Kind::group) {
    for (const char* id : {"actionZoomLayer", "actionAttributeTable", "actionLayerStyle", "actionLayerFilter", "",
                           "actionExport", "actionLayerRename", "actionLayerDuplicate", "actionLayerGroup", "",
                           "actionLayerRemove", "actionLayerProperties"}) {
      if (*id == '\0')
        menu->addSeparator();
      else
        menu->addAction(m_commands.action(QLatin1String(id)));
    }
    Q_EMIT menuAboutToShow(menu, m_model.nameOf(index));
  } else {
    menu->addAction(m_commands.action("actionLayersShowAll"));
    menu->addAction(m_commands.action("actionLayersHideAll"));
    menu->addAction(m_commands.action("actionImport"));
  }
  menu->popup(m_tree->viewport()->mapToGlobal(at));
}

bool LayerPanel::eventFilter(QObject* watched, QEvent* event) {
  // Ctrl+A means the features of the layer, not the rows of the tree.
  if (watched == m_tree && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::SelectAll)) {
    QAction* all = m_commands.action("actionSelectAll");
    if (all->isEnabled()) all->trigger();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void LayerPanel::retranslate() {
  m_tree->setAccessibleName(tr("Layers"));
  describe(m_showAll, tr("Show all layers"));
  describe(m_hideAll, tr("Hide all layers"));
  describe(m_expand, tr("Unfold all"));
  describe(m_collapse, tr("Fold all"));
}

void LayerPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    m_model.refreshLegends();
  }
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
