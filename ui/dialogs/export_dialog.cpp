#include "ui/dialogs/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/export_profile.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/export_set.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/export_columns.h"
#include "ui/dialogs/export_losses_view.h"
#include "ui/dialogs/export_profile_bar.h"

namespace gis::ui {
namespace {

constexpr int kPauseMillis = 350;

/// Shows the line of this value, or the value itself where the box takes typing.
void chooseIn(QComboBox* box, const QString& value) {
  const int index = box->findData(value);
  if (index >= 0)
    box->setCurrentIndex(index);
  else if (box->isEditable())
    box->setEditText(value);
}

}  // namespace

QString chosenIn(const QComboBox* box) {
  const int index = box->findText(box->currentText());
  return index >= 0 ? box->itemData(index).toString() : box->currentText().trimmed();
}

ExportDialog::ExportDialog(CitySession& session, ExportScope scope, const QString& folder, QWidget* parent)
    : QDialog(parent), m_session(session), m_scope(std::move(scope)) {
  setObjectName(QStringLiteral("exportDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
  fillLayers();
  if (const store::LayerInfo* layer = m_session.layer(m_scope.layer))
    m_where->setText(fromUtf8(layer->filter));  // what the map shows, unless somebody wants more
  m_file->setText(QDir::toNativeSeparators(
      QDir(folder).filePath(fromUtf8(io::fileNameOf(toUtf8(m_scope.layer))) + QStringLiteral(".shp"))));
  m_pause.setSingleShot(true);
  m_pause.setInterval(kPauseMillis);
  connectAll();
  layersChanged();
  formatChanged();
}

void ExportDialog::connectAll() {
  connect(&m_pause, &QTimer::timeout, this, &ExportDialog::preview);
  connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
  for (QComboBox* box : {m_encoding, m_names, m_crs, m_rows, m_clip, m_place, m_dxfLayer, m_receipt})
    connect(box, &QComboBox::currentTextChanged, this, &ExportDialog::planPreview);
  for (QLineEdit* edit : {m_where, m_security})
    connect(edit, &QLineEdit::textChanged, this, &ExportDialog::planPreview);
  connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::fileChanged);
  for (QCheckBox* box : {m_cut, m_overwrite, m_smallCounts, m_divisions})
    connect(box, &QCheckBox::toggled, this, &ExportDialog::planPreview);
  connect(m_columns, &ExportColumns::changed, this, &ExportDialog::planPreview);
  connect(m_layers, &QListWidget::itemChanged, this, &ExportDialog::layersChanged);
  connect(m_oneFile, &QCheckBox::toggled, this, &ExportDialog::layersChanged);
  connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
  connect(m_draw, &QPushButton::clicked, this, &ExportDialog::drawWanted);
  connect(m_start, &QPushButton::clicked, this, &ExportDialog::start);
  connect(m_profiles, &ExportProfileBar::chosen, this, &ExportDialog::useProfile);
  connect(m_profiles, &ExportProfileBar::saveWanted, this, [this] { m_profiles->save(profileOfChoices()); });
  connect(m_losses, &ExportLossesView::remedyWanted, this, &ExportDialog::takeRemedy);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

QStringList ExportDialog::chosenLayers() const {
  QStringList all;
  for (int i = 0; i < m_layers->count(); ++i) {
    const QListWidgetItem* item = m_layers->item(i);
    if (item->checkState() == Qt::Checked) all << item->data(Qt::UserRole).toString();
  }
  return all;
}

bool ExportDialog::intoOneFile() const {
  return m_oneFile->isChecked() && chosenIn(m_format) == QLatin1String("gpkg") && chosenLayers().size() > 1;
}

/// One layer has a file, several have a folder or a GeoPackage.
void ExportDialog::layersChanged() {
  const QStringList layers = chosenLayers();
  const bool several = layers.size() > 1 && !intoOneFile();
  const QFileInfo info(QDir::fromNativeSeparators(m_file->text().trimmed()));
  if (several != m_several) {
    m_several = several;
    const QSignalBlocker quiet(m_file);
    const QString name = QFileInfo(m_session.city().file).completeBaseName() + QStringLiteral(".gpkg");
    m_file->setText(
        QDir::toNativeSeparators(several ? info.absolutePath() : QDir(info.absoluteFilePath()).filePath(name)));
  }
  if (layers.size() == 1) {
    const QFileInfo now(QDir::fromNativeSeparators(m_file->text().trimmed()));
    const QSignalBlocker quiet(m_file);
    m_file->setText(QDir::toNativeSeparators(now.absoluteDir().filePath(
        fromUtf8(io::fileNameOf(toUtf8(layers.front()))) + QLatin1Char('.') + chosenIn(m_format))));
  }
  m_fileLabel->setText(several ? tr("Folder") : tr("File"));
  const store::LayerInfo* first = layers.isEmpty() ? nullptr : m_session.layer(layers.front());
  m_oneFile->setEnabled(layers.size() > 1 && chosenIn(m_format) == QLatin1String("gpkg"));
  setWindowTitle(first == nullptr || layers.size() > 1 ? tr("Export layers")
                                                       : tr("Export %1").arg(CitySession::layerTitle(*first)));
  m_columns->showLayers(layers);
  const QString by = chosenIn(m_dxfLayer);
  const QSignalBlocker quiet(m_dxfLayer);
  while (m_dxfLayer->count() > 1) m_dxfLayer->removeItem(1);
  for (int i = 0; i < m_columns->topLevelItemCount(); ++i) {
    const QString column = m_columns->topLevelItem(i)->data(0, Qt::UserRole).toString();
    m_dxfLayer->addItem(column, column);
  }
  chooseIn(m_dxfLayer, by);
  planPreview();
}

void ExportDialog::browse() {
  if (!m_several) {
    askTarget(m_file, "exportFileDialog", windowTitle());
    return;
  }
  auto* dialog = new QFileDialog(this, windowTitle(), QDir::fromNativeSeparators(m_file->text()));
  dialog->setObjectName(QStringLiteral("exportFolderDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& folder) { m_file->setText(QDir::toNativeSeparators(folder)); });
  dialog->open();
}

/// What is typed decides the format, when its ending names one.
void ExportDialog::fileChanged() {
  const int named = m_format->findData(QFileInfo(m_file->text().trimmed()).suffix().toLower());
  if (!m_several && !intoOneFile() && named >= 0 && named != m_format->currentIndex()) {
    const QSignalBlocker quiet(m_format);
    m_format->setCurrentIndex(named);
  }
  formatFits();
  planPreview();
}

void ExportDialog::formatChanged() {
  if (chosenLayers().size() > 1) layersChanged();  // a folder, or one file
  const QFileInfo info(QDir::fromNativeSeparators(m_file->text().trimmed()));
  if (!m_several && !info.fileName().isEmpty()) {
    const QSignalBlocker quiet(m_file);
    m_file->setText(QDir::toNativeSeparators(
        info.absoluteDir().filePath(info.completeBaseName() + QLatin1Char('.') + chosenIn(m_format))));
  }
  formatFits();
  planPreview();
}

void ExportDialog::formatFits() {
  const QString suffix = chosenIn(m_format);
  const bool table = suffix == QLatin1String("csv") || suffix == QLatin1String("xlsx");
  const bool boundary = suffix == QLatin1String("txt");
  if (boundary && !m_wasBoundary) m_encoding->setCurrentIndex(m_encoding->findData(QStringLiteral("GBK")));
  m_wasBoundary = boundary;
  m_encoding->setEnabled(boundary || suffix == QLatin1String("shp") || suffix == QLatin1String("csv"));
  m_place->setEnabled(table);
  m_names->setEnabled(suffix == QLatin1String("shp"));
  m_dxfLayer->setEnabled(suffix == QLatin1String("dxf"));
}

void ExportDialog::takeDrawn(const geom::Bytes& area) {
  const QString title = tr("The area that was drawn"), wkt = fromUtf8(geom::toWkt(area));
  int index = m_clip->findText(title);
  if (index < 0) {
    index = m_clip->count();
    m_clip->addItem(title);
  }
  m_clip->setItemData(index, wkt);
  m_clip->setCurrentIndex(index);
  planPreview();
}

void ExportDialog::useProfile(const city::ExportProfile& profile) {
  if (!profile.layers.empty()) {
    const QSignalBlocker quiet(m_layers);
    for (int i = 0; i < m_layers->count(); ++i) {
      QListWidgetItem* item = m_layers->item(i);
      const std::string name = toUtf8(item->data(Qt::UserRole).toString());
      const bool in = std::find(profile.layers.begin(), profile.layers.end(), name) != profile.layers.end();
      item->setCheckState(in ? Qt::Checked : Qt::Unchecked);
    }
  }
  if (!profile.format.empty()) {
    io::ExportRequest named;
    named.format = profile.format;
    chooseIn(m_format, QLatin1String(io::suffixOf(io::formatOf(named))));
  }
  layersChanged();
  if (!profile.encoding.empty()) {
    if (m_encoding->findData(fromUtf8(profile.encoding)) < 0)
      m_encoding->addItem(fromUtf8(profile.encoding), fromUtf8(profile.encoding));
    chooseIn(m_encoding, fromUtf8(profile.encoding));
  }
  chooseIn(m_crs, fromUtf8(profile.crs));
  m_names->setCurrentIndex(profile.pinyinNames ? 1 : 0);
  m_divisions->setChecked(profile.divisionCodes);
  chooseIn(m_place, QLatin1String(city::tableGeometryWord(profile.tableGeometry)));
  chooseIn(m_dxfLayer, fromUtf8(profile.dxfLayerField));
  for (const auto& [edit, text] : {std::pair{m_giver, &profile.giver}, std::pair{m_receiver, &profile.receiver},
                                   std::pair{m_purpose, &profile.purpose}, std::pair{m_security, &profile.security}})
    edit->setText(fromUtf8(*text));
  m_columns->setRules(profile.leftOut, profile.renames);
}

city::ExportProfile ExportDialog::profileOfChoices() const {
  const ExportOrder now = order();
  city::ExportProfile profile;
  profile.format = now.base.format;
  profile.encoding = now.base.encoding;
  profile.crs = now.base.crs;
  profile.pinyinNames = now.base.pinyinNames;
  profile.divisionCodes = now.base.divisionCodes;
  profile.tableGeometry = now.base.tableGeometry;
  profile.dxfLayerField = now.base.dxfLayerField;
  for (const QString& layer : chosenLayers()) profile.layers.push_back(toUtf8(layer));
  profile.leftOut = m_columns->leftOut();
  profile.renames = m_columns->renames();
  profile.giver = toUtf8(m_giver->text().trimmed());
  profile.receiver = toUtf8(m_receiver->text().trimmed());
  profile.purpose = toUtf8(m_purpose->text().trimmed());
  profile.security = toUtf8(m_security->text().trimmed());
  return profile;
}

void ExportDialog::takeRemedy(io::ExportRemedy remedy, const QString& column) {
  using Way = io::ExportRemedy;
  switch (remedy) {
    case Way::none: break;
    case Way::pinyinNames: chooseIn(m_names, QStringLiteral("pinyin")); break;
    case Way::geoPackage: chooseIn(m_format, QStringLiteral("gpkg")); break;
    case Way::utf8: chooseIn(m_encoding, QStringLiteral("UTF-8")); break;
    case Way::leaveOut: m_columns->leaveOut(column); break;
    case Way::receipt:
      if (m_receipt->currentIndex() == 0) m_receipt->setCurrentIndex(1);
      break;
  }
}

QString ExportDialog::fileName() const {
  QString name = QDir::fromNativeSeparators(m_file->text().trimmed());
  if (m_several || name.isEmpty()) return name;
  const QString ending = QLatin1Char('.') + chosenIn(m_format);
  return name.endsWith(ending, Qt::CaseInsensitive) ? name : name + ending;
}

/// Why nothing can be written there; empty when it can.
QString ExportDialog::fileTrouble() const {
  const QFileInfo info(fileName());
  if (chosenLayers().isEmpty()) return tr("Tick the layers to export.");
  if (fileName().isEmpty()) return m_several ? tr("Choose the folder.") : tr("Give the file a name.");
  if (m_several ? !info.isDir() : !info.absoluteDir().exists()) return tr("The folder does not exist.");
  if (!m_several && info.exists() && !m_overwrite->isChecked())
    return tr("This file exists already. Choose another name, or tick “Replace files that exist”.");
  if (const QString receipt = receiptName();
      !receipt.isEmpty() && QFileInfo::exists(receipt) && !m_overwrite->isChecked())
    return tr("The receipt exists already. Choose another name, or tick “Replace files that exist”.");
  return {};
}

/// The receipt's file; empty when none is wanted.
QString ExportDialog::receiptName() const {
  const QString suffix = chosenIn(m_receipt);
  if (suffix.isEmpty()) return {};
  const QFileInfo info(fileName());
  if (m_several)
    return QDir(info.absoluteFilePath())
        .filePath(tr("receipt_%1").arg(QDate::currentDate().toString(QStringLiteral("yyyyMMdd"))) + suffix);
  return info.absoluteDir().filePath(info.completeBaseName() + tr("_receipt") + suffix);
}

ExportOrder ExportDialog::order() const {
  ExportOrder all;
  io::ExportRequest& asked = all.base;
  const QStringList layers = chosenLayers();
  if (layers.size() > 1) {
    for (const QString& layer : layers) all.layers.push_back(toUtf8(layer));
    all.folder = platform::pathFromUtf8(toUtf8(fileName()));
  } else if (!layers.isEmpty()) {
    asked.layer = toUtf8(layers.front());
    asked.file = platform::pathFromUtf8(toUtf8(fileName()));
  }
  asked.format = toUtf8(chosenIn(m_format));
  asked.pinyinNames = m_names->isEnabled() && chosenIn(m_names) == QLatin1String("pinyin");
  if (m_encoding->isEnabled()) asked.encoding = toUtf8(chosenIn(m_encoding));
  asked.crs = toUtf8(chosenIn(m_crs));
  asked.where = toUtf8(m_where->text().trimmed());
  asked.clip = toUtf8(chosenIn(m_clip));
  asked.cut = m_cut->isChecked();
  asked.without = m_columns->leftOut();
  asked.renames = m_columns->renames();
  if (m_place->isEnabled()) asked.tableGeometry = city::tableGeometryOf(toUtf8(chosenIn(m_place)));
  if (m_dxfLayer->isEnabled()) asked.dxfLayerField = toUtf8(chosenIn(m_dxfLayer));
  asked.overwrite = m_overwrite->isChecked();
  if (!m_smallCounts->isChecked()) asked.leastCount = 0;
  asked.divisionCodes = m_divisions->isChecked();
  all.selectedOnly = chosenIn(m_rows) == QLatin1String("selected");
  all.selected = m_scope.selected;
  all.receipt = receiptName();
  all.words = {{},
               toUtf8(m_giver->text().trimmed()),
               toUtf8(m_receiver->text().trimmed()),
               toUtf8(m_purpose->text().trimmed()),
               toUtf8(m_security->text().trimmed()),
               toUtf8(m_session.actor())};
  return all;
}

void ExportDialog::planPreview() {
  m_job.cancel();
  m_start->setEnabled(false);
  m_losses->say(tr("Counting…"), false);
  m_pause.start();
}

void ExportDialog::preview() {
  if (const QString trouble = fileTrouble(); !trouble.isEmpty()) {
    m_losses->say(trouble, true);
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { m_losses->say(text, true); };
  m_job = m_session.readLong(
      tr("Count what an export loses"),
      [asked = order()](const store::CityDatabase& city, Progress& progress) {
        return city::previewHandOut(city, requestsOf(city, asked), true, asked.words.security, progress);
      },
      this, [this](const std::vector<io::ExportReport>& reports) { showReports(reports); }, options);
}

void ExportDialog::showReports(const std::vector<io::ExportReport>& reports) {
  m_losses->show(reports);
  m_start->setEnabled(true);
}

void ExportDialog::start() {
  Q_EMIT exportAsked(order());
  accept();
}

}  // namespace gis::ui
