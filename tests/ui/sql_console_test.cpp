// The SQL console.
#include <QAction>
#include <QCompleter>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QTableView>

#include "gis_core/store/bulk_load.h"
#include "tests/ui/question_fixture.h"
#include "ui/panels/sql_edit.h"
#include "ui/panels/sql_panel.h"

namespace gis::ui {
namespace {

class SqlConsoleTest : public QuestionFixture {
 protected:
  void SetUp() override {
    QuestionFixture::SetUp();
    m_window->commands().action(QStringLiteral("actionSqlConsole"))->trigger();
    settle();
  }
  SqlPanel& sql() { return at<SqlPanel>("sqlPanel"); }
  /// Runs a statement by the keyboard and waits for its end.
  void run(const QString& statement) {
    bool ended = false;
    const auto connection = QObject::connect(&sql(), &SqlPanel::finished, [&] { ended = true; });
    sql().setStatement(statement);
    QTest::keyClick(&at<SqlEdit>("sqlEdit"), Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, 20000)) << at<QLabel>("sqlStatus").text().toStdString();
    QObject::disconnect(connection);
  }
};

TEST_F(SqlConsoleTest, RowsAreLinkedWithTheMap) {
  m_window->setCurrentLayer(QStringLiteral("roads"));
  run(QStringLiteral("SELECT fid, dlbm, ST_Area(geometry) AS a, NULL AS n FROM parcels ORDER BY fid LIMIT 5"));
  ASSERT_EQ(sql().result().rowCount(), 5) << at<QLabel>("sqlStatus").text().toStdString();
  EXPECT_EQ(sql().result().answer().columns, (QStringList{"fid", "dlbm", "a", "n"}));
  EXPECT_EQ(sql().result().index(0, 3).data().toString(), QStringLiteral("NULL"));
  EXPECT_EQ(at<QComboBox>("sqlLayerBox").currentData().toString(), QStringLiteral("parcels"));
  auto& view = at<QTableView>("sqlView");
  view.selectRow(1);
  settle();
  const auto fids = *m_window->selection().fids(QStringLiteral("parcels"));
  ASSERT_EQ(fids.size(), 1U);
  EXPECT_EQ(fids.front(), *sql().result().fidAt(1));
  EXPECT_EQ(m_window->currentLayer(), QStringLiteral("parcels"));
  // the other way round
  m_window->selection().select(QStringLiteral("parcels"), {*sql().result().fidAt(3)});
  EXPECT_EQ(view.selectionModel()->selectedRows().first().row(), 3);
  for (const char* language : {"en", "zh_CN"}) {
    m_window->changeLanguage(QLatin1String(language));
    settle();
    picture(*m_window, QStringLiteral("sql"));
  }
  m_window->changeLanguage(QStringLiteral("en"));
}

TEST_F(SqlConsoleTest, RowsAreOfTheFirstTableThatIsRead) {
  m_window->session().write(
      QStringLiteral("Add a layer"),
      [](const store::CityDatabase& city, Progress&) {
        store::LayerDraft draft;  // its name is a part of many others
        draft.name = "r";
        draft.hasGeometry = false;
        draft.fields = {{"n", store::FieldType::integer}};
        Progress none;
        (void)store::BulkLoad(city, draft).finish(none);
      },
      m_window.get(), [] {});
  settle();
  auto& layers = at<QComboBox>("sqlLayerBox");
  ASSERT_TRUE(QTest::qWaitFor([&] { return layers.findData(QStringLiteral("r")) >= 0; }, 5000));
  const QStringList statements[] = {
      {"select fid, dlbm from parcels limit 5", "parcels"},
      {"select a.fid from roads a, poi b limit 1", "roads"},
      {"select 1 from r", "r"},
      {"select p.fid from /* roads */ main.\"Parcels\" p join roads r on p.fid = r.fid limit 1", "parcels"},
      {"with r as (select fid from roads) select fid from poi where fid in (select fid from r) limit 1", "poi"},
      {"select 'from roads' as t, (select count(*) from roads) as n from poi limit 1", "poi"},
      {"-- from roads\nselect fid from (select fid from parcels) limit 1", "parcels"}};
  for (const QStringList& one : statements) {
    layers.setCurrentIndex(layers.findData(QStringLiteral("buildings")));
    run(one[0]);
    EXPECT_EQ(layers.currentData().toString(), one[1]) << at<QLabel>("sqlStatus").text().toStdString();
  }
}

TEST_F(SqlConsoleTest, TheAnswerIsReadWithoutPulling) {
  run(QStringLiteral("SELECT fid, '3210020040000000001' AS code, geometry FROM parcels LIMIT 50"));
  auto& view = at<QTableView>("sqlView");
  EXPECT_GE(view.columnWidth(1), view.fontMetrics().horizontalAdvance(QStringLiteral("3210020040000000001")));
  EXPECT_LE(view.columnWidth(2), 320);
  EXPECT_GE(view.viewport()->height(), 4 * view.rowHeight(0));
  auto& layers = at<QComboBox>("sqlLayerBox");
  layers.setCurrentIndex(layers.findData(QStringLiteral("poi")));
  settle();
  EXPECT_GT(layers.width(), layers.fontMetrics().horizontalAdvance(layers.currentText()) + 20);
}

TEST_F(SqlConsoleTest, AFileHoldsAllRows) {
  const auto write = [&](const QString& name) {
    click("sqlExportButton");
    auto& dialog = at<QFileDialog>("sqlExportDialog");
    EXPECT_EQ(dialog.nameFilters().size(), 2);
    const QString file = path(qPrintable(name));
    Q_EMIT dialog.fileSelected(file);
    dialog.reject();
    const auto& status = at<QLabel>("sqlStatus");
    EXPECT_TRUE(QTest::qWaitFor(
        [&] { return status.text().contains(file) || status.text().startsWith(QStringLiteral("⚠")); }, 60000));
    settle();
    return file;
  };
  const auto linesOf = [](const QString& name) {
    QFile file(name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
    return file.readAll().count('\n');
  };
  const auto& status = at<QLabel>("sqlStatus");
  const QString many = QStringLiteral(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20003) SELECT i, '00' || i AS t FROM "
      "n");
  run(many);
  ASSERT_EQ(sql().result().rowCount(), 20000);
  EXPECT_EQ(linesOf(write(QStringLiteral("all.csv"))), 20004);
  EXPECT_TRUE(status.text().startsWith(QStringLiteral("20,003 rows"))) << status.text().toStdString();
  EXPECT_EQ(sql().result().rowCount(), 20000);
  click("sqlCopyButton");
  EXPECT_TRUE(status.text().contains(QLatin1String("has more"))) << status.text().toStdString();
  // a spreadsheet is one, of many rows and of a few, and another kind of file is refused
  QFile sheet(write(QStringLiteral("all.xlsx")));
  ASSERT_TRUE(sheet.open(QIODevice::ReadOnly));
  EXPECT_EQ(sheet.read(2), QByteArray("PK"));
  (void)write(QStringLiteral("all.txt"));
  EXPECT_TRUE(status.text().startsWith(QStringLiteral("⚠"))) << status.text().toStdString();
  run(QStringLiteral("SELECT 9007199254740993 AS big, NULL AS n, '007' AS t, 1.5 AS x"));
  QFile one(write(QStringLiteral("one.csv")));
  ASSERT_TRUE(one.open(QIODevice::ReadOnly));
  EXPECT_TRUE(one.readAll().endsWith("big,n,t,x\r\n9007199254740993,,007,1.5\r\n"));
  QFile few(write(QStringLiteral("one.xlsx")));
  ASSERT_TRUE(few.open(QIODevice::ReadOnly));
  EXPECT_EQ(few.read(2), QByteArray("PK"));
  (void)write(QStringLiteral("one.txt"));
  EXPECT_TRUE(status.text().startsWith(QStringLiteral("⚠"))) << status.text().toStdString();
}

TEST_F(SqlConsoleTest, ErrorsAreSentencesAndHistoryIsKept) {
  run(QStringLiteral("SELECT kode FROM parcels"));
  EXPECT_TRUE(at<QLabel>("sqlStatus").text().startsWith(QStringLiteral("⚠")));
  run(QStringLiteral("DELETE FROM parcels"));
  EXPECT_TRUE(at<QLabel>("sqlStatus").text().startsWith(QStringLiteral("⚠")));
  run(QStringLiteral("-- how many\nSELECT count(*) FROM parcels"));
  EXPECT_EQ(sql().result().rowCount(), 1) << at<QLabel>("sqlStatus").text().toStdString();
  auto& history = at<QComboBox>("sqlHistoryBox");
  ASSERT_EQ(history.count(), 4);  // "History" and three statements, newest first
  EXPECT_EQ(history.itemData(3).toString(), QStringLiteral("SELECT kode FROM parcels"));
}

TEST_F(SqlConsoleTest, RowsOfTheStatementBeforeAreNoAnswer) {
  const auto isEmpty = [&] {
    return sql().result().rowCount() == 0 && !at<QPushButton>("sqlCopyButton").isEnabled() &&
           !at<QPushButton>("sqlExportButton").isEnabled();
  };
  const QString good = QStringLiteral("SELECT fid FROM parcels LIMIT 3");
  for (const QString& bad : {QStringLiteral("SELECT kode FROM parcels"), QStringLiteral("DELETE FROM parcels")}) {
    run(good);
    ASSERT_EQ(sql().result().rowCount(), 3);
    EXPECT_TRUE(at<QPushButton>("sqlExportButton").isEnabled());
    run(bad);
    EXPECT_TRUE(isEmpty()) << bad.toStdString();
  }
  run(good);
  sql().setStatement(
      QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"));
  QTest::keyClick(&at<SqlEdit>("sqlEdit"), Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(QTest::qWaitFor([&] { return sql().isRunning(); }, 5000));
  EXPECT_TRUE(isEmpty());
  click("sqlStopButton");
  EXPECT_TRUE(QTest::qWaitFor([&] { return !sql().isRunning(); }, 5000));
  EXPECT_TRUE(isEmpty());
}

TEST_F(SqlConsoleTest, StopEndsAStatementAtOnce) {
  sql().setStatement(
      QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"));
  QTest::keyClick(&at<SqlEdit>("sqlEdit"), Qt::Key_Return, Qt::ControlModifier);
  ASSERT_TRUE(QTest::qWaitFor([&] { return sql().isRunning(); }, 5000));
  QTest::qWait(300);
  QElapsedTimer clock;
  clock.start();
  click("sqlStopButton");
  EXPECT_TRUE(QTest::qWaitFor([&] { return !sql().isRunning(); }, 5000));
  EXPECT_LT(clock.elapsed(), 1000);
  EXPECT_EQ(at<QLabel>("sqlStatus").text(), QStringLiteral("Stopped."));
}

TEST_F(SqlConsoleTest, ExplainWarnsWithoutASpatialIndex) {
  sql().setStatement(
      QStringLiteral("SELECT p.fid FROM parcels p, roads r WHERE ST_Intersects(p.geometry, r.geometry) = 1"));
  bool ended = false;
  QObject listener;  // goes before what it tells
  QObject::connect(&sql(), &SqlPanel::finished, &listener, [&] { ended = true; });
  click("sqlExplainButton");
  EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, 20000));
  EXPECT_TRUE(at<QLabel>("sqlStatus").text().contains(QLatin1String("no spatial index")))
      << at<QLabel>("sqlStatus").text().toStdString();
  EXPECT_GT(sql().result().rowCount(), 1);
}

TEST_F(SqlConsoleTest, WordsAreCompleted) {
  auto& edit = at<SqlEdit>("sqlEdit");
  edit.setFocus();
  edit.clear();
  QTest::keyClicks(&edit, QStringLiteral("select * from buildi"));
  EXPECT_EQ(edit.completer()->currentCompletion(), QStringLiteral("buildings"));
  QTest::keyClicks(&edit, QStringLiteral("ngs where ST_Inters"));
  EXPECT_EQ(edit.completer()->completionCount(), 2);  // ST_Intersection, ST_Intersects
  // after a table's name or the short one that the statement gives it: its columns and nothing else
  const QStringList words[] = {{"select * from roads r, parcels as p where p.", "fid"}, {"select ROADS.", "fid"}};
  for (const QStringList& one : words) {
    edit.clear();
    QTest::keyClicks(&edit, one[0]);
    const auto* layer = m_window->session().layer(one[0].contains(QLatin1String("p.")) ? QStringLiteral("parcels")
                                                                                       : QStringLiteral("roads"));
    EXPECT_EQ(edit.completer()->completionCount(), int(layer->fields.size()) + 2) << one[0].toStdString();
    QTest::keyClicks(&edit, QStringLiteral("fi"));
    EXPECT_EQ(edit.completer()->currentCompletion(), QStringLiteral("fid"));
  }
  edit.clear();
  QTest::keyClicks(&edit, QStringLiteral("select 3.ge"));
  EXPECT_GT(edit.completer()->model()->rowCount(), 100);  // no table: a number
  // what an input method composes stays
  edit.clear();
  QInputMethodEvent composing(QStringLiteral("jing"), {});
  QCoreApplication::sendEvent(&edit, &composing);
  QInputMethodEvent done;
  done.setCommitString(QStringLiteral("井盖"));
  QCoreApplication::sendEvent(&edit, &done);
  EXPECT_TRUE(edit.toPlainText().endsWith(QStringLiteral("井盖")));
}

}  // namespace
}  // namespace gis::ui
