#include "ui/panels/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
constexpr int kNoteMs = 6000;
constexpr int kMostLines = 3;

struct Look {
  const char* back;
  QStyle::StandardPixmap icon;
};
Look lookOf(MessageKind kind) {
  switch (kind) {
    case MessageKind::success: return {"#dff3e3", QStyle::SP_DialogApplyButton};
    case MessageKind::warning: return {"#fff2cc", QStyle::SP_MessageBoxWarning};
    case MessageKind::error: return {"#fbdcdc", QStyle::SP_MessageBoxCritical};
    case MessageKind::info: break;
  }
  return {"#dcebfb", QStyle::SP_MessageBoxInformation};
}
}  // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(named(new QLabel(this), "messageBarText")),
      m_close(named(new QToolButton(this), "messageBarClose")) {
  setObjectName(QStringLiteral("messageBar"));
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  m_close->setAutoRaise(true);
  m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 5, 5, 5);
  row->addWidget(m_icon);
  row->addWidget(m_text, 1);
  row->addWidget(m_close);
  connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
  if (parent != nullptr) parent->installEventFilter(this);
  retranslate();
  hide();
}

/// It lies over the top of its parent: the map below does not move, and is not drawn anew, for a message.
void MessageBar::place() {
  const int width = parentWidget()->width();
  setGeometry(0, 0, width, layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height());
  raise();
}

bool MessageBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

void MessageBar::show(MessageKind kind, const QString& text) {
  const Look look = lookOf(kind);
  setStyleSheet(QStringLiteral("#messageBar { background: %1; border-bottom: 1px solid rgba(0,0,0,40); } "
                               "#messageBarText { color: #202020; }")
                    .arg(QLatin1String(look.back)));
  m_icon->setPixmap(style()->standardIcon(look.icon).pixmap(18, 18));
  // it must not cover the map; the panel of messages keeps everything
  QStringList lines = text.split(QLatin1Char('\n'));
  if (lines.size() > kMostLines) {
    lines = lines.mid(0, kMostLines);
    lines << tr("… more in the panel Messages");
  }
  m_text->setText(lines.join(QLatin1Char('\n')));
  QWidget::show();
  place();
  if (kind == MessageKind::info || kind == MessageKind::success)
    m_timer.start(kNoteMs);
  else
    m_timer.stop();
}

void MessageBar::retranslate() {
  describe(m_close, tr("Close the message"));
  m_text->setAccessibleName(tr("Message"));
}

void MessageBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

}  // namespace gis::ui
