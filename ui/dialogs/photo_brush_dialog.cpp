#include "ui/dialogs/photo_brush_dialog.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QImageReader>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/photo_marks.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/photo_brush.h"

namespace gis::ui {

namespace {

/// No screen shows more of a photo at once.
constexpr int kShownSide = 2000;

QImage pictureOf(const QString& file) {
  QImageReader reader(file);
  reader.setDecideFormatFromContent(true);  // originals have no ending
  reader.setAutoTransform(true);
  if (const QSize size = reader.size(); size.isValid() && std::max(size.width(), size.height()) > kShownSide)
    reader.setScaledSize(size.scaled(kShownSide, kShownSide, Qt::KeepAspectRatio));
  return reader.read();
}

}  // namespace

PhotoBrushDialog::PhotoBrushDialog(CitySession& session, const city::Attachment& photo, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_photo(photo),
      m_brush(named(new PhotoBrush, "photoBrush", tr("Photo: drag over faces and plates"))),
      m_tool(named(new QComboBox, "photoBrushTool", tr("Tool"))),
      m_undo(named(new QPushButton(tr("Undo")), "photoBrushUndo", tr("Undo"))),
      m_clear(named(new QPushButton(tr("Clear")), "photoBrushClear", tr("Clear"))),
      m_note(named(new QLabel, "photoBrushNote", tr("Note"))),
      m_buttons(dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setObjectName(QStringLiteral("photoBrushDialog"));
  setWindowTitle(tr("Black out: %1").arg(fromUtf8(photo.name)));
  m_tool->addItem(tr("Fine brush"), 0.01);
  m_tool->addItem(tr("Brush"), 0.025);
  m_tool->addItem(tr("Broad brush"), 0.05);
  m_tool->addItem(tr("Box"), 0.0);
  m_tool->setCurrentIndex(1);
  m_brush->setRadius(m_tool->currentData().toDouble());
  m_undo->setShortcut(QKeySequence::Undo);
  m_undo->setAutoDefault(false);
  m_clear->setAutoDefault(false);
  m_note->setWordWrap(true);
  m_note->setText(
      tr("Drag over faces and plates. The original stays as it is; every copy that leaves is black there."));
  auto* row = new QHBoxLayout;
  row->addWidget(new QLabel(tr("Tool")));
  row->addWidget(m_tool);
  row->addWidget(m_undo);
  row->addWidget(m_clear);
  row->addStretch(1);
  auto* all = new QVBoxLayout(this);
  all->addLayout(row);
  all->addWidget(m_brush, 1);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  connect(m_tool, &QComboBox::currentIndexChanged, this,
          [this] { m_brush->setRadius(m_tool->currentData().toDouble()); });
  connect(m_undo, &QPushButton::clicked, m_brush, &PhotoBrush::undo);
  connect(m_clear, &QPushButton::clicked, m_brush, &PhotoBrush::clear);
  connect(m_brush, &PhotoBrush::marksChanged, this, &PhotoBrushDialog::updateState);
  connect(m_buttons, &QDialogButtonBox::accepted, this, &PhotoBrushDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  updateState();
  load();
}

void PhotoBrushDialog::updateState() {
  const bool any = !m_brush->marks().empty();
  m_undo->setEnabled(any);
  m_clear->setEnabled(any);
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(m_brush->hasPicture() && !m_session.isReadOnly());
}

void PhotoBrushDialog::load() {
  struct Loaded {
    QImage picture;
    std::vector<raster::BlackMark> marks;
  };
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.read(
      tr("Read a photo"),
      [uid = m_photo.uid, sha = m_photo.sha256](const store::CityDatabase& city, Progress&) {
        Loaded loaded;
        loaded.picture = pictureOf(fromUtf8(platform::pathToUtf8(city.mediaFile(sha))));
        loaded.marks = city::photoMarks(city, uid);
        return loaded;
      },
      this,
      [this](const Loaded& loaded) {
        if (loaded.picture.isNull()) {
          m_note->setText(tr("This photo cannot be read, so nothing can be blacked out of it."));
          return;
        }
        m_brush->setPicture(loaded.picture, loaded.marks);
      },
      options);
}

void PhotoBrushDialog::accept() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.write(
      windowTitle(),
      [uid = m_photo.uid, marks = m_brush->marks()](const store::CityDatabase& city, Progress&) {
        city::keepPhotoMarks(city, uid, marks);
      },
      this, [this] { QDialog::accept(); }, options);
}

}  // namespace gis::ui
