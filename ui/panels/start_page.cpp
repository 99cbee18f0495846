#include "ui/panels/start_page.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/models/commands.h"
#include "ui/models/user_settings.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
QPushButton* bigButton(const char* name, const char* icon) {
  auto* button = named(new QPushButton, name);
  button->setIcon(commandIcon(icon));
  button->setIconSize(QSize(24, 24));
  button->setMinimumHeight(44);
  button->setStyleSheet(QStringLiteral("text-align: left; padding: 6px 14px;"));
  return button;
}
}  // namespace

StartPage::StartPage(UserSettings& settings, QWidget* parent)
    : QWidget(parent),
      m_settings(settings),
      m_title(named(new QLabel, "startTitle")),
      m_subtitle(new QLabel),
      m_recentTitle(new QLabel),
      m_none(new QLabel),
      m_busy(named(new QLabel, "startBusy")),
      m_recent(named(new QListWidget, "startRecent")),
      m_new(bigButton("startNew", "city-new")),
      m_open(bigButton("startOpen", "city-open")),
      m_sample(bigButton("startSample", "sample")) {
  setObjectName(QStringLiteral("startPage"));
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::Base);
  QFont big = font();
  big.setPointSizeF(big.pointSizeF() * 2.2);
  m_title->setFont(big);
  QFont bold = font();
  bold.setBold(true);
  m_recentTitle->setFont(bold);
  m_none->setForegroundRole(QPalette::PlaceholderText);
  m_recent->setFrameShape(QFrame::NoFrame);
  m_recent->setSpacing(2);
  m_recent->setMinimumHeight(260);
  m_recent->setTextElideMode(Qt::ElideMiddle);

  auto* buttons = new QVBoxLayout;
  buttons->setSpacing(10);
  buttons->addWidget(m_new);
  buttons->addWidget(m_open);
  buttons->addWidget(m_sample);
  buttons->addStretch(1);
  auto* recent = new QVBoxLayout;
  recent->addWidget(m_recentTitle);
  recent->addWidget(m_none);
  recent->addWidget(m_recent, 1);
  recent->addStretch(0);
  m_recentTitle->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_none->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  m_none->setWordWrap(true);
  auto* columns = new QHBoxLayout;
  columns->setSpacing(48);
  columns->addLayout(buttons, 2);
  columns->addLayout(recent, 3);
  auto* body = new QWidget;
  body->setMaximumWidth(900);
  auto* all = new QVBoxLayout(body);
  all->addWidget(m_title);
  all->addWidget(m_subtitle);
  all->addSpacing(28);
  all->addLayout(columns);
  all->addWidget(m_busy);
  auto* centre = new QHBoxLayout;
  centre->addStretch(1);
  centre->addWidget(body, 10);
  centre->addStretch(1);
  auto* page = new QVBoxLayout(this);
  page->addStretch(1);
  page->addLayout(centre, 6);
  page->addStretch(2);

  connect(m_new, &QPushButton::clicked, this, &StartPage::newWanted);
  connect(m_open, &QPushButton::clicked, this, &StartPage::openWanted);
  connect(m_sample, &QPushButton::clicked, this, &StartPage::sampleWanted);
  connect(m_recent, &QListWidget::itemActivated, this,
          [this](QListWidgetItem* item) { Q_EMIT cityWanted(item->data(Qt::UserRole).toString()); });
  connect(m_recent, &QListWidget::itemClicked, this,
          [this](QListWidgetItem* item) { Q_EMIT cityWanted(item->data(Qt::UserRole).toString()); });
  retranslate();
  refresh();
}

void StartPage::refresh() {
  m_recent->clear();
  for (const QString& file : m_settings.recentCities()) {
    const QFileInfo info(file);
    auto* item = new QListWidgetItem(
        commandIcon("city"),
        QStringLiteral("%1\n%2").arg(info.completeBaseName(), QDir::toNativeSeparators(info.absolutePath())));
    item->setData(Qt::UserRole, file);
    item->setToolTip(QDir::toNativeSeparators(file));
    m_recent->addItem(item);
  }
  m_none->setVisible(m_recent->count() == 0);
  m_recent->setVisible(m_recent->count() != 0);
}

void StartPage::setBusy(const QString& text) {
  m_busy->setText(text);
  for (QWidget* widget : {static_cast<QWidget*>(m_new), static_cast<QWidget*>(m_open), static_cast<QWidget*>(m_sample),
                          static_cast<QWidget*>(m_recent)})
    widget->setEnabled(text.isEmpty());
}

void StartPage::retranslate() {
  m_title->setText(tr("CityDesk"));
  m_subtitle->setText(tr("The map desk of the city: incidents, questions, clean data"));
  m_recentTitle->setText(tr("Recent cities"));
  m_none->setText(tr("None yet. Make a new city, open one, or try the sample."));
  m_new->setText(tr("New city…"));
  m_open->setText(tr("Open city…"));
  m_sample->setText(tr("Open the sample city"));
  m_new->setAccessibleName(m_new->text());
  m_open->setAccessibleName(m_open->text());
  m_sample->setAccessibleName(m_sample->text());
  m_recent->setAccessibleName(m_recentTitle->text());
}

void StartPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
