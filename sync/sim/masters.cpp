#include "sim/masters.h"

namespace holdfast::sim {
void Masters::Set::take(const std::vector<wire::Change>& changes) {
  for (const wire::Change& change : changes) {
    const Key key{change.dataset, change.key};
    wire::DatasetDigest& digest = digests[change.dataset];
    if (const auto old = rows.find(key); old != rows.end()) {
      digest.take_off({change.key, old->second.row_version, old->second.body_sha});
      rows.erase(old);
    }
    if (change.op != wire::Op::put) continue;
    Row row{change.row_version, change.body, sha256(change.body)};
    digest.add({change.key, row.row_version, row.body_sha});
    rows.emplace(key, std::move(row));
  }
}

bool Masters::Set::agrees(const wire::Roots& expected) const {
  const auto empty = [](const std::string& dataset) { return wire::DatasetDigest{}.root(dataset); };
  for (const auto& [dataset, digest] : digests) {
    const auto there = expected.find(dataset);
    if (digest.root(dataset) != (there != expected.end() ? there->second : empty(dataset))) return false;
  }
  for (const auto& [dataset, root] : expected)
    if (!digests.contains(dataset) && root != empty(dataset)) return false;
  return true;
}

void Masters::stage(const wire::FeedPage& page) {
  touch();
  if (page.from != state_.staged) return;
  ++changes_;
  staged_.insert(staged_.end(), page.changes.begin(), page.changes.end());
  state_.staged = page.to;
  if (shows_at_once) shown_.take(page.changes);
  touch();
}

bool Masters::activate(std::int64_t version, const wire::Roots& roots) {
  touch();
  if (staged_.empty() && state_.active_version == version && shown_.agrees(roots)) {
    rotten_ = false;
    return true;
  }
  Set next = shown_;
  next.take(staged_);
  if (!next.agrees(roots)) return false;
  ++changes_;
  shown_ = std::move(next);
  rotten_ = false;
  staged_.clear();
  state_.active_version = version;
  touch();
  return true;
}

void Masters::begin_snapshot(const wire::Manifest& manifest) {
  touch();
  staged_.clear();
  loading_ = {};
  state_.loading = edge::Loading{manifest, {}};
  state_.staged = {state_.active_version, 0};
  touch();
}

void Masters::stage_part(std::size_t index, const std::vector<wire::Change>& rows) {
  touch();
  loading_.take(rows);
  state_.loading->parts.insert(index);
  touch();
}

bool Masters::activate_snapshot() {
  touch();
  const bool same = loading_.agrees(state_.loading->manifest.roots);
  if (same) {
    ++changes_;
    shown_ = std::move(loading_);
    rotten_ = false;
    state_.active_version = state_.loading->manifest.version;
    state_.staged = {state_.active_version, 0};
  }
  loading_ = {};
  state_.loading.reset();
  touch();
  return same;
}

/// With what is staged, as the store's own writer counts it.
std::optional<std::map<std::string, wire::DatasetDigest>> Masters::recount() {
  touch();
  Set counted;
  for (const auto& [key, row] : shown_.rows)
    counted.digests[key.first].add({key.second, row.row_version, sha256(row.body)});
  shown_.digests = counted.digests;
  Set next = shown_;
  next.take(staged_);
  touch();
  return next.digests;
}

void Masters::mend(const wire::BucketRows& page) {
  touch();
  Set next = shown_;
  next.take(staged_);
  std::map<std::string, wire::Change> theirs;
  for (const wire::Change& row : page.rows) theirs.emplace(row.key, row);
  for (const auto& [key, row] : next.rows) {
    const bool asked = key.first == page.dataset && key.second > page.after &&
                       (!page.upto || key.second <= *page.upto) && page.of[wire::DatasetDigest::bucket_of(key.second)];
    if (!asked) continue;
    const auto there = theirs.find(key.second);
    if (there == theirs.end())
      staged_.push_back({page.version, page.dataset, key.second, wire::Op::del, page.version, {}});
    else if (there->second.row_version == row.row_version && there->second.body == row.body)
      theirs.erase(there);
  }
  for (auto& [key, change] : theirs) staged_.push_back(std::move(change));
  touch();
}

void Masters::rot(std::size_t which, bool gone) {
  if (shown_.rows.empty()) return;
  const auto row = std::next(shown_.rows.begin(), static_cast<std::ptrdiff_t>(which % shown_.rows.size()));
  wire::DatasetDigest& digest = shown_.digests[row->first.first];
  digest.take_off({row->first.second, row->second.row_version, row->second.body_sha});
  row->second.body += ' ';
  row->second.body_sha = sha256(row->second.body);
  if (gone)
    shown_.rows.erase(row);
  else
    digest.add({row->first.second, row->second.row_version, row->second.body_sha});
  rotten_ = true;
  ++changes_;
}

Sha256 Masters::digest(const Rows& rows) {
  std::string all;
  for (const auto& [key, row] : rows)
    all += key.first + '\n' + key.second + '\n' + std::to_string(row.row_version) + '\n' + row.body + '\n';
  return sha256(all);
}
}  // namespace holdfast::sim
