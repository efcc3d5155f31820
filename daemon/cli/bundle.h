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
  std::string out, release, programs, notes, notes_file;
  std::vector<std::string> beside;  ///< `NAME:LEAST` or `NAME:LEAST:BELOW`: versions of what it runs beside
  std::vector<std::string> extra;   ///< `PATH=FILE`, beside the programs: an SBOM, for one
  std::int64_t counter = 0, from_counter = 0, proving_seconds = 120;
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
};
/// A root without signatures; its owners sign it one after another.
int make_root(const RootWish& wish);
int sign_document(const std::string& file, const std::string& key);

struct PublishWish {
  std::string repository, bundle, name, targets_key, online_key;
  std::vector<std::string> delta_from;  ///< bundles of before: whoever runs one fetches only what differs from it
  int level = 9;                        ///< of zstd
  int days = 90, online_days = 7;
};
/// Puts a bundle into a repository: its bytes, and metadata one version on. Without a bundle it only says again, by the
/// online key, that nothing newer is there.
int publish_bundle(const PublishWish& wish);
/// What a store that trusts `root` makes of the repository, and of one bundle in it.
int check_repository(const std::string& repository, const std::string& root, const std::string& target, bool json);

/// `choose` is told what to run once the command line was read.
void add_bundle_commands(CLI::App& app, const std::function<void(std::function<int()>)>& choose);
}  // namespace holdfast::cli
