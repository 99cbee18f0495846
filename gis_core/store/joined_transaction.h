// One transaction, or a part of the one that is open. Private to the room.
#pragma once

#include <optional>

#include "gis_core/store/connection.h"

namespace gis::store {

/// BEGIN IMMEDIATE when no transaction is open, else a savepoint; undone at the end of the scope unless committed.
class JoinedTransaction {
 public:
  explicit JoinedTransaction(const Connection& c) {
    if (c.inTransaction())
      m_savepoint.emplace(c);
    else
      m_transaction.emplace(c);
  }
  void commit() {
    if (m_savepoint) m_savepoint->release();
    if (m_transaction) m_transaction->commit();
  }

 private:
  std::optional<Transaction> m_transaction;
  std::optional<Savepoint> m_savepoint;
};

}  // namespace gis::store
