#include "jq/confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace holdfast::jq {
namespace {
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;  // which map terabytes and read /proc
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
#error "the system calls of this architecture are not listed"
#endif

/// Reading and writing what is open, memory, time, ending.
constexpr int allowed[] = {
    __NR_read,           __NR_write,           __NR_readv,
    __NR_writev,         __NR_close,           __NR_brk,
    __NR_mmap,           __NR_munmap,          __NR_mremap,
    __NR_mprotect,       __NR_madvise,         __NR_futex,
    __NR_exit,           __NR_exit_group,      __NR_clock_gettime,
    __NR_gettimeofday,   __NR_getrandom,       __NR_rt_sigaction,
    __NR_rt_sigprocmask, __NR_rt_sigreturn,    __NR_clock_nanosleep,
    __NR_sched_yield,    __NR_restart_syscall, __NR_getrusage,
    __NR_getpid,         __NR_gettid,
#ifdef __NR_time
    __NR_time,
#endif
};
/// jq looks for libraries and a home folder, and the C library for time zones: these hear that there is nothing.
constexpr int denied[] = {
    __NR_openat, __NR_newfstatat, __NR_fstat,  __NR_statx,  __NR_readlinkat, __NR_faccessat,
    __NR_lseek,  __NR_ioctl,      __NR_getcwd, __NR_getuid, __NR_geteuid,    __NR_socket,
#ifdef __NR_open
    __NR_open,   __NR_stat,       __NR_lstat,  __NR_access, __NR_readlink,
#endif
};

sock_filter statement(std::uint16_t code, std::uint32_t value) { return {code, 0, 0, value}; }
sock_filter jump(std::uint32_t value, std::uint8_t yes, std::uint8_t no) {
  return {BPF_JMP | BPF_JEQ | BPF_K, yes, no, value};
}

bool filter() {
  std::vector<sock_filter> program{
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      jump(architecture, 1, 0),
      statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  for (const int number : allowed) {
    program.push_back(jump(static_cast<std::uint32_t>(number), 0, 1));
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  }
  for (const int number : denied) {
    program.push_back(jump(static_cast<std::uint32_t>(number), 0, 1));
    program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  }
  program.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  const sock_fprog all{static_cast<unsigned short>(program.size()), program.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) == 0;
}

bool limit(__rlimit_resource_t what, rlim_t most) {
  const rlimit bound{most, most};
  return setrlimit(what, &bound) == 0;
}
}  // namespace

bool confine() {
  constexpr rlim_t memory = rlim_t{256} << 20, cpu_seconds = 120;
  const bool limited = limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 3) &&
                       limit(RLIMIT_CPU, cpu_seconds) && (sanitized || limit(RLIMIT_AS, memory));
  prctl(PR_SET_PDEATHSIG, 9);
  return limited && (sanitized || filter());
}
}  // namespace holdfast::jq
