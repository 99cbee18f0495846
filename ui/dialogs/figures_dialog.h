// Figures of what a question finds, as a table.
#pragma once

#include <QDialog>
#include <QTimer>
#include <array>

#include "gis_core/query/question_figures.h"
#include "ui/dialogs/field_titles_of.h"
#include "ui/models/sql_result_model.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
class QTreeWidget;

namespace gis::ui {

/// Asks for how many, sums, means, least, most, area or length, for each value of up to two columns, for each year,
/// month, day or hour of them, or for each zone of a layer that the features lie in; begins with what the question asks
/// for, and the table follows each choice. Thread rule: GUI thread.
class FiguresDialog : public QDialog {
  Q_OBJECT
 public:
  /// `ask`: without parameters left open; `sentence`: the question as it is read aloud.
  static void open(CitySession& session, const query::Ask& ask, const QString& sentence, QWidget* parent);

 private:
  struct By {
    QComboBox *field = nullptr, *step = nullptr;
  };
  FiguresDialog(CitySession& session, query::Ask ask, const QString& sentence, QWidget* parent);
  void build(const QString& sentence);
  void fill();
  void preset();
  void join();
  void changed();
  void reckon();
  void show(const query::FigureTable& table);
  void copyRows();
  void exportRows();
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] query::Ask wanted() const;
  [[nodiscard]] QStringList headings(const query::Ask& ask) const;

  CitySession& m_session;
  query::Ask m_ask;
  FieldTitlesOf m_titles;
  std::array<By, 2> m_by;
  QCheckBox *m_count, *m_measure;
  QTreeWidget* m_fields;
  QTableView* m_view;
  SqlResultModel* m_model;
  QLabel* m_state;
  QLineEdit* m_command;
  QPushButton *m_copy, *m_export;
  QTimer m_timer;
  JobHandle m_job;
};

}  // namespace gis::ui
