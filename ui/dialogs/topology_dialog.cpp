#include "ui/dialogs/topology_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/crs/crs.h"
#include "gis_core/store/coverage_rule.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostListed = 5000;  // more than a person reads; the layer of findings has all
constexpr int kPlaceRole = Qt::UserRole;   // in the report

/// In the map's system; a shape that cannot be brought there is left out.
std::vector<geom::Bytes> shapesFor(const query::TopologyResult& result, const crs::Crs& map) {
  std::vector<geom::Bytes> shapes;
  const crs::Crs& from = result.layer.crs;
  std::optional<crs::Transformer> step;
  if (from.isKnown() && map.isKnown() && !from.equivalentTo(map)) step.emplace(from, map, true);
  for (std::size_t i = 0; i < std::min(result.report.findings.size(), kMostListed); ++i) {
    geom::Bytes wkb = result.report.findings[i].shape;
    if (step && !wkb.empty()) {
      geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t n, int stride) { step->apply(xyzm, n, stride); });
    }
    shapes.push_back(std::move(wkb));
  }
  return shapes;
}

QDoubleSpinBox* metresBox(QWidget* parent, double value, double most, int decimals) {
  auto* box = new QDoubleSpinBox(parent);
  box->setDecimals(decimals);
  box->setRange(0, most);
  box->setSingleStep(0.01);
  box->setValue(value);
  box->setSuffix(QStringLiteral(" m"));
  return box;
}

}  // namespace

QString coverageFaultTitle(geom::CoverageFault fault) {
  switch (fault) {
    case geom::CoverageFault::invalid: return TopologyDialog::tr("Invalid area");
    case geom::CoverageFault::duplicate: return TopologyDialog::tr("Duplicate");
    case geom::CoverageFault::overlap: return TopologyDialog::tr("Overlap");
    case geom::CoverageFault::gap: return TopologyDialog::tr("Gap");
    case geom::CoverageFault::sliver: return TopologyDialog::tr("Sliver");
    case geom::CoverageFault::tJunction: break;
  }
  return TopologyDialog::tr("Vertex missing");
}

TopologyDialog::TopologyDialog(CitySession& session, const QString& layer, QWidget* parent)
    : QDialog(parent), m_session(session) {
  setObjectName(QStringLiteral("topologyDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Topology of areas"));
  build();
  fillLayers(layer);
  layerChosen();
  setRunning(false);
  resize(760, 560);
}

