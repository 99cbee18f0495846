#include "ui/panels/edit_feature.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

#include "gis_core/store/feature_edits.h"
#include "ui/canvas/shapes.h"
#include "ui/dialogs/coverage_refusal_dialog.h"
#include "ui/dialogs/feature_form.h"
#include "ui/jobs/translate.h"
#include "ui/map/pick.h"
#include "ui/panels/construction_box.h"
#include "ui/panels/main_window.h"
#include "ui/tools/draw_tool.h"
#include "ui/tools/reshape_tool.h"
#include "ui/tools/transform_tool.h"

namespace gis::ui {
namespace {

const QString kFreshOverlay = QStringLiteral("freshEdits");

/// Holds the tools of a window, and writes what they ask for. Lives as long as the window.
class HandEditing : public QObject {
 public:
  explicit HandEditing(MainWindow& window);

 private:
  enum class Purpose { feature, hole, part };

  void addDrawing(const char* command, const char* name, DrawTool::Shape shape);
  void addHoleAndPart();
  void addReshape();
  void addTransform(const char* command, const char* name, TransformTool::Kind kind);
  void addCommands();
  /// The current layer, when its features can be edited by hand: it is the user's, of the city's system, and writable.
  [[nodiscard]] const store::LayerInfo* editable(bool tell);
  [[nodiscard]] std::int64_t oneSelected();
  void toolChosen(Tool* tool);
  void drawn(DrawTool::Shape shape, const geom::Bytes& wkb);
  void cutOrAdd(Purpose purpose, const geom::Bytes& wkb);
  void replace(const ShapeEdit& edit, const char* reason, std::function<void(bool)> done);
  void transform(const QString& layer, const std::vector<std::int64_t>& fids, const Transformation& how);
  void openForm();
  /// A coverage may stand against an edit: then a picture and the repair are shown, else the sentence.
  void refused(const QString& text, const Error& error, CoverageRefusalDialog::Making making);
  /// Shows shapes over the map until the scene has them: an edit is on the screen with the next frame.
  void showFresh(std::vector<geom::Bytes> shapes);
  void warn(const QString& text) { m_window.say(MessageKind::warning, text); }
  void syncTransformTools();

