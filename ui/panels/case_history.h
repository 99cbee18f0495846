// What happened to a case.
#pragma once

#include <QTreeWidget>

#include "gis_core/store/edit.h"

namespace gis::ui {

/// The journal entries of one case, newest first, in words. GUI thread.
class CaseHistory : public QTreeWidget {
  Q_OBJECT
 public:
  explicit CaseHistory(QWidget* parent = nullptr);
  /// Oldest first, as city::incidentHistory gives them.
  void setEntries(std::vector<store::HistoryEntry> entries);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  std::vector<store::HistoryEntry> m_entries;
};

}  // namespace gis::ui
