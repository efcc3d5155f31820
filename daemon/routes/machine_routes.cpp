#include "routes/machine_routes.h"

#include <algorithm>
#include <array>

#include "db/migrate.h"
#include "doctor/examine.h"
#include "doctor/observe.h"
#include "log/read_log.h"
#include "log/scrub.h"
#include "queries/show_replication.h"
#include "routes/audited.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

/// By the machine itself, and by the hub's last acknowledgement, which needs nobody to have set the clock up.
void append_clock(JsonWriter& json, const doctor::Clock& clock, db::Connection& connection, int utc_offset_min) {
  json.member("clockSynchronised", clock.synchronised).key("clock").begin_object();
  json.member("quality", name_of(quality_of(clock))).member("source", clock.source);
  json.member("offsetMs", clock.offset_us / 1000).member("errorMs", clock.error_us / 1000);
  append_time(json, "lastSyncAt", clock.last_sync, utc_offset_min);
  const queries::UpwardProgress hub = queries::upward_progress(connection);
  json.nullable("hubOffsetMs", hub.acked_at ? std::optional{hub.clock_error_us / 1000} : std::nullopt).end_object();
}
void append_machine(JsonWriter& json, const doctor::Machine& machine) {
  json.key("disk")
      .begin_object()
      .member("free", static_cast<std::int64_t>(machine.disk_free))
      .member("size", static_cast<std::int64_t>(machine.disk_size))
      .end_object()
      .member("memoryFree", static_cast<std::int64_t>(machine.memory_free));
}
void append_certificates(JsonWriter& json, const doctor::Folder& folder, int utc_offset_min) {
  json.key("certificates").begin_array();
  for (const doctor::Certificate& certificate : folder.certificates) {
    json.begin_object().member("whose", certificate.whose).member("readable", certificate.readable);
    append_time(json, "endsAt", certificate.readable ? std::optional{certificate.not_after} : std::nullopt,
                utc_offset_min);
    json.nullable("sha256", certificate.readable ? std::optional{certificate.sha256} : std::nullopt).end_object();
  }
  json.end_array();
}
std::int64_t bytes_of(const std::filesystem::path& file) {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(file, missing);
  return missing ? 0 : static_cast<std::int64_t>(bytes);
}

void append_system(JsonWriter& json, const MachineDesk& desk, db::Connection& connection, const ReadContext& context) {
  const std::filesystem::path file = desk.data / "store.db";
  json.member("version", desk.version).key("startedAt").time(desk.started, context.utc_offset_min);
  json.key("now").time(context.now, context.utc_offset_min);
  json.member("schema", db::edge_migrations().back().number);
  json.key("addresses").begin_array();
  for (const std::string& address : desk.addresses) json.value(address);
  json.end_array();
  json.key("database")
      .begin_object()
      .member("bytes", bytes_of(file))
      .member("walBytes", bytes_of(file.string() + "-wal"))
      .end_object();
  const doctor::Machine machine = doctor::observe_machine(desk.data, context.now);
  append_clock(json, machine.clock, connection, context.utc_offset_min);
  append_machine(json, machine);
  append_certificates(json, doctor::observe_folder(desk.data), context.utc_offset_min);
}

/// The same look as `holdfast doctor`, but for what only a stopped daemon shows.
std::vector<doctor::Finding> findings(const MachineDesk& desk, Instant now) {
  doctor::Observed seen;
  seen.machine = doctor::observe_machine(desk.data, now);
  seen.folder = doctor::observe_folder(desk.data);
  seen.store = doctor::observe_store(desk.data, doctor::Depth::quick);
  seen.backups = doctor::observe_backups(desk.data, seen.store.site_id);
  seen.daemon.holds_lock = seen.daemon.answers = true;
  return doctor::examine(seen);
}
void append_finding(JsonWriter& json, const doctor::Finding& finding) {
  json.begin_object()
      .member("code", finding.code)
      .member("severity", doctor::name_of(finding.severity))
      .member("what", finding.what)
      .member("remedy", finding.remedy)
      .end_object();
}

Result<Answer> system(const MachineDesk& desk, db::Connection& connection, const ReadContext& context) {
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object();
  append_system(json, desk, connection, context);
  json.end_object();
  return answer;
}

