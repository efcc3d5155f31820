#include "http/client.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <optional>

#include "http/body_decoder.h"
#include "http/line.h"
#include "http/strict_head.h"

namespace holdfast::http {
namespace {
constexpr HeadRules response_rules{256 * 1024, 16 * 1024, 1000, false};
constexpr int most_interim = 16;

std::string host_header(const Url& url) {
  const bool literal6 = url.host.find(':') != std::string::npos;
  std::string host = literal6 ? "[" + url.host + "]" : url.host;
  if (url.port != (url.tls ? 443 : 80)) host += ":" + std::to_string(url.port);
  return host;
}

bool safe_to_repeat(Method method, const std::vector<ResponseHeader>& headers) {
  if (method != Method::post && method != Method::patch && method != Method::other) return true;
  for (const ResponseHeader& header : headers)
    if (equal_ignoring_case(header.name, "Idempotency-Key")) return true;
  return false;
}
}  // namespace

Url Url::parse(std::string_view text) {
  const auto bad = [text] { return Failure("not an http or https URL: " + std::string(text)); };
  Url url;
  std::string_view rest = text;
  if (rest.starts_with("https://"))
    url.tls = true;
  else if (!rest.starts_with("http://"))
    throw bad();
  rest.remove_prefix(url.tls ? 8 : 7);
  const std::size_t slash = rest.find('/');
  std::string_view authority = rest.substr(0, slash);
  if (slash != std::string_view::npos) url.path = rest.substr(slash);
  while (url.path.ends_with('/')) url.path.pop_back();
  url.port = url.tls ? 443 : 80;
  std::string_view port;
  if (authority.starts_with('[')) {
    const std::size_t end = authority.find(']');
    if (end == std::string_view::npos) throw bad();
    url.host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
    if (!authority.empty()) port = authority;
  } else {
    const std::size_t colon = authority.find(':');
    url.host = authority.substr(0, colon);
    if (colon != std::string_view::npos) port = authority.substr(colon);
  }
  if (url.host.empty()) throw bad();
  if (port.empty()) return url;
  port.remove_prefix(1);
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
  if (error != std::errc{} || end != port.data() + port.size() || url.port == 0) throw bad();
  return url;
}

class Client::Exchange {
 public:
  Exchange(Url url, std::optional<TlsTrust> trust, Timeouts timeouts, Bounds bounds)
      : url_{std::move(url)},
        trust_{trust.value_or(TlsTrust{})},
        timeouts_{timeouts},
        bounds_{bounds},
        host_{host_header(url_)} {
    if (url_.tls) context_ = client_context(trust_);
  }

  ClientResponse request(Method method, std::string_view target, const std::vector<ResponseHeader>& headers,
                         std::string_view body, std::string_view content_type) {
    const std::string bytes = encode(method, target, headers, body, content_type);
    begun_ = Line::Clock::now();
    moved_ = bytes.size();
    if (line_) line_->set_deadline(deadline());
    if (line_ && line_->stale()) set_line({});
    const bool reused = line_ != nullptr;
    if (auto response = try_once(bytes, method, reused && safe_to_repeat(method, headers))) return *std::move(response);
    return *try_once(bytes, method, false);
  }
  std::vector<ResponseHeader> standing;
  void set_most(std::size_t body_bytes) { bounds_.body_bytes = body_bytes; }

  void cancel() {
    const std::lock_guard lock{mutex_};
    cancelled_ = true;
    if (line_) line_->break_off();
  }

 private:
  /// The line is set and dropped under the lock alone, as cancel() may look at it from elsewhere.
  void set_line(std::unique_ptr<Line> line) {
    const std::lock_guard lock{mutex_};
    if (cancelled_ && line) throw Failure("cancelled");
    line_.swap(line);
  }

  std::string encode(Method method, std::string_view target, const std::vector<ResponseHeader>& headers,
                     std::string_view body, std::string_view content_type) const {
    std::string out;
    out.reserve(256 + body.size());
    out.append(to_string(method))
        .append(" ")
        .append(url_.path)
        .append(target)
        .append(" HTTP/1.1\r\nHost: ")
        .append(host_);
    for (const auto* list : {&standing, &headers})
      for (const ResponseHeader& header : *list)
        out.append("\r\n").append(header.name).append(": ").append(header.value);
    const bool carries = !body.empty() || method == Method::post || method == Method::put || method == Method::patch;
    if (!body.empty()) out.append("\r\nContent-Type: ").append(content_type);
    if (carries) out.append("\r\nContent-Length: ").append(std::to_string(body.size()));
    return out.append("\r\n\r\n").append(body);
  }

  /// Nothing when the line broke before a byte of the answer and the caller may try again.
  std::optional<ClientResponse> try_once(const std::string& bytes, Method method, bool may_repeat) {
    input_.clear();
    try {
      if (!line_)
        set_line(std::make_unique<Line>(url_, context_.get(), trust_, timeouts_, deadline(), bounds_.may_connect,
                                        &cancelled_));
      line_->write(bytes);
      return receive(method);
    } catch (const CutShort&) {
      set_line({});
      throw;
    } catch (const Failure&) {
      set_line({});
      if (!may_repeat || !input_.empty()) throw;
      return {};
    } catch (...) {
      set_line({});
      throw;
    }
  }

