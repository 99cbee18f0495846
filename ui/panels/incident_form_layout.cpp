// How the incident form is laid out, and its texts.
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/models/category_model.h"
#include "ui/panels/case_history.h"
#include "ui/panels/case_steps.h"
#include "ui/panels/duplicate_box.h"
#include "ui/panels/incident_form.h"
#include "ui/panels/photo_list.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

void IncidentForm::build() {
  m_completer->setModel(m_categories);
  m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
  m_completer->setMaxVisibleItems(12);
  m_completer->setWidget(m_categoryEdit);
  m_title->setWordWrap(true);
  m_status->setWordWrap(true);
  m_photoNote->setWordWrap(true);
  m_photoNote->hide();
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
  static constexpr const char* kPlaceNames[placeRows] = {
      "incidentGrid",     "incidentDutyGrid", "incidentCommunity", "incidentSubdistrict",
      "incidentDistrict", "incidentParcel",   "incidentRoad",      "incidentComponent",
      "incidentUnit",     "incidentMapPlace", "incidentDegrees",   "incidentTime"};
  m_second->setWordWrap(true);
  m_second->hide();
  rows->addRow(m_second);
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
  auto* column = new QVBoxLayout(inside);
  column->addWidget(m_steps);
  column->addWidget(m_duplicates);
  column->addLayout(rows);
  m_historyTitle->setFont(bold);
  column->addWidget(m_historyTitle);
  column->addWidget(m_history, 1);
  column->addStretch(0);
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
  column->addWidget(m_photoNote);
  column->addLayout(buttons);
  auto* label = new QLabel;
  label->setBuddy(m_photos);
  m_titles.emplace_back(label, QT_TR_NOOP("Photos"));
  rows->addRow(label, column);
}

void IncidentForm::sayPlaceTitles() {
  const QString titles[placeRows] = {tr("Unit grid"),   tr("Duty grid"),   tr("Community"), tr("Subdistrict"),
                                     tr("District"),    tr("Parcel"),      tr("Road"),      tr("Component"),
                                     tr("Responsible"), tr("Coordinates"), tr("Degrees"),   tr("Reported at")};
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
  m_photos->setHint(m_photos->toolTip());
  m_historyTitle->setText(tr("What happened"));
  m_history->setAccessibleName(m_historyTitle->text());
  m_addPhoto->setText(tr("Add photos…"));
  m_removePhoto->setText(tr("Remove"));
  m_save->setText(tr("Save"));
  m_cancel->setText(tr("Close"));
  m_move->setText(tr("Move the point"));
  for (QPushButton* button : {m_addPhoto, m_removePhoto, m_save, m_cancel, m_move}) {
    button->setAccessibleName(button->text());
  }
  sayPlaceTitles();
  sayTitle();
  if (m_place) showPlace(*m_place);
}

}  // namespace gis::ui
