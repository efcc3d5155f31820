#include "backup/off_site.h"

#include <unistd.h>

#include <algorithm>

#include "base/json.h"
#include "base/json_writer.h"
#include "config/data_folder.h"

namespace holdfast::backup {
namespace {
constexpr std::string_view trial_name = ".holdfast-trial";
std::filesystem::path file_of(const std::filesystem::path& data) { return data / "backups-off-site.json"; }
S3Bucket bucket_of(const S3Place& place) { return S3Bucket{place, s3_world(place)}; }
void newest_first(std::vector<Kept>& kept) {
  std::sort(kept.begin(), kept.end(), [](const Kept& a, const Kept& b) { return b.at < a.at; });
}
}  // namespace

Result<> try_off_site(const S3Place& place) {
  try {
    S3Bucket bucket = bucket_of(place);
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("holdfast-trial-" + std::to_string(::getpid()));
    config::write_file(file, "trial", config::Secrecy::secret);
    const Result<> sent = bucket.put(std::string{trial_name}, file);
    std::filesystem::remove(file);
    TRY(Result<>{sent});
    TRY(bucket.list(std::string{trial_name}));
    return bucket.remove(std::string{trial_name});
  } catch (const http::Failure& failure) {
    return refuse(ErrorCode::conflict, failure.what());
  }
}

Result<std::vector<Kept>> list_off_site(const S3Place& place, const std::string& site) {
  std::vector<Kept> found;
  try {
    for (const S3Bucket::Object& each : TRY(bucket_of(place).list(site.empty() ? "holdfast-" : name_start(site))))
      if (const auto named = parse_name(each.name)) found.push_back({each.name, named->at, each.bytes, named->sealed});
  } catch (const http::Failure& failure) {
    return refuse(ErrorCode::conflict, failure.what());
  }
  newest_first(found);
  return found;
}

Result<> send_off_site(const std::filesystem::path& data, const Schedule& schedule, const std::filesystem::path& file,
                       const std::string& site) {
  if (!is_sealed(file))
    return refuse(ErrorCode::invalid_argument, "a backup in clear does not leave the house: set a passphrase");
  const std::string name = file.filename().string();
  S3Bucket bucket = bucket_of(schedule.s3);
  TRY(bucket.put(name, file));
  std::vector<Kept> there = TRY(list_off_site(schedule.s3, site));
  for (std::size_t i = there.size(); i-- > static_cast<std::size_t>(schedule.keep);)
    if (there[i].file != name && bucket.remove(there[i].file.string()))
      there.erase(there.begin() + static_cast<std::ptrdiff_t>(i));
  remember_off_site(data, there);
  return {};
}

Result<std::filesystem::path> fetch_off_site(const S3Place& place, const std::string& name,
                                             const std::filesystem::path& folder) {
  if (!parse_name(name)) return refuse(ErrorCode::invalid_argument, name + " is no backup's name");
  std::filesystem::create_directories(folder);
  std::filesystem::path file = folder / name;
  if (std::filesystem::exists(file)) return file;
  try {
    TRY(bucket_of(place).get(name, file));
  } catch (const http::Failure& failure) {
    return refuse(ErrorCode::conflict, failure.what());
  }
  return file;
}

std::vector<Kept> remembered_off_site(const std::filesystem::path& data) {
  std::vector<Kept> kept;
  if (!std::filesystem::exists(file_of(data))) return kept;
  const auto json = parse_json(config::read_file(file_of(data)));
  if (!json || !json->is_array()) return kept;  // asked again the next time
  for (const Json& each : json->items()) {
    const Json* name = each.find("name");
    const Json* bytes = each.find("bytes");
    if (name == nullptr || bytes == nullptr) continue;
    if (const auto named = parse_name(name->text()))
      kept.push_back({name->text(), named->at, bytes->integer().value_or(0), named->sealed});
  }
  return kept;
}
void remember_off_site(const std::filesystem::path& data, const std::vector<Kept>& kept) {
  std::string text;
  JsonWriter json{text};
  json.begin_array();
  for (const Kept& each : kept)
    json.begin_object().member("name", each.file.string()).member("bytes", each.bytes).end_object();
  json.end_array();
  config::write_file(file_of(data), text, config::Secrecy::secret);
}
bool is_off_site_due(const std::filesystem::path& data, const Schedule& schedule, const std::vector<Kept>& here) {
  if (schedule.s3.empty() || here.empty() || !here.front().sealed) return false;
  const auto there = remembered_off_site(data);
  return there.empty() || there.front().at < here.front().at;
}
}  // namespace holdfast::backup
