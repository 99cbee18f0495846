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

# GDAL brings more than fifty libraries, which cost every start of a program some 60 ms. What knows GDAL is therefore built
# into a library of its own, citydesk-gdal, that the programs load when it is first called. Tests are linked to it, and so
# are the programs where no such part can be loaded.
#
# citydesk_gdal_part(ROOM SOURCES... LINKED FILE LOADED FILE LIBS...): what a room keeps there. One of the two files, which
# say where it is found, comes with whoever is linked to the room.
function(citydesk_gdal_part room)
  cmake_parse_arguments(ARG "" "LINKED;LOADED" "SOURCES;LIBS" ${ARGN})
  add_library(${room}_gdal OBJECT ${ARG_SOURCES})
  target_link_libraries(${room}_gdal PRIVATE ${room} ${ARG_LIBS})
  set_target_properties(${room}_gdal PROPERTIES CITYDESK_LOADS_GDAL ON CITYDESK_LIBS "${ARG_LIBS}")
  add_library(${room}_gdal_linked STATIC ${ARG_LINKED} $<TARGET_OBJECTS:${room}_gdal>)
  target_link_libraries(${room}_gdal_linked PRIVATE ${room} ${ARG_LIBS})
  add_library(${room}_gdal_loaded STATIC ${ARG_LOADED})
  target_link_libraries(${room}_gdal_loaded PRIVATE gis::options gis_base)
  target_link_libraries(${room} INTERFACE
    "$<IF:$<BOOL:$<TARGET_PROPERTY:CITYDESK_LOADS_GDAL>>,${room}_gdal_loaded,${room}_gdal_linked>")
endfunction()

# citydesk_gdal_library(ROOMS...): the library itself. What it needs of us it finds in the program.
function(citydesk_gdal_library)
  if(NOT CITYDESK_LOAD_GDAL)
    return()
  endif()
  add_library(citydesk-gdal MODULE)
  set_target_properties(citydesk-gdal PROPERTIES PREFIX "" SUFFIX ".so"
    LIBRARY_OUTPUT_DIRECTORY "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
  foreach(room IN LISTS ARGN)
    get_target_property(libs ${room}_gdal CITYDESK_LIBS)
    target_sources(citydesk-gdal PRIVATE $<TARGET_OBJECTS:${room}_gdal>)
    target_link_libraries(citydesk-gdal PRIVATE gis::options ${libs})
  endforeach()
endfunction()

# citydesk_loads_gdal(PROGRAM): it has all that the library needs of us, and shows it.
function(citydesk_loads_gdal program)
  if(NOT CITYDESK_LOAD_GDAL)
    return()
  endif()
  set_target_properties(${program} PROPERTIES CITYDESK_LOADS_GDAL ON)
  add_dependencies(${program} citydesk-gdal)
  foreach(room gis_base gis_geometry gis_crs gis_io gis_raster)
    target_link_options(${program} PRIVATE "LINKER:--whole-archive,$<TARGET_FILE:${room}>,--no-whole-archive")
  endforeach()
  foreach(symbols _ZN3gis _ZNK3gis _ZTIN3gis _ZTSN3gis _ZTVN3gis _ZZN3gis _ZZNK3gis _ZGVZN3gis _ZGVN3gis)
    target_link_options(${program} PRIVATE "LINKER:--export-dynamic-symbol=${symbols}*")
  endforeach()
endfunction()

# citydesk_unity(TARGET COUNT): COUNT files of TARGET are compiled at a time. For rooms whose files spend most of
# their time in large headers (Qt's widgets; CLI11, which is built into each file anew). Their headers are still
# compiled alone (tests/layout), so a missing include shows. The sanitizers and the lint of everything compile every room
# so: names in anonymous namespaces are unique in their room.
function(citydesk_unity target count)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${CITYDESK_UNITY} UNITY_BUILD_BATCH_SIZE ${count})
endfunction()
