# SPDX-License-Identifier: GPL-3.0-or-later
# The shared library for others, and what `cmake --install` puts where.
include(CMakePackageConfigHelpers)

add_library(vanthu SHARED)
target_link_libraries(vanthu PRIVATE vanthu-objects vanthu-needs)
target_include_directories(vanthu INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
set_target_properties(vanthu PROPERTIES VANTHU_WHOLE ON VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR})
set_target_properties(vanthu-static PROPERTIES OUTPUT_NAME vanthu)

set(headers include/vanthu/bases.h include/vanthu/compare.h include/vanthu/document.h include/vanthu/error.h include/vanthu/text.h include/vanthu/write.h)
set(VANTHU_PC_REQUIRES "libxml-2.0 libzip libutf8proc nettle")
set(VANTHU_PC_LIBS "-lm")
if(VANTHU_ARCHIVE)
    list(APPEND headers include/vanthu/archive.h include/vanthu/export.h include/vanthu/journal.h include/vanthu/keep.h include/vanthu/references.h include/vanthu/similar.h)
    string(APPEND VANTHU_PC_REQUIRES " xapian-core libdeflate")
    string(APPEND VANTHU_PC_LIBS " -lstdc++")
endif()

configure_file(cmake/vanthu.pc.in vanthu.pc @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/vanthu-config-version.cmake COMPATIBILITY SameMinorVersion)

install(FILES ${headers} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/vanthu)
install(TARGETS vanthu EXPORT vanthu-targets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS vanthu-static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT vanthu-targets NAMESPACE vanthu:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/vanthu)
install(FILES cmake/vanthu-config.cmake ${PROJECT_BINARY_DIR}/vanthu-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/vanthu)
install(FILES ${PROJECT_BINARY_DIR}/vanthu.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES docs/schema/vanthu.document-1.json DESTINATION ${CMAKE_INSTALL_DATADIR}/vanthu)

find_program(SCDOC scdoc)
if(SCDOC)
    add_custom_command(OUTPUT vanthu.1
        COMMAND sh -c "\"$1\" < \"$2\" > \"$3\"" - ${SCDOC} ${PROJECT_SOURCE_DIR}/docs/vanthu.1.scd
        ${PROJECT_BINARY_DIR}/vanthu.1
        DEPENDS ${PROJECT_SOURCE_DIR}/docs/vanthu.1.scd VERBATIM)
    add_custom_target(man ALL DEPENDS vanthu.1)
    install(FILES ${PROJECT_BINARY_DIR}/vanthu.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
