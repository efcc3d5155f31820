#pragma once
#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "http/client.h"
#include "http/tls_context.h"

namespace holdfast::http {
/// The clients' blocking connection, plain or TLS. Every wait has a deadline; what goes wrong throws Failure.
class Line {
 public:
  using Clock = std::chrono::steady_clock;
  /// Past the deadline every wait ends at once. `may_connect` is asked of each address before it is tried. Until this
  /// returns nobody can call break_off(): `given_up` is looked at instead, every 50 ms.
  Line(const Url& url, SSL_CTX* context, const TlsTrust& trust, const Timeouts& timeouts,
       std::optional<Clock::time_point> deadline = {}, bool (*may_connect)(const sockaddr&) = nullptr,
       const std::atomic<bool>* given_up = nullptr);
  ~Line();
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;
  void set_deadline(std::optional<Clock::time_point> deadline) { deadline_ = deadline; }
  void write(std::string_view bytes);
  enum class Got { bytes, closed, timeout };
  /// Appends what is there, after waiting for at least one byte.
  Got read(std::string& to, std::chrono::milliseconds timeout);
  void break_off();  ///< any thread, while this object lives: what waits here ends at once
  /// True when the peer has closed or sent something unasked: no place for the next request.
  bool stale() const;
  /// True once the peer has said that this was all (TLS close_notify, or a plain end).
  bool ended_cleanly() const { return ended_cleanly_; }

 private:
  void connect(const Url& url, std::chrono::milliseconds timeout, bool (*may_connect)(const sockaddr&));
  void secure(const Url& url, SSL_CTX* context, const TlsTrust& trust, std::chrono::milliseconds timeout);
  bool wait(short events, std::chrono::milliseconds timeout) const;
  bool wait_for_tls(int result, std::chrono::milliseconds timeout) const;
  int socket_ = -1;
  std::chrono::milliseconds answer_timeout_;
  std::optional<Clock::time_point> deadline_;
  const std::atomic<bool>* given_up_;  ///< null once connected
  Ssl ssl_;
  bool ended_cleanly_ = false;
};
}  // namespace holdfast::http
