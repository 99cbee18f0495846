// Photos in the incident form: files, drops and Ctrl+V, and whether they fit the report.
#include <QAbstractItemView>
#include <QClipboard>
#include <QCompleter>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <cmath>

#include "gis_core/city/photo_check.h"
#include "ui/models/category_model.h"
#include "ui/panels/incident_form.h"
#include "ui/panels/photo_list.h"

namespace gis::ui {

void IncidentForm::checkPhotos() {
  const quint64 number = ++m_photoCheck;
  m_photoNote->hide();
  if (!m_at || m_photos->files().isEmpty()) return;
  std::vector<std::filesystem::path> files;
  for (const QString& file : m_photos->files()) files.emplace_back(toUtf8(file));
  const UtcMillis when = m_case && m_case->handledAt.empty() ? parseIso(m_case->reportedAt, 0) : utcNow();
  JobOptions options;
  options.onError = [](const QString&, const Error&) {};  // saving says what is wrong with a file
  m_session.read(
      tr("Photos of the incident"),
      [files, at = *m_at, when](const store::CityDatabase& city, Progress&) {
        return city::photosFit(city.crs(), files, at, when);
      },
      this,
      [this, number](const std::vector<city::PhotoFit>& fits) {
        if (number != m_photoCheck) return;
        QStringList lines;
        for (const city::PhotoFit& fit : fits) {
          if (fit.isFar())
            lines
                << tr("%1 was taken %2 m away from the point.").arg(fromUtf8(fit.name)).arg(std::llround(*fit.metres));
          if (fit.isOld()) lines << tr("%1 was taken more than a day before or after.").arg(fromUtf8(fit.name));
        }
        m_photoNote->setText(lines.isEmpty() ? QString() : QStringLiteral("⚠ ") + lines.join(QLatin1Char('\n')));
        m_photoNote->setVisible(!lines.isEmpty());
      },
      options);
}

void IncidentForm::addPhotosByFile() {
  auto* dialog = new QFileDialog(this, tr("Photos of the incident"));
  dialog->setObjectName(QStringLiteral("incidentPhotoDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  dialog->setNameFilter(tr("Photos") + QStringLiteral(" (*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff *.heic)"));
  connect(dialog, &QFileDialog::filesSelected, m_photos, &PhotoList::addFiles);
  dialog->open();
}

bool IncidentForm::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<const QKeyEvent*>(event);
    // An empty field shows what there is.
    if (watched == m_categoryEdit && key->key() == Qt::Key_Down && m_categoryEdit->text().isEmpty()) {
      m_categories->search({});
      m_completer->complete();
      return true;
    }
    const QMimeData* clipboard = QGuiApplication::clipboard()->mimeData();
    // A picture in the clipboard is a photo, wherever the cursor is; text stays text.
    if (key->matches(QKeySequence::Paste) && clipboard != nullptr && !clipboard->hasText() &&
        m_photos->addFrom(clipboard)) {
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void IncidentForm::dragEnterEvent(QDragEnterEvent* event) {
  if (m_photos->isEnabled() && PhotoList::holdsPictures(event->mimeData())) event->acceptProposedAction();
}

void IncidentForm::dropEvent(QDropEvent* event) {
  if (m_photos->addFrom(event->mimeData())) event->acceptProposedAction();
}

}  // namespace gis::ui
