#include "ui/panels/parcel_panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "gis_core/city/code_check.h"
#include "ui/jobs/language.h"
#include "ui/models/field_domain.h"
#include "ui/models/incident_model.h"
#include "ui/models/parcel_texts.h"
#include "ui/panels/widgets.h"
#include "ui/panels/wrapping_rows.h"

namespace gis::ui {

namespace {

constexpr int kBuildingLayerRole = Qt::UserRole;
constexpr int kBuildingFidRole = Qt::UserRole + 1;
constexpr int kCaseRole = Qt::UserRole + 2;
constexpr int kCodeRole = Qt::UserRole + 3;
/// 亩: 10 000 m² are 15 of them.
constexpr double kSquareMetresOfMu = 10'000.0 / 15;

/// A code of 19 characters beside another one of the same cadastral zone: its letters and number.
QString shortCode(const QString& beside, const QString& code) {
  constexpr int kLength = 19;
  constexpr int kZone = 12;
  const bool isShort = code.size() == kLength && beside.size() == kLength && code.left(kZone) == beside.left(kZone);
  return isShort ? code.mid(kZone) : code;
}

}  // namespace

QString parcelAreaText(double squareMetres) {
  const QLocale locale;
  return ParcelPanel::tr("%1 m² (%2 mu)")
      .arg(locale.toString(squareMetres, 'f', 2), locale.toString(squareMetres / kSquareMetresOfMu, 'f', 2));
}

ParcelPanel::ParcelPanel(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_code(named(new QLineEdit, "parcelCode")),
      m_note(named(new QLabel, "parcelNote")),
      m_tree(named(new QTreeWidget, "parcelTree")),
      m_edit(named(new QPushButton, "parcelCardEdit")),
      m_change(named(new QPushButton, "parcelCardChange")) {
  setObjectName(QStringLiteral("parcelPanel"));
  m_code->setClearButtonEnabled(true);
  m_note->setWordWrap(true);
  m_note->setForegroundRole(QPalette::PlaceholderText);
  m_tree->setColumnCount(2);
  m_tree->setHeaderHidden(true);
  m_tree->setAlternatingRowColors(true);
  new WrappingRows(m_tree);  // the tree owns it
  m_tree->header()->resizeSection(0, 150);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(m_code);
  all->addWidget(m_note);
  all->addWidget(m_tree, 1);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_edit);
  buttons->addWidget(m_change);
  all->addLayout(buttons);
  connect(m_edit, &QPushButton::clicked, this, [this] {
    if (m_look.card) Q_EMIT editWanted(fromUtf8(m_look.card->layer), m_look.card->fid);
  });
  connect(m_change, &QPushButton::clicked, this, [this] {
    if (m_look.card) Q_EMIT changeWanted(fromUtf8(m_look.card->layer), m_look.card->fid);
  });
  connect(&session, &CitySession::dataChanged, this, &ParcelPanel::follow);
  connect(m_code, &QLineEdit::returnPressed, this, [this] { showCode(m_code->text()); });
  connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) { activated(item); });
  connect(&session, &CitySession::closed, this, &ParcelPanel::clear);
  retranslate();
  clear();
}

void ParcelPanel::say(const QString& text) {
  m_note->setText(text);
  m_note->setVisible(!text.isEmpty());
}

void ParcelPanel::clear() {
  ++m_number;
  m_look = {};
  m_tree->clear();
  updateButtons();
  say(tr("Click a parcel with the parcel tool (P), or type its code."));
}

void ParcelPanel::updateButtons() {
  const bool may = m_look.card && m_session.isOpen() && !m_session.isReadOnly();
  m_edit->setEnabled(may);
  m_change->setEnabled(may);
}

/// The card tells of the parcel as it is, also after somebody changed it; of one that ended, what came of it.
void ParcelPanel::follow(const QString& layer, const std::vector<std::int64_t>& fids) {
  const bool hasEnded = !m_look.endedCode.empty();
  if (!m_look.card && !hasEnded) return;
  const store::LayerInfo* changed = m_session.layer(layer);
  if (changed == nullptr || changed->role != "parcel") return;
  const bool concerns = fids.empty() || hasEnded || std::find(fids.begin(), fids.end(), m_look.card->fid) != fids.end();
  if (!concerns) return;
  const quint64 number = ++m_number;
  const std::string code = hasEnded ? m_look.endedCode : m_look.card->code;
  JobOptions options;
  options.onError = [this, number, code](const QString&, const Error&) {
    if (number != m_number) return;
    clear();
    say(tr("The parcel %1 is there no more.").arg(fromUtf8(city::groupedParcelCode(code))));
  };
  m_session.read(
      tr("Parcel card"),
      [card = m_look.card, before = m_look.endedCode](const store::CityDatabase& city, Progress&) {
        return lookAgain(city, card, before);
      },
      this,
      [this, number](ParcelLook look) {
        if (number == m_number) take(std::move(look));
      },
      options);
}

