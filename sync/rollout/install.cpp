#include "rollout/install.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "base/json_writer.h"
#include "rollout/bundle_archive.h"

namespace holdfast::rollout {
namespace {
using Why = Distrust::Why;
constexpr std::string_view manifest_name = "manifest.json";
constexpr const char *staged_file = "staged.json", *safe_file = "safe.json";
constexpr std::int64_t highest = INT64_C(1) << 53;

std::string staged_text(const Staged& staged) {
  std::string text;
  JsonWriter{text}
      .begin_object()
      .member("slot", staged.slot == Slot::a ? "a" : "b")
      .member("counter", staged.counter)
      .member("digest", staged.digest)
      .member("release", staged.release)
      .end_object();
  return text;
}
std::optional<Staged> parse_staged(std::string_view text) {
  constexpr std::string_view names[] = {"a", "b"};
  const Result<Json> document = parse_json(text);
  if (!document) return std::nullopt;
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
  const Staged out{fields.word("slot", names) == "b" ? Slot::b : Slot::a, fields.integer("counter", 0, highest),
                   fields.text("digest"), fields.text("release")};
  return errors.empty() ? std::optional{out} : std::nullopt;
}
constexpr std::size_t block = 512, most_manifest = 4 << 20;

/// The manifest is the first member, so that the rest is judged before it is written.
Trust<Manifest> manifest_of(std::string_view bundle) {
  std::string text, first;
  ArchiveReader reader{{[&](const Member& member) {
                          if (first.empty()) first = member.path;
                        },
                        [&](std::string_view data) {
                          if (text.size() < most_manifest) text += data;
                        }}};
  for (std::size_t at = 0; at < bundle.size() && text.size() < most_manifest; at += block) {
    if (auto taken = reader.take(bundle.substr(at, block)); !taken) return tl::unexpected(std::move(taken).error());
    if (first != manifest_name) return distrust(Why::malformed, "the first member is not manifest.json");
    if (auto parsed = parse_manifest(text)) return std::move(*parsed);
  }
  const auto parsed = parse_manifest(text.substr(0, text.find('\0')));
  return distrust(Why::malformed, parsed ? "the manifest is cut short" : parsed.error().detail);
}

/// Writes the members, each into its place below the slot.
class Unpacking {
 public:
  Unpacking(Disk& disk, std::string slot) : disk_{disk}, slot_{std::move(slot)} {}
  void begin(const Member& member) {
    finish_file();
    const std::string path = slot_ + "/" + member.path;
    for (std::size_t slash = path.find('/', slot_.size() + 1); slash != std::string::npos;
         slash = path.find('/', slash + 1))
      folder(path.substr(0, slash));
    if (member.kind == Member::Kind::folder) return folder(path);
    if (member.kind == Member::Kind::link) return disk_.link(path, member.target);
    disk_.append(path, "");
    disk_.set_mode(path, member.mode);
    file_ = path;
  }
  void data(std::string_view bytes) { disk_.append(file_, bytes); }
  /// Everything durable, the names from the leaves upwards.
  void finish() {
    finish_file();
    for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) disk_.sync_folder(*folder);
    disk_.sync_folder(slot_);
    disk_.sync_folder(folder_of(slot_));
    disk_.sync_folder("");
  }

 private:
  void folder(const std::string& path) {
    if (folders_.insert(path).second) disk_.make_folder(path);
  }
  void finish_file() {
    if (!file_.empty()) disk_.sync(file_);
    file_.clear();
  }
  Disk& disk_;
  std::string slot_, file_;
  std::set<std::string> folders_;
};

Trust<void> unpack(Disk& disk, std::string_view bundle, const std::string& slot) {
  disk.remove(slot);
  disk.sync_folder(folder_of(slot));
  disk.make_folder(folder_of(slot));
  disk.make_folder(slot);
  Unpacking unpacking{disk, slot};
  ArchiveReader reader{
      {[&](const Member& member) { unpacking.begin(member); }, [&](std::string_view data) { unpacking.data(data); }}};
  if (auto taken = reader.take(bundle); !taken) return taken;
  if (auto ended = reader.end(); !ended) return ended;
  unpacking.finish();
  return {};
}
}  // namespace

Trust<Manifest> verify_slot(Disk& disk, Slot slot) {
  const std::string folder = folder_of_slot(slot) + "/";
  const auto text = disk.read(folder + std::string{manifest_name});
  if (!text) return distrust(Why::missing, "the slot has no manifest");
  Result<Manifest> manifest = parse_manifest(*text);
  if (!manifest) return distrust(Why::malformed, manifest.error().detail);
  for (const BundleFile& file : manifest->files) {
    const auto bytes = disk.read(folder + file.path);
    if (!bytes) return distrust(Why::missing, file.path + " is not there");
    if (auto wrong = wrong_bytes(*bytes, file.size, {{"sha256", file.sha256}}))
      return distrust(wrong->why, file.path + ": " + wrong->detail);
  }
  return std::move(*manifest);
}

Trust<Installed> stage(Disk& disk, std::string_view bundle, const Target& target, const SiteFacts& site) {
  if (auto wrong = wrong_bytes(bundle, target.length, target.hashes)) return tl::unexpected(std::move(*wrong));
  auto manifest = manifest_of(bundle);
  if (!manifest) return tl::unexpected(std::move(manifest).error());
  const std::string digest = to_hex(sha256(bundle));
  if (const auto why = objections(*manifest, digest, site); !why.empty()) return distrust(Why::mismatch, why.front());
  Slots slots = load_slots(disk);
  if (slots.candidate) return distrust(Why::mismatch, "another release is being proved");
  const Slot free = other(slots.active);
  // What lay there is forgotten before the first byte of it goes.
  if (disk.there(staged_file)) {
    disk.remove(staged_file);
    disk.sync_folder("");
  }
  if (slots.before) {
    slots.before.reset();
    store_slots(disk, slots);
  }
  if (auto unpacked = unpack(disk, bundle, folder_of_slot(free)); !unpacked)
    return tl::unexpected(std::move(unpacked).error());
  const auto read_back = verify_slot(disk, free);
  if (!read_back) return tl::unexpected(read_back.error());
  if (*read_back != *manifest) return distrust(Why::mismatch, "the slot holds another manifest");
  replace_file(disk, staged_file, staged_text({free, manifest->counter, digest, manifest->release}));
  return Installed{std::move(*manifest), free};
}

