// The answer to random questions = what a plain loop over all features finds.
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <set>

#include "gis_core/crs/crs.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/question_plan.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using Random = std::mt19937;

int upTo(Random& random, int last) {
  return std::uniform_int_distribution<int>(0, last)(random);
}

/// A layer in memory: rows as they are in the city, geometry in the coordinates of EPSG:4549.
struct PlainLayer {
  std::vector<std::int64_t> fids;
  std::vector<store::Value> n, word;
  std::vector<geom::Bytes> wkb;  // empty: none
};

std::string randomShape(Random& random, int kind) {
  // round coordinates, so that borders touch often
  const auto place = [&] { return std::to_string(upTo(random, 40) * 5) + " " + std::to_string(upTo(random, 40) * 5); };
  if (kind == 0) return "POINT (" + place() + ")";
  if (kind == 1) return "LINESTRING (" + place() + "," + place() + ",400 " + std::to_string(upTo(random, 20)) + ")";
  const int x = upTo(random, 35) * 5;
  const int y = upTo(random, 35) * 5;
  const int w = (1 + upTo(random, 4)) * 5;
  const int h = (1 + upTo(random, 4)) * 5;
  const auto corner = [](int a, int b) { return std::to_string(a) + " " + std::to_string(b); };
  return "POLYGON ((" + corner(x, y) + "," + corner(x + w, y) + "," + corner(x + w, y + h) + "," + corner(x, y + h) +
         "," + corner(x, y) + "))";
}

