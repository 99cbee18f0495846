// What is known of a layer, and what of it can be changed.
#pragma once

#include <QDialog>

#include "ui/jobs/city_session.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QTreeWidget;

namespace gis::ui {

/// Title in both languages, origin, extent, CRS, fields with their search ticks, role. Writes on OK.
class LayerPropertiesDialog : public QDialog {
  Q_OBJECT
 public:
  LayerPropertiesDialog(CitySession& session, const QString& layer, QWidget* parent = nullptr);
  void accept() override;

 private:
  void showQuestion(QFormLayout* form);
  CitySession& m_session;
  store::LayerInfo m_info;
  QLineEdit *m_titleZh, *m_titleEn, *m_bureau;
  QTreeWidget* m_fields;
  QLabel* m_origin = nullptr;
  QComboBox *m_role, *m_codeField, *m_nameField;
};

}  // namespace gis::ui