  MainWindow& m_window;
  Snapper* m_snapper;
  ConstructionBox* m_box;
  ReshapeTool* m_reshape = nullptr;
  std::vector<TransformTool*> m_transforms;
  std::vector<DrawTool*> m_drawing;
  bool m_waiting = false;  ///< the fresh shapes wait for the scene that has them
};

HandEditing::HandEditing(MainWindow& window)
    : QObject(&window),
      m_window(window),
      m_snapper(new Snapper(this)),
      m_box(new ConstructionBox(window.settings(), &window.canvas())) {
  addDrawing("actionDrawPoint", "toolDrawPoint", DrawTool::Shape::point);
  addDrawing("actionDrawLine", "toolDrawLine", DrawTool::Shape::line);
  addDrawing("actionDrawPolygon", "toolDrawPolygon", DrawTool::Shape::polygon);
  addHoleAndPart();
  addReshape();
  addTransform("actionMoveFeatures", "toolMoveFeatures", TransformTool::Kind::move);
  addTransform("actionRotateFeatures", "toolRotateFeatures", TransformTool::Kind::turn);
  addCommands();
  connect(&window.canvas(), &MapCanvas::toolChanged, this, [this](Tool* tool) { toolChosen(tool); });
  connect(&window, &MainWindow::currentLayerChanged, this, [this] {
    syncTransformTools();
    m_reshape->setLayer(m_window.currentLayer());
  });
  connect(&window.selection(), &Selection::changed, this, [this] { syncTransformTools(); });
  connect(&window.document(), &MapDocument::sceneChanged, this, [this] {
    if (m_waiting && m_window.document().isCurrent()) {
      m_waiting = false;
      m_window.canvas().setOverlay(kFreshOverlay, {});
    }
    // after the canvas has taken the scene
    QMetaObject::invokeMethod(
        this, [this] { m_reshape->sceneChanged(); }, Qt::QueuedConnection);
  });
  connect(&window.session(), &CitySession::closed, this, [this] {
    m_waiting = false;
    m_window.canvas().setOverlay(kFreshOverlay, {});
  });
}

const store::LayerInfo* HandEditing::editable(bool tell) {
  const QString name = m_window.currentLayer();
  const store::LayerInfo* layer = name.isEmpty() ? nullptr : m_window.session().layer(name);
  QString why;
  if (layer == nullptr || !layer->geometryType)
    why = MainWindow::tr("Choose a layer of the map in the layer panel first.");
  else if (name.startsWith(QLatin1String("city_")))
    why = MainWindow::tr("Cases are logged with “Log an incident”, and moved in their form.");
  else if (layer->srid != m_window.session().city().srid)
    why = MainWindow::tr(
              "“%1” has another coordinate system than the map: import it into the city's system to draw in it.")
              .arg(CitySession::layerTitle(*layer));
  else if (m_window.session().isReadOnly())
    why = MainWindow::tr("This city can only be read.");
  if (why.isEmpty()) return layer;
  if (tell) warn(why);
  return nullptr;
}

void HandEditing::toolChosen(Tool* tool) {
  m_snapper->setTolerancePixels(m_window.settings().value(QStringLiteral("drawing/snapPixels"), 12).toInt());
  auto* draws = qobject_cast<DrawTool*>(tool);
  m_box->setGeographic(m_window.session().city().geographic);
  m_box->setTool(draws);
  const bool edits = draws != nullptr || tool == m_reshape || qobject_cast<TransformTool*>(tool) != nullptr;
  if (!edits) return;
  const store::LayerInfo* layer = editable(true);
  if (layer == nullptr) return;
  if (tool == m_reshape) {
    m_reshape->setLayer(m_window.currentLayer());
    if (const std::int64_t fid = oneSelected(); fid != 0) m_reshape->show(m_window.currentLayer(), fid);
  }
}

std::int64_t HandEditing::oneSelected() {
  const FidList fids = m_window.selection().fids(m_window.currentLayer());
  return fids->size() == 1 ? fids->front() : 0;
}

void HandEditing::addDrawing(const char* command, const char* name, DrawTool::Shape shape) {
  auto* tool = new DrawTool(shape, *m_snapper, QLatin1String(name), this);
  m_drawing.push_back(tool);
  connect(tool, &DrawTool::drawn, this, [this, shape](const geom::Bytes& wkb) { drawn(shape, wkb); });
  connect(tool, &DrawTool::givenUp, this, [this] { m_window.chooseTool({}); });
  m_window.addTool(QLatin1String(command), tool);
}

void HandEditing::drawn(DrawTool::Shape shape, const geom::Bytes& wkb) {
  const store::LayerInfo* layer = editable(true);
  if (layer == nullptr) return;
  const int dimension = layer->geometryType->dimension();
  if (dimension >= 0 && dimension != static_cast<int>(shape)) {
    warn(MainWindow::tr("“%1” holds other shapes than the one drawn. Choose a fitting layer and reopen the sketch.")
             .arg(CitySession::layerTitle(*layer)));
    return;
  }
  showFresh({wkb});
  m_waiting = false;  // the form is open first
  FeatureForm* form = FeatureForm::open(m_window.session(), m_window.currentLayer(), {}, wkb, &m_window);
  connect(form, &FeatureForm::saved, this, [this](const QString& where, const std::vector<std::int64_t>& fids) {
    m_waiting = true;
    m_window.selection().select(where, fids);
  });
  connect(form, &QDialog::rejected, this, [this] {
    m_window.canvas().setOverlay(kFreshOverlay, {});
    m_window.canvas().showHint(MainWindow::tr("Nothing was added; “Reopen” brings the sketch back"));
  });
  connect(form, &QDialog::finished, this, [this] { m_window.canvas().setFocus(); });
}

void HandEditing::addHoleAndPart() {
  const std::tuple<const char*, const char*, Purpose, DrawTool::Shape> all[] = {
      {"actionAddHole", "toolAddHole", Purpose::hole, DrawTool::Shape::polygon},
      {"actionAddPart", "toolAddPart", Purpose::part, DrawTool::Shape::polygon},
  };
  for (const auto& [command, name, purpose, shape] : all) {
    auto* tool = new DrawTool(shape, *m_snapper, QLatin1String(name), this);
    connect(tool, &DrawTool::drawn, this,
            [this, purpose = purpose](const geom::Bytes& wkb) { cutOrAdd(purpose, wkb); });
    connect(tool, &DrawTool::givenUp, this, [this] { m_window.chooseTool({}); });
    m_window.addTool(QLatin1String(command), tool);
  }
}

void HandEditing::cutOrAdd(Purpose purpose, const geom::Bytes& wkb) {
  const store::LayerInfo* layer = editable(true);
  const auto scene = m_window.document().scene();
  if (layer == nullptr || !scene) return;
  const std::int64_t fid = oneSelected();
  if (fid == 0) {
    warn(MainWindow::tr("Select the one feature that is meant first; “Reopen” brings the sketch back."));
    return;
  }
  ShapeEdit edit{m_window.currentLayer(), fid, geometryOf(*scene, layer->name, fid), {}};
  try {
    geom::EditableShape shape(edit.before);
    if (purpose == Purpose::part) {
      shape.addPart(wkb);
    } else {
      const geom::EditableShape drawnRing(wkb);
      std::vector<geom::MapPoint> ring;
      for (const geom::ShapeVertex& v : drawnRing.parts().front().rings.front()) ring.push_back({v.x, v.y});
      shape.addHole(ring);
    }
    edit.after = shape.wkb();
  } catch (const Error& error) {
    warn(sentence(error));
    return;
  }
  replace(edit, purpose == Purpose::hole ? GIS_TR("cut a hole") : GIS_TR("add a part"), {});
}

void HandEditing::addReshape() {
  m_reshape = new ReshapeTool(*m_snapper, QStringLiteral("toolReshape"), this);
  connect(m_reshape, &ReshapeTool::edited, this, [this](const ShapeEdit& edit) {
    replace(edit, GIS_TR("reshape"), [this](bool done) { m_reshape->written(done); });
  });
  connect(m_reshape, &ReshapeTool::refused, this, [this](const QString& text) { warn(text); });
  connect(m_reshape, &ReshapeTool::givenUp, this, [this] { m_window.chooseTool({}); });
  m_window.addTool(QStringLiteral("actionReshape"), m_reshape);
  m_window.commands().handle(QStringLiteral("actionRemoveRing"), this, [this] {
    if (m_window.canvas().tool() == m_reshape)
      m_reshape->removeRing();
    else
      warn(MainWindow::tr("Switch “Reshape” on and choose a vertex of the hole or the part."));
  });
}

void HandEditing::addTransform(const char* command, const char* name, TransformTool::Kind kind) {
  auto* tool = new TransformTool(kind, *m_snapper, QLatin1String(name), this);
  m_transforms.push_back(tool);
  connect(tool, &TransformTool::asked, this,
          [this](const QString& layer, const std::vector<std::int64_t>& fids, const Transformation& how) {
            transform(layer, fids, how);
          });
  connect(tool, &TransformTool::nothingHere, this, [this] {
    m_window.canvas().showHint(MainWindow::tr("Nothing of the current layer is here: select features, or click one"));
  });
  connect(tool, &TransformTool::givenUp, this, [this] { m_window.chooseTool({}); });
  m_window.addTool(QLatin1String(command), tool);
}

void HandEditing::syncTransformTools() {
  const QString layer = m_window.currentLayer();
  const bool fits = editable(false) != nullptr;
  for (TransformTool* tool : m_transforms) {
    tool->setFeatures(fits ? layer : QString(), fits ? m_window.selection().fids(layer) : FidList());
  }
}

void HandEditing::transform(const QString& layer, const std::vector<std::int64_t>& fids, const Transformation& how) {
  const auto scene = m_window.document().scene();
  const auto change = how.isTurn ? geom::turn(how.about, how.degrees) : geom::shift(how.east, how.north);
  std::vector<geom::Bytes> fresh;
  for (const std::int64_t fid : fids) {
    if (!scene || fresh.size() == 300) break;
    geom::Bytes wkb = geometryOf(*scene, toUtf8(layer), fid);
    if (wkb.empty()) continue;
    geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t count, int stride) {
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
        const geom::MapPoint to = change({xyzm[0], xyzm[1]});
        xyzm[0] = to.x;
        xyzm[1] = to.y;
      }
    });
    fresh.push_back(std::move(wkb));
  }
  showFresh(std::move(fresh));
  JobOptions options;
  options.shown = fids.size() > 1000;
  options.onError = [this, layer, fids, change](const QString& text, const Error& error) {
    m_window.canvas().setOverlay(kFreshOverlay, {});
    refused(text, error, [name = toUtf8(layer), fids, change](const store::CityDatabase& city) {
      const store::Connection& c = city.connection();
      return store::reshapeCommand(c, store::layerByName(c, name), fids,
                                   [&](geom::EditableShape& shape) { shape.transform(change); },
                                   store::InvalidShape::keep, {});
    });
  };
  const std::string reason = how.isTurn ? GIS_TR("rotate") : GIS_TR("move");
  m_window.session().write(
      how.isTurn ? MainWindow::tr("Rotate features") : MainWindow::tr("Move features"),
      [name = toUtf8(layer), fids, change, reason, actor = toUtf8(m_window.session().actor())](
          const store::CityDatabase& city, Progress& progress) {
        return store::reshapeFeatures(
            city, name, fids, [&](geom::EditableShape& shape) { shape.transform(change); }, store::InvalidShape::keep,
            reason, actor, progress);
      },
      this,
      [this](const store::EditResult& result) {
        Q_EMIT m_window.session().editApplied(result);
        m_window.session().lookNow();
      },
      options);
}

