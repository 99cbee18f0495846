#include "ui/dialogs/paper_dialog.h"

#include <QBuffer>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <span>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr double kPictureDpi = 300;

void writeBytes(const QString& file, const QByteArray& bytes) {
  platform::writeFileAtomically(platform::pathFromUtf8(toUtf8(file)),
                                std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
}

QByteArray pngOf(const QImage& image) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

}  // namespace

PaperDialog::PaperDialog(CitySession& session, const char* prefix, QWidget* parent)
    : QDialog(parent), m_session(session) {
  build(QLatin1String(prefix));
  m_wait.setSingleShot(true);
  m_wait.setInterval(250);
  connect(&m_wait, &QTimer::timeout, this, &PaperDialog::preview);
  resize(1040, 680);
}

PaperDialog::~PaperDialog() {
  m_job.cancel();
}

void PaperDialog::build(const QString& prefix) {
  const auto name = [&prefix](auto* field, const char* rest, const QString& accessible) {
    nameField(field, (prefix + QLatin1String(rest)).toLatin1().constData(), accessible);
    return field;
  };
  auto* outer = new QVBoxLayout(this);
  auto* row = new QHBoxLayout;
  m_left = new QVBoxLayout;
  row->addLayout(m_left);
  auto* right = new QVBoxLayout;
  m_picture = name(new QLabel(this), "Preview", tr("Preview of the page"));
  m_picture->setAlignment(Qt::AlignCenter);
  m_picture->setMinimumSize(420, 320);
  m_picture->setStyleSheet(QStringLiteral("background: #808488"));
  right->addWidget(m_picture, 1);
  auto* turner = new QHBoxLayout;
  m_page = name(new QSpinBox(this), "PageNumber", tr("Page shown"));
  m_pages = name(new QLabel(this), "PageCount", tr("Number of pages"));
  turner->addStretch(1);
  turner->addWidget(m_page);
  turner->addWidget(m_pages);
  turner->addStretch(1);
  right->addLayout(turner);
  m_page->hide();
  m_pages->hide();
  connect(m_page, &QSpinBox::valueChanged, this, &PaperDialog::preview);
  row->addLayout(right, 1);
  outer->addLayout(row, 1);
  m_note = name(new QLabel(this), "Note", tr("What became of the page"));
  m_note->setWordWrap(true);
  outer->addWidget(m_note);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  nameField(buttons->button(QDialogButtonBox::Close), (prefix + QLatin1String("Close")).toLatin1().constData(),
            tr("Close"));
  buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter in the title must not close the dialog
  const auto button = [&](const char* rest, const QString& text, const QString& accessible) {
    QPushButton* made = name(buttons->addButton(text, QDialogButtonBox::ActionRole), rest, accessible);
    made->setAutoDefault(false);
    m_buttons.push_back(made);
    return made;
  };
  connect(button("PdfButton", tr("Save as PDF…"), tr("Save as PDF")), &QPushButton::clicked, this,
          [this] { askFile(true); });
  connect(button("PictureButton", tr("Save as picture…"), tr("Save as picture")), &QPushButton::clicked, this,
          [this] { askFile(false); });
  connect(button("PaperButton", tr("Print…"), tr("Print on paper")), &QPushButton::clicked, this, &PaperDialog::print);
  outer->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void PaperDialog::setForm(QWidget* form) {
  m_left->addWidget(form);
  m_left->addStretch(1);
  m_wait.start();
}

void PaperDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  m_wait.start();
}

void PaperDialog::tell(const QString& text) {
  m_note->setText(text);
}

void PaperDialog::preview() {
  m_job.cancel();
  const auto wanted = work();
  if (wanted == nullptr || wanted->pages < 1) return;
  m_page->setRange(1, wanted->pages);
  m_pages->setText(tr("of %1").arg(wanted->pages));
  m_page->setVisible(wanted->pages > 1);
  m_pages->setVisible(wanted->pages > 1);
  const QSize room = m_picture->size() - QSize(24, 24);
  const double dpr = devicePixelRatioF();
  const QSizeF mm = wanted->millimetres;
  const double dpi = std::max(20.0, std::min(room.width() / mm.width(), room.height() / mm.height()) * 25.4 * dpr);
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { tell(sentence); };
  m_job = m_session.task(
      tr("Preview of the page"),
      [wanted, dpi, page = m_page->value() - 1](Progress& progress) { return wanted->picture(page, dpi, progress); },
      this,
      [this, dpr](QImage image) {
        image.setDevicePixelRatio(dpr);
        m_picture->setPixmap(QPixmap::fromImage(image));
      },
      options);
}

