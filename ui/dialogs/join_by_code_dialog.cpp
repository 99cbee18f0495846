#include "ui/dialogs/join_by_code_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/table_file.h"
#include "gis_core/query/work_notes.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {
JoinByCodeDialog::JoinByCodeDialog(CitySession& session, const QString& layer, QWidget* parent)
    : QDialog(parent), m_session(session) {
  setObjectName(QStringLiteral("joinByCodeDialog"));
  setWindowTitle(tr("Join by code"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
  const auto layers = session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    m_layer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
    m_otherLayer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  m_layer->setCurrentIndex(std::max(0, m_layer->findData(layer)));
  m_otherLayer->setCurrentIndex(-1);
  say(tr("Choose a file, paste a list, or choose another layer"));
  resize(640, 600);
}

void JoinByCodeDialog::build() {
  auto* column = new QVBoxLayout(this);
  auto* form = new QFormLayout;
  m_layer = named(new QComboBox(this), "joinLayerBox", tr("Layer"));
  form->addRow(tr("Layer"), m_layer);
  column->addLayout(form);

  m_sources = named(new QTabWidget(this), "joinSourceTabs", tr("The list"));
  auto* fileTab = new QWidget;
  auto* fileRow = new QHBoxLayout(fileTab);
  m_file = named(new QLineEdit, "joinFileEdit", tr("File"));
  m_file->setPlaceholderText(tr("A spreadsheet (XLSX) or CSV file"));
  auto* browse = named(new QPushButton(tr("Browse…")), "joinFileButton", tr("Choose the file"));
  fileRow->addWidget(m_file, 1);
  fileRow->addWidget(browse);
  m_sources->addTab(fileTab, tr("File"));
  m_paste = named(new QPlainTextEdit, "joinPasteEdit", tr("Pasted list"));
  m_paste->setPlaceholderText(tr("Paste one code a line, or columns copied from a spreadsheet"));
  m_paste->setTabChangesFocus(true);
  m_sources->addTab(m_paste, tr("Pasted list"));
  auto* layerTab = new QWidget;
  auto* layerRow = new QHBoxLayout(layerTab);
  m_otherLayer = named(new QComboBox, "joinOtherLayerBox", tr("Other layer"));
  layerRow->addWidget(m_otherLayer, 1);
  m_sources->addTab(layerTab, tr("Layer"));
  m_sources->setMaximumHeight(130);
  column->addWidget(m_sources);

  auto* keys = new QGroupBox(tr("Columns that hold the code"), this);
  auto* keyForm = new QFormLayout(keys);
  m_leftField = named(new QComboBox, "joinLeftFieldBox", tr("Column of the layer"));
  m_rightColumn = named(new QComboBox, "joinRightColumnBox", tr("Column of the list"));
  m_normalise = named(new QCheckBox(tr("Spaces, full width and upper or lower case do not count")), "joinNormaliseBox",
                      tr("Spaces, full width and upper or lower case do not count"));
  m_normalise->setChecked(true);
  m_zeros = named(new QCheckBox(tr("Leading zeros do not count")), "joinZerosBox", tr("Leading zeros do not count"));
  keyForm->addRow(tr("Column of the layer"), m_leftField);
  keyForm->addRow(tr("Column of the list"), m_rightColumn);
  keyForm->addRow(QString(), m_normalise);
  keyForm->addRow(QString(), m_zeros);
  column->addWidget(keys);

  m_counts = named(new QLabel(this), "joinCounts", tr("Matches"));
  m_counts->setWordWrap(true);
  column->addWidget(m_counts);
  m_unmatched = named(new QPlainTextEdit(this), "joinUnmatchedList", tr("Codes without a match"));
  m_unmatched->setReadOnly(true);
  m_unmatched->setPlaceholderText(tr("Codes without a match are listed here"));
  column->addWidget(m_unmatched, 1);

  auto* result = new QHBoxLayout;
  m_copy = named(new QPushButton(tr("Copy the unmatched"), this), "joinCopyButton", tr("Copy the unmatched codes"));
  m_select =
      named(new QPushButton(tr("Select on the map"), this), "joinSelectButton", tr("Select the matches on the map"));
  m_keepAll =
      named(new QCheckBox(tr("keep all features"), this), "joinKeepAllBox", tr("Keep features without a match too"));
  m_into = named(new QLineEdit(this), "joinIntoEdit", tr("Name of the new layer"));
  m_into->setPlaceholderText(tr("Name of the new layer"));
  m_makeLayer =
      named(new QPushButton(tr("Make a layer"), this), "joinMakeLayerButton", tr("Make a new layer of the matches"));
  result->addWidget(m_copy);
  m_select->setDefault(true);
  result->addWidget(m_select);
  result->addStretch(1);
  column->addLayout(result);
  auto* making = new QHBoxLayout;
  making->addWidget(m_into, 1);
  making->addWidget(m_keepAll);
  making->addWidget(m_makeLayer);
  column->addLayout(making);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(browse, &QPushButton::clicked, this, &JoinByCodeDialog::chooseFile);
  m_typing.setSingleShot(true);
  m_typing.setInterval(300);
  connect(&m_typing, &QTimer::timeout, this, &JoinByCodeDialog::takeSource);
  connect(m_file, &QLineEdit::textChanged, &m_typing, QOverload<>::of(&QTimer::start));
  connect(m_sources, &QTabWidget::currentChanged, this, &JoinByCodeDialog::takeSource);
  connect(m_paste, &QPlainTextEdit::textChanged, this, &JoinByCodeDialog::takeSource);
  connect(m_otherLayer, &QComboBox::activated, this, &JoinByCodeDialog::takeSource);
  connect(m_layer, &QComboBox::activated, this, &JoinByCodeDialog::guess);
  for (QComboBox* box : {m_leftField, m_rightColumn})
    connect(box, &QComboBox::activated, this, &JoinByCodeDialog::match);
  for (QCheckBox* box : {m_normalise, m_zeros}) connect(box, &QCheckBox::toggled, this, &JoinByCodeDialog::match);
  connect(m_copy, &QPushButton::clicked, this,
          [this] { QApplication::clipboard()->setText(m_unmatched->toPlainText()); });
  connect(m_select, &QPushButton::clicked, this, [this] { finish(false); });
  connect(m_makeLayer, &QPushButton::clicked, this, [this] { finish(true); });
}

const store::LayerInfo* JoinByCodeDialog::left() const {
  return m_session.layer(m_layer->currentData().toString());
}

query::KeyRule JoinByCodeDialog::rule() const {
  return {m_normalise->isChecked(), m_zeros->isChecked()};
}

void JoinByCodeDialog::say(const QString& text, bool trouble) {
  m_counts->setText(trouble ? QStringLiteral("⚠ ") + text : text);
  const bool ready = m_match != nullptr && m_match->matched > 0;
  m_select->setEnabled(ready);
  m_makeLayer->setEnabled(ready && !m_session.isReadOnly());
  m_copy->setEnabled(m_match != nullptr && !m_match->unmatchedKeys.empty());
}

QString JoinByCodeDialog::fileName() const {
  return QDir::fromNativeSeparators(m_file->text().trimmed());
}

void JoinByCodeDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Choose the list"), m_file->text(),
                                 tr("Tables (*.xlsx *.ods *.csv *.tsv *.txt);;All files (*)"));
  dialog->setObjectName(QStringLiteral("joinFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { m_file->setText(QDir::toNativeSeparators(file)); });
  dialog->open();
}

void JoinByCodeDialog::takeSource() {
  m_job.cancel();
  m_table.reset();
  m_match.reset();
  m_unmatched->clear();
  say({});
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  const auto take = [this](store::KeyTable table) { takeTable(std::move(table)); };
  switch (m_sources->currentIndex()) {
    case 0:
      if (m_file->text().trimmed().isEmpty()) return;
      if (!QFileInfo(fileName()).isFile()) {
        say(tr("There is no such file."), true);
        return;
      }
      say(tr("Reading…"));
      m_job = m_session.task(
          tr("Read the list"),
          [file = toUtf8(fileName())](Progress& progress) {
            return io::tableFromFile(platform::pathFromUtf8(file), {}, progress.token());
          },
          this, take, options);
      return;
    case 1:
      if (!m_paste->toPlainText().trimmed().isEmpty()) takeTable(io::tableFromText(toUtf8(m_paste->toPlainText())));
      return;
    default:
      if (const store::LayerInfo* other = m_session.layer(m_otherLayer->currentData().toString())) {
        m_job = m_session.readLong(
            tr("Read the list"),
            [layer = *other](const store::CityDatabase& city, Progress& progress) {
              return query::tableOfLayer(city.connection(), layer, progress.token(), shownRows(layer));
            },
            this, take, options);
      }
  }
}

void JoinByCodeDialog::takeTable(store::KeyTable table) {
  m_table = std::make_shared<const store::KeyTable>(std::move(table));
  m_rightColumn->clear();
  for (const auto& column : m_table->columns) m_rightColumn->addItem(fromUtf8(column.name));
  if (m_into->text().isEmpty()) m_into->setText(m_layer->currentData().toString() + QStringLiteral("_joined"));
  guess();
}

void JoinByCodeDialog::guess() {
  m_leftField->clear();
  const store::LayerInfo* layer = left();
  if (layer == nullptr) return;
  for (const store::Field& field : layer->fields) m_leftField->addItem(fromUtf8(field.name));
  if (!m_table || m_table->columns.empty()) return;
  say(tr("Looking for the columns…"));
  m_job.cancel();
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_job = m_session.readLong(
      tr("Guess the columns"),
      [info = *layer, table = m_table, how = rule()](const store::CityDatabase& city, Progress& progress) {
        return query::guessKeyColumns(city.connection(), info, *table, how, progress.token(), shownRows(info));
      },
      this,
      [this](const query::ColumnGuess& found) {
        if (!found.leftField.empty()) {
          m_leftField->setCurrentText(fromUtf8(found.leftField));
          m_rightColumn->setCurrentText(fromUtf8(found.rightColumn));
        }
        match();
      },
      options);
}

void JoinByCodeDialog::match() {
  m_job.cancel();
  m_match.reset();
  m_unmatched->clear();
  const store::LayerInfo* layer = left();
  if (layer == nullptr || !m_table || m_rightColumn->currentIndex() < 0 || m_leftField->currentIndex() < 0) return;
  say(tr("Comparing…"));
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_job = m_session.readLong(
      tr("Join by code"),
      [info = *layer, table = m_table, how = rule(), field = toUtf8(m_leftField->currentText()),
       column = toUtf8(m_rightColumn->currentText())](const store::CityDatabase& city, Progress& progress) {
        return query::matchKeys(city.connection(), info, field, *table, column, how, progress, shownRows(info));
      },
      this,
      [this](query::KeyMatch found) {
        m_match = std::make_shared<const query::KeyMatch>(std::move(found));
        QStringList lines;
        for (const std::string& key : m_match->unmatchedKeys) lines << fromUtf8(key);
        m_unmatched->setPlainText(lines.join(QLatin1Char('\n')));
        say(tr("%Ln feature(s) matched", nullptr, int(m_match->matched)) + QStringLiteral(" · ") +
            tr("%Ln row(s) of the list unmatched", nullptr, int(m_match->unmatched)) + QStringLiteral(" · ") +
            tr("%Ln row(s) double", nullptr, int(m_match->doubles)));
      },
      options);
}

void JoinByCodeDialog::finish(bool intoLayer) {
  const store::LayerInfo* layer = left();
  if (layer == nullptr || !m_match) return;
  if (!intoLayer) {
    Q_EMIT selected(fromUtf8(layer->name), m_match->fids);
    return;
  }
  const QString into = m_into->text().trimmed();
  const bool fromLayer = m_sources->currentIndex() > 1;
  const QString list = fromLayer                        ? m_otherLayer->currentData().toString()
                       : m_sources->currentIndex() == 0 ? QFileInfo(fileName()).fileName()
                                                        : QString();
  const query::KeyJoinWords words{layer->name,
                                  toUtf8(m_leftField->currentText()),
                                  shownRows(*layer),
                                  toUtf8(list),
                                  toUtf8(m_rightColumn->currentText()),
                                  fromLayer,
                                  rule().normalise,
                                  m_keepAll->isChecked(),
                                  toUtf8(into)};
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_session.task(
      tr("Join by code"),
      [file = toUtf8(m_session.city().file), info = *layer, table = m_table, found = m_match,
       column = toUtf8(m_rightColumn->currentText()), all = m_keepAll->isChecked(), name = toUtf8(into), words,
       actor = toUtf8(m_session.actor())](Progress& progress) {
        query::OriginNote origin(query::workOf(words), actor);
        const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
        return query::writeKeyJoin(city, info, *table, column, *found, all, name, progress, shownRows(info), &origin);
      },
      this,
      [this, into](std::int64_t rows) {
        say(tr("Layer %1 made with %Ln feature(s)", nullptr, static_cast<int>(rows)).arg(into));
        m_session.lookNow();
        Q_EMIT layerMade(into);
      },
      options);
}

}  // namespace gis::ui
