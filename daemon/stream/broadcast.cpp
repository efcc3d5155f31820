#include "stream/broadcast.h"

#include <algorithm>

#include "base/check.h"
#include "base/json_writer.h"
#include "stream/subscription.h"

namespace holdfast::stream {
namespace {
using Clock = std::chrono::steady_clock;
constexpr std::uint16_t policy_violation = 1008, try_again_later = 1013;

std::shared_ptr<const std::string> hello(std::int64_t head, std::int64_t since) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("type", "hello").member("head", head).member("since", since).end_object();
  return std::make_shared<const std::string>(std::move(text));
}
std::shared_ptr<const std::string> live_message(std::string_view topic, std::string_view name, std::string_view data) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("type", "live").member("topic", topic).member("name", name).key("data").raw(data).end_object();
  return std::make_shared<const std::string>(std::move(text));
}
}  // namespace

struct Broadcast::Client {
  std::shared_ptr<http::WebSocket> socket;
  std::optional<Instant> expires;
  std::optional<Uuid> terminal;
  TopicSet topics = 0;           // none: has not subscribed yet
  std::int64_t cursor = 0;       // the last event it got, or would have got with other topics
  std::uint64_t generation = 0;  // of its subscription: a page read for an earlier one is dropped
  bool reading = false;          // a page is on its way
  std::size_t held_bytes = 0;    // queued when it was last seen to take something
  std::optional<Clock::time_point> stalled_since;
};

Broadcast::Broadcast(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry)
    : Broadcast{io, store, registry, Limits{}} {}
Broadcast::Broadcast(boost::asio::io_context& io, store::Store& store, metrics::Registry& registry, Limits limits)
    : store_{store},
      limits_{limits},
      clients_gauge_{registry.gauge("stream_clients", "WebSocket subscribers.")},
      sent_{registry.counter("stream_messages_total", "Events sent to subscribers.")},
      dropped_{registry.counter("stream_dropped_total", "Subscribers closed because they did not read.")},
      timer_{io},
      self_{std::make_shared<Broadcast*>(this)},
      subscription_{store.feed().subscribe([this](std::int64_t head) { on_head(head); })} {}

Broadcast::~Broadcast() {
  *self_ = nullptr;
  for (const auto& client : clients_) client->socket->close(1001, "the store is closing");
}

void Broadcast::add(std::shared_ptr<http::WebSocket> socket, std::optional<Instant> expires,
                    std::optional<Uuid> terminal) {
  const auto client = std::make_shared<Client>();
  client->socket = socket;
  client->expires = expires;
  client->terminal = terminal;
  const auto self = self_;
  const std::weak_ptr<Client> known = client;  // the client has the socket, not the other way round
  socket->on_message([self, known](std::string_view text) {
    if (const auto heard = known.lock(); heard && *self != nullptr) (*self)->on_text(heard, text);
  });
  socket->on_closed([self, known](std::uint16_t) {
    if (const auto gone = known.lock(); gone && *self != nullptr) (*self)->on_closed(gone);
  });
  if (clients_.empty()) tail_.restart(store_.head_seq());
  clients_.push_back(client);
  if (terminal) left_.erase(*terminal);
  clients_gauge_.set(static_cast<std::int64_t>(clients_.size()));
}

bool Broadcast::tell(std::string_view topic, std::string_view name, std::string_view data,
                     const std::optional<Uuid>& terminal) {
  const auto bit = parse_topic(topic);
  check(bit.has_value());
  std::shared_ptr<const std::string> text;
  const auto clients = clients_;  // a send may close one
  for (const auto& client : clients) {
    if ((client->topics & *bit) == 0 || (terminal && client->terminal != terminal) || !client->socket->open()) continue;
    if ((client->expires && *client->expires <= store_.now()) || holds_back(*client)) continue;
    if (!text) text = live_message(topic, name, data);
    client->socket->send(text);
  }
  return text != nullptr;
}

void Broadcast::on_closed(const std::shared_ptr<Client>& client) {
  std::erase(clients_, client);
  const auto same = [&](const auto& other) { return other->terminal == client->terminal; };
  if (client->terminal && std::ranges::none_of(clients_, same)) left_.insert(*client->terminal);
  clients_gauge_.set(static_cast<std::int64_t>(clients_.size()));
}

