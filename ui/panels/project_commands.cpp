// Commands of the menus Project, Edit (undo), Settings and Help.
#include <QApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QUrl>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/codes.h"
#include "gis_core/store/maintenance.h"
#include "sample_data/sample_city.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/guide_window.h"
#include "ui/dialogs/new_city_dialog.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/jobs/language.h"
#include "ui/models/case_texts.h"
#include "ui/panels/bring_to_front.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

QString folderOfCities(const MainWindow& window, UserSettings& settings) {
  static_cast<void>(window);
  const QString home = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  const QString kept = settings.value(QStringLiteral("cityFolder"), home).toString();
  return QFileInfo(kept).isDir() ? kept : QDir::homePath();
}

void newCity(MainWindow& window) {
  auto* dialog = new NewCityDialog(folderOfCities(window, window.settings()), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::accepted, &window, [&window, dialog] {
    window.settings().setValue(QStringLiteral("cityFolder"), QFileInfo(dialog->file()).absolutePath());
    if (dialog->codes() == QLatin1String("legacy")) {
      // one opening: that of the city that is made now
      const auto chooses = [&window, file = dialog->file()] {
        if (QFileInfo(window.session().city().file) != QFileInfo(file)) return;
        window.session().write(
            MainWindow::tr("Codes of new cases"),
            [](const store::CityDatabase& city, Progress&) {
              city::chooseCaseGeneration(city, "legacy");
              (void)city::CodeTables::of(city);
            },
            &window, [] {});
      };
      QObject::connect(&window.session(), &CitySession::opened, &window, chooses, Qt::SingleShotConnection);
    }
    window.createCity(dialog->file(), dialog->crs());
  });
  dialog->open();
}

void openCity(MainWindow& window) {
  auto* dialog = new QFileDialog(&window, MainWindow::tr("Open city"), folderOfCities(window, window.settings()),
                                 MainWindow::tr("Cities (*.citydb)"));
  dialog->setObjectName(QStringLiteral("openCityDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window](const QString& file) {
    window.settings().setValue(QStringLiteral("cityFolder"), QFileInfo(file).absolutePath());
    window.openCity(file);
  });
  dialog->open();
}

void openSample(MainWindow& window) {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  const QString file = QDir(folder).filePath(QStringLiteral("sample.citydb"));
  if (QFileInfo::exists(file)) {
    window.openCity(file);
    return;
  }
  QDir().mkpath(folder);
  JobOptions options;
  options.shown = true;
  window.say(MessageKind::info, MainWindow::tr("Making the sample city; this takes some seconds."));
  window.session().task(
      MainWindow::tr("Make the sample city"),
      [target = platform::pathFromUtf8(toUtf8(file))](Progress& progress) {
        // Under another name until it is whole: a sample that was given up halfway must not be opened later.
        const auto scratch = target.parent_path() / "sample-unfinished.citydb";
        for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(scratch.string() + end);
        {
          const auto city = store::CityDatabase::create(scratch, crs::Crs::fromEpsg(4549));
          sample::writeSampleCity(city, {}, progress);
        }
        platform::replaceFile(scratch, target);
      },
      &window, [&window, file] { window.openCity(file); }, options);
}

void fillRecent(MainWindow& window) {
  QMenu* menu = window.menu(QStringLiteral("menuRecent"));
  menu->clear();
  const QStringList files = window.settings().recentCities();
  menu->setEnabled(!files.isEmpty());
  for (const QString& file : files) {
    QAction* action = menu->addAction(QFileInfo(file).completeBaseName());
    action->setToolTip(QDir::toNativeSeparators(file));
    QObject::connect(action, &QAction::triggered, &window, [&window, file] { window.openCity(file); });
  }
}

