#include "routes/checkout_desk.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "capabilities/gate.h"
#include "commands/borrow_value.h"
#include "commands/check_fraud.h"
#include "commands/reference.h"
#include "hub_calls/call_ids.h"
#include "hub_calls/call_rows.h"
#include "orders/order.h"
#include "routes/elsewhere_answers.h"

namespace holdfast::routes {
namespace {
using commands::FraudAct;
using commands::FraudCheck;
using hub_calls::Heard;
using hub_calls::HubCalls;
using payments::TenderKind;
constexpr std::int64_t any_amount = 1'000'000'000'000'000;

std::optional<std::string> text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? std::optional{member->text()} : std::nullopt;
}

std::string_view kind_name(TenderKind kind) {
  using enum TenderKind;
  switch (kind) {
    case cash:
      return "cash";
    case foreign_cash:
      return "foreign_cash";
    case card:
      return "card";
    case voucher:
      return "voucher";
    case account:
      return "account";
    case other:
      return "other";
    case gift_card:
      return "gift_card";
    case points:
      return "points";
  }
  return "other";
}

/// What a sale would come to.
struct Outline {
  FraudAct act;
  std::string request;  ///< of fraud.check
  bool fraud = false;   ///< the policy wants it asked
  std::int64_t points = 0;
  std::optional<std::int64_t> person_row;
  std::optional<Uuid> person;
  std::string programme;
};

FraudAct act_of(db::Connection& connection, const orders::Order& order, const commands::Context& context) {
  FraudAct act;
  act.amount = std::abs(order.total);
  act.kind = orders::name_of(order.kind);
  for (const orders::Item& item : order.items)
    if (item.quantity.micro() < 0 && !item.origin && !item.elsewhere) act.kind = "unreceipted";
  const commands::Reference& reference = commands::reference(connection, context.site, context.now);
  for (const orders::Payment& payment : order.payments) {
    const payments::Tender* tender = reference.tender(payment.tender);
    if (tender == nullptr) continue;
    act.tenders.emplace_back(kind_name(tender->kind));
    if (tender->kind == TenderKind::card && payment.reference && !payment.card) act.card_not_present = true;
  }
  return act;
}
std::string request_of(const FraudAct& act, const orders::Order& order) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("amount", act.amount).member("currency", order.currency.code());
  json.optional("customer", order.person).member("register", order.register_id).member("staff", order.staff_code);
  json.member("kind", act.kind).key("tenders").begin_array();
  for (const std::string& tender : act.tenders) json.value(tender);
  json.end_array().member("cardNotPresent", act.card_not_present).end_object();
  return out;
}
Outline outline_of(db::Transaction& tx, const orders::Order& order, const commands::Context& context) {
  Outline out;
  out.act = act_of(tx.connection(), order, context);
  out.fraud = commands::fraud_asks(tx.connection(), out.act);
  if (out.fraud) out.request = request_of(out.act, order);
  for (const orders::Payment& payment : order.payments)
    if (payment.value && payment.value->points && payment.amount > 0) out.points += *payment.value->points;
  const auto* programme = commands::reference(tx.connection(), context.site, context.now).programme(context.now);
  if (programme == nullptr || !programme->at_hub) out.points = 0;
  if (out.points > 0) {
    out.programme = programme->id;
    out.person_row = order.person_row;
    out.person = order.person;
  }
  return out;
}

/// One order under way.
struct Booking {
  HubCalls& calls;
  const Input& input;
  store::Call call;
  store::Store& store;
  OrderRoute route;
  Told told;
  Outline outline = {};
  std::optional<FraudCheck> fraud = {};
  std::optional<Uuid> grant = {};  ///< of points
  std::string granted = {};        ///< its answer
};
using Held = std::shared_ptr<Booking>;

void book(const Held& held) {
  held->told(std::variant<Answer, store::Write>{
      store::Write{[held](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        if (held->grant) {
          TRY(commands::borrow_points(tx, *held->outline.person_row, *held->grant, held->granted, context));
          if (!hub_calls::use_answer(tx, *held->grant, context.now))
            return refuse(ErrorCode::conflict, "the hub's hold on these points was given up: try again");
        }
        orders::Order booked;
        TRY(held->route(held->input, tx, context, held->fraud ? &*held->fraud : nullptr, booked));
        return order_answer(201, booked);
      }}});
}

