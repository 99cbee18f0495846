#include "ui/panels/window_status_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QRegularExpression>
#include <QTimer>
#include <QToolButton>
#include <cmath>

#include "gis_core/crs/coordinate_text.h"
#include "ui/canvas/map_canvas.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/city_session.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {
constexpr int kScales[] = {500, 1000, 2000, 5000, 10000, 25000, 50000, 100000, 250000, 500000};
constexpr int kCacheEveryMs = 1000;

QToolButton* flatButton(const char* name) {
  auto* button = named(new QToolButton, name);
  button->setAutoRaise(true);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  return button;
}

/// "1 : 25,000", "1:25000", "25000", full-width digits and colon: the number after the colon, or 0.
double parseScale(const QString& text) {
  QString plain = text.normalized(QString::NormalizationForm_KC);
  const int colon = static_cast<int>(plain.lastIndexOf(QLatin1Char(':')));
  if (colon >= 0) plain = plain.mid(colon + 1);
  static const QRegularExpression others(QStringLiteral("[^0-9.]"));
  plain.remove(others);
  return plain.toDouble();
}

QString scaleText(double n) {
  return QStringLiteral("1 : ") + QLocale().toString(std::round(n), 'f', 0);
}
}  // namespace

WindowStatusBar::WindowStatusBar(CitySession& session, MapCanvas& canvas, QWidget* parent)
    : QStatusBar(parent),
      m_session(session),
      m_canvas(canvas),
      m_hint(named(new QLabel, "statusHint")),
      m_place(flatButton("statusPlace")),
      m_degrees(flatButton("statusDegrees")),
      m_crs(flatButton("statusCrs")),
      m_cancel(flatButton("statusCancelJob")),
      m_jobs(flatButton("statusJobs")),
      m_scaleLabel(new QLabel),
      m_scale(named(new QComboBox, "statusScale")),
      m_cache(named(new QProgressBar, "statusCache")),
      m_progress(named(new QProgressBar, "statusProgress")),
      m_cacheTimer(new QTimer(this)) {
  setObjectName(QStringLiteral("statusBar"));
  m_hint->setMinimumWidth(10);
  m_hint->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  addWidget(m_hint, 1);
  // Wide enough for any coordinate, so that nothing jumps while the pointer moves.
  m_place->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("40444751.37, 3585617.25")) + 16);
  m_degrees->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("119.412800, 32.393300")) + 16);
  m_scale->setEditable(true);
  replaceOnTyping(m_scale);
  m_scale->setInsertPolicy(QComboBox::NoInsert);
  m_scale->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("1 : 10,000,000")) + 40);
  m_scale->lineEdit()->setObjectName(QStringLiteral("statusScaleEdit"));
  m_cache->setFixedSize(70, 14);
  m_cache->setTextVisible(false);
  m_progress->setFixedSize(120, 16);
  m_cancel->setText(QStringLiteral("✕"));
  for (QWidget* widget :
       {static_cast<QWidget*>(m_jobs), static_cast<QWidget*>(m_progress), static_cast<QWidget*>(m_cancel),
        static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_degrees), static_cast<QWidget*>(m_scaleLabel),
        static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_crs), static_cast<QWidget*>(m_cache)})
    addPermanentWidget(widget);

  connect(&canvas, &MapCanvas::pointerAt, this, &WindowStatusBar::showPlace);
  connect(&canvas, &MapCanvas::viewChanged, this, &WindowStatusBar::showScale);
  connect(&canvas, &MapCanvas::hint, this, &WindowStatusBar::setHint);
  const auto copy = [this](QToolButton* button) {
    QApplication::clipboard()->setText(button->text());
    Q_EMIT copied(button->text());
  };
  connect(m_place, &QToolButton::clicked, this, [this, copy] { copy(m_place); });
  connect(m_degrees, &QToolButton::clicked, this, [this, copy] { copy(m_degrees); });
  connect(m_crs, &QToolButton::clicked, this, &WindowStatusBar::crsClicked);
  connect(m_jobs, &QToolButton::clicked, this, &WindowStatusBar::jobsClicked);
  connect(m_scale, &QComboBox::activated, this, [this] { takeScale(); });
  connect(m_scale->lineEdit(), &QLineEdit::returnPressed, this, [this] { takeScale(); });
  connect(m_cancel, &QToolButton::clicked, this, [this] {
    for (const JobEntry& job : m_session.jobs().jobs())
      if (job.state == JobState::running || job.state == JobState::waiting) job.token.cancel();
  });
  connect(&session, &CitySession::opened, this, [this] {
    showCrs();
    showScale();
  });
  connect(&session, &CitySession::closed, this, &WindowStatusBar::showCrs);
  connect(&session.jobs(), &JobModel::activityChanged, this, &WindowStatusBar::showJobs);
  m_cacheTimer->setInterval(kCacheEveryMs);
  connect(m_cacheTimer, &QTimer::timeout, this, &WindowStatusBar::showCache);
  m_cacheTimer->start();
  retranslate();
}

