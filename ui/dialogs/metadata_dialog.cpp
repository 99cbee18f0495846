#include "ui/dialogs/metadata_dialog.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>
#include <span>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

bool isLong(std::string_view key) {
  return key == "abstract" || key == "lineage" || key == "quality";
}

QString formTitle(const city::MetadataField& field) {
  return QString::fromUtf8(isChinese() ? field.zh : field.en);
}

QWidget* formField(const city::MetadataField& field, QWidget* parent) {
  QWidget* widget = nullptr;
  if (!field.words.empty()) {
    auto* box = new QComboBox(parent);
    box->addItem(QString(), QString());
    for (const auto& word : field.words)
      box->addItem(QString::fromUtf8(isChinese() ? word.zh : word.en), QString::fromUtf8(word.key));
    widget = box;
  } else if (isLong(field.key)) {
    auto* edit = new QPlainTextEdit(parent);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(3 * edit->fontMetrics().lineSpacing() + 12);
    widget = edit;
  } else {
    widget = new QLineEdit(parent);
  }
  nameField(widget, qPrintable(QStringLiteral("metadata_") + QLatin1String(field.key)), formTitle(field));
  return widget;
}

QString textOf(const QWidget* widget) {
  if (const auto* box = qobject_cast<const QComboBox*>(widget)) return box->currentData().toString();
  if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget)) return edit->toPlainText().trimmed();
  return static_cast<const QLineEdit*>(widget)->text().trimmed();
}

void setText(QWidget* widget, const QString& text) {
  if (auto* box = qobject_cast<QComboBox*>(widget)) {
    if (box->findData(text) < 0) box->addItem(text, text);  // what another program wrote is not lost
    box->setCurrentIndex(box->findData(text));
  } else if (auto* edit = qobject_cast<QPlainTextEdit*>(widget)) {
    edit->setPlainText(text);
  } else {
    static_cast<QLineEdit*>(widget)->setText(text);
  }
}

city::Metadata sheetIn(const std::string& file, const city::Metadata& base, const CancelToken& token) {
  const std::filesystem::path path = platform::pathFromUtf8(file);
  if (path.extension() != ".json") return city::readMetadataSheet(path, base, token);
  const nlohmann::json tree = nlohmann::json::parse(platform::readFile(path), nullptr, false);
  if (tree.is_discarded())
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read {0}"), {file}}, GIS_TR("it is no JSON"));
  return city::merged(base, tree);
}

}  // namespace

