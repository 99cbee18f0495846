#include "ui/models/feature_table_model.h"

#include <QBrush>
#include <QPalette>
#include <algorithm>
#include <array>
#include <charconv>

#include "gis_core/base/error.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/value_text.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {
namespace {

constexpr std::size_t kPageRows = 256;
constexpr std::size_t kPagesKept = 64;     // about 16,000 rows around what was looked at
constexpr std::int64_t kFirstRows = 1000;  // shown at once, while the whole order is still being read
constexpr std::size_t kFewFids = 64;       // more changed rows than this: read the order anew

}  // namespace

FeatureTableModel::FeatureTableModel(CitySession& session, QObject* parent)
    : QAbstractTableModel(parent), m_session(session) {
  m_readTimer.setSingleShot(true);
  m_readTimer.setInterval(0);
  connect(&m_readTimer, &QTimer::timeout, this, &FeatureTableModel::readWantedPages);
  m_reloadTimer.setSingleShot(true);
  m_reloadTimer.setInterval(200);  // many changes in a row become one reading
  connect(&m_reloadTimer, &QTimer::timeout, this, &FeatureTableModel::loadOrder);
  connect(&session, &CitySession::dataChanged, this, &FeatureTableModel::onDataChanged);
  connect(&session, &CitySession::layersChanged, this, &FeatureTableModel::onLayersChanged);
  connect(&session, &CitySession::closed, this, [this] { setLayer({}); });
}

void FeatureTableModel::setLayer(const QString& name) {
  beginResetModel();
  if (name != m_layerName) m_domains.clear();
  m_layerName = name;
  m_layer.reset();
  if (const store::LayerInfo* info = m_session.layer(name)) m_layer = *info;
  m_order = {};
  m_onlySome = false;
  m_fids.clear();
  m_pages.clear();
  m_used.clear();
  ++m_generation;
  endResetModel();
  loadOrder();
}

void FeatureTableModel::setFilter(const QString& where) {
  m_order.where = where.trimmed().toStdString();
  loadOrder();
}

void FeatureTableModel::setOnlyFids(std::optional<std::vector<std::int64_t>> fids) {
  m_onlySome = fids.has_value();
  m_order.onlyFids = std::move(fids).value_or(std::vector<std::int64_t>{});
  loadOrder();
}

