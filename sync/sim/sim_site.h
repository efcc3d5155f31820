#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "edge/downsync_session.h"
#include "edge/upsync_session.h"
#include "sim/shop.h"
#include "sim/till.h"

namespace holdfast::sim {
class World;

/// One store: a shop whose tills sell, the real sessions, and a daemon that may die between any two effects.
class SimSite {
 public:
  SimSite(World& world, std::string name);

  void start();
  void sell();
  void open();
  void set_clock(std::int64_t offset_s) { clock_s_ = offset_s; }
  void cut_until(Instant until) { cut_until_ = std::max(cut_until_, until); }
  bool is_cut() const;
  void deaf_until(Instant until) { deaf_until_ = std::max(deaf_until_, until); }
  bool is_deaf() const;  ///< hears no answers
  /// Something of the matrix, by chance: done where the matrix says so.
  void try_something();
  void on_call_answered(std::int64_t round_trip_us);
  void on_call_failed();
  bool projection_due = false;  ///< at the hub
  void back_up() { shop_->back_up(); }
  void restore();
  void crash();
  void heal();
  void rot();  ///< of a row of masters, with nobody told

  engine::SiteKey key() const { return {"tenant-1", name_}; }
  Shop& shop() const { return *shop_; }
  const std::map<Uuid, Sale>& made() const { return made_; }  ///< by order; also what a restore forgot
  const std::set<Uuid>& poison() const { return poison_; }    ///< events
  bool was_restored() const { return restored_; }

 private:
  template <class Visit>
  void visit(Visit visit);
  void drive();
  void perform(edge::UpsyncSession::Effect effect);
  void perform(edge::DownsyncSession::Effect effect);
  void send(edge::UpsyncSession::Send send);
  void send_epoch_request();
  void done(const Attempt& attempt);
  void take(Trade trade);
  Instant wall() const;  ///< by the store's clock
  void set_timer();
  void check_masters();
  void sessions();
  void interrupt();
  template <class Act>
  void guarded(Act act);

  World& world_;
  std::string name_;
  std::unique_ptr<Shop> shop_;
  std::unique_ptr<edge::UpsyncSession> up_;
  std::unique_ptr<edge::DownsyncSession> down_;
  std::uint64_t life_ = 0;  ///< of the process: answers to an earlier one are dropped
  bool running_ = false;
  bool restored_ = false;
  Instant cut_until_, deaf_until_;
  Till till_{Instant{}};
  std::int64_t clock_s_ = 0;
  std::optional<Instant> timer_;
  std::int64_t masters_seen_ = -1;
  std::map<Uuid, Sale> made_;
  std::set<Uuid> poison_;
};
}  // namespace holdfast::sim
