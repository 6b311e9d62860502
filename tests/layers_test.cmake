# Who may include whom:
#   - a public header includes standard headers and public headers that come before it in the order below;
#   - cxtext.h includes all of them;
#   - only the adapters know ICU and libstemmer.
# SOURCE_DIR: root of the tree.
cmake_minimum_required(VERSION 3.25)

set(order result lang io text tokens lexicon compounds language sentiment model_file vectors theme_model themes nps periods figures privacy report evaluation pipeline training cxtext)
set(public_dir ${SOURCE_DIR}/libcxtext/include/cxtext)
set(problems "")

# Lines of a file that include something, as "<name>" or "\"name\"".
function(read_includes file result)
  file(STRINGS ${file} lines REGEX "^[ \t]*#[ \t]*include")
  list(TRANSFORM lines REPLACE "^[ \t]*#[ \t]*include[ \t]*([<\"][^>\"]*[>\"]).*$" "\\1")
  set(${result} "${lines}" PARENT_SCOPE)
endfunction()

file(GLOB headers RELATIVE ${public_dir} ${public_dir}/*)
list(LENGTH headers n_headers)
if(n_headers LESS 2)
  message(FATAL_ERROR "no public headers in ${public_dir}")
endif()

foreach(header IN LISTS headers)
  string(REGEX REPLACE "\\.h$" "" name ${header})
  list(FIND order ${name} place)
  if(place EQUAL -1)
    list(APPEND problems "${header} has no place in the order of layers")
    continue()
  endif()
  list(SUBLIST order 0 ${place} earlier)
  read_includes(${public_dir}/${header} includes)
  foreach(include IN LISTS includes)
    # Names of standard headers have neither a dot nor a slash.
    if(include MATCHES "^<[a-z_0-9]+>$")
      continue()
    endif()
    if(NOT include MATCHES "^\"cxtext/([a-z_0-9]+)\\.h\"$")
      list(APPEND problems "${header} includes ${include}: neither standard nor a public header")
    elseif(NOT CMAKE_MATCH_1 IN_LIST earlier)
      list(APPEND problems "${header} includes ${include}, which does not come before it")
    endif()
  endforeach()
endforeach()

read_includes(${public_dir}/cxtext.h umbrella)
list(REMOVE_ITEM headers cxtext.h)
foreach(header IN LISTS headers)
  if(NOT "\"cxtext/${header}\"" IN_LIST umbrella)
    list(APPEND problems "cxtext.h leaves out ${header}")
  endif()
endforeach()

set(adapter_zlib gzip)
set(adapter_zstd zstd)
set(adapter_zip zip)
set(adapter_expat xml)
file(GLOB_RECURSE sources RELATIVE ${SOURCE_DIR}
  ${SOURCE_DIR}/libcxtext/*.h ${SOURCE_DIR}/libcxtext/*.cpp ${SOURCE_DIR}/lexicons/*.cpp
  ${SOURCE_DIR}/cli/*.h ${SOURCE_DIR}/cli/*.cpp)
foreach(source IN LISTS sources)
  read_includes(${SOURCE_DIR}/${source} includes)
  foreach(include IN LISTS includes)
    if(include MATCHES "^.unicode/" AND NOT source MATCHES "^libcxtext/src/icu(_charset)?\\.cpp$")
      list(APPEND problems "${source} includes ${include}: ICU belongs to icu.cpp and icu_charset.cpp")
    elseif(include MATCHES "^.libstemmer\\.h" AND NOT source STREQUAL "libcxtext/src/snowball.cpp")
      list(APPEND problems "${source} includes ${include}: libstemmer belongs to snowball.cpp")
    endif()
    if(include MATCHES "^.(zlib|zstd|zip|expat)\\.h")
      set(adapter libcxtext/src/io_${adapter_${CMAKE_MATCH_1}}.cpp)
      if(NOT source STREQUAL adapter)
        list(APPEND problems "${source} includes ${include}: that belongs to ${adapter}")
      endif()
    endif()
  endforeach()
endforeach()

if(problems)
  list(JOIN problems "\n  " text)
  message(FATAL_ERROR "layers:\n  ${text}")
endif()
