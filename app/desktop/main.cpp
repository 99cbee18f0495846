// citydesk: the workstation.
#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QFontDatabase>
#include <QIcon>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <memory>
#include <optional>

#include "app/desktop/log_file.h"
#include "app/desktop/play_driver.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/window_parts.h"
#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/panels/composition_guard.h"
#include "ui/panels/main_window.h"

namespace {

using namespace gis::ui;

struct Arguments {
  QString city, asOf, language, screenshot, play, shots;
  QSize size{1600, 1000};
  bool unattended() const { return !screenshot.isEmpty() || !play.isEmpty(); }
};

int usage(const QString& sentence) {
  QTextStream(stderr) << "citydesk: " << sentence << "; see citydesk --help\n";
  return 2;
}

/// Reads the command line; a number is the exit status to end with.
std::optional<int> read(const QApplication& app, Arguments& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral("The map desk of the city."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(QStringLiteral("CITY"), QStringLiteral("City file (*.citydb) to open."),
                               QStringLiteral("[CITY]"));
  const QCommandLineOption language(QStringLiteral("lang"), QStringLiteral("Language: zh_CN or en."),
                                    QStringLiteral("LANGUAGE"));
  const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                      QStringLiteral("Save the window when the map is complete, and end."),
                                      QStringLiteral("FILE.png"));
  const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WxH"));
  const QCommandLineOption play(QStringLiteral("play"), QStringLiteral("Play events into the window, and end."),
                                QStringLiteral("FILE.jsonl"));
  const QCommandLineOption shots(QStringLiteral("shots"), QStringLiteral("Folder for the pictures of a play."),
                                 QStringLiteral("DIR"));
  const QCommandLineOption asOf(QStringLiteral("as-of"),
                                QStringLiteral("The city as it was at a date (its beginning) or time, to look at."),
                                QStringLiteral("DATE"));
  parser.addOptions({language, screenshot, size, play, shots, asOf});
  if (!parser.parse(app.arguments())) return usage(parser.errorText());
  if (parser.isSet(QStringLiteral("help"))) parser.showHelp(0);
  if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
  if (parser.positionalArguments().size() > 1) return usage(QStringLiteral("only one city can be opened"));
  arguments.city = parser.positionalArguments().value(0);
  arguments.language = parser.value(language);
  for (const QString& known : languages()) {  // zh, zh-CN and zh_TW are the Chinese that there is
    if (arguments.language.left(2) == known.left(2)) arguments.language = known;
  }
  try {
    if (parser.isSet(asOf)) {
      arguments.asOf = fromUtf8(gis::toIsoUtc(gis::parseIso(toUtf8(parser.value(asOf)), gis::kCityOffsetMinutes)));
    }
  } catch (const gis::Error& error) {
    return usage(sentence(error));
  }
  arguments.screenshot = parser.value(screenshot);
  arguments.play = parser.value(play);
  arguments.shots = parser.isSet(shots) ? parser.value(shots) : QStringLiteral(".");
  if (!arguments.language.isEmpty() && !languages().contains(arguments.language))
    return usage(QStringLiteral("unknown language %1, use %2")
                     .arg(arguments.language, languages().join(QStringLiteral(" or "))));
  if (parser.isSet(size)) {
    const QStringList parts = parser.value(size).split(QLatin1Char('x'));
    arguments.size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (arguments.size.width() < 320 || arguments.size.height() < 240 || arguments.size.width() > 16384 ||
        arguments.size.height() > 16384)
      return usage(QStringLiteral("the size must look like 1600x1000"));
  }
  return {};
}

/// Chinese is drawn with the Simplified Chinese glyphs: the system's fallback may pick Japanese ones.
void chooseFont() {
  const QString wanted = QStringLiteral("Noto Sans CJK SC");
  if (!QFontDatabase::families().contains(wanted)) {
    qWarning("The font Noto Sans CJK SC is not installed: Chinese may be drawn with foreign glyphs.");
    return;
  }
  QFont font = QApplication::font();
  QStringList families = font.families();
  families.removeAll(wanted);
  if (isChinese())
    families.prepend(wanted);
  else
    families.append(wanted);
  font.setFamilies(families);
  if (font.pointSizeF() < 10) font.setPointSizeF(10);
  QApplication::setFont(font);
}

/// A picture and a play must not depend on, or change, what a person arranged.
std::unique_ptr<UserSettings> settingsFor(const Arguments& arguments, QTemporaryDir& scratch) {
  if (!arguments.unattended()) return std::make_unique<UserSettings>();
  return std::make_unique<UserSettings>(scratch.filePath(QStringLiteral("citydesk.ini")));
}

/// Pictures and plays need no screen. Without one, Qt's offscreen platform is told to have one that is large
/// enough for any window (its own is 800 x 800: menus would be moved and clicks would miss).
void choosePlatform(int argc, char** argv, const QTemporaryDir& scratch) {
  bool unattended = false;
  for (int i = 1; i < argc; ++i) {
    const QByteArray argument(argv[i]);
    for (const char* alone : {"--screenshot", "--play", "--help", "-h", "--version", "-v"})
      unattended = unattended || argument == alone || argument.startsWith(QByteArray(alone) + '=');
  }
  const bool screen = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
  const QByteArray asked = qgetenv("QT_QPA_PLATFORM");
  if (!unattended || !(asked == "offscreen" || (asked.isEmpty() && !screen))) return;
  QFile config(scratch.filePath(QStringLiteral("screen.json")));
  if (!config.open(QIODevice::WriteOnly)) return;
  config.write(R"({"synchronousWindowSystemEvents": false, "windowFrameMargins": false, "screens": [{"name": "play",
    "x": 0, "y": 0, "width": 7680, "height": 4320, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]})");
  qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(config.fileName()));
}