void FeatureTableModel::setDomain(const QString& field, std::vector<DomainValue> values) {
  m_domains[field] = std::move(values);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void FeatureTableModel::setTitles(std::map<QString, QString> titles) {
  m_titles = std::move(titles);
  if (columnCount() > 0) Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

const std::vector<DomainValue>* FeatureTableModel::domain(int column) const {
  if (!m_layer || column < 1 || column > static_cast<int>(m_layer->fields.size())) return nullptr;
  const auto found = m_domains.find(fromUtf8(m_layer->fields[static_cast<std::size_t>(column - 1)].name));
  return found == m_domains.end() ? nullptr : &found->second;
}

void FeatureTableModel::sort(int column, Qt::SortOrder order) {
  if (!m_layer) return;
  m_order.orderBy = column >= 1 && column <= static_cast<int>(m_layer->fields.size())
                        ? m_layer->fields[static_cast<std::size_t>(column - 1)].name
                        : std::string();
  m_order.descending = order == Qt::DescendingOrder;
  loadOrder();
}

void FeatureTableModel::reload() {
  loadOrder();
}

void FeatureTableModel::loadOrder() {
  m_orderJob.cancel();
  const quint64 generation = ++m_generation;
  m_reading.clear();
  if (!m_layer) return;
  m_loading = true;
  Q_EMIT loadingChanged();
  if (m_onlySome && m_order.onlyFids.empty()) {  // an order of no fids would mean all
    takeOrder({}, true);
    return;
  }
  const auto refused = [this, generation](const QString& text, const Error&) {
    if (generation != m_generation) return;
    m_loading = false;
    Q_EMIT loadingChanged();
    Q_EMIT filterRefused(text);
  };
  store::TableOrder shown = m_order;
  shown.where = shownRows(*m_layer, m_order.where);
  const auto read = [layer = *m_layer, order = std::move(shown)](std::int64_t limit) {
    return [layer, order, limit](const store::CityDatabase& city, Progress& progress) {
      return store::orderedFids(city.connection(), layer, order, limit, progress.token());
    };
  };
  JobOptions options;
  options.onError = refused;
  m_orderJob = m_session.read(
      tr("Read the table"), read(kFirstRows), this,
      [this, generation, read, refused](std::vector<std::int64_t> fids) {
        if (generation != m_generation) return;
        const bool complete = static_cast<std::int64_t>(fids.size()) < kFirstRows;
        takeOrder(std::move(fids), complete);
        if (complete) return;
        JobOptions rest;
        rest.onError = refused;
        m_orderJob = m_session.readLong(
            tr("Read the table"), read(-1), this,
            [this, generation](std::vector<std::int64_t> all) {
              if (generation == m_generation) takeOrder(std::move(all), true);
            },
            rest);
      },
      options);
}

void FeatureTableModel::takeOrder(std::vector<std::int64_t> fids, bool complete) {
  const bool grows =
      fids.size() > m_fids.size() && !m_fids.empty() && std::equal(m_fids.begin(), m_fids.end(), fids.begin());
  if (grows) {
    beginInsertRows({}, static_cast<int>(m_fids.size()), static_cast<int>(fids.size()) - 1);
    m_fids = std::move(fids);
    // the last page may have been short
    if (!m_pages.empty()) m_pages.erase(std::prev(m_pages.end()));
    endInsertRows();
  } else if (fids != m_fids) {
    beginResetModel();
    m_fids = std::move(fids);
    m_pages.clear();
    m_used.clear();
    endResetModel();
  } else if (!m_fids.empty()) {
    m_pages.clear();
    m_used.clear();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  }
  if (complete) {
    m_loading = false;
    Q_EMIT loadingChanged();
  }
}

int FeatureTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_fids.size());
}

int FeatureTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_layer ? 0 : static_cast<int>(m_layer->fields.size()) + 1;
}

void FeatureTableModel::requestPage(std::size_t page) const {
  if (std::find(m_wanted.begin(), m_wanted.end(), page) != m_wanted.end()) return;
  m_wanted.push_back(page);
  const_cast<QTimer&>(m_readTimer).start();
}

void FeatureTableModel::readWantedPages() {
  if (!m_layer) return;
  // only what is still looked at: a drag of the scroll bar asks for hundreds of pages and needs the last few
  constexpr std::size_t kAtOnce = 3;
  if (m_wanted.size() > kAtOnce)
    m_wanted.erase(m_wanted.begin(), m_wanted.end() - static_cast<std::ptrdiff_t>(kAtOnce));
  for (const std::size_t page : m_wanted) {
    const std::size_t first = page * kPageRows;
    if (first >= m_fids.size() || m_pages.count(page) != 0 || !m_reading.insert(page).second) continue;
    const std::size_t last = std::min(first + kPageRows, m_fids.size());
    store::FeatureRequest request;
    request.geometry = false;
    request.fids.assign(m_fids.begin() + static_cast<std::ptrdiff_t>(first),
                        m_fids.begin() + static_cast<std::ptrdiff_t>(last));
    JobOptions options;
    options.onError = [this, page](const QString& sentence, const Error&) {
      m_reading.erase(page);
      Q_EMIT filterRefused(sentence);
    };
    m_session.read(
        tr("Read the table"),
        [layer = *m_layer, request](const store::CityDatabase& city, Progress& progress) {
          std::map<std::int64_t, store::Feature> byFid;
          store::readFeatures(
              city.connection(), layer, request,
              [&](store::Feature& feature) {
                byFid.emplace(feature.fid, std::move(feature));
                return true;
              },
              progress.token());
          Page rows;
          for (const std::int64_t fid : request.fids) {
            const auto found = byFid.find(fid);
            rows.push_back(found == byFid.end() ? std::nullopt : std::optional(std::move(found->second)));
          }
          return rows;
        },
        this,
        [this, page, generation = m_generation](Page rows) {
          m_reading.erase(page);
          if (generation == m_generation) takePage(page, std::move(rows));
        },
        options);
  }
  m_wanted.clear();
}

