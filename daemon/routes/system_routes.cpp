#include "routes/system_routes.h"

#include <charconv>

#include "base/json_writer.h"
#include "capabilities/evaluate.h"
#include "events/event_log.h"
#include "queries/show_replication.h"

namespace holdfast::routes {
namespace {
struct Progress {
  std::int64_t head = 0, acknowledged = 0, applied = 0;
};
/// How far the hub has our events, in the present epoch, and we have its master data.
Progress progress_of(db::Connection& connection) {
  const queries::UpwardProgress up = queries::upward_progress(connection);
  Progress progress;
  progress.head = up.head_seq;
  progress.acknowledged = up.ack_seq;
  db::Statement& row = connection.prepare("SELECT active_version FROM feed_state");
  if (row.step()) progress.applied = row.integer(0);
  row.reset();
  return progress;
}

Result<Answer> health(store::Store& store) {
  const store::Store::Health state = store.health();
  const Site* site = store.site();
  std::int64_t backlog = 0;
  if (site != nullptr) {
    const auto read = store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
      const Progress progress = progress_of(connection);
      backlog = progress.head - progress.acknowledged;
      return Answer{};
    });
    if (!read) return tl::unexpected<Error>(read.error());
  }
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object()
      .member("status", site == nullptr  ? "notConfigured"
                        : state.writable ? "ok"
                                         : "degraded")
      .member("mode", store.capabilities()->mode == capabilities::Mode::alone || store.capabilities()->mode == capabilities::Mode::edge ? "edge" : "online");
  json.member("version", store.options().version).key("siteId");
  if (site != nullptr)
    json.value(site->site_id);
  else
    json.null();
  json.member("backlog", backlog);
  if (!state.writable) json.member("problem", state.problem);
  json.end_object();
  return answer;
}

Answer plain(int status, std::string text) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(text);
  answer.content_type = "text/plain; charset=utf-8";
  return answer;
}

Result<Answer> events_after(const Input& input, db::Connection& connection) {
  const Page page = TRY(page_of(input));
  std::int64_t since = 0;
  const std::string text = !page.cursor.empty() ? page.cursor : input.http.query_value("since").value_or("0");
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), since);
  if (error != std::errc{} || end != text.data() + text.size() || since < 0)
    return refuse(ErrorCode::invalid_argument, "since is the number of an event");
  Answer answer;
  JsonWriter json{answer.body};
  int count = 0;
  json.begin_object().key("items").begin_array();
  const std::int64_t last = events::read_after(connection, since, page.limit, [&](const events::Stored& stored) {
    ++count;
    json.begin_object().member("seq", stored.seq).member("type", stored.type).key("event");
    if (stored.body.empty())
      json.null();
    else
      json.raw(stored.body);
    json.end_object();
  });
  json.end_array().key("next");
  if (count == page.limit)
    json.value(std::to_string(last));
  else
    json.null();
  json.end_object();
  return answer;
}

Result<Answer> sync_state(db::Connection& connection) {
  const Progress progress = progress_of(connection);
  Answer answer;
  JsonWriter{answer.body}
      .begin_object()
      .member("mode", "edge")
      .member("appliedSeq", progress.applied)
      .member("ackSeq", progress.acknowledged)
      .member("headSeq", progress.head)
      .member("backlog", progress.head - progress.acknowledged)
      .member("deadLetters", queries::pending_dead_letters(connection))
      .end_object();
  return answer;
}
}  // namespace

void add_system_routes(Api& api, store::Store& store, const metrics::Registry& registry) {
  using enum http::Method;
  api.local(get, "/v1/health", Access::anyone(), [&store](const Input&) { return health(store); });
  api.local(get, "/livez", Access::anyone(), [](const Input&) -> Result<Answer> { return plain(200, "alive\n"); });
  api.local(get, "/readyz", Access::anyone(), [&store](const Input&) -> Result<Answer> {
    if (store.site() == nullptr)
      return refuse(ErrorCode::not_configured, "this store has not been set up: run `holdfast init`");
    if (const auto state = store.health(); !state.writable) return refuse(ErrorCode::storage_failed, state.problem);
    return plain(200, "ready\n");
  });
  api.local(get, "/metrics", Access::anyone(), [&registry](const Input& input) -> Result<Answer> {
    if (!input.http.loopback) return refuse(ErrorCode::not_found, "metrics are for this machine only");
    const metrics::Exposition exposition = metrics::exposition_for(input.http.header("Accept"));
    Answer answer = plain(200, registry.text(exposition));
    answer.content_type = metrics::content_type(exposition);
    return answer;
  });
  api.local(get, "/v1/openapi.json", Access::anyone(), [](const Input&) -> Result<Answer> {
    if (openapi_json().empty()) return refuse(ErrorCode::not_found, "this build carries no description");
    return ok(openapi_json());
  });
  api.read(get, "/v1/events", Access::session(),
           [](const Input& input, db::Connection& connection, const ReadContext&) {
             return events_after(input, connection);
           });
  api.read(get, "/v1/sync", Access::terminal(),
           [](const Input&, db::Connection& connection, const ReadContext&) { return sync_state(connection); });
}
}  // namespace holdfast::routes
