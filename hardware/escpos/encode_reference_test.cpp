#include <catch2/catch.hpp>

#include "escpos/commands.h"
#include "escpos/symbols.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::escpos;
namespace json = boost::json;

namespace {
using Words = std::vector<std::string>;

const PrinterProfile& everything() { return *find_profile("epson-tm-t88v"); }
std::string word(const Words& call, std::size_t at, std::string_view otherwise) {
  return at < call.size() ? call[at] : std::string{otherwise};
}
/// `2` of `2` and of `JUSTIFY_RIGHT=2`.
int value(const Words& call, std::size_t at, int otherwise) {
  const std::string text = word(call, at, std::to_string(otherwise));
  if (text == "true") return 1;
  if (text == "false") return 0;
  return std::stoi(text.substr(text.find('=') + 1));
}
Switched on(bool how) { return how ? Switched::on : Switched::off; }

/// The settings a bar code begins with are ours; the source's call is the rest.
std::string bar_code(const Words& call) {
  std::string out;
  const auto kind = static_cast<BarCode>(value(call, 2, 69));
  if (!append_bar_code(out, kind, word(call, 1, ""), everything())) return "refused";
  return out.substr(out.find("\x1dk"));
}
std::string qr(const Words& call) {
  std::string out;
  if (word(call, 1, "") == "''") return out;
  if (value(call, 4, 2) != 2) throw reference::NotOffered{"QR model 1"};
  (void)append_qr(out, word(call, 1, ""), everything(),
                  {value(call, 3, 3), static_cast<QrLevel>(0x30 + value(call, 2, 0))});
  return out;
}

/// pdf417Code(text, module, row height, columns, correction, options)
std::string pdf417(const Words& call) {
  if (word(call, 6, "").starts_with("PDF417_TRUNCATED")) throw reference::NotOffered{"PDF417 truncated"};
  std::string out;
  const std::string correction = word(call, 5, "0.1");
  (void)append_pdf417(out, word(call, 1, ""), everything(),
                      {value(call, 4, 0), value(call, 2, 3), value(call, 3, 3), correction.back() - '0'});
  return out;
}

std::string bytes_of_call(const Words& call) {
  std::string out;
  const std::string& name = call[0];
  if (name == "setEmphasis")
    append_bold(out, on(value(call, 1, 1) == 1));
  else if (name == "setJustification")
    append_align(out, static_cast<Align>(value(call, 1, 0)));
  else if (name == "setFont")
    append_font(out, static_cast<Font>(value(call, 1, 0)));
  else if (name == "setTextSize")
    append_size(out, {value(call, 1, 1), value(call, 2, 1)});
  else if (name == "setUnderline")
    append_underline(out, static_cast<Underline>(value(call, 1, 1)));
  else if (name == "setReverseColors")
    append_inverse(out, on(value(call, 1, 1) == 1));
  else if (name == "setUpsideDown")
    append_upside_down(out, on(value(call, 1, 1) == 1));
  else if (name == "setLineSpacing")
    append_line_spacing(out, value(call, 1, 30));
  else if (name == "feed" && call.size() > 1)
    append_feed(out, value(call, 1, 1));
  else if (name == "barcode")
    return bar_code(call);
  else if (name == "qrCode")
    return qr(call);
  else if (name == "pdf417Code")
    return pdf417(call);
  else
    throw reference::NotOffered{"call " + name};
  return out;
}

std::string encode(const json::object& input, const json::object& expect) {
  if (!input.contains("calls")) throw reference::NotOffered{"another library's chain"};
  std::string out = "\x1b@";
  for (const json::value& each : input.at("calls").as_array()) {
    Words call;
    for (const json::value& part : each.as_array()) call.push_back(reference::text_of(part));
    out += bytes_of_call(call);
  }
  return out == reference::bytes_of_hex(reference::member(expect, "hex")) ? std::string{} : "other bytes";
}
}  // namespace

TEST_CASE("our commands are the bytes that other libraries send for the same effect", "[escpos][reference]") {
  reference::Score score{"escpos (bytes of our own commands)"};
  for (const json::object& item : reference::load_vectors("escpos"))
    if (item.at("kind").as_string() == "encode")
      score.take(item, [&] { return encode(item.at("input").as_object(), item.at("expect").as_object()); });
  CHECK(score.failed() == 0);
}
