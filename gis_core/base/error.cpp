#include "gis_core/base/error.h"

#include <algorithm>

namespace gis {

std::string_view errorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return "usage";
    case ErrorCode::notFound: return "not_found";
    case ErrorCode::exists: return "exists";
    case ErrorCode::noSuchLayer: return "no_such_layer";
    case ErrorCode::noSuchField: return "no_such_field";
    case ErrorCode::sql: return "sql";
    case ErrorCode::readOnly: return "read_only";
    case ErrorCode::diskFull: return "disk_full";
    case ErrorCode::locked: return "locked";
    case ErrorCode::newerVersion: return "newer_version";
    case ErrorCode::damaged: return "damaged";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::unknownCrs: return "unknown_crs";
    case ErrorCode::ballparkCrs: return "ballpark_crs";
    case ErrorCode::invalidValue: return "invalid_value";
    case ErrorCode::forbiddenStep: return "forbidden_step";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::internal: break;
  }
  return "internal";
}

std::string composeSentence(const std::string& what, const std::string& why, const std::string& remedy) {
  std::string text = what;
  if (!why.empty()) text += (text.empty() ? "" : ": ") + why;
  if (!remedy.empty()) text += (text.empty() ? "" : "; ") + remedy;
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return text;
}

Error::Error(ErrorCode code, Message what, Message why, Message remedy)
    : m_code(code), m_what(std::move(what)), m_why(std::move(why)), m_remedy(std::move(remedy)) {
  compose();
}

void Error::within(Message doing) {
  m_context.push_back(std::move(doing));
}

void Error::compose() {
  m_text = composeSentence(m_what.str(), m_why.str(), m_remedy.str());
}

}  // namespace gis
