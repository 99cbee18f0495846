// One comparison of a field with values, chosen and typed.
#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "gis_core/city/question_sentence.h"
#include "gis_core/query/condition.h"
#include "ui/jobs/city_session.h"

class QComboBox;

namespace gis::ui {

/// Field, comparison and value(s) in a row; the values that occur are offered with their names. Objects are called
/// PREFIXFieldBox, PREFIXComparisonBox, PREFIXValueBox. Thread rule: GUI thread.
class FieldTestEdit : public QWidget {
  Q_OBJECT
 public:
  /// `optional`: a first entry stands for no comparison at all.
  FieldTestEdit(CitySession& session, const char* prefix, bool optional, QWidget* parent = nullptr);

  void setLayer(const QString& layer);
  void setNames(std::shared_ptr<const city::SentenceNames> names) { m_names = std::move(names); }
  void set(const std::optional<query::FieldTest>& test);
  /// What is chosen; nothing without a field. Throws Error(invalidValue) for a value that does not fit the field.
  [[nodiscard]] std::optional<query::FieldTest> test() const;
  void retranslate();

 Q_SIGNALS:
  void edited();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void fillFields();
  void fieldChanged();
  void offerValues();
  [[nodiscard]] query::Comparison comparison() const;
  [[nodiscard]] const store::Field* field() const;
  [[nodiscard]] QString shown(const store::Value& value) const;
  [[nodiscard]] store::Value typed(const QString& text) const;
  [[nodiscard]] QString parameterNamed(const QString& text, int before) const;

  CitySession& m_session;
  bool m_optional;
  QString m_layer;
  std::shared_ptr<const city::SentenceNames> m_names;
  QComboBox *m_field, *m_comparison, *m_value;
  JobHandle m_job;
  bool m_setting = false;
  bool m_offers = false;  ///< values are wanted as soon as it is seen
};

}  // namespace gis::ui
