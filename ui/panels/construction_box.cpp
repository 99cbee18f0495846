#include "ui/panels/construction_box.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QToolButton>

#include "gis_core/base/error.h"
#include "ui/jobs/translate.h"
#include "ui/models/user_settings.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
constexpr int kBoxMargin = 12;
}

ConstructionBox::ConstructionBox(UserSettings& settings, QWidget* canvas)
    : QFrame(canvas->parentWidget()),
      m_settings(settings),
      m_canvas(canvas),
      m_edit(named(new QLineEdit, "constructionEdit")),
      m_order(named(new QComboBox, "constructionOrder")),
      m_ways(new QButtonGroup(this)),
      m_back(named(new QToolButton, "constructionBack")),
      m_reopen(named(new QToolButton, "constructionReopen")),
      m_end(named(new QToolButton, "constructionEnd")),
      m_figures(named(new QLabel, "constructionFigures")) {
  setObjectName(QStringLiteral("constructionBox"));
  setAutoFillBackground(true);
  setFrameShape(QFrame::StyledPanel);
  setCursor(Qt::ArrowCursor);
  m_edit->setMinimumWidth(210);
  m_edit->installEventFilter(this);
  m_order->addItem(QString(), 0);
  m_order->addItem(QString(), 1);
  m_order->setCurrentIndex(settings.value(QStringLiteral("drawing/northFirst"), false).toBool() ? 1 : 0);
  auto* ways = new QHBoxLayout;
  ways->setSpacing(2);
  const std::pair<const char*, DrawTool::Way> all[] = {{"constructionFree", DrawTool::Way::free},
                                                       {"constructionRight", DrawTool::Way::rightAngle},
                                                       {"constructionParallel", DrawTool::Way::parallel},
                                                       {"constructionArc", DrawTool::Way::arc}};
  for (const auto& [name, way] : all) {
    auto* button = named(new QToolButton, name);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::NoFocus);
    button->setChecked(way == DrawTool::Way::free);
    m_ways->addButton(button, static_cast<int>(way));
    ways->addWidget(button);
  }
  for (QToolButton* button : {m_back, m_reopen, m_end}) {
    button->setFocusPolicy(Qt::NoFocus);
    ways->addWidget(button);
  }
  ways->addStretch(1);
  m_figures->setWordWrap(true);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(6, 6, 6, 6);
  grid->addWidget(m_edit, 0, 0);
  grid->addWidget(m_order, 0, 1);
  grid->addLayout(ways, 1, 0, 1, 2);
  grid->addWidget(m_figures, 2, 0, 1, 2);
  connect(m_edit, &QLineEdit::returnPressed, this, &ConstructionBox::typed);
  connect(m_edit, &QLineEdit::textEdited, this, [this] {
    m_fault.clear();
    refresh();
  });
  connect(m_order, &QComboBox::activated, this, [this](int row) {
    m_settings.setValue(QStringLiteral("drawing/northFirst"), row == 1);
    retranslate();
  });
  connect(m_ways, &QButtonGroup::idClicked, this, [this](int way) {
    if (m_tool != nullptr) m_tool->setWay(static_cast<DrawTool::Way>(way));
  });
  connect(m_back, &QToolButton::clicked, this, [this] {
    if (m_tool != nullptr) m_tool->takeBack();
  });
  connect(m_reopen, &QToolButton::clicked, this, [this] {
    if (m_tool != nullptr) m_tool->reopen();
  });
  connect(m_end, &QToolButton::clicked, this, [this] {
    if (m_tool != nullptr) m_tool->finish();
  });
  retranslate();
  hide();
}

geom::CoordinateOrder ConstructionBox::order() const {
  return m_order->currentIndex() == 1 ? geom::CoordinateOrder::northEast : geom::CoordinateOrder::eastNorth;
}

void ConstructionBox::setTool(DrawTool* tool) {
  if (m_tool != nullptr) m_tool->disconnect(this);
  m_tool = tool;
  if (tool == nullptr) {
    hide();
    return;
  }
  m_fault.clear();
  m_edit->clear();
  connect(tool, &DrawTool::changed, this, &ConstructionBox::refresh);
  connect(tool, &DrawTool::tooFew, this, [this](int needed) {
    m_fault = tr("%Ln place(s) are needed", nullptr, needed);
    refresh();
  });
  m_ways->button(static_cast<int>(tool->way()))->setChecked(true);
  for (QAbstractButton* button : m_ways->buttons()) button->setVisible(tool->shape() != DrawTool::Shape::point);
  for (QToolButton* button : {m_back, m_end}) button->setVisible(tool->shape() != DrawTool::Shape::point);
  refresh();
  show();
  raise();
}

