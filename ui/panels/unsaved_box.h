// The question before something that is not saved is thrown away.
#pragma once

#include <QString>
#include <QWidget>
#include <functional>

namespace gis::ui {

/// Asks over `parent`, without waiting: Discard calls `go`, Go back (the default) nothing. `lost` says what is not
/// saved, a line each. GUI thread.
void askBeforeLosing(QWidget* parent, const QString& lost, std::function<void()> go);

}  // namespace gis::ui
