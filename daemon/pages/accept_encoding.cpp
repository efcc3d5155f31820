#include "pages/accept_encoding.h"

#include "http/message.h"

namespace holdfast::pages {
namespace {
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}
/// `;q=0`, `; q=0.0`, `;Q=0.000`: nothing but zeros.
bool is_refused(std::string_view parameters) {
  const std::string_view text = trimmed(parameters);
  if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=') return false;
  return text.substr(2).find_first_not_of("0.") == std::string_view::npos;
}
}  // namespace

Codings codings_of(std::string_view accept_encoding) {
  Codings codings;
  bool brotli_named = false, gzip_named = false, others = false;
  while (!accept_encoding.empty()) {
    const std::size_t comma = accept_encoding.find(',');
    const std::string_view entry = accept_encoding.substr(0, comma);
    const std::size_t semicolon = entry.find(';');
    const std::string_view name = trimmed(entry.substr(0, semicolon));
    const bool taken = semicolon == std::string_view::npos || !is_refused(entry.substr(semicolon + 1));
    if (http::equal_ignoring_case(name, "br")) {
      brotli_named = true;
      codings.brotli = taken;
    } else if (http::equal_ignoring_case(name, "gzip") || http::equal_ignoring_case(name, "x-gzip")) {
      gzip_named = true;
      codings.gzip = taken;
    } else if (name == "*") {
      others = taken;
    }
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  codings.brotli = codings.brotli || (others && !brotli_named);
  codings.gzip = codings.gzip || (others && !gzip_named);
  return codings;
}
}  // namespace holdfast::pages