void WindowStatusBar::retranslate() {
  describe(m_place, tr("Place in the coordinate system of the city; click to copy"));
  describe(m_degrees, tr("Longitude and latitude in degrees; click to copy"));
  describe(m_scale, tr("Scale of the map"));
  m_scale->lineEdit()->setAccessibleName(m_scale->accessibleName());
  m_scaleLabel->setText(tr("Scale"));
  describe(m_crs, tr("Coordinate system of the city"));
  describe(m_cache, tr("Memory used for map pictures"));
  describe(m_progress, tr("Running work"));
  describe(m_cancel, tr("Cancel the running work"));
  describe(m_jobs, tr("Show the running work"));
  m_hint->setAccessibleName(tr("Hint"));
  m_scale->clear();
  for (const int n : kScales) m_scale->addItem(scaleText(n), n);
  showScale();
  showCrs();
  showCache();
  showJobs();
}

void WindowStatusBar::setHint(const QString& text) {
  m_hint->setText(text);
}

void WindowStatusBar::showPlace(geom::MapPoint at) {
  m_at = at;
  m_place->setText(fromUtf8(crs::formatMap(at, m_session.city().geographic ? 6 : 2)));
  askDegrees();
}

void WindowStatusBar::askDegrees() {
  if (m_asking) {
    m_askAgain = true;
    return;
  }
  if (!m_session.isOpen() || !m_session.city().crs.isKnown()) return;
  m_asking = true;
  m_askAgain = false;
  const auto ended = [this] {
    m_asking = false;
    if (m_askAgain) askDegrees();
  };
  JobOptions options;
  options.onError = [this, ended](const QString&, const Error&) {
    m_degrees->setText(QStringLiteral("–"));  // outside the domain of the coordinate system
    m_asking = false;
  };
  options.onCancelled = [this] { m_asking = false; };
  m_session.read(
      tr("Coordinate"),
      [at = m_at](const store::CityDatabase& city, Progress&) {
        const crs::Transformer toDegrees(city.crs(), crs::Crs::parse("CRS84"), true);
        const geom::MapPoint p = toDegrees.apply(at);
        return crs::formatDegrees({p.x, p.y});
      },
      this,
      [this, ended](const std::string& text) {
        m_degrees->setText(fromUtf8(text));
        ended();
      },
      options);
}

void WindowStatusBar::showScale() {
  if (m_scale->lineEdit()->hasFocus() && m_scale->lineEdit()->isModified()) return;
  m_scale->setEditText(m_session.isOpen() ? scaleText(m_canvas.scaleDenominator()) : QString());
}

void WindowStatusBar::takeScale() {
  const double n = parseScale(m_scale->currentText());
  m_scale->lineEdit()->setModified(false);
  if (n > 0) m_canvas.setScaleDenominator(n);
  showScale();
  m_canvas.setFocus();
}

void WindowStatusBar::showCrs() {
  const crs::Crs& crs = m_session.city().crs;
  for (QWidget* widget :
       {static_cast<QWidget*>(m_crs), static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_degrees),
        static_cast<QWidget*>(m_scaleLabel), static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_cache)})
    widget->setVisible(m_session.isOpen());
  if (!m_session.isOpen()) {
    m_place->setText({});
    m_degrees->setText({});
    m_asking = false;
    showScale();
    return;
  }
  m_crs->setText(crs.epsg() ? QStringLiteral("EPSG:%1").arg(*crs.epsg()) : tr("Unknown coordinate system"));
  if (crs.isKnown()) m_crs->setToolTip(m_session.city().crsName);
}

void WindowStatusBar::showCache() {
  const auto megabytes = [](std::size_t bytes) { return static_cast<int>(bytes >> 20); };
  const int used = megabytes(m_canvas.engine().cachedBytes());
  const int budget = std::max(1, megabytes(m_canvas.engine().cacheBudget()));
  m_cache->setRange(0, budget);
  m_cache->setValue(std::min(used, budget));
  m_cache->setToolTip(tr("Map pictures in memory: %1 of %2 MB").arg(used).arg(budget));
}

void WindowStatusBar::showJobs() {
  const JobEntry* newest = nullptr;
  int running = 0;
  for (const JobEntry& job : m_session.jobs().jobs()) {
    if (job.state != JobState::running && job.state != JobState::waiting) continue;
    newest = &job;
    ++running;
  }
  m_progress->setVisible(newest != nullptr);
  m_cancel->setVisible(newest != nullptr);
  m_jobs->setVisible(newest != nullptr);
  if (newest == nullptr) return;
  m_jobs->setText(running == 1 ? newest->title : tr("%1 (+%2)").arg(newest->title).arg(running - 1));
  m_progress->setRange(0, newest->total == 0 ? 0 : 1000);
  if (newest->total != 0)
    m_progress->setValue(static_cast<int>(std::min<quint64>(1000, newest->done * 1000 / newest->total)));
}

void WindowStatusBar::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QStatusBar::changeEvent(event);
}

}  // namespace gis::ui
