#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "engine/hub_database.h"
#include "engine/reply.h"

/// What a store asks the hub while somebody waits: `POST /sync/v1/sites/{siteId}/realtime/{operation}`.
///
/// To add an operation: write a Handle and add() it in operations.cpp (all_operations). It runs in one transaction with
/// all rows of the hub and may be run again by the database, so it must decide before it writes, refuse before it
/// writes (a refusal is kept, and what was written by then would stay), and lock the row that its decision is about.
namespace holdfast::operations {
/// One question of a store.
struct Ask {
  engine::SiteKey site;  ///< who asks, by its certificate
  std::string channel;   ///< that its masters come from
  Uuid id;               ///< of the call: the same again is the same question
  const Json& request;   ///< an object
  Instant now;
};
/// The answer, JSON text of an object, or the refusal by rule.
using Handle = std::function<Result<std::string>(engine::HubTransaction&, const Ask&)>;
enum class Effect {
  reads,  ///< asked again it is looked up again
  keeps,  ///< the answer is kept by the call's id, with whatever the handler wrote, and is what a repeat gets
};

class Registry {
 public:
  struct Operation {
    Effect effect;
    Handle handle;
  };
  void add(std::string name, Effect effect, Handle handle) { rows_[std::move(name)] = {effect, std::move(handle)}; }
  const Operation* find(const std::string& name) const {
    const auto found = rows_.find(name);
    return found == rows_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, Operation> rows_;
};
/// Every operation of this hub.
Registry all_operations();

/// Who asks, and by what.
struct Question {
  engine::SiteKey site;
  std::string channel;
  std::string operation;
  std::string_view body;  ///< `{"operationId": UUID, "request": {…}}`
  Instant now;
};
/// 200 with `{"answer": {…}}`, or the refusal as a problem. Throws what the database throws; nothing is kept then.
engine::Reply perform(engine::HubDatabase& database, const Registry& registry, const Question& question);
/// What became of a call whose answer was lost: `{"state": "done", "status", "answer"?}` or `{"state": "notDone"}`.
/// After `notDone` the call can never be done any more: if it is still on its way, it comes to a refusal.
engine::Reply settle(engine::HubDatabase& database, const Question& question);
}  // namespace holdfast::operations
