// Version, licences, and where the boundaries come from; the list of keys.
#pragma once

#include <QDialog>

namespace gis::ui {

class Commands;

class AboutDialog : public QDialog {
  Q_OBJECT
 public:
  explicit AboutDialog(QWidget* parent = nullptr);
};

/// All commands that have keys, to be read and searched.
class KeysDialog : public QDialog {
  Q_OBJECT
 public:
  explicit KeysDialog(const Commands& commands, QWidget* parent = nullptr);
};

}  // namespace gis::ui