void HandEditing::replace(const ShapeEdit& edit, const char* reason, std::function<void(bool)> done) {
  showFresh({edit.after});
  JobOptions options;
  options.onError = [this, done, edit](const QString& text, const Error& error) {
    m_window.canvas().setOverlay(kFreshOverlay, {});
    if (done) done(false);
    refused(text, error, [edit](const store::CityDatabase& city) {
      return store::shapesCommand(city.connection(), toUtf8(edit.layer), {{edit.fid, edit.before, edit.after}},
                                  store::InvalidShape::refuse);
    });
  };
  m_window.session().write(
      MainWindow::tr("Change a shape"),
      [edit, reason = std::string(reason), actor = toUtf8(m_window.session().actor())](const store::CityDatabase& city,
                                                                                       Progress&) {
        return store::replaceShapes(city, toUtf8(edit.layer), {{edit.fid, edit.before, edit.after}},
                                    store::InvalidShape::refuse, reason, actor);
      },
      this,
      [this, done](const store::EditResult& result) {
        if (done) done(true);
        Q_EMIT m_window.session().editApplied(result);
        m_window.session().lookNow();
      },
      options);
}

void HandEditing::refused(const QString& text, const Error& error, CoverageRefusalDialog::Making making) {
  if (error.code() != ErrorCode::forbiddenStep) {
    warn(text);
    return;
  }
  CoverageRefusalDialog::explain(m_window.session(), text, std::move(making), &m_window, {},
                                 [this, text] { warn(text); });
}

