#include "commands/move_voucher.h"
#include "hub_calls/call_ids.h"
#include "hub_calls/call_rows.h"
#include "routes/elsewhere_answers.h"
#include "routes/elsewhere_routes.h"
#include "routes/voucher_answer.h"

// A voucher of another store: its value is brought here, then it pays like one of this store's own.
namespace holdfast::routes {
namespace {
using commands::FetchedVoucher;
using hub_calls::Heard;
using hub_calls::HubCalls;

std::variant<Answer, store::Write> write(store::Write act) { return act; }

Answer voucher_answer(const payments::StoredValue& value, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  append_voucher(json, value, utc_offset_min);
  return ok(std::move(out));
}
Answer coming_answer() {
  Answer answer;
  answer.status = 202;
  answer.body = R"({"state":"coming"})";
  return answer;
}

/// What this store has itself is no matter of the hub's.
std::optional<Answer> own(const std::string& code, store::Store& store) {
  std::optional<Answer> found;
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
    const auto value = payments::find_stored_value(connection, code);
    if (value && value->balance > 0) found = voucher_answer(*value, context.utc_offset_min);
    return Answer{};
  });
  return found;
}

void fetch(HubCalls& calls, const Input& input, const store::Call& call, store::Store& store, const Told& told) {
  const std::string code = payments::normal_voucher_code(input.param(0));
  if (auto known = own(code, store)) return told(std::variant<Answer, store::Write>{*std::move(known)});
  hub_calls::Wish wish;
  wish.operation = "voucher.fetch";
  wish.kind = realtime::Kind::redeem;
  wish.dependency = capabilities::Dependency::stores;
  wish.undo = "voucher.release";
  wish.id = hub_calls::call_id(calls, call, "HF-VOUCHER1");
  wish.request.clear();
  JsonWriter{wish.request}
      .begin_object()
      .member("code", code)
      .member("currency", store.site()->currency.code())
      .end_object();
  const Uuid id = wish.id;
  calls.act(std::move(wish), [told, &store, id, code](const Heard& heard) {
    if (!heard.answered()) return told(tl::unexpected<Error>(error_of(heard, "voucher.foreign", store)));
    told(write([heard, id, code](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
      const std::optional<FetchedVoucher> fetched = TRY(commands::read_fetched(heard.body, code));
      if (!fetched) {
        hub_calls::use_answer(tx, id, context.now);  // there is nothing to give back
        return coming_answer();
      }
      const payments::StoredValue value = TRY(commands::receive_voucher(tx, *fetched, context));
      if (!hub_calls::use_answer(tx, id, context.now))
        return refuse(ErrorCode::conflict, "the hub has taken the voucher back: try again");
      return voucher_answer(value, context.utc_offset_min);
    }));
  });
}
}  // namespace

void add_voucher_routes(Api& api, HubCalls& calls) {
  api.ask(http::Method::post, "/v1/vouchers/{code}/fetch", Access::session(Permission::sell),
          [&calls](const Input& input, const store::Call& call, store::Store& store, const Told& told) {
            fetch(calls, input, call, store, told);
          });
}
}  // namespace holdfast::routes
