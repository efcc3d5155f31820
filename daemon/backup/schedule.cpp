#include "backup/schedule.h"

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "config/data_folder.h"
#include "vault/keys_of.h"

namespace holdfast::backup {
namespace {
constexpr std::string_view place = "backup.lock/schedule";
constexpr std::int64_t day_s = 86'400;
std::filesystem::path file_of(const std::filesystem::path& data) { return data / "backup.json"; }
vault::FieldKeys keys_of(const std::filesystem::path& data) {
  const std::filesystem::path file = vault::find_key_file(data / "store.db");
  if (file.empty()) return {};
  return vault::FieldKeys::parse(config::read_file(file)).value_or(vault::FieldKeys{});
}
std::string safe(const std::string& site) {
  std::string out;
  for (const char c : site) out += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : '_';
  return out;
}
/// `20261121T023000Z`
std::string stamp(Instant at) {
  std::string text;
  JsonWriter{text}.time(at, 0);
  std::string out;
  for (const char c : text.substr(1, 19))
    if (c != '-' && c != ':') out += c;
  return out + "Z";
}
std::optional<Instant> time_of_stamp(std::string_view text) {
  if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
  const std::string rfc = std::string{text.substr(0, 4)} + "-" + std::string{text.substr(4, 2)} + "-" +
                          std::string{text.substr(6, 2)} + "T" + std::string{text.substr(9, 2)} + ":" +
                          std::string{text.substr(11, 2)} + ":" + std::string{text.substr(13, 2)} + "Z";
  return parse_rfc3339(rfc);
}
}  // namespace

Schedule load_schedule(const std::filesystem::path& data) {
  Schedule schedule;
  if (!std::filesystem::exists(file_of(data))) return schedule;
  const auto json = parse_json(config::read_file(file_of(data)));
  if (!json) throw std::runtime_error{file_of(data).string() + " is damaged: set the schedule again"};
  std::vector<FieldError> errors;
  JsonFields fields{*json, errors};
  schedule.on = fields.maybe_flag("on").value_or(false);
  schedule.folder = fields.maybe_text("folder", 4'000).value_or("");
  schedule.minute_of_day = static_cast<int>(fields.maybe_integer("minuteOfDay", 0, 1439).value_or(150));
  schedule.keep = static_cast<int>(fields.maybe_integer("keep", 1, 1000).value_or(14));
  const auto keys = keys_of(data);
  for (const auto& [name, target] :
       {std::pair{"passphrase", &schedule.lock.passphrase}, std::pair{"key", &schedule.lock.key_hex}}) {
    const auto sealed = fields.maybe_text(name, 4'000);
    if (!sealed) continue;
    auto plain = keys.open(*sealed, place);
    if (!plain) throw vault::Unreadable{"the field keys here do not open the backups' secret: set the schedule again"};
    *target = *std::move(plain);
  }
  return schedule;
}

void save_schedule(const std::filesystem::path& data, const Schedule& schedule) {
  const auto keys = keys_of(data);
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("on", schedule.on).member("folder", schedule.folder.string());
  json.member("minuteOfDay", schedule.minute_of_day).member("keep", schedule.keep);
  if (!schedule.lock.passphrase.empty()) json.member("passphrase", keys.seal(schedule.lock.passphrase, place));
  if (!schedule.lock.key_hex.empty()) json.member("key", keys.seal(schedule.lock.key_hex, place));
  json.end_object();
  config::write_file(file_of(data), text, config::Secrecy::secret);
}

std::string file_name(const std::string& site, Instant at, bool sealed) {
  return "holdfast-" + safe(site) + "-" + stamp(at) + (sealed ? ".hfbak" : ".db");
}

std::vector<Kept> kept_in(const std::filesystem::path& folder, const std::string& site) {
  std::vector<Kept> found;
  const std::string start = "holdfast-" + safe(site) + "-";
  std::error_code error;
  for (std::filesystem::directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool sealed = name.ends_with(".hfbak");
    if (!name.starts_with(start) || (!sealed && !name.ends_with(".db"))) continue;
    const auto at = time_of_stamp(std::string_view{name}.substr(start.size(), name.rfind('.') - start.size()));
    std::error_code unread;
    const auto bytes = it->file_size(unread);
    if (at && !unread) found.push_back({it->path(), *at, static_cast<std::int64_t>(bytes), sealed});
  }
  std::sort(found.begin(), found.end(), [](const Kept& a, const Kept& b) { return b.at < a.at; });
  return found;
}

Instant next_due(const Schedule& schedule, std::optional<Instant> newest, Instant now,
                 const std::function<int(Instant)>& utc_offset_min) {
  if (!newest || now < *newest) return now;  // none, or the clock was put back
  const std::int64_t local = newest->unix_us() / 1'000'000 + std::int64_t{60} * utc_offset_min(*newest);
  const std::int64_t today = local - local % day_s + std::int64_t{60} * schedule.minute_of_day;
  const std::int64_t next = today > local ? today : today + day_s;
  return Instant{(next - std::int64_t{60} * utc_offset_min(*newest)) * 1'000'000};
}

Result<Made> make_scheduled(const std::filesystem::path& data, const Schedule& schedule, const std::string& site,
                            Instant now) {
  std::error_code error;
  std::filesystem::create_directories(schedule.folder, error);
  if (error) return refuse(ErrorCode::conflict, schedule.folder.string() + ": " + error.message());
  Made made = TRY(make(data, schedule.folder / file_name(site, now, !schedule.lock.none()), schedule.lock));
  if (!made.violations.empty()) return made;
  const std::vector<Kept> kept = kept_in(schedule.folder, site);
  for (std::size_t i = static_cast<std::size_t>(schedule.keep); i < kept.size(); ++i)
    if (kept[i].file != made.file) std::filesystem::remove(kept[i].file, error);
  return made;
}
}  // namespace holdfast::backup
