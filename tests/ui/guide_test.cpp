// The user guide: both languages, and nothing in it that is not there.
#include <QRegularExpression>
#include <QTextBrowser>
#include <QTreeWidget>
#include <set>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/resources.h"
#include "tests/ui/city_fixture.h"
#include "ui/dialogs/guide_window.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"

namespace gis::ui {
namespace {

QString guideOf(const QString& language) {
  return fromUtf8(platform::readFile(platform::resourceFile(toUtf8(GuideWindow::resourceName(language)))));
}

QStringList captured(const QString& text, const char* pattern) {
  QStringList found;
  for (auto match = QRegularExpression(QLatin1String(pattern)).globalMatch(text); match.hasNext();)
    found << match.next().captured(1);
  return found;
}

class GuideTest : public WindowFixture {};

TEST_F(GuideTest, HasTheSameChaptersInEveryLanguage) {
  const QStringList english = captured(guideOf(QStringLiteral("en")), "<h2 id=\"([^\"]+)\">");
  EXPECT_GE(english.size(), 10);
  for (const QString& language : languages()) {
    const QString guide = guideOf(language);
    EXPECT_EQ(captured(guide, "<h2 id=\"([^\"]+)\">"), english) << language.toStdString();
    EXPECT_EQ(captured(guide, "command:(\\w+)"), captured(guideOf(QStringLiteral("en")), "command:(\\w+)"))
        << language.toStdString() << " names other commands than English";
  }
}

TEST_F(GuideTest, NamesOnlyCommandsAndKeysThatAreThere) {
  for (const QString& language : languages()) {
    const QString guide = guideOf(language);
    for (const QString& id : captured(guide, "href=\"command:([^\"]*)\""))
      EXPECT_TRUE(m_window->commands().hasHandler(id)) << id.toStdString() << " can do nothing";
    const QStringList anchors = captured(guide, "id=\"([^\"]+)\"");
    for (const QString& target : captured(guide, "href=\"#([^\"]*)\""))
      EXPECT_TRUE(anchors.contains(target)) << target.toStdString();
    EXPECT_TRUE(captured(guide, "href=\"(https?:[^\"]*)\"").isEmpty()) << "the guide is read without a network";
    // the table of keys
    const QRegularExpression row(
        QStringLiteral("<tr><td><a href=\"command:(\\w+)\">[^<]*</a></td><td><kbd>([^<]+)</kbd>"));
    int rows = 0;
    for (auto match = row.globalMatch(guide); match.hasNext(); ++rows) {
      const QRegularExpressionMatch one = match.next();
      const QAction* action = m_window->commands().action(one.captured(1));
      ASSERT_NE(action, nullptr) << one.captured(1).toStdString();
      EXPECT_TRUE(action->shortcuts().contains(QKeySequence(one.captured(2))))
          << one.captured(1).toStdString() << " has not " << one.captured(2).toStdString();
    }
    EXPECT_GE(rows, 10);
  }
}

TEST_F(GuideTest, OpensByItsCommandAndStartsCommands) {
  m_window->commands().action(QStringLiteral("actionGuide"))->trigger();
  settle();
  auto* guide = m_window->findChild<GuideWindow*>();
  ASSERT_NE(guide, nullptr);
  auto* contents = guide->findChild<QTreeWidget*>(QStringLiteral("guideContents"));
  auto* text = guide->findChild<QTextBrowser*>(QStringLiteral("guideText"));
  EXPECT_GE(contents->topLevelItemCount(), 10);
  EXPECT_GT(text->toPlainText().size(), 2000);
  std::set<QString> started;
  QObject listener;  // goes before what it tells
  QObject::connect(guide, &GuideWindow::commandWanted, &listener, [&](const QString& id) { started.insert(id); });
  Q_EMIT text->anchorClicked(QUrl(QStringLiteral("command:actionPan")));
  EXPECT_TRUE(started.count(QStringLiteral("actionPan")));
  EXPECT_FALSE(guide->isModal()) << "it is read beside the work";
}

}  // namespace
}  // namespace gis::ui
