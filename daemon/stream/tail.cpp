#include "stream/tail.h"

#include "base/check.h"
#include "base/json_writer.h"
#include "events/event_log.h"

namespace holdfast::stream {
std::vector<Message> read_messages(db::Connection& connection, std::int64_t since, int limit) {
  std::vector<Message> messages;
  events::read_after(connection, since, limit, [&](const events::Stored& stored) {
    const Topic topic = topic_of(stored.aggregate_type);
    std::string text;
    text.reserve(stored.body.size() + 64);
    JsonWriter json{text};
    json.begin_object().member("seq", stored.seq).member("topic", topic.name).key("event");
    if (stored.body.empty())
      json.null();  // withheld: what it said about a person was erased
    else
      json.raw(stored.body);
    json.end_object();
    messages.push_back({stored.seq, topic.bit, std::make_shared<const std::string>(std::move(text))});
  });
  return messages;
}

void Tail::restart(std::int64_t after) {
  messages_.clear();
  bytes_ = 0;
  last_ = after;
}

void Tail::append(std::vector<Message> messages) {
  for (Message& message : messages) {
    check(message.seq == last_ + 1);  // the log has no gap
    last_ = message.seq;
    bytes_ += message.text->size();
    messages_.push_back(std::move(message));
  }
  while (messages_.size() > most_messages || bytes_ > most_bytes) {
    bytes_ -= messages_.front().text->size();
    messages_.pop_front();
  }
}

const Message* Tail::after(std::int64_t cursor) const {
  check(reaches(cursor));
  if (cursor >= last_) return nullptr;
  return &messages_[messages_.size() - static_cast<std::size_t>(last_ - cursor)];
}
}  // namespace holdfast::stream
