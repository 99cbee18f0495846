#include "ui/dialogs/parcel_change_dialog.h"

#include <QCheckBox>
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
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_codes.h"
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

geom::Bytes drawnShape(ParcelChangeDialog::Draws kind, const std::vector<geom::MapPoint>& places) {
  if (places.empty()) return {};
  switch (kind) {
    case ParcelChangeDialog::Draws::line: return geom::lineOf(places);
    case ParcelChangeDialog::Draws::place: return geom::pointWkb(places.front().x, places.front().y);
    case ParcelChangeDialog::Draws::area: {
      geom::Ring ring = places;
      ring.push_back(ring.front());
      return geom::polygonOf(std::vector<geom::Ring>{std::move(ring)});
    }
    case ParcelChangeDialog::Draws::nothing: break;
  }
  return {};
}

}  // namespace

ParcelChangeDialog::ParcelChangeDialog(CitySession& session, std::vector<std::int64_t> fids, Way way, QWidget* parent)
    : QDialog(parent), m_session(session), m_fids(std::move(fids)) {
  setObjectName(QStringLiteral("parcelChangeDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(splits() ? tr("Change a parcel") : tr("Change %1 parcels").arg(m_fids.size()));
  build();
  addWays(way);
  readRules();
  wayChanged();
  resize(600, 560);
}

void ParcelChangeDialog::addWays(Way first) {
  const QSignalBlocker quiet(m_way);
  const auto add = [&](const QString& text, Way way) { m_way->addItem(text, int(way)); };
  if (splits()) {
    add(tr("split into equal parts"), Way::equalParts);
    add(tr("split to given areas"), Way::toAreas);
    add(tr("split by a line drawn on the map"), Way::byLine);
    add(tr("cut out an area drawn on the map"), Way::cutOut);
    add(tr("take in a gap beside it"), Way::fillGap);
    add(tr("other feature letters"), Way::letters);
  } else {
    add(tr("merge"), Way::merge);
    if (m_fids.size() == 2) {
      add(tr("move the common border"), Way::border);
      add(tr("take over a part of the neighbour"), Way::takeOver);
    }
  }
  m_way->setCurrentIndex(std::max(0, m_way->findData(int(first))));
}

void ParcelChangeDialog::build() {
  m_form = new QFormLayout;
  m_way = named(new QComboBox(this), "parcelWayBox", tr("What is done"));
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
  m_letters = named(new QLineEdit(this), "parcelLettersEdit", tr("The two feature letters, as GB"));
  m_letters->setMaxLength(2);
  m_letters->setPlaceholderText(QStringLiteral("GB"));
  m_other =
      named(new QCheckBox(tr("The other one takes over"), this), "parcelOtherBox", tr("The other one takes over"));
  m_draw = named(new QPushButton(tr("Draw on the map"), this), "parcelDrawButton", tr("Draw on the map"));
  m_draw->setAutoDefault(false);
  m_form->addRow(tr("Change"), m_way);
  m_form->addRow(tr("Parts"), m_parts);
  m_form->addRow(tr("Areas"), m_areas);
  m_form->addRow(tr("Direction"), m_bearing);
  m_form->addRow(tr("Letters"), m_letters);
  m_form->addRow(QString(), m_other);
  m_form->addRow(QString(), m_draw);
  addCodes(m_form);
  m_reason = named(new QLineEdit(this), "parcelReasonEdit", tr("Why, for the history"));
  m_document = named(new QLineEdit(this), "parcelDocumentEdit", tr("Number of the document"));
  m_date = named(new QLineEdit(this), "parcelDateEdit", tr("Date of the document"));
  m_date->setPlaceholderText(QStringLiteral("YYYY-MM-DD"));
  m_form->addRow(tr("Reason"), m_reason);
  m_form->addRow(tr("Document"), m_document);
  m_form->addRow(tr("Date"), m_date);
  m_result = named(new QTreeWidget(this), "parcelResultList", tr("What becomes of the parcels"));
  m_result->setHeaderLabels({tr("Parcel"), tr("Area (m²)")});
  m_result->setRootIsDecorated(false);
  m_result->header()->resizeSection(0, 320);
  m_status = named(new QLabel(this), "parcelChangeStatus", tr("Result"));
  m_status->setWordWrap(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  m_ok = buttons->addButton(tr("Change"), QDialogButtonBox::ActionRole);
  nameField(m_ok, "parcelChangeButton", m_ok->text());
  auto* all = new QVBoxLayout(this);
  all->addLayout(m_form);
  all->addWidget(m_result, 1);
  all->addWidget(m_status);
  all->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_ok, &QPushButton::clicked, this, &ParcelChangeDialog::run);
  connect(m_way, &QComboBox::currentIndexChanged, this, &ParcelChangeDialog::wayChanged);
  connect(m_parts, &QSpinBox::valueChanged, this, &ParcelChangeDialog::changed);
  connect(m_bearing, &QDoubleSpinBox::valueChanged, this, &ParcelChangeDialog::changed);
  for (QLineEdit* field : {m_areas, m_letters, m_codes}) {
    connect(field, &QLineEdit::textChanged, this, &ParcelChangeDialog::changed);
  }
  connect(m_other, &QCheckBox::toggled, this, &ParcelChangeDialog::changed);
  connect(m_draw, &QPushButton::clicked, this, &ParcelChangeDialog::drawingWanted);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

/// The codes that are proposed, to be typed over, and the city's rules for them.
void ParcelChangeDialog::addCodes(QFormLayout* form) {
  m_codes = named(new QLineEdit(this), "parcelCodesEdit", tr("Codes of the new parcels, in the order of the list"));
  m_codes->setPlaceholderText(tr("as proposed in the list; or typed, with blanks between"));
  form->addRow(tr("New codes"), m_codes);
  m_keepsCode = named(new QCheckBox(tr("A parcel whose boundary changes keeps its code"), this), "parcelKeepsCodeBox",
                      tr("A parcel whose boundary changes keeps its code"));
  m_keepsNumber = named(new QCheckBox(tr("Other letters keep the number when it is free"), this),
                        "parcelKeepsNumberBox", tr("Other letters keep the number when it is free"));
  m_tolerance = named(new QDoubleSpinBox(this), "parcelToleranceBox",
                      tr("How much a measured area may differ from the registered one"));
  m_tolerance->setRange(0, 100);
  m_tolerance->setSuffix(QStringLiteral(" %"));
  form->addRow(tr("Tolerance"), m_tolerance);
  connect(m_tolerance, &QDoubleSpinBox::editingFinished, this, &ParcelChangeDialog::writeTolerance);
  for (QCheckBox* rule : {m_keepsCode, m_keepsNumber}) {
    rule->setToolTip(tr("A rule of this city, for everybody"));
    form->addRow(QString(), rule);
    connect(rule, &QCheckBox::clicked, this, &ParcelChangeDialog::writeRules);
  }
}

/// Until they are read, none can be changed: what is written then would be no wish of anybody.
void ParcelChangeDialog::readRules() {
  for (QWidget* rule : std::initializer_list<QWidget*>{m_keepsCode, m_keepsNumber, m_tolerance})
    rule->setEnabled(false);
  m_session.read(
      tr("Rules of parcel codes"),
      [](const store::CityDatabase& city, Progress&) {
        return std::pair(city::parcelCodeRules(city), city::parcelAreaTolerance(city));
      },
      this,
      [this](const std::pair<city::ParcelCodeRules, double>& rules) {
        m_keepsCode->setChecked(rules.first.keepsWhenBoundaryChanges);
        m_keepsNumber->setChecked(rules.first.keepsNumberWhenLettersChange);
        m_tolerance->setValue(rules.second);
        m_toleranceKept = m_tolerance->value();
        for (QWidget* rule : std::initializer_list<QWidget*>{m_keepsCode, m_keepsNumber, m_tolerance}) {
          rule->setEnabled(!m_session.isReadOnly());
        }
      });
}

void ParcelChangeDialog::writeRules() {
  const city::ParcelCodeRules rules{m_keepsCode->isChecked(), m_keepsNumber->isChecked()};
  m_session.write(
      tr("Rules of parcel codes"),
      [rules, tolerance = m_tolerance->value()](const store::CityDatabase& city, Progress&) {
        city::setParcelCodeRules(city, rules);
        city::setParcelAreaTolerance(city, tolerance);
      },
      this, [this] { changed(); });
}

/// Only what a person typed: leaving the field is no change.
void ParcelChangeDialog::writeTolerance() {
  if (m_tolerance->value() == m_toleranceKept || m_session.isReadOnly()) return;
  m_toleranceKept = m_tolerance->value();
  writeRules();
}

ParcelChangeDialog::Way ParcelChangeDialog::way() const {
  return Way(m_way->currentData().toInt());
}

ParcelChangeDialog::Draws ParcelChangeDialog::draws() const {
  switch (way()) {
    case Way::byLine:
    case Way::border: return Draws::line;
    case Way::cutOut:
    case Way::takeOver: return Draws::area;
    case Way::fillGap: return Draws::place;
    default: return Draws::nothing;
  }
}

void ParcelChangeDialog::takeDrawn(const std::vector<geom::MapPoint>& places) {
  m_drawn = places;
  changed();
}

/// Shows what the way asks for; what was drawn for another one is none of it.
void ParcelChangeDialog::wayChanged() {
  m_drawn.clear();
  const Way now = way();
  const auto show = [&](QWidget* field, bool shown) {
    field->setVisible(shown);
    if (QWidget* label = m_form->labelForField(field); label != nullptr) label->setVisible(shown);
  };
  show(m_parts, now == Way::equalParts);
  show(m_areas, now == Way::toAreas);
  show(m_bearing, now == Way::equalParts || now == Way::toAreas);
  show(m_letters, now == Way::letters);
  show(m_other, now == Way::takeOver);
  show(m_draw, draws() != Draws::nothing);
  show(m_keepsCode, now != Way::letters);
  show(m_keepsNumber, now == Way::letters);
  changed();
}

/// What is not given yet, in a sentence; empty: all is there.
QString ParcelChangeDialog::missing() const {
  switch (way()) {
    case Way::toAreas: return m_areas->text().trimmed().isEmpty() ? tr("Type the areas.") : QString();
    case Way::letters: return m_letters->text().trimmed().isEmpty() ? tr("Type the letters.") : QString();
    case Way::byLine: return m_drawn.size() < 2 ? tr("Draw a line that cuts the parcel through.") : QString();
    case Way::border:
      return m_drawn.size() < 2 ? tr("Draw the new border, through both parcels and beyond them.") : QString();
    case Way::cutOut: return m_drawn.size() < 3 ? tr("Draw the area that becomes a parcel of its own.") : QString();
    case Way::takeOver:
      return m_drawn.size() < 3 ? tr("Draw the area that goes from one parcel to the other.") : QString();
    case Way::fillGap: return m_drawn.empty() ? tr("Click into the gap on the map.") : QString();
    default: return {};
  }
}

void ParcelChangeDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void ParcelChangeDialog::changed() {
  tryIt();
}

std::function<ParcelChangeDialog::Outcome(const store::CityDatabase&, Progress&)> ParcelChangeDialog::work(
    bool triesOnly) const {
  static const QRegularExpression blanks(QStringLiteral("[\\s;；，]+"));
  city::ParcelDeed deed;
  deed.reason = toUtf8(m_reason->text().trimmed());
  deed.document = toUtf8(m_document->text().trimmed());
  deed.documentDate = toUtf8(m_date->text().trimmed());
  deed.actor = toUtf8(m_session.actor());
  deed.triesOnly = triesOnly;
  for (const QString& code : m_codes->text().split(blanks, Qt::SkipEmptyParts)) deed.codes.push_back(toUtf8(code));
  city::ParcelSplit how;
  if (way() == Way::equalParts) how.parts = m_parts->value();
  if (way() == Way::toAreas) {
    const QLocale locale;
    for (const QString& word : m_areas->text().split(blanks, Qt::SkipEmptyParts)) {
      bool isNumber = false;
      const double size = word.toDouble(&isNumber);
      how.areas.push_back(isNumber ? size : locale.toDouble(word));
    }
  }
  if (m_bearing->value() >= 0) how.bearing = m_bearing->value();
  std::vector<std::int64_t> fids = m_fids;
  if (m_other->isChecked()) std::reverse(fids.begin(), fids.end());
  return [deed, how, fids, drawn = drawnShape(draws(), m_drawn), way = way(), map = m_session.city().crs,
          letters = toUtf8(m_letters->text().trimmed())](const store::CityDatabase& city, Progress&) mutable {
    const crs::Crs system = city::requireParcelLayer(city).crs;
    const geom::Bytes shape = moved(drawn, map, system);
    const auto change = [&] {
      switch (way) {
        case Way::cutOut: return city::cutOutParcel(city, fids[0], shape, deed);
        case Way::fillGap: return city::fillParcelGap(city, fids[0], geom::envelopeOf(shape).centre(), deed);
        case Way::letters: return city::changeParcelLetters(city, fids[0], letters, deed);
        case Way::merge: return city::mergeParcels(city, fids, deed);
        case Way::border: return city::moveParcelBorder(city, fids[0], fids[1], shape, deed);
        case Way::takeOver: return city::takeOverParcel(city, fids[0], fids[1], shape, deed);
        default: how.lines = shape; return city::splitParcel(city, fids[0], how, deed);
      }
    };
    Outcome outcome;
    outcome.change = change();
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
  if (const QString wanted = missing(); !wanted.isEmpty()) {
    say(wanted);
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
  const auto add = [&](QChar sign, const city::ParcelPart& part) {
    const QString code =
        part.code.empty() ? QStringLiteral("#%1").arg(part.fid) : fromUtf8(city::groupedParcelCode(part.code));
    auto* row =
        new QTreeWidgetItem(m_result, {sign + QLatin1Char(' ') + code, locale.toString(part.squareMetres, 'f', 3)});
    row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
  };
  for (const city::ParcelPart& part : change.before) add(QChar(0x2212), part);
  for (const city::ParcelPart& part : change.after) add(QLatin1Char('+'), part);
  const double rest = std::abs(change.residue()) < 5e-7 ? 0 : change.residue();  // nothing has no sign
  QString told = tr("Area before %1 m², after %2 m², rest %3 m².")
                     .arg(locale.toString(change.areaBefore, 'f', 3), locale.toString(change.areaAfter, 'f', 3),
                          locale.toString(rest, 'f', 6));
  if (!change.neighbours.empty()) {
    told += QLatin1Char(' ') +
            tr("%n neighbour(s) get a vertex of the new border.", nullptr, int(change.neighbours.size()));
  }
  say(told);
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
      tr("Change parcels"), work(false), this,
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
