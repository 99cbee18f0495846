#include "ui/panels/sql_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "ui/jobs/language.h"
#include "ui/panels/sql_edit.h"
#include "ui/panels/sql_tables.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kMostSqlRows = 20000;  // in the grid; an export writes all
constexpr int kMostSeconds = 3600;   // Stop ends it before
constexpr int kPatience = 2000;      // milliseconds for a file that is being written to be given up
constexpr int kMostKept = 50;        // statements in the history
constexpr int kHistoryLetters = 90;  // of a statement in the list
constexpr int kMostRowsSelected = 5000;
constexpr int kWidestColumn = 320;  // pixels, as a column is first shown: shapes are long texts
constexpr int kWidestLayer = 200;
constexpr int kRowsMeasured = 50;  // for the widths of the columns
const QString kSqlHistory = QStringLiteral("sqlHistory");

QString& sqlProgram() {
  static QString program;
  return program;
}

QString oneLineOf(const QString& statement) {
  return statement.simplified().left(kHistoryLetters);
}

}  // namespace

/// What the command line said about its failure.
QString SqlPanel::sentenceIn(const QByteArray& output, const QByteArray& errors) {
  const auto tree = nlohmann::json::parse(output.begin(), output.end(), nullptr, false);
  if (tree.is_object() && tree.contains("error") && tree["error"].contains("message")) {
    return fromUtf8(tree["error"]["message"].get<std::string>());
  }
  QString text = QString::fromUtf8(errors).trimmed();
  const QString begin = QStringLiteral("citydesk-cli: ");
  if (text.startsWith(begin)) text.remove(0, begin.size());
  return text.isEmpty() ? tr("The statement ended without an answer.") : text;
}

void SqlPanel::setProgram(const QString& program) {
  sqlProgram() = program;
}

SqlPanel::SqlPanel(CitySession& session, UserSettings& settings, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_settings(settings),
      m_edit(new SqlEdit),
      m_model(new SqlResultModel(this)) {
  setObjectName(QStringLiteral("sqlPanel"));
  build();
  retranslate();
  setRunning(false);
}

SqlPanel::~SqlPanel() {
  m_process.disconnect(this);
  m_process.kill();
  m_process.waitForFinished(1000);  // it was killed: this only reaps it
}

void SqlPanel::build() {
  m_run = named(new QPushButton, "sqlRunButton");
  m_stop = named(new QPushButton, "sqlStopButton");
  m_explain = named(new QPushButton, "sqlExplainButton");
  m_history = named(new QComboBox, "sqlHistoryBox");
  m_history->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_history->setMinimumContentsLength(8);
  m_copy = named(new QPushButton, "sqlCopyButton");
  m_export = named(new QPushButton, "sqlExportButton");
  m_layerLabel = new QLabel;
  m_layer = named(new QComboBox, "sqlLayerBox");
  m_layer->setSizeAdjustPolicy(QComboBox::AdjustToContents);  // filled later than shown
  m_layer->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  m_layer->setMaximumWidth(kWidestLayer);
  m_layerLabel->setBuddy(m_layer);
  m_status = named(new QLabel, "sqlStatus");
  m_status->setWordWrap(true);
  m_view = named(new QTableView, "sqlView");
  m_view->setModel(m_model);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setAlternatingRowColors(true);
  m_view->setSortingEnabled(true);
  m_view->sortByColumn(-1, Qt::AscendingOrder);
  m_view->horizontalHeader()->setResizeContentsPrecision(kRowsMeasured);
  m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 6);

  auto* bar = new QHBoxLayout;
  for (QWidget* widget : std::initializer_list<QWidget*>{m_run, m_stop, m_explain}) bar->addWidget(widget);
  bar->addWidget(m_history, 1);
  bar->addWidget(m_layerLabel);
  bar->addWidget(m_layer);
  bar->addWidget(m_copy);
  bar->addWidget(m_export);
  auto* split = new QSplitter(Qt::Vertical);
  split->setObjectName(QStringLiteral("sqlSplitter"));
  split->addWidget(m_edit);
  split->addWidget(m_view);
  split->setStretchFactor(1, 1);
  m_edit->setMinimumHeight(50);
  split->setSizes({70, 400});  // most statements are short, most answers are long
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addLayout(bar);
  all->addWidget(split, 1);
  all->addWidget(m_status);

  connect(m_run, &QPushButton::clicked, this, [this] { run(false); });
  connect(m_edit, &SqlEdit::runWanted, this, [this] { run(false); });
  connect(m_explain, &QPushButton::clicked, this, [this] { run(true); });
  connect(m_stop, &QPushButton::clicked, this, &SqlPanel::stop);
  connect(m_history, &QComboBox::activated, this, [this](int row) {
    const QString kept = m_history->itemData(row).toString();
    if (!kept.isEmpty()) m_edit->setPlainText(kept);
    m_history->setCurrentIndex(0);
    m_edit->setFocus();
  });
  connect(m_copy, &QPushButton::clicked, this, &SqlPanel::copySelected);
  connect(m_export, &QPushButton::clicked, this, &SqlPanel::exportAnswer);
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SqlPanel::rowsSelected);
  connect(&m_process, &QProcess::readyReadStandardOutput, this,
          [this] { m_output += m_process.readAllStandardOutput(); });
  connect(&m_process, &QProcess::readyReadStandardError, this,
          [this] { m_errors += m_process.readAllStandardError(); });
  connect(&m_process, &QProcess::finished, this, &SqlPanel::ended);
  connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    setRunning(false);
    say(tr("The program that runs statements cannot be started: %1").arg(m_process.errorString()), true);
    Q_EMIT finished();
  });
  connect(&m_session, &CitySession::layersChanged, this, &SqlPanel::fillLayers);
  connect(&m_session, &CitySession::opened, this, &SqlPanel::fillLayers);
  connect(&m_session, &CitySession::closed, this, [this] {
    stop();
    takeAnswer({});
    say({});
  });
}

