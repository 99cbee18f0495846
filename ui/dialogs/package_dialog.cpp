#include "ui/dialogs/package_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/metadata.h"
#include "ui/dialogs/dialog_job.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

PackageDialog::PackageDialog(CitySession& session, const QStringList& layers, const QString& folder, QWidget* parent)
    : QDialog(parent), m_session(session) {
  setObjectName(QStringLiteral("packageDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Exchange package"));
  build();
  fillLayers(layers);
  m_file->setText(
      QDir::toNativeSeparators(QDir(folder).filePath(session.city().name + QStringLiteral("_package.zip"))));
  changed();
  resize(620, 600);
}

void PackageDialog::build() {
  m_layers = named(new QListWidget, "packageLayers", tr("Layers to pack"));
  m_file = named(new QLineEdit, "packageFile", tr("File"));
  auto* browse = named(new QPushButton(tr("Browse…")), "packageBrowse", tr("Choose the file"));
  browse->setAutoDefault(false);
  m_overwrite = new QCheckBox(tr("Replace the file if it is there"));
  nameField(m_overwrite, "packageOverwrite", m_overwrite->text());
  m_crs = named(new QComboBox, "packageCrs", tr("Coordinate system"));
  m_crs->setEditable(true);
  m_crs->addItem(tr("Each layer's own"), QString());
  for (const char* name : {"EPSG:4549", "EPSG:4548", "EPSG:4528", "EPSG:4490", "EPSG:4326"})
    m_crs->addItem(QLatin1String(name), QLatin1String(name));
  replaceOnTyping(m_crs);
  m_encoding = named(new QComboBox, "packageEncoding", tr("Encoding of the shapefiles"));
  m_encoding->addItem(QStringLiteral("UTF-8"), QStringLiteral("UTF-8"));
  m_encoding->addItem(tr("GBK (older Chinese programs)"), QStringLiteral("GBK"));
  m_giver = named(new QLineEdit, "packageGiver", tr("Bureau that hands over"));
  m_receiver = named(new QLineEdit, "packageReceiver", tr("Bureau that receives"));
  m_purpose = named(new QLineEdit, "packagePurpose", tr("What the data is for"));
  m_security = named(new QLineEdit, "packageSecurity", tr("Security mark"));
  m_security->setPlaceholderText(tr("the strictest of the layers"));
  m_status = named(new QLabel, "packageStatus", tr("Result"));
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_command = named(new QLineEdit, "packageCommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  m_make = buttons->addButton(tr("Make the package"), QDialogButtonBox::ActionRole);
  nameField(m_make, "packageMakeButton", tr("Make the package"));
  m_stop = buttons->addButton(tr("Stop"), QDialogButtonBox::ActionRole);
  nameField(m_stop, "packageStopButton", tr("Stop"));
  m_stop->setAutoDefault(false);
  auto* file = new QHBoxLayout;
  file->addWidget(m_file, 1);
  file->addWidget(browse);
  auto* form = new QFormLayout;
  form->addRow(tr("Layers"), m_layers);
  form->addRow(tr("File"), file);
  form->addRow(QString(), m_overwrite);
  form->addRow(tr("Coordinate system"), m_crs);
  form->addRow(tr("Encoding of the shapefiles"), m_encoding);
  form->addRow(tr("From"), m_giver);
  form->addRow(tr("To"), m_receiver);
  form->addRow(tr("Purpose"), m_purpose);
  form->addRow(tr("Security mark"), m_security);
  auto* all = new QVBoxLayout(this);
  all->addLayout(form, 1);
  all->addWidget(m_status);
  all->addWidget(m_command);
  all->addWidget(buttons);
  connect(browse, &QPushButton::clicked, this,
          [this] { askTarget(m_file, "packageFileDialog", tr("Exchange package"), tr("Packages (*.zip)")); });
  for (QLineEdit* one : {m_file, m_giver, m_receiver, m_purpose, m_security})
    connect(one, &QLineEdit::textChanged, this, &PackageDialog::changed);
  for (QComboBox* one : {m_crs, m_encoding})
    connect(one, &QComboBox::currentTextChanged, this, &PackageDialog::changed);
  connect(m_overwrite, &QCheckBox::toggled, this, &PackageDialog::changed);
  connect(m_layers, &QListWidget::itemChanged, this, &PackageDialog::changed);
  connect(m_make, &QPushButton::clicked, this, &PackageDialog::make);
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

void PackageDialog::fillLayers(const QStringList& chosen) {
  const QSignalBlocker quiet(m_layers);
  for (const store::LayerInfo& one : *m_session.layers()) {
    if (one.name == "city_incident") continue;
    auto* item = new QListWidgetItem(CitySession::layerTitle(one), m_layers);
    item->setData(Qt::UserRole, fromUtf8(one.name));
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(chosen.contains(fromUtf8(one.name)) ? Qt::Checked : Qt::Unchecked);
  }
}

city::PackageRequest PackageDialog::request() const {
  city::PackageRequest request;
  for (int i = 0; i < m_layers->count(); ++i) {
    const QListWidgetItem* item = m_layers->item(i);
    if (item->checkState() == Qt::Checked) request.layers.push_back(toUtf8(item->data(Qt::UserRole).toString()));
  }
  QString file = QDir::fromNativeSeparators(m_file->text().trimmed());
  if (!file.isEmpty() && !file.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive)) file += QLatin1String(".zip");
  request.file = platform::pathFromUtf8(toUtf8(file));
  const int known = m_crs->findText(m_crs->currentText());
  request.crs = toUtf8(known >= 0 ? m_crs->itemData(known).toString() : m_crs->currentText().trimmed());
  request.encoding = toUtf8(m_encoding->currentData().toString());
  request.overwrite = m_overwrite->isChecked();
  request.words.giver = toUtf8(m_giver->text().trimmed());
  request.words.receiver = toUtf8(m_receiver->text().trimmed());
  request.words.purpose = toUtf8(m_purpose->text().trimmed());
  request.words.security = toUtf8(m_security->text().trimmed());
  request.words.actor = toUtf8(m_session.actor());
  return request;
}

QString PackageDialog::commandLine() const {
  const city::PackageRequest asked = request();
  QStringList layers;
  for (const std::string& one : asked.layers) layers << fromUtf8(one);
  QString line = QStringLiteral("citydesk-cli package %1 %2 --layers %3")
                     .arg(shellQuoted(m_session.city().file), shellQuoted(fromUtf8(platform::pathToUtf8(asked.file))),
                          shellQuoted(layers.join(QLatin1Char(','))));
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty())
      line += QLatin1Char(' ') + QLatin1String(option) + QLatin1Char(' ') + shellQuoted(fromUtf8(value));
  };
  add("--crs", asked.crs);
  if (asked.encoding != "UTF-8") add("--encoding", asked.encoding);
  add("--giver", asked.words.giver);
  add("--receiver", asked.words.receiver);
  add("--purpose", asked.words.purpose);
  add("--security", asked.words.security);
  if (asked.overwrite) line += QStringLiteral(" --overwrite");
  return line;
}

void PackageDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void PackageDialog::changed() {
  m_make->setEnabled(!m_running && !request().layers.empty() && !m_file->text().trimmed().isEmpty());
  m_stop->setEnabled(m_running);
  m_command->setText(commandLine());
}

void PackageDialog::make() {
  m_running = true;
  say(tr("Packing…"));
  changed();
  const bool chinese = isChinese();
  m_job = m_session.readLong(
      tr("Exchange package"),
      [asked = request(), chinese](const store::CityDatabase& city, Progress& progress) mutable {
        if (asked.words.security.empty()) asked.words.security = city::securityOf(city, asked.layers, chinese);
        const io::Say say = [](const Message& message) { return toUtf8(translated(message)); };
        return city::makePackage(city, asked, say, progress);
      },
      this,
      [this](const city::PackageReport& made) {
        m_running = false;
        const QLocale locale;
        QString text =
            tr("Package %1: %2 layers, %3 files, %4; read back and compared.")
                .arg(fromUtf8(made.number), locale.toString(qlonglong(made.layers.size())),
                     locale.toString(qlonglong(made.files.size()) + 1), locale.formattedDataSize(qint64(made.bytes)));
        for (const city::PackageLayer& layer : made.layers) {
          for (const Message& warning : layer.geoPackage.warnings) text += QStringLiteral("\n⚠ ") + translated(warning);
          for (const io::ExportLoss& loss : layer.shapefile.losses)
            text += QLatin1Char('\n') + tr("Shapefile of %1: %2").arg(fromUtf8(layer.title), translated(loss.what));
        }
        text += QLatin1Char('\n') + tr("Sum of the manifest (SHA-256): %1").arg(fromUtf8(made.manifestSha256));
        say(text);
        changed();
      },
      dialogJob([this](const QString& text, bool trouble) {
        m_running = false;
        say(text, trouble);
        changed();
      }));
}

}  // namespace gis::ui
