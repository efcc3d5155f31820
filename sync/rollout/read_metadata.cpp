#include <charconv>

#include "rollout/canonical_json.h"
#include "rollout/hex_text.h"
#include "rollout/metadata.h"

namespace holdfast::rollout {
namespace {
/// Reads members and remembers the first complaint; members nobody asks for are left alone, as the specification wants.
class Reader {
 public:
  const Json& object(const Json& in, std::string_view name) { return take(in, name, Json::Kind::object); }
  const Json& array(const Json& in, std::string_view name) { return take(in, name, Json::Kind::array); }
  const std::string& text(const Json& in, std::string_view name) { return take(in, name, Json::Kind::string).text(); }
  std::int64_t count(const Json& in, std::string_view name, std::int64_t least = 0) {
    const auto number = take(in, name, Json::Kind::number).integer();
    if (!number || *number < least) complain(std::string{name} + " is not a count");
    return number.value_or(0);
  }
  Instant time(const Json& in, std::string_view name) {
    const auto at = parse_rfc3339(text(in, name));
    if (!at) complain(std::string{name} + " is not a time");
    return at.value_or(Instant{});
  }
  void complain(std::string what) {
    if (wrong.empty()) wrong = std::move(what);
  }
  std::string wrong;

 private:
  const Json& take(const Json& in, std::string_view name, Json::Kind kind) {
    static const Json nothing;
    const Json* found = in.find(name);
    if (found && found->kind() == kind) return *found;
    complain(std::string{name} + " is missing or of another kind");
    return nothing;
  }
};

Keys read_keys(Reader& read, const Json& in) {
  Keys keys;
  for (const auto& [id, key] : read.object(in, "keys").members())
    keys.emplace(id, PublicKey{read.text(key, "scheme"), read.text(read.object(key, "keyval"), "public")});
  return keys;
}

Role read_role(Reader& read, const Json& in) {
  Role role;
  const std::int64_t threshold = read.count(in, "threshold", 1);
  if (threshold > 1000) read.complain("threshold is above 1000");
  role.threshold = static_cast<int>(threshold);
  for (const Json& id : read.array(in, "keyids").items())
    if (!role.keys.insert(id.text()).second) read.complain("a key id is listed twice");
  return role;
}

Hashes read_hashes(Reader& read, const Json& in) {
  Hashes hashes;
  for (const auto& [name, digest] : read.object(in, "hashes").members()) hashes.emplace_back(name, digest.text());
  if (hashes.empty()) read.complain("hashes are empty");
  return hashes;
}

FileMeta read_file(Reader& read, const Json& in) {
  FileMeta file{.version = read.count(in, "version", 1), .length = {}, .hashes = {}};
  if (in.find("length")) file.length = static_cast<std::uint64_t>(read.count(in, "length"));
  if (in.find("hashes")) file.hashes = read_hashes(read, in);
  return file;
}

void read_into(Reader& read, const Json& in, Root& root) {
  const Json* consistent = in.find("consistent_snapshot");
  root.consistent_snapshot = consistent && consistent->truth();
  const Json* resets = in.find("resetsTime");
  root.resets_time = resets && resets->truth();
  root.keys = read_keys(read, in);
  for (const auto& [name, role] : read.object(in, "roles").members()) root.roles.emplace(name, read_role(read, role));
  for (const std::string_view name : {"root", "timestamp", "snapshot", "targets"})
    if (!root.roles.contains(name)) read.complain("there is no role " + std::string{name});
}

void read_into(Reader& read, const Json& in, Timestamp& timestamp) {
  timestamp.snapshot = read_file(read, read.object(read.object(in, "meta"), "snapshot.json"));
}

void read_into(Reader& read, const Json& in, Snapshot& snapshot) {
  for (const auto& [name, file] : read.object(in, "meta").members())
    snapshot.files.emplace(name, read_file(read, file));
}

Delegation read_delegation(Reader& read, const Json& in) {
  Delegation out{.name = read.text(in, "name"),
                 .role = read_role(read, in),
                 .terminating = false,
                 .patterns = {},
                 .hash_prefixes = {}};
  const Json* terminating = in.find("terminating");
  if (!terminating || terminating->kind() != Json::Kind::boolean) read.complain("terminating is missing");
  out.terminating = terminating && terminating->truth();
  const bool by_pattern = in.find("paths") != nullptr;
  if (by_pattern == (in.find("path_hash_prefixes") != nullptr))
    read.complain("a delegation names paths or digests of paths");
  for (const Json& item : read.array(in, by_pattern ? "paths" : "path_hash_prefixes").items())
    (by_pattern ? out.patterns : out.hash_prefixes).push_back(item.text());
  for (const std::string_view own : {"root", "timestamp", "snapshot", "targets", ""})
    if (out.name == own) read.complain("a delegated role may not be called '" + out.name + "'");
  return out;
}

void read_into(Reader& read, const Json& in, Targets& targets) {
  for (const auto& [path, target] : read.object(in, "targets").members()) {
    const Json* custom = target.find("custom");
    targets.targets.emplace(path,
                            Target{static_cast<std::uint64_t>(read.count(target, "length")), read_hashes(read, target),
                                   custom ? canonical_json(*custom).value_or("") : ""});
  }
  if (!in.find("delegations")) return;
  const Json& delegations = read.object(in, "delegations");
  targets.keys = read_keys(read, delegations);
  std::set<std::string> names;
  for (const Json& role : read.array(delegations, "roles").items()) {
    targets.delegations.push_back(read_delegation(read, role));
    if (!names.insert(targets.delegations.back().name).second) read.complain("a role is delegated to twice");
  }
}

void read_signatures(Reader& read, const Json& document, Signatures& out) {
  for (const Json& item : read.array(document, "signatures").items()) {
    const auto bytes = bytes_of_hex(read.text(item, "sig"));
    if (!bytes) read.complain("a signature is not hexadecimal");
    if (!out.by_key.emplace(read.text(item, "keyid"), bytes.value_or("")).second)
      read.complain("a key has signed twice");
  }
}

template <class T>
Trust<Signed<T>> read_document(std::string_view bytes, std::string_view type) {
  const Result<Json> document = parse_json(bytes);
  if (!document) return distrust(Distrust::Why::malformed, document.error().detail);
  Reader read;
  Signed<T> out;
  read_signatures(read, *document, out.signatures);
  const Json& content = read.object(*document, "signed");
  const auto text = canonical_metadata(content);
  if (!text) read.complain("it holds a number with a fraction");
  out.signatures.text = text.value_or("");
  if (read.text(content, "_type") != type) read.complain("it is not of type " + std::string{type});
  if (!read.text(content, "spec_version").starts_with("1.")) read.complain("its specification is not of version 1");
  out.document.version = read.count(content, "version", 1);
  out.document.expires = read.time(content, "expires");
  // Whatever others mean by that word: a time that the document itself does not outlive proves nothing.
  if (const Json* issued = content.find("issued"))
    if (const auto at = parse_rfc3339(issued->text()); at && *at < out.document.expires) out.document.issued = at;
  read_into(read, content, out.document);
  if (!read.wrong.empty()) return distrust(Distrust::Why::malformed, std::string{type} + ": " + read.wrong);
  return out;
}
}  // namespace

Trust<Signed<Root>> read_root(std::string_view bytes) { return read_document<Root>(bytes, "root"); }
Trust<Signed<Timestamp>> read_timestamp(std::string_view bytes) { return read_document<Timestamp>(bytes, "timestamp"); }
Trust<Signed<Snapshot>> read_snapshot(std::string_view bytes) { return read_document<Snapshot>(bytes, "snapshot"); }
Trust<Signed<Targets>> read_targets(std::string_view bytes) { return read_document<Targets>(bytes, "targets"); }
}  // namespace holdfast::rollout
