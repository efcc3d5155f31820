#include "update/releases.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "rollout/disk.h"

namespace holdfast::update {
namespace {
constexpr const char *trust_file = "trust.json", *root_file = "root.json", *journey_file = "journey.json",
                     *history_file = "history.json", *policy_file = "policy.json", *time_file = "time.json";
constexpr std::size_t most_history = 100, longest_text = 4000;
constexpr std::int64_t highest = INT64_C(1) << 53;
constexpr std::string_view outcomes[] = {"committed", "wentBack", "refused", "failed"};

void append(JsonWriter& json, const Journey& journey) {
  json.member("target", journey.target).member("digest", journey.digest).member("release", journey.release);
  json.member("source", journey.source).member("counter", journey.counter).member("bytes", journey.bytes);
  json.key("begun").time(journey.begun, 0).member("forced", journey.forced).member("switching", journey.switching);
}
Journey read(JsonFields& fields) {
  Journey out;
  out.target = fields.maybe_text("target", longest_text).value_or("");
  out.digest = fields.maybe_text("digest").value_or("");
  out.release = fields.maybe_text("release").value_or("");
  out.source = fields.maybe_text("source").value_or("");
  out.counter = fields.maybe_integer("counter", 0, highest).value_or(0);
  out.bytes = fields.maybe_integer("bytes", 0, highest).value_or(0);
  out.begun = fields.maybe_time("begun").value_or(Instant{});
  out.forced = fields.flag("forced", false);
  out.switching = fields.flag("switching", false);
  return out;
}
/// A file of ours that somebody spoilt says nothing; it is written anew with the next change.
std::optional<Json> document(rollout::Disk& disk, const char* file) {
  const auto text = disk.read(file);
  if (!text) return std::nullopt;
  Result<Json> parsed = parse_json(*text);
  return parsed ? std::optional{std::move(*parsed)} : std::nullopt;
}
}  // namespace

std::string_view name_of(Outcome outcome) { return outcomes[static_cast<std::size_t>(outcome)]; }

Releases::Releases(const std::filesystem::path& root, const std::filesystem::path& data, std::string version)
    : root_{root}, version_{std::move(version)}, disk_{root, data} {}

Running Releases::running() {
  Running out{version_, 0, "", {{"holdfastd", version_}}};
  if (!managed()) return out;
  const rollout::Slots slots = rollout::load_slots(disk_);
  out.counter = slots.committed_counter;
  out.digest = slots.active_digest;
  const auto text = disk_.read(rollout::folder_of_slot(slots.active) + "/manifest.json");
  if (const auto manifest = text ? rollout::parse_manifest(*text) : Result<rollout::Manifest>{tl::unexpect, Error{}}) {
    out.release = manifest->release;
    out.components = manifest->components;
  }
  return out;
}
std::optional<rollout::Before> Releases::before() {
  return managed() ? rollout::load_slots(disk_).before : std::nullopt;
}
std::vector<std::string> Releases::bad() {
  return managed() ? rollout::load_slots(disk_).bad_digests : std::vector<std::string>{};
}
void Releases::clear_bad(const std::string& digest) {
  rollout::Slots slots = rollout::load_slots(disk_);
  if (std::erase(slots.bad_digests, digest) > 0) rollout::store_slots(disk_, slots);
}

rollout::TrustedFiles Releases::trusted() {
  rollout::TrustedFiles out;
  if (!managed()) return out;
  if (const auto kept = document(disk_, trust_file))
    for (const auto& [role, text] : kept->members()) out.emplace(role, text.text());
  if (!out.contains("root"))
    if (auto root = disk_.read(root_file)) out.insert_or_assign("root", std::move(*root));
  return out.contains("root") ? out : rollout::TrustedFiles{};
}
void Releases::keep_trusted(const rollout::TrustedFiles& files) {
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  for (const auto& [role, bytes] : files) json.member(role, bytes);
  json.end_object();
  if (disk_.read(trust_file) != text) rollout::replace_file(disk_, trust_file, text);
}

Instant Releases::proven_time() {
  const auto kept = managed() ? document(disk_, time_file) : std::nullopt;
  if (!kept) return Instant{};
  std::vector<FieldError> errors;
  JsonFields fields{*kept, errors};
  return fields.maybe_time("proven").value_or(Instant{});
}
void Releases::keep_proven_time(Instant at) {
  if (proven_time() == at) return;
  std::string text;
  JsonWriter{text}.begin_object().key("proven").time(at, 0).end_object();
  rollout::replace_file(disk_, time_file, text);
}

std::optional<Journey> Releases::journey() {
  if (!managed()) return std::nullopt;
  const auto kept = document(disk_, journey_file);
  if (!kept) return std::nullopt;
  std::vector<FieldError> errors;
  JsonFields fields{*kept, errors};
  Journey out = read(fields);
  return out.digest.empty() ? std::nullopt : std::optional{std::move(out)};
}
void Releases::keep_journey(const Journey& journey) {
  std::string text;
  JsonWriter json{text};
  json.begin_object();
  append(json, journey);
  json.end_object();
  rollout::replace_file(disk_, journey_file, text);
}
void Releases::end_journey(const Journey& journey, Outcome outcome, const Cause& cause, Instant now) {
  std::vector<Past> all = history();
  // Ended twice is ended once: the power may have gone between the two files.
  const bool known = !all.empty() && all.front().journey.digest == journey.digest &&
                     all.front().journey.begun == journey.begun && all.front().outcome == outcome;
  if (!known) all.insert(all.begin(), {journey, outcome, cause, now});
  if (all.size() > most_history) all.resize(most_history);
  std::string text;
  JsonWriter json{text};
  json.begin_object().key("items").begin_array();
  for (const Past& past : all) {
    json.begin_object();
    append(json, past.journey);
    json.member("outcome", name_of(past.outcome)).member("cause", past.cause.text).member("code", past.cause.code);
    json.key("ended").time(past.ended, 0);
    json.end_object();
  }
  json.end_array().end_object();
  rollout::replace_file(disk_, history_file, text);
  disk_.remove(journey_file);
  disk_.sync_folder("");
}
std::vector<Past> Releases::history() {
  std::vector<Past> out;
  if (!managed()) return out;
  const auto kept = document(disk_, history_file);
  const Json* items = kept ? kept->find("items") : nullptr;
  if (items == nullptr) return out;
  for (const Json& item : items->items()) {
    std::vector<FieldError> errors;
    JsonFields fields{item, errors};
    Past past;
    past.journey = read(fields);
    const auto found = std::ranges::find(outcomes, fields.word("outcome", outcomes));
    past.outcome = static_cast<Outcome>(found == std::end(outcomes) ? 3 : found - std::begin(outcomes));
    past.cause = {fields.maybe_text("code", 40).value_or(""), fields.maybe_text("cause", longest_text).value_or("")};
    past.ended = fields.maybe_time("ended").value_or(Instant{});
    out.push_back(std::move(past));
  }
  return out;
}

rollout::UpdatePolicy Releases::policy() {
  std::vector<FieldError> errors;
  const auto kept = managed() ? document(disk_, policy_file) : std::nullopt;
  return kept ? rollout::read_policy(*kept, errors) : rollout::UpdatePolicy{};
}
void Releases::keep_policy(const rollout::UpdatePolicy& policy) {
  rollout::replace_file(disk_, policy_file, rollout::policy_text(policy));
}

void append_past(JsonWriter& json, const Past& past, int utc_offset_min) {
  json.begin_object().member("target", past.journey.target).member("release", past.journey.release);
  json.member("sha256", past.journey.digest).member("counter", past.journey.counter);
  json.member("source", past.journey.source).member("bytes", past.journey.bytes);
  json.key("startedAt").time(past.journey.begun, utc_offset_min);
  json.member("outcome", name_of(past.outcome)).member("cause", past.cause.text).member("code", past.cause.code);
  json.key("at").time(past.ended, utc_offset_min).end_object();
}
}  // namespace holdfast::update
