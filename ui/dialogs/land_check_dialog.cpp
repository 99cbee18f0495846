#include "ui/dialogs/land_check_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/city/class_names.h"
#include "gis_core/geometry/construction.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {

namespace {

constexpr int kNameRole = Qt::UserRole;

bool holdsAreas(const store::LayerInfo& layer) {
  return layer.geometryType && (layer.geometryType->dimension() == 2 || layer.geometryType->dimension() < 0);
}

/// The column whose values are most likely the classes: one with a code system, or one that is called so.
QString likelyClass(const store::LayerInfo& layer) {
  for (const store::Field& field : layer.fields) {
    if (!city::codeSystemOf(layer, field.name).empty()) return fromUtf8(field.name);
  }
  for (const char* wanted : {"dlbm", "dlmc", "class", "kind", "type", "landuse", "category"}) {
    for (const store::Field& field : layer.fields) {
      if (QString::compare(fromUtf8(field.name), QLatin1String(wanted), Qt::CaseInsensitive) == 0)
        return fromUtf8(field.name);
    }
  }
  return {};
}

/// The plot whose corners are typed, or what is wrong with them.
struct TypedPlot {
  geom::Bytes wkb;
  QString trouble;
};

TypedPlot typedPlot(const QString& text) {
  if (text.trimmed().isEmpty()) return {{}, LandCheckDialog::tr("Type the corners of the plot.")};
  try {
    std::vector<geom::MapPoint> ring = geom::typedPlaces(toUtf8(text), geom::CoordinateOrder::eastNorth);
    if (!ring.empty() && ring.front() == ring.back()) ring.pop_back();
    if (ring.size() < 3) return {{}, LandCheckDialog::tr("An area has at least three corners.")};
    ring.push_back(ring.front());
    return {geom::polygonWkb(ring), {}};
  } catch (const Error& error) {
    return {{}, sentence(error)};
  }
}

}  // namespace

