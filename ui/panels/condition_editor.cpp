#include "ui/panels/condition_editor.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "gis_core/city/plain_question.h"
#include "gis_core/query/condition_sql.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

const char* const kConditionRelations[] = {"intersects", "within",   "contains", "covers", "covered_by",
                                           "touches",    "overlaps", "crosses",  "equals", "disjoint"};

bool isCases(const QString& layer) {
  return layer == QLatin1String("city_incident");
}

}  // namespace

ConditionEditor::ConditionEditor(CitySession& session, Surroundings surroundings, QWidget* parent)
    : QWidget(parent), m_session(session), m_surroundings(std::move(surroundings)) {
  build();
  retranslate();
  set(std::nullopt);
}

void ConditionEditor::build() {
  m_kind = named(new QComboBox, "askKindBox");
  for (int i = 0; i <= int(Kind::kept); ++i) m_kind->addItem(QString(), i);
  m_own = new FieldTestEdit(m_session, "ask", false);
  m_metres = named(new QDoubleSpinBox, "askMetresBox");
  m_metres->setRange(0, 1'000'000);
  m_metres->setDecimals(1);
  m_metres->setValue(50);
  m_metresLabel = new QLabel;
  m_relation = named(new QComboBox, "askRelationBox");
  for (const char* word : kConditionRelations) m_relation->addItem(QString(), QString::fromLatin1(word));
  m_other = named(new QComboBox, "askOtherBox");
  m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_other->setMinimumContentsLength(6);  // wider where there is room
  m_otherTest = new FieldTestEdit(m_session, "askOther", true);
  m_sql = named(new QLineEdit, "askSqlEdit");
  m_note = named(new QLabel, "askConditionNote");
  m_note->setWordWrap(true);

  m_place = new QWidget;
  auto* place = new QHBoxLayout(m_place);
  place->setContentsMargins(0, 0, 0, 0);
  place->addWidget(m_metres);
  place->addWidget(m_metresLabel);
  place->addWidget(m_relation);
  place->addWidget(m_other, 2);
  place->addWidget(m_otherTest, 4);
  m_pages = new QStackedWidget;
  for (QWidget* page : std::initializer_list<QWidget*>{m_own, m_place, m_note, m_sql}) m_pages->addWidget(page);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_kind);
  row->addWidget(m_pages, 1);

  connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
    kindChanged();
    tell();
  });
  connect(m_metres, &QDoubleSpinBox::valueChanged, this, &ConditionEditor::tell);
  connect(m_relation, &QComboBox::currentIndexChanged, this, &ConditionEditor::tell);
  connect(m_other, &QComboBox::currentIndexChanged, this, [this] {
    m_otherTest->setLayer(m_other->currentData().toString());
    tell();
  });
  connect(m_sql, &QLineEdit::textChanged, this, &ConditionEditor::tell);
  connect(m_own, &FieldTestEdit::edited, this, &ConditionEditor::tell);
  connect(m_otherTest, &FieldTestEdit::edited, this, &ConditionEditor::tell);
}

void ConditionEditor::retranslate() {
  const QStringList kinds{tr("Field"),       tr("Near"),          tr("Place"), tr("Overdue"),
                          tr("Visible map"), tr("Selected ones"), tr("SQL"),   tr("As it is")};
  const QSignalBlocker quiet(m_kind);
  for (int i = 0; i < m_kind->count(); ++i) m_kind->setItemText(i, kinds[i]);
  const QStringList relations{tr("meets"),   tr("lies within"), tr("contains"), tr("covers"),      tr("is covered by"),
                              tr("touches"), tr("overlaps"),    tr("crosses"),  tr("is equal to"), tr("meets no")};
  for (int i = 0; i < m_relation->count(); ++i) m_relation->setItemText(i, relations[i]);
  describe(m_kind, tr("Kind of condition"));
  describe(m_metres, tr("Distance in metres"));
  m_metresLabel->setText(tr("m from"));
  describe(m_relation, tr("Relation"));
  describe(m_other, tr("Other layer"));
  describe(m_sql, tr("Condition in SQL on the layer's fields"));
  m_sql->setPlaceholderText(tr("Condition in SQL, e.g. \"area\" > 100"));
  m_own->retranslate();
  m_otherTest->retranslate();
  fillLayers();
  kindChanged();
}

void ConditionEditor::setNames(const std::shared_ptr<const city::SentenceNames>& names) {
  m_own->setNames(names);
  m_otherTest->setNames(names);
}

void ConditionEditor::fillLayers() {
  const QSignalBlocker quiet(m_other);
  const QString kept = m_other->currentData().toString();
  m_other->clear();
  const auto layers = m_session.layers();
  for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
    if (item->geometryType) m_other->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
  }
  m_other->setCurrentIndex(std::max(0, m_other->findData(kept)));
  m_otherTest->setLayer(m_other->currentData().toString());
}

void ConditionEditor::setLayer(const QString& layer) {
  const bool wasSetting = std::exchange(m_setting, true);
  if (layer != m_layer || m_other->count() == 0) {
    m_layer = layer;
    m_own->setLayer(layer);
    fillLayers();
  }
  m_setting = wasSetting;
}

ConditionEditor::Kind ConditionEditor::kind() const {
  return Kind(m_kind->currentData().toInt());
}

