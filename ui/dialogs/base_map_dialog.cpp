#include "ui/dialogs/base_map_dialog.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "ui/dialogs/dialog_texts.h"
#include "ui/models/user_settings.h"

namespace gis::ui {

BaseMapDialog::BaseMapDialog(UserSettings& settings, const QString& place, QWidget* parent)
    : QDialog(parent),
      m_settings(settings),
      m_kind(named(new QComboBox, "baseMapKind", tr("Kind of base map"))),
      m_service(named(new QComboBox, "baseMapService", tr("Map"))),
      m_grid(named(new QComboBox, "baseMapGrid", tr("Tile grid"))),
      m_path(named(new QLineEdit, "baseMapPath", tr("File or folder"))),
      m_template(named(new QLineEdit, "baseMapTemplate", tr("Template of the address"))),
      m_browse(named(new QPushButton, "baseMapBrowse", tr("Choose the file or folder"))),
      m_preferences(named(new QPushButton, "baseMapPreferences", tr("Preferences"))),
      m_note(new QLabel) {
  setObjectName(QStringLiteral("baseMapDialog"));
  setWindowTitle(tr("Base map"));
  build();
  readPlace(place);
  showKind();
}

void BaseMapDialog::build() {
  m_kind->addItems(
      {tr("Raster file (GeoTIFF, MBTiles …)"), tr("Folder of tiles"), tr("Tianditu"), tr("Web map by its template")});
  m_service->addItem(tr("Map"), QStringLiteral("tianditu:vec"));
  m_service->addItem(tr("Imagery"), QStringLiteral("tianditu:img"));
  m_service->addItem(tr("Terrain"), QStringLiteral("tianditu:ter"));
  m_grid->addItem(tr("Web Mercator (EPSG:3857)"), QString());
  m_grid->addItem(tr("CGCS2000 degrees (EPSG:4490)"), QStringLiteral("#grid=c"));
  m_grid->addItem(tr("WGS 84 degrees (EPSG:4326)"), QStringLiteral("#grid=4326"));
  m_template->setPlaceholderText(QStringLiteral("https://host/{z}/{x}/{y}.png"));
  m_template->setMinimumWidth(420);
  m_path->setMinimumWidth(340);
  m_browse->setText(tr("Choose…"));
  m_preferences->setText(tr("Preferences…"));
  m_note->setObjectName(QStringLiteral("baseMapNote"));
  m_note->setWordWrap(true);
  m_pathRow = new QWidget;
  auto* path = new QHBoxLayout(m_pathRow);
  path->setContentsMargins(0, 0, 0, 0);
  path->addWidget(m_path, 1);
  path->addWidget(m_browse);
  m_noteRow = new QWidget;
  auto* note = new QHBoxLayout(m_noteRow);
  note->setContentsMargins(0, 0, 0, 0);
  note->addWidget(m_note, 1);
  note->addWidget(m_preferences);
  m_form = new QFormLayout(this);
  m_form->addRow(tr("Kind"), m_kind);
  m_form->addRow(tr("Place"), m_pathRow);
  m_form->addRow(tr("Map"), m_service);
  m_form->addRow(tr("Template"), m_template);
  m_form->addRow(tr("Tile grid"), m_grid);
  m_form->addRow(m_noteRow);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  m_form->addRow(buttons);
  connect(m_kind, &QComboBox::currentIndexChanged, this, &BaseMapDialog::showKind);
  connect(m_browse, &QPushButton::clicked, this, &BaseMapDialog::browse);
  connect(m_preferences, &QPushButton::clicked, this, [this] {
    reject();
    Q_EMIT preferencesWanted();
  });
  connect(buttons, &QDialogButtonBox::accepted, this, &BaseMapDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void BaseMapDialog::readPlace(const QString& place) {
  if (place.startsWith(QLatin1String("tianditu:"))) {
    m_kind->setCurrentIndex(tianditu);
    m_service->setCurrentIndex(std::max(0, m_service->findData(place)));
  } else if (raster::isWebPlace(place.toStdString())) {
    m_kind->setCurrentIndex(web);
    // more than the grid alone ("…&max=14") stays with the template, as it was typed
    const QString grid = QLatin1Char('#') + place.section(QLatin1Char('#'), 1);
    if (m_grid->findData(grid) > 0) {
      m_grid->setCurrentIndex(m_grid->findData(grid));
      m_template->setText(place.section(QLatin1Char('#'), 0, 0));
    } else {
      m_template->setText(place);
    }
  } else {
    m_kind->setCurrentIndex(QFileInfo(place).isDir() ? folder : file);
    m_path->setText(place);
  }
}

void BaseMapDialog::showKind() {
  const int kind = m_kind->currentIndex();
  const auto show = [this](QWidget* field, bool on) {
    field->setVisible(on);
    if (QWidget* label = m_form->labelForField(field)) label->setVisible(on);
  };
  show(m_pathRow, kind == file || kind == folder);
  show(m_service, kind == tianditu);
  show(m_template, kind == web);
  show(m_grid, kind == web);
  const raster::WebAccess access = m_settings.webAccess();
  QString note;
  if (kind == file) {
    note = tr("A file without a coordinate system is taken to be in the city's.");
  } else if (kind == folder) {
    note = tr("Pictures level/column/row in web Mercator, as gdal2tiles writes them.");
  } else if (!access.allowed) {
    note = tr("Web maps are switched off: the program does not use the network until the preferences allow it.");
  } else if (kind == tianditu && access.key.empty()) {
    note = tr("Tianditu wants a key of your own: enter it in the preferences.");
  } else if (kind == web) {
    note = tr("Places to fill: {z} {x} {y}, {-y} from the south, {s:0-7} for servers, {key}, {bbox} for WMS.");
  }
  m_note->setText(note);
  m_preferences->setVisible(kind == tianditu || kind == web);
  m_noteRow->setVisible(!note.isEmpty());
  adjustSize();
}

void BaseMapDialog::browse() {
  const bool wantsFolder = m_kind->currentIndex() == folder;
  auto* dialog = new QFileDialog(this, tr("Base map"), m_settings.value(QStringLiteral("baseMapFolder")).toString());
  dialog->setObjectName(QStringLiteral("baseMapFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(wantsFolder ? QFileDialog::Directory : QFileDialog::ExistingFile);
  if (!wantsFolder) {
    dialog->setNameFilter(
        tr("Base maps (*.tif *.tiff *.mbtiles *.gpkg *.png *.jpg *.jpeg *.jp2 *.img *.webp);;All files (*)"));
  }
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& chosen) {
    m_settings.setValue(QStringLiteral("baseMapFolder"), QFileInfo(chosen).absolutePath());
    m_path->setText(chosen);
  });
  dialog->open();
}

QString BaseMapDialog::place() const {
  switch (m_kind->currentIndex()) {
    case tianditu: return m_service->currentData().toString();
    case web: {
      const QString text = m_template->text().trimmed();
      return text.contains(QLatin1Char('#')) ? text : text + m_grid->currentData().toString();
    }
    default: return m_path->text().trimmed();
  }
}

void BaseMapDialog::accept() {
  const bool empty = m_kind->currentIndex() == web ? m_template->text().trimmed().isEmpty() : place().isEmpty();
  if (empty) {
    m_note->setText(tr("Say which base map it shall be."));
    m_noteRow->show();
    return;
  }
  QDialog::accept();
}

}  // namespace gis::ui
