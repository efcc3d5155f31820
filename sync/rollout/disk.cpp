#include "rollout/disk.h"

namespace holdfast::rollout {
std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string{slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash)};
}

void replace_file(Disk& disk, const std::string& path, std::string_view bytes) {
  const std::string beside = path + ".new";
  disk.remove(beside);
  disk.append(beside, bytes);
  disk.sync(beside);
  disk.rename(beside, path);
  disk.sync_folder(folder_of(path));
}
}  // namespace holdfast::rollout
