#include "wire/batch.h"

#include "base/check.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::wire {
namespace {
constexpr std::size_t header_bytes = 4096;

void append_hole(std::string& out, const Line& line) {
  JsonWriter json{out};
  json.begin_object().key("$hole").begin_object().member("id", line.id).member("bodySha256", to_text(line.body_sha));
  json.member("errorClass", line.error_class).end_object().end_object();
}

/// The text up to the next line end, which it is cut off of; empty when there is none.
std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Uuid> event_id(const Json& object) {
  const Json* member = object.find("id");
  if (member == nullptr || !member->is_string()) return std::nullopt;
  const auto id = parse_uuid(member->text());
  return id && id->is_event_id() ? id : std::nullopt;
}

std::optional<Line> read_hole(const Json& hole) {
  const auto id = event_id(hole);
  const Json* sha = hole.find("bodySha256");
  const Json* why = hole.find("errorClass");
  if (!id || sha == nullptr || !sha->is_string() || why == nullptr || !why->is_string()) return std::nullopt;
  const auto digest = parse_digest(sha->text());
  if (!digest || why->text().empty() || why->text().size() > 64) return std::nullopt;
  return hole_line(*id, *digest, why->text());
}

std::optional<Line> read_line(std::string_view text) {
  const auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  if (const Json* hole = json->find("$hole"); hole != nullptr)
    return json->members().size() == 1 ? read_hole(*hole) : std::nullopt;
  const auto id = event_id(*json);
  if (!id) return std::nullopt;
  return whole_line(*id, std::string{text});
}

Decoded<BatchHeader> read_header(std::string_view text, const Limits& limits) {
  const auto json = text.size() <= header_bytes ? parse_json(text) : refuse(ErrorCode::payload_too_large, "");
  if (!json || !json->is_object()) return fault(Reason::form, "the first line is no header");
  // Before anything else: a newer protocol may shape the rest differently.
  const Json* protocol = json->find("protocol");
  const auto spoken = protocol != nullptr ? protocol->integer() : std::nullopt;
  if (!spoken) return fault(Reason::form, "the header has no protocol");
  if (*spoken < protocol_oldest || *spoken > protocol_newest)
    return fault(Reason::protocol, "protocols " + std::to_string(protocol_oldest) + " to " +
                                       std::to_string(protocol_newest) + " are spoken here");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  BatchHeader header;
  header.protocol = static_cast<int>(*spoken);
  header.site_id = fields.text("siteId", 128);
  header.epoch = fields.integer("epoch", 0);
  header.first_seq = fields.integer("firstSeq", 1, INT64_MAX - 100'000);
  header.count = static_cast<int>(fields.integer("count", 1, 1'000'000));
  const auto previous = parse_digest(fields.text("prevHash", 64));
  const auto last = parse_digest(fields.text("lastHash", 64));
  if (!errors.empty() || !previous || !last)
    return fault(Reason::form, "the header's " + (errors.empty() ? std::string{"hashes are not read"}
                                                                 : errors[0].pointer + ": " + errors[0].detail));
  header.prev_hash = *previous;
  header.last_hash = *last;
  if (header.count > limits.events)
    return fault(Reason::size, "more than " + std::to_string(limits.events) + " events");
  return header;
}
}  // namespace

Line whole_line(const Uuid& id, std::string body) {
  const Sha256 sha = sha256(body);
  return {id, sha, std::move(body), {}};
}
Line hole_line(const Uuid& id, const Sha256& body_sha, std::string_view error_class) {
  return {id, body_sha, {}, std::string{error_class}};
}

std::string encode_batch(const BatchHeader& header, std::span<const Line> lines) {
  check(header.count == static_cast<int>(lines.size()));
  std::size_t size = 512;
  for (const Line& line : lines) size += line.is_hole() ? 200 : line.body.size() + 1;
  std::string out;
  out.reserve(size);
  JsonWriter json{out};
  json.begin_object()
      .member("protocol", header.protocol)
      .member("siteId", header.site_id)
      .member("epoch", header.epoch);
  json.member("firstSeq", header.first_seq).member("count", header.count).member("prevHash", to_text(header.prev_hash));
  json.member("lastHash", to_text(header.last_hash)).end_object();
  out += '\n';
  for (const Line& line : lines) {
    if (line.is_hole())
      append_hole(out, line);
    else
      out += line.body;
    out += '\n';
  }
  return out;
}

Decoded<BatchHeader> decode_batch_header(std::string_view text, const Limits& limits) {
  const auto line = take_line(text);
  if (!line) return fault(Reason::form, "no line end");
  return read_header(*line, limits);
}

Decoded<EventBatch> decode_lines(std::string_view text, const Limits& limits) {
  if (text.size() > limits.raw_bytes) return fault(Reason::size, "the batch is too large");
  const auto head = take_line(text);
  if (!head) return fault(Reason::form, "no line end");
  auto header = read_header(*head, limits);
  if (!header) return tl::unexpected(std::move(header).error());
  EventBatch batch{std::move(*header), {}, {}};
  Sha256 hash = batch.header.prev_hash;
  std::int64_t seq = batch.header.first_seq;
  while (!text.empty()) {
    const auto bytes = take_line(text);
    if (!bytes) return fault(Reason::form, "the last line does not end");
    if (batch.lines.size() == static_cast<std::size_t>(batch.header.count))
      return fault(Reason::count, "more lines than the header counts");
    if (bytes->size() > limits.line_bytes) return tl::unexpected(Fault{Reason::line, "the event is too large", seq});
    auto line = read_line(*bytes);
    if (!line) return tl::unexpected(Fault{Reason::line, "no JSON object with an id", seq});
    hash = next_hash(hash, seq, line->id, line->body_sha);
    batch.hashes.push_back(hash);
    batch.lines.push_back(std::move(*line));
    ++seq;
  }
  if (batch.lines.size() != static_cast<std::size_t>(batch.header.count))
    return fault(Reason::count, "fewer lines than the header counts");
  return batch;
}

Decoded<EventBatch> decode_batch(std::string_view text, const Limits& limits) {
  auto batch = decode_lines(text, limits);
  if (batch && !batch->chain_holds()) return fault(Reason::chain, "the lines do not hash to lastHash");
  return batch;
}
}  // namespace holdfast::wire
