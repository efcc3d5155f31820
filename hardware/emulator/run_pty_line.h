#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <string>

#include "emulator/line.h"

namespace holdfast::emulator {
/// A serial cable out of a pseudo-terminal, found under a link whose name stays the same. It knows who has the port
/// open (inotify), so that a till that goes away is noticed as on a modem line. When it is cut the port disappears and
/// comes back as another one, as a USB adapter does. I/O thread only; it outlives the io_context's run.
class PtyLine : public Line {
 public:
  /// Makes the port and the link at once, and the link's folder; throws std::system_error.
  PtyLine(boost::asio::io_context& io, std::string link);
  ~PtyLine() override;
  void start(Listener& listener) override;
  void write(std::string bytes) override;
  void cut() override;
  void plug(bool in) override;
  bool connected() const override { return openings_ > 0; }
  std::string address() const override;

 private:
  void open();
  void close();
  void read();
  void watch();
  void count_openings();
  std::string link_, port_name_;
  boost::asio::posix::stream_descriptor device_, watcher_;
  int port_ = -1;  ///< kept open, so that the device's side never ends while no till is there
  int openings_ = 0;
  Listener* listener_ = nullptr;
  std::array<char, 4096> buffer_{};
  std::string outgoing_;
  std::uint64_t generation_ = 0;  ///< of the port
  std::uint64_t writes_ = 0;      ///< the number of the one whose end counts
  bool writing_ = false;
};
}  // namespace holdfast::emulator
