#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "backup/s3_sign.h"
#include "base/result.h"
#include "http/client.h"

namespace holdfast::backup {
/// Where in an S3-compatible store backups lie.
struct S3Place {
  std::string endpoint;  ///< `https://s3.eu-central-1.amazonaws.com`, `http://nas.local:9000`
  std::string bucket;
  std::string prefix;      ///< before every name, with its slash; often empty
  bool path_style = true;  ///< `endpoint/bucket/name`, as own servers want it; else `bucket.endpoint/name`
  std::string ca_pem;      ///< of a server with an authority of its own; empty: the system's authorities
  S3Credentials credentials;
  bool empty() const { return endpoint.empty(); }
};

/// What a bucket needs of the world.
struct S3World {
  /// One exchange; throws http::Failure when the line breaks.
  std::function<http::ClientResponse(http::Method, const std::string& target, const std::vector<http::ResponseHeader>&,
                                     std::string_view body)>
      send;
  std::function<Instant()> now;
  std::function<void(std::chrono::milliseconds)> wait;
};
/// Over the network, with the process's clock.
S3World s3_world(const S3Place& place);

/// Blocking, for a thread of its own. Each exchange is tried five times where trying helps (the line broke, 5xx, 429),
/// with growing pauses; a clock that the server finds too far off is set right by the server's once. Refuses conflict
/// with what the server said, not_found, timeout when the tries are used up.
class S3Bucket {
 public:
  static constexpr int tries = 5;
  /// Files of more are sent in parts of this many bytes (5 MiB is the least that S3 takes).
  static constexpr std::int64_t part_bytes = std::int64_t{8} << 20;
  S3Bucket(S3Place place, S3World world, std::int64_t part = part_bytes);

  /// Sends the file, reads it back and compares every byte; what differs is removed again.
  Result<> put(const std::string& name, const std::filesystem::path& file);
  /// Into a new file beside, renamed once it is whole.
  Result<> get(const std::string& name, const std::filesystem::path& file);
  struct Object {
    std::string name;
    std::int64_t bytes = 0;
  };
  /// All whose name begins so.
  Result<std::vector<Object>> list(const std::string& begin);
  Result<> remove(const std::string& name);

 private:
  struct Ask {
    http::Method method;
    std::string name;  // empty: the bucket itself
    S3Pairs query = {}, headers = {};
    std::string_view body = {};
  };
  Result<http::ClientResponse> exchange(const Ask& ask);
  Result<> put_whole(const std::string& name, std::string_view bytes);
  Result<> put_parts(const std::string& name, const std::filesystem::path& file);
  Result<std::string> put_each(const std::string& name, const std::string& upload, const std::filesystem::path& file);
  Result<> compare(const std::string& name, const std::filesystem::path& file);
  S3Place place_;
  S3World world_;
  std::int64_t part_;
  std::string host_, base_;
  std::int64_t clock_off_us_ = 0;
};
}  // namespace holdfast::backup
