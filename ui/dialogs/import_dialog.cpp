#include "ui/dialogs/import_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <filesystem>
#include <set>

#include "gis_core/base/platform/files.h"
#include "gis_core/io/companion_files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/import_fields_view.h"
#include "ui/dialogs/import_survey_view.h"

namespace gis::ui {
namespace {

constexpr int kSourceRole = Qt::UserRole;
constexpr int kLayerRole = Qt::UserRole + 1;

QComboBox* importChoice(const char* name, const QString& accessible,
                        const std::vector<std::pair<QString, const char*>>& all) {
  auto* box = new QComboBox;
  nameField(box, name, accessible);
  for (const auto& [text, word] : all) box->addItem(text, QString::fromLatin1(word));
  return box;
}

/// What the box says, or what was typed.
QString importChosen(const QComboBox* box) {
  const int index = box->findText(box->currentText());
  return index >= 0 ? box->itemData(index).toString() : box->currentText().trimmed();
}

/// A label that breaks its words asks for too little height, and a full dialog would cut it off.
void tellWhole(QLabel& label, const QString& text) {
  constexpr int kMostLines = 8;
  label.setText(text);
  label.setMinimumHeight(std::min(label.heightForWidth(label.width()), kMostLines * label.fontMetrics().lineSpacing()));
}

/// The fields that were chosen for the last file of the same source; none for others.
io::FieldChoice rememberedFields(const std::vector<city::KeptMapping>& kept) {
  return [kept](const std::string& layer, const std::vector<store::Field>& columns) -> std::optional<io::FieldMapping> {
    auto mapping = city::planStandard(kept, {"auto", {}, {}, false, {}}, layer, columns);
    return mapping && mapping->remembered ? mapping : std::nullopt;
  };
}

}  // namespace

ImportDialog::ImportDialog(CitySession& session, const QStringList& files, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_files(new QLineEdit),
      m_name(new QLineEdit),
      m_bureau(new QLineEdit),
      m_layers(new QTreeWidget),
      m_survey(new ImportSurveyView),
      m_swap(new QCheckBox(tr("The first number of a place is the north"))),
      m_split(new QCheckBox(tr("Points, lines and areas into layers of their own"))),
      m_tables(new QCheckBox(tr("Tables without geometry too"))),
      m_ballpark(new QCheckBox(tr("Transform even where no exact operation between the datums is known"))),
      m_note(new QLabel),
      m_trouble(new QLabel) {
  setObjectName(QStringLiteral("importDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Import layers"));
  nameField(m_files, "importFilesEdit", tr("Files to import"));
  m_files->setPlaceholderText(tr("Files, folders or archives, divided by semicolons"));
  auto* browseButton = new QPushButton(tr("Browse…"));
  nameField(browseButton, "importBrowseButton", tr("Choose files"));
  browseButton->setAutoDefault(false);
  nameField(m_layers, "importLayerTree", tr("Layers in the files"));
  m_layers->setHeaderLabels(
      {tr("Layer"), tr("Features"), tr("Geometry"), tr("Coordinate system"), tr("Encoding"), tr("Format")});
  m_layers->setRootIsDecorated(false);
  m_note->setObjectName(QStringLiteral("importNote"));
  m_note->setAccessibleName(tr("Notes"));
  m_note->setWordWrap(true);
  m_trouble->setObjectName(QStringLiteral("importTrouble"));
  m_trouble->setAccessibleName(tr("What stands in the way"));
  m_trouble->setWordWrap(true);

  auto* top = new QHBoxLayout;
  top->addWidget(m_files, 1);
  top->addWidget(browseButton);
  // side by side: what is in the layer needs the height
  auto* form = new QFormLayout;
  auto* more = new QFormLayout;
  buildOptions(form, more);
  auto* options = new QHBoxLayout;
  options->addLayout(form, 1);
  options->addLayout(more, 1);
  auto* split = new QSplitter(Qt::Vertical);
  split->addWidget(m_layers);
  split->addWidget(m_survey);
  split->setSizes({110, 400});
  auto* buttons = dialogButtons(QDialogButtonBox::Cancel);
  buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("importCancelButton"));
  m_start = buttons->addButton(tr("Import"), QDialogButtonBox::ActionRole);
  nameField(m_start, "importStartButton", tr("Import"));
  m_start->setDefault(true);
  auto* column = new QVBoxLayout(this);
  column->addLayout(top);
  column->addWidget(split, 1);
  column->addLayout(options);
  column->addWidget(m_note);
  column->addWidget(m_trouble);
  column->addWidget(buttons);
  // no taller than the window that it belongs to: small screens have 768 lines
  const QSize room = parent != nullptr ? parent->window()->size() : QSize(980, 820);
  resize(QSize(980, 820).boundedTo(room - QSize(40, 40)).expandedTo(QSize(760, 560)));

  connect(browseButton, &QPushButton::clicked, this, &ImportDialog::browse);
  connect(m_files, &QLineEdit::editingFinished, this, [this] {
    // Also when the focus goes to the Import button: reading again would take its click away.
    if (this->files() != m_lookedAt) look();
  });
  connect(m_encoding, &QComboBox::currentIndexChanged, this, &ImportDialog::look);
  connect(m_survey, &ImportSurveyView::encodingChosen, this, &ImportDialog::useEncoding);
  connect(m_survey, &ImportSurveyView::readingChosen, this, &ImportDialog::useReading);
  connect(&m_survey->fields(), &ImportFieldsView::chosen, this, &ImportDialog::chooseFields);
  connect(m_layers, &QTreeWidget::currentItemChanged, this, &ImportDialog::showPreview);
  connect(m_layers, &QTreeWidget::itemChanged, this, &ImportDialog::checkOptions);
  connect(m_tables, &QCheckBox::toggled, this, [this] { showLook(m_seen); });
  connect(m_name, &QLineEdit::textChanged, this, &ImportDialog::checkOptions);
  m_typing.setSingleShot(true);
  m_typing.setInterval(300);
  connect(&m_typing, &QTimer::timeout, this, &ImportDialog::checkSystems);
  for (QComboBox* box : {m_sourceCrs, m_target})
    connect(box, &QComboBox::currentTextChanged, &m_typing, QOverload<>::of(&QTimer::start));
  connect(m_taken, &QComboBox::currentIndexChanged, this, &ImportDialog::checkOptions);
  connect(m_start, &QPushButton::clicked, this, &ImportDialog::start);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  QStringList shown;
  for (const QString& file : files) shown << QDir::toNativeSeparators(file);
  m_files->setText(shown.join(QLatin1Char(';')));
  checkOptions();
  look();
}

void ImportDialog::buildOptions(QFormLayout* form, QFormLayout* more) {
  m_encoding = importChoice("importEncodingBox", tr("Encoding of texts"),
                            {{tr("Find out"), "auto"},
                             {QStringLiteral("UTF-8"), "UTF-8"},
                             {QStringLiteral("GBK"), "GBK"},
                             {QStringLiteral("GB18030"), "GB18030"},
                             {QStringLiteral("Big5"), "Big5"},
                             {QStringLiteral("Shift_JIS"), "Shift_JIS"}});
  const std::vector<std::pair<QString, const char*>> systems{
      {tr("EPSG:4549 – CGCS2000, 3-degree zone, 120° E"), "EPSG:4549"},
      {tr("EPSG:4528 – the same with zone number 40"), "EPSG:4528"},
      {tr("EPSG:4490 – CGCS2000, degrees"), "EPSG:4490"},
      {tr("EPSG:4326 – WGS 84, degrees"), "EPSG:4326"}};
  auto source = systems;
  source.insert(source.begin(), {tr("As the file says"), ""});
  source.push_back({tr("GCJ-02 – degrees of AMap, Tencent, WeChat"), "GCJ-02"});
  source.push_back({tr("BD-09 – degrees of Baidu"), "BD-09"});
  m_sourceCrs = importChoice("importSourceCrsBox", tr("Coordinate system of the file"), source);
  m_sourceCrs->setEditable(true);
  replaceOnTyping(m_sourceCrs);
  auto target = systems;
  target.insert(target.begin(), {{tr("That of the city"), "city"}, {tr("Keep that of the file"), "source"}});
  m_target = importChoice("importTargetCrsBox", tr("Coordinate system in the city"), target);
  m_target->setEditable(true);
  replaceOnTyping(m_target);
  m_invalid = importChoice("importInvalidBox", tr("Invalid geometry"),
                           {{tr("Repair it, and list what was repaired"), "repair"},
                            {tr("Leave it out, and list it"), "reject"},
                            {tr("Keep it as it is"), "keep"}});
  m_personal =
      importChoice("importPersonalBox", tr("Identity and phone numbers"),
                   {{tr("Keep them"), "keep"}, {tr("Mask them with stars"), "mask"}, {tr("Leave them out"), "drop"}});
  m_taken = importChoice(
      "importIfTakenBox", tr("If a layer of this name exists"),
      {{tr("Do not import"), "refuse"}, {tr("Add the features to it"), "append"}, {tr("Replace it"), "replace"}});
  nameField(m_name, "importNameEdit", tr("Name in the city"));
  m_name->setPlaceholderText(tr("as in the file"));
  nameField(m_bureau, "importBureauEdit", tr("Providing bureau"));
  nameField(m_swap, "importSwapCheck", m_swap->text());
  nameField(m_split, "importSplitCheck", m_split->text());
  nameField(m_tables, "importTablesCheck", m_tables->text());
  nameField(m_ballpark, "importBallparkCheck", m_ballpark->text());
  form->addRow(tr("Encoding of texts"), m_encoding);
  form->addRow(tr("Coordinate system of the file"), m_sourceCrs);
  form->addRow(m_swap);
  form->addRow(tr("Coordinate system in the city"), m_target);
  form->addRow(tr("Invalid geometry"), m_invalid);
  more->addRow(tr("Identity and phone numbers"), m_personal);
  more->addRow(tr("If a layer of this name exists"), m_taken);
  more->addRow(tr("Name in the city"), m_name);
  more->addRow(tr("Providing bureau"), m_bureau);
  more->addRow(m_split);
  more->addRow(m_tables);
  form->addRow(m_ballpark);
}

QStringList ImportDialog::files() const {
  QStringList all;
  for (const QString& file : m_files->text().split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
    if (!file.trimmed().isEmpty()) all << QDir::fromNativeSeparators(file.trimmed());
  }
  return all;
}

void ImportDialog::browse() {
  auto* dialog = new QFileDialog(this, tr("Import layers"));
  dialog->setObjectName(QStringLiteral("importFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilters(
      {tr("Map data (*.shp *.gpkg *.geojson *.json *.csv *.tsv *.txt *.kml *.kmz *.gml *.dxf *.dwg *.tab *.mif *.fgb "
          "*.xlsx *.xls *.ods *.gpx *.sqlite *.osm *.pbf *.zip)"),
       tr("All files (*)")});
  connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& chosenFiles) {
    m_files->setText(chosenFiles.join(QLatin1Char(';')));
    look();
  });
  dialog->open();
}

