#include "cli/replay.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>
#include <optional>
#include <thread>
#include <tuple>

#include "base/json_writer.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/import_articles.h"
#include "cli/own_store.h"
#include "cli/patient_backend.h"
#include "cli/reported_sums.h"
#include "cli/stop.h"
#include "cli/till.h"
#include "cli/zstd_file.h"
#include "invariants/check_all.h"

namespace holdfast::cli {
namespace {
/// `…/2010-12.csv.zst`: the month and the file with its sums.
struct Names {
  std::string month, expected;
};
Names names_of(const std::string& file) {
  std::string stem = file;
  for (const std::string_view end : {".zst", ".csv"})
    if (stem.ends_with(end)) stem.resize(stem.size() - end.size());
  return {std::filesystem::path{stem}.filename().string(), stem + ".expected.json"};
}

struct Comparison {
  std::string what;
  std::int64_t expected = 0, reported = 0;
  bool agrees() const { return expected == reported; }
};
using Sums = std::map<std::string, std::int64_t>;

/// Every name that either side has, so that a sum nobody expected is a difference too.
void compare(std::vector<Comparison>& out, const std::string& label, const Sums& expected, const Sums& reported) {
  Sums names = expected;
  names.insert(reported.begin(), reported.end());
  const auto at = [](const Sums& sums, const std::string& name) {
    const auto found = sums.find(name);
    return found != sums.end() ? found->second : 0;
  };
  for (const auto& [name, ignored] : names) out.push_back({label + name, at(expected, name), at(reported, name)});
}

std::vector<std::string> free_registers(Backend& backend) {
  std::vector<std::string> ids;
  for (const Json& row : backend.list("/v1/registers")) {
    const Json* shift = row.find("openShift");
    if (text_of(row, "active") == "yes" && (shift == nullptr || shift->is_null())) ids.push_back(text_of(row, "id"));
  }
  return ids;
}

/// Deals each day's documents out to the tills in turn and runs them at once, each over its own connection.
std::vector<DayReport> ring_up(const ReplayMonth& month, const std::function<std::unique_ptr<Backend>()>& dial,
                               const std::vector<std::string>& registers) {
  std::vector<Till> tills;
  tills.reserve(registers.size());
  for (const std::string& id : registers) tills.emplace_back(dial(), id);
  std::vector<const ReplayDocument*> order;
  for (const ReplayDocument& document : month.documents) order.push_back(&document);
  std::sort(order.begin(), order.end(),
            [](const auto* a, const auto* b) { return std::tie(a->day, a->number) < std::tie(b->day, b->number); });
  for (std::size_t i = 0; i < order.size(); ++i) tills[i % tills.size()].take(*order[i]);

  std::atomic<std::int64_t> done{0};
  std::atomic<bool> stop{false};
  std::atomic<std::size_t> finished{0};
  std::vector<std::thread> threads;
  for (Till& till : tills)
    threads.emplace_back([&till, &done, &stop, &finished] {
      till.run(done, stop);
      ++finished;
    });
  {
    Progress progress{"ringing up", static_cast<std::int64_t>(order.size())};
    while (finished < tills.size()) {
      progress.at(done);
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<DayReport> reports;
  for (const Till& till : tills) {
    if (!till.failure().empty()) throw Stop{till.failure(), "correct it and replay into a new store"};
    reports.insert(reports.end(), till.reports().begin(), till.reports().end());
  }
  return reports;
}

void print_table(const std::vector<Comparison>& comparisons) {
  Table table{{"sum", ">expected", ">reported", ""}};
  for (const Comparison& row : comparisons)
    table.add({row.what, std::to_string(row.expected), std::to_string(row.reported), row.agrees() ? "" : "DIFFERS"});
  std::cout << table.text();
}

void print_json(const std::string& month, const std::vector<Comparison>& comparisons, bool agree) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("month", month).member("agree", agree).key("sums").begin_array();
  for (const Comparison& row : comparisons)
    json.begin_object()
        .member("sum", row.what)
        .member("expected", row.expected)
        .member("reported", row.reported)
        .end_object();
  json.end_array().end_object();
  std::cout << out << "\n";
}
}  // namespace

int replay(const Replay& options) {
  const Names names = names_of(options.file);
  const ReplayMonth month = read_month(read_maybe_zstd(options.file));
  const ReplaySums expected = read_expected(read_text(names.expected));
  std::optional<OwnStore> own;
  std::string url = options.url, terminal_token = options.token;
  if (url.empty()) {
    own.emplace(OwnStore::Plan{.registers = options.connections, .parent = {}});
    own->import_catalogue(catalogue_csv(month));
    own->start();
    url = own->url();
    terminal_token = own->terminal_token();
  }
  const std::string token = sign_on(url, terminal_token, options.staff, options.pin);
  const auto dial = [&] { return patient(connect_url(url, token), options.patience); };
  const auto backend = dial();
  std::vector<std::string> registers = free_registers(*backend);
  if (registers.empty()) throw Stop{"no register is free", "close a shift first"};
  if (registers.size() > static_cast<std::size_t>(options.connections))
    registers.resize(static_cast<std::size_t>(options.connections));
  if (!own) import_or_stop(*backend, catalogue_csv(month));

  const auto start = std::chrono::steady_clock::now();
  const std::vector<DayReport> reports = ring_up(month, dial, registers);
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();

  const ReplaySums reported = reported_sums(*backend, month);
  Sums z_by_day;
  for (const DayReport& report : reports) z_by_day[report.day] += report.amount;
  std::vector<Comparison> comparisons;
  compare(comparisons, "documents ", expected.documents, reported.documents);
  compare(comparisons, "lines ", expected.lines, reported.lines);
  compare(comparisons, "minor ", expected.minor, reported.minor);
  compare(comparisons, "Z reports of ", expected.minor_by_day, z_by_day);
  compare(comparisons, "orders of ", expected.minor_by_day, reported.minor_by_day);
  if (own) {
    db::Connection reader{database_of(own->data()), db::Access::reader};
    const auto violations = invariants::check_all(reader);
    for (const auto& found : violations)
      std::cerr << found.rule << ": " << found.subject << ": " << found.detail << "\n";
    comparisons.push_back({"violations in the store", 0, static_cast<std::int64_t>(violations.size())});
  }
  const auto differing =
      std::count_if(comparisons.begin(), comparisons.end(), [](const Comparison& row) { return !row.agrees(); });
  if (options.json)
    print_json(names.month, comparisons, differing == 0);
  else
    print_table(comparisons);
  std::ostream& last = options.json ? std::cerr : std::cout;
  last << "replay " << names.month << ": " << month.documents.size() << " documents, " << month.lines() << " lines, "
       << (differing == 0 ? "all sums agree" : std::to_string(differing) + " sums differ") << "\n";
  std::cerr << "rung up over " << registers.size() << " connections in " << decimal_text(ms) << " s\n";
  if (options.keep && own) {
    std::cerr << "The store is " << own->data().string() << ", served at " << url << "; Enter removes it.\n";
    std::string line;
    std::getline(std::cin, line);
  }
  return differing == 0 ? 0 : 1;
}
}  // namespace holdfast::cli
