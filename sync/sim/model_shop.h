#pragma once
#include <map>

#include "sim/shop.h"
#include "sim/site_log.h"

namespace holdfast::sim {
/// A store in memory whose tills invent what they sold. A copy of its disk is a backup.
class ModelShop final : public Shop {
 public:
  explicit ModelShop(Setting setting);

  void start() override;
  void stop() override {}
  void back_up() override { backup_ = std::make_unique<Disk>(*disk_); }
  bool restore(bool known) override;

  edge::OutboxReader& log() override { return disk_->log; }
  std::optional<Sha256> hash_at(const wire::Place& place) override { return disk_->log.hash_at(place); }
  std::optional<Uuid> id_at(const wire::Place& place) override;
  std::set<Uuid> event_ids() override;

  edge::UpsyncMemory memory() override { return {disk_->acked, disk_->withheld}; }
  void keep(const edge::UpsyncSession::StoreAck& ack) override;
  void keep(const edge::UpsyncSession::Withhold& letter) override { disk_->withheld.insert(letter.place); }
  void release(const wire::Place& place) override { disk_->withheld.erase(place); }
  std::optional<wire::EpochRequest> request() override { return disk_->request; }
  void ask_epoch(wire::EpochReason reason) override;
  void take_epoch(const wire::EpochGrant& grant) override;

  edge::MasterWriter& masters() override { return disk_->masters; }
  Masters::Rows rows() override { return disk_->masters.shown(); }
  std::int64_t changes() override { return disk_->masters.changes(); }
  std::int64_t version() override { return disk_->masters.state().active_version; }
  Sha256 seen() override { return Masters::digest(disk_->masters.shown()); }
  void rot(std::size_t which, bool gone) override { disk_->masters.rot(which, gone); }
  bool is_rotten() override { return disk_->masters.rotten(); }

  void open(Trade& trade) override;
  void trade(const capabilities::Evaluation* matrix, Trade& trade) override;

 private:
  /// What survives a crash.
  struct Disk {
    explicit Disk(const std::string& site) : log{site} {}
    SiteLog log;
    Masters masters;
    std::optional<wire::Link> acked;  ///< of the log's present epoch
    std::set<wire::Place> withheld;
    std::optional<wire::EpochRequest> request;
    std::map<int, std::int64_t> receipts;  ///< by register: the last number
  };
  Uuid append(const std::string& type, const Uuid& aggregate, const std::string& payload, bool poison);
  Setting setting_;
  std::unique_ptr<Disk> disk_, backup_;
};
}  // namespace holdfast::sim
