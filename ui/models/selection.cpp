#include "ui/models/selection.h"

#include <QStringList>
#include <algorithm>
#include <iterator>

namespace gis::ui {

namespace {
const FidList& noFids() {
  static const FidList none = std::make_shared<const std::vector<std::int64_t>>();
  return none;
}
}  // namespace

Selection::Selection(QObject* parent) : QObject(parent) {}

FidList Selection::fids(const QString& layer) const {
  const auto it = m_fids.find(layer);
  return it == m_fids.end() ? noFids() : it->second;
}

bool Selection::contains(const QString& layer, std::int64_t fid) const {
  const FidList all = fids(layer);
  return std::binary_search(all->begin(), all->end(), fid);
}

std::size_t Selection::total() const {
  std::size_t sum = 0;
  for (const auto& [layer, fids] : m_fids) sum += fids->size();
  return sum;
}

QStringList Selection::layers() const {
  QStringList names;
  for (const auto& [layer, fids] : m_fids) names << layer;
  return names;
}

void Selection::select(const QString& layer, std::vector<std::int64_t> fids, SelectionMode mode) {
  if (!std::is_sorted(fids.begin(), fids.end())) std::sort(fids.begin(), fids.end());  // a million often are
  fids.erase(std::unique(fids.begin(), fids.end()), fids.end());
  const FidList before = this->fids(layer);
  std::vector<std::int64_t> after;
  switch (mode) {
    case SelectionMode::replace: after = std::move(fids); break;
    case SelectionMode::add:
      std::set_union(before->begin(), before->end(), fids.begin(), fids.end(), std::back_inserter(after));
      break;
    case SelectionMode::subtract:
      std::set_difference(before->begin(), before->end(), fids.begin(), fids.end(), std::back_inserter(after));
      break;
    case SelectionMode::intersect:
      std::set_intersection(before->begin(), before->end(), fids.begin(), fids.end(), std::back_inserter(after));
      break;
  }
  if (after == *before) return;
  if (after.empty())
    m_fids.erase(layer);
  else
    m_fids[layer] = std::make_shared<const std::vector<std::int64_t>>(std::move(after));
  Q_EMIT changed(layer);
}

void Selection::clear(const QString& layer) {
  if (m_fids.erase(layer) != 0) Q_EMIT changed(layer);
}

void Selection::clearAll() {
  const QStringList names = layers();
  m_fids.clear();
  for (const QString& name : names) Q_EMIT changed(name);
}

}  // namespace gis::ui
