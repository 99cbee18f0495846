#include "ui/dialogs/dictionary_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/dictionary_model.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

QString tableTitle(const std::string& name) {
  static const std::map<std::string, const char*> kTitles = {
      {"matters", QT_TRANSLATE_NOOP("Dictionary", "Matters")},
      {"components", QT_TRANSLATE_NOOP("Dictionary", "Components")},
      {"legacy_events", QT_TRANSLATE_NOOP("Dictionary", "Events of the old system")},
      {"legacy_components", QT_TRANSLATE_NOOP("Dictionary", "Components of the old system")},
      {"divisions", QT_TRANSLATE_NOOP("Dictionary", "Divisions")},
      {"landuse", QT_TRANSLATE_NOOP("Dictionary", "Land use")},
      {"indicators", QT_TRANSLATE_NOOP("Dictionary", "Indicators")},
      {"time_limits", QT_TRANSLATE_NOOP("Dictionary", "Conditions and time limits")},
      {"responsible_units", QT_TRANSLATE_NOOP("Dictionary", "Responsible units")},
      {"area_classes", QT_TRANSLATE_NOOP("Dictionary", "Classes of areas")},
  };
  const auto found = kTitles.find(name);
  return found == kTitles.end() ? fromUtf8(name) : QCoreApplication::translate("Dictionary", found->second);
}

}  // namespace

DictionaryDialog::DictionaryDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_model(new DictionaryModel(this)),
      m_table(named(new QComboBox, "dictionaryTable", tr("Table"))),
      m_generation(named(new QComboBox, "dictionaryGeneration", tr("New cases are filed under"))),
      m_search(named(new QLineEdit, "dictionarySearch", tr("Search"))),
      m_own(named(new QCheckBox(tr("Only the city's")), "dictionaryOwn", tr("Only the city's"))),
      m_rows(named(new QTableView, "dictionaryRows", tr("Rows"))),
      m_note(named(new QLabel, "dictionaryNote", tr("Note"))),
      m_add(named(new QPushButton(tr("Add a row")), "dictionaryAdd", tr("Add a row"))),
      m_remove(named(new QPushButton(tr("Remove")), "dictionaryRemove", tr("Remove"))),
      m_load(named(new QPushButton(tr("Import…")), "dictionaryImport", tr("Import…"))),
      m_write(named(new QPushButton(tr("Export…")), "dictionaryExport", tr("Export…"))),
      m_buttons(dialogButtons(QDialogButtonBox::Save | QDialogButtonBox::Close)) {
  setObjectName(QStringLiteral("dictionaryDialog"));
  setWindowTitle(tr("Code tables"));
  build();
  connect(m_table, &QComboBox::currentIndexChanged, this, &DictionaryDialog::load);
  connect(m_search, &QLineEdit::textChanged, this,
          [this] { m_model->setFilter(m_search->text(), m_own->isChecked()); });
  connect(m_own, &QCheckBox::toggled, this, [this] { m_model->setFilter(m_search->text(), m_own->isChecked()); });
  connect(m_model, &DictionaryModel::edited, this, &DictionaryDialog::updateState);
  connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this, &DictionaryDialog::updateState);
  connect(m_model, &QAbstractItemModel::modelReset, this, &DictionaryDialog::updateState);
  connect(m_add, &QPushButton::clicked, this, [this] {
    m_model->addRow();
    m_rows->scrollToTop();
    m_rows->setCurrentIndex(m_model->index(0, int(m_model->dictionary().key.back())));
  });
  connect(m_remove, &QPushButton::clicked, this, &DictionaryDialog::removeRow);
  connect(m_load, &QPushButton::clicked, this, [this] { askFile(false); });
  connect(m_write, &QPushButton::clicked, this, [this] { askFile(true); });
  connect(m_generation, &QComboBox::activated, this, [this] {
    m_session.write(
        windowTitle(),
        [chosen = toUtf8(m_generation->currentData().toString())](const store::CityDatabase& city, Progress&) {
          city::chooseCaseGeneration(city, chosen);
          (void)city::CodeTables::of(city);
        },
        this, [this] { say(tr("New cases are filed under these codes; kept ones stay under theirs."), false); }, job());
  });
  connect(m_buttons->button(QDialogButtonBox::Save), &QPushButton::clicked, this, &DictionaryDialog::save);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  load();
}

