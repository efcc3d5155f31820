#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/bench.h"
#include "cli/bundle.h"
#include "cli/completion.h"
#include "cli/fiscal.h"
#include "cli/operator_commands.h"
#include "cli/operator_tools.h"
#include "cli/update.h"
#include "cli/replay.h"
#include "cli/said.h"
#include "cli/simulate.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
/// Everything the options are read into; lives as long as the parser.
struct Options {
  Where where;
  bool json = false;
  Init init;
  NewStaff staff;
  std::string pin_code, pin;
  Pairing pairing;
  CatalogueImport import;
  PriceExplain price;
  std::string export_file, layout_file, shift_id, device;
  std::optional<bool> traced;  ///< none: the trace is shown
  Printer printer;
  DeviceSetting device_setting;
  Discover discover;
  Doctor doctor;
  DayWish day;
  JournalExport journal;
  std::string day_number;
  Replay replay;
  Simulate simulate;
  Bench bench;
  Enrol enrol;
  ReplicationWish replication;
  std::function<int()> chosen;
};

CLI::App& command(CLI::App& parent, const std::string& name, const std::string& what, Options& options,
                  std::function<int()> run) {
  CLI::App* added = parent.add_subcommand(name, what);
  added->callback([&options, run = std::move(run)] { options.chosen = run; });
  return *added;
}
void add_where(CLI::App& app, Options& options) {
  app.add_option("--data", options.where.data, "data folder of a store on this machine");
  app.add_option("--url", options.where.url, "address of a running daemon");
  app.add_option("--token", options.where.token, "token of a session there");
}
void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "answer in JSON"); }

void add_store_commands(CLI::App& app, Options& o) {
  CLI::App& init = command(app, "init", "set a store up in a new data folder", o, [&o] { return cli::init(o.init); });
  init.add_option("--data", o.init.data, "the folder to make")->required();
  CLI::Option* from = init.add_option("--from", o.init.from, "set-up document (JSON); else the options below make one");
  init.add_option("--name", o.init.name, "the store's name")->excludes(from);
  init.add_option("--country", o.init.country, "ISO 3166-1, two letters")->excludes(from);
  init.add_option("--currency", o.init.currency, "ISO 4217")->capture_default_str();
  init.add_option("--time-zone", o.init.time_zone, "IANA name")->capture_default_str();
  init.add_option("--locale", o.init.locale, "BCP 47")->capture_default_str();
  init.add_option("--registers", o.init.registers, "how many")->check(CLI::Range(1, 9999))->capture_default_str();
  init.add_option("--manager-pin", o.init.manager_pin, "PIN of the first manager, staff code 9001")->excludes(from);
  add_json(init, o.init.json);
  CLI::App& code = command(app, "setup-code", "the code that sets an empty appliance up in the browser", o,
                           [&o] { return setup_code(o.where.data, o.json); });
  code.add_option("--data", o.where.data, "data folder")->required();
  add_json(code, o.json);

  CLI::App& status = command(app, "status", "registers, shifts and the daemon's state", o,
                             [&o] { return cli::status(o.where, o.json); });
  add_where(status, o);
  add_json(status, o.json);

  CLI::App& verify = command(app, "verify", "check everything that must hold; reads only, beside a running daemon too",
                             o, [&o] { return cli::verify(o.where.data, o.json); });
  verify.add_option("--data", o.where.data, "data folder")->required();
  add_json(verify, o.json);

  CLI::App& doctor = command(app, "doctor", "look at everything and say what to do; changes nothing", o, [&o] { return examine(o.doctor); });
  doctor.add_option("--data", o.doctor.data, "data folder");
  doctor.add_option("--config", o.doctor.config, "the daemon's configuration file");
  doctor.add_option("--releases", o.doctor.releases, "the launcher's folder, when it is not DATA/releases");
  doctor.add_flag("--deep", o.doctor.deep, "every rule of the books too, as verify does");
  add_json(doctor, o.doctor.json);
}

