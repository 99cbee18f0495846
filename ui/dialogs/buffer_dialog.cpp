#include "ui/dialogs/buffer_dialog.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>

#include "gis_core/query/buffer.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

BufferDialog::BufferDialog(CitySession& session, const QString& layer, QWidget* parent)
    : NewLayerDialog(session, "buffer", parent) {
  setWindowTitle(tr("Buffer"));
  m_metres = named(new QDoubleSpinBox(this), "bufferMetresBox", tr("Distance in metres"));
  m_metres->setRange(-1'000'000, 1'000'000);
  m_metres->setDecimals(2);
  m_metres->setValue(100);
  m_metres->setSuffix(tr(" m"));
  m_metres->setToolTip(tr("Below 0 areas shrink"));
  m_dissolve = named(new QCheckBox(tr("merge the buffers that meet"), this), "bufferDissolveBox",
                     tr("One feature for each connected part, with the number of features in it"));
  form()->addRow(tr("Distance"), m_metres);
  form()->addRow(QString(), m_dissolve);
  connect(m_metres, &QDoubleSpinBox::valueChanged, this, &BufferDialog::changed);
  connect(m_dissolve, &QCheckBox::toggled, this, &BufferDialog::changed);
  begin(layer);
  resize(560, 300);
}

QString BufferDialog::options() const {
  QString text = QStringLiteral("--distance %1").arg(m_metres->value(), 0, 'g', 12);
  if (m_dissolve->isChecked()) text += QStringLiteral(" --dissolve");
  return text;
}

QString BufferDialog::hindrance() const {
  const int dimension = layer()->geometryType->dimension();
  if (m_metres->value() <= 0 && (dimension == 0 || dimension == 1))
    return tr("Points and lines have no inside: give a distance above 0.");
  return {};
}

NewLayerDialog::Work BufferDialog::work() const {
  query::BufferQuery query;
  query.layer = layer()->name;
  query.where = where();
  query.metres = m_metres->value();
  query.dissolve = m_dissolve->isChecked();
  query.into = into();
  return remembered(query, [query](const store::CityDatabase& city, Progress& progress, query::OriginNote* origin) {
    const query::BufferResult result = query::buffer(city, query, progress, origin);
    return NewLayerOutcome{result.rows,     result.vanished,
                           result.repaired, result.withoutGeometry + result.broken,
                           result.setAside, result.setAsideTable};
  });
}

}  // namespace gis::ui
