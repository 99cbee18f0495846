#include <qtestkeyboard.h>
#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileIconProvider>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "app/desktop/log_file.h"
#include "app/desktop/play_driver.h"
#include "app/desktop/screenshot.h"
#include "gis_core/store/share_copy.h"
#include "tests/ui/city_fixture.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/panels/composition_guard.h"

namespace gis::ui {
namespace {

class WindowTest : public WindowFixture {
 protected:
  nlohmann::json play(const QByteArray& lines) { return playLines(*m_window, lines, m_folder.path(), false); }
  [[nodiscard]] QByteArray place(double shareX, double shareY) const {
    const geom::Envelope box = m_window->canvas().visibleExtent();
    return "map:" + QByteArray::number(box.minX + box.width() * shareX, 'f', 2) + ',' +
           QByteArray::number(box.minY + box.height() * shareY, 'f', 2);
  }
};

TEST_F(WindowTest, APlayedInspectorIdentifiesSelectsAndMeasures) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  const auto result = play(
      "{\"do\":\"click\",\"target\":\"actionSelectRectangle\"}\n"
      "{\"do\":\"drag\",\"target\":\"" +
      place(0.4, 0.4) + "\",\"to\":\"" + place(0.6, 0.6) +
      "\"}\n"
      "{\"do\":\"wait\",\"text\":\"idle\"}\n"
      "{\"do\":\"click\",\"target\":\"actionIdentify\"}\n"
      "{\"do\":\"click\",\"target\":\"" +
      place(0.5, 0.5) +
      "\"}\n"
      "{\"do\":\"wait\",\"text\":\"idle\"}\n"
      "{\"do\":\"shot\",\"name\":\"seen\"}\n");
  EXPECT_FALSE(result.contains("error")) << result.dump(1);
  EXPECT_EQ(result["steps"].size(), 7U);
  EXPECT_GT(m_window->selection().count(QStringLiteral("parcels")), 10U);
  EXPECT_TRUE(QFile::exists(path("seen.png")));
}

TEST_F(WindowTest, APlayEndsALineByADoubleClick) {
  auto* box = m_window->findChild<QWidget*>(QStringLiteral("measureBox"));
  ASSERT_NE(box, nullptr);
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  const auto result =
      play("{\"do\":\"click\",\"target\":\"actionSelectPolygon\"}\n{\"do\":\"click\",\"target\":\"" + place(0.4, 0.4) +
           "\"}\n{\"do\":\"click\",\"target\":\"" + place(0.6, 0.4) + "\"}\n{\"do\":\"double\",\"target\":\"" +
           place(0.6, 0.6) + "\"}\n{\"do\":\"wait\",\"text\":\"idle\"}");
  EXPECT_FALSE(result.contains("error")) << result.dump(1);
  EXPECT_GT(m_window->selection().count(QStringLiteral("parcels")), 5U);
}

TEST_F(WindowTest, ARightClickThatEndsAPolygonOpensNoMenu) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  const auto result =
      play("{\"do\":\"click\",\"target\":\"actionSelectPolygon\"}\n{\"do\":\"click\",\"target\":\"" + place(0.4, 0.4) +
           "\"}\n{\"do\":\"click\",\"target\":\"" + place(0.6, 0.4) + "\"}\n{\"do\":\"click\",\"target\":\"" +
           place(0.5, 0.6) + "\"}\n{\"do\":\"click\",\"button\":\"right\",\"target\":\"" + place(0.5, 0.65) +
           "\"}\n{\"do\":\"wait\",\"text\":\"idle\"}");
  EXPECT_FALSE(result.contains("error")) << result.dump(1);
  EXPECT_GT(m_window->selection().count(QStringLiteral("parcels")), 5U);
  EXPECT_EQ(QApplication::activePopupWidget(), nullptr);
}

