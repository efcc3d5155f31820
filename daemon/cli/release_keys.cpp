#include "cli/release_keys.h"

#include <cstdlib>
#include <iostream>

#include "base/json_writer.h"
#include "cli/bundle.h"
#include "cli/data_folder.h"
#include "config/machine.h"
#include "release/documents.h"
#include "release/token_key.h"
#include "rollout/forms.h"

namespace holdfast::cli {
namespace {
namespace fs = std::filesystem;
constexpr std::int64_t day_s = 86'400;

release::FileKey load_key(const std::string& file) {
  const char* passphrase = std::getenv("HOLDFAST_KEY_PASSPHRASE");
  return value_of(release::FileKey::from_pem(read_text(file), passphrase != nullptr ? passphrase : ""), file,
                  "a sealed key is opened by $HOLDFAST_KEY_PASSPHRASE");
}
}  // namespace

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
namespace {
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
}  // namespace
std::vector<rollout::PublicKey> load_public(const std::vector<std::string>& files) {
  std::vector<rollout::PublicKey> keys;
  for (const std::string& file : files) keys.push_back(load_public(file));
  return keys;
}

void write_release_file(const fs::path& file, std::string_view bytes, config::Secrecy secrecy) {
  if (file.has_parent_path()) fs::create_directories(file.parent_path());
  config::write_file(file, bytes, secrecy);
}

Instant in_days(int days) { return config::wall_clock().plus_seconds(days * day_s); }

int make_key(const std::string& file, bool json) {
  if (fs::exists(file)) throw Stop{file + " is there already", "a key is never written over: choose another name"};
  const release::FileKey key = release::FileKey::make();
  const char* passphrase = std::getenv("HOLDFAST_KEY_PASSPHRASE");
  write_release_file(file, key.pem(passphrase != nullptr ? passphrase : ""), config::Secrecy::secret);
  const rollout::PublicKey open = key.public_key();
  std::string text;
  JsonWriter{text}
      .begin_object()
      .member("keyId", release::key_id(open))
      .member("scheme", open.scheme)
      .member("public", open.value)
      .end_object();
  write_release_file(file + ".pub", text + "\n");
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
                                    {online, 1},
                                    wish.resets_time};
  for (const release::RoleKeys* role : {&holders.root, &holders.targets})
    if (role->threshold < 1 || static_cast<std::size_t>(role->threshold) > role->keys.size())
      throw Stop{"a threshold of " + std::to_string(role->threshold) + " takes as many keys",
                 "name more keys, or lower it"};
  write_release_file(wish.out, release::root_document({version, in_days(wish.days), config::wall_clock()}, holders));
  std::cout << "Root " << version << ": " << wish.out << ", to be signed by " << wish.root_threshold << " of its "
            << holders.root.keys.size() << " keys"
            << (version > 1 ? ", and by those of root " + std::to_string(version - 1) : std::string{})
            << " (holdfast bundle sign)\n";
  return 0;
}

int sign_document(const std::string& file, const std::string& key) {
  const std::string document =
      value_of(release::add_signature(read_text(file), *load_signer(key)), file, "`holdfast bundle root` writes one");
  write_release_file(file, document);
  // Whoever signs sees what for.
  if (const auto targets = rollout::read_targets(document))
    for (const auto& [name, target] : targets->document.targets)
      if (const auto offer = rollout::read_offer(target))
        std::cout << name << ": release " << offer->manifest.release << " (" << offer->manifest.counter << ") for "
                  << offer->manifest.architecture << ", SHA-256 " << rollout::digest_of(target) << "\n";
  std::cout << file << " is signed by " << parse_json(document).value().find("signatures")->items().size() << "\n";
  return 0;
}

}  // namespace holdfast::cli