/// What is lent here covers it, or it is the capability table's to say: only in good times is the hub asked.
void ask_for_points(const Held& held) {
  const Outline& outline = held->outline;
  if (outline.points == 0 || !outline.person ||
      held->store.capabilities()->of("loyalty.redeem").state != capabilities::State::allowed)
    return book(held);
  hub_calls::Wish wish;
  wish.operation = "loyalty.authorise";
  wish.kind = realtime::Kind::redeem;
  wish.dependency = capabilities::Dependency::loyalty;
  wish.undo = "giftCard.release";
  wish.id = hub_calls::call_id(held->calls, held->call, "HF-POINTS1");
  wish.request.clear();
  JsonWriter{wish.request}
      .begin_object()
      .member("personId", *outline.person)
      .member("programme", outline.programme)
      .member("points", outline.points)
      .end_object();
  const Uuid id = wish.id;
  held->calls.act(std::move(wish), [held, id](const Heard& heard) {
    if (!heard.answered()) return held->told(tl::unexpected<Error>(error_of(heard, "loyalty.redeem", held->store)));
    held->grant = id;
    held->granted = heard.body;
    book(held);
  });
}

void ask_about_fraud(const Held& held) {
  if (!held->outline.fraud) return ask_for_points(held);
  hub_calls::Wish wish;
  wish.operation = "fraud.check";
  wish.kind = realtime::Kind::fraud_check;
  wish.dependency = capabilities::Dependency::fraud;
  wish.request = held->outline.request;
  wish.id = hub_calls::call_id(held->calls, held->call, "HF-FRAUD1");
  held->calls.ask(wish, [held, id = wish.id](const Heard& heard) {
    FraudCheck check;
    check.amount = held->outline.act.amount;
    if (heard.answered()) commands::take_verdict(check, heard.body, id);
    held->fraud = std::move(check);
    ask_for_points(held);
  });
}

/// It is judged when it is booked, by what was heard until then. Points that are not here are granted as if the hub
/// were away: that is how many it will be asked for.
capabilities::Evaluation anything_goes(Instant now) {
  capabilities::Evaluation matrix = capabilities::evaluation_alone(now);
  for (capabilities::Standing& each : matrix.operations) each = {};
  matrix.operations[capabilities::operation_index("loyalty.redeem")].state = capabilities::State::limited;
  return matrix;
}

/// As if it were booked, whatever is asked of whom: the answer is what there is to ask. Nothing is kept.
void rehearse(const Held& held) {
  store::Call call = held->call;
  call.idempotency_key.clear();
  held->store.submit(
      std::move(call),
      [held](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        FraudCheck pass;
        pass.verdict = "pass";
        pass.amount = any_amount;
        const capabilities::Evaluation everything = anything_goes(context.now);
        capabilities::Gate gate{everything};
        commands::Context trial = context;
        trial.gate = &gate;
        orders::Order order;
        TRY(held->route(held->input, tx, trial, &pass, order));
        held->outline = outline_of(tx, order, trial);
        Answer answer;
        answer.preview = true;
        return answer;
      },
      [held](const Result<Answer>& rehearsed) {
        if (!rehearsed) return held->told(tl::unexpected<Error>(rehearsed.error()));
        ask_about_fraud(held);
      });
}

/// Whether there may be anything to ask: no policy asks, and nobody pays by points.
bool concerns(const Input& input, store::Store& store) {
  if (store.capabilities()->mode == capabilities::Mode::alone) return false;
  bool found = false;
  const auto read =
      store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        found = commands::fraud_asks_at_all(connection);
        const commands::Reference& reference = commands::reference(connection, context.site, context.now);
        const auto* programme = reference.programme(context.now);
        const Json* payments = input.body.find("payments");
        if (found || programme == nullptr || !programme->at_hub || payments == nullptr || !payments->is_array())
          return Answer{};
        for (const Json& each : payments->items()) {
          const payments::Tender* tender = reference.tender(text_of(each, "tender").value_or(""));
          found = found || (tender != nullptr && tender->kind == TenderKind::points);
        }
        return Answer{};
      });
  return read.has_value() && found;
}
}  // namespace

void use_checkout_desk(Api& api, HubCalls& calls) {
  api.use_checkout(
      [&calls](const Input& input, const store::Call& call, store::Store& store, OrderRoute route, const Told& told) {
        if (!concerns(input, store)) return false;
        rehearse(std::make_shared<Booking>(Booking{calls, input, call, store, route, told}));
        return true;
      });
}
}  // namespace holdfast::routes
