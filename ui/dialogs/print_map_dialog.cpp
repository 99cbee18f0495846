#include "ui/dialogs/print_map_dialog.h"

#include <QBuffer>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QVBoxLayout>
#include <span>

#include "gis_core/base/platform/files.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

template <typename Widget>
Widget* named(Widget* widget, const char* name, const QString& accessible) {
  widget->setObjectName(QLatin1String(name));
  widget->setAccessibleName(accessible);
  return widget;
}

void writeBytes(const QString& file, const QByteArray& bytes) {
  platform::writeFileAtomically(platform::pathFromUtf8(file.toStdString()),
                                std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
}

}  // namespace

PrintMapDialog::PrintMapDialog(CitySession& session, std::shared_ptr<const MapScene> scene, const MapView& view,
                               QWidget* parent)
    : QDialog(parent), m_session(session), m_scene(std::move(scene)), m_view(view) {
  setObjectName(QStringLiteral("printMapDialog"));
  setWindowTitle(tr("Print map"));
  auto* outer = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  row->addWidget(makeForm());
  m_picture = named(new QLabel(this), "printPreview", tr("Preview of the page"));
  m_picture->setAlignment(Qt::AlignCenter);
  m_picture->setMinimumSize(420, 320);
  m_picture->setStyleSheet(QStringLiteral("background: #808488"));
  row->addWidget(m_picture, 1);
  outer->addLayout(row, 1);
  m_note = named(new QLabel(this), "printNote", tr("What became of the page"));
  m_note->setWordWrap(true);
  outer->addWidget(m_note);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  auto* pdf = named(buttons->addButton(tr("Save as PDF…"), QDialogButtonBox::ActionRole), "printPdfButton",
                    tr("Save the page as PDF"));
  auto* picture = named(buttons->addButton(tr("Save as picture…"), QDialogButtonBox::ActionRole), "printPictureButton",
                        tr("Save the page as a picture"));
  auto* paper = named(buttons->addButton(tr("Print…"), QDialogButtonBox::ActionRole), "printPaperButton",
                      tr("Print the page on paper"));
  outer->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(pdf, &QPushButton::clicked, this, [this] { askFile(true); });
  connect(picture, &QPushButton::clicked, this, [this] { askFile(false); });
  connect(paper, &QPushButton::clicked, this, &PrintMapDialog::print);
  m_wait.setSingleShot(true);
  m_wait.setInterval(250);
  connect(&m_wait, &QTimer::timeout, this, &PrintMapDialog::preview);
  resize(1040, 640);
  m_wait.start();
}

PrintMapDialog::~PrintMapDialog() {
  m_job.cancel();
}

QWidget* PrintMapDialog::makeForm() {
  auto* box = new QWidget(this);
  box->setFixedWidth(320);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  const auto again = [this] { m_wait.start(); };
  const auto line = [&](QLineEdit*& edit, const char* name, const QString& label, const QString& text) {
    edit = named(new QLineEdit(text, box), name, label);
    form->addRow(label, edit);
    connect(edit, &QLineEdit::textChanged, this, again);
  };
  const auto choice = [&](QComboBox*& combo, const char* name, const QString& label, const QStringList& items) {
    combo = named(new QComboBox(box), name, label);
    combo->addItems(items);
    form->addRow(label, combo);
    connect(combo, &QComboBox::currentTextChanged, this, again);
  };
  const auto tick = [&](QCheckBox*& check, const char* name, const QString& label) {
    check = named(new QCheckBox(label, box), name, label);
    check->setChecked(true);
    form->addRow(check);
    connect(check, &QCheckBox::toggled, this, again);
  };
  line(m_title, "printTitle", tr("Title"), m_session.city().name);
  choice(m_page, "printPage", tr("Page"), {tr("A4"), tr("A3")});
  choice(m_turn, "printTurn", tr("Orientation"), {tr("Across"), tr("Upright")});
  choice(m_part, "printPart", tr("Part of the map"), {tr("As in the window"), tr("Everything")});
  choice(m_scale, "printScale", tr("Scale 1:"),
         {tr("Fitted"), QStringLiteral("500"), QStringLiteral("1000"), QStringLiteral("2000"), QStringLiteral("5000"),
          QStringLiteral("10000"), QStringLiteral("25000"), QStringLiteral("50000")});
  m_scale->setEditable(true);
  m_scale->setInsertPolicy(QComboBox::NoInsert);
  tick(m_legend, "printLegend", tr("Legend"));
  tick(m_bar, "printScaleBar", tr("Scale bar"));
  tick(m_arrow, "printNorthArrow", tr("North arrow"));
  tick(m_grid, "printGrid", tr("Grid with coordinates"));
  line(m_maker, "printMaker", tr("Made by"), m_session.actor());
  line(m_date, "printDate", tr("Date"), QDate::currentDate().toString(Qt::ISODate));
  choice(m_security, "printSecurity", tr("Security mark"),
         {QString(), tr("Internal"), tr("Secret"), tr("Confidential")});
  m_security->setEditable(true);
  line(m_review, "printReview", tr("Map review number"), QString());
  return box;
}