/// How many rows a table has says much of a store and nothing of anybody.
void append_tables(JsonWriter& json, db::Connection& connection) {
  std::vector<std::string> names;
  db::Statement& rows = connection.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE "
      "VIRTUAL%' ORDER BY name");
  while (rows.step()) names.push_back(rows.string(0));
  json.key("tables").begin_object();
  for (const std::string& name : names) {
    db::Statement& count = connection.prepare_text("SELECT count(*) FROM \"" + name + "\"");
    if (count.step()) json.member(name, count.integer(0));
    count.reset();
  }
  json.end_object();
}

/// Where the folder lies may name a person; support calls it DIR.
void leave_out(std::string& text, const std::string& folder) {
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at))
    text.replace(at, folder.size(), "DIR");
}

/// What support needs to look into trouble from afar: facts of the machine and the program. No name, no text that
/// anybody typed, no address of a device, no secret: those tables are counted, never read.
Result<store::Write> bundle(const MachineDesk& desk, db::Connection& connection, const ReadContext& context) {
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().member("siteId", context.site.site_id).key("system").begin_object();
  append_system(json, desk, connection, context);
  json.end_object().key("findings").begin_array();
  for (doctor::Finding finding : findings(desk, context.now)) {
    for (std::string* text : {&finding.what, &finding.remedy}) leave_out(*text, desk.data.string());
    append_finding(json, finding);
  }
  json.end_array();
  append_tables(json, connection);
  json.key("devices").begin_array();
  db::Statement& devices = connection.prepare("SELECT kind, profile, active FROM device ORDER BY id");
  while (devices.step())
    json.begin_object()
        .member("kind", devices.text(0))
        .member("profile", devices.text(1))
        .member("active", devices.flag(2))
        .end_object();
  json.end_array().end_object();
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"holdfast-support.json\"");
  return audited({"support_bundle", "store"}, std::move(answer));
}
constexpr std::array<std::string_view, 5> level_names{"debug", "info", "warn", "error", "fatal"};

/// Newest first. What must not be read (tokens, card numbers) is masked here once more, whoever wrote it.
Result<Answer> logs(const Input& input, const MachineDesk& desk, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  log::Filter filter;
  if (const auto text = input.http.query_value("level"); text && !text->empty()) {
    const auto level = log::parse_level(*text);
    if (!level) return refuse(ErrorCode::invalid_argument, "level is debug, info, warn, error or fatal");
    filter.least = *level;
  }
  filter.correlation_id = input.http.query_value("correlationId").value_or("");
  if (const auto text = input.http.query_value("text"); text && !text->empty()) filter.mentions.push_back(*text);
  std::vector<log::Entry> entries;
  try {
    const log::Source source{desk.log_file};
    entries = log::read_log(source, filter, static_cast<std::size_t>(page.limit), context.now);
  } catch (const std::runtime_error& missing) {
    return refuse(ErrorCode::not_found, "there is no log to read: " + std::string{missing.what()});
  }
  std::reverse(entries.begin(), entries.end());
  return ok(list_json(entries, [&](JsonWriter& json, const log::Entry& entry) {
    json.begin_object().key("at").time(entry.at, context.utc_offset_min);
    json.member("level", level_names[static_cast<std::size_t>(entry.level)])
        .member("message", log::scrub(entry.message));
    json.member("correlationId", entry.correlation_id).member("line", log::scrub(entry.line)).end_object();
  }));
}
}  // namespace

void add_machine_routes(Api& api, MachineDesk desk) {
  const auto own = std::make_shared<const MachineDesk>(std::move(desk));
  const Access admin = Access::session(Permission::device_admin);
  api.read(Method::get, "/v1/system", admin,
           [own](const Input&, db::Connection& connection, const ReadContext& context) {
             return system(*own, connection, context);
           });
  api.read(Method::get, "/v1/system/check", admin, [own](const Input&, db::Connection&, const ReadContext& context) {
    return ok(list_json(findings(*own, context.now), append_finding));
  });
  api.read(
      Method::get, "/v1/system/logs", admin,
      [own](const Input& input, db::Connection&, const ReadContext& context) { return logs(input, *own, context); });
  api.prepared_write(Method::get, "/v1/system/support-bundle", admin,
                     [own](const Input&, db::Connection& connection, const ReadContext& context) {
                       return bundle(*own, connection, context);
                     });
}
}  // namespace holdfast::routes
