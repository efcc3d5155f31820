#include "scanner/serial_scanner.h"

#include <utility>

namespace holdfast::scanner {
namespace {
constexpr std::size_t most_waiting = 64;  // a till that takes no scans for so long has lost its person, too

/// STX, NUL, ETX and line ends around a scan.
std::string_view without_padding(std::string_view text) {
  constexpr std::string_view before{"\0\x02\r\n", 4}, after{"\0\x03\r\n", 4};
  const std::size_t begin = text.find_first_not_of(before);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(after) - begin + 1);
}
}  // namespace

std::optional<ScanEvent> read_serial_scan(std::string_view bytes, const SerialScanSettings& settings) {
  std::string_view text = without_padding(bytes);
  if (!settings.prefix.empty() && text.starts_with(settings.prefix)) text.remove_prefix(settings.prefix.size());
  if (!settings.suffix.empty() && text.ends_with(settings.suffix)) text.remove_suffix(settings.suffix.size());
  text = without_padding(text);
  ScanEvent event;
  event.raw = bytes;
  event.symbology = barcodes::symbology_of(text);
  if (event.symbology != barcodes::Symbology::unknown) {
    event.aim = text.substr(0, 3);
    text.remove_prefix(3);
  } else if (const auto id = code_id_of(text, settings.code_ids)) {
    event.symbology = id->symbology;
    event.aim = barcodes::aim_identifier(id->symbology);
    text.remove_prefix(id->length);
  }
  // A leading FNC1 is in the identifier; some scanners send it as well.
  if (barcodes::is_gs1(event.symbology) && text.starts_with('\x1d')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  event.data = text;
  return event;
}

bool SerialScanner::at_end() const {
  if (pending_.ends_with('\r') || pending_.ends_with('\n')) return true;
  return !settings_.suffix.empty() && pending_.size() > settings_.suffix.size() && pending_.ends_with(settings_.suffix);
}

void SerialScanner::on_bytes(std::string_view bytes, Instant now) {
  // The shell may be late: silence counts by the clock, not by when it was woken.
  if (deadline_ && now >= *deadline_) on_time(now);
  for (const char byte : bytes) {
    pending_ += byte;
    if (at_end()) {
      finish();
    } else if (pending_.size() > longest_scan) {
      dropped_ += pending_.size();
      pending_.clear();
      overlong_ = true;
    }
  }
  deadline_.reset();
  if (!pending_.empty() || overlong_) deadline_ = Instant{now.unix_us() + settings_.silence.count() * 1000};
}

void SerialScanner::on_time(Instant now) {
  if (!deadline_ || now < *deadline_) return;
  deadline_.reset();
  if (pending_.size() < settings_.least_before_silence) {
    dropped_ += pending_.size();
    pending_.clear();
    overlong_ = false;
    return;
  }
  finish();
}

void SerialScanner::on_link_lost() {
  dropped_ += pending_.size();
  pending_.clear();
  overlong_ = false;
  deadline_.reset();
}

void SerialScanner::finish() {
  const std::string bytes = std::exchange(pending_, {});
  if (std::exchange(overlong_, false)) {
    dropped_ += bytes.size();
    return;
  }
  auto event = read_serial_scan(bytes, settings_);
  if (event && events_.size() < most_waiting)
    events_.push_back(*std::move(event));
  else if (event)
    dropped_ += bytes.size();
}

std::optional<ScanEvent> SerialScanner::poll() {
  if (events_.empty()) return std::nullopt;
  ScanEvent event = std::move(events_.front());
  events_.pop_front();
  return event;
}

std::string serial_bytes_of(const ScanEvent& event, const SerialScanSettings& settings, std::string_view terminator) {
  const std::string_view id = settings.code_ids == CodeIdSet::none ? std::string_view{event.aim}
                                                                   : code_id_for(event.symbology, settings.code_ids);
  return settings.prefix + std::string{id} + event.data + settings.suffix + std::string{terminator};
}
}  // namespace holdfast::scanner
