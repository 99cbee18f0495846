// The picture in a form: what a column of bytes holds, seen and replaced.
#pragma once

#include <QImage>
#include <QWidget>

#include "gis_core/store/value.h"
#include "ui/jobs/city_session.h"

class QLabel;
class QPushButton;

namespace gis::ui {

/// Shows the bytes as a picture where they are one; a picture file takes their place, or nothing. Files are read and
/// pictures decoded by workers. Objects inside: pictureShown, pictureChoose, pictureRemove. GUI thread.
class PictureField : public QWidget {
  Q_OBJECT
 public:
  PictureField(CitySession& session, store::Value bytes, QWidget* parent = nullptr);
  [[nodiscard]] const store::Value& value() const { return m_value; }
  [[nodiscard]] bool isChanged() const { return m_changed; }
  /// Takes a file that is a picture; anything else is refused with a sentence in its place.
  void takeFile(const QString& file);

 Q_SIGNALS:
  void changed();

 private:
  void choose();
  void showPicture(const QImage& picture, std::size_t bytes);

  CitySession& m_session;
  store::Value m_value;
  bool m_changed = false;
  QLabel* m_shown;
  QPushButton* m_remove;
};

}  // namespace gis::ui
