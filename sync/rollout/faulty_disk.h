#pragma once
#include <map>
#include <memory>
#include <random>
#include <set>
#include <stdexcept>

#include "rollout/disk.h"

namespace holdfast::rollout {
struct PowerCut {};

/// A disk whose power can be cut before any operation. Then bytes that were not synced are there, gone, or there up to
/// some point; names that were not synced are as they were after some of the folder's operations, in order, as a
/// journal keeps them.
class FaultyDisk final : public Disk {
 public:
  explicit FaultyDisk(std::uint64_t seed) : random_{seed} {}
  FaultyDisk(FaultyDisk&&) = default;
  /// Another disk with what is on this one, all of it durable; its luck is of its own seed.
  FaultyDisk copy(std::uint64_t seed) const {
    FaultyDisk out{seed};
    for (const auto& [path, node] : live_) {
      const auto own = std::make_shared<Node>(*node);
      own->durable = own->bytes;
      out.live_[path] = out.durable_[path] = own;
    }
    return out;
  }
  /// One that says that it keeps what it does not: for a simulation that has to notice.
  void forget_syncs() { forgetful_ = true; }
  /// Cut before the operation after so many more; nothing: never.
  void cut_after(std::optional<std::int64_t> operations) { left_ = operations; }
  std::int64_t operations() const { return operations_; }
  /// What is left when power is back.
  void restart() {
    left_.reset();
    for (auto& [folder, changes] : pending_) {
      const std::size_t kept = random_() % (changes.size() + 1);
      for (std::size_t i = 0; i < kept; ++i) apply(durable_, changes[i]);
    }
    pending_.clear();
    live_ = durable_;
    // What lies below a folder that is gone is gone.
    std::erase_if(live_, [&](const auto& item) {
      return !folder_of(item.first).empty() && !live_.contains(folder_of(item.first));
    });
    durable_ = live_;
    for (auto& [path, node] : live_)
      if (node->bytes != node->durable) {
        const std::size_t shared = node->durable.size() <= node->bytes.size() ? node->durable.size() : 0;
        const std::size_t kept = shared + random_() % (node->bytes.size() - shared + 1);
        node->bytes.resize(kept);
        node->durable = node->bytes;
      }
  }

  std::optional<std::string> read(std::string_view path) override {
    const auto found = live_.find(path);
    return found == live_.end() || found->second->kind != Node::Kind::file ? std::nullopt
                                                                           : std::optional{found->second->bytes};
  }
  bool there(std::string_view path) override {
    const auto found = live_.find(path);
    return found != live_.end() && found->second->kind == Node::Kind::file;
  }
  void append(std::string_view path, std::string_view bytes) override {
    count();
    if (!live_.contains(std::string{path})) put(path, std::make_shared<Node>());
    live_.find(path)->second->bytes += bytes;
  }
  void set_mode(std::string_view, std::uint32_t) override { count(); }
  void sync(std::string_view path) override {
    count();
    if (forgetful_) return;
    Node& node = *live_.find(path)->second;
    node.durable = node.bytes;
  }
  void sync_folder(std::string_view path) override {
    count();
    for (const Change& change : pending_[std::string{path}]) apply(durable_, change);
    pending_.erase(std::string{path});
  }
  void make_folder(std::string_view path) override {
    count();
    if (live_.contains(std::string{path})) return;
    put(path, std::make_shared<Node>());
    live_.find(path)->second->kind = Node::Kind::folder;
  }
  void link(std::string_view path, std::string_view target) override {
    count();
    put(path, std::make_shared<Node>());
    live_.find(path)->second->kind = Node::Kind::link;
    live_.find(path)->second->bytes = live_.find(path)->second->durable = target;
  }
  void rename(std::string_view from, std::string_view to) override {
    count();
    const auto node = live_.at(std::string{from});
    change(Change{{{std::string{to}, node}, {std::string{from}, nullptr}}});
  }
  void remove(std::string_view path) override {
    const std::string below = std::string{path} + "/";
    std::vector<std::string> gone;
    for (const auto& [name, node] : live_)
      if (name == path || name.starts_with(below)) gone.push_back(name);
    // From the leaves upwards, each a step of its own.
    for (auto name = gone.rbegin(); name != gone.rend(); ++name) {
      count();
      change(Change{{{*name, nullptr}}});
    }
  }

 private:
  struct Node {
    enum class Kind { file, folder, link } kind = Kind::file;
    std::string bytes, durable;
  };
  using Names = std::map<std::string, std::shared_ptr<Node>, std::less<>>;
  using Change =
      std::vector<std::pair<std::string, std::shared_ptr<Node>>>;  ///< names and what they are from now on, at once

  void count() {
    if (left_ && (*left_)-- == 0) throw PowerCut{};
    ++operations_;
  }
  static void apply(Names& names, const Change& change) {
    for (const auto& [name, node] : change)
      if (node)
        names[name] = node;
      else
        names.erase(name);
  }
  void change(Change change) {
    apply(live_, change);
    pending_[folder_of(change.front().first)].push_back(std::move(change));
  }
  void put(std::string_view path, std::shared_ptr<Node> node) { change(Change{{std::string{path}, std::move(node)}}); }

  std::mt19937_64 random_;
  Names live_, durable_;
  std::map<std::string, std::vector<Change>> pending_;  ///< of names, by folder
  std::optional<std::int64_t> left_;
  std::int64_t operations_ = 0;
  bool forgetful_ = false;
};
}  // namespace holdfast::rollout