void ParcelPanel::take(ParcelLook look) {
  m_look = std::move(look);
  fill();
}

void ParcelPanel::focusCode() {
  m_code->setFocus();
  m_code->selectAll();
}

void ParcelPanel::showAt(geom::MapPoint at) {
  const quint64 number = ++m_number;
  m_session.read(
      tr("Parcel card"),
      [at](const store::CityDatabase& city, Progress&) {
        (void)fieldTitle({});  // the tables are read here, not when the window shows their words
        return lookAtParcel(city, at);
      },
      this,
      [this, number](ParcelLook look) {
        if (number != m_number) return;
        if (!look.card) {
          clear();
          say(tr("There is no parcel at this place."));
          return;
        }
        take(std::move(look));
        Q_EMIT parcelShown(fromUtf8(m_look.card->layer), m_look.card->fid, false);
      });
}

void ParcelPanel::showCode(const QString& code) {
  if (code.trimmed().isEmpty()) return;
  const quint64 number = ++m_number;
  JobOptions options;
  options.onError = [this, number](const QString& sentence, const Error&) {
    if (number != m_number) return;
    clear();
    say(sentence);
  };
  m_session.read(
      tr("Parcel card"),
      [wanted = toUtf8(code)](const store::CityDatabase& city, Progress&) {
        (void)fieldTitle({});
        return lookForParcel(city, wanted);
      },
      this,
      [this, number](ParcelLook look) {
        if (number != m_number) return;
        take(std::move(look));
        if (m_look.card) Q_EMIT parcelShown(fromUtf8(m_look.card->layer), m_look.card->fid, true);
      },
      options);
}

QTreeWidgetItem* ParcelPanel::addSection(const QString& title) {
  auto* section = new QTreeWidgetItem(m_tree, {title});
  QFont bold = font();
  bold.setBold(true);
  section->setFont(0, bold);
  section->setFirstColumnSpanned(true);
  return section;
}

QTreeWidgetItem* ParcelPanel::addRow(QTreeWidgetItem* parent, const QString& title, const QString& value) {
  if (value.isEmpty()) return nullptr;
  auto* row = new QTreeWidgetItem(parent, {title, value});
  row->setToolTip(1, value);
  return row;
}

void ParcelPanel::addFacts(const city::ParcelCard& card) {
  QTreeWidgetItem* facts = addSection(tr("Parcel %1").arg(fromUtf8(card.groupedCode)));
  addRow(facts, tr("Code"), fromUtf8(card.groupedCode));
  if (card.codeFault) addRow(facts, tr("Fault of the code"), translated(*card.codeFault));
  addRow(facts, tr("Location"), fromUtf8(card.location));
  addRow(facts, tr("District"), fromUtf8(card.district));
  addRow(facts, tr("Subdistrict"), fromUtf8(card.subdistrict));
  addRow(facts, tr("Community"), fromUtf8(card.community));
  addRow(facts, tr("Unit grid"), fromUtf8(card.grid));
  addRow(facts, tr("Road"), fromUtf8(card.road));
  if (!card.landUse.empty()) {
    const QString name = fromUtf8(isChinese() ? card.landUseZh : card.landUseEn);
    addRow(facts, tr("Land use"),
           name.isEmpty() ? fromUtf8(card.landUse) : fromUtf8(card.landUse) + QLatin1Char(' ') + name);
    addRow(facts, tr("Code system"),
           card.landUseSystem.empty() ? tr("not known: the code may mean different things")
                                      : fromUtf8(card.landUseSystem));
  }
  if (card.registeredSquareMetres) addRow(facts, tr("Registered area"), parcelAreaText(*card.registeredSquareMetres));
  if (card.measuredSquareMetres) addRow(facts, tr("Measured area"), parcelAreaText(*card.measuredSquareMetres));
  if (card.differenceSquareMetres) {
    const QLocale locale;
    // A difference of nothing has no sign.
    const auto rounded = [](double value) { return std::abs(value) < 0.005 ? 0.0 : value; };
    QString text = tr("%1 m²").arg(locale.toString(rounded(*card.differenceSquareMetres), 'f', 2));
    if (card.differencePercent) {
      text += QStringLiteral(" (%1 %)").arg(locale.toString(rounded(*card.differencePercent), 'f', 2));
    }
    if (card.isBeyondTolerance) {
      text += QStringLiteral(" – ") + tr("beyond the tolerance of %1 %").arg(locale.toString(card.tolerancePercent));
    }
    QTreeWidgetItem* row = addRow(facts, tr("Difference"), text);
    if (card.isBeyondTolerance) row->setForeground(1, QColor(0xc6, 0x28, 0x28));
  }
  for (const auto& [field, value] : card.otherFields) {
    const QString name = fromUtf8(field);
    if (QTreeWidgetItem* row = addRow(facts, fieldTitle(name), fromUtf8(value))) row->setToolTip(0, name);
  }
  facts->setExpanded(true);
}

