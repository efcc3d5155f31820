#include <catch2/catch.hpp>

#include "eft/bcd.h"
#include "eft/zvt_commands.h"
#include "eft/zvt_dialogue.h"
#include "eft/zvt_messages.h"
#include "eft/zvt_print.h"
#include "eft/zvt_serial.h"
#include "reference/vectors.h"

namespace holdfast::eft {
namespace {
using namespace reference;
using Values = std::map<std::string, std::string>;

std::string hex_input(const json::object& input) { return bytes_of_hex(text_of(input.at("hex"))); }

/// A tree of `{tag, len, value | children}` as text, ours and theirs alike.
std::string tree_text(const std::vector<Tlv>& items) {
  std::string out;
  for (const Tlv& item : items) {
    const bool nested = item.constructed() && item.value.empty();
    out += hex_of(encode_tlv({{item.tag, {}, {}}})).substr(0, item.tag > 0xFF ? 4 : 2) + "(" +
           (nested ? tree_text(item.children) : hex_of(item.value)) + ")";
  }
  return out;
}
std::string tree_text(const json::array& items) {
  std::string out;
  for (const json::value& value : items) {
    const json::object& item = value.as_object();
    out += text_of(item.at("tag")) + "(" +
           (item.contains("children") ? tree_text(item.at("children").as_array()) : member(item, "value")) + ")";
  }
  return out;
}

void add_fields(Values& out, const Fields& fields) {
  std::string list;
  for (const Field& field : fields.list) list += hex_of(field.bmp) + "=" + hex_of(field.value) + " ";
  out["bmps"] = list;
}
std::string stripped(const std::string& digits) {
  const auto from = digits.find_first_not_of('0');
  return from == std::string::npos ? "0" : digits.substr(from);
}
std::string text_value(std::string_view bytes, bool line_breaks) {
  std::string text;
  for (const char c : decode_text(bytes.substr(0, bytes.find('\0')), ZvtCharset::cp437))
    text += c == '\n' && line_breaks ? '\r' : c;
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}
/// The `values` of the vectors from the raw fields; the session never sees a card number this long.
void add_values(Values& out, const Fields& fields) {
  for (const Field& field : fields.list) {
    const std::string hex = hex_of(field.value);
    switch (field.bmp) {
      case 0x27:
        out["resultCode"] = hex;
        break;
      case 0xA0:
        out["resultCodeAS"] = hex;
        break;
      case 0x19:
        out["byte19"] = hex;
        break;
      case 0x04:
        out["amountMinor"] = stripped(hex);
        break;
      case 0x0B:
        out["trace"] = stripped(hex);
        break;
      case 0x37:
        out["originalTrace"] = stripped(hex);
        break;
      case 0x87:
        out["receiptNumber"] = hex == "FFFF" ? hex : stripped(hex);
        break;
      case 0x88:
        out["turnoverNumber"] = stripped(hex);
        break;
      case 0x17:
        out["cardSequence"] = stripped(hex);
        break;
      case 0x8A:
        out["cardType"] = std::to_string(octet(field.value, 0));
        break;
      case 0x0C:
        out["time"] = hex.substr(0, 2) + ":" + hex.substr(2, 2) + ":" + hex.substr(4, 2);
        break;
      case 0x0D:
        out["dateMMDD"] = hex;
        break;
      case 0x0E:
        out["expiryYYMM"] = hex;
        break;
      case 0x29:
        out["terminalId"] = hex;
        break;
      case 0x49:
        out["currency"] = hex.substr(1);
        break;
      case 0x22: {
        std::string pan = hex.substr(0, hex.find('F'));
        for (char& c : pan)
          if (c == 'E') c = '*';
        out["pan"] = pan;
        break;
      }
      case 0x2A:
        out["vuNumber"] = text_value(field.value, false);
        break;
      case 0x8B:
        out["cardName"] = text_value(field.value, false);
        break;
      case 0x3B:
        out["authorisationAttribute"] = text_value(field.value, false);
        break;
      case 0x3C:
        out["additionalText"] = text_value(field.value, true);
        break;
      default:
        break;
    }
  }
}

/// Every statement about one APDU that the vectors may make, as text.
struct Described {
  Values top;
  Values values;
  std::string tlv;
};
void describe_fields(Described& out, const Fields& fields) {
  add_fields(out.top, fields);
  add_values(out.values, fields);
  out.tlv = tree_text(fields.tlv);
}
Described describe(const Apdu& apdu) {
  Described out;
  out.top["control"] =
      hex_of(static_cast<std::uint8_t>(apdu.control >> 8)) + hex_of(static_cast<std::uint8_t>(apdu.control & 0xFF));
  out.top["dataLength"] = std::to_string(apdu.data.size());
  out.top["name"] = zvt_name(apdu.control);
  std::string_view data = apdu.data;
  switch (apdu.control) {
    case zvt::print_line: {
      const auto line = decode_print_line(data);
      if (!line) break;
      out.top["attribute"] = hex_of(line->attribute);
      out.top["textHex"] = hex_of(line->text);
      out.top["lastLine"] = line->last() ? "true" : "false";
      out.top["centred"] = line->centred() ? "true" : "false";
      out.tlv = tree_text(line->tlv);
      break;
    }
    case zvt::intermediate_status: {
      const auto status = decode_intermediate_status(data, ZvtCharset::cp437);
      if (!status) break;
      out.top["status"] = hex_of(status->status);
      if (status->minutes) out.top["timeoutMinutes"] = std::to_string(*status->minutes);
      out.tlv = tree_text(status->tlv);
      break;
    }
    case zvt::completion: {
      const Completion completion = decode_completion(data);
      if (completion.terminal_status) out.top["terminalStatus"] = hex_of(*completion.terminal_status);
      if (completion.software) out.top["softwareVersion"] = *completion.software;
      describe_fields(out, completion.fields);
      break;
    }
    case zvt::aborted: {
      const TerminalAbort abort = decode_terminal_abort(data);
      if (abort.result) out.top["resultCode"] = hex_of(*abort.result);
      describe_fields(out, abort.fields);
      break;
    }
    case zvt::registration:
    case zvt::end_of_day:
    case zvt::initialisation:
      out.top["password"] = hex_of(data.substr(0, 3));
      data.remove_prefix(3);
      if (apdu.control == zvt::registration) {
        out.top["configByte"] = hex_of(octet(data, 0));
        data.remove_prefix(1);
        if (data.size() >= 2) {
          out.top["currency"] = hex_of(data.substr(0, 2)).substr(1);
          data.remove_prefix(2);
        }
      }
      describe_fields(out, decode_fields(data));
      break;
    case zvt::read_card:
      out.top["timeoutSeconds"] = std::to_string(octet(data, 0));
      describe_fields(out, decode_fields(data.substr(1)));
      break;
    default:
      describe_fields(out, decode_fields(data));
  }
  return out;
}

std::string check_apdu(const json::object& input, const json::object& expect) {
  const auto apdu = decode_apdu(hex_input(input));
  if (!apdu) return "not one APDU";
  const Described ours = describe(*apdu);
  for (const auto& [name, value] : expect) {
    std::string actual, wanted;
    if (name == "bmps") {
      actual = ours.top.count("bmps") > 0 ? ours.top.at("bmps") : "";
      for (const json::value& bmp : value.as_array())
        wanted += text_of(bmp.at("bmp")) + "=" + text_of(bmp.at("value")) + " ";
    } else if (name == "tlv") {
      actual = ours.tlv;
      wanted = tree_text(value.as_array());
    } else if (name == "values") {
      for (const auto& [key, item] : value.as_object()) {
        const auto found = ours.values.find(std::string{key});
        const std::string wrong = compare(found == ours.values.end() ? "" : found->second, text_of(item));
        if (!wrong.empty()) return std::string{key} + ": " + wrong;
      }
      continue;
    } else {
      const auto found = ours.top.find(std::string{name});
      actual = found == ours.top.end() ? "" : found->second;
      wanted = text_of(value);
    }
    if (const std::string wrong = compare(actual, wanted); !wrong.empty()) return std::string{name} + ": " + wrong;
  }
  return {};
}

std::vector<Tlv> tlv_of(const json::array& items) {
  std::vector<Tlv> out;
  for (const json::value& value : items) {
    const json::object& item = value.as_object();
    const auto tag = static_cast<std::uint32_t>(std::stoul(text_of(item.at("tag")), nullptr, 16));
    out.push_back(item.contains("children") ? constructed(tag, tlv_of(item.at("children").as_array()))
                                            : primitive(tag, bytes_of_hex(member(item, "value"))));
  }
  return out;
}

std::optional<int> currency_param(const json::object& params) {
  return params.contains("currency") ? std::optional{std::stoi(text_of(params.at("currency")))} : std::nullopt;
}
std::uint8_t byte_param(const json::object& params, std::string_view name) {
  return static_cast<std::uint8_t>(std::stoul(text_of(params.at(name)), nullptr, 16));
}
Apdu build(const std::string& command, const json::object& params) {
  const std::string password = text_of(params, "password", "");
  if (command == "authorisation") {
    ZvtCommand built = zvt_authorisation({params.at("amountMinor").as_int64(), currency_param(params), {}, {}}, {});
    if (params.contains("maxStatusInfos"))
      built.fields.push_back({0x02, std::string(1, static_cast<char>(params.at("maxStatusInfos").as_int64()))});
    return built.apdu();
  }
  if (command == "end-of-day") return zvt_end_of_day(password, {}).apdu();
  if (command == "diagnosis") return zvt_diagnosis().apdu();
  if (command == "status-enquiry")
    return zvt_status_enquiry(
               password.empty() ? std::nullopt : std::optional{password},
               params.contains("serviceByte") ? std::optional{byte_param(params, "serviceByte")} : std::nullopt)
        .apdu();
  if (command == "log-off") return {zvt::log_off, {}};
  if (command == "reset") return {zvt::reset, {}};
  if (command == "ack") return {zvt::positive, {}};
  if (command == "repeat-status") return {zvt::ask_again, {}};
  if (command == "nack") return {static_cast<std::uint16_t>(0x8400 | byte_param(params, "code")), {}};
  if (command == "partial-issue")
    return {zvt::partial_issue, encode_field(zvt_number(0x04, params.at("amountMinor").as_int64()))};
  if (command == "registration")
    return zvt_registration(password, byte_param(params, "configByte"), currency_param(params),
                            params.contains("tlv") ? tlv_of(params.at("tlv").as_array()) : std::vector<Tlv>{})
        .apdu();
  if (command == "enquire-open-pre-authorisations")
    return {zvt::partial_reversal, encode_field({0x87, bytes_of_hex(text_of(params.at("receiptNumber")))})};
  if (command == "display-text") return {zvt::display_text, encode_field({0xF1, text_of(params.at("line1"))})};
  throw NotOffered{"command " + command};
}

/// What came of a dialogue, in the words of the vectors. The driver's own judgement is in zvt_job.cpp.
struct Played {
  std::string result, code, text, wrong;
  bool sequence_ids = false;
};
void judge(Played& out, const ZvtDialogue::Event& event, std::uint16_t command) {
  using Kind = ZvtDialogue::Event::Kind;
  switch (event.kind) {
    case Kind::begun:
    case Kind::progress:
    case Kind::print:
      return;
    case Kind::status: {
      const StatusInformation status = decode_status_information(event.apdu.data, ZvtCharset::cp437);
      out.text = status.text;
      if (status.result == 0) out.result = "approved";
      return;
    }
    case Kind::completed:
      if (out.result.empty() && command != zvt::authorisation) out.result = "ok";
      out.sequence_ids = find_tlv(decode_completion(event.apdu.data).fields.tlv, 0x1F73) != nullptr;
      return;
    case Kind::aborted:
      out.code = hex_of(decode_terminal_abort(event.apdu.data).result.value_or(0));
      out.result = command == zvt::authorisation && out.code != "6C" ? "declined" : "aborted";
      return;
    case Kind::refused:
      out.result = "refused";
      out.code = hex_of(static_cast<std::uint8_t>(event.apdu.control & 0xFF));
      return;
    case Kind::silent:
      out.result = "unknown";
      return;
  }
}
Played play_dialogue(const json::array& steps) {
  Played out;
  const Apdu first = decode_apdu(bytes_of_hex(text_of(steps.at(0).at(1)))).value();
  ZvtDialogue dialogue{{first.control, first.data, {}, {}}, ZvtDialogue::Ending::by_completion};
  Instant now{1'000'000};
  dialogue.start(now);
  for (const json::value& step : steps) {
    const std::string who = text_of(step.at(0)), what = text_of(step.at(1));
    if (who == "ecr") {
      const auto sent = dialogue.poll_send();
      if (!sent || hex_of(encode_apdu(sent->apdu())) != what) out.wrong = "does not send " + what;
      continue;
    }
    if (who == "wait") {
      now = *dialogue.deadline();
      dialogue.on_time(now);
    } else {
      dialogue.on_apdu(decode_apdu(bytes_of_hex(what)).value(), now);
    }
    while (const auto event = dialogue.poll_event()) {
      judge(out, *event, first.control);
      dialogue.answer(now);
    }
  }
  return out;
}

const std::map<std::string, VectorCheck, std::less<>> checks{
    {"dialogue",
     [](const json::object& input, const json::object& expect) {
       const Played played = play_dialogue(input.at("steps").as_array());
       if (!played.wrong.empty()) return played.wrong;
       if (expect.contains("sequenceIds"))
         return compare(played.sequence_ids ? "true" : "false", text_of(expect.at("sequenceIds")));
       for (const auto& [name, ours] : {std::pair{"result", played.result},
                                        {"resultCode", played.code},
                                        {"code", played.code},
                                        {"additionalText", played.text}})
         if (const json::value* wanted = expect.if_contains(name))
           if (const std::string wrong = compare(ours, text_of(*wanted)); !wrong.empty())
             return std::string{name} + ": " + wrong;
       return std::string{};
     }},
    {"apdu", check_apdu},
    {"encode",
     [](const json::object& input, const json::object& expect) {
       return compare(hex_of(encode_apdu(build(text_of(input.at("command")), input.at("params").as_object()))),
                      text_of(expect.at("hex")));
     }},
    {"apdu-header",
     [](const json::object& input, const json::object& expect) {
       const std::string bytes = hex_input(input);
       const ApduStart start = examine_apdu(bytes);
       if (start.complete != flag(expect, "complete")) return std::string{"completeness"};
       if (expect.contains("control") && hex_of(bytes.substr(0, 2)) != text_of(expect.at("control")))
         return std::string{"control"};
       const std::size_t length = start.data_length.value_or(0);
       if (const auto* wanted = expect.if_contains("dataLength"); wanted && std::to_string(length) != text_of(*wanted))
         return std::string{"length"};
       if (const auto* wanted = expect.if_contains("missingBytes"))
         if (std::to_string(start.header + length - bytes.size()) != text_of(*wanted))
           return std::string{"missing bytes"};
       if (const auto* wanted = expect.if_contains("leftOver")) {
         ApduReader reader;
         reader.feed(bytes);
         if (!reader.next() || std::to_string(reader.pending()) != text_of(*wanted)) return std::string{"left over"};
       }
       return std::string{};
     }},
    {"apdu-length",
     [](const json::object& input, const json::object& expect) {
       return compare(hex_of(encode_apdu_length(static_cast<std::size_t>(input.at("length").as_int64()))),
                      text_of(expect.at("hex")));
     }},
    {"serial-frame",
     [](const json::object& input, const json::object& expect) {
       const std::string frame = bytes_of_hex(text_of(input.at("frame")));
       const auto apdu = decode_block(frame);
       if (!expect.contains("apdu")) return apdu ? std::string{"taken"} : std::string{};
       if (!apdu) return std::string{"refused"};
       if (hex_of(encode_block(*apdu)) != hex_of(frame)) return std::string{"encodes otherwise"};
       return compare(hex_of(*apdu), text_of(expect.at("apdu")));
     }},
    {"bcd-encode",
     [](const json::object& input, const json::object& expect) {
       const auto bytes =
           encode_bcd(input.at("value").as_int64(), static_cast<std::size_t>(input.at("bytes").as_int64()));
       return flag(expect, "error") ? compare(bytes ? "taken" : "refused", "refused")
                                    : compare(bytes ? hex_of(*bytes) : "refused", text_of(expect.at("hex")));
     }},
    {"bcd-decode",
     [](const json::object& input, const json::object& expect) {
       const auto value = decode_bcd(hex_input(input));
       return compare(value ? std::to_string(*value) : "refused", text_of(expect.at("value")));
     }},
    {"llvar-length",
     [](const json::object& input, const json::object& expect) {
       return compare(std::to_string(decode_var_length(hex_input(input), 2).value_or(9999)),
                      text_of(expect.at("length")));
     }},
    {"lllvar-length",
     [](const json::object& input, const json::object& expect) {
       return compare(std::to_string(decode_var_length(hex_input(input), 3).value_or(9999)),
                      text_of(expect.at("length")));
     }},
    {"lllvar-parse",
     [](const json::object& input, const json::object& expect) {
       const std::string bytes = hex_input(input);
       const std::size_t length = decode_var_length(bytes, 3).value();
       const std::string wrong = compare(hex_of(bytes.substr(3, length)), text_of(expect.at("value")));
       return wrong.empty() ? compare(hex_of(bytes.substr(3 + length)), text_of(expect.at("rest"))) : wrong;
     }},
    {"lllvar-encode",
     [](const json::object& input, const json::object& expect) {
       return compare(hex_of(encode_var(bytes_of_hex(text_of(input.at("value"))), 3)), text_of(expect.at("hex")));
     }},
    {"tlv-tag",
     [](const json::object& input, const json::object& expect) {
       const auto tag = decode_tlv_tag(hex_input(input));
       if (!tag) return std::string{"refused"};
       constexpr std::string_view classes[] = {"universal", "application", "context", "private"};
       const std::string ours = std::string{classes[tag->tag_class]} +
                                (tag->constructed ? " constructed " : " primitive ") + std::to_string(tag->number) +
                                " " + std::to_string(tag->size);
       return compare(ours, text_of(expect.at("class")) + " " + text_of(expect.at("form")) + " " +
                                text_of(expect.at("number")) + " " + text_of(expect.at("size")));
     }},
    {"tlv-length",
     [](const json::object& input, const json::object& expect) {
       const auto length = decode_tlv_length(hex_input(input));
       if (!length) return std::string{"refused"};
       return compare(std::to_string(length->length) + "/" + std::to_string(length->size),
                      text_of(expect.at("length")) + "/" + text_of(expect.at("size")));
     }},
    {"tlv",
     [](const json::object& input, const json::object& expect) {
       const std::string bytes = hex_input(input);
       const TlvList list = decode_tlv(bytes);
       if (!list.whole || encode_tlv(list.items) != bytes) return std::string{"does not round-trip"};
       return compare(tree_text(list.items), tree_text(expect.at("objects").as_array()));
     }},
    {"text-charset",
     [](const json::object& input, const json::object& expect) {
       const std::string set = text_of(input.at("charset"));
       const ZvtCharset charset = set == "utf-8"   ? ZvtCharset::utf8
                                  : set == "cp437" ? ZvtCharset::cp437
                                                   : ZvtCharset::german_7bit;
       return compare(decode_text(decode_print_line(decode_apdu(hex_input(input))->data)->text, charset),
                      text_of(expect.at("text")));
     }},
    {"config-byte",
     [](const json::object& input, const json::object& expect) {
       using namespace zvt_config;
       unsigned byte = 0;
       if (flag(input, "paymentReceiptByEcr")) byte |= payment_receipt;
       if (flag(input, "adminReceiptByEcr")) byte |= admin_receipt;
       if (!flag(input, "amountOnTerminal")) byte |= no_amount_at_terminal;
       if (!flag(input, "adminOnTerminal")) byte |= no_admin_at_terminal;
       if (flag(input, "receiptLinesByTerminal")) byte |= print_lines;
       return compare(hex_of(static_cast<std::uint8_t>(byte)), text_of(expect.at("hex")));
     }},
    {"open-reservations",
     [](const json::object& input, const json::object& expect) {
       std::string ours, theirs;
       for (const std::string& receipt : open_reservations(decode_terminal_abort(decode_apdu(hex_input(input))->data)))
         ours += receipt + " ";
       for (const json::value& receipt : expect.at("receiptNumbers").as_array()) theirs += text_of(receipt) + " ";
       return compare(ours, theirs);
     }},
};
}  // namespace

TEST_CASE("ZVT messages mean what their sources say", "[reference][eft]") { CHECK(run_vectors("zvt", checks) == 0); }
}  // namespace holdfast::eft
