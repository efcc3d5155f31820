#include "store/writer.h"

#include <sys/resource.h>
#include <unistd.h>

#include <exception>

#include "capabilities/capability_rows.h"
#include "capabilities/gate.h"
#include "db/migrate.h"
#include "log/log.h"
#include "store/approval_rows.h"
#include "store/failure_error.h"
#include "store/fault.h"

namespace holdfast::store {
namespace {
using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds probe_interval{2};
constexpr int writer_nice = -10;  ///< the commit's thread must get a processor at once when the disk is done

std::int64_t us_since(Steady::time_point begin) {
  return std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - begin).count();
}
constexpr std::string_view not_set_up = "this store has not been set up: run `holdfast init`";
}  // namespace

Writer::Writer(const Options& options, std::shared_ptr<Completions> completions, metrics::Registry& registry)
    : options_{options}, completions_{std::move(completions)}, metrics_{registry}, ids_{options.random} {}

Writer::~Writer() { stop(); }

Finished Writer::open() {
  connect();
  db::migrate(*connection_);
  load_site();
  start_clock();
  Finished first;
  first.view = view_;
  first.tokens = Tokens::load(*connection_, now_);
  first.head = events::last_seq(*connection_);
  return first;
}

void Writer::connect() {
  wal_.reset();
  connection_.reset();
  auto connection = std::make_unique<db::Connection>(options_.file, db::Access::writer);
  wal_ = std::make_unique<Wal>(*connection, metrics_, options_.checkpoint_pages);
  connection_ = std::move(connection);
}

void Writer::reopen() {
  connect();
  if (log_) log_->reload(*connection_);
}

void Writer::load_site() {
  auto site = site::load(*connection_);
  if (!site) return;  // not set up: every command is refused
  site->training = options_.training;
  site->card_key = options_.card_key;
  OffsetOf offset = options_.zone ? options_.zone(site->time_zone) : [](Instant) { return 0; };
  view_ = std::make_shared<const SiteView>(SiteView{*std::move(site), std::move(offset)});
  log_ = std::make_unique<events::EventLog>(*connection_, view_->site, ids_, options_.node_id, options_.version);
  date_ends_us_ = 0;
}

/// Time goes on from the newest event, unless that is so far ahead that the clock must have been wrong then.
void Writer::start_clock() {
  constexpr std::int64_t plausible_s = 300;
  now_ = options_.clock();
  db::Statement& newest = connection_->prepare("SELECT recorded_us FROM event_log ORDER BY seq DESC LIMIT 1");
  if (newest.step()) {
    const Instant last = newest.instant(0);
    if (last > now_ && last <= now_.plus_seconds(plausible_s)) now_ = last;
    if (last > now_.plus_seconds(plausible_s))
      log::warn("the clock is behind the newest event by more than five minutes");
  }
  newest.reset();
}

void Writer::start() {
  next_maintenance_ = Steady::now() + options_.maintenance_interval;
  thread_ = std::thread{[this] { run(); }};
}

void Writer::stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

bool Writer::submit(std::unique_ptr<Command>& command) {
  bool notify = false;
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || queued_.load(std::memory_order_relaxed) >= options_.queue_limit) return false;
    queue_.push_back(std::move(command));
    queued_.fetch_add(1, std::memory_order_relaxed);
    notify = std::exchange(sleeping_, false);
  }
  if (notify) wake_.notify_one();
  return true;
}

void Writer::run() {
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()),
              writer_nice);  // refused without CAP_SYS_NICE: then as all others
  for (;;) {
    const Turn turn = wait();
    if (turn == Turn::work) write_batch();
    between_batches(turn);
    if (turn == Turn::end) return;
  }
}

