#include "ui/dialogs/parcel_change_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/shapes_from_points.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {

geom::Bytes moved(geom::Bytes wkb, const crs::Crs& from, const crs::Crs& to) {
  if (wkb.empty() || !from.isKnown() || !to.isKnown() || from.equivalentTo(to)) return wkb;
  const crs::Transformer step(from, to, true);
  geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t n, int stride) { step.apply(xyzm, n, stride); });
  return wkb;
}

}  // namespace

ParcelChangeDialog::ParcelChangeDialog(CitySession& session, std::vector<std::int64_t> fids, QWidget* parent)
    : QDialog(parent), m_session(session), m_fids(std::move(fids)) {
  setObjectName(QStringLiteral("parcelChangeDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(splits() ? tr("Split a parcel") : tr("Merge %1 parcels").arg(m_fids.size()));
  build();
  changed();
  resize(560, 460);
}

void ParcelChangeDialog::build() {
  auto* form = new QFormLayout;
  m_way = named(new QComboBox(this), "parcelSplitWayBox", tr("How the parcel is split"));
  m_way->addItem(tr("into equal parts"), int(Way::equalParts));
  m_way->addItem(tr("to given areas"), int(Way::toAreas));
  m_way->addItem(tr("by a line drawn on the map"), int(Way::byLine));
  m_parts = named(new QSpinBox(this), "parcelPartsBox", tr("Number of parts"));
  m_parts->setRange(2, 1000);
  m_areas =
      named(new QLineEdit(this), "parcelAreasEdit", tr("Areas in m², with blanks between; the rest is the last part"));
  m_areas->setPlaceholderText(tr("e.g. 200 350 – the rest is the last part"));
  m_bearing = named(new QDoubleSpinBox(this), "parcelBearingBox",
                    tr("Direction in which the parts follow each other, from north"));
  m_bearing->setRange(-1, 359.99);
  m_bearing->setValue(-1);
  m_bearing->setSpecialValueText(tr("along the longest side"));
  m_bearing->setSuffix(QStringLiteral("°"));
  m_draw = named(new QPushButton(tr("Draw the line"), this), "parcelDrawButton", tr("Draw the line"));
  m_draw->setAutoDefault(false);
  if (splits()) {
    form->addRow(tr("Split"), m_way);
    form->addRow(tr("Parts"), m_parts);
    form->addRow(tr("Areas"), m_areas);
    form->addRow(tr("Direction"), m_bearing);
    form->addRow(QString(), m_draw);
  } else {
    for (QWidget* field : std::initializer_list<QWidget*>{m_way, m_parts, m_areas, m_bearing, m_draw}) field->hide();
  }
  m_reason = named(new QLineEdit(this), "parcelReasonEdit", tr("Why, for the history"));
  m_document = named(new QLineEdit(this), "parcelDocumentEdit", tr("Number of the document"));
  m_date = named(new QLineEdit(this), "parcelDateEdit", tr("Date of the document"));
  m_date->setPlaceholderText(QStringLiteral("YYYY-MM-DD"));
  form->addRow(tr("Reason"), m_reason);
  form->addRow(tr("Document"), m_document);
  form->addRow(tr("Date"), m_date);
  m_result = named(new QTreeWidget(this), "parcelResultList", tr("What becomes of the parcels"));
  m_result->setHeaderLabels({tr("Parcel"), tr("Area (m²)")});
  m_result->setRootIsDecorated(false);
  m_result->header()->resizeSection(0, 320);
  m_status = named(new QLabel(this), "parcelChangeStatus", tr("Result"));
  m_status->setWordWrap(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  m_ok = buttons->addButton(splits() ? tr("Split") : tr("Merge"), QDialogButtonBox::ActionRole);
  nameField(m_ok, "parcelChangeButton", m_ok->text());
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_result, 1);
  all->addWidget(m_status);
  all->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_ok, &QPushButton::clicked, this, &ParcelChangeDialog::run);
  connect(m_way, &QComboBox::currentIndexChanged, this, &ParcelChangeDialog::changed);
  connect(m_parts, &QSpinBox::valueChanged, this, &ParcelChangeDialog::changed);
  connect(m_areas, &QLineEdit::textChanged, this, &ParcelChangeDialog::changed);
  connect(m_bearing, &QDoubleSpinBox::valueChanged, this, &ParcelChangeDialog::changed);
  connect(m_draw, &QPushButton::clicked, this, &ParcelChangeDialog::lineWanted);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

void ParcelChangeDialog::takeLine(const std::vector<geom::MapPoint>& line) {
  m_line = line;
  m_way->setCurrentIndex(m_way->findData(int(Way::byLine)));
  changed();
}

void ParcelChangeDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void ParcelChangeDialog::changed() {
  const auto way = Way(m_way->currentData().toInt());
  m_parts->setEnabled(way == Way::equalParts);
  m_areas->setEnabled(way == Way::toAreas);
  m_bearing->setEnabled(way != Way::byLine);
  m_draw->setEnabled(way == Way::byLine);
  tryIt();
}

std::function<ParcelChangeDialog::Outcome(const store::CityDatabase&, Progress&)> ParcelChangeDialog::work(
    bool triesOnly) const {
  city::ParcelDeed deed;
  deed.reason = toUtf8(m_reason->text().trimmed());
  deed.document = toUtf8(m_document->text().trimmed());
  deed.documentDate = toUtf8(m_date->text().trimmed());
  deed.actor = toUtf8(m_session.actor());
  deed.triesOnly = triesOnly;
  city::ParcelSplit how;
  const auto way = Way(m_way->currentData().toInt());
  if (way == Way::equalParts) how.parts = m_parts->value();
  if (way == Way::toAreas) {
    const QLocale locale;
    static const QRegularExpression blanks(QStringLiteral("[\\s;；，]+"));
    for (const QString& word : m_areas->text().split(blanks, Qt::SkipEmptyParts)) {
      bool isNumber = false;
      const double size = word.toDouble(&isNumber);
      how.areas.push_back(isNumber ? size : locale.toDouble(word));
    }
  }
  if (m_bearing->value() >= 0) how.bearing = m_bearing->value();
  const std::vector<geom::MapPoint> line = way == Way::byLine ? m_line : std::vector<geom::MapPoint>();
  return [deed, how, line, fids = m_fids, map = m_session.city().crs, isSplit = splits()](
             const store::CityDatabase& city, Progress&) mutable {
    const crs::Crs system = city::requireParcelLayer(city).crs;
    Outcome outcome;
    if (isSplit) {
      if (line.size() > 1) how.lines = moved(geom::lineOf(line), map, system);
      outcome.change = city::splitParcel(city, fids[0], how, deed);
    } else {
      outcome.change = city::mergeParcels(city, fids, deed);
    }
    for (const city::ParcelPart& part : outcome.change->after) {
      outcome.shapes.push_back(moved(part.wkb, system, map));
    }
    return outcome;
  };
}

void ParcelChangeDialog::tryIt() {
  m_job.cancel();
  m_ok->setEnabled(false);
  m_preview.clear();
  m_result->clear();
  Q_EMIT previewChanged();
  if (m_session.isReadOnly()) {
    say(tr("The city is open for reading only."), true);
    return;
  }
  const auto way = Way(m_way->currentData().toInt());
  if (splits() && way == Way::byLine && m_line.size() < 2) {
    say(tr("Draw a line that cuts the parcel through."));
    return;
  }
  if (splits() && way == Way::toAreas && m_areas->text().trimmed().isEmpty()) {
    say(tr("Type the areas."));
    return;
  }
  say({});
  const quint64 number = ++m_number;
  JobOptions options;
  options.onError = [this, number](const QString& sentence, const Error&) {
    if (number == m_number) say(sentence, true);
  };
  m_job = m_session.write(
      tr("Try"), work(true), this,
      [this, number](const Outcome& outcome) {
        if (number == m_number) take(outcome);
      },
      options);
}

void ParcelChangeDialog::take(const Outcome& outcome) {
  const city::ParcelChange& change = *outcome.change;
  const QLocale locale;
  const auto add = [&](const char* sign, const city::ParcelPart& part) {
    const QString code =
        part.code.empty() ? QStringLiteral("#%1").arg(part.fid) : fromUtf8(city::groupedParcelCode(part.code));
    auto* row = new QTreeWidgetItem(
        m_result, {QLatin1String(sign) + QLatin1Char(' ') + code, locale.toString(part.squareMetres, 'f', 3)});
    row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  };
  for (const city::ParcelPart& part : change.before) add("−", part);
  for (const city::ParcelPart& part : change.after) add("+", part);
  say(tr("Area before %1 m², after %2 m², rest %3 m². %4 neighbours get a vertex of the new border.")
          .arg(locale.toString(change.areaBefore, 'f', 3), locale.toString(change.areaAfter, 'f', 3),
               locale.toString(change.residue(), 'f', 6))
          .arg(change.neighbours.size()));
  m_preview = outcome.shapes;
  m_ok->setEnabled(true);
  Q_EMIT previewChanged();
}

void ParcelChangeDialog::run() {
  m_ok->setEnabled(false);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    say(sentence, true);
    m_ok->setEnabled(true);
  };
  m_session.write(
      splits() ? tr("Split a parcel") : tr("Merge parcels"), work(false), this,
      [this](const Outcome& outcome) {
        m_session.lookNow();
        std::vector<std::int64_t> fids;
        for (const city::ParcelPart& part : outcome.change->after) fids.push_back(part.fid);
        Q_EMIT parcelsChanged(fromUtf8(outcome.change->layer), fids);
        accept();
      },
      options);
}

}  // namespace gis::ui
