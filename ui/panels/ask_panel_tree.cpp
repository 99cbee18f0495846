// The conditions of a question in the Ask panel: shown as a tree, added, changed, removed.
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>

#include "gis_core/query/question_parameters.h"
#include "ui/panels/ask_panel.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kPathRole = Qt::UserRole;

QString joinText(query::Group::Join join) {
  switch (join) {
    case query::Group::Join::all: return AskPanel::tr("all of these");
    case query::Group::Join::any: return AskPanel::tr("one of these");
    case query::Group::Join::none: return AskPanel::tr("none of these");
  }
  return {};
}

QVariant pathData(const std::vector<std::size_t>& path) {
  QVariantList list;
  for (const std::size_t step : path) list << qulonglong(step);
  return list;
}

}  // namespace

void AskPanel::setQuestion(const query::Question& question, const QString& name) {
  if (!std::holds_alternative<query::Ask>(question.what)) return;
  overtake();
  m_question = question;
  m_name = name;
  m_replace.clear();
  m_trouble.clear();
  fillLayers();
  m_setting = true;
  if (!name.isEmpty()) showWords(*m_saved, name);
  m_setting = false;
  showParameters();
  showTree(ask().where.empty() ? Path{} : Path{0});
  sayAll();
  sayCounting();
  m_timer.start();
}

void AskPanel::showTree(const Path& chosen) {
  const QSignalBlocker quiet(m_tree);
  m_tree->clear();
  addItems(m_tree->invisibleRootItem(), ask().where, {});
  m_tree->expandAll();
  QTreeWidgetItemIterator item(m_tree);
  while (*item != nullptr) {
    if ((*item)->data(0, kPathRole) == pathData(chosen)) m_tree->setCurrentItem(*item);
    ++item;
  }
  itemChosen();
}

void AskPanel::addItems(QTreeWidgetItem* parent, const std::vector<query::Condition>& conditions, const Path& path) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    Path here = path;
    here.push_back(i);
    auto* item = new QTreeWidgetItem(parent);
    item->setData(0, kPathRole, pathData(here));
    if (const auto* group = std::get_if<query::Group>(&conditions[i].test)) {
      item->setText(0, joinText(group->join));
      addItems(item, group->of, here);
    } else {
      item->setText(0, sentence({conditions[i]}));
      item->setToolTip(0, item->text(0));
    }
  }
}

AskPanel::Path AskPanel::chosenPath() const {
  Path path;
  const QTreeWidgetItem* item = m_tree->currentItem();
  if (item == nullptr) return path;
  for (const QVariant& step : item->data(0, kPathRole).toList()) path.push_back(step.toULongLong());
  return path;
}

query::Condition* AskPanel::at(const Path& path) {
  std::vector<query::Condition>* list = &ask().where;
  query::Condition* found = nullptr;
  for (const std::size_t step : path) {
    if (list == nullptr || step >= list->size()) return nullptr;
    found = &(*list)[step];
    auto* group = std::get_if<query::Group>(&found->test);
    list = group == nullptr ? nullptr : &group->of;
  }
  return found;
}

/// Where something new goes: into the chosen group, else behind the chosen condition. `path` becomes that of the list.
std::vector<query::Condition>& AskPanel::listAt(Path& path) {
  query::Condition* chosen = at(path);
  if (chosen != nullptr) {
    if (auto* group = std::get_if<query::Group>(&chosen->test)) return group->of;
    path.pop_back();
    if (query::Condition* parent = at(path)) return std::get<query::Group>(parent->test).of;
  }
  path.clear();
  return ask().where;
}

void AskPanel::itemChosen() {
  const query::Condition* chosen = at(chosenPath());
  m_remove->setEnabled(chosen != nullptr);
  if (!std::exchange(m_trouble, {}).isEmpty()) {  // it is given up: the condition stands as it was
    sayCounting();
    m_timer.start();
  }
  if (chosen == nullptr || std::holds_alternative<query::Group>(chosen->test)) {
    m_editor->set(std::nullopt);
  } else {
    m_editor->set(*chosen);
  }
}

void AskPanel::conditionEdited() {
  query::Condition* chosen = at(chosenPath());
  if (chosen == nullptr) return;
  try {
    query::Condition now = m_editor->condition();
    const bool wasTrouble = !std::exchange(m_trouble, {}).isEmpty();
    if (now == *chosen) {
      if (wasTrouble) askChanged();
      return;
    }
    *chosen = std::move(now);
    query::declareParameters(m_question, layersAsked());
    settleParameters();
    if (QTreeWidgetItem* item = m_tree->currentItem()) {
      item->setText(0, sentence({*chosen}));
      item->setToolTip(0, item->text(0));
    }
    askChanged();
  } catch (const Error& error) {
    m_trouble = gis::ui::sentence(error);
    overtake();
    m_timer.stop();
    sayTrouble(error);
  }
}

