#include "ui/panels/incident_form.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include "gis_core/crs/coordinate_text.h"
#include "ui/models/category_model.h"
#include "ui/models/incident_model.h"
#include "ui/panels/photo_list.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

/// What follows from the place, in the order of the form.
enum PlaceRow {
  gridRow,
  communityRow,
  subdistrictRow,
  districtRow,
  parcelRow,
  roadRow,
  mapRow,
  degreesRow,
  timeRow,
  placeRows
};
constexpr const char* kPlaceNames[placeRows] = {"incidentGrid",     "incidentCommunity", "incidentSubdistrict",
                                                "incidentDistrict", "incidentParcel",    "incidentRoad",
                                                "incidentMapPlace", "incidentDegrees",   "incidentTime"};

QString codeAndName(const std::optional<city::PlaceHit>& hit) {
  return hit ? fromUtf8(hit->name.empty() ? hit->code : hit->name + "  " + hit->code) : QString();
}

}  // namespace

IncidentForm::IncidentForm(CitySession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_title(named(new QLabel, "incidentTitle")),
      m_status(named(new QLabel, "incidentStatus")),
      m_categoryEdit(named(new QLineEdit, "incidentCategory")),
      m_reporter(named(new QLineEdit, "incidentReporter")),
      m_address(named(new QLineEdit, "incidentAddress")),
      m_categories(new CategoryModel(this)),
      m_completer(new QCompleter(this)),
      m_description(named(new QPlainTextEdit, "incidentDescription")),
      m_urgency(named(new QComboBox, "incidentUrgency")),
      m_source(named(new QComboBox, "incidentSource")),
      m_photos(named(new PhotoList, "incidentPhotos")),
      m_addPhoto(named(new QPushButton, "incidentAddPhoto")),
      m_removePhoto(named(new QPushButton, "incidentRemovePhoto")),
      m_save(named(new QPushButton, "incidentSave")),
      m_cancel(named(new QPushButton, "incidentCancel")),
      m_move(named(new QPushButton, "incidentMove")) {
  setObjectName(QStringLiteral("incidentForm"));
  setAcceptDrops(true);
  build();
  m_session.task(
      tr("Code tables"), [](Progress&) { warmUpCategories(); }, this, [] {});
  connect(m_categoryEdit, &QLineEdit::textEdited, this, [this](const QString& text) {
    m_category = nullptr;
    m_categories->search(text);
    m_completer->complete();
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
  connect(m_cancel, &QPushButton::clicked, this, &IncidentForm::clear);
  connect(m_move, &QPushButton::clicked, this, [this] {
    m_moving = true;
    m_status->setText(tr("Click the new place on the map."));
    Q_EMIT moveWanted();
  });
  connect(m_addPhoto, &QPushButton::clicked, this, &IncidentForm::addPhotosByFile);
  connect(m_removePhoto, &QPushButton::clicked, m_photos, &PhotoList::removeChosen);
  connect(m_photos, &PhotoList::changed, this, &IncidentForm::updateState);
  connect(m_photos, &PhotoList::openWanted, this,
          [](const QString& file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); });
  connect(&session, &CitySession::closed, this, &IncidentForm::clear);
  retranslate();
  clear();
}

void IncidentForm::build() {
  m_completer->setModel(m_categories);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->setMaxVisibleItems(12);
  m_completer->setWidget(m_categoryEdit);
  m_title->setWordWrap(true);
  m_status->setWordWrap(true);
  QFont bold = font();
  bold.setBold(true);
  m_title->setFont(bold);
  m_description->setTabChangesFocus(true);
  m_description->setMinimumSize(60, 60);
  m_description->setMaximumHeight(100);
  m_categoryEdit->setClearButtonEnabled(true);
  for (int i = 0; i < 2; ++i) m_urgency->addItem(QString());
  for (const char* source : {"inspector", "hotline", "app", "video", "leader", "department"}) {
    m_source->addItem(QString(), QLatin1String(source));
  }

  auto* rows = new QFormLayout;
  rows->setRowWrapPolicy(QFormLayout::DontWrapRows);
  rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  const auto addRow = [&](const char* title, QWidget* field) {
    auto* label = new QLabel;
    label->setBuddy(field);
    m_titles.emplace_back(label, title);
    rows->addRow(label, field);
  };
  addRow(QT_TR_NOOP("Category"), m_categoryEdit);
  addRow(QT_TR_NOOP("Description"), m_description);
  addRow(QT_TR_NOOP("Urgency"), m_urgency);
  addRow(QT_TR_NOOP("Reporter"), m_reporter);
  addRow(QT_TR_NOOP("Source"), m_source);
  addRow(QT_TR_NOOP("Address"), m_address);
  buildPhotos(rows);
  for (const char* name : kPlaceNames) {
    auto* title = new QLabel;
    auto* value = named(new QLabel, name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setFocusPolicy(Qt::NoFocus);
    value->setWordWrap(true);
    rows->addRow(title, value);
    m_places.emplace_back(title, value);
  }
  auto* inside = new QWidget;
  inside->setLayout(rows);
  auto* scroll = named(new QScrollArea, "incidentScroll");
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setWidget(inside);

  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_save);
  buttons->addWidget(m_cancel);
  buttons->addWidget(m_move);
  buttons->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(6, 6, 6, 6);
  all->addWidget(m_title);
  all->addWidget(scroll, 1);
  all->addWidget(m_status);
  all->addLayout(buttons);
  for (QWidget* field : {static_cast<QWidget*>(m_categoryEdit), static_cast<QWidget*>(m_description),
                         static_cast<QWidget*>(m_reporter), static_cast<QWidget*>(m_address)}) {
    field->installEventFilter(this);
  }
}

void IncidentForm::buildPhotos(QFormLayout* rows) {
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(m_addPhoto);
  buttons->addWidget(m_removePhoto);
  buttons->addStretch(1);
  auto* column = new QVBoxLayout;
  column->addWidget(m_photos);
  column->addLayout(buttons);
  auto* label = new QLabel;
  label->setBuddy(m_photos);
  m_titles.emplace_back(label, QT_TR_NOOP("Photos"));
  rows->addRow(label, column);
}

QString IncidentForm::caseId() const {
  return m_case ? fromUtf8(m_case->uid) : QString();
}

void IncidentForm::placeAt(geom::MapPoint at) {
  if (m_saving) return;
  // A click begins a new report, unless a kept case is being moved.
  if (m_case && !m_moving) clear();
  m_at = at;
  if (!m_case) m_title->setText(tr("New incident"));
  if (m_case) m_status->setText(tr("Save moves the case here."));
  lookPlaceUp();
  updateState();
  Q_EMIT placeChanged();
  if (!m_case && m_category == nullptr) m_categoryEdit->setFocus();
}

void IncidentForm::lookPlaceUp() {
  const quint64 number = ++m_lookUp;
  const geom::MapPoint at = *m_at;
  m_session.read(
      tr("What is at this place"),
      [at](const store::CityDatabase& city, Progress&) { return city::PlaceFinder(city).at(at); }, this,
      [this, number](const city::Place& place) {
        if (number == m_lookUp) showPlace(place);
      });
}

void IncidentForm::showPlace(const city::Place& place) {
  const QString texts[placeRows] = {
      codeAndName(place.grid),
      codeAndName(place.community),
      codeAndName(place.subdistrict),
      codeAndName(place.district),
      place.parcel ? fromUtf8(place.parcel->code) : QString(),
      fromUtf8(place.roadName()),
      fromUtf8(crs::formatMap(place.at)),
      place.degrees ? fromUtf8(crs::formatDegrees(*place.degrees)) : QString(),
      m_case ? cityTimeText(m_case->reportedAt) : cityTimeText(toIsoUtc(utcNow())),
  };
  for (int i = 0; i < placeRows; ++i)
    m_places[std::size_t(i)].second->setText(texts[i].isEmpty() ? QStringLiteral("–") : texts[i]);
}

void IncidentForm::openCase(const QString& id) {
  if (m_saving) return;
  struct Opened {
    city::Incident incident;
    std::vector<city::Attachment> photos;
    QString media;
    city::Place place;
  };
  m_session.read(
      tr("Open a case"),
      [wanted = toUtf8(id)](const store::CityDatabase& city, Progress&) {
        Opened opened;
        opened.incident = city::incidentById(city, wanted);
        opened.photos = city::attachmentsOf(city, opened.incident.uid, true);
        opened.media = QString::fromStdString(city.mediaFolder().string());
        if (opened.incident.at) opened.place = city::PlaceFinder(city).at(*opened.incident.at);
        return opened;
      },
      this,
      [this](const Opened& opened) {
        showCase(opened.incident, opened.photos, opened.media);
        if (opened.incident.at) showPlace(opened.place);
      });
}

void IncidentForm::showCase(const city::Incident& incident, const std::vector<city::Attachment>& photos,
                            const QString& media) {
  clear();
  m_case = incident;
  m_at = incident.at;
  const QString number = fromUtf8(incident.caseNo.empty() ? incident.reportNo : incident.caseNo);
  const QString deadline = cityTimeText(incident.deadline);
  m_title->setText(tr("Case %1: %2").arg(number, caseStateText(incident.state)) +
                   (deadline.isEmpty() ? QString() : QStringLiteral("\n") + tr("Deadline %1").arg(deadline)));
  m_category = nullptr;
  m_categoryEdit->setText(categoryText(incident.codeSystem, incident.kind, incident.category, incident.categoryName));
  m_description->setPlainText(fromUtf8(incident.description));
  m_urgency->setCurrentIndex(incident.urgency == "urgent" ? 1 : 0);
  m_reporter->setText(fromUtf8(incident.reporter));
  m_address->setText(fromUtf8(incident.address));
  m_source->setCurrentIndex(m_source->findData(fromUtf8(incident.source)));
  for (const city::Attachment& photo : photos) {
    m_photos->addKept(QByteArray(reinterpret_cast<const char*>(photo.thumbnail.data()), int(photo.thumbnail.size())),
                      fromUtf8(photo.name), media + QLatin1Char('/') + fromUtf8(photo.path));
  }
  updateState();
  Q_EMIT placeChanged();
}

void IncidentForm::clear() {
  ++m_lookUp;
  m_at.reset();
  m_case.reset();
  m_category = nullptr;
  m_moving = false;
  m_title->setText(tr("No incident. Choose the incident tool (N) and click the map."));
  m_status->clear();
  m_categoryEdit->clear();
  m_description->clear();
  m_urgency->setCurrentIndex(0);
  m_address->clear();
  if (m_reporter->text().isEmpty()) m_reporter->setText(m_session.actor());
  m_source->setCurrentIndex(0);
  m_photos->clearPhotos();
  for (const auto& [title, value] : m_places) value->setText(QStringLiteral("–"));
  updateState();
  Q_EMIT placeChanged();
}

void IncidentForm::chooseCategory(int row) {
  const city::Category* chosen = m_categories->category(row);
  if (chosen == nullptr) return;
  m_category = chosen;
  m_categoryEdit->setText(CategoryModel::label(*chosen));
  updateState();
}

void IncidentForm::updateState() {
  const bool writable = m_session.isOpen() && !m_session.isReadOnly() && !m_saving;
  const bool something = m_at.has_value() || m_case.has_value();
  for (QWidget* field :
       {static_cast<QWidget*>(m_categoryEdit), static_cast<QWidget*>(m_description), static_cast<QWidget*>(m_urgency),
        static_cast<QWidget*>(m_reporter), static_cast<QWidget*>(m_source), static_cast<QWidget*>(m_address),
        static_cast<QWidget*>(m_photos), static_cast<QWidget*>(m_addPhoto), static_cast<QWidget*>(m_removePhoto)}) {
    field->setEnabled(writable && something);
  }
  m_save->setEnabled(writable && something && (m_case || m_category != nullptr));
  m_cancel->setEnabled(something && !m_saving);
  m_move->setVisible(m_case.has_value());
  m_move->setEnabled(writable && m_case);
}

city::IncidentDraft IncidentForm::draft() const {
  city::IncidentDraft draft;
  if (m_category != nullptr) {
    draft.category = m_category->code;
    draft.kind = m_category->kind;
    draft.system = m_category->system;
  }
  draft.at = m_at;
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

void IncidentForm::saveNew() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { fail(sentence); };
  options.onCancelled = [this] { fail(tr("Nothing was saved.")); };
  m_session.write(
      tr("Log an incident"),
      [draft = draft(), actor = toUtf8(m_session.actor())](const store::CityDatabase& city, Progress&) {
        return city::IncidentDesk(city).report(draft, actor);
      },
      this, [this](const city::Incident& incident) { finishSave(incident); }, options);
}

void IncidentForm::saveChanges() {
  const city::IncidentDraft now = draft();
  store::ColumnValues values;
  const auto changed = [&](const char* column, const std::string& before, const std::string& after) {
    if (before != after) values.emplace_back(column, after);
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
  const bool moved = m_at && m_case->at != m_at;
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { fail(sentence); };
  options.onCancelled = [this] { fail(tr("Nothing was saved.")); };
  m_session.write(
      tr("Correct a case"),
      [id = m_case->uid, values, moved, to = *m_at, photos = now.photos, actor = toUtf8(m_session.actor())](
          const store::CityDatabase& city, Progress&) {
        city::IncidentDesk desk(city);
        if (!values.empty()) (void)desk.correct(id, values, actor);
        if (moved) (void)desk.move(id, to, actor);
        if (!photos.empty()) (void)desk.attach(id, photos, "report", actor);
        return city::incidentById(city, id);
      },
      this, [this](const city::Incident& incident) { finishSave(incident); }, options);
}

void IncidentForm::finishSave(const city::Incident& incident) {
  m_saving = false;
  const QString id = fromUtf8(incident.uid);
  const QString number = fromUtf8(incident.caseNo.empty() ? incident.reportNo : incident.caseNo);
  const QString reporter = m_reporter->text();
  clear();
  m_reporter->setText(reporter);  // the next one comes from the same person
  m_status->setText(tr("Saved: %1").arg(number));
  m_session.lookNow();
  Q_EMIT saved(id, number);
}

void IncidentForm::fail(const QString& sentence) {
  m_saving = false;
  m_status->setText(sentence);
  updateState();
}

void IncidentForm::addPhotosByFile() {
  auto* dialog = new QFileDialog(this, tr("Photos of the incident"));
  dialog->setObjectName(QStringLiteral("incidentPhotoDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilter(tr("Photos") + QStringLiteral(" (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.heic)"));
  connect(dialog, &QFileDialog::filesSelected, m_photos, &PhotoList::addFiles);
  dialog->open();
}

bool IncidentForm::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<const QKeyEvent*>(event);
    const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
    // A picture in the clipboard is a photo, wherever the cursor is; text stays text.
    if (key->matches(QKeySequence::Paste) && clipboard != nullptr && !clipboard->hasText() &&
        m_photos->addFrom(clipboard)) {
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void IncidentForm::dragEnterEvent(QDragEnterEvent* event) {
  if (m_photos->isEnabled() && PhotoList::holdsPictures(event->mimeData())) event->acceptProposedAction();
}

void IncidentForm::dropEvent(QDropEvent* event) {
  if (m_photos->addFrom(event->mimeData())) event->acceptProposedAction();
}

void IncidentForm::sayPlaceTitles() {
  const QString titles[placeRows] = {tr("Unit grid"),   tr("Community"), tr("Subdistrict"),
                                     tr("District"),    tr("Parcel"),    tr("Road"),
                                     tr("Coordinates"), tr("Degrees"),   tr("Reported at")};
  for (int i = 0; i < placeRows; ++i) {
    m_places[std::size_t(i)].first->setText(titles[i]);
    m_places[std::size_t(i)].second->setAccessibleName(titles[i]);
  }
}

void IncidentForm::retranslate() {
  for (const auto& [label, title] : m_titles) {
    label->setText(tr(title));
    if (label->buddy() != nullptr) label->buddy()->setAccessibleName(tr(title));
  }
  m_urgency->setItemText(0, tr("Normal"));
  m_urgency->setItemText(1, tr("Urgent"));
  const QString sources[] = {tr("Inspector"), tr("Hotline"),       tr("Citizens' app"),
                             tr("Video"),     tr("Leader's note"), tr("Transferred by a department")};
  for (int i = 0; i < m_source->count(); ++i) m_source->setItemText(i, sources[i]);
  m_categoryEdit->setPlaceholderText(tr("Name, code, pinyin or initials"));
  m_photos->setToolTip(tr("Drop photos here, or paste them with Ctrl+V"));
  m_addPhoto->setText(tr("Add photos…"));
  m_removePhoto->setText(tr("Remove"));
  m_save->setText(tr("Save"));
  m_cancel->setText(tr("Close"));
  m_move->setText(tr("Move the point"));
  for (QPushButton* button : {m_addPhoto, m_removePhoto, m_save, m_cancel, m_move}) {
    button->setAccessibleName(button->text());
  }
  sayPlaceTitles();
  if (!m_at && !m_case) m_title->setText(tr("No incident. Choose the incident tool (N) and click the map."));
}

void IncidentForm::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

}  // namespace gis::ui
