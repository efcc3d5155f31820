#include "scanner/hid_pos.h"

namespace holdfast::scanner {
namespace {
constexpr char report_id = '\x02';
constexpr std::size_t last_byte = HidPosScanner::report_size - 1;
constexpr std::int64_t longest_pause_us = 500'000;  // between two reports of one scan; they follow within milliseconds

struct Report {
  std::string_view aim;
  std::string_view data;
  bool more = false;
};

bool has_identifier_at(std::string_view report, std::size_t at) {
  return barcodes::symbology_of(report.substr(at, 3)) != barcodes::Symbology::unknown;
}

std::optional<Report> read(std::string_view report) {
  if (report.size() < HidPosScanner::report_size || report[0] != report_id) return std::nullopt;
  const std::size_t identifier = has_identifier_at(report, 2) ? 2 : has_identifier_at(report, 3) ? 3 : 0;
  const std::size_t begin = identifier > 0 ? identifier + 3 : 2;
  const std::size_t most = identifier > 0 ? HidPosScanner::data_per_report : last_byte - begin - 2;
  const auto length = static_cast<std::size_t>(static_cast<unsigned char>(report[1]));
  if (length > most) return std::nullopt;
  return Report{identifier > 0 ? report.substr(identifier, 3) : std::string_view{}, report.substr(begin, length),
                (report[last_byte] & 1) != 0};
}
}  // namespace

void HidPosScanner::drop() {
  if (open_) ++dropped_;
  open_ = false;
  overlong_ = false;
  aim_.clear();
  data_.clear();
  raw_.clear();
}

std::optional<ScanEvent> HidPosScanner::on_report(std::string_view report, Instant now) {
  const auto part = read(report);
  if (!part) {
    drop();
    ++dropped_;
    return std::nullopt;
  }
  // A scan whose next report is of another code, or late, has lost its end.
  if (open_ && (part->aim != aim_ || now.unix_us() - last_.unix_us() > longest_pause_us)) drop();
  open_ = true;
  last_ = now;
  aim_ = part->aim;
  if (data_.size() + part->data.size() > longest_scan) {
    overlong_ = true;
    data_.clear();
    raw_.clear();
  }
  if (!overlong_) {
    data_ += part->data;
    raw_ += report.substr(0, report_size);
  }
  return part->more ? std::nullopt : finish();
}

std::optional<ScanEvent> HidPosScanner::finish() {
  if (data_.ends_with('\r')) data_.pop_back();  // a suffix, not part of the code
  if (overlong_ || data_.empty()) {
    drop();
    return std::nullopt;
  }
  ScanEvent event{barcodes::symbology_of(aim_), data_, aim_, raw_};
  if (barcodes::is_gs1(event.symbology) && event.data.starts_with('\x1d')) event.data.erase(0, 1);
  open_ = false;
  drop();
  if (event.data.empty()) return std::nullopt;
  return event;
}

std::vector<std::string> hid_pos_reports(const ScanEvent& event, std::uint8_t symbology_code) {
  std::vector<std::string> reports;
  const std::string_view data = std::string_view{event.data}.substr(0, longest_scan);
  for (std::size_t at = 0; at < data.size(); at += HidPosScanner::data_per_report) {
    const std::string_view part = data.substr(at, HidPosScanner::data_per_report);
    std::string report(HidPosScanner::report_size, '\0');
    report[0] = report_id;
    report[1] = static_cast<char>(part.size());
    if (!event.aim.empty()) report.replace(2, 3, event.aim, 0, 3);
    report.replace(event.aim.empty() ? 2 : 5, part.size(), part);
    report[61] = static_cast<char>(symbology_code);
    report[last_byte] = at + part.size() < data.size() ? '\x01' : '\0';
    reports.push_back(std::move(report));
  }
  return reports;
}

std::string honeywell_menu_report(std::string_view menu_text) {
  const std::string text = "\x16M\r" + std::string{menu_text};
  if (text.size() > HidPosScanner::report_size - 2) return {};
  return "\xfd" + std::string(1, static_cast<char>(text.size())) + text;
}
}  // namespace holdfast::scanner
