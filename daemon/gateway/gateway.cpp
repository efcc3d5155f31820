#include "gateway/gateway.h"

#include "config/machine.h"
#include "devices/device_rows.h"
#include "devices/kitchen_route.h"
#include "devices/print_job_rows.h"
#include "gateway/display_post.h"
#include "gateway/line_posts.h"
#include "gateway/payment_desk.h"
#include "gateway/payment_post.h"
#include "gateway/render_job.h"
#include "log/log.h"

namespace holdfast::gateway {
using queries::PrintEvent;
using store::Answer;

namespace {
constexpr std::chrono::seconds sweep_interval{1};
constexpr int events_of_a_look = 500;
constexpr std::int64_t cursor_lag = 5'000;  ///< events without a job until the cursor is stored all the same

escpos::DrawerWiring wiring_of(const devices::PrinterSettings& settings) {
  escpos::DrawerWiring wiring;
  wiring.pin = settings.drawer_pin == 5 ? escpos::DrawerPin::five : escpos::DrawerPin::two;
  wiring.pulse = {settings.pulse_on_ms, settings.pulse_off_ms};
  wiring.open_when_high = settings.open_when_high;
  return wiring;
}

store::Call own_call() {
  store::Call call;
  call.correlation_id = "gateway";
  return call;
}

/// Moves when a device is set up, changed or taken away.
std::int64_t stamp_of(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT coalesce(max(updated_us), 0) FROM device");
  const std::int64_t stamp = row.step() ? row.integer(0) : 0;
  row.reset();
  return stamp;
}

bool same_setup(const devices::Device& a, const devices::Device& b) {
  return a.address == b.address && a.profile == b.profile && a.settings == b.settings && a.name == b.name &&
         a.secret == b.secret && (a.kind == devices::Kind::receipt_printer || a.registers == b.registers);
}
}  // namespace

Gateway::Gateway(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry, Tell tell)
    : store_{store},
      parts_{
          io.get_executor(),
          store,
          std::make_shared<print::Press>(),
          registry.histogram("print_first_byte_seconds", "From the queueing of a job to the leave of its first byte.",
                             metrics::duration_bounds_us, 1'000'000),
          std::move(tell),
          {registry.histogram("device_scan_seconds", "From the read of a scan's last byte to its message to the till.",
                              metrics::duration_bounds_us, 1'000'000),
           registry.counter("device_scans_untaken_total", "Scans that no till took.")}},
      screens_{store, parts_.tell,
               [this](std::int64_t device_row, const commands::CustomerView& view) {
                 const auto found = posts_.find(device_row);
                 auto* post = found == posts_.end() ? nullptr : dynamic_cast<DisplayPost*>(found->second.get());
                 if (post != nullptr) post->show(view);
               }},
      timer_{io},
      self_{std::make_shared<Gateway*>(this)} {
  metrics::Gauge& waiting = registry.gauge("print_jobs_waiting", "Print jobs that wait for their printer.");
  registry.before_text([self = self_, &waiting] {
    if (*self == nullptr) return;
    std::size_t count = 0;
    for (const auto& [row, post] : (*self)->posts_) count += post->waiting();
    waiting.set(static_cast<std::int64_t>(count));
  });
}

Gateway::~Gateway() {
  stop();
  for (const auto& [row, post] : posts_) post->stop(Post::Leave::with_the_daemon);
  *self_ = nullptr;
}

void Gateway::start() {
  subscription_ = store_.feed().subscribe([this](std::int64_t) { follow(); });
  screens_.start();
  hot_plug_.emplace(parts_.executor, [this](const link::PlugEvent& event) { on_plug(event); });
  begin();
  sweep();
}

void Gateway::stop() {
  stopped_ = true;
  subscription_ = {};
  hot_plug_.reset();
  screens_.stop();
  timer_.cancel();
}

/// A device that was plugged in is tried now, not at the end of its pause; one that was plugged out says so by its
/// link.
void Gateway::on_plug(const link::PlugEvent& event) const {
  if (event.what == link::PlugEvent::What::unplugged) return;
  for (const auto& [row, post] : posts_) {
    const auto address = link::parse_address(post->device().address);
    if (address && link::concerns(event, *address)) post->on_plug();
  }
}

bool Gateway::idle() const {
  for (const auto& [row, post] : posts_)
    if (post->busy()) return false;
  return true;
}

/// What was under way when the daemon ended is settled before anything else is printed.
void Gateway::begin() {
  if (ready_ || beginning_ || stopped_ || store_.site() == nullptr) return;
  if (nothing_to_settle()) {
    load_devices();
    ready_ = true;
    return follow();
  }
  beginning_ = true;
  store_.submit(
      own_call(),
      [head = store_.head_seq()](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        (void)commands::settle_prints_after_restart(tx, context);
        commands::settle_attempts_after_restart(tx, context);
        if (!queries::print_cursor(tx.connection())) (void)commands::queue_prints_after(tx, {}, head, context);
        return Answer{};
      },
      [this, self = self_](const Result<Answer>& done) {
        if (*self == nullptr) return;
        beginning_ = false;
        if (!done || stopped_) return;  // the sweep tries again
        load_devices();
        ready_ = true;
        follow();
      });
}

/// The usual start: a daemon that has nothing to put right begins without a write.
bool Gateway::nothing_to_settle() {
  bool settled = false;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        settled = queries::print_cursor(connection) && !has_open_card_payments(connection) &&
                  devices::jobs_in(connection, devices::JobState::printing).empty();
        return Answer{};
      });
  return read && settled;
}