void ImportDialog::look() {
  const QStringList all = files();
  m_lookedAt = all;
  m_job.cancel();
  m_seen.clear();
  m_layers->clear();
  m_survey->clear();
  m_start->setEnabled(false);
  if (all.isEmpty()) {
    tellWhole(*m_note, tr("Choose the files to import."));
    return;
  }
  tellWhole(*m_note, tr("Reading the files…"));
  std::vector<std::filesystem::path> paths;
  for (const QString& file : all) paths.push_back(platform::pathFromUtf8(toUtf8(file)));
  paths = io::withoutCompanions(paths);
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { tellWhole(*m_note, QStringLiteral("⚠ ") + text); };
  m_job = m_session.readLong(
      tr("Look at files"),
      [paths, encoding = toUtf8(importChosen(m_encoding))](const store::CityDatabase& city, Progress& progress) {
        std::vector<Seen> files;
        const std::vector<city::KeptMapping> kept = city::keptMappings(city);
        (void)city::standardLayers();  // read once, here and not in the window's thread
        for (const std::filesystem::path& path : paths) {
          Seen seen{platform::pathToUtf8(path), {}, {}, {}};
          try {
            io::ImportRequest request;
            request.sources = {path};
            request.encoding = encoding;
            request.ifTaken = io::ImportRequest::IfTaken::replace;  // this dialog asks about names itself
            request.fieldChoice = rememberedFields(kept);
            seen.survey = io::surveyImport(city, request, progress.token());
          } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled) throw;
            seen.trouble = error;  // the others can be imported all the same
          }
          files.push_back(std::move(seen));
        }
        return files;
      },
      this, [this](const std::vector<Seen>& files) { showLook(files); }, options);
}

