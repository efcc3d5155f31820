#include "authority/authority.h"
#include "carry/carried.h"
#include "engine/publishing.h"
#include "log/log.h"
#include "server/api.h"
#include "server/tenant.h"
#include "wire/batch.h"
#include "wire/hex.h"

// Files that somebody carries from a store that has no line, and the answers that go back (schema/hub.yaml).
namespace holdfast::server {
namespace {
constexpr int page_rows = 2000;
constexpr std::size_t most_page_bytes = std::size_t{5} << 20;  ///< of an answer: a store takes bodies of 8 MiB

/// Who wrote it, by the certificate that this hub gave out. It may have run out meanwhile: a store that was away for
/// long is the one that sends files. A revoked one is nobody's.
Result<engine::SiteCard> writer_of(Call& call, const carry::Sealed& sealed, const carry::Outgoing& header) {
  const auto shown = authority::read_site_certificate(header.certificate);
  if (!shown || shown->name.tenant != header.tenant || shown->name.site != header.site ||
      !carry::is_signed_by(sealed, header.certificate))
    return refuse(ErrorCode::conflict, "the file is not signed by the store that it names");
  const engine::SiteKey key{header.tenant, header.site};
  std::optional<engine::SiteCard> card;
  std::optional<engine::SiteCertificate> known;
  call.database.read([&](engine::HubTransaction& tx) {
    card = tx.fleet.card(key);
    known = tx.fleet.certificate(key, shown->fingerprint);
  });
  if (!card || !known) return refuse(ErrorCode::conflict, "this hub knows no such store: " + header.site);
  if (card->revoked || known->revoked) return refuse(ErrorCode::conflict, "the store's certificate has been revoked");
  return *card;
}

/// All of it is looked at before any of it is taken.
Result<> look_through(Call& call, const carry::Outgoing& file, const engine::SiteCard& card) {
  if (file.epoch != card.epoch)
    return refuse(ErrorCode::conflict, "the file is of epoch " + std::to_string(file.epoch) +
                                           ", this hub is in epoch " + std::to_string(card.epoch) +
                                           " of that store: that needs a line");
  if (card.frozen) return refuse(ErrorCode::conflict, "this store is frozen since a fork was found");
  if (file.batches.empty()) return {};
  if (file.last_seq <= card.ack.seq)
    return refuse(ErrorCode::conflict, "the file is old: it ends at " + std::to_string(file.last_seq) +
                                           ", and this hub holds " + std::to_string(card.ack.seq));
  if (file.first_seq > card.ack.seq + 1)
    return refuse(ErrorCode::conflict, "a file before this one is missing: this hub holds " +
                                           std::to_string(card.ack.seq) + ", this begins at " +
                                           std::to_string(file.first_seq));
  std::int64_t next = file.first_seq;
  for (const std::string& packed : file.batches) {
    const auto raw = call.packer.unpack(packed, wire::Coding::zstd);
    const auto batch = raw ? wire::decode_batch(*raw) : tl::unexpected(raw.error());
    if (!batch)
      return refuse(ErrorCode::invalid_argument, "the events after " + std::to_string(next - 1) +
                                                     " are not as they should be: " + batch.error().detail);
    if (batch->header.site_id != file.site || batch->header.epoch != file.epoch || batch->header.first_seq != next)
      return refuse(ErrorCode::invalid_argument, "the events after " + std::to_string(next - 1) + " do not follow");
    next = batch->last_seq() + 1;
  }
  if (next != file.last_seq + 1) return refuse(ErrorCode::invalid_argument, "the file does not hold what it says");
  return {};
}

/// Where this hub is with the store's log now, and the masters from where the store stands.
std::string answer_of(Call& call, const engine::SiteKey& key, const engine::CarriedFile& file) {
  carry::Incoming answer;
  answer.file = parse_uuid(file.id).value_or(Uuid{});
  answer.tenant = key.tenant;
  answer.site = key.site;
  answer.made = call.now;
  std::optional<engine::SiteCard> card;
  call.database.read([&](engine::HubTransaction& tx) {
    card = tx.fleet.card(key);
    answer.ack.holes = tx.sites.holes(key, 200);
  });
  answer.ack.epoch = card->epoch;
  answer.ack.ack = card->ack;
  answer.ack.applied_seq = card->applied_seq;
  answer.ack.server_time = call.now;
  const engine::FeedView view = engine::FeedView::of(*card);
  auto at = wire::parse_cursor(file.feed);
  std::vector<std::string> unfinished;
  for (std::size_t bytes = 0; at && bytes < most_page_bytes;) {
    engine::Reply reply = engine::changes(call.database, {key.tenant, card->channel}, *at, page_rows, view);
    const auto page = reply.status == 200 ? wire::decode_feed_page(reply.body) : wire::fault(wire::Reason::gone, "");
    // A store from before what is kept takes a snapshot, once it has a line.
    if (!page || page->to == page->from) break;
    bytes += reply.body.size();
    at = page->to;
    unfinished.push_back(std::move(reply.body));
    if (!page->checkpoint) continue;
    // Only whole versions are of use to somebody who cannot ask for the rest.
    for (std::string& whole : unfinished) answer.pages.push_back(std::move(whole));
    unfinished.clear();
  }
  return carry::write(answer, file.reply_key, call.services.authority.key_pem);
}

http::Response send_file(std::string file, const engine::SiteKey& key) {
  http::Response response{200, std::string{carry::media_type}, std::move(file), {}};
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"answer-" + key.site + ".hfcarry\""});
  return response;
}
http::Response refused(Call& call, const Error& error) {
  call.services.metrics.counter("hub_carried_files_total", "Files that were carried here.", {{"outcome", "refused"}})
      .add();
  log::warn("a carried file was refused", {{"error", log::Fault{"Refused", error.detail, false}}});
  return problem(error);
}

