#include "ui/panels/case_map.h"

#include <QComboBox>
#include <QDateTime>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QSlider>
#include <array>

#include "ui/jobs/translate.h"
#include "ui/panels/widgets.h"
#include "ui/report/count_classes.h"

namespace gis::ui {

namespace {

const QString kCaseAreasOverlay = QStringLiteral("caseAreas");
constexpr std::array kAreaRoles = {"", "district", "subdistrict", "community", "unit_grid"};
constexpr std::array kAreaColumns = {"", "district", "subdistrict", "community", "grid"};
constexpr std::array<int, 4> kSpanDays = {0, 1, 7, 30};
constexpr UtcMillis kOneDayMillis = 24LL * 3'600'000;
constexpr int kRestMillis = 120;
constexpr int kMostDepartments = 200;

QString dayText(UtcMillis time) {
  return fromUtf8(toIsoWithOffset(time, kCityOffsetMinutes).substr(0, 10));
}

void paintKeyOf(QPainter& painter, const std::vector<std::int64_t>& ends, const QString& title) {
  const QFontMetricsF metrics(painter.font());
  const double line = metrics.height() + 2;
  double width = metrics.horizontalAdvance(title);
  std::vector<QString> texts;
  std::int64_t from = 1;
  const QLocale locale;
  for (const std::int64_t end : ends) {
    texts.push_back(from >= end
                        ? locale.toString(qlonglong(end))
                        : locale.toString(qlonglong(from)) + QStringLiteral(" – ") + locale.toString(qlonglong(end)));
    width = std::max(width, metrics.horizontalAdvance(texts.back()) + 26);
    from = end + 1;
  }
  const QRectF box(10, 10, width + 16, line * double(ends.size() + 1) + 10);
  painter.setPen(QPen(QColor(0x80, 0x80, 0x80), 1));
  painter.setBrush(QColor(255, 255, 255, 225));
  painter.drawRect(box);
  painter.setPen(Qt::black);
  double y = box.top() + 5;
  painter.drawText(QRectF(box.left() + 8, y, width, line), Qt::AlignVCenter | Qt::AlignLeft, title);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    y += line;
    const QRectF swatch(box.left() + 8, y + 2, 18, line - 5);
    painter.fillRect(swatch, countColour(ends[i], ends));
    painter.drawText(QRectF(swatch.right() + 8, y, width, line), Qt::AlignVCenter | Qt::AlignLeft, texts[i]);
  }
}

}  // namespace

