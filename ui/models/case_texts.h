// The words of the life cycle of a case in the language of the program.
#pragma once

#include <QString>
#include <string>

namespace gis::ui {

/// "file" → "File". A word that the rules do not know is given back as it is.
[[nodiscard]] QString caseActionText(const std::string& action);
/// What an entry of the journal gives as its reason, in words: "file (acceptor): …" → "File", others translated.
[[nodiscard]] QString journalReasonText(const std::string& reason);
/// "shift_leader" → "Shift leader".
[[nodiscard]] QString caseRoleText(const std::string& role);

}  // namespace gis::ui
