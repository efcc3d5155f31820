#include <charconv>
#include <fstream>

#include "rollouts/repository.h"
#include "rollouts/steering.h"
#include "server/api.h"
#include "wire/limits.h"

// What stores fetch and say of releases: schema/sync.yaml. What is given out is believed for its signatures alone.
namespace holdfast::server {
namespace {
constexpr std::size_t most_report = 64 * 1024;

http::Response update(Call& call) {
  const auto report = call.request.body.size() <= most_report
                          ? rollouts::parse_report(call.request.body)
                          : Result<rollouts::SiteReport>{refuse(ErrorCode::invalid_body, "the report is too long")};
  if (!report) {
    const Error& error = report.error();
    const std::string where =
        error.fields.empty() ? "" : error.fields.front().pointer + " " + error.fields.front().detail;
    return problem(engine::reply(wire::refusal_of({wire::Reason::form, where.empty() ? error.detail : where})));
  }
  rollouts::Assignment assignment;
  call.database.write([&](engine::HubTransaction& tx) {
    rollouts::take_report(tx.rollouts, call.sender->key, *report, call.request.body, call.services.signal_stretch_s,
                          call.now);
    assignment = rollouts::assignment_of(tx.rollouts, call.sender->key, *report);
  });
  std::string body;
  JsonWriter out{body};
  out.begin_object();
  const rings::Wish wish = assignment.wish;
  out.member("want", wish == rings::Wish::release          ? "release"
                     : wish == rings::Wish::release_before ? "releaseBefore"
                                                           : "nothing");
  if (wish == rings::Wish::release) out.member("target", assignment.bundle);
  if (wish != rings::Wish::nothing) out.member("sha256", assignment.digest).member("counter", assignment.counter);
  out.key("protocol").begin_array().value(wire::protocol_oldest).value(wire::protocol_newest).end_array();
  out.member("hubRelease", call.services.version);
  if (assignment.least_safe > 0) out.member("leastSafeCounter", assignment.least_safe);
  if (wish == rings::Wish::release && assignment.bytes_per_second > 0)
    out.member("bytesPerSecond", assignment.bytes_per_second);
  out.member("askAgainAfter", call.services.update_ask_s).end_object();
  return json(200, std::move(body));
}

http::Response metadata(Call& call) {
  auto bytes = rollouts::Repository{call.services.releases}.metadata(call.param(0));
  if (!bytes) return problem(Error{ErrorCode::not_found, "no such document", {}});
  return {200, "application/json", *std::move(bytes), {}};
}

struct Slice {
  std::uint64_t first = 0, last = 0;  ///< both in it
};
enum class Asked { all, slice, beyond };
/// One range of RFC 9110, section 14.1.2; whatever else is written there counts as not written.
Asked asked_of(std::string_view range, std::uint64_t size, Slice& slice) {
  constexpr std::string_view unit = "bytes=";
  if (!range.starts_with(unit)) return Asked::all;
  range.remove_prefix(unit.size());
  const char* end = range.data() + range.size();
  const auto [dash, wrong] = std::from_chars(range.data(), end, slice.first);
  if (wrong != std::errc{} || dash == end || *dash != '-') return Asked::all;
  slice.last = size - 1;
  if (dash + 1 != end) {
    const auto [stop, failed] = std::from_chars(dash + 1, end, slice.last);
    if (failed != std::errc{} || stop != end || slice.last < slice.first) return Asked::all;
  }
  if (slice.first >= size) return Asked::beyond;
  slice.last = std::min(slice.last, size - 1);
  return Asked::slice;
}

http::Response bundle(Call& call) {
  const auto file = rollouts::Repository{call.services.releases}.file_of(call.param(0));
  std::ifstream in;
  if (file) in.open(*file, std::ios::binary | std::ios::ate);
  if (!file || !in) return problem(Error{ErrorCode::not_found, "no such bundle", {}});
  const auto size = static_cast<std::uint64_t>(in.tellg());
  Slice slice;
  const Asked asked = asked_of(call.request.header("Range"), size, slice);
  const std::string whole = "/" + std::to_string(size);
  if (asked == Asked::beyond) return {416, {}, {}, {{"Content-Range", "bytes *" + whole}}};
  if (asked == Asked::all) slice = {0, size - 1};
  http::Response response{200, "application/octet-stream", {}, {}};
  response.body.resize(static_cast<std::size_t>(slice.last - slice.first + 1));
  in.seekg(static_cast<std::streamoff>(slice.first));
  if (!in.read(response.body.data(), static_cast<std::streamsize>(response.body.size())))
    return problem(Error{ErrorCode::storage_failed, "the bundle cannot be read", {}});
  response.headers.push_back({"ETag", "\"" + call.param(0) + "\""});
  response.headers.push_back({"Accept-Ranges", "bytes"});
  if (asked == Asked::all) return response;
  response.status = 206;
  response.headers.push_back(
      {"Content-Range", "bytes " + std::to_string(slice.first) + "-" + std::to_string(slice.last) + whole});
  return response;
}
}  // namespace

void add_release_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/sync/v1/sites/{siteId}/update", Guard::site, update);
  api.add(Method::get, "/sync/v1/tuf/metadata/{file}", Guard::site, metadata);
  api.add(Method::get, "/sync/v1/bundles/{sha256}", Guard::site, bundle);
}
}  // namespace holdfast::server
