#include "release/documents.h"

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "rollout/canonical_json.h"

namespace holdfast::release {
namespace {
Json number(std::int64_t value) { return Json::number(std::to_string(value)); }

/// `expires` in whole seconds and UTC, as the specification writes it.
Json time_of(Instant at) {
  std::string text;
  append_rfc3339(text, at, 0);
  const std::size_t point = text.find('.');
  return Json::string(text.substr(0, point == std::string::npos ? text.size() - 1 : point) + "Z");
}

std::string document_of(std::string_view type, const Heading& heading, std::vector<Json::Member> content) {
  content.emplace_back("_type", Json::string(std::string{type}));
  content.emplace_back("spec_version", Json::string("1.0.31"));
  content.emplace_back("version", number(heading.version));
  content.emplace_back("expires", time_of(heading.expires));
  if (heading.issued) content.emplace_back("issued", time_of(*heading.issued));
  const Json whole = Json::object({{"signatures", Json::array({})}, {"signed", Json::object(std::move(content))}});
  return rollout::canonical_metadata(whole).value();
}

Json file_of(std::int64_t version, std::string_view bytes) {
  return Json::object({{"hashes", Json::object({{"sha256", Json::string(to_hex(sha256(bytes)))}})},
                       {"length", number(static_cast<std::int64_t>(bytes.size()))},
                       {"version", number(version)}});
}

Json role_of(const RoleKeys& role) {
  std::set<std::string> ids;
  for (const rollout::PublicKey& key : role.keys) ids.insert(key_id(key));
  std::vector<Json> items;
  for (const std::string& id : ids) items.push_back(Json::string(id));
  return Json::object({{"keyids", Json::array(std::move(items))}, {"threshold", number(role.threshold)}});
}
}  // namespace

std::string root_document(const Heading& heading, const KeyHolders& holders) {
  std::map<std::string, Json> keys;
  for (const RoleKeys* role : {&holders.root, &holders.targets, &holders.snapshot, &holders.timestamp})
    for (const rollout::PublicKey& key : role->keys)
      keys.emplace(key_id(key), Json::object({{"keytype", Json::string(key.scheme == "ed25519" ? "ed25519" : "ecdsa")},
                                              {"keyval", Json::object({{"public", Json::string(key.value)}})},
                                              {"scheme", Json::string(key.scheme)}}));
  std::vector<Json::Member> content{{"consistent_snapshot", Json::boolean(true)},
                                    {"keys", Json::object({keys.begin(), keys.end()})},
                                    {"roles", Json::object({{"root", role_of(holders.root)},
                                                            {"snapshot", role_of(holders.snapshot)},
                                                            {"targets", role_of(holders.targets)},
                                                            {"timestamp", role_of(holders.timestamp)}})}};
  if (holders.resets_time) content.emplace_back("resetsTime", Json::boolean(true));
  return document_of("root", heading, std::move(content));
}

std::string targets_document(const Heading& heading, const std::map<std::string, rollout::Target>& targets) {
  std::vector<Json::Member> members;
  for (const auto& [path, target] : targets) {
    std::vector<Json::Member> hashes;
    for (const auto& [algorithm, digest] : target.hashes) hashes.emplace_back(algorithm, Json::string(digest));
    std::vector<Json::Member> described{{"hashes", Json::object(std::move(hashes))},
                                        {"length", number(static_cast<std::int64_t>(target.length))}};
    if (!target.custom.empty()) described.emplace_back("custom", parse_json(target.custom).value());
    members.emplace_back(path, Json::object(std::move(described)));
  }
  return document_of("targets", heading, {{"targets", Json::object(std::move(members))}});
}

std::string snapshot_document(const Heading& heading, std::int64_t targets_version, std::string_view targets_bytes) {
  return document_of("snapshot", heading,
                     {{"meta", Json::object({{"targets.json", file_of(targets_version, targets_bytes)}})}});
}

std::string timestamp_document(const Heading& heading, std::int64_t snapshot_version, std::string_view snapshot_bytes) {
  return document_of("timestamp", heading,
                     {{"meta", Json::object({{"snapshot.json", file_of(snapshot_version, snapshot_bytes)}})}});
}

Result<std::string> add_signature(std::string_view document, const Signer& signer) {
  const Json whole = TRY(parse_json(document));
  const Json* content = whole.find("signed");
  const Json* signatures = whole.find("signatures");
  const auto text = content != nullptr && content->is_object() ? rollout::canonical_metadata(*content) : std::nullopt;
  if (!text || signatures == nullptr || !signatures->is_array())
    return refuse(ErrorCode::invalid_body, "This is no document that can be signed.");
  const std::string id = key_id(signer.public_key()), signature = signer.sign(*text);
  std::vector<Json> kept;
  for (const Json& each : signatures->items())
    if (const Json* by = each.find("keyid"); by == nullptr || by->text() != id) kept.push_back(each);
  kept.push_back(Json::object(
      {{"keyid", Json::string(id)},
       {"sig", Json::string(to_hex({reinterpret_cast<const std::uint8_t*>(signature.data()), signature.size()}))}}));
  std::ranges::sort(kept, {}, [](const Json& each) { return each.find("keyid")->text(); });
  return rollout::canonical_metadata(Json::object({{"signatures", Json::array(std::move(kept))}, {"signed", *content}}))
      .value();
}
}  // namespace holdfast::release
