#include "rollout/compatibility.h"

#include <algorithm>

namespace holdfast::rollout {
namespace {
constexpr std::int64_t highest = INT64_C(1) << 53;
constexpr std::size_t longest = 100, most_beside = 100;
constexpr std::string_view digits = "0123456789";

Span read_span(const Json* value, std::vector<FieldError>& errors, const std::string& pointer) {
  static const Json empty = Json::object({});
  JsonFields fields{value != nullptr ? *value : empty, errors, pointer};
  const Span span{fields.integer("least", 0, highest), fields.integer("most", 0, highest)};
  if (span.least > span.most) fields.complain("most", "is below least");
  fields.finish();
  return span;
}

Beside read_beside(const Json& value, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{value, errors, pointer};
  Beside out{fields.text("name", longest), fields.text("least", longest),
             fields.maybe_text("below", longest).value_or("")};
  if (!is_version(out.least)) fields.complain("least", "is no version");
  if (!out.below.empty() && !is_version(out.below)) fields.complain("below", "is no version");
  if (!out.below.empty() && !is_older(out.least, out.below)) fields.complain("below", "is not above least");
  fields.finish();
  return out;
}

/// The next number of a version, 0 behind its end; takes it off with its dot.
std::string_view take_number(std::string_view& version) {
  const std::size_t end = std::min(version.find_first_not_of(digits), version.size());
  std::string_view number = version.substr(0, end);
  const bool more = end < version.size() && version[end] == '.';
  version.remove_prefix(more ? end + 1 : version.size());
  number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
  return number;
}
}  // namespace

Compatibility read_compatibility(const Json& value, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, "/compatibility"};
  Compatibility out;
  const Json *protocol = fields.maybe_object("protocol"), *api = fields.maybe_object("api");
  out.protocol = read_span(protocol, errors, "/compatibility/protocol");
  out.api = read_span(api, errors, "/compatibility/api");
  out.launcher = fields.integer("launcher", 1, highest);
  out.from_counter = fields.integer("fromCounter", 0, highest);
  out.to_counter = fields.maybe_integer("toCounter", 1, highest).value_or(0);
  if (out.to_counter > 0 && out.to_counter < out.from_counter) fields.complain("toCounter", "is below fromCounter");
  std::size_t index = 0;
  for (const Json& item : fields.array("beside", false, most_beside)) {
    const std::string pointer = "/compatibility/beside/" + std::to_string(index++);
    out.beside.push_back(read_beside(item, errors, pointer));
    const bool sorted = out.beside.size() < 2 || out.beside[out.beside.size() - 2].name < out.beside.back().name;
    if (!sorted) errors.push_back({pointer + "/name", "is not after the one before it"});
  }
  fields.finish();
  return out;
}

void write_compatibility(JsonWriter& json, const Compatibility& compatibility) {
  const auto span = [&](std::string_view name, const Span& value) {
    json.key(name).begin_object().member("least", value.least).member("most", value.most).end_object();
  };
  json.begin_object();
  span("protocol", compatibility.protocol);
  span("api", compatibility.api);
  json.member("launcher", compatibility.launcher).member("fromCounter", compatibility.from_counter);
  if (compatibility.to_counter > 0) json.member("toCounter", compatibility.to_counter);
  if (!compatibility.beside.empty()) {
    json.key("beside").begin_array();
    for (const Beside& each : compatibility.beside) {
      json.begin_object().member("name", each.name).member("least", each.least);
      if (!each.below.empty()) json.member("below", each.below);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

bool is_version(std::string_view text) {
  return !text.empty() && text.size() <= longest && digits.find(text.front()) != std::string_view::npos;
}

bool is_older(std::string_view version, std::string_view than) {
  while (!version.empty() || !than.empty()) {
    const std::string_view ours = take_number(version), theirs = take_number(than);
    // Without leading zeroes the longer number is the larger one, however many digits it has.
    if (ours.size() != theirs.size()) return ours.size() < theirs.size();
    if (ours != theirs) return ours < theirs;
  }
  return false;
}

std::vector<std::string> wrong_beside(const Compatibility& compatibility, const std::vector<Component>& there) {
  std::vector<std::string> out;
  for (const Beside& each : compatibility.beside) {
    const auto found = std::ranges::find(there, each.name, &Component::name);
    if (found == there.end() || !is_version(found->version)) continue;
    const std::string is = ", " + found->version + " is there";
    if (is_older(found->version, each.least))
      out.push_back("It runs beside " + each.name + " " + each.least + " and newer" + is +
                    (each.name == hub_component ? ": the hub is updated first." : ": that is updated first."));
    else if (!each.below.empty() && !is_older(found->version, each.below))
      out.push_back("It runs beside " + each.name + " below " + each.below + is + ".");
  }
  return out;
}
}  // namespace holdfast::rollout
