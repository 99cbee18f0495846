#include "ui/panels/photo_list.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QImageReader>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <algorithm>

#include "gis_core/base/error.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

constexpr int kSide = 72;
constexpr int kEmptyHeight = 52;
constexpr int kCellWidth = kSide + 18, kCellHeight = kSide + 30;
constexpr int kMostPhotoLines = 2;
constexpr int kNewRole = Qt::UserRole;       ///< file that is to be attached
constexpr int kKeptRole = Qt::UserRole + 1;  ///< original of one that is kept

QStringList pictureFiles(const QMimeData* data) {
  QStringList files;
  for (const QUrl& url : data->urls()) {
    if (!url.isLocalFile()) continue;
    const QString suffix = QFileInfo(url.toLocalFile()).suffix().toLower();
    static const QStringList kPictures = {QStringLiteral("jpg"),  QStringLiteral("jpeg"), QStringLiteral("png"),
                                          QStringLiteral("webp"), QStringLiteral("gif"),  QStringLiteral("bmp"),
                                          QStringLiteral("tif"),  QStringLiteral("tiff"), QStringLiteral("heic")};
    if (kPictures.contains(suffix)) files << url.toLocalFile();
  }
  return files;
}

/// Read small: a JPEG of 50 megapixels is scaled while it is decoded. Null when it is no picture that Qt reads.
QImage thumbnailOf(const QString& file) {
  QImageReader reader(file);
  reader.setAutoTransform(true);
  const QSize size = reader.size();
  if (size.isValid()) reader.setScaledSize(size.scaled(kSide, kSide, Qt::KeepAspectRatio));
  const QImage image = reader.read();
  // two colours cannot be scaled smoothly
  return image.isNull() ? image : image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
}

}  // namespace

PhotoList::PhotoList(CitySession& session, QWidget* parent) : QListWidget(parent), m_session(session) {
  setViewMode(QListView::IconMode);
  setIconSize({kSide, kSide});
  setGridSize({kCellWidth, kCellHeight});
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setAcceptDrops(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  fitHeight();
  connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    const QString kept = item->data(kKeptRole).toString();
    Q_EMIT openWanted(kept.isEmpty() ? item->data(kNewRole).toString() : kept);
  });
}

QSize PhotoList::sizeHint() const {
  return {3 * kCellWidth + 2 * frameWidth(), minimumHeight()};
}

void PhotoList::fitHeight() {
  const int columns = std::max(1, (width() - 2 * frameWidth()) / kCellWidth);
  const int lines = std::min(kMostPhotoLines, (count() + columns - 1) / columns);
  setFixedHeight(lines == 0 ? kEmptyHeight : lines * kCellHeight + 2 * frameWidth() + 2);
}

void PhotoList::resizeEvent(QResizeEvent* event) {
  QListWidget::resizeEvent(event);
  fitHeight();
}

void PhotoList::setHint(const QString& hint) {
  m_hint = hint;
  viewport()->update();
}

