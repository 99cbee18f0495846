// Writing much that nobody was told of yet.
#pragma once

#include "gis_core/store/connection.h"

namespace gis::store {

/// While it lives, commits of the connection do not wait for the disk, and its log is merged as for one who loads in
/// bulk: every 8 MiB in the thread beside, and from 128 MiB on by the connection itself, when the lock is free. Seldom,
/// since every time costs two syncs; but somebody else's edit that is synced meanwhile waits for all of it. The file is
/// whole at every moment (a loss of power takes back the last commits), but only settle() makes them durable. Several
/// may live at once; the last one's end restores the connection. Not inside a transaction.
class RelaxedWriting {
 public:
  explicit RelaxedWriting(const Connection& c);
  RelaxedWriting(const RelaxedWriting&) = delete;
  RelaxedWriting& operator=(const RelaxedWriting&) = delete;
  ~RelaxedWriting();

  /// The only one of its connection: nobody around it settles later.
  [[nodiscard]] bool isAlone() const;
  /// When it returns, all that was committed is on the disk. Throws Error.
  void settle() const;

 private:
  const Connection& m_connection;
};

}  // namespace gis::store
