// Rows of a tree that are as high as their words need.
#pragma once

#include <QStyledItemDelegate>

class QTreeView;

namespace gis::ui {

/// Sets the tree to break words: values in their column, rows that span all columns at the tree's right edge (Qt
/// itself gives those the height of the first column). GUI thread.
class WrappingRows : public QStyledItemDelegate {
  Q_OBJECT
 public:
  explicit WrappingRows(QTreeView* tree);
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QTreeView* m_tree;
  const QObject* m_viewport;  ///< the tree that is going down cannot be asked for it
};

}  // namespace gis::ui
