#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gateway/payment_post.h"
#include "log/log.h"
#include "payments/card_payment_rows.h"

/// What a card terminal's post has stored, and how long it insists.
namespace holdfast::gateway {
namespace asio = boost::asio;
using payments::AttemptEvent;
using payments::AttemptState;
using store::Answer;

namespace {
constexpr std::chrono::milliseconds first_retry{100}, last_retry{2'000};

store::Call own_call() {
  store::Call call;
  call.correlation_id = "card";
  return call;
}
bool may_pass(const Error& error) { return taxonomy(error.code).retryable; }

/// The one till page that is paired with the payment's register, if there is just one.
std::optional<Uuid> page_of(store::Store& store, std::int64_t register_row) {
  std::optional<Uuid> page;
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<Answer> {
    db::Statement& rows =
        connection.prepare("SELECT uuid FROM terminal WHERE register_id = ? AND revoked_us IS NULL LIMIT 2");
    rows.all(register_row);
    int count = 0;
    while (rows.step()) {
      page = rows.uuid(0);
      ++count;
    }
    if (count != 1) page.reset();
    return Answer{};
  });
  return page;
}
/// `id` is made here, on the writer's thread, which alone touches it.
void store_report_row(db::Transaction& tx, commands::Context& context, const devices::Device& device,
                      const eft::ServiceReport& report, Uuid& id) {
  if (id == Uuid{}) id = context.ids.next(context.now);
  payments::TerminalReport kept = report_of(device, report);
  kept.id = id;
  kept.at = context.now;
  if (report.totals && report.kind == eft::ServiceKind::day_end)
    kept.comparison = comparison_of(*report.totals, payments::booked_since_day_end(tx.connection(), device.row));
  payments::insert(tx, kept);
}
}  // namespace

asio::awaitable<Result<>> PaymentPost::stored(store::Write write) {
  const auto initiate = [this, &write](auto handler) {
    const auto held = std::make_shared<decltype(handler)>(std::move(handler));
    parts_.store.submit(own_call(), std::move(write), [held, executor = parts_.executor](Result<Answer> answer) {
      Result<> outcome;
      if (!answer) outcome = tl::unexpected<Error>(std::move(answer).error());
      asio::post(executor, [held, outcome = std::move(outcome)]() mutable { (*held)(std::move(outcome)); });
    });
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Result<>)>(initiate,
                                                                                          asio::use_awaitable);
}

/// Only the writer says that it is stored. While the disk fails it is tried again; the driver minds the line meanwhile.
asio::awaitable<bool> PaymentPost::keep(eft::Record record) {
  const auto self = shared_from_this();
  const std::uint64_t turn = turn_;
  const bool nothing_new = !record.attempt && !record.report && (!record.memory || record.memory == memory_);
  if (nothing_new) co_return true;
  const std::optional<std::string> memory = record.memory;
  const store::Write write = write_of(std::move(record));
  link::Backoff pause{first_retry, last_retry};
  for (;;) {
    const Result<> outcome = co_await stored(write);
    if (turn != turn_ || stopped_) co_return false;
    if (outcome) {
      if (memory) memory_ = memory;
      co_return true;
    }
    if (!may_pass(outcome.error())) {
      log::error(
          "what a card terminal's driver wanted kept was refused",
          {{"entity_id", device_.name}, {"error", log::Fault{"DataConflictError", outcome.error().detail, false}}});
      resolve_at_ = Instant{parts_.store.now().unix_us() + pause_.next().count() * 1'000};
      asio::post(parts_.executor, [self, turn] {
        if (turn == self->turn_ && !self->stopped_) self->renew();
      });
      co_return false;
    }
    actor_->on_not_stored(outcome.error().detail);
    asio::steady_timer timer{parts_.executor, pause.next()};
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    if (turn != turn_ || stopped_) co_return false;
  }
}

store::Write PaymentPost::write_of(eft::Record record) {
  commands::RecordAttempt command{.device = device_.id,
                                  .attempt = record.attempt,
                                  .event = record.event,
                                  .note = std::move(record.note),
                                  .memory = std::move(record.memory),
                                  .lines = lines_of(record.lines)};
  if (record.outcome) command.result = result_of(*record.outcome);
  return [device = device_, command = std::move(command), report = std::move(record.report), id = report_id_](
             db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    if (command.event == AttemptEvent::arm) {  // somebody may have withdrawn it meanwhile
      const auto payment = TRY(payments::load_card_payment(tx.connection(), *command.attempt));
      if (payment.state != AttemptState::created)
        return refuse(ErrorCode::conflict,
                      "the payment is " + std::string{payments::name_of(payment.state)} + " by now");
    }
    TRY(commands::record_attempt(tx, command, context));
    if (report) store_report_row(tx, context, device, *report, *id);
    return Answer{};
  };
}

void PaymentPost::withdraw(const Uuid& attempt, payments::CardResult result) {
  if (!settling_.insert(attempt).second) return;
  commands::RecordAttempt command{.device = device_.id, .attempt = attempt, .event = AttemptEvent::cancelled};
  command.result = std::move(result);
  submit(
      [command = std::move(command)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        const auto payment = TRY(payments::load_card_payment(tx.connection(), *command.attempt));
        if (payment.state != AttemptState::created) return Answer{};  // begun or ended by now
        TRY(commands::record_attempt(tx, command, context));
        return Answer{};
      },
      [self = shared_from_this(), attempt](bool) {
        self->settling_.erase(attempt);
        self->advance();
      });
}

void PaymentPost::store_decision_told(const Uuid& attempt) {
  settling_.insert(attempt);
  submit(
      [attempt](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        commands::decision_told(tx, attempt, context);
        return Answer{};
      },
      [self = shared_from_this(), attempt](bool) {
        self->settling_.erase(attempt);
        self->advance();
      });
}

void PaymentPost::store_report(const eft::ServiceReport& report) {
  submit(
      [device = device_, report, id = report_id_](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        store_report_row(tx, context, device, report, *id);
        return Answer{};
      },
      [self = shared_from_this(), kind = report.kind](bool) {
        std::string data;
        JsonWriter{data}.begin_object().member("deviceId", self->device_.id).member("kind", name_of(kind)).end_object();
        self->parts_.tell({"devices", "TerminalReport", std::move(data), std::nullopt});
        self->advance();
      });
}

void PaymentPost::store_lost(const Uuid& attempt) {
  commands::RecordAttempt command{.device = device_.id, .attempt = attempt, .event = AttemptEvent::lost};
  parts_.store.submit(
      own_call(),
      [command = std::move(command)](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        const auto payment = TRY(payments::load_card_payment(tx.connection(), *command.attempt));
        if (payment.state == AttemptState::armed || payment.state == AttemptState::running)
          TRY(commands::record_attempt(tx, command, context));
        return Answer{};
      },
      [](const Result<Answer>&) {});
}

void PaymentPost::submit(store::Write write, std::function<void(bool stored)> done) {
  parts_.store.submit(own_call(), write, [self = shared_from_this(), write, done](const Result<Answer>& answer) {
    if (answer || !may_pass(answer.error()) || self->stopped_) {
      if (!answer)
        log::warn("what became of a card payment could not be stored",
                  {{"error", log::Fault{"StorageError", answer.error().detail, false}}});
      return done(answer.has_value());
    }
    const auto timer = std::make_shared<asio::steady_timer>(self->parts_.executor, last_retry);
    timer->async_wait([self, write, done, timer](const boost::system::error_code& error) {
      if (!error) self->submit(write, done);
    });
  });
}

void PaymentPost::tell(const Current& current) {
  std::string data;
  JsonWriter json{data};
  json.begin_object().member("paymentId", current.payment.id).member("orderId", current.payment.order);
  json.member("registerId", current.payment.register_id);
  if (current.live.progress) json.member("key", current.live.progress->key).member("text", current.live.progress->text);
  if (const auto& question = current.live.question) {
    json.key("question").begin_object().member("number", static_cast<std::int64_t>(question->number));
    json.member("kind", question->kind).member("key", question->key).member("text", question->text);
    json.key("choices").begin_array();
    for (const std::string& choice : question->choices) json.value(choice);
    json.end_array().end_object();
  }
  json.end_object();
  parts_.tell({"orders", "CardProgress", std::move(data), page_of(parts_.store, current.payment.register_row)});
}
}  // namespace holdfast::gateway
