#include "ui/dialogs/select_by_location_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {
namespace {

const char* const kDistance = "within-distance";

}  // namespace

SelectByLocationDialog::SelectByLocationDialog(CitySession& session, const QString& layer,
                                               const geom::Envelope& visible, QWidget* parent)
    : QDialog(parent), m_session(session), m_visible(visible) {
  setObjectName(QStringLiteral("selectByLocationDialog"));
  setWindowTitle(tr("Select by location"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
  fillLayers(layer);
  m_timer.setSingleShot(true);
  m_timer.setInterval(250);  // typing goes on: count when it rests
  connect(&m_timer, &QTimer::timeout, this, &SelectByLocationDialog::count);
  changed();
  resize(580, 480);
}

void SelectByLocationDialog::build() {
  auto* column = new QVBoxLayout(this);
  auto* what = new QGroupBox(tr("Which features"), this);
  auto* whatForm = new QFormLayout(what);
  m_layer = named(new QComboBox, "selectLayerBox", tr("Layer"));
  m_where = named(new QLineEdit, "selectWhereEdit", tr("Condition on the layer"));
  m_where->setPlaceholderText(tr("Condition (optional), e.g. \"dlbm\" = '0701'"));
  m_where->setClearButtonEnabled(true);
  m_extent = named(new QCheckBox(tr("only in the visible part of the map")), "selectExtentBox",
                   tr("Only in the visible part of the map"));
  whatForm->addRow(tr("Layer"), m_layer);
  whatForm->addRow(tr("Condition"), m_where);
  whatForm->addRow(QString(), m_extent);
  column->addWidget(what);

  auto* where = new QGroupBox(tr("Where"), this);
  auto* whereForm = new QFormLayout(where);
  m_spatial =
      named(new QCheckBox(tr("in relation to another layer")), "selectSpatialBox", tr("In relation to another layer"));
  m_spatial->setChecked(true);
  m_relation = named(new QComboBox, "selectRelationBox", tr("Relation"));
  const std::vector<std::pair<QString, const char*>> relations{{tr("lie within a distance of"), kDistance},
                                                               {tr("intersect"), "intersects"},
                                                               {tr("lie within"), "within"},
                                                               {tr("contain"), "contains"},
                                                               {tr("cover"), "covers"},
                                                               {tr("are covered by"), "covered_by"},
                                                               {tr("touch"), "touches"},
                                                               {tr("cross"), "crosses"},
                                                               {tr("overlap"), "overlaps"},
                                                               {tr("are equal to"), "equals"},
                                                               {tr("do not meet any of"), "disjoint"}};
  for (const auto& [title, word] : relations) m_relation->addItem(title, QString::fromLatin1(word));
  m_metres = named(new QDoubleSpinBox, "selectMetresBox", tr("Distance in metres"));
  m_metres->setRange(0, 1'000'000);
  m_metres->setDecimals(2);
  m_metres->setValue(100);
  m_metres->setSuffix(tr(" m"));
  m_other = named(new QComboBox, "selectOtherBox", tr("Other layer"));
  m_otherWhere = named(new QLineEdit, "selectOtherWhereEdit", tr("Condition on the other layer"));
  m_otherWhere->setPlaceholderText(tr("Condition (optional), e.g. \"state\" <> 'closed'"));
  m_otherWhere->setClearButtonEnabled(true);
  whereForm->addRow(QString(), m_spatial);
  whereForm->addRow(tr("They"), m_relation);
  whereForm->addRow(tr("Distance"), m_metres);
  whereForm->addRow(tr("Other layer"), m_other);
  whereForm->addRow(tr("Condition"), m_otherWhere);
  column->addWidget(where);

  m_count = named(new QLabel(this), "selectCount", tr("Number of features found"));
  m_count->setWordWrap(true);
  QFont big = m_count->font();
  big.setPointSizeF(big.pointSizeF() * 1.2);
  m_count->setFont(big);
  column->addWidget(m_count);
  m_command = named(new QLineEdit(this), "selectCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  column->addWidget(m_command);
  column->addStretch(1);

  auto* result = new QHBoxLayout;
  m_mode = named(new QComboBox(this), "selectModeBox", tr("How the answer joins the selection"));
  m_mode->addItem(tr("new selection"), int(SelectionMode::replace));
  m_mode->addItem(tr("add to the selection"), int(SelectionMode::add));
  m_mode->addItem(tr("take from the selection"), int(SelectionMode::subtract));
  m_mode->addItem(tr("only what is selected, too"), int(SelectionMode::intersect));
  m_select = named(new QPushButton(tr("Select"), this), "selectRunButton", tr("Select on the map"));
  m_select->setDefault(true);
  m_into = named(new QLineEdit(this), "selectIntoEdit", tr("Name of the new layer"));
  m_into->setPlaceholderText(tr("Name of the new layer"));
  m_makeLayer =
      named(new QPushButton(tr("Make a layer"), this), "selectMakeLayerButton", tr("Make a new layer of the answer"));
  result->addWidget(m_mode);
  result->addWidget(m_select);
  result->addStretch(1);
  column->addLayout(result);
  auto* making = new QHBoxLayout;
  making->addWidget(m_into, 1);
  making->addWidget(m_makeLayer);
  column->addLayout(making);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (QComboBox* box : {m_layer, m_relation, m_other})
    connect(box, &QComboBox::currentIndexChanged, this, &SelectByLocationDialog::changed);
  for (QLineEdit* edit : {m_where, m_otherWhere})
    connect(edit, &QLineEdit::textChanged, this, &SelectByLocationDialog::changed);
  for (QCheckBox* box : {m_spatial, m_extent})
    connect(box, &QCheckBox::toggled, this, &SelectByLocationDialog::changed);
  connect(m_metres, &QDoubleSpinBox::valueChanged, this, &SelectByLocationDialog::changed);
  connect(m_into, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_makeLayer->setEnabled(!text.trimmed().isEmpty() && !m_session.isReadOnly());
  });
  connect(m_select, &QPushButton::clicked, this, [this] { finish(false); });
  connect(m_makeLayer, &QPushButton::clicked, this, [this] { finish(true); });
}

void SelectByLocationDialog::fillLayers(const QString& layer) {
  const auto layers = m_session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (!item->geometryType) continue;
    m_layer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
    m_other->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  // without a current layer the planner's usual subject, the parcels
  int row = m_layer->findData(layer);
  for (auto item = layers->rbegin(); row < 0 && item != layers->rend(); ++item) {
    if (item->role == "parcel") row = m_layer->findData(fromUtf8(item->name));
  }
  m_layer->setCurrentIndex(std::max(0, row));
  const int cases = m_other->findData(QStringLiteral("city_incident"));
  m_other->setCurrentIndex(cases >= 0 && layer != QLatin1String("city_incident") ? cases : m_other->count() - 1);
  m_makeLayer->setEnabled(false);
}

void SelectByLocationDialog::setSpatial(bool on) {
  m_spatial->setChecked(on);
  if (!on) m_where->setFocus();
}

bool SelectByLocationDialog::isDistance() const {
  return m_relation->currentData().toString() == QLatin1String(kDistance);
}

query::SelectQuery SelectByLocationDialog::query() const {
  query::SelectQuery out;
  out.layer = toUtf8(m_layer->currentData().toString());
  const auto shown = [this](const QComboBox* layer, const QLineEdit* where) {
    const store::LayerInfo* info = m_session.layer(layer->currentData().toString());
    const std::string typed = toUtf8(where->text().trimmed());
    return info != nullptr ? shownRows(*info, typed) : typed;
  };
  out.where = shown(m_layer, m_where);
  if (m_extent->isChecked() && !m_visible.isEmpty()) {
    out.bbox = m_visible;
    out.bboxCrs = m_session.city().crs;
  }
  if (!m_spatial->isChecked()) return out;
  const std::string other = toUtf8(m_other->currentData().toString());
  const std::string otherWhere = shown(m_other, m_otherWhere);
  if (isDistance()) {
    out.distances.push_back({m_metres->value(), other, otherWhere});
  } else {
    out.relations.push_back({geom::Relation::parse(toUtf8(m_relation->currentData().toString())), other, otherWhere});
  }
  return out;
}

QString SelectByLocationDialog::commandLine() const {
  const query::SelectQuery asked = query();
  QString line = QStringLiteral("citydesk-cli select ") +
                 shellQuoted(m_session.city().name + QStringLiteral(".citydb")) + QLatin1Char(' ') +
                 shellQuoted(fromUtf8(asked.layer));
  if (!asked.where.empty()) line += QStringLiteral(" --where ") + shellQuoted(fromUtf8(asked.where));
  if (asked.bbox) {
    line += QStringLiteral(" --bbox %1,%2,%3,%4")
                .arg(asked.bbox->minX, 0, 'f', 2)
                .arg(asked.bbox->minY, 0, 'f', 2)
                .arg(asked.bbox->maxX, 0, 'f', 2)
                .arg(asked.bbox->maxY, 0, 'f', 2);
  }
  std::string otherWhere;
  for (const auto& condition : asked.relations) {
    otherWhere = condition.otherWhere;
    line += QStringLiteral(" --relate ") + m_relation->currentData().toString() + QLatin1Char(' ') +
            shellQuoted(fromUtf8(condition.other));
  }
  for (const auto& condition : asked.distances) {
    otherWhere = condition.otherWhere;
    line += QStringLiteral(" --within-distance %1 ").arg(condition.metres, 0, 'g', 12) +
            shellQuoted(fromUtf8(condition.other));
  }
  if (!otherWhere.empty()) line += QStringLiteral(" --other-where ") + shellQuoted(fromUtf8(otherWhere));
  return line;
}

void SelectByLocationDialog::changed() {
  const bool spatial = m_spatial->isChecked();
  for (QWidget* widget : std::initializer_list<QWidget*>{m_relation, m_other, m_otherWhere})
    widget->setEnabled(spatial);
  m_metres->setEnabled(spatial && isDistance());
  m_job.cancel();
  m_command->setText(commandLine());
  m_command->setCursorPosition(0);
  m_count->setText(tr("Counting…"));
  m_timer.start();
}

void SelectByLocationDialog::say(const QString& text, bool trouble) {
  m_count->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void SelectByLocationDialog::count() {
  m_job.cancel();
  if (m_layer->currentIndex() < 0) return;
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_job = m_session.readLong(
      tr("Count"),
      [asked = query()](const store::CityDatabase& city, Progress& progress) {
        return query::countSelected(city.connection(), asked, progress);
      },
      this, [this](std::int64_t found) { say(tr("%Ln feature(s) found", nullptr, static_cast<int>(found))); }, options);
}

void SelectByLocationDialog::finish(bool intoLayer) {
  m_timer.stop();
  m_job.cancel();
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  say(tr("Looking…"));
  if (!intoLayer) {
    m_job = m_session.readLong(
        tr("Select by location"),
        [asked = query()](const store::CityDatabase& city, Progress& progress) {
          return query::select(city.connection(), asked, progress).fids;
        },
        this,
        [this, layer = m_layer->currentData().toString(),
         mode = static_cast<SelectionMode>(m_mode->currentData().toInt())](const std::vector<std::int64_t>& fids) {
          say(tr("%Ln feature(s) found", nullptr, static_cast<int>(fids.size())));
          Q_EMIT selected(layer, fids, mode);
        },
        options);
    return;
  }
  const QString into = m_into->text().trimmed();
  m_job = m_session.task(
      tr("Select by location"),
      [file = toUtf8(m_session.city().file), asked = query(), name = toUtf8(into)](Progress& progress) {
        const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
        const query::SelectResult found = query::select(city.connection(), asked, progress);
        return query::writeSelected(city, found, std::nullopt, name, progress);
      },
      this,
      [this, into](std::int64_t rows) {
        say(tr("Layer %1 made with %Ln feature(s)", nullptr, static_cast<int>(rows)).arg(into));
        m_session.lookNow();
        Q_EMIT layerMade(into);
      },
      options);
}

}  // namespace gis::ui
