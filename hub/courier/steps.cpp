#include "courier/steps.h"

#include <algorithm>

#include "base/json_text.h"
#include "base/json_writer.h"
#include "http/message.h"
#include "base/base64.h"

namespace holdfast::courier {
using webhooks::Verdict;

namespace {
void encode(std::string& out, const std::string& name, const Json& value) {
  if (value.is_object()) {
    for (const auto& [key, item] : value.members())
      encode(out, name.empty() ? http::percent_encode(key) : name + "%5B" + http::percent_encode(key) + "%5D", item);
    return;
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.items().size(); ++i)
      encode(out, name + "%5B" + std::to_string(i) + "%5D", value.items()[i]);
    return;
  }
  if (!out.empty()) out += '&';
  out += name + "=" + http::percent_encode(value.is_string() || value.is_number() ? value.text() : json_text(value));
}

std::optional<http::Method> method_of(std::string_view word) {
  for (const http::Method method :
       {http::Method::get, http::Method::post, http::Method::put, http::Method::patch, http::Method::delete_})
    if (http::to_string(method) == word) return method;
  return std::nullopt;
}

/// One call as the program described it.
struct Asked {
  http::Method method = http::Method::get;
  std::string target;
  std::vector<http::ResponseHeader> headers;
  std::string body, content_type = "application/json";
  std::vector<std::string> expect;
};
Result<Asked> read_call(const Json& json, const connectors::Document& document) {
  std::vector<FieldError> errors;
  JsonFields fields{json, errors, "/call"};
  Asked asked;
  const auto method = method_of(fields.maybe_text("method", 10).value_or("GET"));
  if (!method) fields.complain("method", "is GET, POST, PUT, PATCH or DELETE");
  asked.method = method.value_or(http::Method::get);
  asked.target = fields.text("path", 4000);
  const bool plain = asked.target.starts_with('/') && std::all_of(asked.target.begin(), asked.target.end(), [](char c) {
                       return c > ' ' && c <= '~' && c != '#';
                     });
  if (!plain) fields.complain("path", "begins with a slash and is percent-encoded");
  if (const Json* query = fields.maybe_object("query"))
    if (const std::string text = form_encoded(*query); !text.empty())
      asked.target += (asked.target.find('?') == std::string::npos ? "?" : "&") + text;
  if (const Json* headers = fields.maybe_object("headers"))
    for (const auto& [name, value] : headers->members()) {
      const bool fit = !name.empty() && name.find_first_of(" :\r\n") == std::string::npos && value.is_string() &&
                       value.text().find_first_of("\r\n") == std::string::npos;
      if (!fit) fields.complain("headers", "has a name or value that cannot be one");
      asked.headers.push_back({name, value.text()});
    }
  if (const Json* form = fields.maybe_object("form")) {
    asked.body = form_encoded(*form);
    asked.content_type = "application/x-www-form-urlencoded";
  }
  for (const Json& status : fields.array("expect", false, 20)) asked.expect.push_back(status.text());
  if (asked.expect.empty()) asked.expect = document.outcomes.done;
  // Anything may be a body, so it is not asked of `fields`, which therefore is not finished either.
  if (const Json* body = json.find("body"); body != nullptr) asked.body = json_text(*body);
  TRY(accept_fields(std::move(errors)));
  return asked;
}

/// Credentials are put in here, after the program: it never sees one.
Result<> add_credentials(Asked& asked, Steps& steps, std::size_t number) {
  for (const connectors::Header& header : steps.document.headers)
    asked.headers.push_back({header.name, TRY(steps.credentials.fill(header.value))});
  if (steps.document.basic) {
    const std::string pair = TRY(steps.credentials.fill(steps.document.basic->name)) + ":" +
                             TRY(steps.credentials.fill(steps.document.basic->value));
    asked.headers.push_back({"Authorization", "Basic " + to_base64(pair)});
  }
  const bool changes = asked.method != http::Method::get;
  if (changes && !steps.document.idempotency_header.empty())
    asked.headers.push_back({steps.document.idempotency_header, steps.idempotency_key + "-" + std::to_string(number)});
  return {};
}

struct Run {
  Steps& steps;
  StepsResult result = {};
  std::string answers = "[";
  std::size_t calls = 0;

