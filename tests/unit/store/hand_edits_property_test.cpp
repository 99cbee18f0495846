// Undo of what was done gives back what was, whatever was done, over closing and opening.
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/field_changes.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using Kind = RowEdit::Kind;

class HandEditsTest : public ScratchCity {
 protected:
  std::mt19937 m_random{20261126};

  [[nodiscard]] int upTo(int most) { return static_cast<int>(m_random() % static_cast<unsigned>(most + 1)); }
  [[nodiscard]] LayerInfo layer() const { return layerByName(c(), "plots"); }

  /// Everything of the layer that an edit can change.
  [[nodiscard]] std::string picture() const {
    const LayerInfo info = layer();
    std::string list = "fid || ':' || coalesce(hex(geometry), '-')";
    std::string text;
    for (const Field& field : info.fields) {
      const std::string name = quotedName(field.name);
      list += " || ',' || typeof(" + name + ") || coalesce(" + name + ", '-')";
      text += field.name + fieldTypeName(field.type) + ";";
    }
    for (const auto& [name, rule] : fieldRules(c(), info.uid)) text += name + rule.least + (rule.required ? "!;" : ";");
    return text + std::to_string(info.count) + "|" +
           one("SELECT group_concat(row, ';') FROM (SELECT " + list + " AS row FROM plots ORDER BY fid)");
  }

  [[nodiscard]] std::vector<std::int64_t> fids() const { return chosenFids(c(), layer(), {}, "", {}); }
  [[nodiscard]] std::int64_t anyFid() {
    const auto all = fids();
    return all.empty() ? 0 : all[m_random() % all.size()];
  }
  [[nodiscard]] std::string anyField() {
    const LayerInfo info = layer();
    return info.fields.empty() ? "" : info.fields[m_random() % info.fields.size()].name;
  }
  Value anyValue(FieldType type) {
    if (upTo(5) == 0) return {};
    if (type == FieldType::integer) return std::int64_t{upTo(1000)};
    if (type == FieldType::real) return upTo(1000) / 8.0;
    return std::string(upTo(1) == 0 ? "甲" : "7") + std::to_string(upTo(99));
  }
  [[nodiscard]] geom::Bytes anySquare() {
    geom::Envelope box;
    const double x = 445000 + upTo(2000), y = 3585000 + upTo(2000);
    box.include(x, y);
    box.include(x + 1 + upTo(20), y + 1 + upTo(20));
    return geom::boxWkb(box);
  }

  void reshape(const std::function<void(geom::EditableShape&)>& change) {
    std::vector<std::int64_t> some;
    for (int i = 0; i <= upTo(2); ++i) {
      if (const std::int64_t fid = anyFid(); fid != 0) some.push_back(fid);
    }
    EditCommand command =
        reshapeCommand(c(), layer(), chosenFids(c(), layer(), some, "", {}), change, InvalidShape::keep, {});
    if (!command.rows.empty()) (void)apply(m_city, command);
  }

  /// One edit of any kind; false when there was nothing to edit or it was refused.
  void editAnything() {
    const int kind = upTo(15);
    switch (kind) {
      case 0:
      case 1: {
        ColumnValues values;
        for (const Field& field : layer().fields) values.emplace_back(field.name, anyValue(field.type));
        if (upTo(9) > 0) values.emplace_back("geometry", anySquare());
        (void)apply(m_city, {{{Kind::insert, "plots", 0, "", values}}, "", "", ""});
        break;
      }
      case 2:
        if (fids().size() > 5) (void)apply(m_city, removeCommand(layer(), {anyFid()}));
        break;
      case 3:
      case 4:
        if (const std::string name = anyField(); !name.empty()) {
          const FieldType type = requireField(layer(), name).type;
          (void)apply(m_city, {{{Kind::update, "plots", anyFid(), "", {{name, anyValue(type)}}}}, "", "", ""});
        }
        break;
      case 5: reshape([&](geom::EditableShape& s) { s.transform(geom::shift(upTo(9) - 4.5, upTo(9))); }); break;
      case 6: reshape([&](geom::EditableShape& s) { s.transform(geom::turn({445000, 3585000}, upTo(359))); }); break;
      case 7:
        reshape([&](geom::EditableShape& s) { s.insertVertex({0, 0, 1}, {445000.0 + upTo(99), 3585000}); });
        break;
      case 8: reshape([&](geom::EditableShape& s) { s.moveVertex({0, 0, 0}, {445000.0 + upTo(99), 3585007}); }); break;
      case 9: reshape([&](geom::EditableShape& s) { s.removeVertex({0, 0, 0}); }); break;
      case 10: reshape([&](geom::EditableShape& s) { s.addPart(anySquare()); }); break;
      case 11:
        reshape([&](geom::EditableShape& s) {
          const geom::MapPoint at = s.vertex({0, 0, 0});
          const geom::MapPoint hole[] = {at, {at.x + 0.25, at.y + 0.5}, {at.x + 0.5, at.y + 0.25}};
          s.addHole(hole);
        });
        break;
      case 12: columnEdit(); break;
      case 13: (void)calculateField(m_city, {"plots", anyField(), "fid * 3 % 17", "fid % 3 = 1", {}}, "", ""); break;
      case 14:
        if (const std::string name = anyField(); !name.empty() && requireField(layer(), name).type == FieldType::real) {
          setFieldRule(m_city, "plots", name,
                       {.required = false, .least = std::to_string(-upTo(3)), .most = {}, .values = {}}, "");
        }
        break;
      default: reshape([&](geom::EditableShape& s) { s.removePart(1); }); break;
    }
  }

