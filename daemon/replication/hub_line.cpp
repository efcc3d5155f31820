#include "replication/hub_line.h"

namespace holdfast::replication {
namespace {
/// An answer within 30 s (seed 004 13.4); a feed that is held open answers within 25.
constexpr http::Timeouts of_a_direction{std::chrono::milliseconds{3'000}, std::chrono::milliseconds{30'000}};
}  // namespace

http::Client hub_client(const Identity& identity, http::Timeouts patience, http::Bounds bounds) {
  http::TlsTrust trust;
  trust.ca_pem = identity.authority_pem;
  trust.own_cert_pem = identity.certificate_pem;
  trust.own_key_pem = identity.key_pem;
  http::Client client{http::Url::parse(identity.url), trust, patience, bounds};
  // Tests without TLS: a hub that was told to be so naive goes by this name.
  if (identity.url.starts_with("http://")) client.set_header("X-Holdfast-Site", identity.site_id);
  return client;
}

HubLine::HubLine(const Identity& identity) : client_{hub_client(identity, of_a_direction)} {}
HubLine::~HubLine() = default;

void HubLine::close() { client_.cancel(); }

template <class Call>
HubLine::Answer HubLine::call(const Call& request) {
  Answer out;
  const auto begun = std::chrono::steady_clock::now();
  try {
    http::ClientResponse response = request();
    bytes_in_.fetch_add(static_cast<std::int64_t>(response.body.size()), std::memory_order_relaxed);
    const std::string_view encoding = response.header("Content-Encoding");
    const auto coding = encoding.empty() ? wire::Coding::identity : wire::parse_content_encoding(encoding);
    auto body = coding ? packer_.unpack(response.body, *coding)
                       : tl::unexpected(wire::Fault{wire::Reason::packing, "of an unknown kind"});
    if (!body) {
      out.why = "the answer's packing is broken: " + body.error().detail;
      return out;
    }
    out.status = response.status;
    out.took_us =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun).count();
    out.has_orders = !response.header("Holdfast-Directives").empty();
    out.body = *std::move(body);
  } catch (const http::Failure& failure) {
    out.why = failure.what();
    out.identity_refused = out.why.find("certificate") != std::string::npos || out.why.find("TLS") != std::string::npos;
  }
  return out;
}

HubLine::Answer HubLine::post(std::string_view target, std::string_view media, wire::Coding coding,
                              std::string_view packed) {
  std::vector<http::ResponseHeader> headers{{"Accept-Encoding", "zstd"}};
  if (coding != wire::Coding::identity)
    headers.push_back({"Content-Encoding", std::string{wire::content_encoding(coding)}});
  bytes_out_.fetch_add(static_cast<std::int64_t>(packed.size()), std::memory_order_relaxed);
  return call([&] { return client_.request(http::Method::post, target, headers, packed, media); });
}

HubLine::Answer HubLine::get(std::string_view target) {
  const std::vector<http::ResponseHeader> headers{{"Accept-Encoding", "zstd"}};
  return call([&] { return client_.request(http::Method::get, target, headers); });
}
}  // namespace holdfast::replication
