// Keeps all cases of the open city in memory for the list and the board.
#pragma once

#include <QObject>
#include <memory>
#include <vector>

#include "gis_core/city/case_table.h"
#include "ui/jobs/city_session.h"

namespace gis::ui {

/// Reads the table when a city opens, its texts after that, and follows every change. GUI thread; the work is done by
/// the session's workers.
class CaseKeeper : public QObject {
  Q_OBJECT
 public:
  explicit CaseKeeper(CitySession& session, QObject* parent = nullptr);

  /// Null until it is read. Any thread may ask it questions.
  [[nodiscard]] std::shared_ptr<const city::CaseTable> table() const { return m_table; }
  /// The one that is being read, to count what is there of it so far; null when none is.
  [[nodiscard]] std::shared_ptr<const city::CaseTable> tableInWork() const { return m_inWork; }
  /// Numbers, places and descriptions are there: texts can be searched.
  [[nodiscard]] bool hasTexts() const { return m_hasTexts; }

 Q_SIGNALS:
  /// The table is there, or its texts are.
  void ready();
  /// These rows are read anew (none: all of them).
  void updated(const std::vector<std::int64_t>& fids);

 private:
  void load();
  void follow(const std::vector<std::int64_t>& fids);

  CitySession& m_session;
  std::shared_ptr<city::CaseTable> m_table, m_inWork;
  std::vector<std::int64_t> m_waiting;  ///< changed while the table was read
  bool m_hasTexts = false;
  quint64 m_number = 0;
};

}  // namespace gis::ui
