#include "ui/dialogs/component_import_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/table_file.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

enum MappingColumn { headingAt, fieldAt, exampleAt, mappingColumns };

}  // namespace

ComponentImportDialog::ComponentImportDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_file(named(new QLineEdit, "componentFile", tr("File"))),
      m_browse(named(new QPushButton(tr("Browse…")), "componentBrowse", tr("Choose a table"))),
      m_table(named(new QTableWidget(0, mappingColumns), "componentMapping", tr("Columns and attributes"))),
      m_note(named(new QLabel, "componentNote", tr("Note"))),
      m_buttons(dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Close)) {
  setObjectName(QStringLiteral("componentImportDialog"));
  setWindowTitle(tr("Import components"));
  build();
  connect(m_browse, &QPushButton::clicked, this, &ComponentImportDialog::askFile);
  connect(m_file, &QLineEdit::returnPressed, this,
          [this] { readFile(QDir::fromNativeSeparators(m_file->text().trimmed())); });
  connect(m_buttons, &QDialogButtonBox::accepted, this, &ComponentImportDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  updateState();
}

void ComponentImportDialog::build() {
  m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Import"));
  m_browse->setAutoDefault(false);
  m_table->setHorizontalHeaderLabels({tr("Column of the table"), tr("Attribute"), tr("First value")});
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setSectionResizeMode(mappingColumns - 1, QHeaderView::Stretch);
  m_table->verticalHeader()->hide();
  m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_note->setWordWrap(true);
  m_note->setText(
      tr("A spreadsheet or CSV with a row for each component. What you choose for a column is remembered."));
  auto* row = new QHBoxLayout;
  row->addWidget(new QLabel(tr("File")));
  row->addWidget(m_file, 1);
  row->addWidget(m_browse);
  auto* all = new QVBoxLayout(this);
  all->addLayout(row);
  all->addWidget(m_table, 1);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(640, 480);
}

JobOptions ComponentImportDialog::job() {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) {
    m_note->setText(QStringLiteral("⚠ ") + sentence);
    updateState();
  };
  return options;
}

