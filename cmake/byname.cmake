# The three shapes that everything here is built from: libraries, programs, and
# files embedded in them.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(Threads REQUIRED)

option(BYNAME_JOINED "compile several files of a library at a time (names must differ)" OFF)
find_program(CCACHE ccache)
if(CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

option(BYNAME_WERROR "warnings are errors" OFF)
add_library(byname_options INTERFACE)
# g++ 12 sees overlaps and bounds inside std::string that are not there (GCC bugs 105329, 105651).
target_compile_options(byname_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
                                                $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
                                                $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
                                                $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
                                                $<$<BOOL:${BYNAME_WERROR}>:-Werror>)
target_include_directories(byname_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})

# byname_embed(SOURCES SYMBOL FILE): the bytes of FILE become part of the
# library; #include "embedded/SYMBOL.h" gives byname::embedded::SYMBOL(), a
# string_view. Appends to the variable SOURCES.
function(byname_embed sources symbol file)
  set(assembly ${PROJECT_BINARY_DIR}/embedded/${symbol}.S)
  file(CONFIGURE OUTPUT ${assembly} CONTENT
".section .rodata
.balign 16
.global byname_embedded_${symbol}
.global byname_embedded_${symbol}_end
byname_embedded_${symbol}:
.incbin \"${file}\"
byname_embedded_${symbol}_end:
.byte 0
.section .note.GNU-stack,\"\",%progbits
")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/embedded/${symbol}.h CONTENT
"#pragma once
#include <string_view>
extern \"C\" const char byname_embedded_${symbol}[];
extern \"C\" const char byname_embedded_${symbol}_end[];
namespace byname::embedded {
inline std::string_view ${symbol}() {
  return {byname_embedded_${symbol},
          static_cast<std::size_t>(byname_embedded_${symbol}_end - byname_embedded_${symbol})};
}
}  // namespace byname::embedded
")
  set_source_files_properties(${assembly} PROPERTIES OBJECT_DEPENDS ${file})
  set(${sources} ${${sources}} ${assembly} PARENT_SCOPE)
endfunction()

# Two types of one name in one program share their templates without a word from
# compiler or linker (std::vector<Unit>), and then crash: a name is given once.
function(byname_names_once folder)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.h)
  foreach(header IN LISTS headers)
    file(STRINGS ${header} lines REGEX "^(struct|class|enum|enum class) [A-Za-z]+ .*{")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^(struct|class|enum class|enum) ([A-Za-z]+).*" "\\2" name "${line}")
      get_property(other GLOBAL PROPERTY byname_type_${name})
      if(other AND NOT other STREQUAL header)
        message(FATAL_ERROR "${name} is the name of two types: in ${other} and in ${header}.")
      endif()
      set_property(GLOBAL PROPERTY byname_type_${name} ${header})
    endforeach()
  endforeach()
endfunction()

# byname_library(FOLDER DEPENDS FOLDER... LIBS LIBRARY...): everything in FOLDER
# but main.cc. FOLDER/generated.cmake, if there is one, appends what is made at
# build time to FOLDER_generated. DEPENDS may name only folders above this line.
function(byname_library folder)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBS" ${ARGN})
  foreach(needed IN LISTS arg_DEPENDS)
    if(NOT TARGET byname_${needed})
      message(FATAL_ERROR "${folder} may not depend on ${needed}: it stands below it. "
                          "Dependencies run one way, in the order of the library lines.")
    endif()
  endforeach()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cc)
  list(FILTER files EXCLUDE REGEX "/${folder}/main\\.cc$|/generate[^/]*\\.cc$")
  # The fuzz targets need no programs, and instrumented code is slow to compile.
  if(BYNAME_FUZZ)
    list(FILTER files EXCLUDE REGEX "/searcher/(options|commands|render/[a-z]+)\\.cc$")
    if(folder STREQUAL indexer)
      list(FILTER files INCLUDE REGEX "/indexer/(readers|extract)/")
    endif()
  endif()
  set(${folder}_generated)
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder}/generated.cmake)
    include(${PROJECT_SOURCE_DIR}/${folder}/generated.cmake)
  endif()
  list(APPEND files ${${folder}_generated})
  # CLI11 is all templates: optimising a command line costs more than it will ever save. Not
  # -O0: the linker takes the first copy of std::string's functions for the whole program.
  if(EXISTS ${PROJECT_SOURCE_DIR}/${folder}/options.cc)
    set_source_files_properties(${PROJECT_SOURCE_DIR}/${folder}/options.cc PROPERTIES
                                COMPILE_OPTIONS -O1 SKIP_PRECOMPILE_HEADERS ON
                                SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  # A folder may include only what it names: every other folder of ours stops the build.
  foreach(file IN LISTS files)
    if(file MATCHES "^${PROJECT_SOURCE_DIR}/.*\\.cc$")
      file(STRINGS ${file} lines REGEX "^#include \"(schemas|text|places|store|indexer|searcher)/")
      foreach(line IN LISTS lines)
        string(REGEX REPLACE "^#include \"([a-z]+)/.*" "\\1" used "${line}")
        if(NOT used STREQUAL folder AND NOT used IN_LIST arg_DEPENDS)
          message(FATAL_ERROR "${file} includes ${used}/, which ${folder} may not use.")
        endif()
      endforeach()
    endif()
  endforeach()
  byname_names_once(${folder})
  if(NOT files)
    add_library(byname_${folder} INTERFACE)
    return()
  endif()
  add_library(byname_${folder} STATIC ${files})
  # Most of a build is reading headers. Several files at a time read them once; with ccache,
  # or for who changes a single file, one at a time is faster.
  if(BYNAME_JOINED)
    set_target_properties(byname_${folder} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    # g++ takes a type of an included .cc file for one of a header.
    target_compile_options(byname_${folder} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  elseif(NOT CCACHE)
    target_precompile_headers(byname_${folder} PRIVATE <algorithm> <array> <filesystem> <fstream>
                              <functional> <map> <memory> <optional> <set> <span> <sstream> <string>
                              <string_view> <unordered_map> <vector>)
  endif()
  list(TRANSFORM arg_DEPENDS PREPEND byname_)
  target_link_libraries(byname_${folder} PUBLIC byname_options ${arg_DEPENDS} Threads::Threads
                                         PRIVATE ${arg_LIBS})
endfunction()

# byname_program(FOLDER): FOLDER/main.cc on the library of the folder, as bin/FOLDER.
function(byname_program folder)
  if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${folder}/main.cc)
    message(WARNING "${folder}/main.cc is missing")
    return()
  endif()
  add_executable(${folder} ${folder}/main.cc)
  target_link_libraries(${folder} PRIVATE byname_${folder} CLI11::CLI11)
endfunction()
