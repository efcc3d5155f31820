#include "rollout/lives.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "base/json_writer.h"
#include "rollout/install.h"

namespace holdfast::rollout {
namespace {
constexpr const char* lives_file = "lives.json";
constexpr std::int64_t highest = INT64_C(1) << 53;

struct Lives {
  std::string digest;           ///< whose
  std::int64_t counter = 0;     ///< of it
  std::string release;          ///< for people
  std::int64_t since_s = 0;     ///< its first start
  std::int64_t short_ones = 0;  ///< in a row
  std::optional<Here> open;     ///< it was started then, and did not say how it ended
  bool leaving = false;         ///< it is being left: what runs next follows it
  std::string stays;            ///< it should be left and cannot
  std::optional<LeftBehind> left;
};

Lives read_lives(Disk& disk) {
  Lives out;
  const auto text = disk.read(lives_file);
  const Result<Json> document = parse_json(text.value_or("{}"));
  if (!document) return out;  // ours, and spoilt: it counts from the beginning
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
  out.digest = fields.maybe_text("digest").value_or("");
  out.counter = fields.maybe_integer("counter", 0, highest).value_or(0);
  out.release = fields.maybe_text("release").value_or("");
  out.since_s = fields.maybe_integer("since", 0, highest).value_or(0);
  out.short_ones = fields.maybe_integer("short", 0, highest).value_or(0);
  out.leaving = fields.flag("leaving", false);
  out.stays = fields.maybe_text("stays").value_or("");
  if (const Json* open = fields.maybe_object("open")) {
    JsonFields of{*open, errors, "/open"};
    out.open = Here{of.maybe_text("boot").value_or(""), of.maybe_integer("at", 0, highest).value_or(0),
                    of.maybe_integer("up", 0, highest).value_or(0)};
  }
  if (const Json* left = fields.maybe_object("left")) {
    JsonFields of{*left, errors, "/left"};
    out.left = LeftBehind{of.maybe_integer("counter", 0, highest).value_or(0), of.maybe_text("digest").value_or(""),
                          of.maybe_text("release").value_or(""), of.maybe_text("why").value_or("")};
  }
  return errors.empty() ? out : Lives{};
}

void write_lives(Disk& disk, const Lives& lives) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("digest", lives.digest).member("counter", lives.counter).member("release", lives.release);
  json.member("since", lives.since_s).member("short", lives.short_ones).member("leaving", lives.leaving);
  if (!lives.stays.empty()) json.member("stays", lives.stays);
  if (lives.open)
    json.key("open")
        .begin_object()
        .member("boot", lives.open->boot)
        .member("at", lives.open->unix_s)
        .member("up", lives.open->up_s)
        .end_object();
  if (lives.left)
    json.key("left")
        .begin_object()
        .member("counter", lives.left->counter)
        .member("digest", lives.left->digest)
        .member("release", lives.left->release)
        .member("why", lives.left->why)
        .end_object();
  json.end_object();
  if (disk.read(lives_file) != text) replace_file(disk, lives_file, text);
}

std::optional<Manifest> manifest_in(Disk& disk, Slot slot) {
  const auto text = disk.read(folder_of_slot(slot) + "/manifest.json");
  Result<Manifest> manifest = text ? parse_manifest(*text) : Result<Manifest>{tl::unexpect, Error{}};
  return manifest ? std::optional{std::move(*manifest)} : std::nullopt;
}

std::string ended(const Lives& lives) {
  return "it ended by itself " + std::to_string(lives.short_ones) + " times within minutes of its start";
}

/// Makes the release before the candidate; or says why not.
std::optional<std::string> leave(Disk& disk, const Slots& slots) {
  if (!slots.before) return "there is no release here to go back to";
  const auto now = manifest_in(disk, slots.active), before = manifest_in(disk, other(slots.active));
  if (!now || !before) return "the release before cannot be read";
  // What runs has migrated the data to what it writes, and says who can read that; nothing of them is taken back. Where
  // it did not have to migrate, the release before got along with them already.
  const SiteFacts facts{.committed_counter = slots.committed_counter,
                        .least_safe_counter = least_safe(disk),
                        .architecture = before->architecture,
                        .schema = now->schema_writes,
                        .launcher = before->compatibility.launcher,
                        .hub_protocol = {},
                        .bad_digests = slots.bad_digests,
                        .schema_readable_by = now->schema_readable_by};
  const auto made = make_before_candidate(disk, facts);
  return made ? std::nullopt : std::optional{made.error().detail};
}
}  // namespace

Life begin_life(Disk& disk, const Here& here) {
  const Slots slots = load_slots(disk);
  Lives lives = read_lives(disk);
  if (lives.digest != slots.active_digest || lives.counter != slots.committed_counter) {
    std::optional<LeftBehind> left = lives.left;
    if (lives.leaving) left = LeftBehind{lives.counter, lives.digest, lives.release, ended(lives)};
    const auto manifest = manifest_in(disk, slots.active);
    lives = {.digest = slots.active_digest,
             .counter = slots.committed_counter,
             .release = manifest ? manifest->release : "",
             .since_s = here.unix_s,
             .open = {},
             .stays = {},
             .left = std::move(left)};
  }
  if (lives.open && lives.open->boot == here.boot) {  // it was killed together with whoever would have counted it
    const std::int64_t lasted = here.up_s - lives.open->up_s;
    lives.short_ones = lasted >= short_life_s ? 0 : lives.short_ones + 1;
  }
  lives.open.reset();
  lives.leaving = false;
  Life out;
  lives.since_s = std::min(lives.since_s, here.unix_s);  // a clock that was ahead made nothing old
  const std::int64_t age = here.unix_s - lives.since_s;
  if (lives.short_ones < most_short_lives) lives.stays.clear();
  // Once it is clear that it has to stay, it is not asked again at each start.
  if (lives.short_ones >= most_short_lives && age < watched_s && lives.stays.empty()) {
    // Noted first: cut off in between, the next start finds it so and goes on.
    lives.leaving = true;
    write_lives(disk, lives);
    const auto trouble = leave(disk, slots);
    if (!trouble) return {true, ended(lives) + ": back to the release before, with the data as they are"};
    lives.leaving = false;
    lives.stays = ended(lives) + ", and goes on all the same: " + *trouble;
    out.why = lives.stays;
  }
  lives.open = here;
  write_lives(disk, lives);
  return out;
}

void end_life(Disk& disk, Ending ending, std::int64_t lasted_s) {
  Lives lives = read_lives(disk);
  lives.open.reset();
  lives.short_ones = ending == Ending::told || lasted_s >= short_life_s ? 0 : lives.short_ones + 1;
  write_lives(disk, lives);
}

std::optional<LeftBehind> left_behind(Disk& disk) { return read_lives(disk).left; }
void forget_left_behind(Disk& disk) {
  Lives lives = read_lives(disk);
  if (!std::exchange(lives.left, std::nullopt)) return;
  write_lives(disk, lives);
}
std::string stays_because(Disk& disk) { return read_lives(disk).stays; }
}  // namespace holdfast::rollout
