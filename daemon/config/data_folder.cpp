#include "config/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/check.h"
#include "base/digest.h"
#include "vault/keys_of.h"

namespace holdfast::config {
namespace {
constexpr std::size_t pepper_bytes = 32;
}  // namespace

DataFolder::DataFolder(std::filesystem::path folder) : folder_{std::move(folder)} {
  if (std::filesystem::create_directories(folder_))
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  const std::filesystem::path file = folder_ / "lock";
  lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) throw std::runtime_error{file.string() + " cannot be opened"};
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw std::runtime_error{folder_.string() + " is in use by another holdfast program"};
  }
  ensure_field_keys(folder_);
}
DataFolder::~DataFolder() { ::close(lock_); }

std::string DataFolder::pepper() const {
  const std::filesystem::path file = folder_ / "pepper";
  if (!std::filesystem::exists(file)) {
    std::string fresh(pepper_bytes, '\0');
    check(::getrandom(fresh.data(), fresh.size(), 0) == static_cast<ssize_t>(fresh.size()));
    write_file(file, fresh, Secrecy::secret);
  }
  std::string pepper = read_file(file);
  if (pepper.size() != pepper_bytes) throw std::runtime_error{file.string() + " is damaged: it is 32 bytes"};
  return pepper;
}

namespace {
constexpr std::string_view key_file_head =
    "# Opens the customers' data and the secrets of this store. Keep a copy away from its backups.\n";
std::string fresh_key() {
  std::array<std::uint8_t, 32> fresh{};
  check(::getrandom(fresh.data(), fresh.size(), 0) == static_cast<ssize_t>(fresh.size()));
  return to_hex(fresh) + "\n";
}
std::vector<std::string> keys_in(const std::filesystem::path& file) {
  std::vector<std::string> keys;
  std::istringstream text{read_file(file)};
  for (std::string line; std::getline(text, line);)
    if (!line.empty() && line.front() != '#') keys.push_back(line + "\n");
  return keys;
}
}  // namespace

void ensure_field_keys(const std::filesystem::path& folder) {
  const std::filesystem::path found = vault::find_key_file(folder / "store.db"),
                              elsewhere = folder / "field-keys-elsewhere";
  if (!found.empty()) {
    if (found.parent_path() != folder && folder.filename() != "training" && !std::filesystem::exists(elsewhere))
      write_file(elsewhere, "A credential of systemd's.\n", Secrecy::open);
    return;
  }
  // A key made here would seal what the right one could never open.
  if (std::filesystem::exists(elsewhere))
    throw std::runtime_error{
        "the field keys of " + folder.string() +
        " are a credential of systemd's: go through the running daemon, or set CREDENTIALS_DIRECTORY"};
  write_file(folder / "field-keys", std::string{key_file_head} + fresh_key(), Secrecy::secret);
}
void add_field_key(const std::filesystem::path& folder) {
  ensure_field_keys(folder);
  std::string text = std::string{key_file_head} + fresh_key();
  for (const std::string& key : keys_in(folder / "field-keys")) text += key;
  write_file(folder / "field-keys", text, Secrecy::secret);
}
std::filesystem::path set_old_field_keys_aside(const std::filesystem::path& folder, Instant now) {
  const std::vector<std::string> keys = keys_in(folder / "field-keys");
  check(!keys.empty());
  std::string old{key_file_head};
  for (std::size_t i = 1; i < keys.size(); ++i) old += keys[i];
  const std::filesystem::path aside =
      folder / ("field-keys.until-" + to_date(now) + "-" + std::to_string(now.unix_us() / 1'000'000));
  write_file(aside, old, Secrecy::secret);
  write_file(folder / "field-keys", std::string{key_file_head} + keys.front(), Secrecy::secret);
  return aside;
}
}  // namespace holdfast::config