void ParcelPanel::addBuildings(const city::ParcelCard& card) {
  QTreeWidgetItem* section = addSection(tr("Buildings: %1").arg(card.buildings.size()));
  const store::LayerInfo* layer = nullptr;
  for (const store::LayerInfo& one : *m_session.layers()) {
    if (one.role == "building") layer = &one;
  }
  const auto addFaults = [&](QTreeWidgetItem* under, const auto& isWanted) {
    for (const city::BuildingFault& fault : m_look.faults) {
      if (!isWanted(fault)) continue;
      const QString code = fault.building == 0 ? fromUtf8(fault.code) + QStringLiteral(" – ") : QString();
      auto* row = new QTreeWidgetItem(under, {QStringLiteral("⚠ ") + code + translated(fault.text)});
      row->setFirstColumnSpanned(true);
      row->setForeground(0, QColor(0xc6, 0x28, 0x28));
      row->setToolTip(0, row->text(0));
    }
    under->setExpanded(true);
  };
  for (const city::ParcelBuilding& building : card.buildings) {
    // the number under the parcel says enough: "F0001"
    const std::string number =
        building.code.starts_with(card.code) ? building.code.substr(card.code.size()) : building.code;
    const QString title = fromUtf8(!building.name.empty() ? building.name : number.empty() ? building.code : number);
    auto* row = new QTreeWidgetItem(section, {title, parcelAreaText(building.squareMetres)});
    row->setToolTip(0, fromUtf8(building.code));
    if (layer != nullptr) row->setData(0, kBuildingLayerRole, fromUtf8(layer->name));
    row->setData(0, kBuildingFidRole, qlonglong(building.fid));
    addFaults(row, [&](const city::BuildingFault& fault) { return fault.building == building.fid; });
  }
  addFaults(section, [](const city::BuildingFault& fault) { return fault.building == 0; });
}

void ParcelPanel::addCases(const city::ParcelCard& card) {
  QTreeWidgetItem* section = addSection(tr("Cases: %1").arg(card.cases.size()));
  for (const city::Incident& incident : card.cases) {
    auto* row = new QTreeWidgetItem(
        section, {fromUtf8(incident.caseNo.empty() ? incident.reportNo : incident.caseNo),
                  caseStateText(incident.state) + QStringLiteral(" · ") +
                      categoryText(incident.codeSystem, incident.kind, incident.category, incident.categoryName)});
    row->setData(0, kCaseRole, fromUtf8(incident.uid));
  }
  section->setExpanded(true);
}

