#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/digest.h"
#include "commands/context.h"
#include "store/answer.h"

namespace holdfast::store {
/// One request as the store needs it: who, on whose behalf, under which key.
struct Call {
  std::string correlation_id;
  std::shared_ptr<const Actor> actor;  ///< null before anybody signed on
  std::optional<Uuid> approval;        ///< header Approval: id of a consent given by POST /v1/approvals
  std::string idempotency_key;         ///< empty: none
  Sha256 request_sha{};                ///< of method, path and body, when there is a key or an approval; with the key it names the request
};

/// Runs on the writer's thread inside a savepoint: an error undoes all of it.
using Write = std::function<Result<Answer>(db::Transaction&, commands::Context&)>;
struct ReadContext {
  const Site& site;
  Instant now;
  int utc_offset_min = 0;
  const Actor* actor = nullptr;
};
/// Runs on a reader's thread on one snapshot.
using Read = std::function<Result<Answer>(db::Connection&, const ReadContext&)>;
/// Called on the I/O thread, exactly once.
using Done = std::function<void(Result<Answer>)>;
/// Work between batches, in a transaction of its own while nothing else waits; an exception undoes it and is logged.
/// Keep each run short (some milliseconds): whatever is left is for the next tick.
using Maintenance = std::function<void(db::Transaction&, commands::Context&)>;

/// Something that waits for its outcome.
class Pending {
 public:
  virtual ~Pending() = default;
  virtual void done(Result<Answer> answer) = 0;  ///< on the I/O thread, exactly once
  Result<Answer> outcome;                        ///< the store's, until then
};

/// A command on its way through the writer; what submit(Call, Write, Done) makes of its arguments. Those who have an
/// object for the request anyway derive from this, which spares the closures.
class Command : public Pending {
 public:
  virtual Result<Answer> run(db::Transaction& tx, commands::Context& context) = 0;  ///< on the writer's thread
  Call call;
};

/// A read on its way through a reader.
class Query : public Pending {
 public:
  virtual Result<Answer> run(db::Connection& connection, const ReadContext& context) = 0;  ///< on a reader's thread
  std::shared_ptr<const Actor> actor;
};
}  // namespace holdfast::store
