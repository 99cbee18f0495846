// A layer's rows as an item model that reads only what is looked at.
#pragma once

#include <QAbstractTableModel>
#include <QPointer>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "gis_core/store/features.h"
#include "gis_core/store/table_rows.h"
#include "ui/jobs/city_session.h"

namespace gis::ui {

/// One allowed value of a column with a domain: what is stored, and what it means.
struct DomainValue {
  QString code;
  QString label;
};

/// Rows of a layer in a chosen order. It keeps the fids (eight bytes a row) and the pages of rows looked at
/// lately; a page that is not there yet shows "…" and arrives from a job. Sorting, filtering and
/// "selected only" are the database's work. Editing goes through the session's edit command.
/// Column 0 is the fid. Thread rule: GUI thread.
class FeatureTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Role { kFidRole = Qt::UserRole + 1, kRawRole };

  explicit FeatureTableModel(CitySession& session, QObject* parent = nullptr);

  /// Shows this layer (all rows, by fid); an empty name shows nothing.
  void setLayer(const QString& name);
  [[nodiscard]] QString layerName() const { return m_layerName; }
  [[nodiscard]] const store::LayerInfo* layer() const { return m_layer ? &*m_layer : nullptr; }

  /// The user's SQL condition; a bad one ends in filterRefused() and the old rows stay.
  void setFilter(const QString& where);
  [[nodiscard]] QString filter() const { return QString::fromStdString(m_order.where); }
  /// Only these rows, be they none; nothing: all again.
  void setOnlyFids(std::optional<std::vector<std::int64_t>> fids);
  [[nodiscard]] bool showsOnlySome() const { return m_onlySome; }
  /// Rows are ordered by ascending fid: what is looked up by fid is found quickly.
  [[nodiscard]] bool isInFidOrder() const { return m_order.orderBy.empty() && !m_order.descending; }
  [[nodiscard]] const store::TableOrder& order() const { return m_order; }
  void setDomain(const QString& field, std::vector<DomainValue> values);
  /// What the header shows instead of the columns' names, by these; the tool tip keeps the name, which conditions use.
  void setTitles(std::map<QString, QString> titles);
  [[nodiscard]] const std::vector<DomainValue>* domain(int column) const;
  [[nodiscard]] std::optional<std::int64_t> fidAt(int row) const;
  /// The row that shows a fid, or −1. Linear over the fids (a million: half a millisecond) unless in fid order.
  [[nodiscard]] int rowOf(std::int64_t fid) const;
  [[nodiscard]] const std::vector<std::int64_t>& fids() const { return m_fids; }
  [[nodiscard]] bool isLoading() const { return m_loading; }
  void reload();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  void sort(int column, Qt::SortOrder order) override;

  /// A cell as people read it; nothing stored → empty text.
  [[nodiscard]] static QString display(const store::Value& value, store::FieldType type);
  /// What was typed → a value of the column's type. Throws Error(invalidValue) with a sentence.
  [[nodiscard]] static store::Value parse(const QString& text, const store::Field& field);

 Q_SIGNALS:
  void loadingChanged();
  void filterRefused(const QString& sentence);
  void editRefused(const QString& sentence);

 private:
  using Page = std::vector<std::optional<store::Feature>>;

  void loadOrder();
  void takeOrder(std::vector<std::int64_t> fids, bool complete);
  void requestPage(std::size_t page) const;
  void readWantedPages();
  void takePage(std::size_t page, Page rows);
  /// Without asking for the page: null when it is not here.
  [[nodiscard]] const store::Feature* loadedFeature(int row) const;
  [[nodiscard]] const store::Feature* featureAt(int row) const;
  void onDataChanged(const QString& layer, const std::vector<std::int64_t>& fids);
  void onLayersChanged();

  CitySession& m_session;
  QString m_layerName;
  std::optional<store::LayerInfo> m_layer;
  store::TableOrder m_order;
  bool m_onlySome = false;
  std::vector<std::int64_t> m_fids;
  std::map<std::size_t, Page> m_pages;
  mutable std::vector<std::size_t> m_wanted;  ///< pages asked for while painting, newest last
  std::set<std::size_t> m_reading;            ///< pages on their way
  mutable std::vector<std::size_t> m_used;    ///< page numbers, least lately used first
  std::map<QString, std::vector<DomainValue>> m_domains;
  std::map<QString, QString> m_titles;
  QTimer m_readTimer;
  QTimer m_reloadTimer;
  JobHandle m_orderJob;
  quint64 m_generation = 0;  ///< results of an earlier order are dropped
  bool m_loading = false;
};

}  // namespace gis::ui