void FeatureTableModel::takePage(std::size_t page, Page rows) {
  const std::size_t first = page * kPageRows;
  if (first >= m_fids.size()) return;
  const int last = static_cast<int>(std::min(first + kPageRows, m_fids.size())) - 1;
  const bool gone = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return !row.has_value(); });
  // read before the order grew: asked for again when it is painted
  if (rows.size() == static_cast<std::size_t>(last) + 1 - first) {
    m_pages[page] = std::move(rows);
    m_used.push_back(page);
  }
  while (m_pages.size() > kPagesKept) {
    m_pages.erase(m_used.front());
    m_used.erase(m_used.begin());
  }
  Q_EMIT dataChanged(index(static_cast<int>(first), 0), index(last, columnCount() - 1));
  if (gone) m_reloadTimer.start();  // rows were removed since the order was read
}

const store::Feature* FeatureTableModel::featureAt(int row) const {
  if (m_pages.count(static_cast<std::size_t>(row) / kPageRows) == 0) {
    requestPage(static_cast<std::size_t>(row) / kPageRows);
    return nullptr;
  }
  return loadedFeature(row);
}

const store::Feature* FeatureTableModel::loadedFeature(int row) const {
  const auto found = m_pages.find(static_cast<std::size_t>(row) / kPageRows);
  if (found == m_pages.end()) return nullptr;
  const std::size_t at = static_cast<std::size_t>(row) % kPageRows;
  if (at >= found->second.size() || !found->second[at]) return nullptr;
  return &*found->second[at];
}

std::optional<std::int64_t> FeatureTableModel::fidAt(int row) const {
  if (row < 0 || row >= rowCount()) return std::nullopt;
  return m_fids[static_cast<std::size_t>(row)];
}

int FeatureTableModel::rowOf(std::int64_t fid) const {
  const auto found = isInFidOrder() ? std::lower_bound(m_fids.begin(), m_fids.end(), fid)
                                    : std::find(m_fids.begin(), m_fids.end(), fid);
  return found == m_fids.end() || *found != fid ? -1 : static_cast<int>(found - m_fids.begin());
}

QString FeatureTableModel::display(const store::Value& value, store::FieldType type) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    if (type == store::FieldType::boolean) return *integer != 0 ? tr("yes") : tr("no");
    return QString::number(*integer);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *real);
    return QString::fromLatin1(digits.data(), end.ptr - digits.data());
  }
  if (const auto* text = std::get_if<std::string>(&value)) return fromUtf8(*text);
  if (const auto* bytes = std::get_if<geom::Bytes>(&value))
    return tr("(%n byte(s))", nullptr, static_cast<int>(bytes->size()));
  return {};
}

