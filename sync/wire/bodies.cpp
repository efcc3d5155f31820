#include "wire/bodies.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::wire {
namespace {
std::optional<Place> read_place(const Json& pair) {
  if (!pair.is_array() || pair.items().size() != 2) return std::nullopt;
  const auto epoch = pair.items()[0].integer();
  const auto seq = pair.items()[1].integer();
  if (!epoch || !seq || *epoch < 0 || *seq < 1) return std::nullopt;
  return Place{*epoch, *seq};
}
}  // namespace

std::string encode_bodies(std::string_view site_id, std::span<const LateBody> bodies) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("protocol", protocol_newest).member("siteId", site_id).key("places").begin_array();
  for (const LateBody& late : bodies) json.begin_array().value(late.place.epoch).value(late.place.seq).end_array();
  json.end_array().end_object();
  out += '\n';
  for (const LateBody& late : bodies) out.append(late.body).append("\n");
  return out;
}

Decoded<BodyBatch> decode_bodies(std::string_view text, const Limits& limits) {
  if (text.size() > limits.raw_bytes) return fault(Reason::size, "the batch is too large");
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return fault(Reason::form, "no line end");
  const auto json = parse_json(text.substr(0, end));
  text.remove_prefix(end + 1);
  if (!json || !json->is_object()) return fault(Reason::form, "the first line is no header");
  const Json* protocol = json->find("protocol");
  const auto spoken = protocol != nullptr ? protocol->integer() : std::nullopt;
  if (!spoken) return fault(Reason::form, "the header has no protocol");
  if (*spoken < protocol_oldest || *spoken > protocol_newest)
    return fault(Reason::protocol, "this protocol is not spoken here");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  BodyBatch batch;
  batch.site_id = fields.text("siteId", 128);
  for (const Json& pair : fields.array("places", true, static_cast<std::size_t>(limits.events))) {
    const auto place = read_place(pair);
    if (!place) return fault(Reason::form, "a place is not [epoch, seq]");
    batch.bodies.push_back({*place, {}});
  }
  if (!errors.empty()) return fault(Reason::form, errors[0].pointer + ": " + errors[0].detail);
  std::size_t index = 0;
  while (!text.empty()) {
    const std::size_t stop = text.find('\n');
    if (stop == std::string_view::npos) return fault(Reason::form, "the last line does not end");
    if (index == batch.bodies.size()) return fault(Reason::count, "more bodies than places");
    const std::string_view body = text.substr(0, stop);
    text.remove_prefix(stop + 1);
    const auto object = body.size() <= limits.line_bytes ? parse_json(body) : refuse(ErrorCode::payload_too_large, "");
    if (!object || !object->is_object())
      return tl::unexpected(Fault{Reason::line, "no JSON object", static_cast<std::int64_t>(index)});
    batch.bodies[index++].body = body;
  }
  if (index != batch.bodies.size() || index == 0) return fault(Reason::count, "fewer bodies than places");
  return batch;
}
}  // namespace holdfast::wire
