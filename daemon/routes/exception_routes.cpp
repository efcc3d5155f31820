#include "routes/exception_routes.h"

#include <algorithm>
#include <filesystem>

#include "backup/off_site.h"
#include "capabilities/evaluate.h"
#include "devices/device_rows.h"
#include "doctor/observe.h"
#include "queries/observe_exceptions.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using exceptions::Exception;
using http::Method;
constexpr std::int64_t disk_least = 512LL * 1024 * 1024;
constexpr std::int64_t memory_least = 64LL * 1024 * 1024;  // as `holdfast doctor` warns

/// What only the I/O thread knows.
struct Live {
  std::vector<exceptions::Device> devices;
  exceptions::Line line;
  std::filesystem::path data;
  std::optional<backup::RunSchedule::Status> backups;
  ExceptionDesk::Releases releases;
};

Live look(store::Store& store, const ExceptionDesk& desk) {
  Live live;
  const auto matrix = store.capabilities();
  live.line.enrolled = matrix->mode != capabilities::Mode::alone;
  live.line.away = matrix->mode == capabilities::Mode::edge;
  live.line.cause = name_of(matrix->cause);
  live.line.since = matrix->since;
  live.data = desk.data;
  if (desk.backups) live.backups = desk.backups();
  if (desk.releases) live.releases = desk.releases();
  if (!desk.health) return live;
  // A handful of rows, as the list of devices reads them.
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
    for (const devices::Device& device : devices::list(connection)) {
      const auto health = device.active ? desk.health(device.id) : std::nullopt;
      if (health)
        live.devices.push_back({device.id, device.name, std::string{devices::name_of(device.kind)},
                                std::string{health->light}, std::string{health->word}, std::string{health->hint},
                                health->since});
    }
    return Answer{};
  });
  return live;
}

/// The list of a folder that may be a slow stick: on a reader's thread.
void add_backups(const Live& live, const Site& site, exceptions::Observed& seen) {
  if (!live.backups) return;
  seen.backups_known = true;
  const backup::Schedule schedule = backup::load_schedule(live.data);
  seen.backups_wanted = !schedule.folder.empty();
  seen.last_backup = live.backups->last_good;
  seen.backups_sealed = !schedule.lock.none();
  seen.last_failed_backup = live.backups->last_failed;
  seen.backup_failure = live.backups->problem;
  if (!seen.backups_wanted) return;
  for (const backup::Kept& kept : backup::kept_in(schedule.folder, site.site_id)) {
    if (!seen.last_backup || kept.at >= *seen.last_backup) {
      seen.last_backup = kept.at;
      seen.backups_sealed = kept.sealed;
    }
    if (!seen.oldest_backup || kept.at < *seen.oldest_backup) seen.oldest_backup = kept.at;
  }
  seen.elsewhere = schedule.s3.empty() ? std::string{} : schedule.s3.bucket;
  for (const backup::Kept& kept : backup::remembered_off_site(live.data))
    if (!seen.last_sent || kept.at > *seen.last_sent) seen.last_sent = kept.at;
}

/// What `holdfast doctor` sees of the machine and its files as well; on a reader's thread, as it reads them.
void add_machine(const std::filesystem::path& data, exceptions::Observed& seen) {
  const doctor::Machine machine = doctor::observe_machine(data, seen.now);
  seen.memory_free = static_cast<std::int64_t>(machine.memory_free);
  seen.memory_low = seen.memory_free < memory_least;
  for (const doctor::Certificate& certificate : doctor::observe_folder(data).certificates) {
    const std::string name = std::filesystem::path{certificate.path}.stem();
    seen.certificates.push_back({name == "server" ? name
                                 : name == "ca"   ? "authority"
                                                  : "hub",
                                 certificate.readable, certificate.not_after});
  }
}

exceptions::Observed observe(db::Connection& connection, const Live& live, const Site& site, Instant now) {
  exceptions::Observed seen = queries::observe_exceptions(connection, site, now);
  seen.devices = live.devices;
  seen.line.enrolled = live.line.enrolled;
  seen.line.away = live.line.away;
  seen.line.cause = live.line.cause;
  seen.line.since = live.line.since;
  add_backups(live, site, seen);
  if (!live.data.empty()) add_machine(live.data, seen);
  seen.failed_release = live.releases.failed;
  seen.waiting_release = live.releases.waiting;
  std::error_code none;
  const auto space = std::filesystem::space(connection.file().parent_path(), none);
  if (!none) {
    seen.disk_free = static_cast<std::int64_t>(space.available);
    seen.disk_low = seen.disk_free < disk_least;
  }
  return seen;
}

