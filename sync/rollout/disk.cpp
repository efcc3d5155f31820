#include "rollout/disk.h"

namespace holdfast::rollout {
std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string{slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash)};
}

namespace {
template <class Fill>
void replace(Disk& disk, const std::string& path, const Fill& fill) {
  const std::string beside = path + ".new";
  disk.remove(beside);
  fill(beside);
  disk.sync(beside);
  disk.rename(beside, path);
  disk.sync_folder(folder_of(path));
}
}  // namespace

void replace_file(Disk& disk, const std::string& path, std::string_view bytes) {
  replace(disk, path, [&](const std::string& beside) { disk.append(beside, bytes); });
}
void replace_by_copy(Disk& disk, const std::string& path, std::string_view from) {
  replace(disk, path, [&](const std::string& beside) { disk.append_file(beside, from); });
}
}  // namespace holdfast::rollout