void ConstructionBox::typed() {
  if (m_tool == nullptr) return;
  const QString text = m_edit->text().trimmed();
  m_fault.clear();
  if (text.isEmpty()) {
    m_tool->finish();
    return;
  }
  if (m_geographic && text.contains(QRegularExpression(QStringLiteral("[<＜]")))) {
    m_fault = tr("Lengths need a city in metres: this one is in degrees");
    refresh();
    return;
  }
  try {
    m_tool->type(text, order());
    m_edit->clear();
  } catch (const Error& error) {
    m_fault = sentence(error);
    m_edit->selectAll();
  }
  refresh();
}

void ConstructionBox::refresh() {
  if (m_tool == nullptr) return;
  m_back->setEnabled(!m_tool->places().empty());
  m_end->setEnabled(!m_tool->places().empty());
  m_reopen->setEnabled(m_tool->canReopen());
  if (!m_fault.isEmpty()) {
    m_figures->setText(QStringLiteral("⚠ ") + m_fault);
  } else {
    const auto& places = m_tool->places();
    QString text = tr("%Ln place(s)", nullptr, static_cast<int>(places.size()));
    if (places.size() > 1 && !m_geographic) {
      const geom::Course last = geom::courseOf(places[places.size() - 2], places.back());
      text +=
          QStringLiteral(" · ") + tr("last edge %1 m, %2°").arg(last.length, 0, 'f', 3).arg(last.bearing, 0, 'f', 4);
    }
    m_figures->setText(text);
  }
  adjustSize();
  move(m_canvas->pos() + QPoint(kBoxMargin, kBoxMargin));
}

void ConstructionBox::retranslate() {
  m_order->setItemText(0, tr("East, north"));
  m_order->setItemText(1, tr("North, east"));
  describe(m_order, tr("Order of typed coordinates"));
  describe(m_edit,
           tr("Type a place: 500120.5,3580200 or @12,-3 or 25<90 (length<bearing) or 25<R (to the right), 25<L, "
              "25<S (straight on)"));
  m_edit->setPlaceholderText(order() == geom::CoordinateOrder::northEast ? tr("N,E   @dN,dE   25<90   25<R")
                                                                         : tr("E,N   @dE,dN   25<90   25<R"));
  const auto say = [](QAbstractButton* button, const QString& text, const QString& tip) {
    button->setText(text);
    describe(button, tip);
  };
  say(m_ways->button(0), tr("Free"), tr("The next place is free"));
  say(m_ways->button(1), tr("∟ Right angle"), tr("The next edge stands at a right angle to the last one"));
  say(m_ways->button(2), tr("∥ Parallel"),
      tr("The next edge runs parallel to the edge under the pointer when this is "
         "chosen, else to the last one"));
  say(m_ways->button(3), tr("◠ Arc"), tr("The next two places make an arc of a circle: one on it, then its end"));
  say(m_back, tr("Back"), tr("Take the last place back (Backspace)"));
  say(m_reopen, tr("Reopen"), tr("Bring back the sketch that was ended or set aside last"));
  say(m_end, tr("End"), tr("End the sketch (Enter)"));
  refresh();
}

void ConstructionBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

bool ConstructionBox::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_edit && event->type() == QEvent::KeyPress && m_tool != nullptr) {
    auto* key = static_cast<QKeyEvent*>(event);
    // in an empty field the keys of the map mean the sketch
    if (m_edit->text().isEmpty() && (key->key() == Qt::Key_Backspace || m_tool->claims(*key))) {
      m_tool->takeBack();
      return true;
    }
    if (key->key() == Qt::Key_Escape) {
      if (m_edit->text().isEmpty())
        m_canvas->setFocus();
      else
        m_edit->clear();
      return true;
    }
  }
  return QFrame::eventFilter(watched, event);
}

}  // namespace gis::ui
