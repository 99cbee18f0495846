#include "ui/jobs/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <atomic>
#include <memory>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"
#include "gis_core/base/speaker.h"
#include "gis_core/city/check_words.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

std::atomic<bool> g_chinese{false};

/// What Qt 6.4's own Chinese catalogue lacks: the kinds of files in the list of its file dialog. Named here for
/// `./dev translate`; our catalogue is asked before Qt's.
[[maybe_unused]] constexpr const char* kMissingInQt[] = {
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Alias"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut"),
    QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown"),
};

/// Chinese texts are in the city's own words.
class CityTranslator : public QTranslator {
 public:
  [[nodiscard]] QString translate(const char* context, const char* source, const char* disambiguation,
                                  int n) const override {
    QString text = QTranslator::translate(context, source, disambiguation, n);
    if (!city::swapsCheckWords() || !text.contains(QChar(u'核'))) return text;
    return QString::fromStdString(city::inCheckWords(text.toStdString()));
  }
};

/// The translators live as long as the program: Qt keeps pointers to them.
std::vector<std::unique_ptr<QTranslator>>& installed() {
  static std::vector<std::unique_ptr<QTranslator>> translators;
  return translators;
}

/// The folder of our .qm files: beside the other shipped files (installed, or built and not installed).
QStringList translationFolders(const QString& file) {
  try {
    const auto found = platform::resourceFile("translations/" + file.toStdString() + ".qm");
    return {QString::fromStdString(platform::pathToUtf8(found.parent_path()))};
  } catch (const Error&) {
    return {};  // an incomplete installation still runs, in English
  }
}

void installTranslator(const QString& file, const QStringList& folders) {
  auto translator = std::make_unique<CityTranslator>();
  for (const QString& folder : folders) {
    if (!translator->load(file, folder)) continue;
    QCoreApplication::installTranslator(translator.get());
    installed().push_back(std::move(translator));
    return;
  }
}

}  // namespace

QStringList languages() {
  return {QStringLiteral("en"), QStringLiteral("zh_CN")};
}

QString systemLanguage() {
  const QStringList wanted = QLocale::system().uiLanguages();
  const QString first = wanted.isEmpty() ? QLocale::system().name() : wanted.front();
  return first.startsWith(QLatin1String("zh")) ? QStringLiteral("zh_CN") : QStringLiteral("en");
}

void setLanguage(const QString& name) {
  const bool chinese = name.startsWith(QLatin1String("zh"));
  g_chinese = chinese;
  for (const auto& translator : installed()) QCoreApplication::removeTranslator(translator.get());
  installed().clear();
  QLocale::setDefault(chinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English));
  if (chinese) installTranslator(QStringLiteral("qtbase_zh_CN"), {QLibraryInfo::path(QLibraryInfo::TranslationsPath)});
  // The sources are English; its file holds only what changes with a number: "1 feature", "2 features".
  const QString ours = QStringLiteral("citydesk_") + currentLanguage();
  installTranslator(ours, translationFolders(ours));
  setSpeaker([](const Message& message) { return toUtf8(translated(message)); });
}

QString currentLanguage() {
  return g_chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
}
bool isChinese() {
  return g_chinese;
}

QString inOtherLanguage(const char* context, const char* source) {
  if (isChinese()) return QString::fromUtf8(source);  // the sources are English
  static const std::unique_ptr<QTranslator> chinese = [] {
    const QString file = QStringLiteral("citydesk_zh_CN");
    auto translator = std::make_unique<CityTranslator>();
    for (const QString& folder : translationFolders(file))
      if (translator->load(file, folder)) break;
    return translator;
  }();
  return chinese->translate(context, source);
}

}  // namespace gis::ui
