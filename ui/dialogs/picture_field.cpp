#include "ui/dialogs/picture_field.h"

#include <QBuffer>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QImageReader>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr int kPictureSide = 200;
constexpr std::uintmax_t kMostPictureBytes = 20 << 20;  // it lies in the row, and in the history of the city

/// Nothing when the bytes are no picture.
QImage pictureOf(const geom::Bytes& bytes) {
  QByteArray data(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
  QBuffer buffer(&data);
  buffer.open(QIODevice::ReadOnly);
  QImageReader reader(&buffer);
  reader.setAutoTransform(true);
  const QSize size = reader.size();
  if (size.isValid() && (size.width() > kPictureSide || size.height() > kPictureSide))
    reader.setScaledSize(size.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio));
  return reader.read();
}

struct ReadPicture {
  geom::Bytes bytes;
  QImage picture;
};

ReadPicture readPicture(const QString& file) {
  const std::filesystem::path path = platform::pathFromUtf8(toUtf8(file));
  const Message what{GIS_TR("cannot take the picture {0}"), {toUtf8(file)}};
  std::error_code none;
  if (std::filesystem::file_size(path, none) > kMostPictureBytes && !none) {
    throw Error(ErrorCode::invalidValue, what, GIS_TR("it is larger than 20 MB"), GIS_TR("make it smaller first"));
  }
  const std::string data = platform::readFile(path);
  const auto* first = reinterpret_cast<const geom::Bytes::value_type*>(data.data());
  ReadPicture read{geom::Bytes(first, first + data.size()), {}};
  read.picture = pictureOf(read.bytes);
  if (read.picture.isNull()) throw Error(ErrorCode::invalidValue, what, GIS_TR("it is no picture"), {});
  return read;
}

}  // namespace

PictureField::PictureField(CitySession& session, store::Value bytes, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_value(std::move(bytes)),
      m_shown(named(new QLabel, "pictureShown", tr("Picture"))),
      m_remove(named(new QPushButton(tr("Remove")), "pictureRemove", tr("Remove the picture"))) {
  auto* chooseButton = named(new QPushButton(tr("Picture…")), "pictureChoose", tr("Choose a picture"));
  m_shown->setWordWrap(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_shown);
  auto* row = new QHBoxLayout;
  row->addWidget(chooseButton);
  row->addWidget(m_remove);
  row->addStretch(1);
  column->addLayout(row);
  connect(chooseButton, &QPushButton::clicked, this, &PictureField::choose);
  connect(m_remove, &QPushButton::clicked, this, [this] {
    m_value = {};
    m_changed = true;
    showPicture({}, 0);
    Q_EMIT changed();
  });
  const auto* held = std::get_if<geom::Bytes>(&m_value);
  showPicture({}, held == nullptr ? 0 : held->size());
  if (held == nullptr || held->empty()) return;
  m_session.read(
      tr("Read a picture"), [kept = *held](const store::CityDatabase&, Progress&) { return pictureOf(kept); }, this,
      [this, size = held->size()](const QImage& picture) {
        if (!m_changed) showPicture(picture, size);
      });
}

void PictureField::choose() {
  auto* dialog = new QFileDialog(window(), tr("Choose a picture"), {},
                                 tr("Pictures (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif);;All files (*)"));
  dialog->setObjectName(QStringLiteral("pictureFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &PictureField::takeFile);
  dialog->open();
}

void PictureField::takeFile(const QString& file) {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_shown->setText(QStringLiteral("⚠ ") + sentence);  // what the field holds stays
  };
  m_session.read(
      tr("Read a picture"), [file](const store::CityDatabase&, Progress&) { return readPicture(file); }, this,
      [this](ReadPicture read) {
        const std::size_t size = read.bytes.size();
        m_value = std::move(read.bytes);
        m_changed = true;
        showPicture(read.picture, size);
        Q_EMIT changed();
      },
      options);
}

void PictureField::showPicture(const QImage& picture, std::size_t bytes) {
  m_remove->setEnabled(bytes > 0);
  m_shown->setMinimumHeight(picture.height());  // a form that is scrolled would squeeze it
  if (!picture.isNull()) {
    m_shown->setPixmap(QPixmap::fromImage(picture));
  } else {
    m_shown->setText(bytes == 0 ? tr("no picture") : tr("bytes that are no picture"));
  }
}

}  // namespace gis::ui
