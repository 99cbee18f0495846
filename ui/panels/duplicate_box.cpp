#include "ui/panels/duplicate_box.h"

#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/models/incident_model.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostCards = 4;
constexpr int kCardsARow = 1;  // two beside each other would be wider than the panel
constexpr int kPictureHeight = 60;
constexpr std::int64_t kMinuteMillis = 60'000;

}  // namespace

DuplicateBox::DuplicateBox(CitySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_title(named(new QLabel, "duplicateTitle")), m_cards(new QWidget) {
  setObjectName(QStringLiteral("duplicateBox"));
  m_title->setWordWrap(true);
  m_title->setStyleSheet(QStringLiteral("color:#a05000;font-weight:bold"));
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 4);
  all->addWidget(m_title);
  all->addWidget(m_cards);
  hide();
}

void DuplicateBox::clear() {
  ++m_number;
  m_category = nullptr;
  m_at.reset();
  m_found.clear();
  hide();
}

void DuplicateBox::ask(const city::Category* category, geom::MapPoint at) {
  if (category == nullptr) {
    clear();
    return;
  }
  if (category == m_category && m_at == at) return;
  m_category = category;
  m_at = at;
  const quint64 number = ++m_number;
  m_session.read(
      tr("Duplicates near by"),
      [category = *category, at](const store::CityDatabase& city, Progress&) {
        std::vector<Candidate> found;
        for (city::Duplicate& one : city::findDuplicates(city, category, at, utcNow())) {
          Candidate candidate{std::move(one), {}};
          for (const city::Attachment& photo : city::attachmentsOf(city, candidate.duplicate.incident.uid, true)) {
            if (photo.thumbnail.empty()) continue;
            candidate.picture =
                QByteArray(reinterpret_cast<const char*>(photo.thumbnail.data()), qsizetype(photo.thumbnail.size()));
            break;
          }
          found.push_back(std::move(candidate));
        }
        return found;
      },
      this,
      [this, number](std::vector<Candidate> found) {
        if (number != m_number) return;
        m_found = std::move(found);
        show();
      });
}

void DuplicateBox::show() {
  delete m_cards;
  m_cards = new QWidget;
  layout()->addWidget(m_cards);
  auto* grid = new QGridLayout(m_cards);
  grid->setContentsMargins(0, 0, 0, 0);
  const QLocale locale;
  bool keyGiven = false;
  for (std::size_t i = 0; i < m_found.size() && i < kMostCards; ++i) {
    const city::Duplicate& one = m_found[i].duplicate;
    const city::Incident& incident = one.incident;
    const QString id = fromUtf8(incident.uid);
    auto* card = new QFrame;
    card->setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(4, 4, 4, 4);
    if (QPixmap picture; picture.loadFromData(m_found[i].picture)) {
      auto* shown = new QLabel;
      shown->setPixmap(picture.scaledToHeight(kPictureHeight, Qt::SmoothTransformation));
      column->addWidget(shown);
    }
    const std::int64_t minutes = std::abs(one.ageMillis) / kMinuteMillis;
    const QString age = minutes < 60 ? tr("%n minute(s) ago", nullptr, int(minutes))
                                     : tr("%n hour(s) ago", nullptr, int((minutes + 30) / 60));
    auto* text = new QLabel(
        fromUtf8(incident.caseNo.empty() ? incident.reportNo : incident.caseNo) + QLatin1Char('\n') +
        tr("%1 m away").arg(locale.toString(one.metres, 'f', 0)) + QStringLiteral(" · ") + age + QLatin1Char('\n') +
        caseStateText(incident.state) +
        (incident.description.empty() ? QString() : QLatin1Char('\n') + fromUtf8(incident.description).left(60)));
    text->setWordWrap(true);
    column->addWidget(text, 1);
    auto* buttons = new QHBoxLayout;
    auto* open = named(new QPushButton(tr("Look")), "duplicateLook");
    open->setAccessibleName(tr("Open the case %1").arg(fromUtf8(incident.reportNo)));
    connect(open, &QPushButton::clicked, this, [this, id] { Q_EMIT openWanted(id); });
    auto* attach = named(new QPushButton(tr("Attach to it")), "duplicateAttach");
    attach->setAccessibleName(tr("Attach the report to %1").arg(fromUtf8(incident.reportNo)));
    attach->setEnabled(one.isOpen && !m_session.isReadOnly());
    if (attach->isEnabled() && !keyGiven) {
      keyGiven = true;
      attach->setObjectName(QStringLiteral("duplicateAttachNearest"));
      attach->setText(attach->text() + QStringLiteral(" (Alt+D)"));
      attach->setShortcut(QKeySequence(Qt::ALT | Qt::Key_D));  // a new text would take it away
    }
    connect(attach, &QPushButton::clicked, this, [this, id] { Q_EMIT attachWanted(id); });
    buttons->addWidget(open);
    buttons->addWidget(attach);
    buttons->addStretch(1);
    column->addLayout(buttons);
    grid->addWidget(card, int(i) / kCardsARow, int(i) % kCardsARow);
  }
  m_title->setText(
      tr("%n case(s) of this category were reported near by. The same thing?", nullptr, int(m_found.size())));
  setVisible(!m_found.empty());
}

void DuplicateBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) show();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
