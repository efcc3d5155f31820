#include "gateway/printing_post.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "commands/print.h"
#include "devices/print_job_rows.h"
#include "gateway/render_job.h"
#include "log/log.h"
#include "money/quantity.h"

namespace holdfast::gateway {
namespace asio = boost::asio;
using devices::JobKind;
using devices::JobState;
using devices::PrintJob;
using store::Answer;

namespace {
store::Call own_call() {
  store::Call call;
  call.correlation_id = "print";
  return call;
}

store::Write outcome_write(commands::PrintOutcome outcome) {
  return [outcome = std::move(outcome)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    TRY(commands::record_print_outcome(tx, outcome, context));
    return Answer{};
  };
}

/// A pulse without a receipt is a job of its own: what its outcome is for the ledger.
JobState state_after(escpos::KickOutcome outcome) {
  using escpos::KickOutcome;
  switch (outcome) {
    case KickOutcome::opened:
    case KickOutcome::already_open:
      return JobState::confirmed;
    case KickOutcome::sent:
      return JobState::sent;
    case KickOutcome::stayed_closed:
    case KickOutcome::not_sent:
      return JobState::failed;
    case KickOutcome::unknown:
      return JobState::unknown;
  }
  return JobState::unknown;
}
}  // namespace

PrintingPost::PrintingPost(PostParts parts, devices::Device device, registry::PrinterSetup setup)
    : parts_{std::move(parts)},
      device_{std::move(device)},
      actor_{std::make_shared<registry::PrinterActor>(parts_.executor, std::move(setup), *this,
                                                      [&store = parts_.store] { return store.now(); })},
      teller_{parts_.store} {}

void PrintingPost::start() {
  const std::weak_ptr<PrintingPost> weak = weak_from_this();
  actor_->on_health([weak](const registry::Health& health) {
    if (const auto self = weak.lock()) self->teller_.tell(self->device_.row, registry::device_health(health));
  });
  actor_->on_earlier_done([weak](const std::string& id) {
    if (const auto self = weak.lock()) self->confirm_earlier(id);
  });
  actor_->start();
}

void PrintingPost::stop(Leave leave) {
  stopped_ = true;
  actor_->stop();
  if (leave == Leave::alone && current_ && current_->begun)
    record(current_->job.row, JobState::unknown, "device_changed");
  current_.reset();
}

void PrintingPost::add(PrintJob job) {
  if (stopped_ || !known_.insert(job.row).second) return;
  const bool may_kick =
      job.opens_drawer && !job.drawer && parts_.store.now() < job.created_at.plus_seconds(devices::kick_seconds);
  if (may_kick || job.kind == JobKind::drawer_kick) kicks_.push_back(job);
  if (job.kind != JobKind::drawer_kick) prints_.push_back(std::move(job));
  prepare();
  actor_->wake();
}

void PrintingPost::prepare() {
  if (rendering_ || stopped_ || prints_.empty()) return;
  const PrintJob& job = prints_.front();
  if (rendered_ && rendered_->row == job.row) return;
  rendering_ = true;
  const auto bytes = std::make_shared<std::string>();
  const auto gone = std::make_shared<bool>(false);
  parts_.store.read(
      nullptr,
      [job, device = device_, press = parts_.press, bytes, gone](db::Connection& connection,
                                                                 const store::ReadContext& context) -> Result<Answer> {
        *gone = devices::is_over(TRY(devices::load_job(connection, job.row)).state);
        if (*gone) return Answer{};
        *bytes = TRY(render_job(connection, context, job, device, *press));
        return Answer{};
      },
      [self = shared_from_this(), row = job.row, bytes, gone](const Result<Answer>& done) {
        self->rendering_ = false;
        if (self->stopped_) return;
        if (*gone) return self->drop(row);
        if (done) return self->on_rendered(row, std::move(*bytes));
        self->on_rendered(row, tl::unexpected<Error>(done.error()));
      });
}

/// Somebody discarded it while it waited; tried again it comes anew.
void PrintingPost::drop(std::int64_t row) {
  if (!prints_.empty() && prints_.front().row == row) prints_.pop_front();
  std::erase_if(kicks_, [row](const PrintJob& job) { return job.row == row; });
  known_.erase(row);
  prepare();
}

void PrintingPost::on_rendered(std::int64_t row, Result<std::string> bytes) {
  const bool first = !prints_.empty() && prints_.front().row == row;
  if (first && bytes) {
    rendered_ = Rendered{row, *std::move(bytes)};
    return actor_->wake();
  }
  if (first && bytes.error().code != ErrorCode::busy) {
    log::error("a print job could not be laid out",
               {{"entity_type", "print_job"}, {"error", log::Fault{"RenderError", bytes.error().detail, false}}});
    prints_.pop_front();
    record(row, JobState::failed, "not_rendered");
  }
  if (first && !bytes && bytes.error().code == ErrorCode::busy) return;  // the next sweep tries again
  prepare();
}

std::optional<registry::PrinterJob> PrintingPost::take(const registry::Health& health) {
  if (stopped_ || current_) return std::nullopt;
  sweep(parts_.store.now());
  if (!kicks_.empty()) {
    current_ = Current{std::move(kicks_.front())};
    kicks_.pop_front();
    return registry::PrinterJob{current_->job.row, {}, current_->job.expires_at};
  }
  // While it cannot print a job stays here, so that a drawer can be opened meanwhile.
  if (prints_.empty() || !rendered_ || health.state == registry::State::trouble) return std::nullopt;
  check(rendered_->row == prints_.front().row);
  current_ = Current{std::move(prints_.front()), true};
  prints_.pop_front();
  registry::PrinterJob job{current_->job.row, std::move(rendered_->bytes), current_->job.expires_at};
  rendered_.reset();
  prepare();
  return job;
}

asio::awaitable<bool> PrintingPost::stored(store::Write write) {
  const auto initiate = [this, &write](auto handler) {
    const auto held = std::make_shared<decltype(handler)>(std::move(handler));
    parts_.store.submit(own_call(), std::move(write), [held, executor = parts_.executor](const Result<Answer>& answer) {
      asio::post(executor, [held, ok = answer.has_value()] { (*held)(ok); });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(bool)>(initiate, asio::use_awaitable);
}

asio::awaitable<bool> PrintingPost::report(std::int64_t number, JobReport report) {
  const auto self = shared_from_this();
  check(current_ && current_->job.row == number);
  switch (report.step) {
    case JobReport::Step::kick_begins: {
      const bool alone = current_->job.kind == JobKind::drawer_kick;
      store::Write write = [number, alone](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        if (alone) TRY(commands::record_print_outcome(tx, {number, JobState::printing, {}, {}}, context));
        commands::record_drawer(tx, number, "unknown", context);
        return Answer{};
      };
      const bool ok = co_await stored(std::move(write));
      if (ok && current_) {
        current_->begun = alone;
        note_first_byte();
      }
      co_return ok && !stopped_;
    }
    case JobReport::Step::print_begins: {
      store::Write write = outcome_write({number, JobState::printing, {}, {}});
      const bool ok = co_await stored(std::move(write));
      if (ok && current_) {
        current_->begun = true;
        if (!current_->job.opens_drawer) note_first_byte();
      }
      co_return ok && !stopped_;
    }
    case JobReport::Step::kick_ended:
      on_kick_ended(report);
      co_return true;
    case JobReport::Step::print_ended:
      on_print_ended(report);
      co_return true;
  }
  co_return false;
}

/// Of a job's pulse where it has one, else of its text.
void PrintingPost::note_first_byte() {
  parts_.first_byte.observe(parts_.store.now().unix_us() - current_->job.created_at.unix_us());
}

void PrintingPost::on_kick_ended(const JobReport& report) {
  const Current ended = *std::exchange(current_, std::nullopt);
  const escpos::KickOutcome outcome = report.kick.value_or(escpos::KickOutcome::not_sent);
  std::string word{registry::key_of(outcome)};
  if (ended.job.kind != JobKind::drawer_kick) return record_drawer(ended.job.row, std::move(word));
  JobState state = state_after(outcome);
  if (!ended.begun && state != JobState::failed && outcome != escpos::KickOutcome::already_open)
    state = JobState::failed;
  if (!ended.begun && state == JobState::confirmed) {  // open already: nothing was to be stored before
    record(ended.job.row, JobState::printing, {});
  }
  record(ended.job.row, state, word, word);
}

void PrintingPost::on_print_ended(const JobReport& report) {
  Current ended = *std::exchange(current_, std::nullopt);
  std::string why{report.why};
  using escpos::PrintOutcome;
  switch (report.outcome) {
    case PrintOutcome::confirmed:
      return record(ended.job.row, JobState::confirmed, std::move(why));
    case PrintOutcome::sent:
      return record(ended.job.row, JobState::sent, std::move(why));
    case PrintOutcome::unknown:
      return record(ended.job.row, JobState::unknown, std::move(why));
    case PrintOutcome::not_printed:
      break;
  }
  if (ended.begun) return record(ended.job.row, JobState::failed, std::move(why));
  if (why == "expired") return record(ended.job.row, JobState::expired, std::move(why));
  if (why == "cancelled" || why == "broken") return record(ended.job.row, JobState::failed, std::move(why));
  prints_.push_front(std::move(ended.job));
  rendered_.reset();
  prepare();
}

void PrintingPost::submit_ended(std::int64_t row, store::Write write) {
  parts_.store.submit(own_call(), write, [weak = weak_from_this(), row, write](const Result<Answer>& answer) {
    const auto self = weak.lock();
    if (!self) return;
    const bool again = !answer && taxonomy(answer.error().code).retryable && !self->stopped_;
    if (!again) {
      if (!answer)
        log::warn("the end of a print job could not be stored",
                  {{"error", log::Fault{"StorageError", answer.error().detail, false}}});
      self->known_.erase(row);
      return;
    }
    const auto timer = std::make_shared<asio::steady_timer>(self->parts_.executor, std::chrono::seconds{1});
    timer->async_wait([weak, row, write, timer](const boost::system::error_code& error) {
      if (const auto later = weak.lock(); later && !error) later->submit_ended(row, write);
    });
  });
}

void PrintingPost::record(std::int64_t row, JobState state, std::string why, std::optional<std::string> drawer) {
  submit_ended(row, outcome_write({row, state, std::move(why), std::move(drawer)}));
}

void PrintingPost::record_drawer(std::int64_t row, std::string drawer) {
  parts_.store.submit(
      own_call(),
      [row, drawer = std::move(drawer)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        commands::record_drawer(tx, row, drawer, context);
        return Answer{};
      },
      [](const Result<Answer>&) {});
}

void PrintingPost::sweep(Instant now) {
  const auto expire = [&](std::deque<PrintJob>& jobs, bool whole) {
    for (auto job = jobs.begin(); job != jobs.end();) {
      const Instant end = whole ? job->expires_at : job->created_at.plus_seconds(devices::kick_seconds);
      if (now < end) {
        ++job;
        continue;
      }
      if (whole || job->kind == JobKind::drawer_kick)
        record(job->row, JobState::expired, "expired",
               job->opens_drawer && !job->drawer ? std::optional<std::string>{"not_sent"} : std::nullopt);
      else
        record_drawer(job->row, "not_sent");
      job = jobs.erase(job);
    }
  };
  const std::int64_t front = prints_.empty() ? 0 : prints_.front().row;
  expire(kicks_, false);
  expire(prints_, true);
  if (rendered_ && (prints_.empty() || prints_.front().row != front)) rendered_.reset();
  prepare();
}

void PrintingPost::confirm_earlier(const std::string& id) {
  const auto number = parse_scaled(id, 0);
  if (!number || *number < 0) return;
  parts_.store.submit(
      own_call(),
      [device = device_.row, low = static_cast<int>(*number)](db::Transaction& tx,
                                                              commands::Context& context) -> Result<Answer> {
        (void)commands::confirm_late(tx, device, low, context);
        return Answer{};
      },
      [](const Result<Answer>&) {});
}
}  // namespace holdfast::gateway
