#include "app/cli/error_text.h"

#include <QTranslator>
#include <cstdlib>
#include <cstring>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"

namespace gis::cli {
namespace {

bool wantsChinese(const std::string& language) {
  if (!language.empty()) return language.rfind("zh", 0) == 0;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
      return std::strncmp(value, "zh", 2) == 0;
  }
  return false;
}

std::string translated(const QTranslator& translator, const Message& message) {
  const QString text = translator.translate("gis", message.text.c_str());
  return fillPlaces(text.isEmpty() ? message.text : text.toStdString(), message.args);
}

}  // namespace

std::string sentenceIn(const Error& error, const std::string& language) {
  if (!wantsChinese(language)) return error.sentence();
  QTranslator translator;
  try {
    const auto file = platform::resourceFile("translations/citydesk_zh_CN.qm");
    if (!translator.load(QString::fromStdString(platform::pathToUtf8(file)))) return error.sentence();
  } catch (const Error&) {
    return error.sentence();  // without the translation the English sentence is still right
  }
  return composeSentence(translated(translator, error.whatFailed()), translated(translator, error.why()),
                         translated(translator, error.remedy()));
}

}  // namespace gis::cli
