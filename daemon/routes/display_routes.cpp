#include "routes/display_routes.h"

#include "commands/customer_view.h"

namespace holdfast::routes {
namespace {
using http::Method;

Result<Answer> show(const WatchRegister& watch, const Input& input, db::Connection& connection,
                    const ReadContext& context) {
  const Uuid id = TRY(input.id(0));
  db::Statement& row = connection.prepare("SELECT id FROM register WHERE uuid = ?");
  const std::int64_t register_row = row.all(id).step() ? row.integer(0) : 0;
  row.reset();
  if (register_row == 0) return refuse(ErrorCode::not_found, "no register " + to_string(id));
  if (watch && context.actor != nullptr) watch(id, context.actor->terminal);
  const commands::CustomerView view = TRY(commands::customer_view(connection, register_row, context.site, context.now, context.utc_offset_min));
  std::string out;
  JsonWriter json{out};
  commands::append_json(json, view, context.site);
  return ok(std::move(out));
}
}  // namespace

void add_display_routes(Api& api, WatchRegister watch) {
  // As quick as the cart itself, and whoever watches is known on the I/O thread alone.
  api.read_inline(
      Method::get, "/v1/registers/{id}/display", Access::terminal(),
      [watch = std::move(watch)](const Input& input, db::Connection& connection, const ReadContext& context) {
        return show(watch, input, connection, context);
      });
}
}  // namespace holdfast::routes
