#include "link/http_answer.h"

#include <algorithm>
#include <charconv>

namespace holdfast::link {
namespace {
tl::unexpected<Error> wrong(std::string detail) {
  return refuse(ErrorCode::invalid_argument, "HTTP answer: " + std::move(detail));
}

std::optional<std::size_t> number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}
char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter; }
bool same_word(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return lower(a) == lower(b); });
}
std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}
}  // namespace

Result<> HttpAnswerReader::feed(std::string_view bytes) {
  pending_ += bytes;
  while (TRY(step())) {
  }
  return {};
}

Result<> HttpAnswerReader::end() {
  if (state_ == State::body_to_the_end) state_ = State::complete;
  if (state_ != State::complete) return wrong("ended too soon");
  return {};
}

/// Whether there may be more to do with what is pending.
Result<bool> HttpAnswerReader::step() {
  switch (state_) {
    case State::head:
      return read_head();
    case State::body_of_length:
      return take(State::complete);
    case State::body_to_the_end:
      if (body_.size() + pending_.size() > most_body_) return wrong("too large");
      body_ += pending_;
      pending_.clear();
      return false;
    case State::chunk_size: {
      const auto text = line();
      if (!text)
        return head_bytes_ + pending_.size() > most_head ? Result<bool>{wrong("a chunk's size is too long")} : false;
      const auto size = number(trimmed(std::string_view{*text}.substr(0, text->find(';'))), 16);
      if (!size || *size > most_body_ - body_.size()) return wrong("a chunk of `" + text->substr(0, 16) + "` bytes");
      left_ = *size;
      state_ = *size == 0 ? State::trailer : State::chunk;
      return true;
    }
    case State::chunk:
      return take(State::chunk_end);
    case State::chunk_end: {
      if (pending_.size() < 2) return false;
      if (!pending_.starts_with("\r\n")) return wrong("a chunk without an end");
      pending_.erase(0, 2);
      state_ = State::chunk_size;
      return true;
    }
    case State::trailer: {
      const auto text = line();
      if (!text)
        return head_bytes_ + pending_.size() > most_head ? Result<bool>{wrong("trailers are too long")} : false;
      if (text->empty()) state_ = State::complete;
      return !text->empty();
    }
    case State::complete:
      return false;
  }
  return false;
}

/// Up to CR LF; none: not all of it is there.
std::optional<std::string> HttpAnswerReader::line() {
  const std::size_t end = pending_.find("\r\n");
  if (end == std::string::npos || head_bytes_ + end > most_head) return std::nullopt;
  std::string text = pending_.substr(0, end);
  head_bytes_ += end + 2;
  pending_.erase(0, end + 2);
  return text;
}

Result<bool> HttpAnswerReader::take(State next) {
  const std::size_t bytes = std::min(left_, pending_.size());
  body_.append(pending_, 0, bytes);
  pending_.erase(0, bytes);
  left_ -= bytes;
  if (left_ == 0) state_ = next;
  return left_ == 0 && next != State::complete;
}

Result<bool> HttpAnswerReader::read_head() {
  const std::size_t end = pending_.find("\r\n\r\n");
  if (std::min(end, pending_.size()) > most_head) return wrong("its head is too long");
  if (end == std::string::npos) return false;
  const std::string head = pending_.substr(0, end + 2);
  pending_.erase(0, end + 4);
  const std::string_view first = std::string_view{head}.substr(0, head.find("\r\n"));
  const auto status = first.size() >= 12 && (first.starts_with("HTTP/1.1 ") || first.starts_with("HTTP/1.0 "))
                          ? number(first.substr(9, 3), 10)
                          : std::nullopt;
  if (!status || *status < 100 || *status > 599 || (first.size() > 12 && first[12] != ' '))
    return wrong("`" + std::string{first.substr(0, 40)} + "` is no status");
  length_.reset();
  chunked_ = false;
  TRY(take_fields(std::string_view{head}.substr(first.size() + 2)));
  if (*status == 101) return wrong("another protocol, unasked");
  if (*status < 200) return true;
  status_ = static_cast<int>(*status);
  if (status_ == 204 || status_ == 304)
    state_ = State::complete;
  else if (chunked_)
    state_ = State::chunk_size;
  else if (!length_)
    state_ = State::body_to_the_end;
  else {
    if (*length_ > most_body_) return wrong("too large");
    left_ = *length_;
    state_ = left_ == 0 ? State::complete : State::body_of_length;
  }
  return state_ != State::complete;
}

Result<> HttpAnswerReader::take_fields(std::string_view fields) {
  while (!fields.empty()) {
    const std::size_t end = fields.find("\r\n");
    const std::string_view field = fields.substr(0, end);
    fields.remove_prefix(end + 2);
    const std::size_t colon = field.find(':');
    if (colon == std::string_view::npos || colon == 0) return wrong("a field without a name");
    const std::string_view value = trimmed(field.substr(colon + 1));
    if (same_word(field.substr(0, colon), "Content-Length")) {
      const auto length = number(value, 10);
      if (!length || (length_ && *length_ != *length))
        return wrong("its length is `" + std::string{value.substr(0, 40)} + "`");
      length_ = length;
    } else if (same_word(field.substr(0, colon), "Transfer-Encoding")) {
      if (chunked_ || !same_word(value, "chunked"))
        return wrong("it is encoded as `" + std::string{value.substr(0, 40)} + "`");
      chunked_ = true;
    }
  }
  if (chunked_ && length_) return wrong("it has two lengths");  // RFC 9112 6.3: perhaps smuggled
  return {};
}
}  // namespace holdfast::link
