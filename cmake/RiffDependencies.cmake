# Everything from outside, once.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(GTest REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(rapidcheck REQUIRED)
find_package(benchmark REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(PQ REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)

# SOCI has no CMake config and no .pc file in Debian.
add_library(soci INTERFACE)
target_include_directories(soci SYSTEM INTERFACE ${PQ_INCLUDE_DIRS})
target_link_libraries(soci INTERFACE soci_postgresql soci_sqlite3 soci_core sqlite3 PkgConfig::PQ)

# RapidJSON: one member function of Debian's copy does not compile with clang 19.
find_path(RJ_DIR rapidjson/document.h REQUIRED)
file(COPY ${RJ_DIR}/rapidjson DESTINATION ${CMAKE_BINARY_DIR}/third_party)
file(READ ${RJ_DIR}/rapidjson/document.h rj)
string(REPLACE "GenericStringRef& operator=(const GenericStringRef& rhs) { s = rhs.s; length = rhs.length; }"
               "GenericStringRef& operator=(const GenericStringRef& rhs) = delete;" rj "${rj}")
file(WRITE ${CMAKE_BINARY_DIR}/third_party/rapidjson/document.h "${rj}")
add_library(rapidjson INTERFACE)
target_include_directories(rapidjson SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/third_party)

# Asio and Beast compiled once.
file(WRITE ${CMAKE_BINARY_DIR}/boost_impl.cpp
  "#include <boost/asio/impl/src.hpp>\n#include <boost/asio/ssl/impl/src.hpp>\n#include <boost/beast/src.hpp>\n")
add_library(asio STATIC ${CMAKE_BINARY_DIR}/boost_impl.cpp)
target_compile_definitions(asio PUBLIC BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)
target_compile_options(asio PRIVATE -w)
target_link_libraries(asio PUBLIC Boost::headers OpenSSL::SSL Threads::Threads)
