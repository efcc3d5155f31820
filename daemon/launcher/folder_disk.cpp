#include "launcher/folder_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace holdfast::launcher {
namespace {
constexpr mode_t private_file = 0600, private_folder = 0700;
constexpr std::size_t piece = 1U << 20;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw std::runtime_error{path.string() + " cannot be " + what + ": " + std::generic_category().message(errno)};
}

/// Ends with its scope.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : number_{::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode)} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  explicit operator bool() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

void write_all(const Descriptor& to, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(to.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(path, "written");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}
/// The next piece; empty at the end.
std::string_view read_some(const Descriptor& from, std::string& buffer, const std::filesystem::path& path) {
  buffer.resize(piece);
  for (;;) {
    const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
    if (count >= 0) return std::string_view{buffer}.substr(0, static_cast<std::size_t>(count));
    if (errno != EINTR) fail(path, "read");
  }
}
}  // namespace

std::filesystem::path FolderDisk::at(std::string_view path) const {
  constexpr std::string_view data = "data";
  if (path == data) return data_;
  if (path.starts_with(data) && path[data.size()] == '/') return data_ / path.substr(data.size() + 1);
  return root_ / path;
}

std::optional<std::string> FolderDisk::read(std::string_view path) {
  const Descriptor file{at(path), O_RDONLY};
  if (!file && errno == ENOENT) return std::nullopt;
  if (!file) fail(at(path), "opened");
  std::string out, buffer;
  for (std::string_view bytes = read_some(file, buffer, at(path)); !bytes.empty();
       bytes = read_some(file, buffer, at(path)))
    out += bytes;
  return out;
}

bool FolderDisk::there(std::string_view path) {
  struct stat found{};
  return ::lstat(at(path).c_str(), &found) == 0;
}

void FolderDisk::append(std::string_view path, std::string_view bytes) {
  const Descriptor file{at(path), O_WRONLY | O_APPEND | O_CREAT, private_file};
  if (!file) fail(at(path), "opened");
  write_all(file, bytes, at(path));
}

void FolderDisk::append_file(std::string_view path, std::string_view from) {
  const Descriptor source{at(from), O_RDONLY}, target{at(path), O_WRONLY | O_APPEND | O_CREAT, private_file};
  if (!source) fail(at(from), "opened");
  if (!target) fail(at(path), "opened");
  std::string buffer;
  for (std::string_view bytes = read_some(source, buffer, at(from)); !bytes.empty();
       bytes = read_some(source, buffer, at(from)))
    write_all(target, bytes, at(path));
}

void FolderDisk::set_mode(std::string_view path, std::uint32_t mode) {
  if (::chmod(at(path).c_str(), static_cast<mode_t>(mode & 0777)) != 0) fail(at(path), "changed");
}

void FolderDisk::sync(std::string_view path) {
  const Descriptor file{at(path), O_RDONLY};
  if (!file || ::fsync(file.number()) != 0) fail(at(path), "made durable");
}

void FolderDisk::sync_folder(std::string_view path) {
  const Descriptor folder{at(path), O_RDONLY | O_DIRECTORY};
  if (!folder && errno == ENOENT) return;  // removed with what was in it
  if (!folder || ::fsync(folder.number()) != 0) fail(at(path), "made durable");
}

void FolderDisk::make_folder(std::string_view path) {
  if (::mkdir(at(path).c_str(), private_folder) != 0 && errno != EEXIST) fail(at(path), "made");
}

void FolderDisk::link(std::string_view path, std::string_view target) {
  if (::symlink(std::string{target}.c_str(), at(path).c_str()) != 0) fail(at(path), "linked");
}

void FolderDisk::rename(std::string_view from, std::string_view to) {
  if (::rename(at(from).c_str(), at(to).c_str()) != 0) fail(at(from), "renamed");
}

void FolderDisk::remove(std::string_view path) {
  std::error_code wrong;
  std::filesystem::remove_all(at(path), wrong);
  if (wrong) throw std::runtime_error{at(path).string() + " cannot be removed: " + wrong.message()};
}
}  // namespace holdfast::launcher
