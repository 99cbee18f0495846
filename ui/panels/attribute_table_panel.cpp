#include "ui/panels/attribute_table_panel.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSignalBlocker>
#include <QToolBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/dialogs/add_column_dialog.h"
#include "ui/dialogs/calculate_dialog.h"
#include "ui/dialogs/column_statistics_dialog.h"
#include "ui/dialogs/columns_dialog.h"
#include "ui/dialogs/find_replace_dialog.h"
#include "ui/dialogs/paste_rows_dialog.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/models/commands.h"
#include "ui/models/field_domain.h"
#include "ui/models/shown_rows.h"
#include "ui/models/spreadsheet_text.h"
#include "ui/panels/domain_delegate.h"

namespace gis::ui {
namespace {

constexpr std::size_t kRowsCopied = 200'000;  // more rows than this belong into an export, not onto the clipboard

/// F2 edits the cell, as in every table; elsewhere in the window it renames the layer.
class EditKey : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_F2) {
      event->accept();
      return true;
    }
    return QObject::eventFilter(watched, event);
  }
};

constexpr std::size_t kRowsAtOnce = 20000;
constexpr std::size_t kRunsShown = 1000;

/// Which rows show the wanted fids (sorted), as runs from … to: a selection of all rows is one run, not a million.
AttributeTablePanel::Runs runsOf(const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& wanted) {
  AttributeTablePanel::Runs runs;
  auto next = wanted.begin();  // in a table in fid order the wanted ones come one after the other
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (next == wanted.end() || *next != rows[row]) next = std::lower_bound(wanted.begin(), wanted.end(), rows[row]);
    if (next == wanted.end() || *next != rows[row]) continue;
    ++next;
    const int at = static_cast<int>(row);
    if (!runs.empty() && runs.back().second == at - 1)
      runs.back().second = at;
    else
      runs.emplace_back(at, at);
  }
  return runs;
}

}  // namespace

AttributeTablePanel::AttributeTablePanel(CitySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new FeatureTableModel(session, this)) {
  setObjectName(QStringLiteral("attributeTablePanel"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_bar = new QToolBar(this);
  m_bar->setObjectName(QStringLiteral("tableToolBar"));
  m_bar->setIconSize({18, 18});
  m_layers = new QComboBox(this);
  m_layers->setObjectName(QStringLiteral("tableLayerBox"));
  m_layers->setMinimumContentsLength(14);
  m_layers->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  m_bar->addWidget(m_layers);
  // before the buttons: where the bar is too narrow, its end goes into a menu
  m_filter = new QLineEdit(this);
  m_filter->setObjectName(QStringLiteral("tableFilterEdit"));
  m_filter->setClearButtonEnabled(true);
  m_bar->addWidget(m_filter);
  makeActions();
  column->addWidget(m_bar);

  m_view = new QTableView(this);
  m_view->setObjectName(QStringLiteral("attributeTable"));
  m_view->setModel(m_model);
  m_view->installEventFilter(new EditKey(m_view));
  m_view->setItemDelegate(new DomainDelegate(*m_model, m_view));
  m_view->setSortingEnabled(true);
  m_view->sortByColumn(0, Qt::AscendingOrder);
  m_view->setAlternatingRowColors(true);
  m_view->setWordWrap(false);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setContextMenuPolicy(Qt::CustomContextMenu);
  m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 8);
  m_view->horizontalHeader()->setSectionsMovable(true);
  m_view->horizontalHeader()->setDefaultSectionSize(120);
  // A header asks each of a million rows whether its column is selected, at every paint. Ours has nothing to show
  // for the answer, so it is given a selection that is always empty.
  m_view->horizontalHeader()->setSelectionModel(new QItemSelectionModel(m_model, m_view));
  column->addWidget(m_view, 1);
  m_status = new QLabel(this);
  m_status->setObjectName(QStringLiteral("tableStatus"));
  m_status->setContentsMargins(6, 2, 6, 2);
  column->addWidget(m_status);

  connect(m_view, &QWidget::customContextMenuRequested, this, &AttributeTablePanel::showMenu);
  connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &AttributeTablePanel::tellSelection);
  connect(m_layers, &QComboBox::activated, this, [this](int row) { showLayer(m_layers->itemData(row).toString()); });
  connect(m_filter, &QLineEdit::returnPressed, this, [this] { m_model->setFilter(m_filter->text()); });
  connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
    if (text.isEmpty() && !m_model->filter().isEmpty()) m_model->setFilter({});
  });
  connect(m_model, &FeatureTableModel::loadingChanged, this, [this] {
    updateStatus();
    // Another order of the rows: what is selected on the map stays selected here.
    if (!m_model->isLoading() && !m_mapSelection.empty() && !m_onlySelected->isChecked()) moveToSelection(false);
  });
  connect(m_model, &QAbstractItemModel::modelReset, this, &AttributeTablePanel::updateStatus);
  connect(m_model, &QAbstractItemModel::rowsInserted, this, &AttributeTablePanel::updateStatus);
  const auto complain = [this](const QString& sentence) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
    m_status->setToolTip(sentence);
  };
  connect(m_model, &FeatureTableModel::filterRefused, this, complain);
  connect(m_model, &FeatureTableModel::editRefused, this, complain);
  connect(&session, &CitySession::layersChanged, this, &AttributeTablePanel::fillLayers);
  connect(&session, &CitySession::closed, this, &AttributeTablePanel::fillLayers);
  retranslate();
  fillLayers();
}

