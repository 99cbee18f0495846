# One interface target carries what every translation unit of ours is built with.
add_library(gis_options INTERFACE)
add_library(gis::options ALIAS gis_options)
target_compile_features(gis_options INTERFACE cxx_std_20)
set_target_properties(gis_options PROPERTIES INTERFACE_POSITION_INDEPENDENT_CODE ON)
target_include_directories(gis_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(gis_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
  -Wno-missing-field-initializers
  # a fresh clone in another folder must hit the same compiler cache
  "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=." -fno-math-errno)
if(CITYDESK_WERROR)
  target_compile_options(gis_options INTERFACE -Werror)
endif()
if(CITYDESK_SANITIZE)
  string(REPLACE ";" "," _list "${CITYDESK_SANITIZE}")
  target_compile_options(gis_options INTERFACE "-fsanitize=${_list}" -fno-omit-frame-pointer -g1)
  target_link_options(gis_options INTERFACE "-fsanitize=${_list}")
endif()
find_program(CITYDESK_MOLD mold)
if(CITYDESK_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_link_options(gis_options INTERFACE -fuse-ld=mold)
endif()

# citydesk_room(NAME ALIAS SOURCES... PUBLIC LIBS... PRIVATE LIBS...)
# A room of the house: a static library `NAME` with the alias ALIAS. PUBLIC are the rooms below that
# its headers show; PRIVATE is what only its .cpp files know (C libraries above all).
function(citydesk_room name alias)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  add_library(${alias} ALIAS ${name})
  target_link_libraries(${name} PUBLIC gis::options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# citydesk_unity(TARGET COUNT): COUNT files of TARGET are compiled at a time. For rooms whose files spend most of
# their time in large headers (Qt's widgets; CLI11, which is built into each file anew). Their headers are still
# compiled alone (tests/layout), so a missing include shows. The sanitizers and the lint of everything compile every room
# so: names in anonymous namespaces are unique in their room.
function(citydesk_unity target count)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CITYDESK_UNITY} UNITY_BUILD_BATCH_SIZE ${count})
endfunction()
