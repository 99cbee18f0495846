#include "ui/models/incident_model.h"

#include <QBrush>
#include <QColor>
#include <QCoreApplication>

#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

constexpr std::int64_t kPage = 200;
constexpr std::int64_t kFarthest = 20'000;  // cases; so many are read in some tenths of a second

city::IncidentFilter asked(const IncidentListFilter& filter) {
  city::IncidentFilter wanted;
  wanted.state = toUtf8(filter.state);
  wanted.text = toUtf8(filter.text);
  wanted.box = filter.box;
  if (filter.overdueOnly) wanted.where = "deadline < strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AND closed_at IS NULL";
  return wanted;
}

/// How many cases the list shows above this one; nothing when it does not show it.
std::optional<std::int64_t> placeInList(const store::CityDatabase& city, const city::IncidentFilter& filter,
                                        const std::string& uid) {
  const std::string fid = std::to_string(city::incidentById(city, uid).fid);
  const auto count = [&](const std::string& condition) {
    city::IncidentFilter counted = filter;
    // The line end keeps a comment in the condition from swallowing the rest.
    counted.where = filter.where.empty() ? condition : "(" + filter.where + "\n) AND " + condition;
    return city::countIncidents(city, counted);
  };
  if (count("fid = " + fid) == 0) return std::nullopt;
  return count("(reported_at, fid) > (SELECT reported_at, fid FROM city_incident WHERE fid = " + fid + ")");
}

}  // namespace

QString caseStateText(const std::string& state) {
  return caseStateText(state, isChinese());
}

QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                     const std::string& nameZh) {
  return categoryText(system, kind, code, nameZh, isChinese());
}

IncidentModel::IncidentModel(CitySession& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
  connect(&session, &CitySession::opened, this, &IncidentModel::reload);
  connect(&session, &CitySession::closed, this, [this] {
    ++m_number;
    ++m_countNumber;
    m_counted = 0;
    beginResetModel();
    m_rows.clear();
    m_more = m_reading = false;
    endResetModel();
  });
  connect(&session, &CitySession::dataChanged, this, [this](const QString& layer) {
    if (layer == QLatin1String("city_incident")) reload();
  });
}

void IncidentModel::setFilter(const IncidentListFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  m_counted = 0;
  reload();
}

void IncidentModel::reload() {
  if (!m_session.isOpen()) return;
  // What is on screen stays until the answer is here: no flicker, and the place in the list is kept.
  read(0, std::max<std::int64_t>(kPage, std::int64_t(m_rows.size())), true);
}

void IncidentModel::read(std::int64_t offset, std::int64_t limit, bool replace) {
  m_job.cancel();
  const quint64 number = ++m_number;
  m_reading = true;
  city::IncidentFilter wanted = asked(m_filter);
  wanted.limit = limit;
  wanted.offset = offset;
  m_job = m_session.read(
      tr("List of incidents"),
      [wanted](const store::CityDatabase& city, Progress& progress) {
        return city::listIncidents(city, wanted, progress.token());
      },
      this,
      [this, number, limit, replace](std::vector<city::Incident> page) {
        if (number == m_number) take(std::move(page), limit, replace);
      });
}

void IncidentModel::take(std::vector<city::Incident> page, std::int64_t wanted, bool replace) {
  m_reading = false;
  m_more = std::int64_t(page.size()) == wanted;
  if (replace) {
    beginResetModel();
    m_rows = std::move(page);
    endResetModel();
  } else if (!page.empty()) {
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(page.size()) - 1);
    m_rows.insert(m_rows.end(), std::make_move_iterator(page.begin()), std::make_move_iterator(page.end()));
    endInsertRows();
  }
  Q_EMIT loaded();
  if (m_more && replace) countAll();
}

void IncidentModel::countAll() {
  m_countJob.cancel();
  const quint64 number = ++m_countNumber;
  m_countJob = m_session.read(
      tr("List of incidents"),
      [wanted = asked(m_filter)](const store::CityDatabase& city, Progress&) {
        return city::countIncidents(city, wanted);
      },
      this,
      [this, number](std::int64_t count) {
        if (number != m_countNumber) return;
        m_counted = count;
        Q_EMIT loaded();
      });
}

void IncidentModel::readMore() {
  if (m_more && !m_reading) read(std::int64_t(m_rows.size()), kPage, false);
}

void IncidentModel::readTo(const QString& uid) {
  m_seekJob.cancel();
  const quint64 number = ++m_seekNumber;
  if (!m_more || m_reading) return;
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // the case is gone: there is nothing to show in the list
  m_seekJob = m_session.read(
      tr("List of incidents"),
      [wanted = asked(m_filter), id = toUtf8(uid)](const store::CityDatabase& city, Progress&) {
        return placeInList(city, wanted, id);
      },
      this,
      [this, number](std::optional<std::int64_t> place) {
        const auto have = std::int64_t(m_rows.size());
        if (number != m_seekNumber || m_reading || !place || *place < have || *place >= kFarthest) return;
        read(have, *place + kPage - have, false);
      },
      options);
}

std::int64_t IncidentModel::total() const {
  return m_more ? std::max(m_counted, std::int64_t(m_rows.size())) : std::int64_t(m_rows.size());
}

const city::Incident* IncidentModel::incident(int row) const {
  return row >= 0 && row < int(m_rows.size()) ? &m_rows[std::size_t(row)] : nullptr;
}

int IncidentModel::rowOfFid(std::int64_t fid) const {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (m_rows[i].fid == fid) return int(i);
  }
  return -1;
}

int IncidentModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_rows.size());
}
int IncidentModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(columns);
}

QVariant IncidentModel::data(const QModelIndex& index, int role) const {
  const city::Incident* row = incident(index.row());
  if (row == nullptr) return {};
  if (role == fidRole) return qlonglong(row->fid);
  if (role == uidRole) return fromUtf8(row->uid);
  if (role == overdueRole) return isOverdue(*row);
  if (role == Qt::ForegroundRole && index.column() == deadlineColumn && isOverdue(*row)) {
    return QBrush(QColor(0xC0, 0x20, 0x20));
  }
  if (role == Qt::ToolTipRole && index.column() == textColumn) return fromUtf8(row->description);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case numberColumn: return fromUtf8(row->caseNo.empty() ? row->reportNo : row->caseNo);
    case stateColumn: return caseStateText(row->state);
    case categoryColumn: return categoryText(row->codeSystem, row->kind, row->category, row->categoryName);
    case reportedColumn: return cityTimeText(row->reportedAt);
    case deadlineColumn: return cityTimeText(row->deadline);
    case placeColumn: return fromUtf8(!row->address.empty() ? row->address : row->communityName + " " + row->road);
    case textColumn: return fromUtf8(row->description).simplified();
    default: return {};
  }
}

QVariant IncidentModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case numberColumn: return tr("Number");
    case stateColumn: return tr("State");
    case categoryColumn: return tr("Category");
    case reportedColumn: return tr("Reported");
    case deadlineColumn: return tr("Deadline");
    case placeColumn: return tr("Place");
    case textColumn: return tr("Description");
    default: return {};
  }
}

}  // namespace gis::ui