void saveCopy(MainWindow& window) {
  const QString suggested = QDir(folderOfCities(window, window.settings()))
                                .filePath(window.session().city().name + QStringLiteral("-copy.citydb"));
  auto* dialog =
      new QFileDialog(&window, MainWindow::tr("Save a copy"), suggested, MainWindow::tr("Cities (*.citydb)"));
  dialog->setObjectName(QStringLiteral("saveCopyDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("citydb"));
  dialog->selectFile(suggested);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window, [&window](const QString& file) {
    JobOptions options;
    options.shown = true;
    window.session().task(
        MainWindow::tr("Save a copy"),
        [city = toUtf8(window.session().city().file), target = toUtf8(file)](Progress& progress) {
          return store::backupCity(platform::pathFromUtf8(city), platform::pathFromUtf8(target), progress);
        },
        &window,
        [&window, file](const store::BackupResult& result) {
          window.say(MessageKind::success,
                     MainWindow::tr("Saved %1 (%2, %3).")
                         .arg(QDir::toNativeSeparators(file), QLocale().formattedDataSize(qint64(result.bytes)),
                              MainWindow::tr("%Ln photo(s)", nullptr, int(result.mediaFiles))));
        },
        options);
  });
  dialog->open();
}

void checkCity(MainWindow& window) {
  JobOptions options;
  options.shown = true;
  window.session().readLong(
      MainWindow::tr("Check the city"),
      [](const store::CityDatabase& city, Progress& progress) { return store::checkCity(city, progress); }, &window,
      [&window](const std::vector<store::Finding>& findings) {
        int errors = 0, warnings = 0;
        for (const store::Finding& finding : findings) {
          const bool error = finding.severity == "error";
          const bool warning = finding.severity == "warning";
          errors += error ? 1 : 0;
          warnings += warning ? 1 : 0;
          if (error || warning)
            window.say(error ? MessageKind::error : MessageKind::warning,
                       QStringLiteral("%1: %2").arg(fromUtf8(finding.subject), translated(finding.text)));
        }
        if (errors + warnings == 0)
          window.say(MessageKind::success, MainWindow::tr("The city is in order."));
        else
          window.say(errors ? MessageKind::error : MessageKind::warning,
                     MainWindow::tr("The check found %1 and %2; they are in the messages.")
                         .arg(MainWindow::tr("%Ln error(s)", nullptr, errors),
                              MainWindow::tr("%Ln warning(s)", nullptr, warnings)));
        window.showPanel(QStringLiteral("dockMessages"));
      },
      options);
}

void cityProperties(MainWindow& window) {
  const CityInfo& city = window.session().city();
  qlonglong features = 0;
  for (const store::LayerInfo& layer : *window.session().layers()) features += layer.count;
  const QString crs = city.crs.epsg() ? QStringLiteral("EPSG:%1 – %2").arg(*city.crs.epsg()).arg(city.crsName)
                                      : (city.crsName.isEmpty() ? MainWindow::tr("unknown") : city.crsName);
  const QLocale locale;
  QString text = QStringLiteral("<table cellpadding='4'>");
  const auto row = [&text](const QString& name, const QString& value) {
    text += QStringLiteral("<tr><td><b>%1</b></td><td>%2</td></tr>").arg(name, value.toHtmlEscaped());
  };
  row(MainWindow::tr("File"), QDir::toNativeSeparators(city.file));
  row(MainWindow::tr("Size"), locale.formattedDataSize(QFileInfo(city.file).size()));
  row(MainWindow::tr("Coordinate system"), crs);
  row(MainWindow::tr("Layers"), locale.toString(static_cast<int>(window.session().layers()->size())));
  row(MainWindow::tr("Features"), locale.toString(features));
  row(MainWindow::tr("Access"), city.readOnly ? MainWindow::tr("read only") : MainWindow::tr("read and write"));
  row(MainWindow::tr("Identity"), city.uid);
  text += QStringLiteral("</table>");
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, MainWindow::tr("City properties"), text, QMessageBox::Close, &window);
  box->setObjectName(QStringLiteral("cityPropertiesBox"));
  box->button(QMessageBox::Close)->setObjectName(QStringLiteral("buttonClose"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextInteractionFlags(Qt::TextSelectableByMouse);
  box->open();
}

void undoTexts(MainWindow& window) {
  const auto tell = [&](const char* id, const std::string& reason, const QString& with) {
    QAction* action = window.commands().action(QLatin1String(id));
    if (!reason.empty()) action->setText(with.arg(journalReasonText(reason)));
  };
  window.commands().retranslate();
  tell("actionUndo", window.session().undoState().undoReason, MainWindow::tr("&Undo: %1"));
  tell("actionRedo", window.session().undoState().redoReason, MainWindow::tr("&Redo: %1"));
}

/// One guide at a time; it stays open beside the work.
void openGuide(MainWindow& window) {
  auto* guide = window.findChild<GuideWindow*>();
  if (guide == nullptr) {
    guide = new GuideWindow(window.session(), &window);
    guide->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(guide, &GuideWindow::commandWanted, &window, [&window](const QString& id) {
      QAction* action = window.commands().action(id);
      if (action == nullptr) return;
      if (action->isEnabled())
        action->trigger();
      else
        window.say(MessageKind::info,
                   MainWindow::tr("%1 needs an open city, a layer or a selection first.").arg(action->iconText()));
    });
  }
  bringToFront(guide);
}

void showLanguageTicks(MainWindow& window) {
  window.commands().action(QStringLiteral("actionLanguageEnglish"))->setChecked(!isChinese());
  window.commands().action(QStringLiteral("actionLanguageChinese"))->setChecked(isChinese());
}

}  // namespace

void addProjectCommands(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionNewCity"), &window, [&window] { newCity(window); });
  commands.handle(QStringLiteral("actionOpenCity"), &window, [&window] { openCity(window); });
  commands.handle(QStringLiteral("actionSampleCity"), &window, [&window] { openSample(window); });
  commands.handle(QStringLiteral("actionSaveCopy"), &window, [&window] { saveCopy(window); });
  commands.handle(QStringLiteral("actionCheckCity"), &window, [&window] { checkCity(window); });
  commands.handle(QStringLiteral("actionCityProperties"), &window, [&window] { cityProperties(window); });
  commands.handle(QStringLiteral("actionCloseCity"), &window, [&window] { window.closeCity(); });
  commands.handle(QStringLiteral("actionQuit"), &window, [&window] { window.close(); });
  commands.handle(QStringLiteral("actionUndo"), &window, [&window] {
    const QString done = MainWindow::tr("Undone: %1").arg(journalReasonText(window.session().undoState().undoReason));
    window.session().undo([&window, done] { window.canvas().showHint(done); });
  });
  commands.handle(QStringLiteral("actionRedo"), &window, [&window] {
    const QString done = MainWindow::tr("Redone: %1").arg(journalReasonText(window.session().undoState().redoReason));
    window.session().redo([&window, done] { window.canvas().showHint(done); });
  });
  QObject::connect(&window.session(), &CitySession::undoStateChanged, &window, [&window] { undoTexts(window); });
  QObject::connect(&window, &MainWindow::languageChanged, &window, [&window] {
    undoTexts(window);
    showLanguageTicks(window);
  });
  QObject::connect(window.menu(QStringLiteral("menuRecent"))->menuAction()->menu(), &QMenu::aboutToShow, &window,
                   [&window] { fillRecent(window); });
  QObject::connect(window.menu(QStringLiteral("menuProject")), &QMenu::aboutToShow, &window,
                   [&window] { fillRecent(window); });
  fillRecent(window);
  commands.handleToggle(QStringLiteral("actionLanguageEnglish"), &window, [&window](bool) {
    window.changeLanguage(QStringLiteral("en"));
    showLanguageTicks(window);
  });
  commands.handleToggle(QStringLiteral("actionLanguageChinese"), &window, [&window](bool) {
    window.changeLanguage(QStringLiteral("zh_CN"));
    showLanguageTicks(window);
  });
  showLanguageTicks(window);
  commands.handle(QStringLiteral("actionPreferences"), &window, [&window] {
    auto* dialog = new PreferencesDialog(window.settings(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, &window, [&window, dialog] {
      window.applySettings();
      window.document().base().reopen();  // the network may be allowed now
      if (dialog->language() != window.settings().language()) window.changeLanguage(dialog->language());
    });
    dialog->open();
  });
  const auto show = [&window](QDialog* dialog) {
    dialog->setParent(&window, dialog->windowFlags());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  };
  commands.handle(QStringLiteral("actionAbout"), &window, [show] { show(new AboutDialog); });
  commands.handle(QStringLiteral("actionGuide"), &window, [&window] { openGuide(window); });
  commands.handle(QStringLiteral("actionKeys"), &window, [show, &window] { show(new KeysDialog(window.commands())); });
  commands.handle(QStringLiteral("actionLog"), &window, [&window] {
    const QString file = UserSettings::logFile();
    window.say(MessageKind::info, MainWindow::tr("The log file is %1").arg(QDir::toNativeSeparators(file)));
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).absolutePath()));
  });
}

}  // namespace gis::ui
