#pragma once
#include <filesystem>
#include <string>

#include "rollout/disk.h"

namespace holdfast::launcher {
/// A folder of this machine as an update sees it. What one call did is not durable before the sync that rollout/disk.h
/// asks for.
class FolderDisk final : public rollout::Disk {
 public:
  /// `data`: where what is called `data/…` lies; below the root, unless said.
  explicit FolderDisk(std::filesystem::path root, std::filesystem::path data = {})
      : root_{std::move(root)}, data_{data.empty() ? root_ / "data" : std::move(data)} {}
  std::optional<std::string> read(std::string_view path) override;
  bool there(std::string_view path) override;
  void append(std::string_view path, std::string_view bytes) override;
  void append_file(std::string_view path, std::string_view from) override;
  void set_mode(std::string_view path, std::uint32_t mode) override;
  void sync(std::string_view path) override;
  void sync_folder(std::string_view path) override;
  void make_folder(std::string_view path) override;
  void link(std::string_view path, std::string_view target) override;
  void rename(std::string_view from, std::string_view to) override;
  void remove(std::string_view path) override;

 private:
  std::filesystem::path at(std::string_view path) const;
  std::filesystem::path root_, data_;
};
}  // namespace holdfast::launcher
