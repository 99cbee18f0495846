// One condition of a question, built from drop-downs and typed words.
#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "ui/models/selection.h"
#include "ui/panels/field_test_edit.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace gis::ui {

/// A field against values; near other features; a relation to others; in the visible map; selected; SQL. What it cannot
/// show (a shape, a question within the question) it keeps as it is. Thread rule: GUI thread.
class ConditionEditor : public QWidget {
  Q_OBJECT
 public:
  /// What the window knows when it is asked.
  struct Surroundings {
    std::function<query::BoxTest()> visible;
    std::function<FidList(const QString& layer)> selected;
  };
  ConditionEditor(CitySession& session, Surroundings surroundings, QWidget* parent = nullptr);

  void setLayer(const QString& layer);
  void setNames(const std::shared_ptr<const city::SentenceNames>& names);
  /// Shows a condition; nothing: the editor is off.
  void set(const std::optional<query::Condition>& condition);
  /// As it stands. Throws Error(invalidValue) for a value that does not fit.
  [[nodiscard]] query::Condition condition() const;
  void retranslate();

 Q_SIGNALS:
  void edited();

 private:
  enum class Kind { field, distance, relation, overdue, visible, selected, sql, kept };
  void build();
  void fillLayers();
  void kindChanged();
  void tell();
  void setKind(Kind kind);
  [[nodiscard]] Kind kind() const;
  void showOther(const query::OtherSide& other);
  [[nodiscard]] query::OtherSide other() const;
  [[nodiscard]] static bool fits(const query::OtherSide& other);

  CitySession& m_session;
  Surroundings m_surroundings;
  QString m_layer;
  std::optional<query::Condition> m_given;  ///< kept as it is while the kind is "kept", "visible" or "selected"
  bool m_setting = false;
  QComboBox *m_kind, *m_relation, *m_other;
  QDoubleSpinBox* m_metres;
  QLabel* m_metresLabel;
  QWidget* m_place;
  FieldTestEdit *m_own, *m_otherTest;
  QLineEdit* m_sql;
  QLabel* m_note;
  QStackedWidget* m_pages;
};

}  // namespace gis::ui
