#include "ui/dialogs/style_editor.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QPixmap>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <algorithm>
#include <cmath>
#include <limits>

#include "gis_core/style/class_conditions.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/default_styles.h"
#include "gis_core/style/rule.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/legend.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

enum Column { kSwatch, kLabel, kRule };

constexpr std::size_t kMostSteps = 100;

double limitOf(double value) {
  return std::isfinite(value) && value < 1e9 ? value : 0;
}
double limitFrom(double shown) {
  return shown > 0 ? shown : std::numeric_limits<double>::infinity();
}

/// The number that "size" means for this geometry: marker or line.
double& sizeOf(style::Symbol& s, int dimension) {
  return dimension == 0 ? s.sizeMm : s.line.widthMm;
}
style::Stroke& edgeOf(style::Symbol& s, int dimension) {
  return dimension == 1 ? s.casing : s.outline;
}
style::Stroke& dashedOf(style::Symbol& s, int dimension) {
  return dimension == 1 ? s.line : s.outline;
}

/// What a class of a graduated or categorised style holds, for the third column.
QString contentOf(const style::LayerStyle& style, const style::StyleClass& c) {
  if (style.kind == style::StyleKind::rules) return fromUtf8(c.rule);
  if (style.kind == style::StyleKind::graduated) {
    return QStringLiteral("%1 – %2").arg(c.lower, 0, 'g', 8).arg(c.upper, 0, 'g', 8);
  }
  QStringList values;
  for (const std::string& value : c.values) values << fromUtf8(value);
  return values.join(QStringLiteral(", "));
}

}  // namespace

void StyleEditor::setLayer(const store::LayerInfo& layer, std::shared_ptr<const snapshot::LayerView> shown) {
  m_job.cancel();
  m_layer = layer;
  m_data = std::move(shown);
  m_dimension = layer.geometryType ? layer.geometryType->dimension() : 2;
  m_style = style::styleOf(layer);
  m_before.clear();
  m_after.clear();
  m_note->clear();
  m_showing = true;
  for (QComboBox* box : {m_field, m_labelText}) box->clear();
  for (const store::Field& field : layer.fields) {
    m_field->addItem(fromUtf8(field.name));
    m_labelText->addItem(QLatin1Char('{') + fromUtf8(field.name) + QLatin1Char('}'));
  }
  m_showing = false;
  showStyle();
}

void StyleEditor::say(const QString& text) {
  m_note->setText(text);
  m_note->setVisible(!text.isEmpty());
}

void StyleEditor::change(style::LayerStyle style) {
  if (style == m_style) return;
  m_before.push_back(m_style);
  if (m_before.size() > kMostSteps) m_before.erase(m_before.begin());
  m_after.clear();
  m_style = std::move(style);
  showStyle();
  Q_EMIT changed();
}

void StyleEditor::undo() {
  if (m_before.empty()) return;
  m_after.push_back(m_style);
  m_style = std::move(m_before.back());
  m_before.pop_back();
  showStyle();
  Q_EMIT changed();
}

void StyleEditor::redo() {
  if (m_after.empty()) return;
  m_before.push_back(m_style);
  m_style = std::move(m_after.back());
  m_after.pop_back();
  showStyle();
  Q_EMIT changed();
}

std::vector<int> StyleEditor::chosenRows() const {
  std::vector<int> rows;
  for (const QModelIndex& index : m_classes->selectionModel()->selectedRows()) rows.push_back(index.row());
  std::sort(rows.begin(), rows.end());
  if (rows.empty() && m_classes->rowCount() > 0) rows.push_back(0);
  return rows;
}

style::StyleClass& StyleEditor::chosenClass() {
  const std::vector<int> rows = chosenRows();
  const std::size_t row = rows.empty() ? 0 : std::size_t(rows.front());
  return m_edited.classes[std::min(row, m_edited.classes.size() - 1)];
}

style::Colour* StyleEditor::fillColour() {
  style::Symbol& s = chosenClass().symbol;
  return m_dimension == 1 ? &s.line.colour : &s.fill;
}
style::Colour* StyleEditor::edgeColour() {
  return &edgeOf(chosenClass().symbol, m_dimension).colour;
}
style::Colour* StyleEditor::patternColour() {
  return &chosenClass().symbol.patternColour;
}
style::Colour* StyleEditor::clusterColour() {
  if (!m_edited.clusters) return fillColour();
  return &m_edited.clusters->fill;
}

