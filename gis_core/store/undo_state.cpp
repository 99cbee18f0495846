// What Ctrl+Z would take back, found in the journal.
#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/layer_step.h"
#include "gis_core/store/undo.h"

namespace gis::store {
namespace {

std::string plainReason(std::string reason) {
  for (const std::string_view prefix : {kUndoPrefix, kRedoPrefix}) {
    if (reason.rfind(prefix, 0) == 0) reason.erase(0, prefix.size());
  }
  return reason;
}

/// The first entries of transactions, newest first: edits, undo and redo, and loads of whole layers. What a load tells
/// of single rows is passed over by the indexes: a city that was filled with its past may have millions of such
/// entries.
class Heads {
 public:
  explicit Heads(const Connection& c)
      : m_edits(c, sql(c, "city_history_edits", "kind <> 'load'")),
        m_loads(c, sql(c, "city_history_loads", "op IN ('load', 'drop')")) {
    m_edit = m_edits.step();
    m_load = m_loads.step();
  }
  /// The entry at hand; null when there is none.
  [[nodiscard]] const Statement* now() const {
    if (!m_edit && !m_load) return nullptr;
    return isEdit() ? &m_edits : &m_loads;
  }
  void next() { (isEdit() ? m_edit : m_load) = (isEdit() ? m_edits : m_loads).step(); }

 private:
  [[nodiscard]] bool isEdit() const {
    return m_edit && (!m_load || m_edits.integer(kHeadSeq) > m_loads.integer(kHeadSeq));
  }
  static std::string sql(const Connection& c, const std::string& index, const std::string& which) {
    std::string text = "SELECT tx, kind, undoes, reason, layer, table_name, fid, op, seq FROM city_history";
    // a file of an older version in a read-only place lacks it
    Statement known(c, "SELECT 1 FROM sqlite_schema WHERE name = ?1");
    if (known.bind(1, index).step()) text += " INDEXED BY " + index;
    return text + " WHERE part = 0 AND " + which + " ORDER BY seq DESC";
  }
  static constexpr int kHeadSeq = 8;

  Statement m_edits, m_loads;
  bool m_edit = false, m_load = false;
};

/// The journal from its newest entry on.
class Backwards {
 public:
  explicit Backwards(const CityDatabase& city)
      : m_c(city.connection()), m_told(std::atoll(city.setting(kPassedObstacle, "0").c_str())) {}

  UndoState find() {
    Heads heads(m_c);
    for (const Statement* head = heads.now(); head != nullptr && !isDone(); head = heads.now()) {
      const std::string kind = head->text(1);
      if (kind == "load")
        passLoad(*head);
      else if (kind == "undo")
        passUndo(*head);
      else
        passEdit(*head, kind == "redo");
      heads.next();
    }
    // below nothing that could be undone it only says why there is nothing
    if (m_state.undoTx.empty()) placeObstacle();
    return std::move(m_state);
  }

 private:
  [[nodiscard]] bool isDone() const { return !m_state.undoTx.empty() && (!m_redoPossible || !m_state.redoTx.empty()); }

  /// A load is no step of undo, and no edit of its layer before it can be taken back: the rows are others.
  void passLoad(const Statement& head) {
    const std::string layer = head.text(4);
    const bool removal = head.text(7) == "drop";
    m_anew.insert(layer);
    if (!m_state.undoTx.empty()) return;
    if (removal) {
      m_gone.insert(layer);
    } else if (m_gone.count(layer) != 0) {
      // loaded and removed again: nothing of it is left to be spoken of
      if (isFirstVersion(head))
        m_passed.erase(
            std::remove_if(m_passed.begin(), m_passed.end(), [&](const auto& one) { return one.first == layer; }),
            m_passed.end());
      return;
    }
    m_passed.emplace_back(layer, UndoState::Obstacle{head.integer(8), nameNow(head), removal});
  }

  void passUndo(const Statement& head) {
    m_undone.insert(head.text(2));
    if (!m_redoPossible || !m_state.redoTx.empty() || m_redone.count(head.text(0)) != 0 || !isPossible(head)) return;
    m_state.redoTx = head.text(0);
    m_state.redoReason = plainReason(head.text(3));
    m_state.redoTable = nameNow(head);
    m_state.redoFid = head.integer(6);
  }

  void passEdit(const Statement& head, bool isRedo) {
    if (isRedo)
      m_redone.insert(head.text(2));
    else
      m_redoPossible = false;  // what was undone before a new edit stays undone
    if (!m_state.undoTx.empty() || m_undone.count(head.text(0)) != 0 || !isPossible(head)) return;
    m_state.undoTx = head.text(0);
    m_state.undoReason = plainReason(head.text(3));
    m_state.undoTable = nameNow(head);
    m_state.undoFid = head.integer(6);
    placeObstacle();
  }

  void placeObstacle() {
    if (!m_passed.empty() && m_passed.front().second.seq > m_told) m_state.obstacle = m_passed.front().second;
  }

  /// Whether every layer of the entry still has the rows that it had.
  [[nodiscard]] bool isPossible(const Statement& head) const {
    if (m_anew.count(head.text(4)) != 0) return false;
    if (head.text(7) == kRenameStep) return oldNameIsFree(head);
    if (m_anew.empty()) return true;
    Statement layers(m_c, "SELECT DISTINCT layer FROM city_history WHERE tx = ?1");
    layers.bind(1, head.text(0));
    while (layers.step()) {
      if (m_anew.count(layers.text(0)) != 0) return false;
    }
    return true;
  }

  [[nodiscard]] nlohmann::json imageOf(const Statement& head, const std::string& which) const {
    Statement image(m_c, "SELECT " + which + " FROM city_history WHERE seq = ?1");
    image.bind(1, head.integer(8));
    return image.step() ? nlohmann::json::parse(image.text(0), nullptr, false) : nlohmann::json();
  }
  [[nodiscard]] bool isFirstVersion(const Statement& head) const {
    const auto image = imageOf(head, "after");
    return image.is_object() && image.value("version", 0) == 1;
  }

  [[nodiscard]] bool oldNameIsFree(const Statement& head) const {
    const auto before = imageOf(head, "before");
    Statement other(m_c, "SELECT 1 FROM city_layer WHERE lower(name) = lower(?1) AND uid <> ?2");
    other.bind(1, before.is_object() ? before.value("name", "") : std::string()).bind(2, head.text(4));
    return !other.step();
  }

  [[nodiscard]] std::string nameNow(const Statement& head) const {
    Statement layer(m_c, "SELECT name FROM city_layer WHERE uid = ?1");
    return layer.bind(1, head.text(4)).step() ? layer.text(0) : head.text(5);
  }

  const Connection& m_c;
  std::int64_t m_told;  ///< of obstacles up to this one a person was told
  UndoState m_state;
  std::set<std::string> m_undone, m_redone;
  std::set<std::string> m_anew, m_gone;                               ///< layers loaded or dropped since, dropped since
  std::vector<std::pair<std::string, UndoState::Obstacle>> m_passed;  ///< newest first
  bool m_redoPossible = true;
};

}  // namespace

UndoState undoState(const CityDatabase& city) {
  // A file of an older build has no index for this question until it is opened for writing. Where it cannot be written
  // nothing can be taken back, and its journal of millions is not read to say so.
  const Connection& c = city.connection();
  if (c.isReadOnly() && c.intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_history_edits'") == 0)
    return {};
  return Backwards(city).find();
}

}  // namespace gis::store
