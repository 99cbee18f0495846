#include "ui/panels/base_map_row.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/models/commands.h"
#include "ui/models/map_document.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

BaseMapRow::BaseMapRow(MapDocument& document, Commands& commands, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_visible(named(new QCheckBox, "baseMapVisible")),
      m_fade(named(new QSlider(Qt::Horizontal), "baseMapFade")),
      m_other(named(new QToolButton, "baseMapOther")),
      m_remove(named(new QToolButton, "baseMapRemove")),
      m_trouble(named(new QLabel, "baseMapTrouble")) {
  setObjectName(QStringLiteral("baseMapRow"));
  m_fade->setRange(0, 100);
  m_fade->setMinimumWidth(50);
  m_other->setIcon(commandIcon("basemap"));
  m_remove->setIcon(commandIcon("remove"));
  for (QToolButton* button : {m_other, m_remove}) button->setAutoRaise(true);
  m_trouble->setWordWrap(true);
  m_trouble->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout;
  row->addWidget(m_visible);
  row->addWidget(m_fade, 1);
  row->addWidget(m_other);
  row->addWidget(m_remove);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 2, 4, 2);
  all->setSpacing(0);
  all->addLayout(row);
  all->addWidget(m_trouble);
  BaseMapHolder& base = document.base();
  connect(&base, &BaseMapHolder::changed, this, &BaseMapRow::showMap);
  connect(&base, &BaseMapHolder::troubleChanged, this, &BaseMapRow::showMap);
  connect(&document, &MapDocument::sceneChanged, this, &BaseMapRow::showMap);
  const auto change = [this](auto how) {
    auto map = m_document.base().chosen();
    if (!map) return;
    how(*map);
    m_document.base().choose(map);
  };
  connect(m_fade, &QSlider::valueChanged, this,
          [change](int value) { change([value](BaseMap& map) { map.opacity = value / 100.0; }); });
  connect(m_visible, &QCheckBox::toggled, this,
          [change](bool on) { change([on](BaseMap& map) { map.visible = on; }); });
  connect(m_other, &QToolButton::clicked, this, [&commands] { commands.action("actionBaseMap")->trigger(); });
  connect(m_remove, &QToolButton::clicked, this, [this] { m_document.base().choose({}); });
  retranslate();
  showMap();
}

void BaseMapRow::showMap() {
  const BaseMapHolder& base = m_document.base();
  const auto& map = base.chosen();
  setVisible(map.has_value());
  if (!map) return;
  const QString title = base.title();
  m_visible->setText(fontMetrics().elidedText(title, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 18));
  m_visible->setToolTip(map->place);
  const QSignalBlocker quietSwitch(m_visible), quietFade(m_fade);
  m_visible->setChecked(map->visible);
  m_fade->setValue(qRound(map->opacity * 100));
  const QString trouble = base.trouble();
  m_trouble->setText(trouble);
  m_trouble->setVisible(!trouble.isEmpty());
}

void BaseMapRow::retranslate() {
  m_visible->setAccessibleName(tr("Show the base map"));
  describe(m_fade, tr("Fade of the base map"));
  describe(m_other, tr("Choose another base map"));
  describe(m_remove, tr("Take the base map away"));
  showMap();
}

void BaseMapRow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
