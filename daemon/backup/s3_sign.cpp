#include "backup/s3_sign.h"

#include <algorithm>

#include "backup/stamp.h"
#include "base/digest.h"
#include "vault/spake2.h"

namespace holdfast::backup {
namespace {
/// RFC 3986's unreserved characters stay, `/` in a path as well.
std::string encoded(std::string_view text, bool slash_stays) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~' || (slash_stays && c == '/');
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append(1, '%').append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
  }
  return out;
}
std::string query_text(const S3Pairs& query) {
  S3Pairs pairs;
  for (const auto& [name, value] : query) pairs.emplace_back(encoded(name, false), encoded(value, false));
  std::sort(pairs.begin(), pairs.end());
  std::string out;
  for (const auto& [name, value] : pairs) out.append(out.empty() ? "" : "&").append(name).append("=").append(value);
  return out;
}
}  // namespace

std::string s3_target(const S3Request& request) {
  const std::string query = query_text(request.query);
  return encoded(request.path, true) + (query.empty() ? "" : "?" + query);
}

S3Pairs s3_sign(const S3Request& request, const S3Credentials& credentials, std::string_view payload_sha256,
                Instant now) {
  const std::string time = stamp(now), date = time.substr(0, 8);
  S3Pairs made{{"x-amz-content-sha256", std::string{payload_sha256}}, {"x-amz-date", time}};
  if (!credentials.session_token.empty()) made.emplace_back("x-amz-security-token", credentials.session_token);
  S3Pairs headers = request.headers;
  headers.insert(headers.end(), made.begin(), made.end());
  headers.emplace_back("host", request.host);
  std::sort(headers.begin(), headers.end());
  std::string canonical = request.method + "\n" + encoded(request.path, true) + "\n" + query_text(request.query) + "\n",
              names;
  for (const auto& [name, value] : headers) {
    canonical.append(name).append(":").append(value).append("\n");
    names.append(names.empty() ? "" : ";").append(name);
  }
  canonical.append("\n").append(names).append("\n").append(payload_sha256);

  const std::string scope = date + "/" + credentials.region + "/s3/aws4_request";
  const std::string text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + to_hex(sha256(canonical));
  Sha256 key = vault::keyed_digest("AWS4" + credentials.secret_key, date);
  for (const std::string_view part :
       {std::string_view{credentials.region}, std::string_view{"s3"}, std::string_view{"aws4_request"}})
    key = vault::keyed_digest(bytes_of(key), part);
  made.emplace_back("Authorization", "AWS4-HMAC-SHA256 Credential=" + credentials.access_key + "/" + scope +
                                         ",SignedHeaders=" + names +
                                         ",Signature=" + to_hex(vault::keyed_digest(bytes_of(key), text)));
  return made;
}
}  // namespace holdfast::backup
