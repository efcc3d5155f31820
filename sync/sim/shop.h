#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "capabilities/evaluate.h"
#include "edge/upsync_session.h"
#include "engine/book_rows.h"
#include "engine/publishing.h"
#include "sim/faults.h"
#include "sim/masters.h"

namespace holdfast::sim {
struct Sale {
  engine::PaidOrder order;
  Uuid event;                ///< OrderPaid
  std::int64_t masters = 0;  ///< version by whose prices it was sold
};
/// What was done, as the matrix names it.
struct Act {
  std::size_t operation = 0;
  std::int64_t amount = 0;
  bool manager = false;
};
/// What came of somebody's business at a till.
struct Trade {
  std::vector<Sale> sales;  ///< returns and voids too
  std::vector<Act> acts;
  std::vector<Uuid> poison;         ///< events whose bodies nobody can read
  std::vector<std::string> marks;   ///< for the counts
  std::vector<std::string> wrongs;  ///< what the tills should not have said
};

/// What a store stands in.
struct Setting {
  std::string site;
  Chance& chance;
  const Faults& faults;
  Mutant mutant = Mutant::none;
  std::function<void()> interrupt;  ///< a place where the power may go: throws Crash then
  std::function<Instant()> wall;    ///< by the store's clock
  std::function<Uuid()> new_id;
};

/// A store's disk and what is done on it, as its sessions and people meet it: what is written is durable when a call is
/// back; a Crash out of a call has written nothing, or has left something that start() goes on with. ModelShop makes
/// its sales up; the real core behind the same face is daemon/simulation.
class Shop {
 public:
  virtual ~Shop() = default;
  /// A process begins on what the disk holds; it may end at any point.
  virtual void start() = 0;
  virtual void stop() = 0;
  virtual void back_up() = 0;
  /// The disk is as it was backed up. False: it never was. `known`: whoever restored it said so.
  virtual bool restore(bool known) = 0;

  virtual edge::OutboxReader& log() = 0;  ///< of the present epoch; another object after take_epoch()
  virtual std::optional<Sha256> hash_at(const wire::Place& place) = 0;
  virtual std::optional<Uuid> id_at(const wire::Place& place) = 0;
  virtual std::set<Uuid> event_ids() = 0;  ///< of all epochs

  virtual edge::UpsyncMemory memory() = 0;
  virtual void keep(const edge::UpsyncSession::StoreAck& ack) = 0;
  virtual void keep(const edge::UpsyncSession::Withhold& letter) = 0;
  virtual void release(const wire::Place& place) = 0;
  virtual std::optional<wire::EpochRequest> request() = 0;
  virtual void ask_epoch(wire::EpochReason reason) = 0;
  virtual void take_epoch(const wire::EpochGrant& grant) = 0;

  virtual edge::MasterWriter& masters() = 0;  ///< another object after start()
  virtual Masters::Rows rows() = 0;           ///< in force, to be compared with the hub's
  virtual std::int64_t changes() = 0;         ///< rises whenever something of the masters may look different
  virtual std::int64_t version() = 0;         ///< that tills see
  virtual Sha256 seen() = 0;                  ///< what tills see, see Kind::view_of
  /// One row changes by itself, or goes. No check looks at what is seen while that is so.
  virtual void rot(std::size_t which, bool gone) = 0;
  virtual bool is_rotten() = 0;

  // What was done before a Crash is in the trade, and was durable.
  virtual void open(Trade& trade) = 0;  ///< in the morning
  /// One visit; by the matrix, or without one by nobody's leave.
  virtual void trade(const capabilities::Evaluation* matrix, Trade& trade) = 0;
  /// What does not hold in its own books.
  virtual std::vector<std::string> check() { return {}; }
};

/// What stores are made of, and what is published to them.
struct Kind {
  std::function<std::unique_ptr<Shop>(Setting)> open;
  /// What head office changes; the first time it is called, what there is from the start.
  std::function<std::vector<engine::MasterRow>(Chance&, bool first)> publication;
  /// What a till of this kind sees of masters.
  std::function<Sha256(const Masters::Rows&)> view_of;
};
/// Sales are made up, masters are a map: quick.
Kind model_kind();
}  // namespace holdfast::sim
