// Photos of an incident being written: by file, by drop, by Ctrl+V.
#pragma once

#include <QListWidget>
#include <QStringList>
#include <QTemporaryDir>
#include <memory>

#include "ui/jobs/city_session.h"

class QMimeData;

namespace gis::ui {

/// Icons of photos that are to be attached. Files are read and written by workers. GUI thread.
class PhotoList : public QListWidget {
  Q_OBJECT
 public:
  explicit PhotoList(CitySession& session, QWidget* parent = nullptr);

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
  /// A pasted picture is still being written to its file: it is not among files() yet.
  [[nodiscard]] bool isBusy() const { return m_writing > 0; }
  /// What an empty list says of itself.
  void setHint(const QString& hint);
  [[nodiscard]] QSize sizeHint() const override;

 Q_SIGNALS:
  void changed();
  void openWanted(const QString& path);
  void failed(const QString& sentence);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void addFile(const QString& file, const QImage& thumbnail);
  void addImage(const QImage& image);
  void readThumbnail(const QString& file);
  void changeNow();
  /// One line of pictures, or two, as many as the width takes: never half a picture.
  void fitHeight();

  CitySession& m_session;
  QString m_hint;
  std::shared_ptr<QTemporaryDir> m_pasted;  ///< shared with the worker that writes into it
  int m_pastedCount = 0;
  int m_writing = 0;
  quint64 m_filling = 0;  ///< counts clearings: what belongs to an earlier form is dropped
};

}  // namespace gis::ui
