#include "registry/run_line.h"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "link/backoff.h"
#include "link/byte_stream.h"

namespace holdfast::registry {
namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {
constexpr auto first_connect_limit = 600ms, connect_limit = 3000ms;  // a lost line is told within a second
constexpr std::int64_t steady_line_seconds = 5;                      // what hangs up sooner is not opened again at once
// Devices of this kind may be silent for a day; a write that does not move for so long never will.
constexpr std::chrono::hours read_limit{24};
constexpr auto write_limit = 2000ms;
constexpr std::size_t most_unsent = 16U * 1024;  ///< bytes for a line that takes none: then it is lost
constexpr std::size_t read_size = 1024;

std::span<const std::uint8_t> octets(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
}  // namespace

/// The link while it is open. Reader and writer hold it, so that it outlives whatever they still wait for.
struct LineActor::Line {
  std::unique_ptr<link::ByteStream> stream;
  std::deque<std::string> unsent;
  std::size_t unsent_bytes = 0;
  bool writing = false;
};

LineActor::LineActor(asio::any_io_executor executor, link::Address address, LineDevice& device, Clock clock)
    : timer_{executor},
      pause_{executor},
      address_{std::move(address)},
      device_{&device},
      clock_{std::move(clock)},
      health_{clock_()} {}

LineActor::~LineActor() {
  if (line_) line_->stream->close();
}

void LineActor::start() { asio::co_spawn(timer_.get_executor(), run(shared_from_this()), asio::detached); }

void LineActor::stop() {
  stopped_ = true;
  device_ = nullptr;
  on_health_ = nullptr;
  if (line_) line_->stream->close();
  line_.reset();
  timer_.cancel();
  pause_.cancel();
}

void LineActor::wake() { drain(); }

asio::awaitable<bool> LineActor::connect() {
  const bool away = health_.health().light == "offline" && !health_.deadline();
  link::Opened opened = co_await link::open(address_, away ? connect_limit : first_connect_limit);
  if (stopped_) co_return false;
  if (!opened.stream) {
    health_.on_link_down(opened.outcome.why, now());
    drain();
    co_return false;
  }
  line_ = std::make_shared<Line>();
  line_->stream = std::move(opened.stream);
  health_.on_link_up(now());
  device_->on_link_up(now());
  drain();
  co_return line_ != nullptr;
}

asio::awaitable<void> LineActor::pause(Instant until) {
  pause_.expires_after(std::chrono::microseconds{std::max<std::int64_t>(until.unix_us() - now().unix_us(), 0)});
  boost::system::error_code ignored;
  co_await pause_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> LineActor::run(std::shared_ptr<LineActor> self) {
  link::Backoff backoff;
  std::array<std::uint8_t, read_size> buffer{};
  while (!self->stopped_) {
    if (co_await self->connect()) {
      const std::shared_ptr<Line> line = self->line_;
      const Instant since = self->now();
      while (self->line_ == line) {
        const link::Outcome outcome = co_await line->stream->read(buffer, read_limit);
        if (self->line_ != line) break;
        if (!outcome && outcome.state != link::Outcome::State::timed_out) {
          self->lose(line, outcome.why);
          break;
        }
        const std::string_view bytes{reinterpret_cast<const char*>(buffer.data()), outcome.bytes};
        if (bytes.empty()) continue;
        const Instant now = self->now();
        self->trace_.record(now, link::Direction::from_device, octets(bytes));
        self->device_->on_bytes(bytes, now);
        self->drain();
      }
      if (self->now() >= since.plus_seconds(steady_line_seconds)) backoff.succeeded();
    }
    if (self->stopped_) co_return;
    co_await self->pause(Instant{self->now().unix_us() + std::chrono::microseconds{backoff.next()}.count()});
  }
}

asio::awaitable<void> LineActor::write(std::shared_ptr<LineActor> self, std::shared_ptr<Line> line) {
  while (self->line_ == line && !line->unsent.empty()) {
    const std::string bytes = std::move(line->unsent.front());
    line->unsent.pop_front();
    line->unsent_bytes -= bytes.size();
    const link::Outcome outcome = co_await line->stream->write(octets(bytes), write_limit);
    if (self->line_ != line) co_return;
    if (!outcome) {
      self->lose(line, outcome.why);
      co_return;
    }
  }
  line->writing = false;
}

void LineActor::lose(const std::shared_ptr<Line>& line, std::string why) {
  if (line_ != line) return;
  line_->stream->close();
  line_.reset();
  health_.on_link_down(std::move(why), now());
  if (device_ != nullptr) device_->on_link_lost(now());
  drain();
}

/// Whatever the device wants to say now goes out; a device that is told of it may wake us again meanwhile.
void LineActor::drain() {
  if (stopped_ || draining_) return;
  draining_ = true;
  bool full = false;
  while (device_ != nullptr) {
    auto bytes = device_->poll(now());
    if (!bytes) break;
    if (!line_ || bytes->empty()) continue;  // nobody hears it
    trace_.record(now(), link::Direction::to_device, octets(*bytes));
    line_->unsent_bytes += bytes->size();
    line_->unsent.push_back(std::move(*bytes));
    full = full || line_->unsent_bytes > most_unsent;
  }
  draining_ = false;
  if (full) return lose(std::shared_ptr{line_}, "it takes no data");
  if (line_ && !line_->writing && !line_->unsent.empty()) {
    line_->writing = true;
    asio::co_spawn(timer_.get_executor(), write(shared_from_this(), line_), asio::detached);
  }
  judge();
  arm();
}

void LineActor::judge() {
  health_.on_time(now());
  if (on_health_ && health_.take_change()) on_health_(health_.health());
}

void LineActor::arm() {
  if (stopped_) return;
  std::optional<Instant> next = device_ != nullptr ? device_->deadline() : std::nullopt;
  if (const auto health = health_.deadline(); health && (!next || *health < *next)) next = health;
  if (next == armed_) return;
  armed_ = next;
  if (!next) {
    timer_.cancel();
    return;
  }
  timer_.expires_after(std::chrono::microseconds{std::max<std::int64_t>(next->unix_us() - now().unix_us(), 0) + 1});
  timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
    const auto self = weak.lock();
    if (self && !error) self->on_timer();
  });
}

void LineActor::on_timer() {
  armed_.reset();
  if (stopped_) return;
  if (device_ != nullptr)
    if (const auto deadline = device_->deadline(); deadline && *deadline <= now()) device_->on_time(now());
  drain();
}
}  // namespace holdfast::registry
