// The fields of the style editor, and styles in and out of files.
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <span>

#include "gis_core/base/platform/files.h"
#include "gis_core/style/colour_ramps.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/sld.h"
#include "gis_core/style/style_file.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/style_editor.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/models/commands.h"

namespace gis::ui {

namespace {

/// A strip of the ramp's colours.
QIcon rampIcon(const std::string& name) {
  QImage image(64, 12, QImage::Format_RGB32);
  const std::vector<style::Colour> colours = style::ramp(name, image.width());
  for (int x = 0; x < image.width(); ++x) {
    const style::Colour& c = colours[std::size_t(x)];
    for (int y = 0; y < image.height(); ++y) image.setPixel(x, y, qRgb(c.r, c.g, c.b));
  }
  return QIcon(QPixmap::fromImage(image));
}

QComboBox* rampBox(const char* name, const QString& text) {
  auto* box = named(new QComboBox, name, text);
  box->setIconSize({64, 12});
  for (const std::string& ramp : style::rampNames()) box->addItem(rampIcon(ramp), fromUtf8(ramp));
  return box;
}

/// In a narrow dock the fields get narrower; they must not stick out of it.
QWidget* scrolled(QWidget* content) {
  constexpr int kNarrow = 60;
  for (QComboBox* box : content->findChildren<QComboBox*>()) box->setMinimumWidth(kNarrow);
  for (QAbstractSpinBox* box : content->findChildren<QAbstractSpinBox*>()) box->setMinimumWidth(kNarrow);
  // in a narrow dock a long label stands above its field
  for (QFormLayout* form : content->findChildren<QFormLayout*>()) form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  return area;
}

QToolButton* small(const char* name, const QString& text, const char* icon) {
  auto* button = named(new QToolButton, name, text);
  button->setIcon(commandIcon(icon));
  button->setToolTip(text);
  button->setAutoRaise(true);
  return button;
}

}  // namespace

StyleEditor::StyleEditor(CitySession& session, QWidget* parent) : QWidget(parent), m_session(session) {
  setObjectName(QStringLiteral("styleEditor"));
  m_style = m_edited = style::singleStyle({});
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(makeTop());
  m_tabs = named(new QTabWidget(this), "styleTabs", tr("Parts of the style"));
  m_tabs->addTab(scrolled(makeSymbols()), tr("Symbols"));
  m_tabs->addTab(scrolled(makePoints()), tr("Points"));
  m_tabs->addTab(scrolled(makeLabels()), tr("Labels"));
  outer->addWidget(m_tabs, 1);
  m_note = named(new QLabel(this), "styleNote", tr("What became of the style"));
  m_note->setWordWrap(true);
  m_note->hide();
  outer->addWidget(m_note);
}

StyleEditor::~StyleEditor() {
  m_job.cancel();
}

QWidget* StyleEditor::makeTop() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  m_undo = small("styleUndo", tr("Take back the last change of the style"), "undo");
  m_redo = small("styleRedo", tr("Do it again"), "redo");
  auto* presets = named(new QToolButton, "stylePresets", tr("Customary looks"));
  presets->setText(tr("Presets"));
  presets->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(presets);
  menu->setObjectName(QStringLiteral("stylePresetsMenu"));
  presets->setMenu(menu);
  connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillPresets(menu); });
  auto* loadButton = named(new QToolButton, "styleLoadButton", tr("Load a style"));
  loadButton->setText(tr("Load…"));
  auto* saveButton = named(new QToolButton, "styleSaveButton", tr("Save the style"));
  saveButton->setText(tr("Save as…"));
  for (QToolButton* button : {m_undo, m_redo, presets, loadButton, saveButton}) layout->addWidget(button);
  layout->addStretch(1);
  connect(m_undo, &QToolButton::clicked, this, &StyleEditor::undo);
  connect(m_redo, &QToolButton::clicked, this, &StyleEditor::redo);
  connect(loadButton, &QToolButton::clicked, this, &StyleEditor::load);
  connect(saveButton, &QToolButton::clicked, this, &StyleEditor::save);
  return row;
}

