#include "ui/panels/find_box.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QListWidget>
#include <algorithm>
#include <map>

#include "ui/jobs/language.h"
#include "ui/panels/widgets.h"

namespace gis::ui {

namespace {

constexpr int kShown = 20;

/// A layer has a title in each language.
QString labelOf(const city::FindResult& result) {
  return fromUtf8(isChinese() || result.labelEn.empty() ? result.label : result.labelEn);
}

}  // namespace

FindBox::FindBox(CitySession& session, Commands& commands, QWidget* parent)
    : QLineEdit(parent), m_session(session), m_commands(commands), m_list(named(new QListWidget, "findResults")) {
  setObjectName(QStringLiteral("findBox"));
  setClearButtonEnabled(true);
  // A child of the window, not a window of its own: it takes no focus, so input methods stay with the field,
  // and no compositor has a say in where it stands.
  m_list->setParent(this);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setUniformItemSizes(true);
  m_list->hide();
  m_rebuild.setSingleShot(true);
  m_rebuild.setInterval(800);
  connect(&m_rebuild, &QTimer::timeout, this, &FindBox::rebuild);
  connect(this, &QLineEdit::textEdited, this, [this] {
    m_chooseWhenReady = false;
    search();
  });
  connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { choose(m_list->row(item)); });
  connect(&session, &CitySession::opened, this, [this] {
    m_index.reset();
    m_isAsked = m_session.city().asOf.isEmpty();
    rebuild();
  });
  connect(&session, &CitySession::closed, this, [this] {
    m_rebuild.stop();
    m_index.reset();
    showResults({});
    clear();
  });
  connect(&session, &CitySession::layersChanged, &m_rebuild, QOverload<>::of(&QTimer::start));
  connect(&session, &CitySession::dataChanged, &m_rebuild, QOverload<>::of(&QTimer::start));
  retranslate();
}

FindBox::~FindBox() {
  m_building.cancel();
}

std::vector<city::FindCommand> FindBox::commandNames() const {
  std::vector<city::FindCommand> names;
  for (const QAction* action : m_commands.actions()) {
    if (!m_commands.hasHandler(action->objectName())) continue;
    std::vector<std::string> called;
    for (const QString& name : m_commands.names(action->objectName())) called.push_back(toUtf8(name));
    if (!called.empty()) names.push_back({toUtf8(action->objectName()), std::move(called)});
  }
  return names;
}

void FindBox::rebuild() {
  // a city as of a date has no index on the disk, and is mostly looked at: it is made when somebody looks for something
  if (!m_session.isOpen() || !m_isAsked) return;
  m_building.cancel();
  m_building = m_session.readLong(
      tr("Index of Find"),
      [previous = m_index, commands = commandNames()](const store::CityDatabase& city, Progress& progress) {
        auto index = std::make_shared<city::FindIndex>(city::FindIndex::build(city, progress, previous.get()));
        index->setCommands(commands);
        return index;
      },
      this,
      [this](std::shared_ptr<city::FindIndex> index) {
        m_index = std::move(index);
        if (hasFocus() && !text().trimmed().isEmpty()) search();
      });
}

void FindBox::search() {
  const quint64 number = ++m_number;
  const std::string wanted = toUtf8(text());
  if (m_index == nullptr || text().trimmed().isEmpty()) {
    const bool waiting = m_chooseWhenReady && m_index == nullptr;  // Enter may be faster than the index
    showResults({});
    m_chooseWhenReady = waiting;
    if (!m_isAsked && !text().trimmed().isEmpty()) {
      m_isAsked = true;
      rebuild();
    }
    // The index of a large city takes a while after opening; the search starts by itself when it is there.
    if (m_session.isOpen() && !text().trimmed().isEmpty()) showNote(tr("Find is being prepared …"));
    return;
  }
  m_session.read(
      tr("Find"),
      [index = m_index, wanted](const store::CityDatabase& city, Progress&) {
        auto results = index->search(wanted, kShown);
        city::placeExactly(city, results);
        return results;
      },
      this,
      [this, number](std::vector<city::FindResult> results) {
        if (number == m_number) showResults(std::move(results));
      });
}

