#include <algorithm>
#include <cctype>

#include "routes/dispatch.h"

namespace holdfast::routes {
namespace {
std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}
bool is_ip_literal(std::string_view host) {
  if (host.starts_with('[')) return true;
  return !host.empty() &&
         std::all_of(host.begin(), host.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}
}  // namespace

bool HostNames::accept(std::string_view host_header) const {
  if (host_header.empty()) return true;  // HTTP/1.0; no browser leaves it out
  std::string host{without_port(host_header)};
  if (is_ip_literal(host)) return true;
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (host.ends_with('.')) host.pop_back();
  return host == "localhost" || names.contains(host);
}
}  // namespace holdfast::routes
