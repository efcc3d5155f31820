#include "gateway/scanner_post.h"

#include "base/utf8.h"
#include "catalogue/in_store_rules.h"
#include "devices/taker.h"

namespace holdfast::gateway {
namespace {
using scanner::ScanEvent;

std::variant<scanner::SerialScanner, scanner::HidPosScanner> scanner_of(const devices::Device& device) {
  if (device.profile == "hid_pos") return scanner::HidPosScanner{};
  const auto& settings = std::get<devices::ScannerSettings>(device.settings);
  scanner::SerialScanSettings serial;
  serial.prefix = settings.prefix;
  serial.suffix = settings.suffix;
  serial.code_ids = scanner::parse_code_id_set(settings.code_ids).value_or(scanner::CodeIdSet::none);
  return scanner::SerialScanner{std::move(serial)};
}

std::string as_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string{text};
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80) {
      out += letter;
    } else {
      out += static_cast<char>(0xc0 | byte >> 6);
      out += static_cast<char>(0x80 | (byte & 0x3f));
    }
  }
  return out;
}
}  // namespace

std::string scan_json(const ScanEvent& event, const Uuid& device, const std::optional<Uuid>& register_id,
                      std::span<const barcodes::InStoreRule> rules, Instant at, int utc_offset_min) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("deviceId", device).nullable("registerId", register_id);
  json.member("symbology", barcodes::name_of(event.symbology)).member("aim", as_utf8(event.aim));
  json.member("data", as_utf8(event.data)).member("text", as_utf8(lookup_text(event)));
  const barcodes::Scan scan = scanner::interpret(event, rules);
  json.key("gs1");
  if (scan.elements.empty()) {
    json.null();
  } else {
    json.begin_array();
    for (const barcodes::Element& element : scan.elements.elements)
      json.begin_object().member("ai", element.ai).member("value", as_utf8(element.value)).end_object();
    json.end_array();
  }
  json.key("at").time(at, utc_offset_min).end_object();
  return out;
}

ScannerPost::ScannerPost(PostParts parts, devices::Device device, link::Address address)
    : LinePost{std::move(parts), std::move(device), std::move(address)}, scanner_{scanner_of(device_)} {}

registry::DeviceHealth ScannerPost::health() const {
  registry::DeviceHealth health = LinePost::health();
  if (scanned_at_) health.last_good = scanned_at_;
  if (untaken_ > 0 && health.why.empty())
    health.why = std::to_string(untaken_) + (untaken_ == 1 ? " scan" : " scans") + " that no till took, the last at " +
                 to_rfc3339(*untaken_at_, utc_offset_min(*untaken_at_));
  return health;
}

void ScannerPost::on_link_up(Instant) {}
void ScannerPost::on_link_lost(Instant) {
  std::visit([](auto& scanner) { scanner.on_link_lost(); }, scanner_);
}

void ScannerPost::on_bytes(std::string_view bytes, Instant now) {
  if (auto* serial = std::get_if<scanner::SerialScanner>(&scanner_)) {
    serial->on_bytes(bytes, now);
    return drain(now);
  }
  if (const auto event = std::get<scanner::HidPosScanner>(scanner_).on_report(bytes, now)) take(*event, now);
}

void ScannerPost::on_time(Instant now) {
  if (auto* serial = std::get_if<scanner::SerialScanner>(&scanner_)) serial->on_time(now);
  drain(now);
}

std::optional<Instant> ScannerPost::deadline() const {
  const auto* serial = std::get_if<scanner::SerialScanner>(&scanner_);
  return serial != nullptr ? serial->deadline() : std::nullopt;
}

void ScannerPost::drain(Instant read_at) {
  auto* serial = std::get_if<scanner::SerialScanner>(&scanner_);
  while (auto event = serial != nullptr ? serial->poll() : std::nullopt) take(*event, read_at);
}

void ScannerPost::take(const ScanEvent& event, Instant read_at) {
  link_health().on_answer(read_at);
  if (guard_.is_repeat(event, read_at)) return;
  scanned_at_ = read_at;
  if (send(event, read_at)) {
    parts_.scans.time.observe(parts_.store.now().unix_us() - read_at.unix_us());
    return;
  }
  ++untaken_;
  untaken_at_ = read_at;
  parts_.scans.untaken.add();
}

bool ScannerPost::send(const ScanEvent& event, Instant read_at) {
  std::optional<devices::Taker> taker;
  std::string data;
  const auto read = parts_.store.read_inline(
      nullptr, [&](db::Connection& connection, const store::ReadContext& context) -> Result<store::Answer> {
        taker = devices::taker_of(connection, device_.row, context.now);
        if (taker)
          data = scan_json(event, device_.id, taker->register_id, catalogue::in_store_rules(connection), read_at,
                           context.utc_offset_min);
        return store::Answer{};
      });
  return read && taker && parts_.tell({"devices", "Scan", std::move(data), taker->terminal});
}
}  // namespace holdfast::gateway