void append_exception(JsonWriter& json, const Exception& it, const queries::Seen* seen, const Site& site, int offset) {
  json.begin_object().member("id", it.id).member("code", it.code).member("severity", exceptions::name_of(it.severity));
  append_time(json, "since", it.since, offset);
  append_time(json, "until", it.until, offset);
  json.nullable("amount", it.amount).member("currency", site.currency.code()).key("subject");
  if (it.subject.empty())
    json.null();
  else
    json.begin_object().member("kind", it.subject_kind).member("id", it.subject).end_object();
  json.member("fix", exceptions::name_of(it.fix)).key("permission");
  if (it.who)
    json.value(name_of(*it.who));
  else
    json.null();
  json.member("canBeSeen", it.can_be_seen).key("facts").begin_object();
  for (const auto& [name, value] : it.facts) json.member(name, value);
  json.end_object().key("seen");
  if (seen == nullptr)
    json.null();
  else
    json.begin_object().member("by", seen->by).member("note", seen->note).key("at").time(seen->at, offset).end_object();
  json.end_object();
}

const queries::Seen* find(const std::vector<queries::Seen>& all, const Exception& it) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const queries::Seen& each) {
    return each.exception == it.id && each.mark == it.mark();
  });
  return found == all.end() ? nullptr : &*found;
}

Result<Answer> list(db::Connection& connection, const ReadContext& context, const Live& live, bool all) {
  const auto seen = queries::seen_exceptions(connection);
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("items").begin_array();
  for (const Exception& it : exceptions::exceptions(observe(connection, live, context.site, context.now))) {
    const queries::Seen* said = it.can_be_seen ? find(seen, it) : nullptr;
    if (said == nullptr || all) append_exception(json, it, said, context.site, context.utc_offset_min);
  }
  json.end_array().key("next").null().end_object();
  return ok(std::move(out));
}

void ask(const ExceptionDesk& desk, const Input& question, const store::Call& call, store::Store& store,
         const Told& told) {
  const std::string all = question.http.query_value("all").value_or("false");
  if (all != "true" && all != "false") return told(refuse(ErrorCode::invalid_argument, "all is true or false"));
  store.read(
      call.actor,
      [live = look(store, desk), with_seen = all == "true"](db::Connection& connection, const ReadContext& context) {
        return list(connection, context, live, with_seen);
      },
      [told](Result<Answer> answer) {
        if (answer)
          told(*std::move(answer));
        else
          told(tl::unexpected<Error>(answer.error()));
      });
}

/// Only what the file knows can be seen to: a device that is away comes back by itself.
Result<Answer> mark_seen(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string note = fields.maybe_text("note", 300).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const std::string& id = input.param(0);
  const auto found = exceptions::exceptions(queries::observe_exceptions(tx.connection(), context.site, context.now));
  const auto it = std::find_if(found.begin(), found.end(), [&](const Exception& each) { return each.id == id; });
  if (it == found.end()) return refuse(ErrorCode::not_found, "no exception " + id);
  if (!it->can_be_seen) return refuse(ErrorCode::conflict, "it goes away once it is put right");
  if (it->who && context.actor != nullptr) TRY(commands::require(tx, context, *it->who));
  tx.prepare(
        "INSERT INTO exception_seen(exception, mark, staff_id, note, at_us) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT(exception) DO UPDATE SET mark = ?2, staff_id = ?3, note = ?4, at_us = ?5")
      .exec(id, it->mark(), context.actor_id(), note, context.now);
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("note", note).nullable("amount", it->amount).end_object();
  commands::audit(tx, context, "exception_seen", id, detail);
  Answer answer;
  answer.status = 204;
  return answer;
}
}  // namespace

void add_exception_routes(Api& api, ExceptionDesk desk) {
  const auto held = std::make_shared<const ExceptionDesk>(std::move(desk));
  api.ask(Method::get, "/v1/exceptions", Access::session(Permission::reports),
          [held](const Input& question, const store::Call& call, store::Store& store, const Told& told) {
            ask(*held, question, call, store, told);
          });
  api.write(Method::post, "/v1/exceptions/{id}/seen", Access::session(), &mark_seen);
}
}  // namespace holdfast::routes
