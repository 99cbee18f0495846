// Columns of a file brought to those of a standard layer: other names, types, lengths.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// One column of the file and its place in the layer.
struct FieldPlace {
  std::string from;  ///< in the file
  std::string to;    ///< in the layer; empty: the column is left out
  store::FieldType type = store::FieldType::text;
  std::size_t length = 0;  ///< most characters that the standard gives a text; 0: any
  bool mandatory = false;
  bool kept = false;  ///< no field of the standard is meant: the column keeps its name and type
};

/// Columns that are not named keep name and type, and come after those that are.
struct FieldMapping {
  std::string standard;              ///< "parcel": the word of the standard layer
  std::vector<FieldPlace> places;    ///< in the layer's order
  bool remembered = false;           ///< from an earlier file of the same source
  std::vector<std::string> lacking;  ///< fields that the standard demands and no column of the file is
};

/// What became of the values of one place. Nothing is dropped in silence: a value that is none of the type leaves its
/// cell empty, and a finding keeps it.
struct FieldFit {
  FieldPlace place;
  std::int64_t emptied = 0;           ///< values that are none of the type
  std::int64_t changed = 0;           ///< date-times of which only the day was taken
  std::int64_t tooLong = 0;           ///< kept whole
  std::int64_t missing = 0;           ///< empty although the standard demands a value
  std::vector<std::string> examples;  ///< up to three values that were emptied, or else too long
  void add(const FieldFit& more);
};

/// A value that did not go over as it was.
struct Misfit {
  std::size_t row = 0, place = 0;
  bool emptied = false;
  std::string told;
};

/// "ZDMJ: "about 12" is no number".
[[nodiscard]] Message misfitText(const FieldPlace& place, const Misfit& misfit);
/// A sentence for each kind of trouble of each column.
[[nodiscard]] std::vector<Message> fitTexts(const FieldMapping& mapping, const std::vector<FieldFit>& fits);

/// Which columns of a source's layer go where; nothing: they stay as they are.
using FieldChoice = std::function<std::optional<FieldMapping>(const std::string& sourceLayer,
                                                              const std::vector<store::Field>& columns)>;

/// A mapping over the columns of one layer. Immutable: shared by the encoder threads.
class FieldMapper {
 public:
  /// Throws Error(noSuchField | usage): a column that the file lacks, two columns for one field.
  FieldMapper(const std::vector<store::Field>& source, FieldMapping mapping);
  /// Of the layer.
  [[nodiscard]] const std::vector<store::Field>& fields() const { return m_fields; }
  [[nodiscard]] const FieldMapping& mapping() const { return m_mapping; }
  /// Nothing counted yet; by place.
  [[nodiscard]] std::vector<FieldFit> fits() const;
  /// Adds to `fits` what is seen; misfits by row. Geometry and ids go along.
  [[nodiscard]] store::FeatureBatch apply(store::FeatureBatch&& batch, std::vector<FieldFit>& fits,
                                          std::vector<Misfit>& misfits) const;

 private:
  void convert(const store::FeatureBatch& batch, std::size_t column, std::size_t place, store::FeatureBatch& into,
               FieldFit& fit, std::vector<Misfit>& misfits) const;
  FieldMapping m_mapping;
  std::vector<store::Field> m_fields;
  std::vector<std::size_t> m_columns;  ///< of the source, by field of the layer
  std::vector<std::size_t> m_placeOf;  ///< into the mapping's places, by field; npos: none
};

}  // namespace gis::io
