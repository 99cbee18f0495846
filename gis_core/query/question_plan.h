// How a question will be answered, and what that will cost.
#pragma once

#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/query/question.h"

namespace gis::query {

/// How the partners of features are looked for.
enum class Way {
  whole,      ///< both layers are read whole (after their conditions on fields), a tree is made over one of them
  ownTree,    ///< few of OTHER: the layer's own tree gives the features near them, only those are read
  otherTree,  ///< few features are left: OTHER's tree gives what is near them
};
[[nodiscard]] const char* wayWord(Way way);

/// One condition with its estimates. Numbers are guesses from samples.
struct PlannedCondition {
  const Condition* condition = nullptr;  ///< of the Ask that was planned, which outlives this
  Way way = Way::whole;
  double share = 1;      ///< of the features that come to it, those that meet it
  double rowsIn = 0;     ///< features that come to it
  double pairs = 0;      ///< pairs of boxes that meet
  double otherRows = 0;  ///< features of OTHER that take part
  double seconds = 0;
  std::vector<PlannedCondition> members;  ///< of a group, in the order in which they are asked
};

/// The order in which an Ask is answered: fields by SQL, the box by the tree, then the rest, that which leaves most out
/// for the least work first.
struct AskPlan {
  store::LayerInfo layer;
  std::string where;             ///< all conditions on fields that stand alone, as SQL
  const BoxTest* box = nullptr;  ///< asked of the tree while reading
  bool boxIsFirst = false;
  std::vector<PlannedCondition> steps;
  double rowsAfterWhere = 0, rowsAfterBox = 0;
  double secondsOfReading = 0;
  double rows = 0, seconds = 0;
  bool fromSnapshots = true;  ///< all estimates are from snapshots, none from the trees in the city
  [[nodiscard]] bool isSpatial() const { return box != nullptr || !steps.empty(); }
};

/// `always`: also a question to fields alone, which has one way only, gets its estimates. Errors: noSuchLayer,
/// noSuchField, sql, unknownCrs, ballparkCrs, unsupported: what answer() would refuse.
[[nodiscard]] AskPlan planOf(const store::Connection& c, const Ask& ask, const CancelToken& token, bool always = true);

/// One line of an explanation.
struct PlanLine {
  std::string step;   ///< "read", "where", "box", "relation", "distance", "shape", "all", "any", "none", "join" …
  Message text;       ///< for people
  int depth = 0;      ///< groups it stands in
  std::string other;  ///< layer, or empty
  std::string tree;   ///< layer over whose features the tree lies that is asked, or empty
  double rows = 0;    ///< that are left after it
  double pairs = 0;   ///< of boxes that meet
  double seconds = 0;
  Message word{};  ///< what fills the place {0} of the text, where that is to be translated, too
};

struct Explanation {
  std::vector<PlanLine> lines;
  double rows = 0, seconds = 0;
  bool fromSnapshots = true;
};

/// The plan of a question in words and estimates; nothing is done. Errors: those of planOf().
[[nodiscard]] Explanation explain(const store::Connection& c, const Question& question, const CancelToken& token);

}  // namespace gis::query