SheetSpec PrintMapDialog::spec() const {
  SheetSpec spec;
  spec.page = m_page->currentIndex() == 1 ? PageSize::a3 : PageSize::a4;
  spec.across = m_turn->currentIndex() == 0;
  spec.title = m_title->text().trimmed();
  spec.box = m_part->currentIndex() == 0 ? m_view.extent() : geom::Envelope();
  bool ok = false;
  const double n = m_scale->currentText().section(QLatin1Char(':'), -1).trimmed().toDouble(&ok);
  spec.scaleDenominator = ok && n >= 1 && n <= 1e8 ? n : 0;
  spec.legend = m_legend->isChecked();
  spec.scaleBar = m_bar->isChecked();
  spec.northArrow = m_arrow->isChecked();
  spec.grid = m_grid->isChecked();
  spec.maker = m_maker->text().trimmed();
  spec.date = m_date->text().trimmed();
  spec.securityMark = m_security->currentText().trimmed();
  spec.reviewNumber = m_review->text().trimmed();
  spec.chinese = m_scene->chinese;
  return spec;
}

void PrintMapDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  m_wait.start();
}

void PrintMapDialog::tell(const QString& text) {
  m_note->setText(text);
}

void PrintMapDialog::preview() {
  m_job.cancel();
  const SheetSpec wanted = spec();
  const QSizeF page = pageMillimetres(wanted);
  const QSize room = m_picture->size() - QSize(24, 24);
  const double dpr = devicePixelRatioF();
  const double dpi = std::max(20.0, std::min(room.width() / page.width(), room.height() / page.height()) * 25.4 * dpr);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_job = m_session.task(
      tr("Preview of the page"),
      [wanted, dpi, scene = m_scene](Progress& progress) { return sheetImage(wanted, *scene, dpi, progress); }, this,
      [this, dpr](QImage image) {
        image.setDevicePixelRatio(dpr);
        m_picture->setPixmap(QPixmap::fromImage(image));
      },
      options);
}

void PrintMapDialog::askFile(bool pdf) {
  auto* dialog = new QFileDialog(this, pdf ? tr("Save as PDF") : tr("Save as picture"));
  dialog->setObjectName(QStringLiteral("printFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(pdf ? QStringLiteral("pdf") : QStringLiteral("png"));
  dialog->setNameFilter(pdf ? tr("PDF (*.pdf)") : tr("Pictures (*.png)"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, pdf](const QString& file) {
    if (pdf) {
      savePdf(file);
    } else {
      savePicture(file);
    }
  });
  dialog->open();
}

void PrintMapDialog::savePdf(const QString& file) {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_session.task(
      tr("Save the page as PDF"),
      [wanted = spec(), scene = m_scene, file](Progress& progress) {
        writeBytes(file, sheetPdf(wanted, *scene, progress).bytes);
      },
      this, [this, file] { tell(tr("Written: %1").arg(file)); }, options);
}

void PrintMapDialog::savePicture(const QString& file) {
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_session.task(
      tr("Save the page as a picture"),
      [wanted = spec(), scene = m_scene, file](Progress& progress) {
        constexpr double kDpi = 300;
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        sheetImage(wanted, *scene, kDpi, progress).save(&buffer, "PNG");
        writeBytes(file, bytes);
      },
      this, [this, file] { tell(tr("Written: %1").arg(file)); }, options);
}

void PrintMapDialog::print() {
  auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  const SheetSpec wanted = spec();
  printer->setPageLayout(pageLayout(wanted));
  printer->setFullPage(true);
  auto* dialog = new QPrintDialog(printer.get(), this);
  dialog->setObjectName(QStringLiteral("paperDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, printer, wanted] {
    // the page is drawn by a job; handing the finished picture to the printer is quick
    m_session.task(
        tr("Print the page on paper"),
        [wanted, scene = m_scene](Progress& progress) { return sheetImage(wanted, *scene, 300, progress); }, this,
        [this, printer](const QImage& page) {
          QPainter painter(printer.get());
          painter.drawImage(QRectF(QPointF(), printer->pageLayout().fullRectPixels(printer->resolution()).size()),
                            page);
          painter.end();
          tell(tr("Sent to the printer."));
        });
  });
  connect(dialog, &QObject::destroyed, this, [printer] {});
  dialog->open();
}

}  // namespace gis::ui
