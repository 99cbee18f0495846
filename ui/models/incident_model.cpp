#include "ui/models/incident_model.h"

#include <QBrush>
#include <QColor>
#include <QCoreApplication>
#include <algorithm>

#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

constexpr std::int64_t kFirstCases = 200;
constexpr int kAhead = 60;                 // rows read around the one that is looked at
constexpr std::size_t kMostKept = 20'000;  // rows kept in memory, some 40 MB

std::vector<city::Incident> casesByFid(const store::CityDatabase& city, const std::vector<std::int64_t>& fids) {
  city::IncidentFilter one;
  std::string list;
  for (const std::int64_t fid : fids) list += (list.empty() ? "" : ",") + std::to_string(fid);
  one.where = "fid IN (" + list + ")";
  return city::listIncidents(city, one);
}

}  // namespace

city::IncidentFilter askedCases(const IncidentListFilter& filter) {
  city::IncidentFilter wanted;
  wanted.state = toUtf8(filter.state);
  wanted.text = toUtf8(filter.text);
  wanted.role = toUtf8(filter.role);
  wanted.category = toUtf8(filter.category);
  wanted.urgency = toUtf8(filter.urgency);
  wanted.source = toUtf8(filter.source);
  wanted.department = toUtf8(filter.department);
  wanted.handler = toUtf8(filter.handler);
  wanted.district = toUtf8(filter.district);
  wanted.subdistrict = toUtf8(filter.subdistrict);
  wanted.community = toUtf8(filter.community);
  wanted.grid = toUtf8(filter.grid);
  wanted.box = filter.box;
  const UtcMillis now = utcNow();
  const auto [today, tomorrow] = city::cityDay(now);
  wanted.openOnly = filter.openOnly;
  if (filter.overdueOnly) wanted.overdueAt = now;
  // the same cases that the board counts
  wanted.runningOnly = filter.dueToday || filter.dueSoon;
  if (filter.dueToday) {
    wanted.dueFrom = today;
    wanted.dueTo = tomorrow;
  }
  if (filter.dueSoon) {
    wanted.dueFrom = now;
    wanted.dueTo = now + city::kDueSoon;
  }
  if (filter.reportedFrom != 0) wanted.reportedFrom = filter.reportedFrom;
  if (filter.reportedTo != 0) wanted.reportedTo = filter.reportedTo;
  if (filter.reportedToday) {
    wanted.reportedFrom = today;
    wanted.reportedTo = tomorrow;
  }
  if (filter.closedToday) {
    wanted.closedFrom = today;
    wanted.closedTo = tomorrow;
  }
  return wanted;
}

QString caseStateText(const std::string& state) {
  return caseStateText(state, isChinese());
}

QString categoryText(const std::string& system, const std::string& kind, const std::string& code,
                     const std::string& nameZh) {
  return categoryText(system, kind, code, nameZh, isChinese());
}

