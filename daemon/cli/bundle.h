#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace holdfast::cli {
/// Releases on their way to stores: packed, signed by keys that stay with their owners, laid out as a repository that a
/// hub, a neighbour or a stick can carry (TUF; ../sync/release). Keys are PEM files; a sealed one is opened by
/// $HOLDFAST_KEY_PASSPHRASE, never by a question.
struct BundleBuild {
  std::string out, release, programs, notes, notes_file, sbom;
  std::vector<std::string> beside;  ///< `NAME:LEAST` or `NAME:LEAST:BELOW`: versions of what it runs beside
  std::vector<std::string> extra;   ///< `PATH=FILE`, beside the programs
  std::int64_t counter = 0, from_counter = 0, to_counter = 0, proving_seconds = 120;
  std::string architecture = "amd64";
  bool json = false;
};
int build_bundle(const BundleBuild& wish);
int inspect_bundle(const std::string& file, bool json);
/// A bundle's manifest and files in a folder, as a slot or a package holds them. Refuses one that is not whole.
int unpack_bundle(const std::string& file, const std::string& folder);
int make_key(const std::string& file, bool json);

struct RootWish {
  std::string out, before;                                        ///< `before`: the root that this one follows
  std::vector<std::string> root_keys, targets_keys, online_keys;  ///< files of public or private keys
  int root_threshold = 1, targets_threshold = 1, days = 365;
  bool resets_time = false;  ///< rollout/time_floor.h
};
/// A root without signatures; its owners sign it one after another.
int make_root(const RootWish& wish);
int sign_document(const std::string& file, const std::string& key);

struct PublishWish {
  std::string repository, bundle, name, online_key;
  std::string root;     ///< a signed one, to be published as well
  std::string targets;  ///< what prepare_bundle() wrote, signed since; in place of `bundle` and `targets_keys`
  std::vector<std::string> targets_keys;
  std::vector<std::string> delta_from;  ///< bundles of before: whoever runs one fetches only what differs from it
  int level = 9;                        ///< of zstd
  int days = 90, online_days = 7;
};
/// For keys that do not meet: the bundle's bytes into the repository, and what is to be signed into `out`, which its
/// owners sign one after the other (sign_document). Without a bundle: the same offer for longer.
int prepare_bundle(const PublishWish& wish, const std::string& out);
/// Puts a bundle into a repository: its bytes, and metadata one version on. With neither a bundle nor a key of those
/// who release it only says again, by the online key, that nothing newer is there. Publishes nothing that a store which
/// trusts the repository's first root would not believe.
int publish_bundle(const PublishWish& wish);
/// What a store that trusts `root` makes of the repository, and of one bundle in it.
int check_repository(const std::string& repository, const std::string& root, const std::string& target, bool json);

/// `choose` is told what to run once the command line was read.
void add_bundle_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose);
}  // namespace holdfast::cli
