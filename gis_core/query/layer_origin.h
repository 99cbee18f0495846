// Where a result layer comes from: the question, the state of what it read, when, and who asked.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/query/question.h"
#include "gis_core/store/city.h"

namespace gis::query {

/// A layer as it was when it was read.
struct OriginInput {
  std::string name, uid, revision;
  std::int64_t count = 0;
  friend bool operator==(const OriginInput&, const OriginInput&) = default;
};

/// A work that makes a layer and is no Question, as its command line says it: an analysis, a land check, a join by
/// code.
struct Work {
  std::string command;  ///< "analyze hotspots" …
  std::vector<std::pair<std::string, std::string>>
      arguments;                    ///< by the names of the options; empty values are left out
  std::vector<std::string> layers;  ///< that it reads
};

struct LayerOrigin {
  std::string question;  ///< JSON (question_json.h) without parameters; of a Work: {"command": …} and its arguments
  std::optional<Work> work;  ///< when it was no question
  std::vector<OriginInput> inputs;
  std::string at;  ///< ISO UTC
  std::string actor;
  std::string revision;  ///< of the result when it was made
};

/// What has become of an input, or of the result itself, since.
enum class OriginState { same, changed, gone };
[[nodiscard]] const char* originStateWord(OriginState state);

/// Notes the inputs of a question before it is answered, and keeps the note with the layer that was made. The note is
/// one setting of the city for each layer, by its uid: it survives a new name of the layer and undo.
class OriginNote {
 public:
  OriginNote(const Question& question, std::string actor);
  OriginNote(const Work& work, std::string actor);
  /// The inputs in the state of the city that the question is answered in. Errors: noSuchLayer.
  void read(const store::Connection& c);
  /// In the transaction that shows the layer. Errors: those of writing a setting.
  void keep(const store::CityDatabase& city, const store::LayerInfo& made) const;

 private:
  std::vector<std::string> m_layers;
  LayerOrigin m_origin;
};

/// For BulkLoad::finish(): keeps the note, if there is one, together with the layer.
[[nodiscard]] std::function<void(const store::LayerInfo&)> keeping(const store::CityDatabase& city,
                                                                   const OriginNote* origin);

/// Nothing for a layer that no question made. Throws Error(damaged) for a note that cannot be read.
[[nodiscard]] std::optional<LayerOrigin> originOf(const store::CityDatabase& city, const store::LayerInfo& layer);
/// The input as it is now, found by its uid.
[[nodiscard]] OriginState stateOf(const store::Connection& c, const OriginInput& input);
/// Was the layer changed since it was made?
[[nodiscard]] OriginState stateOf(const store::LayerInfo& layer, const LayerOrigin& origin);

}  // namespace gis::query
