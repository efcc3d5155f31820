#include "cli/bench.h"

#include <iostream>
#include <optional>

#include "base/json_writer.h"
#include "cli/bench_flows.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/own_store.h"
#include "cli/process_figures.h"
#include "cli/raw_reference.h"
#include "cli/stop.h"
#include "invariants/check_all.h"

namespace holdfast::cli {
namespace {
constexpr int reference_ms = 1'500;
constexpr int most_registers = 32;

struct Row {
  std::string flow;
  int clients = 0;
  LoadFigures load;
  RawFigures raw_1_before, raw_32_before, raw_1_after, raw_32_after;
  std::int64_t cpu_us_per_flow = 0, rss_kb = 0, disk_bytes_per_flow = 0;
  int others_busy = 0;
  std::int64_t raw_1() const { return (raw_1_before.sales_per_second + raw_1_after.sales_per_second) / 2; }
  std::int64_t raw_32() const { return (raw_32_before.sales_per_second + raw_32_after.sales_per_second) / 2; }
  std::int64_t ratio_1() const {
    return load.per_second() * 1'000 / std::max<std::int64_t>(raw_1(), 1);
  }  // thousandths
  std::int64_t ratio_32() const { return load.per_second() * 1'000 / std::max<std::int64_t>(raw_32(), 1); }
};

BenchStore open_registers(OwnStore& own, int products) {
  BenchStore store{own.session_token(), {}, products};
  const auto backend = connect_url(own.url(), store.token);
  for (const Json& row : backend->list("/v1/registers")) {
    store.registers.push_back(text_of(row, "id"));
    backend->need(http::Method::post, "/v1/registers/" + store.registers.back() + "/shifts",
                  R"({"openingCash":10000})");
  }
  return store;
}

std::vector<FlowStep> flow_named(const std::string& name, const BenchStore& store) {
  if (name == "sale") return sale_flow(store);
  if (name == "chatty") return chatty_flow(store);
  if (name == "add-line") return add_line_flow(store);
  if (name == "lookup") return lookup_flow(store);
  throw Stop{"there is no flow " + name, "flows are sale, chatty, add-line and lookup"};
}

Row measure(OwnStore& own, const BenchStore& store, const std::string& name, int clients, int seconds) {
  Row row;
  row.flow = name;
  row.clients = clients;
  row.others_busy = busy_percent();
  row.raw_1_before = raw_reference(own.data(), 1, reference_ms);
  row.raw_32_before = raw_reference(own.data(), 32, reference_ms);
  const ProcessFigures before = process_figures(own.pid());
  const std::int64_t disk = own.disk_bytes();
  row.load = drive({own.port(), clients, seconds * 1'000, 0}, flow_named(name, store));
  const ProcessFigures after = process_figures(own.pid());
  const std::int64_t flows = std::max<std::int64_t>(row.load.flows, 1);
  row.cpu_us_per_flow = (after.cpu_us - before.cpu_us) / flows;
  row.rss_kb = after.rss_kb;
  row.disk_bytes_per_flow = (own.disk_bytes() - disk) / flows;
  row.raw_1_after = raw_reference(own.data(), 1, reference_ms);
  row.raw_32_after = raw_reference(own.data(), 32, reference_ms);
  return row;
}

void seed(OwnStore& own, const BenchStore& store, std::int64_t sales) {
  Progress progress{"seeding sales", sales};
  constexpr std::int64_t chunk = 20'000;
  for (std::int64_t done = 0; done < sales; done += chunk) {
    progress.at(done);
    const LoadFigures figures = drive({own.port(), 32, 3'600'000, std::min(chunk, sales - done)}, sale_flow(store));
    if (figures.errors > 0) throw Stop{"seeding: " + figures.first_error, "see the daemon's log"};
  }
}

void print_table(const std::vector<Row>& rows) {
  Table table{{"flow", ">clients", ">/s", ">p50 ms", ">p99 ms", ">raw 1/s", ">raw 32/s", ">to raw 1", ">to raw 32",
               ">CPU ms", ">RSS MB", ">disk B", ">driver us", ">errors", ">busy %"}};
  for (const Row& row : rows) {
    std::int64_t requests = 0;
    for (const auto& [name, step] : row.load.steps) requests += step.count;
    table.add({row.flow, std::to_string(row.clients), std::to_string(row.load.per_second()),
               decimal_text(row.load.p50_us), decimal_text(row.load.p99_us), std::to_string(row.raw_1()),
               std::to_string(row.raw_32()), decimal_text(row.ratio_1()), decimal_text(row.ratio_32()),
               decimal_text(row.cpu_us_per_flow), std::to_string(row.rss_kb / 1'024),
               std::to_string(row.disk_bytes_per_flow),
               std::to_string(row.load.driver_cpu_us / std::max<std::int64_t>(requests, 1)),
               std::to_string(row.load.errors), std::to_string(row.others_busy)});
  }
  std::cout << table.text();
  for (const Row& row : rows)
    if (!row.load.first_error.empty())
      std::cout << row.flow << ", " << row.clients << " clients, first error: " << row.load.first_error << "\n";
}

void print_json(const std::vector<Row>& rows, bool sound) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("sound", sound).key("runs").begin_array();
  for (const Row& row : rows) {
    json.begin_object()
        .member("flow", row.flow)
        .member("clients", row.clients)
        .member("flows", row.load.flows)
        .member("errors", row.load.errors);
    json.member("perSecond", row.load.per_second())
        .member("p50Us", row.load.p50_us)
        .member("p99Us", row.load.p99_us)
        .member("maxUs", row.load.max_us);
    json.member("raw1PerSecond", row.raw_1())
        .member("raw32PerSecond", row.raw_32())
        .member("rawCommitP50Us", row.raw_1_before.commit_p50_us);
    json.member("rawCommitP99Us", row.raw_1_before.commit_p99_us);
    json.member("ratioTo1Thousandths", row.ratio_1())
        .member("ratioTo32Thousandths", row.ratio_32())
        .member("daemonCpuUs", row.cpu_us_per_flow);
    json.member("rssKb", row.rss_kb)
        .member("diskBytes", row.disk_bytes_per_flow)
        .member("driverCpuUs", row.load.driver_cpu_us);
    json.member("othersBusyPercent", row.others_busy).key("steps").begin_object();
    for (const auto& [name, step] : row.load.steps)
      json.key(name)
          .begin_object()
          .member("count", step.count)
          .member("p50Us", step.p50_us)
          .member("p99Us", step.p99_us)
          .end_object();
    json.end_object().end_object();
  }
  json.end_array().end_object();
  std::cout << out << "\n";
}
}  // namespace

int bench(const Bench& options) {
  OwnStore own{{.name = "Bench",
                .country = "IE",
                .currency = "EUR",
                .time_zone = "Europe/Dublin",
                .registers = most_registers,
                .parent = options.folder}};
  own.import_catalogue(bench_catalogue(options.products, "EUR"));
  own.start();
  const BenchStore store = open_registers(own, options.products);
  if (options.history > 0) seed(own, store, options.history);
  std::vector<Row> rows;
  {
    const BusyLoops loops{options.busy};
    for (const std::string& flow : options.flows)
      for (const int clients : options.clients) rows.push_back(measure(own, store, flow, clients, options.seconds));
  }
  own.stop();
  db::Connection reader{database_of(own.data()), db::Access::reader};
  const auto violations = invariants::check_all(reader);
  std::int64_t errors = 0;
  for (const Row& row : rows) errors += row.load.errors;
  if (options.json)
    print_json(rows, violations.empty());
  else
    print_table(rows);
  for (const auto& found : violations) std::cerr << found.rule << ": " << found.subject << ": " << found.detail << "\n";
  return errors == 0 && violations.empty() ? 0 : 1;
}
}  // namespace holdfast::cli