void SqlPanel::retranslate() {
  m_run->setText(tr("Run"));
  describe(m_run, tr("Run the statement (Ctrl+Return)"));
  m_stop->setText(tr("Stop"));
  describe(m_stop, tr("End the statement"));
  m_explain->setText(tr("Explain"));
  describe(m_explain, tr("How it would be answered, and whether a spatial index is used"));
  m_copy->setText(tr("Copy"));
  describe(m_copy, tr("Copy the selected rows, or all"));
  m_export->setText(tr("Export…"));
  describe(m_export, tr("Write all rows of the answer as CSV or a spreadsheet"));
  m_layerLabel->setText(tr("Rows are of"));
  describe(m_layer, tr("Layer whose features the column fid names"));
  describe(m_history, tr("Statements run before"));
  m_edit->setAccessibleName(tr("Statement"));
  m_edit->setPlaceholderText(tr("SELECT …, one statement that only reads; Ctrl+Space completes, Ctrl+Return runs"));
  m_view->setAccessibleName(tr("Answer"));
  m_status->setAccessibleName(tr("What became of it"));
  showHistory();
  fillLayers();
}

void SqlPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void SqlPanel::fillLayers() {
  const QSignalBlocker quiet(m_layer);
  const QString kept = m_layer->currentData().toString();
  m_layer->clear();
  QMap<QString, QStringList> tables;
  const auto layers = m_session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    m_layer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
    QStringList& columns = tables[fromUtf8(item->name)];
    columns << QStringLiteral("fid");
    for (const store::Field& field : item->fields) columns << fromUtf8(field.name);
    if (item->geometryType) columns << QStringLiteral("geometry");
  }
  m_layer->setCurrentIndex(std::max(0, m_layer->findData(kept)));
  m_edit->setTables(std::move(tables));
  setRunning(isRunning());
}

void SqlPanel::setStatement(const QString& statement) {
  m_edit->setPlainText(statement);
}

void SqlPanel::setRunning(bool running) {
  const bool open = m_session.isOpen();
  m_run->setEnabled(open && !running);
  m_explain->setEnabled(open && !running);
  m_stop->setEnabled(running);
  const bool rows = m_model->columnCount() > 0;
  m_copy->setEnabled(rows);
  m_export->setEnabled(rows && !running);
}

