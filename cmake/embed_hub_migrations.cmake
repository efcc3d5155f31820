# As embed_migrations.cmake, for the hub's own database: schema/hub becomes holdfast::database::hub_migrations().
include(${CMAKE_CURRENT_LIST_DIR}/embed_migrations.cmake)
file(READ ${OUT} text)
string(REPLACE "namespace holdfast::db {" "namespace holdfast::database {\nusing db::Migration;" text "${text}")
string(REPLACE "std::span<const Migration> edge_migrations()" "std::span<const Migration> hub_migrations()" text "${text}")
string(REPLACE "// namespace holdfast::db" "// namespace holdfast::database" text "${text}")
file(WRITE ${OUT} "${text}")