std::optional<Staged> staged(Disk& disk) {
  const auto text = disk.read(staged_file);
  const auto found = text ? parse_staged(*text) : std::nullopt;
  const Slots slots = load_slots(disk);
  if (!found || found->slot == slots.active || slots.before) return std::nullopt;
  const bool bad = std::ranges::find(slots.bad_digests, found->digest) != slots.bad_digests.end();
  return bad ? std::nullopt : found;
}

Trust<void> make_candidate(Disk& disk, const SiteFacts& site, int tries) {
  const auto waiting = staged(disk);
  if (!waiting) return distrust(Why::missing, "nothing waits in the other slot");
  Slots slots = load_slots(disk);
  if (slots.candidate) return distrust(Why::mismatch, "another release is being proved");
  const auto manifest = verify_slot(disk, waiting->slot);
  if (!manifest) return tl::unexpected(manifest.error());
  if (manifest->counter != waiting->counter) return distrust(Why::mismatch, "the slot holds another release");
  if (const auto why = objections(*manifest, waiting->digest, site); !why.empty())
    return distrust(Why::mismatch, why.front());
  slots.candidate = Candidate{waiting->counter, waiting->digest, tries, false};
  store_slots(disk, slots);
  return {};
}

std::string_view name_of(NoWayBack::Why why) {
  constexpr std::string_view names[] = {"gone", "migrated", "unfit"};
  return names[static_cast<std::size_t>(why)];
}

namespace {
std::optional<NoWayBack> no_way_back_to(const Manifest& before, const std::string& digest, const SiteFacts& site) {
  if (!gets_along_with_data(before, site))
    return NoWayBack{NoWayBack::Why::migrated, before.release, site.schema, before.schema_writes,
                     "It cannot go back: the data were migrated (schema " + std::to_string(site.schema) + "; release " +
                         before.release + " reads at most " + std::to_string(before.schema_writes) + ")."};
  SiteFacts backwards = site;  // being older is what is wanted; all the rest holds
  backwards.committed_counter = before.counter - 1;
  if (const std::int64_t newest = before.compatibility.to_counter; newest > 0)
    backwards.committed_counter = std::min(backwards.committed_counter, newest);
  const auto why = objections(before, digest, backwards);
  if (why.empty()) return std::nullopt;
  return NoWayBack{NoWayBack::Why::unfit, before.release, 0, 0, "It cannot go back: " + why.front()};
}
}  // namespace

std::optional<NoWayBack> no_way_back(Disk& disk, const SiteFacts& site) {
  const NoWayBack gone{NoWayBack::Why::gone, "", 0, 0, "It cannot go back: the release before is not here any more."};
  const Slots slots = load_slots(disk);
  const auto text =
      slots.before ? disk.read(folder_of_slot(other(slots.active)) + "/" + std::string{manifest_name}) : std::nullopt;
  const Result<Manifest> manifest = parse_manifest(text.value_or(""));
  if (!manifest || manifest->counter != slots.before->counter) return gone;
  return no_way_back_to(*manifest, slots.before->digest, site);
}

Trust<void> make_before_candidate(Disk& disk, const SiteFacts& site, int tries) {
  Slots slots = load_slots(disk);
  if (slots.candidate) return distrust(Why::mismatch, "another release is being proved");
  if (!slots.before) return distrust(Why::missing, "the release before is not here any more");
  const auto manifest = verify_slot(disk, other(slots.active));
  if (!manifest) return tl::unexpected(manifest.error());
  if (manifest->counter != slots.before->counter) return distrust(Why::mismatch, "the slot holds another release");
  if (const auto closed = no_way_back_to(*manifest, slots.before->digest, site))
    return distrust(Why::mismatch, closed->detail);
  slots.candidate = Candidate{slots.before->counter, slots.before->digest, tries, false};
  if (!slots.active_digest.empty() &&
      std::ranges::find(slots.bad_digests, slots.active_digest) == slots.bad_digests.end())
    slots.bad_digests.push_back(slots.active_digest);
  store_slots(disk, slots);
  return {};
}

std::int64_t least_safe(Disk& disk) {
  const auto text = disk.read(safe_file);
  const Result<Json> document = parse_json(text.value_or("{}"));
  const Json* counter = document ? document->find("leastSafeCounter") : nullptr;
  return counter != nullptr ? counter->integer().value_or(0) : 0;
}
void keep_least_safe(Disk& disk, std::int64_t counter) {
  if (counter <= least_safe(disk)) return;
  std::string text;
  JsonWriter{text}.begin_object().member("leastSafeCounter", counter).end_object();
  replace_file(disk, safe_file, text);
}

Trust<Installed> install(Disk& disk, std::string_view bundle, const Target& target, const SiteFacts& site, int tries) {
  auto installed = stage(disk, bundle, target, site);
  if (!installed) return installed;
  if (auto made = make_candidate(disk, site, tries); !made) return tl::unexpected(std::move(made).error());
  return installed;
}
}  // namespace holdfast::rollout