CaseMapBox::CaseMapBox(CitySession& session, CaseKeeper& keeper, MapCanvas& canvas, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_keeper(keeper),
      m_canvas(canvas),
      m_area(named(new QComboBox, "boardMapArea")),
      m_number(named(new QComboBox, "boardMapNumber")),
      m_department(named(new QComboBox, "boardMapDepartment")),
      m_span(named(new QComboBox, "boardMapSpan")),
      m_areaTitle(new QLabel),
      m_numberTitle(new QLabel),
      m_departmentTitle(new QLabel),
      m_spanTitle(new QLabel),
      m_days(named(new QLabel, "boardMapDaysText")),
      m_slider(named(new QSlider(Qt::Horizontal), "boardMapDays")) {
  setObjectName(QStringLiteral("boardMap"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->addWidget(m_areaTitle, 0, 0);
  grid->addWidget(m_area, 0, 1);
  grid->addWidget(m_numberTitle, 0, 2);
  grid->addWidget(m_number, 0, 3);
  grid->addWidget(m_departmentTitle, 1, 0);
  grid->addWidget(m_department, 1, 1);
  grid->addWidget(m_spanTitle, 1, 2);
  grid->addWidget(m_span, 1, 3);
  grid->addWidget(m_slider, 2, 0, 1, 2);
  grid->addWidget(m_days, 2, 2, 1, 2);
  grid->setColumnStretch(1, 4);
  grid->setColumnStretch(3, 3);
  for (QComboBox* box : {m_area, m_number, m_department, m_span}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(6);
  }
  m_area->addItems({{}, {}, {}, {}, {}});
  m_number->addItems({{}, {}, {}, {}});
  m_span->addItems({{}, {}, {}, {}});
  m_department->addItem(QString(), QString());
  retranslate();
  m_slider->setRange(0, 0);  // at its end: it stays there when the days are known
  m_soon.setSingleShot(true);
  m_soon.setInterval(kRestMillis);
  connect(&m_soon, &QTimer::timeout, this, &CaseMapBox::draw);
  for (QComboBox* box : {m_area, m_number, m_department, m_span})
    connect(box, &QComboBox::currentIndexChanged, this, &CaseMapBox::chosen);
  connect(m_slider, &QSlider::valueChanged, this, [this] {
    sayDays();
    count();
  });
  connect(&m_canvas, &MapCanvas::viewChanged, this, [this] {
    if (isOn()) m_soon.start();
  });
  connect(&m_canvas, &MapCanvas::completed, this, [this] {  // cases came, went, or look otherwise
    if (isOn() && stampOfCases(m_canvas.mapScene().get()) != m_drawnCases) draw();
  });
  connect(&m_keeper, &CaseKeeper::ready, this, &CaseMapBox::tableReady);
  connect(&m_keeper, &CaseKeeper::updated, this, [this] {
    if (isOn()) count();
  });
  connect(&m_session, &CitySession::layersChanged, this, [this] {
    if (isOn() && layerKey(kAreaRoles[std::size_t(m_area->currentIndex())]) != m_key) readAreas();
  });
  connect(&m_session, &CitySession::closed, this, [this] {
    ++m_readNumber, ++m_countNumber, ++m_drawNumber;
    m_areas.reset();
    m_role.clear();
    m_counts.clear();
    m_picture = {};
    m_first = m_last = 0;
    const QSignalBlocker quiet(m_area);
    m_area->setCurrentIndex(0);
    lay();
  });
  tableReady();
}

QString CaseMapBox::layerKey(const std::string& role) const {
  for (const store::LayerInfo& layer : *m_session.layers()) {
    if (layer.role == role) return fromUtf8(layer.uid + layer.revision + layer.roleCodeField + layer.roleNameField);
  }
  return {};
}

bool CaseMapBox::isOn() const {
  return m_area->currentIndex() > 0 && m_session.isOpen();
}

void CaseMapBox::tableReady() {
  const auto table = m_keeper.table();
  if (!table) return;
  struct Facts {
    std::pair<UtcMillis, UtcMillis> span;
    std::vector<city::CaseValue> departments;
  };
  m_session.read(
      tr("Cases on the map"),
      [table](const store::CityDatabase&, Progress&) {
        return Facts{table->reportedSpan(), table->values("department")};
      },
      this,
      [this](const Facts& facts) {
        std::tie(m_first, m_last) = facts.span;
        const QString was = m_department->currentData().toString();
        const QSignalBlocker quietBox(m_department), quietSlider(m_slider);
        while (m_department->count() > 1) m_department->removeItem(1);
        for (const city::CaseValue& one : facts.departments) {
          if (m_department->count() > kMostDepartments) break;
          m_department->addItem(fromUtf8(one.code), fromUtf8(one.code));
        }
        m_department->setCurrentIndex(std::max(0, m_department->findData(was)));
        const bool atEnd = m_slider->value() == m_slider->maximum();
        m_slider->setRange(0, m_last > 0 ? int((m_last - m_first) / kOneDayMillis) : 0);
        if (atEnd) m_slider->setValue(m_slider->maximum());
        sayDays();
        if (isOn()) count();
      });
}

void CaseMapBox::chosen() {
  m_slider->setEnabled(m_span->currentIndex() > 0);
  sayDays();
  if (!isOn()) {
    ++m_countNumber, ++m_drawNumber;
    m_counts.clear();
    m_picture = {};
    lay();
    return;
  }
  if (m_role != kAreaRoles[std::size_t(m_area->currentIndex())]) {
    readAreas();
  } else {
    count();
  }
}

void CaseMapBox::readAreas() {
  const std::string role = kAreaRoles[std::size_t(m_area->currentIndex())];
  m_readJob.cancel();
  m_key = layerKey(role);
  const quint64 number = ++m_readNumber;
  m_readJob = m_session.readForMap(
      tr("Cases on the map"),
      [role](const store::CityDatabase& city, Progress& progress) { return readCaseAreas(city, role, progress); }, this,
      [this, number, role](std::shared_ptr<const CaseAreas> areas) {
        if (number != m_readNumber) return;
        m_areas = std::move(areas);
        m_role = role;
        sayDays();
        count();
      });
}

std::pair<UtcMillis, UtcMillis> CaseMapBox::days() const {
  const int span = kSpanDays[std::size_t(std::max(0, m_span->currentIndex()))];
  if (span == 0 || m_last == 0) return {0, 0};
  const UtcMillis offset = kCityOffsetMinutes * 60'000LL;
  const UtcMillis first = (m_first + offset) / kOneDayMillis * kOneDayMillis - offset;
  const UtcMillis end = first + (m_slider->value() + 1) * kOneDayMillis;
  return {end - span * kOneDayMillis, end};
}

city::CaseAreaQuery CaseMapBox::query() const {
  city::CaseAreaQuery asked;
  asked.column = kAreaColumns[std::size_t(m_area->currentIndex())];
  asked.count = city::CaseAreaQuery::Count(m_number->currentIndex());
  asked.now = utcNow();
  std::tie(asked.from, asked.to) = days();
  asked.department = toUtf8(m_department->currentData().toString());
  return asked;
}

void CaseMapBox::count() {
  const auto table = m_keeper.table();
  if (!isOn() || !table || !m_areas) return;
  m_countJob.cancel();
  const quint64 number = ++m_countNumber;
  m_countJob = m_session.read(
      tr("Cases on the map"),
      [table, asked = query()](const store::CityDatabase&, Progress& progress) {
        std::map<std::string, std::int64_t> counts;
        for (const city::CaseValue& one : table->areaCounts(asked, progress.token())) counts[one.code] = one.count;
        return counts;
      },
      this,
      [this, number](std::map<std::string, std::int64_t> counts) {
        if (number != m_countNumber) return;
        m_counts = std::move(counts);
        draw();
      });
}

void CaseMapBox::draw() {
  if (!isOn() || !m_areas) return;
  m_drawJob.cancel();
  const quint64 number = ++m_drawNumber;
  const auto scene = m_canvas.mapScene();
  m_drawnCases = stampOfCases(scene.get());
  m_drawJob = m_session.readForMap(
      tr("Cases on the map"),
      [areas = m_areas, counts = m_counts, view = m_canvas.view(), scene](const store::CityDatabase&,
                                                                          Progress& progress) {
        CaseAreaPicture picture = drawCaseAreas(*areas, counts, view, progress.token());
        if (scene) drawCasesUpon(picture, *scene, view, progress);
        return picture;
      },
      this,
      [this, number](CaseAreaPicture picture) {
        if (number != m_drawNumber) return;
        m_picture = std::move(picture);
        lay();
      });
}

void CaseMapBox::lay() {
  if (m_picture.image.isNull()) {
    m_canvas.setOverlay(kCaseAreasOverlay, {});
  } else {
    m_canvas.setOverlay(kCaseAreasOverlay, [picture = m_picture, title = m_number->currentText()](
                                               QPainter& painter, const ToView& toView) {
      const QRectF target(toView({picture.box.minX, picture.box.maxY}), toView({picture.box.maxX, picture.box.minY}));
      painter.drawImage(target, picture.image);
      paintKeyOf(painter, picture.ends, title);
    });
  }
  Q_EMIT shown();
}

std::optional<std::pair<QString, IncidentListFilter>> CaseMapBox::areaAt(geom::MapPoint place) const {
  if (!isOn() || !m_areas) return std::nullopt;
  const CaseAreas::Area* area = m_areas->at(place);
  if (area == nullptr) return std::nullopt;
  IncidentListFilter filter;
  const QString code = fromUtf8(area->code);
  switch (m_area->currentIndex()) {
    case 1: filter.district = code; break;
    case 2: filter.subdistrict = code; break;
    case 3: filter.community = code; break;
    default: filter.grid = code; break;
  }
  using Count = city::CaseAreaQuery::Count;
  const Count number = Count(m_number->currentIndex());
  filter.openOnly = number == Count::open;
  filter.dueToday = number == Count::dueToday;
  filter.overdueOnly = number == Count::overdue;
  filter.department = m_department->currentData().toString();
  const auto [from, to] = days();
  filter.reportedFrom = from;
  filter.reportedTo = to;
  return std::pair(fromUtf8(area->name), filter);
}

void CaseMapBox::sayDays() {
  const auto [from, to] = days();
  if (isOn() && m_areas && m_areas->areas.empty() && m_role == kAreaRoles[std::size_t(m_area->currentIndex())]) {
    m_days->setText(tr("No layer has these areas"));
  } else if (from == 0) {
    m_days->setText(tr("All days"));
  } else if (to - from == kOneDayMillis) {
    m_days->setText(dayText(from));
  } else {
    m_days->setText(tr("%1 to %2").arg(dayText(from), dayText(to - 1)));
  }
}

void CaseMapBox::retranslate() {
  m_areaTitle->setText(tr("On the map"));
  m_numberTitle->setText(tr("Number"));
  m_departmentTitle->setText(tr("Department"));
  m_spanTitle->setText(tr("Reported in"));
  const QString areas[] = {tr("Nothing"), tr("Districts"), tr("Subdistricts"), tr("Communities"), tr("Unit grids")};
  for (int i = 0; i < m_area->count(); ++i) m_area->setItemText(i, areas[i]);
  const QString numbers[] = {tr("Open"), tr("Due today"), tr("Overdue"), tr("Reported")};
  for (int i = 0; i < m_number->count(); ++i) m_number->setItemText(i, numbers[i]);
  const QString spans[] = {tr("All time"), tr("One day"), tr("7 days"), tr("30 days")};
  for (int i = 0; i < m_span->count(); ++i) m_span->setItemText(i, spans[i]);
  m_department->setItemText(0, tr("All departments"));
  describe(m_area, tr("Areas that are coloured by their cases"));
  describe(m_number, tr("Number that colours the areas"));
  describe(m_department, tr("Cases of which department"));
  describe(m_span, tr("Cases reported within how many days"));
  describe(m_slider, tr("Last day of the reports"));
  m_days->setAccessibleName(tr("Days of the reports"));
  m_slider->setEnabled(m_span->currentIndex() > 0);
  sayDays();
}

void CaseMapBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