void TopologyDialog::build() {
  m_layer = named(new QComboBox(this), "topologyLayerBox", tr("Layer of areas"));
  m_tolerance =
      named(metresBox(this, 0.01, 10, 4), "topologyToleranceBox", tr("What lies nearer is meant to be the same place"));
  m_sliver = named(metresBox(this, 0, 100, 3), "topologySliverBox", tr("Areas thinner than this are slivers; 0: none"));
  m_gap = named(metresBox(this, 1, 1000, 2), "topologyGapBox", tr("Gaps up to this width are filled"));
  m_cut = named(new QComboBox(this), "topologyCutBox", tr("Who loses an overlap"));
  for (const auto& [word, title] : {std::pair{"larger", tr("the larger area")},
                                    {"smaller", tr("the smaller area")},
                                    {"newer", tr("the newer area (higher id)")},
                                    {"older", tr("the older area (lower id)")}}) {
    m_cut->addItem(title, QLatin1String(word));
  }
  m_mark = named(new QCheckBox(tr("Coverage: refuse edits that make overlaps or gaps"), this), "topologyMarkBox",
                 tr("Mark the layer as coverage"));
  auto* form = new QFormLayout;
  form->addRow(tr("Layer"), m_layer);
  auto* widths = new QHBoxLayout;
  widths->addWidget(m_tolerance);
  widths->addWidget(new QLabel(tr("Slivers below"), this));
  widths->addWidget(m_sliver);
  widths->addWidget(new QLabel(tr("Fill gaps up to"), this));
  widths->addWidget(m_gap);
  widths->addStretch();
  form->addRow(tr("Tolerance"), widths);
  form->addRow(tr("Overlaps are taken from"), m_cut);
  form->addRow(QString(), m_mark);
  m_list = named(new QTreeWidget(this), "topologyList", tr("Findings"));
  m_list->setRootIsDecorated(false);
  m_list->setAlternatingRowColors(true);
  m_list->setUniformRowHeights(true);
  m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_list->setHeaderLabels({tr("Kind"), tr("Features"), tr("Size"), tr("Width (m)"), tr("Place")});
  m_list->header()->resizeSection(0, 130);
  m_list->header()->resizeSection(1, 180);
  m_status = named(new QLabel(this), "topologyStatus", tr("Result"));
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_command = named(new QLineEdit(this), "topologyCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  const auto add = [&](const char* name, const QString& text) {
    QPushButton* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
    nameField(button, name, text);
    button->setAutoDefault(false);
    return button;
  };
  m_check = add("topologyCheckButton", tr("Check"));
  m_stop = add("topologyStopButton", tr("Stop"));
  m_fix = add("topologyFixButton", tr("Mend the chosen"));
  m_fixAll = add("topologyFixAllButton", tr("Mend all"));
  m_makeLayer = add("topologyLayerButton", tr("As a layer"));
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_list, 1);
  all->addWidget(m_status);
  all->addWidget(m_command);
  all->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_layer, &QComboBox::currentIndexChanged, this, &TopologyDialog::layerChosen);
  for (QDoubleSpinBox* box : {m_tolerance, m_sliver, m_gap}) {
    connect(box, &QDoubleSpinBox::valueChanged, this, &TopologyDialog::changed);
  }
  connect(m_cut, &QComboBox::currentIndexChanged, this, &TopologyDialog::changed);
  connect(m_mark, &QCheckBox::clicked, this, &TopologyDialog::mark);
  connect(m_check, &QPushButton::clicked, this, [this] { check({}); });
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_fix, &QPushButton::clicked, this, [this] { mend(false); });
  connect(m_fixAll, &QPushButton::clicked, this, [this] { mend(true); });
  connect(m_makeLayer, &QPushButton::clicked, this, [this] { check(layerName() + QStringLiteral("_topology")); });
  connect(m_list, &QTreeWidget::itemSelectionChanged, this, [this] {
    changed();
    const std::vector<std::size_t> rows = chosen();
    if (rows.size() != 1) return;
    const geom::CoverageFinding& finding = findings()[rows[0]];
    const geom::Bytes& shape = m_shapes[rows[0]];
    if (!shape.empty()) Q_EMIT findingChosen(geom::envelopeOf(shape), layerName(), finding.fids);
  });
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
  connect(&m_session, &CitySession::dataChanged, this, [this](const QString& layer) {
    if (layer == layerName()) follow();
  });
}

void TopologyDialog::fillLayers(const QString& layer) {
  for (const store::LayerInfo& one : *m_session.layers()) {
    if (!one.geometryType || one.geometryType->dimension() != 2) continue;
    m_layer->addItem(CitySession::layerTitle(one), fromUtf8(one.name));
    if (fromUtf8(one.name) == layer || (one.role == "parcel" && m_layer->currentIndex() < 1)) {
      m_layer->setCurrentIndex(m_layer->count() - 1);
    }
  }
  const int wanted = m_layer->findData(layer);
  if (wanted >= 0) m_layer->setCurrentIndex(wanted);
}

QString TopologyDialog::layerName() const {
  return m_layer->currentData().toString();
}

const std::vector<geom::CoverageFinding>& TopologyDialog::findings() const {
  static const std::vector<geom::CoverageFinding> kNone;
  return m_result ? m_result->report.findings : kNone;
}

void TopologyDialog::layerChosen() {
  m_result.reset();
  m_shapes.clear();
  m_list->clear();
  say(layerName().isEmpty() ? tr("The city has no layer of areas.") : QString());
  changed();
  Q_EMIT findingsChanged();
  if (layerName().isEmpty()) return;
  m_session.read(
      tr("Topology"),
      [name = toUtf8(layerName())](const store::CityDatabase& city, Progress&) {
        const store::LayerInfo layer = store::layerByName(city.connection(), name);
        return std::pair{name, store::coverageRule(city.connection(), layer.uid).has_value()};
      },
      this,
      [this](const std::pair<std::string, bool>& marked) {
        if (marked.first == toUtf8(layerName())) m_mark->setChecked(marked.second);
      });
}

query::TopologyQuery TopologyDialog::query() const {
  query::TopologyQuery query;
  query.layer = toUtf8(layerName());
  const store::LayerInfo* layer = m_session.layer(layerName());
  // in degrees no distance can be asked
  if (layer == nullptr || !layer->crs.isKnown() || layer->crs.isGeographic()) return query;
  query.tolerance = m_tolerance->value();
  query.sliverWidth = m_sliver->value();
  return query;
}