void ImportDialog::showLook(const std::vector<Seen>& files) {
  if (&files != &m_seen) m_seen = files;
  m_layers->clear();
  QStringList notes;
  for (std::size_t s = 0; s < m_seen.size(); ++s) {
    const io::ImportSurvey& survey = m_seen[s].survey;
    if (m_seen[s].trouble) notes << QStringLiteral("⚠ ") + sentence(*m_seen[s].trouble);
    for (const Message& warning : survey.warnings) notes << translated(warning);
    for (std::size_t l = 0; l < survey.layers.size(); ++l) {
      const io::SourceLayer& layer = survey.layers[l].info;
      const QString crs = !layer.hasGeometry    ? QString()
                          : layer.crs.isKnown() ? fromUtf8(layer.crs.identifier()).section(QLatin1Char('['), 0, 0)
                                                : tr("unknown");
      auto* item = new QTreeWidgetItem(
          m_layers, {fromUtf8(layer.name),
                     layer.promised >= 0 ? QLocale().toString(static_cast<qlonglong>(layer.promised)) : tr("not told"),
                     layer.hasGeometry ? fromUtf8(layer.declaredType.name()) : tr("table"), crs,
                     fromUtf8(layer.encoding), fromUtf8(layer.driver)});
      item->setData(0, kSourceRole, static_cast<int>(s));
      item->setData(0, kLayerRole, static_cast<int>(l));
      item->setCheckState(0, layer.hasGeometry || m_tables->isChecked() ? Qt::Checked : Qt::Unchecked);
      const auto say = [&](const Message& message) {
        notes << fromUtf8(layer.name) + QStringLiteral(": ") + translated(message);
      };
      for (const Message& obstacle : survey.layers[l].obstacles) say(obstacle);
      for (const Message& warning : survey.layers[l].warnings) say(warning);
    }
  }
  for (int i = 0; i < m_layers->columnCount(); ++i) m_layers->resizeColumnToContents(i);
  tellWhole(*m_note, notes.join(QLatin1Char('\n')));
  if (m_layers->topLevelItemCount() > 0) m_layers->setCurrentItem(m_layers->topLevelItem(0));
  checkOptions();
}

