#include <catch2/catch.hpp>

#include "reference/vectors.h"
#include "scanner/hid_pos.h"
#include "scanner/serial_scanner.h"

using namespace holdfast;
using namespace holdfast::scanner;
using namespace holdfast::reference;

namespace {
std::string hid_pos(const json::object& input, const json::object& expect) {
  HidPosScanner scanner;
  std::optional<ScanEvent> event;
  std::string raw;
  for (const json::value& report : input.at("reports").as_array()) {
    if (event) return "ended early";
    raw += bytes_of_hex(text_of(report));
    event = scanner.on_report(bytes_of_hex(text_of(report)), Instant{1});
  }
  if (!event) return "no scan";
  if (event->raw != raw) return "raw reports are not kept";
  if (event->aim != member(expect, "aim")) return compare(event->aim, member(expect, "aim"));
  if (event->data != bytes_of_hex(member(expect, "dataHex"))) return "other data";
  std::size_t at = 0;
  for (const std::string& report : hid_pos_reports(*event, static_cast<std::uint8_t>(raw[61]))) {
    if (report != raw.substr(at, report.size())) return "encoded otherwise";
    at += report.size();
  }
  return at == raw.size() ? "" : "encoded into fewer reports";
}

/// Whether a line and a HID scanner both deliver this scan, identifier apart from data.
std::string transported(const std::string& scan) {
  SerialScanner line;
  line.on_bytes(scan + "\r\n", Instant{1});
  const auto over_line = line.poll();
  if (!over_line || line.poll()) return "the line does not deliver one scan";
  if (lookup_text(*over_line) != scan) return "changed on the line";
  HidPosScanner hid;
  std::optional<ScanEvent> over_hid;
  for (const std::string& report : hid_pos_reports(*over_line, 0)) over_hid = hid.on_report(report, Instant{1});
  if (!over_hid || lookup_text(*over_hid) != scan || over_hid->symbology != over_line->symbology)
    return "changed by HID";
  return "";
}

std::string carried(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const json::object& expect = item.at("expect").as_object();
  const std::string scan = input.contains("scan") ? member(input, "scan") : member(input, "data");
  // Framing, not data: what a scanner never sends inside a code of a shop.
  if (scan.size() < 4 || scan.find_first_of("\r\n") != std::string::npos) throw NotOffered{"empty or broken lines"};
  if (const std::string wrong = transported(scan); !wrong.empty()) return wrong;
  const auto event = read_serial_scan(scan, {});
  std::string identifier = member(expect, "identifier") + member(expect, "symbologyIdentifier");
  if (identifier.size() > 3) throw NotOffered{"identifiers of more than three characters"};
  if (!identifier.empty() && event->aim != identifier) return compare(event->aim, identifier);
  if (text_of(item.at("kind")) == "scan-parse")
    return compare_ok(barcodes::parse_symbol(lookup_text(*event)).has_value(), expect);
  return barcodes::interpret(scan, {}) == interpret(*event, {}) ? "" : "interpreted otherwise";
}
}  // namespace

TEST_CASE("the reports of HID scanners are joined as their manual says", "[scanner][reference]") {
  CHECK(run_vectors("hid-scanner", {{"hid-pos", hid_pos}}) == 0);
}

TEST_CASE("scans with AIM identifiers come through line and HID unchanged", "[scanner][reference]") {
  const std::vector<json::object> cases = load_vectors("gs1-messages");
  Score score{"gs1-messages through a scanner"};
  for (const json::object& item : cases) {
    const std::string kind = text_of(item.at("kind"));
    if (kind == "scan-parse" || kind == "scan-classify" || kind == "symbology-identifier")
      score.take(item, [&item] { return carried(item); });
  }
  CHECK(score.failed() == 0);
}
