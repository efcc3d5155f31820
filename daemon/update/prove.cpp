#include "update/prove.h"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <thread>

#include "base/json.h"
#include "base/json_writer.h"
#include "commands/sell.h"
#include "commands/work_shift.h"
#include "config/data_folder.h"
#include "http/client.h"
#include "invariants/check_all.h"
#include "log/log.h"
#include "metrics/metrics.h"
#include "replication/hub_line.h"
#include "store/store.h"
#include "training/practice_store.h"
#include "update/knock.h"

namespace holdfast::update {
namespace {
namespace fs = std::filesystem;
constexpr std::size_t most_devices = 200;
/// As long as a till waits for an answer before it says that the appliance is gone.
constexpr http::Timeouts soon{std::chrono::milliseconds{2'000}, std::chrono::milliseconds{5'000}};
constexpr http::Timeouts for_the_hub{std::chrono::milliseconds{3'000}, std::chrono::milliseconds{5'000}};
/// A machine that has just changed over is busy, and a line stumbles: what fails once is asked again.
constexpr int tries = 4;

/// Until it answers as it should, some times.
template <class Ask>
auto persistently(std::chrono::milliseconds between_tries, const Ask& ask) {
  for (int left = tries - 1; left > 0; --left) {
    if (auto answer = ask()) return answer;
    std::this_thread::sleep_for(between_tries);
  }
  return ask();
}

/// It answers, and its page is whole: the page itself and what it loads first.
void answers(const Proof& proof, std::vector<std::string>& wrong) {
  const auto get = [&](const std::string& path) -> std::string {
    std::string why;
    const auto body = persistently(proof.between_tries, [&]() -> std::optional<std::string> {
      try {
        http::Client client{"127.0.0.1", proof.port, soon};
        http::ClientResponse answer = client.get(path);
        if (answer.ok()) return std::move(answer.body);
        why = path + " is answered with " + std::to_string(answer.status) + ".";
      } catch (const http::Failure& failure) {
        why = path + " is not answered: " + failure.what() + ".";
      }
      return std::nullopt;
    });
    if (!body) wrong.push_back(why);
    return body.value_or("");
  };
  get("/livez");
  if (!wrong.empty()) return;
  get("/v1/openapi.json");
  const std::string page = get("/pos");
  constexpr std::string_view marks[] = {"src=\"", "href=\""};
  for (const std::string_view mark : marks)
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      const std::string path = page.substr(begin, page.find('"', begin) - begin);
      if (path.starts_with("/pos/assets/")) get(path);
    }
}

void books_open(const fs::path& file, std::vector<std::string>& wrong) {
  db::Connection connection{file, db::Access::reader};
  invariants::Findings findings;
  invariants::check_file(connection, findings);
  for (const invariants::Violation& each : findings.take()) wrong.push_back("The books' file: " + each.detail + ".");
}

Uuid uuid_of(db::Connection& connection, std::string_view sql) {
  db::Statement& row = connection.prepare_text(sql);
  const Uuid found = row.step() ? row.uuid(0) : Uuid{};
  row.reset();
  return found;
}

std::string text_of(db::Connection& connection, std::string_view sql) {
  db::Statement& row = connection.prepare_text(sql);
  std::string found = row.step() ? std::string{row.text(0)} : "";
  row.reset();
  return found;
}

/// Somebody who may do everything, in the practice store.
std::optional<Actor> somebody(db::Connection& connection) {
  Actor actor;
  actor.permissions.set();
  db::Statement& row =
      connection.prepare("SELECT id, uuid, code, name FROM staff WHERE active = 1 ORDER BY id LIMIT 1");
  if (!row.step()) return std::nullopt;
  actor.staff_id = row.integer(0);
  actor.staff = row.uuid(1);
  actor.staff_code = row.text(2);
  actor.name = row.text(3);
  row.reset();
  return actor;
}

/// An article that needs nothing but a price, in cash; what a shop has none of cannot be proved by it.
Result<store::Answer> sell_one(db::Transaction& tx, commands::Context& context) {
  const auto actor = somebody(tx.connection());
  const Uuid till = uuid_of(tx.connection(), "SELECT uuid FROM register WHERE active = 1 ORDER BY id LIMIT 1");
  if (!actor || till == Uuid{}) return store::Answer{};
  context.actor = &*actor;
  TRY(commands::open_shift(tx, {till, 10'000}, context));
  commands::Sell sale;
  sale.cart.register_id = till;
  commands::AddItem item;
  item.article.unlisted_name = "proof";
  item.quantity = Quantity::pieces(1);
  item.unit_price = 100;
  item.reason = "proof";
  sale.lines.push_back({item, {}});
  commands::PaymentOffer cash;
  cash.tender =
      text_of(tx.connection(), "SELECT code FROM tender WHERE kind = 'cash' AND active = 1 ORDER BY id LIMIT 1");
  if (cash.tender.empty()) return store::Answer{};
  sale.checkout.payments.push_back(cash);
  const Result<orders::Order> order = commands::sell(tx, sale, context);
  context.actor = nullptr;
  if (!order) return tl::unexpected(order.error());
  return store::Answer{};
}

/// The real commands and the real writer on a copy of the masters, which goes again.
void sells(const Proof& proof, std::vector<std::string>& wrong) {
  const fs::path folder = proof.data / "proof";
  store::Options options = proof.options;
  options.file = folder / "store.db";
  options.training = true;
  options.readers = 1;
  training::make_practice_store(proof.options.file, options.file);
  {
    boost::asio::io_context io;
    metrics::Registry registry;
    store::Store store{io, options, registry};
    store.start();
    auto work = boost::asio::make_work_guard(io);
    store.submit({}, sell_one, [&](const Result<store::Answer>& answer) {
      if (!answer) wrong.push_back("A practice sale is refused: " + answer.error().detail + ".");
      work.reset();
      io.stop();
    });
    io.run();
    store.stop();
  }
  db::Connection connection{options.file, db::Access::reader};
  for (const invariants::Violation& each : invariants::check_all(connection, nullptr, training::first_receipt))
    wrong.push_back("After a practice sale: " + each.subject + ": " + each.detail + ".");
  fs::remove_all(folder);
}

bool hub_answers(const fs::path& data) {
  const auto identity = replication::load_identity(data);
  if (!identity) return false;
  try {
    return replication::hub_client(*identity, for_the_hub).get("/sync/v1/ping").ok();
  } catch (const http::Failure&) {
    return false;
  }
}

void reaches(const Proof& proof, std::vector<std::string>& wrong) {
  const Reach before = read_reach(proof.releases / "reach.json");
  if (before.hub && !persistently(proof.between_tries, [&] { return hub_answers(proof.data); }))
    wrong.push_back("The hub answered before, and does not any more.");
  std::size_t there = 0;
  for (const std::string& device : before.devices) there += knock(device);
  // One that was switched off meanwhile is no fault of the release.
  constexpr std::size_t enough_percent = 80;
  if (there * 100 < before.devices.size() * enough_percent)
    wrong.push_back("Of " + std::to_string(before.devices.size()) + " devices that answered before, " +
                    std::to_string(there) + " do.");
}
}  // namespace

std::string reach_text(const Reach& reach) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().member("hub", reach.hub).key("devices").begin_array();
  for (const std::string& device : reach.devices) json.value(device);
  json.end_array().end_object();
  return text;
}

Reach read_reach(const fs::path& file) {
  Reach out;
  std::error_code error;
  if (!fs::exists(file, error)) return out;
  const Result<Json> document = parse_json(config::read_file(file));
  if (!document) return out;
  std::vector<FieldError> errors;
  JsonFields fields{*document, errors};
  out.hub = fields.flag("hub", false);
  for (const Json& device : fields.array("devices", false, most_devices)) out.devices.push_back(device.text());
  return out;
}

Reach reach_now(const fs::path& data, const fs::path& store_file) {
  Reach out;
  out.hub = hub_answers(data);
  db::Connection connection{store_file, db::Access::reader};
  db::Statement& rows =
      connection.prepare("SELECT address FROM device WHERE active = 1 AND removed_us IS NULL LIMIT 200");
  while (rows.step())
    if (const std::string address{rows.text(0)}; knock(address)) out.devices.push_back(address);
  return out;
}

std::vector<std::string> prove(const Proof& proof) {
  std::vector<std::string> wrong;
  const auto step = [&](const char* name, const auto& run) {
    const auto begun = std::chrono::steady_clock::now();
    const std::size_t before = wrong.size();
    try {
      run();
    } catch (const std::exception& failure) {
      wrong.push_back(std::string{name} + ": " + failure.what() + ".");
    }
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
    log::info(wrong.size() == before ? "proved" : "not proved", {{"entity_id", name}, {"duration_ms", took.count()}});
  };
  step("answers", [&] { answers(proof, wrong); });
  step("books", [&] { books_open(proof.options.file, wrong); });
  step("sells", [&] {
    db::Connection connection{proof.options.file, db::Access::reader};
    if (uuid_of(connection, "SELECT uuid FROM register LIMIT 1") != Uuid{}) sells(proof, wrong);
  });
  step("reaches", [&] { reaches(proof, wrong); });
  for (const std::string& each : wrong)
    log::write(log::Level::error, "the release does not prove itself",
               {{"error", log::Fault{"ProofError", each, false}}});
  return wrong;
}
}  // namespace holdfast::update
