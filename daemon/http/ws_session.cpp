#include "http/ws_session.h"

#include <boost/asio/post.hpp>

namespace holdfast::http {
namespace {
constexpr std::chrono::seconds closing_time{3};
constexpr int pings_before_dead = 2;
}  // namespace

WsSession::WsSession(std::shared_ptr<ServerState> state, Wire wire, std::shared_ptr<AddressUse> use)
    : state_{std::move(state)},
      wire_{std::move(wire)},
      use_{std::move(use)},
      reader_{FrameReader::Side::server, state_->limits.websocket_message_bytes} {
  state_->enter(*this);
  ++state_->counters.websockets_open;
  ++state_->counters.connections_open;
  ++use_->connections;
}

WsSession::~WsSession() {
  state_->leave(*this);
  --state_->counters.websockets_open;
  --state_->counters.connections_open;
  --use_->connections;
}

void WsSession::start(std::string_view early) {
  deadline_ = Clock::now() + state_->limits.websocket_ping;
  if (state_->stopping) on_stop();
  if (!early.empty()) on_bytes(early);
  read_on();
}

void WsSession::send(std::shared_ptr<const std::string> text) {
  if (stage_ == Stage::open) queue(Opcode::text, std::move(text));
}

void WsSession::close(std::uint16_t code, std::string_view reason) {
  if (stage_ != Stage::open) return;
  end_code_ = code;
  queue_close(code, reason);
}

void WsSession::queue_close(std::uint16_t code, std::string_view reason) {
  const std::string payload = code == close_code::none ? std::string{} : close_payload(code, reason);
  queue(Opcode::close, std::make_shared<const std::string>(payload));
  stage_ = Stage::closing;
  deadline_ = Clock::now() + closing_time;
}

void WsSession::queue(Opcode opcode, std::shared_ptr<const std::string> payload) {
  Frame frame{frame_header(opcode, payload->size()), std::move(payload)};
  queued_bytes_ += frame.size();
  frames_.push_back(std::move(frame));
  if (flush_due_ || awaiting_room_) return;
  flush_due_ = true;
  boost::asio::post(state_->io, [alive = self()] {
    alive->flush_due_ = false;
    alive->flush();
  });
}

void WsSession::flush() {
  while (stage_ != Stage::closed && !frames_.empty()) {
    std::array<std::string_view, 64> pieces;
    std::size_t used = 0, skip = sent_of_first_;
    for (auto frame = frames_.begin(); frame != frames_.end() && used + 2 <= pieces.size(); ++frame) {
      for (const std::string_view part : {frame->header.view(), std::string_view(*frame->payload)}) {
        const std::size_t cut = std::min(skip, part.size());
        skip -= cut;
        if (cut < part.size()) pieces[used++] = part.substr(cut);
      }
    }
    std::size_t count = 0;
    const Wire::Io result = wire_.write(std::span(pieces).first(used), count);
    if (result == Wire::Io::closed) return finish(close_code::abnormal);
    if (result == Wire::Io::done) {
      on_taken(count);
      continue;
    }
    using Socket = boost::asio::ip::tcp::socket;
    awaiting_room_ = true;
    return wire_.socket().async_wait(result == Wire::Io::want_read ? Socket::wait_read : Socket::wait_write,
                                     [alive = self()](const boost::system::error_code& error) {
                                       alive->awaiting_room_ = false;
                                       if (error) return alive->finish(close_code::abnormal);
                                       alive->flush();
                                     });
  }
  if (end_after_flush_) finish(end_code_);
}

void WsSession::on_taken(std::size_t count) {
  state_->counters.bytes_out += count;
  queued_bytes_ -= count;
  count += sent_of_first_;
  while (!frames_.empty() && count >= frames_.front().size()) {
    count -= frames_.front().size();
    frames_.pop_front();
  }
  sent_of_first_ = count;
}

void WsSession::read_on() {
  while (stage_ != Stage::closed && wire_.tls()) {
    std::size_t count = 0;
    const Wire::Io result = wire_.read(buffer_.data(), buffer_.size(), count);
    if (result == Wire::Io::closed) return finish(close_code::abnormal);
    if (result == Wire::Io::done) {
      on_bytes({buffer_.data(), count});
      continue;
    }
    using Socket = boost::asio::ip::tcp::socket;
    return wire_.socket().async_wait(result == Wire::Io::want_read ? Socket::wait_read : Socket::wait_write,
                                     [alive = self()](const boost::system::error_code& error) {
                                       if (error) return alive->finish(close_code::abnormal);
                                       alive->read_on();
                                     });
  }
  if (stage_ == Stage::closed) return;
  wire_.socket().async_read_some(boost::asio::buffer(buffer_),
                                 [alive = self()](const boost::system::error_code& error, std::size_t count) {
                                   if (error) return alive->finish(close_code::abnormal);
                                   alive->on_bytes({alive->buffer_.data(), count});
                                   alive->read_on();
                                 });
}

void WsSession::on_bytes(std::string_view bytes) {
  state_->counters.bytes_in += bytes.size();
  unanswered_pings_ = 0;
  reader_.feed(bytes);
  while (stage_ != Stage::closed) {
    auto event = reader_.poll();
    if (!event) break;
    on_event(*std::move(event));
  }
  if (!reader_.failure() || stage_ == Stage::closed || end_after_flush_) return;
  end_code_ = *reader_.failure();
  end_after_flush_ = true;
  if (stage_ == Stage::open) queue_close(end_code_, {});
}

void WsSession::on_event(FrameReader::Event event) {
  switch (event.kind) {
    case Opcode::text:
      if (stage_ == Stage::open && on_message_) on_message_(event.payload);
      return;
    case Opcode::binary:
      if (stage_ == Stage::open) close(close_code::unsupported, "text only");
      return;
    case Opcode::ping:
      if (stage_ == Stage::open) queue(Opcode::pong, std::make_shared<const std::string>(std::move(event.payload)));
      return;
    case Opcode::close:
      if (stage_ == Stage::closing) return finish(end_code_);
      end_code_ = event.code;
      end_after_flush_ = true;
      return queue_close(event.code, {});
    case Opcode::pong:
    case Opcode::continuation:
      return;
  }
}

void WsSession::on_deadline() {
  if (stage_ == Stage::closing) return finish(end_code_);
  if (unanswered_pings_ == pings_before_dead) return finish(close_code::abnormal);
  ++unanswered_pings_;
  queue(Opcode::ping, std::make_shared<const std::string>());
  deadline_ = Clock::now() + state_->limits.websocket_ping;
}

void WsSession::finish(std::uint16_t code) {
  if (stage_ == Stage::closed) return;
  stage_ = Stage::closed;
  deadline_ = Clock::time_point::max();
  if (code != close_code::abnormal) wire_.end_writing();
  wire_.close();
  // flush() may be walking the queue: the frames go with the session.
  boost::asio::post(state_->io, [alive = self(), code] {
    const auto told = std::exchange(alive->on_closed_, nullptr);
    alive->on_message_ = nullptr;  // callbacks often hold the socket: let go of them
    if (told) told(code);
  });
}
}  // namespace holdfast::http
