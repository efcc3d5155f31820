#include "engine/projection.h"
#include "server/api.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using engine::Outcome;
using engine::Quarantined;
using engine::Review;

constexpr std::string_view review_words[] = {"pending", "inReview", "replayed", "discarded"};

void write_item(JsonWriter& out, engine::HubTransaction& tx, const engine::SiteKey& key, const Quarantined& item) {
  out.begin_object().member("id",
                            std::to_string(item.place.epoch) + "-" + std::to_string(item.place.seq) + "-" + item.code);
  out.member("siteId", key.site).member("epoch", item.place.epoch).member("seq", item.place.seq);
  out.member("code", item.code).member("errorClass", item.error_class).member("detail", item.detail);
  out.member("aggregateId", item.aggregate_id).member("attempts", item.attempts);
  out.member("status", review_words[static_cast<std::size_t>(item.review)]);
  out.key("firstAt").time(item.first, 0).key("lastAt").time(item.last, 0);
  out.member("reviewedBy", item.reviewed_by).member("notes", item.notes);
  const auto row = tx.sites.row(key, item.place);
  // An event is a JSON object before it gets here; a body withheld has none.
  if (row && row->body) out.key("event").raw(*row->body);
  if (item.corrected) out.key("corrected").raw(*item.corrected);
  out.end_object();
}

http::Response list(Call& call, bool held) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  // Without a wish: all that waits, whoever looks into it.
  const auto wanted = call.request.query_value("status");
  std::vector<Review> reviews;
  if (!wanted) reviews = {Review::pending, Review::in_review};
  for (std::size_t i = 0; i < std::size(review_words); ++i)
    if (wanted && review_words[i] == *wanted) reviews.push_back(static_cast<Review>(i));
  if (reviews.empty())
    return problem(Error{ErrorCode::invalid_argument, "status is pending, inReview, replayed or discarded", {}});
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const Review review : reviews)
      for (const Quarantined& item : tx.books.quarantined(card->key, review, 500))
        if (item.held == held) write_item(out, tx, card->key, item);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

struct Target {
  engine::SiteKey key;
  wire::Place place;
  std::string code;
};
/// `{epoch}-{seq}-{code}`; of a withheld body without a code.
Result<Target> target_of(Call& call) {
  const auto card = TRY(site_of(call));
  const std::string& id = call.param(1);
  const std::size_t first = id.find('-'), second = first == std::string::npos ? first : id.find('-', first + 1);
  const auto number = [](const std::string& text) -> std::optional<std::int64_t> {
    if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return {};
    return std::stoll(text);
  };
  const auto epoch = first == std::string::npos ? std::nullopt : number(id.substr(0, first));
  const auto seq = first == std::string::npos ? std::nullopt : number(id.substr(first + 1, second == std::string::npos ? second : second - first - 1));
  if (!epoch || !seq) return refuse(ErrorCode::not_found, "no such item");
  return Target{card.key, {*epoch, *seq}, second == std::string::npos ? std::string{} : id.substr(second + 1)};
}

struct Verdict {
  engine::Reviewer reviewer;
  std::optional<std::string> corrected;
};
Result<Verdict> verdict_of(Call& call, bool needs_notes) {
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  Verdict verdict;
  verdict.reviewer.name = fields.text("reviewedBy", 100);
  verdict.reviewer.notes = needs_notes ? fields.text("notes", 2000) : fields.maybe_text("notes", 2000).value_or("");
  verdict.corrected = fields.maybe_text("corrected", 1 << 20);
  fields.finish();
  if (errors.empty() && verdict.corrected)
    if (const auto text = parse_json(*verdict.corrected); !text || !text->is_object())
      fields.complain("corrected", "is the corrected event as JSON text");
  TRY(accept_fields(std::move(errors)));
  return verdict;
}

http::Response answer(Call& call, const Target& target, Outcome outcome) {
  switch (outcome) {
    case Outcome::unknown:
      return problem(Error{ErrorCode::not_found, "nothing is held there", {}});
    case Outcome::still_held:
    case Outcome::done:
      break;
  }
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    if (const auto item = tx.books.item(target.key, target.place, target.code))
      write_item(out, tx, target.key, *item);
    else
      out.begin_object().end_object();
  });
  return json(outcome == Outcome::done ? 200 : 409, std::move(body));
}

