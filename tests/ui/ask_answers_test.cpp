// Ask: what is said and shown of a question while others come and go.
#include <QAction>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QThread>

#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/saved_questions.h"
#include "tests/ui/question_fixture.h"
#include "ui/panels/ask_panel.h"
#include "ui/panels/attribute_table_panel.h"

namespace gis::ui {
namespace {

class AskAnswersTest : public AskFixture {
 protected:
  [[nodiscard]] QString said() { return at<QLabel>("askCount").text(); }
  void ask(const QString& text) {
    at<QLineEdit>("askPlainEdit").setText(text);
    QTest::keyClick(&at<QLineEdit>("askPlainEdit"), Qt::Key_Return);
  }
  void keep(const QString& question, const QString& name) {
    ask(question);
    at<QComboBox>("askSavedBox").setEditText(name);
    click("askSaveButton");
    settle();
    if (panel().savedName() != name) click("askSaveButton");  // told twice that it takes the place of another
    settle();
    ASSERT_EQ(panel().savedName(), name) << said().toStdString();
  }
  void load(const QString& name) {
    panel().runSaved(name);
    settle();
    ASSERT_EQ(panel().savedName(), name) << said().toStdString();
  }
  QString atOpening() {
    return m_window->settings().cityValue(m_window->session().city().uid, QStringLiteral("askAtOpening")).toString();
  }
  bool counts(int number) {
    const QString expected = AskPanel::tr("%Ln feature(s) found", nullptr, number);
    return QTest::qWaitFor([&] { return said() == expected; }, 20000);
  }
};

TEST_F(AskAnswersTest, AnAnswerToAnEarlierQuestionDoesNotJumpIn) {
  // the earlier one is asked for; before it is there, or while it is on its way, another question takes its place
  for (const bool onItsWay : {false, true}) {
    for (const bool cleared : {false, true}) {
      ask(QStringLiteral("parcels within 300 m of roads"));
      ASSERT_TRUE(counts(plainly()));
      click("askListButton");
      if (onItsWay) QThread::msleep(500);
      if (cleared) {
        click("askClearButton");
      } else {
        ask(QStringLiteral("roads"));
      }
      settle();
      EXPECT_EQ(m_window->selection().count(QStringLiteral("parcels")), 0) << onItsWay << cleared;
      EXPECT_TRUE(m_window->findChild<AttributeTablePanel*>()->model().fids().empty()) << onItsWay << cleared;
      EXPECT_TRUE(counts(plainly())) << said().toStdString();
    }
  }
}

TEST_F(AskAnswersTest, AskedAtOpeningIsOneQuestionAndNotAnother) {
  keep(QStringLiteral("parcels within 100 m of roads"), QStringLiteral("near roads"));
  keep(QStringLiteral("parcels within 5 m of poi"), QStringLiteral("near places"));
  click("askMoreButton");
  auto& box = at<QCheckBox>("askAtOpeningBox");
  load(QStringLiteral("near roads"));
  box.click();
  EXPECT_EQ(atOpening(), QStringLiteral("near roads"));
  load(QStringLiteral("near places"));
  EXPECT_FALSE(box.isChecked());
  load(QStringLiteral("near roads"));
  EXPECT_TRUE(box.isChecked());
  click("askClearButton");  // no kept question stands there
  EXPECT_FALSE(box.isChecked());
  EXPECT_FALSE(box.isEnabled());
  // another one is deleted: it stays
  load(QStringLiteral("near places"));
  click("askRemoveSavedButton");
  settle();
  EXPECT_EQ(atOpening(), QStringLiteral("near roads"));
  // it goes with its own question
  at<QComboBox>("askSavedBox").setEditText(QStringLiteral("near roads"));
  click("askRemoveSavedButton");
  settle();
  EXPECT_EQ(atOpening(), QString());
}

TEST_F(AskAnswersTest, WhatIsCancelledSaysSoAndIsCountedAgain) {
  keep(QStringLiteral("parcels within 300 m of roads"), QStringLiteral("near roads"));
  const auto stop = [&] {  // as the status bar does
    for (int row = 0; row < m_window->session().jobs().rowCount(); ++row) m_window->session().jobs().cancel(row);
  };
  const auto isCancelled = [&] { return said().startsWith(QStringLiteral("Cancelled.")); };
  // a kept question, before anything was counted
  panel().runSaved(QStringLiteral("near roads"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return panel().savedName() == QLatin1String("near roads"); }, 20000));
  stop();
  EXPECT_TRUE(QTest::qWaitFor([&] { return isCancelled() || said().contains(QLatin1String("found")); }, 20000))
      << said().toStdString();
  // one that is counted
  ASSERT_NO_FATAL_FAILURE(ask(QStringLiteral("parcels within 300 m of roads")));
  ASSERT_TRUE(counts(plainly()));
  at<QLineEdit>("askIntoEdit").setText(QStringLiteral("roadside"));
  click("askMoreButton");
  click("askMakeLayerButton");
  stop();
  EXPECT_TRUE(QTest::qWaitFor(isCancelled, 20000)) << said().toStdString();
  EXPECT_TRUE(at<QPushButton>("askMakeLayerButton").isEnabled());
  EXPECT_EQ(m_window->session().layer(QStringLiteral("roadside")), nullptr);
  m_window->changeLanguage(QStringLiteral("zh_CN"));
  settle();
  EXPECT_TRUE(said().startsWith(QStringLiteral("已取消。"))) << said().toStdString();
  m_window->changeLanguage(QStringLiteral("en"));
  settle();
  Q_EMIT at<QLabel>("askCount").linkActivated(QStringLiteral("count"));
  EXPECT_TRUE(counts(plainly())) << said().toStdString();
}

TEST_F(AskAnswersTest, TheCountIsSaidAgainInTheOtherLanguage) {
  ask(QStringLiteral("parcels within 5 m of poi"));
  const int number = plainly();
  ASSERT_TRUE(counts(number));
  m_window->changeLanguage(QStringLiteral("zh_CN"));
  settle();
  EXPECT_EQ(said(), AskPanel::tr("%Ln feature(s) found", nullptr, number));
  EXPECT_FALSE(said().contains(QLatin1String("found"))) << said().toStdString();
  settle();
  ask(QStringLiteral("dragons"));
  m_window->changeLanguage(QStringLiteral("en"));
  settle();
  EXPECT_TRUE(said().startsWith(QStringLiteral("⚠ Not understood"))) << said().toStdString();
}

TEST_F(AskAnswersTest, AKeptQuestionWhoseLayerIsGoneLeadsOn) {
  for (const char* question :
       {R"({"citydesk_query":1,"kind":"select","layer":"wells","where":{"field":"kind","is":"one_of","values":["a"]}})",
        R"({"citydesk_query":1,"kind":"select","layer":"parcels","where":{"within":5,"of":"wells"}})"}) {
    const auto city = store::CityDatabase::open(this->city().toStdString());
    query::saveQuestion(city, "wells", query::questionFromJson(question), "somebody", true);
    load(QStringLiteral("wells"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return said().startsWith(QStringLiteral("⚠")); }, 20000)) << said().toStdString();
    EXPECT_TRUE(said().contains(QLatin1String("wells"))) << said().toStdString();
    EXPECT_FALSE(said().contains(QLatin1String("citydesk-cli"))) << said().toStdString();
  }
  const auto gone = [&] {
    auto question = query::questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":"wells"})");
    panel().setQuestion(question);
    settle();
  };
  auto& box = at<QComboBox>("askLayerBox");
  gone();
  EXPECT_EQ(box.currentText(), QStringLiteral("⚠ wells"));
  choose("askLayerBox", QStringLiteral("city_incident"));  // what the box showed before
  EXPECT_TRUE(counts(plainly())) << said().toStdString();
  EXPECT_LT(box.findData(QStringLiteral("wells")), 0);
  gone();
  click("askClearButton");
  EXPECT_TRUE(counts(plainly())) << said().toStdString();
  EXPECT_LT(box.findData(QStringLiteral("wells")), 0);
}