void SqlPanel::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void SqlPanel::run(bool explain) {
  const QString statement = m_edit->toPlainText().trimmed();
  if (isRunning() || statement.isEmpty() || !m_session.isOpen()) return;
  ++m_number;
  m_statement = statement;
  remember(statement);
  m_clock.start();
  takeAnswer({});  // whatever becomes of this statement, the rows of the one before are not its answer
  if (explain) {
    start(Work::plan, {QStringLiteral("--explain")});
  } else {
    start(Work::answer, {QStringLiteral("--limit"), QString::number(kMostSqlRows + 1)});
  }
  say(tr("Running…"));
}

/// The statement in a process of its own.
void SqlPanel::start(Work work, const QStringList& options) {
  m_output.clear();
  m_errors.clear();
  m_work = work;
  m_stopped = false;
  QStringList arguments{QStringLiteral("sql"),        QStringLiteral("--json"), QStringLiteral("--quiet"),
                        QStringLiteral("--lang"),     currentLanguage(),        QStringLiteral("--timeout"),
                        QString::number(kMostSeconds)};
  arguments << QStringLiteral("--end-with-input");  // however this window ends, nobody waits for the answer then
  arguments << options;
  // "--" ends the options: a statement may begin with a comment
  arguments << QStringLiteral("--") << m_session.city().file << m_statement;
  const QString program =
      sqlProgram().isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/citydesk-cli") : sqlProgram();
  setRunning(true);
  m_process.start(program, arguments);
}

void SqlPanel::stop() {
  if (!isRunning()) return;
  m_stopped = true;
  if (m_work != Work::file) {
    m_process.kill();
    return;
  }
  // asked first: half a file is taken away
  m_process.terminate();
  QTimer::singleShot(kPatience, this, [this, number = m_number] {
    if (m_stopped && number == m_number && isRunning()) m_process.kill();
  });
}

void SqlPanel::ended(int status, QProcess::ExitStatus how) {
  m_output += m_process.readAllStandardOutput();
  m_errors += m_process.readAllStandardError();
  setRunning(false);
  if (m_stopped) {
    say(tr("Stopped."));
    Q_EMIT finished();
    return;
  }
  if (how != QProcess::NormalExit || status != 0) {
    say(sentenceIn(m_output, m_errors), true);
    Q_EMIT finished();
    return;
  }
  if (m_work != Work::answer) {
    if (m_work == Work::plan) {
      showPlan(m_output);
    } else {
      takeWritten(m_output);
    }
    Q_EMIT finished();
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) {
    say(why, true);
    Q_EMIT finished();
  };
  m_session.task(
      tr("Read the answer"), [json = std::exchange(m_output, {})](Progress&) { return sqlAnswerOf(json); }, this,
      [this, number = m_number](SqlAnswer answer) {
        if (number != m_number) return;
        takeAnswer(std::move(answer));
        Q_EMIT finished();
      },
      options);
}

void SqlPanel::takeAnswer(SqlAnswer answer) {
  m_more = answer.rows.size() > std::size_t(kMostSqlRows);
  if (m_more) answer.rows.resize(std::size_t(kMostSqlRows));
  const auto rows = answer.rows.size();
  m_view->sortByColumn(-1, Qt::AscendingOrder);
  m_model->setAnswer(std::move(answer));
  setRunning(isRunning());
  if (m_model->columnCount() == 0) return;
  fitColumns();
  QString text = tr("%Ln row(s)", nullptr, int(rows));
  text += QStringLiteral(" · %1 s").arg(QLocale().toString(double(m_clock.elapsed()) / 1000.0, 'f', 2));
  if (m_more) text += QStringLiteral(" · ") + tr("only the first %1 are shown").arg(QLocale().toString(kMostSqlRows));
  if (m_model->fidColumn() < 0) text += QStringLiteral(" · ") + tr("with a column fid, rows are shown on the map");
  say(text);
  const int of = layerOfStatement();
  if (of >= 0) m_layer->setCurrentIndex(of);
}

