#include "routes/device_routes.h"

#include "commands/change_device.h"
#include "commands/claim_device.h"
#include "commands/print.h"
#include "devices/device_rows.h"
#include "display/dialect.h"
#include "escpos/printer_profile.h"
#include "link/address.h"
#include "queries/show_print_jobs.h"
#include "routes/claim_routes.h"
#include "routes/list.h"
#include "scale/scale_driver.h"

namespace holdfast::routes {
namespace {
using devices::Device;
using http::Method;
constexpr std::string_view by_hand_address = "none:";

std::size_t waiting_for(db::Connection& connection, std::int64_t device_row) {
  db::Statement& row =
      connection.prepare("SELECT count(*) FROM print_job WHERE device_id = ? AND state IN ('queued', 'printing')");
  const std::size_t count = row.all(device_row).step() ? static_cast<std::size_t>(row.integer(0)) : 0;
  row.reset();
  return count;
}

void append_health(JsonWriter& json, const Device& device, const std::optional<registry::DeviceHealth>& health,
                   const ReadContext& context) {
  const auto text_or_null = [&](std::string_view name, std::string_view text) {
    json.key(name);
    if (text.empty())
      json.null();
    else
      json.value(text);
  };
  if (!health) {
    json.member("state", device.active ? "offline" : "off").member("words", device.active ? "not_driven" : "off");
    json.key("hint").null().key("detail").null().key("since").null().key("lastGoodAt").null();
    json.member("drawer", "unknown");
    return;
  }
  json.member("state", health->light).member("words", health->word);
  text_or_null("hint", health->hint);
  text_or_null("detail", health->why);
  append_time(json, "since", health->since, context.utc_offset_min);
  append_time(json, "lastGoodAt", health->last_good, context.utc_offset_min);
  json.member("drawer", health->drawer);
}

void append_device(JsonWriter& json, db::Connection& connection, const Device& device,
                   const std::optional<registry::DeviceHealth>& health, const ReadContext& context) {
  json.begin_object().member("id", device.id).member("name", device.name);
  json.member("kind", devices::name_of(device.kind)).member("address", device.address);
  json.member("profile", device.profile).key("settings").raw(devices::encode(device.settings));
  json.member("hasSecret", !device.secret.empty()).member("active", device.active);
  json.member("traced", device.traced).key("registers").begin_array();
  for (const Uuid& id : device.registers) json.value(id);
  json.end_array();
  append_health(json, device, health, context);
  json.key("claim");
  if (const auto claim = devices::find_claim(connection, device.row, context.now))
    append_claim(json, device.id, *claim, context.utc_offset_min);
  else
    json.null();
  json.member("waiting", static_cast<std::int64_t>(waiting_for(connection, device.row))).end_object();
}

/// Words of the hardware's: an address that can be opened, a profile that is known.
Result<> judge_address(devices::Kind kind, std::string_view profile, std::string_view text) {
  const bool by_hand = kind == devices::Kind::card_terminal && profile == "external";
  if (by_hand != (text == by_hand_address))
    return refuse(ErrorCode::invalid_argument, "`none:` is the address of a terminal that is worked by hand",
                  {{"/address", by_hand ? "is `none:`" : "is no address"}});
  if (by_hand) return {};
  const auto address = link::parse_address(text);
  if (!address) return refuse(ErrorCode::invalid_argument, address.error().detail, {{"/address", "is no address"}});
  return {};
}

Result<> judge_profile(devices::Kind kind, std::string_view profile) {
  const auto unknown = [&](std::string_view what) {
    return refuse(ErrorCode::invalid_argument, "no " + std::string{what} + " `" + std::string{profile} + "`",
                  {{"/profile", "names no " + std::string{what}}});
  };
  switch (kind) {
    case devices::Kind::receipt_printer: {
      if (profile.empty()) return {};
      if (escpos::find_profile(profile) == nullptr) return unknown("printer profile");
      return {};
    }
    case devices::Kind::scale:
      if (!scale::parse_protocol(profile)) return unknown("scale protocol");
      return {};
    case devices::Kind::scanner:
      if (profile != "serial" && profile != "hid_pos") return unknown("way of scanning");
      return {};
    case devices::Kind::customer_display:
      if (!display::parse_dialect(profile)) return unknown("display dialect");
      return {};
    case devices::Kind::card_terminal:
      if (profile != "zvt" && profile != "nexo" && profile != "external") return unknown("terminal protocol");
      return {};
    case devices::Kind::cash_drawer:
      if (!profile.empty()) return unknown("kind of drawer");
      return {};
  }
  return {};
}

/// As it will be: what the command does not name is as it was.
Result<> judge(const commands::PutDevice& command, const Device& was) {
  const std::string profile = command.profile.value_or(was.profile);
  const std::string address = command.address.value_or(was.address);
  TRY(judge_profile(was.kind, profile));
  return judge_address(was.kind, profile, address);
}

/// `was`: the device that is changed; none: a new one.
Result<commands::PutDevice> decode(const Json& body, const Device* was) {
  static constexpr std::array<std::string_view, 6> kinds{"receipt_printer",  "scale",         "scanner",
                                                         "customer_display", "card_terminal", "cash_drawer"};
  constexpr std::size_t longest_name = 100, longest_address = 300, longest_secret = 200, most_registers = 200;
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::PutDevice command;
  if (was != nullptr) command.kind = was->kind;
  if (was == nullptr) {
    command.kind = *devices::parse_kind(kinds[0]);
    const std::string kind = fields.word("kind", kinds);
    if (const auto known = devices::parse_kind(kind)) command.kind = *known;
    command.name = fields.text("name", longest_name);
    command.address = fields.text("address", longest_address);
  } else {
    command.name = fields.maybe_text("name", longest_name);
    command.address = fields.maybe_text("address", longest_address);
    if (command.name && command.name->empty()) fields.complain("name", "must not be empty");
  }
  command.profile = fields.maybe_text("profile", longest_name);
  if (const Json* settings = fields.maybe_object("settings"))
    command.settings = devices::decode_settings(command.kind, *settings, errors, "/settings");
  command.secret = fields.maybe_text("secret", longest_secret);
  command.active = fields.maybe_flag("active");
  command.traced = fields.maybe_flag("traced");
  if (body.find("registers") != nullptr) {
    command.registers.emplace();
    for (const Json& id : fields.array("registers", false, most_registers)) {
      const auto uuid = id.is_string() ? parse_uuid(id.text()) : std::nullopt;
      if (uuid)
        command.registers->push_back(*uuid);
      else
        fields.complain("registers", "lists ids of registers");
    }
  } else {
    (void)fields.array("registers", false);
  }
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  Device fresh;
  fresh.kind = command.kind;
  TRY(judge(command, was != nullptr ? *was : fresh));
  return command;
}

Result<Answer> test_device(const Input& input, db::Transaction& tx, commands::Context& context);

class DeviceRoutes {
 public:
  explicit DeviceRoutes(DeviceDesk desk) : desk_{std::move(desk)} {}

