#include "ui/dialogs/parcels_as_of_dialog.h"

#include <QCoreApplication>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include "gis_core/base/clock.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/parcel_past.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"

namespace gis::ui {

namespace {

QString kindTitle(ParcelThen::Kind kind) {
  switch (kind) {
    case ParcelThen::Kind::ended: return QCoreApplication::translate("gis::ui::ParcelsAsOfDialog", "ended since");
    case ParcelThen::Kind::made: return QCoreApplication::translate("gis::ui::ParcelsAsOfDialog", "made since");
    case ParcelThen::Kind::changed: break;
  }
  return QCoreApplication::translate("gis::ui::ParcelsAsOfDialog", "changed since");
}

}  // namespace

ParcelsAsOfDialog::ParcelsAsOfDialog(CitySession& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_parcels(std::make_shared<const std::vector<ParcelThen>>()) {
  setObjectName(QStringLiteral("parcelsAsOfDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Parcels as of a date"));
  m_date = named(new QDateEdit(QDate::currentDate(), this), "asOfDate", tr("Date; its beginning counts"));
  m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
  m_date->setCalendarPopup(true);
  m_list = named(new QTreeWidget(this), "asOfList", tr("Parcels that were otherwise"));
  m_list->setRootIsDecorated(false);
  m_list->setAlternatingRowColors(true);
  m_list->setUniformRowHeights(true);
  m_list->setHeaderLabels({tr("Parcel"), tr("What became of it")});
  m_list->header()->resizeSection(0, 230);
  m_status = named(new QLabel(this), "asOfStatus", tr("Result"));
  m_status->setWordWrap(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  const auto add = [&](const char* name, const QString& text) {
    QPushButton* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
    nameField(button, name, text);
    button->setAutoDefault(false);
    return button;
  };
  m_open = add("asOfOpenButton", tr("Open the city as of then"));
  m_show = add("asOfShowButton", tr("Show on the map"));
  m_layer = add("asOfLayerButton", tr("As a layer"));
  auto* form = new QFormLayout;
  form->addRow(tr("Date"), m_date);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form);
  all->addWidget(m_list, 1);
  all->addWidget(m_status);
  all->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT cityWanted(fromUtf8(moment())); });
  connect(m_show, &QPushButton::clicked, this, &ParcelsAsOfDialog::showThen);
  connect(m_layer, &QPushButton::clicked, this, &ParcelsAsOfDialog::makeLayer);
  connect(m_list, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
    if (item == nullptr) return;
    const std::size_t at = item->data(0, Qt::UserRole).toULongLong();
    if (at < m_parcels->size() && !(*m_parcels)[at].wkb.empty()) {
      Q_EMIT parcelChosen(geom::envelopeOf((*m_parcels)[at].wkb));
    }
  });
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
  setRunning(false);
  say(tr("On the map, parcels that ended since are grey, and those made since are veiled."));
  resize(560, 460);
}

void ParcelsAsOfDialog::setRunning(bool running) {
  m_show->setEnabled(!running && m_session.city().asOf.isEmpty());
  m_open->setEnabled(!running);
  m_layer->setEnabled(!running && !m_session.isReadOnly());
  m_date->setEnabled(!running);
}

void ParcelsAsOfDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

std::string ParcelsAsOfDialog::moment() const {
  return toIsoUtc(parseIso(toUtf8(m_date->date().toString(Qt::ISODate)), kCityOffsetMinutes));
}

JobOptions ParcelsAsOfDialog::options() {
  return dialogJob([this](const QString& text, bool trouble) {
    setRunning(false);
    say(text, trouble);
  });
}

void ParcelsAsOfDialog::showThen() {
  setRunning(true);
  m_job = m_session.task(
      tr("Parcels as of a date"),
      [at = moment(), map = m_session.city().crs, file = toUtf8(m_session.city().file)](Progress& progress) {
        return readParcelsThen(file, at, map, progress);
      },
      this, [this](const ParcelsThen& answer) { take(answer); }, options());
}

void ParcelsAsOfDialog::take(const ParcelsThen& answer) {
  m_parcels = answer.parcels;
  m_list->clear();
  QList<QTreeWidgetItem*> rows;
  for (std::size_t i = 0; i < m_parcels->size(); ++i) {
    const ParcelThen& one = (*m_parcels)[i];
    auto* row =
        new QTreeWidgetItem({one.code.isEmpty() ? QStringLiteral("#%1").arg(one.fid) : one.code, kindTitle(one.kind)});
    row->setData(0, Qt::UserRole, qulonglong(i));
    rows << row;
  }
  m_list->addTopLevelItems(rows);
  const QLocale locale;
  const auto number = [&](std::int64_t value) { return locale.toString(qlonglong(value)); };
  say(tr("There were %1 parcels then. %2 of them ended since, %3 changed; %4 were made since.")
          .arg(number(answer.count), number(answer.ended), number(answer.changed), number(answer.made)));
  setRunning(false);
  Q_EMIT parcelsChanged();
}

void ParcelsAsOfDialog::makeLayer() {
  setRunning(true);
  m_job = m_session.task(
      tr("Parcels as of a date"),
      [at = moment(), day = toUtf8(m_date->date().toString(QStringLiteral("yyyyMMdd"))),
       file = toUtf8(m_session.city().file), sweeper = m_session.sweeper()](Progress& progress) {
        store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(file));
        city.leaveTidyingTo(sweeper);
        const city::ParcelsAsOf then = city::parcelsAsOf(city, at);
        const std::string into = store::freeLayerName(city.connection(), then.layer.name + "_" + day);
        return city::writeParcelsAsOf(city, then, into, progress);
      },
      this,
      [this](const std::string& layer) {
        setRunning(false);
        say(tr("They are in the layer %1.").arg(fromUtf8(layer)));
        m_session.lookNow();
      },
      options());
}

}  // namespace gis::ui