TEST_F(WindowTest, APlayTicksBoxesTurnsTabsOpensMenusAndReplacesTexts) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  const auto exported = play(
      "{\"do\":\"click\",\"target\":\"actionExport\"}\n{\"do\":\"click\",\"target\":\"exportCutCheck\"}\n"
      "{\"do\":\"type\",\"target\":\"exportCrsBox\",\"text\":\"EPSG:4490\"}");
  EXPECT_FALSE(exported.contains("error")) << exported.dump(1);
  QWidget* dialog = QApplication::activeModalWidget() != nullptr ? QApplication::activeModalWidget() : m_window.get();
  EXPECT_TRUE(dialog->findChild<QCheckBox*>(QStringLiteral("exportCutCheck"))->isChecked())
      << "a stretched box is pressed on its mark";
  EXPECT_TRUE(dialog->findChild<QComboBox*>(QStringLiteral("exportCrsBox"))
                  ->currentText()
                  .startsWith(QLatin1String("EPSG:4490")))
      << "what is typed takes the place of what stood there";
  const auto joined = play(
      "{\"do\":\"click\",\"target\":\"exportCancelButton\"}\n{\"do\":\"click\",\"target\":\"actionJoinByCode\"}\n"
      "{\"do\":\"click\",\"target\":\"joinSourceTabs/Pasted list\"}\n"
      "{\"do\":\"type\",\"target\":\"joinPasteEdit\",\"text\":\"code\"}\n{\"do\":\"click\",\"target\":\"buttonClose\"}"
      "\n"
      "{\"do\":\"click\",\"target\":\"menuQuery\"}");
  EXPECT_FALSE(joined.contains("error")) << joined.dump(1);
  const QWidget* popup = QApplication::activePopupWidget();
  ASSERT_NE(popup, nullptr);
  EXPECT_EQ(popup->objectName(), QLatin1String("menuQuery"));
  EXPECT_FALSE(play("{\"do\":\"key\",\"text\":\"Esc\"}").contains("error"));
}

TEST_F(WindowTest, CloseAsksBeforeAReportIsLost) {
  const auto begun = play("{\"do\":\"key\",\"text\":\"N\"}\n{\"do\":\"click\",\"target\":\"" + place(0.5, 0.5) + "\"}");
  ASSERT_FALSE(begun.contains("error")) << begun.dump(1);
  auto* description = m_window->findChild<QPlainTextEdit*>(QStringLiteral("incidentDescription"));
  auto* close = m_window->findChild<QAbstractButton*>(QStringLiteral("incidentCancel"));
  description->setPlainText(QStringLiteral("leak"));
  const auto answer = [&](const char* button) {
    close->click();
    QWidget* box = QApplication::activeModalWidget();
    ASSERT_NE(box, nullptr);
    box->findChild<QAbstractButton*>(QString::fromLatin1(button))->click();
  };
  answer("buttonBack");
  EXPECT_EQ(description->toPlainText(), QLatin1String("leak")) << "Go back keeps what was typed";
  m_window->createCity(path("new.citydb"), QStringLiteral("EPSG:4549"));
  QWidget* asked = QApplication::activeModalWidget();
  ASSERT_NE(asked, nullptr) << "a new city takes the place of this one";
  asked->findChild<QAbstractButton*>(QStringLiteral("buttonBack"))->click();
  EXPECT_EQ(description->toPlainText(), QLatin1String("leak"));
  answer("buttonDiscard");
  EXPECT_TRUE(description->toPlainText().isEmpty());
}

TEST_F(WindowTest, F2InTheTableEditsTheCell) {
  m_window->setCurrentLayer(QStringLiteral("parcels"));
  ASSERT_FALSE(play("{\"do\":\"key\",\"text\":\"F6\"}\n{\"do\":\"wait\",\"text\":\"idle\"}").contains("error"));
  auto* table = m_window->findChild<QTableView*>(QStringLiteral("attributeTable"));
  ASSERT_TRUE(runUntil([&] { return table->model()->rowCount() > 0; }, 10000));
  table->setCurrentIndex(table->model()->index(0, 2));
  table->setFocus();
  ASSERT_FALSE(play("{\"do\":\"key\",\"text\":\"F2\"}").contains("error"));
  EXPECT_EQ(QApplication::activeModalWidget(), nullptr) << "no dialog that renames the layer";
  EXPECT_TRUE(table->isPersistentEditorOpen(table->currentIndex()) ||
              table->viewport()->findChild<QWidget*>() != nullptr);
  ASSERT_FALSE(play("{\"do\":\"key\",\"text\":\"Esc\"}").contains("error"));
}