QString TopologyDialog::commandLine(bool fix) const {
  QString line = QStringLiteral("citydesk-cli topology %1 %2 --tolerance %3")
                     .arg(shellQuoted(m_session.city().file), shellQuoted(layerName()))
                     .arg(m_tolerance->value());
  if (m_sliver->value() > 0) line += QStringLiteral(" --sliver-width %1").arg(m_sliver->value());
  if (fix) {
    line +=
        QStringLiteral(" --fix --max-gap-width %1 --cut %2").arg(m_gap->value()).arg(m_cut->currentData().toString());
  }
  return line;
}

void TopologyDialog::changed() {
  m_command->setText(commandLine(!findings().empty()));
  const bool writable = m_session.isOpen() && !m_session.isReadOnly();
  const bool any = !m_running && writable && !findings().empty();
  m_check->setEnabled(!m_running && !layerName().isEmpty());
  m_stop->setEnabled(m_running);
  m_fix->setEnabled(any && !chosen().empty());
  m_fixAll->setEnabled(any);
  m_makeLayer->setEnabled(any);
  m_mark->setEnabled(!m_running && writable && !layerName().isEmpty());
}

void TopologyDialog::setRunning(bool running) {
  m_running = running;
  if (!running && m_behind) QMetaObject::invokeMethod(this, &TopologyDialog::follow, Qt::QueuedConnection);
  for (QWidget* field : std::initializer_list<QWidget*>{m_layer, m_tolerance, m_sliver, m_gap, m_cut}) {
    field->setEnabled(!running);
  }
  changed();
}

void TopologyDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

JobOptions TopologyDialog::options() {
  return dialogJob([this](const QString& text, bool trouble) {
    setRunning(false);
    say(text, trouble);
  });
}

void TopologyDialog::check(const QString& into) {
  const query::TopologyQuery asked = query();
  setRunning(true);
  say(tr("Checking…"));
  const auto work = [asked, into = toUtf8(into), map = m_session.city().crs](const store::CityDatabase& city,
                                                                             Progress& progress) {
    query::TopologyQuery own = asked;
    if (!into.empty()) own.into = store::freeLayerName(city.connection(), into);
    Answer answer;
    auto result = std::make_shared<query::TopologyResult>(query::checkTopology(city, own, progress));
    answer.shapes = shapesFor(*result, map);
    answer.isMarked = store::coverageRule(city.connection(), result->layer.uid).has_value();
    answer.result = std::move(result);
    return answer;
  };
  const auto done = [this](const Answer& answer) { take(answer); };
  if (into.isEmpty()) {
    m_job = m_session.readLong(tr("Topology"), work, this, done, options());
    return;
  }
  m_job = m_session.task(
      tr("Topology"),
      [work, file = toUtf8(m_session.city().file), sweeper = m_session.sweeper()](Progress& progress) {
        store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        city.leaveTidyingTo(sweeper);
        return work(city, progress);
      },
      this, done, options());
}

/// Looks again at the surroundings of what was edited; where that does not do, at everything.
void TopologyDialog::follow() {
  if (!m_result) return;
  m_behind = m_running;
  if (m_running) return;
  setRunning(true);
  m_job = m_session.readLong(
      tr("Topology"),
      [old = m_result, asked = query(), map = m_session.city().crs](const store::CityDatabase& city,
                                                                    Progress& progress) {
        Answer answer;
        auto next = query::updatedTopology(city, *old, asked, progress);
        auto result = std::make_shared<query::TopologyResult>(next ? std::move(*next)
                                                                   : query::checkTopology(city, asked, progress));
        answer.shapes = shapesFor(*result, map);
        answer.isMarked = store::coverageRule(city.connection(), result->layer.uid).has_value();
        answer.result = std::move(result);
        return answer;
      },
      this, [this](const Answer& answer) { take(answer); }, options());
}

