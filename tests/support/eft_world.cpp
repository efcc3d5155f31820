#include "support/eft_world.h"

#include <algorithm>
#include <iostream>

#include "base/check.h"

namespace holdfast::eft::world {
namespace {
using payments::AttemptState;
constexpr std::int64_t longest_run_s = 8 * 3600;
constexpr int max_tries = 3;
constexpr int most_rounds = 200'000;
const Currency eur{"EUR", 2};
constexpr std::string_view card_digits = "5413330089010012";

Uuid numbered(std::size_t n) {
  Uuid id;
  id.bytes[6] = 0x70;
  id.bytes[8] = 0x80;
  id.bytes[14] = static_cast<std::uint8_t>(n >> 8);
  id.bytes[15] = static_cast<std::uint8_t>(n);
  return id;
}
}  // namespace

bool World::Attempt::booked() const { return state == AttemptState::approved; }

World::World(Plan plan, Device& device, MakeDriver make)
    : plan_{std::move(plan)},
      device_{device},
      make_{std::move(make)},
      random_{plan_.seed},
      charged_before_{device.journal().charged()} {}

std::int64_t World::random(std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most - least + 1));
}

Fault World::boundary() {
  const int number = report_.boundaries++;
  for (const PlannedFault& fault : plan_.faults)
    if (fault.boundary == number) return fault.kind;
  return Fault::none;
}

void World::push(Event::Kind kind, std::int64_t after_us, std::uint32_t exchange, std::uint64_t number,
                 std::string bytes) {
  events_.push({Instant{now_.unix_us() + after_us}, order_++, kind, epoch_, exchange, number, std::move(bytes)});
}