  Result<Answer> list(db::Connection& connection, const ReadContext& context) const {
    return ok(list_json(devices::list(connection), [&](JsonWriter& json, const Device& device) {
      append_device(json, connection, device, health(device.id), context);
    }));
  }
  Result<Answer> show(const Input& input, db::Connection& connection, const ReadContext& context) const {
    const Device device = TRY(devices::load(connection, TRY(input.id(0))));
    return ok(body_of(device, [&](JsonWriter& json, const Device& each) {
      append_device(json, connection, each, health(each.id), context);
    }));
  }
  Result<Answer> trace(const Input& input, db::Connection& connection) const {
    const Device device = TRY(devices::load(connection, TRY(input.id(0))));
    Answer answer = ok(desk_.trace ? desk_.trace(device.id).value_or("") : "");
    answer.content_type = "text/plain; charset=utf-8";
    return answer;
  }
  /// Printers print a page: that is a command. The others are asked here and now.
  Result<std::variant<Answer, store::Write>> test(const Input& input, const Actor& actor, store::Store& store) const {
    Device device;
    Answer shown;
    TRY(store.read_inline(&actor, [&](db::Connection& connection, const ReadContext& context) -> Result<Answer> {
      device = TRY(devices::load(connection, TRY(input.id(0))));
      if (device.kind == devices::Kind::receipt_printer || device.kind == devices::Kind::cash_drawer) return Answer{};
      TRY(commands::require_unclaimed(connection, device.row, &actor, context.now));
      shown = TRY(show(input, connection, context));
      return Answer{};
    }));
    switch (device.kind) {
      case devices::Kind::scale:
        return TRY(test_scale(desk_.scales, input, device.id, actor, store));
      case devices::Kind::customer_display:
        if (!desk_.show_test || !desk_.show_test(device.id))
          return refuse(ErrorCode::conflict, "the display is not connected");
        return shown;
      case devices::Kind::scanner:
        return shown;
      case devices::Kind::receipt_printer:
      case devices::Kind::card_terminal:
      case devices::Kind::cash_drawer:
        break;
    }
    return store::Write{[&input](db::Transaction& tx, commands::Context& context) { return test_device(input, tx, context); }};
  }

