#include "ui/dialogs/import_survey_view.h"

#include <QHeaderView>
#include <QLocale>
#include <QSplitter>
#include <QTableWidget>
#include <algorithm>
#include <cmath>

#include "ui/canvas/change_picture.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/import_fields_view.h"
#include "ui/models/feature_table_model.h"

namespace gis::ui {
namespace {

constexpr int kSystemRole = Qt::UserRole;
constexpr int kNorthFirstRole = Qt::UserRole + 1;

QTableWidget* table(const char* name, const QString& accessible) {
  auto* made = new QTableWidget;
  nameField(made, name, accessible);
  made->setEditTriggers(QAbstractItemView::NoEditTriggers);
  made->setSelectionBehavior(QAbstractItemView::SelectRows);
  made->setSelectionMode(QAbstractItemView::SingleSelection);
  made->verticalHeader()->hide();
  return made;
}

void put(QTableWidget* into, int row, int column, const QString& text) {
  into->setItem(row, column, new QTableWidgetItem(text));
}

void begin(QTableWidget* into, const QStringList& headings, std::size_t rows) {
  into->clear();
  into->setColumnCount(static_cast<int>(headings.size()));
  into->setHorizontalHeaderLabels(headings);
  into->setRowCount(static_cast<int>(rows));
}

QString percent(double share) {
  return QLocale().toString(std::lround(share * 100)) + QStringLiteral(" %");
}

QString distance(double kilometres) {
  if (kilometres < 0) return {};
  if (kilometres == 0) return ImportSurveyView::tr("in the city");
  return ImportSurveyView::tr("%1 km away").arg(QLocale().toString(kilometres, 'f', kilometres < 10 ? 1 : 0));
}

QString typeWord(const io::SurveyedField& field) {
  if (field.looksLike == "code") return ImportSurveyView::tr("a code, kept as text");
  if (field.looksLike == "date") return ImportSurveyView::tr("days written as text");
  if (field.looksLike == "number") return ImportSurveyView::tr("numbers written as text");
  if (field.looksLike == "full_width") return ImportSurveyView::tr("letters or digits of full width");
  return {};
}

}  // namespace

ImportSurveyView::ImportSurveyView(QWidget* parent)
    : QTabWidget(parent),
      m_map(new ChangePicture),
      m_fields(new ImportFieldsView),
      m_rows(table("importPreviewTable", tr("First rows"))),
      m_encodings(table("importEncodingTable", tr("How the texts read in each encoding"))),
      m_readings(table("importSystemTable", tr("Where the features would lie"))),
      m_columns(table("importColumnTable", tr("Columns in the file"))),
      m_faults(table("importFaultTable", tr("What is wrong with features"))) {
  nameField(this, "importSurveyTabs", tr("What is in the layer"));
  addTab(m_rows, tr("First rows"));
  addTab(m_encodings, tr("Encoding"));
  auto* readings = new QSplitter;
  m_map->setObjectName(QStringLiteral("importSystemPicture"));
  m_map->setAccessibleName(tr("Where each reading puts the layer, over the city"));
  readings->addWidget(m_readings);
  readings->addWidget(m_map);
  readings->setStretchFactor(0, 3);
  readings->setStretchFactor(1, 2);
  addTab(readings, tr("Coordinates"));
  addTab(m_columns, tr("Columns"));
  addTab(m_fields, tr("Standard fields"));
  addTab(m_faults, tr("Faults"));
  m_encodings->setToolTip(tr("Double-click the row that can be read: the file is then read so"));
  m_readings->setToolTip(tr("Double-click the row that puts the features where they belong"));
  connect(m_encodings, &QTableWidget::itemActivated, this,
          [this](const QTableWidgetItem* item) { Q_EMIT encodingChosen(m_encodings->item(item->row(), 0)->text()); });
  connect(m_readings, &QTableWidget::currentCellChanged, this, &ImportSurveyView::showPlaces);
  connect(m_readings, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem* item) {
    const QTableWidgetItem* first = m_readings->item(item->row(), 0);
    Q_EMIT readingChosen(first->data(kSystemRole).toString(), first->data(kNorthFirstRole).toBool());
  });
}

