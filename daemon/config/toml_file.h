#pragma once
#include <filesystem>

#include "config/settings.h"

namespace holdfast::config {
/// Sets what the file names; unknown members are mistakes. Throws Wrong.
void apply_toml(Settings& settings, const std::filesystem::path& file);
}  // namespace holdfast::config
