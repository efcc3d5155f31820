#include "wire/directive.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t most_bytes = 64 * 1024;
constexpr std::string_view outcome_states[] = {"running", "done", "failed"};

/// Reads each item of the member `directives`; members that nobody asked for are of a later release and ignored.
template <class Item, class Read>
Decoded<std::vector<Item>> read_items(std::string_view text, bool needed, Read read) {
  const auto json = text.size() <= most_bytes ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return fault(Reason::form, "no JSON object");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  std::vector<Item> out;
  for (const Json& item : fields.array("directives", needed, most_directives)) {
    JsonFields one{item, errors, "/directives/" + std::to_string(out.size())};
    out.push_back(read(one));
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  return out;
}
}  // namespace

std::string encode(const std::vector<Directive>& directives) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("directives").begin_array();
  for (const Directive& each : directives) {
    json.begin_object().member("directiveId", each.id).member("kind", each.kind);
    if (!each.direction.empty()) json.member("direction", each.direction);
    if (!each.subject.empty()) json.member("subject", each.subject);
    json.member("reason", each.reason).member("orderedBy", each.ordered_by);
    json.key("orderedAt").time(each.ordered, 0).end_object();
  }
  json.end_array().end_object();
  return out;
}

Decoded<std::vector<Directive>> decode_directives(std::string_view text) {
  return read_items<Directive>(text, true, [](JsonFields& fields) {
    Directive one;
    one.id = fields.uuid("directiveId");
    one.kind = fields.text("kind", 40);
    one.direction = fields.maybe_text("direction", 10).value_or("");
    one.reason = fields.maybe_text("reason", 200).value_or("");
    one.ordered_by = fields.text("orderedBy", 100);
    one.subject = fields.maybe_text("subject", 100).value_or("");
    one.ordered = fields.maybe_time("orderedAt").value_or(Instant{});
    return one;
  });
}

std::string encode(const std::vector<DirectiveOutcome>& outcomes) {
  std::string out;
  JsonWriter json{out};
  json.begin_array();
  for (const DirectiveOutcome& each : outcomes) {
    json.begin_object().member("directiveId", each.id).member("state", each.state);
    json.member("detail", each.detail).member("done", each.done).member("total", each.total).end_object();
  }
  json.end_array();
  return out;
}

Decoded<std::vector<DirectiveOutcome>> decode_outcomes(std::string_view report) {
  return read_items<DirectiveOutcome>(report, false, [](JsonFields& fields) {
    DirectiveOutcome one;
    one.id = fields.uuid("directiveId");
    one.state = fields.word("state", outcome_states);
    one.detail = fields.maybe_text("detail", 500).value_or("");
    one.done = fields.maybe_integer("done", 0).value_or(0);
    one.total = fields.maybe_integer("total", 0).value_or(0);
    return one;
  });
}
}  // namespace holdfast::wire
