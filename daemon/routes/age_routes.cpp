#include "carts/cart_rows.h"
#include "commands/age_check.h"
#include "hub_calls/hub_calls.h"
#include "routes/elsewhere_answers.h"
#include "routes/elsewhere_routes.h"

// Whether a customer is old enough, by their wallet: the hub asks the identity provider, the till shows where the
// wallet has to go.
namespace holdfast::routes {
namespace {
using commands::AgeCheck;
using http::Method;
using hub_calls::Heard;
using hub_calls::HubCalls;

Answer check_answer(const AgeCheck& check, int status, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  commands::append_json(answer.body, check, utc_offset_min);
  return answer;
}

struct Question {
  Uuid cart;
  int min_age = 0;
};
Result<Question> question_of(const Input& input, store::Store& store) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto asked = fields.maybe_integer("minAge", 1, 150);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  Question out{TRY(input.id(0)), static_cast<int>(asked.value_or(0))};
  if (out.min_age != 0) return out;
  TRY(store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
    out.min_age = commands::age_asked_for(connection, TRY(carts::load(connection, out.cart)));
    return Answer{};
  }));
  if (out.min_age == 0) return refuse(ErrorCode::conflict, "nothing of this sale asks for an age");
  return out;
}

hub_calls::Wish wish_of(HubCalls& calls, std::string_view operation) {
  return {.operation = std::string{operation},
          .kind = realtime::Kind::lookup,
          .dependency = capabilities::Dependency::identity,
          .id = calls.new_id()};
}

void start_check(HubCalls& calls, const Input& input, store::Store& store, const Told& told) {
  const auto question = question_of(input, store);
  if (!question) return told(tl::unexpected<Error>(question.error()));
  hub_calls::Wish wish = wish_of(calls, "identity.request");
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("minAge", question->min_age).end_object();
  const Uuid id = wish.id;
  calls.ask(std::move(wish), [told, &store, id, question = *question](const Heard& heard) {
    if (!heard.answered()) return told(tl::unexpected<Error>(error_of(heard, "identity.check", store)));
    told(std::variant<Answer, store::Write>{
        store::Write{[id, question](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
          const AgeCheck check = TRY(commands::begin_age_check(tx, id, question.cart, question.min_age, context));
          Answer answer = check_answer(check, 201, context.utc_offset_min);
          answer.headers.emplace_back("Location", "/v1/age-checks/" + to_string(check.id));
          return answer;
        }}});
  });
}

/// As the store has it; the hub is asked while it is not over. Without an answer it stays as it is until its time is
/// up.
void show_check(HubCalls& calls, const Input& input, store::Store& store, const Told& told) {
  AgeCheck known;
  bool due = false;
  Answer shown;
  const auto read =
      store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
        known = TRY(commands::load_age_check(connection, TRY(input.id(0))));
        due = context.now >= known.expires_at;
        shown = check_answer(known, 200, context.utc_offset_min);
        return Answer{};
      });
  if (!read) return told(tl::unexpected<Error>(read.error()));
  if (known.is_over()) return told(std::variant<Answer, store::Write>{std::move(shown)});
  hub_calls::Wish wish = wish_of(calls, "identity.status");
  wish.request.clear();
  JsonWriter{wish.request}.begin_object().member("requestId", known.id).end_object();
  calls.ask(std::move(wish), [told, known, due, shown = std::move(shown)](const Heard& heard) {
    const std::string said = heard.answered() ? heard.body : "{}";
    const auto json = parse_json(said);
    const Json* state = json ? json->find("state") : nullptr;
    const bool news = state != nullptr && state->is_string() && state->text() != commands::name_of(known.state);
    if (!news && !due) return told(std::variant<Answer, store::Write>{shown});
    told(std::variant<Answer, store::Write>{
        store::Write{[id = known.id, said](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
          return check_answer(TRY(commands::note_age_answer(tx, id, said, context)), 200, context.utc_offset_min);
        }}});
  });
}

Result<Answer> cancel_check(const Input& input, db::Transaction& tx, commands::Context& context) {
  return check_answer(TRY(commands::cancel_age_check(tx, TRY(input.id(0)), context)), 200, context.utc_offset_min);
}
}  // namespace

void add_age_routes(Api& api, HubCalls& calls) {
  const Access sell = Access::session(Permission::sell);
  api.ask(Method::post, "/v1/carts/{id}/age-checks", sell,
          [&calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            start_check(calls, input, store, told);
          });
  api.ask(Method::get, "/v1/age-checks/{id}", sell,
          [&calls](const Input& input, const store::Call&, store::Store& store, const Told& told) {
            show_check(calls, input, store, told);
          });
  api.write(Method::delete_, "/v1/age-checks/{id}", sell, &cancel_check);
}
}  // namespace holdfast::routes
