#include "store/failure_error.h"

namespace holdfast::store {
bool is_broken_disk(const db::Failure& failure) {
  switch (failure.cause()) {
    case db::Cause::full:
    case db::Cause::read_only:
    case db::Cause::io:
    case db::Cause::corrupt:
      return true;
    case db::Cause::busy:
    case db::Cause::constraint:
    case db::Cause::other:
      return false;
  }
  return true;
}

Error error_of(const db::Failure& failure) {
  switch (failure.cause()) {
    case db::Cause::full:
      return {ErrorCode::storage_full, "the disk is full: nothing was stored, try again once there is space", {}};
    case db::Cause::read_only:
      return {ErrorCode::storage_read_only, "the disk cannot be written: nothing was stored", {}};
    case db::Cause::io:
      return {ErrorCode::storage_failed, "the disk failed: nothing was stored", {}};
    case db::Cause::corrupt:
      return {ErrorCode::storage_failed, "the file is damaged: nothing was stored", {}};
    case db::Cause::busy:
      return {ErrorCode::busy, "another program holds the store's file", {}};
    case db::Cause::constraint:
    case db::Cause::other:
      return {ErrorCode::internal, "the appliance could not do that: its log says why", {}};
  }
  return {ErrorCode::internal, "", {}};
}
}  // namespace holdfast::store
