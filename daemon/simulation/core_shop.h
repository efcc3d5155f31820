#pragma once
#include <filesystem>
#include <memory>

#include "replication/master_store.h"
#include "replication/outbox.h"
#include "sim/shop.h"
#include "simulation/core_writer.h"
#include "simulation/counter.h"

namespace holdfast::simulation {
/// A store with the real core in a file of its own, gone with the object.
class CoreShop final : public sim::Shop {
 public:
  explicit CoreShop(sim::Setting setting);
  ~CoreShop() override;
  CoreShop(const CoreShop&) = delete;
  CoreShop& operator=(const CoreShop&) = delete;

  void start() override;
  void stop() override;
  void back_up() override;
  bool restore(bool known) override;

  edge::OutboxReader& log() override { return *outbox_; }
  std::optional<Sha256> hash_at(const wire::Place& place) override;
  std::optional<Uuid> id_at(const wire::Place& place) override;
  std::set<Uuid> event_ids() override;

  edge::UpsyncMemory memory() override;
  void keep(const edge::UpsyncSession::StoreAck& ack) override;
  void keep(const edge::UpsyncSession::Withhold& letter) override;
  void release(const wire::Place& place) override;
  std::optional<wire::EpochRequest> request() override;
  void ask_epoch(wire::EpochReason reason) override;
  void take_epoch(const wire::EpochGrant& grant) override;

  edge::MasterWriter& masters() override { return *masters_; }
  sim::Masters::Rows rows() override;
  std::int64_t changes() override { return writer_->changes(); }
  std::int64_t version() override;
  Sha256 seen() override;
  void rot(std::size_t which, bool gone) override;
  bool is_rotten() override { return false; }  // what tills see is not what rots here: feed_row is

  void open(sim::Trade& trade) override { counter_->open(trade); }
  void trade(const capabilities::Evaluation* matrix, sim::Trade& trade) override;
  std::vector<std::string> check() override;

 private:
  void open_outbox();
  db::Connection& connection() { return writer_->connection(); }
  sim::Setting setting_;
  std::filesystem::path folder_;
  std::unique_ptr<CoreWriter> writer_;
  std::unique_ptr<Counter> counter_;
  std::unique_ptr<replication::Outbox> outbox_;
  std::unique_ptr<replication::MasterStore> masters_;
  bool backed_up_ = false;
};
/// The real core, and masters that it can sell.
sim::Kind core_kind();
}  // namespace holdfast::simulation
