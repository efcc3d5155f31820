#pragma once
#include <filesystem>
#include <string_view>

namespace holdfast::cli {
/// Makes the folder, its pepper and its database, and applies a set-up document (packaging/demo/store.json shows one).
void set_up(const std::filesystem::path& data, std::string_view document);
}  // namespace holdfast::cli
