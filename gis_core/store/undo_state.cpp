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

bool isFirstVersion(const std::string& after) {
  const auto image = nlohmann::json::parse(after, nullptr, false);
  return image.is_object() && image.value("version", 0) == 1;
}

/// The journal from its newest entry on.
class Backwards {
 public:
  explicit Backwards(const CityDatabase& city)
      : m_c(city.connection()), m_told(std::atoll(city.setting(kPassedObstacle, "0").c_str())) {}

  UndoState find() {
    Statement heads(m_c,
                    "SELECT tx, kind, undoes, reason, layer, table_name, fid, op, seq, before, after FROM city_history"
                    " WHERE part = 0 ORDER BY seq DESC");
    while (heads.step() && (m_state.undoTx.empty() || (m_redoPossible && m_state.redoTx.empty()))) {
      const std::string kind = heads.text(1);
      if (kind == "load")
        passLoad(heads);
      else if (kind == "undo")
        passUndo(heads);
      else
        passEdit(heads, kind == "redo");
    }
    // below nothing that could be undone it only says why there is nothing
    if (m_state.undoTx.empty()) placeObstacle();
    return std::move(m_state);
  }

 private:
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
      if (isFirstVersion(head.text(10)))
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

  [[nodiscard]] bool oldNameIsFree(const Statement& head) const {
    const auto before = nlohmann::json::parse(head.text(9), nullptr, false);
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
  return Backwards(city).find();
}

}  // namespace gis::store
