#include "setup/box.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/digest.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "setup/make_store.h"
#include "setup/restore_beside.h"
#include "staff/terminal_rows.h"

namespace holdfast::setup {
namespace {
constexpr std::int64_t console_days = 2;  // for the claim code to become the first console

void sync(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}
}  // namespace

std::string Box::code() const {
  const std::filesystem::path file = folder_ / "setup-code";
  if (!std::filesystem::exists(file)) {
    config::KernelRandom random;
    config::write_file(file, staff::make_pairing_code(random()) + "\n", config::Secrecy::secret);
  }
  std::string code = config::read_file(file);
  while (code.ends_with('\n')) code.pop_back();
  return code;
}

bool Box::accepts(std::string_view typed) const {
  // Digests of equal length, so that how long it takes says nothing of how much was right.
  return sha256(staff::normal_pairing_code(typed)) == sha256(staff::normal_pairing_code(code()));
}

std::string Box::draft() const {
  const std::filesystem::path file = folder_ / "setup.json";
  return std::filesystem::exists(file) ? config::read_file(file) : "{}";
}
void Box::keep_draft(std::string_view json) const {
  config::write_file(folder_ / "setup.json", json, config::Secrecy::secret);
}

Result<> Box::restore(const std::filesystem::path& file, const backup::Lock& lock) const {
  const Instant now = config::wall_clock();
  return restore_beside(folder_, file, lock, now, {"first start"},
                        FirstConsole{code(), now.plus_seconds(console_days * seconds_per_day)});
}

Result<> Box::make(const Json& document, std::string_view pepper) const {
  const std::filesystem::path part = folder_ / "store.next.part";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(part.string() + end);
  const Instant until = config::wall_clock().plus_seconds(console_days * seconds_per_day);
  TRY(make_store(part, pepper, document, FirstConsole{code(), until}));
  sync(part);
  std::filesystem::rename(part, next_store_of(folder_));
  sync(folder_);
  return {};
}

void Box::forget() const {
  // What a store that was made here took the place of was nothing.
  if (std::filesystem::exists(folder_ / "setup-code"))
    for (const char* end : {"", "-wal", "-shm"})
      std::filesystem::remove((folder_ / "store.previous.db").string() + end);
  for (const char* name : {"setup-code", "setup.json"}) std::filesystem::remove(folder_ / name);
}

std::filesystem::path next_store_of(const std::filesystem::path& folder) { return folder / "store.next.db"; }

bool adopt_next_store(const std::filesystem::path& folder) {
  const std::filesystem::path next = next_store_of(folder), file = folder / "store.db";
  if (!std::filesystem::exists(next)) return false;
  for (const char* secret : {"pepper", "field-keys"})
    if (const std::filesystem::path own = folder / (std::string{secret} + ".next"); std::filesystem::exists(own))
      std::filesystem::rename(own, folder / secret);
  // With its log, which belongs to no other file: it may hold what was never checkpointed.
  for (const char* end : {"", "-wal", "-shm"})
    if (const std::filesystem::path old = file.string() + end; std::filesystem::exists(old))
      std::filesystem::rename(old, (folder / "store.previous.db").string() + end);
  std::filesystem::rename(next, file);
  sync(folder);
  return true;
}
}  // namespace holdfast::setup
