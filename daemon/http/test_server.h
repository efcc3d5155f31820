#pragma once
// A server on its own thread, for this folder's tests over loopback.
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <string>
#include <thread>

#include "http/client.h"
#include "http/server.h"

namespace holdfast::http {
class TestServer {
 public:
  explicit TestServer(Handler handler, Limits limits = {}, std::optional<TlsIdentity> identity = {},
                      FaultPage page = {})
      : server_{std::in_place, io_, std::move(handler), std::move(page), limits} {
    port_ = server_->listen(Endpoint{"127.0.0.1", 0, std::move(identity)});
    thread_ = std::thread([this] { io_.run(); });
  }
  ~TestServer() {
    on_io([this] { server_.reset(); });
    io_.stop();
    thread_.join();
  }
  std::uint16_t port() const { return port_; }
  Server& server() { return *server_; }
  Url url(bool tls = false) const { return Url{tls, "127.0.0.1", port_, {}}; }
  ServerCounters counters() {
    ServerCounters counters;
    on_io([&] { counters = server_->counters(); });
    return counters;
  }
  template <class Act>
  void on_io(Act act) {
    std::promise<void> done;
    boost::asio::post(io_, [&] {
      act();
      done.set_value();
    });
    done.get_future().wait();
  }

 private:
  boost::asio::io_context io_{1};
  std::optional<Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

/// A socket that sends exactly what a test says.
class RawPeer {
 public:
  explicit RawPeer(std::uint16_t port, int receive_buffer = 0) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    const timeval patience{5, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawPeer() { ::close(socket_); }
  RawPeer(const RawPeer&) = delete;
  RawPeer& operator=(const RawPeer&) = delete;
  void send(std::string_view bytes) const { (void)::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
  void end() const { ::shutdown(socket_, SHUT_WR); }
  bool connected() const { return connected_; }
  /// Until `count` times `mark` has come, or the peer closes.
  std::string read_until(std::string_view mark, int count = 1) const {
    std::string got;
    char bytes[4096];
    while (occurrences(got, mark) < count) {
      const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
      if (size <= 0) break;
      got.append(bytes, static_cast<std::size_t>(size));
    }
    return got;
  }
  std::string read_all() const { return read_until("\x01never", 1); }
  static int occurrences(std::string_view text, std::string_view mark) {
    int count = 0;
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) ++count;
    return count;
  }

 private:
  int socket_;
  bool connected_ = false;
};

inline Response text_response(std::string body) { return Response{200, "text/plain", std::move(body), {}, {}}; }
inline void echo(Request&& request, Responder&& responder) {
  responder.respond(
      text_response(std::string(to_string(request.method)) + " " + request.target + " " + request.body + "."));
}
}  // namespace holdfast::http
