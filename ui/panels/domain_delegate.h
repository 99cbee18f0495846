// How a cell of the attribute table is edited.
#pragma once

#include <QStyledItemDelegate>

#include "ui/models/feature_table_model.h"

namespace gis::ui {

/// Cells with a domain are edited by choosing from it, typing finds. The model outlives it.
class DomainDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  DomainDelegate(FeatureTableModel& model, QObject* parent) : QStyledItemDelegate(parent), m_model(model) {}

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;

 private:
  FeatureTableModel& m_model;
};

}  // namespace gis::ui