class QuestionProperty : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    Random random(20261126);
    const std::vector<store::Field> fields{{"n", store::FieldType::integer}, {"word", store::FieldType::text}};
    const auto make = [&](const char* name, int count, int kind) {
      std::vector<Row> rows;
      for (int i = 0; i < count; ++i) {
        Row row{
            i * 3 + 1, randomShape(random, kind), {std::int64_t{upTo(random, 9)}, word(upTo(random, 1) ? "a" : "b")}};
        if (upTo(random, 15) == 0) row.wkt.clear();
        if (upTo(random, 9) == 0) row.cells[0] = {};
        if (upTo(random, 9) == 0) row.cells[1] = {};
        rows.push_back(std::move(row));
      }
      s_city->addLayer(name, fields, rows);
    };
    make("areas", 60, 2);
    make("points", 120, 0);
    make("lines", 40, 1);
    make("few", 3, 2);
    make("many", 700, 0);
    carryPoints();
    for (const char* name : {"areas", "points", "lines", "few", "many", "degrees"}) load(name);
  }
  static void TearDownTestSuite() {
    s_city.reset();
    s_layers.clear();
  }
  /// "degrees": the middles of the areas, in longitude and latitude.
  static void carryPoints() {
    const crs::Transformer toDegrees(crs::Crs::fromEpsg(4549), crs::Crs::fromEpsg(4490));
    std::vector<Row> rows;
    store::readFeatures(s_city->connection(), store::layerByName(s_city->connection(), "areas"), {},
                        [&](store::Feature& feature) {
                          Row row{feature.fid, "", feature.values};
                          if (!feature.wkb.empty()) {
                            const geom::MapPoint at = toDegrees.apply(geom::interiorPoint(feature.wkb));
                            row.wkt = geom::toWkt(geom::pointWkb(at.x, at.y));
                          }
                          rows.push_back(std::move(row));
                          return true;
                        });
    s_city->addLayer("degrees", {{"n", store::FieldType::integer}, {"word", store::FieldType::text}}, rows,
                     crs::Crs::fromEpsg(4490));
  }
  static void load(const char* name) {
    PlainLayer layer;
    const store::LayerInfo info = store::layerByName(s_city->connection(), name);
    const crs::Transformer back(info.crs, crs::Crs::fromEpsg(4549));
    store::readFeatures(s_city->connection(), info, {}, [&](store::Feature& feature) {
      layer.fids.push_back(feature.fid);
      layer.n.push_back(feature.values[0]);
      layer.word.push_back(feature.values[1]);
      if (!back.isIdentity() && !feature.wkb.empty()) {
        geom::transformCoordinates(feature.wkb,
                                   [&](double* xy, std::uint32_t count, int stride) { back.apply(xy, count, stride); });
      }
      layer.wkb.push_back(feature.wkb);
      return true;
    });
    s_layers[name] = std::move(layer);
  }

  // ---- random questions

  static Condition fieldTest(Random& random) {
    const auto number = [&] { return Operand{std::int64_t{upTo(random, 9)}, {}}; };
    switch (upTo(random, 4)) {
      case 0: return {FieldTest{"n", Comparison::less, {number()}}};
      case 1: return {FieldTest{"n", Comparison::notEqual, {number()}}};
      case 2: return {FieldTest{"n", Comparison::oneOf, {number(), number(), number()}}};
      case 3: return {FieldTest{"word", Comparison::isNull, {}}};
      default: return {SqlTest{"\"word\" = 'a'", "a"}};
    }
  }
  static OtherSide otherSide(Random& random, int depth) {
    static const char* const names[] = {"areas", "points", "lines", "few", "many", "degrees"};
    OtherSide other;
    other.layer = names[upTo(random, 5)];
    if (upTo(random, 1) == 0) other.where.push_back(fieldTest(random));
    // a layer in degrees cannot be asked for distances: its conditions stay with fields
    if (depth > 0 && other.layer != "degrees" && upTo(random, 3) == 0)
      other.where.push_back(condition(random, depth - 1));
    return other;
  }
  static Condition condition(Random& random, int depth) {
    static const char* const relations[] = {"intersects", "contains", "within", "covers",   "covered_by", "touches",
                                            "crosses",    "overlaps", "equals", "disjoint", "T*F**F***",  "FF*FF****"};
    switch (upTo(random, depth > 0 ? 8 : 5)) {
      case 0: return fieldTest(random);
      case 1:
      case 2: return {RelationTest{geom::Relation::parse(relations[upTo(random, 11)]), otherSide(random, depth)}};
      case 3: return {DistanceTest{upTo(random, 6) * 2.5, {}, otherSide(random, depth)}};
      case 4: {
        const double x = upTo(random, 30) * 5;
        const double y = upTo(random, 30) * 5;
        return {BoxTest{{x, y, x + 60, y + 45}, {}}};
      }
      case 5: {
        ShapeTest shape;
        shape.wkb = geom::fromWkt(randomShape(random, upTo(random, 2)));
        if (upTo(random, 1) == 0) shape.metres = upTo(random, 10) * 5.0;
        return {shape};
      }
      default: {
        Group group{Group::Join(upTo(random, 2)), {}};
        for (int i = upTo(random, 3); i >= 0; --i) group.of.push_back(condition(random, depth - 1));
        return {group};
      }
    }
  }

  // ---- the plain loop

  static bool fieldMeets(const FieldTest& test, const PlainLayer& layer, std::size_t i) {
    const store::Value& value = test.field == "n" ? layer.n[i] : layer.word[i];
    const bool null = std::holds_alternative<std::monostate>(value);
    if (test.comparison == Comparison::isNull) return null;
    if (null) return false;
    const auto at = [&](std::size_t k) { return test.operands[k].value; };
    if (test.comparison == Comparison::less) return std::get<std::int64_t>(value) < std::get<std::int64_t>(at(0));
    if (test.comparison == Comparison::notEqual) return value != at(0);
    return value == at(0) || value == at(1) || value == at(2);
  }
  static bool meetsAll(const std::vector<Condition>& all, const PlainLayer& layer, std::size_t i) {
    return std::all_of(all.begin(), all.end(), [&](const Condition& c) { return meets(c, layer, i); });
  }
  /// The rows of the other side that take part.
  static std::vector<std::size_t> others(const OtherSide& side) {
    const PlainLayer& layer = s_layers.at(side.layer);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < layer.fids.size(); ++i) {
      if (!layer.wkb[i].empty() && meetsAll(side.where, layer, i)) rows.push_back(i);
    }
    return rows;
  }
  static bool meets(const Condition& condition, const PlainLayer& layer, std::size_t i) {
    if (const auto* group = std::get_if<Group>(&condition.test)) {
      if (group->join == Group::Join::all) return meetsAll(group->of, layer, i);
      const bool any =
          std::any_of(group->of.begin(), group->of.end(), [&](const Condition& c) { return meets(c, layer, i); });
      return any == (group->join == Group::Join::any);
    }
    if (const auto* field = std::get_if<FieldTest>(&condition.test)) return fieldMeets(*field, layer, i);
    if (std::holds_alternative<SqlTest>(condition.test)) return layer.word[i] == word("a");
    const geom::BytesView wkb = layer.wkb[i];
    if (const auto* box = std::get_if<BoxTest>(&condition.test)) {
      return geom::relate(wkb, geom::boxWkb(box->box), geom::Relation::parse("intersects"));
    }
    if (const auto* shape = std::get_if<ShapeTest>(&condition.test)) {
      return shape->metres ? geom::distance(wkb, shape->wkb) <= *shape->metres
                           : geom::relate(wkb, shape->wkb, shape->relation);
    }
    if (const auto* distance = std::get_if<DistanceTest>(&condition.test)) {
      const PlainLayer& other = s_layers.at(distance->other.layer);
      const auto rows = others(distance->other);
      return std::any_of(rows.begin(), rows.end(),
                         [&](std::size_t k) { return geom::distance(wkb, other.wkb[k]) <= distance->metres; });
    }
    const auto& relation = std::get<RelationTest>(condition.test);
    const PlainLayer& other = s_layers.at(relation.other.layer);
    const auto rows = others(relation.other);
    const bool none = relation.relation.pattern.empty() && relation.relation.predicate == geom::Predicate::disjoint;
    const geom::Relation asked = none ? geom::Relation::parse("intersects") : relation.relation;
    const bool some =
        std::any_of(rows.begin(), rows.end(), [&](std::size_t k) { return geom::relate(wkb, other.wkb[k], asked); });
    return some != none;
  }
  static std::vector<std::int64_t> plainly(const Ask& ask) {
    const PlainLayer& layer = s_layers.at(ask.layer);
    const bool spatial = !looksAtFieldsOnly(ask.where);
    std::vector<std::int64_t> fids;
    for (std::size_t i = 0; i < layer.fids.size(); ++i) {
      if (spatial && layer.wkb[i].empty()) continue;
      if (meetsAll(ask.where, layer, i)) fids.push_back(layer.fids[i]);
    }
    return fids;
  }

  inline static std::unique_ptr<SmallCity> s_city;
  inline static std::map<std::string, PlainLayer> s_layers;
};

