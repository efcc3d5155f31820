#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace holdfast::connectors {
/// A helper process (`holdfast-jq`) that runs jq programs with next to no rights: no files, no network, no other
/// process, bounded memory. Each answer has a time; a process that does not answer in it, dies or says too much is
/// ended, and the next call starts another. One thread.
class JqProcess {
 public:
  explicit JqProcess(std::filesystem::path program) : program_{std::move(program)} {}
  ~JqProcess();
  JqProcess(const JqProcess&) = delete;
  JqProcess& operator=(const JqProcess&) = delete;
  /// The first value that `program` makes of `input` (JSON both). Refuses invalid_argument: the program is wrong,
  /// failed, made nothing, or took too long. Throws when no helper can be started.
  Result<std::string> run(std::string_view program, std::string_view input, std::chrono::milliseconds limit);
  pid_t pid() const { return pid_; }

 private:
  void start();
  void end();
  Result<std::string> ask(const std::string& question, std::chrono::steady_clock::time_point until, bool& silent);
  std::filesystem::path program_;
  pid_t pid_ = -1;
  int socket_ = -1;
};
}  // namespace holdfast::connectors
