// The one exception of the house.
#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"

namespace gis {

/// What kind of failure it is; the names are those of the command line's JSON errors.
enum class ErrorCode {
  usage,     ///< wrong arguments (exit status 2)
  notFound,  ///< a file, row or case is not there
  exists,    ///< the target is taken
  noSuchLayer,
  noSuchField,
  sql,       ///< a statement was refused or failed
  readOnly,  ///< the place cannot be written
  diskFull,
  locked,        ///< another program holds the city for too long
  newerVersion,  ///< written by a newer CityDesk
  damaged,       ///< the content contradicts itself
  unsupported,   ///< a format or a request that we do not read or do
  unknownCrs,
  ballparkCrs,  ///< PROJ knows no real operation between the two datums
  invalidValue,
  forbiddenStep,  ///< the rules of the case's life cycle forbid it
  cancelled,
  internal,  ///< a defect of ours
};

/// The name used in JSON: `not_found`, `no_such_layer` …
[[nodiscard]] std::string_view errorCodeName(ErrorCode code);

/// A failure with everything its reader needs: WHAT failed on what, WHY, and what to DO about it.
/// Functions throw it; it is caught only at the job runner and in the command line's main.
class Error : public std::exception {
 public:
  Error(ErrorCode code, Message what, Message why = {}, Message remedy = {});

  [[nodiscard]] ErrorCode code() const noexcept { return m_code; }
  [[nodiscard]] const Message& whatFailed() const noexcept { return m_what; }
  [[nodiscard]] const Message& why() const noexcept { return m_why; }
  [[nodiscard]] const Message& remedy() const noexcept { return m_remedy; }
  /// What the callers were doing, innermost first.
  [[nodiscard]] const std::vector<Message>& context() const noexcept { return m_context; }

  /// Adds what the caller was doing.
  void within(Message doing);

  /// "WHAT: WHY; what to do", in English, one line.
  [[nodiscard]] const char* what() const noexcept override { return m_text.c_str(); }
  [[nodiscard]] std::string sentence() const { return m_text; }

 private:
  void compose();

  ErrorCode m_code;
  Message m_what;
  Message m_why;
  Message m_remedy;
  std::vector<Message> m_context;
  std::string m_text;
};

/// Joins the three parts into one line: "what: why; what to do" with empty parts left out, line ends made spaces.
[[nodiscard]] std::string composeSentence(const std::string& what, const std::string& why, const std::string& remedy);

}  // namespace gis
