#include "ui/dialogs/figures_dialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/check_words.h"
#include "gis_core/query/question_run.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/models/field_domain.h"
#include "ui/models/shown_question.h"

namespace gis::ui {

namespace {

using Kind = query::Figure::Kind;
using Step = query::Grouping::Step;

constexpr int kFiguresRestMs = 250;
constexpr int kZonesRole = Qt::UserRole + 1;  // of a division: the layer of its zones
constexpr std::array kColumnKinds = {Kind::sum, Kind::mean, Kind::least, Kind::most};  // of the list, from column 1 on

bool isNumber(const store::Field& field) {
  return field.type == store::FieldType::integer || field.type == store::FieldType::real;
}

bool mayBeTime(const store::Field& field) {
  return field.type == store::FieldType::date || field.type == store::FieldType::datetime ||
         field.type == store::FieldType::text;
}

QVariant variantOf(const store::Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return QVariant::fromValue<qlonglong>(*whole);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return fromUtf8(*text);
  return {};
}

/// Areas and lengths as people write them, to a hundredth.
double rounded(double measure) {
  return std::round(measure * 100) / 100;
}

/// The codes of a layer's columns; of cases their states, too.
std::map<QString, std::vector<CodedName>> codesOf(const store::LayerInfo& layer) {
  auto codes = fieldDomains(layer);
  if (layer.name != "city_incident") return codes;
  for (const city::CaseState& state : city::CaseRules::shipped().states())
    codes[QStringLiteral("state")].push_back(
        {fromUtf8(state.name), fromUtf8(city::inCheckWords(state.zh)), fromUtf8(state.en)});
  return codes;
}

/// Codes that the groups are made of become what people call them.
void nameCodes(query::FigureTable& table, const query::Ask& ask,
               const std::map<QString, std::vector<CodedName>>& domains, bool chinese) {
  for (std::size_t k = 0; k < ask.by.size(); ++k) {
    const auto found = domains.find(fromUtf8(ask.by[k].field));
    if (found == domains.end() || ask.by[k].step != Step::value || !ask.by[k].zones.empty()) continue;
    std::unordered_map<std::string, std::string> names;
    for (const CodedName& one : found->second) names[toUtf8(one.code)] = toUtf8(chinese ? one.zh : one.en);
    for (auto& row : table.rows) {
      const auto* code = std::get_if<std::string>(&row[k]);
      const auto name = code != nullptr ? names.find(*code) : names.end();
      if (name != names.end() && !name->second.empty()) row[k] = name->second;
    }
  }
}

/// What stands for a division among the others: a column by its name, zones behind "in:" as on the command line.
QString divisionKey(const query::Grouping& by) {
  return by.zones.empty() ? fromUtf8(by.field) : QStringLiteral("in:") + fromUtf8(by.zones);
}

/// Layers of areas, whose features are zones for those of `layer`.
void addZones(QComboBox& box, const std::vector<store::LayerInfo>& layers, const std::string& layer) {
  box.insertSeparator(box.count());
  for (auto item = layers.rbegin(); item != layers.rend(); ++item) {
    if (item->name == layer || !item->geometryType || item->geometryType->dimension() != 2) continue;
    box.addItem(FiguresDialog::tr("%1 (by place)").arg(CitySession::layerTitle(*item)),
                divisionKey({{}, Step::value, item->name}));
    box.setItemData(box.count() - 1, fromUtf8(item->name), kZonesRole);
  }
}

}  // namespace

void FiguresDialog::open(CitySession& session, const query::Ask& ask, const QString& sentence, QWidget* parent) {
  auto* dialog = new FiguresDialog(session, ask, sentence, parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  static_cast<QDialog*>(dialog)->show();
}

FiguresDialog::FiguresDialog(CitySession& session, query::Ask ask, const QString& sentence, QWidget* parent)
    : QDialog(parent), m_session(session), m_ask(std::move(ask)) {
  setObjectName(QStringLiteral("figuresDialog"));
  setWindowTitle(tr("Figures"));
  build(sentence);
  fill();
  preset();
  join();
  resize(720, 620);
  changed();
  readFieldTitles(session, this, [this](FieldTitlesOf titles) {
    m_titles = std::move(titles);
    fill();
    changed();
  });
}

void FiguresDialog::build(const QString& sentence) {
  auto* said = new QLabel(sentence, this);
  said->setWordWrap(true);
  auto* form = new QFormLayout;
  const char* const names[2][2] = {{"figuresByBox", "figuresStepBox"}, {"figuresByBox2", "figuresStepBox2"}};
  for (std::size_t k = 0; k < m_by.size(); ++k) {
    m_by[k].field = named(new QComboBox(this), names[k][0], tr("The figures for each value of this column"));
    m_by[k].step = named(new QComboBox(this), names[k][1], tr("… or for each part of its time"));
    m_by[k].field->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_by[k].step->addItem(tr("each value"), int(Step::value));
    m_by[k].step->addItem(tr("each year"), int(Step::year));
    m_by[k].step->addItem(tr("each month"), int(Step::month));
    m_by[k].step->addItem(tr("each day"), int(Step::day));
    m_by[k].step->addItem(tr("each hour"), int(Step::hour));
    auto* row = new QHBoxLayout;
    row->addWidget(m_by[k].field, 2);
    row->addWidget(m_by[k].step, 1);
    form->addRow(k == 0 ? tr("For each") : tr("and each"), row);
  }
  m_count = named(new QCheckBox(tr("how many"), this), "figuresCountBox", tr("Number of features"));
  m_count->setChecked(true);
  m_measure = named(new QCheckBox(this), "figuresMeasureBox", tr("Area or length of the features"));
  auto* ticks = new QHBoxLayout;
  ticks->addWidget(m_count);
  ticks->addWidget(m_measure);
  ticks->addStretch(1);
  form->addRow(tr("Figures"), ticks);
  m_fields =
      named(new QTreeWidget(this), "figuresFieldList", tr("Columns to add up or to take the mean, least or most of"));
  m_fields->setHeaderLabels({tr("Column"), tr("Sum"), tr("Mean"), tr("Least"), tr("Most")});
  m_fields->setRootIsDecorated(false);
  m_fields->header()->setStretchLastSection(false);
  m_fields->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_fields->setMaximumHeight(130);
  form->addRow(tr("Of columns"), m_fields);
  m_model = new SqlResultModel(this);
  m_view = named(new QTableView(this), "figuresTable", tr("The figures"));
  m_view->setModel(m_model);
  m_view->setSortingEnabled(true);
  m_view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->verticalHeader()->hide();
  m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 6);
  m_state = new QLabel(this);
  m_state->setObjectName(QStringLiteral("figuresState"));
  m_state->setWordWrap(true);
  m_command = named(new QLineEdit(this), "figuresCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
  m_export = buttons->addButton(tr("Export…"), QDialogButtonBox::ActionRole);
  nameField(m_copy, "figuresCopyButton", tr("Copy the selected rows, or all"));
  nameField(m_export, "figuresExportButton", tr("Write the table as CSV"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addWidget(said);
  column->addLayout(form);
  column->addWidget(m_view, 1);
  column->addWidget(m_state);
  column->addWidget(m_command);
  column->addWidget(buttons);
}

/// The columns of the layer under their titles; what is chosen stays.
void FiguresDialog::fill() {
  const QString layer = fromUtf8(m_ask.layer);
  const store::LayerInfo* info = m_session.layer(layer);
  if (info == nullptr) return;
  for (const By& by : m_by) {
    const QSignalBlocker blocker(by.field);
    const QString chosen = by.field->currentData().toString();
    by.field->clear();
    by.field->addItem(tr("(no division)"), QString());
    for (const store::Field& field : info->fields)
      by.field->addItem(m_titles.title(layer, fromUtf8(field.name)), fromUtf8(field.name));
    if (info->geometryType) addZones(*by.field, *m_session.layers(), m_ask.layer);
    by.field->setCurrentIndex(std::max(0, by.field->findData(chosen)));
  }
  const QSignalBlocker blocker(m_fields);
  const bool isFirst = m_fields->topLevelItemCount() == 0;
  int row = 0;
  for (const store::Field& field : info->fields) {
    if (!isNumber(field) && field.type != store::FieldType::date && field.type != store::FieldType::datetime) continue;
    QTreeWidgetItem* item = isFirst ? new QTreeWidgetItem(m_fields) : m_fields->topLevelItem(row++);
    item->setText(0, m_titles.title(layer, fromUtf8(field.name)));
    if (!isFirst) continue;
    item->setData(0, Qt::UserRole, fromUtf8(field.name));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    for (std::size_t k = 0; k < kColumnKinds.size(); ++k) {
      const bool isEnd = kColumnKinds[k] == Kind::least || kColumnKinds[k] == Kind::most;
      if (isNumber(field) || isEnd) item->setCheckState(int(k) + 1, Qt::Unchecked);
    }
  }
  const int dimension = info->geometryType ? info->geometryType->dimension() : 0;
  m_measure->setVisible(dimension == 1 || dimension == 2);
  m_measure->setText(dimension == 1 ? tr("length, in metres") : tr("area, in square metres"));
}

void FiguresDialog::preset() {
  for (std::size_t k = 0; k < std::min(m_by.size(), m_ask.by.size()); ++k) {
    m_by[k].field->setCurrentIndex(std::max(0, m_by[k].field->findData(divisionKey(m_ask.by[k]))));
    m_by[k].step->setCurrentIndex(std::max(0, m_by[k].step->findData(int(m_ask.by[k].step))));
  }
  if (m_ask.figures.empty()) return;
  m_count->setChecked(false);
  for (const query::Figure& figure : m_ask.figures) {
    if (figure.kind == Kind::count) m_count->setChecked(true);
    if (figure.kind == Kind::area || figure.kind == Kind::length) m_measure->setChecked(true);
    const auto column = std::find(kColumnKinds.begin(), kColumnKinds.end(), figure.kind);
    for (int row = 0; column != kColumnKinds.end() && row < m_fields->topLevelItemCount(); ++row) {
      QTreeWidgetItem* item = m_fields->topLevelItem(row);
      if (item->data(0, Qt::UserRole).toString() == fromUtf8(figure.field))
        item->setCheckState(int(column - kColumnKinds.begin()) + 1, Qt::Checked);
    }
  }
}

void FiguresDialog::join() {
  m_timer.setSingleShot(true);
  m_timer.setInterval(kFiguresRestMs);
  for (const By& by : m_by) {
    connect(by.field, &QComboBox::currentIndexChanged, this, &FiguresDialog::changed);
    connect(by.step, &QComboBox::currentIndexChanged, this, &FiguresDialog::changed);
  }
  for (QCheckBox* box : {m_count, m_measure}) connect(box, &QCheckBox::toggled, this, &FiguresDialog::changed);
  connect(m_fields, &QTreeWidget::itemChanged, this, &FiguresDialog::changed);
  connect(&m_timer, &QTimer::timeout, this, &FiguresDialog::reckon);
  connect(m_copy, &QPushButton::clicked, this, &FiguresDialog::copyRows);
  connect(m_export, &QPushButton::clicked, this, &FiguresDialog::exportRows);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

void FiguresDialog::changed() {
  const store::LayerInfo* info = m_session.layer(fromUtf8(m_ask.layer));
  for (const By& by : m_by) {
    const int at = by.field->currentIndex() - 1;
    const bool timed =
        info != nullptr && at >= 0 && std::size_t(at) < info->fields.size() && mayBeTime(info->fields[std::size_t(at)]);
    by.step->setEnabled(timed);
    if (!timed && by.step->currentIndex() != 0) by.step->setCurrentIndex(0);
  }
  query::Question question;
  question.what = wanted();
  m_command->setText(questionCommandLine(question, {}, {}, m_session));
  m_command->setCursorPosition(0);
  m_timer.start();
}

query::Ask FiguresDialog::wanted() const {
  query::Ask ask = m_ask;
  ask.target = {query::Target::Kind::figure, {}, {}};
  ask.figures.clear();
  ask.by.clear();
  for (const By& by : m_by) {
    const QString field = by.field->currentData().toString();
    if (const QString zones = by.field->currentData(kZonesRole).toString(); !zones.isEmpty()) {
      ask.by.push_back({{}, Step::value, toUtf8(zones)});
    } else if (!field.isEmpty()) {
      ask.by.push_back({toUtf8(field), Step(by.step->currentData().toInt())});
    }
  }
  if (m_count->isChecked()) ask.figures.push_back({Kind::count, {}});
  const store::LayerInfo* info = m_session.layer(fromUtf8(m_ask.layer));
  const int dimension = info != nullptr && info->geometryType ? info->geometryType->dimension() : 0;
  if (m_measure->isChecked()) ask.figures.push_back({dimension == 1 ? Kind::length : Kind::area, {}});
  for (int row = 0; row < m_fields->topLevelItemCount(); ++row) {
    const QTreeWidgetItem* item = m_fields->topLevelItem(row);
    for (std::size_t k = 0; k < kColumnKinds.size(); ++k) {
      if (item->checkState(int(k) + 1) == Qt::Checked)
        ask.figures.push_back({kColumnKinds[k], toUtf8(item->data(0, Qt::UserRole).toString())});
    }
  }
  return ask;
}

QStringList FiguresDialog::headings(const query::Ask& ask) const {
  const QString layer = fromUtf8(ask.layer);
  QStringList all;
  for (const query::Grouping& by : ask.by) {
    const store::LayerInfo* zones = by.zones.empty() ? nullptr : m_session.layer(fromUtf8(by.zones));
    all << (zones != nullptr ? CitySession::layerTitle(*zones) : m_titles.title(layer, fromUtf8(by.field)));
  }
  for (const query::Figure& figure : ask.figures) {
    const QString field = m_titles.title(layer, fromUtf8(figure.field));
    switch (figure.kind) {
      case Kind::count: all << tr("Number"); break;
      case Kind::area: all << tr("Area (m²)"); break;
      case Kind::length: all << tr("Length (m)"); break;
      case Kind::sum: all << tr("Sum of %1").arg(field); break;
      case Kind::mean: all << tr("Mean of %1").arg(field); break;
      case Kind::least: all << tr("Least %1").arg(field); break;
      case Kind::most: all << tr("Most %1").arg(field); break;
    }
  }
  return all;
}

void FiguresDialog::reckon() {
  m_job.cancel();
  const query::Ask ask = wanted();
  if (ask.figures.empty()) {
    m_model->setAnswer({});
    say(tr("Tick at least one figure."));
    return;
  }
  say(tr("Counting…"));
  m_job = m_session.readLong(
      tr("Figures"),
      [ask, chinese = isChinese()](const store::CityDatabase& city, Progress& progress) {
        city.connection().interruptOn(progress.token());
        query::Question question;
        question.what = ask;
        query::FigureTable table = *query::runQuestion(city, question, {}, progress).figures;
        nameCodes(table, ask, codesOf(store::layerByName(city.connection(), ask.layer)), chinese);
        return table;
      },
      this, [this](const query::FigureTable& table) { show(table); },
      dialogJob([this](const QString& text, bool trouble) { say(text, trouble); }));
}

void FiguresDialog::show(const query::FigureTable& table) {
  SqlAnswer answer;
  const query::Ask ask = wanted();
  answer.columns = headings(ask);
  answer.rows.reserve(table.rows.size());
  for (const auto& cells : table.rows) {
    auto& row = answer.rows.emplace_back();
    for (const store::Value& cell : cells) row.push_back(variantOf(cell));
    for (std::size_t k = 0; k < ask.figures.size() && ask.by.size() + k < row.size(); ++k) {
      const Kind kind = ask.figures[k].kind;
      QVariant& cell = row[ask.by.size() + k];
      if ((kind == Kind::area || kind == Kind::length) && !cell.isNull()) cell = rounded(cell.toDouble());
    }
    for (std::size_t k = 0; k < std::min(ask.by.size(), cells.size()); ++k) {
      if (!ask.by[k].zones.empty() && std::holds_alternative<std::monostate>(cells[k])) row[k] = tr("(in none)");
    }
  }
  m_model->setAnswer(std::move(answer));
  m_view->resizeColumnsToContents();
  for (QPushButton* button : {m_copy, m_export}) button->setEnabled(m_model->rowCount() > 0);
  say(tr("%Ln row(s)", nullptr, m_model->rowCount()));
}

void FiguresDialog::copyRows() {
  std::vector<int> rows;
  for (const QModelIndex& index : m_view->selectionModel()->selectedRows()) rows.push_back(index.row());
  QGuiApplication::clipboard()->setText(tabbedTextOf(m_model->answer(), rows));
  say(tr("%Ln row(s) copied", nullptr, rows.empty() ? m_model->rowCount() : int(rows.size())));
}

void FiguresDialog::exportRows() {
  auto* dialog = new QFileDialog(this, tr("Export the figures"), QStringLiteral("figures.csv"), tr("CSV (*.csv)"));
  dialog->setObjectName(QStringLiteral("figuresExportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    m_session.task(
        tr("Export the figures"),
        [answer = m_model->answer(), file](Progress&) {
          writeCsv(answer, file);
          return answer.rows.size();
        },
        this, [this, file](std::size_t rows) { say(tr("%Ln row(s) written to %1", nullptr, int(rows)).arg(file)); },
        dialogJob([this](const QString& text, bool trouble) { say(text, trouble); }));
  });
  dialog->open();
}

void FiguresDialog::say(const QString& text, bool trouble) {
  m_state->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

}  // namespace gis::ui
