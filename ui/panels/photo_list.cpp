#include "ui/panels/photo_list.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QImageReader>
#include <QKeyEvent>
#include <QMimeData>
#include <QUrl>

namespace gis::ui {

namespace {

constexpr int kSide = 72;
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

}  // namespace

PhotoList::PhotoList(QWidget* parent) : QListWidget(parent) {
  setViewMode(QListView::IconMode);
  setIconSize({kSide, kSide});
  setGridSize({kSide + 24, kSide + 30});
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setAcceptDrops(true);
  setMinimumSize(kSide, kSide + 44);
  setMaximumHeight(2 * kSide + 80);
  connect(this, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
    const QString kept = item->data(kKeptRole).toString();
    Q_EMIT openWanted(kept.isEmpty() ? item->data(kNewRole).toString() : kept);
  });
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
    // Read small: a JPEG of 50 megapixels is scaled while it is decoded.
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid()) reader.setScaledSize(size.scaled(kSide, kSide, Qt::KeepAspectRatio));
    auto* item = new QListWidgetItem(QIcon(QPixmap::fromImage(reader.read())), QFileInfo(file).fileName(), this);
    item->setData(kNewRole, file);
    item->setToolTip(file);
  }
  Q_EMIT changed();
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
  if (!m_pasted) m_pasted = std::make_unique<QTemporaryDir>();
  const QString file = m_pasted->filePath(QStringLiteral("pasted-%1.png").arg(++m_pastedCount));
  if (!image.save(file, "PNG")) return false;
  addFiles({file});
  return true;
}

void PhotoList::addKept(const QByteArray& thumbnail, const QString& name, const QString& path) {
  QPixmap small;
  small.loadFromData(thumbnail);
  auto* item =
      new QListWidgetItem(QIcon(small.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation)), name, this);
  item->setData(kKeptRole, path);
  item->setToolTip(name);
}

void PhotoList::removeChosen() {
  for (QListWidgetItem* item : selectedItems()) {
    // What is in the case already stays: its photos are evidence.
    if (item->data(kKeptRole).toString().isEmpty()) delete item;
  }
  Q_EMIT changed();
}

void PhotoList::clearPhotos() {
  clear();
  m_pasted.reset();
  m_pastedCount = 0;
  Q_EMIT changed();
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
