#include "routes/gift_card_desk.h"

#include <algorithm>
#include <array>

#include "capabilities/judge.h"
#include "commands/borrow_value.h"
#include "commands/change_value.h"
#include "commands/lease_value.h"
#include "commands/value_event.h"
#include "hub_calls/call_ids.h"
#include "hub_calls/call_rows.h"
#include "money/most_money.h"
#include "routes/elsewhere_answers.h"
#include "routes/gift_card_json.h"

// With a hub: the call's intent is committed before it goes out, its answer is used in the commit that books it here,
// and what nobody uses is taken back (hub_calls.h). What a store has borrowed so is its own to spend (borrow_value.h).
namespace holdfast::routes {
namespace {
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;
using stored_value::Account;

bool has_hub(const store::Store& store) { return store.capabilities()->mode != capabilities::Mode::alone; }
bool hub_decides(const HubCalls* calls, const store::Store& store, std::string_view operation) {
  return calls != nullptr && has_hub(store) &&
         store.capabilities()->of(operation).state == capabilities::State::allowed;
}
tl::unexpected<Error> refused(Error error) { return tl::unexpected<Error>(std::move(error)); }
std::variant<Answer, store::Write> write(store::Write work) {
  return std::variant<Answer, store::Write>{std::move(work)};
}

// Balance -------------------------------------------------------------------------------------------------------------
Result<std::string> code_of(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string code = stored_value::normal_code(fields.text("code", 60));
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(stored_value::check_code(code, "/code"));
  return code;
}

/// What this store knows of a card: of one of the hub's what it said last, and what may be paid with it now.
Answer known_card(db::Connection& connection, const Account& account, const ReadContext& context,
                  const store::Store& store) {
  KnownCard known;
  if (!account.at_hub) return card_answer(200, account, context.now, context.utc_offset_min);
  known.lease = stored_value::find_lease(connection, account.row);
  known.leased = stored_value::leased(connection, account, context.now);
  const capabilities::Standing& standing = store.capabilities()->of("giftCard.redeem");
  for (const capabilities::Limit& limit : standing.limits)
    if (standing.state == capabilities::State::limited && limit.kind == capabilities::LimitKind::amount)
      known.provisional = capabilities::in_currency(limit.value, store.site()->currency.minor_units());
  Account shown = account;
  shown.balance = std::max(known.lease ? known.lease->hub : 0, account.balance);
  known.provisional = std::min(known.provisional, shown.balance - known.leased);
  shown.held = shown.balance - known.leased - known.provisional;
  return card_answer(200, shown, context.now, context.utc_offset_min, {}, &known);
}

void look_up(HubCalls* calls, const Input& input, store::Store& store, const Told& told) {
  const auto code = code_of(input);
  if (!code) return told(refused(code.error()));
  if (!hub_decides(calls, store, "giftCard.balance")) {
    auto answer =
        store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
          const auto account = stored_value::find_by_code(connection, *code, commands::code_key(context.site));
          if (!account) return refuse(ErrorCode::not_found, "no gift card has this code");
          return known_card(connection, *account, context, store);
        });
    if (!answer) return told(refused(answer.error()));
    return told(std::variant<Answer, store::Write>{*std::move(answer)});
  }
  hub_calls::Wish wish;
  wish.operation = "giftCard.balance";
  wish.dependency = capabilities::Dependency::gift_cards;
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("code", *code).end_object();
  wish.id = calls->new_id();
  calls->ask(std::move(wish), [told, &store](const Heard& heard) {
    if (!heard.answered()) return told(refused(error_of(heard, "giftCard.balance", store)));
    const auto account = commands::read_hub_account(heard.body);
    if (!account) return told(refused(account.error()));
    told(std::variant<Answer, store::Write>{
        card_answer(200, *account, store.now(), store.view()->utc_offset_min(store.now()))});
  });
}

// Setting aside -------------------------------------------------------------------------------------------------------
Result<commands::AuthoriseCard> authorisation_of(const Input& input) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::AuthoriseCard command;
  command.code = fields.text("code", 60);
  command.amount = fields.integer("amount", 1, most_money);
  command.cart = fields.uuid("cartId");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(stored_value::check_code(stored_value::normal_code(command.code), "/code"));
  return command;
}
Answer authorised(const commands::Authorised& done, const commands::Context& context) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("authorisationId", done.hold.id).member("amount", done.hold.amount);
  append_time(json, "until", done.hold.until, context.utc_offset_min);
  json.key("giftCard");
  append_card(json, done.account, context.now, context.utc_offset_min);
  json.end_object();
  return created(std::move(out), "/v1/gift-cards/authorisations/" + to_string(done.hold.id));
}

/// What the hub lent this store of the card ahead: that needs no call, and the hub is asked for the rest alone. What
/// the same cart has set aside counts, as asking again lets go of it first.
std::int64_t lent_here(store::Store& store, const commands::AuthoriseCard& command) {
  std::int64_t lent = 0;
  const auto read =
      store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        const auto account = stored_value::find_by_code(connection, command.code, commands::code_key(context.site));
        if (account) lent = stored_value::leased(connection, *account, context.now);
        return Answer{};
      });
  return read ? lent : 0;
}

