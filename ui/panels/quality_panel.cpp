#include "ui/panels/quality_panel.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <set>

#include "gis_core/city/quality_sheets.h"
#include "ui/models/field_domain.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kScoreLayerRole = Qt::UserRole;      // of a row of scores
constexpr int kScoreCheckRole = Qt::UserRole + 1;  // its place in LayerQuality::checks
constexpr int kDecisionKeyRole = Qt::UserRole;     // of a row of decisions

QTreeWidget* decisionTree(const char* name) {
  auto* tree = named(new QTreeWidget, name);
  tree->setRootIsDecorated(false);
  tree->setAlternatingRowColors(true);
  tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
  return tree;
}

QString scoreText(const city::LayerQuality& quality) {
  const auto score = quality.score();
  return score ? QLocale().toString(*score, 'f', 1) : QStringLiteral("–");
}

}  // namespace

QualityPanel::QualityPanel(CitySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new QualityModel(this)) {
  setObjectName(QStringLiteral("qualityPanel"));
  build();
  connect(&session, &CitySession::layersChanged, this, &QualityPanel::fillLayers);
  connect(&session, &CitySession::opened, this, &QualityPanel::readDecisions);
  connect(&session, &CitySession::closed, this, [this] {
    m_checked.clear();
    m_running = false;
    fillScores();
    fillDecisions({});
    say({});
  });
  retranslate();
  fillLayers();
  changed();
}

void QualityPanel::build() {
  m_scopeTitle = new QLabel;
  m_scope = named(new QComboBox, "qualityScope");
  m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_scope->setMinimumContentsLength(14);
  m_check = named(new QPushButton, "qualityCheckButton");
  m_stop = named(new QPushButton, "qualityStopButton");
  m_fix = named(new QPushButton, "qualityFixButton");
  m_ignore = named(new QPushButton, "qualityIgnoreButton");
  m_export = named(new QPushButton, "qualityExportButton");
  m_note = named(new QPushButton, "qualityNoteButton");
  m_heed = named(new QPushButton, "qualityHeedButton");
  m_answer = named(new QPushButton, "qualityAnswerButton");
  m_close = named(new QPushButton, "qualityCloseButton");
  auto* exports = new QMenu(m_export);
  m_asSheet = exports->addAction(QString(), this, &QualityPanel::exportSheet);
  m_asSheet->setObjectName(QStringLiteral("qualityAsSheet"));
  m_asLayer = exports->addAction(QString(), this, &QualityPanel::exportLayer);
  m_asLayer->setObjectName(QStringLiteral("qualityAsLayer"));
  m_export->setMenu(exports);
  m_scores = named(new QTreeWidget, "qualityScores");
  m_scores->setAlternatingRowColors(true);
  m_list = named(new QTableView, "qualityList");
  m_list->setModel(m_model);
  m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_list->setAlternatingRowColors(true);
  m_list->setSortingEnabled(true);
  m_list->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  m_list->horizontalHeader()->setStretchLastSection(true);
  m_list->verticalHeader()->hide();
  m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
  m_ignored = decisionTree("qualityIgnored");
  m_notes = decisionTree("qualityNotes");
  m_notes->setSelectionMode(QAbstractItemView::SingleSelection);
  m_status = named(new QLabel, "qualityStatus");
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);

  auto* top = new QHBoxLayout;
  for (QWidget* one : std::initializer_list<QWidget*>{m_scopeTitle, m_scope, m_check, m_stop}) top->addWidget(one);
  top->addStretch();
  for (QWidget* one : {m_fix, m_ignore, m_export, m_note}) top->addWidget(one);
  auto* both = new QSplitter;
  both->addWidget(m_scores);
  both->addWidget(m_list);
  both->setStretchFactor(1, 1);
  both->setSizes({300, 700});
  m_tabs = named(new QTabWidget, "qualityTabs");
  m_tabs->addTab(both, QString());
  const auto page = [this](QWidget* tree, std::initializer_list<QPushButton*> buttons) {
    auto* widget = new QWidget;
    auto* rows = new QHBoxLayout(widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(tree, 1);
    auto* column = new QVBoxLayout;
    for (QPushButton* one : buttons) column->addWidget(one);
    column->addStretch();
    rows->addLayout(column);
    m_tabs->addTab(widget, QString());
  };
  page(m_ignored, {m_heed});
  page(m_notes, {m_answer, m_close});
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addLayout(top);
  all->addWidget(m_tabs, 1);
  all->addWidget(m_status);

  connect(m_check, &QPushButton::clicked, this, [this] { check(m_scope->currentData().toString()); });
  connect(m_stop, &QPushButton::clicked, this, [this] { m_job.cancel(); });
  connect(m_fix, &QPushButton::clicked, this, &QualityPanel::fix);
  connect(m_ignore, &QPushButton::clicked, this, &QualityPanel::askReason);
  connect(m_note, &QPushButton::clicked, this, &QualityPanel::makeNote);
  connect(m_heed, &QPushButton::clicked, this, &QualityPanel::heed);
  connect(m_answer, &QPushButton::clicked, this, [this] { answer(false); });
  connect(m_close, &QPushButton::clicked, this, [this] { answer(true); });
  connect(m_scores, &QTreeWidget::currentItemChanged, this, &QualityPanel::showChosen);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &QualityPanel::rowChosen);
  connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, &QualityPanel::changed);
  connect(m_ignored, &QTreeWidget::itemSelectionChanged, this, &QualityPanel::changed);
  connect(m_notes, &QTreeWidget::itemSelectionChanged, this, &QualityPanel::changed);
}

void QualityPanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QWidget::changeEvent(event);
}

void QualityPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  Q_EMIT shownChanged();
}

void QualityPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  Q_EMIT shownChanged();
}

void QualityPanel::retranslate() {
  m_scopeTitle->setText(tr("Check"));
  describe(m_scope, tr("Which layer is checked"));
  const auto button = [](QPushButton* one, const QString& text, const QString& tip) {
    one->setText(text);
    one->setAccessibleName(text);
    one->setToolTip(tip);
  };
  button(m_check, tr("Check now"), tr("Geometries, codes, values, duplicates, references and borders of layers"));
  button(m_stop, tr("Stop"), tr("Stop the check"));
  button(m_fix, tr("Repair"), tr("What needs no person, of the chosen findings or of all that are listed"));
  button(m_ignore, tr("Ignore…"), tr("The chosen findings, from now on and with a reason"));
  button(m_export, tr("Export"), tr("The findings as a spreadsheet or as a layer"));
  button(m_note, tr("Correction note…"), tr("The findings of one layer to the bureau that owns it"));
  button(m_heed, tr("Look again"), tr("Do not ignore the chosen findings any more"));
  button(m_answer, tr("Answer…"), tr("Write down what the bureau said"));
  button(m_close, tr("Done"), tr("The correction note is done"));
  m_asSheet->setText(tr("As a spreadsheet…"));
  m_asLayer->setText(tr("As a layer of points"));
  describe(m_scores, tr("Scores of layers and checks"));
  describe(m_list, tr("Findings"));
  describe(m_ignored, tr("Ignored findings"));
  describe(m_notes, tr("Correction notes"));
  m_tabs->setAccessibleName(tr("Findings"));
  m_status->setAccessibleName(tr("Result"));
  m_scores->setHeaderLabels({tr("Layer"), tr("Score"), tr("Findings")});
  m_scores->header()->resizeSection(0, 190);
  m_scores->header()->resizeSection(1, 60);
  m_ignored->setHeaderLabels({tr("Layer"), tr("Reason"), tr("By"), tr("Since"), tr("Number")});
  m_notes->setHeaderLabels({tr("Number"), tr("State"), tr("Layer"), tr("Bureau"), tr("Findings"), tr("Answer")});
  m_tabs->setTabText(0, tr("Findings"));
  fillLayers();
  fillScores();
  fillDecisions(m_decisions);
}

