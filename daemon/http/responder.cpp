#include <boost/asio/post.hpp>
#include <utility>

#include "base/check.h"
#include "http/message.h"
#include "http/session.h"

namespace holdfast::http {
Responder::Responder(std::shared_ptr<Session> session, std::uint64_t exchange)
    : session_{std::move(session)}, exchange_{exchange} {}

Responder& Responder::operator=(Responder&& other) noexcept {
  if (this == &other) return *this;
  drop();
  session_ = std::move(other.session_);
  exchange_ = other.exchange_;
  return *this;
}

Responder::~Responder() { drop(); }

namespace {
/// Runs `act(session)` on the I/O thread: now, or posted, and then the session is let go there too.
template <class Act>
void on_io_thread(std::shared_ptr<Session> session, Act act) {
  auto& io = session->io();
  if (io.get_executor().running_in_this_thread()) return act(*session);
  boost::asio::post(io, [held = std::move(session), act = std::move(act)]() mutable { act(*held); });
}
}  // namespace

void Responder::respond(Response response) {
  check(session_ != nullptr);
  on_io_thread(std::exchange(session_, nullptr),
               [exchange = exchange_, answer = std::move(response)](Session& session) mutable {
                 session.answer(exchange, std::move(answer));
               });
}

void Responder::upgrade(std::function<void(std::shared_ptr<WebSocket>)> opened, std::string subprotocol) {
  check(session_ != nullptr);
  on_io_thread(std::exchange(session_, nullptr),
               [exchange = exchange_, opened = std::move(opened), protocol = std::move(subprotocol)](
                   Session& session) mutable { session.upgrade(exchange, std::move(opened), protocol); });
}

void Responder::drop() {
  if (!session_) return;
  on_io_thread(std::exchange(session_, nullptr),
               [exchange = exchange_](Session& session) { session.on_dropped(exchange); });
}
}  // namespace holdfast::http
