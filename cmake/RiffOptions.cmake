# Compiler flags of every preset, and the sanitizers of `dev`.
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "RIFF builds with clang++-19 (found ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}): "
                      "use a preset, or run scripts/setup first")
endif()

option(RIFF_SANITIZE "Address and undefined-behaviour sanitizers" OFF)
option(RIFF_FUZZ "Coverage for libFuzzer, and riff-fuzz (scripts/fuzz)" OFF)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                    -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
add_link_options(-fuse-ld=lld)

if(RIFF_SANITIZE)
  # vptr: SOCI's shared library has no type information for it; pointer-overflow: RapidJSON's arithmetic on null.
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr,pointer-overflow -fno-sanitize-recover=undefined
                      -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

if(RIFF_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