/// The layer that the rows are most likely of: the first one after FROM, outside of brackets first (a table of WITH
/// or of a condition comes after what they serve); −1 when the statement names none.
int SqlPanel::layerOfStatement() const {
  std::vector<SqlTable> tables = tablesOf(m_statement);
  std::stable_sort(tables.begin(), tables.end(),
                   [](const SqlTable& a, const SqlTable& b) { return a.depth < b.depth; });
  QStringList names;
  for (const SqlTable& table : tables) names << table.name;
  for (const QString& name : names + namesIn(m_statement)) {
    for (int i = 0; i < m_layer->count(); ++i)
      if (m_layer->itemData(i).toString().compare(name, Qt::CaseInsensitive) == 0) return i;
  }
  return -1;
}

/// Whole values where they are short enough, as a planner reads codes of nineteen digits.
void SqlPanel::fitColumns() {
  m_view->resizeColumnsToContents();
  for (int column = 0; column < m_model->columnCount(); ++column)
    m_view->setColumnWidth(column, std::min(m_view->columnWidth(column), kWidestColumn));
}

void SqlPanel::showPlan(const QByteArray& json) {
  const auto tree = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (!tree.is_object() || !tree.contains("plan")) {
    say(sentenceIn(json, m_errors), true);
    return;
  }
  SqlAnswer plan;
  plan.columns << tr("Step");
  for (const auto& line : tree["plan"]) {
    const QString text =
        QString(qsizetype(4) * line.value("depth", 0), QLatin1Char(' ')) + fromUtf8(line.value("text", ""));
    plan.rows.push_back({text});
  }
  m_model->setAnswer(std::move(plan));
  m_view->resizeColumnsToContents();
  setRunning(false);
  if (tree["warning"].is_string()) {
    say(fromUtf8(tree["warning"].get<std::string>()), true);
  } else {
    say(tree.value("uses_spatial_index", false) ? tr("A spatial index is used.") : tr("No places are compared."));
  }
}

void SqlPanel::remember(const QString& statement) {
  QStringList kept = m_settings.value(kSqlHistory).toStringList();
  kept.removeAll(statement);
  kept.prepend(statement);
  m_settings.setValue(kSqlHistory, kept.mid(0, kMostKept));
  showHistory();
}

void SqlPanel::showHistory() {
  const QSignalBlocker quiet(m_history);
  m_history->clear();
  m_history->addItem(tr("History"));
  for (const QString& statement : m_settings.value(kSqlHistory).toStringList())
    m_history->addItem(oneLineOf(statement), statement);
}

void SqlPanel::rowsSelected() {
  if (m_taking || m_model->fidColumn() < 0 || m_layer->currentIndex() < 0) return;
  std::vector<std::int64_t> fids;
  for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) {
    if (const auto fid = m_model->fidAt(index.row())) fids.push_back(*fid);
  }
  Q_EMIT rowsChosen(m_layer->currentData().toString(), fids);
}

void SqlPanel::setSelection(const QString& layer, const std::vector<std::int64_t>& fids) {
  if (m_model->fidColumn() < 0 || layer != m_layer->currentData().toString()) return;
  QItemSelection rows;
  int count = 0;
  for (int row = 0; row < m_model->rowCount() && count < kMostRowsSelected; ++row) {
    const auto fid = m_model->fidAt(row);
    if (!fid || !std::binary_search(fids.begin(), fids.end(), *fid)) continue;
    rows.select(m_model->index(row, 0), m_model->index(row, m_model->columnCount() - 1));
    ++count;
  }
  m_taking = true;
  m_view->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
  m_taking = false;
}

void SqlPanel::copySelected() {
  std::vector<int> rows;
  for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) rows.push_back(index.row());
  const bool all = rows.empty();
  const int count = all ? m_model->rowCount() : int(rows.size());
  QApplication::clipboard()->setText(tabbedTextOf(m_model->answer(), std::move(rows)));
  QString text = tr("%Ln row(s) copied", nullptr, count);
  if (all && m_more) text += QStringLiteral(" · ") + tr("the answer has more: Export writes all of them");
  say(text);
}

}  // namespace gis::ui
