// The layer tree of the left panel: groups, layers, and the legend below each layer.
#pragma once

#include <QAbstractItemModel>
#include <QIcon>
#include <memory>
#include <vector>

#include "ui/jobs/city_session.h"
#include "ui/models/map_document.h"

namespace gis::ui {

/// Top of the tree = top of the map. Check box = visible (this person's). Dragging layers reorders them and
/// moves them between groups; both are written into the city. GUI thread.
class LayerTreeModel : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum class Kind { root, group, layer, legend };
  enum Role { kindRole = Qt::UserRole, nameRole, countRole };

  LayerTreeModel(CitySession& session, MapDocument& document, QObject* parent = nullptr);
  ~LayerTreeModel() override;

  [[nodiscard]] Kind kindOf(const QModelIndex& index) const;
  /// Table name of a layer, title of a group, empty for others; a legend row gives its layer's.
  [[nodiscard]] QString nameOf(const QModelIndex& index) const;
  [[nodiscard]] QModelIndex indexOfLayer(const QString& name) const;
  /// Layers of a group, or the layer itself.
  [[nodiscard]] QStringList layersAt(const QModelIndex& index) const;
  [[nodiscard]] QStringList groupNames() const;
  /// Puts layers into a group ("" = none) of the city.
  void setGroup(const QStringList& layers, const QString& group);
  /// The texts and swatches below the layers once more: styles or words are others.
  void refreshLegends();

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
  [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                     const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 Q_SIGNALS:
  /// A new name typed into the tree (titles are changed by the panel, which asks the city).
  void titleEdited(const QString& layer, const QString& title);

 private:
  struct Node;
  void rebuild();
  void fillLegend(Node& layer) const;
  void checksChanged(Node& node);
  [[nodiscard]] Node* nodeOf(const QModelIndex& index) const;
  [[nodiscard]] QModelIndex indexOf(const Node* node) const;
  [[nodiscard]] Qt::CheckState checkOf(const Node& node) const;
  [[nodiscard]] QVariant layerData(const Node& node, int role) const;

  CitySession& m_session;
  MapDocument& m_document;
  std::unique_ptr<Node> m_root;
};

}  // namespace gis::ui
