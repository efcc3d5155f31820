#include "http/session.h"

#include <boost/asio/post.hpp>
#include <cstring>

#include "http/response_head.h"
#include "http/ws_frame.h"
#include "http/ws_session.h"

namespace holdfast::http {
namespace {
constexpr std::size_t first_capacity = 4 * 1024, discard_limit = 1024 * 1024;
constexpr std::chrono::seconds linger_time{2};
}  // namespace

Session::Session(std::shared_ptr<ServerState> state, Wire wire, std::string address, std::shared_ptr<AddressUse> use)
    : state_{std::move(state)}, wire_{std::move(wire)}, address_{std::move(address)}, use_{std::move(use)} {
  state_->enter(*this);
  ++state_->counters.connections_open;
  ++use_->connections;
}

Session::~Session() {
  state_->leave(*this);
  --state_->counters.connections_open;
  --use_->connections;
}

void Session::start() {
  deadline_ = Clock::now() + state_->limits.header_timeout;
  run();
}

void Session::refuse(std::string_view detail) {
  if (wire_.tls()) return close();
  fault(Fault::overloaded, detail);
  run();
}

void Session::run() {
  if (running_) return;
  running_ = true;
  in_turn_ = 0;
  const auto alive = self();
  while (step()) {
    if (in_turn_ < state_->limits.pipelined_in_a_turn) continue;
    boost::asio::post(state_->io, [alive] { alive->run(); });
    break;
  }
  running_ = false;
}

bool Session::step() {
  switch (phase_) {
    case Phase::handshake:
      return shake_hands();
    case Phase::head:
      return read_head();
    case Phase::body:
      return read_body();
    case Phase::writing:
      return write_on();
    case Phase::lingering:
      return discard_input();
    case Phase::handling:
    case Phase::closed:
      return false;
  }
  return false;
}

bool Session::shake_hands() {
  const Wire::Io result = wire_.handshake();
  if (result == Wire::Io::closed)
    close();
  else if (result != Wire::Io::done)
    wait_for(result);
  else
    client_ = wire_.client_certificate(), phase_ = Phase::head;
  return result == Wire::Io::done;
}

bool Session::read_head() {
  if (begin_ == end_) return read_more();
  const Limits& limits = state_->limits;
  const HeadRules rules{limits.header_bytes, limits.target_bytes, limits.header_fields, true};
  const HeadStep step = parse_request_head(input(), rules, head_);
  switch (step.outcome) {
    case HeadOutcome::incomplete:
      if (fresh_) deadline_ = Clock::now() + limits.header_timeout;
      fresh_ = false;
      return read_more();
    case HeadOutcome::malformed:
      fault(Fault::bad_request, step.reason);
      return true;
    case HeadOutcome::target_too_long:
      fault(Fault::target_too_long, "the target is too long");
      return true;
    case HeadOutcome::too_large:
      fault(Fault::header_too_large, "the header is too large");
      return true;
    case HeadOutcome::complete:
      break;
  }
  begin_ += step.consumed;
  return on_head();
}

bool Session::on_head() {
  const Limits& limits = state_->limits;
  ++state_->counters.requests;
  ++in_turn_;
  head_only_ = head_.method == Method::head;
  close_after_ = !head_.keep_alive || stopping_;
  request_ = Request{head_.method, std::move(head_.target), std::move(head_.headers), {}, {}, address_, use_->exempt,
                     wire_.tls(),  head_.minor_version, client_};
  if (!state_->admit_request(*use_)) {
    fault(Fault::too_many_requests, "too many requests from this address", &request_,
          head_.body.framing == Framing::none ? AfterAnswer::go_on : AfterAnswer::close);
    return true;
  }
  if (head_.body.other_coding)
    return fault(Fault::bad_request, "only the chunked transfer coding is known here", &request_), true;
  if (head_.body.framing == Framing::length && head_.body.length > limits.body_bytes)
    return fault(Fault::body_too_large, "the body is too large", &request_), true;
  if (head_.body.framing == Framing::none) return dispatch(), true;
  decoder_ = BodyDecoder(head_.body, limits.body_bytes);
  deadline_ = Clock::now() + limits.body_timeout;
  phase_ = Phase::body;
  if (head_.expects_continue && begin_ == end_) {
    // So short that a socket whose earlier answers were all taken has room for it.
    const std::string_view go_on[] = {"HTTP/1.1 100 Continue\r\n\r\n"};
    std::size_t count = 0;
    if (wire_.write(go_on, count) != Wire::Io::done || count != go_on[0].size()) return close(), false;
  }
  return true;
}

bool Session::read_body() {
  const BodyDecoder::Step step = decoder_.feed(input(), request_.body);
  begin_ += step.consumed;
  switch (step.outcome) {
    case BodyDecoder::Outcome::more:
      return read_more();
    case BodyDecoder::Outcome::malformed:
      fault(Fault::bad_request, "the chunked body is malformed", &request_);
      return true;
    case BodyDecoder::Outcome::too_large:
      fault(Fault::body_too_large, "the body is too large", &request_);
      return true;
    case BodyDecoder::Outcome::done:
      dispatch();
      return true;
  }
  return false;
}

void Session::dispatch() {
  phase_ = Phase::handling;
  deadline_ = Clock::time_point::max();  // the handler's own waits have deadlines
  websocket_accept_.clear();
  const std::string_view key = request_.header("Sec-WebSocket-Key");
  if (!key.empty() && key.size() == 24 && request_.is_websocket_upgrade() &&
      request_.header("Sec-WebSocket-Version") == "13")
    websocket_accept_ = accept_key(key);
  Responder responder(self(), ++exchange_);
  try {
    state_->handler(std::move(request_), std::move(responder));
  } catch (const std::exception& error) {
    if (phase_ == Phase::handling) fault(Fault::handler_failed, error.what(), nullptr, AfterAnswer::go_on);
    responder = Responder(nullptr, 0);
  }
}

void Session::answer(std::uint64_t exchange, Response response) {
  if (phase_ != Phase::handling || exchange != exchange_) return;  // the connection has gone meanwhile
  begin_writing(std::move(response));
  run();
}

void Session::on_dropped(std::uint64_t exchange) {
  if (phase_ != Phase::handling || exchange != exchange_) return;
  fault(Fault::handler_failed, "the request was dropped without an answer", nullptr, AfterAnswer::go_on);
  run();
}

void Session::fault(Fault kind, std::string_view detail, const Request* request, AfterAnswer after) {
  Response response = state_->fault(kind, detail, request);
  close_after_ = close_after_ || after == AfterAnswer::close;
  begin_writing(std::move(response));
}

void Session::begin_writing(Response response) {
  close_after_ = close_after_ || stopping_;
  const std::size_t size = response.borrowed_body.empty() ? response.body.size() : response.borrowed_body.size();
  write_response_head(out_head_, response, state_->date(), size, close_after_);
  forget_body();
  if (!head_only_ && may_have_body(response.status)) {
    out_borrowed_ = response.borrowed_body;
    out_owner_ = std::move(response.body_owner);
    if (out_borrowed_.empty()) out_body_ = std::move(response.body);
  }
  start_writing();
}

void Session::forget_body() {
  out_body_.clear();
  out_borrowed_ = {};
  out_owner_.reset();
}

void Session::start_writing() {
  written_ = 0;
  deadline_ = Clock::now() + state_->limits.write_timeout;
  phase_ = Phase::writing;
}

bool Session::write_on() {
  const std::string_view body = out_borrowed_.empty() ? std::string_view(out_body_) : out_borrowed_;
  while (written_ < out_head_.size() + body.size()) {
    const std::size_t of_head = std::min(written_, out_head_.size());
    const std::string_view rest_of_head = std::string_view(out_head_).substr(of_head);
    const std::string_view rest_of_body = body.substr(written_ - of_head);
    const std::string_view pieces[] = {rest_of_head, rest_of_body};
    const std::size_t first = rest_of_head.empty() ? 1 : 0, last = rest_of_body.empty() ? 1 : 2;
    std::size_t count = 0;
    const Wire::Io result = wire_.write(std::span(pieces).subspan(first, last - first), count);
    if (result == Wire::Io::closed) return close(), false;
    if (result != Wire::Io::done) return wait_for(result), false;
    written_ += count;
    state_->counters.bytes_out += count;
    if (written_ < out_head_.size() + body.size()) deadline_ = Clock::now() + state_->limits.write_timeout;
  }
  return on_written();
}

bool Session::on_written() {
  out_borrowed_ = {};
  out_owner_.reset();
  if (opened_) return become_websocket(), false;
  if (close_after_ || stopping_)
    linger();
  else
    await_request();
  return true;
}

void Session::await_request() {
  phase_ = Phase::head;
  fresh_ = true;
  head_only_ = false;
  deadline_ = Clock::now() + state_->limits.idle_timeout;
}

/// Closing with unread input would reset the connection and lose the answer on its way (RFC 9112, section 9.6).
void Session::linger() {
  wire_.end_writing();
  phase_ = Phase::lingering;
  discarded_ = 0;
  deadline_ = Clock::now() + linger_time;
}

bool Session::discard_input() {
  discarded_ += end_ - begin_;
  begin_ = end_ = 0;
  if (discarded_ > discard_limit) return close(), false;
  return read_more();
}

/// True when bytes came at once; else run() is called again when they have.
bool Session::read_more() {
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (end_ == capacity_) {
    capacity_ = capacity_ == 0 ? first_capacity : capacity_ * 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (end_ > 0) std::memcpy(larger.get(), buffer_.get(), end_);
    buffer_ = std::move(larger);
  }
  char* const to = buffer_.get() + end_;
  if (wire_.tls()) {
    if (!readable_ && !wire_.holds_input()) return wait_for(Wire::Io::want_read), false;
    readable_ = false;
    std::size_t count = 0;
    const Wire::Io result = wire_.read(to, capacity_ - end_, count);
    if (result == Wire::Io::closed) return close(), false;
    if (result != Wire::Io::done) return wait_for(result), false;
    end_ += count;
    state_->counters.bytes_in += count;
    return true;
  }
  wire_.socket().async_read_some(boost::asio::buffer(to, capacity_ - end_),
                                 [alive = self()](const boost::system::error_code& error, std::size_t count) {
                                   if (error) return alive->close();
                                   alive->end_ += count;
                                   alive->state_->counters.bytes_in += count;
                                   alive->run();
                                 });
  return false;
}

void Session::wait_for(Wire::Io what) {
  using Socket = boost::asio::ip::tcp::socket;
  wire_.socket().async_wait(what == Wire::Io::want_read ? Socket::wait_read : Socket::wait_write,
                            [alive = self()](const boost::system::error_code& error) {
                              if (error) return alive->close();
                              alive->readable_ = true;
                              alive->run();
                            });
}

void Session::upgrade(std::uint64_t exchange, std::function<void(std::shared_ptr<WebSocket>)> opened,
                      const std::string& subprotocol) {
  if (phase_ != Phase::handling || exchange != exchange_) return;
  if (websocket_accept_.empty()) {
    fault(Fault::bad_request, "not a WebSocket handshake of version 13");
    return run();
  }
  opened_ = std::move(opened);
  forget_body();
  write_upgrade_head(out_head_, websocket_accept_, subprotocol);
  start_writing();
  run();
}

void Session::become_websocket() {
  const auto socket = std::make_shared<WsSession>(state_, std::move(wire_), use_);
  phase_ = Phase::closed;
  deadline_ = Clock::time_point::max();
  const auto opened = std::move(opened_);
  opened_ = nullptr;
  opened(socket);
  socket->start(input());
}

void Session::on_deadline() {
  const auto alive = self();
  switch (phase_) {
    case Phase::head:
      if (fresh_) return close();
      fault(Fault::request_timeout, "the header did not come in time");
      break;
    case Phase::body:
      fault(Fault::request_timeout, "the body did not come in time", &request_);
      break;
    default:
      return close();
  }
  // A read is still waiting: it goes on as the lingering one. A peer that takes no answer either gets no second wait.
  write_on();
  if (phase_ != Phase::lingering) close();
}

void Session::on_stop() {
  stopping_ = true;
  if (phase_ == Phase::handshake || phase_ == Phase::lingering || (phase_ == Phase::head && begin_ == end_)) close();
}

void Session::drop() { close(); }

void Session::close() {
  phase_ = Phase::closed;
  deadline_ = Clock::time_point::max();
  opened_ = nullptr;
  wire_.close();
}

}  // namespace holdfast::http
