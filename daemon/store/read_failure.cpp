#include "store/read_failure.h"

#include "log/log.h"
#include "store/failure_error.h"

namespace holdfast::store {
Error on_read_failure(const std::exception& failure) {
  log::error("a read failed", {{"error", log::Fault{"StorageError", failure.what(), true}}});
  if (const auto* storage = dynamic_cast<const db::Failure*>(&failure); storage != nullptr && is_broken_disk(*storage))
    return {ErrorCode::storage_failed, "the store's file could not be read", {}};
  return {ErrorCode::internal, "the appliance could not do that: its log says why", {}};
}
}  // namespace holdfast::store