MetadataDialog::MetadataDialog(CitySession& session, const QString& layer, QWidget* parent)
    : QDialog(parent), m_session(session), m_layer(layer) {
  setObjectName(QStringLiteral("metadataDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  const store::LayerInfo* info = session.layer(layer);
  setWindowTitle(tr("Metadata sheet of %1").arg(info == nullptr ? layer : CitySession::layerTitle(*info)));
  build();
  changed();
  resize(640, 640);
  session.read(
      tr("Metadata sheet"),
      [name = toUtf8(layer)](const store::CityDatabase& city, Progress&) {
        return city::metadataOf(city, store::layerByName(city.connection(), name));
      },
      this,
      [this](const city::Metadata& metadata) {
        m_before = metadata;
        m_ready = true;
        show(metadata);
      });
}

void MetadataDialog::build() {
  auto* inside = new QWidget;
  auto* form = new QFormLayout(inside);
  for (const city::MetadataField& field : city::metadataFields()) {
    QWidget* widget = formField(field, inside);
    m_fields.push_back(widget);
    form->addRow(formTitle(field), widget);
    if (auto* box = qobject_cast<QComboBox*>(widget)) {
      connect(box, &QComboBox::currentIndexChanged, this, &MetadataDialog::changed);
    } else if (auto* edit = qobject_cast<QPlainTextEdit*>(widget)) {
      connect(edit, &QPlainTextEdit::textChanged, this, &MetadataDialog::changed);
    } else {
      connect(static_cast<QLineEdit*>(widget), &QLineEdit::textChanged, this, &MetadataDialog::changed);
    }
  }
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QStringLiteral("metadataScroll"));
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(inside);
  m_status = named(new QLabel, "metadataStatus", tr("What is wrong"));
  m_status->setWordWrap(true);
  auto* files = new QHBoxLayout;
  const auto button = [&](const char* name, const QString& text, const QString& tip) {
    auto* one = named(new QPushButton(text), name, text);
    one->setToolTip(tip);
    one->setAutoDefault(false);
    files->addWidget(one);
    return one;
  };
  QPushButton* take = button("metadataReadButton", tr("Fill in from a file…"), tr("Spreadsheet, CSV or JSON"));
  QPushButton* sheet = button("metadataSheetButton", tr("As a spreadsheet…"), tr("A Chinese form that reads back"));
  QPushButton* xml = button("metadataXmlButton", tr("As ISO 19139…"), tr("XML for catalogues of geographic data"));
  files->addStretch();
  auto* buttons = dialogButtons(QDialogButtonBox::Save | QDialogButtonBox::Cancel);
  m_ok = buttons->button(QDialogButtonBox::Save);
  auto* all = new QVBoxLayout(this);
  all->addWidget(scroll, 1);
  all->addWidget(m_status);
  all->addLayout(files);
  all->addWidget(buttons);
  connect(take, &QPushButton::clicked, this, &MetadataDialog::askSource);
  connect(sheet, &QPushButton::clicked, this, [this] { askFile(false); });
  connect(xml, &QPushButton::clicked, this, [this] { askFile(true); });
  connect(buttons, &QDialogButtonBox::accepted, this, &MetadataDialog::keep);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
}

void MetadataDialog::show(const city::Metadata& metadata) {
  const auto& form = city::metadataFields();
  for (std::size_t i = 0; i < form.size(); ++i) setText(m_fields[i], fromUtf8(metadata.*form[i].member));
  changed();
}

city::Metadata MetadataDialog::typed() const {
  city::Metadata metadata = m_before;
  const auto& form = city::metadataFields();
  for (std::size_t i = 0; i < form.size(); ++i) metadata.*form[i].member = toUtf8(textOf(m_fields[i]));
  return metadata;
}

void MetadataDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void MetadataDialog::changed() {
  const auto fault = city::metadataFault(typed());
  say(fault ? translated(*fault) : QString(), fault.has_value());
  m_ok->setEnabled(m_ready && !fault && !m_session.isReadOnly());
}

void MetadataDialog::askSource() {
  auto* dialog = new QFileDialog(this, tr("Fill in from a file"), QFileInfo(m_session.city().file).absolutePath(),
                                 tr("Metadata sheets (*.xlsx *.csv *.json)"));
  dialog->setObjectName(QStringLiteral("metadataReadDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &MetadataDialog::readFile);
  dialog->open();
}

void MetadataDialog::readFile(const QString& file) {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_session.task(
      tr("Metadata sheet"),
      [file = toUtf8(file), base = typed()](Progress& progress) { return sheetIn(file, base, progress.token()); }, this,
      [this](const city::Metadata& metadata) { show(metadata); }, options);
}

void MetadataDialog::askFile(bool xml) {
  const QString suffix = xml ? QStringLiteral("xml") : QStringLiteral("xlsx");
  auto* dialog = new QFileDialog(this, xml ? tr("As ISO 19139") : tr("As a spreadsheet"),
                                 QFileInfo(m_session.city().file).dir().filePath(m_layer + QLatin1Char('.') + suffix),
                                 xml ? tr("ISO 19139 (*.xml)") : tr("Spreadsheet (*.xlsx)"));
  dialog->setObjectName(QStringLiteral("metadataFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(suffix);
  connect(dialog, &QFileDialog::fileSelected, this, [this, xml](const QString& file) { writeFile(file, xml); });
  dialog->open();
}

void MetadataDialog::writeFile(const QString& file, bool xml) {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_session.readLong(
      tr("Metadata sheet"),
      [file = toUtf8(file), xml, name = toUtf8(m_layer), metadata = typed()](const store::CityDatabase& city,
                                                                             Progress&) {
        const store::LayerInfo layer = store::layerByName(city.connection(), name);
        const auto path = platform::pathFromUtf8(file);
        if (xml) {
          const std::string text = city::metadataXml(city, layer, metadata);
          platform::writeFileAtomically(path, std::as_bytes(std::span(text)));
        } else {
          city::writeMetadataSheet(city, layer, metadata, path);
        }
      },
      this, [this, file] { say(tr("Written to %1.").arg(QFileInfo(file).fileName())); }, options);
}

void MetadataDialog::keep() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { say(sentence, true); };
  m_session.write(
      tr("Keep the metadata sheet"),
      [name = toUtf8(m_layer), metadata = typed()](const store::CityDatabase& city, Progress&) {
        city::setMetadata(city, store::layerByName(city.connection(), name), metadata);
      },
      this,
      [this] {
        Q_EMIT kept();
        accept();
      },
      options);
}

}  // namespace gis::ui
