#include "app/cli/error_text.h"

#include <QTranslator>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"
#include "gis_core/city/check_words.h"

namespace gis::cli {
namespace {

std::string translated(const QTranslator& translator, const Message& message) {
  const QString text = translator.translate("gis", message.text.c_str());
  return fillPlaces(text.isEmpty() ? message.text : city::inCheckWords(text.toStdString()), message.args);
}

/// The translator of the person's language; nothing for English, or when it is not installed: the English sentence is
/// still right.
const QTranslator* translatorOf(const std::string& language) {
  if (!wantsChinese(language)) return nullptr;
  static const auto loaded = []() -> std::unique_ptr<QTranslator> {
    try {
      auto made = std::make_unique<QTranslator>();
      const auto file = platform::resourceFile("translations/citydesk_zh_CN.qm");
      if (made->load(QString::fromStdString(platform::pathToUtf8(file)))) return made;
    } catch (const Error&) {
    }
    return nullptr;
  }();
  return loaded.get();
}

}  // namespace

bool wantsChinese(const std::string& language) {
  if (!language.empty()) return language.rfind("zh", 0) == 0;
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (const char* value = std::getenv(variable); value != nullptr && *value != '\0')
      return std::strncmp(value, "zh", 2) == 0;
  }
  return false;
}

std::string sentenceIn(const Error& error, const std::string& language) {
  const QTranslator* translator = translatorOf(language);
  if (translator == nullptr) return error.sentence();
  return composeSentence(translated(*translator, error.whatFailed()), translated(*translator, error.why()),
                         translated(*translator, error.remedy()));
}

std::string textIn(const Message& message, const std::string& language) {
  const QTranslator* translator = translatorOf(language);
  return translator == nullptr ? message.str() : translated(*translator, message);
}

}  // namespace gis::cli
