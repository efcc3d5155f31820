#include "routes/setup_routes.h"

#include <array>

#include "commands/first_start.h"
#include "routes/bearer.h"
#include "routes/list.h"
#include "staff/lockout.h"

namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::size_t longest_draft = 64 * 1024;

/// Who sets an empty box up shows its claim code as bearer token; tries are counted by address.
class Claim {
 public:
  explicit Claim(const SetupDesk& desk) : desk_{desk}, restoring_{desk.box} {}
  Result<> judge(const Input& input) {
    if (desk_.store.site() != nullptr) return refuse(ErrorCode::conflict, "this appliance holds a store already");
    const Instant now = desk_.store.now();
    if (guard_.barred_until(input.http.peer_address, now) > now)
      return refuse(ErrorCode::locked_out, "too many wrong codes from this address; wait a minute");
    if (desk_.box.accepts(bearer_of(input.http))) return {};
    guard_.failed(input.http.peer_address, now);
    return refuse(ErrorCode::unauthenticated, "this is not the code of this appliance: `holdfast setup-code` shows it");
  }
  const SetupDesk& desk() const { return desk_; }
  setup::Restoring& restoring() { return restoring_; }
  const setup::Restoring& restoring() const { return restoring_; }

 private:
  SetupDesk desk_;
  setup::Restoring restoring_;
  staff::PairingGuard guard_;
};

Result<Answer> state_of(const Claim& claim) {
  const setup::Restoring::State restoring = claim.restoring().state();
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object();
  if (claim.desk().store.site() != nullptr)
    json.member("state", "store");
  else
    json.member("state", restoring.running ? "restoring" : "empty");
  if (!restoring.problem.empty()) json.member("problem", restoring.problem);
  json.end_object();
  return answer;
}

Result<Answer> read_draft(const Input& input, Claim& claim) {
  TRY(claim.judge(input));
  return ok(claim.desk().box.draft());
}
Result<Answer> keep_draft(const Input& input, Claim& claim) {
  TRY(claim.judge(input));
  const Json given = TRY(parse_json(input.http.body));
  if (!given.is_object()) return refuse(ErrorCode::invalid_body, "a draft is an object");
  if (input.http.body.size() > longest_draft) return refuse(ErrorCode::invalid_body, "a draft has at most 64 kB");
  claim.desk().box.keep_draft(input.http.body);
  return ok(std::string{input.http.body});
}

/// A store that nobody could sign on at, or sell in, would be no start.
Result<> worth_making(const Json& document) {
  std::vector<FieldError> errors;
  if (document.find("site") == nullptr) errors.push_back({"/site", "is required"});
  for (const char* list : {"taxCategories", "tenders", "roles", "staff", "registers"})
    if (const Json* given = document.find(list); given == nullptr || !given->is_array() || given->items().empty())
      errors.push_back({std::string{"/"} + list, "needs at least one"});
  return accept_fields(std::move(errors));
}
Result<Answer> create_store(const Input& input, Claim& claim, const std::string& pepper) {
  TRY(claim.judge(input));
  const Json document = TRY(parse_json(input.http.body));
  TRY(worth_making(document));
  TRY(claim.desk().box.make(document, pepper));
  claim.desk().restart();
  Answer answer;
  answer.status = 201;
  JsonWriter{answer.body}.begin_object().member("state", "store").end_object();
  return answer;
}

/// Begins it; GET /v1/setup says how it goes on.
Result<Answer> restore_store(const Input& input, Claim& claim) {
  TRY(claim.judge(input));
  const Json given = TRY(parse_json(input.http.body));
  std::vector<FieldError> errors;
  JsonFields fields{given, errors};
  const std::string file = fields.text("file", 4000);
  const std::string passphrase = fields.maybe_text("passphrase", 200).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(claim.restoring().start(file, {passphrase, {}}, claim.desk().restart));
  Answer answer = TRY(state_of(claim));
  answer.status = 202;
  return answer;
}

Result<Answer> list_steps(const Input&, db::Connection& connection, const ReadContext&) {
  return ok(list_json(commands::first_start(connection), [](JsonWriter& json, const commands::FirstStartStep& step) {
    json.begin_object().member("step", step.step).member("state", step.state).end_object();
  }));
}
Result<Answer> put_step(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 3> states{"open", "done", "skipped"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::FirstStartStep command{TRY(input.code(0)), std::string{fields.word("state", states)}};
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  TRY(commands::put_first_start_step(tx, command, context));
  Answer answer;
  JsonWriter{answer.body}.begin_object().member("step", command.step).member("state", command.state).end_object();
  return answer;
}
}  // namespace

void add_setup_routes(Api& api, const SetupDesk& desk) {
  const auto claim = std::make_shared<Claim>(desk);
  api.local(Method::get, "/v1/setup", Access::anyone(), [claim](const Input&) { return state_of(*claim); });
  api.local(Method::get, "/v1/setup/draft", Access::anyone(),
            [claim](const Input& input) { return read_draft(input, *claim); });
  api.local(Method::put, "/v1/setup/draft", Access::anyone(),
            [claim](const Input& input) { return keep_draft(input, *claim); });
  api.local(Method::post, "/v1/setup/store", Access::anyone(),
            [claim, pepper = api.pepper()](const Input& input) { return create_store(input, *claim, pepper); });
  api.local(Method::post, "/v1/setup/restore", Access::anyone(),
            [claim](const Input& input) { return restore_store(input, *claim); });
  api.read(Method::get, "/v1/setup/steps", Access::session(), &list_steps);
  api.write(Method::put, "/v1/setup/steps/{step}", Access::session(Permission::device_admin), &put_step);
}
}  // namespace holdfast::routes
