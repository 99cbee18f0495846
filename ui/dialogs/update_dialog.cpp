#include "ui/dialogs/update_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/exchange_package.h"
#include "gis_core/store/value_text.h"
#include "ui/canvas/change_picture.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/models/field_domain.h"
#include "ui/models/update_model.h"

namespace gis::ui {
namespace {

/// Beside the kinds of changes in the box that says which are listed.
constexpr int kConflicts = -1;
/// Columns of the list of cells.
enum CellColumn { nameCell, baseCell, mineCell, theirCell };
constexpr int kPartRole = Qt::UserRole, kCellRole = Qt::UserRole + 1;

}  // namespace

UpdateDialog::UpdateDialog(CitySession& session, const QString& layer, const QString& folder, QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(layer), m_folder(folder), m_model(new UpdateModel(this)) {
  setObjectName(QStringLiteral("updateDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  const store::LayerInfo* info = session.layer(layer);
  setWindowTitle(tr("Update %1 from a file").arg(info == nullptr ? layer : CitySession::layerTitle(*info)));
  build();
  fillKeys();
  changed();
  resize(980, 640);
}

void UpdateDialog::buildList() {
  m_kind = named(new QComboBox, "updateKind", tr("Which changes are listed"));
  m_all = named(new QPushButton(tr("Take all")), "updateAllButton", tr("Tick all that are listed"));
  m_none = named(new QPushButton(tr("Take none")), "updateNoneButton", tr("Untick all that are listed"));
  m_mine =
      named(new QPushButton(tr("Keep mine")), "updateMineButton", tr("In all conflicts that are listed, mine holds"));
  m_theirs = named(new QPushButton(tr("Take theirs")), "updateTheirsButton",
                   tr("In all conflicts that are listed, theirs holds"));
  for (QPushButton* one : {m_all, m_none, m_mine, m_theirs}) one->setAutoDefault(false);
  for (QPushButton* one : {m_mine, m_theirs}) one->setToolTip(one->accessibleName());
  m_list = named(new QTableView, "updateList", tr("Changes"));
  m_list->setModel(m_model);
  m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_list->setSelectionMode(QAbstractItemView::SingleSelection);
  m_list->setAlternatingRowColors(true);
  m_list->horizontalHeader()->setStretchLastSection(true);
  m_list->verticalHeader()->hide();
  m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  m_list->setColumnWidth(UpdateModel::keyColumn, 190);
  m_cells = named(new QTreeWidget, "updateCells", tr("Cells that differ"));
  m_cells->setRootIsDecorated(false);
  m_cells->setHeaderLabels({tr("Column"), tr("As handed out"), tr("Now"), tr("New")});
  m_cells->setColumnHidden(baseCell, true);
  m_picture = new ChangePicture;
  m_picture->setObjectName(QStringLiteral("updatePicture"));
}

void UpdateDialog::build() {
  m_file = named(new QLineEdit, "updateFile", tr("File with the new version"));
  m_file->setPlaceholderText(tr("The bureau's new version: a file, an archive, or a corrected package"));
  auto* browse = named(new QPushButton(tr("Browse…")), "updateBrowse", tr("Choose the file"));
  browse->setAutoDefault(false);
  m_base = named(new QLineEdit, "updateBase", tr("File as it was handed out"));
  m_base->setPlaceholderText(tr("The file or package as it was handed out, when the layer went on since"));
  auto* browseBase = named(new QPushButton(tr("Browse…")), "updateBaseBrowse", tr("File as it was handed out"));
  browseBase->setAutoDefault(false);
  m_key = named(new QComboBox, "updateKey", tr("Column that names a feature in both"));
  m_encoding = named(new QComboBox, "updateEncoding", tr("Encoding"));
  m_encoding->addItem(tr("find out"), QStringLiteral("auto"));
  for (const char* name : {"UTF-8", "GBK", "Big5"}) m_encoding->addItem(QLatin1String(name), QLatin1String(name));
  m_crs = named(new QComboBox, "updateCrs", tr("Coordinate system"));
  m_crs->setEditable(true);
  m_crs->addItem(tr("as the file says"), QString());
  for (const char* name : {"EPSG:4549", "EPSG:4528", "EPSG:4490", "GCJ-02", "BD-09"})
    m_crs->addItem(QLatin1String(name), QLatin1String(name));
  replaceOnTyping(m_crs);
  m_compare = named(new QPushButton(tr("Compare")), "updateCompareButton", tr("Compare"));
  m_compare->setDefault(true);
  m_stop = named(new QPushButton(tr("Stop")), "updateStopButton", tr("Stop"));
  buildList();
  m_reason = named(new QLineEdit, "updateReason", tr("Reason, for the history"));
  m_reason->setPlaceholderText(tr("Reason, for the history"));
  m_status = named(new QLabel, "updateStatus", tr("Result"));
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_command = named(new QLineEdit, "updateCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  m_stop->setAutoDefault(false);

  const auto line = [](std::initializer_list<QWidget*> parts) {
    auto* row = new QHBoxLayout;
    for (QWidget* one : parts) row->addWidget(one);
    return row;
  };
  auto* file = line({m_file, browse});
  file->setStretch(0, 1);
  auto* base = line({m_base, browseBase});
  base->setStretch(0, 1);
  auto* how = line(
      {m_key, new QLabel(tr("Encoding")), m_encoding, new QLabel(tr("Coordinate system")), m_crs, m_compare, m_stop});
  how->setStretch(0, 1);
  auto* form = new QFormLayout;
  form->addRow(tr("New version"), file);
  form->addRow(tr("As handed out"), base);
  form->addRow(tr("Key"), how);
  auto* filter = line({m_kind, m_all, m_none, m_mine, m_theirs});
  filter->setStretch(0, 1);
  auto* left = new QWidget;
  auto* leftColumn = new QVBoxLayout(left);
  leftColumn->setContentsMargins(0, 0, 0, 0);
  leftColumn->addLayout(filter);
  leftColumn->addWidget(m_list, 1);
  auto* right = new QSplitter(Qt::Vertical);
  right->addWidget(m_cells);
  right->addWidget(m_picture);
  auto* both = new QSplitter;
  both->addWidget(left);
  both->addWidget(right);
  both->setSizes({520, 440});
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  m_apply = buttons->addButton(tr("Take over"), QDialogButtonBox::ActionRole);
  nameField(m_apply, "updateApplyButton", tr("Take over"));
  m_apply->setAutoDefault(false);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(both, 1);
  all->addWidget(m_reason);
  all->addWidget(m_status);
  all->addWidget(m_command);
  all->addWidget(buttons);

  connect(browse, &QPushButton::clicked, this,
          [this] { askFile(m_file, "updateFileDialog", tr("File with the new version")); });
  connect(browseBase, &QPushButton::clicked, this,
          [this] { askFile(m_base, "updateBaseDialog", tr("File as it was handed out")); });
  for (QLineEdit* one : {m_file, m_base, m_reason}) connect(one, &QLineEdit::textChanged, this, &UpdateDialog::changed);
  connect(m_key, &QComboBox::currentIndexChanged, this, &UpdateDialog::changed);
  for (QComboBox* one : {m_encoding, m_crs}) connect(one, &QComboBox::currentTextChanged, this, &UpdateDialog::changed);
  connect(m_compare, &QPushButton::clicked, this, &UpdateDialog::compare);
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
    const QVariant kind = m_kind->currentData();
    if (kind.isValid() && kind.toInt() == kConflicts)
      m_model->showConflicts();
    else
      m_model->showOnly(kind.isValid() ? std::optional(UpdateModel::Kind(kind.toInt())) : std::nullopt);
    changed();
  });
  connect(m_all, &QPushButton::clicked, this, [this] { m_model->acceptShown(true); });
  connect(m_none, &QPushButton::clicked, this, [this] { m_model->acceptShown(false); });
  connect(m_mine, &QPushButton::clicked, this, [this] {
    m_model->decideShown(io::UpdateSide::mine);
    rowChosen();
  });
  connect(m_theirs, &QPushButton::clicked, this, [this] {
    m_model->decideShown(io::UpdateSide::theirs);
    rowChosen();
  });
  connect(m_cells, &QTreeWidget::itemChanged, this, &UpdateDialog::sideTicked);
  connect(m_model, &UpdateModel::acceptanceChanged, this, &UpdateDialog::changed);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &UpdateDialog::rowChosen);
  connect(m_apply, &QPushButton::clicked, this, &UpdateDialog::apply);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

/// The field that names features by the layer's role comes first.
void UpdateDialog::fillKeys() {
  const store::LayerInfo* info = m_session.layer(m_layer);
  if (info == nullptr) return;
  for (const store::Field& field : info->fields) m_key->addItem(fromUtf8(field.name), fromUtf8(field.name));
  m_key->setCurrentIndex(std::max(0, m_key->findData(fromUtf8(info->roleCodeField))));
}

void UpdateDialog::askFile(QLineEdit* into, const char* name, const QString& title) {
  const QString now = into->text().trimmed().isEmpty() ? m_file->text() : into->text();
  const QString folder = now.trimmed().isEmpty() ? m_folder : QFileInfo(QDir::fromNativeSeparators(now)).absolutePath();
  auto* dialog = new QFileDialog(this, title, folder);
  dialog->setObjectName(QLatin1String(name));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [into](const QString& chosen) { into->setText(QDir::toNativeSeparators(chosen)); });
  dialog->open();
}

io::UpdateRequest UpdateDialog::request() const {
  io::UpdateRequest request;
  request.layer = toUtf8(m_layer);
  request.file = platform::pathFromUtf8(toUtf8(QDir::fromNativeSeparators(m_file->text().trimmed())));
  request.base = platform::pathFromUtf8(toUtf8(QDir::fromNativeSeparators(m_base->text().trimmed())));
  request.key = toUtf8(m_key->currentData().toString());
  request.encoding = toUtf8(m_encoding->currentData().toString());
  const int known = m_crs->findText(m_crs->currentText());
  request.sourceCrs = toUtf8(known >= 0 ? m_crs->itemData(known).toString() : m_crs->currentText().trimmed());
  return request;
}

void UpdateDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

JobOptions UpdateDialog::options() {
  return dialogJob([this](const QString& text, bool trouble) {
    m_running = false;
    say(text, trouble);
    changed();
  });
}

void UpdateDialog::changed() {
  const bool planned = m_model->plan() != nullptr;
  const qlonglong accepted = planned ? m_model->accepted() : 0;
  m_compare->setEnabled(!m_running && !m_file->text().trimmed().isEmpty() && m_key->count() > 0);
  m_stop->setEnabled(m_running);
  for (QWidget* one : std::initializer_list<QWidget*>{m_kind, m_all, m_none}) one->setEnabled(planned && !m_running);
  const qlonglong undecided = m_model->open();
  for (QPushButton* one : {m_mine, m_theirs}) one->setEnabled(planned && !m_running && m_model->plan()->conflicts > 0);
  m_apply->setEnabled(!m_running && accepted > 0 && undecided == 0 && !m_session.isReadOnly());
  m_apply->setToolTip(undecided == 0 ? QString() : tr("%Ln conflict(s) to be decided first", nullptr, int(undecided)));
  m_apply->setText(accepted > 0 ? tr("Take over %Ln change(s)", nullptr, int(accepted)) : tr("Take over"));
  const io::UpdateRequest asked = request();
  QString command =
      QStringLiteral("citydesk-cli update %1 %2 %3 --key %4")
          .arg(shellQuoted(m_session.city().file), shellQuoted(m_layer),
               shellQuoted(QDir::fromNativeSeparators(m_file->text().trimmed())), shellQuoted(fromUtf8(asked.key)));
  if (!asked.base.empty())
    command += QStringLiteral(" --base ") + shellQuoted(QDir::fromNativeSeparators(m_base->text().trimmed()));
  if (asked.encoding != "auto") command += QStringLiteral(" --encoding ") + fromUtf8(asked.encoding);
  if (!asked.sourceCrs.empty()) command += QStringLiteral(" --source-crs ") + shellQuoted(fromUtf8(asked.sourceCrs));
  if (!m_reason->text().isEmpty()) command += QStringLiteral(" --reason ") + shellQuoted(m_reason->text());
  m_command->setText(command);
}

void UpdateDialog::compare() {
  m_model->take(nullptr);
  rowChosen();
  m_running = true;
  say(tr("Comparing…"));
  changed();
  m_job = m_session.readLong(
      tr("Compare with a new version"),
      [asked = request()](const store::CityDatabase& city, Progress& progress) mutable {
        city::readInPackages(asked, progress);
        (void)fieldTitle({});  // the tables are read here, not when the window shows their words
        return std::make_shared<const io::UpdatePlan>(io::planUpdate(city, asked, progress));
      },
      this, [this](std::shared_ptr<const io::UpdatePlan> plan) { take(std::move(plan)); }, options());
}

QString UpdateDialog::planText(const io::UpdatePlan& plan) const {
  const QLocale locale;
  const auto number = [&](std::int64_t value) { return locale.toString(qlonglong(value)); };
  QStringList lines{tr("%1 added, %2 changed (%3 cells, %4 shapes), %5 removed, %6 as they were.")
                        .arg(number(plan.added), number(plan.changed), number(plan.changedCells),
                             number(plan.changedGeometries), number(plan.removed), number(plan.unchanged))};
  const auto names = [](const std::vector<std::string>& all) {
    QStringList list;
    for (const std::string& one : all) list << fromUtf8(one);
    return list.join(QStringLiteral(", "));
  };
  if (plan.conflicts > 0)
    lines << tr("%1 conflicts: both sides changed the same. Tick which version holds.").arg(number(plan.conflicts));
  if (plan.kept > 0) lines << tr("%1 features were changed here only and stay.").arg(number(plan.kept));
  if (plan.withoutKey > 0) lines << tr("%1 features of the layer have no key and stay.").arg(number(plan.withoutKey));
  if (!plan.absentFields.empty()) lines << tr("The file has not, and leaves alone: %1").arg(names(plan.absentFields));
  if (!plan.ignoredFields.empty()) lines << tr("The layer has not, and passes over: %1").arg(names(plan.ignoredFields));
  for (const Message& warning : plan.warnings) lines << translated(warning);
  return lines.join(QLatin1Char('\n'));
}

void UpdateDialog::take(std::shared_ptr<const io::UpdatePlan> plan) {
  m_running = false;
  const QSignalBlocker quiet(m_kind);
  m_kind->clear();
  const QLocale locale;
  const std::int64_t sum = plan->added + plan->changed + plan->removed;
  m_kind->addItem(tr("All changes (%1)").arg(locale.toString(qlonglong(sum))));
  for (const auto& [kind, count] : {std::pair{UpdateModel::Kind::added, plan->added},
                                    {UpdateModel::Kind::changed, plan->changed},
                                    {UpdateModel::Kind::removed, plan->removed}}) {
    if (count == 0) continue;
    m_kind->addItem(QStringLiteral("%1 (%2)").arg(updateKindText(kind), locale.toString(qlonglong(count))), int(kind));
  }
  if (plan->conflicts > 0)
    m_kind->addItem(tr("Conflicts (%1)").arg(locale.toString(qlonglong(plan->conflicts))), kConflicts);
  say(planText(*plan));
  m_model->take(std::move(plan));
  if (m_model->rowCount() > 0) m_list->selectRow(0);
  rowChosen();
}

void UpdateDialog::rowChosen() {
  m_cells->clear();
  m_picture->show({});
  const int row = m_list->currentIndex().row();
  if (row < 0 || row >= m_model->rowCount()) return;
  const io::UpdateChange& one = m_model->change(row);
  showCells(one);
  showShapes(one);
}

void UpdateDialog::showCells(const io::UpdateChange& one) {
  using Part = UpdateModel::Part;
  const QSignalBlocker quiet(m_cells);
  m_cells->setColumnHidden(baseCell, !one.hasConflict());
  const auto add = [&](const QStringList& texts, Part part, std::size_t cell, bool conflict, io::UpdateSide side) {
    auto* item = new QTreeWidgetItem(m_cells, texts);
    for (const int column : {baseCell, mineCell, theirCell}) item->setToolTip(column, texts[column]);
    if (!conflict) return item;
    item->setData(nameCell, kPartRole, int(part));
    item->setData(nameCell, kCellRole, qulonglong(cell));
    item->setCheckState(mineCell, side == io::UpdateSide::mine ? Qt::Checked : Qt::Unchecked);
    item->setCheckState(theirCell, side == io::UpdateSide::theirs ? Qt::Checked : Qt::Unchecked);
    return item;
  };
  const bool isNew = one.kind == UpdateModel::Kind::added;
  if (one.conflict)
    add({tr("The feature"), QString(), isNew ? tr("removed") : tr("changed"), isNew ? tr("changed") : tr("removed")},
        Part::feature, 0, true, one.side);
  for (std::size_t i = 0; i < one.cells.size(); ++i) {
    const io::UpdateChange::Cell& cell = one.cells[i];
    const QString name = fromUtf8(cell.field);
    const auto text = [](const store::Value& value) { return fromUtf8(store::textOf(value)); };
    add({fieldTitle(name), cell.conflict ? text(cell.base) : QString(), text(cell.before), text(cell.after)},
        Part::cell, i, cell.conflict, cell.side)
        ->setToolTip(nameCell, name);
  }
  if (one.shapeConflict) add({tr("Shape"), {}, tr("mine"), tr("theirs")}, Part::shape, 0, true, one.shapeSide);
  m_cells->resizeColumnToContents(nameCell);
}

/// A tick in one version takes the other's away.
void UpdateDialog::sideTicked(QTreeWidgetItem* item, int column) {
  const QVariant part = item->data(nameCell, kPartRole);
  const int row = m_list->currentIndex().row();
  if (!part.isValid() || row < 0 || (column != mineCell && column != theirCell)) return;
  const bool ticked = item->checkState(column) == Qt::Checked;
  const QSignalBlocker quiet(m_cells);
  if (ticked) item->setCheckState(column == mineCell ? theirCell : mineCell, Qt::Unchecked);
  const io::UpdateSide side = !ticked              ? io::UpdateSide::open
                              : column == mineCell ? io::UpdateSide::mine
                                                   : io::UpdateSide::theirs;
  m_model->decide(row, UpdateModel::Part(part.toInt()), std::size_t(item->data(nameCell, kCellRole).toULongLong()),
                  side);
}

void UpdateDialog::showShapes(const io::UpdateChange& one) {
  if (!one.geometry) return;
  std::vector<ChangePicture::Layer> layers{{one.before, ChangePicture::before(), true, tr("now")},
                                           {one.after, ChangePicture::after(), false, tr("new")}};
  if (!one.base.empty()) layers.insert(layers.begin(), {one.base, ChangePicture::base(), true, tr("as handed out")});
  geom::Envelope box;
  for (const ChangePicture::Layer& layer : layers) {
    if (!layer.wkb.empty()) box.include(geom::envelopeOf(layer.wkb));
  }
  m_picture->show(std::move(layers));
  Q_EMIT changeChosen(m_layer, one.fid, box);
}

void UpdateDialog::apply() {
  m_running = true;
  say(tr("Taking over…"));
  changed();
  m_job = m_session.task(
      tr("Update from a file"),
      [asked = request(), plan = m_model->decidedPlan(), accepted = m_model->acceptance(),
       reason = toUtf8(m_reason->text().trimmed()), actor = toUtf8(m_session.actor()),
       file = toUtf8(m_session.city().file)](Progress& progress) {
        const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
        progress.check();
        return io::applyUpdate(city, asked, *plan, accepted, reason.empty() ? "update from file" : reason, actor);
      },
      this,
      [this](const store::EditResult&) {
        m_running = false;
        m_session.lookNow();
        const int taken = int(m_model->accepted());
        m_model->take(nullptr);
        rowChosen();
        say(tr("%Ln change(s) taken over; undo takes them back.", nullptr, taken));
      },
      options());
}

}  // namespace gis::ui
