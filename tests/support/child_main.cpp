// main() of a test program with child tasks.
#include <gmock/gmock.h>

#include "gis_core/base/platform/process.h"
#include "tests/support/child_tasks.h"

int main(int argc, char** argv) {
  // at once: who became another user may neither be watched for leaks nor tidy up
  if (const auto status = gis::test::runAsChild(argc, argv)) gis::platform::endProcessAtOnce(*status);
  ::testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
