#include "routes/update_routes.h"

#include <filesystem>

#include "base/json_writer.h"
#include "commands/context.h"
#include "rollout/moment.h"
#include "routes/audited.h"

namespace holdfast::routes {
namespace {
using http::Method;
using Here = Result<std::variant<Answer, store::Write>>;

/// What somebody does to the releases; 202, as the launcher is at it from then on.
store::Write told(std::string action, std::string subject, std::string detail, std::function<Result<>()> act) {
  return audited({std::move(action), std::move(subject), std::move(detail)},
                 [act = std::move(act)]() -> Result<Answer> {
                   TRY(act());
                   Answer answer;
                   answer.status = 202;
                   answer.body = "{}";
                   return answer;
                 });
}

Here take_from(const Input& input, const UpdateDesk& desk) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::filesystem::path folder = fields.text("path", 4000);
  std::error_code error;
  if (errors.empty() && !folder.is_absolute())
    fields.complain("path", "must be a whole path, such as /media/stick/holdfast-update");
  // A stick is named, or the folder on it.
  const std::filesystem::path inside = folder / "holdfast-update";
  const std::filesystem::path meant = std::filesystem::exists(inside / "metadata", error) ? inside : folder;
  if (errors.empty() && !std::filesystem::exists(meant / "metadata", error))
    fields.complain("path", "there are no releases: neither `metadata` nor `holdfast-update/metadata` is in it");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  std::string detail;
  JsonWriter{detail}.begin_object().member("path", meant.string()).end_object();
  return std::variant<Answer, store::Write>{
      told("update_from", "store", detail, [take = desk.take_from, meant]() -> Result<> {
        take(meant.string());
        return {};
      })};
}

Here put_policy(const Input& input, const UpdateDesk& desk) {
  std::vector<FieldError> errors;
  const rollout::UpdatePolicy policy = rollout::read_policy(input.body, errors);
  TRY(accept_fields(std::move(errors)));
  return std::variant<Answer, store::Write>{
      store::Write{[policy, set = desk.set_policy](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
        const std::string text = rollout::policy_text(policy);
        commands::audit(tx, context, "update_policy", "store", text);
        TRY(set(policy));
        return ok(text);
      }}};
}
}  // namespace

void add_update_routes(Api& api, const UpdateDesk& desk) {
  const Access admin = Access::session(Permission::device_admin);
  const auto shown = [](const std::function<std::string(int)>& text) {
    return [text](const Input&, const Actor&, store::Store& store) -> Here {
      return std::variant<Answer, store::Write>{ok(text(store.view()->utc_offset_min(store.now())))};
    };
  };
  const auto act = [](std::string action, const std::function<Result<>()>& run) {
    return [action, run](const Input&, const Actor&, store::Store&) -> Here {
      return std::variant<Answer, store::Write>{told(action, "store", "{}", run)};
    };
  };
  api.here(Method::get, "/v1/update", admin, shown(desk.status));
  api.here(Method::get, "/v1/update/history", admin, shown(desk.history));
  api.here(Method::post, "/v1/update/check", admin, act("update_check", [check = desk.check]() -> Result<> {
             check();
             return {};
           }));
  api.here(Method::post, "/v1/update/now", admin, act("update_now", desk.now));
  api.here(Method::post, "/v1/update/back", admin, act("update_back", desk.back));
  api.here(Method::post, "/v1/update/from", admin,
           [desk](const Input& input, const Actor&, store::Store&) { return take_from(input, desk); });
  api.here(Method::delete_, "/v1/update/bad/{sha256}", admin,
           [clear = desk.clear_bad](const Input& input, const Actor&, store::Store&) -> Here {
             const std::string digest = input.param(0);
             std::string detail;
             JsonWriter{detail}.begin_object().member("sha256", digest).end_object();
             return std::variant<Answer, store::Write>{
                 told("update_clear", "store", detail, [clear, digest] { return clear(digest); })};
           });
  api.here(Method::put, "/v1/update/policy", admin,
           [desk](const Input& input, const Actor&, store::Store&) { return put_policy(input, desk); });
}
}  // namespace holdfast::routes