void PhotoList::paintEvent(QPaintEvent* event) {
  QListWidget::paintEvent(event);
  if (count() != 0 || m_hint.isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(viewport()->rect().adjusted(6, 2, -6, -2), Qt::AlignCenter | Qt::TextWordWrap, m_hint);
}

void PhotoList::changeNow() {
  fitHeight();
  Q_EMIT changed();
}

QStringList PhotoList::files() const {
  QStringList files;
  for (int i = 0; i < count(); ++i) {
    const QString file = item(i)->data(kNewRole).toString();
    if (!file.isEmpty()) files << file;
  }
  return files;
}

void PhotoList::addFiles(const QStringList& files) {
  for (const QString& file : files) {
    if (PhotoList::files().contains(file)) continue;
    addFile(file, {});
    readThumbnail(file);
  }
  changeNow();
}

void PhotoList::addFile(const QString& file, const QImage& thumbnail) {
  auto* item = new QListWidgetItem(QFileInfo(file).fileName(), this);
  if (!thumbnail.isNull()) item->setIcon(QIcon(QPixmap::fromImage(thumbnail)));
  item->setData(kNewRole, file);
  item->setToolTip(file);
}

void PhotoList::readThumbnail(const QString& file) {
  m_session.read(
      tr("Read a photo"), [file](const store::CityDatabase&, Progress&) { return thumbnailOf(file); }, this,
      [this, file](const QImage& thumbnail) {
        if (thumbnail.isNull()) return;  // kept as a file all the same: the case says what it can be
        for (int i = 0; i < count(); ++i) {
          if (item(i)->data(kNewRole).toString() == file) item(i)->setIcon(QIcon(QPixmap::fromImage(thumbnail)));
        }
      });
}

void PhotoList::addImage(const QImage& image) {
  if (!m_pasted) m_pasted = std::make_shared<QTemporaryDir>();
  const QString file = m_pasted->filePath(QStringLiteral("pasted-%1.png").arg(++m_pastedCount));
  ++m_writing;
  const auto ended = [this, filling = m_filling] {
    if (filling != m_filling) return false;
    --m_writing;
    return true;
  };
  JobOptions options;
  options.onError = [this, ended](const QString& sentence, const Error&) {
    if (!ended()) return;
    Q_EMIT failed(sentence);
    changeNow();
  };
  options.onCancelled = [this, ended] {
    if (ended()) changeNow();
  };
  m_session.read(
      tr("Read a photo"),
      [image, file, folder = m_pasted](const store::CityDatabase&, Progress&) {
        if (!image.save(file, "PNG")) {
          throw Error(ErrorCode::diskFull, GIS_TR("the pasted picture cannot be kept"),
                      GIS_TR("it cannot be written to the folder for temporary files"),
                      GIS_TR("make room there, or save the picture as a file and add that"));
        }
        return image.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
      },
      this,
      [this, ended, file](const QImage& thumbnail) {
        if (!ended()) return;
        addFile(file, thumbnail);
        changeNow();
      },
      options);
  changeNow();
}

bool PhotoList::holdsPictures(const QMimeData* mime) {
  return mime != nullptr && (mime->hasImage() || (mime->hasUrls() && !pictureFiles(mime).isEmpty()));
}

bool PhotoList::addFrom(const QMimeData* mime) {
  if (!holdsPictures(mime)) return false;
  if (const QStringList files = pictureFiles(mime); !files.isEmpty()) {
    addFiles(files);
    return true;
  }
  const auto image = qvariant_cast<QImage>(mime->imageData());
  if (image.isNull()) return false;
  addImage(image);
  return true;
}

void PhotoList::addKept(const QByteArray& thumbnail, const QString& name, const QString& path) {
  QPixmap small;
  small.loadFromData(thumbnail);
  auto* item =
      new QListWidgetItem(QIcon(small.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)), name, this);
  item->setData(kKeptRole, path);
  item->setToolTip(name);
  fitHeight();
}

void PhotoList::removeChosen() {
  for (QListWidgetItem* item : selectedItems()) {
    // What is in the case already stays: its photos are evidence.
    if (item->data(kKeptRole).toString().isEmpty()) delete item;
  }
  changeNow();
}

void PhotoList::clearPhotos() {
  clear();
  m_pasted.reset();
  m_pastedCount = m_writing = 0;
  ++m_filling;
  changeNow();
}

void PhotoList::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Paste)) {
    addFrom(QGuiApplication::clipboard()->mimeData());
    return;
  }
  if (event->matches(QKeySequence::Delete)) {
    removeChosen();
    return;
  }
  QListWidget::keyPressEvent(event);
}

void PhotoList::dragEnterEvent(QDragEnterEvent* event) {
  if (holdsPictures(event->mimeData())) event->acceptProposedAction();
}

void PhotoList::dragMoveEvent(QDragMoveEvent* event) {
  if (holdsPictures(event->mimeData())) event->acceptProposedAction();
}

void PhotoList::dropEvent(QDropEvent* event) {
  if (addFrom(event->mimeData())) event->acceptProposedAction();
}

}  // namespace gis::ui
