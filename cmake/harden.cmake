# SPDX-License-Identifier: GPL-3.0-or-later
# Files come from strangers: a release is built with the guards of compiler and linker. Debug builds have the
# sanitizers instead. The test rules.hardened looks for each of them in the finished program.
include(CheckCCompilerFlag)
include(CheckPIESupported)

# Where the program lies in memory differs from run to run.
check_pie_supported(LANGUAGES C CXX)

set(guards -fstack-protector-strong -fstack-clash-protection)
# Jumps and returns go where they may; each processor has its own way.
foreach(guard -fcf-protection -mbranch-protection=standard)
    string(MAKE_C_IDENTIFIER "HAVE${guard}" have)
    check_c_compiler_flag(${guard} ${have})
    if(${have})
        list(APPEND guards ${guard})
        break()
    endif()
endforeach()
# Some compilers set a level themselves, and setting another one over it is a warning.
list(APPEND guards -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3)

target_compile_options(vanthu-build INTERFACE "$<$<CONFIG:Release>:${guards}>")
target_link_options(vanthu-build INTERFACE $<$<CONFIG:Release>:-Wl,-z,relro,-z,now,-z,noexecstack>)
