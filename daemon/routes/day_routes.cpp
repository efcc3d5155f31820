#include <array>

#include "commands/close_day.h"
#include "daybook/checks.h"
#include "queries/day_page.h"
#include "queries/show_days.h"
#include "routes/all_routes.h"
#include "routes/list.h"

namespace holdfast::routes {
namespace {
using http::Method;

/// The store's, unless another is asked for.
receipts::Language language_of(const Site& site) {
  return receipts::parse_locale(site.locale).value_or(receipts::Locale{}).language;
}

std::string day_json(const daybook::StoredSeal& seal, const Site& site, receipts::Language language,
                     int utc_offset_min) {
  std::string out = body_of(seal, [&](JsonWriter& json, const daybook::StoredSeal& each) {
    queries::append_day(json, each, utc_offset_min);
  });
  out.pop_back();  // the object goes on
  out += ",\"document\":";
  append_json_string(out, seal.document);
  out += ",\"text\":";
  append_json_string(out, queries::day_page(seal, site, language));
  out += '}';
  return out;
}

Result<Answer> close_day(const Input& input, db::Transaction& tx, commands::Context& context) {
  static constexpr std::array<std::string_view, 2> ways{"refuse", "name"};
  commands::CloseDay command;
  if (!input.body.is_null()) {
    std::vector<FieldError> errors;
    JsonFields fields{input.body, errors};
    command.business_date = fields.maybe_text("businessDate", 10);
    command.name_open_shifts = fields.maybe_word("openShifts", ways) == "name";
    fields.finish();
    TRY(accept_fields(std::move(errors)));
  }
  const daybook::StoredSeal seal = TRY(commands::close_day(tx, command, context));
  return created(day_json(seal, context.site, language_of(context.site), context.utc_offset_min),
                 "/v1/days/" + std::to_string(seal.number));
}

Result<Answer> list_days(const Input& input, db::Connection& connection, const ReadContext& context) {
  const Page page = TRY(page_of(input));
  const auto seals = daybook::list_seals(connection, TRY(row_of(page)), page.limit + 1);
  return ok(page_json(
      seals, page,
      [&](JsonWriter& json, const daybook::StoredSeal& seal) {
        queries::append_day(json, seal, context.utc_offset_min);
      },
      [](const daybook::StoredSeal& seal) { return seal.number; }));
}

Result<Answer> get_day(const Input& input, db::Connection& connection, const ReadContext& context) {
  const auto number = parse_scaled(input.param(0), 0);
  const auto seal = number ? daybook::find_seal(connection, *number) : std::nullopt;
  if (!seal) return refuse(ErrorCode::not_found, "no seal " + input.param(0));
  receipts::Language language = language_of(context.site);
  if (const auto asked = input.http.query_value("lang")) {
    const auto locale = receipts::parse_locale(*asked);
    if (!locale) return refuse(ErrorCode::invalid_argument, "lang is en, fr or ar");
    language = locale->language;
  }
  return ok(day_json(*seal, context.site, language, context.utc_offset_min));
}

Result<Answer> get_open_day(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(queries::open_day(connection, context.site, context.now, context.utc_offset_min));
}

void append_key(JsonWriter& json, const daybook::JournalKey& key, int utc_offset_min) {
  json.begin_object().member("generation", key.generation).member("fingerprint", fiscal::fingerprint(key.public_key));
  json.member("publicKey", to_hex(key.public_key)).member("reason", key.reason);
  json.nullable("endorsement", key.endorsement ? std::optional{to_hex(*key.endorsement)} : std::nullopt);
  json.key("madeAt").time(key.made, utc_offset_min).end_object();
}
Result<Answer> list_keys(const Input&, db::Connection& connection, const ReadContext& context) {
  return ok(list_json(daybook::load_keys(connection), [&](JsonWriter& json, const daybook::JournalKey& key) {
    append_key(json, key, context.utc_offset_min);
  }));
}
Result<Answer> rotate_key(const Input&, db::Transaction& tx, commands::Context& context) {
  const daybook::JournalKey made = TRY(commands::rotate_journal_key(tx, context));
  return created(body_of(made, [&](JsonWriter& json,
                                   const daybook::JournalKey& key) { append_key(json, key, context.utc_offset_min); }),
                 {});
}

Result<Answer> verify_audit(const Input&, db::Connection& connection, const ReadContext&) {
  const daybook::AuditCheck check = daybook::check_audit(connection);
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("sound", check.broken_at == 0)
      .member("entries", check.entries)
      .member("unchained", check.unchained);
  json.nullable("brokenAt", check.broken_at == 0 ? std::optional<std::int64_t>{} : check.broken_at);
  json.nullable("head", check.head.empty() ? std::optional<std::string>{} : check.head).end_object();
  return ok(std::move(out));
}
}  // namespace

void add_day_routes(Api& api) {
  const Access session = Access::session();  // the commands judge: an approval may stand in
  const Access reports = Access::session(Permission::reports);
  api.write(Method::post, "/v1/days", session, &close_day);
  api.read(Method::get, "/v1/days", reports, &list_days);
  api.read(Method::get, "/v1/days/{number}", reports, &get_day);
  api.read(Method::get, "/v1/open-day", reports, &get_open_day);
  api.read(Method::get, "/v1/journal-keys", reports, &list_keys);
  api.write(Method::post, "/v1/journal-keys", session, &rotate_key);
  api.read(Method::get, "/v1/audit-check", Access::session(Permission::audit_read), &verify_audit);
}
}  // namespace holdfast::routes
