#include <array>
#include <optional>

#include "discovery/mdns.h"

namespace holdfast::discovery::mdns {
namespace {
constexpr std::size_t header_size = 12, most_records = 200, most_name = 255;
constexpr std::uint16_t internet = 1, unicast_wanted = 0x8000;

tl::unexpected<Error> wrong(const char* what) {
  return refuse(ErrorCode::invalid_argument, std::string{"multicast DNS: "} + what);
}
void append_u16(std::string& out, unsigned value) {
  out.append({static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)});
}
void append_name(std::string& out, std::string_view name) {
  while (!name.empty()) {
    const std::size_t dot = std::min(name.find('.'), name.size());
    const std::string_view label = name.substr(0, std::min<std::size_t>(dot, 63));
    out += static_cast<char>(label.size());
    out += label;
    name.remove_prefix(std::min(dot + 1, name.size()));
  }
  out += '\0';
}

/// Takes fields off a packet; each is empty when the packet ends before it does.
class Reader {
 public:
  explicit Reader(std::string_view packet) : packet_{packet} {}
  std::size_t at() const { return at_; }
  bool skip(std::size_t bytes) {
    if (bytes > packet_.size() - at_) return false;
    at_ += bytes;
    return true;
  }
  std::optional<unsigned> byte() {
    if (at_ >= packet_.size()) return std::nullopt;
    return static_cast<unsigned char>(packet_[at_++]);
  }
  std::optional<unsigned> u16() {
    const auto high = byte(), low = byte();
    return high && low ? std::optional{*high << 8U | *low} : std::nullopt;
  }
  std::optional<std::string_view> bytes(std::size_t count) {
    if (count > packet_.size() - at_) return std::nullopt;
    const auto out = packet_.substr(at_, count);
    at_ += count;
    return out;
  }
  /// A name; compressed parts lie before it, each before the last, so that no packet can lead us in circles (RFC
  /// 1035 4.1.4).
  std::optional<std::string> name() {
    std::string out;
    std::size_t from = at_, lowest = at_;
    std::optional<std::size_t> after;
    for (;;) {
      if (from >= packet_.size()) return std::nullopt;
      const auto length = static_cast<unsigned char>(packet_[from]);
      if (length == 0) {
        at_ = after.value_or(from + 1);
        return out;
      }
      if ((length & 0xc0U) == 0xc0U) {
        if (from + 1 >= packet_.size()) return std::nullopt;
        const std::size_t target = (length & 0x3fU) << 8U | static_cast<unsigned char>(packet_[from + 1]);
        if (!after) after = from + 2;
        if (target >= lowest) return std::nullopt;
        from = lowest = target;
        continue;
      }
      if ((length & 0xc0U) != 0 || from + 1 + length > packet_.size()) return std::nullopt;
      if (!out.empty()) out += '.';
      for (const char letter : packet_.substr(from + 1, length)) {
        if (letter == '.' || letter == '\\') out += '\\';
        out += letter;
      }
      if (out.size() > 2 * most_name) return std::nullopt;
      from += 1U + length;
    }
  }

 private:
  std::string_view packet_;
  std::size_t at_ = 0;
};

std::map<std::string, std::string> text_of(std::string_view data) {
  std::map<std::string, std::string> out;
  while (!data.empty()) {
    const std::size_t length = std::min<std::size_t>(static_cast<unsigned char>(data[0]), data.size() - 1);
    const std::string_view pair = data.substr(1, length);
    data.remove_prefix(1 + length);
    const std::size_t sign = pair.find('=');
    if (sign == 0 || pair.empty()) continue;
    std::string key{pair.substr(0, sign)};
    for (char& letter : key)
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
    out.emplace(std::move(key), sign == std::string_view::npos ? std::string{} : std::string{pair.substr(sign + 1)});
  }
  return out;
}

/// The record whose data begins here; empty: broken. `type` names one we know.
std::optional<Record> known_record(Reader& reader, std::string name, Type type, std::size_t size) {
  Record out{std::move(name), type};
  const std::size_t end = reader.at() + size;
  switch (type) {
    case Type::a: {
      const auto bytes = reader.bytes(4);
      if (!bytes || size != 4) return std::nullopt;
      for (const char byte : *bytes)
        out.target += (out.target.empty() ? "" : ".") + std::to_string(static_cast<unsigned char>(byte));
      return out;
    }
    case Type::ptr: {
      auto target = reader.name();
      if (!target || reader.at() != end) return std::nullopt;
      out.target = *std::move(target);
      return out;
    }
    case Type::srv: {
      const bool there = reader.skip(4);  // priority, weight
      const auto port = reader.u16();
      auto target = there && port ? reader.name() : std::nullopt;
      if (!target || reader.at() != end) return std::nullopt;
      out.port = static_cast<std::uint16_t>(*port);
      out.target = *std::move(target);
      return out;
    }
    case Type::txt: {
      const auto bytes = reader.bytes(size);
      if (!bytes) return std::nullopt;
      out.text = text_of(*bytes);
      return out;
    }
  }
  return std::nullopt;
}
}  // namespace

std::string encode_query(std::span<const Question> questions) {
  std::string out;
  for (const unsigned word : {0U, 0U, static_cast<unsigned>(questions.size()), 0U, 0U, 0U}) append_u16(out, word);
  for (const Question& question : questions) {
    append_name(out, question.name);
    append_u16(out, static_cast<unsigned>(question.type));
    append_u16(out, internet | unicast_wanted);
  }
  return out;
}

Result<std::vector<Record>> decode_answer(std::string_view packet) {
  Reader reader{packet};
  std::array<unsigned, header_size / 2> header{};
  for (unsigned& word : header) {
    const auto value = reader.u16();
    if (!value) return wrong("too short");
    word = *value;
  }
  constexpr unsigned is_answer = 0x8000,
                     error_bits = 0x780f;  // opcode and rcode: anything but 0 is ignored (RFC 6762 18)
  if ((header[1] & is_answer) == 0 || (header[1] & error_bits) != 0) return wrong("no answer");
  for (unsigned i = 0; i < header[2]; ++i)
    if (!reader.name() || !reader.skip(4)) return wrong("cut short in a question");
  std::vector<Record> out;
  const std::size_t records = std::min<std::size_t>(std::size_t{header[3]} + header[4] + header[5], most_records);
  for (std::size_t i = 0; i < records; ++i) {
    auto name = reader.name();
    const auto type = name ? reader.u16() : std::nullopt, kind = type ? reader.u16() : std::nullopt;
    const bool lives = kind && reader.skip(4);
    const auto size = lives ? reader.u16() : std::nullopt;
    if (!size || *size > packet.size() - reader.at()) return wrong("cut short in a record");
    const std::size_t end = reader.at() + *size;
    const bool known = *type == 1 || *type == 12 || *type == 16 || *type == 33;
    if (known && (*kind & 0x7fffU) == internet) {
      auto record = known_record(reader, *std::move(name), static_cast<Type>(*type), *size);
      if (!record) return wrong("a record that is none");
      out.push_back(*std::move(record));
    }
    if (reader.at() > end) return wrong("a record longer than it says");
    reader.skip(end - reader.at());
  }
  return out;
}
}  // namespace holdfast::discovery::mdns