void ImportDialog::showPreview() {
  const QTreeWidgetItem* item = m_layers->currentItem();
  if (item == nullptr) {
    m_survey->clear();
    return;
  }
  const Seen& seen = m_seen[static_cast<std::size_t>(item->data(0, kSourceRole).toInt())];
  const io::SurveyedLayer& layer = layerOf(item);
  m_survey->showLayer(layer, seen.survey.cityOutline);
  const auto wish = seen.wishes.find(layer.info.sourceLayer);
  m_survey->fields().showLayer(layer, wish == seen.wishes.end() ? std::nullopt : std::optional(wish->second));
}

void ImportDialog::chooseFields(const city::StandardWish::OfLayer& wish) {
  const QTreeWidgetItem* item = m_layers->currentItem();
  if (item == nullptr) return;
  m_seen[static_cast<std::size_t>(item->data(0, kSourceRole).toInt())].wishes[layerOf(item).info.sourceLayer] = wish;
  tryFields();
}

/// Reads the current file again: which of its values fit the chosen fields?
void ImportDialog::tryFields() {
  const auto source = static_cast<std::size_t>(m_layers->currentItem()->data(0, kSourceRole).toInt());
  city::StandardWish wish;
  wish.byLayer = m_seen[source].wishes;
  JobOptions options;
  options.onError = [this](const QString& text, const Error&) { tellWhole(*m_note, QStringLiteral("⚠ ") + text); };
  m_fieldsJob.cancel();
  m_fieldsJob = m_session.readLong(
      tr("Look at files"),
      [wish, path = m_seen[source].file, encoding = toUtf8(importChosen(m_encoding))](const store::CityDatabase& city,
                                                                                      Progress& progress) {
        io::ImportRequest request;
        request.sources = {platform::pathFromUtf8(path)};
        request.encoding = encoding;
        request.ifTaken = io::ImportRequest::IfTaken::replace;
        request.fieldChoice = [own = city::fieldChoice(city, wish), wish,
                               kept = rememberedFields(city::keptMappings(city))](
                                  const std::string& layer, const std::vector<store::Field>& columns) {
          return wish.byLayer.contains(layer) ? own(layer, columns) : kept(layer, columns);
        };
        return io::surveyImport(city, request, progress.token());
      },
      this,
      [this, source](const io::ImportSurvey& survey) {
        if (source >= m_seen.size() || m_seen[source].survey.layers.size() != survey.layers.size()) return;
        m_seen[source].survey = survey;
        showPreview();
      },
      options);
}