void StyleEditor::fillPresets(QMenu* menu) {
  menu->clear();
  for (const style::Preset& preset : style::presetsFor(m_layer)) {
    menu->addAction(fromUtf8(isChinese() ? preset.labelZh : preset.labelEn), this,
                    [this, look = preset.style] { change(look); });
  }
  menu->addSeparator();
  menu->addAction(tr("Default look"), this, [this] { change(style::defaultStyle(m_layer)); });
}

QDoubleSpinBox* StyleEditor::number(QFormLayout* form, const char* name, const QString& text, double low, double high,
                                    double step) {
  auto* spin = named(new QDoubleSpinBox, name, text);
  spin->setRange(low, high);
  spin->setSingleStep(step);
  spin->setDecimals(step < 1 ? 2 : 0);
  spin->setKeyboardTracking(false);
  connect(spin, &QDoubleSpinBox::valueChanged, this, &StyleEditor::readWidgets);
  if (form != nullptr) form->addRow(text, spin);
  return spin;
}

QDoubleSpinBox* StyleEditor::scale(const char* name, const QString& text) {
  QDoubleSpinBox* spin = number(nullptr, name, text, 0, 1e9, 1000);
  spin->setPrefix(QStringLiteral("1:"));
  spin->setSpecialValueText(tr("no limit"));
  return spin;
}

QPushButton* StyleEditor::colourButton(QFormLayout* form, const char* name, const QString& text,
                                       style::Colour* (StyleEditor::*of)()) {
  auto* button = named(new QPushButton(tr("Choose…")), name, text);
  connect(button, &QPushButton::clicked, this, [this, of, text] { chooseColour(of, text); });
  m_colours.emplace_back(button, of);
  form->addRow(text, button);
  return button;
}

namespace {

QWidget* side(QWidget* a, QWidget* b, Qt::Orientation orientation = Qt::Horizontal) {
  auto* row = new QWidget;
  auto* layout = new QBoxLayout(orientation == Qt::Horizontal ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom, row);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(a, 1);
  layout->addWidget(b, 1);
  row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  return row;
}

}  // namespace

