// The land check asked, and its answer kept as a table, a sheet or a layer.
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <algorithm>
#include <span>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/area_file.h"
#include "gis_core/io/table_book.h"
#include "gis_core/query/work_notes.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/land_check_dialog.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/case_text.h"

namespace gis::ui {

namespace {

constexpr std::size_t kMostDrawnPlots = 20'000;  // on a printed sheet
constexpr int kMostFindings = 3;                 // of the file, told in a sentence each
constexpr int kLengthColumn = 9;                 // of the table

}  // namespace

void LandCheckDialog::run(bool intoLayer) {
  Asked ask = asked();
  if (intoLayer) ask.query.into = toUtf8(m_into->text().trimmed());
  JobOptions options = dialogJob([this](const QString& text, bool trouble) {
    setRunning(false);
    changed();
    say(text, trouble);
  });
  setRunning(true);
  say(tr("Working…"));
  m_asked = commandLine();
  m_job = m_session.task(
      windowTitle(),
      [city = toUtf8(m_session.city().file), actor = toUtf8(m_session.actor()), ask,
       chinese = isChinese()](Progress& progress) {
        query::LandCheckQuery query = ask.query;
        Answer answer;
        if (!ask.file.isEmpty()) {
          io::FileAreas read = io::areasFromFile(platform::pathFromUtf8(toUtf8(ask.file)), "auto", progress.token());
          query.plotsCrs = read.crs;
          for (io::FileArea& area : read.areas) query.plots.push_back({std::move(area.name), std::move(area.wkb)});
          answer.leftOut = read.others;
          for (const Message& finding : read.findings) answer.findings << translated(finding);
        }
        const auto open = store::CityDatabase::open(
            platform::pathFromUtf8(city), query.into.empty() ? store::OpenMode::readOnly : store::OpenMode::readWrite);
        query.keepsShapes = true;
        query::OriginNote origin(query::workOf(query), actor);
        query::LandCheckResult result = query::landCheck(open, query, progress, &origin);
        answer.table = std::make_shared<const city::LandTable>(
            city::landTable(result, chinese, [](const Message& message) { return toUtf8(translated(message)); }));
        answer.into = fromUtf8(result.into);
        answer.rows = result.rowsInto;
        if (result.plots.size() <= kMostDrawnPlots) {
          answer.shapes = std::make_shared<const query::LandCheckResult>(std::move(result));
        }
        return answer;
      },
      this, [this](const Answer& answer) { take(answer); }, options);
}

void LandCheckDialog::take(const Answer& answer) {
  m_model->take(answer.table);
  m_answered = m_asked;
  m_shapes = answer.shapes;
  for (int column = 0; column < m_model->columnCount(); ++column) m_table->resizeColumnToContents(column);
  // lengths are of lines alone; without any, the column would only push the shares out of sight
  const auto hasLength = [](const city::LandTableRow& row) { return row.length.has_value(); };
  m_table->setColumnHidden(kLengthColumn,
                           std::none_of(answer.table->rows.begin(), answer.table->rows.end(), hasLength));
  setRunning(false);
  changed();
  QStringList texts;
  if (!answer.into.isEmpty())
    texts << tr("Layer %1 made with %Ln feature(s).", nullptr, int(answer.rows)).arg(answer.into);
  for (const std::string& line : answer.table->lines) texts << fromUtf8(line);
  if (answer.leftOut > 0)
    texts << tr("%Ln shape(s) of the file are no areas and were left out.", nullptr, int(answer.leftOut));
  say((texts + answer.findings.mid(0, kMostFindings)).join(QLatin1Char(' ')), !answer.findings.isEmpty());
  if (answer.into.isEmpty()) return;
  m_session.lookNow();
  Q_EMIT layerMade(answer.into);
}

void LandCheckDialog::setScene(std::function<std::shared_ptr<const MapScene>()> scene) {
  m_scene = std::move(scene);
}

void LandCheckDialog::askFile(const char* name, const QString& title, const char* suffix, const QString& filter,
                              void (LandCheckDialog::*save)(const QString& file)) {
  auto* dialog = new QFileDialog(
      this, title, QDir::home().filePath(windowTitle() + QLatin1Char('.') + QLatin1String(suffix)), filter);
  dialog->setObjectName(QLatin1String(name));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QLatin1String(suffix));
  connect(dialog, &QFileDialog::fileSelected, this, save);
  dialog->open();
}

JobOptions LandCheckDialog::savingOptions() {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  return options;
}

void LandCheckDialog::saveTable(const QString& file) {
  m_session.readLong(
      windowTitle(),
      [table = m_model->table(), file](const store::CityDatabase& city, Progress&) {
        const city::Say text = [](const Message& message) { return toUtf8(translated(message)); };
        io::writeBook(city, platform::pathFromUtf8(toUtf8(file)), {city::landSheet(*table, text)}, true);
        return file;
      },
      this, [this](const QString& name) { say(tr("Saved: %1").arg(QDir::toNativeSeparators(name))); }, savingOptions());
}

void LandCheckDialog::savePdf(const QString& file) {
  const std::shared_ptr<const MapScene> scene = m_scene ? m_scene() : nullptr;
  if (!scene || !m_shapes) return;
  m_session.readLong(
      windowTitle(),
      [table = m_model->table(), shapes = m_shapes, scene, file, by = m_session.actor(), chinese = isChinese()](
          const store::CityDatabase& city, Progress& progress) {
        LandSheet sheet;
        sheet.table = *table;
        sheet.plots = landSheetPlots(*shapes, scene->crs);
        sheet.printed = printedNote(by, chinese);
        sheet.chinese = chinese;
        const QByteArray bytes = LandSheetPages(sheet).pdf(*scene, progress);
        io::writeAnswer(city, platform::pathFromUtf8(toUtf8(file)),
                        std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))), true);
        return file;
      },
      this, [this](const QString& name) { say(tr("Saved: %1").arg(QDir::toNativeSeparators(name))); }, savingOptions());
}

}  // namespace gis::ui
