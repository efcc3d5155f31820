#include <array>

#include "commands/print.h"
#include "devices/print_job_rows.h"
#include "queries/show_print_jobs.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using devices::PrintJob;
using http::Method;

Answer job_answer(const PrintJob& job, int utc_offset_min) {
  return ok(body_of(
      job, [&](JsonWriter& json, const PrintJob& each) { queries::append_print_job(json, each, utc_offset_min); }));
}
Answer job_created(const PrintJob& job, int utc_offset_min) {
  Answer answer = job_answer(job, utc_offset_min);
  answer.status = 201;
  answer.headers.emplace_back("Location", "/v1/print-jobs/" + to_string(job.id));
  return answer;
}

Result<std::optional<Uuid>> uuid_query(const Input& input, std::string_view name) {
  const auto text = input.http.query_value(name);
  if (!text) return std::optional<Uuid>{};
  const auto id = parse_uuid(*text);
  if (!id) return refuse(ErrorCode::invalid_argument, std::string{name} + " is an id");
  return id;
}

Result<Answer> list_jobs(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  devices::JobFilter filter;
  filter.order = TRY(uuid_query(input, "orderId"));
  filter.device = TRY(uuid_query(input, "deviceId"));
  filter.register_id = TRY(uuid_query(input, "registerId"));
  if (const auto state = input.http.query_value("state")) {
    filter.state = devices::parse_job_state(*state);
    if (!filter.state) return refuse(ErrorCode::invalid_argument, "no print job is ever `" + *state + "`");
  }
  filter.before = TRY(row_of(page));
  filter.limit = page.limit + 1;
  return ok(page_json(
      devices::list_jobs(connection, filter), page,
      [&](JsonWriter& json, const PrintJob& job) { queries::append_print_job(json, job, context.utc_offset_min); },
      [](const PrintJob& job) { return job.row; }));
}

Result<Answer> show_job(const Input& input, db::Connection& connection, const ReadContext& context) {
  return job_answer(TRY(devices::load_job(connection, TRY(input.id(0)))), context.utc_offset_min);
}

Result<Answer> queue_job(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 3> kinds{"copy", "gift", "x_report"};
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  commands::QueuePrint command;
  const std::string kind = fields.word("kind", kinds);
  if (const auto known = devices::parse_job_kind(kind)) command.kind = *known;
  const bool report = command.kind == devices::JobKind::x_report;
  command.order = fields.maybe_uuid("orderId");
  command.shift = fields.maybe_uuid("shiftId");
  command.device = fields.maybe_uuid("deviceId");
  command.register_id = fields.maybe_uuid("registerId");
  if (report != command.shift.has_value()) fields.complain("shiftId", report ? "is required" : "is for reports");
  if (report == command.order.has_value()) fields.complain("orderId", report ? "is for receipts" : "is required");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (report) TRY(commands::require(tx, context, Permission::x_report));
  return job_created(TRY(commands::queue_print(tx, command, context)), context.utc_offset_min);
}

Result<Answer> retry_job(const Input& input, db::Transaction& tx, commands::Context& context) {
  return job_created(TRY(commands::retry_print(tx, TRY(input.id(0)), context)), context.utc_offset_min);
}
Result<Answer> discard_job(const Input& input, db::Transaction& tx, commands::Context& context) {
  return job_answer(TRY(commands::discard_print(tx, TRY(input.id(0)), context)), context.utc_offset_min);
}
}  // namespace

void add_print_routes(Api& api) {
  const Access anybody = Access::session();
  api.read(Method::get, "/v1/print-jobs", anybody, &list_jobs);
  api.read(Method::get, "/v1/print-jobs/{id}", anybody, &show_job);
  api.write(Method::post, "/v1/print-jobs", anybody, &queue_job);
  api.write(Method::post, "/v1/print-jobs/{id}/retry", anybody, &retry_job);
  api.write(Method::post, "/v1/print-jobs/{id}/discard", anybody, &discard_job);
}
}  // namespace holdfast::routes
