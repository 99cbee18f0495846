// Tidying up after loads that were cancelled, beside everything else.
#pragma once

#include <memory>

namespace gis::store {

struct LeftStage;

/// Drops the rows of cancelled loads and gives their room back to the disk, in a thread and with a connection of its
/// own, so that a cancel returns at once: after some hundred MB that takes seconds. Until then the rows lie in a stage
/// that nobody sees, locked against other programs; if this one dies, the next opening of the city drops it.
/// A city that shall be tidied up so is told by CityDatabase::leaveTidyingTo().
/// Thread rule: any thread.
class StageSweeper {
 public:
  StageSweeper();
  StageSweeper(const StageSweeper&) = delete;
  StageSweeper& operator=(const StageSweeper&) = delete;
  /// Waits until everything is tidied up.
  ~StageSweeper();
  /// The same. What cannot be tidied up (a long lock, a full disk) stays for the next opening.
  void wait();

 private:
  friend class Stage;
  void take(LeftStage left);
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::store
