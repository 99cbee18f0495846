// What can be told about a layer in a moment: estimates for the plan of a question.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/tree_lookup.h"

namespace gis::snapshot {
class Snapshot;
}

namespace gis::query {

/// Counts and boxes of some hundred features spread over a layer, and its tree: that of the snapshot when there is one
/// of this very revision, else the one in the city. Belongs to the thread of the connection. Errors: sql, noSuchField
/// (a bad condition), cancelled.
class LayerSample {
 public:
  LayerSample(const store::Connection& c, store::LayerInfo layer, const CancelToken& token);
  LayerSample(LayerSample&&) noexcept;
  LayerSample& operator=(LayerSample&&) noexcept;
  ~LayerSample();

  [[nodiscard]] const store::LayerInfo& layer() const { return m_layer; }
  [[nodiscard]] double count() const { return double(m_layer.count); }
  [[nodiscard]] bool isFromSnapshot() const { return m_snapshot != nullptr; }
  /// Boxes of the sample, those without geometry left out.
  [[nodiscard]] const std::vector<geom::Envelope>& boxes() const { return m_boxes; }
  /// Mean size of a geometry in bytes.
  [[nodiscard]] double bytes() const { return m_bytes; }
  /// How many features may meet `box`, counted up to some thousand.
  [[nodiscard]] double countIn(const geom::Envelope& box);
  /// The part (0 to 1) of the features that meet an SQL condition; never quite 0, for a sample can miss.
  [[nodiscard]] double share(const std::string& where);
  /// Into how many groups the features that meet a condition fall by the values of fields. Source of the estimate:
  /// Charikar et al., "Towards estimation error guarantees for distinct values", PODS 2000 (GEE).
  [[nodiscard]] double groups(const std::string& where, const std::vector<std::string>& fields);

 private:
  void readBoxes(const CancelToken& token);
  /// Of a sample: how many rows meet the condition, of how many.
  struct Met {
    std::size_t rows = 0, of = 0;
  };
  /// Some rows spread over the layer.
  const std::vector<std::int64_t>& fids();
  [[nodiscard]] Met metInTable(const std::string& where);
  /// The same from the columns of the snapshot; nothing where there is none, or the condition is not for them.
  [[nodiscard]] std::optional<Met> metInSnapshot(const std::string& where);

  const store::Connection* m_connection;
  store::LayerInfo m_layer;
  CancelToken m_token;
  std::shared_ptr<const snapshot::Snapshot> m_snapshot;
  std::unique_ptr<store::TreeLookup> m_tree;  ///< of the city; made when it is first asked
  std::vector<geom::Envelope> m_boxes;
  double m_bytes = 0;
  std::vector<std::int64_t> m_fids;  ///< spread over the layer; read when first needed
  std::map<std::string, double> m_shares;
};

/// The samples of the layers of one question, each made when it is first asked for.
class LayerSamples {
 public:
  LayerSamples(const store::Connection& c, const CancelToken& token) : m_connection(c), m_token(token) {}
  /// Stays where it is.
  [[nodiscard]] LayerSample& of(const store::LayerInfo& layer);
  [[nodiscard]] bool areFromSnapshots() const;

 private:
  const store::Connection& m_connection;
  CancelToken m_token;
  std::map<std::string, LayerSample> m_samples;
};

/// A box in another system; empty when it cannot be carried there.
[[nodiscard]] geom::Envelope carriedBox(const geom::Envelope& box, const crs::Crs& from, const crs::Crs& to);

/// Pairs of boxes that meet (grown by `reach`, in units of `own`) for each feature of `own`, when `otherShare` of the
/// others take part, and the part of its features that have one.
struct Meetings {
  double pairs = 0;
  double withOne = 0;
};
[[nodiscard]] Meetings meetings(LayerSample& own, LayerSample& other, double reach, double otherShare,
                                const CancelToken& token);

}  // namespace gis::query
