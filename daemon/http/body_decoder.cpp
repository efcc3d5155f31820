#include "http/body_decoder.h"

#include <algorithm>

namespace holdfast::http {
BodyDecoder::BodyDecoder(const BodyFraming& framing, std::size_t limit)
    : framing_{framing.framing}, remaining_{framing.length}, limit_{limit} {
  switch (framing_) {
    case Framing::none:
      state_ = State::done;
      break;
    case Framing::length:
      state_ = State::data;
      break;
    case Framing::until_close:
      state_ = State::data;
      break;
    case Framing::chunked:
      state_ = State::size;
      break;
  }
}

BodyDecoder::Step BodyDecoder::feed(std::string_view bytes, std::string& body) {
  switch (framing_) {
    case Framing::none:
      return {Outcome::done, 0};
    case Framing::chunked:
      return feed_chunked(bytes, body);
    case Framing::until_close:
      taken_ += bytes.size();
      if (taken_ > limit_) return {Outcome::too_large, 0};
      body.append(bytes);
      return {Outcome::more, bytes.size()};
    case Framing::length:
      break;
  }
  if (remaining_ + taken_ > limit_) return {Outcome::too_large, 0};
  const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size()));
  body.append(bytes.substr(0, take));
  taken_ += take;
  remaining_ -= take;
  return {remaining_ == 0 ? Outcome::done : Outcome::more, take};
}

BodyDecoder::Step BodyDecoder::feed_chunked(std::string_view bytes, std::string& body) {
  std::size_t at = 0;
  while (at < bytes.size() && state_ != State::done) {
    if (state_ == State::data) {
      const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size() - at));
      body.append(bytes.substr(at, take));
      at += take;
      remaining_ -= take;
      if (remaining_ == 0) state_ = State::data_cr;
      continue;
    }
    if (const Outcome outcome = on_line_byte(bytes[at++]); outcome != Outcome::more) return {outcome, at};
  }
  return {state_ == State::done ? Outcome::done : Outcome::more, at};
}

BodyDecoder::Outcome BodyDecoder::on_line_byte(char c) {
  bool good = true;
  switch (state_) {
    case State::size:
      good = on_size(c);
      break;
    case State::extension:
    case State::quoted:
    case State::escaped:
      good = on_extension(c);
      break;
    case State::size_lf:
      if (c != '\n') return Outcome::malformed;
      if (remaining_ > limit_ - std::min(taken_, limit_)) return Outcome::too_large;
      taken_ += static_cast<std::size_t>(remaining_);
      state_ = remaining_ > 0 ? State::data : State::trailer;
      return Outcome::more;
    case State::data_cr:
      good = c == '\r';
      state_ = State::data_lf;
      break;
    case State::data_lf:
      good = c == '\n';
      state_ = State::size;
      digits_ = 0;
      break;
    case State::trailer:
      return on_trailer(c);
    case State::data:
    case State::done:
      break;
  }
  return good ? Outcome::more : Outcome::malformed;
}

bool BodyDecoder::on_size(char c) {
  int digit = -1;
  if (c >= '0' && c <= '9')
    digit = c - '0';
  else if (c >= 'a' && c <= 'f')
    digit = c - 'a' + 10;
  else if (c >= 'A' && c <= 'F')
    digit = c - 'A' + 10;
  if (digit >= 0) {
    if (digits_ == 0) remaining_ = 0;
    remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(digit);
    return ++digits_ <= 15;  // 60 bits: no overflow, and no honest chunk needs more
  }
  if (digits_ == 0) return false;
  state_ = c == '\r' ? State::size_lf : State::extension;
  return c == '\r' || c == ';';
}

bool BodyDecoder::on_extension(char c) {
  if (++overhead_ > overhead_limit) return false;
  const bool text = c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  switch (state_) {
    case State::quoted:
      if (c == '"')
        state_ = State::extension;
      else if (c == '\\')
        state_ = State::escaped;
      return text;
    case State::escaped:
      state_ = State::quoted;
      return text;
    default:
      break;
  }
  if (c == '\r')
    state_ = State::size_lf;
  else if (c == '"')
    state_ = State::quoted;
  else
    return is_token_char(c) || c == ';' || c == '=';
  return true;
}

BodyDecoder::Outcome BodyDecoder::on_trailer(char c) {
  if (++overhead_ > overhead_limit) return Outcome::malformed;
  if (c != '\n') {
    if (!trailer_line_.empty() && trailer_line_.back() == '\r') return Outcome::malformed;
    trailer_line_ += c;
    return Outcome::more;
  }
  if (trailer_line_.empty() || trailer_line_.back() != '\r') return Outcome::malformed;
  trailer_line_.pop_back();
  if (trailer_line_.empty()) {
    state_ = State::done;
    return Outcome::done;
  }
  if (!parse_field_line(trailer_line_).reason.empty()) return Outcome::malformed;
  trailer_line_.clear();
  return Outcome::more;
}
}  // namespace holdfast::http
