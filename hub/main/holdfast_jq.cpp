// Runs jq programs for the hub's connectors, one after the other, with next to no rights. Speaks frame/frame.h on its
// standard input and output; started by the hub, never by hand.
#include <unistd.h>

#include <ctime>
#include <string>

#include "jq/confine.h"
#include "jq/runner.h"

namespace {
constexpr std::clock_t most_cpu = 60 * CLOCKS_PER_SEC;  ///< then a fresh process goes on

bool read_all(std::string& to, std::size_t size) {
  to.resize(size);
  for (std::size_t have = 0; have < size;) {
    const ssize_t got = ::read(0, to.data() + have, size - have);
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  return true;
}
bool read_text(std::string& to) {
  std::string length;
  if (!read_all(length, 4)) return false;
  const std::size_t size = holdfast::frame::number_at(length);
  return size <= holdfast::frame::most_in && read_all(to, size);
}
bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::write(1, bytes.data(), bytes.size());
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}
}  // namespace

int main() {
  using namespace holdfast::jq;
  // libjq looks around when it is first used, and the C library for the time zone.
  ::tzset();
  if (!confine()) return 1;
  Runner runner;
  std::string program, input, out;
  while (std::clock() < most_cpu && read_text(program) && read_text(input)) {
    const bool good = runner.run(program, input, out);
    if (!write_all(std::string(1, good ? holdfast::frame::fine : holdfast::frame::failed) +
                   holdfast::frame::number(out.size()) + out))
      break;
  }
  // Without the destructors of libraries, which may want what was given up.
  ::_exit(0);
}