void StyleEditor::showStyle() {
  m_showing = true;
  m_kind->setCurrentIndex(static_cast<int>(m_style.kind));
  if (!m_style.field.empty()) m_field->setCurrentText(fromUtf8(m_style.field));
  m_opacity->setValue(int(std::lround(m_style.opacity * 100)));
  m_nearest->setValue(m_style.scales.smallest);
  m_farthest->setValue(limitOf(m_style.scales.largest));
  m_gather->setCurrentIndex(m_style.heat ? 2 : m_style.clusters ? 1 : 0);
  const style::HeatSpec heat = m_style.heat.value_or(style::HeatSpec{});
  m_heatRadius->setValue(heat.radiusMetres);
  m_heatRamp->setCurrentText(fromUtf8(heat.ramp));
  m_heatMaximum->setValue(heat.maximum);
  const style::ClusterSpec clusters = m_style.clusters.value_or(style::ClusterSpec{});
  m_clusterRadius->setValue(clusters.radiusMm);
  m_clusterFrom->setValue(clusters.fromDenominator);
  for (QWidget* w :
       {static_cast<QWidget*>(m_heatRadius), static_cast<QWidget*>(m_heatRamp), static_cast<QWidget*>(m_heatMaximum)}) {
    w->setEnabled(m_style.heat.has_value());
  }
  m_clusterRadius->setEnabled(m_style.clusters.has_value());
  m_clusterFrom->setEnabled(m_style.clusters.has_value());
  m_tabs->setTabVisible(1, m_dimension == 0);
  const style::LabelSpec& l = m_style.labels;
  m_labels->setChecked(l.on);
  m_labelText->setCurrentText(fromUtf8(l.text).replace(QLatin1Char('\n'), QStringLiteral("\\n")));
  m_labelSize->setValue(l.sizeMm);
  m_bold->setChecked(l.bold);
  m_halo->setValue(l.haloMm);
  m_labelNearest->setValue(l.scales.smallest);
  m_labelFarthest->setValue(limitOf(l.scales.largest));
  m_priority->setValue(l.priority);
  m_mustFit->setChecked(l.mustFit);
  m_repeat->setValue(l.repeatMm);
  m_placement->setCurrentIndex(static_cast<int>(l.placement));
  m_mustFit->setVisible(m_dimension == 2);
  m_repeat->setEnabled(m_dimension == 1);
  m_undo->setEnabled(!m_before.empty());
  m_redo->setEnabled(!m_after.empty());
  showClasses();
  m_showing = false;
  showChosenClass();
}

