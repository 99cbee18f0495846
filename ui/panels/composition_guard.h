// Keeps map shortcuts away from people who are typing.
#pragma once

#include <QObject>
#include <QPointer>

namespace gis::ui {

/// An event filter for the whole application. While an input method composes (preedit text is open) every
/// key belongs to the text field; and plain keys without Ctrl or Alt always belong to a field that takes
/// text. GUI thread.
class CompositionGuard : public QObject {
  Q_OBJECT
 public:
  explicit CompositionGuard(QObject* application);
  [[nodiscard]] bool isComposing() const { return m_composing && m_field; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QPointer<QObject> m_field;
  bool m_composing = false;
};

}  // namespace gis::ui
