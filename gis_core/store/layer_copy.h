// All rows of a layer into a staged table while others go on editing the layer. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/packed_tree.h"
#include "gis_core/store/stage.h"

namespace gis::store {

/// Rows and boxes go over in chunks of at most 100 ms of lock; what others change meanwhile is known from the change
/// notices and repeated at the end, inside the last short transaction.
class LayerCopy {
 public:
  /// Makes the staged table in the form of the layer's.
  LayerCopy(const Connection& c, LayerInfo layer, const Stage& stage, Chunks& chunks);
  /// A layer whose table has indexes of its own cannot be put in the place of another by this.
  [[nodiscard]] static bool isPossible(const Connection& c, const LayerInfo& layer);
  /// All rows as they are now.
  void copyRows(const CancelToken& token);
  /// Adds the rows of another staged table with their fid moved by `offset`.
  void addRows(std::string_view table, const std::string& columns, std::int64_t offset, const CancelToken& token);
  /// Builds the staged R*Tree over the copied rows and `added`; then repeats what changed so far.
  void writeTree(std::vector<TreeEntry> added, const CancelToken& token);
  /// What changed since the last time, for the last transaction. Throws Error(locked) when the layer was loaded
  /// anew or got other fields meanwhile.
  void catchUp();
  /// Every row of a copy gets a uid of its own.
  void renewUids(const CancelToken& token);

 private:
  void repeatChanges(bool inChunks);
  const Connection& m_connection;
  LayerInfo m_layer;
  const Stage& m_stage;
  Chunks& m_chunks;
  std::string m_columns;  ///< all but fid, each after a comma
  std::int64_t m_seq = 0;
  bool m_hasTree = false;
  bool m_newUids = false;
};

}  // namespace gis::store
