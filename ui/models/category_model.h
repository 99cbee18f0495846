// Categories of cases that fit what is being typed.
#pragma once

#include <QAbstractListModel>
#include <vector>

#include "gis_core/city/codes.h"

namespace gis::ui {

/// At most 30 categories, best first, by Chinese, English, code, pinyin or initials. GUI thread: a search is
/// a look over 500 names in memory; warm the tables up in a worker first (warmUpCategories).
class CategoryModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { codeRole = Qt::UserRole };
  explicit CategoryModel(QObject* parent = nullptr);

  /// Current matters only, or also components and the older system.
  void setAllSystems(bool all);
  void search(const QString& text);
  /// Null when the row is not there.
  [[nodiscard]] const city::Category* category(int row) const;
  /// The text of one category: "06010 暴露垃圾 · Exposed refuse".
  [[nodiscard]] static QString label(const city::Category& category);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<const city::Category*> m_found;
  bool m_all = false;
};

/// Reads the code tables and spells their names; call it in a worker thread.
void warmUpCategories();

}  // namespace gis::ui
