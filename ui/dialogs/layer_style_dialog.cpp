#include "ui/dialogs/layer_style_dialog.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QTableWidget>
#include <QVBoxLayout>
#include <cmath>
#include <limits>
#include <span>

#include "gis_core/base/platform/files.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/default_styles.h"
#include "ui/jobs/translate.h"
#include "ui/map/legend.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

enum Column { kSwatch, kLabel, kSize, kOutline };

template <typename Widget>
Widget* named(Widget* widget, const char* name, const QString& accessible) {
  widget->setObjectName(QLatin1String(name));
  widget->setAccessibleName(accessible);
  return widget;
}

bool chinese() {
  return QLocale().language() == QLocale::Chinese;
}

/// The number that "size" means for this geometry: marker, line or outline.
double& sizeOf(style::Symbol& s, int dimension) {
  return dimension == 0 ? s.sizeMm : dimension == 1 ? s.line.widthMm : s.outline.widthMm;
}

style::Colour& fillOf(style::Symbol& s, int dimension) {
  return dimension == 1 ? s.line.colour : s.fill;
}

style::Colour& edgeOf(style::Symbol& s, int dimension) {
  return dimension == 1 ? s.casing.colour : s.outline.colour;
}

}  // namespace

LayerStyleDialog::LayerStyleDialog(CitySession& session, const store::LayerInfo& layer,
                                   std::shared_ptr<const snapshot::LayerView> shown, QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(layer), m_data(std::move(shown)), m_style(style::styleOf(layer)) {
  setObjectName(QStringLiteral("layerStyleDialog"));
  setWindowTitle(tr("Style of %1").arg(CitySession::layerTitle(m_layer)));
  if (m_layer.geometryType) m_dimension = m_layer.geometryType->dimension();
  auto* outer = new QVBoxLayout(this);
  outer->addWidget(makeClasses(), 1);
  outer->addWidget(makeLabels());
  m_note = named(new QLabel(this), "styleNote", tr("What became of the style"));
  m_note->setWordWrap(true);
  outer->addWidget(m_note);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Apply | QDialogButtonBox::Cancel, this);
  const auto action = [&](const char* name, const QString& text, void (LayerStyleDialog::*slot)()) {
    auto* button = named(buttons->addButton(text, QDialogButtonBox::ActionRole), name, text);
    connect(button, &QPushButton::clicked, this, slot);
  };
  action("styleDefaultButton", tr("Default look"), &LayerStyleDialog::useDefault);
  action("styleLoadButton", tr("Load…"), &LayerStyleDialog::load);
  action("styleSaveButton", tr("Save as…"), &LayerStyleDialog::save);
  buttons->button(QDialogButtonBox::Apply)->setObjectName(QStringLiteral("styleApplyButton"));
  buttons->button(QDialogButtonBox::Ok)->setObjectName(QStringLiteral("styleOkButton"));
  outer->addWidget(buttons);
  connect(buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, &LayerStyleDialog::apply);
  connect(buttons, &QDialogButtonBox::accepted, this, [this] {
    apply();
    accept();
  });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  showStyle();
  resize(640, 640);
}

LayerStyleDialog::~LayerStyleDialog() {
  m_job.cancel();
}

