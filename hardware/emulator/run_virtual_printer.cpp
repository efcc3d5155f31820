#include "emulator/run_virtual_printer.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace holdfast::emulator {
namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

namespace {
constexpr std::chrono::milliseconds tick_interval{5};
}

PrinterPort::PrinterPort(asio::io_context& io, VirtualPrinter& printer, const std::string& address, std::uint16_t port)
    : printer_{printer}, endpoint_{asio::ip::make_address(address), port}, acceptor_{io}, client_{io}, timer_{io} {
  open_listener();
  endpoint_ = acceptor_.local_endpoint();
  port_ = endpoint_.port();
}

void PrinterPort::open_listener() {
  acceptor_.open(endpoint_.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address{true});
  acceptor_.bind(endpoint_);
  acceptor_.listen();
}

std::string PrinterPort::address() const {
  const std::string host = endpoint_.address().to_string();
  return "tcp://" + (endpoint_.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(port_);
}

void PrinterPort::start() {
  accept();
  tick();
}

void PrinterPort::accept() {
  if (refusing_) return;
  acceptor_.async_accept([this](const Code& code, tcp::socket client) {
    if (code) return;
    Code ignored;
    client_ = std::move(client);
    client_.set_option(tcp::no_delay{true}, ignored);
    // A printer's own buffer is small: what waits for it waits at the sender.
    client_.set_option(asio::socket_base::receive_buffer_size{4096}, ignored);
    ++generation_;
    reading_ = writing_ = false;
    printer_.on_client();
    read();
  });
}

void PrinterPort::drop() {
  if (!client_.is_open()) return;
  Code ignored;
  client_.close(ignored);
  ++generation_;
  reading_ = writing_ = false;
  accept();
}

void PrinterPort::refuse(bool how) {
  if (refusing_ == how) return;
  refusing_ = how;
  if (how) {
    Code ignored;
    acceptor_.close(ignored);
    drop();
  } else {
    open_listener();
    accept();
  }
}

void PrinterPort::read() {
  const std::size_t room = std::min(printer_.room(), buffer_.size());
  if (reading_ || room == 0 || !client_.is_open()) return;
  reading_ = true;
  client_.async_read_some(asio::buffer(buffer_.data(), room),
                          [this, generation = generation_](const Code& code, std::size_t count) {
                            if (generation != generation_) return;
                            reading_ = false;
                            if (code) return drop();
                            printer_.on_bytes({buffer_.data(), count});
                            write();
                            read();
                          });
}

void PrinterPort::write() {
  if (writing_ || !client_.is_open()) return;
  std::string replies = printer_.take_replies();
  if (replies.empty()) return;
  auto [bytes, cut] = faults_.deliver(std::move(replies));
  outgoing_ = std::move(bytes);
  if (outgoing_.empty()) return cut ? drop() : void();
  writing_ = true;
  asio::async_write(client_, asio::buffer(outgoing_),
                    [this, cut, generation = generation_](const Code& code, std::size_t) {
                      if (generation != generation_) return;
                      writing_ = false;
                      if (code || cut) return drop();
                      write();
                    });
}

void PrinterPort::tick() {
  timer_.expires_after(tick_interval);
  timer_.async_wait([this](const Code& code) {
    if (code) return;
    printer_.work(std::chrono::microseconds{tick_interval}.count());
    write();
    read();
    tick();
  });
}
}  // namespace holdfast::emulator
