#include "cli/secret_argument.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "cli/stop.h"

namespace holdfast::cli {
namespace {
/// While it lives, the terminal shows nothing of what is typed.
class Unseen {
 public:
  explicit Unseen(int terminal) : terminal_{terminal}, there_{::tcgetattr(terminal, &before_) == 0} {
    if (!there_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(terminal_, TCSAFLUSH, &quiet);
  }
  ~Unseen() {
    if (there_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;
  Unseen& operator=(const Unseen&) = delete;

 private:
  int terminal_;
  termios before_{};
  bool there_;
};
}  // namespace

std::string secret_argument(const std::string& given, const std::string& what) {
  if (given != "-") return given;
  std::string line;
  const bool asked = ::isatty(STDIN_FILENO) == 1;
  if (asked) std::cerr << what << ": " << std::flush;
  {
    const Unseen unseen{STDIN_FILENO};
    std::getline(std::cin, line);
  }
  if (asked) std::cerr << "\n";
  if (line.empty()) throw Stop{"no " + what + " came by standard input", "give it on the first line"};
  return line;
}
}  // namespace holdfast::cli
