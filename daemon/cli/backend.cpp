#include "cli/backend.h"

#include "carry/carried.h"
#include "cli/data_folder.h"
#include "cli/import_articles.h"
#include "cli/stop.h"
#include "http/client.h"

namespace holdfast::cli {
namespace {
class HttpBackend : public Backend {
 public:
  HttpBackend(const std::string& url, const std::string& token, std::chrono::seconds patience)
      : client_{http::Url::parse(url), {}, {.answer = patience}} {
    if (!token.empty()) client_.set_header("Authorization", "Bearer " + token);
  }
  Reply call(http::Method method, std::string_view target, std::string_view body, std::string_view key) override {
    std::vector<http::ResponseHeader> headers;
    if (!key.empty()) headers.push_back({"Idempotency-Key", std::string{key}});
    http::ClientResponse response = client_.request(method, target, headers, body, media_of(body));
    return {response.status, std::move(response.body)};
  }
  commands::ImportReport import_catalogue(std::string_view text, ImportMode mode,
                                          const std::function<void(std::int64_t)>& seen) override {
    return import_articles(*this, text, mode, seen);
  }

 private:
  http::Client client_;
};
}  // namespace

std::string_view media_of(std::string_view body) {
  return body.starts_with("HFCARRY1") ? carry::media_type : std::string_view{"application/json"};
}

Json Reply::json() const {
  Result<Json> parsed = parse_json(body);
  if (!parsed) throw Stop{"the answer is no JSON: " + body.substr(0, 200), "is this the address of a Holdfast daemon?"};
  return *std::move(parsed);
}

std::string text_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  if (member == nullptr || member->is_null()) return {};
  if (member->kind() == Json::Kind::boolean) return member->truth() ? "yes" : "no";
  return member->text();
}
std::int64_t integer_of(const Json& object, std::string_view name) {
  const Json* member = object.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}

std::string problem_text(const Reply& reply) {
  const Result<Json> problem = parse_json(reply.body);
  if (!problem || !problem->is_object()) return "HTTP status " + std::to_string(reply.status);
  std::string text = text_of(*problem, "title");
  if (const std::string detail = text_of(*problem, "detail"); !detail.empty())
    text += (text.empty() ? "" : ": ") + detail;
  if (const Json* errors = problem->find("errors"); errors != nullptr && errors->is_array())
    for (const Json& error : errors->items()) text += "; " + text_of(error, "pointer") + " " + text_of(error, "detail");
  return text;
}

Json Backend::need(http::Method method, std::string_view target, std::string_view body, std::string_view key) {
  const Reply reply = call(method, target, body, key);
  if (reply.ok()) return reply.body.empty() ? Json{} : reply.json();
  std::string next = "correct it and try again";
  if (reply.status == 401) next = "sign on first: the token has to be that of a session (POST /v1/sessions)";
  if (reply.status == 403) next = "use the session of somebody who may do this";
  if (reply.status == 404) next = "check the id or the name";
  if (reply.status >= 500) next = "look at the daemon's log; the call may be repeated";
  throw Stop{std::string{http::to_string(method)} + " " + std::string{target} + ": " + problem_text(reply), next};
}

std::vector<Json> Backend::list(const std::string& target) {
  std::vector<Json> all;
  std::string cursor;
  do {
    const char join = target.find('?') == std::string::npos ? '?' : '&';
    const Json page =
        need(target + join + "limit=200" + (cursor.empty() ? "" : "&cursor=" + http::percent_encode(cursor)));
    if (const Json* items = page.find("items"))
      for (const Json& item : items->items()) all.push_back(item);
    cursor = text_of(page, "next");
  } while (!cursor.empty());
  return all;
}

std::unique_ptr<Backend> connect_url(const std::string& url, const std::string& token, std::chrono::seconds patience) {
  return std::make_unique<HttpBackend>(url, token, patience);
}

std::unique_ptr<Backend> connect(const Where& where) {
  if (!where.url.empty()) return connect_url(where.url, where.token);
  if (where.data.empty()) throw Stop{"no store given", "say which with --data DIR, or --url URL --token T"};
  if (!std::filesystem::exists(database_of(where.data)))
    throw Stop{where.data + " holds no store", "make one with `holdfast init --data " + where.data + "`"};
  if (std::optional<DataLock> lock = DataLock::try_take(where.data)) {
    lock.reset();  // open_local takes it for as long as it lives
    return open_local(where.data);
  }
  if (const auto runtime = read_runtime(where.data)) return connect_url(runtime->url, runtime->token);
  throw Stop{"a daemon is running on " + where.data + " and its address is not known here",
             "give its address and a session's token with --url and --token, or stop it first"};
}
}  // namespace holdfast::cli
