// Charges and price lists as documents, and batches of codes for promotion rules.
#include "charges/charge_document.h"
#include "commands/enter_code.h"
#include "commands/import_rules.h"
#include "pricing/price_list_document.h"
#include "routes/all_routes.h"
#include "routes/list.h"
#include "routes/secrets.h"
#include "rulebook/document_rows.h"

namespace holdfast::routes {
namespace {
using http::Method;
using rulebook::Kind;

template <Kind kind>
Result<Answer> list_documents(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto found = rulebook::list(connection, kind, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      found, page,
      [&](JsonWriter& json, const rulebook::Document& document) {
        json.begin_object().member("id", document.code).member("version", document.version);
        json.key("document").raw(document.text);
        json.key("createdAt").time(document.created, context.utc_offset_min).end_object();
      },
      [](const rulebook::Document& document) { return document.row; }));
}

template <Kind kind>
Result<Answer> import_documents(const Input& input, db::Transaction& tx, commands::Context& context) {
  const rulebook::Import done = TRY(commands::import_documents(tx, kind, input.body, context));
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("added", done.added).member("unchanged", done.unchanged).end_object();
  return ok(std::move(out));
}

/// Twelve letters and digits that are not mistaken for each other.
std::string code_of(const Secrets& secrets) {
  static constexpr std::string_view letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::uint64_t number = secrets.number();
  std::string out;
  for (int i = 0; i < 12; ++i, number >>= 5) out += letters[number % 32];
  return out;
}

Result<Answer> issue_codes(const Input& input, const Secrets& secrets, db::Transaction& tx,
                           commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::IssueCodes command;
  command.rule = TRY(input.code(0));
  for (const Json& code : fields.array("codes", false, 10'000)) {
    if (!code.is_string() || code.text().empty() || code.text().size() > 40)
      fields.complain("codes", "holds texts of 1 to 40 bytes");
    command.codes.push_back(code.text());
  }
  const auto count = fields.maybe_integer("count", 1, 10'000);
  if (count.has_value() == !command.codes.empty()) fields.complain("count", "is given, or the codes are");
  for (std::int64_t i = 0; i < count.value_or(0); ++i) command.codes.push_back(code_of(secrets));
  command.max_uses = fields.maybe_integer("maxUses", 1);
  command.person = fields.maybe_uuid("personId");
  command.expires = fields.maybe_time("expiresAt");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const std::vector<std::string> codes = TRY(commands::issue_codes(tx, command, context));
  Answer answer;
  answer.status = 201;
  answer.secret = true;  // whoever reads it can spend it
  JsonWriter json{answer.body};
  json.begin_object().member("rule", command.rule).key("codes").begin_array();
  for (const std::string& code : codes) json.value(code);
  json.end_array().end_object();
  return answer;
}
}  // namespace

void add_rule_routes(Api& api) {
  const auto secrets = std::make_shared<const Secrets>(secrets_of(api));
  const Access edit = Access::session(Permission::catalogue_edit);
  api.read(Method::get, "/v1/charges", Access::session(), &list_documents<Kind::charge>);
  api.write(Method::post, "/v1/charges", edit, &import_documents<Kind::charge>);
  api.read(Method::get, "/v1/price-lists", Access::session(), &list_documents<Kind::price_list>);
  api.write(Method::post, "/v1/price-lists", edit, &import_documents<Kind::price_list>);
  api.write(Method::post, "/v1/promotion-rules/{id}/codes", edit,
            [secrets](const Input& input, db::Transaction& tx, commands::Context& context) {
              return issue_codes(input, *secrets, tx, context);
            });
}
}  // namespace holdfast::routes