void authorise(HubCalls* calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  const auto command = authorisation_of(input);
  if (!command) return told(refused(command.error()));
  const std::int64_t lent = lent_here(store, *command);
  if (!hub_decides(calls, store, "giftCard.redeem") || lent >= command->amount)
    return told(write([command = *command](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      return authorised(TRY(commands::authorise_card(tx, command, context)), context);
    }));
  hub_calls::Wish wish;
  wish.operation = "giftCard.authorise";
  wish.kind = realtime::Kind::redeem;
  wish.dependency = capabilities::Dependency::gift_cards;
  wish.undo = "giftCard.release";
  wish.id = hub_calls::call_id(*calls, call, "HF-VALUE-CALL1");
  wish.request.clear();
  JsonWriter{wish.request}
      .begin_object()
      .member("code", stored_value::normal_code(command->code))
      .member("amount", command->amount - lent)
      .member("currency", store.site()->currency.code())
      .end_object();
  const Uuid id = wish.id;
  calls->act(std::move(wish), [told, &store, id, command = *command](const Heard& heard) {
    if (!heard.answered()) return told(refused(error_of(heard, "giftCard.redeem", store)));
    told(write([heard, id, command](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      const commands::Authorised done = TRY(commands::borrow_for_cart(tx, command, id, heard.body, context));
      if (!hub_calls::use_answer(tx, id, context.now))
        return refuse(ErrorCode::conflict, "the hub's hold on this card was given up: try again");
      return authorised(done, context);
    }));
  });
}

// Issuing -------------------------------------------------------------------------------------------------------------
Result<commands::IssueCard> issue_of(const Input& input) {
  static constexpr std::array<std::string_view, 2> kinds{"gift_card", "store_credit"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::IssueCard command;
  command.kind = stored_value::parse_account_kind(fields.maybe_word("kind", kinds).value_or("gift_card"))
                     .value_or(stored_value::AccountKind::gift_card);
  command.code = fields.maybe_text("code", 60);
  command.amount = fields.maybe_integer("amount", 0, most_money).value_or(0);
  command.person = fields.maybe_uuid("personId");
  command.expires = fields.maybe_time("expiresAt");
  command.reason = fields.maybe_text("reason", 200).value_or("");
  if (command.amount > 0 && command.reason.empty()) fields.complain("reason", "is required with an amount");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (command.code) TRY(stored_value::check_code(stored_value::normal_code(*command.code), "/code"));
  return command;
}

void issue(HubCalls* calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  auto command = issue_of(input);
  if (!command) return told(refused(command.error()));
  if (!hub_decides(calls, store, "giftCard.activate"))
    return told(write([command = *command](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      const commands::Issued issued = TRY(commands::issue_card(tx, command, context));
      return card_answer(201, issued.account, context.now, context.utc_offset_min, issued.code);
    }));
  // The hub has to know the code before anything is put on it, wherever that will be.
  const Uuid account = hub_calls::call_id(*calls, call, "HF-VALUE-CALL1");
  const auto code_kind = command->kind == stored_value::AccountKind::store_credit ? stored_value::CodeKind::store_credit
                                                                                  : stored_value::CodeKind::gift_card;
  const bool own = !command->code;
  const std::string code = own ? stored_value::code_of(account, code_kind, commands::code_key(*store.site()))
                               : stored_value::normal_code(*command->code);
  hub_calls::Wish wish;
  wish.operation = "giftCard.reserve";
  wish.kind = realtime::Kind::redeem;
  wish.dependency = capabilities::Dependency::gift_cards;
  wish.id = account;
  wish.request.clear();
  JsonWriter{wish.request}
      .begin_object()
      .member("accountId", account)
      .member("code", code)
      .member("kind", name_of(command->kind))
      .member("currency", store.site()->currency.code())
      .end_object();
  calls->act(std::move(wish), [told, &store, own, code, command = *command](const Heard& heard) {
    if (!heard.answered()) return told(refused(error_of(heard, "giftCard.activate", store)));
    told(write([heard, own, code, command](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      const Account account = TRY(commands::issue_at_hub(tx, command, heard.body, own ? std::string{} : code, context));
      return card_answer(201, account, context.now, context.utc_offset_min, own ? code : std::string{});
    }));
  });
}
}  // namespace

void add_gift_card_desk(Api& api, HubCalls* calls) {
  api.ask(Method::post, "/v1/gift-cards", Access::session(Permission::cash_movement),
          [calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            issue(calls, input, call, store, told);
          });
  api.ask(Method::post, "/v1/gift-cards/lookup", Access::session(),
          [calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            look_up(calls, input, store, told);
          });
  api.ask(Method::post, "/v1/gift-cards/authorisations", Access::session(Permission::sell),
          [calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            authorise(calls, input, call, store, told);
          });
}
}  // namespace holdfast::routes
