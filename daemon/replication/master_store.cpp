#include "replication/master_store.h"

#include "replication/feed_rows.h"

namespace holdfast::replication {
namespace {
void must(const Result<store::Answer>& answer) {
  if (!answer) throw std::runtime_error("masters were not stored: " + answer.error().detail);
}
}  // namespace

MasterStore::MasterStore(StorePort& port, Step step)
    : port_{port}, connection_{port.file(), db::Access::reader}, step_{std::move(step)} {}

edge::FeedState MasterStore::state() { return load_feed_state(connection_); }

void MasterStore::stage_rows(const std::vector<wire::Change>& rows, store::Write last) {
  for (std::size_t from = 0; from == 0 || from < rows.size(); from += slice) {
    const std::size_t to = std::min(rows.size(), from + slice);
    // Owned by the write, which may outlive this thread's patience.
    const auto some = std::make_shared<const std::vector<wire::Change>>(
        rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(to));
    const bool ends = to == rows.size();
    must(port_.write([some, ends, last](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      for (const wire::Change& row : *some) stage_row(tx, row);
      return ends ? last(tx, context) : store::Answer{};
    }));
    if (ends) return;
  }
}

void MasterStore::stage(const wire::FeedPage& page) {
  if (page.from != state().staged) return;
  stage_rows(page.changes, [to = page.to](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    save_staged(tx, to);
    return store::Answer{};
  });
}

bool MasterStore::activate(std::int64_t version, const wire::Roots& roots) {
  const bool nothing = staged_rows(connection_) == 0;
  if (!agree(digests_with_stage(connection_, false), roots)) return false;
  if (nothing && state().active_version == version) return true;
  put_in_force(version);
  return true;
}

/// Slice by slice; the last one shows the version.
void MasterStore::put_in_force(std::int64_t version) {
  const std::int64_t total = staged_rows(connection_);
  const auto taken = std::make_shared<Taken>();
  for (std::int64_t done = 0;; done += static_cast<std::int64_t>(slice)) {
    const bool ends = done + static_cast<std::int64_t>(slice) >= total;
    must(port_.write([taken, ends, version](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      store::Answer answer;
      const Taken some = apply_staged(tx, context, static_cast<int>(slice), answer);
      Taken all = *taken;
      for (const auto& [dataset, count] : some) all[dataset] += count;
      if (ends) {
        retry_troubled(tx, context, static_cast<int>(slice), answer);
        save_active(tx, context, version, all);
      }
      *taken = all;
      return answer;
    }));
    if (step_) step_(std::min(done + static_cast<std::int64_t>(slice), total), total);
    if (ends) return;
  }
}

void MasterStore::begin_snapshot(const wire::Manifest& manifest) {
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
  // From here on it is a version like any other: a crash between its slices goes on at the next checkpoint.
  must(port_.write([same, version](db::Transaction& tx, commands::Context&) -> Result<store::Answer> {
    if (same)
      stage_the_rest(tx, version);
    else
      forget_loading(tx);
    return store::Answer{};
  }));
  if (same) put_in_force(version);
  return same;
}

std::optional<Instant> MasterStore::apply_due(Instant now) {
  for (auto due = next_due(connection_); due; due = next_due(connection_)) {
    if (*due > now) return due;
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
