// A form made from the fields of a layer: one feature's attributes.
#pragma once

#include <QDialog>
#include <functional>
#include <optional>
#include <vector>

#include "gis_core/store/field_rules.h"
#include "ui/jobs/city_session.h"
#include "ui/models/field_domain.h"

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace gis::ui {

/// What the form shows; read in a worker thread.
struct FeatureFormContent {
  store::LayerInfo layer;
  store::FieldRules rules;
  std::map<QString, QString> titles;
  std::map<QString, std::vector<CodedName>> domains;
  std::vector<store::Value> values;  ///< by field
};

/// Fields with codes are chosen from a list, required ones have a star, limits stand behind the field, columns of bytes
/// show and take pictures; what is wrong is said at the field, and OK waits for it. New features (fid 0) come with
/// their shape. The feature is written by one edit; nothing is lost when that is refused. Objects: featureForm,
/// featureField_NAME, featureFormStatus. GUI thread.
class FeatureForm : public QDialog {
  Q_OBJECT
 public:
  /// Reads what is needed and opens it. `wkb`: of a new feature. Several fids: only the fields that are changed are
  /// written, to all of them.
  static FeatureForm* open(CitySession& session, const QString& layer, std::vector<std::int64_t> fids,
                           const geom::Bytes& wkb, QWidget* parent);

 Q_SIGNALS:
  void saved(const QString& layer, const std::vector<std::int64_t>& fids);

 private:
  FeatureForm(CitySession& session, const QString& layer, std::vector<std::int64_t> fids, geom::Bytes wkb,
              QWidget* parent);
  void read();
  void fill(FeatureFormContent content);
  [[nodiscard]] QWidget* makeField(std::size_t field);
  [[nodiscard]] QString textOf(std::size_t field) const;
  [[nodiscard]] bool isChanged(std::size_t field) const;
  /// The value; nothing when it is wrong, and `why` says it.
  [[nodiscard]] std::optional<store::Value> valueOf(std::size_t field, QString& why) const;
  void check();
  void save();
  void changeMany(const store::ColumnValues& values);
  [[nodiscard]] JobOptions endings();

  struct Row {
    QWidget* editor = nullptr;
    QLabel* fault = nullptr;
    QString shown;  ///< as it was filled in: what is still the same is not written
  };

  CitySession& m_session;
  QString m_layerName;
  std::vector<std::int64_t> m_fids;
  geom::Bytes m_wkb;
  FeatureFormContent m_content;
  std::vector<Row> m_rows;
  QFormLayout* m_form;
  QLabel* m_status;
  QPushButton* m_ok;
};

}  // namespace gis::ui