void ConditionEditor::setKind(Kind kind) {
  m_kind->setCurrentIndex(m_kind->findData(int(kind)));
}

void ConditionEditor::kindChanged() {
  const Kind now = kind();
  m_metres->setVisible(now == Kind::distance);
  m_metresLabel->setVisible(now == Kind::distance);
  m_relation->setVisible(now == Kind::relation);
  switch (now) {
    case Kind::field: m_pages->setCurrentWidget(m_own); break;
    case Kind::distance:
    case Kind::relation: m_pages->setCurrentWidget(m_place); break;
    case Kind::sql: m_pages->setCurrentWidget(m_sql); break;
    case Kind::overdue:
      m_note->setText(isCases(m_layer) ? tr("The deadline is past, the case is open and its clock runs.")
                                       : tr("Only incidents have a deadline."));
      m_pages->setCurrentWidget(m_note);
      break;
    case Kind::visible:
      m_note->setText(tr("What lies in the part of the map that is visible now."));
      m_pages->setCurrentWidget(m_note);
      break;
    case Kind::selected:
      m_note->setText(tr("The features that are selected now."));
      m_pages->setCurrentWidget(m_note);
      break;
    case Kind::kept:
      m_note->setText(tr("This condition is kept as it was made; remove it, or choose another kind."));
      m_pages->setCurrentWidget(m_note);
      break;
  }
}

void ConditionEditor::tell() {
  if (m_setting) return;
  const Kind now = kind();
  // what the window shows is taken once, when the kind is chosen
  if (now == Kind::visible) m_given = query::Condition{m_surroundings.visible()};
  if (now == Kind::selected) {
    query::FieldTest test{"fid", query::Comparison::oneOf, {}};
    for (const std::int64_t fid : *m_surroundings.selected(m_layer)) test.operands.emplace_back().value = fid;
    m_given = query::Condition{std::move(test)};
  }
  Q_EMIT edited();
}

bool ConditionEditor::fits(const query::OtherSide& other) {
  return other.where.empty() ||
         (other.where.size() == 1 && std::holds_alternative<query::FieldTest>(other.where.front().test));
}

void ConditionEditor::showOther(const query::OtherSide& other) {
  m_other->setCurrentIndex(m_other->findData(fromUtf8(other.layer)));
  m_otherTest->setLayer(fromUtf8(other.layer));
  std::optional<query::FieldTest> test;
  if (!other.where.empty()) test = std::get<query::FieldTest>(other.where.front().test);
  m_otherTest->set(test);
}

query::OtherSide ConditionEditor::other() const {
  query::OtherSide other;
  other.layer = toUtf8(m_other->currentData().toString());
  if (const auto test = m_otherTest->test()) other.where.push_back({*test});
  return other;
}

void ConditionEditor::set(const std::optional<query::Condition>& condition) {
  m_setting = true;
  setEnabled(condition.has_value());
  m_given = condition;
  if (condition) {
    const query::Condition& given = *condition;
    if (const auto* field = std::get_if<query::FieldTest>(&given.test)) {
      setKind(field->field == "fid" ? Kind::selected : Kind::field);
      if (field->field != "fid") m_own->set(*field);
    } else if (const auto* sql = std::get_if<query::SqlTest>(&given.test)) {
      setKind(*sql == city::overdueTest() ? Kind::overdue : Kind::sql);
      m_sql->setText(fromUtf8(sql->sql));
    } else if (const auto* distance = std::get_if<query::DistanceTest>(&given.test);
               distance != nullptr && distance->parameter.empty() && fits(distance->other)) {
      setKind(Kind::distance);
      m_metres->setValue(distance->metres);
      showOther(distance->other);
    } else if (const auto* relation = std::get_if<query::RelationTest>(&given.test);
               relation != nullptr && relation->relation.pattern.empty() && fits(relation->other)) {
      setKind(Kind::relation);
      for (int i = 0; i < m_relation->count(); ++i) {
        const geom::Relation word = geom::Relation::parse(toUtf8(m_relation->itemData(i).toString()));
        if (word.predicate == relation->relation.predicate) m_relation->setCurrentIndex(i);
      }
      showOther(relation->other);
    } else {
      setKind(std::holds_alternative<query::BoxTest>(given.test) ? Kind::visible : Kind::kept);
    }
  }
  kindChanged();
  m_setting = false;
}

query::Condition ConditionEditor::condition() const {
  switch (kind()) {
    case Kind::field:
      if (const auto test = m_own->test()) return {*test};
      break;
    case Kind::distance: return {query::DistanceTest{m_metres->value(), {}, other()}};
    case Kind::relation:
      return {query::RelationTest{geom::Relation::parse(toUtf8(m_relation->currentData().toString())), other()}};
    case Kind::overdue: return {city::overdueTest()};
    case Kind::sql: {
      const std::string sql = toUtf8(m_sql->text().trimmed());
      std::string label;
      if (const auto* before = m_given ? std::get_if<query::SqlTest>(&m_given->test) : nullptr;
          before != nullptr && before->sql == sql)
        label = before->label;
      if (!sql.empty()) return {query::SqlTest{sql, label}};
      break;
    }
    case Kind::visible:
    case Kind::selected:
    case Kind::kept:
      if (m_given) return *m_given;
      break;
  }
  throw Error(ErrorCode::invalidValue, GIS_TR("the condition is not complete"));
}

}  // namespace gis::ui
