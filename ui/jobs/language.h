// The language of the program: "en" or "zh_CN".
#pragma once

#include <QString>
#include <QStringList>

namespace gis::ui {

/// The languages that are complete.
[[nodiscard]] QStringList languages();
/// What the system asks for: zh… → zh_CN, all else en.
[[nodiscard]] QString systemLanguage();
/// Installs the translators of the language (ours and Qt's); every widget then gets LanguageChange and says
/// its texts again. GUI thread. An unknown name means English.
void setLanguage(const QString& name);
/// The language now set; any thread.
[[nodiscard]] QString currentLanguage();
[[nodiscard]] bool isChinese();
/// A marked text in the language that is not set, so that Find knows a command by either name. GUI thread.
[[nodiscard]] QString inOtherLanguage(const char* context, const char* source);

}  // namespace gis::ui
