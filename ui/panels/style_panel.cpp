#include "ui/panels/style_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/style/default_styles.h"
#include "gis_core/style/layer_style.h"
#include "ui/dialogs/style_editor.h"
#include "ui/jobs/translate.h"
#include "ui/panels/main_window.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

StylePanel::StylePanel(MainWindow& window)
    : QWidget(&window),
      m_window(window),
      m_document(&window.document()),
      m_column(new QVBoxLayout(this)),
      m_title(named(new QLabel, "styleLayer")),
      m_apply(named(new QPushButton, "styleApplyButton")),
      m_revert(named(new QPushButton, "styleRevertButton")) {
  setObjectName(QStringLiteral("stylePanel"));
  m_column->setContentsMargins(4, 4, 4, 4);
  m_column->addWidget(m_title);
  auto* buttons = new QHBoxLayout;
  buttons->addStretch(1);
  buttons->addWidget(m_revert);
  buttons->addWidget(m_apply);
  m_column->addLayout(buttons);
  m_soon.setSingleShot(true);
  m_soon.setInterval(150);
  connect(&m_soon, &QTimer::timeout, this, &StylePanel::preview);
  connect(m_apply, &QPushButton::clicked, this, &StylePanel::apply);
  connect(m_revert, &QPushButton::clicked, this, &StylePanel::revert);
  connect(&window, &MainWindow::currentLayerChanged, this, &StylePanel::follow);
  connect(&window.document(), &MapDocument::sceneChanged, this, &StylePanel::sceneCame);
  connect(&window.session(), &CitySession::closed, this, &StylePanel::follow);
  connect(&window.session(), &CitySession::layersChanged, this, [this] {
    // somebody else styled the layer, or it went
    const store::LayerInfo* info = m_window.session().layer(m_layer);
    if (!m_layer.isEmpty() && (info == nullptr || style::toJsonText(style::styleOf(*info)) != m_applied)) follow();
  });
  makeEditor();
  retranslate();
}

void StylePanel::makeEditor() {
  delete m_editor;
  m_editor = new StyleEditor(m_window.session(), this);
  m_column->insertWidget(1, m_editor, 1);
  connect(m_editor, &StyleEditor::changed, this, [this] {
    refresh();
    m_soon.start();
  });
}

void StylePanel::follow() {
  m_soon.stop();
  m_window.document().setStylePreview({}, {});
  const QString name = m_window.currentLayer();
  const store::LayerInfo* info = isVisible() ? m_window.session().layer(name) : nullptr;
  const bool drawn = info != nullptr && info->geometryType.has_value();
  m_layer = drawn ? name : QString();
  if (drawn) {
    const auto scene = m_window.document().scene();
    const SceneLayer* shown = scene != nullptr ? scene->layer(toUtf8(name)) : nullptr;
    m_editor->setLayer(*info, shown != nullptr ? shown->data : nullptr);
    m_applied = style::toJsonText(m_editor->layerStyle());
  }
  refresh();
}

void StylePanel::refresh() {
  const store::LayerInfo* info = m_layer.isEmpty() ? nullptr : m_window.session().layer(m_layer);
  m_editor->setEnabled(info != nullptr && !m_window.session().isReadOnly());
  const bool differs = info != nullptr && style::toJsonText(m_editor->layerStyle()) != m_applied;
  m_apply->setEnabled(differs);
  m_revert->setEnabled(differs);
  m_title->setText(info == nullptr ? tr("Choose a layer with geometry in the layer panel")
                                   : tr("Style of %1").arg(CitySession::layerTitle(*info)));
}

void StylePanel::preview() {
  if (m_layer.isEmpty()) return;
  const std::string text = style::toJsonText(m_editor->layerStyle());
  m_window.document().setStylePreview(text == m_applied ? QString() : m_layer, text);
}

void StylePanel::apply() {
  if (m_layer.isEmpty()) return;
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) { m_editor->say(why); };
  const std::string text = style::toJsonText(m_editor->layerStyle());
  m_window.session().write(
      tr("Style the layer"),
      [name = toUtf8(m_layer), text](const store::CityDatabase& city, Progress&) {
        // read back first: what cannot be read is not written
        store::setLayerStyle(city.connection(), name, style::toJsonText(style::styleFromText(text)));
      },
      this,
      [this, text] {
        m_applied = text;
        m_window.document().setStylePreview({}, {});
        m_editor->say(tr("The style is in the city now."));
        refresh();
      },
      options);
}

void StylePanel::revert() {
  m_editor->change(style::styleFromText(m_applied));
}

void StylePanel::sceneCame() {
  if (m_layer.isEmpty()) return;
  const auto scene = m_window.document().scene();
  const SceneLayer* shown = scene != nullptr ? scene->layer(toUtf8(m_layer)) : nullptr;
  if (shown != nullptr) m_editor->setData(shown->data);
}

void StylePanel::retranslate() {
  m_apply->setText(tr("Apply"));
  m_apply->setToolTip(tr("Write the style to the city: everybody sees it"));
  m_revert->setText(tr("Revert"));
  m_revert->setToolTip(tr("Back to the style of the city"));
  for (QPushButton* button : {m_apply, m_revert}) button->setAccessibleName(button->text());
  m_title->setAccessibleName(tr("Layer"));
  refresh();
}

void StylePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    makeEditor();
    follow();
    retranslate();
  }
  QWidget::changeEvent(event);
}

void StylePanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  follow();
}

void StylePanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  m_soon.stop();
  if (m_document != nullptr) m_document->setStylePreview({}, {});
  m_layer.clear();
}

}  // namespace gis::ui
