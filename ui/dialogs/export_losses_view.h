// What an export will change or lose, and what helps against each.
#pragma once

#include <QWidget>
#include <vector>

#include "gis_core/io/export.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace gis::ui {

/// A list of losses with examples; a button takes the remedy of the chosen one, another those of all. GUI thread.
/// Objects: exportLosses (the list), exportLossesSum, exportRemedyButton, exportRemedyAllButton.
class ExportLossesView : public QWidget {
  Q_OBJECT
 public:
  explicit ExportLossesView(QWidget* parent = nullptr);

  /// A sentence alone: counting goes on, or something stands in the way.
  void say(const QString& text, bool trouble);
  void show(const std::vector<io::ExportReport>& reports);
  /// Everything that is shown as text.
  [[nodiscard]] QString text() const;

 Q_SIGNALS:
  void remedyWanted(gis::io::ExportRemedy remedy, const QString& column);

 private:
  void addReport(const io::ExportReport& report, bool several);
  void choiceChanged();
  void takeAll();

  QTreeWidget* m_list;
  QLabel* m_sum;
  QPushButton *m_take, *m_takeAll;
};

}  // namespace gis::ui
