#include "ui/dialogs/parcel_sheet_dialog.h"

#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/io/export.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"
#include "ui/map/case_text.h"

namespace gis::ui {

ParcelSheetDialog::ParcelSheetDialog(CitySession& session, std::int64_t fid, const QString& heading, QWidget* parent)
    : PaperDialog(session, "parcelSheet", parent), m_fid(fid) {
  setObjectName(QStringLiteral("parcelSheetDialog"));
  setWindowTitle(tr("Parcel sheet"));
  setForm(makeForm(heading));
  read();
}

QWidget* ParcelSheetDialog::makeForm(const QString& heading) {
  auto* box = new QWidget(this);
  box->setFixedWidth(320);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->setRowWrapPolicy(QFormLayout::WrapAllRows);
  m_heading = named(new QLineEdit(heading, box), "parcelSheetHeading", tr("Name of the office over the sheet"));
  m_heading->setPlaceholderText(tr("Name of the office"));
  form->addRow(tr("Heading"), m_heading);
  connect(m_heading, &QLineEdit::textChanged, this, [this] { changed(); });
  const auto addFile = [&](const char* name, const QString& title, const QString& filter, QPushButton*& button,
                           Kind kind) {
    auto* field = named(new QLineEdit(box), name, title);
    auto* choose = named(new QPushButton(QStringLiteral("…"), box),
                         qPrintable(QLatin1String(name) + QStringLiteral("Choose")), tr("Choose the file"));
    choose->setFixedWidth(32);
    button = named(new QPushButton(tr("Write"), box), qPrintable(QLatin1String(name) + QStringLiteral("Write")),
                   tr("Write: %1").arg(title));
    button->setEnabled(false);
    for (QPushButton* one : {choose, button}) one->setAutoDefault(false);
    auto* row = new QHBoxLayout;
    row->addWidget(field, 1);
    row->addWidget(choose);
    row->addWidget(button);
    form->addRow(title, row);
    connect(choose, &QPushButton::clicked, this,
            [field, title, filter] { askTarget(field, "parcelSheetFileDialog", title, filter); });
    connect(button, &QPushButton::clicked, this, [this, kind] { write(kind); });
    return field;
  };
  m_xlsx = addFile("parcelSheetXlsx", tr("Table of boundary points (XLSX)"), QStringLiteral("*.xlsx"), m_writeXlsx,
                   Kind::xlsx);
  m_txt = addFile("parcelSheetTxt", tr("Boundary points as land bureaus hand them on (TXT)"), QStringLiteral("*.txt"),
                  m_writeTxt, Kind::txt);
  return box;
}

QString ParcelSheetDialog::heading() const {
  return m_heading->text().trimmed();
}

void ParcelSheetDialog::read() {
  JobOptions job;
  job.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_reading = session().read(
      tr("Parcel sheet"),
      [fid = m_fid](const store::CityDatabase& city, Progress&) {
        return std::make_shared<const city::ParcelSheetFacts>(city::parcelSheetFacts(city, fid));
      },
      this,
      [this](std::shared_ptr<const city::ParcelSheetFacts> facts) {
        m_facts = std::move(facts);
        const QDir home(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
        const auto suggest = [&](QLineEdit* field, const char* ending) {
          if (field->text().isEmpty()) {
            field->setText(QDir::toNativeSeparators(home.filePath(fileName() + QLatin1String(ending))));
          }
        };
        suggest(m_xlsx, ".xlsx");
        suggest(m_txt, ".txt");
        m_writeXlsx->setEnabled(true);
        m_writeTxt->setEnabled(true);
        changed();
      },
      job);
}

QString ParcelSheetDialog::fileName() const {
  if (!m_facts) return {};
  return m_facts->code.empty() ? QString::number(m_facts->fid) : fromUtf8(m_facts->code);
}

void ParcelSheetDialog::write(Kind kind) {
  const QLineEdit* field = kind == Kind::xlsx ? m_xlsx : m_txt;
  if (!m_facts || field->text().trimmed().isEmpty()) return;
  const QString file = field->text().trimmed();
  m_writeXlsx->setEnabled(false);
  m_writeTxt->setEnabled(false);
  const auto free = [this] {
    m_writeXlsx->setEnabled(true);
    m_writeTxt->setEnabled(true);
  };
  JobOptions job;
  job.onError = [this, free](const QString& sentence, const Error&) {
    free();
    tell(sentence);
  };
  m_writing = session().readLong(
      tr("Parcel sheet"),
      [facts = m_facts, kind, path = toUtf8(file), chinese = isChinese()](const store::CityDatabase& city,
                                                                          Progress& progress) {
        const auto target = platform::pathFromUtf8(path);
        if (kind == Kind::xlsx) {
          io::writeBook(city, target, {city::boundaryPointBook(*facts, chinese)}, false);
          return true;
        }
        io::ExportRequest request;
        request.layer = city::requireParcelLayer(city).name;
        request.file = target;
        request.format = "boundary";
        request.surveyOrder = true;  // J1 is J1 on the sheet and in the file
        request.fids = {facts->fid};
        city::addSheet(city, request, {});
        (void)io::exportLayer(city, request, progress);
        return true;
      },
      this,
      [this, free, file](bool) {
        free();
        tell(tr("Written: %1").arg(file));
      },
      job);
}

std::shared_ptr<const PaperWork> ParcelSheetDialog::work() const {
  if (!m_facts) return nullptr;
  ParcelSheet sheet;
  sheet.heading = heading();
  sheet.facts = *m_facts;
  sheet.chinese = isChinese();
  sheet.printed = printedNote(session().actor(), sheet.chinese);
  const auto pages = std::make_shared<const ParcelSheetPages>(std::move(sheet));
  auto work = std::make_shared<PaperWork>();
  work->pages = pages->count();
  work->millimetres = QSizeF(210, 297);
  work->layout =
      QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter);
  work->pdf = [pages](Progress&) { return pages->pdf(); };
  work->picture = [pages](int page, double dpi, Progress&) { return pages->image(page, dpi); };
  work->paint = [pages](int page, QPainter& painter, double units, Progress&) { pages->paint(painter, units, page); };
  return work;
}

}  // namespace gis::ui
