#include "update/source.h"

#include <algorithm>
#include <fstream>

#include "replication/hub_line.h"

namespace holdfast::update {
namespace {
namespace fs = std::filesystem;
using What = Source::Got::What;
/// A piece is a megabyte: on a slow line it takes its time, but never half a minute between two bytes.
constexpr http::Timeouts patience{std::chrono::milliseconds{3'000}, std::chrono::milliseconds{30'000}};
constexpr http::Timeouts for_a_peer{std::chrono::milliseconds{1'000}, std::chrono::milliseconds{5'000}};
constexpr int ok = 200, partial = 206, gone = 404;

http::Client peer_client(const std::string& address) {
  http::TlsTrust trust;
  trust.anyone = true;
  return http::Client{http::Url::parse(address), trust, for_a_peer};
}

Source::Got got(const http::ClientResponse& answer) {
  if (answer.status == gone) return {What::not_there, "", ""};
  if (answer.status != ok && answer.status != partial)
    return {What::no_answer, "", "it answered " + std::to_string(answer.status)};
  return {What::bytes, answer.body, ""};
}
std::vector<http::ResponseHeader> range_header(std::uint64_t offset, std::uint64_t bytes) {
  return {{"Range", "bytes=" + std::to_string(offset) + "-" + std::to_string(offset + bytes - 1)}};
}
/// What came of a range; a server that knows no ranges gives all of it.
Source::Got cut_to(Source::Got got, int status, std::uint64_t offset, std::uint64_t bytes) {
  if (got.what != What::bytes || status == partial) return got;
  got.bytes = offset < got.bytes.size() ? got.bytes.substr(offset, bytes) : "";
  return got;
}
Source::Got no_answer(const std::string& why) { return {What::no_answer, "", why}; }
}  // namespace

HubSource::HubSource(const replication::Identity& identity)
    : client_{replication::hub_client(identity, patience)}, site_{identity.site_id} {}

Source::Got HubSource::get(const std::string& target, const std::vector<http::ResponseHeader>& headers) {
  try {
    return got(client_.get(target, headers));
  } catch (const http::Failure& failure) {
    return no_answer(failure.what());
  }
}
Source::Got HubSource::metadata(const std::string& path, std::uint64_t) { return get("/sync/v1/tuf/" + path, {}); }
Source::Got HubSource::range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  try {
    const http::ClientResponse answer = client_.get("/sync/v1/bundles/" + digest, range_header(offset, bytes));
    return cut_to(got(answer), answer.status, offset, bytes);
  } catch (const http::Failure& failure) {
    return no_answer(failure.what());
  }
}
Source::Got HubSource::report(const std::string& body) {
  try {
    return got(client_.post("/sync/v1/sites/" + site_ + "/update", body));
  } catch (const http::Failure& failure) {
    return no_answer(failure.what());
  }
}

PeerSource::PeerSource(const std::string& address) : client_{peer_client(address)} {}
Source::Got PeerSource::range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  try {
    const http::ClientResponse answer = client_.get("/update/v1/bundles/" + digest, range_header(offset, bytes));
    return cut_to(got(answer), answer.status, offset, bytes);
  } catch (const http::Failure& failure) {
    return no_answer(failure.what());
  }
}

Source::Got FolderSource::metadata(const std::string& path, std::uint64_t most) {
  std::ifstream file{folder_ / path, std::ios::binary};
  if (!file) return {What::not_there, "", ""};
  // One byte more than may be tells that there is more.
  std::string bytes(most + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return {What::bytes, std::move(bytes), ""};
}
Source::Got FolderSource::range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator{folder_ / "targets", error}) {
    if (!entry.path().filename().string().starts_with(digest)) continue;
    std::ifstream file{entry.path(), std::ios::binary};
    file.seekg(static_cast<std::streamoff>(offset));
    std::string out(bytes, '\0');
    file.read(out.data(), static_cast<std::streamsize>(out.size()));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    if (out.empty()) return no_answer(entry.path().string() + " cannot be read there");
    return {What::bytes, std::move(out), ""};
  }
  return {What::not_there, "", ""};
}

std::vector<fs::path> mounted_sticks(const std::vector<fs::path>& below) {
  constexpr int deepest = 1;  // /media/STICK, /media/USER/STICK
  std::vector<fs::path> found;
  for (const fs::path& top : below) {
    std::error_code error;
    for (fs::recursive_directory_iterator at{top, fs::directory_options::skip_permission_denied, error}, end;
         at != end && !error; at.increment(error)) {
      if (!at->is_directory(error)) continue;
      if (fs::exists(at->path() / "holdfast-update/metadata", error)) found.push_back(at->path() / "holdfast-update");
      if (at.depth() >= deepest) at.disable_recursion_pending();
    }
  }
  return found;
}
}  // namespace holdfast::update