Writer::Turn Writer::wait() {
  if (next_ < taken_.size()) return Turn::work;
  std::unique_lock lock{mutex_};
  if (queue_.empty() && !stopping_) {
    sleeping_ = true;
    const auto until = std::min(next_maintenance_, problem_.empty() ? next_maintenance_ : next_probe_);
    wake_.wait_until(lock, std::min(until, Steady::now() + std::chrono::seconds{5}),
                     [&] { return !queue_.empty() || stopping_; });
    sleeping_ = false;
  }
  if (!queue_.empty()) return Turn::work;
  return stopping_ ? Turn::end : Turn::idle;
}

/// Moves on to what came meanwhile, when everything taken has run.
bool Writer::take() {
  if (next_ < taken_.size()) return true;
  taken_.clear();
  next_ = 0;
  const std::lock_guard lock{mutex_};
  taken_.swap(queue_);
  return !taken_.empty();
}

bool Writer::nothing_waits() {
  const std::lock_guard lock{mutex_};
  return next_ >= taken_.size() && queue_.empty() && !stopping_;
}

void Writer::write_batch() {
  const auto begin = Steady::now();
  Batch batch;
  try {
    if (!connection_) reopen();
    if (!keys_loaded_) {
      keys_.load(*connection_);
      keys_loaded_ = true;
    }
    db::Transaction tx{*connection_};
    advance_time();
    run_taken(tx, batch);
    pass(FaultPoint::before_commit);
    const auto commit_begin = Steady::now();
    tx.commit();
    metrics_.commit_time.observe(us_since(commit_begin));
    pass(FaultPoint::after_commit);
  } catch (const db::Failure& failure) {
    if (problem().empty())
      log::error("a batch was not stored", {{"error", log::Fault{"StorageError", failure.what(), true}}});
    return on_failed(std::move(batch), error_of(failure));
  } catch (const std::exception& failure) {
    log::error("a batch was not stored", {{"error", log::Fault{"InternalError", failure.what(), false}}});
    return on_failed(std::move(batch), {ErrorCode::internal, "the appliance could not do that: its log says why", {}});
  }
  metrics_.batch_size.observe(static_cast<std::int64_t>(batch.size()));
  metrics_.batch_time.observe(us_since(begin));
  on_committed(std::move(batch));
}

void Writer::run_taken(db::Transaction& tx, Batch& batch) {
  const auto end = Steady::now() + options_.batch_time;
  while (batch.size() < options_.batch_limit && take()) {
    Command& command = static_cast<Command&>(*batch.emplace_back(std::move(taken_[next_++])));
    command.outcome = run_one(tx, command);
    metrics_.commands.add();
    if (!command.outcome) metrics_.refused.add();
    if (Steady::now() > end) break;
  }
}

commands::Context Writer::context(const std::string& correlation_id, const Actor* actor) {
  return {now_, utc_offset_min_, business_date_, correlation_id, view_->site, ids_, *log_, actor, std::nullopt};
}

/// A refusal, and an exception that leaves the transaction alive, undo this command alone.
Result<Answer> Writer::run_one(db::Transaction& tx, Command& command) {
  if (!view_) return refuse(ErrorCode::not_configured, std::string{not_set_up});
  const events::EventLog::Head head = log_->head();
  const auto failed = [&](std::string_view type, const char* what) {
    log_->rewind(head);
    log::error("a command failed",
               {{"correlation_id", command.call.correlation_id}, {"error", log::Fault{type, what, false}}});
    return refuse(ErrorCode::internal, "the appliance could not do that: its log says why");
  };
  try {
    Result<Answer> answer = run_in_savepoint(tx, command);
    if (!answer || answer->preview) log_->rewind(head);
    return answer;
  } catch (const db::Failure& failure) {
    if (is_broken_disk(failure) || !connection_->in_transaction()) throw;
    return failed("StorageError", failure.what());
  } catch (const std::exception& failure) {
    return failed("InternalError", failure.what());
  }
}

