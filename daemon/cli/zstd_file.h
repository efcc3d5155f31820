#pragma once
#include <filesystem>
#include <string>

namespace holdfast::cli {
/// The file's text, decompressed when it is zstd. Throws Stop.
std::string read_maybe_zstd(const std::filesystem::path& file);
}  // namespace holdfast::cli
