#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "db/connection.h"
#include "stream/topics.h"

namespace holdfast::stream {
/// One event as it goes to subscribers: made once, shared by all.
struct Message {
  std::int64_t seq = 0;
  TopicSet topic = 0;
  std::shared_ptr<const std::string> text;
};
/// At most `limit` messages after `since`, in order.
std::vector<Message> read_messages(db::Connection& connection, std::int64_t since, int limit);

/// The newest messages, kept so that those who keep up never go to the file. It has every number from first() to
/// last().
class Tail {
 public:
  void restart(std::int64_t after);
  void append(std::vector<Message> messages);
  std::int64_t last() const { return last_; }
  /// True when what comes after `cursor` is here (or there is nothing after it yet).
  bool reaches(std::int64_t cursor) const { return cursor >= last_ - static_cast<std::int64_t>(messages_.size()); }
  /// The message after `cursor`; null at the end. Only where reaches(cursor).
  const Message* after(std::int64_t cursor) const;

 private:
  static constexpr std::size_t most_messages = 4096, most_bytes = 8U * 1024 * 1024;
  std::deque<Message> messages_;
  std::size_t bytes_ = 0;
  std::int64_t last_ = 0;
};
}  // namespace holdfast::stream