void Gateway::load_devices() {
  std::vector<devices::Device> configured;
  Broken broken;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        configured = devices::list(connection);
        broken = devices::broken_devices(connection, store_.now());
        stamp_ = stamp_of(connection);
        served_.clear();
        db::Statement& rows = connection.prepare(
            "SELECT r.register_id FROM device_register r JOIN device d ON d.id = r.device_id WHERE d.active = 1 AND "
            "d.removed_us IS NULL");
        while (rows.step()) served_.insert(rows.integer(0));
        serves_all_ = devices::kitchen_serves_all(connection);
        if (!ready_) cursor_ = stored_cursor_ = queries::print_cursor(connection).value_or(store_.head_seq());
        return Answer{};
      });
  if (!read) return;
  take_devices(configured, broken);
  add_waiting();
  tell_of_cards();
}

std::shared_ptr<Post> Gateway::make_post(const devices::Device& device, const Broken& broken) const {
  switch (device.kind) {
    case devices::Kind::receipt_printer: {
      const auto address = link::parse_address(device.address);
      if (!address) {
        log::error(
            "a device's address is not understood",
            {{"entity_id", device.name}, {"error", log::Fault{"ConfigurationError", address.error().detail, false}}});
        return nullptr;
      }
      registry::PrinterSetup setup;
      setup.address = *address;
      setup.profile = &profile_of(device);
      setup.wiring = wiring_of(device.printer());
      setup.drawer_limit_seconds = device.printer().drawer_limit_seconds;
      setup.after_broken_job = std::find(broken.begin(), broken.end(), device.row) != broken.end();
      return std::make_shared<PrintingPost>(parts_, device, std::move(setup));
    }
    case devices::Kind::scale:
    case devices::Kind::scanner:
    case devices::Kind::customer_display:
    case devices::Kind::cash_drawer: {
      auto post = make_line_post(parts_, device);
      if (post) return *std::move(post);
      log::error("a device's address is not understood",
                 {{"entity_id", device.name}, {"error", log::Fault{"ConfigurationError", post.error().detail, false}}});
      break;
    }
    case devices::Kind::card_terminal: {
      const auto random = std::make_shared<config::KernelRandom>();
      auto driver = terminal_driver(device, store_.site()->currency, [random] { return (*random)(); });
      if (driver) return std::make_shared<PaymentPost>(parts_, device, *std::move(driver), store_.site()->currency);
      log::error(
          "a card terminal cannot be driven",
          {{"entity_id", device.name}, {"error", log::Fault{"ConfigurationError", driver.error().detail, false}}});
      break;
    }
  }
  return nullptr;
}

void Gateway::take_devices(const std::vector<devices::Device>& configured, const Broken& broken) {
  std::map<std::int64_t, std::shared_ptr<Post>> posts;
  std::vector<std::shared_ptr<Post>> fresh;
  for (const devices::Device& device : configured) {
    if (!device.active) continue;
    const auto old = posts_.find(device.row);
    const auto recording = device.traced ? link::Recording::on : link::Recording::off;
    if (old != posts_.end() && same_setup(old->second->device(), device)) {
      old->second->set_recording(recording);
      posts.emplace(device.row, std::move(old->second));
      posts_.erase(old);
      continue;
    }
    if (auto post = make_post(device, broken)) {
      post->set_recording(recording);
      fresh.push_back(post);
      posts.emplace(device.row, std::move(post));
    }
  }
  // The old one lets go of the device before the new one takes it.
  for (const auto& [row, gone] : posts_) gone->stop(Post::Leave::alone);
  posts_ = std::move(posts);
  for (const auto& post : fresh) post->start();
  screens_.load_displays();
}

