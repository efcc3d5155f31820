// Virtual devices that speak the real protocols: reads what is asked for, builds it, and runs.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "http/server.h"
#include "panel/run_rack.h"

namespace holdfast {
namespace {
constexpr const char* usage =
    "usage: holdfast-devices [OPTION VALUE]...\n"
    "Serves virtual devices that speak the real protocols, and a page to look at them and to break them.\n"
    "A LINK is a path: a pseudo-terminal is put there. Ports of 0 are chosen. What is not asked for is not served, "
    "but\n"
    "for the printer.\n"
    "  --control ADDR:PORT             the page and the control API\n"
    "  --printer ADDR:PORT             a receipt printer with a cash drawer;  --profile ID  its model\n"
    "  --zvt ADDR:PORT                 a card terminal, ZVT over TCP\n"
    "  --zvt-serial LINK               one over a serial line\n"
    "  --nexo ADDR:PORT                a card terminal of the Terminal API, HTTPS with a certificate made at the "
    "start\n"
    "  --nexo-plain yes                HTTP instead\n"
    "  --nexo-key ID:VERSION:PHRASE    its messages are sealed with this key\n"
    "  --show-card-numbers yes         the terminals mask nothing\n"
    "  --scale LINK|ADDR:PORT          --scale-protocol toledo_8217|nci|dialog_06|sics|ecr|adam\n"
    "  --scanner LINK|ADDR:PORT\n"
    "  --display LINK|ADDR:PORT        --display-dialect esc_pos|cd5220|dsp800|aedex|wincor\n"
    "  --port-file FILE                gets the control port and the printer's, a line each, then `NAME ADDRESS` of "
    "the others\n";

struct Wishes {
  panel::Place control;
  panel::RackWishes rack;
  std::string profile = "epson-tm-t88vi";
  std::string port_file;
};
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

panel::Place parse_port(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string digits = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(digits) > 65535)
    throw Wrong{"`" + text + "` is no ADDR:PORT"};
  return {text.substr(0, colon), static_cast<std::uint16_t>(std::stoi(digits)), {}};
}
panel::Place parse_link(const std::string& text) { return {{}, 0, text}; }
panel::Place parse_place(const std::string& text) {
  return text.find('/') != std::string::npos ? parse_link(text) : parse_port(text);
}

void set_key(panel::RackWishes& rack, const std::string& text) {
  const std::size_t first = text.find(':'), second = text.find(':', first + 1);
  const std::string digits = second == std::string::npos ? "" : text.substr(first + 1, second - first - 1);
  if (first == 0 || digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string::npos)
    throw Wrong{"--nexo-key takes ID:VERSION:PHRASE"};
  rack.nexo_key_id = text.substr(0, first);
  rack.nexo_key_version = std::stoi(digits);
  rack.nexo_passphrase = text.substr(second + 1);
}
void set_scale_protocol(panel::RackWishes& rack, const std::string& text) {
  const auto protocol = scale::parse_protocol(text);
  if (!protocol || *protocol == scale::ScaleProtocol::hid) throw Wrong{"no scale protocol `" + text + "` on a line"};
  rack.scale_protocol = *protocol;
}
void set_dialect(panel::RackWishes& rack, const std::string& text) {
  const auto dialect = display::parse_dialect(text);
  if (!dialect) throw Wrong{"no display dialect `" + text + "`"};
  rack.dialect = *dialect;
}

Wishes wishes_of(int argc, char** argv) {
  Wishes wishes;
  panel::RackWishes& rack = wishes.rack;
  const std::map<std::string_view, std::function<void(const std::string&)>> options{
      {"--control", [&](const std::string& text) { wishes.control = parse_port(text); }},
      {"--printer", [&](const std::string& text) { rack.printer = parse_port(text); }},
      {"--profile", [&](const std::string& text) { wishes.profile = text; }},
      {"--zvt", [&](const std::string& text) { rack.zvt = parse_port(text); }},
      {"--zvt-serial", [&](const std::string& text) { rack.zvt_serial = parse_link(text); }},
      {"--nexo", [&](const std::string& text) { rack.nexo = parse_port(text); }},
      {"--nexo-plain", [&](const std::string& text) { rack.nexo_plain = text == "yes"; }},
      {"--nexo-key", [&](const std::string& text) { set_key(rack, text); }},
      {"--show-card-numbers", [&](const std::string& text) { rack.shows_card_numbers = text == "yes"; }},
      {"--scale", [&](const std::string& text) { rack.scale = parse_place(text); }},
      {"--scale-protocol", [&](const std::string& text) { set_scale_protocol(rack, text); }},
      {"--scanner", [&](const std::string& text) { rack.scanner = parse_place(text); }},
      {"--display", [&](const std::string& text) { rack.display = parse_place(text); }},
      {"--display-dialect", [&](const std::string& text) { set_dialect(rack, text); }},
      {"--port-file", [&](const std::string& text) { wishes.port_file = text; }},
  };
  for (int i = 1; i < argc; i += 2) {
    const auto option = options.find(argv[i]);
    if (option == options.end()) throw Wrong{"unknown option " + std::string{argv[i]}};
    if (i + 1 >= argc) throw Wrong{std::string{argv[i]} + " takes a value"};
    option->second(argv[i + 1]);
  }
  rack.profile = escpos::find_profile(wishes.profile);
  if (rack.profile == nullptr) throw Wrong{"no printer profile `" + wishes.profile + "`"};
  return wishes;
}

int run(const Wishes& wishes) {
  boost::asio::io_context io{1};
  panel::Rack rack{io, wishes.rack};
  http::Server server{
      io, [&rack](http::Request&& request, http::Responder&& responder) { responder.respond(rack.answer(request)); }};
  const std::uint16_t control = server.listen({wishes.control.address, wishes.control.port, {}});
  if (!wishes.port_file.empty()) {
    const std::string part = wishes.port_file + ".new";
    std::ofstream file{part};
    file << control << "\n" << rack.printer_port() << "\n";
    for (const auto& [name, address] : rack.served()) file << name << " " << address << "\n";
    file.close();
    if (std::rename(part.c_str(), wishes.port_file.c_str()) != 0) throw Wrong{"cannot write " + wishes.port_file};
  }
  std::printf("page http://%s:%u/\nprinter tcp://%s:%u\n", wishes.control.address.c_str(), control,
              wishes.rack.printer.address.c_str(), rack.printer_port());
  for (const auto& [name, address] : rack.served()) std::printf("%s %s\n", name.c_str(), address.c_str());
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