void add_staff_commands(CLI::App& app, Options& o) {
  CLI::App* staff = app.add_subcommand("staff", "who may sign on");
  staff->require_subcommand(1);
  CLI::App& list = command(*staff, "list", "everybody", o, [&o] { return list_staff(o.where, o.json); });
  add_where(list, o);
  add_json(list, o.json);
  CLI::App& add = command(*staff, "add", "one more", o, [&o] { return add_staff(o.where, o.staff, o.json); });
  add.add_option("code", o.staff.code, "staff code")->required();
  add.add_option("name", o.staff.name, "name")->required();
  add.add_option("--role", o.staff.role, "role's code")->required();
  add.add_option("--pin", o.staff.pin, "4 to 12 digits; - reads it from standard input")->required();
  add_where(add, o);
  add_json(add, o.json);
  CLI::App& pin = command(*staff, "set-pin", "a new PIN", o, [&o] { return set_pin(o.where, o.pin_code, o.pin); });
  pin.add_option("code", o.pin_code, "staff code")->required();
  pin.add_option("pin", o.pin, "4 to 12 digits; - reads it from standard input")->required();
  add_where(pin, o);

  CLI::App& pair =
      command(app, "pair", "a pairing code for a terminal", o, [&o] { return cli::pair(o.where, o.pairing, o.json); });
  pair.add_option("--register", o.pairing.register_number, "number of the register it works at");
  pair.add_option("--uses", o.pairing.uses, "how many terminals may use it")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  pair.add_option("--valid-hours", o.pairing.valid_hours, "longer than a quarter of an hour; only while no daemon runs")
      ->check(CLI::Range(1, 8760));
  add_where(pair, o);
  add_json(pair, o.json);
}

void add_device_commands(CLI::App& app, Options& o) {
  CLI::App* devices =
      app.add_subcommand("devices", "printers, drawers, scales, scanners, customer displays, card terminals");
  devices->require_subcommand(1);
  CLI::App& listed = command(*devices, "list", "how they are", o, [&o] { return list_devices(o.where, o.json); });
  add_where(listed, o);
  add_json(listed, o.json);
  CLI::App& discover = command(*devices, "discover", "look for what could become a device", o,
                               [&o] { return discover_devices(o.where, o.discover, o.json); });
  discover.add_option("--source", o.discover.sources, "usb, serial, mdns; may be given again; all three unless told")
      ->check(CLI::IsMember({"usb", "serial", "mdns"}))
      ->allow_extra_args(false);
  discover.add_option("--scan", o.discover.scan, "try port 9100 of every host of this subnet too: 192.168.1.0/24");
  add_where(discover, o);
  add_json(discover, o.json);
  CLI::App& printer = command(*devices, "printer", "set up a receipt printer, or change the one of that name", o,
                              [&o] { return put_printer(o.where, o.printer); });
  printer.add_option("name", o.printer.name)->required();
  printer.add_option("address", o.printer.address, "tcp://192.168.1.50:9100, serial:///dev/ttyUSB0?baud=19200")
      ->required();
  printer.add_option("--profile", o.printer.profile, "of its model (epson-tm-t88vi); unknown unless told");
  printer.add_option("--register", o.printer.register_number, "number of the register that uses it");
  printer.add_flag("--drawer-switch", o.printer.drawer_switch, "its drawer has a switch that is high when open");
  add_where(printer, o);
  DeviceSetting& set = o.device_setting;
  CLI::App& put = command(*devices, "put", "set up a device of any kind, or change the one of that name", o,
                          [&o] { return put_device(o.where, o.device_setting); });
  put.add_option("kind", set.kind, "receipt_printer, scale, scanner, customer_display, card_terminal, cash_drawer")->required();
  put.add_option("name", set.name)->required();
  put.add_option("address", set.address, "tcp://…, serial:///dev/…?baud=9600, usb:…, https://…/nexo, none:")
      ->required();
  put.add_option("--profile", set.profile,
                 "a printer's model; a scale's protocol (toledo_8217, nci, dialog_06, sics, ecr, adam, hid); serial, "
                 "hid_pos; a display's dialect (esc_pos, cd5220, dsp800, aedex, wincor); zvt, nexo, external");
  put.add_option("--register", set.registers, "number of a register that uses it; may be given again")
      ->allow_extra_args(false);
  put.add_option("--setting", set.settings, "name=value; may be given again")->allow_extra_args(false);
  CLI::Option* secret = put.add_option("--secret", set.secret, "a terminal's password or passphrase");
  put.add_option("--secret-file", set.secret_file, "a file with it in its first line")->excludes(secret);
  add_where(put, o);
  CLI::App& removed =
      command(*devices, "remove", "take a device away", o, [&o] { return remove_device(o.where, o.device); });
  removed.add_option("device", o.device, "id or name")->required();
  add_where(removed, o);
  CLI::App& test = command(*devices, "test", "print a test page, or what its kind has for a test", o,
                           [&o] { return test_device(o.where, o.device, o.json); });
  test.add_option("device", o.device, "id or name")->required();
  add_where(test, o);
  add_json(test, o.json);
  CLI::App& trace =
      command(*devices, "trace", "the latest bytes of its link", o, [&o] { return trace_device(o.where, o.device, o.traced); });
  trace.add_option("device", o.device, "id or name")->required();
  CLI::Option* on = trace.add_flag_callback("--on", [&o] { o.traced = true; }, "record them from now on");
  trace.add_flag_callback("--off", [&o] { o.traced = false; }, "keep nothing of them")->excludes(on);
  add_where(trace, o);
}

