#include "ui/dialogs/lineage_dialog.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QGraphicsRectItem>
#include <QGraphicsScene>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsView>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainterPath>
#include <QVBoxLayout>
#include <algorithm>
#include <set>

#include "ui/dialogs/dialog_texts.h"
#include "ui/models/parcel_texts.h"

namespace gis::ui {

namespace {

constexpr double kBoxWidth = 220, kBoxHeight = 46, kAcross = 150, kDown = 22;
constexpr int kFidRole = 0;
constexpr std::size_t kMostParcels = 400;  // a picture of more says nothing

}  // namespace

LineageDialog::LineageDialog(CitySession& session, std::int64_t fid, QWidget* parent)
    : QDialog(parent), m_session(session), m_fid(fid) {
  setObjectName(QStringLiteral("lineageDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Lineage of a parcel"));
  m_scene = new QGraphicsScene(this);
  m_view = named(new QGraphicsView(m_scene, this), "lineageView", tr("Lineage graph"));
  m_view->setRenderHint(QPainter::Antialiasing);
  m_view->setDragMode(QGraphicsView::ScrollHandDrag);
  m_view->viewport()->installEventFilter(this);
  m_note = named(new QLabel(this), "lineageNote", tr("Note"));
  m_note->setWordWrap(true);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Close);
  auto* all = new QVBoxLayout(this);
  all->addWidget(m_view, 1);
  all->addWidget(m_note);
  all->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_session, &CitySession::closed, this, &QDialog::reject);
  connect(&m_session, &CitySession::undoStateChanged, this, &LineageDialog::read);
  resize(820, 480);
  read();
}

void LineageDialog::read() {
  JobOptions job;
  job.onError = [this](const QString& sentence, const Error&) {
    m_scene->clear();
    m_note->setText(QStringLiteral("⚠ ") + sentence);
  };
  m_session.read(
      tr("Lineage"),
      [fid = m_fid](const store::CityDatabase& city, Progress&) {
        return city::parcelLineage(city, "#" + std::to_string(fid), kMostParcels);
      },
      this,
      [this](city::ParcelLineage lineage) {
        m_lineage = std::move(lineage);
        draw();
      },
      job);
}

void LineageDialog::draw() {
  m_scene->clear();
  m_columns.clear();
  // a parcel stands right of all its parents; nodes come parents first
  for (const city::ParcelNode& node : m_lineage.nodes) {
    int column = 0;
    for (const city::ParcelLink& link : m_lineage.links) {
      const auto parent = m_columns.find(link.parent);
      if (link.child == node.name && parent != m_columns.end()) column = std::max(column, parent->second + 1);
    }
    m_columns[node.name] = column;
  }
  std::map<int, int> rows;
  std::map<std::string, QRectF> boxes;
  const QColor text = palette().text().color();
  const QColor dim = palette().placeholderText().color();
  for (const city::ParcelNode& node : m_lineage.nodes) {
    const int column = m_columns[node.name];
    const QRectF box(column * (kBoxWidth + kAcross), rows[column]++ * (kBoxHeight + kDown), kBoxWidth, kBoxHeight);
    boxes[node.name] = box;
    const bool isWanted = node.name == m_lineage.name;
    auto* frame = m_scene->addRect(box, QPen(node.isCurrent ? text : dim, isWanted ? 3 : 1),
                                   node.isCurrent ? palette().base() : QBrush(QColor(0xd8, 0xd8, 0xd8)));
    frame->setData(kFidRole, node.isCurrent ? qlonglong(node.fid) : qlonglong(0));
    QString second = node.isCurrent ? tr("current") : tr("until %1").arg(parcelDay(node.endedAt));
    if (node.squareMetres) {
      second += QStringLiteral(" · ") + tr("%1 m²").arg(QLocale().toString(*node.squareMetres, 'f', 2));
    }
    const QString lines[] = {fromUtf8(node.code.empty() ? node.name : node.code), second};
    for (int i = 0; i < 2; ++i) {
      auto* label = m_scene->addSimpleText(lines[i]);
      label->setBrush(node.isCurrent ? text : QColor(0x50, 0x50, 0x50));
      label->setPos(box.left() + 8, box.top() + 5 + i * 18);
    }
  }
  std::set<std::string> told;
  for (const city::ParcelLink& link : m_lineage.links) {
    const auto from = boxes.find(link.parent);
    const auto to = boxes.find(link.child);
    if (from == boxes.end() || to == boxes.end()) continue;
    const QPointF a(from->second.right(), from->second.center().y());
    const QPointF b(to->second.left(), to->second.center().y());
    QPainterPath path(a);
    path.cubicTo(a + QPointF(kAcross / 2, 0), b - QPointF(kAcross / 2, 0), b);
    path.moveTo(b + QPointF(-7, -4));
    path.lineTo(b);
    path.lineTo(b + QPointF(-7, 4));
    m_scene->addPath(path, QPen(dim, 1.4))->setZValue(-1);
    if (!told.insert(link.tx).second) continue;
    for (const city::ParcelDeedEntry& deed : m_lineage.deeds) {
      if (deed.tx != link.tx) continue;
      auto* label =
          m_scene->addSimpleText(parcelOperationTitle(deed.operation) + QLatin1Char('\n') + parcelDay(deed.at));
      label->setBrush(text);
      const QRectF size = label->boundingRect();
      label->setPos((a.x() + b.x() - size.width()) / 2, (a.y() + b.y()) / 2 - size.height() - 2);
    }
  }
  m_scene->setSceneRect(m_scene->itemsBoundingRect().adjusted(-20, -20, 20, 20));
  if (const auto wanted = boxes.find(m_lineage.name); wanted != boxes.end()) m_wanted = wanted->second.center();
  fit();
  QString note = m_lineage.links.empty()
                     ? tr("This parcel was neither split nor merged since the city keeps its history.")
                     : tr("%1 parcels; retired ones are grey. A double click on a current one opens its card.")
                           .arg(m_lineage.nodes.size());
  if (m_lineage.nodes.size() >= kMostParcels) note += tr(" The nearest %1 are shown.").arg(kMostParcels);
  m_note->setText(note);
}

/// All of it, if it can still be read then; else the parcel that was asked for.
void LineageDialog::fit() {
  constexpr double kSmallest = 0.6;
  m_view->resetTransform();
  const QRectF all = m_scene->sceneRect();
  if (all.isEmpty()) return;
  const QSizeF room = m_view->viewport()->size();
  const double scale = std::min({1.0, room.width() / all.width(), room.height() / all.height()});
  if (scale >= kSmallest) {
    m_view->scale(scale, scale);
    m_view->centerOn(all.center());
  } else {
    m_view->centerOn(m_wanted);
  }
}

void LineageDialog::resizeEvent(QResizeEvent* event) {
  QDialog::resizeEvent(event);
  fit();
}

bool LineageDialog::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonDblClick) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    for (QGraphicsItem* item : m_view->items(mouse->pos())) {
      if (const qlonglong fid = item->data(kFidRole).toLongLong(); fid > 0) {
        Q_EMIT parcelWanted(QStringLiteral("#%1").arg(fid));
        return true;
      }
    }
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace gis::ui
