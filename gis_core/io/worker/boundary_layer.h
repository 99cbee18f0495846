// The plots of a boundary-point text as a layer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/io/boundary_text.h"
#include "gis_core/io/worker/layer_source.h"
#include "gis_core/io/worker/members.h"

namespace gis::io::worker {

/// The cells of a plot's line and what the header says become fields; plots that cannot be read are handed over as
/// unreadable with the reason.
class BoundaryLayer final : public LayerSource {
 public:
  /// Throws Error(notFound | damaged | usage).
  BoundaryLayer(const Member& member, const SourceRequest& request);
  ~BoundaryLayer() override;
  void rewind() override;
  bool next(store::FeatureBatch& batch) override;
  void collectWarnings(std::vector<Message>& warnings) const override;

 private:
  struct File;
  void describe(bool survey);
  void weighEncodings();
  void addField(std::string name, store::FieldType type);

  std::unique_ptr<File> m_file;
  std::string m_encoding;
  std::unique_ptr<BoundaryTextReader> m_reader;
  BoundaryFrame m_frame;
  std::size_t m_cells = 0;                       ///< fields from a plot's line
  bool m_named = false;                          ///< with a field for the names of the points
  bool m_textCount = false, m_textArea = false;  ///< a cell that should be a number is none: the field is text
  std::int64_t m_number = 0;
  std::size_t m_miscounted = 0;
  std::int64_t m_firstMiscounted = 0;  ///< its line
};

}  // namespace gis::io::worker
