#include "ui/models/case_texts.h"

#include <QCoreApplication>
#include <map>

#include "gis_core/city/case_flow.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

using Words = std::map<std::string, const char*>;

QString worded(const Words& words, const std::string& word) {
  const auto found = words.find(word);
  return found == words.end() ? QString::fromStdString(word) : QCoreApplication::translate("CaseTexts", found->second);
}

}  // namespace

QString caseActionText(const std::string& action) {
  static const Words kWords = {
      {"report", QT_TRANSLATE_NOOP("CaseTexts", "Report")},
      {"take", QT_TRANSLATE_NOOP("CaseTexts", "Take on")},
      {"send_verify", QT_TRANSLATE_NOOP("CaseTexts", "Send an inspector to verify")},
      {"verify_done", QT_TRANSLATE_NOOP("CaseTexts", "Report what was verified")},
      {"merge", QT_TRANSLATE_NOOP("CaseTexts", "Merge into another case")},
      {"reject", QT_TRANSLATE_NOOP("CaseTexts", "Refuse")},
      {"file", QT_TRANSLATE_NOOP("CaseTexts", "File")},
      {"self_handle_close", QT_TRANSLATE_NOOP("CaseTexts", "Handled on the spot: close")},
      {"dispatch", QT_TRANSLATE_NOOP("CaseTexts", "Dispatch")},
      {"return_to_acceptor", QT_TRANSLATE_NOOP("CaseTexts", "Return to the acceptor")},
      {"refile", QT_TRANSLATE_NOOP("CaseTexts", "File again")},
      {"cancel", QT_TRANSLATE_NOOP("CaseTexts", "Cancel the case")},
      {"redispatch", QT_TRANSLATE_NOOP("CaseTexts", "Dispatch again")},
      {"return_to_dispatcher", QT_TRANSLATE_NOOP("CaseTexts", "Return to the dispatcher")},
      {"assign", QT_TRANSLATE_NOOP("CaseTexts", "Assign a handler")},
      {"revoke_assign", QT_TRANSLATE_NOOP("CaseTexts", "Take the assignment back")},
      {"handler_return", QT_TRANSLATE_NOOP("CaseTexts", "Return to the department")},
      {"submit", QT_TRANSLATE_NOOP("CaseTexts", "Report that it is handled")},
      {"bounce", QT_TRANSLATE_NOOP("CaseTexts", "Send back to the handler")},
      {"confirm", QT_TRANSLATE_NOOP("CaseTexts", "Confirm that it is handled")},
      {"rework", QT_TRANSLATE_NOOP("CaseTexts", "Send back for rework")},
      {"forward", QT_TRANSLATE_NOOP("CaseTexts", "Forward to the acceptor")},
      {"send_check", QT_TRANSLATE_NOOP("CaseTexts", "Send an inspector to check")},
      {"return_rework", QT_TRANSLATE_NOOP("CaseTexts", "Not passed: send back for rework")},
      {"close", QT_TRANSLATE_NOOP("CaseTexts", "Close the case")},
      {"resume", QT_TRANSLATE_NOOP("CaseTexts", "Resume")},
      {"force_close", QT_TRANSLATE_NOOP("CaseTexts", "Force the close")},
  };
  // steps of requests are named by their table, in both languages
  const std::string named = city::requestActionName(action, isChinese());
  return named.empty() ? worded(kWords, action) : fromUtf8(named);
}

QString journalReasonText(const std::string& reason) {
  const city::StepNote note = city::stepNoteOf(reason);
  return note.role.empty() ? translated(Message(reason)) : caseActionText(note.action);
}

QString caseRoleText(const std::string& role) {
  static const Words kWords = {
      {"inspector", QT_TRANSLATE_NOOP("CaseTexts", "Inspector")},
      {"hotline", QT_TRANSLATE_NOOP("CaseTexts", "Hotline")},
      {"acceptor", QT_TRANSLATE_NOOP("CaseTexts", "Acceptor")},
      {"shift_leader", QT_TRANSLATE_NOOP("CaseTexts", "Shift leader")},
      {"dispatcher", QT_TRANSLATE_NOOP("CaseTexts", "Dispatcher")},
      {"department", QT_TRANSLATE_NOOP("CaseTexts", "Department")},
      {"handler", QT_TRANSLATE_NOOP("CaseTexts", "Handler")},
      {"leader", QT_TRANSLATE_NOOP("CaseTexts", "Leader")},
      {"system", QT_TRANSLATE_NOOP("CaseTexts", "System")},
  };
  return worded(kWords, role);
}

}  // namespace gis::ui
