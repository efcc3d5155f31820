#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "eft/terminal.h"
#include "link/address.h"
#include "link/backoff.h"
#include "link/https_exchange.h"
#include "link/trace.h"
#include "registry/link_health.h"

namespace holdfast::registry {
/// Where what a terminal's driver says goes. All on the thread that runs the actor; each may give the next job.
class TerminalWork {
 public:
  virtual ~TerminalWork() = default;
  /// True once all of it is durable, however often that has to be tried. False: it never will be, and the driver must
  /// not be told; who says so stops the actor. Asked for one record after the other.
  virtual boost::asio::awaitable<bool> keep(eft::Record record) = 0;
  virtual void on_progress(const eft::Progress& progress) = 0;
  virtual void on_question(const eft::Question& question) = 0;
  virtual void on_paid(const eft::PaymentFinished& finished) = 0;
  virtual void on_served(const eft::ServiceFinished& finished) = 0;
  virtual void on_free() = 0;  ///< the driver has no job any more
};

/// The latest messages of one terminal as its driver has masked them, never the bytes.
class TerminalTrace {
 public:
  void set(link::Recording recording);
  void add(Instant at, const eft::Trace& message);
  std::string text() const;  ///< a line each: `2026-11-21T10:00:00.000Z > 06 00 …`

 private:
  struct Line {
    Instant at;
    bool sent = false;
    std::string text;
  };
  std::deque<Line> lines_;
  link::Recording recording_ = link::Recording::on;
};

struct TerminalSetup {
  std::optional<link::Address> address;  ///< none: worked by hand, always there
  std::unique_ptr<eft::EftTerminal> driver;
  std::int64_t look_every_s = 30;  ///< an idle terminal is asked how it is
};

/// Moves bytes, exchanges and time for one driver until stop(), and hands everything else to TerminalWork. It decides
/// nothing about money. An idle terminal is asked for its status now and then, which keeps its health and its link; a
/// job that comes meanwhile waits for that answer, never for a connect. I/O thread only.
class TerminalActor : public std::enable_shared_from_this<TerminalActor> {
 public:
  using Clock = std::function<Instant()>;
  using OnHealth = std::function<void(const DeviceHealth&)>;
  TerminalActor(boost::asio::any_io_executor executor, TerminalSetup setup, TerminalWork& work, Clock clock);
  ~TerminalActor();
  TerminalActor(const TerminalActor&) = delete;
  TerminalActor& operator=(const TerminalActor&) = delete;
  void on_health(OnHealth tell) { on_health_ = std::move(tell); }
  void start();
  /// Breaks the link and every exchange off; `work` is not called from here on.
  void stop();

  /// What EftTerminal::start() says; busy also while the terminal is asked how it is: on_free() follows.
  Result<> begin(const eft::Job& job);
  void abort();
  void answer(const eft::CashierAnswer& answer);
  /// What was to be kept cannot be stored for now.
  void on_not_stored(std::string why);
  const DeviceHealth& health() const { return health_.health(); }
  const TerminalTrace& trace() const { return trace_; }
  void record(link::Recording recording) { trace_.set(recording); }

 private:
  struct Line;
  enum class Running { nothing, look, job };
  template <class T>
  using Task = boost::asio::awaitable<T>;
  static Task<void> connect(std::shared_ptr<TerminalActor> self, std::uint64_t turn);
  static Task<void> read(std::weak_ptr<TerminalActor> weak, std::shared_ptr<Line> line);
  static Task<void> write(std::weak_ptr<TerminalActor> weak, std::shared_ptr<Line> line);
  static Task<void> exchange(std::weak_ptr<TerminalActor> weak, std::shared_ptr<link::HttpsExchange> post,
                             std::uint32_t number, std::string body);
  static Task<void> keep_records(std::shared_ptr<TerminalActor> self);

  void pump();
  void act(eft::Action action);
  void open_line();
  void drop_line();
  void line_lost(std::string why);
  void send(eft::Send message);
  void on_answer(std::uint32_t number, const link::HttpsAnswer& answer);
  void keep(eft::Record record);
  void served(const eft::ServiceFinished& finished);
  void judge(const eft::ServiceReport& report);
  void ended(bool answered);
  void look();
  void hurry();
  void on_timer();
  void wait();
  void tell_health();
  Instant now() const { return clock_(); }

  boost::asio::steady_timer timer_;
  TerminalSetup setup_;
  TerminalWork* work_;
  Clock clock_;
  OnHealth on_health_;
  LinkHealth health_;
  TerminalTrace trace_;
  std::shared_ptr<Line> line_;
  std::uint64_t opening_ = 0;  ///< a connect that ends under another number is nobody's
  bool connecting_ = false;
  std::map<std::uint32_t, std::shared_ptr<link::HttpsExchange>> exchanges_;
  std::deque<eft::Record> records_;
  bool keeping_ = false;
  Running running_ = Running::nothing;
  bool heard_ = false;  ///< it has spoken since the job began
  Instant look_at_;
  link::Backoff away_{std::chrono::milliseconds{1'000}, std::chrono::milliseconds{15'000}};
  bool stopped_ = false, pumping_ = false, freed_ = false;
};
}  // namespace holdfast::registry
