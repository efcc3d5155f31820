#include "emulator/run_tcp_line.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>

namespace holdfast::emulator {
namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

TcpLine::TcpLine(asio::io_context& io, const std::string& address, std::uint16_t port)
    : endpoint_{asio::ip::make_address(address), port}, acceptor_{io}, client_{io} {
  open();
  endpoint_ = acceptor_.local_endpoint();
}

void TcpLine::open() {
  acceptor_.open(endpoint_.protocol());
  acceptor_.set_option(tcp::acceptor::reuse_address{true});
  acceptor_.bind(endpoint_);
  acceptor_.listen();
}

std::string TcpLine::address() const {
  const std::string host = endpoint_.address().to_string();
  return "tcp://" + (endpoint_.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint_.port());
}

void TcpLine::start(Listener& listener) {
  listener_ = &listener;
  accept();
}

void TcpLine::accept() {
  if (!acceptor_.is_open()) return;
  acceptor_.async_accept([this](const Code& code, tcp::socket client) {
    if (code) return;
    Code ignored;
    client_ = std::move(client);
    client_.set_option(tcp::no_delay{true}, ignored);
    ++generation_;
    listener_->on_line_up();
    read();
  });
}

void TcpLine::read() {
  if (!client_.is_open()) return;
  client_.async_read_some(asio::buffer(buffer_), [this, generation = generation_](const Code& code, std::size_t count) {
    if (generation != generation_) return;
    if (code) return cut();
    listener_->on_line_bytes({buffer_.data(), count});
    if (generation == generation_) read();
  });
}

void TcpLine::write(std::string bytes) {
  if (!client_.is_open()) return;
  outgoing_ = std::move(bytes);
  asio::async_write(client_, asio::buffer(outgoing_), [this, generation = generation_](const Code& code, std::size_t) {
    if (generation != generation_) return;
    if (code) return cut();
    listener_->on_line_written();
  });
}

void TcpLine::cut() {
  if (!client_.is_open()) return;
  Code ignored;
  client_.close(ignored);
  ++generation_;
  listener_->on_line_lost();
  accept();
}

void TcpLine::plug(bool in) {
  if (in == acceptor_.is_open()) return;
  if (in) {
    open();
    return accept();
  }
  Code ignored;
  acceptor_.close(ignored);
  cut();
}
}  // namespace holdfast::emulator
