#include "ui/panels/desk_commands.h"

#include <QAction>
#include <QLabel>
#include <QStandardPaths>
#include <QStatusBar>
#include <QTimer>
#include <algorithm>
#include <memory>
#include <utility>

#include "gis_core/base/platform/file_server.h"
#include "gis_core/city/check_words.h"
#include "gis_core/store/share_copy.h"
#include "ui/dialogs/case_list_dialog.h"
#include "ui/dialogs/component_import_dialog.h"
#include "ui/dialogs/day_dialog.h"
#include "ui/dialogs/desk_settings_dialog.h"
#include "ui/dialogs/dictionary_dialog.h"
#include "ui/dialogs/grid_dialog.h"
#include "ui/dialogs/photo_out_dialog.h"
#include "ui/dialogs/ranking_dialog.h"
#include "ui/jobs/language.h"
#include "ui/map/case_text.h"
#include "ui/panels/bring_to_front.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

void handOutPhotos(MainWindow& window, const QStringList& ids) {
  if (ids.isEmpty()) {
    window.say(MessageKind::info, MainWindow::tr("Choose one case or more in the list of incidents or on the map."));
    return;
  }
  UserSettings& settings = window.settings();
  const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  auto* dialog = new PhotoOutDialog(window.session(), ids.front(),
                                    settings.value(QStringLiteral("photosOut/folder"), usual).toString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, &window,
                   [&settings, dialog] { settings.setValue(QStringLiteral("photosOut/folder"), dialog->folder()); });
  dialog->open();
}

void openDayPackages(MainWindow& window) {
  UserSettings& settings = window.settings();
  const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  auto* dialog = new DayDialog(window.session(), settings.value(QStringLiteral("dayPackages/peer")).toString(),
                               settings.value(QStringLiteral("dayPackages/folder"), usual).toString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, &window, [&settings, dialog] {
    settings.setValue(QStringLiteral("dayPackages/peer"), dialog->peer());
    settings.setValue(QStringLiteral("dayPackages/folder"), dialog->folder());
  });
  dialog->open();
}

void openCaseLists(MainWindow& window, const QStringList& chosen) {
  UserSettings& settings = window.settings();
  const QString key = QStringLiteral("caseLists/folder");
  const QString usual = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  auto* dialog = new CaseListDialog(window.session(), chosen, settings.value(key, usual).toString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, &window,
                   [&settings, dialog, key] { settings.setValue(key, dialog->folder()); });
  QObject::connect(dialog, &CaseListDialog::placesWanted, &window, [&window, dialog] {
    dialog->accept();
    window.commands().action(QStringLiteral("actionPlaceQueue"))->trigger();
  });
  dialog->open();
}

