#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "courier/open_calls.h"
#include "webhooks/target.h"

namespace holdfast::courier {
struct CallLimits {
  std::chrono::milliseconds whole{15'000};
  std::size_t answer_bytes = 64 * 1024;
  webhooks::Reach reach = webhooks::Reach::world;
  std::string ca_certificate;  ///< PEM; empty: the system's authorities
};
struct CallAnswer {
  int status = 0;  ///< 0: there was no answer
  std::string body;
  std::string trouble;  ///< why there was none
  std::optional<std::int64_t> retry_after_s;
  std::int64_t duration_us = 0;
};
/// Calls somebody else's server: bounded in time and size, TLS verified, redirects not followed, and only at addresses
/// that may be called. Never throws for what the other side does.
class Caller {
 public:
  Caller(const std::string& url, CallLimits limits, OpenCalls& open_calls);
  /// `target` follows the path of the URL; with an `Idempotency-Key` among the headers a connection that went stale is
  /// tried once more.
  CallAnswer call(http::Method method, const std::string& target, const std::vector<http::ResponseHeader>& headers,
                  const std::string& body, const std::string& content_type);

 private:
  std::string full(const std::string& target) const;
  std::string origin_, path_;
  CallLimits limits_;
  OpenCalls& open_calls_;
  std::unique_ptr<http::Client> client_;
};
}  // namespace holdfast::courier
