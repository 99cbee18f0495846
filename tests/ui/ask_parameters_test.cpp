// Values of a question that are asked for each time.
#include <QAction>
#include <QLabel>
#include <QTreeWidget>

#include "gis_core/query/question_answer.h"
#include "tests/ui/question_fixture.h"
#include "ui/panels/ask_panel.h"

namespace gis::ui {
namespace {

class AskParametersTest : public AskFixture {
 protected:
  void SetUp() override {
    AskFixture::SetUp();
    choose("askLayerBox", QStringLiteral("parcels"));
    click("askAddButton");
    choose("askFieldBox", QStringLiteral("dlbm"));
    choose("askComparisonBox", int(query::Comparison::equal));
    settle();
  }
  void typeValue(const char* text) {
    QLineEdit* value = at<QComboBox>("askValueBox").lineEdit();
    value->setFocus();
    value->selectAll();
    QTest::keyClicks(value, QLatin1String(text));
  }
  [[nodiscard]] const std::vector<query::Parameter>& parameters() { return panel().question().parameters; }
  bool says(const char* text) {
    return QTest::qWaitFor([&] { return at<QLabel>("askCount").text().contains(QLatin1String(text)); }, 20000);
  }
};

TEST_F(AskParametersTest, AQuestionMarkIsAskedForEachTime) {
  typeValue("?");
  ASSERT_EQ(parameters().size(), 1U);
  EXPECT_EQ(parameters()[0].name, "dlbm");
  EXPECT_TRUE(says("has no value")) << at<QLabel>("askCount").text().toStdString();
  EXPECT_TRUE(at<QLabel>("askSentence").text().contains(QStringLiteral("〈dlbm〉")));
  ASSERT_TRUE(at<QLineEdit>("askParameter_dlbm").isVisible());
  EXPECT_EQ(at<QLineEdit>("askParameter_dlbm").accessibleName(), QStringLiteral("Land use code"));
  type("askParameter_dlbm", QStringLiteral("0701"));
  EXPECT_TRUE(says("found")) << at<QLabel>("askCount").text().toStdString();
  EXPECT_FALSE(at<QLabel>("askSentence").text().contains(QStringLiteral("〈")));
  // kept and asked again, it asks for the value again
  at<QComboBox>("askSavedBox").setEditText(QStringLiteral("of one use"));
  click("askSaveButton");
  settle();
  click("askClearButton");
  EXPECT_TRUE(parameters().empty());
  auto* name = at<QComboBox>("askSavedBox").lineEdit();
  name->setText(QStringLiteral("of one use"));
  QTest::keyClick(name, Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([&] { return parameters().size() == 1; }, 20000));
  EXPECT_TRUE(says("has no value"));
}

TEST_F(AskParametersTest, ANameIsGivenBehindAColon) {
  typeValue(":use");
  ASSERT_EQ(parameters().size(), 1U);
  EXPECT_EQ(parameters()[0].name, "use");
  type("askParameter_use", QStringLiteral("0701"));
  EXPECT_TRUE(says("found"));
  // a value in its place, and there is nothing to ask for
  typeValue("0702");
  EXPECT_TRUE(parameters().empty());
  typeValue("?");
  click("askRemoveButton");
  EXPECT_TRUE(parameters().empty());
}

}  // namespace
}  // namespace gis::ui