void QualityPanel::fillLayers() {
  const QString kept = m_scope->currentData().toString();
  m_scope->clear();
  m_scope->addItem(tr("All layers"), QString());
  for (const store::LayerInfo& one : *m_session.layers()) {
    if (one.name != "city_incident") m_scope->addItem(CitySession::layerTitle(one), fromUtf8(one.name));
  }
  m_scope->setCurrentIndex(std::max(0, m_scope->findData(kept)));
  changed();
}

void QualityPanel::changed() {
  const bool writable = m_session.isOpen() && !m_session.isReadOnly() && !m_running;
  const bool any = m_model->rowCount() > 0;
  m_scope->setEnabled(!m_running);
  m_check->setEnabled(m_session.isOpen() && !m_running);
  m_stop->setEnabled(m_running);
  m_fix->setEnabled(writable && any);
  m_ignore->setEnabled(writable && m_list->selectionModel()->hasSelection());
  m_export->setEnabled(m_session.isOpen() && !m_running && !m_checked.empty());
  m_asLayer->setEnabled(writable);
  m_note->setEnabled(writable && any && !layerOfList().isEmpty());
  m_heed->setEnabled(writable && !m_ignored->selectedItems().isEmpty());
  const QList<QTreeWidgetItem*> note = m_notes->selectedItems();
  const bool open = !note.isEmpty() && note.front()->data(1, kDecisionKeyRole).toString() != QLatin1String("closed");
  m_answer->setEnabled(writable && open);
  m_close->setEnabled(writable && open);
}

void QualityPanel::say(const QString& text, bool trouble) {
  m_status->setText(trouble ? QStringLiteral("⚠ ") + text : text);
  m_status->setVisible(!text.isEmpty());
}

/// The layer of all rows that are listed; empty when there are several.
QString QualityPanel::layerOfList() const {
  std::set<std::string> names;
  for (int row = 0; row < m_model->rowCount() && names.size() < 2; ++row) {
    names.insert(m_model->place(row).layer->quality.layer);
  }
  return names.size() == 1 ? fromUtf8(*names.begin()) : QString();
}

void QualityPanel::fillScores() {
  const QTreeWidgetItem* current = m_scores->currentItem();
  const QString keptLayer = current == nullptr ? QString() : current->data(0, kScoreLayerRole).toString();
  const QVariant keptCheck = current == nullptr ? QVariant() : current->data(0, kScoreCheckRole);
  const QSignalBlocker quiet(m_scores);
  m_scores->clear();
  const QLocale locale;
  qlonglong sum = 0;
  auto* all = new QTreeWidgetItem(m_scores, {tr("All layers")});
  for (const CheckedLayerPtr& one : m_checked) {
    auto* row = new QTreeWidgetItem(m_scores, {one->title, scoreText(one->quality)});
    row->setData(0, kScoreLayerRole, fromUtf8(one->quality.layer));
    row->setToolTip(0, fromUtf8(one->quality.layer));
    row->setToolTip(1, tr("%1 of %2 features with errors, %3 with warnings only")
                           .arg(locale.toString(qlonglong(one->quality.withErrors)),
                                locale.toString(qlonglong(one->quality.features)),
                                locale.toString(qlonglong(one->quality.withWarnings))));
    qlonglong findings = 0;
    for (std::size_t i = 0; i < one->quality.checks.size(); ++i) {
      const city::QualityCheck& check = one->quality.checks[i];
      findings += check.findings;
      QString title = translated(city::qualityCheckText(check.rule.check));
      if (check.field != "geometry") title = fieldTitle(fromUtf8(check.field)) + QStringLiteral(": ") + title;
      auto* line = new QTreeWidgetItem(row, {title, QString(), locale.toString(qlonglong(check.findings))});
      line->setData(0, kScoreLayerRole, fromUtf8(one->quality.layer));
      line->setData(0, kScoreCheckRole, qulonglong(i));
      line->setToolTip(0, title);
      line->setToolTip(2,
                       tr("%1 examined, %2 ignored")
                           .arg(locale.toString(qlonglong(check.examined)), locale.toString(qlonglong(check.ignored))));
      line->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
      if (fromUtf8(one->quality.layer) == keptLayer && keptCheck == line->data(0, kScoreCheckRole)) {
        row->setExpanded(true);
        m_scores->setCurrentItem(line);
      }
    }
    row->setText(2, locale.toString(findings));
    for (const int column : {1, 2}) row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    if (fromUtf8(one->quality.layer) == keptLayer && !keptCheck.isValid()) m_scores->setCurrentItem(row);
    sum += findings;
  }
  all->setText(2, locale.toString(sum));
  all->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
  all->setHidden(m_checked.empty());
  if (m_scores->currentItem() == nullptr) m_scores->setCurrentItem(all);
  showChosen();
}