void StyleEditor::showClasses() {
  const std::vector<int> chosen = chosenRows();
  m_classes->setRowCount(int(m_style.classes.size()));
  SceneLayer drawn;
  drawn.data = m_data;
  drawn.style = std::make_shared<style::LayerStyle>(m_style);
  for (int row = 0; row < m_classes->rowCount(); ++row) {
    const style::StyleClass& c = m_style.classes[std::size_t(row)];
    auto* swatch = new QTableWidgetItem;
    const QImage image = m_data != nullptr ? legendSwatch(drawn, row, QSize(36, 16), devicePixelRatioF())
                                           : legendSwatch(m_style, row, QSize(36, 16), devicePixelRatioF());
    swatch->setIcon(QIcon(QPixmap::fromImage(image)));
    swatch->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    swatch->setCheckState(c.visible ? Qt::Checked : Qt::Unchecked);
    m_classes->setItem(row, kSwatch, swatch);
    const std::string& label = isChinese() ? c.labelZh : c.labelEn;
    m_classes->setItem(row, kLabel, new QTableWidgetItem(fromUtf8(label)));
    auto* content = new QTableWidgetItem(contentOf(m_style, c));
    if (m_style.kind != style::StyleKind::rules) content->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    m_classes->setItem(row, kRule, content);
  }
  m_classes->resizeColumnToContents(kSwatch);
  m_classes->setColumnHidden(kRule, m_style.kind == style::StyleKind::single);
  m_classes->clearSelection();
  const QSignalBlocker quiet(m_classes->selectionModel());
  for (const int row : chosen) {
    if (row < m_classes->rowCount()) {
      m_classes->selectionModel()->select(m_classes->model()->index(row, 0),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
  }
}

void StyleEditor::showChosenClass() {
  if (m_style.classes.empty()) return;
  m_showing = true;
  m_edited = m_style;
  for (const auto& [button, of] : m_colours) {
    QPixmap patch(32, 14);
    patch.fill(toQColor(*(this->*of)()));
    button->setIcon(QIcon(patch));
    button->setIconSize(patch.size());
  }
  style::StyleClass& c = chosenClass();
  m_size->setEnabled(m_dimension < 2);
  m_size->setValue(sizeOf(c.symbol, m_dimension));
  m_edgeWidth->setValue(edgeOf(c.symbol, m_dimension).widthMm);
  const std::vector<double>& dash = dashedOf(c.symbol, m_dimension).dashMm;
  m_dash->setValue(dash.empty() ? 0 : dash.front());
  m_pattern->setEnabled(m_dimension == 2);
  m_pattern->setCurrentIndex(static_cast<int>(c.symbol.pattern));
  m_spacing->setEnabled(m_dimension == 2);
  m_spacing->setValue(c.symbol.patternSpacingMm);
  m_marker->setEnabled(m_dimension == 0);
  m_marker->setCurrentIndex(static_cast<int>(c.symbol.marker));
  m_classNearest->setValue(c.scales.smallest);
  m_classFarthest->setValue(limitOf(c.scales.largest));
  m_showing = false;
}

/// Takes over what is written in the fields: what differs from what they showed goes to every chosen class.
void StyleEditor::readWidgets() {
  if (m_showing || m_style.classes.empty()) return;
  m_edited = m_style;
  style::LayerStyle& s = m_edited;
  for (int row = 0; row < m_classes->rowCount() && std::size_t(row) < s.classes.size(); ++row) {
    style::StyleClass& c = s.classes[std::size_t(row)];
    c.visible = m_classes->item(row, kSwatch)->checkState() == Qt::Checked;
    (isChinese() ? c.labelZh : c.labelEn) = toUtf8(m_classes->item(row, kLabel)->text());
    if (s.kind != style::StyleKind::rules) continue;
    const std::string rule = toUtf8(m_classes->item(row, kRule)->text().trimmed());
    try {
      if (!rule.empty()) (void)style::Rule(rule);
      c.rule = rule;
    } catch (const Error& error) {
      say(sentence(error));
    }
  }
  const style::StyleClass shown = chosenClass();
  style::Symbol was = shown.symbol;
  for (const int row : chosenRows()) {
    style::StyleClass& c = s.classes[std::size_t(row)];
    const auto take = [](double& to, double before, double now) {
      if (std::fabs(before - now) > 1e-9) to = now;
    };
    if (m_dimension < 2) take(sizeOf(c.symbol, m_dimension), sizeOf(was, m_dimension), m_size->value());
    take(edgeOf(c.symbol, m_dimension).widthMm, edgeOf(was, m_dimension).widthMm, m_edgeWidth->value());
    const std::vector<double>& dash = dashedOf(was, m_dimension).dashMm;
    if (m_dash->value() != (dash.empty() ? 0 : dash.front())) {
      const double on = m_dash->value();
      dashedOf(c.symbol, m_dimension).dashMm = on > 0 ? std::vector<double>{on, on * 0.6} : std::vector<double>{};
    }
    if (m_pattern->currentIndex() != static_cast<int>(was.pattern)) {
      c.symbol.pattern = static_cast<style::FillPattern>(m_pattern->currentIndex());
    }
    if (m_marker->currentIndex() != static_cast<int>(was.marker)) {
      c.symbol.marker = static_cast<style::MarkerShape>(m_marker->currentIndex());
      c.symbol.svg.clear();
    }
    take(c.symbol.patternSpacingMm, was.patternSpacingMm, m_spacing->value());
    take(c.scales.smallest, shown.scales.smallest, m_classNearest->value());
    if (m_classFarthest->value() != limitOf(shown.scales.largest))
      c.scales.largest = limitFrom(m_classFarthest->value());
  }
  s.opacity = m_opacity->value() / 100.0;
  s.scales.smallest = m_nearest->value();
  if (m_farthest->value() != limitOf(s.scales.largest)) s.scales.largest = limitFrom(m_farthest->value());
  const int gather = m_gather->currentIndex();
  if (gather != 2) s.heat.reset();
  if (gather != 1) s.clusters.reset();
  if (gather == 2) {
    style::HeatSpec& heat = s.heat ? *s.heat : s.heat.emplace();
    heat.radiusMetres = m_heatRadius->value();
    heat.ramp = toUtf8(m_heatRamp->currentText());
    heat.maximum = m_heatMaximum->value();
  }
  if (gather == 1) {
    style::ClusterSpec& clusters = s.clusters ? *s.clusters : s.clusters.emplace();
    clusters.radiusMm = m_clusterRadius->value();
    clusters.fromDenominator = m_clusterFrom->value();
  }
  style::LabelSpec& l = s.labels;
  l.on = m_labels->isChecked();
  const QString text = m_labelText->currentText();
  if (text != fromUtf8(l.text).replace(QLatin1Char('\n'), QStringLiteral("\\n"))) l.text = toUtf8(text);
  l.sizeMm = m_labelSize->value();
  l.bold = m_bold->isChecked();
  l.haloMm = m_halo->value();
  l.scales.smallest = m_labelNearest->value();
  if (m_labelFarthest->value() != limitOf(l.scales.largest)) l.scales.largest = limitFrom(m_labelFarthest->value());
  l.priority = m_priority->value();
  l.mustFit = m_mustFit->isChecked();
  l.repeatMm = m_repeat->value();
  l.placement = static_cast<style::LabelPlacement>(m_placement->currentIndex());
  change(m_edited);
}

void StyleEditor::chooseColour(style::Colour* (StyleEditor::*of)(), const QString& title) {
  if (m_style.classes.empty()) return;
  m_edited = m_style;
  auto* dialog = new QColorDialog(toQColor(*(this->*of)()), this);
  dialog->setObjectName(QStringLiteral("styleColourDialog"));
  dialog->setWindowTitle(title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setOption(QColorDialog::ShowAlphaChannel);
  connect(dialog, &QColorDialog::colorSelected, this, [this, of](const QColor& chosen) {
    m_edited = m_style;
    const style::Colour colour{static_cast<std::uint8_t>(chosen.red()), static_cast<std::uint8_t>(chosen.green()),
                               static_cast<std::uint8_t>(chosen.blue()), static_cast<std::uint8_t>(chosen.alpha())};
    *(this->*of)() = colour;
    // all chosen classes get it
    const std::vector<int> rows = chosenRows();
    for (std::size_t k = 1; k < rows.size(); ++k) {
      style::Symbol& s = m_edited.classes[std::size_t(rows[k])].symbol;
      if (of == &StyleEditor::fillColour) (m_dimension == 1 ? s.line.colour : s.fill) = colour;
      if (of == &StyleEditor::edgeColour) edgeOf(s, m_dimension).colour = colour;
      if (of == &StyleEditor::patternColour) s.patternColour = colour;
    }
    change(m_edited);
  });
  dialog->open();
}

void StyleEditor::classify() {
  const auto kind = static_cast<style::StyleKind>(m_kind->currentIndex());
  const style::StyleClass first = m_style.classes.front();
  style::LayerStyle next = m_style;
  if (kind == style::StyleKind::single) {
    next.kind = kind;
    next.field.clear();
    next.classes = style::singleStyle(first.symbol, m_layer.titleZh, m_layer.titleEn).classes;
    change(std::move(next));
    return;
  }
  if (kind == style::StyleKind::rules) {
    change(style::asRules(m_style));
    return;
  }
  if (m_data == nullptr) {
    say(tr("Show the layer on the map first: classes are made from its values."));
    return;
  }
  m_job.cancel();
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) { say(why); };
  say(tr("Looking at the values …"));
  m_job = m_session.task(
      tr("Make classes"),
      [data = m_data, base = first.symbol, kind, field = toUtf8(m_field->currentText()), count = m_count->value(),
       method = static_cast<style::ClassMethod>(m_method->currentIndex()),
       ramp = toUtf8(m_ramp->currentText())](Progress&) {
        return kind == style::StyleKind::graduated ? style::graduatedStyle(*data, field, count, method, ramp, base)
                                                   : style::categorisedStyle(*data, field, base);
      },
      this,
      [this](style::LayerStyle made) {
        style::LayerStyle now = m_style;
        now.kind = made.kind;
        now.field = std::move(made.field);
        now.match = made.match;
        now.classes = std::move(made.classes);
        say(tr("%n class(es)", nullptr, int(now.classes.size())));
        change(std::move(now));
      },
      options);
}

void StyleEditor::addClass() {
  style::LayerStyle next = m_style;
  style::StyleClass c = next.classes.front();
  c.values.clear();
  c.rule.clear();
  c.labelZh = c.labelEn = toUtf8(tr("New class"));
  if (next.kind == style::StyleKind::single) next.kind = style::StyleKind::rules;
  next.classes.push_back(std::move(c));
  change(std::move(next));
}

void StyleEditor::removeClasses() {
  style::LayerStyle next = m_style;
  const std::vector<int> rows = chosenRows();
  if (rows.size() >= next.classes.size()) {
    say(tr("One class must stay."));
    return;
  }
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) next.classes.erase(next.classes.begin() + *row);
  change(std::move(next));
}

void StyleEditor::moveClass(int step) {
  const std::vector<int> rows = chosenRows();
  if (rows.empty()) return;
  const int row = rows.front(), to = row + step;
  if (to < 0 || to >= int(m_style.classes.size())) return;
  style::LayerStyle next = m_style;
  std::swap(next.classes[std::size_t(row)], next.classes[std::size_t(to)]);
  m_classes->selectRow(to);
  change(std::move(next));
}

}  // namespace gis::ui
