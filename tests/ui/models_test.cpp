#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QThread>
#include <atomic>

#include "app/desktop/screenshot.h"
#include "tests/ui/city_fixture.h"
#include "ui/jobs/translate.h"

namespace gis::ui {
namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

class ModelsTest : public WindowFixture {};

TEST_F(ModelsTest, LayerTreeKeepsTheRulesOfModels) {
  LayerTreeModel& tree = m_window->layerTree();
  const QAbstractItemModelTester tester(&tree, Mode::Fatal);
  const QModelIndex parcels = tree.indexOfLayer(QStringLiteral("parcels"));
  ASSERT_TRUE(parcels.isValid());
  EXPECT_TRUE(tree.setData(parcels, Qt::Unchecked, Qt::CheckStateRole));
  EXPECT_FALSE(m_window->document().isVisible(QStringLiteral("parcels")));
  tree.setGroup({QStringLiteral("parcels"), QStringLiteral("buildings")}, QStringLiteral("Land"));
  settle();
  ASSERT_TRUE(runUntil([&] { return tree.groupNames() == QStringList{QStringLiteral("Land")}; }, 5000));
  EXPECT_EQ(tree.rowCount(tree.indexOfLayer(QStringLiteral("parcels")).parent()), 2);
}

TEST_F(ModelsTest, DraggingALayerToTheTopReordersTheCity) {
  LayerTreeModel& tree = m_window->layerTree();
  const std::unique_ptr<QMimeData> dragged(tree.mimeData({tree.indexOfLayer(QStringLiteral("parcels"))}));
  tree.dropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {});
  settle();
  ASSERT_TRUE(runUntil([&] { return tree.nameOf(tree.index(0, 0)) == QLatin1String("parcels"); }, 5000));
  EXPECT_EQ(m_window->session().layers()->back().name, "parcels");
}

TEST(JobModel, KeepsTheRulesOfModels) {
  JobModel jobs;
  const QAbstractItemModelTester tester(&jobs, Mode::Fatal);
  JobEntry entry;
  for (quint64 id = 1; id <= 60; ++id) {
    entry.id = id;
    entry.title = QString::number(id);
    jobs.add(entry);
    jobs.setState(id, JobState::running);
    jobs.setProgress(id, 1, 2);
    EXPECT_EQ(jobs.index(jobs.rowCount() - 1, JobModel::progressColumn).data(Qt::UserRole).toInt(), 50);
    jobs.setState(id, JobState::done);
  }
  EXPECT_LE(jobs.rowCount(), 51) << "old ones go";
  EXPECT_EQ(jobs.runningCount(), 0);
  jobs.clearFinished();
  EXPECT_EQ(jobs.rowCount(), 0);
}

TEST(MessageLog, KeepsTheRulesOfModels) {
  MessageLog log;
  const QAbstractItemModelTester tester(&log, Mode::Fatal);
  for (int i = 0; i < 1005; ++i) log.add(MessageKind::info, QString::number(i));
  EXPECT_EQ(log.rowCount(), 1000);
  EXPECT_EQ(log.index(0, 1).data().toString(), QStringLiteral("5"));
  log.clear();
  EXPECT_EQ(log.rowCount(), 0);
}

TEST(Translated, NamesNoOptionOfTheCommandLine) {
  EXPECT_EQ(translated({"choose another (--as), add to {0} (--append), or replace it (as before)", {"(--mine)"}}),
            QLatin1String("choose another, add to (--mine), or replace it (as before)"))
      << "what fills a place stays";
  EXPECT_EQ(translated("请另取名称（--as）、追加（--append）或替换"), QStringLiteral("请另取名称、追加或替换"));
}

TEST(Selection, AddsAndTakesAway) {
  Selection selection;
  QSignalSpy changes(&selection, &Selection::changed);
  selection.select(QStringLiteral("a"), {5, 1, 5, 3});
  EXPECT_EQ(*selection.fids(QStringLiteral("a")), (std::vector<std::int64_t>{1, 3, 5}));
  selection.select(QStringLiteral("a"), {2, 3}, SelectionMode::add);
  selection.select(QStringLiteral("a"), {1, 9}, SelectionMode::subtract);
  EXPECT_EQ(*selection.fids(QStringLiteral("a")), (std::vector<std::int64_t>{2, 3, 5}));
  selection.select(QStringLiteral("a"), {7}, SelectionMode::subtract);
  EXPECT_EQ(changes.count(), 3) << "nothing changed by the last";
}

