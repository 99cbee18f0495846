#include "ui/dialogs/filter_dialog.h"

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>

#include "gis_core/store/features.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {
constexpr int kWaitMs = 300;
constexpr int kMostValues = 200;

QString literal(const QString& value) {
  return QLatin1Char('\'') + QString(value).replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}
}  // namespace

FilterDialog::FilterDialog(CitySession& session, const QString& layer, const QString& condition, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_layer(layer),
      m_text(new QPlainTextEdit(condition)),
      m_fields(new QListWidget),
      m_values(new QListWidget),
      m_count(new QLabel) {
  setObjectName(QStringLiteral("filterDialog"));
  setWindowTitle(tr("Filter"));
  nameField(m_text, "filterText", tr("Condition"));
  nameField(m_fields, "filterFields", tr("Fields"));
  nameField(m_values, "filterValues", tr("Values of the field"));
  nameField(m_count, "filterCount", tr("Number of rows"));
  m_text->setPlaceholderText(tr("For example: \"area\" > 500 AND \"name\" LIKE '%park%'. Empty: all rows."));
  m_text->setMinimumHeight(90);
  if (const store::LayerInfo* info = session.layer(layer)) {
    for (const store::Field& field : info->fields) m_fields->addItem(fromUtf8(field.name));
  }
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Ok);
  auto* grid = new QGridLayout(this);
  grid->addWidget(new QLabel(tr("Fields (double click inserts)")), 0, 0);
  grid->addWidget(new QLabel(tr("Values of the field")), 0, 1);
  grid->addWidget(m_fields, 1, 0);
  grid->addWidget(m_values, 1, 1);
  grid->addWidget(new QLabel(tr("Condition (SQL)")), 2, 0, 1, 2);
  grid->addWidget(m_text, 3, 0, 1, 2);
  grid->addWidget(m_count, 4, 0, 1, 2);
  grid->addWidget(buttons, 5, 0, 1, 2);
  m_count->setWordWrap(true);
  m_wait.setSingleShot(true);
  m_wait.setInterval(kWaitMs);
  connect(&m_wait, &QTimer::timeout, this, &FilterDialog::countRows);
  connect(m_text, &QPlainTextEdit::textChanged, &m_wait, qOverload<>(&QTimer::start));
  connect(m_fields, &QListWidget::currentTextChanged, this, &FilterDialog::showValues);
  connect(m_fields, &QListWidget::itemDoubleClicked, this, [this](const QListWidgetItem* item) {
    m_text->insertPlainText(fromUtf8(store::quoted(toUtf8(item->text()))) + QLatin1Char(' '));
    m_text->setFocus();
  });
  connect(m_values, &QListWidget::itemDoubleClicked, this, [this](const QListWidgetItem* item) {
    m_text->insertPlainText(literal(item->text()) + QLatin1Char(' '));
    m_text->setFocus();
  });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  resize(560, 460);
  countRows();
}

QString FilterDialog::condition() const {
  return m_text->toPlainText().trimmed();
}

void FilterDialog::countRows() {
  m_job.cancel();
  m_ok->setEnabled(false);
  m_count->setText(tr("Counting…"));
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_count->setText(sentence); };
  m_job = m_session.readLong(
      tr("Count rows"),
      [layer = toUtf8(m_layer), where = toUtf8(condition())](const store::CityDatabase& city, Progress& progress) {
        const store::LayerInfo info = store::layerByName(city.connection(), layer);
        return store::countFeatures(city.connection(), info, where, progress.token());
      },
      this,
      [this](std::int64_t count) {
        m_count->setText(tr("%Ln row(s)", nullptr, static_cast<int>(count)));
        m_ok->setEnabled(true);
      },
      options);
}

void FilterDialog::showValues() {
  const QListWidgetItem* item = m_fields->currentItem();
  m_values->clear();
  if (item == nullptr) return;
  m_session.read(
      tr("Values of the field"),
      [layer = toUtf8(m_layer), field = toUtf8(item->text())](const store::CityDatabase& city, Progress&) {
        const store::LayerInfo info = store::layerByName(city.connection(), layer);
        auto rows = city.connection().prepare("SELECT DISTINCT " + store::quoted(field) + " FROM (SELECT " +
                                              store::quoted(field) + " FROM " + store::quoted(info.name) +
                                              " LIMIT 100000) ORDER BY 1 LIMIT ?1");
        rows.bind(1, kMostValues);
        QStringList values;
        while (rows.step())
          if (!rows.isNull(0)) values << fromUtf8(rows.text(0));
        return values;
      },
      this, [this](const QStringList& values) { m_values->addItems(values); });
}

}  // namespace gis::ui