QString FindBox::kindText(const std::string& kind) {
  static const std::map<std::string, const char*> kTexts = {{"coordinate", QT_TR_NOOP("Coordinate")},
                                                            {"case", QT_TR_NOOP("Case")},
                                                            {"crossing", QT_TR_NOOP("Crossing")},
                                                            {"district", QT_TR_NOOP("District")},
                                                            {"subdistrict", QT_TR_NOOP("Subdistrict")},
                                                            {"community", QT_TR_NOOP("Community")},
                                                            {"road", QT_TR_NOOP("Road")},
                                                            {"poi", QT_TR_NOOP("Place")},
                                                            {"address", QT_TR_NOOP("Address")},
                                                            {"building", QT_TR_NOOP("Building")},
                                                            {"parcel", QT_TR_NOOP("Parcel")},
                                                            {"grid", QT_TR_NOOP("Unit grid")},
                                                            {"component", QT_TR_NOOP("Component")},
                                                            {"feature", QT_TR_NOOP("Feature")},
                                                            {"layer", QT_TR_NOOP("Layer")},
                                                            {"command", QT_TR_NOOP("Command")}};
  const auto found = kTexts.find(kind);
  return found == kTexts.end() ? fromUtf8(kind) : tr(found->second);
}

void FindBox::showResults(std::vector<city::FindResult> results) {
  m_results = std::move(results);
  m_list->clear();
  for (const city::FindResult& result : m_results) {
    m_list->addItem(labelOf(result) + QStringLiteral("    ") + kindText(result.kind));
  }
  if (m_results.empty() || !hasFocus()) {
    m_list->hide();
    if (m_results.empty() && m_index != nullptr && !text().trimmed().isEmpty()) showNote(tr("Nothing found"));
  } else {
    m_list->setCurrentRow(0);
    showList();
  }
  if (m_chooseWhenReady && !m_results.empty()) choose(0);
  m_chooseWhenReady = false;
}

/// A line in the place of the results that cannot be chosen.
void FindBox::showNote(const QString& note) {
  if (!hasFocus()) return;
  m_list->clear();
  auto* line = new QListWidgetItem(note, m_list);
  line->setFlags(Qt::NoItemFlags);
  showList();
}

void FindBox::showList() {
  const int height = m_list->sizeHintForRow(0) * m_list->count() + 2 * m_list->frameWidth();
  QWidget* top = window();
  if (m_list->parentWidget() != top) m_list->setParent(top);
  m_list->setFixedSize(std::clamp(width(), 380, std::max(380, top->width() - 20)), height);
  QPoint corner = mapTo(top, QPoint(width() - m_list->width(), this->height()));
  corner.setX(std::clamp(corner.x(), 0, std::max(0, top->width() - m_list->width())));
  m_list->move(corner);
  m_list->show();
  m_list->raise();
}

void FindBox::choose(int row) {
  if (row < 0 || row >= int(m_results.size())) return;
  const city::FindResult result = m_results[std::size_t(row)];
  m_list->hide();
  setText(labelOf(result));
  selectAll();
  Q_EMIT chosen(result);
}

void FindBox::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up: {
      if (m_results.empty()) break;
      m_list->show();
      const int step = event->key() == Qt::Key_Down ? 1 : -1;
      m_list->setCurrentRow((m_list->currentRow() + step + m_list->count()) % m_list->count());
      return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_list->isVisible() && !m_results.empty()) {
        choose(m_list->currentRow());
      } else {
        // Enter may be faster than the answer.
        m_chooseWhenReady = true;
        search();
      }
      return;
    case Qt::Key_Escape:
      if (m_list->isVisible()) {
        m_list->hide();
        return;
      }
      break;
    default: break;
  }
  QLineEdit::keyPressEvent(event);
}

void FindBox::focusInEvent(QFocusEvent* event) {
  QLineEdit::focusInEvent(event);
  selectAll();
}

void FindBox::focusOutEvent(QFocusEvent* event) {
  QLineEdit::focusOutEvent(event);
  if (event->reason() != Qt::PopupFocusReason) m_list->hide();
}

void FindBox::retranslate() {
  setPlaceholderText(tr("Find: road, address, parcel, case, coordinate, command"));
  setAccessibleName(tr("Find"));
  setToolTip(tr("Roads, crossings, door plates, places, parcels, grids, cases, coordinates, layers, commands"));
  m_list->setAccessibleName(tr("Results of Find"));
  if (m_session.isOpen()) m_rebuild.start();  // names of commands
}

void FindBox::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QLineEdit::changeEvent(event);
}

}  // namespace gis::ui