const io::SurveyedLayer& ImportDialog::layerOf(const QTreeWidgetItem* item) const {
  const auto source = static_cast<std::size_t>(item->data(0, kSourceRole).toInt());
  return m_seen[source].survey.layers[static_cast<std::size_t>(item->data(0, kLayerRole).toInt())];
}

void ImportDialog::useEncoding(const QString& encoding) {
  const int index = m_encoding->findData(encoding);
  if (index >= 0) m_encoding->setCurrentIndex(index);
}

void ImportDialog::useReading(const QString& system, bool northFirst) {
  const int index = m_sourceCrs->findData(system);
  if (index >= 0)
    m_sourceCrs->setCurrentIndex(index);
  else
    m_sourceCrs->setCurrentText(system);
  m_swap->setChecked(northFirst);
}

/// The sentence about a layer that the city has already and that nobody said what to do with; empty when all is well.
QString ImportDialog::takenName() const {
  if (importChosen(m_taken) != QLatin1String("refuse")) return {};
  QStringList names;
  for (int i = 0; i < m_layers->topLevelItemCount(); ++i) {
    if (m_layers->topLevelItem(i)->checkState(0) == Qt::Checked) names << m_layers->topLevelItem(i)->text(0);
  }
  const QString other = m_name->text().trimmed();
  if (names.size() == 1 && !other.isEmpty()) names = QStringList{other};
  for (const store::LayerInfo& layer : *m_session.layers()) {
    if (names.contains(fromUtf8(layer.name), Qt::CaseInsensitive))
      return tr("The city has a layer %1. Give another name, or choose to add to it or to replace it.")
          .arg(fromUtf8(layer.name));
  }
  return {};
}

void ImportDialog::checkSystems() {
  std::vector<std::string> typed;
  for (const QComboBox* box : {m_sourceCrs, m_target})
    if (box->findText(box->currentText()) < 0) typed.push_back(toUtf8(box->currentText().trimmed()));
  const auto say = [this](const QString& trouble) {
    m_systemsTrouble = trouble;
    checkOptions();
  };
  m_systemsJob.cancel();
  JobOptions options;
  options.onError = [say](const QString& text, const Error&) { say(text); };
  m_systemsJob = m_session.task(
      tr("Check the coordinate system"),
      [typed](Progress&) {
        for (const std::string& system : typed) (void)crs::Crs::parse(system);
      },
      this, [say] { say({}); }, options);
}

