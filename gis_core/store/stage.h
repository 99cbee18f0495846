// Tables that are being loaded and that nobody sees yet. Private to the room.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gis_core/base/platform/file_lock.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/stage_sweeper.h"

namespace gis::store {

[[nodiscard]] std::string stageTable(std::int64_t n);
[[nodiscard]] std::string stageTree(std::int64_t n);
/// What shall be done with rows of the stage, see VanishedParcels; in use while the setting stageNote() is there, and
/// nobody drops the stage then.
[[nodiscard]] std::string stageList(std::int64_t n);
inline constexpr std::string_view kStageNote = "stage_note/";  ///< and its number
[[nodiscard]] std::string stageNote(std::int64_t n);

/// One stage of this process: a number, and the lock file FILE-stage-N that tells others that its owner lives.
class Stage {
 public:
  /// Takes a number in a short transaction of its own (or in the open one). `sweeper` may be empty.
  explicit Stage(const Connection& c, std::shared_ptr<StageSweeper> sweeper = {});
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  /// Drops the tables of this number if they are still there, whatever the connection's token says, and gives their
  /// pages back to the disk; or leaves both to the sweeper when the token was cancelled.
  ~Stage();
  [[nodiscard]] std::int64_t number() const { return m_n; }
  [[nodiscard]] std::string table() const { return stageTable(m_n); }
  [[nodiscard]] std::string tree() const { return stageTree(m_n); }
  /// The tables have another name now (inside the transaction that renamed them): only the lock file remains to go.
  void handedOver();
  /// What is dropped now was a layer: its pages stay in the file for what comes next.
  void keepPages() { m_givesBack = false; }

 private:
  [[nodiscard]] bool leavesToSweeper() const;

  const Connection& m_connection;
  std::shared_ptr<StageSweeper> m_sweeper;
  std::int64_t m_n = 0;
  std::optional<platform::FileLock> m_lock;
  bool m_mine = true;
  bool m_givesBack = true;
  std::int64_t m_pagesBefore = 0;
};

/// A stage whose owner has gone, with the lock that tells others to leave it alone.
struct LeftStage {
  std::filesystem::path city;
  std::int64_t number = 0;
  std::optional<platform::FileLock> lock;
};

/// Drops a stage that nobody needs any more (nothing happens while it has a note), gives its pages back and removes its
/// lock file, which the caller holds. What a long lock or a full disk forbids is left for the next opening.
void sweepStage(const Connection& c, std::int64_t n);

/// The lock of a stage whose owner died; nothing while it lives.
[[nodiscard]] std::optional<platform::FileLock> lockLeftStage(const Connection& c, std::int64_t n);

/// Drops the stages whose owner died. Skips silently when another program is writing for long.
void dropDeadStages(const Connection& c);

}  // namespace gis::store