TEST_F(CityFixture, AnEditReachesTheWindowAndIsUndone) {
  CitySession session;
  QSignalSpy data(&session, &CitySession::dataChanged);
  session.open(city());
  ASSERT_TRUE(runUntil([&] { return session.isOpen() && session.pendingJobs() == 0; }, 20000));
  store::EditCommand command;
  command.reason = "edit";
  store::RowEdit row;
  row.table = "parcels";
  row.fid = 1;
  row.values = {{"zl", std::string("somewhere else")}};
  command.rows.push_back(row);
  session.applyEdit(QStringLiteral("edit"), command, &session);
  ASSERT_TRUE(runUntil([&] { return data.count() > 0 && !session.undoState().undoTx.empty(); }, 20000));
  EXPECT_EQ(data.at(0).at(0).toString(), QStringLiteral("parcels"));
  session.undo();
  ASSERT_TRUE(runUntil([&] { return !session.undoState().redoTx.empty(); }, 20000));
}

TEST_F(CityFixture, AFailedJobSaysASentenceAndACancelledOneNothing) {
  CitySession session;
  session.open(city());
  ASSERT_TRUE(runUntil([&] { return session.isOpen(); }, 20000));
  bool ran = false;
  session.read(
      QStringLiteral("fails"),
      [](const store::CityDatabase&, Progress&) -> int {
        throw Error(ErrorCode::notFound, {"cannot find {0}", {"X"}}, "it is gone", "look elsewhere");
      },
      &session, [&](int) { ran = true; });
  ASSERT_TRUE(runUntil([&] { return session.messages().rowCount() == 1; }, 5000));
  EXPECT_EQ(session.messages().messages().front().text, QStringLiteral("cannot find X: it is gone; look elsewhere"));
  JobOptions options;
  bool cancelled = false;
  options.onCancelled = [&] { cancelled = true; };
  const JobHandle job = session.readLong(
      QStringLiteral("waits"),
      [](const store::CityDatabase&, Progress& progress) {
        while (true) progress.check();
      },
      &session, [&] { ran = true; }, options);
  job.cancel();
  ASSERT_TRUE(runUntil([&] { return cancelled; }, 5000));
  EXPECT_FALSE(ran);
  EXPECT_EQ(session.messages().rowCount(), 1);
}

/// Two threads read: the answer to an earlier question may come after that to the last one.
TEST_F(CityFixture, AnAnswerOnItsWayIsDroppedWhenSomethingElseIsAsked) {
  CitySession session;
  session.open(city());
  ASSERT_TRUE(runUntil([&] { return session.isOpen(); }, 20000));
  std::atomic<int> finished = 0;
  int shown = 0;
  const auto ask = [&](int question) {
    return session.readLong(
        QStringLiteral("asks"),
        [question, &finished](const store::CityDatabase&, Progress&) {
          ++finished;
          return question;
        },
        &session, [&](int answer) { shown = answer; });
  };
  const JobHandle first = ask(1);
  while (finished < 1) QThread::msleep(1);
  QThread::msleep(50);  // its answer waits for the event loop
  first.cancel();
  (void)ask(2);
  ASSERT_TRUE(runUntil([&] { return session.pendingJobs() == 0; }, 20000));
  EXPECT_EQ(shown, 2);
  const JobHandle last = ask(3);
  while (finished < 3) QThread::msleep(1);
  QThread::msleep(50);
  last.cancel();
  ASSERT_TRUE(runUntil([&] { return session.pendingJobs() == 0; }, 20000));
  EXPECT_EQ(shown, 2);
}

TEST_F(CityFixture, AResultForADeadWidgetIsDropped) {
  CitySession session;
  session.open(city());
  ASSERT_TRUE(runUntil([&] { return session.isOpen() && session.pendingJobs() == 0; }, 20000));
  auto context = std::make_unique<QObject>();
  bool ran = false;
  session.read(
      QStringLiteral("late"), [](const store::CityDatabase&, Progress&) { return 1; }, context.get(),
      [&](int) { ran = true; });
  context.reset();
  ASSERT_TRUE(runUntil([&] { return session.pendingJobs() == 0; }, 5000));
  EXPECT_FALSE(ran);
}

TEST_F(CityFixture, AMissingCityIsSaidAndTheSessionStaysUsable) {
  CitySession session;
  QSignalSpy failed(&session, &CitySession::openFailed);
  session.open(path("nothing.citydb"));
  ASSERT_TRUE(runUntil([&] { return failed.count() == 1; }, 5000));
  EXPECT_FALSE(failed.at(0).at(1).toString().isEmpty());
  session.open(city());
  ASSERT_TRUE(runUntil([&] { return session.isOpen(); }, 20000));
}

}  // namespace
}  // namespace gis::ui
