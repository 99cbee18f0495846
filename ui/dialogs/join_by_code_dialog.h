// A list (spreadsheet, CSV, pasted text, another layer) joined to a layer by a code.
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>
#include <vector>

#include "gis_core/query/key_join.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace gis::ui {

/// Shows live how many codes match, which do not (to copy), and takes the answer as a selection or a new
/// layer. Thread rule: GUI thread; the matching runs in jobs.
class JoinByCodeDialog : public QDialog {
  Q_OBJECT
 public:
  JoinByCodeDialog(CitySession& session, const QString& layer, QWidget* parent);

 Q_SIGNALS:
  void selected(const QString& layer, const std::vector<std::int64_t>& fids);
  void layerMade(const QString& layer);

 private:
  void build();
  void chooseFile();
  void takeTable(store::KeyTable table);
  void takeSource();
  void guess();
  void match();
  void finish(bool intoLayer);
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] QString fileName() const;
  [[nodiscard]] query::KeyRule rule() const;
  [[nodiscard]] const store::LayerInfo* left() const;

  CitySession& m_session;
  QComboBox *m_layer, *m_leftField, *m_rightColumn, *m_otherLayer;
  QTabWidget* m_sources;
  QLineEdit *m_file, *m_into;
  QPlainTextEdit *m_paste, *m_unmatched;
  QCheckBox *m_normalise, *m_zeros, *m_keepAll;
  QLabel* m_counts;
  QPushButton *m_select, *m_makeLayer, *m_copy;
  std::shared_ptr<const store::KeyTable> m_table;
  std::shared_ptr<const query::KeyMatch> m_match;
  JobHandle m_job;
  QTimer m_typing;  ///< the list is read when the typing of its name rests
};

}  // namespace gis::ui