LandCheckDialog::LandCheckDialog(CitySession& session, Selection& selection, const QString& layer, QWidget* parent)
    : QDialog(parent), m_session(session), m_selection(selection), m_model(new LandTableModel(this)) {
  setObjectName(QStringLiteral("landCheckDialog"));
  setWindowTitle(tr("Land check"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
  fillLayers(layer);
  guessSource(layer);
  connectAll();
  setRunning(false);
  changed();
  readFieldTitles(session, this, [this](FieldTitlesOf titles) {
    m_titles = std::move(titles);
    const QSignalBlocker blocker(m_themes);
    for (int i = 0; i < m_themes->topLevelItemCount(); ++i) showClass(m_themes->topLevelItem(i));
    takeTheme();
  });
  resize(860, 680);
}

void LandCheckDialog::build() {
  auto* column = new QVBoxLayout(this);
  QFormLayout* form = buildPlots();
  buildThemes(form);
  column->addLayout(form);
  m_check =
      named(new QPushButton(tr("Check"), this), "landCheckButton", tr("Check the plots against the ticked layers"));
  m_check->setDefault(true);
  m_stop = named(new QPushButton(tr("Stop"), this), "landStopButton", tr("Stop; the city stays as it is"));
  m_stop->setAutoDefault(false);
  m_status = named(new QLabel(this), "landStatus", tr("What became of it"));
  m_status->setWordWrap(true);
  auto* checking = new QHBoxLayout;
  checking->addWidget(m_status, 1);
  checking->addWidget(m_check);
  checking->addWidget(m_stop);
  column->addLayout(checking);
  buildAnswer();
  column->addWidget(m_table, 1);
  m_command = named(new QLineEdit(this), "landCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  column->addWidget(m_command);
  auto* making = new QHBoxLayout;
  m_sheet =
      named(new QPushButton(tr("Spreadsheet…"), this), "landSheetButton", tr("Save the table as a spreadsheet (XLSX)"));
  m_sheet->setAutoDefault(false);
  m_pdf =
      named(new QPushButton(tr("PDF…"), this), "landPdfButton", tr("Save plots and table as a sheet to print (PDF)"));
  m_pdf->setAutoDefault(false);
  auto* intoLabel = new QLabel(tr("New layer"), this);
  m_into = named(new QLineEdit(this), "landIntoEdit", tr("Name of the new layer"));
  intoLabel->setBuddy(m_into);
  m_makeLayer =
      named(new QPushButton(tr("Make a layer"), this), "landMakeLayerButton", tr("Make a layer of the parts"));
  m_makeLayer->setAutoDefault(false);
  making->addWidget(m_sheet);
  making->addWidget(m_pdf);
  making->addStretch(1);
  making->addWidget(intoLabel);
  making->addWidget(m_into);
  making->addWidget(m_makeLayer);
  column->addLayout(making);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QFormLayout* LandCheckDialog::buildPlots() {
  auto* form = new QFormLayout;
  m_source = named(new QComboBox(this), "landSourceBox", tr("Where the plots come from"));
  m_source->addItem(tr("the selected features"), int(Source::selection));
  m_source->addItem(tr("all features of a layer"), int(Source::layer));
  m_source->addItem(tr("drawn on the map"), int(Source::drawn));
  m_source->addItem(tr("typed corners"), int(Source::typed));
  m_source->addItem(tr("a file (DXF, SHP, TXT …)"), int(Source::file));
  m_layer = named(new QComboBox(this), "landLayerBox", tr("Layer of the plots"));
  m_draw = named(new QPushButton(tr("Draw…"), this), "landDrawButton", tr("Draw a plot on the map"));
  m_forget = named(new QPushButton(tr("Clear"), this), "landClearButton", tr("Forget the plots that were drawn"));
  m_corners = named(new QLineEdit(this), "landCornersEdit", tr("Corners of the plot, east before north"));
  m_corners->setPlaceholderText(tr("East,North of each corner: 500100,3580000; 500200,3580000; …"));
  m_corners->setClearButtonEnabled(true);
  m_file = named(new QLineEdit(this), "landFileEdit", tr("File of the plots"));
  m_browse = named(new QPushButton(tr("Browse…"), this), "landFileButton", tr("Choose the file"));
  for (QPushButton* button : {m_draw, m_forget, m_browse}) button->setAutoDefault(false);
  auto* plots = new QHBoxLayout;
  plots->addWidget(m_source);
  plots->addWidget(m_layer, 1);
  plots->addWidget(m_draw);
  plots->addWidget(m_forget);
  plots->addWidget(m_corners, 1);
  plots->addWidget(m_file, 1);
  plots->addWidget(m_browse);
  m_plots = named(new QLabel(this), "landPlotsLabel", tr("Number of plots"));
  form->addRow(tr("Plots"), plots);
  form->addRow(QString(), m_plots);
  return form;
}

void LandCheckDialog::buildThemes(QFormLayout* form) {
  m_themes = named(new QTreeWidget(this), "landThemeList", tr("Layers to check against"));
  m_themes->setColumnCount(2);
  m_themes->setHeaderLabels({tr("Layer"), tr("Classes")});
  m_themes->setRootIsDecorated(false);
  m_themes->setMaximumHeight(150);
  m_themes->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  m_themes->header()->setSectionResizeMode(1, QHeaderView::Stretch);
  m_class = named(new QComboBox(this), "landClassBox", tr("Column with the classes of the current layer"));
  m_area = named(new QComboBox(this), "landAreaBox", tr("How areas are measured"));
  m_area->addItem(tr("on the plane of the map"), int(crs::AreaKind::plane));
  m_area->addItem(tr("on the ellipsoid"), int(crs::AreaKind::ellipsoid));
  form->addRow(tr("Against"), m_themes);
  form->addRow(tr("Classes by"), m_class);
  form->addRow(tr("Areas"), m_area);
}

void LandCheckDialog::buildAnswer() {
  m_table = named(new QTableView(this), "landTable", tr("What lies on the plots"));
  m_table->setModel(m_model);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setAlternatingRowColors(true);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
  m_table->setWordWrap(false);
}

void LandCheckDialog::connectAll() {
  for (QComboBox* box : {m_source, m_layer, m_area})
    connect(box, &QComboBox::currentIndexChanged, this, &LandCheckDialog::changed);
  for (QLineEdit* edit : {m_corners, m_file, m_into})
    connect(edit, &QLineEdit::textChanged, this, &LandCheckDialog::changed);
  connect(&m_selection, &Selection::changed, this, &LandCheckDialog::changed);
  connect(m_themes, &QTreeWidget::itemChanged, this, &LandCheckDialog::changed);
  connect(m_themes, &QTreeWidget::currentItemChanged, this, &LandCheckDialog::takeTheme);
  connect(m_class, &QComboBox::activated, this, &LandCheckDialog::setClass);
  connect(m_draw, &QPushButton::clicked, this, &LandCheckDialog::drawWanted);
  connect(m_forget, &QPushButton::clicked, this, [this] {
    m_drawn.clear();
    Q_EMIT drawnChanged();
    changed();
  });
  connect(m_browse, &QPushButton::clicked, this, &LandCheckDialog::chooseFile);
  connect(m_check, &QPushButton::clicked, this, [this] { run(false); });
  connect(m_makeLayer, &QPushButton::clicked, this, [this] { run(true); });
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_sheet, &QPushButton::clicked, this, [this] {
    askFile("landSheetDialog", tr("Save the table as a spreadsheet"), "xlsx", tr("Spreadsheet (*.xlsx)"),
            &LandCheckDialog::saveTable);
  });
  connect(m_pdf, &QPushButton::clicked, this, [this] {
    askFile("landPdfDialog", tr("Save plots and table as a sheet to print"), "pdf", tr("PDF (*.pdf)"),
            &LandCheckDialog::savePdf);
  });
}

void LandCheckDialog::fillLayers(const QString& layer) {
  const auto layers = m_session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (!item->geometryType) continue;
    const QString name = fromUtf8(item->name);
    if (holdsAreas(*item)) m_layer->addItem(CitySession::layerTitle(*item), name);
    const bool usual = (item->role == "parcel" || item->role == "building") && name != layer;
    auto* row = new QTreeWidgetItem({CitySession::layerTitle(*item)});
    m_themes->insertTopLevelItem(usual ? 0 : m_themes->topLevelItemCount(), row);
    row->setData(0, kNameRole, name);
    row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    row->setCheckState(0, usual ? Qt::Checked : Qt::Unchecked);
    m_classes[name] = likelyClass(*item);
    showClass(row);
  }
  m_layer->setCurrentIndex(std::max(0, m_layer->findData(layer)));
  if (m_themes->topLevelItemCount() > 0) m_themes->setCurrentItem(m_themes->topLevelItem(0));
  takeTheme();
  QString name = QStringLiteral("land_check");
  for (int i = 2; m_session.layer(name) != nullptr; ++i) name = QStringLiteral("land_check_%1").arg(i);
  m_into->setText(name);
}

/// Selected areas are most likely the plots; without any, the map is at hand.
void LandCheckDialog::guessSource(const QString& layer) {
  QString selected = m_layer->findData(layer) >= 0 && m_selection.count(layer) > 0 ? layer : QString();
  for (const QString& other : m_selection.layers()) {
    if (selected.isEmpty() && m_layer->findData(other) >= 0) selected = other;
  }
  if (!selected.isEmpty()) m_layer->setCurrentIndex(m_layer->findData(selected));
  m_source->setCurrentIndex(m_source->findData(int(selected.isEmpty() ? Source::drawn : Source::selection)));
}

LandCheckDialog::Source LandCheckDialog::source() const {
  return Source(m_source->currentData().toInt());
}

const store::LayerInfo* LandCheckDialog::plotLayer() const {
  return m_session.layer(m_layer->currentData().toString());
}

QString LandCheckDialog::fileName() const {
  return QDir::fromNativeSeparators(m_file->text().trimmed());
}

void LandCheckDialog::takeDrawn(const geom::Bytes& wkb) {
  m_drawn.push_back(wkb);
  m_source->setCurrentIndex(m_source->findData(int(Source::drawn)));
  Q_EMIT drawnChanged();
  changed();
}

// The classes of a layer.

void LandCheckDialog::showClass(QTreeWidgetItem* item) const {
  const QString layer = item->data(0, kNameRole).toString();
  const QString field = m_classes.at(layer);
  item->setText(1, field.isEmpty() ? tr("all together") : m_titles.title(layer, field));
}

void LandCheckDialog::takeTheme() {
  m_class->clear();
  const QTreeWidgetItem* item = m_themes->currentItem();
  const store::LayerInfo* layer = item == nullptr ? nullptr : m_session.layer(item->data(0, kNameRole).toString());
  m_class->setEnabled(layer != nullptr);
  if (layer == nullptr) return;
  m_class->addItem(tr("all together"), QString());
  for (const store::Field& field : layer->fields) {
    const QString name = fromUtf8(field.name);
    m_class->addItem(m_titles.title(fromUtf8(layer->name), name), name);
  }
  m_class->setCurrentIndex(std::max(0, m_class->findData(m_classes[fromUtf8(layer->name)])));
}

void LandCheckDialog::setClass() {
  QTreeWidgetItem* item = m_themes->currentItem();
  if (item == nullptr) return;
  m_classes[item->data(0, kNameRole).toString()] = m_class->currentData().toString();
  {
    const QSignalBlocker blocker(m_themes);
    showClass(item);
    item->setCheckState(0, Qt::Checked);  // who chooses its classes wants the layer
  }
  changed();
}

// What is asked.

std::vector<query::LandTheme> LandCheckDialog::themes() const {
  std::vector<query::LandTheme> themes;
  for (int i = 0; i < m_themes->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_themes->topLevelItem(i);
    const QString name = item->data(0, kNameRole).toString();
    const store::LayerInfo* layer = m_session.layer(name);
    if (item->checkState(0) != Qt::Checked || layer == nullptr) continue;
    themes.push_back({layer->name, toUtf8(m_classes.at(name)), shownRows(*layer)});
  }
  return themes;
}

LandCheckDialog::Asked LandCheckDialog::asked() const {
  Asked out;
  query::LandCheckQuery& query = out.query;
  query.themes = themes();
  query.area = crs::AreaKind(m_area->currentData().toInt());
  const store::LayerInfo* layer = plotLayer();
  switch (source()) {
    case Source::selection:
      if (layer == nullptr) break;
      query.plotLayer = layer->name;
      query.plotFids = *m_selection.fids(fromUtf8(layer->name));
      break;
    case Source::layer:
      if (layer == nullptr) break;
      query.plotLayer = layer->name;
      query.plotWhere = shownRows(*layer);
      break;
    case Source::drawn:
      for (const geom::Bytes& wkb : m_drawn) query.plots.push_back({{}, wkb});
      query.plotsCrs = m_session.city().crs;
      break;
    case Source::typed:
      if (geom::Bytes wkb = typedPlot(m_corners->text()).wkb; !wkb.empty()) query.plots.push_back({{}, std::move(wkb)});
      query.plotsCrs = m_session.city().crs;
      break;
    case Source::file: out.file = fileName(); break;
  }
  return out;
}

QString LandCheckDialog::plotsText() const {
  switch (source()) {
    case Source::selection: {
      const auto count = int(m_selection.count(m_layer->currentData().toString()));
      return tr("%Ln plot(s)", nullptr, count);
    }
    case Source::layer: return plotLayer() == nullptr ? QString() : tr("%Ln plot(s)", nullptr, int(plotLayer()->count));
    case Source::drawn: return tr("%Ln plot(s)", nullptr, int(m_drawn.size()));
    case Source::typed: return tr("In the map's coordinates; @12.5,-3 is so far from the corner before.");
    case Source::file: return tr("Areas and closed lines of the file are the plots.");
  }
  return {};
}

QString LandCheckDialog::hindrance() const {
  switch (source()) {
    case Source::selection:
      if (m_selection.count(m_layer->currentData().toString()) == 0)
        return tr("Select plots of this layer on the map, or take them from elsewhere.");
      break;
    case Source::layer:
      if (plotLayer() == nullptr) return tr("There is no layer of areas.");
      break;
    case Source::drawn:
      if (m_drawn.empty()) return tr("Draw a plot on the map.");
      break;
    case Source::typed:
      if (const QString trouble = typedPlot(m_corners->text()).trouble; !trouble.isEmpty()) return trouble;
      break;
    case Source::file:
      if (fileName().isEmpty()) return tr("Choose the file of the plots.");
      break;
  }
  if (themes().empty()) return tr("Tick at least one layer.");
  return {};
}

QString LandCheckDialog::commandLine() const {
  const Asked ask = asked();
  QString line =
      QStringLiteral("citydesk-cli landcheck ") + shellQuoted(m_session.city().name + QStringLiteral(".citydb"));
  const query::LandCheckQuery& query = ask.query;
  if (!query.plotLayer.empty()) line += QStringLiteral(" --plots ") + shellQuoted(fromUtf8(query.plotLayer));
  if (!query.plotWhere.empty()) line += QStringLiteral(" --plots-where ") + shellQuoted(fromUtf8(query.plotWhere));
  for (const std::int64_t fid : query.plotFids) line += QStringLiteral(" --plot %1").arg(fid);
  for (const query::LandPlot& plot : query.plots)
    line += QStringLiteral(" --wkt ") + shellQuoted(fromUtf8(geom::toWkt(plot.wkb)));
  if (!ask.file.isEmpty()) line += QStringLiteral(" --file ") + shellQuoted(ask.file);
  bool filtered = false;
  for (const query::LandTheme& theme : query.themes) {
    const std::string name = theme.field.empty() ? theme.layer : theme.layer + ":" + theme.field;
    line += QStringLiteral(" --against ") + shellQuoted(fromUtf8(name));
    filtered = filtered || !theme.where.empty();
  }
  for (const query::LandTheme& theme : query.themes) {
    if (filtered) line += QStringLiteral(" --against-where ") + shellQuoted(fromUtf8(theme.where));
  }
  if (query.area == crs::AreaKind::ellipsoid) line += QStringLiteral(" --area ellipsoid");
  return line;
}

void LandCheckDialog::changed() {
  const Source from = source();
  m_layer->setVisible(from == Source::selection || from == Source::layer);
  for (QPushButton* button : {m_draw, m_forget}) button->setVisible(from == Source::drawn);
  m_forget->setEnabled(!m_drawn.empty());
  m_corners->setVisible(from == Source::typed);
  m_file->setVisible(from == Source::file);
  m_browse->setVisible(from == Source::file);
  m_plots->setText(plotsText());
  m_command->setText(commandLine());
  m_command->setCursorPosition(0);
  if (m_running) return;
  if (m_model->table() != nullptr && m_command->text() != m_answered) {
    m_model->take({});  // it is no answer to what is asked now
    m_shapes.reset();
    setRunning(false);
  }
  const QString why = hindrance();
  say(why, !why.isEmpty());
  m_check->setEnabled(why.isEmpty());
  m_makeLayer->setEnabled(why.isEmpty() && !m_into->text().trimmed().isEmpty() && !m_session.isReadOnly());
}

void LandCheckDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void LandCheckDialog::setRunning(bool running) {
  m_running = running;
  m_stop->setEnabled(running);
  m_check->setEnabled(!running);
  m_makeLayer->setEnabled(!running);
  m_sheet->setEnabled(!running && m_model->table() != nullptr);
  m_pdf->setEnabled(!running && m_shapes != nullptr);
}

void LandCheckDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("File of the plots"), m_file->text(), tr("All files (*)"));
  dialog->setObjectName(QStringLiteral("landFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& file) { m_file->setText(QDir::toNativeSeparators(file)); });
  dialog->open();
}

// The work.

}  // namespace gis::ui
