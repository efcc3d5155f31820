#include "rollout/slots.h"

#include <algorithm>
#include <stdexcept>

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::rollout {
namespace {
constexpr const char* slots_file = "slots.json";
constexpr std::int64_t highest = INT64_C(1) << 53;

void copy_or_remove(Disk& disk, std::string_view from, std::string_view to) {
  if (disk.there(from)) return replace_by_copy(disk, std::string{to}, from);
  disk.remove(to);
  disk.sync_folder(folder_of(to));
}
void forget_kept(Disk& disk) {
  disk.remove(restore_log);
  disk.remove(restore_file);
}
}  // namespace

std::string folder_of_slot(Slot slot) { return slot == Slot::a ? "slots/a" : "slots/b"; }

Result<Slots> parse_slots(std::string_view text) {
  constexpr std::string_view names[] = {"a", "b"};
  const Json document = TRY(parse_json(text));
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Slots slots;
  slots.active = fields.word("active", names) == "b" ? Slot::b : Slot::a;
  slots.committed_counter = fields.integer("committedCounter", 0, highest);
  if (const Json* candidate = fields.maybe_object("candidate")) {
    JsonFields of{*candidate, errors, "/candidate"};
    slots.candidate = Candidate{of.integer("counter", 0, highest), of.text("digest"),
                                static_cast<int>(of.integer("triesLeft", 0, 100)), of.flag("dataKept", false)};
    of.finish();
  }
  for (const Json& digest : fields.array("badDigests")) slots.bad_digests.push_back(digest.text());
  slots.active_digest = fields.maybe_text("activeDigest").value_or("");
  if (const Json* before = fields.maybe_object("before")) {
    JsonFields of{*before, errors, "/before"};
    slots.before = Before{of.integer("counter", 0, highest), of.text("digest")};
    of.finish();
  }
  fields.finish();
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "slots.json is not as described", std::move(errors));
  return slots;
}

std::string slots_text(const Slots& slots) {
  std::string text;
  JsonWriter json{text};
  json.begin_object()
      .member("active", slots.active == Slot::a ? "a" : "b")
      .member("committedCounter", slots.committed_counter);
  if (slots.candidate)
    json.key("candidate")
        .begin_object()
        .member("counter", slots.candidate->counter)
        .member("digest", slots.candidate->digest)
        .member("triesLeft", static_cast<std::int64_t>(slots.candidate->tries_left))
        .member("dataKept", slots.candidate->data_kept)
        .end_object();
  json.key("badDigests").begin_array();
  for (const std::string& digest : slots.bad_digests) json.value(digest);
  json.end_array();
  if (!slots.active_digest.empty()) json.member("activeDigest", slots.active_digest);
  if (slots.before)
    json.key("before")
        .begin_object()
        .member("counter", slots.before->counter)
        .member("digest", slots.before->digest)
        .end_object();
  json.end_object();
  return text;
}

Slots load_slots(Disk& disk) {
  const auto text = disk.read(slots_file);
  if (!text) throw std::runtime_error{"slots.json is not there"};
  Result<Slots> slots = parse_slots(*text);
  if (!slots) throw std::runtime_error{"slots.json: " + slots.error().detail};
  return std::move(*slots);
}

void store_slots(Disk& disk, const Slots& slots) { replace_file(disk, slots_file, slots_text(slots)); }

Start begin_start(Disk& disk) {
  Slots slots = load_slots(disk);
  if (!slots.candidate) return {slots.active, false};
  if (slots.candidate->tries_left == 0) {
    roll_back(disk);
    return {slots.active, false};
  }
  if (!slots.candidate->data_kept) {
    copy_or_remove(disk, data_file, restore_file);
    copy_or_remove(disk, data_log, restore_log);
    slots.candidate->data_kept = true;
  }
  --slots.candidate->tries_left;
  store_slots(disk, slots);
  return {other(slots.active), true};
}

void commit(Disk& disk) {
  Slots slots = load_slots(disk);
  if (!slots.candidate) return;
  slots.before.reset();
  if (!slots.active_digest.empty()) slots.before = Before{slots.committed_counter, slots.active_digest};
  slots.active = other(slots.active);
  slots.committed_counter = slots.candidate->counter;
  slots.active_digest = slots.candidate->digest;
  slots.candidate.reset();
  store_slots(disk, slots);
  forget_kept(disk);
}

void roll_back(Disk& disk) {
  Slots slots = load_slots(disk);
  if (!slots.candidate) return;
  // No more tries first: whatever is cut off from here on leads here again, and never to a start with half of the data.
  // A proving candidate serves nobody, so nothing that happened meanwhile is lost with its data.
  if (slots.candidate->tries_left > 0) {
    slots.candidate->tries_left = 0;
    store_slots(disk, slots);
  }
  if (slots.candidate->data_kept) {
    disk.remove(data_index);
    disk.remove(data_log);
    disk.sync_folder(folder_of(data_log));
    replace_by_copy(disk, std::string{data_file}, restore_file);
    copy_or_remove(disk, restore_log, data_log);
  }
  const auto known = std::ranges::find(slots.bad_digests, slots.candidate->digest);
  if (known == slots.bad_digests.end()) slots.bad_digests.push_back(slots.candidate->digest);
  slots.before.reset();
  slots.candidate.reset();
  store_slots(disk, slots);
  forget_kept(disk);
}
}  // namespace holdfast::rollout