void add_shop_commands(CLI::App& app, Options& o) {
  CLI::App* catalogue = app.add_subcommand("catalog", "articles in and out");
  catalogue->require_subcommand(1);
  CLI::App& import = command(*catalogue, "import", "articles from a file, idempotent by sku", o,
                             [&o] { return import_catalogue(o.where, o.import); });
  import.add_option("file", o.import.file, "CSV with a heading, or JSON")->required();
  import.add_flag("--dry-run", o.import.dry_run, "check every row, change nothing");
  add_where(import, o);
  add_json(import, o.import.json);
  CLI::App& out = command(*catalogue, "export", "all articles as a file that import takes", o,
                          [&o] { return export_catalogue(o.where, o.export_file); });
  out.add_option("file", o.export_file, "new file, CSV")->required();
  add_where(out, o);

  CLI::App* layout = app.add_subcommand("layout", "what the till shows to tap on");
  layout->require_subcommand(1);
  CLI::App& put =
      command(*layout, "put", "store its next version", o, [&o] { return put_layout(o.where, o.layout_file); });
  put.add_option("file", o.layout_file, "JSON as PUT /v1/layout takes it")->required();
  add_where(put, o);
  CLI::App& show = command(*layout, "show", "its newest version as JSON", o, [&o] { return show_layout(o.where); });
  add_where(show, o);

  CLI::App* price = app.add_subcommand("price", "what a basket costs, and why");
  price->require_subcommand(1);
  CLI::App& explain = command(*price, "explain", "every change of money from the list price to the total", o, [&o] {
    o.price.json = o.json;
    return explain_price(o.where, o.price);
  });
  explain.add_option("file", o.price.file, "a basket as POST /v1/price takes it")->required();
  add_where(explain, o);
  add_json(explain, o.json);
  CLI::App& rules = command(*price, "rules", "keep new versions of promotion rules", o,
                            [&o] { return import_promotion_rules(o.where, o.price.file); });
  rules.add_option("file", o.price.file, "JSON as POST /v1/promotion-rules takes it")->required();
  add_where(rules, o);

  CLI::App* shift = app.add_subcommand("shift", "shifts");
  shift->require_subcommand(1);
  CLI::App& report = command(*shift, "report", "X report of an open shift, Z of a closed one", o,
                             [&o] { return shift_report(o.where, o.shift_id, o.json); });
  report.add_option("id", o.shift_id, "shift id")->required();
  add_where(report, o);
  add_json(report, o.json);
}

void add_journal_commands(CLI::App& app, Options& o) {
  CLI::App* day = app.add_subcommand("day", "seals of days");
  day->require_subcommand(1);
  CLI::App& close = command(*day, "close", "seal everything since the last seal", o, [&o] { return close_day(o.where, o.day, o.json); });
  close.add_option("--date", o.day.date, "business day; today unless told");
  close.add_flag("--name-open-shifts", o.day.name_open_shifts, "do not refuse over open shifts: the seal names them");
  CLI::App& list = command(*day, "list", "what is sealed, newest first", o, [&o] { return list_days(o.where, o.json); });
  CLI::App& show = command(*day, "show", "one seal as it prints", o, [&o] { return show_day(o.where, o.day_number, o.json); });
  show.add_option("number", o.day_number, "the seal's number")->required();
  CLI::App* journal = app.add_subcommand("journal", "the fiscal journal");
  journal->require_subcommand(1);
  CLI::App& out = command(*journal, "export", "as a file for holdfast-verify; reads only, beside a running daemon too", o,
                          [&o] { return export_journal(o.where.data, o.journal, o.json); });
  out.add_option("file", o.journal.file, "new file, JSON Lines packed by zstd")->required();
  out.add_option("--from", o.journal.from, "first business day, YYYY-MM-DD");
  out.add_option("--to", o.journal.to, "last business day; without it what is not sealed yet follows");
  out.add_option("--data", o.where.data, "data folder")->required();
  add_json(out, o.json);
  CLI::App& keys = command(*journal, "keys", "the keys that sign it", o, [&o] { return list_journal_keys(o.where, o.json); });
  CLI::App& rotate = command(*journal, "rotate-key", "sign by the next key from now on", o, [&o] { return rotate_journal_key(o.where); });
  add_where(rotate, o);
  CLI::App& audit = command(*journal, "verify-audit", "follow the audit trail's chain", o, [&o] { return verify_audit(o.where, o.json); });
  for (CLI::App* each : {&close, &list, &show, &keys, &audit}) {
    add_where(*each, o);
    add_json(*each, o.json);
  }
}

