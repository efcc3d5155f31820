#include "replication/worker.h"

#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

#include "config/machine.h"
#include "log/log.h"

namespace holdfast::replication {
namespace {
using namespace std::chrono_literals;
constexpr auto after_trouble = 5s;
constexpr auto look_again = 30s;   ///< for an identity, when nobody wakes us
constexpr auto least_rest = 20ms;  ///< after a wake: a shop that sells a lot wakes us with each of its commits
constexpr int nice_upwards = 10;

/// Reading, packing and sending a backlog takes no processor from a till that sells. Where that is not allowed the
/// thread runs as all others.
void give_way() {
  const sched_param none{};
  sched_setscheduler(0, SCHED_BATCH, &none);
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), nice_upwards);
}
}  // namespace

Worker::Worker(Direction direction, StorePort& port, std::filesystem::path data, Meters meters, Told told)
    : direction_{direction}, port_{port}, data_{std::move(data)}, meters_{std::move(meters)}, told_{std::move(told)} {}
Worker::~Worker() { join(); }

void Worker::start() {
  thread_ = std::thread{[this] { run(); }};
}

void Worker::wake() {
  const std::lock_guard lock{mutex_};
  woken_ = true;
  condition_.notify_one();
}
void Worker::on_line_back() {
  line_back_ = true;
  wake();
}
void Worker::hang_up() {
  const std::lock_guard lock{mutex_};
  if (line_ != nullptr) line_->close();
  woken_ = true;
  condition_.notify_one();
}
void Worker::join() {
  if (thread_.joinable()) thread_.join();
}
DirectionStatus Worker::status() const {
  const std::lock_guard lock{mutex_};
  return status_;
}

Instant Worker::steady() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}
std::uint64_t Worker::random() { return config::KernelRandom{}(); }

bool Worker::sleep_until(std::optional<Instant> until) {
  std::unique_lock lock{mutex_};
  const auto ready = [this] { return woken_ || port_.stopping(); };
  const auto longest = std::chrono::microseconds{look_again};
  const auto wanted = std::chrono::microseconds{until ? until->unix_us() - steady().unix_us() : longest.count()};
  if (wanted > 0us) condition_.wait_for(lock, std::min(wanted, longest), ready);
  if (woken_ && wanted > 0us)
    condition_.wait_for(lock, std::min(wanted, std::chrono::microseconds{least_rest}),
                        [this] { return port_.stopping(); });
  return std::exchange(woken_, false);
}

void Worker::update(const std::function<void(DirectionStatus&)>& change) {
  bool link_changed = false;
  {
    const std::lock_guard lock{mutex_};
    const Link before = status_.link;
    change(status_);
    link_changed = status_.link != before;
    if (link_changed) status_.since = port_.now();
  }
  if (link_changed && told_) told_();
}

void Worker::note(const HubLine& line, const HubLine::Answer& answer, Meters::Kind kind) {
  meters_.note(answer, kind);
  const Instant now = port_.now();
  update([&](DirectionStatus& status) {
    status.bytes_out = out_before_ + line.bytes_out();
    status.bytes_in = in_before_ + line.bytes_in();
    // A proxy's page, or a hub that is not up yet, is no hub that hears us.
    const bool heard = answer.status != 0 && answer.status < 500;
    ++(heard ? status.answers : status.failures);
    if (!resting_) status.link = heard ? Link::up : Link::trying;
    if (heard) status.heard = now;
    if (answer.status == 0)
      status.error = answer.why;
    else if (answer.status >= 400)
      status.error = "status " + std::to_string(answer.status);
    else
      status.error.clear();
  });
}

std::optional<std::filesystem::file_time_type> Worker::identity_time() const {
  std::error_code missing;
  const auto at = std::filesystem::last_write_time(identity_file(data_), missing);
  return missing ? std::nullopt : std::optional{at};
}
bool Worker::must_go() const { return port_.stopping() || identity_time() != identity_at_; }
bool Worker::paused(db::Connection& connection) { return is_paused(connection, direction_); }

void Worker::run() {
  if (direction_ == Direction::up) give_way();
  while (!port_.stopping()) {
    try {
      run_once();
    } catch (const Stopping&) {
      return;
    } catch (const std::exception& failure) {
      update([&](DirectionStatus& status) { status.error = failure.what(); });
      log::error("replication begins anew", {{"entity_type", "replication"},
                                             {"entity_id", std::string{name_of(direction_)}},
                                             {"error", log::Fault{"ReplicationError", failure.what(), true}}});
      sleep_until(Instant{steady().unix_us() + std::chrono::microseconds{after_trouble}.count()});
    }
  }
}

void Worker::run_once() {
  identity_at_ = identity_time();
  const auto identity = load_identity(data_);
  if (!identity || !std::filesystem::exists(port_.file())) {
    update([](DirectionStatus& status) { status.link = Link::none; });
    sleep_until(std::nullopt);
    return;
  }
  db::Connection connection{port_.file(), db::Access::reader};
  resting_ = paused(connection);
  update([this](DirectionStatus& status) {
    out_before_ = status.bytes_out;  // a line counts its own
    in_before_ = status.bytes_in;
    if (resting_)
      status.link = Link::paused;
    else if (status.link != Link::up)
      status.link = Link::trying;
  });
  HubLine line{*identity};
  {
    const std::lock_guard lock{mutex_};
    line_ = &line;
  }
  struct Unhook {
    Worker& worker;
    ~Unhook() {
      const std::lock_guard lock{worker.mutex_};
      worker.line_ = nullptr;
    }
  } unhook{*this};
  if (resting_)
    rest(*identity, connection, line);
  else
    live(*identity, connection, line);
}

void Worker::rest(const Identity&, db::Connection&, HubLine&) { sleep_until(std::nullopt); }
}  // namespace holdfast::replication