void ImportSurveyView::clear() {
  for (QTableWidget* one : {m_rows, m_encodings, m_readings, m_columns, m_faults}) {
    one->clear();
    one->setRowCount(0);
    one->setColumnCount(0);
  }
  m_map->show({});
  m_fields->clear();
}

void ImportSurveyView::showLayer(const io::SurveyedLayer& layer, const std::vector<geom::Bytes>& city) {
  m_city = city;
  showRows(layer);
  showEncodings(layer);
  showReadings(layer);
  showColumns(layer);
  showFaults(layer);
  for (QTableWidget* one : {m_encodings, m_readings, m_columns, m_faults}) one->resizeColumnsToContents();
}

void ImportSurveyView::showRows(const io::SurveyedLayer& layer) {
  const std::vector<store::Field>& fields = layer.info.fields;
  begin(m_rows, {}, layer.firstRows.rows());
  m_rows->setColumnCount(static_cast<int>(fields.size()));
  for (std::size_t c = 0; c < fields.size(); ++c) {
    auto* head = new QTableWidgetItem(fromUtf8(fields[c].name));
    head->setToolTip(QString::fromLatin1(store::fieldTypeName(fields[c].type)));
    m_rows->setHorizontalHeaderItem(static_cast<int>(c), head);
    for (std::size_t r = 0; r < layer.firstRows.rows(); ++r)
      put(m_rows, static_cast<int>(r), static_cast<int>(c),
          FeatureTableModel::display(layer.firstRows.valueOf(c, r), fields[c].type));
  }
}

void ImportSurveyView::showEncodings(const io::SurveyedLayer& layer) {
  QStringList headings{tr("Encoding"), tr("Makes sense"), tr("Unreadable")};
  const auto& all = layer.info.encodings;
  for (std::size_t i = 0; !all.empty() && i < all[0].rows.size(); ++i) headings << tr("Row %1").arg(i + 1);
  headings << tr("Names of columns");
  begin(m_encodings, headings, all.size());
  for (std::size_t r = 0; r < all.size(); ++r) {
    const int row = static_cast<int>(r);
    put(m_encodings, row, 0, fromUtf8(all[r].encoding));
    put(m_encodings, row, 1, percent(all[r].score));
    put(m_encodings, row, 2, QLocale().toString(static_cast<qlonglong>(all[r].unreadable)));
    int column = 3;
    const auto joined = [](const std::vector<std::string>& cells) {
      QStringList texts;
      for (const std::string& cell : cells)
        if (!cell.empty()) texts << fromUtf8(cell);
      return texts.join(QStringLiteral(" · "));
    };
    for (const auto& cells : all[r].rows) put(m_encodings, row, column++, joined(cells));
    put(m_encodings, row, column, joined(all[r].names));
    if (all[r].encoding == layer.info.encoding) m_encodings->selectRow(row);
  }
  setTabEnabled(indexOf(m_encodings), !all.empty());
}

/// The row's place over the city; the others as far as they lie about there.
void ImportSurveyView::showPlaces() {
  constexpr double kAboutKilometres = 60;
  const int row = m_readings->currentRow();
  std::vector<ChangePicture::Layer> layers;
  geom::Envelope city;
  for (const geom::Bytes& area : m_city) {
    layers.push_back({area, ChangePicture::base(), false, layers.empty() ? tr("the city") : QString()});
    city.include(geom::envelopeOf(area));
  }
  // some points lie so close that their box would be no more than a dot, or nothing
  const auto seen = [&](const geom::Envelope& box) {
    const double least = std::max(city.width(), city.height()) / 40;
    return geom::boxWkb(std::max(box.width(), box.height()) < least ? box.grown(least / 2) : box);
  };
  const std::size_t chosen = row < 0 ? m_places.size() : static_cast<std::size_t>(row);
  bool first = true;
  for (std::size_t i = 0; i < m_places.size(); ++i) {
    const io::CrsCandidate& one = m_places[i];
    if (i == chosen || one.inCity.isEmpty() || one.kilometres < 0 || one.kilometres > kAboutKilometres) continue;
    layers.push_back({seen(one.inCity), ChangePicture::before(), true, first ? tr("the other readings") : QString()});
    first = false;
  }
  if (chosen < m_places.size() && !m_places[chosen].inCity.isEmpty())
    layers.push_back({seen(m_places[chosen].inCity), ChangePicture::after(), false, tr("this reading")});
  m_map->show(std::move(layers));
}

