#include "replication/master_store.h"

#include "catalogue/former.h"
#include "catalogue/search.h"
#include "replication/feed_load.h"
#include "replication/feed_rows.h"

namespace holdfast::replication {
namespace {
constexpr int no_limit = 1'000'000;
constexpr int sweep_rows = 150;  // of each of seven tables in one commit
void must(const Result<store::Answer>& answer) {
  if (!answer) throw std::runtime_error("masters were not stored: " + answer.error().detail);
}
}  // namespace

MasterStore::MasterStore(WritePort& port, Step step)
    : port_{port}, connection_{port.file(), db::Access::reader}, step_{std::move(step)} {}

MasterStore::~MasterStore() {
  try {
    settle();
  } catch (...) {  // the daemon stops, or somebody else hears of the disk
  }
}

void MasterStore::settle() {
  if (staging_.valid()) staging_.get();
}

edge::FeedState MasterStore::state() {
  settle();
  return load_feed_state(connection_);
}

void MasterStore::stage_rows(const std::vector<wire::Change>& rows, store::Write last) {
  // Owned by the write, which may outlive this thread's patience.
  const auto all = std::make_shared<const std::vector<wire::Change>>(rows);
  const auto done = std::make_shared<std::size_t>(0);
  const auto over = std::make_shared<bool>(false);
  while (!*over)
    must(port_.write([all, done, over, last, enough = port_.slice()](
                         db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      LoadRows loads{tx};
      std::size_t next = *done;
      for (; next < all->size() && !enough(); ++next)
        if (const wire::Change& row = (*all)[next]; !loads.take(row)) stage_row(tx, row);
      loads.save();
      if (next == all->size()) TRY(last(tx, context));
      *over = next == all->size();
      *done = next;
      return store::Answer{};
    }));
}

void MasterStore::stage(const wire::FeedPage& page) {
  if (page.from != state().staged) return;
  staging_ = std::async(port_.beside(), [this, rows = page.changes, to = page.to] {
    stage_rows(rows, [to](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      save_staged(tx, to);
      return store::Answer{};
    });
  });
}

bool MasterStore::activate(std::int64_t version, const wire::Roots& roots) {
  settle();
  const bool nothing = staged_rows(connection_) == 0;
  const bool same = agree(digests_with_stage(connection_, false), roots);
  if (same && (!nothing || state().active_version != version)) put_in_force(version);
  note_proof(roots, same);
  return same;
}

/// What is staged and not shown is no proof: only what is in force is compared.
void MasterStore::note_proof(const wire::Roots& roots, bool all) {
  const Instant now = port_.now();
  if (all) proof_.all = now;
  for (const std::string& dataset : equal_datasets(connection_, roots)) proof_.sets[dataset] = now;
}

/// A small version in one commit; a large one unseen, slice by slice, and then shown.
void MasterStore::put_in_force(std::int64_t version) {
  const std::int64_t total = staged_rows(connection_);
  if (total > static_cast<std::int64_t>(port_.rows_at_once()) || catalogue::holds_former(connection_)) {
    put_unseen(version, false);
    if (step_) step_(total, total);
    return;
  }
  must(port_.write([version](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    store::Answer answer;
    const Taken taken = apply_staged(tx, context, static_cast<int>(slice), answer);
    retry_troubled(tx, context, static_cast<int>(slice), answer);
    save_active(tx, context, version, taken);
    return answer;
  }));
  if (step_) step_(total, total);
}

void MasterStore::put_unseen(std::int64_t version, bool due) {
  sweep();
  must(port_.write([version, due](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    catalogue::begin_holding(tx, version, due ? "due" : "version");
    return store::Answer{};
  }));
  const auto all = std::make_shared<Taken>();
  const auto more = std::make_shared<bool>(true);
  while (*more) {
    must(port_.write([all, more, due, enough = port_.slice()](
                         db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      store::Answer answer;
      Taken taken = *all;
      bool any = true;
      while (any && !enough()) any = write_some(tx, context, due, taken, answer);
      *all = taken;
      *more = any;
      return answer;
    }));
  }
  index_new();
  must(port_.write([version, due, all](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    store::Answer answer;
    if (due) {
      apply_due_rows(tx, context, no_limit, answer, Share::at_once);
    } else {
      Taken taken = *all;
      for (const auto& [dataset, count] : apply_staged(tx, context, no_limit, answer, Share::at_once))
        taken[dataset] += count;
      save_active(tx, context, version, taken);
    }
    catalogue::show(tx);
    return answer;
  }));
  must(port_.write([](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    store::Answer answer;
    retry_troubled(tx, context, static_cast<int>(slice), answer);
    return answer;
  }));
  sweep();
}

/// False when nothing is left of what may be written unseen.
bool MasterStore::write_some(db::Transaction& tx, commands::Context& context, bool due, Taken& taken,
                             store::Answer& answer) {
  constexpr int some = 150;
  if (due) return apply_due_rows(tx, context, some, answer, Share::unseen) > 0;
  const Taken now = apply_staged(tx, context, some, answer, Share::unseen);
  for (const auto& [dataset, count] : now) taken[dataset] += count;
  return !now.empty();
}

/// Full-text search, of the products that are new.
void MasterStore::index_new() {
  const auto more = std::make_shared<bool>(true);
  while (*more)
    must(port_.write([more, enough = port_.slice()](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      constexpr int some = 100;
      bool any = true;
      while (any && !enough()) any = catalogue::index_waiting(tx, some) == some;
      *more = any;
      return store::Answer{};
    }));
}

/// Before a snapshot: what came of another one.
void MasterStore::forget_loads() {
  const auto more = std::make_shared<bool>(true);
  while (*more)
    must(port_.write([more](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      *more = drop_loads(tx, 2 * static_cast<int>(slice));
      return store::Answer{};
    }));
}

void MasterStore::sweep() {
  const auto gone = std::make_shared<std::int64_t>(1);
  while (*gone > 0 && !catalogue::holds_former(connection_))
    must(port_.write([gone](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      *gone = catalogue::sweep(tx, sweep_rows);
      return store::Answer{};
    }));
}

void MasterStore::resume() {
  settle();
  if (const auto held = catalogue::held(connection_)) put_unseen(held->target_version, held->due);
}

void MasterStore::begin_snapshot(const wire::Manifest& manifest) {
  settle();
  forget_loads();
  must(port_.write([manifest](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    begin_loading(tx, manifest);
    return store::Answer{};
  }));
}

void MasterStore::stage_part(std::size_t index, const std::vector<wire::Change>& rows) {
  stage_rows(rows, [index](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    tx.prepare("INSERT OR IGNORE INTO feed_part(part) VALUES (?)").exec(static_cast<std::int64_t>(index));
    return store::Answer{};
  });
}

bool MasterStore::activate_snapshot() {
  const auto loading = state().loading;
  const bool same = loading && agree(digests_with_stage(connection_, true), loading->manifest.roots);
  const std::int64_t version = loading ? loading->manifest.version : 0;
  if (!same) forget_loads();
  if (same) count_kept();
  // Interrupted in here the proof fails next time, and the snapshot is fetched once more.
  const auto at = std::make_shared<RowPlace>();
  const auto more = std::make_shared<bool>(same);
  while (*more)
    must(port_.write([at, more](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      *more = trim_snapshot(tx, *at, static_cast<int>(slice));
      return store::Answer{};
    }));
  must(port_.write([same, version](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    same ? end_loading(tx, version) : forget_loading(tx);
    return store::Answer{};
  }));
  if (same) {
    put_in_force(version);
    note_proof(loading->manifest.roots, true);
  }
  return same;
}

/// A snapshot is proved by its own rows; what is written of it is counted on from the rows that are here, and some of
/// those may have gone by themselves.
void MasterStore::count_kept() {
  const auto counted = std::make_shared<Recount>(recount_rows(connection_));
  for (const auto& [dataset, load] : load_loads(connection_)) counted->digests.erase(dataset);
  must(port_.write([counted](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    save_recount(tx, *counted, context.now);
    return store::Answer{};
  }));
}

std::optional<Digests> MasterStore::recount() {
  settle();
  if (loaded_rows(connection_) > 0) return std::nullopt;
  // Nobody but this thread changes these rows.
  const auto counted = std::make_shared<const Recount>(recount_rows(connection_));
  must(port_.write([counted](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    save_recount(tx, *counted, context.now);
    return store::Answer{};
  }));
  return digests_with_stage(connection_, false);
}

void MasterStore::mend(const wire::BucketRows& rows) {
  const auto changes = std::make_shared<const std::vector<wire::Change>>(changes_to(connection_, rows));
  for (std::size_t from = 0; from < changes->size(); from += slice)
    must(port_.write([changes, from](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
      for (std::size_t i = from; i < std::min(changes->size(), from + slice); ++i) stage_row(tx, (*changes)[i]);
      return store::Answer{};
    }));
}

std::optional<Instant> MasterStore::apply_due(Instant now) {
  settle();
  for (auto due = next_due(connection_); due; due = next_due(connection_)) {
    if (*due > now) return due;
    if (due_rows(connection_, now) > static_cast<std::int64_t>(slice)) {
      put_unseen(state().active_version, true);
      now = port_.now();
      continue;
    }
    must(port_.write([](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      store::Answer answer;
      apply_due_rows(tx, context, static_cast<int>(slice), answer);
      return answer;
    }));
    now = port_.now();
  }
  return std::nullopt;
}
}  // namespace holdfast::replication
