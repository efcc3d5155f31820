#pragma once
#include <string>

namespace CLI {
class App;
}

namespace holdfast::cli {
enum class Shell { bash, zsh, fish };
/// What a shell has to know to complete this command line: made from the commands themselves, so it cannot fall behind.
std::string completion(const CLI::App& app, Shell shell);
/// holdfast(1) in man's own language, from the same commands.
std::string manual_page(const CLI::App& app, const std::string& version);
}  // namespace holdfast::cli