TEST_F(AskAnswersTest, KeptQuestionsOfOthersAreFoundAndMissingOnesAreSaid) {
  auto& box = at<QComboBox>("askSavedBox");
  const auto enter = [&](const char* name) {
    box.setEditText(QLatin1String(name));
    QTest::keyClick(box.lineEdit(), Qt::Key_Return);
    settle();
  };
  enter("nowhere");
  EXPECT_TRUE(said().startsWith(QStringLiteral("⚠ there is no question named \"nowhere\""))) << said().toStdString();
  const auto keepElsewhere = [&](const char* name) {
    query::saveQuestion(store::CityDatabase::open(this->city().toStdString()), name,
                        query::questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":"roads"})"), "other",
                        false);
  };
  keepElsewhere("all roads");
  enter("all roads");
  EXPECT_EQ(panel().savedName(), QStringLiteral("all roads"));
  EXPECT_GE(box.findText(QStringLiteral("all roads")), 0);
  keepElsewhere("roads again");
  box.showPopup();
  EXPECT_TRUE(QTest::qWaitFor([&] { return box.findText(QStringLiteral("roads again")) >= 0; }, 20000));
  box.hidePopup();
}

TEST_F(AskAnswersTest, AnotherCityBeginsWithoutWhatWasTyped) {
  keep(QStringLiteral("parcels within 5 m of poi"), QStringLiteral("near places"));
  const QString other = path("other.citydb");
  ASSERT_TRUE(QFile::copy(city(), other));
  ASSERT_EQ(at<QComboBox>("askSavedBox").currentText(), QStringLiteral("near places"));
  m_window->openCity(other);
  settle();
  EXPECT_EQ(at<QLineEdit>("askPlainEdit").text(), QString());
  EXPECT_EQ(at<QComboBox>("askSavedBox").currentText(), QString());
}

}  // namespace
}  // namespace gis::ui
