#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "commands/import_catalogue.h"
#include "http/message.h"

namespace holdfast::cli {
/// Where a command works: a data folder, or a daemon's address with a session's token.
struct Where {
  std::string data;
  std::string url;
  std::string token;
};

struct Reply {
  int status = 0;
  std::string body;
  bool ok() const { return status >= 200 && status < 300; }
  /// The body as JSON; throws Stop when it is none.
  Json json() const;
};

using commands::ImportMode;

/// The local API, however it is reached: over HTTP from a running daemon, or by running the same routes in this process
/// when no daemon has the data folder.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual Reply call(http::Method method, std::string_view target, std::string_view body = {},
                     std::string_view idempotency_key = {}) = 0;
  /// A catalogue file (CSV, or JSON when it starts with a bracket), idempotent by sku; `seen` hears how many rows are
  /// done.
  virtual commands::ImportReport import_catalogue(std::string_view text, ImportMode mode,
                                                  const std::function<void(std::int64_t)>& seen) = 0;
  Reply get(std::string_view target) { return call(http::Method::get, target); }
  /// The answer of a call that has to succeed; throws Stop with the problem's detail otherwise.
  Json need(http::Method method, std::string_view target, std::string_view body = {},
            std::string_view idempotency_key = {});
  Json need(std::string_view target) { return need(http::Method::get, target); }
  /// All pages of a list.
  std::vector<Json> list(const std::string& target);
};

/// Refuses (Stop) when neither way is open: with --data, takes the folder's lock, or asks the daemon that holds it.
std::unique_ptr<Backend> connect(const Where& where);
/// `patience` is how long an answer may take.
std::unique_ptr<Backend> connect_url(const std::string& url, const std::string& token, std::chrono::seconds patience = std::chrono::seconds{30});
/// Runs the routes in this process; the caller has made sure of the lock.
std::unique_ptr<Backend> open_local(const std::filesystem::path& data);

/// What a problem document says, in one line with the places in the body that it complains about.
std::string problem_text(const Reply& reply);

/// What a body is: JSON, or a file that was carried from the hub.
std::string_view media_of(std::string_view body);

/// Members of answers, for printing: empty or zero when missing or null.
std::string text_of(const Json& object, std::string_view name);
std::int64_t integer_of(const Json& object, std::string_view name);
}  // namespace holdfast::cli
