#include <algorithm>
#include <boost/url/parse.hpp>
#include <charconv>

#include "link/address.h"

namespace holdfast::link {
namespace {
using Trust = HttpsAddress::Trust;
tl::unexpected<Error> wrong(std::string detail) {
  return refuse(ErrorCode::invalid_argument, "device address: " + std::move(detail));
}

/// `AB:CD:…` as OpenSSL prints it, or plain.
Result<std::string> fingerprint(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == ':') continue;
    out += letter >= 'A' && letter <= 'F' ? static_cast<char>(letter + ('a' - 'A')) : letter;
  }
  const bool hex = std::ranges::all_of(
      out, [](char digit) { return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'); });
  if (!hex || out.size() != 64) return wrong("sha256 is 64 hexadecimal digits");
  return out;
}

Result<> set(HttpsAddress& address, std::string_view key, std::string value) {
  if (key == "name") {
    if (value.empty()) return wrong("`name` is empty");
    address.name = std::move(value);
    return {};
  }
  if (address.trust != Trust::machine) return wrong("one of sha256, ca and verify=none");
  if (key == "sha256") {
    address.pin = TRY(fingerprint(value));
    address.trust = Trust::pinned;
  } else if (key == "ca" && value.starts_with('/') && value.find('\0') == std::string::npos) {
    address.file = std::move(value);
    address.trust = Trust::authority;
  } else if (key == "verify" && value == "none") {
    address.trust = Trust::nothing;
  } else {
    return wrong("`" + std::string{key} + "=" + value + "` means nothing here");
  }
  return {};
}
}  // namespace

Result<HttpsAddress> parse_https_address(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->scheme() != "https" || url->host().empty() || url->has_userinfo() || url->has_fragment())
    return wrong("`" + std::string{text} + "` is not of the form https://host:port/path");
  HttpsAddress out;
  out.host = url->host_address();
  if (url->has_port()) {
    int port = 0;
    const std::string_view digits{url->port().data(), url->port().size()};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc{} || end != digits.data() + digits.size() || port < 1 || port > 65'535)
      return wrong("its port cannot be");
    out.port = static_cast<std::uint16_t>(port);
  }
  const auto path = url->encoded_path();
  if (!path.empty()) out.path.assign(path.data(), path.size());
  for (const auto& param : url->params()) TRY(set(out, param.key, param.value));
  if (!out.name.empty() && out.trust != Trust::authority) return wrong("`name` goes with `ca`");
  return out;
}
}  // namespace holdfast::link
