#include "pages/sources.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <utility>

#include "base/digest.h"
#include "base/id.h"

namespace holdfast::pages {
namespace {
constexpr std::size_t digest_digits = 32;

/// No `..`, no empty segment, nothing hidden: what is asked for stays in the folder.
bool is_plain(std::string_view path) {
  return !path.empty() && path.front() != '/' && !path.starts_with('.') && path.find("/.") == std::string_view::npos &&
         path.find('\\') == std::string_view::npos;
}
}  // namespace

std::string_view content_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
      {".wasm", "application/wasm"},
      {".txt", "text/plain; charset=utf-8"},
      {".map", "application/json"},
  }};
  for (const auto& [end, type] : types)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

Find embedded(std::span<const Asset> table) {
  return [table](std::string_view path) -> std::optional<Found> {
    const auto at = std::lower_bound(table.begin(), table.end(), path,
                                     [](const Asset& asset, std::string_view wanted) { return asset.path < wanted; });
    if (at == table.end() || at->path != path) return {};
    return Found{*at, nullptr};
  };
}

Find in_folder(std::filesystem::path folder) {
  return [folder = std::move(folder)](std::string_view path) -> std::optional<Found> {
    struct Loaded {
      std::string path, digest, bytes;
    };
    const std::filesystem::path file = folder / path;
    if (!is_plain(path) || !std::filesystem::is_regular_file(file)) return {};
    auto loaded = std::make_shared<Loaded>();
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    loaded->path = path;
    loaded->bytes = std::move(text).str();
    loaded->digest = to_hex(sha256(loaded->bytes)).substr(0, digest_digits);
    return Found{{loaded->path, loaded->digest, loaded->bytes, {}, {}}, loaded};
  };
}
}  // namespace holdfast::pages