QWidget* StyleEditor::makeSymbols() {
  auto* page = new QWidget;
  auto* column = new QVBoxLayout(page);
  auto* form = new QFormLayout;
  m_kind = named(new QComboBox, "styleKind", tr("Kind"));
  m_kind->addItems({tr("One symbol for all"), tr("By value"), tr("By number"), tr("By rules")});
  form->addRow(tr("Kind"), m_kind);
  m_field = named(new QComboBox, "styleField", tr("Column"));
  form->addRow(tr("Column"), m_field);
  m_method = named(new QComboBox, "styleMethod", tr("Method"));
  m_method->addItems({tr("Equal intervals"), tr("Equal counts"), tr("Natural breaks")});
  m_method->setCurrentIndex(2);
  m_count = named(new QSpinBox, "styleCount", tr("Number of classes"));
  m_count->setRange(2, 12);
  m_count->setValue(5);
  form->addRow(tr("Method"), side(m_method, m_count));
  m_ramp = rampBox("styleRamp", tr("Colours"));
  m_ramp->setCurrentText(QStringLiteral("yellow_red"));
  auto* make = named(new QPushButton(tr("Make classes")), "styleClassify", tr("Make classes"));
  form->addRow(tr("Colours"), side(m_ramp, make));
  column->addLayout(form);
  m_classes = named(new QTableWidget(0, 3), "styleClasses", tr("Classes"));
  m_classes->setHorizontalHeaderLabels({QString(), tr("Label"), tr("Holds")});
  m_classes->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
  m_classes->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
  m_classes->verticalHeader()->hide();
  m_classes->setIconSize({36, 16});
  m_classes->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_classes->setMinimumHeight(150);
  column->addWidget(m_classes, 1);
  auto* edit = new QHBoxLayout;
  auto* add = small("styleAddClass", tr("Add a class"), "add-column");
  auto* remove = small("styleRemoveClass", tr("Remove the chosen classes"), "remove");
  auto* up = small("styleClassUp", tr("Up: the first class is drawn on top"), "collapse");
  auto* down = small("styleClassDown", tr("Down"), "expand");
  for (QToolButton* button : {add, remove, up, down}) edit->addWidget(button);
  edit->addStretch(1);
  column->addLayout(edit);
  auto* one = new QGroupBox(tr("The chosen classes"));
  auto* look = new QFormLayout(one);
  colourButton(look, "styleFill", tr("Colour"), &StyleEditor::fillColour);
  m_size = number(look, "styleSize", tr("Size, mm"), 0, 100, 0.1);
  colourButton(look, "styleEdge", tr("Edge"), &StyleEditor::edgeColour);
  m_edgeWidth = number(look, "styleEdgeWidth", tr("Width of the edge, mm"), 0, 100, 0.05);
  m_dash = number(look, "styleDash", tr("Dashes, mm"), 0, 50, 0.2);
  m_dash->setSpecialValueText(tr("solid"));
  m_pattern = named(new QComboBox, "stylePattern", tr("Pattern"));
  m_pattern->addItems({tr("no fill"), tr("plain"), tr("hatched /"), tr("hatched \\"), tr("horizontal lines"),
                       tr("vertical lines"), tr("grid"), tr("crossed"), tr("dotted")});
  m_spacing = number(nullptr, "stylePatternSpacing", tr("Distance of the pattern, mm"), 0.2, 100, 0.2);
  look->addRow(tr("Pattern"), side(m_pattern, m_spacing));
  colourButton(look, "stylePatternColour", tr("Colour of the pattern"), &StyleEditor::patternColour);
  m_marker = named(new QComboBox, "styleMarker", tr("Marker"));
  m_marker->addItems({tr("circle"), tr("square"), tr("diamond"), tr("triangle"), tr("triangle, downwards"),
                      tr("pentagon"), tr("hexagon"), tr("star"), tr("cross"), tr("plus"), tr("ring"), tr("pin")});
  auto* drawing = named(new QPushButton(tr("Drawing…")), "styleDrawing", tr("Take an SVG drawing as marker"));
  look->addRow(tr("Marker"), side(m_marker, drawing, Qt::Vertical));
  m_classNearest = scale("styleClassNearest", tr("from"));
  m_classFarthest = scale("styleClassFarthest", tr("to"));
  look->addRow(tr("Shown at scales"), side(m_classNearest, m_classFarthest, Qt::Vertical));
  column->addWidget(one);
  auto* whole = new QFormLayout;
  m_opacity = named(new QSlider(Qt::Horizontal), "styleOpacity", tr("Opacity"));
  m_opacity->setRange(0, 100);
  whole->addRow(tr("Opacity of the layer"), m_opacity);
  m_nearest = scale("styleNearest", tr("from"));
  m_farthest = scale("styleFarthest", tr("to"));
  whole->addRow(tr("The layer at scales"), side(m_nearest, m_farthest, Qt::Vertical));
  column->addLayout(whole);
  connect(make, &QPushButton::clicked, this, &StyleEditor::classify);
  connect(add, &QToolButton::clicked, this, &StyleEditor::addClass);
  connect(remove, &QToolButton::clicked, this, &StyleEditor::removeClasses);
  connect(up, &QToolButton::clicked, this, [this] { moveClass(-1); });
  connect(down, &QToolButton::clicked, this, [this] { moveClass(1); });
  connect(drawing, &QPushButton::clicked, this, &StyleEditor::chooseDrawing);
  connect(m_kind, &QComboBox::activated, this, [this](int kind) {
    // classes by values need a column first: Make classes makes them
    if (kind == 0 || kind == 3) classify();
  });
  connect(m_classes, &QTableWidget::itemSelectionChanged, this, [this] {
    if (!m_showing) showChosenClass();
  });
  connect(m_classes, &QTableWidget::itemChanged, this, &StyleEditor::readWidgets);
  connect(m_classes, &QTableWidget::cellDoubleClicked, this, [this](int, int where) {
    if (where == 0) chooseColour(&StyleEditor::fillColour, tr("Colour"));
  });
  for (QComboBox* box : {m_pattern, m_marker}) {
    connect(box, &QComboBox::activated, this, &StyleEditor::readWidgets);
  }
  connect(m_opacity, &QSlider::valueChanged, this, [this] {
    if (!m_opacity->isSliderDown()) readWidgets();
  });
  connect(m_opacity, &QSlider::sliderReleased, this, &StyleEditor::readWidgets);
  return page;
}

