#include "ui/dialogs/named_selections_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

NamedSelectionsDialog::NamedSelectionsDialog(CitySession& session, Selection& selection, const QString& layer,
                                             QWidget* parent)
    : QDialog(parent), m_session(session), m_selection(selection), m_layer(layer) {
  setObjectName(QStringLiteral("namedSelectionsDialog"));
  setWindowTitle(tr("Named selections"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
  read();
  updateButtons();
  resize(480, 420);
}

void NamedSelectionsDialog::build() {
  m_now = named(new QLabel(this), "selectionsNow", tr("What is selected now"));
  m_name = named(new QLineEdit(this), "selectionsNameEdit", tr("Name of the selection"));
  m_name->setPlaceholderText(tr("Name of the selection"));
  m_save =
      named(new QPushButton(tr("Keep"), this), "selectionsSaveButton", tr("Keep what is selected under this name"));
  m_save->setAutoDefault(false);
  m_list = named(new QListWidget(this), "selectionsList", tr("Kept selections"));
  const auto button = [this](const QString& text, const char* name, const QString& tip) {
    auto* made = named(new QPushButton(text, this), name, tip);
    made->setAutoDefault(false);
    return made;
  };
  m_replace = button(tr("Take"), "selectionsTakeButton", tr("Select these instead"));
  m_add = button(tr("Add"), "selectionsAddButton", tr("Select these, too"));
  m_subtract = button(tr("Subtract"), "selectionsSubtractButton", tr("Take these from the selection"));
  m_intersect = button(tr("Intersect"), "selectionsIntersectButton", tr("Keep only those that are in both"));
  m_remove = button(tr("Delete"), "selectionsRemoveButton", tr("Delete the kept selection"));
  m_status = named(new QLabel(this), "selectionsStatus", tr("What became of it"));
  m_status->setWordWrap(true);
  auto* saving = new QHBoxLayout;
  saving->addWidget(m_name, 1);
  saving->addWidget(m_save);
  auto* taking = new QHBoxLayout;
  for (QPushButton* one : {m_replace, m_add, m_subtract, m_intersect, m_remove}) taking->addWidget(one);
  auto* column = new QVBoxLayout(this);
  column->addWidget(m_now);
  column->addLayout(saving);
  column->addWidget(m_list, 1);
  column->addLayout(taking);
  column->addWidget(m_status);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  column->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_name, &QLineEdit::textChanged, this, &NamedSelectionsDialog::updateButtons);
  connect(m_list, &QListWidget::itemSelectionChanged, this, &NamedSelectionsDialog::updateButtons);
  connect(m_save, &QPushButton::clicked, this, &NamedSelectionsDialog::save);
  connect(m_replace, &QPushButton::clicked, this, [this] { take(SelectionMode::replace); });
  connect(m_add, &QPushButton::clicked, this, [this] { take(SelectionMode::add); });
  connect(m_subtract, &QPushButton::clicked, this, [this] { take(SelectionMode::subtract); });
  connect(m_intersect, &QPushButton::clicked, this, [this] { take(SelectionMode::intersect); });
  connect(m_remove, &QPushButton::clicked, this, &NamedSelectionsDialog::remove);
  connect(&m_selection, &Selection::changed, this, [this](const QString& layer) {
    if (!m_selection.fids(layer)->empty()) m_layer = layer;
    updateButtons();
  });
}

void NamedSelectionsDialog::read() {
  m_session.read(
      tr("Named selections"), [](const store::CityDatabase& city, Progress&) { return query::listSelections(city); },
      this, [this](std::vector<query::SavedSelection> all) { fill(std::move(all)); });
}

void NamedSelectionsDialog::fill(std::vector<query::SavedSelection> all) {
  const QString kept = chosen() == nullptr ? QString() : fromUtf8(chosen()->name);
  m_all = std::move(all);
  m_list->clear();
  for (const query::SavedSelection& one : m_all) {
    const store::LayerInfo* info = m_session.layer(fromUtf8(one.layer));
    const QString layer = info == nullptr ? tr("the layer is gone") : CitySession::layerTitle(*info);
    m_list->addItem(tr("%1: %Ln feature(s) of %2", nullptr, int(one.fids.size())).arg(fromUtf8(one.name), layer));
    if (fromUtf8(one.name) == kept) m_list->setCurrentRow(m_list->count() - 1);
  }
  updateButtons();
}

const query::SavedSelection* NamedSelectionsDialog::chosen() const {
  const int row = m_list->currentRow();
  return row < 0 || row >= int(m_all.size()) ? nullptr : &m_all[std::size_t(row)];
}

void NamedSelectionsDialog::updateButtons() {
  const store::LayerInfo* info = m_session.layer(m_layer);
  const int count = int(m_selection.count(m_layer));
  m_now->setText(info == nullptr
                     ? tr("Nothing is selected.")
                     : tr("%Ln feature(s) of %1 selected", nullptr, count).arg(CitySession::layerTitle(*info)));
  m_save->setEnabled(info != nullptr && count > 0 && !m_name->text().trimmed().isEmpty() && !m_session.isReadOnly());
  const query::SavedSelection* one = chosen();
  const bool there = one != nullptr && !one->layer.empty();
  for (QPushButton* button : {m_replace, m_add, m_subtract, m_intersect}) button->setEnabled(there);
  m_remove->setEnabled(one != nullptr && !m_session.isReadOnly());
}

void NamedSelectionsDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void NamedSelectionsDialog::take(SelectionMode mode) {
  const query::SavedSelection* one = chosen();
  if (one == nullptr) return;
  m_layer = fromUtf8(one->layer);
  m_selection.select(m_layer, one->fids, mode);
  updateButtons();
  say({});
}

void NamedSelectionsDialog::save() {
  const QString name = m_name->text().trimmed();
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) { say(why, true); };
  m_session.write(
      tr("Keep a selection"),
      [name = toUtf8(name), layer = toUtf8(m_layer), fids = m_selection.fids(m_layer),
       actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        query::saveSelection(city, name, layer, *fids, actor);
      },
      this,
      [this, name] {
        say(tr("Kept as %1.").arg(name));
        m_name->clear();
        read();
      },
      options);
}

void NamedSelectionsDialog::remove() {
  const query::SavedSelection* one = chosen();
  if (one == nullptr) return;
  JobOptions options;
  options.onError = [this](const QString& why, const Error&) { say(why, true); };
  m_session.write(
      tr("Delete a kept selection"),
      [name = one->name](const store::CityDatabase& city, Progress&) { query::removeSelection(city, name); }, this,
      [this] {
        say({});
        read();
      },
      options);
}

}  // namespace gis::ui