  ClientResponse receive(Method method) {
    ResponseHead head;
    int heads = 0;
    do {  // interim answers (100, 103) come before the real one
      if (heads++ > most_interim) throw Failure("the server announces its answer for ever");
      HeadStep step;
      while ((step = parse_response_head(input_, response_rules, method == Method::head, head)).outcome ==
             HeadOutcome::incomplete)
        read();
      if (step.outcome != HeadOutcome::complete)
        throw Failure("the server's answer is not HTTP: " +
                      std::string(step.reason.empty() ? "its header is too large" : step.reason));
      input_.erase(0, step.consumed);
    } while (head.status < 200 && head.status != 101);
    if (head.body.other_coding) throw Failure("the answer is in a transfer coding unknown here");
    ClientResponse response{head.status, std::move(head.headers), {}};
    try {
      read_body(head.body, response.body);
    } catch (const TooLarge&) {
      throw;
    } catch (const Failure& failure) {
      throw CutShort{failure.what(), std::move(response)};
    }
    if (!head.keep_alive || !input_.empty()) set_line({});
    return response;
  }

  void read_body(const BodyFraming& framing, std::string& body) {
    if (framing.framing == Framing::none) return;
    BodyDecoder decoder(framing, bounds_.body_bytes);
    for (;;) {
      const BodyDecoder::Step step = decoder.feed(input_, body);
      input_.erase(0, step.consumed);
      if (step.outcome == BodyDecoder::Outcome::done) return;
      if (step.outcome == BodyDecoder::Outcome::too_large) throw TooLarge("the answer is too large");
      if (step.outcome == BodyDecoder::Outcome::malformed) throw Failure("the answer's chunks are malformed");
      if (!decoder.ends_at_close())
        read();
      else if (const auto got = take(); got == Line::Got::timeout)
        throw Failure(late());
      else if (got == Line::Got::closed && !line_->ended_cleanly())
        throw Failure("the answer was cut short");
      else if (got == Line::Got::closed)
        return;
    }
  }

  /// Every byte buys time, up to where the whole exchange has to be over.
  std::optional<Line::Clock::time_point> deadline() const {
    std::optional<Line::Clock::time_point> out;
    if (bounds_.whole.count() > 0) out = begun_ + bounds_.whole;
    if (bounds_.slowest.bytes_per_second > 0) {
      const std::chrono::milliseconds bought{moved_ * 1000 / bounds_.slowest.bytes_per_second};
      const auto slowest = begun_ + bounds_.slowest.grace + bought;
      out = out ? std::min(*out, slowest) : slowest;
    }
    return out;
  }
  std::string late() const {
    if (const auto end = deadline(); end && Line::Clock::now() >= *end && bounds_.slowest.bytes_per_second > 0)
      return "the answer comes slower than " + std::to_string(bounds_.slowest.bytes_per_second) + " bytes a second";
    return "no answer in time";
  }
  Line::Got take() {
    const std::size_t before = input_.size();
    line_->set_deadline(deadline());
    const Line::Got got = line_->read(input_, timeouts_.answer);
    moved_ += input_.size() - before;
    return got;
  }

  void read() {
    switch (take()) {
      case Line::Got::bytes:
        return;
      case Line::Got::closed:
        throw Failure("the server closed the connection");
      case Line::Got::timeout:
        input_ += ' ';
        throw Failure(late());  // never repeated: it may still be at it
    }
  }

  Url url_;
  TlsTrust trust_;
  Timeouts timeouts_;
  Bounds bounds_;
  Line::Clock::time_point begun_;
  std::size_t moved_ = 0;  ///< bytes of this exchange, both ways
  std::string host_;
  SslContext context_;
  std::mutex mutex_;
  std::atomic<bool> cancelled_ = false;
  std::unique_ptr<Line> line_;
  std::string input_;
};

Client::Client(Url url, std::optional<TlsTrust> trust, Timeouts timeouts, Bounds bounds)
    : exchange_{std::make_unique<Exchange>(std::move(url), std::move(trust), timeouts, bounds)} {}
Client::Client(std::string host, std::uint16_t port, Timeouts timeouts)
    : Client(Url{false, std::move(host), port, {}}, {}, timeouts) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

ClientResponse Client::request(Method method, std::string_view target, const std::vector<ResponseHeader>& headers,
                               std::string_view body, std::string_view content_type) {
  return exchange_->request(method, target, headers, body, content_type);
}

void Client::set_most(std::size_t body_bytes) { exchange_->set_most(body_bytes); }
void Client::cancel() { exchange_->cancel(); }

void Client::set_header(std::string name, std::string value) {
  for (ResponseHeader& header : exchange_->standing)
    if (equal_ignoring_case(header.name, name)) return void(header.value = std::move(value));
  exchange_->standing.push_back({std::move(name), std::move(value)});
}
}  // namespace holdfast::http
