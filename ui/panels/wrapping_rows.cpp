#include "ui/panels/wrapping_rows.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>
#include <algorithm>

namespace gis::ui {

WrappingRows::WrappingRows(QTreeView* tree) : QStyledItemDelegate(tree), m_tree(tree), m_viewport(tree->viewport()) {
  tree->setWordWrap(true);
  tree->setUniformRowHeights(false);
  tree->setItemDelegate(this);
  tree->viewport()->installEventFilter(this);
  connect(tree->header(), &QHeaderView::sectionResized, this, [this] { Q_EMIT sizeHintChanged({}); });
}

QSize WrappingRows::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  int depth = m_tree->rootIsDecorated() ? 1 : 0;
  for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) ++depth;
  const bool isSpanned = m_tree->isFirstColumnSpanned(index.row(), index.parent());
  const int indent = index.column() == 0 ? depth * m_tree->indentation() : 0;
  const int width = (isSpanned ? m_tree->viewport()->width() : m_tree->columnWidth(index.column())) - indent;
  QStyleOptionViewItem wrapped = option;
  wrapped.features |= QStyleOptionViewItem::WrapText;
  wrapped.rect = QRect(0, 0, std::max(width, 40), 1);  // an empty one would not be looked at
  return QStyledItemDelegate::sizeHint(wrapped, index);
}

bool WrappingRows::eventFilter(QObject* watched, QEvent* event) {
  if (watched != m_viewport) return QStyledItemDelegate::eventFilter(watched, event);  // an editor
  if (event->type() == QEvent::Resize) Q_EMIT sizeHintChanged({});
  return false;
}

}  // namespace gis::ui
