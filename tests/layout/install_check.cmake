# Installs into a scratch prefix outside the source tree, looks at what lies there, and runs the installed
# program. Called with -DBUILD=… -DVERSION=… -DWINDOWS=ON|OFF.
cmake_minimum_required(VERSION 3.25)
foreach(name BUILD VERSION WINDOWS)
  if("${${name}}" STREQUAL "")
    message(FATAL_ERROR "-D${name}= is missing")
  endif()
endforeach()

# Outside the source tree: above a build folder the programs would find `resources` of the sources.
set(temporary /tmp)
if(DEFINED ENV{TMPDIR})
  set(temporary "$ENV{TMPDIR}")
endif()
string(RANDOM LENGTH 12 name)
set(SCRATCH "${temporary}/citydesk-install-${name}")

# run(WHAT COMMAND…): the output goes to `output`; a failure ends the check with WHAT.
function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT status EQUAL 0)
    file(REMOVE_RECURSE "${SCRATCH}")
    message(FATAL_ERROR "${what} failed (${status}): ${out}${err}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

function(expect_file name)
  if(NOT EXISTS "${SCRATCH}/${name}")
    file(REMOVE_RECURSE "${SCRATCH}")
    message(FATAL_ERROR "${name} is not installed")
  endif()
endfunction()

foreach(component programs data desktop)
  run("installing ${component}" ${CMAKE_COMMAND} --install "${BUILD}" --prefix "${SCRATCH}" --component ${component})
endforeach()
run("installing the rest" ${CMAKE_COMMAND} --install "${BUILD}" --prefix "${SCRATCH}/rest" --component Unspecified)
file(GLOB_RECURSE rest "${SCRATCH}/rest/*")
if(rest)
  file(REMOVE_RECURSE "${SCRATCH}")
  message(FATAL_ERROR "installed without a component: ${rest}")
endif()

set(id org.citydesk.CityDesk)
expect_file(bin/citydesk-cli)
expect_file(share/citydesk/codes/events.csv)
expect_file(share/citydesk/translations/citydesk_zh_CN.qm)
expect_file(share/citydesk/guide/guide_en.html)
expect_file(share/citydesk/guide/guide_zh_CN.html)
expect_file(share/icons/hicolor/scalable/apps/${id}.svg)
expect_file(share/mime/packages/${id}.xml)
run("the file type" update-mime-database "${SCRATCH}/share/mime")
file(READ "${SCRATCH}/share/mime/globs2" globs)
if(NOT globs MATCHES "application/x-citydesk-city:\\*\\.citydb")
  message(FATAL_ERROR "*.citydb has no file type")
endif()
if(WINDOWS)
  expect_file(bin/citydesk)
  expect_file(share/applications/${id}.desktop)
  expect_file(share/metainfo/${id}.metainfo.xml)
  run("the launcher" desktop-file-validate "${SCRATCH}/share/applications/${id}.desktop")
  run("the metadata" appstreamcli validate --no-net "${SCRATCH}/share/metainfo/${id}.metainfo.xml")
endif()

# The installed program finds its own files: nothing points it to the source tree.
unset(ENV{CITYDESK_RESOURCES})
run("--version" "${SCRATCH}/bin/citydesk-cli" --version)
string(FIND "${output}" "${VERSION}" at)
if(at EQUAL -1)
  message(FATAL_ERROR "--version says ${output}, not ${VERSION}")
endif()

# Its messages are Chinese when asked for.
execute_process(COMMAND "${SCRATCH}/bin/citydesk-cli" --lang zh_CN check "${SCRATCH}/none.citydb"
  RESULT_VARIABLE status ERROR_VARIABLE err)
if(status EQUAL 0 OR NOT err MATCHES "没有")
  message(FATAL_ERROR "the installed program does not speak Chinese: ${err}")
endif()
if(WINDOWS)
  run("the window" ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen "XDG_CONFIG_HOME=${SCRATCH}/home"
    "XDG_CACHE_HOME=${SCRATCH}/home" "${SCRATCH}/bin/citydesk" --lang zh_CN --screenshot "${SCRATCH}/window.png")
  expect_file(window.png)
endif()

# A new city needs the schema, a report the code tables.
set(city "${SCRATCH}/new.citydb")
run("create" "${SCRATCH}/bin/citydesk-cli" create "${city}")
run("incident report" "${SCRATCH}/bin/citydesk-cli" incident report "${city}" --kind component --category 0102
  --at 531200,3586400 --json)
string(JSON state GET "${output}" state)
if(NOT state STREQUAL "reported")
  message(FATAL_ERROR "incident report says ${output}")
endif()

# Files of others are read and written by a part that is loaded when it is needed.
file(WRITE "${SCRATCH}/places.geojson" [[{"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"name": "站"}, "geometry": {"type": "Point", "coordinates": [119.4, 32.4]}}]}]])
run("import" "${SCRATCH}/bin/citydesk-cli" import "${city}" "${SCRATCH}/places.geojson")
run("export" "${SCRATCH}/bin/citydesk-cli" export "${city}" places "${SCRATCH}/places.gpkg")
expect_file(places.gpkg)
file(GLOB_RECURSE part "${SCRATCH}/lib*/citydesk-gdal.so")
if(part)
  file(REMOVE ${part} "${SCRATCH}/places.gpkg")
  foreach(command "export;${city};places;${SCRATCH}/places.gpkg" "import;${city};${SCRATCH}/places.geojson;--replace")
    execute_process(COMMAND "${SCRATCH}/bin/citydesk-cli" ${command} RESULT_VARIABLE status ERROR_VARIABLE err)
    if(status EQUAL 0 OR NOT err MATCHES "cannot load the program's part citydesk-gdal.so")
      message(FATAL_ERROR "without its part the program says to ${command}: ${status} ${err}")
    endif()
  endforeach()
endif()

# The file carries the mark by which the file type knows it (desktop/*.mime.xml).
file(READ "${city}" head OFFSET 0 LIMIT 16 HEX)
file(READ "${city}" mark OFFSET 68 LIMIT 4 HEX)
if(NOT head STREQUAL "53514c69746520666f726d6174203300" OR NOT mark STREQUAL "43697479")
  message(FATAL_ERROR "a city file begins with ${head}, and ${mark} stands at 68")
endif()
file(REMOVE_RECURSE "${SCRATCH}")
