#include "launcher/launch.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "launcher/folder_disk.h"
#include "rollout/lives.h"
#include "rollout/manifest.h"
#include "rollout/slots.h"
#include "service/supervisor.h"

namespace holdfast::launcher {
namespace {
constexpr std::chrono::seconds usual_patience{120};
constexpr int signal_base = 128;

sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set, number);
  return set;
}

[[noreturn]] void become(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                         const sigset_t& before) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // it does not outlive us
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execv(program.c_str(), words.data());
  ::_exit(127);
}

/// Keeps the service manager's patience while a release is copied or proved: nothing serves then, and that has limits
/// of its own.
class AliveMeanwhile {
 public:
  AliveMeanwhile() {
    // A signal is for the thread that waits for what we started.
    sigset_t before;
    const sigset_t set = watched();
    ::pthread_sigmask(SIG_BLOCK, &set, &before);
    thread_ = std::thread{[this] { run(); }};
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  AliveMeanwhile(const AliveMeanwhile&) = delete;
  AliveMeanwhile& operator=(const AliveMeanwhile&) = delete;
  ~AliveMeanwhile() {
    change([this] { over_ = true; });
    thread_.join();
  }
  void pause() {
    change([this] { paused_ = true; });
  }
  void go_on() {
    change([this] { paused_ = false; });
  }

 private:
  template <class Change>
  void change(const Change& what) {
    {
      const std::lock_guard lock{mutex_};
      what();
    }
    wake_.notify_all();
  }
  void run() {
    constexpr std::chrono::seconds often{5};
    const service::Supervisor supervisor = service::Supervisor::of_environment();
    std::unique_lock lock{mutex_};
    while (!over_) {
      if (!paused_) supervisor.still_at_it(3 * often);
      wake_.wait_for(lock, often, [this] { return over_; });
    }
  }
  std::mutex mutex_;
  std::condition_variable wake_;
  bool paused_ = false, over_ = false;
  std::thread thread_;
};

/// `current` leads to what serves, for the command line beside it. A convenience: nothing is decided by it.
void point_to(rollout::Disk& disk, rollout::Slot slot) {
  disk.remove("current.new");
  disk.link("current.new", rollout::folder_of_slot(slot));
  disk.rename("current.new", "current");
}

rollout::Here here() {
  rollout::Here out;
  std::getline(std::ifstream{"/proc/sys/kernel/random/boot_id"}, out.boot);
  out.unix_s = static_cast<std::int64_t>(std::time(nullptr));
  timespec up{};
  ::clock_gettime(CLOCK_BOOTTIME, &up);
  out.up_s = static_cast<std::int64_t>(up.tv_sec);
  return out;
}

/// A daemon outlives its launcher by its farewell when that was killed. The data are its own until then: nothing is
/// copied or started meanwhile. Who stays longer than that is no daemon of ours, and is complained of by the next one.
void await_the_last_one(const std::filesystem::path& data, const std::function<void(const std::string&)>& say) {
  constexpr std::chrono::seconds farewell{90};
  constexpr std::chrono::milliseconds look{20};
  const int file = ::open((data / "lock").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  const auto until = std::chrono::steady_clock::now() + farewell;
  bool told = false;
  while (::flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK && std::chrono::steady_clock::now() < until) {
    if (!std::exchange(told, true)) say("the daemon before has not ended yet");
    std::this_thread::sleep_for(look);
  }
  ::close(file);
}

std::chrono::seconds patience_of(rollout::Disk& disk, rollout::Slot slot) {
  const auto text = disk.read(rollout::folder_of_slot(slot) + "/manifest.json");
  const auto manifest = text ? rollout::parse_manifest(*text)
                             : Result<rollout::Manifest>{tl::unexpect, Error{ErrorCode::not_found, "", {}}};
  return manifest ? std::chrono::seconds{manifest->proving_seconds} : usual_patience;
}
}  // namespace

Ended run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
          std::chrono::seconds patience) {
  sigset_t before;
  const sigset_t set = watched();
  ::sigprocmask(SIG_BLOCK, &set, &before);
  const int signals = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  const pid_t child = ::fork();
  if (child < 0 || signals < 0) throw std::runtime_error{"no process can be started"};
  if (child == 0) become(program, arguments, before);
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  const auto until = std::chrono::steady_clock::now() + patience;
  Ended ended;
  for (int status = 0;;) {
    if (::waitpid(child, &status, WNOHANG) == child) {
      ended.code = WIFSIGNALED(status) ? signal_base + WTERMSIG(status) : WEXITSTATUS(status);
      break;
    }
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    if (patience.count() > 0 && left <= 0 && ended.in_time) {
      ended.in_time = false;
      ::kill(child, SIGKILL);
    }
    pollfd waiting[] = {{signals, POLLIN, 0}, {process, POLLIN, 0}};
    ::poll(waiting, std::size(waiting),
           patience.count() > 0 && ended.in_time ? static_cast<int>(std::max<std::int64_t>(left, 0)) : -1);
    for (signalfd_siginfo heard{}; ::read(signals, &heard, sizeof heard) == static_cast<ssize_t>(sizeof heard);) {
      ended.asked = ended.asked || heard.ssi_signo != SIGHUP;
      ::kill(child, static_cast<int>(heard.ssi_signo));
    }
  }
  ::close(signals);
  ::close(process);
  ::sigprocmask(SIG_SETMASK, &before, nullptr);
  return ended;
}

