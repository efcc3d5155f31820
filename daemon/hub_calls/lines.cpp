#include "hub_calls/lines.h"

#include <boost/asio/post.hpp>

#include "http/client.h"
#include "replication/hub_line.h"

namespace holdfast::hub_calls {
namespace {
using Steady = std::chrono::steady_clock;
using namespace std::chrono_literals;
}  // namespace

/// One thread with its connection.
struct Lines::Line {
  std::thread thread;
  std::optional<replication::Identity> identity;
  std::optional<std::filesystem::file_time_type> identity_at;
  std::unique_ptr<http::Client> client;
  std::mutex mutex;  // guards `running`, for who breaks it off
  http::Client* running = nullptr;
  Steady::time_point until;  // of what runs

  void look_for_identity(const std::filesystem::path& data) {
    std::error_code missing;
    const auto at = std::filesystem::last_write_time(replication::identity_file(data), missing);
    const auto found = missing ? std::nullopt : std::optional{at};
    if (found == identity_at) return;
    client.reset();
    identity = replication::load_identity(data);
    identity_at = found;
  }
  Reply exchange(const std::filesystem::path& data, const Job& job) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(job.until - Steady::now());
    if (left <= 0ms) return {0, "the time was up before it could go out"};
    try {
      look_for_identity(data);
      if (!identity) return {0, "this store is not enrolled"};
      if (!client) client = std::make_unique<http::Client>(replication::hub_client(*identity, {left, left}));
      {
        const std::lock_guard lock{mutex};
        running = client.get();
        until = job.until;
      }
      const http::ClientResponse answer =
          client->request(http::Method::post, "/sync/v1/sites/" + identity->site_id + "/" + job.below, {}, job.body);
      const std::lock_guard lock{mutex};
      running = nullptr;
      return {answer.status, answer.body};
    } catch (const std::exception& failure) {
      {
        const std::lock_guard lock{mutex};
        running = nullptr;
      }
      client.reset();
      return {0, failure.what()};
    }
  }
  void break_off() {
    const std::lock_guard lock{mutex};
    if (running != nullptr) running->cancel();
  }
};

Lines::Lines(boost::asio::io_context& io, std::filesystem::path data) : io_{io}, data_{std::move(data)} {}
Lines::~Lines() { stop(); }

void Lines::start() {
  for (std::size_t i = 0; i < lines; ++i) {
    lines_.push_back(std::make_unique<Line>());
    lines_.back()->thread = std::thread{[this, line = lines_.back().get()] { run(*line); }};
  }
}

void Lines::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    jobs_.clear();
  }
  wake_.notify_all();
  for (const auto& line : lines_) line->break_off();
  for (const auto& line : lines_)
    if (line->thread.joinable()) line->thread.join();
  lines_.clear();
  alive_.reset();
}

void Lines::post(std::string below, std::string body, std::chrono::milliseconds patience, Done done) {
  const auto now = Steady::now();
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_ && jobs_.size() < most_waiting) {
      jobs_.push_back({std::move(below), std::move(body), now + patience, std::move(done)});
      wake_.notify_one();
      return;
    }
  }
  tell(std::move(done), {0, "too much is waiting"});
}

void Lines::tell(Done done, Reply reply) {
  boost::asio::post(io_, [alive = std::weak_ptr{alive_}, done = std::move(done), reply = std::move(reply)]() mutable {
    if (!alive.expired()) done(std::move(reply));
  });
}

void Lines::run(Line& line) {
  for (;;) {
    Job job;
    {
      std::unique_lock lock{mutex_};
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (stopping_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    Reply reply = line.exchange(data_, job);
    const std::lock_guard lock{mutex_};
    if (stopping_) return;
    tell(std::move(job.done), std::move(reply));
  }
}

bool Lines::enrolled() {
  // A peer that sends a byte now and then would hold a thread for ever: whatever is past its time is broken off here.
  const auto now = Steady::now();
  for (const auto& line : lines_) {
    const std::lock_guard lock{line->mutex};
    if (line->running != nullptr && now > line->until + 250ms) line->running->cancel();
  }
  if (now - looked_ > 1s) {
    looked_ = now;
    std::error_code missing;
    enrolled_ = std::filesystem::exists(replication::identity_file(data_), missing);
  }
  return enrolled_;
}
}  // namespace holdfast::hub_calls