QWidget* LayerStyleDialog::makeClasses() {
  auto* box = new QGroupBox(tr("Symbols"), this);
  auto* column = new QVBoxLayout(box);
  auto* form = new QFormLayout;
  m_kind = named(new QComboBox(box), "styleKind", tr("Kind"));
  m_kind->addItems({tr("One symbol for all"), tr("By value"), tr("By number"), tr("By rules")});
  form->addRow(tr("Kind"), m_kind);
  m_field = named(new QComboBox(box), "styleField", tr("Column"));
  for (const store::Field& field : m_layer.fields) m_field->addItem(fromUtf8(field.name));
  form->addRow(tr("Column"), m_field);
  auto* numbers = new QHBoxLayout;
  m_method = named(new QComboBox(box), "styleMethod", tr("Method"));
  m_method->addItems({tr("Equal intervals"), tr("Equal counts"), tr("Natural breaks")});
  m_count = named(new QSpinBox(box), "styleCount", tr("Number of classes"));
  m_count->setRange(2, 12);
  m_count->setValue(5);
  m_ramp = named(new QComboBox(box), "styleRamp", tr("Colours"));
  for (const std::string& ramp : style::rampNames()) m_ramp->addItem(fromUtf8(ramp));
  auto* make = named(new QPushButton(tr("Make classes"), box), "styleClassify", tr("Make classes"));
  for (QWidget* widget : {static_cast<QWidget*>(m_method), static_cast<QWidget*>(m_count),
                          static_cast<QWidget*>(m_ramp), static_cast<QWidget*>(make)})
    numbers->addWidget(widget);
  form->addRow(tr("Classes"), numbers);
  column->addLayout(form);
  m_classes = named(new QTableWidget(0, 4, box), "styleClasses", tr("Classes"));
  m_classes->setHorizontalHeaderLabels(
      {tr("Colour"), tr("Label"), m_dimension == 0 ? tr("Size, mm") : tr("Width, mm"), tr("Edge")});
  m_classes->horizontalHeader()->setSectionResizeMode(kLabel, QHeaderView::Stretch);
  m_classes->verticalHeader()->hide();
  m_classes->setIconSize({40, 18});
  column->addWidget(m_classes, 1);
  auto* more = new QFormLayout;
  m_opacity = named(new QSlider(Qt::Horizontal, box), "styleOpacity", tr("Opacity"));
  m_opacity->setRange(0, 100);
  more->addRow(tr("Opacity"), m_opacity);
  auto* scales = new QHBoxLayout;
  const auto scale = [&](QDoubleSpinBox*& spin, const char* name, const QString& text) {
    spin = named(new QDoubleSpinBox(box), name, text);
    spin->setRange(0, 1e9);
    spin->setDecimals(0);
    spin->setPrefix(QStringLiteral("1:"));
    spin->setSpecialValueText(tr("no limit"));
    scales->addWidget(new QLabel(text, box));
    scales->addWidget(spin);
  };
  scale(m_nearest, "styleNearest", tr("from"));
  scale(m_farthest, "styleFarthest", tr("to"));
  more->addRow(tr("Shown at scales"), scales);
  column->addLayout(more);
  connect(make, &QPushButton::clicked, this, &LayerStyleDialog::classify);
  connect(m_classes, &QTableWidget::cellDoubleClicked, this, &LayerStyleDialog::editColour);
  return box;
}

QWidget* LayerStyleDialog::makeLabels() {
  auto* box = new QGroupBox(tr("Labels"), this);
  auto* form = new QFormLayout(box);
  m_labels = named(new QCheckBox(tr("Write on the map"), box), "styleLabels", tr("Write on the map"));
  form->addRow(m_labels);
  m_labelText = named(new QComboBox(box), "styleLabelText", tr("Text of the label"));
  m_labelText->setEditable(true);
  for (const store::Field& field : m_layer.fields)
    m_labelText->addItem(QLatin1Char('{') + fromUtf8(field.name) + QLatin1Char('}'));
  form->addRow(tr("Text"), m_labelText);
  m_labelSize = named(new QDoubleSpinBox(box), "styleLabelSize", tr("Size of the label, mm"));
  m_labelSize->setRange(0.5, 30);
  m_labelSize->setSingleStep(0.2);
  form->addRow(tr("Size, mm"), m_labelSize);
  m_labelFarthest = named(new QDoubleSpinBox(box), "styleLabelFarthest", tr("Smallest scale of the label"));
  m_labelFarthest->setRange(0, 1e9);
  m_labelFarthest->setDecimals(0);
  m_labelFarthest->setPrefix(QStringLiteral("1:"));
  m_labelFarthest->setSpecialValueText(tr("no limit"));
  form->addRow(tr("Down to"), m_labelFarthest);
  return box;
}

