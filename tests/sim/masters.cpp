#include "sim/masters.h"

#include "wire/dataset_digest.h"

namespace holdfast::sim {
namespace {
void write_rows(Masters::Rows& rows, const std::vector<wire::Change>& changes) {
  for (const wire::Change& change : changes) {
    if (change.op == wire::Op::put)
      rows[{change.dataset, change.key}] = {change.row_version, change.body};
    else
      rows.erase({change.dataset, change.key});
  }
}
wire::Roots roots_of(const Masters::Rows& rows) {
  std::map<std::string, wire::DatasetDigest> digests;
  for (const auto& [key, row] : rows) digests[key.first].add({key.second, row.row_version, sha256(row.body)});
  wire::Roots roots;
  for (const auto& [dataset, digest] : digests) roots.emplace(dataset, digest.root(dataset));
  return roots;
}
/// A data set that is empty here may be left out by either side.
bool agree(const Masters::Rows& rows, const wire::Roots& expected) {
  wire::Roots own = roots_of(rows);
  for (const auto& [dataset, root] : expected) own.try_emplace(dataset, wire::DatasetDigest{}.root(dataset));
  wire::Roots other = expected;
  for (const auto& [dataset, root] : own) other.try_emplace(dataset, wire::DatasetDigest{}.root(dataset));
  return own == other;
}
}  // namespace

void Masters::stage(const wire::FeedPage& page) {
  touch();
  if (page.from != state_.staged) return;
  ++changes_;
  staged_.insert(staged_.end(), page.changes.begin(), page.changes.end());
  state_.staged = page.to;
  if (shows_at_once) write_rows(shown_, page.changes);
  touch();
}

bool Masters::activate(std::int64_t version, const wire::Roots& roots) {
  touch();
  if (staged_.empty() && state_.active_version == version && agree(shown_, roots)) return true;
  Rows next = shown_;
  write_rows(next, staged_);
  if (!agree(next, roots)) return false;
  ++changes_;
  shown_ = std::move(next);
  staged_.clear();
  state_.active_version = version;
  touch();
  return true;
}

void Masters::begin_snapshot(const wire::Manifest& manifest) {
  touch();
  staged_.clear();
  loading_.clear();
  state_.loading = edge::Loading{manifest, {}};
  state_.staged = {state_.active_version, 0};
  touch();
}

void Masters::stage_part(std::size_t index, const std::vector<wire::Change>& rows) {
  touch();
  write_rows(loading_, rows);
  state_.loading->parts.insert(index);
  touch();
}

bool Masters::activate_snapshot() {
  touch();
  const bool same = agree(loading_, state_.loading->manifest.roots);
  if (same) {
    ++changes_;
    shown_ = std::move(loading_);
    state_.active_version = state_.loading->manifest.version;
    state_.staged = {state_.active_version, 0};
  }
  loading_.clear();
  state_.loading.reset();
  touch();
  return same;
}

Sha256 Masters::digest(const Rows& rows) {
  std::string all;
  for (const auto& [key, row] : rows)
    all += key.first + '\n' + key.second + '\n' + std::to_string(row.row_version) + '\n' + row.body + '\n';
  return sha256(all);
}
}  // namespace holdfast::sim