/// What was done, newest first, each with the parcels that came of it; a current one opens its card.
void ParcelPanel::addHistory(const city::ParcelLineage& lineage) {
  if (lineage.deeds.empty()) return;
  QTreeWidgetItem* section = addSection(tr("History: %1").arg(lineage.deeds.size()));
  const auto node = [&](const std::string& name) -> const city::ParcelNode* {
    for (const city::ParcelNode& one : lineage.nodes) {
      if (one.name == name) return &one;
    }
    return nullptr;
  };
  for (auto deed = lineage.deeds.rbegin(); deed != lineage.deeds.rend(); ++deed) {
    const QString at = parcelDay(deed->at);
    auto* row = new QTreeWidgetItem(
        section, {at + QLatin1Char(' ') + parcelOperationTitle(deed->operation), fromUtf8(deed->reason)});
    addRow(row, tr("Document"), (fromUtf8(deed->document) + QLatin1Char(' ') + fromUtf8(deed->documentDate)).trimmed());
    addRow(row, tr("Author"), fromUtf8(deed->author));
    for (const city::ParcelLink& link : lineage.links) {
      if (link.tx != deed->tx) continue;
      const city::ParcelNode* parent = node(link.parent);
      const city::ParcelNode* child = node(link.child);
      const auto shown = [](const city::ParcelNode* one, const std::string& name) {
        return fromUtf8(one != nullptr && !one->code.empty() ? one->code : name);
      };
      const QString from = shown(parent, link.parent);
      const QString to = shown(child, link.child);
      auto* line = new QTreeWidgetItem(row, {from + QStringLiteral(" → ") + shortCode(from, to)});
      line->setFirstColumnSpanned(true);
      line->setToolTip(0, from + QStringLiteral(" → ") + to);
      if (child == nullptr || !child->isCurrent) line->setForeground(0, palette().placeholderText());
      if (child != nullptr && child->isCurrent) line->setData(0, kCodeRole, QStringLiteral("#%1").arg(child->fid));
    }
    row->setExpanded(true);
  }
  section->setExpanded(true);
}

/// The parcels that a person goes on with; each opens its card.
void ParcelPanel::addCameOfIt() {
  QTreeWidgetItem* section = addSection(tr("What came of it: %1").arg(m_look.cameOfIt.size()));
  for (const city::ParcelNode& node : m_look.cameOfIt) {
    const std::string name = node.code.empty() ? node.name : node.code;
    auto* row = new QTreeWidgetItem(section, {fromUtf8(city::groupedParcelCode(name))});
    row->setFirstColumnSpanned(true);
    row->setData(0, kCodeRole, QStringLiteral("#%1").arg(node.fid));
  }
  section->setExpanded(true);
}

void ParcelPanel::fill() {
  m_tree->clear();
  updateButtons();
  const auto& card = m_look.card;
  if (!m_look.endedCode.empty()) {
    const QString code = fromUtf8(city::groupedParcelCode(m_look.endedCode));
    const QString day = parcelDay(m_look.endedAt);
    if (card)
      say(tr("The parcel %1 ended on %2. This is the one that came of it.").arg(code, day));
    else if (m_look.cameOfIt.empty())
      say(tr("The parcel %1 ended on %2, and nothing came of it.").arg(code, day));
    else
      say(tr("The parcel %1 ended on %2. A double click opens a parcel that came of it.").arg(code, day));
  } else if (card) {
    say({});
  }
  if (card) {
    m_code->setText(fromUtf8(card->groupedCode));
    addFacts(*card);
    addBuildings(*card);
    addCases(*card);
  } else if (!m_look.cameOfIt.empty()) {
    addCameOfIt();
  }
  if (m_look.lineage) addHistory(*m_look.lineage);
}

void ParcelPanel::activated(const QTreeWidgetItem* item) {
  if (const QString code = item->data(0, kCodeRole).toString(); !code.isEmpty()) {
    showCode(code);
    return;
  }
  if (const QString id = item->data(0, kCaseRole).toString(); !id.isEmpty()) Q_EMIT caseWanted(id);
  if (const QString layer = item->data(0, kBuildingLayerRole).toString(); !layer.isEmpty()) {
    Q_EMIT featureWanted(layer, item->data(0, kBuildingFidRole).toLongLong());
  }
}

void ParcelPanel::retranslate() {
  m_code->setPlaceholderText(tr("Parcel code"));
  m_code->setAccessibleName(tr("Parcel code"));
  m_tree->setAccessibleName(tr("Parcel card"));
  m_edit->setText(tr("Edit values…"));
  m_edit->setAccessibleName(tr("Edit the values of the parcel"));
  m_change->setText(tr("Change parcel…"));
  m_change->setAccessibleName(tr("Split, cut out or give other letters"));
  if (m_look.card || !m_look.endedCode.empty()) {
    fill();
  } else if (!m_note->text().isEmpty()) {
    say(tr("Click a parcel with the parcel tool (P), or type its code."));
  }
}

void ParcelPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
