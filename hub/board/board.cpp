#include "board/board.h"

namespace holdfast::board {
namespace {
std::string type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  return "text/html; charset=utf-8";
}
}  // namespace

std::optional<http::Response> answer(const http::Request& request) {
  if (request.method != http::Method::get && request.method != http::Method::head) return std::nullopt;
  std::string_view name = request.path().substr(1);
  if (name.empty()) name = "index.html";
  for (const File& file : files()) {
    if (file.name != name) continue;
    http::Response response{200, type_of(name), {}, {}};
    response.borrowed_body = file.text;
    response.headers = {{"Content-Security-Policy",
                         "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cross-Origin-Opener-Policy", "same-origin"},
                        {"Cache-Control", "no-cache"}};
    return response;
  }
  return std::nullopt;
}
}  // namespace holdfast::board
