// What the dialogs that make a new layer of another one share.
#pragma once

#include <QByteArray>
#include <QDialog>
#include <functional>

#include "gis_core/query/question.h"
#include "gis_core/store/city.h"
#include "ui/dialogs/field_titles_of.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace gis::ui {

/// What became of the work, for one sentence.
struct NewLayerOutcome {
  std::int64_t rows = 0;
  std::int64_t vanished = 0;  ///< features of which nothing is left
  std::int64_t repaired = 0;
  std::int64_t leftOut = 0;   ///< without geometry or with a broken one
  std::int64_t setAside = 0;  ///< could not be computed; listed with the reason in a table
  std::string table{};        ///< its name
  bool balanced = true;       ///< what went in came out, or was told
  Message finding{};          ///< what was found, in one sentence
};

/// Which layer, which of its features, the name of the new layer, and the command line that does the same; the work
/// runs in a job that can be stopped. Objects are named PREFIXLayerBox, PREFIXWhereEdit, PREFIXIntoEdit,
/// PREFIXCommandEdit, PREFIXStatus, PREFIXMakeLayerButton, PREFIXStopButton. Thread rule: GUI thread.
class NewLayerDialog : public QDialog {
  Q_OBJECT
 public:
  using Work = std::function<NewLayerOutcome(const store::CityDatabase&, Progress&)>;

 Q_SIGNALS:
  void layerMade(const QString& layer);

 protected:
  NewLayerDialog(CitySession& session, const char* prefix, QWidget* parent);

  /// Where a dialog adds its own fields, below the layer and the condition.
  [[nodiscard]] QFormLayout* form() const { return m_form; }
  /// At the end of a dialog's constructor: fills the layers and begins with this one.
  void begin(const QString& layer);
  /// To be called when one of the dialog's own fields changed.
  void changed();
  /// To be called when nameEnding() changed: a free name, as long as nobody typed one.
  void suggestName();
  void say(const QString& text, bool trouble = false);
  /// For work that takes the layer as it is: there is no condition then.
  void hideCondition();
  using NotedWork = std::function<NewLayerOutcome(const store::CityDatabase&, Progress&, query::OriginNote*)>;
  /// That work, and the new layer remembers the question that made it.
  [[nodiscard]] Work remembered(decltype(query::Question::what) what, NotedWork work) const;

  [[nodiscard]] CitySession& session() const { return m_session; }
  [[nodiscard]] const store::LayerInfo* layer() const;
  /// What a column of a layer is called in words, its own name until that is known.
  [[nodiscard]] QString fieldTitle(const QString& layer, const QString& field) const {
    return m_titles.title(layer, field);
  }
  /// The condition for the rows: the layer's filter and what was typed.
  [[nodiscard]] std::string where() const;
  [[nodiscard]] std::string into() const;

  [[nodiscard]] virtual QString command() const = 0;
  /// Of the name suggested.
  [[nodiscard]] virtual QString nameEnding() const { return command(); }
  /// What else stands behind the layer but for --where and --into.
  [[nodiscard]] virtual QString options() const = 0;
  /// On values it has copied.
  [[nodiscard]] virtual Work work() const = 0;
  /// Why it cannot be done as the fields stand; empty: it can.
  [[nodiscard]] virtual QString hindrance() const { return {}; }
  virtual void layerChanged() {}
  /// The titles of the columns are known now.
  virtual void titlesKnown() {}

 private:
  void build();
  void takeLayer();
  void setRunning(bool running);
  void run();
  [[nodiscard]] QString commandLine() const;
  template <typename Widget>
  Widget* field(Widget* widget, const char* name, const QString& accessibleName);

  CitySession& m_session;
  QByteArray m_prefix;
  FieldTitlesOf m_titles;
  QComboBox* m_layer;
  QLineEdit *m_where, *m_into, *m_command;
  QFormLayout* m_form;
  QLabel* m_status;
  QPushButton *m_makeLayer, *m_stop;
  JobHandle m_job;
  bool m_running = false;
};

}  // namespace gis::ui
