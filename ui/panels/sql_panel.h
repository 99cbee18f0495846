// The SQL console: one read-only statement in a process of its own.
#pragma once

#include <QElapsedTimer>
#include <QProcess>
#include <QWidget>
#include <optional>

#include "ui/jobs/city_session.h"
#include "ui/models/sql_result_model.h"
#include "ui/models/user_settings.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

namespace gis::ui {

class SqlEdit;

/// The statement runs in the command line's program (functions of SpatiaLite crash on some geometry, and a long
/// ST_Union cannot be interrupted): Stop kills it. The answer stands in a grid; rows with a fid select features of the
/// layer that is chosen. Thread rule: GUI thread.
class SqlPanel : public QWidget {
  Q_OBJECT
 public:
  SqlPanel(CitySession& session, UserSettings& settings, QWidget* parent = nullptr);
  ~SqlPanel() override;

  void setStatement(const QString& statement);
  [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
  [[nodiscard]] const SqlResultModel& result() const { return *m_model; }
  /// The selection of the map, shown as selected rows.
  void setSelection(const QString& layer, const std::vector<std::int64_t>& fids);
  /// The program that runs statements (tests); empty: citydesk-cli beside this one.
  static void setProgram(const QString& program);

 Q_SIGNALS:
  /// Rows were chosen: features of the layer.
  void rowsChosen(const QString& layer, const std::vector<std::int64_t>& fids);
  void finished();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void build();
  void retranslate();
  void fillLayers();
  enum class Work { answer, plan, file };  ///< that the process is there for
  void run(bool explain);
  void start(Work work, const QStringList& options);
  void stop();
  void ended(int status, QProcess::ExitStatus how);
  void showPlan(const QByteArray& json);
  void fitColumns();
  void takeAnswer(SqlAnswer answer);
  [[nodiscard]] int layerOfStatement() const;
  void remember(const QString& statement);
  void showHistory();
  void rowsSelected();
  void exportAnswer();
  void exportShown(const QString& file);
  void exportAll(const QString& file);
  void takeWritten(const QByteArray& json);
  void sayWritten(std::int64_t rows, const QString& file);
  /// What the command line said about its failure.
  static QString sentenceIn(const QByteArray& output, const QByteArray& errors);
  void copySelected();
  void setRunning(bool running);
  void say(const QString& text, bool trouble = false);

  CitySession& m_session;
  UserSettings& m_settings;
  QProcess m_process;
  QByteArray m_output, m_errors;
  QString m_statement;  ///< that the answer is of
  Work m_work = Work::answer;
  QString m_exportFile;
  bool m_more = false;  ///< the answer has more rows than are shown
  bool m_stopped = false;
  bool m_taking = false;  ///< the selection is being set from outside: do not send it back
  quint64 m_number = 0;   ///< of the statement: an older answer is dropped
  QElapsedTimer m_clock;
  SqlEdit* m_edit;
  QPushButton *m_run, *m_stop, *m_explain, *m_copy, *m_export;
  QComboBox *m_history, *m_layer;
  QLabel *m_layerLabel, *m_status;
  QTableView* m_view;
  SqlResultModel* m_model;
};

}  // namespace gis::ui