void LayerStyleDialog::showStyle() {
  m_kind->setCurrentIndex(static_cast<int>(m_style.kind));
  if (!m_style.field.empty()) m_field->setCurrentText(fromUtf8(m_style.field));
  m_opacity->setValue(int(std::lround(m_style.opacity * 100)));
  const auto limit = [](double v) { return std::isfinite(v) && v < 1e9 ? v : 0; };
  m_nearest->setValue(m_style.scales.smallest);
  m_farthest->setValue(limit(m_style.scales.largest));
  m_labels->setChecked(m_style.labels.on);
  m_labelText->setCurrentText(fromUtf8(m_style.labels.text));
  m_labelSize->setValue(m_style.labels.sizeMm);
  m_labelFarthest->setValue(limit(m_style.labels.scales.largest));
  showClasses();
}

void LayerStyleDialog::showClasses() {
  m_classes->setRowCount(int(m_style.classes.size()));
  SceneLayer layer;
  layer.data = m_data;
  layer.style = std::make_shared<style::LayerStyle>(m_style);
  for (int row = 0; row < m_classes->rowCount(); ++row) {
    style::StyleClass& c = m_style.classes[std::size_t(row)];
    auto* swatch = new QTableWidgetItem;
    swatch->setIcon(QIcon(QPixmap::fromImage(legendSwatch(layer, row, QSize(40, 18), devicePixelRatioF()))));
    swatch->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    swatch->setCheckState(c.visible ? Qt::Checked : Qt::Unchecked);
    swatch->setToolTip(tr("Double-click to choose the colour"));
    m_classes->setItem(row, kSwatch, swatch);
    m_classes->setItem(row, kLabel,
                       new QTableWidgetItem(fromUtf8(chinese() && !c.labelZh.empty() ? c.labelZh : c.labelEn)));
    m_classes->setItem(row, kSize, new QTableWidgetItem(QString::number(sizeOf(c.symbol, m_dimension))));
    auto* edge = new QTableWidgetItem(fromUtf8(edgeOf(c.symbol, m_dimension).text()));
    edge->setForeground(toQColor(edgeOf(c.symbol, m_dimension)));
    edge->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_classes->setItem(row, kOutline, edge);
  }
  m_classes->resizeColumnToContents(kSwatch);
}

/// Takes over what is written in the fields.
void LayerStyleDialog::readWidgets() {
  for (int row = 0; row < m_classes->rowCount() && std::size_t(row) < m_style.classes.size(); ++row) {
    style::StyleClass& c = m_style.classes[std::size_t(row)];
    c.visible = m_classes->item(row, kSwatch)->checkState() == Qt::Checked;
    const std::string label = toUtf8(m_classes->item(row, kLabel)->text());
    (chinese() && !c.labelZh.empty() ? c.labelZh : c.labelEn) = label;
    bool ok = false;
    const double size = m_classes->item(row, kSize)->text().toDouble(&ok);
    if (ok && size >= 0 && size <= 100) sizeOf(c.symbol, m_dimension) = size;
  }
  const auto limit = [](double v) { return v > 0 ? v : std::numeric_limits<double>::infinity(); };
  m_style.opacity = m_opacity->value() / 100.0;
  m_style.scales = {m_nearest->value(), limit(m_farthest->value())};
  m_style.labels.on = m_labels->isChecked();
  m_style.labels.text = toUtf8(m_labelText->currentText());
  m_style.labels.sizeMm = m_labelSize->value();
  m_style.labels.scales.largest = limit(m_labelFarthest->value());
}

