#include "ui/models/case_keeper.h"

namespace gis::ui {

CaseKeeper::CaseKeeper(CitySession& session, QObject* parent) : QObject(parent), m_session(session) {
  connect(&session, &CitySession::opened, this, &CaseKeeper::load);
  connect(&session, &CitySession::closed, this, [this] {
    ++m_number;
    m_table.reset();
    m_inWork.reset();
    m_waiting.clear();
    m_hasTexts = false;
  });
  connect(&session, &CitySession::dataChanged, this,
          [this](const QString& layer, const std::vector<std::int64_t>& fids) {
            if (layer != QLatin1String("city_incident")) return;
            if (fids.empty()) {
              load();
            } else {
              follow(fids);
            }
          });
}

void CaseKeeper::load() {
  const quint64 number = ++m_number;
  JobOptions options;
  // the list then asks the city itself, and says what is wrong
  options.onError = [this, number](const QString&, const Error&) {
    if (number == m_number) m_inWork.reset();
  };
  m_inWork = city::CaseTable::unread();
  m_session.readLong(
      tr("Cases in memory"),
      [table = m_inWork](const store::CityDatabase& city, Progress& progress) { table->read(city, progress); }, this,
      [this, number, options] {
        if (number != m_number) return;
        m_table = std::move(m_inWork);
        m_hasTexts = false;
        Q_EMIT ready();
        if (!m_waiting.empty()) follow(std::exchange(m_waiting, {}));
        m_session.readLong(
            tr("Texts of the cases"),
            [kept = m_table](const store::CityDatabase& city, Progress& progress) { kept->loadTexts(city, progress); },
            this,
            [this, number] {
              if (number != m_number) return;
              m_hasTexts = true;
              Q_EMIT ready();
            },
            options);
      },
      options);
}

void CaseKeeper::follow(const std::vector<std::int64_t>& fids) {
  if (!m_table) {
    m_waiting.insert(m_waiting.end(), fids.begin(), fids.end());
    Q_EMIT updated(fids);
    return;
  }
  m_session.read(
      tr("Cases in memory"),
      [table = m_table, fids](const store::CityDatabase& city, Progress&) { table->update(city, fids); }, this,
      [this, fids] { Q_EMIT updated(fids); });
}

}  // namespace gis::ui