 private:
  std::optional<registry::DeviceHealth> health(const Uuid& id) const {
    return desk_.health ? desk_.health(id) : std::nullopt;
  }
  DeviceDesk desk_;
};

/// As it is stored; how it is, nobody knows yet.
Answer stored(int status, db::Transaction& tx, const Device& device, const commands::Context& context) {
  const ReadContext read{context.site, context.now, context.utc_offset_min, context.actor};
  Answer answer = ok(body_of(device, [&](JsonWriter& json, const Device& each) {
    append_device(json, tx.connection(), each, std::nullopt, read);
  }));
  answer.status = status;
  if (status == 201) answer.headers.emplace_back("Location", "/v1/devices/" + to_string(device.id));
  return answer;
}

Result<Answer> create_device(const Input& input, db::Transaction& tx, commands::Context& context) {
  const commands::PutDevice command = TRY(decode(input.body, nullptr));
  return stored(201, tx, TRY(commands::put_device(tx, command, context)), context);
}
Result<Answer> change_device(const Input& input, db::Transaction& tx, commands::Context& context) {
  const Device was = TRY(devices::load(tx.connection(), TRY(input.id(0))));
  commands::PutDevice command = TRY(decode(input.body, &was));
  command.id = was.id;
  return stored(200, tx, TRY(commands::put_device(tx, command, context)), context);
}
Result<Answer> remove_device(const Input& input, db::Transaction& tx, commands::Context& context) {
  TRY(commands::remove_device(tx, TRY(input.id(0)), context));
  Answer answer;
  answer.status = 204;
  return answer;
}

Result<Answer> test_device(const Input& input, db::Transaction& tx, commands::Context& context) {
  std::vector<FieldError> errors;
  commands::QueuePrint command;
  command.device = TRY(input.id(0));
  const Device device = TRY(devices::load(tx.connection(), *command.device));
  const bool prints = device.kind != devices::Kind::cash_drawer;
  command.kind = prints ? devices::JobKind::test : devices::JobKind::drawer_kick;
  if (!input.body.is_null()) {
    JsonFields fields{input.body, errors};
    if (fields.flag("drawer", false)) command.kind = devices::JobKind::drawer_kick;
    fields.finish();
    TRY(accept_fields(std::move(errors)));
  }
  if (command.kind == devices::JobKind::drawer_kick) {
    const commands::Consent consent = TRY(commands::require(tx, context, Permission::no_sale));
    commands::audit(tx, context, "drawer_tested", to_string(*command.device), "{}", consent);
  }
  const devices::PrintJob job = TRY(commands::queue_print(tx, command, context));
  return created(body_of(job,
                         [&](JsonWriter& json, const devices::PrintJob& each) {
                           queries::append_print_job(json, each, context.utc_offset_min);
                         }),
                 "/v1/print-jobs/" + to_string(job.id));
}
}  // namespace

void add_device_routes(Api& api, DeviceDesk desk) {
  const auto routes = std::make_shared<const DeviceRoutes>(std::move(desk));
  // A store has a handful of devices, and how they are is known on the I/O thread alone.
  api.read_inline(Method::get, "/v1/devices", Access::terminal(),
                  [routes](const Input&, db::Connection& connection, const ReadContext& context) {
                    return routes->list(connection, context);
                  });
  api.read_inline(Method::get, "/v1/devices/{id}", Access::terminal(),
                  [routes](const Input& input, db::Connection& connection, const ReadContext& context) {
                    return routes->show(input, connection, context);
                  });
  api.read_inline(Method::get, "/v1/devices/{id}/trace", Access::session(Permission::device_admin),
                  [routes](const Input& input, db::Connection& connection, const ReadContext&) {
                    return routes->trace(input, connection);
                  });
  const Access admin = Access::session(Permission::device_admin);
  api.write(Method::post, "/v1/devices", admin, &create_device);
  api.write(Method::patch, "/v1/devices/{id}", admin, &change_device);
  api.write(Method::delete_, "/v1/devices/{id}", admin, &remove_device);
  api.here(Method::post, "/v1/devices/{id}/test", Access::session(),
           [routes](const Input& input, const Actor& actor, store::Store& store) { return routes->test(input, actor, store); });
}
}  // namespace holdfast::routes