/// The offscreen platform says at every turn what it has no need to do.
void onlyWhatMatters(QtMsgType type, const QMessageLogContext&, const QString& message) {
  if (message.startsWith(QLatin1String("This plugin does not support")) || type == QtDebugMsg) return;
  if (message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR"))) return;
  QTextStream(stderr) << message << '\n';
}

}  // namespace

int main(int argc, char** argv) {
  QCoreApplication::setApplicationName(QStringLiteral("citydesk"));
  QCoreApplication::setApplicationVersion(QStringLiteral(CITYDESK_VERSION));
  QGuiApplication::setDesktopFileName(QStringLiteral("org.citydesk.CityDesk"));
  QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
  QTemporaryDir scratch;
  choosePlatform(argc, argv, scratch);
  QApplication app(argc, argv);
  app.setApplicationDisplayName(QString());
  Arguments arguments;
  if (const auto status = read(app, arguments)) return *status;

  const auto settings = settingsFor(arguments, scratch);
  if (arguments.unattended())
    qInstallMessageHandler(onlyWhatMatters);
  else
    startLog(UserSettings::logFile());
  const QString kept = settings->language();
  setLanguage(!arguments.language.isEmpty() ? arguments.language : kept.isEmpty() ? systemLanguage() : kept);
  chooseFont();
  loadIcons();
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/app.svg")));
  const CompositionGuard guard(&app);

  MainWindow window(*settings);
  addWindowParts(window);
  QObject::connect(&window, &MainWindow::languageChanged, &app, chooseFont);
  if (arguments.unattended())
    window.resize(arguments.size);
  else if (!window.restoreGeometry(settings->windowGeometry()))
    window.resize(1400, 900);
  if (arguments.unattended()) window.move(0, 0);
  window.show();
  if (!arguments.city.isEmpty())
    QTimer::singleShot(0, &window, [&] { window.openCityAsOf(arguments.city, arguments.asOf); });

  if (!arguments.screenshot.isEmpty()) return takeScreenshot(window, arguments.screenshot, !arguments.city.isEmpty());
  if (!arguments.play.isEmpty()) return playFile(window, arguments.play, arguments.shots, !arguments.city.isEmpty());
  return app.exec();
}