  void columnEdit() {
    const std::string name = anyField();
    switch (upTo(3)) {
      case 0:
        addField(m_city, "plots", {"列" + std::to_string(m_next++), FieldType::integer}, "fid + 1", "", {});
        break;
      case 1: renameField(m_city, "plots", name, "名" + std::to_string(m_next++), ""); break;
      case 2: {
        const FieldType types[] = {FieldType::integer, FieldType::real, FieldType::text, FieldType::date};
        retypeField(m_city, "plots", name, types[upTo(3)], true, "");
        break;
      }
      default:
        if (layer().fields.size() > 2) dropField(m_city, "plots", name, true, "");
    }
  }
  int m_next = 0;
};

TEST_F(HandEditsTest, UndoTakesBackThousandsOfEditsOfEveryKindAcrossReopenings) {
  loadSquares("plots", 12);
  std::vector<std::string> pictures{picture()};
  int refused = 0;
  const auto now = [&] { return undoState(m_city).undoTx; };
  const auto edit = [&] {
    const std::string before = now();
    try {
      editAnything();
    } catch (const Error& error) {
      ++refused;
      ASSERT_EQ(picture(), pictures.back()) << error.sentence();
      ASSERT_EQ(now(), before);
      return;
    }
    if (now() != before) {
      pictures.push_back(picture());
    } else {
      ASSERT_EQ(picture(), pictures.back());
    }
  };
  int edits = 0;
  const char* more = std::getenv("CITYDESK_EDITS");  // 10000 for the long run
  const int steps = more == nullptr ? 1200 : std::atoi(more);
  for (int step = 0; step < steps; ++step) {
    if (step % 97 == 96) m_city = CityDatabase::open(m_file);
    const int back = upTo(9) == 0 ? std::min(upTo(12), static_cast<int>(pictures.size()) - 1) : 0;
    if (back == 0) {
      edit();
      ++edits;
      if (HasFatalFailure()) return;
      continue;
    }
    for (int i = 1; i <= back; ++i) {
      (void)undo(m_city, "");
      ASSERT_EQ(picture(), pictures[pictures.size() - 1 - static_cast<std::size_t>(i)]) << "step " << step;
    }
    if (upTo(1) == 0) m_city = CityDatabase::open(m_file);
    const int forth = upTo(back);
    for (int i = back; i > back - forth; --i) {
      (void)redo(m_city, "");
      ASSERT_EQ(picture(), pictures[pictures.size() - static_cast<std::size_t>(i)]) << "step " << step;
    }
    pictures.resize(pictures.size() - static_cast<std::size_t>(back - forth));
  }
  EXPECT_LT(refused, edits / 2);
  m_city = CityDatabase::open(m_file);
  while (pictures.size() > 1) {
    pictures.pop_back();
    (void)undo(m_city, "");
    ASSERT_EQ(picture(), pictures.back()) << pictures.size();
  }
  Progress progress;
  for (const Finding& finding : checkCity(m_city, progress)) {
    if (finding.severity != "note") ADD_FAILURE() << finding.subject << ": " << finding.text.str();
  }
}

}  // namespace
}  // namespace gis::store
