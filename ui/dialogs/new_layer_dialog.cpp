#include "ui/dialogs/new_layer_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "gis_core/query/layer_origin.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/shown_rows.h"

namespace gis::ui {

NewLayerDialog::NewLayerDialog(CitySession& session, const char* prefix, QWidget* parent)
    : QDialog(parent), m_session(session), m_prefix(prefix) {
  setObjectName(QString::fromLatin1(m_prefix + "Dialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  build();
}

template <typename Widget>
Widget* NewLayerDialog::field(Widget* widget, const char* name, const QString& accessibleName) {
  return named(widget, (m_prefix + name).constData(), accessibleName);
}

void NewLayerDialog::build() {
  auto* column = new QVBoxLayout(this);
  m_form = new QFormLayout;
  m_layer = field(new QComboBox(this), "LayerBox", tr("Layer"));
  m_where = field(new QLineEdit(this), "WhereEdit", tr("Condition on the layer"));
  m_where->setPlaceholderText(tr("Condition (optional), e.g. \"dlbm\" = '0701'"));
  m_where->setClearButtonEnabled(true);
  m_form->addRow(tr("Layer"), m_layer);
  m_form->addRow(tr("Condition"), m_where);
  column->addLayout(m_form);
  m_status = field(new QLabel(this), "Status", tr("What became of it"));
  m_status->setWordWrap(true);
  column->addStretch(1);
  column->addWidget(m_status);
  m_command = field(new QLineEdit(this), "CommandEdit", tr("The same on the command line"));
  m_command->setReadOnly(true);
  column->addWidget(m_command);
  auto* making = new QHBoxLayout;
  m_into = field(new QLineEdit(this), "IntoEdit", tr("Name of the new layer"));
  m_into->setPlaceholderText(tr("Name of the new layer"));
  m_makeLayer = field(new QPushButton(tr("Make a layer"), this), "MakeLayerButton", tr("Make the new layer"));
  m_makeLayer->setDefault(true);
  m_stop = field(new QPushButton(tr("Stop"), this), "StopButton", tr("Stop; the city stays as it is"));
  m_stop->setAutoDefault(false);
  auto* intoLabel = new QLabel(tr("New layer"), this);
  intoLabel->setBuddy(m_into);
  making->addWidget(intoLabel);
  making->addWidget(m_into, 1);
  making->addWidget(m_makeLayer);
  making->addWidget(m_stop);
  column->addLayout(making);
  auto* buttons = dialogButtons(QDialogButtonBox::Close);
  column->addWidget(buttons);

  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_layer, &QComboBox::currentIndexChanged, this, &NewLayerDialog::takeLayer);
  for (QLineEdit* edit : {m_where, m_into}) connect(edit, &QLineEdit::textChanged, this, &NewLayerDialog::changed);
  connect(m_makeLayer, &QPushButton::clicked, this, &NewLayerDialog::run);
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
}

void NewLayerDialog::begin(const QString& layer) {
  {
    const QSignalBlocker blocker(m_layer);
    const auto layers = m_session.layers();
    for (auto item = layers->rbegin(); item != layers->rend(); ++item) {
      if (item->geometryType) m_layer->addItem(CitySession::layerTitle(*item), fromUtf8(item->name));
    }
    m_layer->setCurrentIndex(std::max(0, m_layer->findData(layer)));
  }
  setRunning(false);
  takeLayer();
  readFieldTitles(m_session, this, [this](FieldTitlesOf titles) {
    m_titles = std::move(titles);
    titlesKnown();
  });
}

void NewLayerDialog::takeLayer() {
  layerChanged();
  suggestName();
  changed();
}

void NewLayerDialog::suggestName() {
  if (m_into->isModified()) return;
  QString base = m_layer->currentData().toString();
  if (base.startsWith(QLatin1String("city_"))) base.remove(0, 5);  // such names are the city's own
  const QString wanted = base + QLatin1Char('_') + nameEnding();
  QString name = wanted;
  for (int i = 2; m_session.layer(name) != nullptr; ++i) name = QStringLiteral("%1_%2").arg(wanted).arg(i);
  m_into->setText(name);
}

const store::LayerInfo* NewLayerDialog::layer() const {
  return m_session.layer(m_layer->currentData().toString());
}

std::string NewLayerDialog::where() const {
  const std::string typed = toUtf8(m_where->text().trimmed());
  const store::LayerInfo* info = layer();
  return info != nullptr ? shownRows(*info, typed) : typed;
}

std::string NewLayerDialog::into() const {
  return toUtf8(m_into->text().trimmed());
}

QString NewLayerDialog::commandLine() const {
  QString line = QStringLiteral("citydesk-cli %1 %2 %3")
                     .arg(command(), shellQuoted(m_session.city().name + QStringLiteral(".citydb")),
                          shellQuoted(m_layer->currentData().toString()));
  if (const QString own = options(); !own.isEmpty()) line += QLatin1Char(' ') + own;
  const std::string condition = where();
  if (!condition.empty()) line += QStringLiteral(" --where ") + shellQuoted(fromUtf8(condition));
  return line + QStringLiteral(" --into ") + shellQuoted(fromUtf8(into()));
}

void NewLayerDialog::changed() {
  m_command->setText(commandLine());
  m_command->setCursorPosition(0);
  if (m_running) return;
  const QString why = layer() == nullptr ? tr("There is no layer with geometry.") : hindrance();
  say(why, !why.isEmpty());
  m_makeLayer->setEnabled(why.isEmpty() && !into().empty() && !m_session.isReadOnly());
}

void NewLayerDialog::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
}

void NewLayerDialog::hideCondition() {
  m_form->setRowVisible(m_where, false);
}

NewLayerDialog::Work NewLayerDialog::remembered(decltype(query::Question::what) what, NotedWork work) const {
  query::Question question;
  question.what = std::move(what);
  return [question, work = std::move(work), actor = toUtf8(m_session.actor())](const store::CityDatabase& city,
                                                                               Progress& progress) {
    query::OriginNote origin(question, actor);
    return work(city, progress, &origin);
  };
}

void NewLayerDialog::setRunning(bool running) {
  m_running = running;
  m_stop->setEnabled(running);
  m_makeLayer->setEnabled(!running);
}

void NewLayerDialog::run() {
  const QString name = fromUtf8(into());
  JobOptions options;
  options.shown = true;
  options.onError = [this](const QString& sentence, const Error&) {
    setRunning(false);
    say(sentence, true);
  };
  options.onCancelled = [this] {
    setRunning(false);
    say(tr("Stopped; no layer was made."));
  };
  setRunning(true);
  say(tr("Working…"));
  m_job = m_session.task(
      windowTitle(),
      [file = toUtf8(m_session.city().file), make = work()](Progress& progress) {
        const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
        return make(city, progress);
      },
      this,
      [this, name](const NewLayerOutcome& outcome) {
        setRunning(false);
        m_session.lookNow();
        QString text = tr("Layer %1 made with %Ln feature(s)", nullptr, int(outcome.rows)).arg(name);
        if (outcome.vanished > 0)
          text += QStringLiteral(" · ") + tr("%Ln feature(s) vanished", nullptr, int(outcome.vanished));
        if (outcome.repaired > 0)
          text += QStringLiteral(" · ") + tr("%Ln invalid feature(s) repaired for it", nullptr, int(outcome.repaired));
        if (outcome.leftOut > 0)
          text += QStringLiteral(" · ") + tr("%Ln feature(s) took no part", nullptr, int(outcome.leftOut));
        if (outcome.setAside > 0) {
          text += QStringLiteral(" · ") +
                  tr("%Ln feature(s) could not be computed: see table %1", nullptr, int(outcome.setAside))
                      .arg(fromUtf8(outcome.table));
        }
        if (!outcome.finding.empty()) text += QLatin1Char('\n') + translated(outcome.finding);
        if (!outcome.balanced) text += QStringLiteral(" · ") + tr("what came out is not all that went in");
        m_into->setModified(false);  // the next one has another name
        say(text);
        Q_EMIT layerMade(name);
      },
      options);
}

}  // namespace gis::ui
