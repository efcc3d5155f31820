#include <catch2/catch.hpp>

#include "escpos/code_page.h"
#include "escpos/command_stream.h"
#include "escpos/text_encoder.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::escpos;
namespace json = boost::json;

namespace {
Listener listener_of(const json::object& input) {
  return reference::member(input, "device") == "display" ? Listener::display : Listener::printer;
}

std::string bytes_of(const json::object& object) {
  return object.contains("base64") ? reference::bytes_of_base64(reference::member(object, "base64"))
                                   : reference::bytes_of_hex(reference::member(object, "hex"));
}

std::vector<Unit> units_of(std::string_view bytes, Listener listener, std::size_t step) {
  CommandStream stream{listener};
  std::vector<Unit> units;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    stream.feed(bytes.substr(at, step));
    while (auto unit = stream.next()) units.push_back(*std::move(unit));
  }
  while (auto unit = stream.finish()) units.push_back(*std::move(unit));
  return units;
}

std::string check_units(const std::vector<Unit>& units, const json::object& expect) {
  std::string lengths;
  std::string wanted;
  std::int64_t texts = 0;
  for (const Unit& unit : units) {
    lengths += std::to_string(unit.size) + ' ';
    texts += unit.kind == Unit::Kind::text;
    if (unit.kind == Unit::Kind::cut_off) return "a command is cut off";
  }
  for (const json::value& each : expect.at("unitLengths").as_array()) wanted += reference::text_of(each) + ' ';
  if (lengths != wanted) return reference::compare(lengths, wanted);
  const json::value* expected = expect.if_contains("textUnits");
  return !expected || expected->as_int64() == texts ? std::string{} : "other number of texts";
}

std::string token(const json::object& input, const json::object& expect) {
  const std::string bytes = bytes_of(input);
  const auto units = units_of(bytes, listener_of(input), bytes.size());
  if (units.size() != 1) return "split in " + std::to_string(units.size());
  if (units[0].kind == Unit::Kind::cut_off) return "taken for cut off";
  for (std::size_t size = 1; size < bytes.size(); ++size) {
    const auto part = units_of(std::string_view{bytes}.substr(0, size), listener_of(input), size);
    if (part.size() != 1 || part[0].kind != Unit::Kind::cut_off)
      return "complete after " + std::to_string(size) + " bytes";
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
    std::size_t covered = 0;
    for (const Unit& unit : units_of(flipped, listener_of(input), 1))
      covered += unit.kind == Unit::Kind::oversized ? bytes.size() : unit.size;
    if (covered < bytes.size()) return "bytes lost with bit " + std::to_string(bit) + " flipped";
  }
  return reference::compare(std::to_string(units[0].size), reference::text_of(expect.at("length")));
}

std::string stream(const json::object& input, const json::object& expect) {
  const std::string bytes = bytes_of(input);
  for (const std::size_t step : {bytes.size(), std::size_t{1}, std::size_t{7}}) {
    std::string wrong = check_units(units_of(bytes, listener_of(input), step), expect);
    if (!wrong.empty()) return wrong;
  }
  return {};
}

/// The jobs of other libraries: split where they say, nothing left over.
std::string split_of_encode(const json::object&, const json::object& expect) {
  const std::string bytes = bytes_of(expect);
  const auto units = units_of(bytes, Listener::printer, bytes.size());
  return expect.contains("unitLengths") ? check_units(units, expect) : std::string{};
}

const CodePage& page_of(const json::object& object) {
  const std::string name = reference::member(object, "codepage");
  const CodePage* page = find_code_page(name);
  if (!page) throw reference::NotOffered{"code page " + name};
  return *page;
}

std::string encode_page(const json::object& input, const json::object& expect) {
  const std::string text = reference::member(input, "text");
  const std::string bytes = encode_lossy(page_of(input), text);
  if (bytes != bytes_of(expect)) return "other bytes";
  return (escpos::decode(page_of(input), bytes) != text) == expect.at("lossy").as_bool() ? std::string{}
                                                                                         : "lossy or not";
}

/// Another split is as good when every part decodes back and there are not more parts.
std::string auto_split(const json::object& input, const json::object& expect) {
  std::vector<std::string> names;
  for (const json::value& each : input.at("candidates").as_array()) names.push_back(reference::text_of(each));
  std::vector<PageNumber> pages;
  for (const std::string& name : names) pages.push_back({static_cast<std::uint8_t>(pages.size()), name});
  TextEncoder encoder{pages};
  std::string out;
  if (encoder.append(out, reference::member(input, "text")) != 0) return "letters lost";
  std::string text;
  const CodePage* page = find_code_page(names.front());
  std::size_t switches = 0;
  for (const Unit& unit : units_of(out, Listener::printer, out.size())) {
    if (unit.kind == Unit::Kind::text)
      text += escpos::decode(*page, unit.bytes);
    else
      page = find_code_page(names.at(static_cast<std::size_t>(unit.bytes.at(2)))), ++switches;
  }
  if (switches > expect.at("parts").as_array().size()) return "more parts than needed";
  return reference::compare(text, reference::member(input, "text"));
}
}  // namespace

TEST_CASE("ESC/POS streams are split as the reference says", "[escpos][reference]") {
  CHECK(reference::run_vectors("escpos", {{"token", token}, {"stream", stream}, {"encode", split_of_encode}}) == 0);
}

TEST_CASE("code pages encode as the reference says", "[escpos][reference]") {
  CHECK(reference::run_vectors("codepages", {{"encode", encode_page}, {"auto-split", auto_split}}) == 0);
}

TEST_CASE("the embedded code pages are those of the table", "[escpos][reference]") {
  const auto folder = reference::shared_folder();
  std::ifstream file{folder ? *folder / "vectors/table-codepages.json" : std::filesystem::path{}};
  if (!folder || !file) {
    std::cout << "reference table-codepages: no table here, skipped\n";
    return;
  }
  std::stringstream text;
  text << file.rdbuf();
  const json::value table = json::parse(text.str());
  reference::Score score{"table-codepages"};
  for (const auto& [name, points] : table.as_object().at("pages").as_object()) {
    const json::object item{{"id", name}};
    score.take(item, [&, &page_name = name, &cells = points]() -> std::string {
      const CodePage* page = find_code_page(page_name);
      if (!page) return "missing";
      for (const auto& [byte, point] : cells.as_object()) {
        const auto expected = static_cast<char32_t>(std::stoul(reference::text_of(point), nullptr, 16));
        const bool printable = !(expected >= 0x80 && expected < 0xa0) && !(expected >= 0xe000 && expected <= 0xf8ff);
        const auto letter = page->decode(static_cast<std::uint8_t>(std::stoul(std::string{byte}, nullptr, 16)));
        if (printable ? letter != expected : letter.has_value()) return "differs at " + std::string{byte};
      }
      return {};
    });
  }
  CHECK(score.failed() == 0);
}
