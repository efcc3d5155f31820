#include "carry/carried.h"

#include "base/json.h"
#include "base/json_writer.h"
#include "wire/hex.h"

namespace holdfast::carry {
namespace {
constexpr int format = 1;
constexpr std::string_view out_kind = "out", answer_kind = "answer";

void put_frame(std::string& out, std::string_view frame) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(frame.size() >> shift & 0xFFU);
  out.append(frame);
}
Result<std::vector<std::string>> frames_of(std::string_view body) {
  std::vector<std::string> frames;
  while (!body.empty()) {
    std::size_t size = 0;
    if (body.size() < 4) return refuse(ErrorCode::invalid_argument, "the file's content is not of this format");
    for (int i = 0; i < 4; ++i) size = size << 8U | static_cast<std::uint8_t>(body[static_cast<std::size_t>(i)]);
    body.remove_prefix(4);
    if (size > body.size()) return refuse(ErrorCode::invalid_argument, "the file's content is not of this format");
    frames.emplace_back(body.substr(0, size));
    body.remove_prefix(size);
  }
  return frames;
}

/// A header of this kind, or why not.
Result<Json> header_of(const Sealed& sealed, std::string_view kind) {
  const auto json = parse_json(sealed.header);
  if (!json || !json->is_object()) return refuse(ErrorCode::invalid_argument, "the file's header is no JSON object");
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  if (fields.integer("format", 1) != format)
    return refuse(ErrorCode::invalid_argument, "the file is of a format that this release does not know");
  if (const std::string given = fields.text("kind", 20); given != kind)
    return refuse(ErrorCode::invalid_argument, given == out_kind
                                                   ? "this is a store's file: it is for the hub"
                                                   : "this is a hub's answer: it is for the store that it names");
  return *json;
}
Result<> accept(const std::vector<FieldError>& errors) {
  if (errors.empty()) return {};
  return refuse(ErrorCode::invalid_argument,
                "the file's header: " + errors.front().pointer + " " + errors.front().detail);
}
Uuid uuid_in(JsonFields& fields, std::string_view name) {
  const auto id = parse_uuid(fields.text(name, 40));
  if (!id) fields.complain(name, "is no UUID");
  return id.value_or(Uuid{});
}
}  // namespace

std::string write(const Outgoing& outgoing, const Key& hub, std::string_view site_key_pem) {
  std::string header;
  JsonWriter json{header};
  json.begin_object().member("format", format).member("kind", out_kind).member("file", outgoing.file);
  json.member("tenantId", outgoing.tenant).member("siteId", outgoing.site).member("channelId", outgoing.channel);
  json.key("madeAt").time(outgoing.made, 0).member("epoch", outgoing.epoch);
  json.member("firstSeq", outgoing.first_seq).member("lastSeq", outgoing.last_seq);
  json.member("feed", wire::to_text(outgoing.feed)).member("replyKey", to_hex(outgoing.reply));
  json.member("certificate", outgoing.certificate).end_object();
  std::string body;
  for (const std::string& batch : outgoing.batches) put_frame(body, batch);
  return seal(header, body, hub, site_key_pem);
}

std::string write(const Incoming& incoming, const Key& store, std::string_view authority_key_pem) {
  std::string header;
  JsonWriter json{header};
  json.begin_object().member("format", format).member("kind", answer_kind).member("file", incoming.file);
  json.member("tenantId", incoming.tenant).member("siteId", incoming.site).key("madeAt").time(incoming.made, 0);
  json.end_object();
  std::string body;
  put_frame(body, wire::encode(incoming.ack));
  for (const std::string& page : incoming.pages) put_frame(body, page);
  return seal(header, body, store, authority_key_pem);
}

Result<Outgoing> read_outgoing_header(const Sealed& sealed) {
  const Json json = TRY(header_of(sealed, out_kind));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  Outgoing out;
  out.file = uuid_in(fields, "file");
  out.tenant = fields.text("tenantId", 128);
  out.site = fields.text("siteId", 128);
  out.channel = fields.text("channelId", 128);
  out.made = fields.maybe_time("madeAt").value_or(Instant{});
  out.epoch = fields.integer("epoch", 0);
  out.first_seq = fields.integer("firstSeq", 1);
  out.last_seq = fields.integer("lastSeq", 0);
  if (const auto feed = wire::parse_cursor(fields.text("feed", 64)))
    out.feed = *feed;
  else
    fields.complain("feed", "is no cursor");
  if (const auto key = wire::parse_digest(fields.text("replyKey", 64)))
    out.reply = *key;
  else
    fields.complain("replyKey", "is no key");
  out.certificate = fields.text("certificate", 20'000);
  TRY(accept(errors));
  return out;
}

Result<Outgoing> read_outgoing(const Sealed& sealed, const KeyPair& hub) {
  Outgoing out = TRY(read_outgoing_header(sealed));
  out.batches = TRY(frames_of(TRY(open(sealed, hub))));
  return out;
}

Result<Incoming> read_incoming(std::string_view file, const KeyPair& store, std::string_view authority_pem,
                               std::string_view site) {
  const Sealed sealed = TRY(take_apart(file));
  const Json json = TRY(header_of(sealed, answer_kind));
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  Incoming out;
  out.file = uuid_in(fields, "file");
  out.tenant = fields.text("tenantId", 128);
  out.site = fields.text("siteId", 128);
  out.made = fields.maybe_time("madeAt").value_or(Instant{});
  TRY(accept(errors));
  if (out.site != site) return refuse(ErrorCode::conflict, "this answer is for another store, " + out.site);
  if (!is_signed_by(sealed, authority_pem))
    return refuse(ErrorCode::conflict, "this answer is not of the hub that this store belongs to, or it was altered");
  std::vector<std::string> frames = TRY(frames_of(TRY(open(sealed, store))));
  const auto ack = frames.empty() ? wire::fault(wire::Reason::form, "") : wire::decode_ack(frames.front());
  if (!ack) return refuse(ErrorCode::invalid_argument, "the answer holds no acknowledgement");
  out.ack = *ack;
  frames.erase(frames.begin());
  out.pages = std::move(frames);
  return out;
}
}  // namespace holdfast::carry