void TopologyDialog::take(const Answer& answer) {
  m_result = answer.result;
  m_shapes = answer.shapes;
  m_mark->setChecked(answer.isMarked);
  m_list->clear();
  const QLocale locale;
  QList<QTreeWidgetItem*> rows;
  for (std::size_t i = 0; i < m_shapes.size(); ++i) {
    const geom::CoverageFinding& finding = findings()[i];
    QStringList fids;
    for (const std::int64_t fid : finding.fids) fids << QString::number(fid);
    const bool isPoint = finding.fault == geom::CoverageFault::tJunction;
    auto* row =
        new QTreeWidgetItem({coverageFaultTitle(finding.fault), fids.join(QStringLiteral(", ")),
                             isPoint ? tr("%1 m").arg(locale.toString(finding.size, 'f', 4))
                                     : tr("%1 m²").arg(locale.toString(finding.size, 'f', 3)),
                             isPoint ? QString() : locale.toString(finding.width, 'f', 3),
                             QStringLiteral("%1, %2").arg(finding.place.x, 0, 'f', 3).arg(finding.place.y, 0, 'f', 3)});
    row->setData(0, kPlaceRole, qulonglong(i));
    row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    row->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
    if (!finding.reason.empty()) row->setToolTip(0, fromUtf8(finding.reason));
    rows << row;
  }
  m_list->addTopLevelItems(rows);
  QStringList parts;
  for (std::size_t k = 0; k < geom::kCoverageFaults; ++k) {
    if (m_result->report.counts[k] == 0) continue;
    parts << tr("%1: %2").arg(coverageFaultTitle(geom::CoverageFault(k)),
                              locale.toString(qlonglong(m_result->report.counts[k])));
  }
  QString text =
      parts.isEmpty()
          ? tr("%1 areas checked: they lie side by side.").arg(locale.toString(qlonglong(m_result->features)))
          : tr("%1 areas checked. %2")
                .arg(locale.toString(qlonglong(m_result->features)), parts.join(QStringLiteral(" · ")));
  if (findings().size() > kMostListed) text += tr(" The first %1 are listed.").arg(kMostListed);
  if (!m_result->into.empty()) text += tr(" They are in the layer %1.").arg(fromUtf8(m_result->into));
  say(m_after.isEmpty() ? text : m_after + QLatin1Char('\n') + text);
  m_after.clear();
  setRunning(false);
  Q_EMIT findingsChanged();
  if (!m_result->into.empty()) Q_EMIT layerMade(fromUtf8(m_result->into));
}

std::vector<std::size_t> TopologyDialog::chosen() const {
  std::vector<std::size_t> rows;
  for (const QTreeWidgetItem* row : m_list->selectedItems()) {
    rows.push_back(std::size_t(row->data(0, kPlaceRole).toULongLong()));
  }
  return rows;
}

void TopologyDialog::mend(bool all) {
  if (!m_result) return;
  const std::vector<std::size_t> only = all ? std::vector<std::size_t>() : chosen();
  const auto cut = geom::CoverageRepairRule::Cut(m_cut->currentIndex());
  setRunning(true);
  say(tr("Mending…"));
  m_job = m_session.task(
      tr("Mend the topology"),
      [checked = m_result, asked = query(), cut, gap = m_gap->value(), only, actor = toUtf8(m_session.actor()),
       file = toUtf8(m_session.city().file)](Progress& progress) {
        const store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        return query::repairTopology(city, *checked, asked, cut, gap, only, actor, progress);
      },
      this,
      [this](const query::TopologyRepair& repair) {
        m_session.lookNow();
        const QLocale locale;
        const auto number = [&](double value) { return locale.toString(value, 'f', 3); };
        m_after =
            tr("Mended: %1 areas changed, %2 removed. Area %3 − overlaps %4 − duplicates %5 + gaps %6 + rest %7 = "
               "%8 m². Undo takes it back.")
                .arg(repair.changed)
                .arg(repair.removed)
                .arg(number(repair.before), number(repair.overlaps), number(repair.duplicates), number(repair.gaps),
                     locale.toString(repair.residue, 'f', 6), number(repair.after));
        setRunning(false);
        follow();
      },
      options());
}

void TopologyDialog::mark(bool on) {
  const query::TopologyQuery asked = query();
  JobOptions options;
  options.onError = [this, on](const QString& sentence, const Error&) {
    m_mark->setChecked(!on);
    say(sentence, true);
  };
  m_session.write(
      tr("Mark as coverage"),
      [asked, on](const store::CityDatabase& city, Progress&) {
        std::optional<store::CoverageRule> rule;
        if (on) {
          rule.emplace();
          const store::LayerInfo layer = store::layerByName(city.connection(), asked.layer);
          rule->tolerance = query::topologyTolerance(city, layer, asked);
        }
        store::setCoverage(city.connection(), asked.layer, rule);
      },
      this,
      [this, on] {
        say(on ? tr("From now on edits that make an overlap or a gap in this layer are refused.")
               : tr("The layer is no coverage any more."));
      },
      options);
}

}  // namespace gis::ui