void AttributeTablePanel::makeActions() {
  const auto add = [this](const char* name, const char* icon) {
    auto* action = new QAction(commandIcon(icon), {}, this);
    action->setObjectName(QLatin1String(name));
    m_bar->addAction(action);
    return action;
  };
  m_onlySelected = add("tableOnlySelected", "filter");
  m_onlySelected->setCheckable(true);
  m_zoom = add("tableZoomToSelected", "zoom-selection");
  m_copy = add("tableCopy", "copy");
  m_replace = add("tableFindReplace", "find-replace");
  m_statistics = add("tableStatistics", "statistics");
  m_addColumn = add("tableAddColumn", "add-column");
  m_columns = add("tableColumns", "feature-form");
  m_calculate = add("tableCalculate", "calculate");
  m_paste = add("tablePasteRows", "paste-rows");
  m_remove = add("tableRemoveRows", "remove");
  m_reload = add("tableReload", "refresh");
  m_copy->setShortcut(QKeySequence::Copy);
  m_copy->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addAction(m_copy);
  connect(m_onlySelected, &QAction::toggled, this,
          [this](bool on) { m_model->setOnlyFids(on ? std::optional(m_mapSelection) : std::nullopt); });
  connect(m_zoom, &QAction::triggered, this, [this] { Q_EMIT zoomRequested(layerName(), selectedFids()); });
  connect(m_copy, &QAction::triggered, this, &AttributeTablePanel::copySelection);
  connect(m_remove, &QAction::triggered, this, &AttributeTablePanel::removeSelected);
  connect(m_reload, &QAction::triggered, m_model, &FeatureTableModel::reload);
  connect(m_replace, &QAction::triggered, this, [this] {
    if (m_model->layer() == nullptr) return;
    store::TableOrder shown = m_model->order();
    shown.where = shownRows(*m_model->layer(), shown.where);
    FindReplaceDialog::open(m_session, *m_model->layer(), shown, this);
  });
  connect(m_statistics, &QAction::triggered, this, &AttributeTablePanel::showStatistics);
  connect(m_addColumn, &QAction::triggered, this, &AttributeTablePanel::addColumn);
  connect(m_columns, &QAction::triggered, this, [this] { ColumnsDialog::open(m_session, layerName(), this); });
  connect(m_calculate, &QAction::triggered, this,
          [this] { CalculateDialog::open(m_session, *m_model->layer(), selectedFids(), this); });
  connect(m_paste, &QAction::triggered, this,
          [this] { PasteRowsDialog::open(m_session, *m_model->layer(), QApplication::clipboard()->text(), this); });
}

void AttributeTablePanel::showStatistics() {
  const int column = std::max(1, m_view->currentIndex().column());
  if (m_model->layer() != nullptr) {
    const QString shown = fromUtf8(shownRows(*m_model->layer(), toUtf8(m_model->filter())));
    ColumnStatisticsDialog::open(m_session, *m_model->layer(), column - 1, shown, this);
  }
}

void AttributeTablePanel::addColumn() {
  if (m_model->layer() != nullptr) AddColumnDialog::open(m_session, *m_model->layer(), this);
}

void AttributeTablePanel::retranslate() {
  setAccessibleName(tr("Attribute table"));
  m_bar->setWindowTitle(tr("Attribute table tools"));
  m_layers->setAccessibleName(tr("Layer of the table"));
  m_layers->setToolTip(tr("Layer of the table"));
  m_filter->setAccessibleName(tr("Filter of the table"));
  m_filter->setPlaceholderText(tr("Filter, e.g. \"area\" > 500 and \"name\" like '%road%' – press Enter"));
  m_view->setAccessibleName(tr("Rows of the layer"));
  m_status->setAccessibleName(tr("State of the table"));
  m_onlySelected->setText(tr("Selected features only"));
  m_zoom->setText(tr("Zoom to the selected rows"));
  m_copy->setText(tr("Copy the selected rows"));
  m_remove->setText(tr("Delete the selected rows"));
  m_replace->setText(tr("Find and replace…"));
  m_statistics->setText(tr("Column statistics…"));
  m_addColumn->setText(tr("Add a column…"));
  m_columns->setText(tr("Change columns…"));
  m_calculate->setText(tr("Calculate a column…"));
  m_paste->setText(tr("Paste rows…"));
  m_reload->setText(tr("Read the table again"));
  updateStatus();
}

