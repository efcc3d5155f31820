#include "edge/downsync_session.h"

#include <algorithm>

namespace holdfast::edge {
namespace {
constexpr int most_mends = 3;  // then a snapshot
}

DownsyncSession::DownsyncSession(MasterWriter& masters, DownsyncOptions options, Random random)
    : masters_{masters}, options_{options}, backoff_{std::move(random)} {}

void DownsyncSession::start(Instant now) {
  at_ = masters_.state();
  pump(now);
}

std::optional<DownsyncSession::Effect> DownsyncSession::poll() {
  if (effects_.empty()) return std::nullopt;
  Effect effect = std::move(effects_.front());
  effects_.pop_front();
  return effect;
}

void DownsyncSession::on_time(Instant now) {
  if (in_flight_ && now >= in_flight_->until) return on_lost(in_flight_->number, now);
  pump(now);
}

void DownsyncSession::on_probe(Instant now) {
  wait_until_ = now;
  breaker_.on_probe(now);
  pump(now);
}

void DownsyncSession::refetch(Instant now) {
  want_snapshot_ = true;
  pump(now);
}

void DownsyncSession::recheck(Instant now) {
  recheck_ = true;
  pump(now);
}

void DownsyncSession::pump(Instant now) {
  deadline_.reset();
  if (in_flight_) {
    deadline_ = in_flight_->until;
    return;
  }
  const Instant ready = std::max(wait_until_, breaker_.ready_at(now));
  if (ready > now) {
    deadline_ = ready;
    return;
  }
  ask_next(now);
}

void DownsyncSession::ask_next(Instant now) {
  const std::uint64_t number = ++last_number_;
  Exchange exchange{number, Asked::changes, Instant{now.unix_us() + options_.timeout_us}, at_.staged};
  if (want_snapshot_) {
    exchange.asked = Asked::manifest;
    effects_.push_back(FetchManifest{number});
  } else if (at_.loading) {
    exchange.asked = Asked::part;
    while (at_.loading->parts.contains(exchange.part)) ++exchange.part;
    if (exchange.part >= at_.loading->manifest.parts.size()) return finish_snapshot(now);
    effects_.push_back(FetchPart{number, at_.loading->manifest.version, exchange.part});
  } else if (mending_ && !mending_->compared) {
    exchange.asked = Asked::buckets;
    effects_.push_back(FetchBuckets{number});
  } else if (mending_) {
    exchange.asked = Asked::rows;
    const auto& [dataset, buckets] = *mending_->wrong.begin();
    effects_.push_back(FetchRows{number, mending_->version, dataset, buckets, mending_->after});
  } else {
    // Who wants to compare does not wait for news.
    const int wait_s = recheck_ ? 0 : options_.long_poll_s;
    exchange.until = exchange.until.plus_seconds(wait_s);
    effects_.push_back(FetchChanges{number, at_.staged, options_.page_rows, wait_s});
  }
  in_flight_ = exchange;
  deadline_ = exchange.until;
}

void DownsyncSession::on_answer(std::uint64_t number, int status, std::string_view body, Instant now) {
  if (!in_flight_ || in_flight_->number != number) return;
  const Exchange exchange = *std::exchange(in_flight_, std::nullopt);
  if (status != 200) {
    take_refusal(wire::decode_refusal(status, body), exchange, now);
  } else {
    breaker_.on_success(now);
    switch (exchange.asked) {
      case Asked::changes:
        take_page(body, now);
        break;
      case Asked::manifest:
        take_manifest(body, now);
        break;
      case Asked::part:
        take_part(body, exchange.part, now);
        break;
      case Asked::buckets:
        take_buckets(body, now);
        break;
      case Asked::rows:
        take_rows(body, now);
        break;
    }
  }
  pump(now);
}

void DownsyncSession::on_lost(std::uint64_t number, Instant now) {
  if (!in_flight_ || in_flight_->number != number) return;
  in_flight_.reset();
  fail(now, std::nullopt);
  pump(now);
}

void DownsyncSession::take_page(std::string_view body, Instant now) {
  const auto page = wire::decode_feed_page(body);
  if (!page || page->from != at_.staged) return fail(now, std::nullopt);  // garbled, or an answer to somebody else
  backoff_.reset();
  const bool moved = page->to != page->from;
  if (moved) masters_.stage(*page);
  at_.staged = page->to;
  if (page->checkpoint) {
    // Also when nothing came: a hub that fell back and went on to the same number with other rows is found here.
    if (!masters_.activate(page->to.version, page->roots)) {
      integrity("the digests differ at version " + std::to_string(page->to.version));
      return begin_mending(*page);
    }
    if (at_.active_version != page->to.version) effects_.push_back(Activated{page->to.version});
    at_.active_version = page->to.version;
    mends_ = 0;
    if (std::exchange(recheck_, false)) return begin_mending(*page);
  }
  if (!moved) wait_until_ = Instant{now.unix_us() + options_.idle_us};
}

void DownsyncSession::begin_mending(const wire::FeedPage& page) {
  if (++mends_ > most_mends)
    want_snapshot_ = true;
  else
    mending_ = Mending{page.to.version, page.roots, false, {}, {}, 0};
}

void DownsyncSession::take_buckets(std::string_view body, Instant now) {
  const auto theirs = wire::decode_bucket_sums(body);
  if (!theirs) return fail(now, std::nullopt);
  backoff_.reset();
  // The hub has gone on: what is wrong shows again at its next checkpoint.
  if (theirs->version != mending_->version) return mending_.reset();
  const auto ours = masters_.recount();
  if (ours) mending_->wrong = wire::differences(*ours, theirs->datasets);
  std::size_t wrong = 0;
  for (const auto& [dataset, buckets] : mending_->wrong) wrong += buckets.count();
  mending_->compared = true;
  mending_->buckets = wrong;
  if (!ours || wrong * 10 > std::max<std::size_t>(1, theirs->datasets.size()) * wire::DatasetDigest::buckets) {
    mending_.reset();
    want_snapshot_ = true;
  } else if (mending_->wrong.empty()) {
    end_mending(now);
  }
}

void DownsyncSession::take_rows(std::string_view body, Instant now) {
  auto rows = wire::decode_bucket_rows(body);
  const auto wrong = mending_->wrong.begin();
  if (!rows || rows->dataset != wrong->first || rows->after != mending_->after) return fail(now, std::nullopt);
  backoff_.reset();
  if (rows->version != mending_->version) return mending_.reset();
  rows->of = wrong->second;
  masters_.mend(*rows);
  mending_->after = rows->upto.value_or("");
  if (!rows->upto) mending_->wrong.erase(wrong);
  if (mending_->wrong.empty()) end_mending(now);
}

void DownsyncSession::end_mending(Instant) {
  const Mending mended = *std::exchange(mending_, std::nullopt);
  if (!masters_.activate(mended.version, mended.roots)) {
    integrity("the digests of version " + std::to_string(mended.version) + " differ after repair");
    want_snapshot_ = true;
    return;
  }
  if (mended.buckets > 0) effects_.push_back(Mended{mended.buckets});
  if (at_.active_version != mended.version) effects_.push_back(Activated{mended.version});
  at_.active_version = mended.version;
  mends_ = 0;
}

void DownsyncSession::take_manifest(std::string_view body, Instant now) {
  const auto manifest = wire::decode_manifest(body);
  if (!manifest) return fail(now, std::nullopt);
  mending_.reset();
  masters_.begin_snapshot(*manifest);
  at_ = masters_.state();
  want_snapshot_ = false;
}

void DownsyncSession::take_part(std::string_view body, std::size_t part, Instant now) {
  const auto rows = wire::decode_part(body, at_.loading->manifest.parts[part]);
  if (!rows) {
    if (rows.error().reason != wire::Reason::chain) integrity(rows.error().detail);
    return fail(now, std::nullopt);
  }
  backoff_.reset();
  masters_.stage_part(part, *rows);
  at_.loading->parts.insert(part);
}

void DownsyncSession::finish_snapshot(Instant now) {
  const std::int64_t version = at_.loading->manifest.version;
  const bool same = masters_.activate_snapshot();
  at_ = masters_.state();
  if (same) {
    effects_.push_back(Activated{version});
    return pump(now);
  }
  integrity("the snapshot of version " + std::to_string(version) + " does not have the digests it promises");
  want_snapshot_ = true;
  fail(now, std::nullopt);
  pump(now);
}

void DownsyncSession::take_refusal(const wire::Refusal& refusal, const Exchange& exchange, Instant now) {
  using enum wire::Reason;
  if (refusal.reason == gone || refusal.reason == ahead) {
    breaker_.on_success(now);
    if (exchange.asked == Asked::changes && refusal.reason == ahead)
      integrity("the hub is behind what it gave out: " + to_text(exchange.since));
    // A manifest that is gone means that the hub has no snapshot yet: asked again later.
    if (exchange.asked == Asked::manifest) return fail(now, refusal.retry_after_s);
    // Buckets of another version: changes say which one there is now.
    if (std::exchange(mending_, std::nullopt)) return;
    want_snapshot_ = true;
    return;
  }
  // A hub of before that knows no buckets.
  if (mending_ && exchange.asked == Asked::buckets && (refusal.status == 404 || refusal.status == 405)) {
    mending_.reset();
    want_snapshot_ = true;
    return;
  }
  fail(now, refusal.retry_after_s);
}

void DownsyncSession::fail(Instant now, std::optional<int> retry_after_s) {
  breaker_.on_failure(now);
  wait_until_ = retry_after_s ? now.plus_seconds(*retry_after_s) : Instant{now.unix_us() + backoff_.next_us()};
}

void DownsyncSession::integrity(std::string detail) {
  effects_.push_back(Alert{"DataIntegrityError", std::move(detail)});
}
}  // namespace holdfast::edge