void HandEditing::showFresh(std::vector<geom::Bytes> shapes) {
  m_waiting = true;
  const auto kept = std::make_shared<const std::vector<geom::Bytes>>(std::move(shapes));
  m_window.canvas().setOverlay(kFreshOverlay, [kept](QPainter& painter, const ToView& toView) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const geom::Bytes& wkb : *kept) {
      const Shape shape = shapeOf(wkb, toView);
      painter.setBrush(shape.area ? QBrush(QColor(0xff, 0x8c, 0x00, 60)) : QBrush(Qt::NoBrush));
      painter.setPen(QPen(QColor(0xd0, 0x6a, 0x00), 2));
      painter.drawPath(shape.path);
      painter.setBrush(QColor(0xff, 0x8c, 0x00));
      for (const QPointF& at : shape.points) painter.drawEllipse(at, 5, 5);
    }
    painter.restore();
  });
}

void HandEditing::openForm() {
  const QString layer = m_window.currentLayer();
  const FidList fids = m_window.selection().fids(layer);
  if (editable(true) == nullptr) return;
  if (fids->empty()) {
    warn(MainWindow::tr("Select one feature of the current layer or more first."));
    return;
  }
  FeatureForm::open(m_window.session(), layer, *fids, {}, &m_window);
}

void HandEditing::addCommands() {
  Commands& commands = m_window.commands();
  commands.handle(QStringLiteral("actionFeatureForm"), this, [this] { openForm(); });
  commands.handle(QStringLiteral("actionReopenSketch"), this, [this] {
    auto* tool = qobject_cast<DrawTool*>(m_window.canvas().tool());
    if (tool == nullptr || !tool->reopen()) warn(MainWindow::tr("There is no sketch to reopen with this tool."));
  });
  m_snapper->setOn(m_window.settings().value(QStringLiteral("drawing/snap"), true).toBool());
  commands.handleToggle(QStringLiteral("actionSnapping"), this, [this](bool on) {
    m_snapper->setOn(on);
    m_window.settings().setValue(QStringLiteral("drawing/snap"), on);
    m_window.canvas().showHint(on ? MainWindow::tr("Snapping is on") : MainWindow::tr("Snapping is off"));
    m_window.canvas().update();
  });
  commands.action(QStringLiteral("actionSnapping"))->setChecked(m_snapper->isOn());
}

}  // namespace

void addEditTools(MainWindow& window) {
  new HandEditing(window);
}

}  // namespace gis::ui
