# Writes a .cpp with every schema/edge/NNNN_*.sql as a raw string: cmake -DSOURCE=… -DOUT=… -P embed_migrations.cmake
file(GLOB files ${SOURCE}/[0-9]*.sql)
list(SORT files)
set(text "#include \"db/migrate.h\"\n\nnamespace holdfast::db {\nnamespace {\nconstexpr Migration migrations[] = {\n")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9]+" number ${name})
  math(EXPR plain "1${number} - 10000")
  file(READ ${file} sql)
  # MSVC-style limits do not bind us, but one literal per statement block keeps compilers quick.
  string(APPEND text "    {${plain}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
string(APPEND text "};\n}  // namespace\nstd::span<const Migration> edge_migrations() { return migrations; }\n}  // namespace holdfast::db\n")
file(WRITE ${OUT} "${text}")
