#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace holdfast::pages {
/// One file of the browser pages, with what was compressed of it at build time. `path` is relative to the folder that
/// Vite writes: `pos.html`, `assets/pos-4f2a.js`. A coding that would save next to nothing is empty.
struct Asset {
  std::string_view path;
  std::string_view digest;  ///< the first 32 hexadecimal digits of the plain bytes' SHA-256
  std::string_view plain, gzip, brotli;
};

/// An asset and who keeps its bytes; nobody when they are the program's own.
struct Found {
  Asset asset;
  std::shared_ptr<const void> owner;
};
/// Where the pages come from.
using Find = std::function<std::optional<Found>(std::string_view path)>;

/// `text/javascript; charset=utf-8` and the like, by the end of the name.
std::string_view content_type_of(std::string_view path);
}  // namespace holdfast::pages
