#pragma once
#include <filesystem>
#include <string>

namespace holdfast::simulation {
/// A store that has been set up and has sold nothing: two registers, a cashier and a manager at one terminal, no
/// articles. Brought to the schema once; each store is a copy.
void make_store(const std::filesystem::path& file, const std::string& site_id);
}  // namespace holdfast::simulation
