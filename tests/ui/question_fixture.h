// The window of a sample city, large enough for the docks that questions are asked in.
#pragma once

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "gis_core/query/question_answer.h"
#include "tests/ui/city_fixture.h"
#include "ui/jobs/language.h"
#include "ui/panels/ask_panel.h"

namespace gis::ui {

class QuestionFixture : public WindowFixture {
 protected:
  void SetUp() override {
    WindowFixture::SetUp();
    m_window->resize(1500, 1000);
  }
  template <class Widget>
  Widget& at(const char* name) {
    auto* found = m_window->findChild<Widget*>(QLatin1String(name));
    EXPECT_NE(found, nullptr) << name;
    return *found;
  }
  void click(const char* name) {
    auto& button = at<QPushButton>(name);
    ASSERT_TRUE(button.isEnabled()) << name;
    QTest::mouseClick(&button, Qt::LeftButton);
  }
  void type(const char* name, const QString& text) {
    auto& edit = at<QLineEdit>(name);
    edit.setFocus();
    edit.selectAll();
    QTest::keyClicks(&edit, text);
  }
  void choose(const char* box, const QVariant& data) {
    auto& found = at<QComboBox>(box);
    ASSERT_GE(found.findData(data), 0) << box;
    found.setCurrentIndex(found.findData(data));
  }
  /// Kept where $CITYDESK_TEST_PICTURES says, to be looked at.
  void picture(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES");
    if (!folder.isEmpty())
      widget.grab().save(QStringLiteral("%1/%2_%3.png").arg(folder, name, isChinese() ? "zh" : "en"));
  }
};

/// With Ask opened.
class AskFixture : public QuestionFixture {
 protected:
  void SetUp() override {
    QuestionFixture::SetUp();
    m_window->commands().action(QStringLiteral("actionAsk"))->trigger();
    settle();
  }
  AskPanel& panel() { return at<AskPanel>("askPanel"); }
  /// How many the question that stands there finds, asked without the window.
  int plainly() {
    const auto city = store::CityDatabase::open(this->city().toStdString(), store::OpenMode::readOnly);
    Progress progress;
    return int(query::answer(city.connection(), std::get<query::Ask>(panel().question().what), progress).fids.size());
  }
};

}  // namespace gis::ui
