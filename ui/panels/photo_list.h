// Photos of an incident being written: by file, by drop, by Ctrl+V.
#pragma once

#include <QListWidget>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

class QMimeData;

namespace gis::ui {

/// Icons of photos that are to be attached. GUI thread.
class PhotoList : public QListWidget {
  Q_OBJECT
 public:
  explicit PhotoList(QWidget* parent = nullptr);

  /// Full paths, in the order of adding; pasted pictures are files of their own.
  [[nodiscard]] QStringList files() const;
  void addFiles(const QStringList& files);
  /// Pictures or picture files from the clipboard or a drop; false when there are none.
  bool addFrom(const QMimeData* mime);
  [[nodiscard]] static bool holdsPictures(const QMimeData* mime);
  /// Shows a photo that is kept already: it is not among files().
  void addKept(const QByteArray& thumbnail, const QString& name, const QString& path);
  void removeChosen();
  void clearPhotos();

 Q_SIGNALS:
  void changed();
  void openWanted(const QString& path);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  std::unique_ptr<QTemporaryDir> m_pasted;
  int m_pastedCount = 0;
};

}  // namespace gis::ui
