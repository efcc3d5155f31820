#include "queries/dead_letter_document.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
Result<Answer> show(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto letter = queries::find_dead_letter(connection, TRY(input.id(0)));
  if (!letter) return refuse(ErrorCode::not_found, "no dead letter " + input.param(0));
  const auto document = queries::dead_letter_document(connection, *letter);
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("letter");
  queries::append_dead_letter(json, *letter, context.utc_offset_min);
  json.key("document");
  if (document)
    json.raw(*document);
  else
    json.null();
  json.end_object();
  return ok(std::move(out));
}
}  // namespace

void add_dead_letter_routes(Api& api) {
  api.read(http::Method::get, "/v1/sync/dead-letters/{deadLetterId}", Access::session(Permission::device_admin), &show);
}
}  // namespace holdfast::routes