void collectWays(const std::vector<PlannedCondition>& steps, std::set<Way>& ways) {
  for (const PlannedCondition& step : steps) {
    ways.insert(step.way);
    collectWays(step.members, ways);
  }
}

TEST_F(QuestionProperty, NestedConditionsAreWhatAPlainLoopFinds) {
  static const char* const names[] = {"areas", "points", "lines", "few", "many"};
  const std::uint32_t first = 7;
  std::set<Way> ways;
  std::size_t found = 0;
  for (std::uint32_t seed = first; seed < first + 400; ++seed) {
    Random random(seed);
    Question question;
    Ask ask;
    ask.layer = names[upTo(random, 4)];
    for (int i = upTo(random, 2); i >= 0; --i) ask.where.push_back(condition(random, 2));
    question.what = ask;
    const std::string text = toJsonText(question);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text);
    // what is kept and read again is the same question
    ASSERT_EQ(std::get<Ask>(questionFromJson(text).what), ask);
    Progress progress;
    const SelectResult result = answer(s_city->connection(), ask, progress);
    EXPECT_EQ(result.fids, plainly(ask));
    EXPECT_EQ(result.undecided, 0);
    found += result.fids.size();
    collectWays(planOf(s_city->connection(), ask, {}).steps, ways);
  }
  EXPECT_EQ(ways.size(), 3U) << "every way of looking for partners was tried";
  EXPECT_GT(found, 1000U);
}

}  // namespace
}  // namespace gis::query
