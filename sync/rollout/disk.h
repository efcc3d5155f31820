#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::rollout {
/// What an update does to a disk, so that a test can cut the power between any two of these. Paths are below one
/// folder, with
/// `/`. Nothing is durable before its sync: a file's bytes by sync(), its name (and its removal) by sync_folder() of
/// the folder it is in. Throws std::runtime_error for a broken disk.
class Disk {
 public:
  virtual ~Disk() = default;
  virtual std::optional<std::string> read(std::string_view path) = 0;
  virtual bool there(std::string_view path) { return read(path).has_value(); }
  /// Makes the file when it is not there.
  virtual void append(std::string_view path, std::string_view bytes) = 0;
  /// Another file's bytes, which may be more than memory holds.
  virtual void append_file(std::string_view path, std::string_view from) { append(path, read(from).value_or("")); }
  virtual void set_mode(std::string_view path, std::uint32_t mode) = 0;
  virtual void sync(std::string_view path) = 0;
  virtual void sync_folder(std::string_view path) = 0;
  virtual void make_folder(std::string_view path) = 0;  ///< nothing when it is there
  virtual void link(std::string_view path, std::string_view target) = 0;
  virtual void rename(std::string_view from, std::string_view to) = 0;  ///< within one folder; replaces `to` at once
  virtual void remove(std::string_view path) = 0;  ///< with all that is below; nothing when not there
};
/// The file as a whole, old or new after a power cut: written beside, synced, renamed, the folder synced.
void replace_file(Disk& disk, const std::string& path, std::string_view bytes);
/// The same, with the bytes of another file.
void replace_by_copy(Disk& disk, const std::string& path, std::string_view from);
std::string folder_of(std::string_view path);  ///< empty for what lies at the top
}  // namespace holdfast::rollout
