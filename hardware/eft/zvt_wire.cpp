#include "eft/zvt_wire.h"

#include <utility>

#include "eft/bcd.h"
#include "eft/card_data.h"
#include "eft/zvt_messages.h"
#include "eft/zvt_print.h"

namespace holdfast::eft {
void ZvtWire::send(const Apdu& apdu, Instant now) {
  if (framing_ == Framing::serial)
    serial_.send(encode_apdu(apdu), now);
  else
    out_ += encode_apdu(apdu);
}
void ZvtWire::on_bytes(std::string_view bytes, Instant now) {
  if (framing_ == Framing::serial) {
    serial_.on_bytes(bytes, now);
  } else {
    reader_.feed(bytes);
    rest_until_ = Instant{now.unix_us() + between_bytes_us};
  }
}
void ZvtWire::on_time(Instant now) {
  serial_.on_time(now);
  if (rest_until_ && now >= *rest_until_) stuck_ = true;
}
std::optional<std::string> ZvtWire::poll_bytes() {
  if (framing_ == Framing::serial) return serial_.poll_bytes();
  if (out_.empty()) return std::nullopt;
  return std::exchange(out_, {});
}
std::optional<Apdu> ZvtWire::poll_apdu() {
  if (framing_ == Framing::tcp) {
    auto apdu = reader_.next();
    if (reader_.pending() == 0) rest_until_.reset();
    return apdu;
  }
  while (auto block = serial_.poll_apdu())
    if (auto apdu = decode_apdu(*block)) return apdu;  // a block that is no APDU is dropped; its silence is noticed
  return std::nullopt;
}
std::optional<Instant> ZvtWire::deadline() const { return rest_until_ && !stuck_ ? rest_until_ : serial_.deadline(); }
void ZvtWire::clear() {
  reader_.clear();
  rest_until_.reset();
  stuck_ = false;
  serial_.clear();
  out_.clear();
}

namespace {
constexpr std::int64_t last_number = 999'999;
constexpr std::uint32_t sequence_tag = 0x1F73;
std::int64_t after(std::int64_t number) { return number >= last_number ? 1 : number + 1; }
void put(ZvtCommand& message, std::int64_t number) {
  message.tlv.push_back(primitive(sequence_tag, encode_bcd(number, 3).value_or(std::string(3, '\0'))));
}
}  // namespace

void SequenceIds::stamp_message(ZvtCommand& message) {
  if (!on_) return;
  last_ = after(last_);
  put(message, last_);
}
void SequenceIds::stamp_answer(ZvtCommand& answer) const {
  if (on_ && received_ != 0) put(answer, received_);
}
SequenceIds::Seen SequenceIds::on_message(const Apdu& message) {
  if (!on_) return Seen::fresh;
  const auto number = sequence_id_of(message);
  if (!number || *number == 0) return Seen::gap;
  const bool repeated = *number == received_;
  const bool next = *number == after(last_);
  received_ = *number;
  if (repeated) return Seen::repeated;
  last_ = *number;
  return next ? Seen::fresh : Seen::gap;
}

std::optional<std::int64_t> sequence_id_of(const Apdu& apdu) {
  std::vector<Tlv> tlv;
  switch (apdu.control) {
    case zvt::print_line:
      if (auto line = decode_print_line(apdu.data)) tlv = std::move(line->tlv);
      break;
    case zvt::intermediate_status:
      if (auto status = decode_intermediate_status(apdu.data, ZvtCharset::ascii)) tlv = std::move(status->tlv);
      break;
    case zvt::completion:
      tlv = decode_completion(apdu.data).fields.tlv;
      break;
    case zvt::aborted:
      tlv = decode_terminal_abort(apdu.data).fields.tlv;
      break;
    case zvt::registration:
      if (apdu.data.size() > 6) tlv = decode_fields(std::string_view{apdu.data}.substr(6)).tlv;
      break;
    case zvt::reversal:
    case zvt::refund:
    case zvt::end_of_day:
    case zvt::repeat_receipt:
      if (apdu.data.size() > 3) tlv = decode_fields(std::string_view{apdu.data}.substr(3)).tlv;
      break;
    default:
      tlv = decode_fields(apdu.data).tlv;
  }
  const Tlv* number = find_tlv(tlv, sequence_tag);
  return number != nullptr ? decode_bcd(number->value) : std::nullopt;
}

namespace {
bool is_card_data(std::uint8_t bmp) {
  return bmp == 0x22 || bmp == 0x23 || bmp == 0x24 || bmp == 0x2D || bmp == 0x3A || bmp == 0x3D || bmp == 0x0E;
}
bool is_text(std::uint8_t bmp) { return bmp == 0x3C || bmp == 0x8B || bmp == 0x2E || (bmp >= 0xF1 && bmp <= 0xF8); }

/// Values that may hold text are scrubbed as text; all others of a container are shown unless they are long digits.
std::vector<Tlv> masked(const std::vector<Tlv>& items) {
  std::vector<Tlv> out;
  for (const Tlv& item : items) {
    Tlv copy = item;
    copy.children = masked(item.children);
    copy.value = scrub_card_numbers(item.value);
    if (last_four(hex_of(item.value).substr(0, 19)).size() == 4 &&
        scrub_card_numbers(hex_of(item.value)) != hex_of(item.value))
      copy.value.assign(item.value.size(), '*');
    out.push_back(std::move(copy));
  }
  return out;
}
std::string masked_fields(std::string_view data) {
  Fields fields = decode_fields(data);
  for (Field& field : fields.list) {
    if (is_card_data(field.bmp)) field.value.assign(field.value.size(), '\xEE');
    if (is_text(field.bmp)) field.value = scrub_card_numbers(field.value);
  }
  std::string out = hex_of(encode_fields(fields.list, masked(fields.tlv)));
  if (!fields.whole) out += " ?";
  return out;
}
}  // namespace

std::string masked_trace(const Apdu& apdu) {
  const std::string control{static_cast<char>(apdu.control >> 8), static_cast<char>(apdu.control & 0xFF)};
  std::string out = hex_of(control) + " " + std::to_string(apdu.data.size()) + " ";
  const std::string_view data = apdu.data;
  switch (apdu.control) {
    case zvt::registration:
    case zvt::reversal:
    case zvt::refund:
    case zvt::end_of_day:
    case zvt::repeat_receipt:
    case zvt::initialisation: {
      const std::size_t fixed = apdu.control == zvt::registration ? 6 : 3;
      if (data.size() < fixed) return out;
      return out + "******" + hex_of(data.substr(3, fixed - 3)) + masked_fields(data.substr(fixed));
    }
    case zvt::status_enquiry:
      return out;
    case zvt::print_line:
      return data.empty() ? out : out + hex_of(octet(data, 0)) + hex_of(scrub_card_numbers(data.substr(1)));
    case zvt::completion: {
      const Completion completion = decode_completion(data);
      if (completion.terminal_status) return out + hex_of(*completion.terminal_status);
      return out + masked_fields(data);
    }
    case zvt::aborted:
    case zvt::intermediate_status:
      if (data.size() < 2) return out + hex_of(data);
      return out + hex_of(octet(data, 0)) +
             hex_of(encode_tlv(masked(apdu.control == zvt::aborted
                                          ? decode_terminal_abort(data).fields.tlv
                                          : decode_intermediate_status(data, ZvtCharset::ascii)->tlv)));
    default:
      return zvt_name(apdu.control).empty() ? out : out + masked_fields(data);
  }
}
}  // namespace holdfast::eft
