// Questions as JSON: what is read once is written and read again as the same.
#include "gis_core/query/question_json.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gis;
  fuzz::orError([&] {
    const query::Question question = query::questionFromJson(fuzz::textOf(data, size));
    const query::Question again = query::questionFromJson(query::toJsonText(question));
    fuzz::require(query::sameQuestion(question, again));
  });
  return 0;
}