template <class Act>
http::Response decide(Call& call, bool needs_notes, Act act) {
  const auto target = target_of(call);
  if (!target) return problem(target.error());
  const auto verdict = verdict_of(call, needs_notes);
  if (!verdict) return problem(verdict.error());
  return answer(call, *target, act(*target, *verdict));
}

http::Response replay(Call& call) {
  return decide(call, false, [&](const Target& at, const Verdict& verdict) {
    return engine::replay(call.database, at.key, at.place, verdict.reviewer, verdict.corrected, call.now);
  });
}
http::Response take(Call& call) {
  return decide(call, false, [&](const Target& at, const Verdict& verdict) {
    return engine::take_review(call.database, at.key, at.place, at.code, verdict.reviewer);
  });
}
http::Response discard(Call& call) {
  return decide(call, true, [&](const Target& at, const Verdict& verdict) {
    return engine::discard(call.database, at.key, at.place, verdict.reviewer, call.now);
  });
}
http::Response settle(Call& call) {
  return decide(call, false, [&](const Target& at, const Verdict& verdict) {
    return engine::settle(call.database, at.key, at.place, at.code, verdict.reviewer, call.now);
  });
}

/// Bodies that stores withhold, or have lost. Those of lanes come by themselves, and only the store knows which is which:
/// they are shown once they are late.
http::Response list_withheld(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  constexpr int most_shown = 500;
  constexpr std::int64_t late_after_us = 900'000'000;
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const wire::Place& place : tx.sites.holes(card->key, most_shown)) {
      const auto row = tx.sites.row(card->key, place);
      if (!row) continue;
      const bool late = call.now.unix_us() - row->received.unix_us() > late_after_us;
      if (row->error_class == "deferred" && !late) continue;
      out.begin_object().member("id", std::to_string(place.epoch) + "-" + std::to_string(place.seq));
      out.member("epoch", place.epoch).member("seq", place.seq).member("eventId", row->event_id);
      out.member("errorClass", row->error_class).key("receivedAt").time(row->received, 0).end_object();
    }
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}
http::Response told(Call& call, engine::Outcome outcome, const std::string& why) {
  if (outcome == Outcome::unknown)
    return problem(Error{ErrorCode::not_found, "no body is withheld there", {}});
  if (outcome == Outcome::still_held)
    return problem(Error{ErrorCode::conflict, "it cannot be booked as it is now: " + why, {}});
  call.services.deliver();
  return json(200, R"({"outcome":"done"})");
}
http::Response decide_withheld(Call& call, bool fixes) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  const auto target = target_of(call);
  if (!target) return problem(target.error());
  const auto verdict = verdict_of(call, !fixes);
  if (!verdict) return problem(verdict.error());
  if (fixes != verdict->corrected.has_value())
    return problem(Error{ErrorCode::invalid_argument, "`corrected` is the event as it should have been", {}});
  std::string why;
  const Outcome outcome = engine::decide_withheld(call.database, target->key, target->place,
                                                  {verdict->reviewer, verdict->corrected}, why, call.now);
  return told(call, outcome, why);
}
}  // namespace

void add_review_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/sites/{siteId}/dead-letters", Guard::operators,
          [](Call& call) { return list(call, true); });
  api.add(Method::post, "/v1/sites/{siteId}/dead-letters/{id}/review", Guard::operators, take, "event.review");
  api.add(Method::post, "/v1/sites/{siteId}/dead-letters/{id}/replay", Guard::operators, replay, "event.replay");
  api.add(Method::post, "/v1/sites/{siteId}/dead-letters/{id}/discard", Guard::operators, discard, "event.discard");
  api.add(Method::get, "/v1/sites/{siteId}/withheld", Guard::operators, list_withheld);
  api.add(Method::post, "/v1/sites/{siteId}/withheld/{id}/fix", Guard::operators,
          [](Call& call) { return decide_withheld(call, true); }, "withheld.fix");
  api.add(Method::post, "/v1/sites/{siteId}/withheld/{id}/discard", Guard::operators,
          [](Call& call) { return decide_withheld(call, false); }, "withheld.discard");
  api.add(Method::get, "/v1/sites/{siteId}/exceptions", Guard::operators, [](Call& call) { return list(call, false); });
  api.add(Method::post, "/v1/sites/{siteId}/exceptions/{id}/settle", Guard::operators, settle, "exception.settle");
}
}  // namespace holdfast::server
