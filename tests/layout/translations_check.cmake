# Asks lupdate whether a text of the windows has no translation yet.
# Called with -DSOURCES=folder;folder -DTS=file.ts -DLUPDATE=program -DWORK=folder; with -DPLURAL=ON only texts with a
# number are asked for (in English, whose texts are the sources, these alone have a translation).
cmake_minimum_required(VERSION 3.25)
if(NOT EXISTS "${TS}")
  message(FATAL_ERROR "${TS} is missing")
endif()
file(MAKE_DIRECTORY "${WORK}")
get_filename_component(name "${TS}" NAME)
set(copy "${WORK}/${name}")
file(COPY_FILE "${TS}" "${copy}")
# the includes are rooted; without the root lupdate does not find the classes, and so not their namespaces
set(only "")
if(PLURAL)
  set(only -pluralonly)
endif()
execute_process(COMMAND "${LUPDATE}" ${only} -silent -locations none -extensions cpp,h
  -I "${CMAKE_CURRENT_LIST_DIR}/../.." ${SOURCES} -ts "${copy}"
  RESULT_VARIABLE status ERROR_VARIABLE complaints)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "lupdate failed (${status}): ${complaints}")
endif()
file(READ "${copy}" text)
# a message is "<source>…</source> … <translation type="unfinished">"; semicolons would cut CMake's list
string(REPLACE ";" "," text "${text}")
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*(<[a-z]*comment>[^<]*</[a-z]*comment>[^<]*)*<translation type=\"unfinished\""
  open "${text}")
set(texts "")
foreach(message IN LISTS open)
  string(REGEX REPLACE "^<source>([^<]*)</source>.*" "\\1" source "${message}")
  string(APPEND texts "\n  ${source}")
endforeach()
if(text MATCHES "type=\"unfinished\"")
  list(LENGTH open count)
  message(FATAL_ERROR "${count} texts have no translation:${texts}")
endif()
