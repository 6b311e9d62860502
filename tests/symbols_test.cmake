# The library neither prints nor ends the program: none of its objects refers to what could.
# NM: the tool; LIBRARY: the static library, built without assertions.
cmake_minimum_required(VERSION 3.25)

execute_process(COMMAND ${NM} -C --undefined-only ${LIBRARY} OUTPUT_VARIABLE table RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${NM} cannot read ${LIBRARY}")
endif()
string(REGEX MATCHALL "[^\n]+" lines "${table}")

# fprintf, fwrite and the like are fine as long as the file is one that the library opened itself: stdout and stderr
# are what they must not be given. Functions that print without being told where are out altogether.
set(streams "std::(cout|cerr|clog|wcout|wcerr|wclog)|std::ios_base::Init::Init\\(\\)|stdout|stderr")
set(printers "printf|vprintf|__printf_chk|__vprintf_chk|puts|putchar|putchar_unlocked|perror|psignal|syslog")
set(endings "exit|_exit|_Exit|quick_exit|abort|raise|kill|std::exit")
set(forbidden "^ *U (${streams}|${printers}|${endings})(@.*)?$")

set(object "")
set(n_objects 0)
set(problems "")
foreach(line IN LISTS lines)
  if(line MATCHES "^(.+\\.o):$")
    set(object ${CMAKE_MATCH_1})
    math(EXPR n_objects "${n_objects} + 1")
  elseif(line MATCHES "${forbidden}")
    list(APPEND problems "${object} refers to ${CMAKE_MATCH_1}")
  endif()
endforeach()

if(n_objects LESS 5)
  message(FATAL_ERROR "only ${n_objects} objects in ${LIBRARY}: the test would prove nothing")
endif()
if(problems)
  list(JOIN problems "\n  " text)
  message(FATAL_ERROR "symbols:\n  ${text}")
endif()