void add_replication_commands(CLI::App& app, Options& o) {
  CLI::App& enrol = command(app, "enrol", "make this store known to a hub", o, [&o] { return cli::enrol(o.where, o.enrol, o.json); });
  enrol.add_option("token", o.enrol.token, "as the hub showed it once")->required();
  enrol.add_option("--hub", o.enrol.hub, "its address, https://…")->required();
  add_where(enrol, o);
  add_json(enrol, o.json);
  CLI::App* carry = app.add_subcommand("carry-out", "files that somebody carries to the hub and back while there is no line");
  carry->require_subcommand(1);
  CLI::App& out = command(*carry, "write", "what the hub does not have yet", o, [&o] { return write_carry_out(o.where, o.replication); });
  out.add_option("--after", o.replication.after, "not before this number: the file after the one that ended there");
  CLI::App& in = command(*carry, "take", "the hub's answer", o, [&o] { return take_carried(o.where, o.replication); });
  for (CLI::App* each : {&out, &in}) {
    each->add_option("file", o.replication.file)->required();
    add_where(*each, o);
  }
  CLI::App* replication = app.add_subcommand("replication", "the hub: what goes up, what comes down");
  replication->require_subcommand(1);
  ReplicationWish& wish = o.replication;
  CLI::App& status = command(*replication, "status", "link, what waits, data sets", o, [&o] { return replication_status(o.where, o.json); });
  add_where(status, o);
  add_json(status, o.json);
  CLI::App& run = command(*replication, "run", "ask for a run and wait for it", o, [&o] { return run_replication(o.where, o.replication, o.json); });
  run.add_option("kind", wish.kind, "upsync, downsync, rebuild, drain")->required()->check(CLI::IsMember({"upsync", "downsync", "rebuild", "drain"}));
  run.add_option("--wait", wish.wait_s, "seconds to wait for it")->check(CLI::Range(0, 86'400))->capture_default_str();
  add_where(run, o);
  add_json(run, o.json);
  CLI::App& pause = command(*replication, "pause", "stop until resumed", o, [&o] { return pause_replication(o.where, o.replication); });
  pause.add_option("--reason", wish.reason);
  CLI::App& resume = command(*replication, "resume", "go on", o, [&o] { return resume_replication(o.where, o.replication); });
  for (CLI::App* each : {&pause, &resume}) {
    each->add_option("--direction", wish.direction, "up or down; both without")->check(CLI::IsMember({"up", "down"}));
    add_where(*each, o);
  }
  CLI::App& letters = command(*replication, "dead-letters", "what a person has to look at", o, [&o] { return list_dead_letters(o.where, o.json); });
  add_where(letters, o);
  add_json(letters, o.json);
  CLI::App& release = command(*replication, "release", "let a dead letter go up once more", o, [&o] { return decide_dead_letter(o.where, o.replication, true); });
  CLI::App& discard = command(*replication, "discard", "leave it for ever", o, [&o] { return decide_dead_letter(o.where, o.replication, false); });
  release.add_option("id", wish.letter)->required();
  discard.add_option("id", wish.letter)->required();
  discard.add_option("--reason", wish.reason)->required();
  add_where(release, o);
  add_where(discard, o);
}

void add_trials(CLI::App& app, Options& o) {
  CLI::App& replay = command(app, "replay", "ring up a month of a real retailer and compare to the penny", o,
                             [&o] { return cli::replay(o.replay); });
  replay.add_option("file", o.replay.file, "MONTH.csv.zst, MONTH.expected.json beside it")->required();
  CLI::Option* url = replay.add_option("--url", o.replay.url, "a running daemon; else a store of its own");
  CLI::Option* token = replay.add_option("--token", o.replay.token, "a terminal's token there");
  url->needs(token);
  replay.add_option("--staff", o.replay.staff, "staff code of a manager there")->capture_default_str();
  replay.add_option("--pin", o.replay.pin, "and the PIN");
  replay.add_option("--connections", o.replay.connections, "registers at work at once")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  replay.add_option("--patience", o.replay.patience, "seconds that the daemon may be away meanwhile")->check(CLI::Range(0, 3600));
  replay.add_flag("--keep", o.replay.keep, "wait before removing the store of its own");
  add_json(replay, o.replay.json);

  CLI::App& bench =
      command(app, "bench", "measure a daemon beside raw SQLite on this disk", o, [&o] { return cli::bench(o.bench); });
  bench.add_option("--clients", o.bench.clients, "client counts")->delimiter(',');
  bench.add_option("--seconds", o.bench.seconds, "of each run")->check(CLI::Range(1, 3600))->capture_default_str();
  bench.add_option("--history", o.bench.history, "sales to make first")->check(CLI::NonNegativeNumber);
  bench.add_option("--busy", o.bench.busy, "endless loops beside it")->check(CLI::Range(0, 64));
  bench.add_option("--products", o.bench.products, "articles in the catalogue")
      ->check(CLI::Range(10, 1'000'000))
      ->capture_default_str();
  bench.add_option("--folder", o.bench.folder, "folder on the disk under test");
  bench.add_option("--flows", o.bench.flows, "of sale, chatty, add-line, lookup")->delimiter(',');
  add_json(bench, o.bench.json);

  CLI::App& simulate = command(app, "simulate", "stores, a hostile line and hubs in virtual time, from a seed", o,
                               [&o] { return cli::simulate(o.simulate); });
  simulate.add_option("--seed", o.simulate.seed, "the first, or the one to replay")->capture_default_str();
  CLI::Option* seeds =
      simulate.add_option("--seeds", o.simulate.seeds, "how many")->check(CLI::PositiveNumber)->capture_default_str();
  simulate.add_option("--store-days", o.simulate.store_days, "as many seeds as make so many store days")
      ->check(CLI::PositiveNumber)
      ->excludes(seeds);
  simulate.add_option("--sites", o.simulate.sites)->check(CLI::Range(1, 1000))->capture_default_str();
  simulate.add_option("--days", o.simulate.days)->check(CLI::Range(1, 3650))->capture_default_str();
  simulate.add_option("--sales", o.simulate.sales, "of a store in a day")->check(CLI::Range(0, 10'000))->capture_default_str();
  simulate.add_option("--cores", o.simulate.cores, "full: each store by the real commands; model: sales are made up")
      ->check(CLI::IsMember({"full", "model"}))
      ->capture_default_str();
  simulate.add_option("--jobs", o.simulate.jobs, "threads; 0: one a processor")->check(CLI::Range(0, 1024))->capture_default_str();
  add_json(simulate, o.simulate.json);
  add_bundle_commands(app, [&o](std::function<int()> run) { o.chosen = std::move(run); });
}

void add_help(CLI::App& app, Options& o) {
  CLI::App* complete = app.add_subcommand("completion", "what a shell needs to complete these commands");
  complete->require_subcommand(1);
  for (const auto& [name, shell] : {std::pair{"bash", Shell::bash}, {"zsh", Shell::zsh}, {"fish", Shell::fish}})
    command(*complete, name, std::string{"for "} + name, o, [&app, shell] { return std::cout << completion(app, shell), 0; });
  command(app, "manual", "these commands as a page for man", o, [&app] { return std::cout << manual_page(app, HOLDFAST_VERSION), 0; });
}
}  // namespace

int run(int argc, char** argv) {
  Options options;
  CLI::App app{"The operator's command line of a Holdfast store.", "holdfast"};
  app.require_subcommand(1);
  add_store_commands(app, options);
  add_staff_commands(app, options);
  add_shop_commands(app, options);
  add_device_commands(app, options);
  add_journal_commands(app, options);
  add_fiscal_commands(app, [&options](std::function<int()> run) { options.chosen = std::move(run); });
  add_replication_commands(app, options);
  add_operator_tools(app, options.chosen);
  add_update_commands(app, [&options](std::function<int()> run) { options.chosen = std::move(run); });
  add_trials(app, options);
  add_help(app, options);
  const Said said{app};
  try {
    app.parse(argc, argv);
    return said.run(options.chosen);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  } catch (const Stop& stop) {
    std::cerr << "holdfast: " << stop.what() << "\n  " << stop.next << "\n";
  } catch (const std::exception& error) {
    std::cerr << "holdfast: " << error.what()
              << "\n  try again; if it stays, `holdfast verify` and the daemon's log say more\n";
  }
  return 1;
}
}  // namespace holdfast::cli