/// A message on its way. It arrives once, in order, unless the line breaks or falls silent first.
void World::transmit(Event::Kind direction, std::uint32_t exchange, std::string bytes) {
  if (plan_.streams && !line_up_) return;
  if (!plan_.streams && !is_open(exchange)) return;
  const Fault fault = boundary();
  std::int64_t latency = random(500, 20'000);
  if (fault == Fault::crash_before) return crash();
  if (fault == Fault::cut_before) return break_line(true);
  if (fault == Fault::power_before) return power_cycle();
  if ((fault == Fault::silence || fault == Fault::half) && !plan_.streams) return;
  if (fault == Fault::silence) silent_ = true;
  if (fault == Fault::delay) latency = random(300'000, 200'000'000);
  if (silent_) return;
  if (fault == Fault::half) {
    bytes.resize(bytes.size() / 2);
    silent_ = true;
  }
  Instant& last =
      last_arrival_[static_cast<std::uint64_t>(exchange) << 1 | (direction == Event::Kind::to_device ? 1 : 0)];
  Instant at{std::max(now_.unix_us() + latency, last.unix_us() + 1)};
  last = at;
  events_.push({at, order_++, direction, epoch_, exchange, 0, std::move(bytes)});
  if (fault == Fault::crash_after || fault == Fault::cut_after || fault == Fault::power_after) {
    // Everything under way arrives, then the line is gone.
    std::vector<Event> under_way;
    while (!events_.empty()) {
      under_way.push_back(events_.top());
      events_.pop();
    }
    for (Event& event : under_way) {
      const bool message = event.kind == Event::Kind::to_device || event.kind == Event::Kind::to_daemon;
      if (message && event.epoch == epoch_)
        deliver(std::move(event));
      else
        events_.push(std::move(event));
    }
    if (fault == Fault::crash_after)
      crash();
    else if (fault == Fault::cut_after)
      break_line(true);
    else
      power_cycle();
  }
}

void World::break_line(bool tell_daemon) {
  push(Event::Kind::device_told, random(0, 1) == 0 ? 0 : random(1'000'000, 30'000'000));
  if (tell_daemon && daemon_) push(Event::Kind::daemon_told, random(0, 3'000));
  ++epoch_;
  line_up_ = silent_ = false;
  if (random(0, 2) == 0) outage_until_ = now_.plus_seconds(random(1, random(0, 5) == 0 ? 300 : 10));
  last_arrival_.clear();
}
void World::power_cycle() {
  device_.power_cycle(now_);
  break_line(true);
}
void World::crash() {
  if (!daemon_) return;
  daemon_.reset();
  working_ = false;
  current_.reset();
  service_running_ = false;
  break_line(false);
  push(Event::Kind::restart, random(100'000, random(0, 3) == 0 ? 600'000'000 : 5'000'000));
}

void World::start_daemon() {
  daemon_ = make_(memory_);
  ++generation_;
  for (Attempt& attempt : attempts_) {
    if (!payments::is_live(attempt.state) || attempt.state == AttemptState::manual) continue;
    const auto next = payments::next(attempt.state, payments::AttemptEvent::restarted);
    if (next)
      attempt.state = *next;
    else
      violate("no way on after a restart");
  }
}

void World::deliver(Event event) {
  switch (event.kind) {
    case Event::Kind::to_device:
      if (event.epoch != epoch_ || silent_ || (!plan_.streams && !is_open(event.exchange))) return;
      device_.on_bytes(event.exchange, event.bytes, now_);
      return pump_device();
    case Event::Kind::to_daemon: {
      if (event.epoch != epoch_ || silent_ || !daemon_) return;
      if (!plan_.streams) {
        if (!is_open(event.exchange)) return;
        exchanges_[event.exchange].open = false;
        return daemon_->on_bytes(exchanges_[event.exchange].number, event.bytes, now_);
      }
      std::string_view rest = event.bytes;
      if (plan_.streams && rest.size() > 1 && random(0, 3) == 0) {  // segments are cut anywhere
        const auto cut = static_cast<std::size_t>(random(1, static_cast<std::int64_t>(rest.size()) - 1));
        daemon_->on_bytes(event.exchange, rest.substr(0, cut), now_);
        rest.remove_prefix(cut);
      }
      daemon_->on_bytes(event.exchange, rest, now_);
      return;
    }
    case Event::Kind::opened:
      if (event.epoch != epoch_ || !daemon_) return;
      if (!device_.accepts(now_) || now_ < outage_until_) return daemon_->on_link_lost(now_);
      line_up_ = true;
      device_.on_link_up(now_);
      daemon_->on_link_up(now_);
      return pump_device();
    case Event::Kind::refused:
      if (daemon_ && event.epoch == epoch_) daemon_->on_link_lost(now_);
      return;
    case Event::Kind::recorded:
      if (daemon_ && event.exchange == generation_) daemon_->on_recorded(event.number, now_);
      return;
    case Event::Kind::device_told:
      if (event.epoch + 1 == epoch_ || !plan_.streams) device_.on_link_lost(now_);
      return pump_device();
    case Event::Kind::daemon_told:
      if (daemon_ && event.epoch + 1 == epoch_) daemon_->on_link_lost(now_);
      return;
    case Event::Kind::exchange_lost:
      if (daemon_ && event.epoch == epoch_) daemon_->on_exchange_lost(event.exchange, now_);
      return;
    case Event::Kind::restart:
      return start_daemon();
    case Event::Kind::abort:
      if (daemon_ && current_ && *current_ == event.number) daemon_->abort(now_);
      return;
  }
}

bool World::is_open(std::uint32_t exchange) const {
  return exchange < exchanges_.size() && exchanges_[exchange].open && exchanges_[exchange].epoch == epoch_;
}

void World::pump() {
  for (;;) {
    if (!daemon_) return;
    auto action = daemon_->poll();
    if (!action) return;
    act(*action);
  }
}
void World::pump_device() {
  while (auto out = device_.poll()) transmit(Event::Kind::to_daemon, out->first, std::move(out->second));
}

void World::act(const Action& action) {
  if (plan_.trace) trace(action);
  if (std::holds_alternative<OpenLink>(action)) {
    const Fault fault = boundary();
    if (fault == Fault::crash_before || fault == Fault::crash_after) return crash();
    ++epoch_;
    line_up_ = false;
    silent_ = fault == Fault::silence || fault == Fault::half;
    last_arrival_.clear();
    const bool fails = fault == Fault::cut_before || fault == Fault::cut_after;
    if (fault == Fault::power_before || fault == Fault::power_after) device_.power_cycle(now_);
    push(fails ? Event::Kind::refused : Event::Kind::opened,
         fault == Fault::delay ? random(1'000'000, 60'000'000) : random(500, 5'000));
  } else if (std::holds_alternative<CloseLink>(action)) {
    break_line(false);
  } else if (const auto* send = std::get_if<Send>(&action)) {
    if (current_ && device_.is_charge(send->bytes)) {
      Attempt& attempt = attempts_[*current_];
      if (attempt.state != AttemptState::armed) violate("a charge left before its intent was durable");
      if (++attempt.charges_sent > 1) violate("a charge was sent twice");
    }
    if (!plan_.streams && (!device_.accepts(now_) || now_ < outage_until_))
      return push(Event::Kind::exchange_lost, 3'000, send->exchange);
    if (plan_.streams) return transmit(Event::Kind::to_device, 0, send->bytes);
    exchanges_.push_back({send->exchange, epoch_, true});
    transmit(Event::Kind::to_device, static_cast<std::uint32_t>(exchanges_.size() - 1), send->bytes);
  } else if (const auto* closed = std::get_if<CloseExchange>(&action)) {
    for (Exchange& exchange : exchanges_)
      if (exchange.number == closed->exchange && exchange.epoch == epoch_) exchange.open = false;
  } else if (const auto* record = std::get_if<Record>(&action)) {
    commit(*record);
  } else if (const auto* progress = std::get_if<Progress>(&action)) {
    grep(progress->text);
  } else if (const auto* trace = std::get_if<Trace>(&action)) {
    grep(trace->text);
  } else if (const auto* finished = std::get_if<PaymentFinished>(&action)) {
    if (!current_) return violate("an outcome nobody waited for");
    Attempt& attempt = attempts_[*current_];
    if (!attempt.outcome || attempt.outcome->verdict != finished->outcome.verdict)
      violate("an outcome that is not on disk");
    working_ = false;
    current_.reset();
    if (finished->outcome.verdict == Verdict::in_doubt) idle_until_ = now_.plus_seconds(30);
  } else if (const auto* service = std::get_if<ServiceFinished>(&action)) {
    working_ = service_running_ = false;
    report_.service_done = service->report.result == ServiceReport::Result::done;
    if (service->report.totals && service->report.totals->count > 0) report_.totals = service->report.totals;
    if (!report_.service_done) idle_until_ = now_.plus_seconds(30);
  }
}

void World::trace(const Action& action) const {
  std::cout << now_.unix_us() % 100'000'000'000 / 1000 << " #" << report_.boundaries << " ";
  if (const auto* wire = std::get_if<Trace>(&action))
    std::cout << (wire->sent ? "> " : "< ") << wire->text;
  else if (const auto* progress = std::get_if<Progress>(&action))
    std::cout << progress->key;
  else if (const auto* record = std::get_if<Record>(&action))
    std::cout << "record " << (record->event ? std::to_string(static_cast<int>(*record->event)) : "") << " "
              << record->note.value_or("");
  else if (const auto* done = std::get_if<PaymentFinished>(&action))
    std::cout << name_of(done->outcome.verdict) << " " << done->outcome.detail;
  else
    std::cout << "action " << action.index();
  std::cout << "\n";
}

void World::commit(const Record& record) {
  if (plan_.grep_for_card) {
    grep(record.note.value_or(""));
    grep(record.memory.value_or(""));
    if (record.outcome) grep(encode_outcome(*record.outcome));
    for (const ReceiptLine& line : record.lines) grep(line.text);
  }
  const Fault fault = boundary();
  if (fault == Fault::crash_before) return crash();
  apply(record);
  if (fault == Fault::crash_after) return crash();
  if (fault == Fault::cut_before || fault == Fault::cut_after) break_line(true);
  if (fault == Fault::power_before || fault == Fault::power_after) power_cycle();
  if ((fault == Fault::silence || fault == Fault::half) && plan_.streams) silent_ = true;
  const std::int64_t slow = fault == Fault::delay ? random(300'000, 60'000'000) : random(500, 8'000);
  const Instant at{std::max(now_.unix_us() + slow, last_commit_.unix_us() + 1)};
  last_commit_ = at;
  events_.push({at, order_++, Event::Kind::recorded, epoch_, generation_, record.number, {}});
}

void World::apply(const Record& record) {
  if (record.memory) memory_ = *record.memory;
  if (!record.attempt) return;
  const auto attempt =
      std::ranges::find_if(attempts_, [&](const Attempt& a) { return a.request.attempt == *record.attempt; });
  if (attempt == attempts_.end()) return violate("a record of an unknown attempt");
  if (record.note) attempt->note = *record.note;
  if (record.outcome) attempt->outcome = record.outcome;
  if (!record.event) return;
  const auto next = payments::next(attempt->state, *record.event);
  if (!next)
    return violate("event " + std::to_string(static_cast<int>(*record.event)) + " in state " +
                   std::string{payments::name_of(attempt->state)});
  attempt->state = *next;
  if (attempt->state == AttemptState::approved && (!attempt->outcome || !is_approval(attempt->outcome->verdict)))
    violate("approved without an approval");
}

/// Attempts without an outcome first; no new payment before they are settled.
bool World::settle_open_attempt() {
  for (std::size_t i = 0; i < attempts_.size(); ++i) {
    Attempt& attempt = attempts_[i];
    if (!payments::is_live(attempt.state)) continue;
    Result<> started;
    if (attempt.state == AttemptState::manual) {  // the person reads the terminal's own journal
      ++report_.persons;
      const std::int64_t moved = std::abs(device_.journal().charged() - booked() - charged_before_);
      started = daemon_->start(Decided{attempt.request, attempt.note, moved != 0, moved}, now_);
    } else {
      started = daemon_->start(Resolve{attempt.request, attempt.note}, now_);
    }
    if (!started) violate("resolving refused: " + started.error().detail);
    working_ = started.has_value();
    current_ = i;
    return true;
  }
  return false;
}

bool World::start_basket() {
  for (std::size_t i = 0; i < plan_.baskets.size(); ++i) {
    const Basket& basket = plan_.baskets[i];
    int tries = 0;
    bool paid = false;
    for (const Attempt& attempt : attempts_)
      if (attempt.basket == i) {
        ++tries;
        paid = paid || attempt.booked();
      }
    if (paid || tries >= max_tries) continue;
    Attempt attempt{.request = {.attempt = numbered(attempts_.size() + 1),
                                .kind = basket.kind,
                                .amount = Money{basket.amount, eur},
                                .reference = "basket-" + std::to_string(i),
                                .cashback = {},
                                .tip = {},
                                .original = {}},
                    .basket = i,
                    .note = {},
                    .outcome = {}};
    if (basket.tip != 0) attempt.request.tip = Money{basket.tip, eur};
    if (basket.cashback != 0) attempt.request.cashback = Money{basket.cashback, eur};
    if (basket.takes_back) {
      const Attempt* original = nullptr;
      for (const Attempt& other : attempts_)
        if (other.basket == *basket.takes_back && other.booked()) original = &other;
      if (original == nullptr) continue;
      attempt.request.original = original->outcome->terminal;
      attempt.request.amount = Money{original->outcome->amount, eur};
      if (attempt.request.original->receipt.empty() && attempt.request.original->transaction.empty()) continue;
    }
    attempts_.push_back(std::move(attempt));
    ++report_.attempts;
    const auto started = daemon_->start(Payment{attempts_.back().request}, now_);
    if (!started) violate("paying refused: " + started.error().detail);
    working_ = started.has_value();
    current_ = attempts_.size() - 1;
    if (basket.cashier_aborts && tries == 0) push(Event::Kind::abort, random(0, 6'000'000), 0, *current_);
    return true;
  }
  return false;
}

void World::next_job() {
  if (settle_open_attempt() || start_basket()) return;
  if (!plan_.service_after || report_.service_done) return;
  const auto started = daemon_->start(Service{*plan_.service_after}, now_);
  if (!started) return violate("service refused: " + started.error().detail);
  working_ = service_running_ = true;
}

std::int64_t World::booked() const {
  std::int64_t sum = 0;
  for (const Attempt& attempt : attempts_) {
    if (!attempt.booked()) continue;
    sum += attempt.request.kind == PaymentKind::sale ? attempt.outcome->amount : -attempt.outcome->amount;
  }
  return sum;
}

void World::grep(std::string_view text) {
  if (!plan_.grep_for_card) return;
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  if (digits.find(card_digits) != std::string::npos ||
      text.find("35343133333330303839303130303132") != std::string_view::npos)
    violate("a card number in: " + std::string{text});
}

void World::violate(std::string what) {
  if (report_.violations.size() < 5) report_.violations.push_back(std::move(what));
}

void World::check_end() {
  if (device_.journal().pending() != nullptr) violate("the terminal still has an unconfirmed payment");
  if (device_.journal().charged() != booked() + charged_before_)
    violate("cards say " + std::to_string(device_.journal().charged() - charged_before_) + ", books say " +
            std::to_string(booked()));
  for (std::size_t i = 0; i < plan_.baskets.size(); ++i) {
    int paid = 0;
    for (const Attempt& attempt : attempts_) {
      if (attempt.basket == i && attempt.booked()) ++paid;
      if (payments::is_live(attempt.state)) violate("an attempt is still open");
    }
    if (paid > 1) violate("a basket was paid twice");
    report_.approved += paid;
  }
}

Report World::run() {
  start_daemon();
  const Instant start = now_;
  for (int round = 0;; ++round) {
    if (round == most_rounds) {
      violate("goes round in circles");
      break;
    }
    pump();
    if (daemon_ && !working_ && now_ >= idle_until_ && report_.violations.empty()) {
      next_job();
      pump();
    }
    pump_device();
    std::optional<Instant> next;
    const auto consider = [&](std::optional<Instant> at) {
      if (at && (!next || *at < *next)) next = at;
    };
    if (!events_.empty()) consider(events_.top().at);
    if (daemon_) consider(daemon_->deadline());
    consider(device_.deadline());
    if (daemon_ && !working_ && now_ < idle_until_) consider(idle_until_);
    if (!next || !report_.violations.empty()) break;
    now_ = std::max(now_, *next);
    if (now_ > start.plus_seconds(longest_run_s)) {
      violate("did not settle in time");
      break;
    }
    if (!events_.empty() && events_.top().at <= now_) {
      Event event = events_.top();
      events_.pop();
      deliver(std::move(event));
      continue;
    }
    if (daemon_ && daemon_->deadline() && *daemon_->deadline() <= now_) daemon_->on_time(now_);
    if (device_.deadline() && *device_.deadline() <= now_) {
      device_.on_time(now_);
      pump_device();
    }
  }
  if (report_.violations.empty()) check_end();
  report_.virtual_seconds = (now_.unix_us() - start.unix_us()) / 1'000'000;
  return report_;
}
}  // namespace holdfast::eft::world