QWidget* StyleEditor::makePoints() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  m_gather = named(new QComboBox, "styleGather", tr("Points are drawn as"));
  m_gather->addItems({tr("symbols"), tr("clusters with their number"), tr("heat map")});
  form->addRow(tr("Points are drawn as"), m_gather);
  m_clusterRadius = number(form, "styleClusterRadius", tr("Gather within, mm"), 1, 100, 0.5);
  m_clusterFrom = number(form, "styleClusterFrom", tr("Gather from scale"), 1, 1e9, 1000);
  m_clusterFrom->setPrefix(QStringLiteral("1:"));
  colourButton(form, "styleClusterColour", tr("Colour of clusters"), &StyleEditor::clusterColour);
  m_heatRadius = number(form, "styleHeatRadius", tr("Radius of the heat map, m"), 1, 1e6, 50);
  m_heatRamp = rampBox("styleHeatRamp", tr("Colours of the heat map"));
  form->addRow(tr("Colours of the heat map"), m_heatRamp);
  m_heatMaximum = number(form, "styleHeatMaximum", tr("Last colour from, per km²"), 0, 1e9, 10);
  m_heatMaximum->setSpecialValueText(tr("the peak"));
  for (QComboBox* box : {m_gather, m_heatRamp}) {
    connect(box, &QComboBox::activated, this, &StyleEditor::readWidgets);
  }
  return page;
}

QWidget* StyleEditor::makeLabels() {
  auto* page = new QWidget;
  auto* form = new QFormLayout(page);
  m_labels = named(new QCheckBox(tr("Write on the map")), "styleLabels", tr("Write on the map"));
  form->addRow(m_labels);
  m_labelText = named(new QComboBox, "styleLabelText", tr("Text of the label"));
  m_labelText->setEditable(true);
  m_labelText->setToolTip(
      tr("{field}, {code|parcel} for a parcel code in two lines, {number|1} with one decimal, "
         "\\n for a new line"));
  form->addRow(tr("Text"), m_labelText);
  m_labelSize = number(form, "styleLabelSize", tr("Size of the label, mm"), 0.5, 30, 0.2);
  m_bold = named(new QCheckBox(tr("bold")), "styleLabelBold", tr("bold"));
  form->addRow(QString(), m_bold);
  colourButton(form, "styleLabelColour", tr("Colour of the label"), &StyleEditor::labelColour);
  colourButton(form, "styleHaloColour", tr("Colour of the halo"), &StyleEditor::haloColour);
  m_halo = number(form, "styleHalo", tr("Width of the halo, mm"), 0, 10, 0.05);
  m_labelNearest = scale("styleLabelNearest", tr("from"));
  m_labelFarthest = scale("styleLabelFarthest", tr("to"));
  form->addRow(tr("Labels at scales"), side(m_labelNearest, m_labelFarthest, Qt::Vertical));
  m_priority = number(form, "styleLabelPriority", tr("Importance, 0 to 10"), 0, 10, 1);
  m_placement = named(new QComboBox, "styleLabelPlacement", tr("Direction"));
  m_placement->addItems({tr("along lines, in columns where areas are tall"), tr("always level")});
  form->addRow(tr("Direction"), m_placement);
  m_repeat = number(form, "styleLabelRepeat", tr("Repeat along lines every, mm"), 10, 1000, 5);
  m_mustFit = named(new QCheckBox(tr("only where it fits into the area")), "styleLabelMustFit",
                    tr("only where it fits into the area"));
  form->addRow(QString(), m_mustFit);
  for (QCheckBox* box : {m_labels, m_bold, m_mustFit}) {
    connect(box, &QCheckBox::clicked, this, &StyleEditor::readWidgets);
  }
  connect(m_placement, &QComboBox::activated, this, &StyleEditor::readWidgets);
  connect(m_labelText, &QComboBox::activated, this, &StyleEditor::readWidgets);
  connect(m_labelText->lineEdit(), &QLineEdit::editingFinished, this, &StyleEditor::readWidgets);
  return page;
}