TEST_F(WindowTest, APlayStopsAtWhatIsMissingDisabledOrCovered) {
  EXPECT_EQ(play("{\"do\":\"click\",\"target\":\"noSuchThing\"}")["error"], "noSuchThing is missing");
  EXPECT_EQ(play("{\"do\":\"click\",\"target\":\"actionUndo\"}")["error"], "actionUndo is disabled");
  const auto covered =
      play("{\"do\":\"click\",\"target\":\"actionAbout\"}\n{\"do\":\"click\",\"target\":\"actionPan\"}");
  EXPECT_EQ(covered["error"], "actionPan is covered by the dialog aboutDialog");
  EXPECT_EQ(covered["steps"].size(), 2U);
  if (QWidget* dialog = QApplication::activeModalWidget()) dialog->close();
  EXPECT_TRUE(play("{\"do\":\"dance\"}").contains("error"));
  EXPECT_TRUE(play("not json").contains("error"));
}

TEST_F(WindowTest, EveryCommandThatIsShownHasAnIconTextAndHandler) {
  for (const QAction* action : m_window->commands().actions()) {
    if (!action->isVisible()) continue;
    EXPECT_FALSE(action->text().isEmpty()) << action->objectName().toStdString();
    EXPECT_TRUE(m_window->commands().hasHandler(action->objectName())) << action->objectName().toStdString();
  }
}

TEST_F(WindowTest, NoTwoCommandsHaveTheSameKeys) {
  for (const KeyPreset preset : {KeyPreset::qgis, KeyPreset::arcgis}) {
    m_window->commands().setKeyPreset(preset);
    std::map<QString, QString> owner;
    for (const QAction* action : m_window->commands().actions()) {
      for (const QKeySequence& keys : action->shortcuts()) {
        const auto [it, fresh] = owner.emplace(keys.toString(), action->objectName());
        EXPECT_TRUE(fresh) << it->first.toStdString() << ": " << it->second.toStdString() << ", "
                           << action->objectName().toStdString();
      }
    }
  }
}

TEST_F(WindowTest, MapShortcutsLeaveAnOpenCompositionAlone) {
  const CompositionGuard guard(qApp);
  QWidget form(m_window.get(), Qt::Window);
  auto* field = new QLineEdit;
  (new QVBoxLayout(&form))->addWidget(field);
  int stolen = 0;
  QAction shortcut(&form);
  shortcut.setShortcuts({QKeySequence(Qt::Key_N), QKeySequence(Qt::Key_Backspace), QKeySequence(Qt::CTRL | Qt::Key_J)});
  QObject::connect(&shortcut, &QAction::triggered, &form, [&] { ++stolen; });
  form.addAction(&shortcut);
  form.show();
  field->setFocus();
  QApplication::setActiveWindow(&form);
  ASSERT_TRUE(runUntil([&] { return field->hasFocus(); }, 3000));

  QInputMethodEvent composing(QStringLiteral("jing'gai"), {});
  QCoreApplication::sendEvent(field, &composing);
  for (const int key : {Qt::Key_N, Qt::Key_Backspace}) QTest::keyClick(form.windowHandle(), Qt::Key(key));
  QTest::keyClick(form.windowHandle(), Qt::Key_J, Qt::ControlModifier);
  EXPECT_EQ(stolen, 0);
  QInputMethodEvent chosen;
  chosen.setCommitString(QStringLiteral("井盖"));
  QCoreApplication::sendEvent(field, &chosen);
  EXPECT_TRUE(field->text().contains(QStringLiteral("井盖")));
  QTest::keyClick(form.windowHandle(), Qt::Key_N);
  EXPECT_EQ(stolen, 0) << "a letter belongs to the field";
  QTest::keyClick(form.windowHandle(), Qt::Key_J, Qt::ControlModifier);
  EXPECT_EQ(stolen, 1) << "a shortcut with Ctrl works while nothing is composed";
}

