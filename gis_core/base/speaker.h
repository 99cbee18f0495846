// In which language the core writes what stays: reasons in tables that people open later.
#pragma once

#include <functional>
#include <string>

#include "gis_core/base/message.h"

namespace gis {

using Speaker = std::function<std::string(const Message&)>;
/// Set by the doors when the language is known; without one all is said in English. Thread rule: any thread.
void setSpeaker(Speaker speaker);
/// The message as the speaker says it. Thread rule: any thread.
[[nodiscard]] std::string said(const Message& message);

}  // namespace gis
