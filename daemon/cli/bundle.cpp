#include "cli/bundle.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>

#include "base/digest.h"
#include "base/json_writer.h"
#include "cli/backend.h"
#include "cli/data_folder.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "db/migrate.h"
#include "release/documents.h"
#include "release/pack.h"
#include "release/token_key.h"
#include "rollout/bundle_archive.h"
#include "rollout/forms.h"
#include "rollout/update_session.h"
#include "wire/hello.h"

namespace holdfast::cli {
namespace {
namespace fs = std::filesystem;
constexpr std::int64_t launcher = 1, day_s = 86'400;
constexpr std::uint32_t program_mode = 0755, file_mode = 0644;

Instant now() { return config::wall_clock(); }
Instant in_days(int days) { return now().plus_seconds(days * day_s); }

template <class T>
T value_of(Result<T> result, const std::string& file, const std::string& next) {
  if (result) return std::move(*result);
  std::string detail = result.error().detail;
  for (const FieldError& each : result.error().fields) detail += "\n  " + each.pointer + " " + each.detail;
  throw Stop{file + ": " + detail, next};
}

release::FileKey load_key(const std::string& file) {
  const char* passphrase = std::getenv("HOLDFAST_KEY_PASSPHRASE");
  return value_of(release::FileKey::from_pem(read_text(file), passphrase != nullptr ? passphrase : ""), file,
                  "a sealed key is opened by $HOLDFAST_KEY_PASSPHRASE");
}
/// A key in a file, or in a device by its `pkcs11:` address.
std::unique_ptr<release::Signer> load_signer(const std::string& where) {
  if (!where.starts_with("pkcs11:")) return std::make_unique<release::FileKey>(load_key(where));
  const auto at = value_of(release::parse_token_address(where), where, "as RFC 7512 writes it");
  const char* given = std::getenv("HOLDFAST_TOKEN_PIN");
  std::string pin = given != nullptr ? given : "";
  if (pin.empty() && !at.pin_file.empty()) {
    pin = read_text(at.pin_file);
    pin = pin.substr(0, pin.find_first_of("\r\n"));
  }
  return std::make_unique<release::TokenKey>(value_of(
      release::TokenKey::open(at, pin), where, "the PIN is $HOLDFAST_TOKEN_PIN, or in the file that pin-source names"));
}
/// Of a private key's file, or of what make_key() wrote beside it.
rollout::PublicKey load_public(const std::string& file) {
  if (file.starts_with("pkcs11:")) return load_signer(file)->public_key();
  const std::string text = read_text(file);
  if (text.find("-----BEGIN") != std::string::npos) return load_key(file).public_key();
  const Json document = value_of(parse_json(text), file, "`holdfast bundle key` writes FILE.pub");
  const Json *scheme = document.find("scheme"), *value = document.find("public");
  if (scheme == nullptr || value == nullptr)
    throw Stop{file + " is no public key", "`holdfast bundle key` writes FILE.pub"};
  return {scheme->text(), value->text()};
}
std::vector<rollout::PublicKey> load_public(const std::vector<std::string>& files) {
  std::vector<rollout::PublicKey> keys;
  for (const std::string& file : files) keys.push_back(load_public(file));
  return keys;
}

void write(const fs::path& file, std::string_view bytes, config::Secrecy secrecy = config::Secrecy::open) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  config::write_file(file, bytes, secrecy);
}

std::vector<release::PackedFile> files_of(const BundleBuild& wish) {
  std::vector<release::PackedFile> files;
  for (const auto& entry : fs::directory_iterator{wish.programs}) {
    const bool runs =
        entry.is_regular_file() && (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
    if (runs && entry.path().filename().string().starts_with("holdfast"))
      files.push_back({"bin/" + entry.path().filename().string(), program_mode, read_text(entry.path().string())});
  }
  if (files.empty())
    throw Stop{"there are no programs in " + wish.programs, "`./run --build-only` puts them into build/bin"};
  for (const std::string& each : wish.extra) {
    const std::size_t equals = each.find('=');
    if (equals == std::string::npos) throw Stop{"`" + each + "` names no file", "--add PATH=FILE"};
    files.push_back({each.substr(0, equals), file_mode, read_text(each.substr(equals + 1))});
  }
  return files;
}

std::vector<rollout::Beside> beside_of(const BundleBuild& wish) {
  std::vector<rollout::Beside> out;
  for (const std::string& each : wish.beside) {
    const std::size_t first = each.find(':'), second = each.find(':', first + 1);
    if (first == std::string::npos || first == 0)
      throw Stop{"`" + each + "` names no version", "--beside NAME:LEAST, or NAME:LEAST:BELOW"};
    const std::string least = each.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    out.push_back({each.substr(0, first), least, second == std::string::npos ? "" : each.substr(second + 1)});
  }
  std::ranges::sort(out, {}, &rollout::Beside::name);
  return out;
}

void print_manifest(const rollout::Manifest& manifest, std::uint64_t size, const std::string& digest) {
  std::cout << "Release " << manifest.release << " (" << manifest.counter << ") for " << manifest.architecture << ", "
            << size << " bytes, " << manifest.files.size() << " files\nSHA-256 " << digest
            << "\nreplaces releases from " << manifest.compatibility.from_counter << "; data of schema "
            << manifest.schema_reads << " to " << manifest.schema_writes << "; protocol "
            << manifest.compatibility.protocol.least << " to " << manifest.compatibility.protocol.most << "; API "
            << manifest.compatibility.api.least << " to " << manifest.compatibility.api.most << "\n";
  for (const rollout::Beside& each : manifest.compatibility.beside)
    std::cout << "beside " << each.name << " from " << each.least
              << (each.below.empty() ? std::string{} : " to below " + each.below) << "\n";
  if (!manifest.notes.empty()) std::cout << manifest.notes << "\n";
}

/// The newest version of a role's file in a repository, 0 for none.
std::int64_t newest(const fs::path& repository, const std::string& role) {
  std::int64_t found = 0;
  if (!fs::exists(repository / "metadata")) return 0;
  for (const auto& entry : fs::directory_iterator{repository / "metadata"}) {
    const std::string name = entry.path().filename().string(), end = "." + role + ".json";
    if (name.ends_with(end)) found = std::max(found, static_cast<std::int64_t>(std::atoll(name.c_str())));
  }
  return found;
}
fs::path versioned(const fs::path& repository, std::int64_t version, const std::string& role) {
  return repository / "metadata" / (std::to_string(version) + "." + role + ".json");
}
/// The bundle in every form that it can be fetched in, each a file by its own digest beside the bundle's.
std::vector<rollout::Form> write_forms(const PublishWish& wish, const std::string& name, const std::string& bundle) {
  using Kind = rollout::Form::Kind;
  std::vector<rollout::Form> forms{rollout::form_of(Kind::whole, bundle)};
  const auto keep = [&](Kind kind, const std::string& bytes, const std::string& from, const std::string& ending) {
    if (bytes.size() >= forms.front().length) return;
    forms.push_back(rollout::form_of(kind, bytes, from));
    write(fs::path{wish.repository} / "targets" / (forms.back().sha256 + "." + name + ending), bytes);
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
std::string signed_by(const release::Signer& signer, const std::string& document) {
  return release::add_signature(document, signer).value();
}
}  // namespace

int build_bundle(const BundleBuild& wish) {
  rollout::Manifest manifest;
  manifest.release = wish.release;
  manifest.counter = wish.counter;
  manifest.architecture = wish.architecture;
  manifest.compatibility = {{wire::protocol_oldest, wire::protocol_newest},
                            rollout::served_api,
                            launcher,
                            wish.from_counter,
                            beside_of(wish)};
  manifest.schema_writes = static_cast<std::int64_t>(db::edge_migrations().size());
  manifest.schema_reads = 1;
  manifest.proving_seconds = wish.proving_seconds;
  manifest.notes = wish.notes_file.empty() ? wish.notes : read_text(wish.notes_file);
  std::vector<release::PackedFile> files = files_of(wish);
  for (const release::PackedFile& file : files)
    if (file.mode == program_mode)
      manifest.components.push_back({file.path.substr(file.path.rfind('/') + 1), wish.release});
  std::ranges::sort(manifest.components, {}, &rollout::Component::name);
  const std::string bundle = value_of(release::pack(manifest, std::move(files)), wish.out, "see the lines above");
  write(wish.out, bundle);
  return inspect_bundle(wish.out, wish.json);
}

int inspect_bundle(const std::string& file, bool json) {
  const std::string bundle = read_text(file), digest = to_hex(sha256(bundle));
  const auto inspected = release::inspect(bundle);
  if (!inspected) throw Stop{file + ": " + inspected.error().detail, "fetch it again, or build it again"};
  if (json) {
    std::string text;
    JsonWriter writer{text};
    writer.begin_object().member("sha256", digest).member("size", static_cast<std::int64_t>(bundle.size()));
    writer.key("manifest").raw(rollout::manifest_text(inspected->manifest)).key("wrong").begin_array();
    for (const std::string& each : inspected->wrong) writer.value(each);
    writer.end_array().end_object();
    std::cout << text << "\n";
  } else {
    print_manifest(inspected->manifest, bundle.size(), digest);
    for (const std::string& each : inspected->wrong) std::cout << "WRONG: " << each << "\n";
  }
  return inspected->wrong.empty() ? 0 : 1;
}

int unpack_bundle(const std::string& file, const std::string& folder) {
  const std::string bundle = read_text(file);
  const auto inspected = release::inspect(bundle);
  if (!inspected || !inspected->wrong.empty())
    throw Stop{file + ": " + (inspected ? inspected->wrong.front() : inspected.error().detail), "build it again"};
  std::string path, bytes;
  std::uint32_t mode = 0;
  const auto close = [&] {
    if (path.empty()) return;
    const fs::path at = fs::path{folder} / path;
    write(at, bytes);
    fs::permissions(at, static_cast<fs::perms>(mode & 0777));
    path.clear();
    bytes.clear();
  };
  rollout::ArchiveReader reader{{.begin =
                                     [&](const rollout::Member& member) {
                                       close();
                                       if (member.kind != rollout::Member::Kind::file) return;
                                       path = member.path;
                                       mode = member.mode;
                                     },
                                 .data = [&](std::string_view piece) { bytes += piece; }}};
  if (const auto taken = reader.take(bundle); !taken) throw Stop{file + ": " + taken.error().detail, "build it again"};
  close();
  return 0;
}

int make_key(const std::string& file, bool json) {
  if (fs::exists(file)) throw Stop{file + " is there already", "a key is never written over: choose another name"};
  const release::FileKey key = release::FileKey::make();
  const char* passphrase = std::getenv("HOLDFAST_KEY_PASSPHRASE");
  write(file, key.pem(passphrase != nullptr ? passphrase : ""), config::Secrecy::secret);
  const rollout::PublicKey open = key.public_key();
  std::string text;
  JsonWriter{text}
      .begin_object()
      .member("keyId", release::key_id(open))
      .member("scheme", open.scheme)
      .member("public", open.value)
      .end_object();
  write(file + ".pub", text + "\n");
  if (json)
    std::cout << text << "\n";
  else
    std::cout << "Key " << release::key_id(open) << ": " << file
              << (passphrase != nullptr ? " (sealed)" : " (open: keep it off line)") << ", to give away: " << file
              << ".pub\n";
  return 0;
}

int make_root(const RootWish& wish) {
  std::int64_t version = 1;
  if (!wish.before.empty()) {
    const auto before = rollout::read_root(read_text(wish.before));
    if (!before) throw Stop{wish.before + ": " + before.error().detail, "--before takes the newest root"};
    version = before->document.version + 1;
  }
  const auto online = load_public(wish.online_keys);
  const release::KeyHolders holders{{load_public(wish.root_keys), wish.root_threshold},
                                    {load_public(wish.targets_keys), wish.targets_threshold},
                                    {online, 1},
                                    {online, 1}};
  for (const release::RoleKeys* role : {&holders.root, &holders.targets})
    if (role->threshold < 1 || static_cast<std::size_t>(role->threshold) > role->keys.size())
      throw Stop{"a threshold of " + std::to_string(role->threshold) + " takes as many keys",
                 "name more keys, or lower it"};
  write(wish.out, release::root_document({version, in_days(wish.days)}, holders));
  std::cout << "Root " << version << ": " << wish.out << ", to be signed by " << wish.root_threshold << " of its "
            << holders.root.keys.size() << " keys"
            << (version > 1 ? ", and by those of root " + std::to_string(version - 1) : std::string{})
            << " (holdfast bundle sign)\n";
  return 0;
}

int sign_document(const std::string& file, const std::string& key) {
  const std::string document =
      value_of(release::add_signature(read_text(file), *load_signer(key)), file, "`holdfast bundle root` writes one");
  write(file, document);
  std::cout << file << " is signed by " << parse_json(document).value().find("signatures")->items().size() << "\n";
  return 0;
}

int publish_bundle(const PublishWish& wish) {
  const fs::path repository = wish.repository;
  const std::unique_ptr<release::Signer> signer = load_signer(wish.online_key);
  const release::Signer& online = *signer;
  std::int64_t version = newest(repository, "targets");
  std::map<std::string, rollout::Target> targets;
  if (version > 0) {
    const auto held = rollout::read_targets(read_text(versioned(repository, version, "targets").string()));
    if (!held) throw Stop{"the repository's targets: " + held.error().detail, "restore it from where it was published"};
    for (const auto& [path, target] : held->document.targets) targets.emplace(path, target);
  }
  if (!wish.bundle.empty()) {
    const std::string bundle = read_text(wish.bundle),
                      name = wish.name.empty() ? fs::path{wish.bundle}.filename().string() : wish.name;
    const auto inspected = release::inspect(bundle);
    if (!inspected || !inspected->wrong.empty())
      throw Stop{wish.bundle + ": " + (inspected ? inspected->wrong.front() : inspected.error().detail),
                 "build it again"};
    const rollout::Target target = release::target_of(bundle, inspected->manifest, write_forms(wish, name, bundle));
    write(repository / "targets" / (rollout::digest_of(target) + "." + name), bundle);
    targets[name] = target;
    ++version;
    write(versioned(repository, version, "targets"),
          signed_by(*load_signer(wish.targets_key), release::targets_document({version, in_days(wish.days)}, targets)));
  }
  if (version == 0) throw Stop{"the repository is empty", "publish a bundle first"};
  const std::string targets_bytes = read_text(versioned(repository, version, "targets").string());
  const std::int64_t snapshot_version = newest(repository, "snapshot") + 1;
  const std::string snapshot =
      signed_by(online, release::snapshot_document({snapshot_version, in_days(wish.days)}, version, targets_bytes));
  write(versioned(repository, snapshot_version, "snapshot"), snapshot);
  write(repository / "metadata/timestamp.json",
        signed_by(online, release::timestamp_document({snapshot_version, in_days(wish.online_days)}, snapshot_version,
                                                      snapshot)));
  std::cout << "Published: targets " << version << ", snapshot and timestamp " << snapshot_version << "; "
            << targets.size() << " bundles\n";
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