void ImportSurveyView::showReadings(const io::SurveyedLayer& layer) {
  const QSignalBlocker quiet(m_readings);
  m_places = layer.readings;
  begin(m_readings, {tr("Coordinate system"), tr("Likely"), tr("Place"), tr("Because")}, layer.readings.size());
  for (std::size_t r = 0; r < layer.readings.size(); ++r) {
    const io::CrsCandidate& one = layer.readings[r];
    const int row = static_cast<int>(r);
    const QString offset = QString::fromLatin1(io::webOffsetName(one.reading.offset));
    const QString system = one.reading.crs.epsg() ? QStringLiteral("EPSG:%1").arg(*one.reading.crs.epsg())
                                                  : fromUtf8(one.reading.crs.wkt());
    QString name = offset.isEmpty() ? fromUtf8(one.reading.crs.name()) : offset;
    if (one.reading.crs.epsg() && offset.isEmpty()) name.prepend(system + QStringLiteral(" – "));
    put(m_readings, row, 0, name);
    m_readings->item(row, 0)->setData(kSystemRole, offset.isEmpty() ? system : offset);
    m_readings->item(row, 0)->setData(kNorthFirstRole, one.reading.swappedAxes);
    put(m_readings, row, 1, percent(one.score));
    put(m_readings, row, 2, distance(one.kilometres));
    put(m_readings, row, 3, translated(one.reason));
  }
  setTabEnabled(indexOf(m_map->parentWidget()), layer.info.hasGeometry);
  if (!layer.readings.empty()) m_readings->setCurrentCell(0, 0);
  showPlaces();
}

void ImportSurveyView::showColumns(const io::SurveyedLayer& layer) {
  begin(m_columns, {tr("Name"), tr("Type"), tr("Looks like"), tr("Empty"), tr("Examples")}, layer.fields.size());
  for (std::size_t r = 0; r < layer.fields.size(); ++r) {
    const io::SurveyedField& field = layer.fields[r];
    const int row = static_cast<int>(r);
    put(m_columns, row, 0, fromUtf8(field.field.name));
    put(m_columns, row, 1, QString::fromLatin1(store::fieldTypeName(field.field.type)));
    put(m_columns, row, 2, typeWord(field));
    put(m_columns, row, 3,
        layer.looked == 0 ? QString() : percent(static_cast<double>(field.nulls) / static_cast<double>(layer.looked)));
    QStringList examples;
    for (const std::string& one : field.examples) examples << fromUtf8(one);
    put(m_columns, row, 4, examples.join(QStringLiteral(" · ")));
  }
}

void ImportSurveyView::showFaults(const io::SurveyedLayer& layer) {
  begin(m_faults, {tr("Number in the file"), tr("What happens"), tr("Reason"), tr("Place")}, layer.findings.size());
  for (std::size_t r = 0; r < layer.findings.size(); ++r) {
    const io::SurveyedFinding& one = layer.findings[r];
    const int row = static_cast<int>(r);
    put(m_faults, row, 0, QString::number(one.fid));
    put(m_faults, row, 1, one.rejected ? tr("left out") : tr("repaired"));
    put(m_faults, row, 2, fromUtf8(one.reason));
    const bool placed = std::isfinite(one.place.x) && std::isfinite(one.place.y);
    put(m_faults, row, 3,
        placed ? QStringLiteral("%1, %2").arg(one.place.x, 0, 'f', 2).arg(one.place.y, 0, 'f', 2) : QString());
  }
  const qlonglong faults = layer.rejected + layer.repaired;
  setTabText(indexOf(m_faults), faults == 0 ? tr("Faults") : tr("Faults (%1)").arg(QLocale().toString(faults)));
}

}  // namespace gis::ui