void PaperDialog::askFile(bool pdf) {
  auto* dialog = new QFileDialog(this, pdf ? tr("Save as PDF") : tr("Save as picture"));
  dialog->setObjectName(QStringLiteral("printFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(pdf ? QStringLiteral("pdf") : QStringLiteral("png"));
  dialog->setNameFilter(pdf ? tr("PDF (*.pdf)") : tr("Pictures (*.png)"));
  if (const QString name = fileName(); !name.isEmpty())
    dialog->selectFile(name + (pdf ? QStringLiteral(".pdf") : QStringLiteral(".png")));
  connect(dialog, &QFileDialog::fileSelected, this, [this, pdf](const QString& file) {
    if (pdf) {
      savePdf(file);
    } else {
      savePictures(file);
    }
  });
  dialog->open();
}

void PaperDialog::run(const QString& title, std::function<QString(Progress&)> task) {
  JobOptions options;
  options.shown = true;
  const auto ready = [this](bool on) {
    for (QPushButton* button : m_buttons) button->setEnabled(on);
  };
  options.onError = [this, ready](const QString& sentence, const Error&) {
    ready(true);
    tell(sentence);
  };
  options.onCancelled = [this, ready] {
    ready(true);
    tell(tr("Cancelled; nothing was written."));
  };
  ready(false);
  tell(tr("The pages are being made …"));
  m_session.task(
      title, std::move(task), this,
      [this, ready](const QString& done) {
        ready(true);
        tell(done);
      },
      options);
}

void PaperDialog::savePdf(const QString& file) {
  const auto wanted = work();
  if (wanted == nullptr) return;
  run(tr("Save as PDF"), [wanted, file, done = tr("Written: %1").arg(file)](Progress& progress) {
    writeBytes(file, wanted->pdf(progress));
    return QString(done);
  });
}

void PaperDialog::savePictures(const QString& file) {
  const auto wanted = work();
  if (wanted == nullptr) return;
  // several pages become NAME-1.png, NAME-2.png …
  const QFileInfo info(file);
  QStringList files{file};
  if (wanted->pages > 1) {
    files.clear();
    for (int k = 1; k <= wanted->pages; ++k)
      files << QStringLiteral("%1/%2-%3.png").arg(info.path(), info.completeBaseName()).arg(k);
  }
  const QString done =
      files.size() == 1 ? tr("Written: %1").arg(file) : tr("Written: %1 to %2").arg(files.first(), files.last());
  run(tr("Save as picture"), [wanted, files, done](Progress& progress) {
    for (int page = 0; page < int(files.size()); ++page) {
      progress.report(std::uint64_t(page), std::uint64_t(files.size()));
      writeBytes(files[page], pngOf(wanted->picture(page, kPictureDpi, progress)));
    }
    return QString(done);
  });
}

void PaperDialog::print() {
  const auto wanted = work();
  if (wanted == nullptr) return;
  auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
  printer->setPageLayout(wanted->layout);
  printer->setFullPage(true);
  auto* dialog = new QPrintDialog(printer.get(), this);
  dialog->setObjectName(QStringLiteral("paperDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  if (wanted->pages > 1) dialog->setMinMax(1, wanted->pages);
  connect(dialog, &QDialog::accepted, this, [this, printer, wanted] {
    // A page may take a while: the printer is fed by the job. The printer may have other paper: the page is fitted.
    run(tr("Print on paper"), [wanted, printer, done = tr("Sent to the printer."),
                               refused = tr("The printer did not take the pages.")](Progress& progress) {
      int first = printer->fromPage() > 0 ? printer->fromPage() : 1;
      int last = printer->toPage() > 0 ? printer->toPage() : wanted->pages;
      QPainter painter;
      if (!painter.begin(printer.get())) return refused;
      const QRectF sheet = printer->pageLayout().fullRectPixels(printer->resolution());
      const double units =
          std::min(sheet.width() / wanted->millimetres.width(), sheet.height() / wanted->millimetres.height());
      try {
        for (int page = first; page <= std::min(last, wanted->pages); ++page) {
          progress.report(std::uint64_t(page), std::uint64_t(wanted->pages));
          if (page > first) printer->newPage();
          wanted->paint(page - 1, painter, units, progress);
        }
      } catch (const Error&) {
        printer->abort();  // half a page is worth no paper
        throw;
      }
      painter.end();
      return done;
    });
  });
  connect(dialog, &QObject::destroyed, this, [printer] {});
  dialog->open();
}

}  // namespace gis::ui
