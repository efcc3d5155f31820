#include "hub_calls/receipt_keys.h"

#include <optional>

#include "base/json_writer.h"
#include "config/machine.h"
#include "log/log.h"

namespace holdfast::hub_calls {
namespace {
using namespace std::chrono_literals;
constexpr std::int64_t signs_for_s = 365 * seconds_per_day;
constexpr std::chrono::milliseconds patience{5'000};

receipts::SigningKey new_key() {
  receipts::KeyBytes seed{};
  config::KernelRandom random;
  for (std::size_t i = 0; i < seed.size(); i += 8) {
    const std::uint64_t word = random();
    for (std::size_t k = 0; k < 8; ++k) seed[i + k] = static_cast<std::uint8_t>(word >> (8 * k));
  }
  return receipts::signing_key_of(seed);
}
}  // namespace

ReceiptKeys::ReceiptKeys(boost::asio::io_context& io, store::Store& store, Lines& lines)
    : store_{store}, lines_{lines}, timer_{io} {}

void ReceiptKeys::stop() {
  timer_.cancel();
  alive_.reset();
}

void ReceiptKeys::rest(std::chrono::seconds time) {
  timer_.expires_after(time);
  timer_.async_wait([this, alive = std::weak_ptr{alive_}](const boost::system::error_code& error) {
    if (!error && !alive.expired()) look();
  });
}

void ReceiptKeys::look() {
  if (store_.site() == nullptr || !lines_.enrolled()) return rest(2s);
  std::optional<receipts::SigningKey> waiting;
  std::optional<Instant> made;
  const auto read = store_.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) {
    waiting = receipts::find_unregistered_key(connection);
    made = receipts::newest_key_made(connection);
    return Result<store::Answer>{store::Answer{}};
  });
  if (!read) return rest(30s);
  if (waiting) return tell(*waiting);
  if (!made || made->plus_seconds(signs_for_s) < store_.now()) return make();
  rest(600s);
}

void ReceiptKeys::make() {
  store_.submit(
      store::Call{},
      [key = new_key()](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        receipts::add_signing_key(tx, key, context.now);
        return store::Answer{};
      },
      [this, alive = std::weak_ptr{alive_}](const Result<store::Answer>& kept) {
        if (!alive.expired()) rest(kept ? 0s : 30s);
      });
}

void ReceiptKeys::tell(const receipts::SigningKey& key) {
  std::string body;
  JsonWriter{body}
      .begin_object()
      .member("keyId", receipts::key_id_of(key.public_key))
      .member("publicKey", to_hex(key.public_key))
      .end_object();
  lines_.post("receipt-keys", std::move(body), patience,
              [this, alive = std::weak_ptr{alive_}, public_key = key.public_key](const Reply& reply) {
                if (!alive.expired()) told(public_key, reply);
              });
}

void ReceiptKeys::told(const receipts::KeyBytes& public_key, const Reply& reply) {
  if (reply.status != 204) {
    if (reply.status >= 400 && reply.status < 500) log::warn("the hub did not take the key of signed receipts");
    return rest(15s);
  }
  store_.submit(
      store::Call{},
      [public_key](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        receipts::set_registered(tx, public_key, context.now);
        return store::Answer{};
      },
      [this, alive = std::weak_ptr{alive_}](const Result<store::Answer>&) {
        if (!alive.expired()) rest(600s);
      });
}
}  // namespace holdfast::hub_calls
