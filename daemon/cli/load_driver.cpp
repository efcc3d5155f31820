#include "cli/load_driver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "cli/percentile.h"

namespace holdfast::cli {
namespace {
using Clock = std::chrono::steady_clock;

int connect_to(std::uint16_t port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error{std::string{"cannot connect: "} + std::strerror(errno)};
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

/// Content-Length of a head; the server writes it on every answer with a body.
std::size_t content_length(std::string_view head) {
  for (std::size_t at = head.find("\r\n"); at != std::string_view::npos; at = head.find("\r\n", at + 2)) {
    std::string_view line = head.substr(at + 2);
    if (line.size() < 16 || ::strncasecmp(line.data(), "content-length:", 15) != 0) continue;
    line.remove_prefix(15);
    while (line.starts_with(' ')) line.remove_prefix(1);
    std::size_t length = 0;
    std::from_chars(line.data(), line.data() + line.size(), length);
    return length;
  }
  return 0;
}

struct Connection {
  int fd = -1;
  FlowClient client;
  std::size_t step = 0;
  std::string in;
  Clock::time_point flow_start, step_start;
  bool done = false;
};

class Drive {
 public:
  Drive(const LoadPlan& plan, const std::vector<FlowStep>& flow)
      : plan_{plan}, flow_{flow}, step_us_(flow.size()), epoll_{::epoll_create1(EPOLL_CLOEXEC)} {
    for (int i = 0; i < plan.clients; ++i) {
      Connection& connection = connections_.emplace_back();
      connection.fd = connect_to(plan.port);
      connection.client.number = i;
      connection.client.random.seed(static_cast<std::uint64_t>(i) * 7919 + std::random_device{}());
    }
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, connections_[i].fd, &event);
    }
  }
  ~Drive() {
    for (const Connection& connection : connections_) ::close(connection.fd);
    ::close(epoll_);
  }
  Drive(const Drive&) = delete;
  Drive& operator=(const Drive&) = delete;

  LoadFigures run() {
    rusage before{}, after{};
    ::getrusage(RUSAGE_THREAD, &before);
    const auto start = Clock::now();
    until_ = start + std::chrono::milliseconds{plan_.milliseconds};
    for (Connection& connection : connections_) begin_flow(connection, start);
    epoll_event events[64];
    while (running_ > 0) {
      const int ready = ::epoll_wait(epoll_, events, 64, 10'000);
      if (ready <= 0) {
        note("no answer within ten seconds");
        break;
      }
      for (int i = 0; i < ready; ++i) on_readable(connections_[events[i].data.u64]);
    }
    figures_.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count();
    ::getrusage(RUSAGE_THREAD, &after);
    const auto us = [](const timeval& time) { return std::int64_t{time.tv_sec} * 1'000'000 + time.tv_usec; };
    figures_.driver_cpu_us = us(after.ru_utime) + us(after.ru_stime) - us(before.ru_utime) - us(before.ru_stime);
    return summary();
  }

 private:
  void begin_flow(Connection& connection, Clock::time_point now) {
    if (now >= until_ || (plan_.max_flows > 0 && started_ >= plan_.max_flows) || figures_.errors > 50) {
      if (connection.step == 0 && connection.flow_start != Clock::time_point{}) --running_;
      connection.done = true;
      return;
    }
    if (connection.flow_start == Clock::time_point{}) ++running_;
    ++started_;
    connection.flow_start = now;
    connection.step = 0;
    send_step(connection, now);
  }
  void send_step(Connection& connection, Clock::time_point now) {
    out_.clear();
    flow_[connection.step].make(connection.client, out_);
    connection.step_start = now;
    connection.in.clear();
    if (::send(connection.fd, out_.data(), out_.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(out_.size()))
      lose(connection, "sending failed");
  }
  void on_readable(Connection& connection) {
    if (connection.done) return;
    char buffer[65'536];
    const ssize_t got = ::recv(connection.fd, buffer, sizeof buffer, 0);
    if (got <= 0) return lose(connection, "the connection was closed");
    connection.in.append(buffer, static_cast<std::size_t>(got));
    const std::size_t head = connection.in.find("\r\n\r\n");
    if (head == std::string::npos) return;
    const std::string_view all{connection.in};
    if (all.size() < head + 4 + content_length(all.substr(0, head))) return;
    on_answer(connection, all.substr(0, head), all.substr(head + 4));
  }
  void on_answer(Connection& connection, std::string_view head, std::string_view body) {
    const auto now = Clock::now();
    step_us_[connection.step].push_back(
        std::chrono::duration_cast<std::chrono::microseconds>(now - connection.step_start).count());
    const FlowStep& step = flow_[connection.step];
    if (head.size() < 12 || head[9] != '2') {
      note(step.name + ": " + std::string{head.substr(0, head.find('\r'))} + " " + std::string{body.substr(0, 600)});
      connection.step = 0;
      return begin_flow(connection, now);
    }
    if (step.took) step.took(connection.client, body);
    if (++connection.step < flow_.size()) return send_step(connection, now);
    flow_us_.push_back(std::chrono::duration_cast<std::chrono::microseconds>(now - connection.flow_start).count());
    ++figures_.flows;
    ++connection.client.flows;
    connection.step = 0;
    begin_flow(connection, now);
  }
  void lose(Connection& connection, const std::string& why) {
    note(why);
    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, connection.fd, nullptr);
    connection.done = true;
    --running_;
  }
  void note(const std::string& error) {
    ++figures_.errors;
    if (figures_.first_error.empty()) figures_.first_error = error;
  }
  LoadFigures summary() {
    figures_.p50_us = percentile(flow_us_, 50);
    figures_.p99_us = percentile(flow_us_, 99);
    figures_.max_us = percentile(flow_us_, 100);
    std::map<std::string, std::vector<std::int64_t>> by_name;
    for (std::size_t i = 0; i < flow_.size(); ++i)
      by_name[flow_[i].name].insert(by_name[flow_[i].name].end(), step_us_[i].begin(), step_us_[i].end());
    for (auto& [name, values] : by_name)
      figures_.steps[name] = {static_cast<std::int64_t>(values.size()), percentile(values, 50), percentile(values, 99)};
    return figures_;
  }

  const LoadPlan& plan_;
  const std::vector<FlowStep>& flow_;
  std::vector<Connection> connections_;
  std::vector<std::vector<std::int64_t>> step_us_;
  std::vector<std::int64_t> flow_us_;
  std::string out_;
  int epoll_;
  int running_ = 0;
  std::int64_t started_ = 0;
  Clock::time_point until_;
  LoadFigures figures_;
};
}  // namespace

LoadFigures drive(const LoadPlan& plan, const std::vector<FlowStep>& flow) { return Drive{plan, flow}.run(); }

void append_request(std::string& out, std::string_view method, std::string_view path, std::string_view token,
                    std::string_view body) {
  out.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
  if (!token.empty()) out.append("Authorization: Bearer ").append(token).append("\r\n");
  if (method != "GET")
    out.append("Content-Type: application/json\r\nContent-Length: ").append(std::to_string(body.size())).append("\r\n");
  out.append("\r\n").append(body);
}
}  // namespace holdfast::cli
