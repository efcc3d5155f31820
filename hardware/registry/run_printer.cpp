#include "registry/run_printer.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <type_traits>

#include "base/check.h"
#include "link/backoff.h"
#include "link/byte_stream.h"
#include "star/commands.h"

namespace holdfast::registry {
namespace asio = boost::asio;
using namespace std::chrono_literals;
using escpos::KickSession;
using escpos::PrintSession;

namespace {
constexpr auto first_connect_limit = 600ms, connect_limit = 3000ms;  // a lost link is told within a second
constexpr std::int64_t steady_line_seconds = 5;  // a printer that hangs up sooner is not opened again at once
constexpr std::int64_t settle_seconds = 5;
constexpr std::int64_t emptied_seconds = 60;  // a printer that could print for so long has nothing left to print
// The sessions know when a wait has been too long; these only keep a forgotten one from lasting for ever.
constexpr std::chrono::hours read_limit{24}, write_limit{2};
constexpr std::int64_t idle_wait_us = 1'000'000;

std::span<const std::uint8_t> octets(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
}  // namespace

std::string_view key_of(escpos::PrintEnd end) {
  using escpos::PrintEnd;
  switch (end) {
    case PrintEnd::printed:
      return "printed";
    case PrintEnd::processed:
      return "processed";
    case PrintEnd::accepted:
      return "accepted";
    case PrintEnd::link_lost:
      return "link_lost";
    case PrintEnd::cancelled:
      return "cancelled";
    case PrintEnd::expired:
      return "expired";
    case PrintEnd::stalled:
      return "stalled";
    case PrintEnd::not_answering:
      return "not_answering";
    case PrintEnd::not_confirmed:
      return "not_confirmed";
    case PrintEnd::broken:
      return "broken";
    case PrintEnd::waited_too_long:
      return "waited_too_long";
  }
  return "";
}

std::string_view key_of(escpos::KickOutcome outcome) {
  using escpos::KickOutcome;
  switch (outcome) {
    case KickOutcome::opened:
      return "opened";
    case KickOutcome::sent:
      return "sent";
    case KickOutcome::stayed_closed:
      return "stayed_closed";
    case KickOutcome::already_open:
      return "already_open";
    case KickOutcome::not_sent:
      return "not_sent";
    case KickOutcome::unknown:
      return "unknown";
  }
  return "unknown";
}

/// The link while it is open. Reader and writer hold it, so that it outlives whatever they still wait for.
struct PrinterActor::Line {
  std::unique_ptr<link::ByteStream> stream;
  std::string inbox;
  std::size_t written = 0;
  bool writing = false, lost = false;
  std::string why;
};

PrinterActor::PrinterActor(asio::any_io_executor executor, PrinterSetup setup, PrinterWork& work, Clock clock)
    : timer_{executor},
      setup_{std::move(setup)},
      work_{&work},
      clock_{std::move(clock)},
      watch_{*setup_.profile},
      health_{setup_.wiring, clock_(), setup_.drawer_limit_seconds},
      broken_{setup_.after_broken_job},
      marks_{setup_.after_broken_job ? PrintSession::mark_in_doubt : 0} {}

PrinterActor::~PrinterActor() {
  if (line_) line_->stream->close();
}

void PrinterActor::start() {
  asio::co_spawn(timer_.get_executor(), [self = shared_from_this()] { return self->run(); }, asio::detached);
}

void PrinterActor::wake() {
  poked_ = true;
  timer_.cancel();
}

void PrinterActor::retry() {
  hurry_ = true;
  wake();
}

void PrinterActor::stop() {
  stopped_ = true;
  work_ = nullptr;
  on_health_ = nullptr;
  on_earlier_done_ = nullptr;
  if (line_) line_->stream->close();
  wake();
}

asio::awaitable<void> PrinterActor::wait(std::optional<Instant> until) {
  if (const auto sooner = health_.deadline(); sooner && (!until || *sooner < *until)) until = sooner;
  if (!poked_) {
    const std::int64_t left = until ? std::max<std::int64_t>(until->unix_us() - now().unix_us(), 0) : idle_wait_us;
    timer_.expires_after(std::chrono::microseconds{std::min(left, idle_wait_us) + 1});
    boost::system::error_code ignored;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  }
  poked_ = false;
}

asio::awaitable<void> PrinterActor::read(std::weak_ptr<PrinterActor> self, std::shared_ptr<Line> line) {
  std::array<std::uint8_t, 1024> buffer{};
  for (;;) {
    const link::Outcome outcome = co_await line->stream->read(buffer, read_limit);
    const auto actor = self.lock();
    if (!actor) co_return;
    if (!outcome) {
      line->lost = true;
      line->why = outcome.why;
      if (actor->line_ == line) actor->wake();
      co_return;
    }
    line->inbox.append(reinterpret_cast<const char*>(buffer.data()), outcome.bytes);
    if (actor->line_ == line) actor->wake();
  }
}

asio::awaitable<void> PrinterActor::write(std::weak_ptr<PrinterActor> self, std::shared_ptr<Line> line,
                                          std::string bytes) {
  const link::Outcome outcome = co_await line->stream->write(octets(bytes), write_limit);
  line->writing = false;
  line->written += outcome.bytes;
  if (!outcome) {
    line->lost = true;
    line->why = outcome.why;
  }
  const auto actor = self.lock();
  if (actor && actor->line_ == line) actor->wake();
}

void PrinterActor::send(std::string bytes) {
  check(line_ && !line_->writing);
  trace_.record(now(), link::Direction::to_device, octets(bytes));
  line_->writing = true;
  asio::co_spawn(timer_.get_executor(), write(weak_from_this(), line_, std::move(bytes)), asio::detached);
}

std::string PrinterActor::take_bytes() {
  std::string bytes = std::exchange(line_->inbox, {});
  if (!bytes.empty()) trace_.record(now(), link::Direction::from_device, octets(bytes));
  return bytes;
}
std::size_t PrinterActor::take_written() { return std::exchange(line_->written, 0); }

void PrinterActor::judge(std::optional<escpos::Trouble> job) {
  health_.on_time(now());
  health_.on_status(watch_, job, now());
  if (on_health_ && health_.take_change()) on_health_(health_.health());
}

void PrinterActor::drop_line(std::string why) {
  if (line_) line_->stream->close();
  line_.reset();
  if (accepted_ && now() < accepted_->plus_seconds(emptied_seconds)) broken_ = true;
  accepted_.reset();
  watch_.on_link_lost();
  health_.on_link_down(std::move(why), now());
}

asio::awaitable<bool> PrinterActor::connect() {
  const bool away = health_.health().word == Word::away;
  link::Opened opened = co_await link::open(setup_.address, away ? connect_limit : first_connect_limit);
  if (stopped_) co_return false;
  if (!opened.stream) {
    health_.on_link_down(opened.outcome.why, now());
    judge(std::nullopt);
    co_return false;
  }
  line_ = std::make_shared<Line>();
  line_->stream = std::move(opened.stream);
  line_since_ = now();
  watch_.on_link_up(now());
  health_.on_link_up(now());
  asio::co_spawn(timer_.get_executor(), read(weak_from_this(), line_), asio::detached);
  co_return true;
}

asio::awaitable<void> PrinterActor::run() {
  link::Backoff backoff;
  while (!stopped_) {
    if (co_await connect()) {
      co_await use_line();
      if (now() >= line_since_.plus_seconds(steady_line_seconds)) backoff.succeeded();
    }
    if (stopped_) co_return;
    const Instant again{now().unix_us() + std::chrono::microseconds{backoff.next()}.count()};
    hurry_ = false;
    while (!stopped_ && !hurry_ && now() < again) {
      co_await wait(again);
      judge(std::nullopt);
    }
  }
}

/// Between jobs: answers are listened to, questions asked.
void PrinterActor::listen_idle() {
  for (const escpos::Reply& reply : watch_.on_bytes(take_bytes(), now()))
    if (const auto* done = std::get_if<escpos::ProcessDone>(&reply); done != nullptr && on_earlier_done_)
      on_earlier_done_(done->id);
  (void)take_written();
  if (line_->writing || line_->lost) return;
  if (auto question = watch_.poll(now())) send(*std::move(question));
}

asio::awaitable<void> PrinterActor::use_line() {
  while (!stopped_ && line_ && !line_->lost) {
    listen_idle();
    judge(std::nullopt);
    if (line_->lost) break;
    if (!line_->writing && work_ != nullptr) {
      if (const auto job = work_->take(health_.health())) {
        busy_ = true;
        if (job->bytes.empty())
          co_await kick(*job);
        else
          co_await print(*job);
        busy_ = false;
        co_await settle_line();
        continue;
      }
    }
    co_await wait(watch_.deadline());
  }
  if (stopped_) co_return;
  drop_line(line_ ? line_->why : std::string{"opened again"});
  judge(std::nullopt);
}

/// Moves bytes and time for a session until it has ended. Before its first byte leaves, that is reported.
template <class Session>
asio::awaitable<void> PrinterActor::drive(Session& session, std::int64_t number, JobReport::Step beginning,
                                          JobReport& end) {
  constexpr bool prints = std::is_same_v<Session, PrintSession>;
  bool begun = false, finished = false;
  std::optional<escpos::Trouble> trouble;
  session.start(now());
  for (;;) {
    while (auto action = session.poll()) {
      if (auto* send_action = std::get_if<typename Session::Send>(&*action)) {
        bool first = !begun;
        if constexpr (prints) first = first && session.has_begun();
        if (first) {
          JobReport beginning_report;
          beginning_report.step = beginning;
          const bool stored = work_ != nullptr && co_await work_->report(number, beginning_report);
          begun = true;
          if (!stored || stopped_) {  // surely nothing of it has left
            end.why = "not_stored";
            co_return;
          }
        }
        if (line_ && !line_->lost) send(std::move(send_action->bytes));
      } else if (const auto* done = std::get_if<typename Session::Finished>(&*action)) {
        finished = true;
        if constexpr (prints) {
          end.outcome = done->outcome;
          end.why = key_of(done->end);
          if (done->outcome != escpos::PrintOutcome::not_printed)  // then all is as it was before
            broken_ = done->outcome == escpos::PrintOutcome::unknown;
          if (done->reconnect && line_) drop_line("opened again");
        } else {
          end.kick = done->outcome;
        }
      } else {
        if constexpr (prints) {
          if (const auto* paused = std::get_if<PrintSession::Paused>(&*action)) trouble = paused->trouble;
          if (std::holds_alternative<PrintSession::Resumed>(*action)) trouble.reset();
          if (const auto* earlier = std::get_if<PrintSession::EarlierDone>(&*action); earlier && on_earlier_done_)
            on_earlier_done_(earlier->id);
        }
      }
    }
    judge(finished ? std::nullopt : trouble);
    if (finished || stopped_) co_return;
    co_await wait(session.deadline());
    if (stopped_) co_return;
    if (const std::size_t count = take_written(); count > 0) session.on_written(count, now());
    if (const std::string bytes = take_bytes(); !bytes.empty()) session.on_bytes(bytes, now());
    if (line_->lost)
      session.on_link_lost(now());
    else
      session.on_time(now());
  }
}

asio::awaitable<void> PrinterActor::kick(const PrinterJob& job) {
  JobReport report;
  std::string pulse = escpos::kick_bytes(watch_, setup_.wiring);
  if (setup_.profile->is_star() && setup_.profile->has(escpos::Feature::drawer))
    star::put_kick(pulse, setup_.wiring.pin == escpos::DrawerPin::two ? star::Drawer::one : star::Drawer::two,
                   setup_.wiring.pulse);
  KickSession session{std::move(pulse), setup_.wiring, watch_};
  co_await drive(session, job.number, JobReport::Step::kick_begins, report);
  if (work_ == nullptr) co_return;
  report.step = JobReport::Step::kick_ended;
  report.outcome = escpos::PrintOutcome::sent;
  if (!report.kick) report.kick = escpos::KickOutcome::not_sent;
  (void)co_await work_->report(job.number, report);
}

asio::awaitable<void> PrinterActor::print(const PrinterJob& job) {
  JobReport report;
  const Health& health = health_.health();
  if (health.state == State::online && now() >= health.since.plus_seconds(emptied_seconds)) marks_ = 0;
  PrintSession session{
      {job.bytes, escpos::process_id(static_cast<std::uint64_t>(job.number)), job.expires, broken_, marks_},
      watch_,
      setup_.limits};
  co_await drive(session, job.number, JobReport::Step::print_begins, report);
  marks_ = session.mark();
  if (report.outcome != escpos::PrintOutcome::not_printed) accepted_.reset();
  if (report.outcome == escpos::PrintOutcome::sent && report.why == key_of(escpos::PrintEnd::accepted))
    accepted_ = now();
  if (work_ != nullptr) (void)co_await work_->report(job.number, report);
}

/// A question may still be on its way when a session has what it wanted.
asio::awaitable<void> PrinterActor::settle_line() {
  const Instant limit = now().plus_seconds(settle_seconds);
  while (!stopped_ && line_ && line_->writing && !line_->lost && now() < limit) co_await wait(limit);
  if (line_ && line_->writing) line_->lost = true;
}
}  // namespace holdfast::registry
