// What is seen of the export dialog.
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/export_columns.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/export_losses_view.h"
#include "ui/dialogs/export_profile_bar.h"

namespace gis::ui {
namespace {

QComboBox* choice(const char* name, const QString& accessible, const std::vector<std::pair<QString, QString>>& all) {
  auto* box = named(new QComboBox, name, accessible);
  for (const auto& [text, word] : all) box->addItem(text, word);
  return box;
}

QLineEdit* word(const char* name, const QString& accessible) {
  auto* edit = named(new QLineEdit, name, accessible);
  edit->setPlaceholderText(accessible);
  return edit;
}

}  // namespace

void ExportDialog::build() {
  m_profiles = new ExportProfileBar(m_session);
  m_columns = new ExportColumns(m_session);
  m_losses = new ExportLossesView;
  QFormLayout* form = buildForm();
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("exportCancelButton"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  m_start = buttons->addButton(tr("Export"), QDialogButtonBox::ActionRole);
  nameField(m_start, "exportStartButton", tr("Export"));
  m_start->setDefault(true);
  auto* right = new QVBoxLayout;
  right->addWidget(new QLabel(tr("Columns")));
  right->addWidget(m_columns, 2);
  right->addWidget(m_losses, 3);
  auto* halves = new QHBoxLayout;
  halves->addLayout(form, 1);
  halves->addSpacing(8);
  halves->addLayout(right, 1);
  auto* column = new QVBoxLayout(this);
  column->addLayout(halves, 1);
  column->addWidget(buttons);
  resize(QSize(1080, 700).boundedTo(screen()->availableSize() * 0.95));
}

QFormLayout* ExportDialog::buildForm() {
  m_layers = named(new QListWidget, "exportLayerList", tr("Layers"));
  m_layers->setMaximumHeight(120);
  m_file = named(new QLineEdit, "exportFileEdit", tr("File"));
  m_fileLabel = new QLabel(tr("File"));
  m_browse = named(new QPushButton(tr("Browse…")), "exportBrowseButton", tr("Choose the file"));
  m_browse->setAutoDefault(false);
  m_overwrite = new QCheckBox(tr("Replace files that exist"));
  nameField(m_overwrite, "exportOverwriteCheck", m_overwrite->text());
  m_oneFile = new QCheckBox(tr("All layers in one file"));
  nameField(m_oneFile, "exportOneFileCheck", m_oneFile->text());
  buildChoices();
  buildArea();
  buildReceipt();
  auto* file = new QHBoxLayout;
  file->addWidget(m_file, 1);
  file->addWidget(m_browse);
  auto* area = new QHBoxLayout;
  area->addWidget(m_clip, 1);
  area->addWidget(m_draw);
  auto* who = new QHBoxLayout;
  who->addWidget(m_giver);
  who->addWidget(m_receiver);
  auto* form = new QFormLayout;
  form->addRow(tr("Profile"), m_profiles);
  form->addRow(tr("Layers"), m_layers);
  form->addRow(tr("Format"), m_format);
  form->addRow(m_fileLabel, file);
  form->addRow(QString(), m_oneFile);
  form->addRow(QString(), m_overwrite);
  form->addRow(tr("Encoding of texts"), m_encoding);
  form->addRow(tr("Names of columns"), m_names);
  form->addRow(tr("Coordinate system"), m_crs);
  form->addRow(tr("Features"), m_rows);
  form->addRow(tr("Condition"), m_where);
  form->addRow(tr("Area"), area);
  form->addRow(QString(), m_cut);
  form->addRow(QString(), m_smallCounts);
  form->addRow(QString(), m_divisions);
  form->addRow(tr("Geometry in tables"), m_place);
  form->addRow(tr("Layers of a drawing"), m_dxfLayer);
  form->addRow(tr("Security mark"), m_security);
  form->addRow(tr("Receipt"), m_receipt);
  form->addRow(QString(), who);
  form->addRow(QString(), m_purpose);
  return form;
}

void ExportDialog::buildChoices() {
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
  m_encoding = choice("exportEncodingBox", tr("Encoding of texts"),
                      {{QStringLiteral("UTF-8"), QStringLiteral("UTF-8")},
                       {tr("GBK (older Chinese programs)"), QStringLiteral("GBK")}});
  m_names = choice("exportNamesBox", tr("Names of columns"),
                   {{tr("Cut to what the format takes"), QString()},
                    {tr("Initials in pinyin, at most 10 letters"), QStringLiteral("pinyin")}});
  m_crs = choice("exportCrsBox", tr("Coordinate system"),
                 {{tr("As the format wants, else that of the layer"), QString()},
                  {tr("That of the city"), QStringLiteral("city")},
                  {tr("Files by 3-degree zone of CGCS2000"), QStringLiteral("zones")},
                  {tr("EPSG:4490 – CGCS2000, degrees"), QStringLiteral("EPSG:4490")},
                  {tr("EPSG:4326 – WGS 84, degrees"), QStringLiteral("EPSG:4326")},
                  {tr("EPSG:4528 – CGCS2000, zone number 40"), QStringLiteral("EPSG:4528")}});
  m_crs->setEditable(true);
  replaceOnTyping(m_crs);
  m_place = choice("exportGeometryBox", tr("Geometry in tables"),
                   {{tr("Points as x and y, others as text"), QString()},
                    {tr("x and y"), QStringLiteral("xy")},
                    {tr("WKT"), QStringLiteral("wkt")},
                    {tr("None"), QStringLiteral("none")}});
  m_dxfLayer = choice("exportDxfLayerBox", tr("Column whose values name the drawing's layers"),
                      {{tr("One, the name of the layer"), QString()}});
}

/// Which features: all or selected, by condition, by area.
void ExportDialog::buildArea() {
  m_rows = choice("exportRowsBox", tr("Features"), {{tr("All"), QStringLiteral("all")}});
  m_where = word("exportWhereEdit", tr("Condition"));
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
  m_clip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  replaceOnTyping(m_clip);
  m_clip->setToolTip(tr("Or type LAYER:ID, four coordinates, or WKT"));
  m_draw = named(new QPushButton(tr("Draw…")), "exportDrawButton", tr("Draw the area on the map"));
  m_draw->setToolTip(m_draw->accessibleName());
  m_draw->setAutoDefault(false);
  m_cut = new QCheckBox(tr("Cut features at the border"));
  nameField(m_cut, "exportCutCheck", m_cut->text());
  m_smallCounts = new QCheckBox(tr("Leave small figures about people empty (below 10)"));
  nameField(m_smallCounts, "exportSmallCountsCheck", m_smallCounts->text());
  m_smallCounts->setChecked(true);
  m_divisions = new QCheckBox(tr("With the county of each feature (XZQDM, XZQMC)"));
  nameField(m_divisions, "exportDivisionsCheck", m_divisions->text());
  offerSelections();
  offerDivisions();
}

/// The paper that goes with the data; who gives and who receives may stay blank for a pen.
void ExportDialog::buildReceipt() {
  m_receipt = choice("exportReceiptBox", tr("Receipt"),
                     {{tr("None"), QString()},
                      {tr("Beside the file, as PDF to be signed"), QStringLiteral(".pdf")},
                      {tr("Beside the file, as JSON"), QStringLiteral(".json")}});
  m_giver = word("exportGiverEdit", tr("Bureau that hands over"));
  m_receiver = word("exportReceiverEdit", tr("Bureau that receives"));
  m_purpose = word("exportPurposeEdit", tr("What the data is for"));
  m_security = word("exportSecurityEdit", tr("Security mark"));
  m_security->setPlaceholderText(tr("That of the metadata sheet"));
  for (QLineEdit* edit : {m_giver, m_receiver, m_purpose}) edit->setEnabled(false);
  connect(m_receipt, &QComboBox::currentIndexChanged, this, [this](int index) {
    for (QLineEdit* edit : {m_giver, m_receiver, m_purpose}) edit->setEnabled(index > 0);
  });
}

void ExportDialog::fillLayers() {
  const QSignalBlocker quiet(m_layers);
  for (const store::LayerInfo& one : *m_session.layers()) {
    const QString name = fromUtf8(one.name);
    if (one.name == "city_incident" && name != m_scope.layer) continue;
    auto* item = new QListWidgetItem(CitySession::layerTitle(one), m_layers);
    item->setData(Qt::UserRole, name);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(name == m_scope.layer ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(name);
    if (name == m_scope.layer) m_layers->setCurrentItem(item);
  }
  if (m_layers->currentItem() != nullptr) m_layers->scrollToItem(m_layers->currentItem());
}

/// What is selected: of the exported layers themselves, and as an area that cuts others.
void ExportDialog::offerSelections() {
  constexpr std::size_t kMostAreas = 200;
  const auto own = m_scope.selected.find(toUtf8(m_scope.layer));
  if (own != m_scope.selected.end() && !own->second.empty()) {
    m_rows->addItem(tr("The %Ln selected one(s)", nullptr, static_cast<int>(own->second.size())),
                    QStringLiteral("selected"));
    m_rows->setCurrentIndex(1);
  } else if (!m_scope.selected.empty()) {
    m_rows->addItem(tr("What is selected"), QStringLiteral("selected"));
  }
  for (const auto& [name, fids] : m_scope.selected) {
    const store::LayerInfo* layer = m_session.layer(fromUtf8(name));
    if (layer == nullptr || !layer->geometryType || layer->geometryType->dimension() != 2 || fids.empty() ||
        fids.size() > kMostAreas)
      continue;
    QStringList numbers;
    for (const std::int64_t fid : fids) numbers << QString::number(fid);
    m_clip->addItem(tr("The selection in %1").arg(CitySession::layerTitle(*layer)),
                    fromUtf8(name) + QLatin1Char(':') + numbers.join(QLatin1Char(',')));
  }
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

}  // namespace gis::ui
