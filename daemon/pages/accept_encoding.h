#pragma once
#include <string_view>

namespace holdfast::pages {
/// What a client takes besides plain bytes (RFC 9110, section 12.5.3). A coding with `q=0` is refused; weights are not
/// compared otherwise: of two codings that are taken, ours is always the smaller one.
struct Codings {
  bool brotli = false, gzip = false;
};
Codings codings_of(std::string_view accept_encoding);
}  // namespace holdfast::pages
