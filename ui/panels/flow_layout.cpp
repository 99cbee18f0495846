#include "ui/panels/flow_layout.h"

#include <QWidget>
#include <algorithm>
#include <utility>
#include <vector>

namespace gis::ui {

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) {
  setContentsMargins(0, 0, 0, 0);
  setSpacing(4);
}

FlowLayout::~FlowLayout() {
  while (!m_items.isEmpty()) delete m_items.takeFirst();
}

QLayoutItem* FlowLayout::takeAt(int index) {
  return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  arrange(rect, true);
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : m_items) size = size.expandedTo(item->minimumSize());
  return size;
}

int FlowLayout::arrange(const QRect& rect, bool place) const {
  int x = rect.x(), y = rect.y(), line = 0;
  std::vector<std::pair<QLayoutItem*, QRect>> placed;  // of the line
  const auto endLine = [&] {
    for (const auto& [item, at] : placed) item->setGeometry(at.translated(0, (line - at.height()) / 2));
    placed.clear();
  };
  for (QLayoutItem* item : m_items) {
    const QWidget* widget = item->widget();
    if (widget != nullptr && widget->isHidden()) continue;
    const QSize size = item->sizeHint();
    if (x > rect.x() && x + size.width() > rect.right() + 1) {
      endLine();
      x = rect.x();
      y += line + spacing();
      line = 0;
    }
    if (place) placed.emplace_back(item, QRect(QPoint(x, y), size));
    x += size.width() + spacing();
    line = std::max(line, size.height());
  }
  endLine();
  return y + line - rect.y();
}

}  // namespace gis::ui