http::Response take(Call& call) {
  const auto sealed = carry::take_apart(call.request.body);
  if (!sealed) return refused(call, sealed.error());
  const auto header = carry::read_outgoing_header(*sealed);
  if (!header) return refused(call, header.error());
  const auto card = writer_of(call, *sealed, *header);
  if (!card) return refused(call, card.error());
  const Sha256 sha = sha256(call.request.body);
  std::optional<engine::CarriedFile> before;
  call.database.read([&](engine::HubTransaction& tx) { before = tx.fleet.carried(card->key, sha); });
  if (before)
    return refused(call, Error{ErrorCode::conflict,
                               "this file was taken already, at " + to_rfc3339(before->taken) +
                                   "; its answer: GET /v1/sites/" + card->key.site + "/carry-out/" + wire::to_text(sha),
                               {}});
  const auto file = carry::read_outgoing(*sealed, carry::derive_pair(call.services.authority.key_pem));
  if (!file) return refused(call, file.error());
  if (const auto good = look_through(call, *file, *card); !good) return refused(call, good.error());
  for (const std::string& batch : file->batches) {
    const engine::Reply reply = call.ingest.take_events(card->key, wire::Coding::zstd, batch, call.now);
    if (reply.status != 200) return problem(reply);
  }
  const engine::CarriedFile taken{
      sha, to_string(file->file), wire::to_text(file->feed), file->reply, file->first_seq, file->last_seq, call.now};
  call.database.write([&](engine::HubTransaction& tx) { tx.fleet.put_carried(card->key, taken); });
  call.services.metrics.counter("hub_carried_files_total", "Files that were carried here.", {{"outcome", "taken"}})
      .add();
  log::info("a carried file was taken",
            {{"entity_type", std::string_view{"site"}}, {"entity_id", std::string_view{card->key.site}}});
  call.services.arrived(card->key);
  return send_file(answer_of(call, card->key, taken), card->key);
}

http::Response answer_again(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  const auto sha = wire::parse_digest(call.param(1));
  std::optional<engine::CarriedFile> file;
  if (sha) call.database.read([&](engine::HubTransaction& tx) { file = tx.fleet.carried(card->key, *sha); });
  if (!file) return problem(Error{ErrorCode::not_found, "no such file was taken here", {}});
  return send_file(answer_of(call, card->key, *file), card->key);
}
}  // namespace

void add_carry_routes(Api& api) {
  api.add(http::Method::post, "/v1/carry-out", Guard::operators, take, "carry.take");
  api.add(http::Method::get, "/v1/sites/{siteId}/carry-out/{fileSha}", Guard::operators, answer_again);
}
}  // namespace holdfast::server
