#include "ui/dialogs/photo_out_dialog.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/photo_marks.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/dialogs/photo_brush_dialog.h"
#include "ui/jobs/language.h"
#include "ui/map/case_text.h"

namespace gis::ui {

PhotoOutDialog::PhotoOutDialog(CitySession& session, const QString& id, const QString& folder, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_id(toUtf8(id)),
      m_list(named(new QListWidget, "photoOutList", tr("Photos that leave"))),
      m_black(named(new QPushButton(tr("Black out…")), "photoOutBlack", tr("Black faces and plates out"))),
      m_browse(named(new QPushButton(tr("Browse…")), "photoOutBrowse", tr("Choose the folder"))),
      m_folder(named(new QLineEdit(QDir::toNativeSeparators(folder)), "photoOutFolder", tr("Folder"))),
      m_note(named(new QLabel, "photoOutNote", tr("Note"))),
      m_buttons(dialogButtons(QDialogButtonBox::Save | QDialogButtonBox::Close)) {
  setObjectName(QStringLiteral("photoOutDialog"));
  setWindowTitle(tr("Hand out photos"));
  m_list->setIconSize({96, 96});
  m_note->setWordWrap(true);
  m_note->setText(tr("Tick what may leave. Place, time and camera are always taken out of the copies."));
  m_black->setAutoDefault(false);
  m_browse->setAutoDefault(false);
  auto* row = new QHBoxLayout;
  row->addWidget(new QLabel(tr("Folder")));
  row->addWidget(m_folder, 1);
  row->addWidget(m_browse);
  auto* all = new QVBoxLayout(this);
  all->addWidget(m_list, 1);
  auto* below = new QHBoxLayout;
  below->addWidget(m_black);
  below->addStretch(1);
  all->addLayout(below);
  all->addLayout(row);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(520, 460);
  connect(m_list, &QListWidget::itemChanged, this, &PhotoOutDialog::updateState);
  connect(m_list, &QListWidget::currentRowChanged, this, &PhotoOutDialog::updateState);
  connect(m_list, &QListWidget::itemActivated, this, &PhotoOutDialog::blackOut);
  connect(m_folder, &QLineEdit::textChanged, this, &PhotoOutDialog::updateState);
  connect(m_black, &QPushButton::clicked, this, &PhotoOutDialog::blackOut);
  connect(m_browse, &QPushButton::clicked, this, [this] {
    auto* dialog = new QFileDialog(this, tr("Folder for the photos"), m_folder->text());
    dialog->setObjectName(QStringLiteral("photoOutFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& chosen) { m_folder->setText(QDir::toNativeSeparators(chosen)); });
    dialog->open();
  });
  connect(m_buttons, &QDialogButtonBox::accepted, this, &PhotoOutDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  updateState();
  load();
}

QString PhotoOutDialog::folder() const {
  return QDir::fromNativeSeparators(m_folder->text().trimmed());
}

std::vector<std::string> PhotoOutDialog::ticked() const {
  std::vector<std::string> uids;
  for (int i = 0; i < m_list->count(); ++i) {
    if (m_list->item(i)->checkState() == Qt::Checked) uids.push_back(m_photos[std::size_t(i)].uid);
  }
  return uids;
}

void PhotoOutDialog::updateState() {
  m_black->setEnabled(m_list->currentRow() >= 0 && !m_session.isReadOnly());
  m_buttons->button(QDialogButtonBox::Save)->setEnabled(!ticked().empty() && !folder().isEmpty());
}

void PhotoOutDialog::load() {
  struct Loaded {
    std::vector<city::Attachment> photos;
    std::vector<std::size_t> marks;
  };
  m_session.read(
      windowTitle(),
      [id = m_id](const store::CityDatabase& city, Progress&) {
        Loaded loaded;
        loaded.photos = city::attachmentsOf(city, city::incidentById(city, id).uid, true);
        for (const city::Attachment& photo : loaded.photos)
          loaded.marks.push_back(city::photoMarks(city, photo.uid).size());
        return loaded;
      },
      this,
      [this](const Loaded& loaded) {
        const std::vector<std::string> before = ticked();
        const int row = std::max(0, m_list->currentRow());
        m_photos = loaded.photos;
        m_list->clear();
        for (std::size_t i = 0; i < m_photos.size(); ++i) {
          const city::Attachment& photo = m_photos[i];
          QString text = fromUtf8(photo.name) + QLatin1Char('\n') + photoStageText(photo.stage, isChinese());
          if (loaded.marks[i] > 0) text += QStringLiteral(" · ") + tr("%Ln mark(s)", nullptr, int(loaded.marks[i]));
          auto* item = new QListWidgetItem(text, m_list);
          QPixmap picture;
          picture.loadFromData(photo.thumbnail.data(), uint(photo.thumbnail.size()));
          item->setIcon(QIcon(picture));
          const bool was = std::find(before.begin(), before.end(), photo.uid) != before.end();
          item->setCheckState(was ? Qt::Checked : Qt::Unchecked);
        }
        m_list->setCurrentRow(m_photos.empty() ? -1 : std::min(row, int(m_photos.size()) - 1));
        if (m_photos.empty()) m_note->setText(tr("This case has no photos."));
        updateState();
      });
}

void PhotoOutDialog::blackOut() {
  const int row = m_list->currentRow();
  if (row < 0 || m_session.isReadOnly()) return;
  auto* dialog = new PhotoBrushDialog(m_session, m_photos[std::size_t(row)], this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, &PhotoOutDialog::load);
  dialog->open();
}

void PhotoOutDialog::accept() {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.read(
      windowTitle(),
      [id = m_id, uids = ticked(), folder = toUtf8(folder())](const store::CityDatabase& city, Progress&) {
        return city::handOutPhotos(city, city::incidentById(city, id), uids, platform::pathFromUtf8(folder));
      },
      this,
      [this](const city::HandedOut& out) {
        m_note->setText(tr("Written: %Ln photo(s), ", nullptr, int(out.files.size())) +
                        tr("%Ln of them with something blacked out.", nullptr, int(out.blackened)));
      },
      options);
}

}  // namespace gis::ui
