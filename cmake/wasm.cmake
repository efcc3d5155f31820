# The pricing engine as a WebAssembly module for the till's page: the same sources by the same compiler, against Debian's
# wasi-libc and libc++, without exceptions and RTTI. What reads rows or files of the store stays outside; pos-core/wasm/module stands in
# for what needs an operating system. The result is copied to daemon/ui/src/pricing, where the page's build takes it from.
find_file(HOLDFAST_WASM_LIBCXX libc++.a PATHS /usr/lib/wasm32-wasi NO_DEFAULT_PATH)
if(NOT HOLDFAST_WASM_LIBCXX)
  message(STATUS "No libc++ for WebAssembly: the pricing module is not built, and the page does without.")
  return()
endif()
set(wasm_sources)
foreach(folder base money taxes promotions pricing charges wasm wasm/module)
  file(GLOB found CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/pos-core/${folder}/*.cpp)
  list(FILTER found EXCLUDE REGEX "(_test|_rows|price_list_document|base/check|base/digest)\\.cpp$")
  list(APPEND wasm_sources ${found})
endforeach()
# The two header-only libraries, without the rest of the machine's headers.
find_path(HOLDFAST_TL_EXPECTED tl/expected.hpp REQUIRED)
set(wasm_headers ${CMAKE_BINARY_DIR}/generated/wasm/include)
file(MAKE_DIRECTORY ${wasm_headers})
file(CREATE_LINK ${HOLDFAST_TL_EXPECTED}/tl ${wasm_headers}/tl SYMBOLIC)
list(GET Boost_INCLUDE_DIRS 0 boost_headers)
file(CREATE_LINK ${boost_headers}/boost ${wasm_headers}/boost SYMBOLIC)

set(wasm_compiler ${CMAKE_CXX_COMPILER_LAUNCHER} ${CMAKE_CXX_COMPILER} --target=wasm32-wasi)
set(wasm_flags -std=c++20 -Oz -flto -fno-exceptions -fno-rtti -fvisibility=hidden -DNDEBUG -DBOOST_SYSTEM_DISABLE_THREADS
    -DBOOST_DISABLE_CURRENT_LOCATION -I ${CMAKE_SOURCE_DIR}/pos-core -isystem ${wasm_headers})
set(wasm_link -Oz -flto -mexec-model=reactor -Wl,--strip-all,--gc-sections,--stack-first,-z,stack-size=262144)

# holdfast_wasm(NAME SOURCE...): NAME.wasm of the engine and the sources, below generated/wasm.
function(holdfast_wasm name)
  set(objects)
  foreach(source ${ARGN})
    file(RELATIVE_PATH relative ${CMAKE_SOURCE_DIR} ${source})
    string(REPLACE "/" "_" object ${relative})
    set(object ${CMAKE_BINARY_DIR}/generated/wasm/${object}.o)
    list(APPEND objects ${object})
    get_property(known GLOBAL PROPERTY HOLDFAST_WASM_OBJECTS)
    if(NOT object IN_LIST known)
      set_property(GLOBAL APPEND PROPERTY HOLDFAST_WASM_OBJECTS ${object})
      add_custom_command(OUTPUT ${object} DEPENDS ${source} DEPFILE ${object}.d
        COMMAND ${wasm_compiler} ${wasm_flags} ${HOLDFAST_WARNINGS} -MD -MF ${object}.d -MT ${object} -c ${source} -o ${object}
        COMMENT "Building ${relative} for the browser" VERBATIM)
    endif()
  endforeach()
  set(module ${CMAKE_BINARY_DIR}/generated/wasm/${name}.wasm)
  add_custom_command(OUTPUT ${module} DEPENDS ${objects}
    COMMAND ${CMAKE_CXX_COMPILER} --target=wasm32-wasi ${wasm_link} ${objects} -o ${module}
    COMMENT "Linking ${name}.wasm" VERBATIM)
endfunction()

holdfast_wasm(pricing ${wasm_sources})
set(pricing_wasm ${CMAKE_SOURCE_DIR}/daemon/ui/src/pricing/pricing.wasm)
holdfast_wasm(pricing_cases ${wasm_sources} ${CMAKE_SOURCE_DIR}/tests/wasm/case_figures.cpp ${CMAKE_SOURCE_DIR}/tests/wasm/case_module.cpp)
add_custom_target(pricing_cases_wasm DEPENDS ${CMAKE_BINARY_DIR}/generated/wasm/pricing_cases.wasm)
add_custom_target(pricing_wasm DEPENDS ${CMAKE_BINARY_DIR}/generated/wasm/pricing.wasm
  COMMAND ${CMAKE_COMMAND} -E copy_if_different ${CMAKE_BINARY_DIR}/generated/wasm/pricing.wasm ${pricing_wasm})
