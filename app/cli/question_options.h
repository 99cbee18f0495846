// --explain and --save, which every question on the command line has.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "gis_core/query/question.h"
#include "gis_core/store/city.h"

namespace gis::cli {

/// What can be done with a question instead of answering it.
class QuestionOptions {
 public:
  void setup(CLI::App& app);
  /// Explains or saves the question when that was asked for; false: it is to be answered.
  [[nodiscard]] bool handle(Context& context, const std::string& cityFile, const query::Question& question) const;
  [[nodiscard]] bool isGiven() const { return m_explain || !m_save.empty(); }

 private:
  bool m_explain = false;
  std::string m_save;
  bool m_replace = false;
};

/// The plan with its estimates: JSON, or lines for people in their language.
void printExplanation(Context& context, const store::Connection& c, const query::Question& question);

}  // namespace gis::cli
