#include "courier/round.h"

#include <set>

#include "base/json_text.h"
#include "base/json_writer.h"
#include "connectors/credentials.h"
#include "courier/commands.h"
#include "courier/meters.h"
#include "courier/steps.h"
#include "log/log.h"
#include "webhooks/cloud_event.h"
#include "webhooks/signing.h"

namespace holdfast::courier {
using engine::EndpointKey;
using webhooks::Verdict;

namespace {
constexpr std::chrono::milliseconds program_time{3000};
constexpr std::size_t connector_answer_bytes = std::size_t{4} << 20;

/// How one endpoint is spoken to, made once for a turn.
class Speaker {
 public:
  Speaker(const Turn& turn, const Tools& tools, connectors::JqProcess& jq)
      : turn_{turn},
        tools_{tools},
        jq_{jq},
        credentials_{tools.credentials, [this](const std::string& name) { return secret(name); }} {
    const auto json = parse_json(turn.endpoint.document);
    if (turn.endpoint.kind == engine::EndpointKind::webhook) {
      open_webhook(json ? *json : Json{});
      return;
    }
    auto document =
        json ? connectors::read_document(*json) : Result<connectors::Document>{tl::unexpected(json.error())};
    if (!document) {
      trouble_ = "the document cannot be read: " + document.error().detail;
      return;
    }
    document_ = *std::move(document);
    rules_ = document_.rules;
    open(connector_answer_bytes, document_.ca_certificate);
  }
  const webhooks::DeliveryRules& rules() const { return rules_; }
  const connectors::Document& document() const { return document_; }

  Outcome send(const Job& job) {
    if (!trouble_.empty()) return {{Verdict::failed, {}}, 0, 0, {}, {}, trouble_, {}};
    if (job.body.empty()) return {{Verdict::skipped, {}}, 0, 0, {}, {}, "the store has erased it", {}};
    if (!job.ready) return {{Verdict::not_ready, {}}, 0, 0, {}, {}, "the order's document has not come yet", {}};
    return turn_.endpoint.kind == engine::EndpointKind::webhook ? send_webhook(job) : send_connector(job);
  }
  Outcome take(const engine::InboundEvent& event) {
    if (!trouble_.empty() || !document_.inbound) return {{Verdict::failed, {}}, 0, 0, {}, {}, trouble_, {}};
    std::string given = "\"body\":" + event.body;
    add_now(given);
    return finish(run(document_.inbound->program, std::move(given), "in-" + event.id), "in-" + event.id);
  }
  Outcome pull(std::optional<std::string>& state) {
    if (!trouble_.empty()) return {{Verdict::failed, {}}, 0, 0, {}, {}, trouble_, {}};
    std::string given = "\"state\":" + (turn_.state.empty() ? std::string{"null"} : turn_.state);
    add_now(given);
    const std::string key = "pull-" + std::to_string(tools_.clock().unix_us());
    StepsResult result = run(document_.pull->program, std::move(given), key);
    if (result.state) state = json_text(*result.state);
    Outcome outcome = finish(result, key);
    if (outcome.attempt.verdict != Verdict::delivered) state.reset();
    return outcome;
  }

