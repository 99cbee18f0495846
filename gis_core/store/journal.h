// Writing into the append-only journal. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gis_core/store/connection.h"

namespace gis::store {

/// What all rows of one transaction share.
struct JournalHead {
  std::string tx;
  std::string at;
  std::string actor;
  std::int64_t station = 0;
  std::string reason;
  std::string kind = "edit";  ///< edit undo redo load
  std::string undoes;
  int firstPart = 0;  ///< more than 0: goes on with what was written before under this tx
};

/// Appends row after row under one head.
class Journal {
 public:
  Journal(const Connection& c, JournalHead head);
  void add(std::string_view layerUid, std::string_view table, std::string_view featureUid, std::int64_t fid,
           std::string_view op, const std::optional<std::string>& before, const std::optional<std::string>& after);
  [[nodiscard]] const JournalHead& head() const { return m_head; }

 private:
  JournalHead m_head;
  int m_part;
  Statement m_insert;
};

/// How many entries stand under a transaction; for what goes on with it.
[[nodiscard]] int partsOf(const Connection& c, std::string_view tx);

/// A head with a new UUIDv7 and the time now; the station is read from the city.
[[nodiscard]] JournalHead newHead(const Connection& c, std::string reason, std::string actor);

}  // namespace gis::store
