# What `cmake --install` puts into place of the library: headers, the library, and what CMake and pkg-config need to find
# it. The installed tree can be moved.

include(CMakePackageConfigHelpers)

install(TARGETS cxtext EXPORT cxtext-targets)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/libcxtext/include/cxtext DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h")

set(CXTEXT_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/cxtext)
get_target_property(CXTEXT_LIBRARY_TYPE cxtext TYPE)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/cxtext-config.cmake.in
  ${CMAKE_CURRENT_BINARY_DIR}/cxtext-config.cmake
  INSTALL_DESTINATION ${CXTEXT_CMAKE_DIR} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may break what was built against the last one.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/cxtext-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT cxtext-targets NAMESPACE cxtext:: DESTINATION ${CXTEXT_CMAKE_DIR})
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/cxtext-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/cxtext-config-version.cmake
  ${CMAKE_CURRENT_LIST_DIR}/FindStemmer.cmake
  DESTINATION ${CXTEXT_CMAKE_DIR})

# A shared library has linked what it needs; with a static one its user has to, without having to say --static.
set(CXTEXT_PC_REQUIRES "")
set(CXTEXT_PC_LIBS "")
if(NOT CXTEXT_LIBRARY_TYPE STREQUAL "SHARED_LIBRARY")
  set(CXTEXT_PC_REQUIRES " expat fmt icu-i18n icu-uc libzip libzstd xlsxwriter zlib")
  set(CXTEXT_PC_LIBS " -lstemmer -pthread")
endif()
file(RELATIVE_PATH CXTEXT_PC_TO_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(${CMAKE_CURRENT_LIST_DIR}/cxtext.pc.in ${CMAKE_CURRENT_BINARY_DIR}/cxtext.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/cxtext.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