/// Whatever the ledger says is queued: those who have it already pass over it.
void Gateway::add_waiting() {
  std::vector<devices::PrintJob> jobs;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        jobs = devices::queued_jobs(connection);
        return Answer{};
      });
  if (!read) return;
  for (devices::PrintJob& job : jobs) hand_out(std::move(job));
}

/// Each terminal looks for itself what there is to do; what has none is not kept waiting.
void Gateway::tell_of_cards() {
  for (const auto& [row, post] : posts_) post->on_news();
  release_unserved(store_, [this](std::int64_t row) { return posts_.contains(row); });
}

void Gateway::follow() {
  if (!ready_) return begin();
  while (!queueing_ && !stopped_ && cursor_ < store_.head_seq())
    if (!look()) return;
}

/// One stretch of the log; false when it could not be read.
bool Gateway::look() {
  queries::PrintEvents found;
  const auto read =
      store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
        if (posts_.empty() && stamp_of(connection) == stamp_) {  // a store without devices pays for none
          found.last = store_.head_seq();
          return Answer{};
        }
        found = queries::print_events_after(connection, cursor_, events_of_a_look);
        return Answer{};
      });
  if (!read || found.last == cursor_) return false;
  bool devices_changed = false, jobs_changed = false, cards_changed = false;
  std::vector<commands::PrintCause> causes;
  const auto note = [&](commands::PrintCause::What what, const PrintEvent& event) {
    if (event.register_row && (serves_all_ || served_.count(*event.register_row) != 0))
      causes.push_back({what, event.subject, event.at});
  };
  for (const PrintEvent& event : found.events) {
    switch (event.what) {
      case PrintEvent::What::device:
        devices_changed = true;
        break;
      case PrintEvent::What::print_job:
        jobs_changed = true;
        break;
      case PrintEvent::What::card_payment:
        cards_changed = true;
        break;
      case PrintEvent::What::order:
        note(commands::PrintCause::What::order, event);
        break;
      case PrintEvent::What::decided:
        note(commands::PrintCause::What::decided, event);
        break;
      case PrintEvent::What::cash:
        note(commands::PrintCause::What::cash, event);
        break;
    }
  }
  if (devices_changed) load_devices();
  if (jobs_changed && !devices_changed) add_waiting();
  if (cards_changed && !devices_changed) tell_of_cards();
  if (!causes.empty() || (!posts_.empty() && found.last - stored_cursor_ > cursor_lag))
    queue(std::move(causes), found.last);
  else
    cursor_ = found.last;
  return true;
}

void Gateway::queue(std::vector<commands::PrintCause> causes, std::int64_t last) {
  queueing_ = true;
  const auto jobs = std::make_shared<std::vector<devices::PrintJob>>();
  store_.submit(
      own_call(),
      [causes = std::move(causes), last, jobs](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        *jobs = commands::queue_prints_after(tx, causes, last, context);
        return Answer{};
      },
      [this, self = self_, jobs, last](const Result<Answer>& done) {
        if (*self == nullptr) return;
        queueing_ = false;
        if (!done) return;  // the cursor stays; the sweep tries again
        cursor_ = stored_cursor_ = last;
        for (devices::PrintJob& job : *jobs) hand_out(std::move(job));
        follow();
      });
}

void Gateway::sweep() {
  timer_.expires_after(sweep_interval);
  timer_.async_wait([this, self = self_](const boost::system::error_code& error) {
    if (error || *self == nullptr || stopped_) return;
    const Instant now = store_.now();
    for (const auto& [row, post] : posts_) post->sweep(now);
    screens_.sweep(now);
    follow();
    sweep();
  });
}

Post* Gateway::post_of(const Uuid& device) const {
  for (const auto& [row, post] : posts_)
    if (post->device().id == device) return post.get();
  return nullptr;
}
void Gateway::hand_out(devices::PrintJob job) const {
  const auto found = posts_.find(job.device_row);
  if (found != posts_.end()) found->second->add(std::move(job));
}
}  // namespace holdfast::gateway