void ImportDialog::checkOptions() {
  int checked = 0;
  for (int i = 0; i < m_layers->topLevelItemCount(); ++i)
    checked += m_layers->topLevelItem(i)->checkState(0) == Qt::Checked ? 1 : 0;
  m_name->setEnabled(checked == 1);
  const QString trouble = m_systemsTrouble.isEmpty() ? takenName() : m_systemsTrouble;
  m_trouble->setText(trouble.isEmpty() ? QString() : QStringLiteral("⚠ ") + trouble);
  m_trouble->setVisible(!trouble.isEmpty());
  m_start->setEnabled(checked > 0 && trouble.isEmpty() && !m_session.isReadOnly() && m_session.isOpen());
}

void ImportDialog::start() {
  io::ImportRequest request;
  city::StandardWish wish;
  std::set<std::size_t> wanted;
  int checked = 0;
  for (int i = 0; i < m_layers->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* item = m_layers->topLevelItem(i);
    if (item->checkState(0) != Qt::Checked) continue;
    ++checked;
    request.sourceLayers.push_back(layerOf(item).info.sourceLayer);
    const auto& mapping = layerOf(item).mapping;
    const auto& wishes = m_seen[static_cast<std::size_t>(item->data(0, kSourceRole).toInt())].wishes;
    const std::string& layer = layerOf(item).info.sourceLayer;
    if (const auto chosen = wishes.find(layer); chosen != wishes.end())
      wish.byLayer[layer] = chosen->second;
    else if (mapping)
      wish.byLayer[layer] = {mapping->standard, {}};  // as remembered
    wanted.insert(static_cast<std::size_t>(item->data(0, kSourceRole).toInt()));
  }
  for (const std::size_t source : wanted) request.sources.push_back(platform::pathFromUtf8(m_seen[source].file));
  if (checked == m_layers->topLevelItemCount()) {
    request.sourceLayers.clear();
    request.tables = true;  // all are wanted, tables too
  }
  if (checked == 1) request.as = toUtf8(m_name->text().trimmed());
  request.encoding = toUtf8(importChosen(m_encoding));
  request.sourceCrs = toUtf8(importChosen(m_sourceCrs));
  const QString target = importChosen(m_target);
  request.target = target == QLatin1String("city")     ? io::ImportRequest::Target::city
                   : target == QLatin1String("source") ? io::ImportRequest::Target::source
                                                       : io::ImportRequest::Target::given;
  if (request.target == io::ImportRequest::Target::given) request.targetCrs = toUtf8(target);
  const QString invalid = importChosen(m_invalid);
  if (invalid == QLatin1String("keep")) request.invalid = io::ImportRequest::Invalid::keep;
  if (invalid == QLatin1String("reject")) request.invalid = io::ImportRequest::Invalid::reject;
  const QString taken = importChosen(m_taken);
  if (taken == QLatin1String("append")) request.ifTaken = io::ImportRequest::IfTaken::append;
  if (taken == QLatin1String("replace")) request.ifTaken = io::ImportRequest::IfTaken::replace;
  const QString personal = importChosen(m_personal);
  if (personal == QLatin1String("mask")) request.personal = io::PersonalTreatment::mask;
  if (personal == QLatin1String("drop")) request.personal = io::PersonalTreatment::drop;
  request.splitTypes = m_split->isChecked();
  request.tables = request.tables || m_tables->isChecked();
  request.acceptBallpark = m_ballpark->isChecked();
  wish.bureau = request.bureau = toUtf8(m_bureau->text().trimmed());
  Q_EMIT importAsked(request, wish);
  accept();
}

}  // namespace gis::ui
