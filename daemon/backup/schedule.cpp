#include "backup/schedule.h"

#include <algorithm>

#include "backup/s3_place_json.h"
#include "backup/stamp.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "config/data_folder.h"
#include "vault/keys_of.h"

namespace holdfast::backup {
namespace {
constexpr std::string_view place = "backup.lock/schedule";
constexpr std::string_view s3_token_place = "backup.s3-token/schedule";
constexpr std::string_view s3_place = "backup.s3/schedule";
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
  if (const Json* there = fields.maybe_object("s3")) {
    const auto sealed = fields.maybe_text("s3Secret", 4'000);
    auto secret = sealed ? keys.open(*sealed, s3_place) : std::nullopt;
    if (!secret) throw vault::Unreadable{"the field keys here do not open the backup store's secret: set the schedule again"};
    S3Place before;
    before.endpoint = there->find("endpoint") != nullptr ? there->find("endpoint")->text() : std::string{};
    before.credentials.access_key = there->find("accessKey") != nullptr ? there->find("accessKey")->text() : std::string{};
    before.credentials.secret_key = *std::move(secret);
    if (const auto token = fields.maybe_text("s3Token", 8'000)) {
      auto plain = keys.open(*token, s3_token_place);
      if (!plain) throw vault::Unreadable{"the field keys here do not open the backup store's token: set the schedule again"};
      before.credentials.session_token = *std::move(plain);
    }
    schedule.s3 = read_place(*there, before, errors, "/s3");
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
  if (!schedule.s3.empty()) {
    json.key("s3");
    write_place(json, schedule.s3);
    json.member("s3Secret", keys.seal(schedule.s3.credentials.secret_key, s3_place));
    if (!schedule.s3.credentials.session_token.empty())
      json.member("s3Token", keys.seal(schedule.s3.credentials.session_token, s3_token_place));
  }
  json.end_object();
  config::write_file(file_of(data), text, config::Secrecy::secret);
}

std::string name_start(const std::string& site) { return "holdfast-" + safe(site) + "-"; }
std::optional<Named> parse_name(std::string_view name) {
  const bool sealed = name.ends_with(".hfbak");
  if (!name.starts_with("holdfast-") || (!sealed && !name.ends_with(".db"))) return std::nullopt;
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem.find('/') != std::string_view::npos) return std::nullopt;
  const auto at = time_of_stamp(stem.substr(stem.rfind('-') + 1));
  return at ? std::optional{Named{*at, sealed}} : std::nullopt;
}
std::string file_name(const std::string& site, Instant at, bool sealed) {
  return name_start(site) + stamp(at) + (sealed ? ".hfbak" : ".db");
}

std::vector<Kept> kept_in(const std::filesystem::path& folder, const std::string& site) {
  std::vector<Kept> found;
  const std::string start = name_start(site);
  std::error_code error;
  for (std::filesystem::directory_iterator it{folder, error}, end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const auto named = name.starts_with(start) ? parse_name(name) : std::nullopt;
    std::error_code unread;
    const auto bytes = it->file_size(unread);
    if (named && !unread) found.push_back({it->path(), named->at, static_cast<std::int64_t>(bytes), named->sealed});
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
  // Two of one second: the second one is named by the next.
  const auto file = [&] { return schedule.folder / file_name(site, now, !schedule.lock.none()); };
  while (std::filesystem::exists(file(), error)) now = now.plus_seconds(1);
  Made made = TRY(make(data, file(), schedule.lock));
  if (!made.violations.empty()) return made;
  const std::vector<Kept> kept = kept_in(schedule.folder, site);
  for (std::size_t i = static_cast<std::size_t>(schedule.keep); i < kept.size(); ++i)
    if (kept[i].file != made.file) std::filesystem::remove(kept[i].file, error);
  return made;
}
}  // namespace holdfast::backup
