// What the quality panel does to the city and to files.
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QItemSelectionModel>
#include <QLocale>
#include <QTableView>
#include <QTreeWidget>
#include <map>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/metadata.h"
#include "gis_core/city/quality_sheets.h"
#include "gis_core/io/answer_file.h"
#include "ui/dialogs/correction_note_dialog.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/models/field_domain.h"
#include "ui/panels/quality_panel.h"

namespace gis::ui {

namespace {

constexpr int kDecisionRole = Qt::UserRole;

std::string saidInLanguage(const Message& message) {
  return toUtf8(translated(message));
}

QInputDialog* askWords(QWidget* parent, const char* name, const QString& title, const QString& label) {
  auto* dialog = new QInputDialog(parent);
  dialog->setObjectName(QLatin1String(name));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(title);
  dialog->setLabelText(label);
  dialog->resize(420, dialog->sizeHint().height());
  return dialog;
}

std::vector<CheckedLayerPtr> checkedLayers(const store::CityDatabase& city, const std::vector<std::string>& layers,
                                           const crs::Crs& map, Progress& progress) {
  city::QualityOptions options;
  options.ignored = city::ignoredIds(city);
  (void)fieldTitle({});  // the tables are read here, not when the window shows their words
  std::vector<CheckedLayerPtr> checked;
  for (const std::string& name : layers) {
    if (!store::layerExists(city.connection(), name)) continue;  // removed meanwhile
    checked.push_back(
        placedOnMap(city::checkLayer(city, name, options, progress), store::layerByName(city.connection(), name), map));
  }
  return checked;
}

}  // namespace

JobOptions QualityPanel::options() {
  return dialogJob([this](const QString& text, bool trouble) {
    m_running = false;
    say(text, trouble);
    changed();
  });
}

std::vector<std::string> QualityPanel::layersToCheck(const QString& layer) const {
  if (!layer.isEmpty()) return {toUtf8(layer)};
  std::vector<std::string> names;
  for (const store::LayerInfo& one : *m_session.layers()) {
    if (one.name != "city_incident") names.push_back(one.name);
  }
  return names;
}

void QualityPanel::check(const QString& layer) {
  if (m_running || !m_session.isOpen()) return;
  if (layer.isEmpty()) m_checked.clear();
  run(layersToCheck(layer), {});
}

void QualityPanel::run(const std::vector<std::string>& layers, Before before) {
  struct Answer {
    std::vector<CheckedLayerPtr> checked;
    std::int64_t fixed = -1;
  };
  m_running = true;
  changed();
  say(tr("Checking…"));
  const auto done = [this](const Answer& answer) { take(answer.checked, answer.fixed); };
  if (!before) {
    m_job = m_session.readLong(
        tr("Quality"),
        [layers, map = m_session.city().crs](const store::CityDatabase& city, Progress& progress) {
          return Answer{checkedLayers(city, layers, map, progress), -1};
        },
        this, done, options());
    return;
  }
  m_job = m_session.task(
      tr("Quality"),
      [layers, before = std::move(before), map = m_session.city().crs,
       file = toUtf8(m_session.city().file)](Progress& progress) {
        store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        Answer answer;
        answer.fixed = before(city, progress);
        answer.checked = checkedLayers(city, layers, map, progress);
        return answer;
      },
      this, done, options());
}

void QualityPanel::take(const std::vector<CheckedLayerPtr>& checked, std::int64_t fixed) {
  m_running = false;
  qlonglong found = 0;
  for (const CheckedLayerPtr& one : checked) {
    const auto same = std::find_if(m_checked.begin(), m_checked.end(), [&one](const CheckedLayerPtr& old) {
      return old->quality.layer == one->quality.layer;
    });
    if (same == m_checked.end()) {
      m_checked.push_back(one);
    } else {
      *same = one;
    }
    for (const city::QualityCheck& each : one->quality.checks) found += each.findings;
  }
  QString text = found == 0 ? tr("Nothing is wrong.") : tr("%Ln finding(s)", nullptr, int(found));
  if (fixed >= 0) {
    m_session.lookNow();
    text = tr("%Ln feature(s) repaired; undo takes it back.", nullptr, int(fixed)) + QLatin1Char(' ') + text;
  }
  say(text);
  fillScores();
  readDecisions();
}

std::vector<city::LayerQuality> QualityPanel::chosen() const {
  std::vector<int> rows;
  for (const QModelIndex& index : m_list->selectionModel()->selectedRows()) rows.push_back(index.row());
  if (rows.empty()) {
    for (int row = 0; row < m_model->rowCount(); ++row) rows.push_back(row);
  }
  std::map<std::string, city::LayerQuality> byLayer;
  for (const int row : rows) {
    const QualityModel::Place place = m_model->place(row);
    city::LayerQuality& one = byLayer[place.layer->quality.layer];
    one.layer = place.layer->quality.layer;
    one.findings.push_back(place.what());
  }
  std::vector<city::LayerQuality> all;
  all.reserve(byLayer.size());
  for (auto& [name, one] : byLayer) all.push_back(std::move(one));
  return all;
}

void QualityPanel::fix() {
  const auto wanted = std::make_shared<const std::vector<city::LayerQuality>>(chosen());
  std::vector<std::string> layers;
  for (const city::LayerQuality& one : *wanted) layers.push_back(one.layer);
  run(layers, [wanted, actor = toUtf8(m_session.actor())](store::CityDatabase& city, Progress& progress) {
    std::int64_t fixed = 0;
    for (const city::LayerQuality& one : *wanted) fixed += city::fixFindings(city, one, actor, progress);
    return fixed;
  });
}

void QualityPanel::askReason() {
  QInputDialog* dialog = askWords(this, "qualityReasonDialog", tr("Ignore findings"),
                                  tr("Why shall the chosen findings be ignored from now on?"));
  connect(dialog, &QInputDialog::textValueSelected, this, &QualityPanel::ignore);
  dialog->open();
}

void QualityPanel::ignore(const QString& reason) {
  const auto wanted = std::make_shared<const std::vector<city::LayerQuality>>(chosen());
  std::vector<std::string> layers;
  for (const city::LayerQuality& one : *wanted) layers.push_back(one.layer);
  m_running = true;
  changed();
  m_session.write(
      tr("Ignore findings"),
      [wanted, reason = toUtf8(reason), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        for (const city::LayerQuality& one : *wanted) {
          std::vector<std::string> ids;
          for (const city::QualityFinding& finding : one.findings) ids.push_back(finding.id);
          city::ignoreFindings(city, one, ids, reason, actor);
        }
      },
      this, [this, layers] { run(layers, {}); }, options());
}

void QualityPanel::heed() {
  std::vector<std::string> ids, layers;
  for (const QTreeWidgetItem* row : m_ignored->selectedItems()) {
    ids.push_back(toUtf8(row->data(0, kDecisionRole).toString()));
    for (const city::IgnoredFinding& one : m_decisions.ignored) {
      if (one.id == ids.back() && std::find(layers.begin(), layers.end(), one.layer) == layers.end())
        layers.push_back(one.layer);
    }
  }
  m_running = true;
  changed();
  m_session.write(
      tr("Look at findings again"),
      [ids](const store::CityDatabase& city, Progress&) { city::heedFindings(city, ids); }, this,
      [this, layers] { run(layers, {}); }, options());
}

void QualityPanel::exportSheet() {
  auto* dialog = new QFileDialog(this, tr("Findings as a spreadsheet"),
                                 QFileInfo(m_session.city().file).dir().filePath(tr("findings") + ".xlsx"),
                                 tr("Spreadsheet (*.xlsx)"));
  dialog->setObjectName(QStringLiteral("qualitySheetDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("xlsx"));
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
    m_running = true;
    changed();
    m_job = m_session.readLong(
        tr("Export findings"),
        [checked = m_checked, file = toUtf8(file)](const store::CityDatabase& city, Progress&) {
          std::vector<city::LayerQuality> all;
          all.reserve(checked.size());
          for (const CheckedLayerPtr& one : checked) all.push_back(one->quality);
          io::writeBook(city, platform::pathFromUtf8(file), city::qualitySheets(all, saidInLanguage), true);
        },
        this,
        [this, file] {
          m_running = false;
          say(tr("The findings are in %1.").arg(QFileInfo(file).fileName()));
          changed();
        },
        options());
  });
  dialog->open();
}

void QualityPanel::exportLayer() {
  m_running = true;
  changed();
  m_job = m_session.task(
      tr("Findings as a layer"),
      [wanted = chosen(), file = toUtf8(m_session.city().file), sweeper = m_session.sweeper()](Progress& progress) {
        store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        city.leaveTidyingTo(sweeper);
        std::string into = store::freeLayerName(
            city.connection(), wanted.size() == 1 ? wanted.front().layer + "_findings" : std::string("findings"));
        std::vector<std::string> whats;
        for (const city::LayerQuality& one : wanted) {
          for (const city::QualityFinding& finding : one.findings) whats.push_back(saidInLanguage(finding.what));
        }
        city::writeFindings(city, wanted, into, whats, progress);
        return into;
      },
      this,
      [this](const std::string& into) {
        m_running = false;
        m_session.lookNow();
        say(tr("The findings are in the layer %1.").arg(fromUtf8(into)));
        changed();
      },
      options());
}

void QualityPanel::makeNote() {
  auto wanted = chosen();
  if (wanted.size() != 1) return;
  const std::string layer = wanted.front().layer;
  auto* dialog = new CorrectionNoteDialog(m_session, fromUtf8(layer), int(wanted.front().findings.size()), this);
  connect(dialog, &CorrectionNoteDialog::asked, this, [this, wanted](const QString& bureau, const QString& file) {
    m_running = true;
    changed();
    m_session.write(
        tr("Correction note"),
        [wanted, bureau = toUtf8(bureau), file = toUtf8(file), actor = toUtf8(m_session.actor())](
            const store::CityDatabase& city, Progress&) {
          io::refuseTarget(city, platform::pathFromUtf8(file), true);
          const auto note = city::makeCorrectionNote(city, wanted.front(), bureau, actor);
          io::writeBook(city, platform::pathFromUtf8(file),
                        {city::correctionSheet(note, wanted.front(), saidInLanguage)}, true);
          return note.number;
        },
        this,
        [this, file](const std::string& number) {
          m_running = false;
          say(tr("Correction note %1 is in %2.").arg(fromUtf8(number), QFileInfo(file).fileName()));
          readDecisions();
        },
        options());
  });
  dialog->open();
}

void QualityPanel::answer(bool close) {
  const QList<QTreeWidgetItem*> rows = m_notes->selectedItems();
  if (rows.isEmpty()) return;
  const QString number = rows.front()->data(0, kDecisionRole).toString();
  const auto keep = [this, number, close](const QString& text) {
    m_session.write(
        tr("Correction note"),
        [number = toUtf8(number), text = toUtf8(text), close, actor = toUtf8(m_session.actor())](
            const store::CityDatabase& city, Progress&) {
          (void)city::answerCorrectionNote(city, number, text, close, actor);
        },
        this, [this] { readDecisions(); }, options());
  };
  if (close) {
    keep({});
    return;
  }
  QInputDialog* dialog =
      askWords(this, "qualityAnswerDialog", tr("Answer to %1").arg(number), tr("What did the bureau say?"));
  connect(dialog, &QInputDialog::textValueSelected, this, keep);
  dialog->open();
}

void QualityPanel::readDecisions() {
  m_session.read(
      tr("Quality"),
      [](const store::CityDatabase& city, Progress&) {
        return Decisions{city::ignoredFindings(city), city::correctionNotes(city)};
      },
      this, [this](const Decisions& decisions) { fillDecisions(decisions); });
}

}  // namespace gis::ui