  StepsResult finish(Verdict verdict, std::string detail) {
    result.attempt.verdict = verdict;
    result.detail = steps.credentials.redact(excerpt(detail, 500));
    return std::move(result);
  }
  Result<Json> ask_program() const {
    std::string input = "{" + steps.given;
    if (!steps.given.empty()) input += ',';
    const Json& config = steps.document.config;
    input += "\"config\":" + (config.is_null() ? std::string{"{}"} : json_text(config));
    input += ",\"answers\":" + answers + "]}";
    const std::string said = TRY(steps.jq(steps.program, input));
    Json json = TRY(parse_json(said));
    if (!json.is_object() || json.members().size() != 1)
      return refuse(ErrorCode::invalid_argument, "the program has to say one of call, done, skip, later, refuse");
    return json;
  }
  /// True: the program sees this answer.
  bool call(const Asked& asked) {
    const CallAnswer answer =
        steps.caller.call(asked.method, asked.target, asked.headers, asked.body, asked.content_type);
    result.status = answer.status;
    result.duration_us += answer.duration_us;
    result.attempt.retry_after_s = answer.retry_after_s;
    result.request = steps.credentials.redact(
        excerpt(std::string{http::to_string(asked.method)} + " " + asked.target + "\n" + asked.body));
    result.response = steps.credentials.redact(excerpt(answer.status == 0 ? answer.trouble : answer.body));
    if (answer.status == 0 || !connectors::names_status(asked.expect, answer.status)) return false;
    const auto json = answer.body.empty() ? Result<Json>{Json{}} : parse_json(answer.body);
    if (calls > 0) answers += ',';
    JsonWriter out{answers};
    out.begin_object().member("status", answer.status).key("body");
    json ? out.raw(json_text(*json)) : out.value(excerpt(answer.body, 64 * 1024));
    out.end_object();
    ++calls;
    return true;
  }
};

void take_outcome(StepsResult& result, const Json& done) {
  if (!done.is_object()) return;
  if (const Json* commands = done.find("commands"); commands != nullptr) result.commands = commands->items();
  if (const Json* state = done.find("state"); state != nullptr) result.state = *state;
}
}  // namespace

StepsResult run_steps(Steps& steps) {
  Run run{steps};
  for (;;) {
    const auto said = run.ask_program();
    if (!said) return run.finish(Verdict::refused, said.error().detail);
    const auto& [word, value] = said->members().front();
    if (word == "done") {
      take_outcome(run.result, value);
      const Json* note = value.is_object() ? value.find("note") : nullptr;
      return run.finish(Verdict::delivered, note != nullptr ? note->text() : std::string{});
    }
    if (word == "skip") return run.finish(Verdict::skipped, value.text());
    if (word == "later") return run.finish(Verdict::failed, value.text());
    if (word == "refuse") return run.finish(Verdict::refused, value.text());
    if (word != "call")
      return run.finish(Verdict::refused, "the program says `" + word + "`, which means nothing here");
    if (run.calls >= static_cast<std::size_t>(steps.document.most_calls))
      return run.finish(Verdict::refused, "the program wants more calls than `mostCalls` allows");
    auto asked = read_call(value, steps.document);
    if (!asked) {
      const Error& error = asked.error();
      return run.finish(Verdict::refused,
                        error.fields.empty() ? error.detail : error.fields[0].pointer + " " + error.fields[0].detail);
    }
    if (const auto added = add_credentials(*asked, steps, run.calls); !added)
      return run.finish(Verdict::failed, added.error().detail);
    if (!steps.go_on()) return run.finish(Verdict::not_ready, "another hub delivers by now");
    if (run.call(*asked)) continue;
    if (run.result.status == 0) return run.finish(Verdict::failed, run.result.response);
    const Verdict verdict = connectors::verdict_of(steps.document.outcomes, run.result.status);
    return run.finish(verdict == Verdict::delivered ? Verdict::refused : verdict,
                      "HTTP " + std::to_string(run.result.status));
  }
}

std::string form_encoded(const Json& value) {
  std::string out;
  encode(out, "", value);
  return out;
}

std::string excerpt(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string{text};
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  return std::string{text.substr(0, most)} + "…";
}
}  // namespace holdfast::courier