QVariant FeatureTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_layer) return {};
  const std::int64_t fid = m_fids[static_cast<std::size_t>(index.row())];
  if (role == kFidRole) return QVariant::fromValue<qint64>(fid);
  const bool shown = role == Qt::DisplayRole || role == Qt::EditRole || role == kRawRole || role == Qt::ToolTipRole;
  if (index.column() == 0) {
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignRight | Qt::AlignVCenter);
    return shown && role != Qt::ToolTipRole ? QVariant::fromValue<qint64>(fid) : QVariant();
  }
  const auto column = static_cast<std::size_t>(index.column() - 1);
  const store::Field& field = m_layer->fields[column];
  if (role == Qt::TextAlignmentRole) {
    const bool number = field.type == store::FieldType::integer || field.type == store::FieldType::real;
    return int((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (!shown && role != Qt::ForegroundRole) return {};
  const store::Feature* feature = featureAt(index.row());
  if (feature == nullptr) return role == Qt::DisplayRole ? QVariant(QStringLiteral("…")) : QVariant();
  const store::Value& value = feature->values[column];
  const bool isNull = std::holds_alternative<std::monostate>(value);
  if (role == Qt::ForegroundRole)
    return isNull ? QVariant(QPalette().brush(QPalette::Disabled, QPalette::Text)) : QVariant();
  if (isNull) return role == Qt::DisplayRole ? QVariant(QStringLiteral("NULL")) : QVariant();
  const QString text = display(value, field.type);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return text;
  if (const auto* values = domain(index.column())) {
    for (const DomainValue& item : *values) {
      if (item.code == text) return item.code + QLatin1Char(' ') + item.label;
    }
  }
  return role == Qt::ToolTipRole && text.size() < 40 ? QVariant() : QVariant(text);
}

QVariant FeatureTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
  if (!m_layer || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
  if (section == 0) return QStringLiteral("fid");
  const store::Field& field = m_layer->fields[static_cast<std::size_t>(section - 1)];
  if (role == Qt::ToolTipRole)
    return fromUtf8(field.name) + QStringLiteral(" (%1)").arg(QLatin1String(store::fieldTypeName(field.type)));
  const QString name = fromUtf8(field.name);
  const auto title = m_titles.find(name);
  return title == m_titles.end() ? name : title->second;
}

Qt::ItemFlags FeatureTableModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags out = QAbstractTableModel::flags(index);
  if (!m_layer || index.column() == 0 || m_session.isReadOnly()) return out;
  const store::Field& field = m_layer->fields[static_cast<std::size_t>(index.column() - 1)];
  // what belongs to the life cycle of cases changes through their own form
  const bool ruled = m_layer->name == store::kCaseTable && !store::isFreeCaseColumn(field.name);
  if (field.type != store::FieldType::blob && !ruled && loadedFeature(index.row()) != nullptr)
    out |= Qt::ItemIsEditable;
  return out;
}

store::Value FeatureTableModel::parse(const QString& text, const store::Field& field) {
  if (field.type == store::FieldType::boolean) {
    // the words that display() shows
    if (text.trimmed() == tr("yes")) return std::int64_t{1};
    if (text.trimmed() == tr("no")) return std::int64_t{0};
  }
  return store::parseValue(toUtf8(text), field);
}

bool FeatureTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !m_layer || index.column() == 0) return false;
  const auto column = static_cast<std::size_t>(index.column() - 1);
  const store::Field& field = m_layer->fields[column];
  const store::Feature* feature = featureAt(index.row());
  if (feature == nullptr) return false;
  store::Value typed;
  try {
    if (!value.isNull()) typed = parse(value.toString(), field);
  } catch (const Error& error) {
    Q_EMIT editRefused(sentence(error));
    return false;
  }
  if (typed == feature->values[column]) return true;
  store::EditCommand command;
  command.reason = GIS_TR("edit a cell");
  command.rows.push_back({store::RowEdit::Kind::update, m_layer->name, feature->fid, {}, {{field.name, typed}}});
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { Q_EMIT editRefused(text); };
  m_session.applyEdit(tr("Edit a cell"), std::move(command), this, {}, options);
  return true;
}

void FeatureTableModel::onDataChanged(const QString& layer, const std::vector<std::int64_t>& fids) {
  if (layer != m_layerName) return;
  if (fids.empty() || fids.size() > kFewFids) {
    m_reloadTimer.start();
    return;
  }
  for (const std::int64_t fid : fids) {
    const int row = rowOf(fid);
    if (row < 0) {
      m_reloadTimer.start();
      continue;
    }
    const std::size_t page = static_cast<std::size_t>(row) / kPageRows;
    m_pages.erase(page);
    m_reading.erase(page);  // what is on its way may be from before the change: it is asked for once more
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
  }
}

void FeatureTableModel::onLayersChanged() {
  if (m_layerName.isEmpty()) return;
  const store::LayerInfo* info = m_session.layer(m_layerName);
  if (info == nullptr) {
    setLayer({});
  } else if (!m_layer || info->fields != m_layer->fields) {
    const store::TableOrder order = m_order;
    setLayer(m_layerName);
    m_order.where = order.where;
    m_order.onlyFids = order.onlyFids;
    loadOrder();
  } else {
    const bool filtered = info->filter != m_layer->filter;
    m_layer = *info;
    if (filtered) loadOrder();
  }
}

}  // namespace gis::ui
