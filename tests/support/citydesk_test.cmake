# What every test runs under: no display, one locale, our own resources, and folders of its own where a
# program keeps a person's settings, so that no test reads or changes those of whoever runs it.
set(CITYDESK_TEST_ENVIRONMENT
  QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 "CITYDESK_RESOURCES=${CMAKE_SOURCE_DIR}/resources"
  "XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/home/config" "XDG_CACHE_HOME=${CMAKE_BINARY_DIR}/home/cache"
  "XDG_DATA_HOME=${CMAKE_BINARY_DIR}/home/data")

# citydesk_names_path(SOURCE MACRO PATH)
# One source is compiled with a path of this machine, alone: in the flags of a whole program it would keep the compiler
# cache from finding anything in another clone.
function(citydesk_names_path source macro path)
  set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "${macro}=\"${path}\"")
endfunction()

# citydesk_test(NAME LABELS a;b SOURCES ... LIBS ... [PROCESSORS n] [TIMEOUT s])
# A GoogleTest program of one room, registered as one ctest entry per program under the offscreen
# platform. Working folder: its own folder in the build tree.
function(citydesk_test name)
  cmake_parse_arguments(ARG "" "PROCESSORS;TIMEOUT" "LABELS;SOURCES;LIBS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LIBS} gis::options GTest::gtest GTest::gmock GTest::gtest_main)
  citydesk_unity(${name} 7) # most of their time goes into GoogleTest's headers
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300) # a busy machine takes several times what a free one does
  endif()
  if(CITYDESK_SANITIZE)
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 8") # a watched program is that much slower
  endif()
  set_tests_properties(${name} PROPERTIES
    LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT "${CITYDESK_TEST_ENVIRONMENT}")
  if(ARG_PROCESSORS)
    set_tests_properties(${name} PROPERTIES PROCESSORS ${ARG_PROCESSORS})
  endif()
endfunction()
