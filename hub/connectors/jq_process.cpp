#include "connectors/jq_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>

#include "frame/frame.h"

namespace holdfast::connectors {
namespace {
using Clock = std::chrono::steady_clock;

bool wait_for(int socket, short events, Clock::time_point until) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  pollfd entry{socket, events, 0};
  return left.count() > 0 && ::poll(&entry, 1, static_cast<int>(left.count())) > 0;
}
tl::unexpected<Error> wrong(std::string why) { return refuse(ErrorCode::invalid_argument, std::move(why)); }
}  // namespace

JqProcess::~JqProcess() { end(); }

void JqProcess::start() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::runtime_error{std::string{"no socket for holdfast-jq: "} + std::strerror(errno)};
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);  // ours alone: the helper waits
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, ends[1], 0);
  posix_spawn_file_actions_adddup2(&files, ends[1], 1);
  posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
  // Its signals are as if it were started fresh, and it has no environment: `env` and `$ENV` of jq show nothing.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t all;
  sigfillset(&all);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::string name = program_.string();
  char* const arguments[] = {name.data(), nullptr};
  char* const nothing[] = {nullptr};
  const int failed = ::posix_spawn(&pid_, name.c_str(), &files, &attributes, arguments, nothing);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  ::close(ends[1]);
  socket_ = ends[0];
  if (failed == 0) return;
  pid_ = -1;
  end();
  throw std::runtime_error{"cannot start " + name + ": " + std::strerror(failed)};
}

void JqProcess::end() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

Result<std::string> JqProcess::run(std::string_view program, std::string_view input, std::chrono::milliseconds limit) {
  if (program.size() + input.size() > frame::most_in) return wrong("what the program is given is too large");
  const std::string question =
      frame::number(program.size()).append(program) + frame::number(input.size()).append(input);
  const auto until = Clock::now() + limit;
  for (int attempt = 0;; ++attempt) {
    const bool fresh = pid_ < 0;
    if (fresh) start();
    bool silent = false;
    auto answer = ask(question, until, silent);
    if (!silent) return answer;
    end();
    // An old process may have used up its share of time just before; a new one that dies was killed by this program.
    if (fresh || attempt > 0) return answer;
  }
}

Result<std::string> JqProcess::ask(const std::string& question, Clock::time_point until, bool& silent) {
  const auto lost = [&](std::string why) {
    end();
    return wrong(std::move(why));
  };
  std::string_view rest = question;
  std::string in;
  for (;;) {
    if (!rest.empty()) {
      const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
      if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
      if (sent < 0 && errno == EAGAIN && !wait_for(socket_, POLLOUT, until)) return lost("the program took too long");
      if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        silent = true;
        return wrong("the program ended its process");
      }
      continue;
    }
    char bytes[16 * 1024];
    const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got > 0) in.append(bytes, static_cast<std::size_t>(got));
    if (got < 0 && errno == EAGAIN && !wait_for(socket_, POLLIN, until)) return lost("the program took too long");
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
      silent = true;
      return wrong("the program ran out of memory or did what it must not");
    }
    if (in.size() < 5) continue;
    const std::size_t size = frame::number_at(std::string_view{in}.substr(1));
    if (size > frame::most_out) return lost("the program said too much");
    if (in.size() < 5 + size) continue;
    if (in[0] != frame::fine) return wrong(in.substr(5, size));
    return in.substr(5, size);
  }
}
}  // namespace holdfast::connectors