Result<Answer> Writer::run_in_savepoint(db::Transaction& tx, Command& command) {
  const Call& call = command.call;
  if (!call.idempotency_key.empty()) {
    if (auto first = keys_.find(*connection_, call)) {
      metrics_.replayed.add();
      return *std::move(first);
    }
  }
  if ((closing_ || closed_) && call.actor)
    return refuse(ErrorCode::busy, "the appliance makes place for another release: try again in a moment");
  commands::Context ctx = context(call.correlation_id, call.actor.get());
  if (call.approval) ctx.approval = find_approval(tx, *call.approval, ctx.actor, call.request_sha, now_);
  std::optional<capabilities::Gate> gate;
  if (matrix_) ctx.gate = &gate.emplace(*matrix_);
  db::Savepoint savepoint{tx};
  Result<Answer> answer = command.run(tx, ctx);
  if (!answer || answer->preview) return answer;
  if (gate)
    for (const capabilities::Decision& decision : gate->decisions())
      capabilities::insert_decision(tx, decision, ctx.actor_id(), call.correlation_id, now_);
  if (!call.idempotency_key.empty() && answer->status < 400) keys_.remember(tx, call, *answer, now_);
  pass(FaultPoint::mid_command);
  savepoint.release();
  reload_site_ |= answer->site_changed;
  reload_tokens_ |= answer->tokens_changed;
  closing_ |= answer->closing;
  return answer;
}

void Writer::on_committed(Batch batch) {
  keys_.on_committed();
  closed_ |= std::exchange(closing_, false);
  Finished finished;
  finished.pending = std::move(batch);
  if (log_) finished.head = log_->head().seq;
  try {
    if (std::exchange(reload_site_, false)) {
      load_site();
      finished.view = view_;
    }
    if (std::exchange(reload_tokens_, false)) finished.tokens = Tokens::load(*connection_, now_);
  } catch (const std::exception& failure) {  // the batch is durable all the same; the next one tries again
    reload_site_ = reload_tokens_ = true;
    log::error("the site or its tokens could not be read again",
               {{"error", log::Fault{"StorageError", failure.what(), true}}});
  }
  if (!problem().empty()) set_problem({});
  finish(std::move(finished));
}

void Writer::on_failed(Batch batch, const Error& error) {
  metrics_.failed_batches.add();
  keys_.on_rolled_back();
  reload_site_ = reload_tokens_ = closing_ = false;
  wal_.reset();
  connection_.reset();
  set_problem(error.detail);
  if (batch.empty() && take()) batch.push_back(std::move(taken_[next_++]));  // BEGIN failed: somebody has to be told
  for (; next_ < taken_.size() && batch.size() < options_.batch_limit; ++next_)
    batch.push_back(std::move(taken_[next_]));
  for (auto& pending : batch) pending->outcome = tl::unexpected<Error>(error);
  Finished finished;
  finished.pending = std::move(batch);
  finish(std::move(finished));
}

void Writer::finish(Finished finished) {
  metrics_.queued.set(static_cast<std::int64_t>(queued_.fetch_sub(finished.pending.size()) - finished.pending.size()));
  completions_->push(std::move(finished));
}

void Writer::advance_time() {
  now_ = std::max(now_, options_.clock());
  {
    const std::lock_guard lock{mutex_};
    matrix_ = next_matrix_;
  }
  connection_->set_history_source(&ids_, now_);
  if (!view_) return;
  // Offsets change at full quarters of an hour at most, dates at a local midnight: once a minute is more than enough.
  if (now_.unix_us() < date_ends_us_) return;
  constexpr std::int64_t minute_us = 60'000'000;
  date_ends_us_ = (now_.unix_us() / minute_us + 1) * minute_us;
  utc_offset_min_ = view_->utc_offset_min(now_);
  business_date_ = to_date(now_, utc_offset_min_);
}