void AttributeTablePanel::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    fillLayers();
    loadDomains();
  }
  QWidget::changeEvent(event);
}

void AttributeTablePanel::fillLayers() {
  const QString current = layerName();
  m_layers->clear();
  const auto layers = m_session.layers();
  for (auto layer = layers->rbegin(); layer != layers->rend(); ++layer) {
    m_layers->addItem(CitySession::layerTitle(*layer), fromUtf8(layer->name));
  }
  m_layers->setCurrentIndex(m_layers->findData(current));
  updateStatus();
}

void AttributeTablePanel::showLayer(const QString& name) {
  if (name == layerName() && !name.isEmpty()) return;
  m_filter->clear();
  m_onlySelected->setChecked(false);
  m_mapSelection.clear();
  m_scattered = false;
  m_model->setLayer(name);
  m_layers->setCurrentIndex(m_layers->findData(name));
  m_view->horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
  m_view->setColumnWidth(0, 80);
  loadDomains();
  Q_EMIT layerShown(name);
}

void AttributeTablePanel::showRows(const QString& name, std::vector<std::int64_t> fids) {
  showLayer(name);
  m_mapSelection = std::move(fids);
  const QSignalBlocker quiet(m_onlySelected);
  m_onlySelected->setChecked(true);
  m_model->setOnlyFids(m_mapSelection);
}

void AttributeTablePanel::loadDomains() {
  const store::LayerInfo* layer = m_model->layer();
  if (layer == nullptr) return;
  m_session.read(
      tr("Read the code tables"),
      [info = *layer](const store::CityDatabase& city, Progress&) {
        return std::pair(fieldTitles(info), fieldDomains(info, store::fieldRules(city.connection(), info.uid)));
      },
      this,
      [this, name = layerName()](auto words) {
        if (name != layerName()) return;
        m_model->setTitles(std::move(words.first));
        const bool chinese = isChinese();
        for (auto& [field, codes] : words.second) {
          std::vector<DomainValue> values;
          for (const CodedName& code : codes) values.push_back({code.code, chinese ? code.zh : code.en});
          m_model->setDomain(field, std::move(values));
        }
      });
}

std::vector<std::int64_t> AttributeTablePanel::selectedFids() const {
  if (m_scattered) return m_mapSelection;
  std::vector<std::int64_t> fids;
  for (const QItemSelectionRange& range : m_view->selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) {
      if (const auto fid = m_model->fidAt(row)) fids.push_back(*fid);
    }
  }
  if (!std::is_sorted(fids.begin(), fids.end())) std::sort(fids.begin(), fids.end());
  fids.erase(std::unique(fids.begin(), fids.end()), fids.end());
  return fids;
}

int AttributeTablePanel::selectedCount() const {
  if (m_scattered) return static_cast<int>(m_mapSelection.size());
  int rows = 0;  // whole rows are selected, so ranges never share one
  for (const QItemSelectionRange& range : m_view->selectionModel()->selection()) rows += range.height();
  return rows;
}

void AttributeTablePanel::tellSelection() {
  if (m_taking) return;
  m_scattered = false;
  m_mapSelection = selectedFids();
  updateStatus();
  Q_EMIT selectionRequested(layerName(), m_mapSelection);
}

void AttributeTablePanel::setSelection(const QString& layer, const std::vector<std::int64_t>& fids) {
  if (layer != layerName()) return;
  if (fids == m_mapSelection) return;
  m_mapSelection = fids;
  if (m_onlySelected->isChecked()) {
    m_model->setOnlyFids(fids);
    return;
  }
  moveToSelection(true);
}

void AttributeTablePanel::moveToSelection(bool scroll) {
  ++m_moving;
  const auto& fids = m_model->fids();
  if (m_model->isInFidOrder() || fids.size() < kRowsAtOnce) {
    showRuns(runsOf(fids, m_mapSelection), scroll);
    return;
  }
  // A table in another order is gone through by a worker: every row has to be looked up.
  m_session.read(
      tr("Selection"),
      [fids, wanted = m_mapSelection](const store::CityDatabase&, Progress&) { return runsOf(fids, wanted); }, this,
      [this, scroll, moving = m_moving](const Runs& runs) {
        if (moving == m_moving) showRuns(runs, scroll);
      });
}

