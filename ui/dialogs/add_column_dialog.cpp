#include "ui/dialogs/add_column_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/feature_table_model.h"

namespace gis::ui {

void AddColumnDialog::open(CitySession& session, const store::LayerInfo& layer, QWidget* parent) {
  auto* dialog = new AddColumnDialog(session, layer, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

AddColumnDialog::AddColumnDialog(CitySession& session, store::LayerInfo layer, QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(std::move(layer)) {
  setObjectName(QStringLiteral("addColumnDialog"));
  setWindowTitle(tr("Add a column to %1").arg(CitySession::layerTitle(m_layer)));
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  const auto named = [](QWidget* widget, const char* name, const QString& accessible) {
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
  };
  m_name = new QLineEdit(this);
  named(m_name, "addColumnNameEdit", tr("Name"));
  m_type = new QComboBox(this);
  named(m_type, "addColumnTypeBox", tr("Type"));
  const std::vector<std::pair<QString, store::FieldType>> types{{tr("Text"), store::FieldType::text},
                                                                {tr("Whole number"), store::FieldType::integer},
                                                                {tr("Decimal number"), store::FieldType::real},
                                                                {tr("Date"), store::FieldType::date},
                                                                {tr("Date and time"), store::FieldType::datetime},
                                                                {tr("Yes or no"), store::FieldType::boolean},
                                                                {tr("Picture"), store::FieldType::blob}};
  for (const auto& [title, type] : types) m_type->addItem(title, int(type));
  m_insert = new QComboBox(this);
  named(m_insert, "addColumnInsertBox", tr("Insert a column or function"));
  m_insert->addItem(tr("Insert a column or function…"));
  for (const store::Field& f : m_layer.fields) m_insert->addItem(fromUtf8(store::quoted(f.name)));
  if (m_layer.geometryType) {
    for (const char* function :
         {"ST_Area(geometry)", "ST_Length(geometry)", "ST_Perimeter(geometry)", "ST_X(ST_Centroid(geometry))",
          "ST_Y(ST_Centroid(geometry))", "ST_NumGeometries(geometry)"}) {
      m_insert->addItem(QLatin1String(function));
    }
  }
  for (const char* function :
       {"round( , 2)", "substr( , 1, 6)", "upper( )", "trim( )", "coalesce( , '')", "CASE WHEN  THEN  ELSE  END"}) {
    m_insert->addItem(QLatin1String(function));
  }
  m_expression = new QPlainTextEdit(this);
  named(m_expression, "addColumnExpressionEdit", tr("Expression"));
  m_expression->setPlaceholderText(tr("e.g. round(ST_Area(geometry) / 666.67, 2) – empty leaves the column empty"));
  m_expression->setTabChangesFocus(true);
  form->addRow(tr("Name"), m_name);
  form->addRow(tr("Type"), m_type);
  form->addRow(QString(), m_insert);
  form->addRow(tr("Expression"), m_expression);
  column->addLayout(form, 1);
  m_preview = new QLabel(this);
  named(m_preview, "addColumnPreview", tr("Preview"));
  m_preview->setWordWrap(true);
  column->addWidget(m_preview);
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  m_add = buttons->addButton(tr("Add the column"), QDialogButtonBox::AcceptRole);
  named(m_add, "addColumnButton", m_add->text());
  m_add->setEnabled(false);
  column->addWidget(buttons);
  resize(520, 360);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this, &AddColumnDialog::add);
  connect(m_name, &QLineEdit::textChanged, this,
          [this](const QString& text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
  connect(m_expression, &QPlainTextEdit::textChanged, this, &AddColumnDialog::preview);
  connect(m_insert, &QComboBox::activated, this, [this](int row) {
    if (row > 0) m_expression->insertPlainText(m_insert->itemText(row));
    m_insert->setCurrentIndex(0);
    m_expression->setFocus();
  });
}

store::Field AddColumnDialog::field() const {
  store::Field out;
  out.name = toUtf8(m_name->text().trimmed());
  out.type = static_cast<store::FieldType>(m_type->currentData().toInt());
  return out;
}

void AddColumnDialog::preview() {
  m_job.cancel();
  const std::string expression = toUtf8(m_expression->toPlainText().trimmed());
  if (expression.empty()) {
    m_preview->clear();
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_preview->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_job = m_session.read(
      tr("Try the expression"),
      [layer = m_layer, expression](const store::CityDatabase& city, Progress& progress) {
        return store::previewExpression(city.connection(), layer, expression, 5, progress.token());
      },
      this,
      [this](const std::vector<store::Value>& values) {
        QStringList texts;
        for (const store::Value& value : values) {
          const QString text = FeatureTableModel::display(value, store::FieldType::text);
          texts << (text.isEmpty() ? QStringLiteral("NULL") : text);
        }
        m_preview->setText(tr("First rows: %1").arg(texts.join(QStringLiteral(" · "))));
      },
      options);
}

void AddColumnDialog::add() {
  m_add->setEnabled(false);
  const JobOptions options = dialogJob([this](const QString& text, bool trouble) {
    m_preview->setText(trouble ? QStringLiteral("⚠ ") + text : text);
    m_add->setEnabled(true);
  });
  m_session.write(
      tr("Add a column"),
      [layer = m_layer.name, field = field(), expression = toUtf8(m_expression->toPlainText().trimmed()),
       actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress& progress) {
        store::addField(city, layer, field, expression, actor, progress.token());
      },
      this,
      [this] {
        m_session.lookNow();
        accept();
      },
      options);
}

}  // namespace gis::ui
