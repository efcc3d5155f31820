#include "simulation/core_shop.h"

#include <unistd.h>

#include <atomic>

#include "backup/store_copy.h"
#include "events/epochs.h"
#include "invariants/check_all.h"
#include "replication/progress_rows.h"
#include "simulation/assortment.h"
#include "simulation/new_store.h"

namespace holdfast::simulation {
namespace {
std::filesystem::path make_folder() {
  static std::atomic<int> count{0};
  const std::filesystem::path shared = "/dev/shm";
  const auto base = access(shared.c_str(), W_OK) == 0 ? shared : std::filesystem::temp_directory_path();
  const auto path = base / ("holdfast-shop-" + std::to_string(getpid()) + "-" + std::to_string(++count));
  std::filesystem::create_directories(path);
  return path;
}
void must(const Result<store::Answer>& answer) {
  if (!answer) throw std::runtime_error("a row of replication was not stored: " + answer.error().detail);
}
}  // namespace

sim::Kind core_kind() {
  return {[](sim::Setting setting) { return std::make_unique<CoreShop>(std::move(setting)); }, &publication,
          [](const sim::Masters::Rows& rows) { return view_of(rows); }};
}

CoreShop::CoreShop(sim::Setting setting) : setting_{std::move(setting)}, folder_{make_folder()} {
  make_store(folder_ / "store.db", setting_.site);
  writer_ = std::make_unique<CoreWriter>(folder_ / "store.db", setting_);
  counter_ = std::make_unique<Counter>(*writer_, setting_);
  open_outbox();
}
CoreShop::~CoreShop() {
  stop();
  outbox_.reset();
  writer_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void CoreShop::open_outbox() {
  outbox_ = std::make_unique<replication::Outbox>(writer_->file(), setting_.site, writer_->site().epoch);
}

void CoreShop::start() {
  writer_->begin();
  open_outbox();
  masters_ = std::make_unique<replication::MasterStore>(*writer_, replication::MasterStore::Step{});
  masters_->resume();
}
void CoreShop::stop() {
  writer_->end();
  masters_.reset();
}

void CoreShop::back_up() {
  connection().checkpoint(true);
  std::filesystem::copy_file(folder_ / "store.db", folder_ / "backup.db",
                             std::filesystem::copy_options::overwrite_existing);
  backed_up_ = true;
}

/// Who knows restores as `holdfast restore` does; otherwise somebody has put an old file in place.
bool CoreShop::restore(bool known) {
  if (!backed_up_) return false;
  stop();
  outbox_.reset();
  writer_->close();
  const std::filesystem::path file = folder_ / "store.db";
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  std::filesystem::copy_file(folder_ / "backup.db", file);
  if (known) (void)backup::begin_next_life(file, setting_.wall());
  writer_->open();
  open_outbox();
  return true;
}

std::optional<Sha256> CoreShop::hash_at(const wire::Place& place) {
  const auto epoch = events::find_epoch(connection(), place.epoch);
  if (!epoch) return std::nullopt;
  return events::hash_at(connection(), setting_.site, *epoch, place.seq);
}
std::optional<Uuid> CoreShop::id_at(const wire::Place& place) {
  const auto seq = outbox_->local_seq(place);
  if (!seq || !hash_at(place)) return std::nullopt;
  db::Statement& row = connection().prepare("SELECT event_id FROM event_log WHERE seq = ?");
  const std::optional<Uuid> id = row.all(*seq).step() ? std::optional{row.uuid(0)} : std::nullopt;
  row.reset();
  return id;
}
std::set<Uuid> CoreShop::event_ids() {
  std::set<Uuid> ids;
  db::Statement& rows = connection().prepare("SELECT event_id FROM event_log");
  while (rows.step()) ids.insert(rows.uuid(0));
  return ids;
}

edge::UpsyncMemory CoreShop::memory() { return replication::load_memory(connection(), writer_->site().epoch); }

void CoreShop::keep(const edge::UpsyncSession::StoreAck& ack) {
  must(writer_->keep([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    replication::save_watermark(tx, ack, 0, context.now);
    return store::Answer{};
  }));
}
void CoreShop::keep(const edge::UpsyncSession::Withhold& letter) {
  must(writer_->keep([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    replication::save_withheld(tx, context, letter, "");
    return store::Answer{};
  }));
}
void CoreShop::release(const wire::Place& place) {
  must(writer_->keep([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    tx.prepare("UPDATE dead_letter SET status = 'replayed', last_us = ? WHERE epoch = ? AND epoch_seq = ?")
        .exec(context.now, place.epoch, place.seq);
    return store::Answer{};
  }));
}
std::optional<wire::EpochRequest> CoreShop::request() { return replication::load_epoch_request(connection()); }

void CoreShop::ask_epoch(wire::EpochReason reason) {
  must(writer_->keep([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    replication::ask_epoch(tx, context, reason);
    return store::Answer{};
  }));
}
void CoreShop::take_epoch(const wire::EpochGrant& grant) {
  const auto asked = request();
  must(writer_->keep([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
    TRY(replication::take_epoch(tx, context, grant, asked->reason));
    store::Answer answer;
    answer.site_changed = true;
    return answer;
  }));
  open_outbox();
}

sim::Masters::Rows CoreShop::rows() {
  sim::Masters::Rows found;
  db::Statement& rows = connection().prepare("SELECT dataset, row_key, row_version, body FROM feed_row");
  while (rows.step()) {
    std::string body = rows.string(3);
    const Sha256 sha = sha256(body);
    found[{rows.string(0), rows.string(1)}] = {rows.integer(2), std::move(body), sha};
  }
  return found;
}
std::int64_t CoreShop::version() { return replication::load_feed_state(connection()).active_version; }
Sha256 CoreShop::seen() { return view_of(connection()); }

/// As if the disk had: nothing is told, no digest follows.
void CoreShop::rot(std::size_t which, bool gone) {
  const auto all = rows();
  if (all.empty()) return;
  const auto& key = std::next(all.begin(), static_cast<std::ptrdiff_t>(which % all.size()))->first;
  db::Connection& file = connection();
  if (gone)
    file.prepare("DELETE FROM feed_row WHERE dataset = ? AND row_key = ?").exec(key.first, key.second);
  else
    file.prepare("UPDATE feed_row SET body = body || ' ' WHERE dataset = ? AND row_key = ?")
        .exec(key.first, key.second);
}

void CoreShop::trade(const capabilities::Evaluation* matrix, sim::Trade& trade) {
  // The log of writes would grow for ever otherwise; the daemon does this between sales.
  if (setting_.chance.in(20)) connection().checkpoint(true);
  counter_->trade(matrix, trade);
}

std::vector<std::string> CoreShop::check() {
  std::vector<std::string> wrong;
  db::Connection reader{writer_->file(), db::Access::reader};
  for (const invariants::Violation& each : invariants::check_all(reader))
    wrong.push_back(each.rule + ": " + each.subject + ": " + each.detail);
  db::Statement& troubled = reader.prepare("SELECT dataset, row_key, trouble FROM feed_row WHERE trouble IS NOT NULL");
  while (troubled.step())
    wrong.push_back("not in force: " + troubled.string(0) + " " + troubled.string(1) + ": " + troubled.string(2));
  return wrong;
}
}  // namespace holdfast::simulation