void Broadcast::on_text(const std::shared_ptr<Client>& client, std::string_view text) {
  const auto subscribe = parse_subscribe(text);
  if (!subscribe) return client->socket->close(policy_violation, "not a subscription");
  client->topics = subscribe->topics;
  client->cursor = std::min(subscribe->since.value_or(store_.head_seq()), store_.head_seq());
  ++client->generation;
  client->socket->send(hello(store_.head_seq(), client->cursor));
  pump(client);
}

void Broadcast::on_head(std::int64_t) {
  if (!clients_.empty()) extend_tail();
}

void Broadcast::read_page(std::int64_t since, std::function<void(std::vector<Message>)> then) {
  const auto page = std::make_shared<std::vector<Message>>();
  const auto read = [page, since, limit = limits_.page](db::Connection& connection,
                                                        const store::ReadContext&) -> Result<store::Answer> {
    *page = read_messages(connection, since, limit);
    return store::Answer{};
  };
  const auto done = [page, then = std::move(then), self = self_](const Result<store::Answer>& answer) {
    if (*self == nullptr) return;
    if (!answer) page->clear();  // busy or broken: the next look tries again
    then(std::move(*page));
  };
  store_.read(nullptr, read, done);
}

/// One read for all who keep up.
void Broadcast::extend_tail() {
  if (reading_ || tail_.last() >= store_.head_seq()) return;
  reading_ = true;
  const std::int64_t since = tail_.last();
  read_page(since, [this, since](std::vector<Message> messages) {
    reading_ = false;
    if (messages.empty()) return look_at_stalled();
    if (tail_.last() == since) tail_.append(std::move(messages));
    const auto clients = clients_;  // a send may close one
    for (const auto& client : clients) pump(client);
    extend_tail();
  });
}

bool Broadcast::holds_back(Client& client) {
  const std::size_t queued = client.socket->queued_bytes();
  if (queued < limits_.queued_bytes) {
    client.stalled_since.reset();
    return false;
  }
  if (!client.stalled_since || queued < client.held_bytes) client.stalled_since = Clock::now();
  client.held_bytes = queued;
  look_at_stalled();
  return true;
}

bool Broadcast::send(Client& client, const Message& message) {
  if (holds_back(client)) return false;
  client.cursor = message.seq;
  if ((client.topics & message.topic) == 0) return true;
  client.socket->send(message.text);
  sent_.add();
  return true;
}

void Broadcast::pump(const std::shared_ptr<Client>& client) {
  if (client->topics == 0 || client->reading || !client->socket->open()) return;
  if (client->expires && *client->expires <= store_.now())
    return client->socket->close(policy_violation, "the session has ended");
  if (!tail_.reaches(client->cursor)) return catch_up(client);
  while (const Message* message = tail_.after(client->cursor))
    if (!send(*client, *message)) return;
}

void Broadcast::catch_up(const std::shared_ptr<Client>& client) {
  if (holds_back(*client)) return;
  client->reading = true;
  read_page(client->cursor, [this, client, generation = client->generation](const std::vector<Message>& messages) {
    client->reading = false;
    if (generation == client->generation) {
      if (messages.empty()) return look_at_stalled();
      for (const Message& message : messages)
        if (!send(*client, message)) break;
    }
    pump(client);
  });
}

/// After a while: those who held back may have read on, and reads that were refused are tried again.
void Broadcast::look_at_stalled() {
  if (looking_) return;
  looking_ = true;
  timer_.expires_after(limits_.look_again);
  timer_.async_wait([this, self = self_](const boost::system::error_code& error) {
    if (error || *self == nullptr) return;
    looking_ = false;
    const auto clients = clients_;
    for (const auto& client : clients) {
      if (client->stalled_since && holds_back(*client) && Clock::now() - *client->stalled_since > limits_.stalled) {
        dropped_.add();
        client->socket->close(try_again_later, "too slow: come back with the last seq you saw");
        on_closed(client);
        continue;
      }
      pump(client);
    }
    extend_tail();
  });
}
}  // namespace holdfast::stream
