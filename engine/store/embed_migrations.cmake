# cmake -DFOLDER=<migrations> -DNAMES=0001_a;0002_b -DOUT=<file.cc> -P embed_migrations.cmake
# Writes the texts of the migrations as C++ raw strings.
set(text "#include \"engine/store/migration_texts.h\"\n\nnamespace riff {\nnamespace {\n\nconstexpr MigrationText kTexts[] = {\n")
foreach(name ${NAMES})
  file(READ ${FOLDER}/${name}.up.sql up)
  file(READ ${FOLDER}/${name}.down.sql down)
  string(REGEX MATCH "^[0-9]+" digits ${name})
  math(EXPR version "1${digits} - 10000")  # A leading 1, so that 0008 is not read as octal.
  string(APPEND text "    {${version}, \"${name}\", R\"sql(${up})sql\", R\"sql(${down})sql\"},\n")
endforeach()
string(APPEND text "};\n\n}  // namespace\n\nstd::span<const MigrationText> MigrationTexts() { return kTexts; }\n\n}  // namespace riff\n")
file(WRITE ${OUT} "${text}")
