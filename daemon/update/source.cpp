#include "update/source.h"

#include <algorithm>
#include <fstream>

#include "replication/hub_line.h"

namespace holdfast::update {
namespace {
namespace fs = std::filesystem;
using What = Source::Got::What;
constexpr int ok = 200, partial = 206, gone = 404;
/// What is wrong is said in so many bytes, whatever was asked for.
constexpr std::uint64_t most_problem = 16 << 10, most_wish = 64 << 10;

http::Client peer_client(const std::string& address, const Patience& patience) {
  http::TlsTrust trust;
  trust.anyone = true;
  http::Bounds bounds;
  bounds.slowest = patience.slowest;
  return http::Client{http::Url::parse(address), trust, patience.waits, bounds};
}
http::Client hub_client(const replication::Identity& identity, const Patience& patience) {
  http::Bounds bounds;
  bounds.slowest = patience.slowest;
  return replication::hub_client(identity, patience.waits, bounds);
}

Source::Got no_answer(const std::string& why) { return {What::no_answer, "", why}; }
Source::Got got(http::ClientResponse&& answer) {
  if (answer.status == gone) return {What::not_there, "", ""};
  if (answer.status != ok && answer.status != partial) return no_answer("it answered " + std::to_string(answer.status));
  return {What::bytes, std::move(answer.body), ""};
}
/// What a call comes to that may give `most` bytes.
template <class Call>
Source::Got asked(http::Client& client, std::uint64_t most, const Call& call) {
  try {
    client.set_most(static_cast<std::size_t>(std::max(most, most_problem)));
    return got(call());
  } catch (const http::TooLarge& failure) {
    return {What::too_large, "", failure.what()};
  } catch (const http::Failure& failure) {
    return no_answer(failure.what());
  }
}

/// The bytes of a range, as far as they came. Whoever gives another range than was asked for gives nothing.
Source::Got range_of(http::Client& client, const std::string& target, std::uint64_t offset, std::uint64_t bytes) {
  const auto in_range = [&](http::ClientResponse&& answer) {
    if (answer.status == ok && (offset > 0 || answer.body.size() > bytes))
      return no_answer("it gives bundles as a whole only");
    Source::Got out = got(std::move(answer));
    if (out.what == What::bytes && out.bytes.size() > bytes) return Source::Got{What::too_large, "", ""};
    return out;
  };
  Source::Got out;
  try {
    client.set_most(static_cast<std::size_t>(std::max(bytes, most_problem)));
    const std::string range = "bytes=" + std::to_string(offset) + "-" + std::to_string(offset + bytes - 1);
    out = in_range(client.get(target, {{"Range", range}}));
  } catch (http::CutShort& cut) {
    out = in_range(std::move(cut.so_far));
    out.why = cut.what();
  } catch (const http::TooLarge&) {
    out = {What::too_large, "", ""};
  } catch (const http::Failure& failure) {
    out = no_answer(failure.what());
  }
  if (out.what == What::too_large) out.why = "more came than was asked for";
  return out;
}
}  // namespace

HubSource::HubSource(const replication::Identity& identity, const Patience& patience)
    : client_{hub_client(identity, patience)}, site_{identity.site_id} {}

Source::Got HubSource::metadata(const std::string& path, std::uint64_t most) {
  return asked(client_, most, [&] { return client_.get("/sync/v1/tuf/" + path); });
}
Source::Got HubSource::range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  return range_of(client_, "/sync/v1/bundles/" + digest, offset, bytes);
}
Source::Got HubSource::report(const std::string& body) {
  return asked(client_, most_wish, [&] { return client_.post("/sync/v1/sites/" + site_ + "/update", body); });
}

PeerSource::PeerSource(const std::string& address, const Patience& patience)
    : client_{peer_client(address, patience)} {}
Source::Got PeerSource::range(const std::string& digest, std::uint64_t offset, std::uint64_t bytes) {
  return range_of(client_, "/update/v1/bundles/" + digest, offset, bytes);
}

Source::Got FolderSource::metadata(const std::string& path, std::uint64_t most) {
  // A pipe or a device by that name would be read for ever.
  std::error_code error;
  if (!fs::is_regular_file(folder_ / path, error)) return {What::not_there, "", ""};
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
    if (!entry.path().filename().string().starts_with(digest) || !entry.is_regular_file(error)) continue;
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

std::vector<fs::path> releases_on(const std::vector<machine::Medium>& media) {
  std::vector<fs::path> found;
  for (const machine::Medium& medium : media) {
    std::error_code error;
    const fs::path releases = medium.folder / "holdfast-update";
    if (fs::is_directory(releases / "metadata", error)) found.push_back(releases);
  }
  return found;
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
