// Editing by hand in the whole window, with real mouse and key events.
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <nlohmann/json.hpp>

#include "app/desktop/play_driver.h"
#include "app/desktop/screenshot.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/fields.h"
#include "tests/ui/city_fixture.h"
#include "ui/canvas/change_picture.h"
#include "ui/dialogs/calculate_dialog.h"
#include "ui/dialogs/columns_dialog.h"
#include "ui/dialogs/coverage_refusal_dialog.h"
#include "ui/dialogs/feature_form.h"
#include "ui/dialogs/paste_rows_dialog.h"
#include "ui/dialogs/picture_field.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/pick.h"
#include "ui/tools/draw_tool.h"

namespace gis::ui {
namespace {

constexpr int kHandWaitsMs = 30000;

class HandEditTest : public WindowFixture {
 protected:
  /// What can be undone is read beside: the command is pressed when it may be.
  void undo() {
    QAction* action = m_window->commands().action(QStringLiteral("actionUndo"));
    ASSERT_TRUE(runUntil([&] { return action->isEnabled(); }, kHandWaitsMs));
    action->trigger();
  }
  void SetUp() override {
    WindowFixture::SetUp();
    m_window->setCurrentLayer(QStringLiteral("parcels"));
    m_city.emplace(store::CityDatabase::open(toUtf8(city()), store::OpenMode::readOnly));
  }
  nlohmann::json play(const QByteArray& lines) { return playLines(*m_window, lines, m_folder.path(), false); }
  [[nodiscard]] static QByteArray place(geom::MapPoint p) {
    return "map:" + QByteArray::number(p.x, 'f', 4) + ',' + QByteArray::number(p.y, 'f', 4);
  }
  [[nodiscard]] geom::MapPoint share(double x, double y) const {
    const geom::Envelope box = m_window->canvas().visibleExtent();
    return {box.minX + box.width() * x, box.minY + box.height() * y};
  }
  [[nodiscard]] static QByteArray line(const char* what, const QByteArray& target) {
    return QByteArray("{\"do\":\"") + what + "\",\"target\":\"" + target + "\"}\n";
  }
  [[nodiscard]] std::string value(const std::string& sql) const { return m_city->connection().textValue(sql); }
  [[nodiscard]] geom::Bytes shapeOf(std::int64_t fid) const {
    return store::featureByFid(m_city->connection(), store::layerByName(m_city->connection(), "parcels"), fid)->wkb;
  }
  template <typename Dialog>
  Dialog* dialog() {
    Dialog* found = nullptr;
    EXPECT_TRUE(runUntil(
        [&] {
          found = m_window->findChild<Dialog*>();
          return found != nullptr && found->isVisible();
        },
        kHandWaitsMs));
    return found;
  }
  void shot(const char* name) {
    const QString folder = qEnvironmentVariable("CITYDESK_SHOTS");
    if (!folder.isEmpty())
      m_window->grab().save(folder + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png"));
  }
  /// A parcel near the middle, shown large.
  std::int64_t zoomToParcel() {
    const auto found =
        fidsInBox(*m_window->document().scene(), "parcels",
                  geom::Envelope{share(0.5, 0.5).x, share(0.5, 0.5).y, share(0.5, 0.5).x, share(0.5, 0.5).y}.grown(
                      m_window->canvas().visibleExtent().width() / 20));
    const std::int64_t fid = found.at(0);
    m_window->canvas().showExtent(geom::envelopeOf(shapeOf(fid)).grown(40));
    settle();
    return fid;
  }
  std::optional<store::CityDatabase> m_city;
};

TEST_F(HandEditTest, DrawsAParcelByTypingFillsTheFormAndTakesItBack) {
  zoomToParcel();
  const std::string count = value("SELECT count(*) FROM parcels");
  const geom::MapPoint at = share(0.3, 0.3);
  auto result = play(line("click", "actionDrawPolygon") + line("click", place(at)) +
                     "{\"do\":\"type\",\"target\":\"constructionEdit\",\"text\":\"20<90\"}\n{\"do\":\"key\",\"text\":"
                     "\"Return\"}\n{\"do\":\"type\",\"target\":\"constructionEdit\",\"text\":\"10<l\"}\n{\"do\":"
                     "\"key\",\"text\":\"Return\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  shot("hand_sketch");
  result = play(line("click", "constructionEnd"));
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  auto* form = dialog<FeatureForm>();
  ASSERT_NE(form, nullptr);
  shot("hand_form");
  auto* field = form->findChild<QWidget*>(QStringLiteral("featureField_zddm"));
  ASSERT_NE(field, nullptr);
  if (auto* edit = qobject_cast<QLineEdit*>(field)) edit->setText(QStringLiteral("321001001001GB09999"));
  form->findChild<QPushButton*>(QStringLiteral("buttonOk"))->click();
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels"), std::to_string(std::stoi(count) + 1));
  EXPECT_EQ(value("SELECT round(ST_Area(geometry), 6) FROM parcels ORDER BY fid DESC LIMIT 1"), "100.0");
  EXPECT_EQ(m_window->selection().count(QStringLiteral("parcels")), 1U);
  shot("hand_drawn");
  undo();
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels"), count);
}

TEST_F(HandEditTest, AnEditRedrawsOnlyItsSurroundings) {
  const std::int64_t fid = zoomToParcel();
  std::vector<std::shared_ptr<const MapScene>> scenes{m_window->document().scene()};
  const QObject context;
  QObject::connect(&m_window->document(), &MapDocument::sceneChanged, &context, [&] {
    if (m_window->document().scene() != scenes.back()) scenes.push_back(m_window->document().scene());
  });
  store::EditCommand command;
  command.reason = "edit";
  command.rows.push_back({store::RowEdit::Kind::update, "parcels", fid, {}, {{"dlbm", std::string("11")}}});
  m_window->session().applyEdit(QStringLiteral("edit"), std::move(command), m_window.get(),
                                [](const store::EditResult&) {});
  ASSERT_TRUE(runUntil([&] { return scenes.size() > 1; }, kHandWaitsMs));
  settle();
  // whoever looks again and finds nothing new makes no new scene: all of the map would be drawn anew
  ASSERT_EQ(scenes.size(), 2U);
  EXPECT_EQ(scenes[1]->changedSince, scenes[0]->stamp);
  ASSERT_FALSE(scenes[1]->changed.empty());
  EXPECT_TRUE(scenes[1]->changed.front().intersects(geom::envelopeOf(shapeOf(fid))));
  EXPECT_EQ(scenes[1]->layer("parcels")->coverage, scenes[0]->layer("parcels")->coverage);
}

TEST_F(HandEditTest, ACancelledFormKeepsTheSketch) {
  zoomToParcel();
  const geom::MapPoint a = share(0.3, 0.3), b = share(0.4, 0.3), c = share(0.4, 0.4);
  auto result = play(line("click", "actionDrawPolygon") + line("click", place(a)) + line("click", place(b)) +
                     line("click", place(c)) + "{\"do\":\"key\",\"text\":\"Return\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  auto* form = dialog<FeatureForm>();
  ASSERT_NE(form, nullptr);
  form->findChild<QPushButton*>(QStringLiteral("buttonCancel"))->click();
  settle();
  auto* tool = qobject_cast<DrawTool*>(m_window->canvas().tool());
  ASSERT_NE(tool, nullptr);
  m_window->commands().action(QStringLiteral("actionReopenSketch"))->trigger();
  EXPECT_EQ(tool->places().size(), 3U);
}

TEST_F(HandEditTest, DragsAVertexAndUndoesIt) {
  const std::int64_t fid = zoomToParcel();
  const geom::Bytes before = shapeOf(fid);
  m_window->selection().select(QStringLiteral("parcels"), {fid});
  const geom::EditableShape shape(before);
  const geom::MapPoint corner = shape.vertex({0, 0, 0});
  const geom::Envelope box = geom::envelopeOf(before);
  // outwards, so that the shape stays valid
  const geom::MapPoint to{corner.x + (corner.x < box.centre().x ? -7 : 7),
                          corner.y + (corner.y < box.centre().y ? -6 : 6)};
  auto result =
      play("{\"do\":\"key\",\"text\":\"S\"}\n{\"do\":\"key\",\"text\":\"V\"}\n{\"do\":\"drag\",\"target\":\"" +
           place(corner) + "\",\"to\":\"" + place(to) + "\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  const geom::Bytes after = shapeOf(fid);
  ASSERT_NE(after, before);
  EXPECT_NEAR(geom::EditableShape(after).vertex({0, 0, 0}).x, to.x, 1);
  shot("hand_reshape");
  result = play("{\"do\":\"key\",\"text\":\"Ctrl+Z\"}\n{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  EXPECT_EQ(shapeOf(fid), before);
}

TEST_F(HandEditTest, MovesTheSelectionByDragging) {
  const std::int64_t fid = zoomToParcel();
  const geom::Bytes before = shapeOf(fid);
  m_window->selection().select(QStringLiteral("parcels"), {fid});
  const geom::MapPoint from = geom::envelopeOf(before).centre(), to{from.x + 15, from.y + 5};
  const auto result = play("{\"do\":\"key\",\"text\":\"M\"}\n{\"do\":\"drag\",\"target\":\"" + place(from) +
                           "\",\"to\":\"" + place(to) + "\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  EXPECT_NE(shapeOf(fid), before);
  EXPECT_NEAR(geom::area(shapeOf(fid)), geom::area(before), 1e-6);
}

TEST_F(HandEditTest, SwitchesSnappingWithS) {
  QAction* snap = m_window->commands().action(QStringLiteral("actionSnapping"));
  const bool before = snap->isChecked();
  m_window->canvas().setFocus();
  ASSERT_FALSE(play("{\"do\":\"key\",\"text\":\"S\"}\n").contains("error"));
  EXPECT_NE(snap->isChecked(), before);
}

TEST_F(HandEditTest, CalculatesWithAPreviewAndOneUndo) {
  const store::LayerInfo* layer = m_window->session().layer(QStringLiteral("parcels"));
  ASSERT_NE(layer, nullptr);
  const auto real = std::find_if(layer->fields.begin(), layer->fields.end(),
                                 [](const store::Field& f) { return f.type == store::FieldType::real; });
  ASSERT_NE(real, layer->fields.end());
  const std::string field = real->name;
  m_window->commands().action(QStringLiteral("actionCalculate"))->trigger();
  auto* calculate = dialog<CalculateDialog>();
  auto* fieldBox = calculate->findChild<QComboBox*>(QStringLiteral("calculateFieldBox"));
  fieldBox->setCurrentIndex(fieldBox->findData(fromUtf8(field)));
  auto* expression = calculate->findChild<QPlainTextEdit*>(QStringLiteral("calculateExpressionEdit"));
  auto* button = calculate->findChild<QPushButton*>(QStringLiteral("calculateButton"));
  expression->setPlainText(QStringLiteral("nothing + 1"));
  settle();
  EXPECT_FALSE(button->isEnabled());
  expression->setPlainText(QStringLiteral("round(ST_Area(geometry), 1) + 5"));
  ASSERT_TRUE(runUntil([&] { return button->isEnabled(); }, kHandWaitsMs));
  EXPECT_EQ(calculate->findChild<QTableWidget*>(QStringLiteral("calculateTable"))->rowCount(), 20);
  shot("hand_calculate");
  const std::string sum = "SELECT sum(\"" + field + "\") FROM parcels";
  const std::string before = value(sum);
  button->click();
  settle();
  EXPECT_TRUE(
      calculate->findChild<QLabel*>(QStringLiteral("calculateStatus"))->text().contains(QStringLiteral("Ctrl+Z")))
      << "what was done stays said while the next preview comes";
  EXPECT_NE(value(sum), before);
  EXPECT_EQ(value("SELECT count(*) FROM parcels WHERE \"" + field + "\" <> round(ST_Area(geometry), 1) + 5"), "0");
  undo();
  settle();
  EXPECT_EQ(value(sum), before);
}

TEST_F(HandEditTest, RenamesRulesAndDropsAColumn) {
  m_window->commands().action(QStringLiteral("actionColumns"))->trigger();
  auto* columns = dialog<ColumnsDialog>();
  auto* list = columns->findChild<QListWidget*>(QStringLiteral("columnsList"));
  ASSERT_TRUE(runUntil([&] { return list->count() > 2; }, kHandWaitsMs));
  const QString last = list->item(list->count() - 1)->text();
  list->setCurrentRow(list->count() - 1);
  columns->findChild<QLineEdit*>(QStringLiteral("columnNameEdit"))->setText(QStringLiteral("备注二"));
  columns->findChild<QPlainTextEdit*>(QStringLiteral("columnValuesEdit"))->setPlainText(QStringLiteral("1=甲\n2=乙"));
  auto* apply = columns->findChild<QPushButton*>(QStringLiteral("columnApplyButton"));
  ASSERT_TRUE(apply->isEnabled());
  shot("hand_columns");
  apply->click();
  settle();
  const store::LayerInfo layer = store::layerByName(m_city->connection(), "parcels");
  EXPECT_EQ(layer.fields.back().name, "备注二");
  const store::FieldRules rules = store::fieldRules(m_city->connection(), layer.uid);
  ASSERT_EQ(rules.count("备注二"), 1U);
  EXPECT_EQ(rules.at("备注二").values.size(), 2U);
  ASSERT_TRUE(runUntil(
      [&] { return list->currentItem() != nullptr && list->currentItem()->text() == QStringLiteral("备注二"); },
      kHandWaitsMs));
  auto* drop = columns->findChild<QPushButton*>(QStringLiteral("columnDropButton"));
  drop->click();
  settle();
  EXPECT_EQ(store::layerByName(m_city->connection(), "parcels").fields.size(), layer.fields.size()) << "first it tells";
  drop->click();
  settle();
  EXPECT_EQ(store::layerByName(m_city->connection(), "parcels").fields.size(), layer.fields.size() - 1);
  for (int i = 0; i < 3; ++i) {
    undo();
    settle();
  }
  EXPECT_EQ(fromUtf8(store::layerByName(m_city->connection(), "parcels").fields.back().name), last);
}

TEST_F(HandEditTest, AFormShowsAndTakesPictures) {
  {
    auto writer = store::CityDatabase::open(toUtf8(city()));
    store::Field photo;
    photo.name = "photo";
    photo.type = store::FieldType::blob;
    store::addField(writer, "parcels", photo, {}, "clerk", {});
  }
  settle();
  const QString file = path("corner.png"), none = path("none.png");
  QImage corner(640, 480, QImage::Format_RGB32);
  corner.fill(Qt::green);
  ASSERT_TRUE(corner.save(file));
  QFile text(none);
  ASSERT_TRUE(text.open(QIODevice::WriteOnly));
  text.write("no picture at all");
  text.close();
  const auto openForm = [&] {
    FeatureForm::open(m_window->session(), QStringLiteral("parcels"), {5}, {}, m_window.get());
    return dialog<FeatureForm>();
  };
  FeatureForm* form = openForm();
  auto* picture = form->findChild<PictureField*>(QStringLiteral("featureField_photo"));
  ASSERT_NE(picture, nullptr);
  auto* shown = picture->findChild<QLabel*>(QStringLiteral("pictureShown"));
  picture->takeFile(none);
  ASSERT_TRUE(runUntil([&] { return shown->text().startsWith(QStringLiteral("⚠")); }, kHandWaitsMs));
  EXPECT_FALSE(picture->isChanged());
  picture->takeFile(file);
  ASSERT_TRUE(runUntil([&] { return picture->isChanged(); }, kHandWaitsMs));
  EXPECT_EQ(shown->pixmap(Qt::ReturnByValue).width(), 200);
  if (const QString folder = qEnvironmentVariable("CITYDESK_SHOTS"); !folder.isEmpty())
    form->grab().save(folder + QStringLiteral("/hand_picture.png"));
  form->findChild<QPushButton*>(QStringLiteral("buttonOk"))->click();
  settle();
  EXPECT_EQ(value("SELECT length(photo) FROM parcels WHERE fid = 5"), std::to_string(QFileInfo(file).size()));

  ASSERT_TRUE(runUntil([&] { return m_window->findChild<FeatureForm*>() == nullptr; }, kHandWaitsMs));
  form = openForm();
  shown = form->findChild<QLabel*>(QStringLiteral("pictureShown"));
  ASSERT_TRUE(runUntil([&] { return !shown->pixmap(Qt::ReturnByValue).isNull(); }, kHandWaitsMs)) << "it is kept";
  form->findChild<QPushButton*>(QStringLiteral("pictureRemove"))->click();
  form->findChild<QPushButton*>(QStringLiteral("buttonOk"))->click();
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels WHERE photo IS NOT NULL"), "0");
  undo();
  settle();
  EXPECT_EQ(value("SELECT length(photo) FROM parcels WHERE fid = 5"), std::to_string(QFileInfo(file).size()));
}

TEST_F(HandEditTest, PastesRowsByKey) {
  const std::string code = value("SELECT zddm FROM parcels WHERE fid = 5");
  const store::LayerInfo layer = store::layerByName(m_city->connection(), "parcels");
  const auto text = std::find_if(layer.fields.begin(), layer.fields.end(), [](const store::Field& f) {
    return f.type == store::FieldType::text && f.name != "zddm";
  });
  ASSERT_NE(text, layer.fields.end());
  PasteRowsDialog::open(m_window->session(), layer,
                        fromUtf8("zddm\t" + text->name + "\n" + code + "\t改\n321001001001GB08888\t新\n"),
                        m_window.get());
  auto* paste = dialog<PasteRowsDialog>();
  auto* key = paste->findChild<QComboBox*>(QStringLiteral("pasteRowsKeyBox"));
  key->setCurrentIndex(key->findData(QStringLiteral("zddm")));
  auto* button = paste->findChild<QPushButton*>(QStringLiteral("pasteRowsButton"));
  ASSERT_TRUE(runUntil([&] { return button->isEnabled(); }, kHandWaitsMs))
      << paste->findChild<QLabel*>(QStringLiteral("pasteRowsStatus"))->text().toStdString();
  shot("hand_paste");
  button->click();
  settle();
  EXPECT_EQ(value("SELECT \"" + text->name + "\" FROM parcels WHERE fid = 5"), "改");
  EXPECT_EQ(value("SELECT count(*) FROM parcels WHERE zddm = '321001001001GB08888'"), "1");
  undo();
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels WHERE zddm = '321001001001GB08888'"), "0");
}

/// Parcels of the sample, marked as coverage, edited by hand.
class HandCoverageTest : public HandEditTest {
 protected:
  void SetUp() override {
    HandEditTest::SetUp();
    const auto writer = store::CityDatabase::open(toUtf8(city()));
    store::setCoverage(writer.connection(), "parcels", store::CoverageRule{});
  }
  /// Another parcel that has this vertex, or 0.
  [[nodiscard]] std::int64_t sharer(std::int64_t but, geom::MapPoint vertex) const {
    store::FeatureRequest request;
    geom::Envelope box;
    box.include(vertex.x, vertex.y);
    request.box = box.grown(0.01);
    std::int64_t found = 0;
    store::readFeatures(m_city->connection(), store::layerByName(m_city->connection(), "parcels"), request,
                        [&](store::Feature& feature) {
                          const auto near = geom::nearestVertex(geom::EditableShape(feature.wkb), vertex);
                          if (feature.fid != but && near && near->distance == 0) found = feature.fid;
                          return true;
                        });
    return found;
  }
};

TEST_F(HandCoverageTest, ASharedVertexIsDraggedForBothNeighbours) {
  const std::int64_t fid = zoomToParcel();
  const geom::EditableShape shape(shapeOf(fid));
  geom::MapPoint corner{};
  std::int64_t other = 0;
  for (std::size_t v = 0; other == 0 && v < shape.parts()[0].rings[0].size(); ++v) {
    corner = shape.vertex({0, 0, v});
    other = sharer(fid, corner);
  }
  ASSERT_NE(other, 0);
  m_window->selection().select(QStringLiteral("parcels"), {fid});
  const double before = geom::area(shapeOf(fid)) + geom::area(shapeOf(other));
  const geom::MapPoint middle = geom::envelopeOf(shapeOf(fid)).centre();
  const double far = std::hypot(corner.x - middle.x, corner.y - middle.y);
  const geom::MapPoint to{corner.x + (middle.x - corner.x) / far * 2, corner.y + (middle.y - corner.y) / far * 2};
  auto result =
      play("{\"do\":\"key\",\"text\":\"S\"}\n{\"do\":\"key\",\"text\":\"V\"}\n{\"do\":\"drag\",\"target\":\"" +
           place(corner) + "\",\"to\":\"" + place(to) + "\"}\n{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  const auto moved = geom::nearestVertex(geom::EditableShape(shapeOf(fid)), to);
  ASSERT_LT(moved->distance, 1);
  const geom::MapPoint now = geom::EditableShape(shapeOf(fid)).vertex(moved->at);
  EXPECT_NE(now, corner);
  EXPECT_NE(sharer(fid, now), 0) << "the same bits on both sides";
  EXPECT_EQ(sharer(fid, corner), 0);
  undo();
  settle();
  EXPECT_EQ(geom::area(shapeOf(fid)) + geom::area(shapeOf(other)), before);
}

TEST_F(HandCoverageTest, AnOverlapIsShownAndRepaired) {
  const std::int64_t fid = zoomToParcel();
  const std::string count = value("SELECT count(*) FROM parcels");
  const geom::EditableShape before(shapeOf(fid));
  const double area = geom::area(shapeOf(fid));
  // over everything that lies there: only what is free can stay
  QByteArray lines = line("click", "actionDrawPolygon");
  for (const geom::MapPoint p : {share(0.05, 0.1), share(0.45, 0.1), share(0.45, 0.6), share(0.05, 0.6)})
    lines += "{\"do\":\"click\",\"target\":\"" + place(p) + "\",\"modifiers\":\"Alt\"}\n";
  auto result = play(lines + "{\"do\":\"key\",\"text\":\"Return\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  ASSERT_NE(dialog<FeatureForm>(), nullptr);
  result = play("{\"do\":\"type\",\"target\":\"featureField_zddm\",\"text\":\"321001001001GB09998\"}\n" +
                line("click", "buttonOk") + "{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  auto* refusal = dialog<CoverageRefusalDialog>();
  ASSERT_NE(refusal, nullptr);
  EXPECT_EQ(value("SELECT count(*) FROM parcels"), count) << "nothing is written before the person agrees";
  const auto& layers = refusal->findChild<ChangePicture*>(QStringLiteral("coveragePicture"))->layers();
  EXPECT_GE(layers.size(), 3U) << "what was drawn, the repair, what is wrong";
  if (const QString folder = qEnvironmentVariable("CITYDESK_SHOTS"); !folder.isEmpty())
    refusal->grab().save(folder + QStringLiteral("/coverage_refusal.png"));
  result = play(line("click", "coverageRepairButton") + "{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels"), std::to_string(std::stoi(count) + 1));
  // nothing is cut off or moved; a vertex that the new parcel has on their border may lie beside it by a rounding
  const geom::EditableShape after(shapeOf(fid));
  for (std::size_t v = 0; v < before.parts()[0].rings[0].size(); ++v)
    EXPECT_EQ(geom::nearestVertex(after, before.vertex({0, 0, v}))->distance, 0) << v;
  EXPECT_NEAR(geom::area(shapeOf(fid)), area, 1e-6);
  undo();
  settle();
  EXPECT_EQ(value("SELECT count(*) FROM parcels"), count);
}

TEST_F(HandEditTest, ShiftDelTakesTheWholeHoleAway) {
  const std::int64_t fid = zoomToParcel();
  m_window->selection().select(QStringLiteral("parcels"), {fid});
  const geom::Bytes before = shapeOf(fid);
  const geom::MapPoint c = geom::interiorPoint(before);
  QByteArray lines = "{\"do\":\"key\",\"text\":\"H\"}\n";
  const geom::MapPoint hole[] = {{c.x - 1, c.y - 1}, {c.x + 1, c.y - 1}, {c.x, c.y + 1}};
  for (const geom::MapPoint p : hole)
    lines += "{\"do\":\"click\",\"target\":\"" + place(p) + "\",\"modifiers\":\"Alt\"}\n";
  auto result = play(lines + "{\"do\":\"key\",\"text\":\"Return\"}\n{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  const geom::EditableShape cut(shapeOf(fid));
  ASSERT_EQ(cut.parts()[0].rings.size(), 2U);
  const geom::MapPoint vertex = cut.vertex({0, 1, 0});
  result = play("{\"do\":\"key\",\"text\":\"V\"}\n" + line("click", place(vertex)) +
                "{\"do\":\"key\",\"text\":\"Shift+Del\"}\n{\"do\":\"wait\",\"text\":\"idle\"}\n");
  ASSERT_FALSE(result.contains("error")) << result.dump(1);
  settle();
  EXPECT_EQ(shapeOf(fid), before) << "not a vertex of it alone";
}

}  // namespace
}  // namespace gis::ui
