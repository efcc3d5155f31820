#include "rollouts/repository.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "base/json.h"
#include "release/pack.h"
#include "rollout/update_session.h"

namespace holdfast::rollouts {
namespace {
namespace fs = std::filesystem;
constexpr std::size_t digest_digits = 64;

std::optional<std::string> read(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

/// A name and no path: what `metadata/` holds, and nothing outside of it.
bool is_plain(std::string_view file) {
  return file.ends_with(".json") && file.size() <= 200 && !file.starts_with('.') &&
         file.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~%-") ==
             std::string_view::npos;
}
bool is_digest(std::string_view text) {
  return text.size() == digest_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Offered offer_of(const std::string& name, const rollout::Target& target) {
  Offered out{name, {}, static_cast<std::int64_t>(target.length), 0, {}, {}};
  for (const auto& [algorithm, digest] : target.hashes)
    if (algorithm == "sha256") out.digest = digest;
  const auto custom = parse_json(target.custom);
  if (!custom) return out;
  if (const Json* counter = custom->find("releaseCounter")) out.counter = counter->integer().value_or(0);
  if (const Json* release = custom->find("release")) out.release = release->text();
  if (const Json* architecture = custom->find("architecture")) out.architecture = architecture->text();
  return out;
}
}  // namespace

Result<std::vector<Offered>> Repository::offered(Instant now) const {
  const auto root = metadata("1.root.json");
  if (!root) return refuse(ErrorCode::conflict, "no releases are published here: metadata/1.root.json is missing");
  rollout::TrustedFiles trusted{{"root", *root}};
  rollout::UpdateSession session{trusted, now};
  while (session.want()) session.give(read(folder_ / session.want()->path));
  if (session.failure())
    return refuse(ErrorCode::conflict, "a store would not believe what is published: " + session.failure()->detail);
  std::vector<Offered> out;
  const auto targets = rollout::read_targets(trusted["targets"]);
  if (!targets) return refuse(ErrorCode::conflict, targets.error().detail);
  for (const auto& [name, target] : targets->document.targets) out.push_back(offer_of(name, target));
  std::ranges::sort(out, std::ranges::greater{}, &Offered::counter);
  return out;
}

Result<rollout::Manifest> Repository::manifest_of(const Offered& bundle) const {
  const auto bytes = read(folder_ / "targets" / (bundle.digest + "." + bundle.name));
  if (!bytes) return refuse(ErrorCode::conflict, "the bundle's file is not in the repository");
  if (to_hex(sha256(*bytes)) != bundle.digest) return refuse(ErrorCode::conflict, "the bundle is not what was signed");
  const auto inspected = release::inspect(*bytes);
  if (!inspected) return refuse(ErrorCode::conflict, "the bundle: " + inspected.error().detail);
  if (!inspected->wrong.empty()) return refuse(ErrorCode::conflict, "the bundle: " + inspected->wrong.front());
  return inspected->manifest;
}

std::optional<std::string> Repository::metadata(const std::string& file) const {
  return is_plain(file) ? read(folder_ / "metadata" / file) : std::nullopt;
}

std::optional<fs::path> Repository::file_of(const std::string& digest) const {
  if (!is_digest(digest)) return std::nullopt;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator{folder_ / "targets", missing}) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(digest) && (name.size() == digest_digits || name[digest_digits] == '.')) return entry.path();
  }
  return std::nullopt;
}
}  // namespace holdfast::rollouts