/// One at a time: it stays beside the map.
void openRanking(MainWindow& window, const std::function<void(const QString&)>& openCase) {
  if (bringToFront(window.findChild<RankingDialog*>())) return;
  auto* dialog = new RankingDialog(window.session(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &RankingDialog::caseWanted, &window, openCase);
  QObject::connect(dialog, &RankingDialog::casesWanted, &window, [&window](const std::vector<std::int64_t>& fids) {
    window.selection().select(QStringLiteral("city_incident"), fids);
    window.commands().action(QStringLiteral("actionZoomSelection"))->trigger();
  });
  dialog->show();
}

/// One at a time: it stays beside the map.
void openGridCheck(MainWindow& window) {
  if (bringToFront(window.findChild<GridDialog*>())) return;
  auto* dialog = new GridDialog(window.session(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &GridDialog::findingChosen, &window,
                   [&window](const geom::Envelope& box, const QString& layer, const std::vector<std::int64_t>& fids) {
                     constexpr double kLeast = 50;  // metres: the surroundings of a small one
                     if (!window.document().isVisible(layer)) window.document().setVisible({layer}, true);
                     window.selection().select(layer, fids);
                     window.canvas().showExtent(box.grown(std::max({kLeast, box.width() / 2, box.height() / 2})));
                   });
  dialog->show();
}

/// A city on a file server is a local copy: how old it is stays in sight.
void addShareAge(MainWindow& window) {
  constexpr int kMillisOfMinute = 60'000;
  auto* label = new QLabel;
  label->setObjectName(QStringLiteral("shareAge"));
  label->hide();
  window.statusBar()->addPermanentWidget(label);
  auto* clock = new QTimer(&window);
  clock->setInterval(kMillisOfMinute);
  const auto changedAt = std::make_shared<UtcMillis>(0);
  const auto show = [label, changedAt] {
    label->setVisible(*changedAt != 0);
    label->setText(MainWindow::tr("Local copy, %1 old").arg(translated(store::ageText(utcNow() - *changedAt))));
    label->setToolTip(
        MainWindow::tr("The city lies on a network share as of %1. It is changed at the one desk that has it "
                       "on its own disk.")
            .arg(cityTimeText(toIsoUtc(*changedAt))));
  };
  QObject::connect(clock, &QTimer::timeout, label, show);
  QObject::connect(&window, &MainWindow::languageChanged, label, show);
  QObject::connect(&window.session(), &CitySession::closed, label, [label, changedAt] {
    *changedAt = 0;
    label->hide();
  });
  QObject::connect(&window.session(), &CitySession::opened, label, [&window, label, changedAt, show] {
    if (!window.session().isReadOnly()) return;
    window.session().read(
        MainWindow::tr("Age of the copy"),
        [](const store::CityDatabase& city, Progress&) {
          return platform::isOnFileServer(city.file()) ? store::shareCopyOf(city.file()).changedAt : UtcMillis(0);
        },
        label,
        [changedAt, show](UtcMillis at) {
          *changedAt = at;
          show();
        });
  });
  clock->start();
}

/// A city may have its own words for verifying and checking: all texts are said anew when they are others.
void followCheckWords(MainWindow& window) {
  const auto shown = std::make_shared<bool>(city::swapsCheckWords());
  const auto look = [&window, shown] {
    if (!window.session().isOpen()) return;
    window.session().read(
        MainWindow::tr("Words of the city"),
        [](const store::CityDatabase& city, Progress&) {
          city::takeCheckWords(city);
          return city::swapsCheckWords();
        },
        &window,
        [shown](bool swapped) {
          if (std::exchange(*shown, swapped) != swapped) setLanguage(currentLanguage());
        });
  };
  QObject::connect(&window.session(), &CitySession::opened, &window, look);
  QObject::connect(&window.session(), &CitySession::undoStateChanged, &window, look);
}

}  // namespace

void addDeskCommands(MainWindow& window, const std::function<QStringList()>& chosenCases,
                     const std::function<void(const QString&)>& openCase) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionHandOutPhotos"), &window,
                  [&window, chosenCases] { handOutPhotos(window, chosenCases()); });
  commands.handle(QStringLiteral("actionCaseLists"), &window,
                  [&window, chosenCases] { openCaseLists(window, chosenCases()); });
  commands.handle(QStringLiteral("actionRanking"), &window, [&window, openCase] { openRanking(window, openCase); });
  commands.handle(QStringLiteral("actionDayPackages"), &window, [&window] { openDayPackages(window); });
  commands.handle(QStringLiteral("actionDictionaries"), &window, [&window] {
    auto* dialog = new DictionaryDialog(window.session(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  commands.handle(QStringLiteral("actionImportComponents"), &window, [&window] {
    auto* dialog = new ComponentImportDialog(window.session(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  commands.handle(QStringLiteral("actionDeskSettings"), &window, [&window] {
    auto* dialog = new DeskSettingsDialog(window.session(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  commands.handle(QStringLiteral("actionGridCheck"), &window, [&window] { openGridCheck(window); });
  addShareAge(window);
  followCheckWords(window);
}

}  // namespace gis::ui
