# SPDX-License-Identifier: GPL-3.0-or-later
# find_package(vanthu) gives the target vanthu::vanthu, the shared library.
include("${CMAKE_CURRENT_LIST_DIR}/vanthu-targets.cmake")