void QualityPanel::showChosen() {
  const QTreeWidgetItem* item = m_scores->currentItem();
  const QString layer = item == nullptr ? QString() : item->data(0, kScoreLayerRole).toString();
  std::optional<city::QualityCheck> check;
  for (const CheckedLayerPtr& one : m_checked) {
    if (item == nullptr || !item->data(0, kScoreCheckRole).isValid() || fromUtf8(one->quality.layer) != layer) continue;
    check = one->quality.checks[std::size_t(item->data(0, kScoreCheckRole).toULongLong())];
  }
  m_list->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  m_model->show(m_checked, layer, check);
  m_list->setColumnHidden(QualityModel::layerColumn, !layer.isEmpty());
  changed();
  Q_EMIT findingsChanged();
}

void QualityPanel::rowChosen() {
  const int row = m_list->currentIndex().row();
  if (row < 0 || row >= m_model->rowCount()) return;
  const QualityModel::Place place = m_model->place(row);
  geom::Envelope box;
  const geom::Bytes& shape = place.layer->shapes[place.finding];
  if (!shape.empty()) box = geom::envelopeOf(shape);
  if (const auto at = place.layer->places[place.finding]) box.include(at->x, at->y);
  Q_EMIT findingChosen(fromUtf8(place.layer->quality.layer), place.what().fid, box);
}

void QualityPanel::fillDecisions(const Decisions& decisions) {
  m_decisions = decisions;
  m_ignored->clear();
  m_notes->clear();
  const auto title = [this](const std::string& layer) {
    const store::LayerInfo* info = m_session.layer(fromUtf8(layer));
    return info == nullptr ? fromUtf8(layer) : CitySession::layerTitle(*info);
  };
  for (const city::IgnoredFinding& one : m_decisions.ignored) {
    auto* row = new QTreeWidgetItem(m_ignored, {title(one.layer), fromUtf8(one.reason), fromUtf8(one.by),
                                                fromUtf8(one.at).left(10), fromUtf8(one.id)});
    row->setData(0, kDecisionKeyRole, fromUtf8(one.id));
    row->setToolTip(1, fromUtf8(one.reason));
  }
  for (const city::CorrectionNote& one : m_decisions.notes) {
    const QString state = one.state == "sent" ? tr("sent") : one.state == "answered" ? tr("answered") : tr("done");
    auto* row =
        new QTreeWidgetItem(m_notes, {fromUtf8(one.number), state, title(one.layer), fromUtf8(one.bureau),
                                      QLocale().toString(qlonglong(one.findings.size())), fromUtf8(one.answer)});
    row->setData(0, kDecisionKeyRole, fromUtf8(one.number));
    row->setData(1, kDecisionKeyRole, fromUtf8(one.state));
    row->setToolTip(5, fromUtf8(one.answer));
  }
  m_ignored->header()->resizeSection(1, 320);
  m_notes->header()->resizeSection(0, 130);
  const auto counted = [](const QString& text, std::size_t count) {
    return count == 0 ? text : QStringLiteral("%1 (%2)").arg(text).arg(count);
  };
  m_tabs->setTabText(1, counted(tr("Ignored"), m_decisions.ignored.size()));
  m_tabs->setTabText(2, counted(tr("Correction notes"), m_decisions.notes.size()));
  changed();
}

}  // namespace gis::ui
