#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>

#include "base/digest.h"
#include "base/json_writer.h"
#include "cli/bundle.h"
#include "cli/data_folder.h"
#include "cli/release_keys.h"
#include "config/machine.h"
#include "release/documents.h"
#include "release/pack.h"
#include "rollout/forms.h"
#include "rollout/update_session.h"

namespace holdfast::cli {
namespace {
namespace fs = std::filesystem;
using Targets = std::map<std::string, rollout::Target>;
constexpr std::int64_t most_rotations = rollout::UpdateLimits{}.roots;

Instant now() { return config::wall_clock(); }

/// A repository together with the metadata that are about to be written into it, in the order in which they come there:
/// whoever fetches meanwhile finds what was, or what is.
class Shelf {
 public:
  explicit Shelf(fs::path folder) : folder_{std::move(folder)} {}
  std::optional<std::string> read(const std::string& path) const {
    for (const auto& [name, bytes] : coming_)
      if (name == path) return bytes;
    return fs::exists(folder_ / path) ? std::optional{read_text((folder_ / path).string())} : std::nullopt;
  }
  static std::string versioned(std::int64_t version, const std::string& role) {
    return "metadata/" + std::to_string(version) + "." + role + ".json";
  }
  /// The versions of a role's file that are there, the oldest first.
  std::vector<std::int64_t> versions(const std::string& role) const {
    std::vector<std::int64_t> found;
    const auto look_at = [&](const std::string& name) {
      std::int64_t version = 0;
      const auto [end, wrong] = std::from_chars(name.data(), name.data() + name.size(), version);
      if (wrong == std::errc{} && std::string{end, name.data() + name.size()} == "." + role + ".json")
        found.push_back(version);
    };
    if (fs::exists(folder_ / "metadata"))
      for (const auto& entry : fs::directory_iterator{folder_ / "metadata"}) look_at(entry.path().filename().string());
    for (const auto& [name, bytes] : coming_) look_at(fs::path{name}.filename().string());
    std::ranges::sort(found);
    return found;
  }
  std::int64_t newest(const std::string& role) const {
    const auto found = versions(role);
    return found.empty() ? 0 : found.back();
  }
  void put(const std::string& path, std::string bytes) { coming_.emplace_back(path, std::move(bytes)); }
  void write() const {
    for (const auto& [path, bytes] : coming_) write_release_file(folder_ / path, bytes);
  }
  const fs::path& folder() const { return folder_; }

