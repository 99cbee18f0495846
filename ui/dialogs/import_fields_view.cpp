#include "ui/dialogs/import_fields_view.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {
namespace {

enum FieldsColumn { fileColumnAt, standardFieldAt, fitAt, valuesAt, fieldsColumns };

QString fitWord(const io::FieldFit& fit) {
  QStringList words;
  const auto say = [&](std::int64_t count, const QString& text) {
    if (count > 0) words << text.arg(QLocale().toString(static_cast<qlonglong>(count)));
  };
  say(fit.emptied, ImportFieldsView::tr("%1 do not fit"));
  say(fit.changed, ImportFieldsView::tr("%1 without their time"));
  say(fit.tooLong, ImportFieldsView::tr("%1 too long"));
  say(fit.missing, ImportFieldsView::tr("%1 empty"));
  if (words.isEmpty() && !fit.place.kept && !fit.place.to.empty()) words << ImportFieldsView::tr("all fit");
  return words.join(QStringLiteral(" · "));
}

}  // namespace

ImportFieldsView::ImportFieldsView(QWidget* parent)
    : QWidget(parent),
      m_standard(named(new QComboBox, "importStandardBox", tr("Standard layer"))),
      m_table(named(new QTableWidget(0, fieldsColumns), "importFieldsTable", tr("Columns and fields"))),
      m_note(named(new QLabel, "importFieldsNote", tr("Note"))) {
  m_table->setHorizontalHeaderLabels(
      {tr("Column in the file"), tr("Field of the layer"), tr("Values"), tr("Examples")});
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_note->setWordWrap(true);
  auto* form = new QFormLayout;
  form->addRow(tr("Standard layer"), m_standard);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_table, 1);
  all->addWidget(m_note);
  connect(m_standard, &QComboBox::activated, this, [this] {
    // another standard: its own proposals
    Q_EMIT chosen({toUtf8(m_standard->currentData().toString()), {}});
  });
  clear();
}

void ImportFieldsView::clear() {
  m_standard->clear();
  m_standard->setEnabled(false);
  m_table->setRowCount(0);
  m_note->clear();
}

void ImportFieldsView::fillStandards(const std::string& current, const std::string& likely) {
  const QSignalBlocker quiet(m_standard);
  m_standard->clear();
  m_standard->setEnabled(true);
  m_standard->addItem(tr("None: columns keep their names and types"), QString());
  for (const city::StandardLayer& one : city::standardLayers()) {
    const QString title = fromUtf8(isChinese() ? one.zh : one.en);
    m_standard->addItem(one.word == likely ? tr("%1 (looks like it)").arg(title) : title, fromUtf8(one.word));
  }
  m_standard->setCurrentIndex(std::max(0, m_standard->findData(fromUtf8(current))));
}

void ImportFieldsView::fillRow(int row, const io::FieldFit& fit, const io::SurveyedLayer& layer) {
  const auto put = [&](int column, const QString& text) { m_table->setItem(row, column, new QTableWidgetItem(text)); };
  put(fileColumnAt, fromUtf8(fit.place.from));
  put(fitAt, fitWord(fit));
  const auto field = std::find_if(layer.fields.begin(), layer.fields.end(),
                                  [&](const io::SurveyedField& one) { return one.field.name == fit.place.from; });
  QStringList examples;
  for (const std::string& one : fit.emptied > 0 || field == layer.fields.end() ? fit.examples : field->examples)
    examples << fromUtf8(one);
  put(valuesAt, examples.join(QStringLiteral(" · ")));
  auto* box = named(new QComboBox, "importField", tr("Field of the layer"));
  box->setObjectName(QStringLiteral("importField_%1").arg(row));
  box->addItem(tr("keep the column as it is"), QString::fromLatin1(city::kKeepColumn));
  box->addItem(tr("leave the column out"), QString::fromLatin1(city::kLeaveOut));
  for (const city::StandardField& one : city::standardLayer(layer.mapping->standard).fields)
    box->addItem(QStringLiteral("%1 (%2)").arg(fromUtf8(isChinese() ? one.zh : one.en), fromUtf8(one.field)),
                 fromUtf8(one.field));
  const std::string word = fit.place.kept ? city::kKeepColumn : fit.place.to.empty() ? city::kLeaveOut : fit.place.to;
  box->setCurrentIndex(std::max(0, box->findData(fromUtf8(word))));
  connect(box, &QComboBox::activated, this, [this, box] {
    // the field leaves the column that had it
    for (int other = 0; other < m_table->rowCount(); ++other) {
      auto* had = qobject_cast<QComboBox*>(m_table->cellWidget(other, standardFieldAt));
      if (had != box && had->currentIndex() == box->currentIndex() && box->currentIndex() > 1) had->setCurrentIndex(0);
    }
    say();
  });
  m_table->setCellWidget(row, standardFieldAt, box);
}

/// What stands in the table, for every column.
void ImportFieldsView::say() {
  city::StandardWish::OfLayer wish{toUtf8(m_standard->currentData().toString()), {}};
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const auto* box = qobject_cast<const QComboBox*>(m_table->cellWidget(row, standardFieldAt));
    wish.told[toUtf8(m_table->item(row, fileColumnAt)->text())] = toUtf8(box->currentData().toString());
  }
  Q_EMIT chosen(wish);
}

void ImportFieldsView::showLayer(const io::SurveyedLayer& layer,
                                 const std::optional<city::StandardWish::OfLayer>& wish) {
  std::vector<store::Field> columns;
  for (const io::SurveyedField& field : layer.fields) columns.push_back(field.field);
  const auto likely = city::planStandard({}, {"auto", {}, {}, false, {}}, {}, columns);
  fillStandards(layer.mapping ? layer.mapping->standard
                : wish        ? wish->standard
                              : std::string(),
                likely ? likely->standard : std::string());
  m_table->setRowCount(0);
  if (!layer.mapping) {
    m_note->setText(likely
                        ? tr("The columns look like those of a standard layer. Choose it to bring them to its fields.")
                        : tr("Choose a standard layer to bring the columns to its fields."));
    return;
  }
  m_table->setRowCount(static_cast<int>(layer.fits.size()));
  for (std::size_t row = 0; row < layer.fits.size(); ++row) fillRow(static_cast<int>(row), layer.fits[row], layer);
  m_table->resizeColumnsToContents();
  QStringList lines;
  if (layer.mapping->remembered) lines << tr("As chosen for the last file of this source.");
  for (const Message& text : io::fitTexts(*layer.mapping, layer.fits)) lines << translated(text);
  lines << tr("What is chosen here is remembered when the file is imported.");
  m_note->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace gis::ui
