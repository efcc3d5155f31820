#pragma once
#include "base/error.h"
#include "db/failure.h"

namespace holdfast::store {
/// True when the disk or the file is broken, so that nothing of the transaction can be trusted.
bool is_broken_disk(const db::Failure& failure);
/// What a client is told about it.
Error error_of(const db::Failure& failure);
}  // namespace holdfast::store