 private:
  fs::path folder_;
  std::vector<std::pair<std::string, std::string>> coming_;
};

std::string signed_by(const release::Signer& signer, const std::string& document) {
  return release::add_signature(document, signer).value();
}

/// The bundle in every form that it can be fetched in, each a file by its own digest beside the bundle's.
std::vector<rollout::Form> write_forms(const PublishWish& wish, const std::string& name, const std::string& bundle) {
  using Kind = rollout::Form::Kind;
  std::vector<rollout::Form> forms{rollout::form_of(Kind::whole, bundle)};
  const auto keep = [&](Kind kind, const std::string& bytes, const std::string& from, const std::string& ending) {
    if (bytes.size() >= forms.front().length) return;
    forms.push_back(rollout::form_of(kind, bytes, from));
    write_release_file(fs::path{wish.repository} / "targets" / (forms.back().sha256 + "." + name + ending), bytes);
  };
  keep(Kind::packed, rollout::squeeze(bundle, "", wish.level), "", ".zst");
  for (const std::string& file : wish.delta_from) {
    const std::string before = read_text(file);
    const auto inspected = release::inspect(before);
    if (!inspected) throw Stop{file + ": " + inspected.error().detail, "--delta-from takes a bundle of before"};
    keep(Kind::delta, rollout::squeeze(bundle, before, wish.level), to_hex(sha256(before)),
         ".from-" + std::to_string(inspected->manifest.counter));
  }
  return forms;
}

Targets held_by(const Shelf& shelf) {
  const std::int64_t version = shelf.newest("targets");
  if (version == 0) return {};
  const auto held = rollout::read_targets(*shelf.read(Shelf::versioned(version, "targets")));
  if (!held) throw Stop{"the repository's targets: " + held.error().detail, "restore it from where it was published"};
  return {held->document.targets.begin(), held->document.targets.end()};
}

/// The next targets, without signatures; the bundle's bytes are laid into the repository, where nobody takes them
/// before they are signed. Without a bundle: what is offered is offered for longer.
std::string next_targets(const PublishWish& wish, const Shelf& shelf) {
  Targets targets = held_by(shelf);
  if (!wish.bundle.empty()) {
    const std::string bundle = read_text(wish.bundle),
                      name = wish.name.empty() ? fs::path{wish.bundle}.filename().string() : wish.name;
    const auto inspected = release::inspect(bundle);
    if (!inspected || !inspected->wrong.empty())
      throw Stop{wish.bundle + ": " + (inspected ? inspected->wrong.front() : inspected.error().detail),
                 "build it again"};
    const rollout::Target target = release::target_of(bundle, inspected->manifest, write_forms(wish, name, bundle));
    write_release_file(shelf.folder() / "targets" / (rollout::digest_of(target) + "." + name), bundle);
    targets[name] = target;
  }
  if (targets.empty()) throw Stop{"the repository is empty", "publish a bundle first"};
  return release::targets_document({shelf.newest("targets") + 1, in_days(wish.days), now()}, targets);
}

/// Root N as `metadata/N.root.json`, so that stores that trust an older one are led to it.
void take_root(Shelf& shelf, const std::string& file) {
  const std::string text = read_text(file);
  const auto root = rollout::read_root(text);
  if (!root) throw Stop{file + ": " + root.error().detail, "`holdfast bundle root` and `sign` make one"};
  const std::int64_t version = root->document.version, newest = shelf.newest("root");
  const std::string path = Shelf::versioned(version, "root");
  const auto there = shelf.read(path);
  if (there == text) return;
  if (there || version < newest)
    throw Stop{"another root " + std::to_string(version) + " is published already",
               "`holdfast bundle root --before` makes the one that follows root " + std::to_string(newest)};
  if (newest > 0 && version > newest + 1)
    throw Stop{"root " + std::to_string(newest + 1) + " comes first", "stores follow from each root to the next"};
  shelf.put(path, text);
}

/// Targets that were prepared here, and signed elsewhere since.
void take_targets(Shelf& shelf, const std::string& file) {
  const std::string text = read_text(file);
  const auto targets = rollout::read_targets(text);
  if (!targets) throw Stop{file + ": " + targets.error().detail, "`holdfast bundle prepare` writes one"};
  const std::int64_t version = targets->document.version, newest = shelf.newest("targets");
  if (version != newest + 1)
    throw Stop{file + " was prepared as targets " + std::to_string(version) + ", and " + std::to_string(newest) +
                   " are published",
               "prepare and sign it again"};
  for (const auto& [name, target] : targets->document.targets) {
    const auto bytes = shelf.read("targets/" + rollout::digest_of(target) + "." + name);
    if (!bytes || rollout::wrong_bytes(*bytes, target.length, target.hashes))
      throw Stop{name + " does not lie in the repository as it was signed", "prepare it again, in this repository"};
  }
  shelf.put(Shelf::versioned(version, "targets"), text);
}

/// By the online key, that this is the newest.
void say_again(Shelf& shelf, const release::Signer& online, const PublishWish& wish) {
  const std::int64_t targets = shelf.newest("targets"), version = shelf.newest("snapshot") + 1;
  const std::string snapshot =
      signed_by(online, release::snapshot_document({version, in_days(wish.days), now()}, targets,
                                                   *shelf.read(Shelf::versioned(targets, "targets"))));
  shelf.put(Shelf::versioned(version, "snapshot"), snapshot);
  shelf.put(
      "metadata/timestamp.json",
      signed_by(online, release::timestamp_document({version, in_days(wish.online_days), now()}, version, snapshot)));
}

/// As a store does that trusts the repository's first root, or one as old as a store can follow from.
void require_belief(const Shelf& shelf) {
  const auto roots = shelf.versions("root");
  if (roots.empty())
    throw Stop{"nobody says whose repository this is",
               "--root FILE: what stores trust, signed by its owners; once, and again with each new root"};
  const std::int64_t from = std::max(roots.front(), roots.back() - most_rotations + 1);
  rollout::TrustedFiles trusted{{"root", *shelf.read(Shelf::versioned(from, "root"))}};
  rollout::UpdateSession session{trusted, now()};
  while (session.want()) session.give(shelf.read(session.want()->path));
  if (session.failure())
    throw Stop{"a store would not believe it, so nothing is published: " + session.failure()->detail,
               session.failure()->why == rollout::Distrust::Why::unsigned_
                   ? "`holdfast bundle prepare` writes what all its owners sign, `publish --targets` takes it"
                   : "renew what is out of date, or restore what is missing"};
}
}  // namespace

int prepare_bundle(const PublishWish& wish, const std::string& out) {
  const Shelf shelf{wish.repository};
  write_release_file(out, next_targets(wish, shelf));
  std::cout
      << "Prepared as targets " << shelf.newest("targets") + 1 << ": " << out
      << ", to be signed by those who release (holdfast bundle sign), and then published (holdfast bundle publish "
         "--targets)\n";
  return 0;
}

int publish_bundle(const PublishWish& wish) {
  const std::unique_ptr<release::Signer> online = load_signer(wish.online_key);
  Shelf shelf{wish.repository};
  if (!wish.root.empty()) take_root(shelf, wish.root);
  if (!wish.targets.empty()) {
    take_targets(shelf, wish.targets);
  } else if (!wish.bundle.empty() || !wish.targets_keys.empty()) {
    std::string targets = next_targets(wish, shelf);
    for (const std::string& key : wish.targets_keys) targets = signed_by(*load_signer(key), targets);
    shelf.put(Shelf::versioned(shelf.newest("targets") + 1, "targets"), std::move(targets));
  } else if (shelf.newest("targets") == 0) {
    throw Stop{"the repository is empty", "publish a bundle first"};
  }
  say_again(shelf, *online, wish);
  require_belief(shelf);
  shelf.write();
  std::cout << "Published: targets " << shelf.newest("targets") << ", snapshot and timestamp "
            << shelf.newest("snapshot") << "; " << held_by(shelf).size() << " bundles\n";
  return 0;
}

int check_repository(const std::string& repository, const std::string& root, const std::string& target, bool json) {
  rollout::TrustedFiles trusted{{"root", read_text(root)}};
  rollout::UpdateSession session{trusted, now(), rollout::Expiry::enforced, target};
  while (session.want()) {
    const fs::path file = fs::path{repository} / session.want()->path;
    session.give(fs::exists(file) ? std::optional{read_text(file.string())} : std::nullopt);
  }
  if (session.failure())
    throw Stop{"a store would not believe it: " + session.failure()->detail,
               "sign or publish what is missing, or renew what is out of date"};
  std::string digest;
  if (session.found()) {
    const std::string bundle = read_text((fs::path{repository} / session.found()->path).string());
    digest = to_hex(sha256(bundle));
    if (digest != session.found()->target.hashes.front().second)
      throw Stop{"the bundle's bytes are not what was signed", "publish it again"};
  }
  if (json) {
    std::string text;
    JsonWriter{text}
        .begin_object()
        .member("trusted", true)
        .member("target", target)
        .member("sha256", digest)
        .end_object();
    std::cout << text << "\n";
  } else {
    std::cout << "A store that trusts " << root << " believes this repository"
              << (digest.empty() ? "" : " and would take " + target + ", SHA-256 " + digest) << "\n";
  }
  return 0;
}
}  // namespace holdfast::cli
