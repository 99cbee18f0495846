#include "ui/panels/measure_box.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/jobs/city_session.h"
#include "ui/models/commands.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
constexpr int kMargin = 12;
}

MeasureBox::MeasureBox(CitySession& session, QWidget* canvas)
    : QFrame(canvas),
      m_session(session),
      m_title(new QLabel),
      m_figures(named(new QLabel, "measureFigures")),
      m_copy(named(new QToolButton, "measureCopy")) {
  setObjectName(QStringLiteral("measureBox"));
  setAutoFillBackground(true);
  setFrameShape(QFrame::StyledPanel);
  QFont bold = font();
  bold.setBold(true);
  m_title->setFont(bold);
  m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_copy->setAutoRaise(true);
  m_copy->setIcon(commandIcon("copy"));
  describe(m_copy, tr("Copy the result"));
  auto* grid = new QGridLayout(this);
  grid->addWidget(m_title, 0, 0);
  grid->addWidget(m_copy, 0, 1, Qt::AlignRight);
  grid->addWidget(m_figures, 1, 0, 1, 2);
  connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_figures->text()); });
  canvas->installEventFilter(this);
  hide();
}

void MeasureBox::show(const std::vector<geom::MapPoint>& points, bool area, bool visible) {
  m_points = points;
  m_area = area;
  if (!visible) {
    hide();
    return;
  }
  if (m_points.size() < 2) {
    m_measurement = {};
    m_measurement.hasPlane = !m_session.city().geographic;
    say();
  } else {
    ask();
  }
  QFrame::show();
  raise();
}

void MeasureBox::ask() {
  if (m_asking) {
    m_askAgain = true;
    return;
  }
  m_asking = true;
  m_askAgain = false;
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_asking = false;
    m_figures->setText(sentence);
    place();
  };
  options.onCancelled = [this] { m_asking = false; };
  m_session.read(
      tr("Measure"),
      [points = m_points, area = m_area](const store::CityDatabase& city, Progress&) {
        return measure(points, area, city.crs());
      },
      this,
      [this](const Measurement& measurement) {
        m_asking = false;
        m_measurement = measurement;
        if (m_askAgain)
          ask();
        else
          say();
      },
      options);
}

void MeasureBox::say() {
  const Measurement& m = m_measurement;
  QStringList lines;
  if (m_area) {
    if (m.hasPlane) lines << tr("Area, plane: %1").arg(areaText(m.planeArea));
    lines << tr("Area, ellipsoid: %1").arg(areaText(m.geodesicArea));
    lines << tr("Perimeter: %1").arg(lengthText(m.hasPlane ? m.planeLength : m.geodesicLength));
  } else {
    if (m.hasPlane) lines << tr("Length, plane: %1").arg(lengthText(m.planeLength));
    lines << tr("Length, ellipsoid: %1").arg(lengthText(m.geodesicLength));
    lines << tr("Last part: %1").arg(lengthText(m.lastSegment));
  }
  m_title->setText(m_area ? tr("Measure area") : tr("Measure length"));
  m_figures->setText(lines.join(QLatin1Char('\n')));
  m_figures->setAccessibleName(tr("Result of the measurement"));
  describe(m_copy, tr("Copy the result"));
  place();
}

void MeasureBox::place() {
  adjustSize();
  move(parentWidget()->width() - width() - kMargin, kMargin);
}

bool MeasureBox::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parent() && event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

void MeasureBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) say();
  QFrame::changeEvent(event);
}

}  // namespace gis::ui
