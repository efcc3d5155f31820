#include "base/json_writer.h"
#include "commands/change_replication.h"
#include "replication/carry_out.h"
#include "routes/audited.h"
#include "routes/replication_routes.h"

// Files that somebody carries to the hub and back while there is no line.
namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::int64_t most_mebibytes = 64, usual_mebibytes = 16;

Result<std::int64_t> number_in(const Input& input, std::string_view name, std::int64_t otherwise, std::int64_t most) {
  const auto text = input.http.query_value(name);
  if (!text) return otherwise;
  const auto value = parse_scaled(*text, 0);
  if (!value || *value < 0 || *value > most)
    return refuse(ErrorCode::invalid_argument, std::string{name} + " is from 0 to " + std::to_string(most));
  return *value;
}

Result<store::Write> write_file(const std::filesystem::path& data, const Input& input, db::Connection& connection,
                                const ReadContext& context) {
  if (data.empty() || context.site.training) return refuse(ErrorCode::conflict, "the practice store has no hub");
  replication::CarryWish wish{data, std::nullopt, 0};
  const std::int64_t size = TRY(number_in(input, "mebibytes", usual_mebibytes, most_mebibytes));
  wish.most_bytes = static_cast<std::size_t>(size) << 20U;
  if (input.http.query_value("afterSeq")) wish.after = TRY(number_in(input, "afterSeq", 0, INT64_MAX));
  Answer answer;
  answer.body = TRY(replication::write_carry_out(connection.file(), wish, context.now));
  answer.content_type = carry::media_type;
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + context.site.site_id + ".hfcarry\"");
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("bytes", static_cast<std::int64_t>(answer.body.size()))
      .nullable("afterSeq", wish.after)
      .end_object();
  return audited({"replication.carried_out", "replication", std::move(detail)}, std::move(answer));
}

Result<store::Write> take_file(const std::filesystem::path& data, const Input& input, const ReadContext& context) {
  if (data.empty() || context.site.training) return refuse(ErrorCode::conflict, "the practice store has no hub");
  const carry::Incoming incoming = TRY(replication::read_carried(data, input.http.body));
  return store::Write{[incoming, data](db::Transaction& tx, commands::Context& inner) -> Result<Answer> {
    TRY(replication::take_carried_ack(tx, incoming, inner.now));
    replication::keep_carried_pages(data, incoming.pages);
    std::string out;
    JsonWriter json{out};
    json.begin_object().member("epoch", incoming.ack.epoch).member("ackSeq", incoming.ack.ack.seq);
    json.member("appliedSeq", incoming.ack.applied_seq)
        .member("masterPages", static_cast<std::int64_t>(incoming.pages.size()))
        .end_object();
    std::string members;
    JsonWriter{members}.member("ackSeq", incoming.ack.ack.seq);
    commands::tell_replication(tx, inner, "carriedIn", members);
    commands::audit(tx, inner, "replication.carried_in", "replication", "{" + members + "}");
    return ok(std::move(out));
  }};
}
}  // namespace

void add_carry_routes(Api& api, const std::filesystem::path& data) {
  const Access access = Access::session(Permission::device_admin);
  api.prepared_write(Method::get, "/v1/replication/carry-out", access,
                     [data](const Input& input, db::Connection& connection, const ReadContext& context) {
                       return write_file(data, input, connection, context);
                     });
  api.prepared_file(Method::post, "/v1/replication/carry-out", access, std::string{carry::media_type},
                    [data](const Input& input, db::Connection&, const ReadContext& context) {
                      return take_file(data, input, context);
                    });
}
}  // namespace holdfast::routes
