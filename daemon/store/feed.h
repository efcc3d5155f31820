#pragma once
#include <cstdint>
#include <functional>
#include <map>

namespace holdfast::store {
/// Tells those who read the event log from a cursor of their own that it has grown. I/O thread only; carries no events,
/// so a subscriber that misses a wake loses nothing.
class Feed {
 public:
  using Wake = std::function<void(std::int64_t head)>;
  /// Ends with the token.
  class Subscription {
   public:
    Subscription() = default;
    Subscription(Subscription&& other) noexcept;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription();

   private:
    friend class Feed;
    Subscription(Feed& feed, std::uint64_t id) : feed_{&feed}, id_{id} {}
    Feed* feed_ = nullptr;
    std::uint64_t id_ = 0;
  };
  [[nodiscard]] Subscription subscribe(Wake wake);
  std::int64_t head() const { return head_; }
  /// Of the writer, after each commit: wakes everybody when the head has moved.
  void advance(std::int64_t head);

 private:
  std::int64_t head_ = 0;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Wake> wakes_;
};
}  // namespace holdfast::store
