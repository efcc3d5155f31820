#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/instant.h"

namespace holdfast::backup {
/// AWS Signature Version 4 for S3 ("Authenticating Requests: Using the Authorization Header"), the whole payload
/// hashed.
struct S3Credentials {
  std::string access_key, secret_key;
  std::string region = "us-east-1";
  std::string session_token = {};  ///< of credentials that end by themselves (AWS STS); empty: they stay
};
using S3Pairs = std::vector<std::pair<std::string, std::string>>;

struct S3Request {
  std::string method;  ///< GET
  std::string host;    ///< as it is sent, with a port that is not the usual one
  std::string path;    ///< as it is meant, not encoded, with its slash; of a bucket alone `/` or `/bucket/`
  S3Pairs query;       ///< as it is meant
  S3Pairs headers;     ///< further ones, which are signed as well; names in lower case
};
/// `/a%20folder/file?list-type=2&prefix=x`: what is asked for, encoded as it is signed.
std::string s3_target(const S3Request& request);
/// The headers that go with it: x-amz-date, x-amz-content-sha256, with a session token x-amz-security-token,
/// Authorization last. `payload_sha256` in hex.
S3Pairs s3_sign(const S3Request& request, const S3Credentials& credentials, std::string_view payload_sha256,
                Instant now);
}  // namespace holdfast::backup
