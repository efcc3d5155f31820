#include "pages/pages.h"

#include <array>

#include "pages/accept_encoding.h"

namespace holdfast::pages {
namespace {
constexpr std::string_view mount = "/pos", page = "pos.html", worker = "sw.js";
/// Pages of one address each; what they load is below the till's.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> single_pages{
    {{"/console", "console.html"}, {"/display", "display.html"}, {"/kitchen", "display.html"}}};

/// Nothing but our own files, no inline script or style, in nobody's frame. A page that is tricked into holding foreign
/// text can neither run it nor send anything away. `wasm-unsafe-eval` lets it compile WebAssembly (the pricing engine), and
/// nothing else: `eval` of text stays refused.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> safety{{
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
     "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
     "microphone=(), midi=(), payment=(), usb=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

http::Response safe(int status) {
  http::Response response;
  response.status = status;
  response.headers.reserve(safety.size() + 5);
  for (const auto& [name, value] : safety) response.headers.push_back({std::string{name}, std::string{value}});
  return response;
}
http::Response told(int status, std::string text) {
  http::Response response = safe(status);
  response.content_type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  response.headers.push_back({"Cache-Control", "no-store"});
  return response;
}

struct Variant {
  std::string_view coding;  ///< empty: plain
  std::string_view bytes;
};
Variant choose(const Asset& asset, std::string_view accept_encoding) {
  const Codings codings = codings_of(accept_encoding);
  if (codings.brotli && !asset.brotli.empty()) return {"br", asset.brotli};
  if (codings.gzip && !asset.gzip.empty()) return {"gzip", asset.gzip};
  return {{}, asset.plain};
}
/// Each coding is a representation of its own (RFC 9110, section 8.8.3.3).
std::string etag_of(const Asset& asset, const Variant& variant) {
  std::string etag = "\"";
  etag.append(asset.digest);
  if (!variant.coding.empty()) etag.append("-").append(variant.coding);
  return etag + '"';
}
/// Compared weakly: `W/` does not matter.
bool has(std::string_view if_none_match, std::string_view etag) {
  if (if_none_match == "*") return true;
  return if_none_match.find(etag) != std::string_view::npos;
}
std::string_view file_of(std::string_view path) {
  path.remove_prefix(mount.size());
  if (path.starts_with('/')) path.remove_prefix(1);
  return path;
}
bool names_a_file(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return path.substr(slash == std::string_view::npos ? 0 : slash + 1).find('.') != std::string_view::npos;
}
/// The file of the console or the customers' screen; empty for every other path.
std::string_view single_page(std::string_view path) {
  if (path.ends_with('/')) path.remove_suffix(1);
  for (const auto& [address, file] : single_pages)
    if (path == address) return file;
  return {};
}
}  // namespace

bool Pages::takes(std::string_view path) {
  const bool below_mount = path.starts_with(mount) && (path.size() == mount.size() || path[mount.size()] == '/');
  return path == "/" || below_mount || !single_page(path).empty();
}

std::optional<Found> Pages::find_page(std::string_view path) const {
  if (const std::string_view single = single_page(path); !single.empty()) return find_(single);
  const std::string_view file = file_of(path);
  if (auto found = find_(file.empty() ? page : file)) return found;
  return names_a_file(file) ? std::nullopt : find_(page);
}

http::Response Pages::answer(const http::Request& request) const {
  if (request.method != http::Method::get && request.method != http::Method::head) {
    http::Response response = told(405, "This path takes GET and HEAD.\n");
    response.headers.push_back({"Allow", "GET, HEAD"});
    return response;
  }
  if (request.path() == "/") {
    http::Response response = told(302, "The page is at " + home_ + ".\n");
    response.headers.push_back({"Location", home_});
    return response;
  }
  const std::optional<Found> found = find_page(request.path());
  if (!found) return told(404, "There is nothing at this path.\n");
  const Asset& asset = found->asset;
  const Variant variant = choose(asset, request.header("Accept-Encoding"));
  const std::string etag = etag_of(asset, variant);
  http::Response response = safe(has(request.header("If-None-Match"), etag) ? 304 : 200);
  response.headers.push_back({"ETag", etag});
  response.headers.push_back({"Vary", "Accept-Encoding"});
  response.headers.push_back(
      {"Cache-Control", asset.path.starts_with("assets/") ? "public, max-age=31536000, immutable" : "no-cache"});
  // The worker's file is below /pos/, the page it takes care of is /pos itself too.
  if (asset.path == worker) response.headers.push_back({"Service-Worker-Allowed", std::string{mount}});
  if (response.status == 304) return response;
  response.content_type = content_type_of(asset.path);
  if (!variant.coding.empty()) response.headers.push_back({"Content-Encoding", std::string{variant.coding}});
  response.borrowed_body = variant.bytes;
  response.body_owner = found->owner;
  return response;
}
}  // namespace holdfast::pages
