#include "courier/caller.h"

#include "webhooks/retry_after.h"

namespace holdfast::courier {
namespace {
bool anywhere(const sockaddr&) { return true; }
}  // namespace

Caller::Caller(const std::string& url, CallLimits limits, OpenCalls& open_calls)
    : limits_{std::move(limits)}, open_calls_{open_calls} {
  const std::size_t slash = url.find('/', std::min(url.size(), url.find("//") + 2));
  origin_ = url.substr(0, slash);
  if (slash != std::string::npos) path_ = url.substr(slash);
}

/// The path as it was given, its last slash too, when nothing is to follow it.
std::string Caller::full(const std::string& target) const {
  if (target.empty()) return path_.empty() ? "/" : path_;
  return (path_.ends_with('/') ? path_.substr(0, path_.size() - 1) : path_) + target;
}

CallAnswer Caller::call(http::Method method, const std::string& target,
                        const std::vector<http::ResponseHeader>& headers, const std::string& body,
                        const std::string& content_type) {
  const auto began = std::chrono::steady_clock::now();
  CallAnswer answer;
  try {
    if (!client_) {
      http::TlsTrust trust;
      trust.ca_pem = limits_.ca_certificate;
      const bool all = limits_.reach == webhooks::Reach::all;
      client_ = std::make_unique<http::Client>(
          http::Url::parse(origin_), trust,
          http::Timeouts{std::min(limits_.whole, std::chrono::milliseconds{5000}), limits_.whole},
          http::Bounds{limits_.whole, limits_.answer_bytes, all ? &anywhere : &webhooks::is_public});
    }
    const OpenCalls::Entry entry{open_calls_, *client_};
    http::ClientResponse response = client_->request(method, full(target), headers, body, content_type);
    answer.status = response.status;
    answer.retry_after_s = webhooks::retry_after_s(response.header("Retry-After"), response.header("Date"));
    answer.body = std::move(response.body);
  } catch (const std::exception& failure) {
    answer.trouble = failure.what();
    client_.reset();
  }
  answer.duration_us =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();
  return answer;
}
}  // namespace holdfast::courier