TEST_F(WindowTest, ClosingKeepsTheViewAndReopeningRestoresIt) {
  m_window->canvas().zoom(4);
  settle();
  const geom::Envelope before = m_window->canvas().visibleExtent();
  m_window->closeCity();
  m_window->openCity(city());
  settle();
  const geom::Envelope after = m_window->canvas().visibleExtent();
  EXPECT_NEAR(after.centre().x, before.centre().x, before.width() * 0.01);
  EXPECT_NEAR(after.width(), before.width(), before.width() * 0.05);
}

TEST_F(WindowTest, TheLanguageSwitchesWhileRunningAndBack) {
  const auto texts = [&] {
    std::map<QString, QString> all;
    for (const QAction* action : m_window->commands().actions()) all[action->objectName()] = action->text();
    return all;
  };
  const auto english = texts();
  LayerTreeModel& tree = m_window->layerTree();
  m_window->changeLanguage(QStringLiteral("zh_CN"));
  settle();
  EXPECT_EQ(tree.data(tree.indexOfLayer(QStringLiteral("parcels")), Qt::DisplayRole).toString(),
            QStringLiteral("宗地"));
  EXPECT_EQ(m_settings->language(), QStringLiteral("zh_CN"));
  m_window->changeLanguage(QStringLiteral("en"));
  settle();
  EXPECT_EQ(texts(), english);
  EXPECT_EQ(tree.data(tree.indexOfLayer(QStringLiteral("parcels")), Qt::DisplayRole).toString(),
            QStringLiteral("Parcels"));
}

TEST(Language, EnglishCountsInSingularAndPlural) {
  const auto found = [](int count) {
    return QCoreApplication::translate("gis::ui::SelectByLocationDialog", "%Ln feature(s) found", nullptr, count);
  };
  setLanguage(QStringLiteral("en"));
  EXPECT_EQ(found(1), QStringLiteral("1 feature found"));
  EXPECT_EQ(found(1200), QStringLiteral("1,200 features found"));
  setLanguage(QStringLiteral("zh_CN"));
  EXPECT_TRUE(found(1200).contains(QStringLiteral("1,200")));
  EXPECT_FALSE(found(1200).contains(QStringLiteral("(s)")));
  setLanguage(QStringLiteral("en"));
}

TEST(Language, ChineseSentencesHaveMarksAndUnitsOfTheirOwn) {
  const Error error(ErrorCode::forbiddenStep, {GIS_TR("the step {0} is not allowed for the case {1}"), {"file", "R1"}},
                    GIS_TR("it needs a reason"), GIS_TR("say why (--reason)"));
  setLanguage(QStringLiteral("en"));
  EXPECT_EQ(sentence(error),
            QStringLiteral("the step file is not allowed for the case R1: it needs a reason; say why"));
  EXPECT_EQ(translated(store::ageText(200 * 60'000)), QStringLiteral("3 h 20 min"));
  setLanguage(QStringLiteral("zh_CN"));
  const QString told = sentence(error);
  EXPECT_EQ(told.count(QStringLiteral("：")), 1) << told.toStdString();
  EXPECT_EQ(told.count(QStringLiteral("；")), 1) << told.toStdString();
  EXPECT_FALSE(told.contains(QLatin1Char(';')) || told.contains(QLatin1Char(':'))) << told.toStdString();
  EXPECT_EQ(translated(store::ageText(0)), QStringLiteral("0 分钟"));
  setLanguage(QStringLiteral("en"));
}

TEST(Language, TheFileDialogNamesFoldersInChinese) {
  setLanguage(QStringLiteral("zh_CN"));
  EXPECT_EQ(QFileIconProvider().type(QFileInfo(QDir::tempPath())), QStringLiteral("文件夹"));
  setLanguage(QStringLiteral("en"));
  EXPECT_EQ(QFileIconProvider().type(QFileInfo(QDir::tempPath())), QStringLiteral("Folder"));
}

TEST(Log, HoldsNoPersonalData) {
  EXPECT_EQ(withoutPersonalData(QDir::homePath() + QStringLiteral("/city.citydb")), QStringLiteral("~/city.citydb"));
}

}  // namespace
}  // namespace gis::ui
