#include "update/share.h"

#include <charconv>

#include "update/updater.h"

namespace holdfast::update {
namespace {
constexpr std::string_view mount = "/update/v1/bundles/";
constexpr std::uint64_t at_most = 1 << 20;  ///< read on the I/O thread, while tills wait
constexpr int partial = 206, bad_range = 416, missing = 404, not_allowed = 405;

/// `bytes=FIRST-LAST`, the one kind that is asked for.
std::optional<std::pair<std::uint64_t, std::uint64_t>> read_range(std::string_view text) {
  constexpr std::string_view unit = "bytes=";
  if (!text.starts_with(unit)) return std::nullopt;
  text.remove_prefix(unit.size());
  std::uint64_t first = 0, last = 0;
  const char* end = text.data() + text.size();
  const auto head = std::from_chars(text.data(), end, first);
  if (head.ec != std::errc{} || head.ptr == end || *head.ptr != '-') return std::nullopt;
  const auto tail = std::from_chars(head.ptr + 1, end, last);
  if (tail.ec != std::errc{} || tail.ptr != end || last < first) return std::nullopt;
  return std::pair{first, std::min(last - first + 1, at_most)};
}
http::Response plain(int status) { return {.status = status, .content_type = "text/plain", .body = "", .headers = {}}; }
}  // namespace

bool is_shared(std::string_view path) { return path.starts_with(mount); }

http::Response share(Updater& updater, const http::Request& request) {
  if (request.method != http::Method::get) return plain(not_allowed);
  const auto range = read_range(request.header("Range"));
  if (!range) return plain(bad_range);
  auto bytes = updater.shared(std::string{request.path().substr(mount.size())}, range->first, range->second);
  if (!bytes) return plain(missing);
  http::Response out{
      .status = partial, .content_type = "application/octet-stream", .body = std::move(*bytes), .headers = {}};
  out.headers.push_back({"Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                              std::to_string(range->first + out.body.size() - 1) + "/*"});
  return out;
}
}  // namespace holdfast::update