IncidentModel::IncidentModel(CitySession& session, CaseKeeper& keeper, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_keeper(keeper) {
  m_wantTimer.setSingleShot(true);
  m_wantTimer.setInterval(0);
  connect(&m_wantTimer, &QTimer::timeout, this, &IncidentModel::readWanted);
  connect(&session, &CitySession::opened, this, &IncidentModel::readFirst);
  connect(&session, &CitySession::closed, this, [this] {
    ++m_number;
    ++m_seekNumber;
    m_counted = 0;
    beginResetModel();
    m_order.clear();
    m_rows.clear();
    m_wanted.clear();
    m_reading.clear();
    m_partial = true;
    endResetModel();
  });
  connect(&keeper, &CaseKeeper::ready, this, &IncidentModel::reload);
  connect(&keeper, &CaseKeeper::updated, this, [this](const std::vector<std::int64_t>& fids) {
    refresh(fids);
    reload();
  });
}

void IncidentModel::setFilter(const IncidentListFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  reload();
}

void IncidentModel::sort(int column, Qt::SortOrder order) {
  static constexpr city::CaseOrder kOrders[columns] = {
      city::CaseOrder::number,   city::CaseOrder::state, city::CaseOrder::category,   city::CaseOrder::reported,
      city::CaseOrder::deadline, city::CaseOrder::place, city::CaseOrder::description};
  if (column < 0 || column >= columns) return;
  const city::CaseSort wanted{kOrders[column], order == Qt::DescendingOrder};
  if (wanted == m_sort) return;
  m_sort = wanted;
  reload();
}

void IncidentModel::reload() {
  if (!m_session.isOpen()) return;
  // What is on screen stays until the answer is here: no flicker, and the place in the list is kept.
  const auto table = m_keeper.table();
  if (table && (m_filter.text.trimmed().isEmpty() || m_keeper.hasTexts())) {
    readOrder();
  } else {
    readFirst();
  }
}

void IncidentModel::readFirst() {
  m_job.cancel();
  m_countJob.cancel();
  const quint64 number = ++m_number;
  city::IncidentFilter wanted = askedCases(m_filter);
  const city::IncidentFilter counted = wanted;
  wanted.limit = kFirstCases;
  m_job = m_session.read(
      tr("List of incidents"),
      [wanted](const store::CityDatabase& city, Progress& progress) {
        return city::listIncidents(city, wanted, progress.token());
      },
      this,
      [this, number, counted](std::vector<city::Incident> page) {
        if (number != m_number) return;
        std::vector<std::int64_t> order;
        order.reserve(page.size());
        for (const city::Incident& one : page) order.push_back(one.fid);
        m_partial = page.size() == std::size_t(kFirstCases);
        m_counted = std::int64_t(page.size());
        takeRows(std::move(page));
        takeOrder(std::move(order));
        if (!m_partial) return;
        m_countJob = m_session.read(
            tr("List of incidents"),
            [counted](const store::CityDatabase& city, Progress&) { return city::countIncidents(city, counted); }, this,
            [this, number](std::int64_t count) {
              if (number != m_number) return;
              m_counted = count;
              Q_EMIT loaded();
            });
      });
}

void IncidentModel::readOrder() {
  m_job.cancel();
  m_countJob.cancel();
  const quint64 number = ++m_number;
  struct Answer {
    std::vector<std::int64_t> order;
    std::vector<city::Incident> first;
  };
  const int looked = m_order.empty() ? 0 : -1;
  m_job = m_session.read(
      tr("List of incidents"),
      [table = m_keeper.table(), wanted = askedCases(m_filter), sort = m_sort, looked](const store::CityDatabase& city,
                                                                                       Progress& progress) {
        Answer answer;
        answer.order = table->rows(wanted, sort, progress.token());
        // the rows that are seen at once come along, so that nothing is drawn empty first
        const std::size_t head = std::min<std::size_t>(answer.order.size(), looked == 0 ? 60 : 40);
        if (head > 0)
          answer.first = casesByFid(city, {answer.order.begin(), answer.order.begin() + std::ptrdiff_t(head)});
        return answer;
      },
      this,
      [this, number](Answer answer) {
        if (number != m_number) return;
        m_partial = false;
        m_counted = std::int64_t(answer.order.size());
        takeRows(std::move(answer.first));
        takeOrder(std::move(answer.order));
      });
}

void IncidentModel::takeOrder(std::vector<std::int64_t> order) {
  const std::size_t had = m_order.size(), has = order.size(), least = std::min(had, has);
  std::size_t head = 0, tail = 0;
  while (head < least && m_order[head] == order[head]) ++head;
  while (tail < least - head && m_order[had - 1 - tail] == order[has - 1 - tail]) ++tail;
  if (had == has && head == had) {
    // nothing moved
  } else if (head + tail == had && has > had) {
    beginInsertRows({}, int(head), int(has - tail) - 1);
    m_order = std::move(order);
    endInsertRows();
  } else if (head + tail == has && had > has) {
    beginRemoveRows({}, int(head), int(had - tail) - 1);
    m_order = std::move(order);
    endRemoveRows();
  } else {
    Q_EMIT layoutAboutToBeChanged();
    // selections and the current row are kept by the case, not by its place
    const QModelIndexList before = persistentIndexList();
    std::vector<std::int64_t> fids;
    std::unordered_map<std::int64_t, int> rows;
    for (const QModelIndex& index : before) {
      fids.push_back(m_order[std::size_t(index.row())]);
      rows.emplace(fids.back(), -1);
    }
    m_order = std::move(order);
    for (std::size_t row = 0; !rows.empty() && row < m_order.size(); ++row) {
      if (const auto kept = rows.find(m_order[row]); kept != rows.end()) kept->second = int(row);
    }
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
      const int row = rows[fids[std::size_t(i)]];
      after << (row < 0 ? QModelIndex() : index(row, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
  }
  Q_EMIT loaded();
}

void IncidentModel::takeRows(std::vector<city::Incident> rows) {
  if (m_rows.size() + rows.size() > kMostKept) m_rows.clear();
  for (city::Incident& one : rows) {
    m_reading.erase(one.fid);
    m_rows[one.fid] = std::move(one);
  }
}

void IncidentModel::wantRow(int row) const {
  const int last = std::min(int(m_order.size()), row + kAhead);
  bool any = false;
  for (int i = std::max(0, row - kAhead); i < last; ++i) {
    const std::int64_t fid = m_order[std::size_t(i)];
    if (m_rows.count(fid) != 0 || m_reading.count(fid) != 0) continue;
    any |= m_wanted.insert(fid).second;
  }
  if (any && !m_wantTimer.isActive()) m_wantTimer.start();
}

void IncidentModel::readWanted() {
  std::vector<std::int64_t> fids(m_wanted.begin(), m_wanted.end());
  m_wanted.clear();
  if (fids.empty() || !m_session.isOpen()) return;
  m_reading.insert(fids.begin(), fids.end());
  JobOptions options;
  options.onError = [this, fids](const QString&, const Error&) {
    for (const std::int64_t fid : fids) m_reading.erase(fid);
  };
  m_session.read(
      tr("List of incidents"), [fids](const store::CityDatabase& city, Progress&) { return casesByFid(city, fids); },
      this,
      [this, fids](std::vector<city::Incident> rows) {
        for (const std::int64_t fid : fids) m_reading.erase(fid);
        takeRows(std::move(rows));
        // a view draws again what it shows of them
        if (!m_order.empty()) Q_EMIT dataChanged(index(0, 0), index(int(m_order.size()) - 1, columns - 1));
      },
      options);
}

void IncidentModel::refresh(const std::vector<std::int64_t>& fids) {
  for (const std::int64_t fid : fids) {
    if (m_rows.count(fid) != 0) m_wanted.insert(fid);
  }
  if (fids.empty()) m_rows.clear();
  if (!m_wanted.empty()) m_wantTimer.start();
}

void IncidentModel::find(const QString& id) {
  m_seekJob.cancel();
  const quint64 number = ++m_seekNumber;
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // the case is gone: there is nothing to show in the list
  m_seekJob = m_session.read(
      tr("List of incidents"),
      [wanted = toUtf8(id)](const store::CityDatabase& city, Progress&) { return city::incidentById(city, wanted); },
      this,
      [this, number, id](city::Incident one) {
        if (number != m_seekNumber) return;
        const int row = rowOfFid(one.fid);
        std::vector<city::Incident> rows;
        rows.push_back(std::move(one));
        takeRows(std::move(rows));
        Q_EMIT found(id, row);
      },
      options);
}

std::int64_t IncidentModel::total() const {
  return std::max(m_counted, std::int64_t(m_order.size()));
}

const city::Incident* IncidentModel::incident(int row) const {
  if (row < 0 || row >= int(m_order.size())) return nullptr;
  const auto found = m_rows.find(m_order[std::size_t(row)]);
  if (found != m_rows.end()) return &found->second;
  wantRow(row);
  return nullptr;
}

std::int64_t IncidentModel::fidOf(int row) const {
  return row >= 0 && row < int(m_order.size()) ? m_order[std::size_t(row)] : 0;
}

int IncidentModel::rowOfFid(std::int64_t fid) const {
  const auto place = std::find(m_order.begin(), m_order.end(), fid);
  return place == m_order.end() ? -1 : int(place - m_order.begin());
}

int IncidentModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(m_order.size());
}

int IncidentModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(columns);
}

QVariant IncidentModel::data(const QModelIndex& index, int role) const {
  if (role == fidRole) return qlonglong(fidOf(index.row()));
  const city::Incident* row = incident(index.row());
  if (row == nullptr) {
    if (role == uidRole) return QString::number(fidOf(index.row()));  // good for opening, too
    return role == Qt::DisplayRole && index.column() == numberColumn ? QVariant(QStringLiteral("…")) : QVariant();
  }
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
