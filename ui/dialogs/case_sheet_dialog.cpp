#include "ui/dialogs/case_sheet_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QRegularExpression>

#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/language.h"

namespace gis::ui {

namespace {

const QSizeF kA4(210, 297);

/// Case and page of a page of the whole pile.
std::pair<std::size_t, int> placeOf(const std::vector<CaseSheetPages>& sheets, int page) {
  std::size_t k = 0;
  while (k + 1 < sheets.size() && page >= sheets[k].count()) page -= sheets[k++].count();
  return {k, page};
}

}  // namespace

CaseSheetDialog::CaseSheetDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const QStringList& ids,
                                 const CaseSheetChoice& choice, QWidget* parent)
    : PaperDialog(session, "caseSheet", parent), m_scene(std::move(scene)), m_ids(ids) {
  setObjectName(QStringLiteral("caseSheetDialog"));
  setWindowTitle(tr("Print case sheet"));
  m_typing.setSingleShot(true);
  m_typing.setInterval(300);
  connect(&m_typing, &QTimer::timeout, this, &CaseSheetDialog::read);
  setForm(makeForm(choice));
  read();
}

QWidget* CaseSheetDialog::makeForm(const CaseSheetChoice& choice) {
  auto* box = new QWidget(this);
  box->setFixedWidth(320);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  const auto again = [this] { m_typing.start(); };
  m_which = named(new QComboBox(box), "caseSheetWhich", tr("Cases"));
  m_which->addItem(tr("The current case"));
  if (m_ids.size() > 1) {
    m_which->addItem(tr("All selected cases (%1)").arg(m_ids.size()));
    m_which->setCurrentIndex(1);
  }
  form->addRow(tr("Cases"), m_which);
  m_heading = named(new QLineEdit(choice.heading, box), "caseSheetHeading", tr("Heading"));
  m_heading->setPlaceholderText(isChinese() ? QStringLiteral("城市管理案卷单") : QStringLiteral("Case sheet"));
  form->addRow(tr("Heading"), m_heading);
  m_scale = named(new QComboBox(box), "caseSheetScale", tr("Scale of the map clip, 1:"));
  m_scale->addItems({QStringLiteral("500"), QStringLiteral("1000"), QStringLiteral("2000"), QStringLiteral("5000"),
                     QStringLiteral("10000")});
  m_scale->setEditable(true);
  m_scale->setInsertPolicy(QComboBox::NoInsert);
  replaceOnTyping(m_scale);
  m_scale->setCurrentText(choice.scale);
  form->addRow(tr("Map clip 1:"), m_scale);
  m_signatures = named(new QLineEdit(choice.signatures, box), "caseSheetSignatures", tr("Signature lines"));
  m_signatures->setPlaceholderText(tr("Names, divided by commas"));
  form->addRow(tr("Signatures"), m_signatures);
  m_photos = named(new QCheckBox(tr("Photos"), box), "caseSheetPhotos", tr("Photos"));
  m_photos->setChecked(choice.photos);
  form->addRow(m_photos);
  connect(m_which, &QComboBox::currentIndexChanged, this, again);
  connect(m_scale, &QComboBox::currentTextChanged, this, again);
  for (QLineEdit* line : {m_heading, m_signatures}) connect(line, &QLineEdit::textChanged, this, again);
  connect(m_photos, &QCheckBox::toggled, this, again);
  return box;
}

CaseSheetChoice CaseSheetDialog::choice() const {
  return {m_heading->text().trimmed(), m_signatures->text().trimmed(), m_scale->currentText().trimmed(),
          m_photos->isChecked()};
}

void CaseSheetDialog::read() {
  m_reading.cancel();
  CaseSheetOptions options;
  const CaseSheetChoice chosen = choice();
  options.heading = chosen.heading;
  bool ok = false;
  const double scale = chosen.scale.section(QLatin1Char(':'), -1).toDouble(&ok);
  options.scaleDenominator = ok && scale >= 50 && scale <= 1e7 ? scale : 2000;
  options.photos = chosen.photos;
  options.printedBy = session().actor();
  options.chinese = isChinese();
  static const QRegularExpression commas(QStringLiteral("[,，、;；]"));
  for (const QString& name : chosen.signatures.split(commas, Qt::SkipEmptyParts)) {
    if (!name.trimmed().isEmpty()) options.signatures.push_back(name.trimmed());
  }
  std::vector<std::string> ids;
  for (const QString& id : m_which->currentIndex() == 0 ? m_ids.mid(0, 1) : m_ids) ids.push_back(toUtf8(id));
  JobOptions job;
  job.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_reading = session().read(
      tr("Print case sheet"),
      [ids, options](const store::CityDatabase& city, Progress& progress) {
        return std::make_shared<const std::vector<CaseSheetPages>>(caseSheetsOf(city, ids, options, progress));
      },
      this,
      [this](std::shared_ptr<const std::vector<CaseSheetPages>> sheets) {
        m_sheets = std::move(sheets);
        changed();
      },
      job);
}

QString CaseSheetDialog::fileName() const {
  return m_sheets != nullptr && !m_sheets->empty() ? m_sheets->front().sheet().number : QString();
}

std::shared_ptr<const PaperWork> CaseSheetDialog::work() const {
  if (m_sheets == nullptr || m_sheets->empty()) return nullptr;
  auto work = std::make_shared<PaperWork>();
  work->pages = 0;
  for (const CaseSheetPages& sheet : *m_sheets) work->pages += sheet.count();
  work->millimetres = kA4;
  work->layout =
      QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(0, 0, 0, 0), QPageLayout::Millimeter);
  work->pdf = [sheets = m_sheets, scene = m_scene](Progress& progress) {
    return caseSheetsPdf(*sheets, *scene, progress);
  };
  work->picture = [sheets = m_sheets, scene = m_scene](int page, double dpi, Progress& progress) {
    const auto [k, own] = placeOf(*sheets, page);
    return caseSheetImage((*sheets)[k], own, *scene, dpi, progress);
  };
  work->paint = [sheets = m_sheets, scene = m_scene](int page, QPainter& painter, double units, Progress& progress) {
    const auto [k, own] = placeOf(*sheets, page);
    (*sheets)[k].paint(painter, units, true, own, *scene, progress);
  };
  return work;
}

}  // namespace gis::ui
