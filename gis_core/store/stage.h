// Tables that are being loaded and that nobody sees yet. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "gis_core/base/platform/file_lock.h"
#include "gis_core/store/connection.h"

namespace gis::store {

[[nodiscard]] std::string stageTable(std::int64_t n);
[[nodiscard]] std::string stageTree(std::int64_t n);

/// One stage of this process: a number, and the lock file FILE-stage-N that tells others that its owner lives.
class Stage {
 public:
  /// Takes a number in a short transaction of its own (or in the open one).
  explicit Stage(const Connection& c);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  /// Drops the tables of this number if they are still there, whatever the connection's token says, and gives their
  /// pages back to the disk.
  ~Stage();
  [[nodiscard]] std::int64_t number() const { return m_n; }
  [[nodiscard]] std::string table() const { return stageTable(m_n); }
  [[nodiscard]] std::string tree() const { return stageTree(m_n); }
  /// The tables have another name now (inside the transaction that renamed them): only the lock file remains to go.
  void handedOver();
  /// What is dropped now was a layer: its pages stay in the file for what comes next.
  void keepPages() { m_givesBack = false; }

 private:
  const Connection& m_connection;
  std::int64_t m_n = 0;
  std::optional<platform::FileLock> m_lock;
  bool m_mine = true;
  bool m_givesBack = true;
  std::int64_t m_pagesBefore = 0;
};

/// Drops the stages whose owner died. Skips silently when another program is writing for long.
void dropDeadStages(const Connection& c);

}  // namespace gis::store