void Writer::between_batches(Turn turn) {
  try {
    if (connection_ && !keys_loaded_) {
      keys_.load(*connection_);
      keys_loaded_ = true;
    }
    if (wal_)
      wal_->tend(turn == Turn::end ? Wal::Moment::closing : turn == Turn::idle ? Wal::Moment::idle : Wal::Moment::busy);
    if (turn != Turn::idle) return;
    if (!problem().empty()) return probe();
    if (Steady::now() >= next_maintenance_) maintain();
  } catch (const std::exception& failure) {
    log::error("work between batches failed", {{"error", log::Fault{"StorageError", failure.what(), true}}});
    wal_.reset();
    connection_.reset();
    set_problem("the disk failed");
  }
}

/// Writes a row and takes it back, so that the store is known to work again before the next sale finds out.
void Writer::probe() {
  if (Steady::now() < next_probe_) return;
  next_probe_ = Steady::now() + probe_interval;
  try {
    if (!connection_) reopen();
    db::Transaction tx{*connection_};
    tx.prepare("INSERT INTO log_cursor(name, seq) VALUES ('probe', 0)").run();
    tx.prepare("DELETE FROM log_cursor WHERE name = 'probe'").run();
    tx.commit();
    set_problem({});
    log::info("the disk takes writes again");
  } catch (const db::Failure&) {
    wal_.reset();
    connection_.reset();
  }
}

void Writer::maintain() {
  if (!connection_) reopen();
  const auto own = [this](db::Transaction& tx, commands::Context& ctx) {
    tx.prepare("UPDATE session SET ended_us = expires_us WHERE ended_us IS NULL AND expires_us <= ?").exec(ctx.now);
    tx.prepare("DELETE FROM pairing_code WHERE expires_us <= ? OR uses_left = 0")
        .exec(ctx.now.plus_seconds(-seconds_per_day));
    while (keys_.cut(tx, ctx.now, 500) > 0 && nothing_waits()) {
    }
  };
  metrics_.keys.set(static_cast<std::int64_t>(keys_.size()));
  while (nothing_waits()) {
    const bool ran = next_job_ == 0 ? run_maintenance("store", own)
                                    : run_maintenance(jobs_[next_job_ - 1].first, jobs_[next_job_ - 1].second);
    if (!ran) return;
    next_job_ = (next_job_ + 1) % (jobs_.size() + 1);
    if (next_job_ != 0) continue;
    next_maintenance_ = Steady::now() + options_.maintenance_interval;
    return;
  }
}

bool Writer::run_maintenance(const std::string& name, const Maintenance& job) {
  if (!view_) return true;
  const events::EventLog::Head head = log_->head();
  try {
    db::Transaction tx{*connection_};
    advance_time();
    commands::Context ctx = context("maintenance-" + name, nullptr);
    job(tx, ctx);
    tx.commit();
  } catch (const std::exception& failure) {
    log_->rewind(head);
    log::error(
        "a maintenance job failed",
        {{"entity_type", "job"}, {"entity_id", name}, {"error", log::Fault{"StorageError", failure.what(), true}}});
    if (const auto* broken = dynamic_cast<const db::Failure*>(&failure); broken == nullptr || !is_broken_disk(*broken))
      return true;
    wal_.reset();
    connection_.reset();
    set_problem(error_of(dynamic_cast<const db::Failure&>(failure)).detail);
    return false;
  }
  Finished finished;
  finished.head = log_->head().seq;
  completions_->push(std::move(finished));
  return true;
}

void Writer::use_capabilities(std::shared_ptr<const capabilities::Evaluation> matrix) {
  const std::lock_guard lock{mutex_};
  next_matrix_ = std::move(matrix);
}

void Writer::set_problem(std::string problem) {
  const std::lock_guard lock{mutex_};
  problem_ = std::move(problem);
  if (!problem_.empty()) next_probe_ = Steady::now() + probe_interval;
}

std::string Writer::problem() const {
  const std::lock_guard lock{mutex_};
  return problem_;
}
}  // namespace holdfast::store
