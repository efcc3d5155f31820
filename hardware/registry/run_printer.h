#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "escpos/kick_session.h"
#include "escpos/print_session.h"
#include "link/address.h"
#include "link/trace.h"
#include "registry/health.h"

namespace holdfast::registry {
/// One thing for a printer to do: print, or open the drawer.
struct PrinterJob {
  std::int64_t number = 0;
  std::string bytes;               ///< from append_start() to the cut; empty: a pulse for the drawer
  std::optional<Instant> expires;  ///< not begun by then: not at all
};
struct JobReport {
  enum class Step {
    kick_begins,   ///< the pulse is about to leave
    kick_ended,    ///< `kick`
    print_begins,  ///< its first byte is about to leave
    print_ended,   ///< `outcome`, `why`
  };
  Step step = Step::print_ended;
  std::optional<escpos::KickOutcome> kick = std::nullopt;
  escpos::PrintOutcome outcome = escpos::PrintOutcome::not_printed;
  std::string_view why = {};  ///< `link_lost`, `expired`, …
};
std::string_view key_of(escpos::PrintEnd end);
std::string_view key_of(escpos::KickOutcome outcome);

/// Where a printer's jobs come from and what becomes of them goes. Both on the thread that runs the actor.
class PrinterWork {
 public:
  virtual ~PrinterWork() = default;
  /// The next job for a printer that is like this; none: wake() tells when to ask again.
  virtual std::optional<PrinterJob> take(const Health& health) = 0;
  /// Of the job taken last. A beginning is stored when it returns true; on false nothing of it may leave.
  virtual boost::asio::awaitable<bool> report(std::int64_t number, JobReport report) = 0;
};

struct PrinterSetup {
  link::Address address;
  const escpos::PrinterProfile* profile = nullptr;
  escpos::DrawerWiring wiring;
  escpos::PrintLimits limits;
  std::int64_t drawer_limit_seconds = escpos::DrawerWatch::default_left_open_seconds;
  bool after_broken_job = false;  ///< what the job before left open is ended by the first
};

/// Drives one printer until stop(): see README.md. It decides nothing: PrinterWatch, PrintSession, KickSession and
/// PrinterHealth do.
class PrinterActor : public std::enable_shared_from_this<PrinterActor> {
 public:
  using Clock = std::function<Instant()>;
  /// Called after each change of health.
  using OnHealth = std::function<void(const Health&)>;
  /// The printer has printed all up to a job that is not the running one.
  using OnEarlierDone = std::function<void(const std::string& id)>;

  PrinterActor(boost::asio::any_io_executor executor, PrinterSetup setup, PrinterWork& work, Clock clock);
  ~PrinterActor();
  void on_health(OnHealth tell) { on_health_ = std::move(tell); }
  void on_earlier_done(OnEarlierDone tell) { on_earlier_done_ = std::move(tell); }
  void start();
  void wake();   ///< there is a job
  void retry();  ///< it may have been plugged in: the pause before the next try ends now
  /// Ends the link and, soon, the actor; `work` is not called from here on.
  void stop();
  bool busy() const { return busy_; }  ///< a job is under way
  const Health& health() const { return health_.health(); }
  const link::Trace& trace() const { return trace_; }
  void record(link::Recording recording) { trace_.set(recording); }

 private:
  struct Line;
  template <class T>
  using Task = boost::asio::awaitable<T>;
  Task<void> run();
  Task<void> use_line();
  Task<void> settle_line();
  Task<void> kick(const PrinterJob& job);
  Task<void> print(const PrinterJob& job);
  template <class Session>
  Task<void> drive(Session& session, std::int64_t number, JobReport::Step beginning, JobReport& end);
  Task<bool> connect();
  Task<void> wait(std::optional<Instant> until);
  static Task<void> read(std::weak_ptr<PrinterActor> self, std::shared_ptr<Line> line);
  static Task<void> write(std::weak_ptr<PrinterActor> self, std::shared_ptr<Line> line, std::string bytes);
  void send(std::string bytes);
  std::string take_bytes();
  std::size_t take_written();
  void listen_idle();
  void judge(std::optional<escpos::Trouble> job);
  void drop_line(std::string why);
  Instant now() const { return clock_(); }

  boost::asio::steady_timer timer_;
  PrinterSetup setup_;
  PrinterWork* work_;
  Clock clock_;
  OnHealth on_health_;
  OnEarlierDone on_earlier_done_;
  escpos::PrinterWatch watch_;
  PrinterHealth health_;
  link::Trace trace_;
  std::shared_ptr<Line> line_;
  Instant line_since_;
  bool stopped_ = false, poked_ = false, hurry_ = false, busy_ = false, broken_ = false;
  int marks_ = 0;  ///< see PrintSession::mark()
  /// A job was only taken, so long ago: with the link its end may be lost on the way, and leave something open.
  std::optional<Instant> accepted_;
};
}  // namespace holdfast::registry