void ComponentImportDialog::askFile() {
  auto* dialog = new QFileDialog(this, tr("Table of components"));
  dialog->setObjectName(QStringLiteral("componentFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilter(tr("Tables") + QStringLiteral(" (*.csv *.xlsx *.xls *.ods *.txt *.tsv)"));
  connect(dialog, &QFileDialog::fileSelected, this, &ComponentImportDialog::readFile);
  dialog->open();
}

void ComponentImportDialog::readFile(const QString& file) {
  m_file->setText(QDir::toNativeSeparators(file));
  m_read.reset();
  m_table->setRowCount(0);
  struct Read {
    std::shared_ptr<const store::KeyTable> table;
    city::HeadingWords words;
  };
  m_session.readLong(
      tr("Read a table"),
      [path = toUtf8(file)](const store::CityDatabase& city, Progress& progress) {
        (void)city::componentFields();  // read once, here and not in the window's thread
        return Read{std::make_shared<const store::KeyTable>(
                        io::tableFromFile(platform::pathFromUtf8(path), {}, progress.token())),
                    city::rememberedComponentHeadings(city)};
      },
      this,
      [this](const Read& read) {
        m_read = read.table;
        m_words = read.words;
        showTable();
      },
      job());
}

void ComponentImportDialog::showTable() {
  std::vector<std::string> headings;
  for (const auto& column : m_read->columns) headings.push_back(column.name);
  const city::ComponentMapping mapping = city::mapComponentColumns(headings, m_words);
  std::map<int, std::string> fieldOf;
  for (const auto& [field, column] : mapping.columns) fieldOf[column] = field;
  m_table->setRowCount(int(headings.size()));
  for (int row = 0; row < int(headings.size()); ++row) {
    const auto& cells = m_read->columns[std::size_t(row)].cells;
    const auto first = std::find_if(cells.begin(), cells.end(), [](const std::string& cell) { return !cell.empty(); });
    m_table->setItem(row, headingAt, new QTableWidgetItem(fromUtf8(headings[std::size_t(row)])));
    m_table->setItem(row, exampleAt, new QTableWidgetItem(first == cells.end() ? QString() : fromUtf8(*first)));
    auto* box = new QComboBox;
    box->setObjectName(QStringLiteral("componentField_%1").arg(row));
    box->setAccessibleName(tr("Attribute"));
    box->addItem(tr("leave out"), QStringLiteral("-"));
    for (const city::StandardField& one : city::componentFields())
      box->addItem(QStringLiteral("%1 (%2)").arg(fromUtf8(isChinese() ? one.zh : one.en), fromUtf8(one.field)),
                   fromUtf8(one.field));
    const auto known = fieldOf.find(row);
    box->setCurrentIndex(known == fieldOf.end() ? 0 : box->findData(fromUtf8(known->second)));
    connect(box, &QComboBox::currentIndexChanged, this, &ComponentImportDialog::updateState);
    m_table->setCellWidget(row, fieldAt, box);
  }
  m_note->setText(tr("%Ln row(s).", nullptr, int(m_read->rows())) + QLatin1Char(' ') +
                  tr("Components with an identifier that is there are updated, those without get one."));
  updateState();
}

city::HeadingWords ComponentImportDialog::chosen() const {
  city::HeadingWords words = m_words;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const auto* box = qobject_cast<QComboBox*>(m_table->cellWidget(row, fieldAt));
    if (box != nullptr) words[m_read->columns[std::size_t(row)].name] = toUtf8(box->currentData().toString());
  }
  return words;
}

void ComponentImportDialog::updateState() {
  bool x = false, y = false;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const auto* box = qobject_cast<QComboBox*>(m_table->cellWidget(row, fieldAt));
    const QString field = box == nullptr ? QString() : box->currentData().toString();
    x = x || field == QLatin1String("x");
    y = y || field == QLatin1String("y");
  }
  auto* ok = m_buttons->button(QDialogButtonBox::Ok);
  ok->setEnabled(m_read != nullptr && x && y && m_session.isOpen() && !m_session.isReadOnly());
  ok->setToolTip(m_read != nullptr && !(x && y) ? tr("Say which columns are x and y.") : QString());
}

void ComponentImportDialog::accept() {
  if (m_read == nullptr) return;
  m_note->setText(tr("Importing …"));
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
  m_session.write(
      windowTitle(),
      [table = m_read, words = chosen(), actor = toUtf8(m_session.actor())](const store::CityDatabase& city,
                                                                            Progress& progress) {
        std::vector<std::string> headings;
        for (const auto& column : table->columns) headings.push_back(column.name);
        city::ComponentImported told =
            city::importComponents(city, *table, city::mapComponentColumns(headings, words), {}, actor, progress);
        city::rememberComponentHeadings(city, words);
        return told;
      },
      this, [this](const city::ComponentImported& told) { showResult(told); }, job());
}

void ComponentImportDialog::showResult(const city::ComponentImported& told) {
  QStringList lines{tr("%1 read: %2 added, %3 changed, %4 as they were; %5 got an identifier.")
                        .arg(told.read)
                        .arg(told.added)
                        .arg(told.updated)
                        .arg(told.unchanged)
                        .arg(told.numbered)};
  constexpr std::size_t kMostTold = 5;
  const auto list = [&](const QString& title, const std::vector<city::ComponentImported::Told>& all) {
    if (all.empty()) return;
    lines << title.arg(all.size());
    for (std::size_t i = 0; i < std::min(kMostTold, all.size()); ++i)
      lines << tr("Row %1: %2").arg(all[i].row).arg(translated(all[i].why));
  };
  list(tr("Not taken: %1"), told.refused);
  list(tr("To be looked at: %1"), told.flagged);
  m_note->setText(lines.join(QLatin1Char('\n')));
  // the same rows again would be the same components twice
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
  m_session.lookNow();
  Q_EMIT imported(fromUtf8(told.layer));
}

}  // namespace gis::ui
