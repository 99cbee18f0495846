// Cases near by that may tell of the same thing, beside the report that is being written.
#pragma once

#include <QWidget>
#include <optional>

#include "gis_core/city/case_duplicates.h"
#include "ui/jobs/city_session.h"

class QGridLayout;
class QLabel;

namespace gis::ui {

/// Part of the incident form: each candidate with its picture, distance, age and state, and a button that attaches
/// the report to it (Alt+D: the nearest open one). Hidden while there is none. GUI thread.
class DuplicateBox : public QWidget {
  Q_OBJECT
 public:
  explicit DuplicateBox(CitySession& session, QWidget* parent = nullptr);

  /// Looks for them; an unchanged question is not asked again.
  void ask(const city::Category* category, geom::MapPoint at);
  void clear();
  [[nodiscard]] int count() const { return int(m_found.size()); }

 Q_SIGNALS:
  /// The report belongs to this case.
  void attachWanted(const QString& id);
  void openWanted(const QString& id);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Candidate {
    city::Duplicate duplicate;
    QByteArray picture;
  };
  void show();

  CitySession& m_session;
  QLabel* m_title;
  QWidget* m_cards;
  std::vector<Candidate> m_found;
  const city::Category* m_category = nullptr;
  std::optional<geom::MapPoint> m_at;
  quint64 m_number = 0;
};

}  // namespace gis::ui
