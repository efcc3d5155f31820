#include "wire/hello.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t most_bytes = 64 * 1024;

int newest_common(const std::vector<int>& a, const std::vector<int>& b) {
  int best = 0;
  for (const int version : a)
    if (std::find(b.begin(), b.end(), version) != b.end()) best = std::max(best, version);
  return best;
}

void write_versions(JsonWriter& json, std::string_view name, const std::map<std::string, std::vector<int>>& all) {
  // Names come from outside, so they are values here, never keys: [["price", [1, 2]], ...].
  json.key(name).begin_array();
  for (const auto& [what, versions] : all) {
    json.begin_array().value(what).begin_array();
    for (const int version : versions) json.value(version);
    json.end_array().end_array();
  }
  json.end_array();
}

bool read_versions(std::span<const Json> items, std::map<std::string, std::vector<int>>& all) {
  for (const Json& pair : items) {
    if (!pair.is_array() || pair.items().size() != 2 || !pair.items()[0].is_string() || !pair.items()[1].is_array())
      return false;
    std::vector<int>& versions = all[pair.items()[0].text()];
    for (const Json& item : pair.items()[1].items()) {
      const auto version = item.integer();
      if (!version || *version < 1 || *version > 10'000 || versions.size() == 64) return false;
      versions.push_back(static_cast<int>(*version));
    }
  }
  return true;
}

Decoded<Json> object_of(std::string_view text) {
  auto json = text.size() <= most_bytes ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return fault(Reason::form, "no JSON object");
  return *std::move(json);
}
}  // namespace

std::optional<Common> negotiate(const Offer& site, const Offer& hub) {
  const int newest = std::min(site.protocol_max, hub.protocol_max);
  if (newest < std::max(site.protocol_min, hub.protocol_min)) return std::nullopt;
  Common common;
  common.protocol = newest;
  for (const auto& [name, served] : hub.datasets) {
    const auto applied = site.datasets.find(name);
    const int version = applied == site.datasets.end() ? 0 : newest_common(applied->second, served);
    if (version > 0)
      common.datasets[name] = version;
    else
      common.withheld_datasets.push_back(name);
  }
  for (const auto& [type, made] : site.event_types) {
    const auto read = hub.event_types.find(type);
    if (read == hub.event_types.end() || newest_common(made, read->second) == 0) common.unread_types.push_back(type);
  }
  common.dictionary = std::any_of(site.dictionaries.begin(), site.dictionaries.end(), [&](const Sha256& sha) {
    return std::find(hub.dictionaries.begin(), hub.dictionaries.end(), sha) != hub.dictionaries.end();
  });
  return common;
}

std::string encode(const Offer& offer) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("protocol").begin_array().value(offer.protocol_min).value(offer.protocol_max).end_array();
  write_versions(json, "eventTypes", offer.event_types);
  write_versions(json, "datasets", offer.datasets);
  json.key("dictionaries").begin_array();
  for (const Sha256& sha : offer.dictionaries) json.value(to_text(sha));
  json.end_array().member("release", offer.release).end_object();
  return out;
}

Decoded<Offer> decode_offer(std::string_view text) {
  const auto json = object_of(text);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  Offer offer;
  const auto range = fields.array("protocol", true, 2);
  const auto least = range.size() == 2 ? range[0].integer() : std::nullopt;
  const auto most = least ? range[1].integer() : std::nullopt;
  if (!most || *least < 1 || *most < *least || *most > 10'000)
    return fault(Reason::form, "protocol is not [oldest, newest]");
  offer.protocol_min = static_cast<int>(*least);
  offer.protocol_max = static_cast<int>(*most);
  if (!read_versions(fields.array("eventTypes", false, 1000), offer.event_types) ||
      !read_versions(fields.array("datasets", false, 1000), offer.datasets))
    return fault(Reason::form, "versions are not [[name, [versions]]]");
  for (const Json& item : fields.array("dictionaries", false, 16)) {
    const auto sha = item.is_string() ? parse_digest(item.text()) : std::nullopt;
    if (!sha) return fault(Reason::form, "a dictionary is not named by its SHA-256");
    offer.dictionaries.push_back(*sha);
  }
  offer.release = fields.maybe_text("release", 64).value_or("");
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return offer;
}

std::string encode(const Common& common) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("protocol", common.protocol).key("datasets").begin_array();
  for (const auto& [name, version] : common.datasets) json.begin_array().value(name).value(version).end_array();
  json.end_array().key("withheldDatasets").begin_array();
  for (const std::string& name : common.withheld_datasets) json.value(name);
  json.end_array().key("unreadTypes").begin_array();
  for (const std::string& type : common.unread_types) json.value(type);
  json.end_array().member("dictionary", common.dictionary);
  if (!common.pin_key.empty()) json.member("pinKey", common.pin_key);
  if (!common.carry_key.empty()) json.member("carryKey", common.carry_key);
  json.end_object();
  return out;
}

Decoded<Common> decode_common(std::string_view text) {
  const auto json = object_of(text);
  if (!json) return tl::unexpected(json.error());
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  Common common;
  common.protocol = static_cast<int>(fields.integer("protocol", 1, 10'000));
  for (const Json& pair : fields.array("datasets", true, 1000)) {
    const auto version = pair.is_array() && pair.items().size() == 2 && pair.items()[0].is_string()
                             ? pair.items()[1].integer()
                             : std::nullopt;
    if (!version || *version < 1 || *version > 10'000) return fault(Reason::form, "a data set is not [name, version]");
    common.datasets[pair.items()[0].text()] = static_cast<int>(*version);
  }
  for (const Json& name : fields.array("withheldDatasets", false, 1000))
    common.withheld_datasets.push_back(name.text());
  for (const Json& type : fields.array("unreadTypes", false, 1000)) common.unread_types.push_back(type.text());
  common.dictionary = fields.flag("dictionary", false);
  common.carry_key = fields.maybe_text("carryKey", 64).value_or("");
  common.pin_key = fields.maybe_text("pinKey", 64).value_or("");
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return common;
}
}  // namespace holdfast::wire
