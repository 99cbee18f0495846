// Ask, nearest, named selections.
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>
#include <algorithm>
#include <map>

#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/saved_questions.h"
#include "tests/ui/question_fixture.h"
#include "ui/panels/ask_panel.h"
#include "ui/panels/attribute_table_panel.h"

namespace gis::ui {
namespace {

class AskTest : public AskFixture {
 protected:
  /// Waits for the count and gives it back.
  int counted() {
    auto& label = at<QLabel>("askCount");
    const auto number = [&] {
      static const QRegularExpression digits(QStringLiteral("([\\d,]+)"));
      return digits.match(label.text());
    };
    EXPECT_TRUE(
        QTest::qWaitFor([&] { return number().hasMatch() && label.text().contains(QLatin1String("found")); }, 20000))
        << label.text().toStdString();
    return number().captured(1).remove(QLatin1Char(',')).toInt();
  }
};

TEST_F(AskTest, WhatIsAskedAndHowManyAreSeenWholeInALowDock) {
  m_window->resize(1366, 768);
  m_window->resizeDocks({&at<QDockWidget>("dockAsk")}, {200}, Qt::Vertical);
  type("askPlainEdit", QStringLiteral("parcels within 100 m of poi and in subdistricts"));
  click("askUnderstandButton");
  EXPECT_GT(counted(), 0);
  settle();
  for (const char* name : {"askSentence", "askCount"}) {
    const auto& label = at<QLabel>(name);
    EXPECT_EQ(label.visibleRegion().boundingRect(), label.rect()) << name;
    EXPECT_GE(label.height(), label.heightForWidth(label.width())) << name;
  }
  for (const char* name : {"askSelectButton", "askListButton", "askFiguresButton", "askExportButton"}) {
    const auto& button = at<QPushButton>(name);
    EXPECT_EQ(button.visibleRegion().boundingRect(), button.rect()) << name;
  }
}

TEST_F(AskTest, WhatAQuestionIsMadeOfIsInSightWhenItIsOpened) {
  const auto isWhole = [&](const QWidget& widget) { return widget.visibleRegion().boundingRect() == widget.rect(); };
  for (const QSize size : {QSize(1600, 1000), QSize(1366, 768), QSize(1280, 800)}) {
    for (const char* language : {"en", "zh_CN"}) {
      m_window->resize(size);
      m_window->changeLanguage(QLatin1String(language));
      m_window->resizeDocks({&at<QDockWidget>("dockAsk")}, {120}, Qt::Vertical);
      m_window->commands().action(QStringLiteral("actionAsk"))->trigger();
      settle();
      query::Question question = query::questionFromJson(
          R"({"citydesk_query":1,"kind":"select","layer":"parcels","parameters":[{"name":"far","type":"real","value":"50"}],
              "where":{"all":[{"within":{"parameter":"far"},"of":"roads"},{"within":300,"of":"poi","where":
              {"field":"kind","is":"one_of","values":["小学","中学"]}}]}})");
      panel().setQuestion(question);
      auto& tree = at<QTreeWidget>("askConditionTree");
      tree.setCurrentItem(tree.topLevelItem(1));
      settle();
      const std::string where = QStringLiteral("%1 %2").arg(QLatin1String(language)).arg(size.width()).toStdString();
      for (const char* name :
           {"askPlainEdit", "askSentence", "askCount", "askParameter_far", "askLayerBox", "askSavedBox",
            "askConditionTree", "askKindBox", "askMetresBox", "askOtherBox", "askOtherValueBox"}) {
        const auto& widget = at<QWidget>(name);
        EXPECT_TRUE(isWhole(widget)) << name << " " << where << " " << widget.height() << " of "
                                     << widget.visibleRegion().boundingRect().height();
      }
      for (const QPushButton* button : panel().findChildren<QPushButton*>()) {
        if (!button->isVisible()) continue;
        EXPECT_TRUE(isWhole(*button)) << button->objectName().toStdString() << " " << where;
        EXPECT_GT(button->width(), button->fontMetrics().horizontalAdvance(button->text())) << where;
      }
      const auto needsNoPushing = [&] {
        const auto bars = panel().findChildren<QScrollBar*>();
        return std::none_of(bars.begin(), bars.end(), [](const QScrollBar* bar) {
          return bar->isVisible() && bar->orientation() == Qt::Horizontal && bar->maximum() > 0;
        });
      };
      EXPECT_TRUE(needsNoPushing()) << where;
      // what is rarely needed is one click away, and then in sight
      EXPECT_FALSE(at<QLineEdit>("askIntoEdit").isVisible());
      click("askMoreButton");
      settle();
      for (const char* name : {"askIntoEdit", "askCommandEdit"}) EXPECT_TRUE(at<QLineEdit>(name).isVisible()) << where;
      EXPECT_TRUE(needsNoPushing()) << where;
      picture(*m_window, QStringLiteral("ask_more_%1").arg(size.width()));
      click("askMoreButton");
    }
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(AskTest, ALongSentenceIsReadWhole) {
  QString text = QStringLiteral("parcels within 100 m of poi");
  for (int i = 0; i < 6; ++i) text += QStringLiteral(", within %1 m of roads").arg(200 + i);
  type("askPlainEdit", text);
  click("askUnderstandButton");
  settle();
  const auto& label = at<QLabel>("askSentence");
  EXPECT_GT(label.height(), 2 * label.fontMetrics().lineSpacing() - 2);
  EXPECT_EQ(label.visibleRegion().boundingRect(), label.rect());
}

TEST_F(AskTest, TheSentenceOfThePlannerIsTypedAndAnswered) {
  type("askPlainEdit", QStringLiteral("parcels within 300 m of restaurants, in Guangling District"));
  QTest::keyClick(&at<QLineEdit>("askPlainEdit"), Qt::Key_Return);
  const QString sentence = at<QLabel>("askSentence").text();
  EXPECT_TRUE(sentence.startsWith(QStringLiteral("Parcels within 300 m of 餐饮"))) << sentence.toStdString();
  EXPECT_TRUE(sentence.contains(QLatin1String("inside Guangling District"))) << sentence.toStdString();
  EXPECT_EQ(at<QTreeWidget>("askConditionTree").topLevelItemCount(), 2);
  const int found = counted();
  EXPECT_EQ(found, plainly());
  EXPECT_GT(found, 0);
  EXPECT_TRUE(at<QLineEdit>("askCommandEdit").text().contains(QLatin1String("citydesk-cli query 'sample.citydb' run")));
  click("askSelectButton");
  settle();
  EXPECT_EQ(int(m_window->selection().count(QStringLiteral("parcels"))), found);
  click("askListButton");
  settle();
  auto* table = m_window->findChild<AttributeTablePanel*>();
  EXPECT_EQ(table->layerName(), QStringLiteral("parcels"));
  EXPECT_EQ(int(table->model().fids().size()), found);
  // what is not understood is said
  type("askPlainEdit", QStringLiteral("overdue cases with dragons"));
  click("askUnderstandButton");
  EXPECT_TRUE(at<QLabel>("askSentence").text().contains(QLatin1String("dragons")));
  type("askPlainEdit", QStringLiteral("dragons"));
  click("askUnderstandButton");
  EXPECT_TRUE(at<QLabel>("askCount").text().startsWith(QStringLiteral("⚠")));
}

TEST_F(AskTest, AQuestionIsBuiltFromDropDowns) {
  choose("askLayerBox", QStringLiteral("parcels"));
  EXPECT_EQ(counted(), plainly());
  click("askAddButton");
  choose("askFieldBox", QStringLiteral("dlbm"));
  settle();  // the values that occur
  auto& value = at<QComboBox>("askValueBox");
  ASSERT_GT(value.count(), 0);
  choose("askComparisonBox", int(query::Comparison::equal));
  QTest::keyClicks(value.lineEdit(), QStringLiteral("0701"));
  const int residential = counted();
  EXPECT_EQ(residential, plainly());
  EXPECT_GT(residential, 0);
  // or near a school
  click("askAddAnyButton");  // takes the chosen condition in
  click("askAddButton");
  choose("askKindBox", 1);
  choose("askOtherBox", QStringLiteral("poi"));
  choose("askOtherFieldBox", QStringLiteral("kind"));
  settle();
  at<QComboBox>("askOtherValueBox").setEditText(QStringLiteral("小学"));
  const int either = counted();
  EXPECT_EQ(either, plainly());
  EXPECT_GT(either, residential);
  EXPECT_TRUE(at<QLabel>("askSentence").text().contains(QStringLiteral(" or within 50 m of 小学")))
      << at<QLabel>("askSentence").text().toStdString();
  // a value that does not fit is said, and nothing is counted
  auto& tree = at<QTreeWidget>("askConditionTree");
  tree.setCurrentItem(tree.topLevelItem(0)->child(0));
  choose("askFieldBox", QStringLiteral("zdmj"));
  choose("askComparisonBox", int(query::Comparison::greater));
  QTest::keyClicks(at<QComboBox>("askValueBox").lineEdit(), QStringLiteral("wide"));
  EXPECT_TRUE(at<QLabel>("askCount").text().startsWith(QStringLiteral("⚠")))
      << at<QLabel>("askCount").text().toStdString();
  at<QComboBox>("askValueBox").lineEdit()->clear();
  QTest::keyClicks(at<QComboBox>("askValueBox").lineEdit(), QStringLiteral("500"));
  EXPECT_EQ(counted(), plainly());
  click("askRemoveButton");
  EXPECT_EQ(tree.topLevelItem(0)->childCount(), 1);
  EXPECT_EQ(counted(), plainly());
  click("askClearButton");
  EXPECT_EQ(tree.topLevelItemCount(), 0);
}

TEST_F(AskTest, QuestionsAreKeptAndAskedAtOpening) {
  type("askPlainEdit", QStringLiteral("parcels within 100 m of roads"));
  click("askUnderstandButton");
  const int found = counted();
  at<QComboBox>("askSavedBox").setEditText(QStringLiteral("near roads"));
  click("askSaveButton");
  settle();
  EXPECT_EQ(panel().savedName(), QStringLiteral("near roads"));
  EXPECT_TRUE(at<QLineEdit>("askCommandEdit").text().endsWith(QLatin1String("run 'near roads'")));
  click("askMoreButton");
  at<QCheckBox>("askAtOpeningBox").click();
  {
    const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
    EXPECT_EQ(query::listQuestions(city).size(), 1U);
  }
  // another one does not take its place without being told twice
  type("askPlainEdit", QStringLiteral("parcels within 5 m of roads"));
  click("askUnderstandButton");
  at<QComboBox>("askSavedBox").setEditText(QStringLiteral("near roads"));
  click("askSaveButton");
  settle();
  EXPECT_NE(panel().savedName(), QStringLiteral("near roads"));
  // its name and Return ask the kept one again
  auto* name = at<QComboBox>("askSavedBox").lineEdit();
  name->setText(QStringLiteral("near roads"));
  QTest::keyClick(name, Qt::Key_Return);
  EXPECT_TRUE(QTest::qWaitFor([&] { return panel().savedName() == QLatin1String("near roads"); }, 20000));
  EXPECT_EQ(counted(), found);
  m_window->closeCity();
  settle();
  m_window->openCity(city());
  settle();
  EXPECT_TRUE(QTest::qWaitFor([&] { return m_window->selection().count(QStringLiteral("parcels")) > 0; }, 20000));
  EXPECT_EQ(int(m_window->selection().count(QStringLiteral("parcels"))), found);
  EXPECT_TRUE(at<QCheckBox>("askAtOpeningBox").isChecked());
  // as a layer that knows where it comes from
  type("askIntoEdit", QStringLiteral("roadside"));
  click("askMakeLayerButton");
  EXPECT_TRUE(QTest::qWaitFor([&] { return m_window->session().layer(QStringLiteral("roadside")) != nullptr; }, 20000));
  settle();
  m_window->setCurrentLayer(QStringLiteral("roadside"));
  m_window->commands().action(QStringLiteral("actionLayerProperties"))->trigger();
  settle();
  auto* properties = m_window->findChild<QDialog*>(QStringLiteral("layerPropertiesDialog"));
  ASSERT_NE(properties, nullptr);
  const QString origin = properties->findChild<QLabel*>(QStringLiteral("layerQuestion"))->text();
  EXPECT_TRUE(origin.contains(QLatin1String("Parcels within 100 m of Roads"))) << origin.toStdString();
  EXPECT_TRUE(origin.contains(QLatin1String("unchanged since")));
  // when and by whom, also where nobody set a name
  const QString signedLine = origin.split(QLatin1Char('\n')).at(1);
  EXPECT_GT(signedLine.size(), 17) << origin.toStdString();
  EXPECT_TRUE(properties->findChild<QLabel*>(QStringLiteral("layerOrigin"))->text().endsWith(signedLine.left(16)));
  picture(*properties, QStringLiteral("origin"));
  properties->close();
  click("askRemoveSavedButton");
  settle();
  EXPECT_EQ(at<QComboBox>("askSavedBox").count(), 0);
}

TEST_F(AskTest, LongValuesAreReadFromTheirBeginning) {
  type("askPlainEdit", QStringLiteral("parcels in Guangling District"));
  click("askUnderstandButton");
  settle();
  const QLineEdit* value = at<QComboBox>("askOtherValueBox").lineEdit();
  EXPECT_EQ(value->text(), QStringLiteral("Guangling District"));
  EXPECT_EQ(value->cursorPosition(), 0);
}

TEST_F(AskTest, TheNumberIsThatOfTheLastQuestion) {
  choose("askLayerBox", QStringLiteral("parcels"));
  for (const char* text :
       {"parcels within 400 m of roads", "parcels within 300 m of roads", "parcels within 1 m of poi"}) {
    at<QLineEdit>("askPlainEdit").setText(QLatin1String(text));
    click("askUnderstandButton");
    QTest::qWait(260);  // the count begins, and is overtaken
  }
  EXPECT_EQ(counted(), plainly());
}

TEST_F(AskTest, FiguresAreToldForEachColumnAndMonth) {
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    settle();
    choose("askLayerBox", QStringLiteral("city_incident"));
    click("askFiguresButton");
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("figuresDialog"));
    ASSERT_NE(dialog, nullptr);
    choose("figuresByBox", QStringLiteral("state"));
    choose("figuresByBox2", QStringLiteral("reported_at"));
    at<QComboBox>("figuresStepBox2").setCurrentIndex(2);  // each month
    auto& table = at<QTableView>("figuresTable");
    const auto file = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
    const std::int64_t groups = file.connection().intValue(
        "SELECT count(*) FROM (SELECT DISTINCT state, strftime('%Y-%m', reported_at, '+8 hours') FROM city_incident)");
    ASSERT_GT(groups, 2);
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return table.model()->rowCount() == int(groups) && table.model()->columnCount() == 3; }, 20000))
        << at<QLabel>("figuresState").text().toStdString();
    std::int64_t sum = 0;
    for (int row = 0; row < table.model()->rowCount(); ++row) sum += table.model()->index(row, 2).data().toLongLong();
    EXPECT_EQ(sum, file.connection().intValue("SELECT count(*) FROM city_incident"));
    const QString state = table.model()->index(0, 0).data().toString();  // closed, in words
    EXPECT_EQ(state, isChinese() ? QStringLiteral("结案") : QStringLiteral("Closed")) << state.toStdString();
    click("figuresCopyButton");
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    EXPECT_EQ(lines.size(), groups + 1);
    EXPECT_TRUE(at<QLineEdit>("figuresCommandEdit").text().contains(QLatin1String("\"step\":\"month\"")));
    picture(*dialog, QStringLiteral("figures"));
    // nothing ticked: said, not asked
    at<QCheckBox>("figuresCountBox").setChecked(false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return table.model()->rowCount() == 0; }, 5000));
    const QPointer<QDialog> closed(dialog);
    dialog->close();
    EXPECT_TRUE(QTest::qWaitFor([&] { return closed.isNull(); }, 5000));
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(AskTest, FiguresPerZoneAreAskedInPlainWords) {
  const auto file = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
  std::map<QString, qlonglong> expected;
  store::Statement inside(file.connection(),
                          "SELECT m.name, count(*) FROM city_incident i JOIN communities m ON ST_Contains(m.geometry, "
                          "i.geometry) = 1 WHERE i.closed_at IS NULL GROUP BY 1");
  while (inside.step()) expected[QString::fromStdString(inside.text(0))] = inside.integer(1);
  ASSERT_GT(expected.size(), 2U);
  for (const auto& [language, text] : {std::pair{"en", QStringLiteral("number of open cases per community")},
                                       {"zh_CN", QStringLiteral("各社区未结案件数量")}}) {
    m_window->changeLanguage(QLatin1String(language));
    settle();
    at<QLineEdit>("askPlainEdit").setText(text);
    click("askUnderstandButton");
    EXPECT_FALSE(at<QLabel>("askSentence").text().contains(QLatin1Char('\n')))
        << at<QLabel>("askSentence").text().toStdString();
    auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("figuresDialog"));
    ASSERT_NE(dialog, nullptr);
    const QAbstractItemModel& table = *at<QTableView>("figuresTable").model();
    ASSERT_TRUE(QTest::qWaitFor([&] { return table.rowCount() >= int(expected.size()); }, 20000))
        << at<QLabel>("figuresState").text().toStdString();
    std::map<QString, qlonglong> told;
    for (int row = 0; row < table.rowCount(); ++row)
      told[table.index(row, 0).data().toString()] = table.index(row, 1).data().toLongLong();
    told.erase(isChinese() ? QStringLiteral("（不在任何区内）") : QStringLiteral("(in none)"));
    EXPECT_EQ(told, expected);
    EXPECT_TRUE(at<QComboBox>("figuresByBox")
                    .currentText()
                    .contains(isChinese() ? QStringLiteral("按位置") : QStringLiteral("by place")));
    picture(*dialog, QStringLiteral("figures_zones"));
    const QPointer<QDialog> closed(dialog);
    dialog->close();
    EXPECT_TRUE(QTest::qWaitFor([&] { return closed.isNull(); }, 5000));
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(AskTest, ItIsReadInBothLanguages) {
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    settle();
    at<QLineEdit>("askPlainEdit")
        .setText(isChinese()
                     ? QStringLiteral("广陵区内距小学300米以内的非超期案件")
                     : QStringLiteral("cases not overdue, within 300 m of primary schools, in Guangling District"));
    click("askUnderstandButton");
    settle();
    EXPECT_EQ(at<QTreeWidget>("askConditionTree").topLevelItemCount(), 3) << language;
    if (isChinese()) {
      const QString sentence = at<QLabel>("askSentence").text();
      EXPECT_TRUE(sentence.contains(QStringLiteral("距小学300米以内"))) << sentence.toStdString();
      EXPECT_TRUE(sentence.contains(QStringLiteral("位于广陵区"))) << sentence.toStdString();
    }
    QTest::qWait(600);
    picture(*m_window, QStringLiteral("ask"));
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(AskTest, TheNearestRoadOfEachCase) {
  m_window->setCurrentLayer(QStringLiteral("city_incident"));
  m_window->commands().action(QStringLiteral("actionNearest"))->trigger();
  settle();
  auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("nearestDialog"));
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(at<QLineEdit>("nearestCommandEdit").text(),
            QStringLiteral("citydesk-cli join sample.citydb city_incident roads --nearest 1 --into incident_nearest"));
  at<QSpinBox>("nearestCountBox").setValue(2);
  EXPECT_TRUE(at<QLineEdit>("nearestCommandEdit").text().contains(QLatin1String("--nearest 2")));
  picture(*dialog, QStringLiteral("nearest"));
  click("nearestMakeLayerButton");
  EXPECT_TRUE(
      QTest::qWaitFor([&] { return m_window->session().layer(QStringLiteral("incident_nearest")) != nullptr; }, 20000));
  settle();
  EXPECT_EQ(m_window->session().layer(QStringLiteral("incident_nearest"))->count,
            2 * m_window->session().layer(QStringLiteral("city_incident"))->count);
  dialog->close();
  // where it comes from, in words and whole
  m_window->setCurrentLayer(QStringLiteral("incident_nearest"));
  m_window->commands().action(QStringLiteral("actionLayerProperties"))->trigger();
  settle();
  auto* properties = m_window->findChild<QDialog*>(QStringLiteral("layerPropertiesDialog"));
  ASSERT_NE(properties, nullptr);
  const auto* origin = properties->findChild<QLabel*>(QStringLiteral("layerQuestion"));
  EXPECT_TRUE(origin->text().startsWith(QStringLiteral("Nearest: ")) &&
              origin->text().contains(QStringLiteral(", Roads\n  Number of nearest ones: 2\n")))
      << origin->text().toStdString();
  EXPECT_FALSE(origin->text().contains(QLatin1Char('{')));
  EXPECT_GE(origin->height(), origin->heightForWidth(origin->width()));
  properties->close();
}

TEST_F(AskTest, NamedSelectionsAddSubtractAndIntersect) {
  const QString parcels = QStringLiteral("parcels");
  m_window->selection().select(parcels, {1, 2, 3, 7});
  m_window->commands().action(QStringLiteral("actionNamedSelections"))->trigger();
  settle();
  auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("namedSelectionsDialog"));
  ASSERT_NE(dialog, nullptr);
  type("selectionsNameEdit", QStringLiteral("first"));
  click("selectionsSaveButton");
  settle();
  auto& list = at<QListWidget>("selectionsList");
  ASSERT_EQ(list.count(), 1);
  list.setCurrentRow(0);
  const auto now = [&] { return *m_window->selection().fids(parcels); };
  using Fids = std::vector<std::int64_t>;
  m_window->selection().select(parcels, {3, 4, 7});
  click("selectionsIntersectButton");
  EXPECT_EQ(now(), (Fids{3, 7}));
  m_window->selection().select(parcels, {3, 4});
  click("selectionsAddButton");
  EXPECT_EQ(now(), (Fids{1, 2, 3, 4, 7}));
  click("selectionsSubtractButton");
  EXPECT_EQ(now(), (Fids{4}));
  click("selectionsTakeButton");
  EXPECT_EQ(now(), (Fids{1, 2, 3, 7}));
  picture(*dialog, QStringLiteral("selections"));
  click("selectionsRemoveButton");
  settle();
  EXPECT_EQ(list.count(), 0);
  dialog->close();
}

}  // namespace
}  // namespace gis::ui