void DictionaryDialog::build() {
  for (const std::string& name : city::dictionaryNames()) m_table->addItem(tableTitle(name), fromUtf8(name));
  m_generation->addItem(tr("GB/T 47678.5-2026 (five digits)"), QStringLiteral("current"));
  m_generation->addItem(tr("CJ/T 214 (four digits)"), QStringLiteral("legacy"));
  m_search->setPlaceholderText(tr("Search"));
  m_search->setClearButtonEnabled(true);
  m_rows->setModel(m_model);
  m_rows->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_rows->setSelectionMode(QAbstractItemView::SingleSelection);
  m_rows->verticalHeader()->hide();
  m_rows->horizontalHeader()->setDefaultSectionSize(120);
  m_note->setWordWrap(true);
  for (QPushButton* button : {m_add, m_remove, m_load, m_write}) button->setAutoDefault(false);
  auto* top = new QHBoxLayout;
  top->addWidget(new QLabel(tr("Table")));
  top->addWidget(m_table);
  top->addWidget(m_search, 1);
  top->addWidget(m_own);
  auto* files = new QHBoxLayout;
  for (QPushButton* button : {m_add, m_remove, m_load, m_write}) files->addWidget(button);
  files->addStretch(1);
  files->addWidget(new QLabel(tr("New cases are filed under")));
  files->addWidget(m_generation);
  auto* all = new QVBoxLayout(this);
  all->addLayout(top);
  all->addWidget(m_rows, 1);
  all->addLayout(files);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(900, 560);
}

std::string DictionaryDialog::table() const {
  return toUtf8(m_table->currentData().toString());
}

void DictionaryDialog::chooseTable(const QString& name) {
  m_table->setCurrentIndex(m_table->findData(name));
}

void DictionaryDialog::say(const QString& text, bool trouble) {
  m_note->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

JobOptions DictionaryDialog::job() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  return options;
}

void DictionaryDialog::updateState() {
  const bool writable = m_session.isOpen() && !m_session.isReadOnly();
  const QModelIndex at = m_rows->currentIndex();
  m_add->setEnabled(writable);
  m_load->setEnabled(writable);
  m_generation->setEnabled(writable);
  m_remove->setEnabled(writable && at.isValid() && m_model->isOwn(at.row()));
  m_buttons->button(QDialogButtonBox::Save)->setEnabled(writable && m_model->hasEdits());
}

void DictionaryDialog::load() {
  struct Loaded {
    city::Dictionary dictionary;
    bool legacy = false;
  };
  m_session.read(
      windowTitle(),
      [name = table()](const store::CityDatabase& city, Progress&) {
        return Loaded{city::dictionaryOf(city, name),
                      city::CodeTables::of(city).caseSystem() == city::kLegacyCaseSystem};
      },
      this,
      [this](const Loaded& loaded) {
        if (loaded.dictionary.name != table()) return;
        m_model->setDictionary(loaded.dictionary, !m_session.isReadOnly());
        m_generation->setCurrentIndex(loaded.legacy ? 1 : 0);
        m_rows->resizeColumnsToContents();
        for (int i = 0; i < m_model->columnCount(); ++i)
          m_rows->setColumnWidth(i, std::clamp(m_rows->columnWidth(i), 60, 260));
      },
      job());
}

