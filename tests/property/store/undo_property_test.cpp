// undo∘do = identity and redo∘undo = identity, byte for byte, over random edits.
#include <gtest/gtest.h>

#include <random>

#include "gis_core/store/edit.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

/// Everything a user can see of the city's data: rows, boxes, counts, extents; not revisions and journal.
std::string contentOf(const Connection& c) {
  std::string all;
  for (const char* table : {"wide", "city_incident"}) {
    std::string columns = "quote(fid)";
    Statement names(c, "SELECT name FROM pragma_table_xinfo(?1)");
    names.bind(1, table);
    while (names.step()) columns += " || '|' || quote(" + quotedName(names.text(0)) + ")";
    Statement rows(c, "SELECT " + columns + " FROM " + quotedName(table) + " ORDER BY fid");
    while (rows.step()) all += rows.text(0) + "\n";
    Statement boxes(
        c, std::string("SELECT pkid || ' ' || xmin || ' ' || xmax || ' ' || ymin || ' ' || ymax FROM idx_") + table +
               "_geometry ORDER BY pkid");
    while (boxes.step()) all += boxes.text(0) + "\n";
    const LayerInfo layer = layerByName(c, table);
    all += std::to_string(layer.count) + " " + std::to_string(layer.extent.minX) + " " +
           std::to_string(layer.extent.maxX) + " " + std::to_string(layer.extent.minY) + " " +
           std::to_string(layer.extent.maxY) + "\n";
  }
  return all;
}

class UndoProperty : public ScratchCity {
 protected:
  std::mt19937_64 m_random{20261123};

  std::uint64_t below(std::uint64_t n) { return m_random() % n; }

  Value randomValue(FieldType type) {
    if (below(6) == 0) return {};
    switch (type) {
      case FieldType::integer: return static_cast<std::int64_t>(m_random());
      case FieldType::boolean: return static_cast<std::int64_t>(below(2));
      case FieldType::real: {
        const double values[] = {0.1, -0.0, 1e308, 5e-324, 3.0, HUGE_VAL, -HUGE_VAL, 1.0 / 3.0};
        return values[below(8)];
      }
      case FieldType::blob: {
        geom::Bytes bytes(below(40));
        for (auto& b : bytes) b = static_cast<std::uint8_t>(m_random());
        return bytes;
      }
      case FieldType::date: {
        const char* days[] = {"2024-02-29", "1899-12-31", "", "0001-01-01"};
        return std::string(days[below(4)]);
      }
      case FieldType::datetime: {
        const char* times[] = {"2024-02-29T08:00:00+08:00", "1999-12-31 23:59:59.999", "2026-11-23T10:00:00.000Z", ""};
        return std::string(times[below(4)]);
      }
      default: break;
    }
    const char* texts[] = {"", "0012", "扬州\n\"市\"", "a'b", "𠮷", "\xff\xfe broken", "1e5", " "};
    return std::string(texts[below(8)]);
  }
  geom::Bytes randomGeometry() {
    const double x = 445000 + static_cast<double>(below(100000)) / 7;
    const double y = 3585000 + static_cast<double>(below(100000)) / 7;
    switch (below(5)) {
      case 0: return {};
      case 1: return geom::fromWkt("MULTIPOLYGON Z (((0 0 1,9 0 1,9 9 2,0 0 1)),((20 20 1,21 20 1,21 21 1,20 20 1)))");
      default: return geom::promoted(geom::boxWkb({x, y, x + 5, y + 7}), {geom::GeometryKind::multiPolygon, true});
    }
  }
  EditCommand randomCommand(const LayerInfo& layer) {
    EditCommand command;
    command.reason = "random";
    for (std::uint64_t n = 1 + below(4); n > 0; --n) {
      RowEdit edit;
      edit.table = layer.name;
      Statement any(c(), "SELECT fid FROM " + quotedName(layer.name) + " ORDER BY random() LIMIT 1");
      const bool isEmpty = !any.step();
      const std::uint64_t kind = isEmpty ? 0 : below(3);
      edit.kind = kind == 0 ? RowEdit::Kind::insert : kind == 1 ? RowEdit::Kind::update : RowEdit::Kind::remove;
      if (kind != 0) edit.fid = any.integer(0);
      if (kind == 2 && n > 1) edit.kind = RowEdit::Kind::update;  // the row may be asked for again
      if (edit.kind != RowEdit::Kind::remove) {
        for (const Field& field : layer.fields) {
          if (below(2) == 0) edit.values.emplace_back(field.name, randomValue(field.type));
        }
        if (below(2) == 0) edit.values.emplace_back("geometry", Value(randomGeometry()));
      }
      command.rows.push_back(std::move(edit));
    }
    return command;
  }
};

TEST_F(UndoProperty, UndoAfterDoIsIdentity) {
  LayerDraft draft;
  draft.name = "wide";
  draft.fields = {{"i", FieldType::integer}, {"r", FieldType::real}, {"文", FieldType::text},
                  {"b", FieldType::boolean}, {"d", FieldType::date}, {"t", FieldType::datetime},
                  {"x\"y", FieldType::blob}};
  draft.crs = m_city.crs();
  draft.type = geom::GeometryType{geom::GeometryKind::multiPolygon, true};
  {
    BulkLoad load(m_city, draft);
    Progress progress;
    (void)load.finish(progress);
  }
  const LayerInfo layer = layerByName(c(), "wide");
  std::vector<std::string> states{contentOf(c())};
  for (int step = 0; step < 60; ++step) {
    apply(m_city, randomCommand(layer));
    states.push_back(contentOf(c()));
    // some steps back and forth after each edit
    if (step % 7 == 3) {
      const std::size_t depth = 1 + below(std::min<std::uint64_t>(4, states.size() - 1));
      for (std::size_t k = 1; k <= depth; ++k) {
        undo(m_city, "");
        ASSERT_EQ(contentOf(c()), states[states.size() - 1 - k]) << "step " << step << " back " << k;
      }
      for (std::size_t k = depth; k > 0; --k) {
        redo(m_city, "");
        ASSERT_EQ(contentOf(c()), states[states.size() - k]) << "step " << step << " again " << k;
      }
    }
  }
  while (!undoState(m_city).undoTx.empty() && states.size() > 1) {
    undo(m_city, "");
    states.pop_back();
    ASSERT_EQ(contentOf(c()), states.back());
  }
  EXPECT_EQ(states.size(), 1u);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('wide', 'geometry')"), 1);
}

}  // namespace
}  // namespace gis::store