int launch(const Launch& wish) {
  const std::filesystem::path folder = wish.data.empty() ? wish.root / "data" : wish.data;
  ::setenv(releases_variable, wish.root.c_str(), 1);
  ::setenv(launcher_variable, (std::to_string(contract) + " " + wish.release).c_str(), 1);
  ::unsetenv("WATCHDOG_PID");  // it names us; what we start feeds the watchdog
  // While nobody serves, it is we who are alive; what runs speaks for itself.
  AliveMeanwhile alive;
  FolderDisk disk{wish.root, folder};
  await_the_last_one(folder, wish.say);
  if (!wish.packaged.empty() && adopt(wish)) wish.say("the release of the package was put into a slot");
  for (;;) {
    const rollout::Start start = rollout::begin_start(disk);
    const std::filesystem::path program = wish.root / rollout::folder_of_slot(start.slot) / "bin/holdfastd";
    std::vector<std::string> arguments{"--data", folder.string()};
    if (start.proving) arguments.push_back("--prove");
    arguments.insert(arguments.end(), wish.arguments.begin(), wish.arguments.end());
    if (start.proving) {
      wish.say("proving the release in " + rollout::folder_of_slot(start.slot));
      const Ended ended = run(program, arguments, patience_of(disk, start.slot));
      if (ended.asked) return 0;  // it loses the try; the next start goes on with the others
      if (ended.code == proved && ended.in_time) {
        rollout::commit(disk);
        wish.say("it proved itself and is what runs from now on");
      } else if (ended.code == not_proved) {
        rollout::roll_back(disk);
        wish.say("it did not prove itself: back to the release before, with its data");
      } else {
        wish.say(ended.in_time ? "it ended with " + std::to_string(ended.code) : "it hung");
      }
      continue;
    }
    const rollout::Life life = rollout::begin_life(disk, here());
    if (!life.why.empty()) wish.say(life.why);
    if (life.going_back) continue;
    point_to(disk, start.slot);
    alive.pause();
    const auto begun = std::chrono::steady_clock::now();
    const Ended ended = run(program, arguments, std::chrono::seconds{0});
    alive.go_on();
    const auto lasted = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - begun);
    const bool told = ended.asked || ended.code == 0 || ended.code == make_place || ended.code == wrong_options;
    rollout::end_life(disk, told ? rollout::Ending::told : rollout::Ending::by_itself, lasted.count());
    if (ended.asked || ended.code != make_place) return ended.code;
    wish.say("it makes place for another release");
  }
}
}  // namespace holdfast::launcher
