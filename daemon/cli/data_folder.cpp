#include "cli/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "cli/stop.h"

namespace holdfast::cli {
std::optional<DataLock> DataLock::try_take(const std::filesystem::path& data) {
  const std::string file = (data / "lock").string();
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    throw Stop{file + ": " + std::strerror(errno),
               "give the data folder of a store with --data, or make one with `holdfast init`"};
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return DataLock{fd};
  const int error = errno;
  ::close(fd);
  if (error == EWOULDBLOCK) return {};
  throw Stop{file + ": " + std::strerror(error), "the folder has to be on a disk of this machine"};
}
DataLock& DataLock::operator=(DataLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
DataLock::~DataLock() {
  if (fd_ >= 0) ::close(fd_);
}

std::optional<Runtime> read_runtime(const std::filesystem::path& data) {
  std::ifstream file{data / "runtime.json"};
  if (!file) return {};
  std::ostringstream text;
  text << file.rdbuf();
  const Result<Json> json = parse_json(text.str());
  if (!json) return {};
  const Json *url = json->find("url"), *token = json->find("token");
  if (url == nullptr || token == nullptr) return {};
  return Runtime{url->text(), token->text()};
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) throw Stop{"cannot read " + file.string(), "check the name and that you may read it"};
  return std::move(text).str();
}
}  // namespace holdfast::cli