void AttributeTablePanel::showRuns(const Runs& runs, bool scroll) {
  // Thousands of single rows are not shown as selected: Qt looks through all ranges for every cell it paints.
  m_scattered = runs.size() > kRunsShown;
  m_taking = true;
  QItemSelection selection;
  const int last = std::max(0, m_model->columnCount() - 1);
  if (!m_scattered) {
    for (const auto& [from, to] : runs) {
      if (to < m_model->rowCount())
        selection.append(QItemSelectionRange(m_model->index(from, 0), m_model->index(to, last)));
    }
  }
  m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
  if (scroll && !runs.empty() && runs.front().first < m_model->rowCount())
    m_view->scrollTo(m_model->index(runs.front().first, 0), QAbstractItemView::PositionAtCenter);
  m_taking = false;
  updateStatus();
}

void AttributeTablePanel::copySelection() {
  const store::LayerInfo* layer = m_model->layer();
  const std::vector<std::int64_t> fids = selectedFids();
  if (layer == nullptr || fids.empty()) return;
  if (fids.size() > kRowsCopied) {
    m_status->setText(tr("Too many rows for the clipboard (%L1): export them instead").arg(fids.size()));
    return;
  }
  store::FeatureRequest request;
  request.geometry = false;
  request.fids = fids;
  m_session.readLong(
      tr("Copy rows"),
      [info = *layer, request](const store::CityDatabase& city, Progress& progress) {
        SpreadsheetText text(info.fields);
        store::readFeatures(
            city.connection(), info, request,
            [&](store::Feature& feature) {
              text.add(feature);
              return true;
            },
            progress.token());
        return text;
      },
      this,
      [this, count = fids.size()](const SpreadsheetText& text) {
        auto* rows = new QMimeData;
        rows->setText(text.plain());
        rows->setHtml(text.html());
        QApplication::clipboard()->setMimeData(rows);
        m_status->setText(tr("%Ln row(s) copied", nullptr, static_cast<int>(count)));
      });
}

void AttributeTablePanel::removeSelected() {
  const store::LayerInfo* layer = m_model->layer();
  const std::vector<std::int64_t> fids = selectedFids();
  if (layer == nullptr || fids.empty() || m_session.isReadOnly()) return;
  store::EditCommand command;
  command.reason = GIS_TR("delete features");
  for (const std::int64_t fid : fids) command.rows.push_back({store::RowEdit::Kind::remove, layer->name, fid, {}, {}});
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) {
    m_status->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_session.applyEdit(
      tr("Delete rows"), std::move(command), this,
      [this, count = fids.size()](const store::EditResult&) {
        m_status->setText(tr("%Ln row(s) deleted; Ctrl+Z brings them back", nullptr, static_cast<int>(count)));
      },
      options);
}

void AttributeTablePanel::showMenu(const QPoint& place) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->setObjectName(QStringLiteral("tableMenu"));
  menu->addActions({m_zoom, m_copy, m_onlySelected});
  menu->addSeparator();
  menu->addActions({m_replace, m_statistics, m_addColumn, m_columns, m_calculate, m_paste});
  menu->addSeparator();
  menu->addAction(m_remove);
  menu->popup(m_view->viewport()->mapToGlobal(place));
}

void AttributeTablePanel::updateStatus() {
  const bool any = m_model->layer() != nullptr;
  const int selected = any ? selectedCount() : 0;
  for (QAction* action : {m_zoom, m_copy}) action->setEnabled(selected > 0);
  const bool changeable = any && !m_session.isReadOnly();
  const bool ruled = any && m_model->layer()->name == "city_incident";
  m_remove->setEnabled(selected > 0 && changeable && !ruled);
  for (QAction* action : {m_replace, m_calculate, m_paste}) action->setEnabled(changeable);
  for (QAction* action : {m_addColumn, m_columns}) action->setEnabled(changeable && !ruled);
  for (QAction* action : {m_statistics, m_onlySelected, m_reload}) action->setEnabled(any);
  if (!any) {
    m_status->setText(tr("No layer: choose one above"));
    return;
  }
  QString text = tr("%Ln row(s)", nullptr, m_model->rowCount());
  if (m_model->isLoading()) text += QStringLiteral(" · ") + tr("reading…");
  if (selected > 0) text += QStringLiteral(" · ") + tr("%L1 selected").arg(selected);
  if (m_scattered) text += QStringLiteral(" · ") + tr("scattered: “Selected features only” shows them together");
  m_status->setText(text);
}

}  // namespace gis::ui
