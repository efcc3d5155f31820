#include "registry/run_terminal.h"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "base/check.h"
#include "eft/zvt_terminal.h"
#include "link/byte_stream.h"

namespace holdfast::registry {
namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {
constexpr auto connect_limit = 8'000ms;  // the drivers give up after ten seconds
// The drivers know when a wait has been too long; these only keep a forgotten one from lasting for ever.
constexpr std::chrono::hours read_limit{24};
constexpr auto write_limit = 60s;
constexpr auto exchange_limit = 300s;
constexpr std::int64_t longest_wait_us = 1'000'000;  // the clock may be set meanwhile
constexpr std::size_t most_trace_lines = 400, longest_trace_line = 2'000;

std::span<const std::uint8_t> octets(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
Instant after(Instant at, std::chrono::milliseconds pause) { return Instant{at.unix_us() + pause.count() * 1'000}; }

/// What a person has to start at the terminal before it pays again.
std::string_view hint_of(eft::ServiceKind remedy) {
  switch (remedy) {
    case eft::ServiceKind::initialise:
      return "initialise_terminal";
    case eft::ServiceKind::day_end:
      return "close_terminal_day";
    default:
      return "diagnose_terminal";
  }
}
std::optional<std::uint8_t> status_of(std::string_view code) {
  if (code.size() != 2 || code.find_first_not_of("0123456789ABCDEFabcdef") != std::string_view::npos)
    return std::nullopt;
  return static_cast<std::uint8_t>(std::stoi(std::string{code}, nullptr, 16));
}
}  // namespace

void TerminalTrace::set(link::Recording recording) {
  recording_ = recording;
  if (recording == link::Recording::off) lines_.clear();
}
void TerminalTrace::add(Instant at, const eft::Trace& message) {
  if (recording_ == link::Recording::off) return;
  lines_.push_back({at, message.sent, message.text.substr(0, longest_trace_line)});
  std::replace(lines_.back().text.begin(), lines_.back().text.end(), '\n', ' ');
  if (lines_.size() > most_trace_lines) lines_.pop_front();
}
std::string TerminalTrace::text() const {
  std::string out;
  for (const Line& line : lines_) {
    append_rfc3339(out, line.at);
    out += (line.sent ? " > " : " < ") + line.text + "\n";
  }
  return out;
}

/// The link while it is open. Reader and writer hold it, so that it outlives whatever they still wait for.
struct TerminalActor::Line {
  std::unique_ptr<link::ByteStream> stream;
  std::string outbox;
  bool writing = false, spoken = false;
};

TerminalActor::TerminalActor(asio::any_io_executor executor, TerminalSetup setup, TerminalWork& work, Clock clock)
    : timer_{executor}, setup_{std::move(setup)}, work_{&work}, clock_{std::move(clock)}, health_{clock_()} {}

TerminalActor::~TerminalActor() { stop(); }

void TerminalActor::start() {
  look_at_ = now();
  if (!setup_.address) health_.on_link_up(now());
  look();
  tell_health();
  wait();
}

void TerminalActor::stop() {
  stopped_ = true;
  work_ = nullptr;
  on_health_ = nullptr;
  drop_line();
  for (const auto& [number, post] : exchanges_) post->cancel();
  exchanges_.clear();
  timer_.cancel();
}

Result<> TerminalActor::begin(const eft::Job& job) {
  if (running_ == Running::look) hurry();
  if (stopped_ || running_ != Running::nothing) return refuse(ErrorCode::busy, "the terminal has a job");
  auto started = setup_.driver->start(job, now());
  if (!started) return started;
  running_ = Running::job;
  heard_ = false;
  pump();
  return {};
}

void TerminalActor::abort() {
  setup_.driver->abort(now());
  pump();
}
void TerminalActor::answer(const eft::CashierAnswer& answer) {
  setup_.driver->on_cashier(answer, now());
  pump();
}
void TerminalActor::on_not_stored(std::string why) {
  health_.on_trouble("cannot_store", "free_disk", std::move(why), now());
  tell_health();
}

/// --- what the driver wants ---

void TerminalActor::pump() {
  if (pumping_ || stopped_) return;
  const auto self = shared_from_this();
  pumping_ = true;
  for (;;) {
    while (!stopped_) {
      auto action = setup_.driver->poll();
      if (!action) break;
      act(*std::move(action));
    }
    if (stopped_ || !std::exchange(freed_, false)) break;
    work_->on_free();
  }
  pumping_ = false;
  if (stopped_) return;
  tell_health();
  wait();
}

void TerminalActor::act(eft::Action action) {
  if (auto* message = std::get_if<eft::Send>(&action)) return send(std::move(*message));
  if (auto* record = std::get_if<eft::Record>(&action)) return keep(std::move(*record));
  if (const auto* trace = std::get_if<eft::Trace>(&action)) return trace_.add(now(), *trace);
  if (std::holds_alternative<eft::OpenLink>(action)) return open_line();
  if (std::holds_alternative<eft::CloseLink>(action)) {
    drop_line();
    return health_.on_link_down("closed: no answer", now());
  }
  if (const auto* closed = std::get_if<eft::CloseExchange>(&action)) {
    const auto found = exchanges_.find(closed->exchange);
    if (found == exchanges_.end()) return;
    found->second->cancel();
    exchanges_.erase(found);
    return;
  }
  if (const auto* finished = std::get_if<eft::ServiceFinished>(&action)) return served(*finished);
  if (running_ == Running::look) return;  // its words are for nobody
  if (const auto* progress = std::get_if<eft::Progress>(&action)) return work_->on_progress(*progress);
  if (const auto* question = std::get_if<eft::Question>(&action)) return work_->on_question(*question);
  const auto& paid = std::get<eft::PaymentFinished>(action);
  ended(heard_);
  work_->on_paid(paid);
}

/// In their order, one at a time. What the driver says after a record is not held back: where an effect has to wait, it
/// waits for on_recorded() itself.
void TerminalActor::keep(eft::Record record) {
  records_.push_back(std::move(record));
  if (std::exchange(keeping_, true)) return;
  asio::co_spawn(timer_.get_executor(), keep_records(shared_from_this()), asio::detached);
}

asio::awaitable<void> TerminalActor::keep_records(std::shared_ptr<TerminalActor> self) {
  while (!self->stopped_ && !self->records_.empty()) {
    eft::Record record = std::move(self->records_.front());
    self->records_.pop_front();
    const std::uint64_t number = record.number;
    const bool kept = co_await self->work_->keep(std::move(record));
    if (!kept || self->stopped_) co_return;
    self->setup_.driver->on_recorded(number, self->now());
    self->pump();
  }
  self->keeping_ = false;
}

/// --- the line ---

void TerminalActor::open_line() {
  drop_line();
  connecting_ = true;
  asio::co_spawn(timer_.get_executor(), connect(shared_from_this(), opening_), asio::detached);
}

void TerminalActor::drop_line() {
  ++opening_;
  connecting_ = false;
  if (line_) line_->stream->drop();
  line_.reset();
}

asio::awaitable<void> TerminalActor::connect(std::shared_ptr<TerminalActor> self, std::uint64_t turn) {
  link::Opened opened;
  try {
    opened = co_await link::open(*self->setup_.address, connect_limit);
  } catch (const std::exception& failure) {
    opened.outcome = {link::Outcome::State::failed, 0, failure.what()};
  }
  if (self->stopped_ || self->opening_ != turn) {
    if (opened.stream) opened.stream->drop();
    co_return;
  }
  self->connecting_ = false;
  if (!opened.stream) {
    self->line_lost(opened.outcome.why);
    co_return;
  }
  self->line_ = std::make_shared<Line>();
  self->line_->stream = std::move(opened.stream);
  asio::co_spawn(self->timer_.get_executor(), read(self, self->line_), asio::detached);
  self->setup_.driver->on_link_up(self->now());
  self->pump();
}

asio::awaitable<void> TerminalActor::read(std::weak_ptr<TerminalActor> weak, std::shared_ptr<Line> line) {
  std::array<std::uint8_t, 2048> buffer{};
  for (;;) {
    const link::Outcome outcome = co_await line->stream->read(buffer, read_limit);
    const auto self = weak.lock();
    if (!self || self->stopped_ || self->line_ != line) co_return;
    if (!outcome) {
      self->line_lost(outcome.why);
      co_return;
    }
    self->heard_ = true;
    if (!std::exchange(line->spoken, true)) self->health_.on_link_up(self->now());  // a port that opens proves little
    self->setup_.driver->on_bytes(0, {reinterpret_cast<const char*>(buffer.data()), outcome.bytes}, self->now());
    self->pump();
  }
}

asio::awaitable<void> TerminalActor::write(std::weak_ptr<TerminalActor> weak, std::shared_ptr<Line> line) {
  while (!line->outbox.empty()) {
    const std::string bytes = std::exchange(line->outbox, {});
    const link::Outcome outcome = co_await line->stream->write(octets(bytes), write_limit);
    const auto self = weak.lock();
    if (!self || self->stopped_ || self->line_ != line) co_return;
    if (!outcome) {
      self->line_lost(outcome.why);
      co_return;
    }
  }
  line->writing = false;
}

void TerminalActor::line_lost(std::string why) {
  drop_line();
  health_.on_link_down(std::move(why), now());
  look_at_ = std::min(look_at_, after(now(), away_.next()));
  setup_.driver->on_link_lost(now());
  pump();
}

void TerminalActor::send(eft::Send message) {
  if (setup_.driver->features().stream) {
    if (!line_) return;  // gone by now: the driver is told in a moment
    line_->outbox += message.bytes;
    if (!std::exchange(line_->writing, true))
      asio::co_spawn(timer_.get_executor(), write(weak_from_this(), line_), asio::detached);
    return;
  }
  if (message.exchange == 0) return;  // an answer to a question that came by no connection of ours
  const auto post = link::HttpsExchange::make(timer_.get_executor(), std::get<link::HttpsAddress>(*setup_.address));
  exchanges_[message.exchange] = post;
  asio::co_spawn(timer_.get_executor(), exchange(weak_from_this(), post, message.exchange, std::move(message.bytes)),
                 asio::detached);
}

asio::awaitable<void> TerminalActor::exchange(std::weak_ptr<TerminalActor> weak,
                                              std::shared_ptr<link::HttpsExchange> post, std::uint32_t number,
                                              std::string body) {
  const link::HttpsAnswer answer = co_await post->post({.body = std::move(body)}, exchange_limit);
  const auto self = weak.lock();
  if (!self || self->stopped_) co_return;
  const auto found = self->exchanges_.find(number);
  if (found == self->exchanges_.end() || found->second != post) co_return;  // closed by the driver
  self->exchanges_.erase(found);
  self->on_answer(number, answer);
}

void TerminalActor::on_answer(std::uint32_t number, const link::HttpsAnswer& answer) {
  const bool answered = answer.state == link::HttpsAnswer::State::answered;
  if (!answered)
    health_.on_link_down(answer.why, now());
  else if (const auto& health = health_.health(); health.light == "offline")
    health_.on_link_up(now());
  if (answered && answer.status / 100 == 2) {
    heard_ = true;
    setup_.driver->on_bytes(number, answer.body, now());
  } else {
    if (answered) health_.on_trouble("not_answering", "check_settings", "HTTP " + std::to_string(answer.status), now());
    setup_.driver->on_exchange_lost(number, now());
  }
  pump();
}

/// --- health ---

void TerminalActor::ended(bool answered) {
  running_ = Running::nothing;
  freed_ = true;
  if (answered) {
    away_.succeeded();
    if (setup_.address) health_.on_answer(now());
  }
  look_at_ = answered ? now().plus_seconds(setup_.look_every_s) : after(now(), away_.next());
}

void TerminalActor::served(const eft::ServiceFinished& finished) {
  const bool for_us = running_ == Running::look;
  using Ended = eft::ServiceReport::Result;
  const Ended result = finished.report.result;
  ended(heard_ && (result == Ended::done || result == Ended::refused));
  judge(finished.report);
  if (!for_us) work_->on_served(finished);
}

/// What a status enquiry or a service says about the terminal itself.
void TerminalActor::judge(const eft::ServiceReport& report) {
  const auto status = status_of(report.code);
  if (!setup_.driver->features().stream || !status) return;
  if (const auto remedy = eft::zvt_remedy(*status))
    health_.on_trouble("needs_service", hint_of(*remedy), report.text_key, now());
}

void TerminalActor::look() {
  if (stopped_ || !setup_.address || running_ != Running::nothing || now() < look_at_) return;
  if (!setup_.driver->start(eft::Service{eft::ServiceKind::status}, now())) return;
  running_ = Running::look;
  heard_ = false;
  pump();
}

/// A payment does not wait until a terminal that is away has been given up.
void TerminalActor::hurry() {
  if (!connecting_ && exchanges_.empty()) return;
  drop_line();
  setup_.driver->on_link_lost(now());
  freed_ = false;
  pump();
  freed_ = false;
}

void TerminalActor::on_timer() {
  const auto self = shared_from_this();
  if (const auto deadline = setup_.driver->deadline(); deadline && *deadline <= now()) setup_.driver->on_time(now());
  health_.on_time(now());
  look();
  pump();
}

void TerminalActor::wait() {
  if (stopped_) return;
  std::int64_t until = now().unix_us() + longest_wait_us;
  for (const auto& at : {setup_.driver->deadline(), health_.deadline()})
    if (at) until = std::min(until, at->unix_us());
  timer_.expires_after(std::chrono::microseconds{std::max<std::int64_t>(until - now().unix_us(), 0) + 1});
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    if (error) return;
    if (const auto self = weak.lock(); self && !self->stopped_) self->on_timer();
  });
}

void TerminalActor::tell_health() {
  if (health_.take_change() && on_health_) on_health_(health_.health());
}
}  // namespace holdfast::registry
