// Virtual devices that speak the real protocols: builds each, gives it a port and a place in the control API, and runs.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <string_view>

#include "emulator/run_virtual_printer.h"
#include "http/server.h"
#include "panel/panel.h"

namespace holdfast {
namespace {
constexpr const char* usage =
    "usage: holdfast-devices [--control ADDR:PORT] [--printer ADDR:PORT] [--profile ID] [--port-file FILE]\n"
    "Serves a virtual receipt printer with a cash drawer, and a page to look at it and to break it.\n"
    "Ports of 0 are chosen; FILE gets the control port and the printer's, a line each.\n";

struct Place {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
};
struct Wishes {
  Place control, printer;
  std::string profile = "epson-tm-t88vi";
  std::string port_file;
};
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

Place parse_place(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string digits = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(digits) > 65535)
    throw Wrong{"`" + text + "` is no ADDR:PORT"};
  return {text.substr(0, colon), static_cast<std::uint16_t>(std::stoi(digits))};
}

Wishes wishes_of(int argc, char** argv) {
  Wishes wishes;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    if (i + 1 >= argc) throw Wrong{std::string{name} + " takes a value"};
    const std::string value = argv[i + 1];
    if (name == "--control")
      wishes.control = parse_place(value);
    else if (name == "--printer")
      wishes.printer = parse_place(value);
    else if (name == "--profile")
      wishes.profile = value;
    else if (name == "--port-file")
      wishes.port_file = value;
    else
      throw Wrong{"unknown option " + std::string{name}};
  }
  return wishes;
}

int run(const Wishes& wishes) {
  const escpos::PrinterProfile* profile = escpos::find_profile(wishes.profile);
  if (profile == nullptr || profile->is_star()) throw Wrong{"no ESC/POS profile `" + wishes.profile + "`"};
  boost::asio::io_context io{1};
  emulator::VirtualPrinter printer{*profile};
  emulator::PrinterPort port{io, printer, wishes.printer.address, wishes.printer.port};
  panel::Panel panel{printer, port};
  http::Server server{
      io, [&panel](http::Request&& request, http::Responder&& responder) { responder.respond(panel.answer(request)); }};
  const std::uint16_t control = server.listen({wishes.control.address, wishes.control.port, {}});
  port.start();
  if (!wishes.port_file.empty()) {
    const std::string part = wishes.port_file + ".new";
    std::ofstream{part} << control << "\n" << port.port() << "\n";
    if (std::rename(part.c_str(), wishes.port_file.c_str()) != 0) throw Wrong{"cannot write " + wishes.port_file};
  }
  std::printf("page http://%s:%u/ printer tcp://%s:%u\n", wishes.control.address.c_str(), control,
              wishes.printer.address.c_str(), port.port());
  std::fflush(stdout);
  boost::asio::signal_set signals{io, SIGTERM, SIGINT};
  signals.async_wait([&io](const boost::system::error_code&, int) { io.stop(); });
  io.run();
  return 0;
}
}  // namespace
}  // namespace holdfast

int main(int argc, char** argv) {
  using namespace holdfast;
  std::signal(SIGPIPE, SIG_IGN);
  try {
    if (argc == 2 && (std::string_view{argv[1]} == "--help" || std::string_view{argv[1]} == "-h")) {
      std::fputs(usage, stdout);
      return 0;
    }
    return run(wishes_of(argc, argv));
  } catch (const Wrong& wrong) {
    std::fprintf(stderr, "holdfast-devices: %s\n%s", wrong.what(), usage);
    return 2;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "holdfast-devices: %s\n", failure.what());
    return 1;
  }
}
