// Reads that see one state of the city.
#pragma once

#include "gis_core/store/connection.h"

namespace gis::store {

/// Several reads of one state of the city: a lock for all of them instead of one each. Does nothing inside a
/// transaction. Statements that read must have come to their end, or be reset, before it ends.
class ReadTransaction {
 public:
  explicit ReadTransaction(const Connection& connection);
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  ~ReadTransaction();

 private:
  const Connection* m_connection = nullptr;  // nothing inside another transaction
};

}  // namespace gis::store