void StyleEditor::load() {
  auto* dialog = new QFileDialog(this, tr("Load a style"), QString(),
                                 tr("Styles (*.json *.sld *.xml *.gpkg *.sqlite *.db *.citydb);;All files (*)"));
  dialog->setObjectName(QStringLiteral("styleLoadDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    JobOptions options;
    options.onError = [this](const QString& why, const Error&) { say(why); };
    m_job = m_session.task(
        tr("Load a style"),
        [file, layer = m_layer](Progress&) {
          return style::readStyleFile(platform::pathFromUtf8(file.toStdString()), layer);
        },
        this,
        [this](style::StyleFromFile read) {
          QStringList lost;
          for (const Message& note : read.notes) lost << translated(note);
          say(lost.isEmpty() ? tr("The style is read whole.")
                             : tr("Not carried over: %1")
                                   .arg(lost.join(isChinese() ? QStringLiteral("；") : QStringLiteral("; "))));
          change(std::move(read.style));
        },
        options);
  });
  dialog->open();
}

void StyleEditor::save() {
  auto* dialog = new QFileDialog(this, tr("Save the style"), QString(),
                                 tr("Style of CityDesk (*.json);;SLD 1.1 (*.sld);;SLD 1.0 (*.xml)"));
  dialog->setObjectName(QStringLiteral("styleSaveDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("json"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).chopped(1));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    QStringList lost;
    std::string text;
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QStringLiteral("sld") || suffix == QStringLiteral("xml")) {
      const style::SldText sld =
          style::toSld(m_style, m_layer.name, m_dimension,
                       suffix == QStringLiteral("sld") ? style::SldVersion::se11 : style::SldVersion::sld10);
      for (const Message& note : sld.notes) lost << translated(note);
      text = sld.xml;
    } else {
      text = style::toJsonText(m_style);
    }
    JobOptions options;
    options.onError = [this](const QString& why, const Error&) { say(why); };
    m_session.task(
        tr("Save the style"),
        [file, text](Progress&) {
          platform::writeFileAtomically(platform::pathFromUtf8(file.toStdString()), std::as_bytes(std::span(text)));
        },
        this,
        [this, file, lost] {
          say(lost.isEmpty() ? tr("Written: %1").arg(file)
                             : tr("Written: %1. Not carried over: %2")
                                   .arg(file, lost.join(isChinese() ? QStringLiteral("；") : QStringLiteral("; "))));
        },
        options);
  });
  dialog->open();
}

void StyleEditor::chooseDrawing() {
  auto* dialog = new QFileDialog(this, tr("Take an SVG drawing as marker"), QString(), tr("Drawings (*.svg)"));
  dialog->setObjectName(QStringLiteral("styleDrawingDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    JobOptions options;
    options.onError = [this](const QString& why, const Error&) { say(why); };
    m_job = m_session.task(
        tr("Take an SVG drawing as marker"),
        [file](Progress&) { return style::readDrawing(platform::pathFromUtf8(file.toStdString())); }, this,
        [this](const std::string& svg) {
          m_edited = m_style;
          for (const int row : chosenRows()) m_edited.classes[std::size_t(row)].symbol.svg = svg;
          change(m_edited);
        },
        options);
  });
  dialog->open();
}

}  // namespace gis::ui
