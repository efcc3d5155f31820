#include "rollout/update_session.h"

#include <algorithm>

namespace holdfast::rollout {
namespace {
using Why = Distrust::Why;

/// A role's name may be anything: it must not name another file than its own.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF", kept = "-._~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       kept.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string path_of(const std::string& path, const Target& target, bool consistent) {
  const std::size_t slash = path.rfind('/'), name = slash == std::string::npos ? 0 : slash + 1;
  return "targets/" + path.substr(0, name) + (consistent ? target.hashes.front().second + "." : "") + path.substr(name);
}
}  // namespace

UpdateSession::UpdateSession(TrustedFiles& files, Instant now, Expiry expiry, std::string target, UpdateLimits limits)
    : files_{files}, target_{std::move(target)}, limits_{limits} {
  begin(now, expiry);
}

void UpdateSession::begin(Instant now, Expiry expiry) {
  const std::string* root = stored("root");
  if (!root) return fail({Why::missing, "there is no trusted root to begin with"});
  auto begun = TrustedSet::begin(*root, now, expiry);
  if (!begun) return fail(std::move(begun).error());
  set_.emplace(std::move(*begun));
  ask("root", set_->root().version + 1, limits_.root_bytes);
}

const std::string* UpdateSession::stored(std::string_view role) const {
  const auto found = files_.find(role);
  return found == files_.end() ? nullptr : &found->second;
}

void UpdateSession::ask(std::string_view role, std::optional<std::int64_t> version, std::uint64_t most) {
  const std::string file = (version ? std::to_string(*version) + "." : "") + percent_encoded(role) + ".json";
  want_ = Want{"metadata/" + file, most};
}

void UpdateSession::fail(Distrust distrust) {
  failure_ = std::move(distrust);
  want_.reset();
}

void UpdateSession::give(std::optional<std::string> bytes) {
  if (!want_) return;
  if (bytes && bytes->size() > want_->most)
    return fail({Why::too_large, want_->path + " is larger than " + std::to_string(want_->most) + " bytes"});
  if (!bytes && stage_ != Stage::roots) return fail({Why::missing, want_->path + " is not there"});
  want_.reset();
  switch (stage_) {
    case Stage::roots:
      return give_root(std::move(bytes));
    case Stage::timestamp:
      return give_timestamp(std::move(bytes));
    case Stage::snapshot:
      return give_snapshot(std::move(bytes));
    case Stage::targets:
      return give_targets(std::move(bytes));
  }
}

void UpdateSession::note(const std::optional<Instant>& issued) {
  if (issued && (!issued_ || *issued_ < *issued)) issued_ = issued;
}

void UpdateSession::give_root(std::optional<std::string> bytes) {
  if (bytes) {
    if (auto taken = set_->take_root(*bytes); !taken) return fail(std::move(taken).error());
    files_.insert_or_assign("root", std::move(*bytes));
    note(set_->root().issued);
    if (set_->root().resets_time) time_reset_ = set_->root().issued;
    if (++roots_ < limits_.roots) return ask("root", set_->root().version + 1, limits_.root_bytes);
  }
  if (auto usable = set_->end_roots(); !usable) return fail(std::move(usable).error());
  stage_ = Stage::timestamp;
  // What was stored only keeps older ones out; whether it still holds, the set judges.
  if (const std::string* known = stored("timestamp")) (void)set_->take_timestamp(*known);
  ask("timestamp", std::nullopt, limits_.metadata_bytes);
}

void UpdateSession::give_timestamp(std::optional<std::string> bytes) {
  const Trust<bool> newer = set_->take_timestamp(*bytes);
  if (!newer) return fail(newer.error());
  if (*newer) {
    files_.insert_or_assign("timestamp", std::move(*bytes));
    note(set_->timestamp()->issued);
  }
  begin_snapshot();
}

void UpdateSession::begin_snapshot() {
  stage_ = Stage::snapshot;
  if (const std::string* known = stored("snapshot");
      known && set_->take_snapshot(*known, TrustedSet::Origin::from_disk)) {
    to_visit_.push_back({"targets", "root"});
    return walk();
  }
  const FileMeta& meta = set_->snapshot_meta();
  ask("snapshot", set_->root().consistent_snapshot ? std::optional{meta.version} : std::nullopt,
      std::min(meta.length.value_or(limits_.metadata_bytes), limits_.metadata_bytes));
}

void UpdateSession::give_snapshot(std::optional<std::string> bytes) {
  if (auto taken = set_->take_snapshot(*bytes, TrustedSet::Origin::fetched); !taken)
    return fail(std::move(taken).error());
  files_.insert_or_assign("snapshot", std::move(*bytes));
  note(set_->snapshot()->issued);
  to_visit_.push_back({"targets", "root"});
  walk();
}

/// Depth first, in the order of the delegations, each role once.
void UpdateSession::walk() {
  stage_ = Stage::targets;
  while (!to_visit_.empty() && visited_.size() <= static_cast<std::size_t>(limits_.delegations)) {
    const Visit visit = to_visit_.back();
    if (visited_.contains(visit.role)) {
      to_visit_.pop_back();
      continue;
    }
    if (!set_->targets(visit.role)) {
      const std::string* known = stored(visit.role);
      if (!known || !set_->take_targets(*known, visit.role, visit.parent)) {
        const FileMeta* meta = set_->targets_meta(visit.role);
        if (!meta) return fail({Why::missing, visit.role + " is not in the snapshot"});
        return ask(visit.role, set_->root().consistent_snapshot ? std::optional{meta->version} : std::nullopt,
                   std::min(meta->length.value_or(limits_.metadata_bytes), limits_.metadata_bytes));
      }
    }
    to_visit_.pop_back();
    if (look_into(visit)) return;
  }
  if (!target_.empty()) fail({Why::missing, "no role offers " + target_});
}

void UpdateSession::give_targets(std::optional<std::string> bytes) {
  const Visit visit = to_visit_.back();
  if (auto taken = set_->take_targets(*bytes, visit.role, visit.parent); !taken) return fail(std::move(taken).error());
  files_.insert_or_assign(visit.role, std::move(*bytes));
  note(set_->targets(visit.role)->issued);
  walk();
}

/// True when the search is over.
bool UpdateSession::look_into(const Visit& visit) {
  visited_.insert(visit.role);
  if (target_.empty()) return true;
  const Targets& targets = *set_->targets(visit.role);
  if (const auto target = targets.targets.find(target_); target != targets.targets.end()) {
    found_ = Found{target->second, path_of(target_, target->second, set_->root().consistent_snapshot)};
    return true;
  }
  std::vector<Visit> next;
  for (const Delegation& delegation : targets.delegations) {
    if (!delegation.covers(target_)) continue;
    next.push_back({delegation.name, visit.role});
    if (delegation.terminating) {
      to_visit_.clear();
      break;
    }
  }
  to_visit_.insert(to_visit_.end(), next.rbegin(), next.rend());
  return false;
}
}  // namespace holdfast::rollout
