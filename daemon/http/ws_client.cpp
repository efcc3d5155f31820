#include <openssl/evp.h>
#include <openssl/rand.h>

#include "http/client.h"
#include "http/line.h"
#include "http/strict_head.h"
#include "http/ws_frame.h"

namespace holdfast::http {
namespace {
constexpr std::size_t message_limit = 16 * 1024 * 1024;

template <std::size_t size>
std::array<std::uint8_t, size> random_bytes() {
  std::array<std::uint8_t, size> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(size)) != 1) throw Failure("no random numbers");
  return bytes;
}

std::string handshake_key() {
  const auto bytes = random_bytes<16>();
  std::array<unsigned char, 32> base64{};
  EVP_EncodeBlock(base64.data(), bytes.data(), static_cast<int>(bytes.size()));
  return reinterpret_cast<const char*>(base64.data());
}
}  // namespace

class WsClient::Talk {
 public:
  Talk(Url url, std::optional<TlsTrust> trust, Timeouts timeouts)
      : url_{std::move(url)}, trust_{trust.value_or(TlsTrust{})}, timeouts_{timeouts} {
    if (url_.tls) context_ = client_context(trust_);
  }

  void connect(std::string_view target, const std::vector<ResponseHeader>& headers) {
    reader_ = FrameReader(FrameReader::Side::client, message_limit);
    code_ = close_code::abnormal;
    line_ = std::make_unique<Line>(url_, context_.get(), trust_, timeouts_);
    const std::string key = handshake_key();
    const bool literal6 = url_.host.find(':') != std::string::npos;
    std::string out =
        "GET " + url_.path + std::string(target) +
        " HTTP/1.1\r\nHost: " + (literal6 ? "[" + url_.host + "]" : url_.host) + ":" + std::to_string(url_.port) +
        "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key;
    for (const ResponseHeader& header : headers)
      out.append("\r\n").append(header.name).append(": ").append(header.value);
    line_->write(out.append("\r\n\r\n"));
    try {
      switch_protocol(key);
    } catch (...) {
      line_.reset();
      throw;
    }
  }

  void send(Opcode opcode, std::string_view payload) {
    if (!line_) throw Failure("the WebSocket is not open");
    const MaskKey key = random_bytes<4>();
    std::string bytes(frame_header(opcode, payload.size(), key).view());
    const std::size_t header = bytes.size();
    bytes.append(payload);
    apply_mask(bytes.data() + header, payload.size(), key);
    line_->write(bytes);
  }

  std::optional<std::string> receive(std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
      while (auto event = reader_.poll()) {
        if (event->kind == Opcode::text || event->kind == Opcode::binary) return std::move(event->payload);
        if (event->kind == Opcode::ping) send(Opcode::pong, event->payload);
        if (event->kind == Opcode::close) on_close(*event);
      }
      if (reader_.failure()) lose("the server's frames are malformed");
      if (!line_) throw Failure("the WebSocket is not open");
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      std::string bytes;
      switch (line_->read(bytes, std::max(left, std::chrono::milliseconds{0}))) {
        case Line::Got::timeout:
          return {};
        case Line::Got::closed:
          lose("the WebSocket's line broke");
        case Line::Got::bytes:
          reader_.feed(bytes);
      }
    }
  }

  void close(std::uint16_t code) {
    if (!line_) return;
    try {
      send(Opcode::close, close_payload(code, {}));
      const auto deadline = std::chrono::steady_clock::now() + timeouts_.connect;
      while (std::chrono::steady_clock::now() < deadline) receive(std::chrono::milliseconds{200});  // until it throws
    } catch (const Failure&) {  // the answer to our close frame, or the line has gone anyway
    }
    line_.reset();
  }
  bool open() const { return line_ != nullptr; }
  std::uint16_t code() const { return code_; }

 private:
  void switch_protocol(std::string_view key) {
    std::string input;
    ResponseHead head;
    HeadStep step;
    const HeadRules rules{64 * 1024, 16 * 1024, 1000, false};
    while ((step = parse_response_head(input, rules, false, head)).outcome == HeadOutcome::incomplete)
      if (line_->read(input, timeouts_.answer) != Line::Got::bytes)
        throw Failure("the server did not answer the WebSocket handshake");
    if (step.outcome != HeadOutcome::complete) throw Failure("the server's answer is not HTTP");
    if (head.status != 101) throw Failure("no WebSocket here: the server answered " + std::to_string(head.status));
    if (head.headers.find("Sec-WebSocket-Accept") != accept_key(key))
      throw Failure("the server did not understand the WebSocket handshake");
    reader_.feed(std::string_view(input).substr(step.consumed));
  }

  [[noreturn]] void on_close(const FrameReader::Event& event) {
    code_ = event.code;
    send(Opcode::close, event.code == close_code::none ? std::string{} : close_payload(event.code, {}));
    lose("the server closed the WebSocket: " + std::to_string(event.code) + " " + event.payload);
  }
  [[noreturn]] void lose(const std::string& why) {
    line_.reset();
    throw Failure(why);
  }

  Url url_;
  TlsTrust trust_;
  Timeouts timeouts_;
  SslContext context_;
  std::unique_ptr<Line> line_;
  FrameReader reader_{FrameReader::Side::client, message_limit};
  std::uint16_t code_ = close_code::abnormal;
};

WsClient::WsClient(Url url, std::optional<TlsTrust> trust, Timeouts timeouts)
    : talk_{std::make_unique<Talk>(std::move(url), std::move(trust), timeouts)} {}
WsClient::WsClient(WsClient&&) noexcept = default;
WsClient& WsClient::operator=(WsClient&&) noexcept = default;
WsClient::~WsClient() = default;
void WsClient::connect(std::string_view target, const std::vector<ResponseHeader>& headers) {
  talk_->connect(target, headers);
}
void WsClient::send(std::string_view text) { talk_->send(Opcode::text, text); }
std::optional<std::string> WsClient::receive(std::chrono::milliseconds timeout) { return talk_->receive(timeout); }
void WsClient::close(std::uint16_t code) { talk_->close(code); }
bool WsClient::open() const { return talk_->open(); }
std::uint16_t WsClient::close_code() const { return talk_->code(); }
}  // namespace holdfast::http