void LayerStyleDialog::editColour(int row, int column) {
  if (column != kSwatch && column != kOutline) return;
  readWidgets();
  style::Symbol& symbol = m_style.classes[std::size_t(row)].symbol;
  style::Colour* colour = column == kSwatch ? &fillOf(symbol, m_dimension) : &edgeOf(symbol, m_dimension);
  auto* dialog = new QColorDialog(toQColor(*colour), this);
  dialog->setObjectName(QStringLiteral("styleColourDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOption(QColorDialog::ShowAlphaChannel);
  connect(dialog, &QColorDialog::colorSelected, this, [this, row, column](const QColor& chosen) {
    style::Symbol& s = m_style.classes[std::size_t(row)].symbol;
    style::Colour& to = column == kSwatch ? fillOf(s, m_dimension) : edgeOf(s, m_dimension);
    to = {static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()),
          static_cast<std::uint8_t>(chosen.blue()), static_cast<std::uint8_t>(chosen.alpha())};
    showClasses();
  });
  dialog->open();
}

void LayerStyleDialog::classify() {
  readWidgets();
  style::Symbol base = m_style.classes.front().symbol;
  const auto kind = static_cast<style::StyleKind>(m_kind->currentIndex());
  if (kind == style::StyleKind::single) {
    const style::LayerStyle before = m_style;
    m_style = style::singleStyle(base, m_layer.titleZh, m_layer.titleEn);
    m_style.opacity = before.opacity;
    m_style.scales = before.scales;
    m_style.labels = before.labels;
    showStyle();
    return;
  }
  if (m_data == nullptr || kind == style::StyleKind::rules) {
    m_note->setText(tr("Rules are written in a style file: use Load."));
    return;
  }
  m_job.cancel();
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(sentence); };
  m_note->setText(tr("Looking at the values …"));
  m_job = m_session.task(
      tr("Make classes"),
      [data = m_data, base, kind, field = toUtf8(m_field->currentText()), count = m_count->value(),
       method = static_cast<style::ClassMethod>(m_method->currentIndex()),
       ramp = toUtf8(m_ramp->currentText())](Progress&) {
        return kind == style::StyleKind::graduated ? style::graduatedStyle(*data, field, count, method, ramp, base)
                                                   : style::categorisedStyle(*data, field, base);
      },
      this,
      [this](style::LayerStyle made) {
        made.opacity = m_style.opacity;
        made.scales = m_style.scales;
        made.labels = m_style.labels;
        m_style = std::move(made);
        m_note->setText(tr("%n class(es)", nullptr, int(m_style.classes.size())));
        showStyle();
      },
      options);
}

void LayerStyleDialog::apply() {
  readWidgets();
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(sentence); };
  m_session.write(
      tr("Style the layer"),
      [name = m_layer.name, text = style::toJsonText(m_style)](const store::CityDatabase& city, Progress&) {
        // read back first: what cannot be read is not written
        store::setLayerStyle(city.connection(), name, style::toJsonText(style::styleFromText(text)));
      },
      this, [this] { Q_EMIT applied(); }, options);
}

void LayerStyleDialog::useDefault() {
  m_style = style::defaultStyle(m_layer);
  showStyle();
}

void LayerStyleDialog::load() {
  auto* dialog = new QFileDialog(this, tr("Load a style"), QString(), tr("Styles (*.json)"));
  dialog->setObjectName(QStringLiteral("styleLoadDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    JobOptions options;
    options.onError = [this](const QString& sentence, const Error&) { m_note->setText(sentence); };
    m_session.task(
        tr("Load a style"),
        [file](Progress&) {
          return style::styleFromText(platform::readFile(platform::pathFromUtf8(file.toStdString())));
        },
        this,
        [this](style::LayerStyle loaded) {
          m_style = std::move(loaded);
          showStyle();
        },
        options);
  });
  dialog->open();
}

void LayerStyleDialog::save() {
  readWidgets();
  auto* dialog = new QFileDialog(this, tr("Save the style"), QString(), tr("Styles (*.json)"));
  dialog->setObjectName(QStringLiteral("styleSaveDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("json"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    JobOptions options;
    options.onError = [this](const QString& sentence, const Error&) { m_note->setText(sentence); };
    m_session.task(
        tr("Save the style"),
        [file, text = style::toJsonText(m_style)](Progress&) {
          platform::writeFileAtomically(platform::pathFromUtf8(file.toStdString()), std::as_bytes(std::span(text)));
        },
        this, [this, file] { m_note->setText(tr("Written: %1").arg(file)); }, options);
  });
  dialog->open();
}

}  // namespace gis::ui
