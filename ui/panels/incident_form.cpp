#include "ui/panels/incident_form.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDesktopServices>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/city/kept_desk.h"
#include "gis_core/city/work_calendar.h"
#include "ui/models/category_model.h"
#include "ui/models/incident_model.h"
#include "ui/panels/case_history.h"
#include "ui/panels/case_steps.h"
#include "ui/panels/duplicate_box.h"
#include "ui/panels/photo_list.h"
#include "ui/panels/unsaved_box.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

IncidentForm::IncidentForm(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_title(named(new QLabel, "incidentTitle")),
      m_status(named(new QLabel, "incidentStatus")),
      m_photoNote(named(new QLabel, "incidentPhotoNote")),
      m_second(named(new QLabel, "incidentSecond")),
      m_categoryEdit(named(new QLineEdit, "incidentCategory")),
      m_reporter(named(new QLineEdit, "incidentReporter")),
      m_address(named(new QLineEdit, "incidentAddress")),
      m_categories(new CategoryModel(this)),
      m_completer(new QCompleter(this)),
      m_description(named(new QPlainTextEdit, "incidentDescription")),
      m_urgency(named(new QComboBox, "incidentUrgency")),
      m_source(named(new QComboBox, "incidentSource")),
      m_photos(named(new PhotoList(session), "incidentPhotos")),
      m_addPhoto(named(new QPushButton, "incidentAddPhoto")),
      m_removePhoto(named(new QPushButton, "incidentRemovePhoto")),
      m_save(named(new QPushButton, "incidentSave")),
      m_cancel(named(new QPushButton, "incidentCancel")),
      m_move(named(new QPushButton, "incidentMove")),
      m_steps(new CaseSteps(session)),
      m_duplicates(new DuplicateBox(session)),
      m_history(named(new CaseHistory, "incidentHistory")),
      m_historyTitle(named(new QLabel, "incidentHistoryTitle")) {
  setObjectName(QStringLiteral("incidentForm"));
  setAcceptDrops(true);
  build();
  m_session.task(
      tr("Code tables"), [](Progress&) { warmUpCategories(); }, this, [] {});
  connect(m_categoryEdit, &QLineEdit::textEdited, this, [this](const QString& text) {
    m_category = nullptr;
    m_categories->search(text);
    m_completer->complete();
    m_status->setText(m_categories->rowCount() > 0 || text.trimmed().isEmpty()
                          ? QString()
                          : tr("No category is called “%1”. Press the down arrow in the empty field to see them all.")
                                .arg(text.trimmed()));
    // Enter takes the best one, as one expects of a list that is open.
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    updateState();
  });
  connect(m_completer, QOverload<const QModelIndex&>::of(&QCompleter::activated), this,
          [this](const QModelIndex& index) { chooseCategory(index.row()); });
  connect(m_categoryEdit, &QLineEdit::returnPressed, this, [this] {
    if (m_category == nullptr) chooseCategory(0);
    m_description->setFocus();
  });
  connect(m_categoryEdit, &QLineEdit::editingFinished, this, [this] {
    // A code that was typed in full needs no choosing from the list.
    const city::Category* first = m_categories->category(0);
    if (m_category == nullptr && first != nullptr && fromUtf8(first->code) == m_categoryEdit->text().trimmed()) {
      chooseCategory(0);
    }
  });
  connect(m_save, &QPushButton::clicked, this, &IncidentForm::save);
  connect(m_cancel, &QPushButton::clicked, this, &IncidentForm::closeForm);
  connect(m_move, &QPushButton::clicked, this, [this] {
    m_moving = true;
    m_status->setText(tr("Click the new place on the map."));
    Q_EMIT moveWanted();
  });
  connect(m_addPhoto, &QPushButton::clicked, this, &IncidentForm::addPhotosByFile);
  connect(m_removePhoto, &QPushButton::clicked, m_photos, &PhotoList::removeChosen);
  connect(m_photos, &PhotoList::changed, this, &IncidentForm::updateState);
  connect(m_photos, &PhotoList::changed, this, &IncidentForm::checkPhotos);
  connect(m_photos, &QListWidget::itemSelectionChanged, this, &IncidentForm::updateState);
  connect(m_photos, &PhotoList::failed, m_status, &QLabel::setText);
  for (QLineEdit* edit : {m_categoryEdit, m_reporter, m_address})
    connect(edit, &QLineEdit::textChanged, this, &IncidentForm::updateState);
  connect(m_description, &QPlainTextEdit::textChanged, this, &IncidentForm::updateState);
  for (QComboBox* box : {m_urgency, m_source})
    connect(box, &QComboBox::currentIndexChanged, this, &IncidentForm::updateState);
  connect(m_duplicates, &DuplicateBox::openWanted, this, &IncidentForm::lookWanted);
  connect(m_duplicates, &DuplicateBox::attachWanted, this, [this](const QString& id) {
    if (m_saving || !isNew()) return;
    m_saving = true;
    m_status->setText(tr("Saving …"));
    updateState();
    saveNew(id);
  });
  connect(m_steps, &CaseSteps::busyChanged, this, &IncidentForm::updateState);
  connect(m_steps, &CaseSteps::taken, this, [this](const QString& id, const QString& sentence) {
    m_photos->clearPhotos();  // they are in the case now
    m_status->setText(sentence);
    openCase(id);
  });
  connect(&session, &CitySession::dataChanged, this,
          [this](const QString& layer, const std::vector<std::int64_t>& fids) {
            if (layer == QLatin1String("city_incident")) followCase(fids);
          });
  connect(&session, &CitySession::editApplied, this,
          [this](const store::EditResult& result) { forgetSaved(result.fids); });
  connect(m_photos, &PhotoList::openWanted, this,
          [](const QString& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
  connect(&session, &CitySession::opened, this, [this] {
    m_session.read(
        tr("Code tables"),
        [](const store::CityDatabase& city, Progress&) { (void)city::CodeTables::of(city).searchCategories("lj", 1); },
        this, [] {});
  });
  connect(&session, &CitySession::closed, this, &IncidentForm::clear);
  retranslate();
  clear();
}

void IncidentForm::setPeople(std::vector<DeskOperator> people) {
  m_steps->setPeople(std::move(people));
}

void IncidentForm::setMyRole(const QString& role) {
  m_steps->setMyRole(role);
}

void IncidentForm::askDuplicates() {
  if (isNew()) {
    m_duplicates->ask(m_category, *m_at);
  } else {
    m_duplicates->clear();
  }
}

QString IncidentForm::caseId() const {
  return m_case ? fromUtf8(m_case->uid) : QString();
}

struct IncidentForm::OpenedCase {
  city::Incident incident;
  std::vector<city::Attachment> photos;
  std::vector<store::HistoryEntry> history;
  QString media;
  city::Place place;
  city::CaseClock clock;
};

void IncidentForm::openCase(const QString& id) {
  if (m_saving || m_steps->isBusy()) return;
  if (holdsUnsaved()) {
    m_status->setText(m_case ? tr("Save or close this case first.") : tr("Save or close the new report first."));
    return;
  }
  const quint64 number = ++m_lookUp;
  JobOptions options;
  options.onError = [this, number](const QString& sentence, const Error&) {
    if (number != m_lookUp) return;
    clear();  // taken back, or deleted by another program
    m_status->setText(sentence);
  };
  m_session.read(
      tr("Open a case"),
      [wanted = toUtf8(id)](const store::CityDatabase& city, Progress&) {
        OpenedCase opened;
        opened.incident = city::incidentById(city, wanted);
        opened.photos = city::attachmentsOf(city, opened.incident.uid, true);
        opened.history = city::incidentHistory(city, opened.incident);
        opened.clock = city::caseClock(opened.incident, city::cityCalendar(city), utcNow());
        opened.media = QString::fromStdString(city.mediaFolder().string());
        if (opened.incident.at) opened.place = city::keptDesk(city).places().around(*opened.incident.at);
        return opened;
      },
      this,
      [this, number](const OpenedCase& opened) {
        if (number == m_lookUp) showCase(opened);
      },
      options);
}

void IncidentForm::followCase(const std::vector<std::int64_t>& fids) {
  if (!m_case || m_saving || m_steps->isBusy() || holdsUnsaved()) return;
  if (!fids.empty() && std::find(fids.begin(), fids.end(), m_case->fid) == fids.end()) return;
  openCase(fromUtf8(m_case->uid));
}

void IncidentForm::showCase(const OpenedCase& opened) {
  const city::Incident& incident = opened.incident;
  // What was said of this case, such as the step that it has just taken, stays readable.
  const bool same = m_case && m_case->uid == incident.uid;
  const QString said = same ? m_status->text() : QString();
  clear();
  m_case = incident;
  m_at = incident.at;
  sayTitle();
  fillFields(incident);
  for (const city::Attachment& photo : opened.photos) {
    m_photos->addKept(QByteArray(reinterpret_cast<const char*>(photo.thumbnail.data()), int(photo.thumbnail.size())),
                      fromUtf8(photo.name), opened.media + QLatin1Char('/') + fromUtf8(photo.path));
  }
  m_steps->showCase(incident, opened.clock);
  m_history->setEntries(opened.history);
  m_history->show();
  m_historyTitle->show();
  if (incident.at) showPlace(opened.place);
  m_status->setText(said);
  updateState();
  Q_EMIT placeChanged();
  if (!same) Q_EMIT caseOpened(fromUtf8(incident.uid));
}

void IncidentForm::fillFields(const city::Incident& incident) {
  m_category = nullptr;
  m_categoryEdit->setText(categoryText(incident.codeSystem, incident.kind, incident.category, incident.categoryName));
  m_categoryEdit->setCursorPosition(0);
  m_description->setPlainText(fromUtf8(incident.description));
  m_urgency->setCurrentIndex(incident.urgency == "urgent" ? 1 : 0);
  m_reporter->setText(fromUtf8(incident.reporter));
  m_address->setText(fromUtf8(incident.address));
  m_source->setCurrentIndex(m_source->findData(fromUtf8(incident.source)));
}

void IncidentForm::clear() {
  ++m_lookUp;
  m_at.reset();
  m_case.reset();
  m_category = nullptr;
  m_moving = false;
  sayTitle();
  m_status->clear();
  m_categoryEdit->clear();
  m_description->clear();
  m_urgency->setCurrentIndex(0);
  m_address->clear();
  m_foundAddress.clear();
  m_place.reset();
  m_second->hide();
  if (m_reporter->text().isEmpty()) m_reporter->setText(m_session.actor());
  m_source->setCurrentIndex(0);
  m_photos->clearPhotos();
  m_steps->clear();
  m_history->setEntries({});
  m_history->hide();
  m_historyTitle->hide();
  for (const auto& [title, value] : m_places) value->setText(QStringLiteral("–"));
  updateState();
  Q_EMIT placeChanged();
}

void IncidentForm::sayTitle() {
  if (!m_case) {
    m_title->setText(m_at ? tr("New incident") : tr("No incident. Choose the incident tool (N) and click the map."));
    return;
  }
  const QString number = fromUtf8(m_case->caseNo.empty() ? m_case->reportNo : m_case->caseNo);
  const QString deadline = cityTimeText(m_case->deadline);
  m_title->setText(tr("Case %1: %2").arg(number, caseStateText(m_case->state)) +
                   (deadline.isEmpty() ? QString() : QStringLiteral("\n") + tr("Deadline %1").arg(deadline)));
}

void IncidentForm::closeForm() {
  if (!holdsUnsaved()) {
    clear();
    return;
  }
  askBeforeLosing(this, m_case ? tr("The changes of this case are not saved.") : tr("This report is not saved."),
                  [this] { clear(); });
}

void IncidentForm::chooseCategory(int row) {
  const city::Category* chosen = m_categories->category(row);
  if (chosen == nullptr) return;
  m_category = chosen;
  m_categoryEdit->setText(CategoryModel::label(*chosen));
  m_categoryEdit->setCursorPosition(0);  // a long name is read from its beginning
  askUnit();
  updateState();
}

void IncidentForm::updateState() {
  const bool writable = m_session.isOpen() && !m_session.isReadOnly() && !m_saving && !m_steps->isBusy();
  const bool something = m_at.has_value() || m_case.has_value();
  for (QWidget* field :
       {static_cast<QWidget*>(m_categoryEdit), static_cast<QWidget*>(m_description), static_cast<QWidget*>(m_urgency),
        static_cast<QWidget*>(m_reporter), static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_address),
        static_cast<QWidget*>(m_photos), static_cast<QWidget*>(m_addPhoto)}) {
    field->setEnabled(writable && something);
  }
  m_removePhoto->setEnabled(writable && something && !m_photos->selectedItems().isEmpty());
  const bool complete = m_case ? isCorrected() || !m_photos->files().isEmpty() : m_category != nullptr;
  m_save->setEnabled(writable && something && complete && !m_photos->isBusy());
  m_save->setToolTip(something && !m_case && m_category == nullptr ? tr("Choose a category first.") : QString());
  m_cancel->setEnabled(something && !m_saving);
  m_steps->setPhotos(m_case ? m_photos->files() : QStringList());
  m_steps->setUnsaved(m_case && isCorrected());
  m_move->setVisible(m_case.has_value());
  m_move->setEnabled(writable && m_case);
  if (!m_saving) askDuplicates();
}

city::IncidentDraft IncidentForm::draft() const {
  city::IncidentDraft draft;
  if (m_category != nullptr) {
    draft.category = m_category->code;
    draft.kind = m_category->kind;
    draft.system = m_category->system;
  }
  draft.at = m_at;
  draft.place = m_place;
  draft.description = toUtf8(m_description->toPlainText().trimmed());
  draft.urgency = m_urgency->currentIndex() == 1 ? "urgent" : "normal";
  draft.reporter = toUtf8(m_reporter->text().trimmed());
  draft.source = toUtf8(m_source->currentData().toString());
  draft.address = toUtf8(m_address->text().trimmed());
  for (const QString& file : m_photos->files()) draft.photos.emplace_back(toUtf8(file));
  return draft;
}

void IncidentForm::save() {
  if (m_saving || !m_at) return;
  m_saving = true;
  m_status->setText(tr("Saving …"));
  updateState();
  if (m_case) {
    saveChanges();
  } else {
    saveNew();
  }
}

void IncidentForm::saveNew(const QString& duplicateOf) {
  city::IncidentDraft report = draft();
  report.duplicateOf = toUtf8(duplicateOf);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { fail(sentence); };
  options.onCancelled = [this] { fail(tr("Nothing was saved.")); };
  m_session.write(
      tr("Log an incident"),
      [report, actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        return city::keptDesk(city).report(report, actor);
      },
      this, [this](const city::Incident& incident) { finishSave(incident); }, options);
}

store::ColumnValues IncidentForm::corrections() const {
  store::ColumnValues values;
  if (!m_case) return values;
  const city::IncidentDraft now = draft();
  const auto changed = [&](const char* column, const std::string& before, const std::string& after) {
    if (fromUtf8(before).trimmed() != fromUtf8(after)) values.emplace_back(column, after);
  };
  changed("description", m_case->description, now.description);
  changed("urgency", m_case->urgency, now.urgency);
  changed("reporter", m_case->reporter, now.reporter);
  if (m_source->currentIndex() >= 0) changed("source", m_case->source, now.source);
  changed("address", m_case->address, now.address);
  if (m_category != nullptr) {
    values.emplace_back("category", now.category);
    values.emplace_back("kind", std::string(city::categoryKindName(*now.kind)));
    values.emplace_back("system", *now.system);
  }
  return values;
}

bool IncidentForm::holdsUnsaved() const {
  if (m_case) return isCorrected() || !m_photos->files().isEmpty() || m_photos->isBusy();
  return m_at && (!m_categoryEdit->text().isEmpty() || !m_description->toPlainText().isEmpty() ||
                  !m_photos->files().isEmpty() || m_photos->isBusy());
}

bool IncidentForm::isCorrected() const {
  return m_case && ((m_at && m_case->at != m_at) || !corrections().empty());
}

void IncidentForm::saveChanges() {
  city::CaseChange change{corrections(), {}, draft().photos};
  if (m_at && m_case->at != m_at) change.to = m_at;
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { fail(sentence); };
  options.onCancelled = [this] { fail(tr("Nothing was saved.")); };
  m_session.write(
      tr("Correct a case"),
      [id = m_case->uid, change = std::move(change), actor = toUtf8(m_session.actor())](
          const store::CityDatabase& city, Progress&) { return city::keptDesk(city).change(id, change, actor); },
      this, [this](const city::Incident& incident) { finishSave(incident); }, options);
}

void IncidentForm::finishSave(const city::Incident& incident) {
  m_saving = false;
  const QString id = fromUtf8(incident.uid);
  const QString number = fromUtf8(incident.caseNo.empty() ? incident.reportNo : incident.caseNo);
  const QString reporter = m_reporter->text();
  clear();
  m_reporter->setText(reporter);  // the next one comes from the same person
  m_savedFid = incident.fid;
  m_savedText = tr("Saved: %1").arg(number);
  m_status->setText(m_savedText);
  m_session.lookNow();
  Q_EMIT saved(id, number);
}

void IncidentForm::forgetSaved(const std::vector<std::int64_t>& fids) {
  if (std::find(fids.begin(), fids.end(), m_savedFid) == fids.end()) return;
  if (m_status->text() == m_savedText) m_status->clear();  // the window's message tells what was taken back
}

void IncidentForm::fail(const QString& sentence) {
  m_saving = false;
  m_status->setText(sentence);
  updateState();
}

void IncidentForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
