// The answer of the SQL console as a file.
#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <nlohmann/json.hpp>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/list_writer.h"
#include "ui/jobs/language.h"
#include "ui/panels/sql_panel.h"

namespace gis::ui {

namespace {

/// Numbers that a spreadsheet keeps as they are; longer ones are texts, as codes are.
io::ListCell listCellOf(const QVariant& value) {
  constexpr qlonglong kMostExact = qlonglong(1) << 53;
  if (!value.isValid()) return {};
  const int type = value.typeId();
  const bool whole = type == QMetaType::LongLong || type == QMetaType::Int;
  if (type == QMetaType::Double || (whole && qAbs(value.toLongLong()) <= kMostExact)) return value.toDouble();
  return toUtf8(value.toString());
}

std::int64_t writeRows(const store::CityDatabase& city, const SqlAnswer& answer, const QString& file,
                       Progress& progress) {
  std::vector<std::string> headings;
  for (const QString& name : answer.columns) headings.push_back(toUtf8(name));
  io::ListWriter list(city, platform::pathFromUtf8(toUtf8(file)), true, headings);  // the file dialog asked
  std::vector<io::ListCell> cells;
  for (const auto& row : answer.rows) {
    progress.token().check();
    cells.clear();
    for (const QVariant& cell : row) cells.push_back(listCellOf(cell));
    list.add(cells);
  }
  list.finish();
  return static_cast<std::int64_t>(answer.rows.size());
}

}  // namespace

void SqlPanel::exportAnswer() {
  const QString csv = tr("CSV (*.csv)"), sheet = tr("Spreadsheet (*.xlsx)");
  auto* dialog = new QFileDialog(this, tr("Export the answer"), QStringLiteral("answer.csv"));
  dialog->setNameFilters({csv, sheet});
  dialog->setObjectName(QStringLiteral("sqlExportDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, sheet](const QString& chosen) {
    dialog->setDefaultSuffix(chosen == sheet ? QStringLiteral("xlsx") : QStringLiteral("csv"));
  });
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    if (m_more) {
      exportAll(file);
    } else {
      exportShown(file);
    }
  });
  dialog->open();
}

/// The grid holds the whole answer: its rows in the order that they are shown in.
void SqlPanel::exportShown(const QString& file) {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& why, const Error&) { say(why, true); };
  m_session.readLong(
      tr("Export the answer"),
      [answer = m_model->answer(), file](const store::CityDatabase& city, Progress& progress) {
        return writeRows(city, answer, file, progress);
      },
      this, [this, file](std::int64_t rows) { sayWritten(rows, file); }, options);
}

/// The grid holds the first rows only: the statement is run once more and writes all of them.
void SqlPanel::exportAll(const QString& file) {
  if (isRunning() || !m_session.isOpen()) return;
  m_exportFile = file;
  start(Work::file, {QStringLiteral("--out"), file, QStringLiteral("--overwrite")});
  say(tr("All rows are being written…"));
}

void SqlPanel::takeWritten(const QByteArray& json) {
  const auto tree = nlohmann::json::parse(json.begin(), json.end(), nullptr, false);
  if (tree.is_object() && tree.contains("rows")) {
    sayWritten(tree["rows"].get<std::int64_t>(), m_exportFile);
  } else {
    say(sentenceIn(json, m_errors), true);
  }
}

void SqlPanel::sayWritten(std::int64_t rows, const QString& file) {
  say(tr("%Ln row(s) written to %1", nullptr, int(rows)).arg(QDir::toNativeSeparators(file)));
}

}  // namespace gis::ui
