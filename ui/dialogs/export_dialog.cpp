#include "ui/dialogs/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/field_titles_of.h"

namespace gis::ui {
namespace {

constexpr int kPauseMillis = 350;

QComboBox* choice(const char* name, const QString& accessible, const std::vector<std::pair<QString, QString>>& all) {
  auto* box = new QComboBox;
  nameField(box, name, accessible);
  for (const auto& [text, word] : all) box->addItem(text, word);
  return box;
}

QString chosen(const QComboBox* box) {
  const int index = box->findText(box->currentText());
  return index >= 0 ? box->itemData(index).toString() : box->currentText().trimmed();
}

}  // namespace

ExportDialog::ExportDialog(CitySession& session, ExportScope scope, const QString& folder, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_scope(std::move(scope)),
      m_file(new QLineEdit),
      m_where(new QLineEdit),
      m_giver(new QLineEdit),
      m_receiver(new QLineEdit),
      m_security(new QLineEdit),
      m_fields(new QListWidget),
      m_cut(new QCheckBox(tr("Cut features at the border"))),
      m_overwrite(new QCheckBox(tr("Replace files that exist"))),
      m_losses(new QPlainTextEdit) {
  setObjectName(QStringLiteral("exportDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  const store::LayerInfo* layer = m_session.layer(m_scope.layer);
  setWindowTitle(tr("Export %1").arg(layer != nullptr ? CitySession::layerTitle(*layer) : m_scope.layer));
  auto* form = new QFormLayout;
  buildForm(form);
  m_file->setText(QDir::toNativeSeparators(QDir(folder).filePath(m_scope.layer + QStringLiteral(".shp"))));
  nameField(m_losses, "exportLosses", tr("What will be changed or lost"));
  m_losses->setReadOnly(true);
  m_losses->setMaximumHeight(150);
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("exportCancelButton"));
  m_start = buttons->addButton(tr("Export"), QDialogButtonBox::ActionRole);
  nameField(m_start, "exportStartButton", tr("Export"));
  m_start->setDefault(true);
  auto* column = new QVBoxLayout(this);
  column->addLayout(form);
  column->addWidget(new QLabel(tr("What will be changed or lost")));
  column->addWidget(m_losses);
  column->addWidget(buttons);
  resize(640, 680);

  m_pause.setSingleShot(true);
  m_pause.setInterval(kPauseMillis);
  connect(&m_pause, &QTimer::timeout, this, &ExportDialog::preview);
  connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
  for (QComboBox* box : {m_encoding, m_names, m_crs, m_rows, m_clip, m_place, m_receipt})
    connect(box, &QComboBox::currentTextChanged, this, &ExportDialog::planPreview);
  connect(m_where, &QLineEdit::textChanged, this, &ExportDialog::planPreview);
  connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::fileChanged);
  for (QCheckBox* box : {m_cut, m_overwrite}) connect(box, &QCheckBox::toggled, this, &ExportDialog::planPreview);
  connect(m_fields, &QListWidget::itemChanged, this, &ExportDialog::planPreview);
  connect(m_start, &QPushButton::clicked, this, &ExportDialog::start);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  formatChanged();
}

void ExportDialog::buildForm(QFormLayout* form) {
  m_format = choice("exportFormatBox", tr("Format"),
                    {{tr("Shapefile"), QStringLiteral("shp")},
                     {QStringLiteral("GeoPackage"), QStringLiteral("gpkg")},
                     {QStringLiteral("GeoJSON"), QStringLiteral("geojson")},
                     {QStringLiteral("CSV"), QStringLiteral("csv")},
                     {tr("Spreadsheet (XLSX)"), QStringLiteral("xlsx")},
                     {QStringLiteral("FlatGeobuf"), QStringLiteral("fgb")},
                     {QStringLiteral("KML"), QStringLiteral("kml")},
                     {tr("Drawing (DXF)"), QStringLiteral("dxf")},
                     {tr("Boundary points (TXT)"), QStringLiteral("txt")}});
  nameField(m_file, "exportFileEdit", tr("File"));
  auto* browseButton = new QPushButton(tr("Browse…"));
  nameField(browseButton, "exportBrowseButton", tr("Choose the file"));
  browseButton->setAutoDefault(false);
  connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
  m_encoding = choice("exportEncodingBox", tr("Encoding of texts"),
                      {{QStringLiteral("UTF-8"), QStringLiteral("UTF-8")},
                       {tr("GBK (older Chinese programs)"), QStringLiteral("GBK")}});
  m_names = choice("exportNamesBox", tr("Names of columns"),
                   {{tr("Cut to what the format takes"), QString()},
                    {tr("Initials in pinyin, at most 10 letters"), QStringLiteral("pinyin")}});
  m_crs = choice("exportCrsBox", tr("Coordinate system"),
                 {{tr("As the format wants, else that of the layer"), QString()},
                  {tr("That of the city"), QStringLiteral("city")},
                  {tr("EPSG:4490 – CGCS2000, degrees"), QStringLiteral("EPSG:4490")},
                  {tr("EPSG:4326 – WGS 84, degrees"), QStringLiteral("EPSG:4326")},
                  {tr("EPSG:4528 – CGCS2000, zone number 40"), QStringLiteral("EPSG:4528")}});
  m_crs->setEditable(true);
  replaceOnTyping(m_crs);
  m_rows = choice("exportRowsBox", tr("Features"), {{tr("All"), QStringLiteral("all")}});
  if (!m_scope.selected.empty()) {
    m_rows->addItem(tr("The %Ln selected one(s)", nullptr, static_cast<int>(m_scope.selected.size())),
                    QStringLiteral("selected"));
    m_rows->setCurrentIndex(1);
  }
  nameField(m_where, "exportWhereEdit", tr("Condition"));
  m_where->setPlaceholderText(tr("SQL condition, or empty"));
  m_clip = choice("exportClipBox", tr("Area"), {{tr("No limit"), QString()}});
  if (!m_scope.visible.isEmpty()) {
    const geom::Envelope& e = m_scope.visible;
    m_clip->addItem(tr("What the map shows"), QStringLiteral("%1,%2,%3,%4")
                                                  .arg(e.minX, 0, 'f', 3)
                                                  .arg(e.minY, 0, 'f', 3)
                                                  .arg(e.maxX, 0, 'f', 3)
                                                  .arg(e.maxY, 0, 'f', 3));
  }
  m_clip->setEditable(true);
  replaceOnTyping(m_clip);
  m_clip->setToolTip(tr("Or type LAYER:ID, four coordinates, or WKT"));
  nameField(m_cut, "exportCutCheck", m_cut->text());
  m_place = choice("exportGeometryBox", tr("Geometry in tables"),
                   {{tr("Points as x and y, others as text"), QString()},
                    {tr("x and y"), QStringLiteral("xy")},
                    {tr("WKT"), QStringLiteral("wkt")},
                    {tr("None"), QStringLiteral("none")}});
  nameField(m_fields, "exportFieldList", tr("Columns"));
  m_fields->setMaximumHeight(120);
  offerDivisions();
  if (const store::LayerInfo* layer = m_session.layer(m_scope.layer)) {
    m_where->setText(fromUtf8(layer->filter));  // what the map shows, unless somebody wants more
    for (const store::Field& field : layer->fields) {
      auto* item = new QListWidgetItem(fromUtf8(field.name), m_fields);
      item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
      item->setCheckState(Qt::Checked);
      item->setData(Qt::UserRole, item->text());
      item->setToolTip(item->text());
    }
    readFieldTitles(m_session, this, [this](const FieldTitlesOf& titles) {
      const QSignalBlocker quiet(m_fields);
      for (int i = 0; i < m_fields->count(); ++i) {
        QListWidgetItem* item = m_fields->item(i);
        item->setText(titles.title(m_scope.layer, item->data(Qt::UserRole).toString()));
      }
    });
  }
  nameField(m_overwrite, "exportOverwriteCheck", m_overwrite->text());
  auto* row = new QHBoxLayout;
  row->addWidget(m_file, 1);
  row->addWidget(browseButton);
  form->addRow(tr("Format"), m_format);
  form->addRow(tr("File"), row);
  form->addRow(m_overwrite);
  form->addRow(tr("Encoding of texts"), m_encoding);
  form->addRow(tr("Names of columns"), m_names);
  form->addRow(tr("Coordinate system"), m_crs);
  form->addRow(tr("Features"), m_rows);
  form->addRow(tr("Condition"), m_where);
  form->addRow(tr("Area"), m_clip);
  form->addRow(m_cut);
  form->addRow(tr("Geometry in tables"), m_place);
  form->addRow(tr("Columns"), m_fields);
  buildReceipt(form);
}

/// The paper that goes with the data; who gives and who receives may stay blank for a pen.
void ExportDialog::buildReceipt(QFormLayout* form) {
  m_receipt = choice("exportReceiptBox", tr("Receipt"),
                     {{tr("None"), QString()},
                      {tr("Beside the file, as PDF to be signed"), QStringLiteral(".pdf")},
                      {tr("Beside the file, as JSON"), QStringLiteral(".json")}});
  nameField(m_giver, "exportGiverEdit", tr("Bureau that hands over"));
  nameField(m_receiver, "exportReceiverEdit", tr("Bureau that receives"));
  nameField(m_security, "exportSecurityEdit", tr("Security mark"));
  m_giver->setPlaceholderText(m_giver->accessibleName());
  m_receiver->setPlaceholderText(m_receiver->accessibleName());
  m_security->setPlaceholderText(m_security->accessibleName());
  auto* who = new QHBoxLayout;
  for (QLineEdit* edit : {m_giver, m_receiver, m_security}) {
    who->addWidget(edit);
    edit->setEnabled(false);
  }
  connect(m_receipt, &QComboBox::currentIndexChanged, this, [this](int index) {
    for (QLineEdit* edit : {m_giver, m_receiver, m_security}) edit->setEnabled(index > 0);
  });
  form->addRow(tr("Receipt"), m_receipt);
  form->addRow(who);
}

/// Districts and subdistricts are the areas that other bureaus ask for.
void ExportDialog::offerDivisions() {
  constexpr std::int64_t kMost = 200;
  std::vector<store::LayerInfo> divisions;
  for (const char* role : {"district", "subdistrict"}) {
    for (const store::LayerInfo& layer : *m_session.layers())
      if (layer.role == role && !layer.roleNameField.empty() && layer.count <= kMost) divisions.push_back(layer);
  }
  if (divisions.empty()) return;
  m_session.read(
      tr("Read the divisions"),
      [divisions](const store::CityDatabase& city, Progress& progress) {
        std::vector<std::pair<std::string, std::string>> areas;
        for (const store::LayerInfo& layer : divisions) {
          store::FeatureRequest request;
          request.fields = {layer.roleNameField};
          request.allFields = false;
          request.geometry = false;
          store::readFeatures(
              city.connection(), layer, request,
              [&](store::Feature& feature) {
                areas.emplace_back(store::textOf(feature.values[0]), layer.name + ':' + std::to_string(feature.fid));
                return true;
              },
              progress.token());
        }
        return areas;
      },
      this,
      [this](const std::vector<std::pair<std::string, std::string>>& areas) {
        const QSignalBlocker quiet(m_clip);
        for (const auto& [name, area] : areas) m_clip->addItem(fromUtf8(name), fromUtf8(area));
      });
}

void ExportDialog::browse() {
  askTarget(m_file, "exportFileDialog", windowTitle());
}

/// What is typed decides the format, when its ending names one.
void ExportDialog::fileChanged() {
  const int named = m_format->findData(QFileInfo(m_file->text().trimmed()).suffix().toLower());
  if (named >= 0 && named != m_format->currentIndex()) {
    const QSignalBlocker quiet(m_format);
    m_format->setCurrentIndex(named);
  }
  formatFits();
  planPreview();
}

void ExportDialog::formatChanged() {
  const QFileInfo info(QDir::fromNativeSeparators(m_file->text().trimmed()));
  if (!info.fileName().isEmpty()) {
    const QSignalBlocker quiet(m_file);
    m_file->setText(QDir::toNativeSeparators(
        info.absoluteDir().filePath(info.completeBaseName() + QLatin1Char('.') + chosen(m_format))));
  }
  formatFits();
  planPreview();
}

void ExportDialog::formatFits() {
  const QString suffix = chosen(m_format);
  const bool table = suffix == QLatin1String("csv") || suffix == QLatin1String("xlsx");
  const bool boundary = suffix == QLatin1String("txt");
  if (boundary && !m_wasBoundary) m_encoding->setCurrentIndex(m_encoding->findData(QStringLiteral("GBK")));
  m_wasBoundary = boundary;
  m_encoding->setEnabled(boundary || suffix == QLatin1String("shp") || suffix == QLatin1String("csv"));
  m_place->setEnabled(table);
  m_names->setEnabled(suffix == QLatin1String("shp"));
}

QString ExportDialog::fileName() const {
  const QString name = QDir::fromNativeSeparators(m_file->text().trimmed());
  const QString ending = QLatin1Char('.') + chosen(m_format);
  return name.isEmpty() || name.endsWith(ending, Qt::CaseInsensitive) ? name : name + ending;
}

/// Why nothing can be written there; empty when it can.
QString ExportDialog::fileTrouble() const {
  const QFileInfo info(fileName());
  if (fileName().isEmpty()) return tr("Give the file a name.");
  if (!info.absoluteDir().exists()) return tr("The folder does not exist.");
  if (info.exists() && !m_overwrite->isChecked())
    return tr("This file exists already. Choose another name, or tick “Replace files that exist”.");
  if (const QString receipt = receiptName();
      !receipt.isEmpty() && QFileInfo::exists(receipt) && !m_overwrite->isChecked())
    return tr("The receipt exists already. Choose another name, or tick “Replace files that exist”.");
  return {};
}

/// The receipt's file; empty when none is wanted.
QString ExportDialog::receiptName() const {
  const QString suffix = chosen(m_receipt);
  if (suffix.isEmpty()) return {};
  const QFileInfo info(fileName());
  return info.absoluteDir().filePath(info.completeBaseName() + tr("_receipt") + suffix);
}

io::ExportRequest ExportDialog::request() const {
  using Place = io::ExportRequest::TableGeometry;
  io::ExportRequest asked;
  asked.layer = toUtf8(m_scope.layer);
  asked.file = toUtf8(fileName());
  asked.format = toUtf8(chosen(m_format));
  asked.pinyinNames = m_names->isEnabled() && chosen(m_names) == QLatin1String("pinyin");
  if (m_encoding->isEnabled()) asked.encoding = toUtf8(chosen(m_encoding));
  asked.crs = toUtf8(chosen(m_crs));
  asked.where = toUtf8(m_where->text().trimmed());
  if (chosen(m_rows) == QLatin1String("selected")) asked.fids = m_scope.selected;
  asked.clip = toUtf8(chosen(m_clip));
  asked.cut = m_cut->isChecked();
  bool all = true;
  for (int i = 0; i < m_fields->count(); ++i) {
    if (m_fields->item(i)->checkState() == Qt::Checked)
      asked.fields.push_back(toUtf8(m_fields->item(i)->data(Qt::UserRole).toString()));
    else
      all = false;
  }
  if (all) asked.fields.clear();
  const QString place = m_place->isEnabled() ? chosen(m_place) : QString();
  asked.tableGeometry = place == QLatin1String("xy")     ? Place::xy
                        : place == QLatin1String("wkt")  ? Place::wkt
                        : place == QLatin1String("none") ? Place::none
                                                         : Place::byKind;
  asked.overwrite = m_overwrite->isChecked();
  return asked;
}

void ExportDialog::planPreview() {
  m_job.cancel();
  m_start->setEnabled(false);
  m_losses->setPlainText(tr("Counting…"));
  m_pause.start();
}

void ExportDialog::preview() {
  if (const QString trouble = fileTrouble(); !trouble.isEmpty()) {
    m_losses->setPlainText(QStringLiteral("⚠ ") + trouble);
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { m_losses->setPlainText(QStringLiteral("⚠ ") + text); };
  m_job = m_session.readLong(
      tr("Count what an export loses"),
      [asked = request()](const store::CityDatabase& city, Progress& progress) {
        return io::previewExport(city, asked, progress);
      },
      this, [this](const io::ExportReport& report) { showLosses(report); }, options);
}

void ExportDialog::showLosses(const io::ExportReport& report) {
  QStringList lines;
  lines << tr("%Ln feature(s) will be written.", nullptr, static_cast<int>(report.written));
  for (const auto& file : report.files) lines << tr("File: %1").arg(fromUtf8(file.filename().string()));
  for (const auto& [from, to] : report.renamedFields)
    lines << tr("Column %1 will be called %2.").arg(fromUtf8(from), fromUtf8(to));
  for (const io::ExportLoss& loss : report.losses) {
    lines << QStringLiteral("• ") + translated(loss.what);
    QStringList examples;
    for (const io::ExportLoss::Example& one : loss.examples)
      if (!one.value.empty()) examples << fromUtf8(one.value);
    if (!examples.isEmpty()) lines << tr("    e.g. %1").arg(examples.join(QStringLiteral(" | ")));
    if (const QString remedy = translated(loss.remedy); !remedy.isEmpty()) lines << tr("    Remedy: %1").arg(remedy);
  }
  for (const Message& warning : report.warnings) lines << translated(warning);
  if (report.renamedFields.empty() && report.warnings.empty() && report.losses.empty())
    lines << tr("Nothing will be lost.");
  m_losses->setPlainText(lines.join(QLatin1Char('\n')));
  m_start->setEnabled(true);
}

void ExportDialog::start() {
  Q_EMIT exportAsked(request(), receiptName(),
                     {{},
                      toUtf8(m_giver->text().trimmed()),
                      toUtf8(m_receiver->text().trimmed()),
                      {},
                      toUtf8(m_security->text().trimmed()),
                      toUtf8(m_session.actor())});
  accept();
}

}  // namespace gis::ui
