#include "store/feed.h"

#include <utility>
#include <vector>

namespace holdfast::store {
Feed::Subscription::Subscription(Subscription&& other) noexcept
    : feed_{std::exchange(other.feed_, nullptr)}, id_{other.id_} {}
Feed::Subscription& Feed::Subscription::operator=(Subscription&& other) noexcept {
  std::swap(feed_, other.feed_);
  std::swap(id_, other.id_);
  return *this;
}
Feed::Subscription::~Subscription() {
  if (feed_ != nullptr) feed_->wakes_.erase(id_);
}

Feed::Subscription Feed::subscribe(Wake wake) {
  wakes_.emplace(++last_id_, std::move(wake));
  return Subscription{*this, last_id_};
}

void Feed::advance(std::int64_t head) {
  if (head == head_) return;
  head_ = head;
  std::vector<std::uint64_t> ids;  // a wake may subscribe or unsubscribe others
  ids.reserve(wakes_.size());
  for (const auto& [id, wake] : wakes_) ids.push_back(id);
  for (const std::uint64_t id : ids)
    if (const auto found = wakes_.find(id); found != wakes_.end()) Wake{found->second}(head);
}
}  // namespace holdfast::store