void DictionaryDialog::save() {
  m_session.write(
      windowTitle(),
      [name = table(), edits = m_model->edits()](const store::CityDatabase& city, Progress&) {
        // all or nothing: what is faulty is mended before anything is kept
        const city::DictionaryChange checked = city::keepDictionaryRows(city, name, edits, true);
        if (!checked.refused.empty())
          throw Error(ErrorCode::invalidValue, {GIS_TR("cannot keep the row in the table {0}"), {name}},
                      checked.refused.front().why);
        city::DictionaryChange change = city::keepDictionaryRows(city, name, edits);
        (void)city::CodeTables::of(city);
        return change;
      },
      this,
      [this](const city::DictionaryChange& change) {
        QString text = tr("Kept: %1 added, %2 changed.").arg(change.added).arg(change.changed);
        for (const Message& warning : change.warnings) text += QLatin1Char('\n') + translated(warning);
        say(text, !change.warnings.empty());
        load();
      },
      job());
}

void DictionaryDialog::removeRow() {
  const QModelIndex at = m_rows->currentIndex();
  if (!at.isValid()) return;
  m_session.write(
      windowTitle(),
      [name = table(), key = m_model->keyOf(at.row())](const store::CityDatabase& city, Progress&) {
        city::forgetDictionaryRow(city, name, key);
        (void)city::CodeTables::of(city);
      },
      this, [this] { load(); }, job());
}

void DictionaryDialog::askFile(bool writes) {
  auto* dialog = new QFileDialog(this, writes ? tr("Export the table") : tr("Import codes"));
  dialog->setObjectName(QStringLiteral("dictionaryFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setNameFilter(writes ? tr("Tables as text") + QStringLiteral(" (*.csv)")
                               : tr("Tables") + QStringLiteral(" (*.csv *.xlsx *.xls *.ods *.txt)"));
  dialog->setAcceptMode(writes ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
  if (writes) dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this,
          writes ? &DictionaryDialog::exportFile : &DictionaryDialog::importFile);
  dialog->open();
}

void DictionaryDialog::importFile(const QString& file) {
  m_session.write(
      tr("Import codes"),
      [path = toUtf8(file)](const store::CityDatabase& city, Progress& progress) {
        city::DictionaryFile asked;
        asked.file = platform::pathFromUtf8(path);
        city::DictionaryImport told = city::importDictionaryFile(city, asked, false, progress.token());
        (void)city::CodeTables::of(city);
        return told;
      },
      this,
      [this](const city::DictionaryImport& told) {
        showImport(told);
        if (!told.tables.empty() && told.tables.front().first != table())
          chooseTable(fromUtf8(told.tables.front().first));
        load();
      },
      job());
}

void DictionaryDialog::showImport(const city::DictionaryImport& told) {
  QStringList lines;
  for (const auto& [name, change] : told.tables)
    lines << tr("%1: %2 added, %3 changed, %4 as they were")
                 .arg(tableTitle(name))
                 .arg(change.added)
                 .arg(change.changed)
                 .arg(change.unchanged);
  constexpr std::size_t kMostTold = 5;
  for (std::size_t i = 0; i < std::min(kMostTold, told.refused.size()); ++i)
    lines << tr("Row %1 of %2: %3")
                 .arg(told.refused[i].row)
                 .arg(fromUtf8(told.refused[i].sheet), translated(told.refused[i].why));
  if (told.refused.size() > kMostTold) lines << tr("… and %1 more").arg(told.refused.size() - kMostTold);
  for (std::size_t i = 0; i < std::min(kMostTold, told.warnings.size()); ++i) lines << translated(told.warnings[i]);
  say(lines.join(QLatin1Char('\n')), !told.refused.empty());
}

void DictionaryDialog::exportFile(const QString& file) {
  m_session.read(
      tr("Export the table"),
      [name = table(), path = toUtf8(file)](const store::CityDatabase& city, Progress&) {
        const std::string text =
            city::dictionaryText(city::dictionaryOf(city, name), [](const city::DictionaryRow&) { return true; });
        platform::writeFileAtomically(platform::pathFromUtf8(path), std::as_bytes(std::span(text)));
      },
      this, [this, file] { say(tr("Written: %1").arg(file), false); }, job());
}

}  // namespace gis::ui
