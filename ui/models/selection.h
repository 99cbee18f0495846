// Which features are selected, by layer.
#pragma once

#include <QObject>
#include <QString>
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace gis::ui {

/// How a new choice joins what is selected: a plain click replaces, Shift adds, Ctrl takes away.
enum class SelectionMode { replace, add, subtract, intersect };

/// Sorted fids of one layer, shared and never changed.
using FidList = std::shared_ptr<const std::vector<std::int64_t>>;

/// The selection of the window: map, table and dialogs show and change this one. GUI thread.
class Selection : public QObject {
  Q_OBJECT
 public:
  explicit Selection(QObject* parent = nullptr);

  /// Never null; sorted.
  [[nodiscard]] FidList fids(const QString& layer) const;
  [[nodiscard]] bool contains(const QString& layer, std::int64_t fid) const;
  [[nodiscard]] std::size_t count(const QString& layer) const { return fids(layer)->size(); }
  [[nodiscard]] std::size_t total() const;
  [[nodiscard]] bool isEmpty() const { return m_fids.empty(); }
  [[nodiscard]] QStringList layers() const;

  /// Joins `fids` (any order) of a layer to its selection.
  void select(const QString& layer, std::vector<std::int64_t> fids, SelectionMode mode = SelectionMode::replace);
  void clear(const QString& layer);
  void clearAll();

 Q_SIGNALS:
  void changed(const QString& layer);

 private:
  std::map<QString, FidList> m_fids;
};

}  // namespace gis::ui