void AskPanel::addCondition() {
  Path path = chosenPath();
  std::vector<query::Condition>& list = listAt(path);
  const store::LayerInfo* info = m_session.layer(fromUtf8(ask().layer));
  if (info == nullptr) return;
  query::Condition fresh;
  if (info->fields.empty()) {
    fresh.test = query::SqlTest{"1", {}};
  } else {
    // a new condition lets everything through until a value is given
    fresh.test = query::FieldTest{info->fields.front().name, query::Comparison::isNull, {}};
    query::FieldTest all{info->fields.front().name, query::Comparison::contains, {{std::string(), {}}}};
    if (info->fields.front().type == store::FieldType::text) fresh.test = all;
  }
  list.push_back(std::move(fresh));
  path.push_back(list.size() - 1);
  showTree(path);
  askChanged();
}

void AskPanel::addGroup(query::Group::Join join) {
  Path path = chosenPath();
  query::Condition* chosen = at(path);
  if (chosen != nullptr && !std::holds_alternative<query::Group>(chosen->test)) {
    // the chosen condition becomes the first of the group
    query::Condition first = std::move(*chosen);
    *chosen = {query::Group{join, {std::move(first)}}};
  } else {
    std::vector<query::Condition>& list = listAt(path);
    list.push_back({query::Group{join, {}}});
    path.push_back(list.size() - 1);
  }
  showTree(path);
  askChanged();
}

void AskPanel::removeChosen() {
  Path path = chosenPath();
  if (at(path) == nullptr) return;
  const std::size_t place = path.back();
  path.pop_back();
  query::Condition* parent = at(path);
  std::vector<query::Condition>& list = parent == nullptr ? ask().where : std::get<query::Group>(parent->test).of;
  list.erase(list.begin() + std::ptrdiff_t(place));
  settleParameters();
  if (!list.empty()) path.push_back(std::min(place, list.size() - 1));
  showTree(path);
  askChanged();
}

std::vector<store::LayerInfo> AskPanel::layersAsked() const {
  std::vector<store::LayerInfo> layers;
  for (const std::string& name : query::layersOf(m_question)) {
    if (const store::LayerInfo* layer = m_session.layer(fromUtf8(name))) layers.push_back(*layer);
  }
  return layers;
}

/// Parameters that nothing looks at any more go, and there is a field to type each of the others.
void AskPanel::settleParameters() {
  query::dropUnusedParameters(m_question);
  const auto isShown = [&](const query::Parameter& one) { return m_values.contains(fromUtf8(one.name)); };
  if (m_question.parameters.size() == m_values.size() &&
      std::all_of(m_question.parameters.begin(), m_question.parameters.end(), isShown))
    return;
  const std::map<std::string, std::string> typed = values();
  showParameters();
  for (const auto& [name, text] : typed) {
    const auto edit = m_values.find(fromUtf8(name));
    if (edit != m_values.end()) edit->second->setText(fromUtf8(text));
  }
}

/// A parameter that is called as a field is compared with it, and the field may have a title.
QString AskPanel::titleOf(const query::Parameter& parameter) const {
  const std::string name = parameter.title.empty() ? parameter.name : parameter.title;
  if (!m_names) return fromUtf8(name);
  for (const store::LayerInfo& layer : layersAsked()) {
    const std::string title = m_names->field(layer.name, name);
    if (title != name) return fromUtf8(title);
  }
  return fromUtf8(name);
}

void AskPanel::showParameters() {
  for (QWidget* before : m_parameters->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) delete before;
  m_values.clear();
  for (const query::Parameter& parameter : m_question.parameters) {
    auto* edit = new QLineEdit(parameter.fallback ? fromUtf8(*parameter.fallback) : QString());
    edit->setObjectName(QStringLiteral("askParameter_") + fromUtf8(parameter.name));
    const QString title = titleOf(parameter);
    describe(edit, title);
    auto* both = new QWidget;
    auto* row = new QHBoxLayout(both);
    row->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(title);
    label->setBuddy(edit);
    row->addWidget(label);
    row->addWidget(edit);
    m_parameters->layout()->addWidget(both);
    m_values[fromUtf8(parameter.name)] = edit;
    connect(edit, &QLineEdit::textChanged, this, &AskPanel::askChanged);
  }
  m_parameters->setVisible(!m_values.empty());
}

std::map<std::string, std::string> AskPanel::values() const {
  std::map<std::string, std::string> given;
  for (const auto& [name, edit] : m_values) {
    if (!edit->text().isEmpty()) given[toUtf8(name)] = toUtf8(edit->text());
  }
  return given;
}

}  // namespace gis::ui