 private:
  void open_webhook(const Json& settings) {
    std::vector<FieldError> ignored;
    JsonFields fields{settings, ignored};
    rules_ = webhooks::read_rules(fields, ignored);
    open(64 * 1024, fields.maybe_text("caCertificate", 20'000).value_or(""));
  }
  void open(std::size_t answer_bytes, const std::string& ca) {
    if (const auto good = webhooks::check_url(turn_.endpoint.url, tools_.reach); !good)
      trouble_ = "the URL " + (good.error().fields.empty() ? good.error().detail : good.error().fields[0].detail);
    caller_.emplace(turn_.endpoint.url,
                    CallLimits{std::chrono::milliseconds{rules_.timeout_ms}, answer_bytes, tools_.reach, ca},
                    *tools_.open_calls);
  }
  std::optional<std::string> secret(const std::string& name) const {
    std::optional<std::string> sealed;
    const std::string& tenant = turn_.endpoint.key.tenant;
    tools_.write([&](engine::HubTransaction& tx) { sealed = tx.outbound.secret(tenant, name); });
    return sealed ? tools_.seal.open(*sealed, webhooks::secret_context(tenant, name)) : std::nullopt;
  }
  void add_now(std::string& given) const {
    given += ",\"now\":\"" + to_rfc3339(tools_.clock()) + "\",\"tenant\":";
    append_json_string(given, turn_.endpoint.key.tenant);
  }

  Outcome send_webhook(const Job& job) {
    const std::int64_t now_s = tools_.clock().unix_us() / 1'000'000;
    std::string signatures;
    for (const std::string& secret : turn_.signing_secrets)
      signatures += (signatures.empty() ? "" : " ") + webhooks::sign(secret, job.id, now_s, job.body);
    if (signatures.empty()) return {{Verdict::failed, {}}, 0, 0, {}, {}, "the signing secret cannot be opened", {}};
    // An Idempotency-Key lets a connection that went stale be tried once more at once.
    const CallAnswer answer = caller_->call(http::Method::post, "",
                                            {{"webhook-id", job.id},
                                             {"webhook-timestamp", std::to_string(now_s)},
                                             {"webhook-signature", signatures},
                                             {"Idempotency-Key", job.id},
                                             {"User-Agent", "holdfast-hub"}},
                                            job.body, std::string{webhooks::cloud_event_media_type});
    Outcome outcome;
    const bool taken = answer.status >= 200 && answer.status < 300;
    outcome.attempt = {taken                  ? Verdict::delivered
                       : answer.status == 410 ? Verdict::gone
                                              : Verdict::failed,
                       answer.retry_after_s};
    outcome.status = answer.status;
    outcome.duration_us = answer.duration_us;
    outcome.request = excerpt(job.body);
    outcome.response = excerpt(answer.body);
    outcome.detail = answer.status == 0 ? answer.trouble : taken ? "" : "HTTP " + std::to_string(answer.status);
    return outcome;
  }
  Outcome send_connector(const Job& job) {
    std::string given = "\"event\":" + job.body;
    add_now(given);
    return finish(run(document_.program, std::move(given), job.id), job.id);
  }
  StepsResult run(const std::string& program, std::string given, const std::string& key) {
    Steps steps{
        document_,
        program,
        std::move(given),
        key,
        credentials_,
        [this](const std::string& text, const std::string& input) { return jq_.run(text, input, program_time); },
        *caller_,
        [this] {
          bool mine = false;
          tools_.write(
              [&](engine::HubTransaction& tx) { mine = renew(tx, turn_.endpoint.key, tools_, tools_.clock()); });
          return mine;
        }};
    return run_steps(steps);
  }
  /// Carries out what the program ordered; what that refuses, the event's way ends with.
  Outcome finish(StepsResult result, const std::string& key) {
    Outcome outcome{
        result.attempt, result.status, result.duration_us, result.request, result.response, result.detail, {}};
    if (result.commands.empty() || result.attempt.verdict != Verdict::delivered) return outcome;
    auto orders = read_orders(turn_.endpoint.key.tenant, result.commands, turn_.endpoint.key.id + "-" + key);
    Result<> done{};
    if (orders)
      tools_.with_database(
          [&](engine::HubDatabase& database) { done = publish(database, *orders, tools_.clock(), tools_.published); });
    if (orders && done) return outcome.signals = std::move(orders->signals), outcome;
    outcome.attempt.verdict = Verdict::refused;
    outcome.detail = orders ? done.error().detail : orders.error().detail;
    return outcome;
  }

  const Turn& turn_;
  const Tools& tools_;
  connectors::JqProcess& jq_;
  connectors::Credentials credentials_;
  connectors::Document document_;
  webhooks::DeliveryRules rules_;
  std::optional<Caller> caller_;
  std::string trouble_;
};

/// The jobs of one turn, a lane's in their order; a lane that met trouble is left.
bool deliver(const Turn& turn, Speaker& speaker, const Tools& tools, const std::function<bool()>& stopping) {
  std::set<std::string> left;
  for (const Job& job : turn.jobs) {
    if (stopping()) return false;
    if (!job.again && left.contains(job.site.site)) continue;
    const Outcome outcome = speaker.send(job);
    // Broken off by our own stopping: that says nothing of the target, and it is sent again.
    if (stopping() && outcome.attempt.verdict == Verdict::failed) return false;
    count_operation(tools.metrics, turn.endpoint, {Direction::outbound, entity_of(job.type), job.attempt}, outcome);
    Next next = Next::stop;
    tools.write([&](engine::HubTransaction& tx) {
      next = record(tx, turn, job, outcome, speaker.rules(), tools, tools.clock());
    });
    if (next == Next::stop) return false;
    if (next == Next::leave_lane) left.insert(job.site.site);
  }
  return true;
}

void take(const Turn& turn, const engine::InboundEvent& event, Speaker& speaker, const Tools& tools,
          const std::function<bool()>& stopping) {
  const Outcome outcome = speaker.take(event);
  if (stopping() && outcome.attempt.verdict == Verdict::failed) return;
  count_operation(tools.metrics, turn.endpoint, {Direction::inbound, "webhook", event.attempts + 1}, outcome);
  tools.write([&](engine::HubTransaction& tx) {
    record_inbound(tx, turn, event, outcome, speaker.rules(), tools, tools.clock());
  });
}

void pull(const Turn& turn, Speaker& speaker, const Tools& tools) {
  std::optional<std::string> state;
  const Outcome outcome = speaker.pull(state);
  count_operation(tools.metrics, turn.endpoint, {Direction::inbound, "masters", 1}, outcome);
  tools.write([&](engine::HubTransaction& tx) {
    record_pull(tx, turn, outcome, state, speaker.document(), tools, tools.clock());
  });
}
}  // namespace

Instant deliver_round(const EndpointKey& key, const Tools& tools, connectors::JqProcess& jq,
                      const std::function<bool()>& stopping) {
  for (;;) {
    if (stopping()) return tools.clock();
    Turn turn;
    tools.write([&](engine::HubTransaction& tx) { turn = claim(tx, key, tools, tools.clock()); });
    if (!turn.mine || (turn.jobs.empty() && turn.inbound.empty() && !turn.pull)) return turn.look_again;
    Speaker speaker{turn, tools, jq};
    for (const engine::InboundEvent& event : turn.inbound) {
      if (stopping()) return tools.clock();
      take(turn, event, speaker, tools, stopping);
    }
    if (turn.pull && speaker.document().pull) pull(turn, speaker, tools);
    if (!deliver(turn, speaker, tools, stopping)) return tools.clock();
  }
}
}  // namespace holdfast::courier
